/* The kinds of entity that a plan holds. Units, defaults and ranges stand in the tables of sl-kinds.c. */
#pragma once

#include "sl-field.h"

G_BEGIN_DECLS

typedef enum {
  SL_KIND_PRODUCTION,
  SL_KIND_STAGE,
  SL_KIND_SETUP,
  SL_KIND_ENVIRONMENT,
  SL_KIND_UNIT,
  SL_KIND_WALL,
  SL_KIND_PROP,
  SL_KIND_PERSON,
  SL_KIND_LIGHT,
  SL_KIND_CAMERA,
  SL_KIND_SHOT,
  SL_KIND_MARK,
  SL_KIND_DIMENSION,
  SL_KIND_GROUP,
  SL_KIND_RIG,
  SL_KIND_SCENE,
  SL_KIND_CAST,
  SL_KIND_ELEMENT,
  SL_KIND_CREW,
  SL_KIND_BOARD,
  SL_KIND_CALENDAR,
  SL_KIND_RULE,
  SL_KIND_RISK,
  SL_KIND_RATE,
  SL_KIND_BOOKING,
  SL_KIND_ASSERTION,
  /* devices: copies of catalogue entries */
  SL_KIND_PANEL,
  SL_KIND_PROCESSOR,
  SL_KIND_BODY,
  SL_KIND_LENS_SET,
  SL_N_KINDS,
} SlKind;

#define SL_KIND_FIRST_DEVICE SL_KIND_PANEL

/* What every entity starts with; `id` and `name` are fields of no table. */
typedef struct {
  SlRecord       record;
  gatomicrefcount refs;
  SlKind         kind;
  guint          line;  /* in the file it was read from, 0 otherwise */
  guint64        stamp; /* new for every version of every entity: what caches key on */
  guint64        facts; /* the stamp of the first version with all that it has but for words (SL_FIELD_WORDS) */
  char          *id;    /* GRefString */
  char          *name;  /* GRefString, NULL for none */
} SlEntity;

/* On members that a setup or a track may change: what one is at an instant, only a scene knows. The build of the rooms
 * above scene/ makes reading them from the plan an error. */
#ifdef SL_ABOVE_SCENE
#define SL_KEYED __attribute__ ((unavailable ("a setup or a track may change it: read it from a scene")))
#else
#define SL_KEYED
#endif

/* Everything that stands on a stage. Pose in degrees, intrinsic Z-X-Y: pan + left, tilt + up, roll + clockwise. */
typedef struct {
  char  *stage;
  SlVec3 position SL_KEYED; /* m */
  double pan SL_KEYED, tilt SL_KEYED, roll SL_KEYED;
  char  *group; /* NULL for none */
} SlPlaced;

typedef enum { SL_EASE_LINEAR, SL_EASE_SMOOTH, SL_EASE_HOLD, SL_EASE_BEZIER } SlEase;

typedef struct {
  SlRecord record;
  gint64   frame;
  char    *value; /* in the target field's file notation */
  int      ease;  /* SlEase toward the next key */
  SlList  *bend;  /* of a Bézier: four doubles, x1 y1 x2 y2 of its handles in shares of the time and of the way */
} SlKey;

typedef struct {
  SlRecord record;
  char    *target;
  char    *path;
  SlList  *keys; /* SlKey */
} SlTrack;

/* What somebody says of a shot at a frame of it. */
typedef struct {
  SlRecord record;
  gint64   frame;
  char    *author, *text;
} SlRemark;

typedef struct {
  SlRecord record;
  char    *target, *path, *value;
} SlOverride;

typedef struct {
  SlRecord record;
  char    *name;
  double   frames;
} SlLatency;

typedef struct {
  SlRecord record;
  char    *name;
  SlVec3   position;
  double   pan, width, height;
} SlDoor;

typedef struct {
  SlRecord record;
  char    *name;
  SlList  *outline; /* SlVec3 */
} SlZone;

typedef struct {
  SlRecord record;
  gint64   column, row, columns, rows;
  char    *cabinet; /* NULL: left out */
} SlPatch;

