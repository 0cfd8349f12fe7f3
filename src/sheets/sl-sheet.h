/* A drawing on paper: to scale, with title block, scale bar and grid; PDF, SVG (in mm) or PNG by the name's suffix. */
#pragma once

#include "sl-drawing.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* One metre, or more where those lines would lie too close. */
#define SL_GRID_AUTO (-1.)

typedef enum { SL_ORIENTATION_BEST, SL_ORIENTATION_LANDSCAPE, SL_ORIENTATION_PORTRAIT } SlOrientation;

typedef struct {
  const char *paper;     /* "A4" … "A0", "letter", "tabloid", "ansi-c" … "ansi-e", "archd"; NULL for A3 */
  SlOrientation orientation; /* the best is the one with the larger scale, landscape where they are alike */
  double      scale;     /* 100 for 1:100, from 1 to 100000; 0 for the largest usual one that fits */
  double      grid_m;    /* 0 for none, or SL_GRID_AUTO */
  double      dpi;       /* of a PNG, from 10 to 300; 0 for 150 */
  gboolean    feet;      /* instead of metres */
  guint       hidden;    /* layers that are left out, bit 1 << SlLayer each */
  gboolean    no_names;  /* without texts other than those of dimensions */
  const char *name;      /* what it is called; NULL for what the drawing says */
  const char *revision, *author, *date; /* in the title block; NULL for none */
  SlWatch    *watch;     /* may be NULL */
  GPtrArray  *omissions; /* SlFinding: what does not fit on the paper; may be NULL */
} SlSheetOptions;

/* `scale_used`, when not NULL, receives n of 1:n. FALSE with an error when an option is out of its range, the grid's
 * lines would lie closer than half a millimetre, or the file cannot be written; then what was at `path` is as it
 * was. */
gboolean sl_sheet_write (const SlDrawing *drawing, const SlSheetOptions *options, const char *path, double *scale_used,
                         GError **error);
/* Where a drawing lies on a screen: a point at x, y (m) is at ox + x · per_metre, oy − y · per_metre (px). */
typedef struct {
  double per_metre, ox, oy;
} SlSheetView;

/* `box` (m) in the middle of width × height px, with some room around it. */
SlSheetView sl_sheet_view (SlBox box, double width, double height);
/* On a screen's cairo context (cairo_t), in light lines for a dark ground: what stands, without texts and shots, which
 * whoever follows a shot draws himself. */
void     sl_sheet_paint_on_screen (const SlDrawing *drawing, void *cairo, const SlSheetView *view);

G_END_DECLS
