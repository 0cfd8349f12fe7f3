/* Operations: pure functions from a snapshot to a command. */
#pragma once

#include "sl-edit.h"

G_BEGIN_DECLS

/* A new entity with what it needs to show something: a wall has a cabinet, a shot a setup and a camera. Its devices
 * are the catalogue's defaults (NULL: none). `stage` and `camera` are where it goes and what takes it, or NULL for
 * the first there are. `new_id` receives its id (g_free()). */
SlCommand *sl_operation_add       (const SlPlan *plan, const SlPlan *catalogue, SlKind kind, const char *stage,
                                   const char *camera, char **new_id);
/* A copy beside the original, half a metre to the right where it stands somewhere. NULL when there is no such id. */
SlCommand *sl_operation_duplicate (const SlPlan *plan, const char *id, char **new_id);
/* One more item in the list of records at `path` ("doors", "tracks[0].keys"), filled so that it stands: a track
 * takes what does not move yet, a key the value at `frame` (≥ 0) and its place in time. NULL with an error for
 * another path. */
SlCommand *sl_operation_append    (const SlPlan *plan, const char *id, const char *path, gint64 frame, GError **error);

G_END_DECLS
