/* A drawing on paper: to scale, with title block, scale bar and grid; PDF, SVG or PNG by the name's suffix. */
#pragma once

#include "sl-drawing.h"

G_BEGIN_DECLS

typedef struct {
  const char *paper;  /* "A4" … "A0"; NULL for A3. Landscape. */
  double      scale;  /* 100 for 1:100; 0 for the largest usual one that fits */
  double      grid_m; /* 0 for none */
  double      dpi;    /* of a PNG; 0 for 150 */
} SlSheetOptions;

/* `scale_used`, when not NULL, receives n of 1:n. */
gboolean sl_sheet_write (const SlDrawing *drawing, const SlSheetOptions *options, const char *path, double *scale_used, GError **error);
/* What walls and shots take up, on a screen's cairo context of width × height px; light lines for a dark ground. */
void     sl_sheet_paint_on_screen (const SlDrawing *drawing, void *cairo, double width, double height);

G_END_DECLS
