/* What the scenes of each shot read, as numbers that caches key on: an edit that does not touch a shot's stage, setup,
 * camera or devices leaves its number as it was, and undoing one brings the old number back. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

typedef struct SlSceneReads SlSceneReads;

/* One pass over what stands in `plan`, which is kept. `assets` (may be NULL) tells which models and pictures are
 * loaded by now: loading another changes the numbers of the shots that show it, be it by a setup's value or a track.
 * Free with sl_scene_reads_free(). */
SlSceneReads *sl_scene_reads_new      (const SlPlan *plan, SlAssets *assets);
/* NULL is fine. */
void          sl_scene_reads_free     (SlSceneReads *reads);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSceneReads, sl_scene_reads_free)

/* What its coverage depends on: the shot, its setup and stage, its camera with its devices and rig, the depth of its
 * environment, and the walls, props and persons that stand in it. 0 when the plan has no such shot. */
guint64       sl_scene_reads_coverage (const SlSceneReads *reads, const char *shot_id);
/* What its picture depends on: that, its lights and its environment. */
guint64       sl_scene_reads_picture  (const SlSceneReads *reads, const char *shot_id);

G_END_DECLS