typedef struct {
  SlRecord record;
  char    *name;
  gint64   photosites_w, photosites_h;
  double   sensor_w_mm, sensor_h_mm, photosite_um;
  char    *notes;
  gboolean is_default; /* in the catalogue only */
} SlMode;

typedef enum { SL_LENS_UNDISTORTS, SL_LENS_DISTORTS } SlLensBends;

typedef struct {
  SlRecord record;
  char    *name;
  double   focal_mm, focal_max_mm, t_stop, close_focus, image_circle_mm, corner;
  SlList  *radial, *tangential; /* double; k1…k6 and p1, p2 of sl-distortion.h */
  int      bends;               /* SlLensBends: which way they lead */
  double   overscan;            /* factor; NAN: as they say */
} SlLens;

/* What the wall is calibrated anew for, beside each camera body. */
typedef enum {
  SL_CALIBRATION_BODY, SL_CALIBRATION_LENS, SL_CALIBRATION_WHITE, SL_CALIBRATION_LENS_WHITE,
} SlCalibrationPer;

typedef struct {
  SlEntity   entity;
  char      *company;
  SlRational fps;
  char      *currency;
  guint32    start, wrap, colour; /* wrap: the last day as planned, 0 for none */
  char      *calendar, *board;    /* board: the one that counts; NULL: its first */
  double     eighth_minutes, setup_minutes, amber_factor, orange_factor, red_factor;
  double     pace_loading, stage_loading; /* of its scenes' minutes; their squares sum to less than 1 */
  int        calibration;         /* SlCalibrationPer */
  char      *uid, *notes;
  char      *origin;              /* the schedule that it was imported from, packed */
} SlProduction;

typedef enum {
  SL_STAGE_VOLUME, SL_STAGE_CAPTURE, SL_STAGE_GREEN, SL_STAGE_UNDERWATER, SL_STAGE_PRACTICAL, SL_STAGE_LOCATION,
  SL_STAGE_WORKSHOP,
} SlStageUse;
typedef enum { SL_FLOOR_PRACTICAL, SL_FLOOR_BARE } SlFloor;

typedef struct {
  SlEntity entity;
  char    *facility;
  SlList  *outline SL_KEYED; /* SlVec3 */
  double   clear_height SL_KEYED, grid_height SL_KEYED, grid SL_KEYED;
  int      floor SL_KEYED; /* SlFloor */
  double   safe_distance SL_KEYED;
  SlList  *doors SL_KEYED, *zones SL_KEYED, *latency SL_KEYED;
  SlRational fps SL_KEYED;
  gint64   bits SL_KEYED;
  gboolean ultra_low_latency SL_KEYED;
  char    *timezone;
  double   day_rate;
  int      use;                     /* SlStageUse */
  char    *calendar;
  double   change_minutes, mode_minutes, calibration_minutes, warmup_minutes, move_minutes;
  SlVec3   survey_origin;  /* m: east, north and height of the plan's origin in the facility's survey; NAN: unknown */
  double   survey_bearing; /* deg, of +Y, clockwise from that survey's north */
  char    *assumed, *notes;
} SlStage;

typedef struct {
  SlEntity entity;
  char    *stage, *environment;
  SlList  *absent, *values; /* ids; SlOverride */
  double   change_minutes;  /* NAN: the stage's */
  char    *notes;
} SlSetup;

typedef enum { SL_CONTENT_GRID, SL_CONTENT_SKY, SL_CONTENT_COLOUR, SL_CONTENT_PICTURE } SlContent;

typedef struct {
  SlEntity entity;
  int      content SL_KEYED; /* SlContent */
  char    *picture SL_KEYED;
  guint32  colour SL_KEYED;
  double   depth SL_KEYED, load_minutes; /* m, NAN: infinity; minutes */
  guint32  ready;                        /* 0: it is */
  char    *white, *notes;
} SlEnvironment;

typedef enum { SL_NUMBER_BY_ROWS, SL_NUMBER_BY_COLUMNS } SlNumberRun;
typedef enum { SL_WALL_MAIN, SL_WALL_WILD, SL_WALL_CEILING, SL_WALL_FLOOR } SlWallRole;

