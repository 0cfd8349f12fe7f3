/* A plan at an instant of a shot: panels, meshes and the camera, all in metres in the stage's world. What a setup or a
 * track may change stands in these structs as it is then; the entities beside it are for ids, names and the rest.
 * Scene = entities, overlaid by the setup's values, by the shot's tracks, and by what the caller gives. */
#pragma once

#include "sl-assets.h"
#include "sl-curve.h"

G_BEGIN_DECLS

/* One cabinet as it stands: the LED face, seen from its viewer. */
typedef struct {
  SlVec3         corner;      /* bottom left (m, world) */
  SlVec3         right, up;   /* full width and height (m, world) */
  SlVec3         normal;      /* unit, toward the viewer */
  guint32        column, row; /* from the viewer's left, from the top */
  guint32        stretch;     /* which of the wall's flat stretches it is in, from the viewer's left, over which its
                               * picture runs evenly; a cabinet of another size or grid of LEDs than the wall's own, or
                               * in a column or row with one, has a stretch of its own */
  float          left_u, right_u, top_v, bottom_v; /* where its face lies in the wall's picture, 0…1 from the viewer's
                                                    * left and from the top */
  const SlPanel *panel;       /* borrowed from the plan that the wall was made from */
} SlScenePanel;

typedef struct {
  gatomicrefcount refs;
  SlEntity       *entity;     /* owned; SlWall */
  SlFrame         frame;      /* wall to world */
  SlWallRole      role;
  guint           columns, rows;
  double          width_m, height_m; /* developed; a column is as wide as its widest cabinet, a row as its highest */
  gint64         *columns_px, *rows_px; /* owned; of each in the wall's picture: as many as the cabinet with most there,
                                         * where a place that is left out counts as the usual one */
  double          level_nit;  /* of full white as it is driven, NAN: as much as its cabinets give */
  const SlPanel  *usual;      /* its own cabinet, borrowed from the plan like those of the panels */
  guint           n_panels;
  SlScenePanel   *panels;     /* owned; row by row from the top, left-out cabinets skipped */
} SlSceneWall;

/* A prop or a person. */
typedef struct {
  gatomicrefcount refs;
  SlEntity       *entity;     /* owned */
  SlMesh         *mesh;       /* owned */
  SlFrame         frame;      /* mesh to world, scale included */
  guint32         colour;     /* 0xRRGGBB for primitives */
  gboolean        tinted;     /* `colour` replaces the mesh's own materials */
  char           *stands_in;  /* owned; the file of a model that cannot be read: `mesh` is a box of the prop's size;
                               * NULL where it is the thing itself */
  SlRole          role;
} SlSceneMesh;

/* Something that is somewhere: a camera of the stage, a mark. */
typedef struct {
  SlEntity *entity; /* owned */
  SlFrame   frame;  /* to world; a camera's +Y along its axis */
} SlScenePlace;

typedef struct {
  SlEntity *entity;  /* owned; SlRig */
  SlFrame   frame;   /* to world; its foot */
  SlVec3    pivot;   /* of an arm, or where what holds the camera stands on track or floor (m, world) */
  SlVec3    head;    /* where its camera is, even one that is placed elsewhere, or would be (m, world) */
  gboolean  carries; /* there is one */
} SlSceneRig;

typedef struct {
  SlEntity   *entity; /* owned; SlLight */
  SlFrame     frame;  /* +Y along its axis */
  SlLightForm form;
  double      beam_deg, kelvin, candela;
} SlSceneLight;

/* The stage: what of it can be overlaid or keyed, as it is. All borrowed from the entity. */
typedef struct {
  const SlEntity *entity;    /* SlStage */
  const SlList   *outline;   /* SlVec3, corners of the floor (m) */
  SlFloor         floor;
  double          grid;      /* m */
  const SlList   *doors, *zones; /* SlDoor, SlZone */
  double          latency_s; /* from the tracker to the panels */
  double          fps;       /* of the walls */
  int             bits;      /* a channel, to the panels */
  gboolean        ultra_low_latency;
} SlSceneStage;

/* What the walls show. */
typedef struct {
  const SlEntity *entity;  /* SlEnvironment; what follows is borrowed from it */
  SlContent       content;
  const char     *picture; /* of a file, NULL for none */
  guint32         colour;  /* 0xRRGGBB */
  double          depth_m; /* of what moves against the wall, INFINITY */
} SlSceneEnvironment;

typedef struct {
  SlEntity *entity;   /* owned; SlDimension */
  SlVec3    from, to; /* m, world */
  double    offset;   /* of its line, to the left of from → to (m) */
} SlSceneDimension;

/* The shot's camera at an instant. What of it can be keyed or overlaid stands here as it is then, and its rig's sway on
 * top of it. */
