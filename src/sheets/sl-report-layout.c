/* Where everything of a report stands: columns share the width, rows fill pages. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-report-private.h"

enum { MOST_PAGES = 2000 };
static const double TITLE_MM = 9, GAP_MM = 4, LEAST_ROW_MM = 5;

/* What lays it out. */
typedef struct {
  const SlReport *report;
  SlReportLayout *out;
  SlTypesetter    setter;
  SlWatch        *watch;
  gboolean        endless;
  double          y; /* on the current page */
} Maker;

/* --- columns --- */

static void
free_part (gpointer data)
{
  SlReportPart *part = data;

  g_array_unref (part->columns);
  g_array_unref (part->widths);
  g_free (part);
}

static const SlReportColumn *
column_at (const SlReportTable *table, const SlReportPart *part, guint i)
{
  return &g_array_index (table->columns, SlReportColumn, g_array_index (part->columns, guint, i));
}

/* What is left of `room` goes to those that take a share of it; too little is taken from all alike. Columns that stand
 * on each part are as wide as on the `first` (NULL: this is the first). */
static void
share_out (const SlReportTable *table, SlReportPart *part, const SlReportPart *first, double room)
{
  double least = 0, shares = 0;

  for (guint i = 0; i < part->columns->len; i++)
    {
      least += column_at (table, part, i)->least;
      shares += column_at (table, part, i)->share;
    }
  for (guint i = 0; i < part->columns->len; i++)
    {
      const SlReportColumn *c = column_at (table, part, i);
      double width = least > room ? c->least * room / least
                                  : c->least + (shares > 0 ? (room - least) * c->share / shares : 0);

      if (first != NULL && i < first->columns->len && g_array_index (part->columns, guint, i) < table->frozen)
        width = g_array_index (first->widths, double, i);
      g_array_append_val (part->widths, width);
    }
}

static SlReportPart *
new_part (Maker *m)
{
  SlReportPart *part = g_new0 (SlReportPart, 1);

  part->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  part->widths = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (m->out->parts, part);
  return part;
}

/* Adds columns from `at` on as long as they fit, one at least; where the next part goes on. */
static guint
fill_part (const SlReportTable *table, SlReportPart *part, guint at, double room)
{
  const guint first = at;
  double taken = 0;

  for (guint i = 0; i < table->frozen; i++)
    if (g_array_index (table->columns, SlReportColumn, i).where & SL_ON_PAPER)
      {
        g_array_append_val (part->columns, i);
        taken += g_array_index (table->columns, SlReportColumn, i).least;
      }
  for (; at < table->columns->len; at++)
    {
      const SlReportColumn *c = &g_array_index (table->columns, SlReportColumn, at);

      if (!(c->where & SL_ON_PAPER))
        continue;
      if (table->frozen > 0 && at > first && taken + c->least > room + 1e-6)
        break;
      taken += c->least;
      g_array_append_val (part->columns, at);
    }
  return at;
}

/* SlReportPart of the table, borrowed from the layout; the array is the caller's. */
static GPtrArray *
cut_columns (Maker *m, const SlReportTable *table)
{
  GPtrArray *parts = g_ptr_array_new ();
  const double room = m->out->width - 2 * SL_SHEET_MARGIN_MM - (table->marked ? SL_REPORT_MARK_MM : 0);
  guint at = table->frozen;

  do
    {
      SlReportPart *part = new_part (m);

      at = fill_part (table, part, at, room);
      share_out (table, part, parts->len > 0 ? parts->pdata[0] : NULL, room);
      g_ptr_array_add (parts, part);
    }
  while (at < table->columns->len);
  return parts;
}

/* --- heights --- */

SlSetText
sl_report_cell_text (const SlReportRow *row, const SlReportColumn *column, const SlReportCell *cell, double width,
                     double most)
{
  return (SlSetText) { cell->text, SL_SIZE_USUAL, cell->bold || row->form == SL_ROW_SUM, column->align,
                       width - 2 * (cell->line ? .4 : SL_REPORT_PAD_MM), cell->line ? 0 : most };
}

