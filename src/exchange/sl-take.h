/* A recording of camera tracking, and the shot that it becomes: what was planned, as it was shot. */
#pragma once

#include "sl-edit.h"
#include "sl-tracking.h"

G_BEGIN_DECLS

enum { SL_TAKE_MAX = 1000000 }; /* samples */

typedef struct {
  GArray          *samples; /* SlTrackingSample, in the order in which they came */
  SlTrackingStatic fixed;   /* what the sender told last */
  guint64          unread;  /* samples or packets that were left out */
} SlTake;

SlTake *sl_take_new  (void); /* empty */
void    sl_take_free (SlTake *take); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTake, sl_take_free)

/* Reads a recording: OpenTrackIO packets one after another, with a length of 32 bits before each or without; samples as
 * JSON, one or several, a line each or not; a folder of files with one sample each, in the order of the numbers in
 * their names; or FreeD's messages (".bin", zoom and focus counting as ours do with `lens`). What is no sample is
 * counted and left out. NULL with an error when none is left. */
SlTake *sl_take_read  (const char *path, gboolean lens, const SlWatch *watch, GError **error);
/* The same of bytes that are no folder; `name` is for its suffix and for errors. */
SlTake *sl_take_parse (const guint8 *data, gsize size, const char *name, gboolean lens, const SlWatch *watch,
                       GError **error);

typedef struct {
  const char *shot;     /* whose take it is; NULL: the plan's first */
  const char *id, *name; /* of the new shot; NULL: after that one */
} SlTakeOptions;

/* A command that adds a shot with all that the planned one has, but moves its camera as it was recorded: a key a frame
 * by time code, else by the samples' own numbers, else one after another. `id` receives the new shot's (g_free()).
 * `findings` (SlFinding, may be NULL) takes what is left out. NULL with an error. */
SlCommand *sl_take_command (const SlPlan *plan, const SlTake *take, const SlTakeOptions *options, GPtrArray *findings,
                            char **id, GError **error);

G_END_DECLS
