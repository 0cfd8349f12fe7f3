/* A 2D drawing in metres: what paper and DXF share. +X right, +Y upstage. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

typedef enum {
  SL_LAYER_STAGE, SL_LAYER_GRID, SL_LAYER_ZONE, SL_LAYER_WALL, SL_LAYER_SET, SL_LAYER_PEOPLE, SL_LAYER_CAMERA, SL_LAYER_FRUSTUM, SL_LAYER_MOVE,
  SL_LAYER_MARK, SL_LAYER_DIMENSION, SL_N_LAYERS,
} SlLayer;

typedef enum { SL_STROKE_LINE, SL_STROKE_CIRCLE, SL_STROKE_TEXT } SlStrokeKind;

typedef struct {
  SlStrokeKind kind;
  SlLayer     layer;
  GArray     *points;  /* SlVec3, z ignored; a circle and a text have one */
  gboolean    closed, filled, dashed;
  double      radius;  /* m, of a circle */
  char       *text;
  double      angle;   /* deg, of a text */
  char       *id;      /* of the entity it shows, may be NULL */
} SlStroke;

typedef struct {
  GPtrArray *shapes; /* SlStroke */
  char      *title, *subtitle;
  SlBox      box;    /* of what is drawn (m) */
} SlDrawing;

SlDrawing  *sl_drawing_new   (void);
void        sl_drawing_free  (SlDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDrawing, sl_drawing_free)
/* Name of the layer in files. */
const char *sl_layer_name    (SlLayer layer);
/* One line a shape, rounded to a millimetre: for tests. Free with g_free(). */
char       *sl_drawing_dump  (const SlDrawing *drawing);

/* A stage from above with its walls, set, people, marks, dimensions, and every shot on it with its camera's view and
 * path. `only_shot` leaves out the others; may be NULL. */
SlDrawing  *sl_draw_ground_plan (const SlPlan *plan, SlAssets *assets, const char *stage_id, const char *only_shot, GError **error);

G_END_DECLS
