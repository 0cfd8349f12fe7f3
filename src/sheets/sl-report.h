/* A report: tables of words and figures on as many pages as they take, and the same tables for a spreadsheet. It knows
 * no schedule; whoever fills it does (sl-schedule-sheets.h).
 *
 *   report ─┬─ head: title, whose, facts
 *           ├─ tables ─┬─ columns: on paper, in the spreadsheet, or both
 *           │          └─ rows: cells, or one text over the whole width
 *           └─ foot: what the figures rest on, page
 */
#pragma once

#include "sl-grade.h"
#include "sl-sheet.h"

G_BEGIN_DECLS

typedef enum { SL_ALIGN_LEFT, SL_ALIGN_CENTRE, SL_ALIGN_RIGHT } SlReportAlign;

/* Grounds. Each has a pattern beside its colour, so that a print in black and white tells them apart. */
typedef enum {
  SL_TONE_NONE, SL_TONE_INT_DAY, SL_TONE_EXT_DAY, SL_TONE_INT_NIGHT, SL_TONE_EXT_NIGHT, SL_TONE_DAWN, SL_TONE_DUSK,
  SL_TONE_STRONG, SL_TONE_WORK, SL_TONE_HOLD, SL_TONE_OFF, SL_TONE_OTHER, SL_TONE_WARNING, SL_N_TONES,
} SlReportTone;

typedef enum {
  SL_ROW_PLAIN, /* cells */
  SL_ROW_SUM,   /* cells, in bold under a line */
  SL_ROW_DAY,   /* one text over all columns, white on black; so are those below, in lighter looks. Not in CSV */
  SL_ROW_WEEK,
  SL_ROW_HEAD,
  SL_ROW_NOTE,
} SlReportForm;

typedef enum { SL_ON_PAPER = 1, SL_IN_CSV = 2, SL_BOTH = 3 } SlReportWhere;

/* What a report is made of. Texts belong to the report. */
typedef struct {
  const char   *title;
  const char   *csv;   /* in the spreadsheet, NULL: the title */
  SlReportAlign align;
  double        least; /* mm */
  double        share; /* of the width that is left, 0: none */
  SlReportWhere where;
} SlReportColumn;

/* A picture in a cell, above its text, as wide as the cell. */
typedef struct {
  guint8  *rgba;          /* top row first; owned */
  int      width, height; /* px */
  gboolean graded;
  SlGrade  grade;         /* a badge in its corner */
} SlReportPicture;

typedef struct {
  const char  *text, *below; /* not NULL; in small letters under it, NULL for none */
  const char  *csv;          /* in the spreadsheet, NULL: the text */
  SlReportTone tone;
  gboolean     bold;
  gboolean     line;         /* in one line, cut where it is longer */
  gboolean     joins;        /* on paper one field with the cell before it, which has the text */
  const SlReportPicture *picture; /* of sl_report_picture(); NULL for none */
} SlReportCell;

typedef struct {
  SlReportForm form;
  SlReportTone tone;
  const char  *text, *aside; /* over all columns: on the left, on the right; NULL for cells */
  guint        first, n;     /* cells; of a row with a text only the spreadsheet has them */
} SlReportRow;

typedef struct SlReport SlReport;

typedef struct {
  SlReport   *report;  /* borrowed */
  const char *title;   /* NULL for none */
  guint       frozen;  /* columns that stand on each page where the others go on to further pages */
  gboolean    marked;  /* the rows' patterns stand at their left */
  gboolean    new_page; /* begins one */
  GArray     *columns; /* SlReportColumn */
  GArray     *rows;    /* SlReportRow */
  GArray     *cells;   /* SlReportCell */
} SlReportTable;

struct SlReport {
  const char   *title, *whose, *about; /* on the left, on the right, below the title; NULL for none */
  const char   *foot;   /* what the figures rest on */
  gboolean      wide;   /* lies where nobody says otherwise */
  GPtrArray    *tables; /* SlReportTable */
  GPtrArray    *pictures; /* SlReportPicture */
  GStringChunk *texts;
};

/* Without tables; free with sl_report_free(). */
SlReport      *sl_report_new    (const char *title);
/* NULL is fine. */
void           sl_report_free   (SlReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReport, sl_report_free)

/* A copy that lives as long as the report; NULL for NULL. */
const char    *sl_report_keep   (SlReport *report, const char *text);
/* The same of a format as that of printf(). */
const char    *sl_report_keep_format (SlReport *report, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* One more, borrowed. `title` may be NULL. */
SlReportTable *sl_report_table  (SlReport *report, const char *title);
/* One more column; before all rows. Valid until the next. */
SlReportColumn *sl_report_column (SlReportTable *table, const char *title, SlReportAlign align, double least,
                                  double share, SlReportWhere where);
/* One more row, whose cells follow; valid until the next. */
SlReportRow   *sl_report_row    (SlReportTable *table, SlReportForm form, SlReportTone tone);
/* One more cell of the last row, for the next column; NULL is "". Valid until the next. */
SlReportCell  *sl_report_cell   (SlReportTable *table, const char *text);
/* The same of a whole number. */
SlReportCell  *sl_report_count  (SlReportTable *table, gint64 n);
/* A picture that lives as long as the report; takes `rgba` (g_malloc()), top row first. */
SlReportPicture *sl_report_picture (SlReport *report, guint8 *rgba, int width, int height);
/* A row of one text; `aside` may be NULL. */
SlReportRow   *sl_report_span   (SlReportTable *table, SlReportForm form, const char *text, const char *aside);

typedef struct {
  const char   *paper;       /* as of a sheet; NULL for A4 */
  SlOrientation orientation; /* the best is what the report says */
  double        dpi;         /* of a PNG, from 10 to 300; 0 for 150 */
  const char   *revision, *author, *date; /* NULL for none */
  SlWatch      *watch;       /* may be NULL */
} SlReportOptions;

/* PDF, SVG, PNG or CSV by the name's suffix. A PDF has pages; SVG and PNG are one page, higher than the paper where the
 * report is; CSV is UTF-8 with a mark that tells so, and CRLF (RFC 4180). Texts of more than a third of a page are cut
 * on paper. FALSE with an error for bad options, more than 2000 pages, and what cannot be written; then what was at
 * `path` is as it was. */
gboolean       sl_report_write  (const SlReport *report, const SlReportOptions *options, const char *path,
                                 GError **error);

G_END_DECLS
