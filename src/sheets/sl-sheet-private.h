/* What the files of a sheet share. */
#pragma once

#include <cairo.h>

#include "sl-sheet.h"

G_BEGIN_DECLS

#define SL_SHEET_MARGIN_MM 10. /* the same on all sides */
#define SL_SHEET_TEXT_MM   3.5 /* an em: capitals are 2.5 mm high, which survives a copier */

/* A drawing on a cairo context. */
typedef struct {
  cairo_t *cr;
  double   mm;         /* units of the context that are a millimetre on paper */
  double   per_metre;  /* units that are a metre of the stage */
  double   ox, oy;     /* where the stage's origin lies (units) */
  gboolean screen;
} SlPaper;

/* Of the sheet, in millimetres. */
typedef struct {
  double               width, height; /* of the paper */
  double               title;         /* height of the title block with its legend */
  double               scale, grid_m;
  const SlSheetOptions *options;      /* borrowed */
} SlLayout;

/* A rectangle (units of the context, y downward). */
typedef struct {
  double x, y, w, h;
} SlArea;

/* Of the frame that the drawing is in (mm). */
SlArea sl_sheet_frame (const SlLayout *layout);

/* Width and height of that paper as it lies (mm); FALSE with an error for no paper. */
gboolean sl_sheet_paper (const char *name, double *width_mm, double *height_mm, GError **error);

/* --- sl-sheet-paint.c --- */

/* Where a point of the stage lies. */
double sl_paper_x        (const SlPaper *paper, SlVec3 point);
double sl_paper_y        (const SlPaper *paper, SlVec3 point); /* likewise */
/* The ink of a layer. */
void   sl_paper_set_ink  (const SlPaper *paper, SlLayer layer, double alpha);
/* A line of the layer's width and ink, dashed as that of `shape`. */
void   sl_paper_set_line (const SlPaper *paper, SlLayer layer, gboolean dashed);
/* Fills the current path with slanting lines of the layer, and keeps it. */
void   sl_paper_hatch    (const SlPaper *paper, SlLayer layer, SlArea around);
/* Lines and circles; texts other than those that may go elsewhere. */
void   sl_paper_shape    (const SlPaper *paper, const SlStroke *shape);
/* How much room a text of `size_mm` takes, in one line or several. */
void   sl_paper_measure  (const SlPaper *paper, double size_mm, gboolean bold, const char *text, double *w, double *h);
/* With its upper left corner at x, y, turned counter-clockwise about it; `halo` keeps it readable over lines. */
void   sl_paper_text     (const SlPaper *paper, double x, double y, double angle_deg, double size_mm, gboolean bold,
                          gboolean halo, const char *text);

/* --- sl-sheet-labels.c --- */

/* Whether the options show it. */
gboolean sl_sheet_shows  (const SlLayout *layout, const SlStroke *shape);
/* Where a text that may go elsewhere is. */
typedef struct {
  const SlStroke *label;  /* borrowed from the drawing */
  SlArea          area;
  double          x, y;   /* what it names */
  double          nx, ny; /* the area's point that is nearest to that */
  gboolean        leader; /* a line is drawn between the two */
} SlLabelPlace;

/* SlLabelPlace elements: each near its point where it lies on no other and on few lines; those whose point is cut off
 * are not among them. Free with g_array_unref(). */
GArray *sl_sheet_place_labels (const SlPaper *paper, const SlDrawing *drawing, const SlLayout *layout);
/* Paints them. */
void   sl_sheet_labels   (const SlPaper *paper, const SlDrawing *drawing, const SlLayout *layout);

/* --- sl-sheet-title.c --- */

/* Its height (mm) on a sheet so wide. */
double sl_sheet_title_height (const SlDrawing *drawing, const SlLayout *layout);
/* Frame, title block, scale bar and legend. */
void   sl_sheet_title        (const SlPaper *paper, const SlDrawing *drawing, const SlLayout *layout);

G_END_DECLS
