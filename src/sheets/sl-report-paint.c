#include "sl-i18n.h"
#include "sl-report-private.h"

static const double HEAD_MM = 15, FOOT_MM = 8;

enum { PATTERN_NONE, PATTERN_SLANT, PATTERN_CROSS, PATTERN_DOTS, PATTERN_UPRIGHT, PATTERN_FLAT };

/* A pale ground that letters stand on, and the strong colour and the lines of its pattern. */
static const struct {
  double ground[3], ink[3];
  int    pattern;
} tones[SL_N_TONES] = {
  [SL_TONE_NONE] = { { 1, 1, 1 }, { 1, 1, 1 }, PATTERN_NONE },
  [SL_TONE_INT_DAY] = { { 1, 1, 1 }, { 1, 1, 1 }, PATTERN_NONE },
  [SL_TONE_EXT_DAY] = { { 1, .97, .70 }, { .95, .80, .10 }, PATTERN_DOTS },
  [SL_TONE_INT_NIGHT] = { { .80, .89, .99 }, { .30, .52, .85 }, PATTERN_SLANT },
  [SL_TONE_EXT_NIGHT] = { { .81, .93, .79 }, { .25, .60, .30 }, PATTERN_CROSS },
  [SL_TONE_DAWN] = { { .99, .86, .91 }, { .90, .50, .65 }, PATTERN_UPRIGHT },
  [SL_TONE_DUSK] = { { 1, .89, .75 }, { .95, .60, .25 }, PATTERN_FLAT },
  [SL_TONE_STRONG] = { { .25, .25, .25 }, { .25, .25, .25 }, PATTERN_NONE },
  [SL_TONE_WORK] = { { .82, .82, .82 }, { .6, .6, .6 }, PATTERN_NONE },
  [SL_TONE_HOLD] = { { .96, .96, .96 }, { .45, .45, .45 }, PATTERN_SLANT },
  [SL_TONE_OFF] = { { .93, .93, .93 }, { .75, .75, .75 }, PATTERN_CROSS },
  [SL_TONE_OTHER] = { { .96, .96, .96 }, { .55, .55, .55 }, PATTERN_DOTS },
  [SL_TONE_WARNING] = { { 1, .88, .84 }, { .85, .25, .15 }, PATTERN_CROSS },
};

/* The page that is painted. */
typedef struct {
  cairo_t               *cr;
  const SlReport        *report;
  const SlReportOptions *options;
  const SlReportLayout  *layout;
  SlTypesetter           setter;
  double                 left, width;
} Page;

static void
ink (const Page *p, double grey)
{
  cairo_set_source_rgb (p->cr, grey, grey, grey);
}

static void
fill (const Page *p, SlArea a, const double *colour)
{
  cairo_set_source_rgb (p->cr, colour[0], colour[1], colour[2]);
  cairo_rectangle (p->cr, a.x, a.y, a.w, a.h);
  cairo_fill (p->cr);
}

static void
line (const Page *p, double x1, double y1, double x2, double y2, double width)
{
  cairo_set_line_width (p->cr, width);
  cairo_move_to (p->cr, x1, y1);
  cairo_line_to (p->cr, x2, y2);
  cairo_stroke (p->cr);
}

/* --- patterns --- */

static void
slanting (const Page *p, SlArea a, double step, gboolean back)
{
  for (double x = -a.h; x < a.w; x += step)
    {
      cairo_move_to (p->cr, a.x + x, back ? a.y : a.y + a.h);
      cairo_line_to (p->cr, a.x + x + a.h, back ? a.y + a.h : a.y);
    }
}

static void
dots (const Page *p, SlArea a, double step)
{
  guint row = 0;

  for (double y = step / 2; y < a.h; y += step, row++)
    for (double x = row % 2 == 0 ? step / 2 : step; x < a.w; x += step)
      {
        cairo_move_to (p->cr, a.x + x, a.y + y); /* a dot is a line of no length with round ends */
        cairo_line_to (p->cr, a.x + x, a.y + y);
      }
}

