/* A 2D drawing in metres: what paper and DXF share. +X right, +Y upstage. */
#pragma once

#include "sl-vec.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SL_LAYER_STAGE, SL_LAYER_GRID, SL_LAYER_ZONE, SL_LAYER_LED_FLOOR, SL_LAYER_WALL, SL_LAYER_LED_CEILING, SL_LAYER_SET,
  SL_LAYER_PEOPLE, SL_LAYER_CAMERA, SL_LAYER_FRUSTUM, SL_LAYER_MOVE, SL_LAYER_MARK, SL_LAYER_DIMENSION, SL_N_LAYERS,
} SlLayer;

typedef enum { SL_STROKE_LINE, SL_STROKE_CIRCLE, SL_STROKE_TEXT } SlStrokeKind;

typedef struct {
  SlStrokeKind kind;
  SlLayer     layer;
  GArray     *points;  /* owned; SlVec3 (m), z ignored; a circle and a text have one */
  gboolean    closed, filled, dashed, hatched;
  gboolean    free;    /* a text that may go elsewhere, with a line to its point, where there is no room at it */
  double      radius;  /* m, of a circle */
  char       *text;    /* owned */
  double      angle;   /* deg, of a text */
  char       *id;      /* owned; of the entity it shows, may be NULL */
} SlStroke;

typedef struct {
  GPtrArray *shapes;           /* owned; SlStroke */
  char      *title, *subtitle; /* owned; production and stage */
  char      *name;             /* owned; what kind of drawing it is */
  SlBox      box;              /* of what has to be on the paper (m) */
} SlDrawing;

/* An empty one. */
SlDrawing  *sl_drawing_new   (void);
/* NULL is fine. */
void        sl_drawing_free  (SlDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDrawing, sl_drawing_free)
/* Name of the layer in files. Static. */
const char *sl_layer_name    (SlLayer layer);
/* One line a shape, rounded to a millimetre, the same in every locale: for tests. Free with g_free(). */
char       *sl_drawing_dump  (const SlDrawing *drawing);

/* A shape without points; borrowed from the drawing. `id` may be NULL. */
SlStroke   *sl_drawing_add       (SlDrawing *drawing, SlStrokeKind kind, SlLayer layer, const char *id);
/* Adds a point (m) to a shape of the drawing and to its box. */
void        sl_drawing_add_point (SlDrawing *drawing, SlStroke *shape, SlVec3 p);
/* Adds a line of two points (m). */
void        sl_drawing_add_line  (SlDrawing *drawing, SlLayer layer, const char *id, SlVec3 a, SlVec3 b);
/* Adds a text that names what is at `at` (m), in one line or several; whoever paints it finds room for it. */
void        sl_drawing_add_label (SlDrawing *drawing, SlLayer layer, SlVec3 at, const char *text);
/* Adds a text that begins at `at` (m), or is centred there when it is turned (deg, + counter-clockwise). */
void        sl_drawing_add_text  (SlDrawing *drawing, SlLayer layer, SlVec3 at, double angle_deg, const char *text);

G_END_DECLS
