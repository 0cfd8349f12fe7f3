/* Where a value is written so that it shows at a frame of a shot: what a shot's track moves or its setup has otherwise
 * would not show what is written into the thing itself. */
#pragma once

#include "sl-edit.h"

G_BEGIN_DECLS

/* The frame of the shot at which an edit is seen. */
typedef struct {
  const char *shot;  /* id; NULL: of the stage as it is built, where things have their own values */
  gint64      frame; /* from 0 */
  gboolean    auto_key; /* what has no track yet gets one */
} SlWhen;

typedef enum {
  SL_GOES_OWN,     /* into the thing's own field */
  SL_GOES_SETUP,   /* into the value of the shot's setup */
  SL_GOES_KEY,     /* into the key at that frame */
  SL_GOES_NEW_KEY, /* into a key that is made there */
  SL_GOES_TRACK,   /* into the first key of a track that is made */
} SlGoes;

/* Where `path` (a whole field: "position", "pan", "focal_mm"; or a part of it that has a track or value of its own:
 * "position.x") of `id` goes. `owner` receives the id of what is edited, borrowed from the plan: of the shot's camera
 * it may be the shot, which can have a pose of its own. `when` may be NULL for as built. */
SlGoes sl_keyed_goes (const SlPlan *plan, const SlWhen *when, const char *id, const char *path, const char **owner);
/* Appends the edits that make it `text` (file notation) there. */
SlGoes sl_keyed_set  (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *id, const char *path,
                      const char *text);

G_END_DECLS
