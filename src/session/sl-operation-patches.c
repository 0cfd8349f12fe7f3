/* Single cabinets of walls: left out, put back, put in of another kind. */
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-wall-places.h"

typedef struct {
  SlRecord    record;
  const char *places, *cabinet;
} Patch;

#define PLACES_OPTION \
  OPTION (Patch, places, N_("Cabinets"), TEXT, \
          .help = N_("Column and row from 1, as 3.1, or two corners of many, as 3.1-6.2"))

static const SlField out_fields[] = { PLACES_OPTION };
OPTIONS (out_options, "cabinets-out", N_("Leave cabinets out"), Patch, out_fields);
static const SlField in_fields[] = {
  PLACES_OPTION,
  OPTION (Patch, cabinet, N_("Cabinet"), TEXT, .help = N_("Its id; unset: the wall's own")),
};
OPTIONS (in_options, "cabinets-in", N_("Put cabinets in"), Patch, in_fields);

/* What stands at each place, row by row from the top; all borrowed. */
typedef struct {
  guint        columns, rows, n_patches;
  const char **ids; /* NULL for the wall's own, "" for none; owned */
} Grid;

static void
grid_clear (Grid *grid)
{
  g_free (grid->ids);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)

static guint
whole_of (const SlEntity *entity, const char *path)
{
  SlField field;
  const gint64 *number = sl_record_find (&sl_kind_info (entity->kind)->record, entity, path, &field, NULL);

  return number != NULL ? (guint) *number : 0;
}

static void
read_grid (const SlEntity *wall, Grid *grid)
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
is_alike (const Grid *grid, gsize a, gsize b)
{
  return g_strcmp0 (grid->ids[a], grid->ids[b]) == 0;
}

/* The largest rectangle of the same that begins there: first to the right, then down. */
static void
grow (const Grid *grid, const guint8 *done, guint column, guint row, guint *width, guint *height)
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

/* In place of all patches that the wall had, the fewest that come easily. */
static void
write_grid (SlCommand *command, const char *id, const Grid *grid)
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

/* `cabinet` as in the grid. */
static gboolean
change (const SlOperationInput *input, const Patch *options, const char *cabinet, SlCommand *command, GError **error)
{
  const char *id = input->ids[0];
  const SlEntity *wall = sl_plan_get (input->plan, SL_KIND_WALL, id);
  g_auto (Grid) grid = { 0 };
  g_autoptr (GArray) places = NULL;
  gboolean other = FALSE;

  if (wall == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no wall, so it has no cabinets; name a wall"), id);
      return FALSE;
    }
  read_grid (wall, &grid);
  if ((places = sl_wall_places_parse (options->places, grid.columns, grid.rows, error)) == NULL)
    return FALSE;
  if (places->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("no cabinets are named; say which, as 3.1 or 3.1-6.2"));
      return FALSE;
    }
  for (guint i = 0; i < places->len; i++)
    {
      const SlWallPlace *place = &g_array_index (places, SlWallPlace, i);
      const char **at = &grid.ids[(gsize) place->row * grid.columns + place->column];

      other = other || g_strcmp0 (*at, cabinet) != 0;
      *at = cabinet;
    }
  for (gsize i = 0; i < (gsize) grid.columns * grid.rows; i++)
    if (grid.ids[i] == NULL || *grid.ids[i] != '\0')
      {
        if (other)
          write_grid (command, id, &grid);
        return TRUE;
      }
  sl_error_set (error, SL_ERROR_INPUT, _("nothing would be left of the wall; leave one cabinet, or remove the wall"));
  return FALSE;
}

static gboolean
leave_out (const SlOperationInput *input, gconstpointer options, SlCommand *command, GPtrArray *added, GError **error)
{
  return change (input, options, "", command, error);
}

static gboolean
put_in (const SlOperationInput *input, gconstpointer options, SlCommand *command, GPtrArray *added, GError **error)
{
  const SlEntity *wall = sl_plan_get (input->plan, SL_KIND_WALL, input->ids[0]);
  g_autofree char *own = wall != NULL ? sl_entity_get (wall, "cabinet", NULL) : NULL;
  const char *wanted = ((const Patch *) options)->cabinet;

  if (g_strcmp0 (wanted, own) == 0)
    wanted = NULL;
  if (wanted != NULL && sl_wall_find_cabinet (input, wanted, error) == NULL)
    return FALSE;
  return change (input, options, wanted, command, error);
}

const SlOperation sl_operation_cabinets_out = {
  "cabinets-out", N_("Leave cabinets out of %s"), N_("Leaves single cabinets out of a wall"), "WALL", 1, 1,
  &out_options, leave_out,
};
const SlOperation sl_operation_cabinets_in = {
  "cabinets-in", N_("Put cabinets into %s"), N_("Puts single cabinets back into a wall, or others in their place"),
  "WALL", 1, 1, &in_options, put_in,
};