static void
pattern (const Page *p, SlArea a, SlReportTone tone, double step, double width)
{
  const int form = tones[tone].pattern;

  if (form == PATTERN_NONE)
    return;
  cairo_save (p->cr);
  cairo_rectangle (p->cr, a.x, a.y, a.w, a.h);
  cairo_clip (p->cr);
  cairo_set_line_cap (p->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (p->cr, form == PATTERN_DOTS ? 3 * width : width);
  if (form == PATTERN_SLANT || form == PATTERN_CROSS)
    slanting (p, a, step, FALSE);
  if (form == PATTERN_CROSS)
    slanting (p, a, step, TRUE);
  if (form == PATTERN_DOTS)
    dots (p, a, step);
  for (double x = step / 2; form == PATTERN_UPRIGHT && x < a.w; x += step)
    {
      cairo_move_to (p->cr, a.x + x, a.y);
      cairo_line_to (p->cr, a.x + x, a.y + a.h);
    }
  for (double y = step / 2; form == PATTERN_FLAT && y < a.h; y += step)
    {
      cairo_move_to (p->cr, a.x, a.y + y);
      cairo_line_to (p->cr, a.x + a.w, a.y + y);
    }
  cairo_stroke (p->cr);
  cairo_restore (p->cr);
}

/* At a row's left: strong, as nothing is written there. */
static void
paint_mark (const Page *p, SlReportTone tone, SlArea a)
{
  fill (p, a, tones[tone].ink);
  ink (p, 0);
  pattern (p, a, tone, 1.3, .16);
  ink (p, .35);
  cairo_set_line_width (p->cr, .12);
  cairo_rectangle (p->cr, a.x, a.y, a.w, a.h);
  cairo_stroke (p->cr);
}

/* --- rows --- */

static double
width_of (const SlReportPart *part, guint i)
{
  return g_array_index (part->widths, double, i);
}

/* The texts of a cell, below its picture. */
static void
paint_letters (Page *p, const SlReportPiece *piece, const SlReportColumn *column, const SlReportCell *cell, double x,
               double width)
{
  const double most = sl_report_most_mm (p->layout, cell), picture = sl_report_picture_mm (p->layout, cell, width);
  SlSetText text = sl_report_cell_text (piece->row, column, cell, width, most);
  const double height = sl_typesetter_height (&p->setter, &text);
  const gboolean middle = cell->below == NULL && column->align == SL_ALIGN_CENTRE && height < piece->h - 1.6;
  const double top = piece->y + picture + (middle ? (piece->h - height) / 2 : .4);
  double down;

  ink (p, cell->tone == SL_TONE_STRONG ? 1 : 0);
  down = sl_typesetter_put (&p->setter, &text, x + (width - text.width) / 2, top);
  if (cell->below == NULL)
    return;
  text = (SlSetText) { cell->below, SL_SIZE_SMALL, FALSE, column->align, text.width, most };
  ink (p, .25);
  sl_typesetter_put (&p->setter, &text, x + (width - text.width) / 2, top + down);
}

static void
paint_cell (Page *p, const SlReportPiece *piece, guint i, double x)
{
  const SlReportCell *cell = sl_report_cell_at (piece->table, piece->row, piece->part, i);
  const SlReportColumn *column = &g_array_index (piece->table->columns, SlReportColumn,
                                                 g_array_index (piece->part->columns, guint, i));
  const double width = sl_report_cell_width (piece->table, piece->row, piece->part, i);
  const SlArea area = { x, piece->y, width, piece->h };

  if (width <= 0)
    return;
  if (cell->tone != SL_TONE_NONE)
    {
      fill (p, area, tones[cell->tone].ground);
      cairo_set_source_rgba (p->cr, tones[cell->tone].ink[0], tones[cell->tone].ink[1], tones[cell->tone].ink[2], .6);
      pattern (p, area, cell->tone, 1.8, .12);
      ink (p, .35);
      cairo_set_line_width (p->cr, .12);
      cairo_rectangle (p->cr, area.x, area.y, area.w, area.h);
      cairo_stroke (p->cr);
    }
  sl_report_picture_paint (p->cr, p->layout, cell, x, piece->y, width);
  cairo_save (p->cr);
  cairo_rectangle (p->cr, x, piece->y, width, piece->h);
  cairo_clip (p->cr);
  paint_letters (p, piece, column, cell, x, width);
  cairo_restore (p->cr);
}

static void
paint_cells (Page *p, const SlReportPiece *piece)
{
  const SlReportRow *row = piece->row;
  double x = p->left + (piece->table->marked ? SL_REPORT_MARK_MM : 0);

  if (row->tone != SL_TONE_NONE)
    fill (p, (SlArea) { p->left, piece->y, p->width, piece->h }, tones[row->tone].ground);
  if (row->tone != SL_TONE_NONE && piece->table->marked)
    paint_mark (p, row->tone, (SlArea) { p->left, piece->y, SL_REPORT_MARK_MM, piece->h });
  ink (p, row->form == SL_ROW_SUM ? 0 : .6);
  if (row->form == SL_ROW_SUM)
    line (p, p->left, piece->y, p->left + p->width, piece->y, .35);
  else /* the next one's ground covers half of the lower line */
    {
      line (p, p->left, piece->y, p->left + p->width, piece->y, .12);
      line (p, p->left, piece->y + piece->h, p->left + p->width, piece->y + piece->h, .12);
    }
  for (guint i = 0; i < piece->part->columns->len; i++)
    {
      if (sl_report_cell_at (piece->table, piece->row, piece->part, i) != NULL)
        paint_cell (p, piece, i, x);
      x += width_of (piece->part, i);
    }
}

/* Days stand out from everything else, weeks and heads from the rows that they open. */
static void
paint_span (Page *p, const SlReportPiece *piece)
{
  static const double black[] = { .1, .1, .1 }, orange[] = { .93, .62, .25 }, grey[] = { .87, .87, .87 };
  const SlReportRow *row = piece->row;
  const double *ground = row->form == SL_ROW_DAY ? black : row->form == SL_ROW_WEEK ? orange
                         : row->form == SL_ROW_HEAD ? grey : NULL;
  const gboolean note = row->form == SL_ROW_NOTE;
  const double letters = row->form == SL_ROW_DAY ? 1 : 0, half = row->aside != NULL ? .55 : 1;
  SlSetText text = { row->text, note ? SL_SIZE_USUAL : SL_SIZE_LARGE, !note, SL_ALIGN_LEFT, p->width * half - 4,
                     sl_report_most_mm (p->layout, NULL) };

  if (ground != NULL)
    fill (p, (SlArea) { p->left, piece->y, p->width, piece->h }, ground);
  ink (p, letters);
  sl_typesetter_put (&p->setter, &text, p->left + (note ? SL_REPORT_PAD_MM : 2), piece->y + (note ? .4 : .8));
  if (row->aside == NULL)
    return;
  text = (SlSetText) { row->aside, SL_SIZE_LARGE, FALSE, SL_ALIGN_RIGHT, p->width * .45 - 2, 0 };
  sl_typesetter_put (&p->setter, &text, p->left + p->width * .55, piece->y + .8);
}

static void
paint_heads (Page *p, const SlReportPiece *piece)
{
  double x = p->left + (piece->table->marked ? SL_REPORT_MARK_MM : 0);

  ink (p, .25);
  for (guint i = 0; i < piece->part->columns->len; i++)
    {
      const SlReportColumn *c = &g_array_index (piece->table->columns, SlReportColumn,
                                                g_array_index (piece->part->columns, guint, i));
      const double width = width_of (piece->part, i);
      const SlSetText text = { c->title, SL_SIZE_SMALL, TRUE, c->align, width - SL_REPORT_PAD_MM, 30 };
      const double down = piece->h - .6 - sl_typesetter_height (&p->setter, &text);

      sl_typesetter_put (&p->setter, &text, x + (c->align == SL_ALIGN_LEFT ? 1 : c->align == SL_ALIGN_RIGHT ? 0 : .5)
                         * SL_REPORT_PAD_MM, piece->y + MAX (.3, down));
      x += width;
    }
  ink (p, 0);
  line (p, p->left, piece->y + piece->h, p->left + p->width, piece->y + piece->h, .3);
}

static void
paint_title (Page *p, const SlReportPiece *piece)
{
  const SlSetText text = { piece->table->title, SL_SIZE_LARGE, TRUE, SL_ALIGN_LEFT, p->width, 0 };

  ink (p, 0);
  sl_typesetter_put (&p->setter, &text, p->left, piece->y + 2.6);
}

/* --- the page --- */

double
sl_report_head_mm (const SlReport *report)
{
  return HEAD_MM;
}

double
sl_report_foot_mm (const SlReport *report)
{
  return FOOT_MM + (report->foot != NULL ? 4 : 0);
}

static void
paint_head (Page *p)
{
  const SlReport *r = p->report;
  const SlReportOptions *o = p->options;
  const double top = SL_SHEET_MARGIN_MM, right = p->left + p->width * .6;
  SlSetText text = { r->title, SL_SIZE_TITLE, TRUE, SL_ALIGN_LEFT, p->width * .6 - 2, 0 };
  g_autoptr (GString) facts = g_string_new (NULL);

  ink (p, 0);
  sl_typesetter_put (&p->setter, &text, p->left, top - 1);
  if (r->about != NULL)
    {
      text = (SlSetText) { r->about, SL_SIZE_USUAL, FALSE, SL_ALIGN_LEFT, p->width * .6 - 2, 0 };
      sl_typesetter_put (&p->setter, &text, p->left, top + 7);
    }
  text = (SlSetText) { r->whose != NULL ? r->whose : "", SL_SIZE_LARGE, TRUE, SL_ALIGN_RIGHT, p->width * .4, 0 };
  sl_typesetter_put (&p->setter, &text, right, top);
  if (o->revision != NULL && *o->revision != '\0')
    g_string_append_printf (facts, _("Revision %s"), o->revision);
  if (o->author != NULL && *o->author != '\0')
    g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", o->author);
  if (o->date != NULL && *o->date != '\0')
    g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", o->date);
  text = (SlSetText) { facts->str, SL_SIZE_USUAL, FALSE, SL_ALIGN_RIGHT, p->width * .4, 0 };
  sl_typesetter_put (&p->setter, &text, right, top + 7);
  line (p, p->left, top + 12.4, p->left + p->width, top + 12.4, .5);
}

static void
paint_foot (Page *p, guint page, double bottom)
{
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, p->layout->pages);
  const double top = bottom - SL_SHEET_MARGIN_MM - sl_report_foot_mm (p->report) + 2.5;
  SlSetText text = { number, SL_SIZE_SMALL, FALSE, SL_ALIGN_RIGHT, 30, 0 };

  ink (p, .4);
  line (p, p->left, top, p->left + p->width, top, .15);
  ink (p, .25);
  sl_typesetter_put (&p->setter, &text, p->left + p->width - 30, top + 1);
  if (p->report->foot == NULL)
    return;
  text = (SlSetText) { p->report->foot, SL_SIZE_SMALL, FALSE, SL_ALIGN_LEFT, p->width - 32, 8 };
  sl_typesetter_put (&p->setter, &text, p->left, top + 1);
}

void
sl_report_paint (cairo_t *cr, const SlReport *report, const SlReportOptions *options, const SlReportLayout *layout,
                 guint page)
{
  Page p = { .cr = cr, .report = report, .options = options, .layout = layout, .left = SL_SHEET_MARGIN_MM,
             .width = layout->width - 2 * SL_SHEET_MARGIN_MM };

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  sl_typesetter_init (&p.setter, cr);
  paint_head (&p);
  for (guint i = 0; i < layout->pieces->len; i++)
    {
      const SlReportPiece *piece = &g_array_index (layout->pieces, SlReportPiece, i);

      if (piece->page != page)
        continue;
      if (piece->row == NULL && piece->title)
        paint_title (&p, piece);
      else if (piece->row == NULL)
        paint_heads (&p, piece);
      else if (piece->row->text != NULL)
        paint_span (&p, piece);
      else
        paint_cells (&p, piece);
    }
  paint_foot (&p, page, layout->height);
  sl_typesetter_finish (&p.setter);
}
