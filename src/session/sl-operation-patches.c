/* Single cabinets of walls: left out, put back, put in of another kind. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-wall-grid.h"
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

/* `cabinet` as in the grid. */
static gboolean
change (const SlOperationInput *input, const Patch *options, const char *cabinet, SlCommand *command, GError **error)
{
  const char *id = input->ids[0];
  const SlEntity *wall = sl_plan_get (input->plan, SL_KIND_WALL, id);
  g_auto (SlWallGrid) grid = { 0 };
  g_autoptr (GArray) places = NULL;
  gboolean other = FALSE;

  if (wall == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no wall, so it has no cabinets; name a wall"), id);
      return FALSE;
    }
  sl_wall_grid_read (&grid, wall);
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
          sl_wall_grid_write (&grid, command, id);
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
