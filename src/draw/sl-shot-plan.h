/* A shot from above at one of its frames: what of the walls its camera covers, where it leaves over their tops, its
 * view and its path. All in metres, world; z is not used. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

/* What is the same in every frame of a shot. */
typedef struct {
  GArray *path; /* owned; SlVec3: where the camera is from the first frame to the last */
  GArray *keys; /* owned; SlVec3: where it is at keys of its position, within the shot */
  SlBox   box;  /* around the path and the feet of standing walls */
} SlShotPath;

/* `scene` is one of the maker's. NULL with an error where there is no camera. Free with sl_shot_path_free(). */
SlShotPath *sl_shot_path_new   (const SlSceneMaker *maker, const SlScene *scene, GError **error);
/* NULL is fine. */
void        sl_shot_path_free  (SlShotPath *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlShotPath, sl_shot_path_free)

/* What is seen at the frame of a scene. */
typedef struct {
  GArray    *wedge;   /* owned; SlVec3: the camera, then where its view ends from left to right */
  GPtrArray *covered; /* owned; GArray of SlVec3: stretches of walls' feet of which something is in the picture */
  GPtrArray *over;    /* owned; the same where the picture goes past the top edge */
} SlShotGaze;

/* Views end at a wall, or `far_m` from the camera; what stands before a wall hides nothing of it. NULL for a scene
 * without camera. Free with sl_shot_gaze_free(). */
SlShotGaze *sl_shot_gaze_new   (const SlScene *scene, double far_m);
/* NULL is fine. */
void        sl_shot_gaze_free  (SlShotGaze *gaze);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlShotGaze, sl_shot_gaze_free)

/* The longest round length (m) for a scale bar of at most `most` px: 1, 2 or 5 times a power of ten, in metres or feet;
 * NAN for a scale that is none. `text` receives what it is called, "5 m". */
double      sl_scale_bar       (double per_metre, double most, gboolean feet, char **text);

G_END_DECLS
