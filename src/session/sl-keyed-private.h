/* What the files that write values where they show share. Of them alone. */
#pragma once

#include "sl-keyed.h"

G_BEGIN_DECLS

/* The rig that is set where `path` of `id` is: that path is of the position of a camera that rides it there, or of the
 * shot that has such a camera. NULL else; `shot` may be NULL for as built. Borrowed. */
const SlRig *sl_ride_of    (const SlPlan *plan, const SlShot *shot, const char *id, const char *path);
/* Whether keys of that track hold the camera of such a rig where it is. */
gboolean     sl_ride_holds (const SlRig *rig, const SlTrack *track);
/* Appends the edits of the rig by which `path` of `id` becomes `text` there, or as near to it as the rig goes; with
 * `key` as keys, else only of what changes. */
void         sl_ride_set   (SlCommand *command, const SlPlan *plan, const SlWhen *when, const SlRig *rig,
                            const char *id, const char *path, const char *text, gboolean key);

G_END_DECLS
