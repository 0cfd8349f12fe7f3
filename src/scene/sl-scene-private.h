/* What the files of this room share. Of this room alone. */
#pragma once

#include "sl-check.h"
#include "sl-scene.h"

/* The curves of one entity: the shot's tracks of it, then what the caller lays over. */
typedef struct {
  gatomicrefcount refs;
  GPtrArray *curves;     /* SlCurve, owned */
  guint      n_tracks;   /* of them; overlaid numbers follow */
} SlSceneCurves;

/* Walls and meshes that are the same in every frame, made when first wanted. */
typedef struct {
  gatomicrefcount refs;
  GMutex     lock;
  gboolean   made;
  GPtrArray *walls, *meshes; /* SlSceneWall, SlSceneMesh */
  GPtrArray *findings;       /* SlFinding; when made */
  GPtrArray *of_values;      /* SlFinding; those of the setup's values and of the tracks, from the start */
} SlSceneStill;

struct SlSceneMaker {
  SlPlan       *plan;
  SlAssets     *assets;      /* may be NULL */
  GHashTable   *overlay;     /* id → SlEntity with the setup's values */
  GHashTable   *absent;      /* ids that the setup strikes */
  GHashTable   *curves;      /* id → SlSceneCurves */
  char         *stage_id, *environment_id;
  const SlShot *shot;        /* borrowed from the plan, NULL for a stage */
  GPtrArray    *moving;      /* ids of walls, props and persons that curves touch; borrowed from the plan */
  SlSceneStill *still;
};

/* The entity with the setup's values but without curves. Borrowed, NULL when there is none. */
const SlEntity *sl_scene_maker_still (const SlSceneMaker *maker, const char *id);
/* The entity at an instant; a new reference. */
SlEntity       *sl_scene_maker_now   (const SlSceneMaker *maker, const SlEntity *entity, double frame);
/* Where the shot has its camera; the camera without curves, NULL when there is none. Borrowed. */
const SlEntity *sl_scene_camera_pose (const SlSceneMaker *maker, double frame, SlPlaced *pose);
/* Writes the entity's tracks, or the numbers laid over it, into a plain copy of its struct. */
void            sl_scene_write_curves (const SlSceneMaker *maker, const char *id, gboolean overlaid, double frame,
                                       SlSide side, SlOrder order, gpointer record);
/* Where a rig holds its camera (m, world), or the derivative of that by time in frames. */
SlVec3          sl_scene_ride        (const SlSceneMaker *maker, const SlRig *rig, double frame, SlSide side,
                                      SlOrder order);
/* The pivot of its arm, or the foot of what stands on its track, and the camera's place (m, world). */
void            sl_scene_rig_points  (const SlSceneMaker *maker, const SlRig *rig, double frame, SlVec3 *pivot,
                                      SlVec3 *head);
/* Adds to a pose in that shot, or to its derivative of that order by time in frames, how the rig sways; a rig that does
 * not, or none, leaves it as it is. */
void            sl_scene_add_sway    (const SlSceneMaker *maker, const char *rig_id, double frame, SlOrder order,
                                      SlPlaced *pose);
/* TRUE when the entity, of a placed kind, is on the maker's stage and not struck by its setup. */
gboolean        sl_scene_maker_stands (const SlSceneMaker *maker, const SlEntity *entity);
/* What rays and eyes meet; made on first use. Borrowed. */
const SlSceneStill *sl_scene_maker_still_things (const SlSceneMaker *maker);

/* What the walls show at an instant; NULL when the setup names none. */
SlSceneEnvironment *sl_scene_environment_new  (const SlSceneMaker *maker, double frame);
/* With its entity; NULL is fine. */
void                sl_scene_environment_free (SlSceneEnvironment *environment);
/* The stage's dimensions at an instant, SlSceneDimension elements that own their entities. */
GArray             *sl_scene_dimensions       (const SlSceneMaker *maker, double frame);

/* Another reference. */
SlSceneWall    *sl_scene_wall_ref   (SlSceneWall *wall);
/* Another reference. */
SlSceneMesh    *sl_scene_mesh_ref   (SlSceneMesh *mesh);
/* NULL is fine. */
void            sl_scene_mesh_unref (SlSceneMesh *mesh);
