#include "sl-wall-grid.h"

#include <string.h>

#include "sl-operation-private.h"

void
sl_wall_grid_clear (SlWallGrid *grid)
{
  g_clear_pointer (&grid->ids, g_free);
}

void
sl_wall_grid_init (SlWallGrid *grid, guint columns, guint rows)
{
  *grid = (SlWallGrid) { columns, rows, 0, g_new0 (const char *, (gsize) columns * rows) };
}

static guint
whole_of (const SlEntity *entity, const char *path)
{
  SlField field;
  const gint64 *number = sl_record_find (&sl_kind_info (entity->kind)->record, entity, path, &field, NULL);

  return number != NULL ? (guint) *number : 0;
}

void
sl_wall_grid_read (SlWallGrid *grid, const SlEntity *wall)
{
  SlField field;
  SlList *const *list = sl_record_find (&sl_kind_info (SL_KIND_WALL)->record, wall, "patches", &field, NULL);

  grid->columns = whole_of (wall, "columns");
  grid->rows = whole_of (wall, "rows");
  grid->n_patches = list != NULL ? sl_list_n (*list) : 0;
  grid->ids = g_new0 (const char *, (gsize) grid->columns * grid->rows);
  for (guint i = 0; i < grid->n_patches; i++) /* later ones stand over earlier ones */
    {
      const SlPatch *patch = sl_list_at (*list, SlPatch, i);
      const gint64 right = MIN (patch->column + patch->columns, (gint64) grid->columns);
      const gint64 bottom = MIN (patch->row + patch->rows, (gint64) grid->rows);

      for (gint64 row = patch->row; row < bottom; row++)
        for (gint64 column = patch->column; column < right; column++)
          grid->ids[row * grid->columns + column] = patch->cabinet != NULL ? patch->cabinet : "";
    }
}

static gboolean
is_alike (const SlWallGrid *grid, gsize a, gsize b)
{
  return g_strcmp0 (grid->ids[a], grid->ids[b]) == 0;
}

/* The largest rectangle of the same that begins there: first to the right, then down. */
static void
grow (const SlWallGrid *grid, const guint8 *done, guint column, guint row, guint *width, guint *height)
{
  const gsize first = (gsize) row * grid->columns + column;

  *width = *height = 1;
  while (column + *width < grid->columns && !done[first + *width] && is_alike (grid, first, first + *width))
    ++*width;
  for (; row + *height < grid->rows; ++*height)
    for (guint i = 0; i < *width; i++)
      {
        const gsize at = first + (gsize) *height * grid->columns + i;
        if (done[at] || !is_alike (grid, first, at))
          return;
      }
}

static void
write_patch (SlCommand *command, const char *id, guint index, guint column, guint row, guint width, guint height,
             const char *cabinet)
{
  const struct { const char *name; gint64 value; } fields[] = {
    { "column", column }, { "row", row }, { "columns", width }, { "rows", height },
  };
  g_autofree char *which = g_strdup_printf ("patches[#%u].cabinet", index);

  sl_command_set (command, id, "patches[+]", "");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *path = g_strdup_printf ("patches[#%u].%s", index, fields[i].name);
      sl_command_set_count (command, id, path, fields[i].value);
    }
  if (*cabinet != '\0')
    sl_command_set (command, id, which, cabinet);
}

void
sl_wall_grid_write (const SlWallGrid *grid, SlCommand *command, const char *id)
{
  g_autofree guint8 *done = g_new0 (guint8, (gsize) grid->columns * grid->rows);
  guint n = 0;

  for (guint i = grid->n_patches; i-- > 0;)
    {
      g_autofree char *path = g_strdup_printf ("patches[#%u]", i);
      sl_command_set (command, id, path, "");
    }
  for (guint row = 0; row < grid->rows; row++)
    for (guint column = 0; column < grid->columns; column++)
      {
        const gsize at = (gsize) row * grid->columns + column;
        guint width, height;

        if (done[at] || grid->ids[at] == NULL)
          continue;
        grow (grid, done, column, row, &width, &height);
        for (guint r = 0; r < height; r++)
          memset (done + at + (gsize) r * grid->columns, 1, width);
        write_patch (command, id, n++, column, row, width, height, grid->ids[at]);
      }
}
