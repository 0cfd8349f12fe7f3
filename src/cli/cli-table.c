/* Tables on standard output. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  guint    width;    /* of the widest cell, in terminal columns */
  gboolean is_text;  /* a cell below the heading is no number */
} Column;

struct CliTable {
  guint      columns;
  GPtrArray *cells; /* headings first */
};

static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iszerowidth (g_utf8_get_char (p)) ? 0 : g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

/* A cell stays on its line. */
static char *
cell_text (const char *text)
{
  char *valid = g_utf8_make_valid (text, -1);

  return g_strdelimit (valid, "\n\r\t\v\f", ' ');
}

static void
add_cells (CliTable *table, va_list args)
{
  for (guint i = 0; i < table->columns; i++)
    g_ptr_array_add (table->cells, cell_text (va_arg (args, const char *)));
}

CliTable *
cli_table_new (guint columns, ...)
{
  CliTable *table = g_new (CliTable, 1);
  va_list args;

  *table = (CliTable) { columns, g_ptr_array_new_with_free_func (g_free) };
  va_start (args, columns);
  add_cells (table, args);
  va_end (args);
  return table;
}

void
cli_table_row (CliTable *table, ...)
{
  va_list args;

  va_start (args, table);
  add_cells (table, args);
  va_end (args);
}

static Column *
measure (const CliTable *table)
{
  Column *columns = g_new0 (Column, table->columns);

  for (guint i = 0; i < table->cells->len; i++)
    {
      const char *cell = table->cells->pdata[i];
      Column *column = &columns[i % table->columns];

      column->width = MAX (column->width, text_width (cell));
      column->is_text |= i >= table->columns && *cell != '\0' && !g_ascii_isdigit (*cell) && *cell != '-';
    }
  return columns;
}

void
cli_table_drop (CliTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->cells);
  g_free (table);
}

void
cli_table_print (CliTable *table)
{
  g_autofree Column *columns = measure (table);

  for (guint i = 0; i < table->cells->len; i++)
    {
      const char *cell = table->cells->pdata[i];
      const Column *column = &columns[i % table->columns];
      const gboolean last = i % table->columns + 1 == table->columns;
      const int room = (int) (column->width - text_width (cell));

      if (column->is_text)
        g_print ("%s%*s", cell, last ? 0 : room, "");
      else
        g_print ("%*s%s", room, "", cell);
      g_print (last ? "\n" : "  ");
    }
  cli_table_drop (table);
}