const SlReportCell *
sl_report_cell_at (const SlReportTable *table, const SlReportRow *row, const SlReportPart *part, guint i)
{
  const guint place = g_array_index (part->columns, guint, i);

  return place < row->n ? &g_array_index (table->cells, SlReportCell, row->first + place) : NULL;
}

/* On a further page the first one of joined cells stands for itself. */
static gboolean
joins (const SlReportTable *table, const SlReportRow *row, const SlReportPart *part, guint i)
{
  const SlReportCell *cell = sl_report_cell_at (table, row, part, i);

  return cell != NULL && cell->joins && i > 0
         && g_array_index (part->columns, guint, i) == g_array_index (part->columns, guint, i - 1) + 1;
}

double
sl_report_cell_width (const SlReportTable *table, const SlReportRow *row, const SlReportPart *part, guint i)
{
  double width = g_array_index (part->widths, double, i);

  if (joins (table, row, part, i))
    return 0;
  for (guint k = i + 1; k < part->columns->len && joins (table, row, part, k); k++)
    width += g_array_index (part->widths, double, k);
  return width;
}

double
sl_report_most_mm (const SlReportLayout *layout, const SlReportCell *cell)
{
  return (layout->bottom - layout->top) / (cell != NULL && cell->picture != NULL ? 6 : 3);
}

static double
row_height (Maker *m, const SlReportTable *table, const SlReportPart *part, const SlReportRow *row)
{
  double height = LEAST_ROW_MM;

  if (row->text != NULL)
    {
      const SlSetText text = { row->text, row->form == SL_ROW_NOTE ? SL_SIZE_USUAL : SL_SIZE_LARGE,
                               row->form != SL_ROW_NOTE, SL_ALIGN_LEFT,
                               (m->out->width - 2 * SL_SHEET_MARGIN_MM) * (row->aside != NULL ? .55 : 1) - 4,
                               sl_report_most_mm (m->out, NULL) };
      return sl_typesetter_height (&m->setter, &text) + (row->form == SL_ROW_NOTE ? .8 : 1.6);
    }
  for (guint i = 0; i < part->columns->len; i++)
    {
      const guint place = g_array_index (part->columns, guint, i);
      const SlReportCell *cell = sl_report_cell_at (table, row, part, i);

      if (cell == NULL || cell->line)
        continue;
      SlSetText text = sl_report_cell_text (row, &g_array_index (table->columns, SlReportColumn, place), cell,
                                            sl_report_cell_width (table, row, part, i),
                                            sl_report_most_mm (m->out, cell));
      double h = sl_typesetter_height (&m->setter, &text)
                 + sl_report_picture_mm (m->out, cell, sl_report_cell_width (table, row, part, i));
      if (cell->below != NULL)
        {
          text.text = cell->below;
          text.size = SL_SIZE_SMALL;
          text.bold = FALSE;
          h += sl_typesetter_height (&m->setter, &text);
        }
      height = MAX (height, h + .9);
    }
  return height;
}

static double
head_height (Maker *m, const SlReportTable *table, const SlReportPart *part)
{
  double height = 0;

  for (guint i = 0; i < part->columns->len; i++)
    {
      const SlReportColumn *c = column_at (table, part, i);
      const SlSetText text = { c->title, SL_SIZE_SMALL, TRUE, c->align,
                               g_array_index (part->widths, double, i) - SL_REPORT_PAD_MM, 30 };

      height = MAX (height, sl_typesetter_height (&m->setter, &text));
    }
  return height > 0 ? height + 1.2 : 0;
}

/* --- pages --- */

static void
begin_page (Maker *m)
{
  m->out->pages++;
  m->y = m->out->top;
}

static gboolean
fits (const Maker *m, double height)
{
  return m->endless || m->y + height <= m->out->bottom;
}