typedef struct {
  SlEntity entity;
  SlPlaced placed;
  int      role SL_KEYED; /* SlWallRole */
  char    *cabinet SL_KEYED, *processor;
  gint64   columns SL_KEYED, rows SL_KEYED;
  SlList  *seams SL_KEYED; /* double, degrees */
  SlList  *patches SL_KEYED;
  double   level_nit SL_KEYED;
  char    *gamut, *eotf;    /* of what its processor takes; NULL: not said */
  char    *docks;           /* id of the wall that a floor or a ceiling goes with; NULL: it lies by itself */
  double   dock_gap;        /* m; NAN: as usual */
  gboolean dock_fits_width, dock_fits_depth;
  int      number_from;     /* SlCorner */
  int      number_run;      /* SlNumberRun */
  gboolean number_serpentine, number_left_out;
  gint64   number_first;
  char    *notes;
} SlWall;

typedef enum { SL_SHAPE_BOX, SL_SHAPE_CYLINDER, SL_SHAPE_SPHERE, SL_SHAPE_FLAT, SL_SHAPE_MODEL } SlShape;
typedef enum { SL_ROLE_SET, SL_ROLE_PRACTICAL_FLOOR, SL_ROLE_TALENT, SL_ROLE_OBSTACLE, SL_ROLE_TRUSS } SlRole;

typedef struct {
  SlEntity entity;
  SlPlaced placed;
  int      shape SL_KEYED;
  char    *model SL_KEYED;
  SlVec3   size SL_KEYED;  /* m: of a primitive */
  double   scale SL_KEYED; /* of a model */
  guint32  colour SL_KEYED;
  int      role SL_KEYED;
  double   price;
  char    *notes;
} SlProp;

typedef struct {
  SlEntity entity;
  SlPlaced placed;
  double   height SL_KEYED;
  guint32  colour SL_KEYED;
  char    *cast, *notes;
} SlPerson;

typedef enum { SL_LIGHT_SPOT, SL_LIGHT_POINT, SL_LIGHT_SOFT } SlLightForm;

typedef struct {
  SlEntity entity;
  SlPlaced placed;
  int      form SL_KEYED; /* SlLightForm */
  double   beam SL_KEYED, kelvin SL_KEYED, candela SL_KEYED;
  char    *gdtf, *gdtf_mode; /* NULL for none */
  gint64   dmx_universe, dmx_address; /* from 1; an address of 0: none yet */
  char    *notes;
} SlLight;

typedef struct {
  SlEntity entity;
  SlPlaced placed;
  char    *body SL_KEYED, *mode SL_KEYED, *lenses SL_KEYED;
  char    *rig;
  double   iso SL_KEYED, pupil_offset_mm SL_KEYED;
  char    *notes;
} SlCamera;

typedef struct {
  SlEntity entity;
  char    *number;
  char    *scene, *setup, *camera;
  SlVec3   position SL_KEYED; /* m; unset: the camera's own pose */
  double   pan SL_KEYED, tilt SL_KEYED, roll SL_KEYED;
  double   focal_mm SL_KEYED, stop SL_KEYED, focus SL_KEYED, shutter SL_KEYED;
  SlRational fps;
  gint64   frames, seed;
  double   ratio SL_KEYED; /* width over height of the delivery, 0 for the whole mode */
  char    *size, *description;
  SlList  *with;
  SlList  *absent; /* ids */
  SlList  *tracks;
  SlList  *remarks; /* SlRemark */
  char    *notes;
} SlShot;

typedef struct { SlEntity entity; SlPlaced placed; char *of; guint32 colour SL_KEYED; char *notes; } SlMark;

typedef struct {
  SlEntity entity;
  char    *stage;
  SlVec3   from SL_KEYED, to SL_KEYED; /* m */
  double   offset SL_KEYED;            /* m */
} SlDimension;

/* What lies in it names it. */
typedef struct { SlEntity entity; char *group, *notes; } SlGroup;

typedef enum {
  SL_RIG_DOLLY, SL_RIG_SLIDER, SL_RIG_CRANE, SL_RIG_JIB, SL_RIG_STEADICAM, SL_RIG_DRONE, SL_RIG_STATIC,
} SlRigForm;

/* Its foot is its place; a track lies along its own X, half to either side. An arm that neither swings nor booms points
 * along its Y. */
