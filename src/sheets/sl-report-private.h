/* What the files of a report share. */
#pragma once

#include <pango/pangocairo.h>

#include "sl-report.h"
#include "sl-sheet-private.h"

G_BEGIN_DECLS

#define SL_REPORT_PAD_MM 1.4  /* in a cell, on each side */
#define SL_REPORT_MARK_MM 4.  /* where a row's pattern stands */

typedef enum { SL_SIZE_SMALL, SL_SIZE_USUAL, SL_SIZE_LARGE, SL_SIZE_TITLE, SL_N_SIZES } SlReportSize;

/* Sets texts on a cairo context in millimetres. */
typedef struct {
  cairo_t              *cr;
  PangoLayout          *layout;
  PangoFontDescription *fonts[SL_N_SIZES][2]; /* usual, bold */
} SlTypesetter;

/* A text in its room. */
typedef struct {
  const char   *text;
  SlReportSize  size;
  gboolean      bold;
  SlReportAlign align;
  double        width;  /* mm; wraps there */
  double        most;   /* mm; higher texts are cut; 0: one line */
} SlSetText;

/* --- sl-report-text.c --- */

/* On a context whose unit is a millimetre; borrowed. */
void   sl_typesetter_init   (SlTypesetter *setter, cairo_t *cr);
/* Frees what it holds. */
void   sl_typesetter_finish (SlTypesetter *setter);
/* How high it is (mm). */
double sl_typesetter_height (SlTypesetter *setter, const SlSetText *text);
/* Paints it with its upper left corner there, in the context's colour; how high it is (mm). */
double sl_typesetter_put    (SlTypesetter *setter, const SlSetText *text, double x, double y);

/* --- sl-report-layout.c --- */

/* Columns that stand beside each other. */
typedef struct {
  GArray *columns; /* guint: places in the table */
  GArray *widths;  /* double, mm */
} SlReportPart;

/* Something on a page. */
typedef struct {
  const SlReportTable *table;
  const SlReportPart  *part;
  const SlReportRow   *row;   /* NULL: the table's title, or the heads of its columns */
  gboolean             title; /* the former */
  guint                page;  /* from 0 */
  double               y, h;  /* mm, from the paper's top */
} SlReportPiece;

typedef struct {
  double     width, height; /* of the paper, mm */
  double     top, bottom;   /* where pieces may stand */
  GArray    *pieces;        /* SlReportPiece, by page */
  GPtrArray *parts;         /* SlReportPart, owned */
  guint      pages;
  double     end;           /* where the last page ends */
} SlReportLayout;

/* Of a report on paper of that size; `endless` puts all on one page. Free with sl_report_layout_free(). NULL with an
 * error when somebody stops it or the pages are too many. */
SlReportLayout *sl_report_layout_new  (const SlReport *report, double width, double height, gboolean endless,
                                       SlWatch *watch, GError **error);
void            sl_report_layout_free (SlReportLayout *layout); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReportLayout, sl_report_layout_free)
/* How high a text may be (mm): of a cell, whose picture takes room too, or with NULL of a row. */
double          sl_report_most_mm     (const SlReportLayout *layout, const SlReportCell *cell);
/* The cell of the row in the part's column `i`; NULL for none. */
const SlReportCell *sl_report_cell_at (const SlReportTable *table, const SlReportRow *row, const SlReportPart *part,
                                       guint i);
/* How wide it is with those that join it (mm); 0 where it joins one itself. */
double          sl_report_cell_width  (const SlReportTable *table, const SlReportRow *row, const SlReportPart *part,
                                       guint i);
/* How a cell's text stands. */
SlSetText       sl_report_cell_text   (const SlReportRow *row, const SlReportColumn *column, const SlReportCell *cell,
                                       double width, double most);

/* --- sl-report-paint.c --- */

/* The page, from 0. */
void            sl_report_paint       (cairo_t *cr, const SlReport *report, const SlReportOptions *options,
                                       const SlReportLayout *layout, guint page);
/* How high head and foot are (mm). */
double          sl_report_head_mm     (const SlReport *report);
double          sl_report_foot_mm     (const SlReport *report); /* likewise */

/* --- sl-report-picture.c --- */

/* How high a cell's picture is with what is around it in a cell so wide (mm); 0 for none. */
double          sl_report_picture_mm    (const SlReportLayout *layout, const SlReportCell *cell, double width);
/* Paints it into the upper end of the cell that begins there. */
void            sl_report_picture_paint (cairo_t *cr, const SlReportLayout *layout, const SlReportCell *cell,
                                         double x, double y, double width);

/* --- sl-report-csv.c --- */

/* Free with g_string_free(). */
GString        *sl_report_csv         (const SlReport *report);

G_END_DECLS