static void
put (Maker *m, const SlReportTable *table, const SlReportPart *part, const SlReportRow *row, gboolean title, double h)
{
  const SlReportPiece piece = { table, part, row, title, m->out->pages - 1, m->y, h };

  g_array_append_val (m->out->pieces, piece);
  m->y += h;
  m->out->end = m->y;
}

/* A row that opens others does not stand alone at a page's end. */
static double
height_with_next (const Maker *m, const SlReportTable *table, const double *heights, guint i)
{
  const SlReportRow *row = &g_array_index (table->rows, SlReportRow, i);
  const gboolean opens = row->form == SL_ROW_HEAD || (row->form == SL_ROW_PLAIN && i + 1 < table->rows->len
                         && g_array_index (table->rows, SlReportRow, i + 1).form == SL_ROW_DAY);
  double height = heights[i];

  if (opens && i + 1 < table->rows->len)
    height += heights[i + 1];
  return MIN (height, m->out->bottom - m->out->top - TITLE_MM - 8);
}

static gboolean
put_part (Maker *m, const SlReportTable *table, const SlReportPart *part, GError **error)
{
  g_autofree double *heights = g_new (double, MAX (1, table->rows->len));
  const double head = head_height (m, table, part);

  for (guint i = 0; i < table->rows->len; i++)
    {
      if (i % 64 == 0 && sl_watch_stops (m->watch, error))
        return FALSE;
      heights[i] = row_height (m, table, part, &g_array_index (table->rows, SlReportRow, i));
    }
  const double first = table->rows->len > 0 ? height_with_next (m, table, heights, 0) : 0;
  if (!fits (m, (table->title != NULL ? TITLE_MM : 0) + head + first)
      || (table->new_page && !m->endless && m->y > m->out->top))
    begin_page (m);
  if (table->title != NULL)
    put (m, table, part, NULL, TRUE, TITLE_MM);
  if (head > 0)
    put (m, table, part, NULL, FALSE, head);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const SlReportRow *row = &g_array_index (table->rows, SlReportRow, i);

      if (m->out->pages > MOST_PAGES)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("the report has more than %d pages; show fewer days, or one scene"),
                        MOST_PAGES);
          return FALSE;
        }
      if (!fits (m, height_with_next (m, table, heights, i)))
        {
          begin_page (m);
          if (head > 0)
            put (m, table, part, NULL, FALSE, head);
        }
      put (m, table, part, row, FALSE, heights[i]);
    }
  m->y += GAP_MM;
  return TRUE;
}

SlReportLayout *
sl_report_layout_new (const SlReport *report, double width, double height, gboolean endless, SlWatch *watch,
                      GError **error)
{
  g_autoptr (SlReportLayout) layout = g_new0 (SlReportLayout, 1);
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (nowhere);
  Maker m = { .report = report, .out = layout, .watch = watch, .endless = endless };
  gboolean ok = TRUE;

  layout->width = width;
  layout->height = height;
  layout->top = SL_SHEET_MARGIN_MM + sl_report_head_mm (report);
  layout->bottom = height - SL_SHEET_MARGIN_MM - sl_report_foot_mm (report);
  layout->pieces = g_array_new (FALSE, FALSE, sizeof (SlReportPiece));
  layout->parts = g_ptr_array_new_with_free_func (free_part);
  sl_typesetter_init (&m.setter, cr);
  begin_page (&m);
  for (guint t = 0; ok && t < report->tables->len; t++)
    {
      g_autoptr (GPtrArray) parts = cut_columns (&m, report->tables->pdata[t]);

      for (guint i = 0; ok && i < parts->len; i++)
        ok = put_part (&m, report->tables->pdata[t], parts->pdata[i], error);
    }
  sl_typesetter_finish (&m.setter);
  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
  return ok ? g_steal_pointer (&layout) : NULL;
}

void
sl_report_layout_free (SlReportLayout *layout)
{
  if (layout == NULL)
    return;
  g_array_unref (layout->pieces);
  g_ptr_array_unref (layout->parts);
  g_free (layout);
}
