#include "sl-report.h"

static void
free_table (gpointer data)
{
  SlReportTable *table = data;

  g_array_unref (table->columns);
  g_array_unref (table->rows);
  g_array_unref (table->cells);
  g_free (table);
}

static void
free_picture (gpointer data)
{
  g_free (((SlReportPicture *) data)->rgba);
  g_free (data);
}

SlReport *
sl_report_new (const char *title)
{
  SlReport *report = g_new0 (SlReport, 1);

  report->texts = g_string_chunk_new (4096);
  report->tables = g_ptr_array_new_with_free_func (free_table);
  report->pictures = g_ptr_array_new_with_free_func (free_picture);
  report->title = sl_report_keep (report, title);
  return report;
}

void
sl_report_free (SlReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->tables);
  g_ptr_array_unref (report->pictures);
  g_string_chunk_free (report->texts);
  g_free (report);
}

const char *
sl_report_keep (SlReport *report, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (report->texts, text) : NULL;
}

const char *
sl_report_keep_format (SlReport *report, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return sl_report_keep (report, text);
}

SlReportTable *
sl_report_table (SlReport *report, const char *title)
{
  SlReportTable *table = g_new0 (SlReportTable, 1);

  table->report = report;
  table->title = sl_report_keep (report, title);
  table->columns = g_array_new (FALSE, FALSE, sizeof (SlReportColumn));
  table->rows = g_array_new (FALSE, FALSE, sizeof (SlReportRow));
  table->cells = g_array_new (FALSE, FALSE, sizeof (SlReportCell));
  g_ptr_array_add (report->tables, table);
  return table;
}

SlReportColumn *
sl_report_column (SlReportTable *table, const char *title, SlReportAlign align, double least, double share,
                  SlReportWhere where)
{
  const SlReportColumn column = { sl_report_keep (table->report, title), NULL, align, least, share, where };

  g_array_append_val (table->columns, column);
  return &g_array_index (table->columns, SlReportColumn, table->columns->len - 1);
}

SlReportRow *
sl_report_row (SlReportTable *table, SlReportForm form, SlReportTone tone)
{
  const SlReportRow row = { .form = form, .tone = tone, .first = table->cells->len };

  g_array_append_val (table->rows, row);
  return &g_array_index (table->rows, SlReportRow, table->rows->len - 1);
}

SlReportCell *
sl_report_cell (SlReportTable *table, const char *text)
{
  const SlReportCell cell = { .text = text != NULL ? sl_report_keep (table->report, text) : "" };

  g_array_append_val (table->cells, cell);
  g_array_index (table->rows, SlReportRow, table->rows->len - 1).n++;
  return &g_array_index (table->cells, SlReportCell, table->cells->len - 1);
}

SlReportCell *
sl_report_count (SlReportTable *table, gint64 n)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  return sl_report_cell (table, text);
}

SlReportPicture *
sl_report_picture (SlReport *report, guint8 *rgba, int width, int height)
{
  SlReportPicture *picture = g_new0 (SlReportPicture, 1);

  *picture = (SlReportPicture) { .rgba = rgba, .width = width, .height = height };
  g_ptr_array_add (report->pictures, picture);
  return picture;
}

SlReportRow *
sl_report_span (SlReportTable *table, SlReportForm form, const char *text, const char *aside)
{
  SlReportRow *row = sl_report_row (table, form, SL_TONE_NONE);

  row->text = sl_report_keep (table->report, text != NULL ? text : "");
  row->aside = sl_report_keep (table->report, aside);
  return row;
}
