/* A plan at an instant of a shot: panels, meshes and the camera, all in metres in the stage's world.
 * Scene = entities, overlaid by the setup's values, overlaid by the shot's tracks. */
#pragma once

#include "sl-assets.h"
#include "sl-plan.h"

G_BEGIN_DECLS

/* One cabinet as it stands: the LED face, seen from its viewer. */
typedef struct {
  SlVec3         corner;     /* bottom left (m, world) */
  SlVec3         right, up;  /* full width and height (m, world) */
  SlVec3         normal;     /* unit, toward the viewer */
  guint32        column, row; /* from the viewer's left, from the top */
  const SlPanel *panel;      /* borrowed from the plan */
} SlScenePanel;

typedef struct {
  gatomicrefcount refs;
  SlEntity       *entity;    /* SlWall, as it is at this instant */
  SlFrame         frame;     /* wall to world */
  guint           n_panels;
  SlScenePanel   *panels;    /* row by row from the top, left-out cabinets skipped */
} SlSceneWall;

/* A prop, a person or a camera body. */
typedef struct {
  gatomicrefcount refs;
  SlEntity       *entity;
  SlMesh         *mesh;
  SlFrame         frame;     /* mesh to world, scale included */
  guint32         colour;    /* 0xRRGGBB for primitives */
  gboolean        tinted;    /* `colour` replaces the mesh's own materials */
  SlRole          role;
} SlSceneMesh;

typedef struct {
  const SlCamera *camera;    /* borrowed from the plan */
  SlFrame  frame;            /* +Y along the axis from the entrance pupil; orthonormal */
  double   hfov_deg, vfov_deg;     /* of the framing */
  double   tan_h, tan_v;           /* half the framing */
  double   mode_tan_h, mode_tan_v; /* half the whole mode */
  double   focal_mm, stop, squeeze;
  double   focus_m;          /* from the pupil, INFINITY */
  double   shutter_deg, iso;
  double   photosite_mm;     /* across */
  double   sensor_w_mm, sensor_h_mm; /* of the framing */
  gint64   recorded_w, recorded_h;   /* px of the mode */
} SlSceneCamera;

typedef struct {
  SlPlan             *plan;
  const SlStage      *stage;       /* borrowed from the plan */
  const SlEnvironment *environment; /* as overlaid; may be NULL */
  SlEntity           *environment_owner;
  SlEntity           *stage_owner;
  GPtrArray          *walls;       /* SlSceneWall */
  GPtrArray          *meshes;      /* SlSceneMesh */
  guint               n_still_walls, n_still_meshes; /* come first in both and are the same in every frame */
  GPtrArray          *lights;      /* SlEntity, SlLight at this instant */
  GPtrArray          *cameras;     /* SlEntity, SlCamera at this instant */
  SlEntity           *shot;        /* SlShot at this instant, NULL without a shot */
  gboolean            has_camera;
  SlSceneCamera       camera;
  double              frame;
} SlScene;

void sl_scene_free (SlScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlScene, sl_scene_free)

/* What is the same for every frame, made once. Immutable and safe to use from several threads. */
typedef struct SlSceneMaker SlSceneMaker;

/* For a shot. `assets` may lack meshes: their props are left out. */
SlSceneMaker *sl_scene_maker_new_shot  (const SlPlan *plan, SlAssets *assets, const char *shot_id, GError **error);
/* For a stage as built, or a setup of it (`setup_id` may be NULL). */
SlSceneMaker *sl_scene_maker_new_stage (const SlPlan *plan, SlAssets *assets, const char *stage_id, const char *setup_id, GError **error);
void          sl_scene_maker_free      (SlSceneMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSceneMaker, sl_scene_maker_free)

/* TRUE when only the camera moves, so that what rays hit stays the same. */
gboolean      sl_scene_maker_is_still  (const SlSceneMaker *maker);
/* The scene at `frame` (0 is the first; may lie between frames). */
SlScene      *sl_scene_maker_at        (const SlSceneMaker *maker, double frame, GError **error);
/* One entity as setup and tracks make it at `frame`; the shot's camera stands where the shot has it. A new reference. */
SlEntity     *sl_scene_maker_entity    (const SlSceneMaker *maker, const char *id, double frame, GError **error);

/* TRUE when a shot's scenes are the same in both plans: everything that stands, devices, setups and the shot itself. */
gboolean      sl_scene_same_shot (const SlPlan *a, const SlPlan *b, const char *shot_id);

/* The cabinets of a wall without a stage around it; `entity` must be a wall whose cabinet the plan holds. */
SlSceneWall  *sl_scene_wall_new   (const SlPlan *plan, const SlEntity *entity, GError **error);
void          sl_scene_wall_unref (SlSceneWall *wall);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSceneWall, sl_scene_wall_unref)
/* The wall's developed width and its height (m). */
double        sl_scene_wall_width  (const SlSceneWall *wall);
double        sl_scene_wall_height (const SlSceneWall *wall);

/* The mode that a camera records in: the named one, or the first; NULL with an error. Borrowed from the body. */
const SlMode *sl_camera_mode (const SlPlan *plan, const SlCamera *camera, GError **error);

G_END_DECLS