typedef struct {
  SlEntity entity;
  SlPlaced placed;
  int      form;                     /* SlRigForm */
  double   reach, low, high, aside;  /* m; NAN but for the last: no limit */
  double   speed, acceleration;      /* m/s, m/s²; NAN: no limit */
  double   along SL_KEYED;           /* m: the carriage from the track's middle */
  double   height SL_KEYED;          /* m: of the camera, or of an arm's pivot */
  double   swing SL_KEYED, boom SL_KEYED, extension SL_KEYED; /* of an arm: degrees, + left and + up; m */
  double   sway, sway_angle, sway_hz; /* m and degrees to either side; how quick */
  char    *notes;
} SlRig;

#include "sl-schedule-kinds.h"

typedef struct { SlEntity entity; char *measure; char *of; int relation; double value; char *notes; } SlAssertion;

/* What every device tells of itself. */
typedef struct {
  char *manufacturer, *model;
  int   confidence;
  char *source, *recalled, *notes;
  gboolean is_default; /* in the catalogue only */
} SlDevice;

typedef struct {
  SlEntity entity;
  SlDevice device;
  double   pitch_mm, width_mm, height_mm, depth_mm;
  gint64   pixels_w, pixels_h;
  double   weight_kg, power_max_w, power_avg_w, nits, refresh_hz, view_h, view_v, seam_min, seam_max;
  gint64   hang_rows, stack_rows;
  char    *use;
} SlPanel;

typedef struct {
  SlEntity entity;
  SlDevice device;
  int      law; /* SlPortLaw */
  gint64   pixels, links, ports, max_w, max_h;
  char    *bit_depths;
} SlProcessor;

typedef struct { SlEntity entity; SlDevice device; SlList *modes; char *gamut; } SlBody;
typedef struct { SlEntity entity; SlDevice device; double squeeze; char *mount; SlList *lenses; } SlLensSet;

typedef struct {
  SlRecordType record;   /* element name, struct size, fields */
  const char  *plural;   /* heading, to be translated */
} SlKindInfo;

/* Static. */
const SlKindInfo *sl_kind_info    (SlKind kind);
/* SL_N_KINDS when there is none of that name. */
SlKind            sl_kind_from_name (const char *name);
/* What people call the kinds that a reference may name ("person cast"), with bars between them; free with g_free(). */
char             *sl_kind_labels    (const char *names);
/* Where the pose of a placed kind stands, or NULL. Borrowed from the entity. */
const SlPlaced   *sl_entity_placed (const SlEntity *entity);

/* Ids hold letters of any script, digits, "-", "_" and "."; 1 to 64 bytes, beginning with neither "-" nor ".". */
gboolean  sl_id_is_valid (const char *id);
/* The fields that every entity has beside those of its kind's table: id and name. Static. */
const SlRecordType *sl_entity_head (void);
/* An entity of defaults; `id` must be valid. A new reference. */
SlEntity *sl_entity_new   (SlKind kind, const char *id);
/* Makes an entity of a record of that kind that was just read into memory from g_malloc0(), with its id; takes it. */
SlEntity *sl_entity_adopt (SlKind kind, gpointer record, guint line);
/* A version of its own, with a new stamp, that the caller may change until it is shared. A new reference. */
SlEntity *sl_entity_edit  (const SlEntity *entity);
SlEntity *sl_entity_ref   (const SlEntity *entity); /* shared, so to be changed no more */
void      sl_entity_unref (SlEntity *entity); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlEntity, sl_entity_unref)
/* The same kind, id, name, values and unknown content, whatever their stamps and lines. */
gboolean  sl_entity_equal (const SlEntity *a, const SlEntity *b);
/* The name, or the id where there is none. Borrowed. */
const char *sl_entity_title (const SlEntity *entity);

/* As sl_record_get(); "name" is a path too, "id" is none. */
char     *sl_entity_get (const SlEntity *entity, const char *path, GError **error);
/* As sl_record_set(), in a version that the caller owns alone; "name" is a path too, an id is changed by renaming. */
gboolean  sl_entity_set (SlEntity *entity, const char *path, const char *text, gboolean formula, GError **error);

G_END_DECLS
