/* How flat triangles cover a rectangle: what is missing of it, what is there twice. Of this room alone. */
#pragma once

#include <glib.h>

#include "sl-vec.h"

G_BEGIN_DECLS

typedef struct {
  double x[3], y[3]; /* m, of its corners */
} SlFlatTriangle;

/* A part that nothing covers; it lies in a box. */
typedef struct {
  double area_m2, x, y, width, height; /* x, y: the box's left and bottom (m) */
} SlBarePart;

typedef struct {
  GArray *holes;    /* SlBarePart: within the rest */
  GArray *notches;  /* SlBarePart: at the rectangle's edges */
  guint   gaps;     /* narrow gaps from one part to the next, told by where they lie */
  double  gap_m;    /* the widest of them */
  SlVec3  gap_at;   /* its left and bottom (m) */
  double  twice_m2; /* what several triangles cover */
  guint   islands;  /* parts of what is covered that touch nowhere */
} SlCellsLook;

/* Looks at SlFlatTriangle elements in the rectangle from 0, 0 to `width`, `height` (m); what is out of it is not
 * counted. Slanted edges are taken to 2 cm, or a thousandth of the rectangle where that is more. Gaps are up to
 * `narrow` (m) wide. FALSE, and `look` is empty, where it is too intricate to be looked at in a second. Clear it with
 * sl_cells_look_clear() in any case. */
gboolean sl_cells_look       (const GArray *triangles, double width, double height, double narrow, SlCellsLook *look);
/* Frees what it owns, not itself. */
void     sl_cells_look_clear (SlCellsLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlCellsLook, sl_cells_look_clear)

G_END_DECLS
