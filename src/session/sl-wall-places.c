#include "sl-wall-places.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

/* "3.1"; NULL where it is none, else behind it. */
static const char *
read_place (const char *text, SlWallPlace *place)
{
  char *end;
  const guint64 column = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;

  if (column < 1 || column > G_MAXUINT || *end != '.' || !g_ascii_isdigit (end[1]))
    return NULL;
  const guint64 row = g_ascii_strtoull (end + 1, &end, 10);
  if (row < 1 || row > G_MAXUINT)
    return NULL;
  *place = (SlWallPlace) { (guint) column - 1, (guint) row - 1 };
  return end;
}

/* A place or a rectangle. */
static gboolean
read_word (const char *word, SlWallPlace *from, SlWallPlace *to)
{
  const char *end = read_place (word, from);

  *to = *from;
  if (end != NULL && *end == '-')
    end = read_place (end + 1, to);
  return end != NULL && *end == '\0';
}

static void
mark (guint8 *grid, guint columns, SlWallPlace a, SlWallPlace b)
{
  for (guint row = MIN (a.row, b.row); row <= MAX (a.row, b.row); row++)
    for (guint column = MIN (a.column, b.column); column <= MAX (a.column, b.column); column++)
      grid[(gsize) row * columns + column] = 1;
}

GArray *
sl_wall_places_parse (const char *text, guint columns, guint rows, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", " ,", -1);
  g_autofree guint8 *grid = g_new0 (guint8, (gsize) columns * rows);
  GArray *places;

  for (char **word = words; *word != NULL; word++)
    {
      SlWallPlace from = { 0 }, to = { 0 };

      if (**word == '\0')
        continue;
      if (!read_word (*word, &from, &to))
        {
          sl_error_set (error, SL_ERROR_INPUT,
                        _("“%s” is no cabinet; write column and row from 1, as 3.1, or two corners, as 3.1-6.2"),
                        *word);
          return NULL;
        }
      if (MAX (from.column, to.column) >= columns || MAX (from.row, to.row) >= rows)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("“%s” is beyond the wall’s %u × %u cabinets; take one of those"),
                        *word, columns, rows);
          return NULL;
        }
      mark (grid, columns, from, to);
    }
  places = g_array_new (FALSE, FALSE, sizeof (SlWallPlace));
  for (gsize i = 0; i < (gsize) columns * rows; i++)
    if (grid[i])
      {
        const SlWallPlace place = { (guint) (i % columns), (guint) (i / columns) };
        g_array_append_val (places, place);
      }
  return places;
}

char *
sl_wall_places_print (const GArray *places)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const SlWallPlace *place = &g_array_index (places, SlWallPlace, i);
      g_string_append_printf (text, "%s%u.%u", i > 0 ? " " : "", place->column + 1, place->row + 1);
    }
  return g_string_free (text, FALSE);
}
