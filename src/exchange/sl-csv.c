#include "sl-csv.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { JUDGED_LINES = 20 };
#define FORMULA "=+-@\t\r" /* what spreadsheets take for the beginning of one */

static void
row_free (gpointer data)
{
  SlCsvRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

/* What stands most often in the first lines, outside of quotes; of as many the one that is rarer in texts. */
static char
separator_of (const char *text)
{
  static const char marks[] = ",;\t";
  guint counts[G_N_ELEMENTS (marks)] = { 0 }, best = 0, lines = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0' && lines < JUDGED_LINES; p++)
    {
      const char *mark = !quoted ? strchr (marks, *p) : NULL;

      quoted ^= *p == '"';
      lines += *p == '\n';
      if (mark != NULL)
        counts[mark - marks]++;
    }
  for (guint i = 1; i + 1 < G_N_ELEMENTS (marks); i++)
    if (counts[i] > 0 && counts[i] >= counts[best])
      best = i;
  return marks[best];
}

typedef struct {
  const char *p, *file;
  char        separator;
  guint       line;
} Reader;

/* A field from where the reader stands, which it is behind then. NULL with an error. */
static char *
read_cell (Reader *r, guint row_line, GError **error)
{
  GString *cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  if (*r->p == '"')
    {
      quoted = TRUE;
      r->p++;
    }
  for (; *r->p != '\0' && cell->len <= SL_CSV_MAX_CELL && (quoted || (*r->p != r->separator && *r->p != '\n')); r->p++)
    {
      if (quoted && *r->p == '"' && r->p[1] != '"')
        {
          quoted = FALSE; /* what stands behind the quotes belongs to it */
          continue;
        }
      r->p += quoted && *r->p == '"';
      r->line += *r->p == '\n';
      g_string_append_c (cell, *r->p);
    }
  if (cell->len > SL_CSV_MAX_CELL)
    sl_error_set_at (error, SL_ERROR_INPUT, r->file, row_line, _("a field of more than %d kB; look what this file is"),
                     SL_CSV_MAX_CELL >> 10);
  else if (quoted)
    sl_error_set_at (error, SL_ERROR_INPUT, r->file, row_line,
                     _("a quoted field that begins here has no end; put the closing quote"));
  else
    return g_strstrip (g_string_free (cell, FALSE));
  g_string_free (cell, TRUE);
  return NULL;
}

static SlCsvRow *
read_row (Reader *r, gboolean *said, GError **error)
{
  SlCsvRow *row = g_new (SlCsvRow, 1);

  *row = (SlCsvRow) { r->line, g_ptr_array_new_with_free_func (g_free) };
  *said = FALSE;
  for (;;)
    {
      char *cell = row->cells->len < SL_CSV_MAX_CELLS ? read_cell (r, row->line, error) : NULL;

      if (cell == NULL)
        {
          if (row->cells->len >= SL_CSV_MAX_CELLS)
            sl_error_set_at (error, SL_ERROR_INPUT, r->file, row->line,
                             _("a row of more than %d fields; look what this file is"), SL_CSV_MAX_CELLS);
          row_free (row);
          return NULL;
        }
      *said |= *cell != '\0';
      g_ptr_array_add (row->cells, cell);
      if (*r->p != r->separator)
        break;
      r->p++;
    }
  if (*r->p == '\n')
    {
      r->p++;
      r->line++;
    }
  return row;
}

GPtrArray *
sl_csv_read (const char *text, char separator, const char *file, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  Reader r = { text, file, separator != 0 ? separator : separator_of (text), 1 };

  while (*r.p != '\0')
    {
      gboolean said;
      SlCsvRow *row = read_row (&r, &said, error);

      if (row == NULL)
        return NULL;
      if (!said)
        row_free (row);
      else
        g_ptr_array_add (rows, row);
      if (rows->len > SL_CSV_MAX_ROWS)
        {
          sl_error_set_at (error, SL_ERROR_INPUT, file, r.line, _("more than %d rows; split it into several files"),
                           SL_CSV_MAX_ROWS);
          return NULL;
        }
    }
  return g_steal_pointer (&rows);
}

const char *
sl_csv_cell (const SlCsvRow *row, guint column)
{
  return column < row->cells->len ? row->cells->pdata[column] : "";
}

void
sl_csv_append (GString *out, const char *text, gboolean first)
{
  const gboolean masked = text != NULL && *text != '\0' && strchr (FORMULA "'", *text) != NULL;

  if (!first)
    g_string_append_c (out, ',');
  if (text == NULL || *text == '\0')
    return;
  if (!masked && strpbrk (text, ",;\t\"\n\r") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append (out, masked ? "\"'" : "\"");
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

char *
sl_csv_plain (const char *cell)
{
  return g_strdup (cell[0] == '\'' && cell[1] != '\0' && strchr (FORMULA "'", cell[1]) != NULL ? cell + 1 : cell);
}
