/* What the parts of the OpenUSD exporter share. */
#pragma once

#include "sl-axes.h"
#include "sl-exporter.h"
#include "sl-usd-text.h"
#include "sl-zip.h"

G_BEGIN_DECLS

/* The scopes that things lie in, by their names in the layer. */
typedef enum { SL_USD_WALLS, SL_USD_PROPS, SL_USD_PEOPLE, SL_USD_LIGHTS, SL_USD_CAMERAS, SL_USD_N_SCOPES } SlUsdScope;

/* Something at an instant. */
typedef struct {
  SlAxesPlace place;
  double      candela, kelvin, beam; /* of a light, else 0 */
} SlUsdSample;

typedef struct {
  const SlEntity *entity;  /* borrowed from the scene, as the item */
  gconstpointer   item;    /* of the scene: SlSceneWall, SlSceneMesh, SlSceneLight, SlScenePlace */
  SlUsdScope      scope;
  const char     *name;    /* its identifier, borrowed from the text */
  SlUsdSample     built;   /* as the stage is built */
  gboolean        moves;   /* some shot has it elsewhere */
  gboolean        dims;    /* some shot has its light otherwise: its values stand in the variants, which one of its own
                            * would hide */
} SlUsdThing;

typedef struct {
  const SlShot *shot;    /* borrowed from the plan */
  const char   *name;    /* of its camera and its variant, borrowed from the text */
  char         *camera;  /* id */
  double        fps;
  GArray       *lenses;  /* SlSceneCamera, one a frame; their texts are gone */
  GArray       *places;  /* SlUsdSample of the camera, one a frame */
  GHashTable   *changed; /* SlUsdThing → GArray of SlUsdSample, one a frame or one for all */
  GHashTable   *absent;  /* SlUsdThing that are struck */
} SlUsdShot;

typedef struct {
  const SlExportInput *input;
  SlUsdText   text;
  SlScene    *scene;
  const char *root;      /* identifier of the stage */
  GPtrArray  *things;    /* SlUsdThing, scope by scope */
  GHashTable *by_id;     /* id → SlUsdThing */
  GPtrArray  *shots;     /* SlUsdShot */
  double      rate;      /* time codes a second */
  GHashTable *uses;      /* a mesh's key → how many times it stands there */
  GHashTable *models;    /* the key of one that is shared → its identifier */
  GPtrArray  *pictures;  /* GBytes, PNG; NULL where the file holds none */
  GHashTable *packed;    /* "stamp index" of a texture → index of its picture + 1 */
} SlUsdExport;

/* --- sl-usd-light.c --- */

/* A place from a frame of the plan; FALSE when it is none. `camera` as in sl_axes_place(). */
gboolean sl_usd_place       (const SlFrame *frame, gboolean camera, SlUsdSample *sample);
/* Their places do, by more than rounding does. */
gboolean sl_usd_moves       (const SlUsdSample *a, const SlUsdSample *b);
/* Their light does. */
gboolean sl_usd_dims        (const SlUsdSample *a, const SlUsdSample *b);
/* Where a thing is built. */
void     sl_usd_put_built   (SlUsdText *t, const SlUsdThing *thing);
/* What of it a variant has otherwise, as `n` samples `step` time codes apart: where its shape stands and, of a light,
 * its light. */
void     sl_usd_put_shift   (SlUsdText *t, const SlUsdThing *thing, const SlUsdSample *samples, guint n, double step);
/* A light as a prim. */
void     sl_usd_put_light   (SlUsdExport *e, const SlUsdThing *thing);
/* The places of a camera. */
void     sl_usd_put_places  (SlUsdText *t, const SlUsdSample *samples, guint n, double step);

/* --- sl-usd-mesh.c --- */

/* The large meshes that more than one thing has, each once, for these to refer to: before the things are put. */
void     sl_usd_put_models  (SlUsdExport *e);
/* A wall as a prim. */
void     sl_usd_put_wall    (SlUsdExport *e, const SlUsdThing *thing);
/* A prop, a person as a prim. */
void     sl_usd_put_mesh    (SlUsdExport *e, const SlUsdThing *thing);
/* Takes note that it stands there, before anything is put. */
void     sl_usd_count_mesh  (SlUsdExport *e, const SlSceneMesh *mesh);

/* --- sl-usd-look.c --- */

/* The material of a part of a mesh, as a prim `name` whose own path is `path`. */
void     sl_usd_put_look    (SlUsdExport *e, const SlSceneMesh *mesh, const SlSubmesh *part, const char *path,
                             const char *name);
/* That of what a wall shows. */
void     sl_usd_put_screen  (SlUsdExport *e, const char *path, const char *name);

/* --- sl-usd-camera.c --- */

/* A lens over `n` frames at `fps`, `step` time codes apart. */
void     sl_usd_put_lens    (SlUsdText *t, const SlSceneCamera *lenses, guint n, double fps, double step);
/* A camera of the stage, with the lens that its first shot begins with. */
void     sl_usd_put_camera  (SlUsdExport *e, const SlUsdThing *thing);

/* --- sl-usd-shot.c --- */

/* Looks at every frame of the shot; NULL with an error. */
SlUsdShot *sl_usd_shot_new  (SlUsdExport *e, const SlShot *shot, GError **error);
/* NULL is fine. */
void       sl_usd_shot_free (SlUsdShot *shot);
/* Its camera as a prim. */
void       sl_usd_put_shot  (SlUsdExport *e, const SlUsdShot *shot);
/* The stage as each shot has it, and as built. */
void       sl_usd_put_variants (SlUsdExport *e);

G_END_DECLS