typedef struct {
  const char *id;                  /* of the camera; borrowed from the maker's plan */
  const char *title;               /* its name, or its id; borrowed likewise */
  SlFrame     frame;               /* +Y along the axis from the entrance pupil; orthonormal */
  double      pan, tilt, roll;     /* deg, as `frame` has them, with whole turns */
  double      hfov_deg, vfov_deg;  /* of the framing */
  double      tan_h, tan_v;        /* half the framing */
  double      mode_tan_h, mode_tan_v; /* half the whole mode */
  double      focal_mm, stop, squeeze;
  const SlLens *lens;              /* of its set, that which covers the focal length, a prime before a zoom; NULL for
                                    * none; borrowed from the maker's plan */
  double      corner;              /* share of the pupil's diameter that is left in the picture's corner; 1: all */
  double      focus_m;             /* from the pupil, INFINITY */
  double      pupil_offset_mm;     /* how far the sensor lies behind the pupil */
  double      shutter_deg, iso;
  double      photosite_mm;        /* across */
  double      sensor_w_mm, sensor_h_mm; /* of the framing */
  double      ratio;               /* of the framing, width over height; 0 for the whole mode */
  gint64      recorded_w, recorded_h;   /* px of the mode */
} SlSceneCamera;

/* Where something stands: m, and degrees in the order of pan, tilt, roll. */
typedef struct {
  SlVec3 position;
  double pan, tilt, roll;
} SlScenePose;

/* How the shot's camera moves at an instant, in its own frame: x right, y forward along the axis, z up. */
typedef struct {
  SlVec3 velocity;              /* m/s */
  SlVec3 acceleration;          /* m/s² */
  SlVec3 turn_deg;              /* deg/s about each axis: x tilt (+ up), y roll (+ clockwise), z pan (+ left) */
  SlVec3 turn_acceleration_deg; /* deg/s², how fast those three numbers change */
} SlSceneMotion;

typedef struct {
  SlPlan              *plan;           /* owned, as all below but those that say so */
  SlSceneStage         stage;          /* its entity is owned by the scene */
  SlSceneEnvironment  *environment;    /* NULL for none; its entity is owned by the scene */
  GPtrArray           *walls;          /* SlSceneWall */
  GPtrArray           *meshes;         /* SlSceneMesh */
  guint                n_still_walls, n_still_meshes; /* come first in both and are the same in every frame */
  GArray              *lights;         /* SlSceneLight */
  GArray              *cameras;        /* SlScenePlace; the shot's own is where the shot has it */
  GArray              *marks;          /* SlScenePlace */
  GArray              *rigs;           /* SlSceneRig */
  GArray              *dimensions;     /* SlSceneDimension */
  SlEntity            *shot;           /* SlShot at this instant, NULL without a shot */
  gboolean             has_camera;
  SlSceneCamera        camera;
  double               frame;
} SlScene;

/* NULL is fine. */
void sl_scene_free (SlScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlScene, sl_scene_free)

/* What is the same for every frame. Immutable and safe to use from several threads; walls and meshes are made when a
 * scene is first asked for, so a maker that only gives cameras costs little. */
typedef struct SlSceneMaker SlSceneMaker;

/* A number that stands over everything else: for drags, live tracking and solvers. */
typedef struct {
  const char *id;     /* of any entity of the plan; a camera, its shot, a wall, a prop… */
  const char *path;   /* of a number of it: "pan", "position.x", "focal_mm" */
  double      number; /* in the field's unit */
} SlOverlay;

/* For a shot. `assets` may be NULL or lack meshes: their props are left out. NULL with an error when there is no such
 * shot or it has no setup or stage. What else is unfinished is left out, see sl_scene_maker_findings(). */
SlSceneMaker *sl_scene_maker_new_shot  (const SlPlan *plan, SlAssets *assets, const char *shot_id, GError **error);
/* For a stage as built, or a setup of it (`setup_id` may be NULL). NULL with an error when there is no such stage. */
SlSceneMaker *sl_scene_maker_new_stage (const SlPlan *plan, SlAssets *assets, const char *stage_id,
                                        const char *setup_id, GError **error);
/* The same with `n` numbers laid over setup and tracks. It shares with `maker` all that they do not touch, and what
 * they do touch counts as moving. NULL with an error when one names no entity or no number of it, or is out of range.
 * Free with sl_scene_maker_free(). */
SlSceneMaker *sl_scene_maker_new_overlaid (const SlSceneMaker *maker, const SlOverlay *overlay, guint n,
                                           GError **error);
/* NULL is fine. */
void          sl_scene_maker_free      (SlSceneMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSceneMaker, sl_scene_maker_free)

/* TRUE when only cameras and lights move, so that what rays hit stays the same. */
gboolean      sl_scene_maker_is_still  (const SlSceneMaker *maker);
/* What is left out of its scenes and why: walls without a cabinet, tracks and values that do not fit, models that are
 * not there, though a box may stand in for those. SlFinding elements (sl-check.h), empty when nothing is. Borrowed from
 * the maker. Whoever makes scenes merges these into what it tells its user. */
const GPtrArray *sl_scene_maker_findings (const SlSceneMaker *maker);
/* Those of them that are of the setup's values and the tracks: for callers that want a camera alone, and no things made
 * for it. Borrowed likewise. */
