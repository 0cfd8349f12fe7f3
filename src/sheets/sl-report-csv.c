/* A report for a spreadsheet, after RFC 4180: CRLF, commas, quotes doubled. Numbers have a point in every locale. */
#include <string.h>

#include "sl-report-private.h"

/* A text that a spreadsheet would take for a formula is led by an apostrophe: what a plan says must run nowhere. */
static gboolean
is_formula (const char *text)
{
  if (*text == '\0' || strchr ("=+@\t\r", *text) != NULL)
    return *text != '\0';
  return *text == '-' && !g_ascii_isdigit (text[1]);
}

static void
add_field (GString *out, const char *text, gboolean first)
{
  if (!first)
    g_string_append_c (out, ',');
  if (!is_formula (text) && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  if (is_formula (text))
    g_string_append_c (out, '\'');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
}

static void
add_line (GString *out, const SlReportTable *table, const SlReportRow *row)
{
  gboolean first = TRUE;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const SlReportColumn *column = &g_array_index (table->columns, SlReportColumn, i);
      const SlReportCell *cell = row != NULL && i < row->n
                                 ? &g_array_index (table->cells, SlReportCell, row->first + i) : NULL;

      if (!(column->where & SL_IN_CSV))
        continue;
      if (row == NULL)
        add_field (out, column->csv != NULL ? column->csv : column->title, first);
      else
        add_field (out, cell == NULL ? "" : cell->csv != NULL ? cell->csv : cell->text, first);
      first = FALSE;
    }
  g_string_append (out, "\r\n");
}

/* Tables beyond the first stand below it, after an empty line and with their titles. */
static void
add_table (GString *out, const SlReportTable *table, gboolean alone)
{
  if (!alone && table->title != NULL)
    {
      add_field (out, table->title, TRUE);
      g_string_append (out, "\r\n");
    }
  add_line (out, table, NULL);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const SlReportRow *row = &g_array_index (table->rows, SlReportRow, i);

      if (row->text == NULL || row->n > 0)
        add_line (out, table, row);
      else if (row->form == SL_ROW_NOTE)
        {
          add_field (out, row->text, TRUE);
          g_string_append (out, "\r\n");
        }
    }
}

static gboolean
is_for_paper (const SlReportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_array_index (table->columns, SlReportColumn, i).where & SL_IN_CSV)
      return FALSE;
  return TRUE;
}

GString *
sl_report_csv (const SlReport *report)
{
  GString *out = g_string_new ("\xef\xbb\xbf");
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();

  for (guint i = 0; i < report->tables->len; i++)
    if (!is_for_paper (report->tables->pdata[i]))
      g_ptr_array_add (tables, report->tables->pdata[i]);
  for (guint i = 0; i < tables->len; i++)
    {
      if (i > 0)
        g_string_append (out, "\r\n");
      add_table (out, tables->pdata[i], tables->len == 1);
    }
  return out;
}
