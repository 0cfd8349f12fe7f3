/* Where a value is written so that it shows at a frame of a shot: what a shot's track moves or its setup has otherwise
 * would not show what is written into the thing itself. */
#pragma once

#include "sl-edit.h"
#include "sl-scene.h"

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

/* Where `path` ("position", "pan", "focal_mm", "size.x") of `id` goes. What moves or differs as a whole takes its parts
 * along, and what does so in parts is set part by part. `owner` receives the id of what is edited, borrowed from the
 * plan: of the shot's camera it may be the shot, which can have a pose of its own, and the other way round. `when` may
 * be NULL for as built. The place of a camera that rides a rig is its rig's to say, which is what is edited then. */
SlGoes sl_keyed_goes (const SlPlan *plan, const SlWhen *when, const char *id, const char *path, const char **owner);
/* Appends the edits that make it `text` (file notation) there. */
SlGoes sl_keyed_set  (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *id, const char *path,
                      const char *text);
/* Appends the edits that make a key of it at that frame: of the part alone where `path` is one and the whole is not
 * keyed. */
void   sl_keyed_key  (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *id, const char *path,
                      const char *text);
/* Where `id` comes to when it is to stand at `wanted` (m): just there, but a camera that rides a rig only as near as
 * that goes. `maker` may be NULL, else it is of `when`, with nothing laid over. */
SlVec3 sl_keyed_reached (const SlPlan *plan, const SlWhen *when, const SlSceneMaker *maker, const char *id,
                         SlVec3 wanted);
/* The value at a frame of the maker's shot, in file notation; a shot's pose is that of its camera. NULL with an error
 * for what is not there. Free with g_free(). */
char  *sl_keyed_text (const SlSceneMaker *maker, const char *id, const char *path, double frame, GError **error);

/* How a field is keyed in a shot. */
typedef enum {
  SL_KEYS_NONE,
  SL_KEYS_ELSEWHERE, /* at other frames */
  SL_KEYS_HERE,      /* at the frame */
} SlKeys;

/* Whether a field of that kind is offered keys: what is seen of things in a picture, and may change in it. */
gboolean sl_keyed_can    (SlKind kind, const SlField *field);
/* Of the field at `path`, its parts, and what it is a part of. */
SlKeys   sl_keyed_keys   (const SlPlan *plan, const SlWhen *when, const char *id, const char *path);
/* Appends the edits that take out the keys at that frame of all these fields (`paths` ends with NULL) of `n` things; a
 * track goes with its last key. Tells how many keys. */
guint    sl_keyed_remove (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *const *ids, guint n,
                          const char *const *paths);

G_END_DECLS