const GPtrArray *sl_scene_maker_findings_of_values (const SlSceneMaker *maker);
/* The scene at `frame` (0 is the first; may lie between frames). NULL with an error when the shot has no camera that
 * can be made. */
SlScene      *sl_scene_maker_at        (const SlSceneMaker *maker, double frame, GError **error);
/* The shot's camera alone at `frame`, without a scene: cheap enough to be asked for thousands of times. FALSE with an
 * error as above, or when the maker is for a stage. `camera` borrows from the maker. */
gboolean      sl_scene_maker_camera    (const SlSceneMaker *maker, double frame, SlSceneCamera *camera, GError **error);
/* How it really moves there, sway included (physics §7: derivatives within a segment, one-sided at a key), from the
 * keys, not from differences; what is overlaid stands. FALSE with an error as above. */
gboolean      sl_scene_maker_motion    (const SlSceneMaker *maker, double frame, SlSide side, SlSceneMotion *motion,
                                        GError **error);
/* The same as it is meant to: without the sway of the camera's rig. */
gboolean      sl_scene_maker_move      (const SlSceneMaker *maker, double frame, SlSide side, SlSceneMotion *motion,
                                        GError **error);
/* The shot with its setup's values but without tracks, for what is one for all of it: frames, fps, number. Borrowed;
 * NULL for a stage. */
const SlShot *sl_scene_maker_shot      (const SlSceneMaker *maker);
/* One entity as setup and tracks make it at `frame`; the shot's camera stands where the shot has it, without sway: this
 * is what hands take hold of. A new reference; NULL with an error when the plan has not got it. */
SlEntity     *sl_scene_maker_entity    (const SlSceneMaker *maker, const char *id, double frame, GError **error);

/* The pose of something placed, likewise. FALSE when the plan has not got it, or it stands nowhere. */
gboolean      sl_scene_maker_pose      (const SlSceneMaker *maker, const char *id, double frame, SlScenePose *pose);

/* The rig that says where a camera is in a shot, or with NULL on the stage as it is built: its own, where neither the
 * shot, nor keys, nor a value of the setup place the camera themselves. NULL for none. Borrowed from the plan. */
const SlRig  *sl_scene_ridden          (const SlPlan *plan, const SlShot *shot, const char *camera_id);
/* Whether a track of the shot moves the place of its camera, be it by way of its rig. */
gboolean      sl_scene_moves_camera    (const SlPlan *plan, const SlShot *shot, const SlTrack *track);

/* How a rig holds its camera: its fields of these names, and where that is. */
typedef struct {
  SlVec3 position;                              /* m */
  double along, height, swing, boom, extension; /* m, but swing and boom: degrees */
  SlVec3 head;                                  /* m, world */
} SlRigHold;

/* How it has to hold it so that it comes to `wanted` (m, world) at that frame, or as near as it can: a track has its
 * line, an arm reaches all around it, and what stands or flies goes there itself. FALSE when there is no such rig. */
gboolean      sl_scene_maker_rig_for   (const SlSceneMaker *maker, const char *rig_id, double frame, SlVec3 wanted,
                                        SlRigHold *hold);
/* The fields by which a rig of that form does so, NULL at the end. Static. */
const char *const *sl_rig_holds        (SlRigForm form);

/* The focal length (mm) that a shot begins with, whether or not its camera is complete; NAN when the plan has no such
 * shot. For lists of shots: what else a picture is made of, sl_scene_maker_camera() tells. */
double        sl_scene_shot_focal_mm   (const SlPlan *plan, const char *shot_id);

/* A model or a picture that a scene may want. Borrowed from the plan. */
typedef struct {
  const SlEntity *entity; /* what has it */
  const char     *field;  /* "model", "picture" */
  const char     *name;   /* of the file, as in the plan */
} SlSceneAsset;

/* All that the plan's scenes may want: as things are built, in setups and in moves. SlSceneAsset elements, each file of
 * an entity once; free with g_array_unref(). The plan must outlive it. */
GArray       *sl_scene_assets (const SlPlan *plan);

/* A stage as it is built, without a scene around it; `entity` must be a stage and outlive it. */
void          sl_scene_stage_init (SlSceneStage *stage, const SlEntity *entity);
/* The cabinets of a wall without a stage around it; `entity` must be a wall. NULL with an error when the plan lacks its
 * cabinet or it has too many. The plan must outlive it. */
SlSceneWall  *sl_scene_wall_new   (const SlPlan *plan, const SlEntity *entity, GError **error);
/* NULL is fine. */
void          sl_scene_wall_unref (SlSceneWall *wall);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSceneWall, sl_scene_wall_unref)
/* The wall's developed width (m); 0 for one without cabinets. */
double        sl_scene_wall_width  (const SlSceneWall *wall);
/* Its height (m); 0 likewise. */
double        sl_scene_wall_height (const SlSceneWall *wall);

/* The mode that a camera records in: the named one, or the first; NULL with an error. Borrowed from the body. */
const SlMode *sl_camera_mode (const SlPlan *plan, const SlCamera *camera, GError **error);

G_END_DECLS
