#include "sl-cabinets.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-wall-places.h"

struct SlCabinets {
  SlEditor *editor; /* owned, as all below */
  char     *wall;
  guint     columns, rows;
  guint8   *picked;  /* of each place, row by row */
  guint     column, row; /* the cursor */
  GArray   *places;  /* SlCabinetPlace; NULL until wanted */
};

static void
forget (SlCabinets *c)
{
  g_clear_pointer (&c->places, g_array_unref);
}

/* The wall as it is shown; NULL when it is not. */
static const SlSceneWall *
shown (const SlCabinets *c)
{
  const SlScene *scene = sl_editor_scene (c->editor, NULL);

  for (guint i = 0; scene != NULL && i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];

      if (g_str_equal (wall->entity->id, c->wall))
        return wall;
    }
  return NULL;
}

/* What is picked stays where the grid still has it. */
static void
follow_grid (SlCabinets *c, const SlSceneWall *wall)
{
  guint8 *picked;

  if (wall->columns == c->columns && wall->rows == c->rows)
    return;
  picked = g_new0 (guint8, (gsize) wall->columns * wall->rows);
  for (guint row = 0; row < MIN (wall->rows, c->rows); row++)
    for (guint column = 0; column < MIN (wall->columns, c->columns); column++)
      picked[(gsize) row * wall->columns + column] = c->picked[(gsize) row * c->columns + column];
  g_free (c->picked);
  c->picked = picked;
  c->columns = wall->columns;
  c->rows = wall->rows;
  c->column = MIN (c->column, c->columns - 1);
  c->row = MIN (c->row, c->rows - 1);
}

SlCabinets *
sl_cabinets_new (SlEditor *editor, const char *id, GError **error)
{
  g_autoptr (SlCabinets) c = g_new0 (SlCabinets, 1);
  const SlSceneWall *wall;

  c->editor = g_object_ref (editor);
  c->wall = g_strdup (id != NULL ? id : "");
  if ((wall = shown (c)) == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("no wall that stands here is picked; pick one first"));
      return NULL;
    }
  if (sl_editor_is_locked (editor, id))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s is locked; open its lock in the list first"),
                    sl_entity_title (wall->entity));
      return NULL;
    }
  follow_grid (c, wall);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (forget), c);
  g_signal_connect_swapped (editor, "time-changed", G_CALLBACK (forget), c);
  g_signal_connect_swapped (editor, "view-changed", G_CALLBACK (forget), c);
  return g_steal_pointer (&c);
}

void
sl_cabinets_free (SlCabinets *c)
{
  if (c == NULL)
    return;
  g_signal_handlers_disconnect_by_data (c->editor, c);
  forget (c);
  g_free (c->picked);
  g_free (c->wall);
  g_object_unref (c->editor);
  g_free (c);
}

const char *
sl_cabinets_wall (const SlCabinets *c)
{
  return c->wall;
}

/* --- where they are --- */

/* The same wall with nothing left out or mixed in: where cabinets would stand. NULL where that cannot be said. */
static SlSceneWall *
whole_wall (const SlCabinets *c)
{
  const SlPlan *plan = sl_editor_plan (c->editor);
  const SlEntity *wall = sl_plan_get (plan, SL_KIND_WALL, c->wall);
  g_autoptr (SlCommand) command = sl_command_new ("");
  g_autoptr (SlPlan) bare = NULL;
  SlField field;
  SlList *const *patches =
      wall != NULL ? sl_record_find (&sl_kind_info (SL_KIND_WALL)->record, wall, "patches", &field, NULL) : NULL;

  for (guint i = patches != NULL ? sl_list_n (*patches) : 0; i-- > 0;)
    {
      g_autofree char *path = g_strdup_printf ("patches[#%u]", i);
      sl_command_set (command, c->wall, path, "");
    }
  bare = wall != NULL ? sl_plan_apply (plan, command, NULL) : NULL;
  return bare != NULL ? sl_scene_wall_new (bare, sl_plan_get (bare, SL_KIND_WALL, c->wall), NULL) : NULL;
}

static SlCabinetPlace *
place_at (const SlCabinets *c, guint column, guint row)
{
  return &g_array_index (c->places, SlCabinetPlace, row * c->columns + column);
}

static void
put_panel (SlCabinets *c, const SlSceneWall *wall, const SlScenePanel *panel, const SlFrame *to, gboolean stands)
{
  if (panel->column >= c->columns || panel->row >= c->rows)
    return;
  *place_at (c, panel->column, panel->row) = (SlCabinetPlace) {
    panel->column, panel->row, sl_frame_point (to, sl_frame_unpoint (&wall->frame, panel->corner)),
    sl_vec3_sub (sl_frame_point (to, sl_frame_unpoint (&wall->frame, sl_vec3_add (panel->corner, panel->right))),
                 sl_frame_point (to, sl_frame_unpoint (&wall->frame, panel->corner))),
    sl_vec3_sub (sl_frame_point (to, sl_frame_unpoint (&wall->frame, sl_vec3_add (panel->corner, panel->up))),
                 sl_frame_point (to, sl_frame_unpoint (&wall->frame, panel->corner))),
    stands, stands && panel->panel == wall->usual, SL_NO_NUMBER,
  };
}

static void
put_numbers (SlCabinets *c, const SlSceneWall *wall)
{
  g_autofree gint64 *numbers = sl_wall_numbers (wall);

  for (guint i = 0; i < c->places->len; i++)
    g_array_index (c->places, SlCabinetPlace, i).number = numbers[i];
}

const GArray *
sl_cabinets_places (SlCabinets *c)
{
  const SlSceneWall *wall = shown (c);
  g_autoptr (SlSceneWall) whole = NULL;

  if (wall == NULL)
    return NULL;
  if (c->places != NULL)
    return c->places;
  follow_grid (c, wall);
  whole = whole_wall (c);
  c->places = g_array_new (FALSE, TRUE, sizeof (SlCabinetPlace));
  g_array_set_size (c->places, c->columns * c->rows);
  for (guint i = 0; whole != NULL && i < whole->n_panels; i++)
    put_panel (c, whole, &whole->panels[i], &wall->frame, FALSE);
  for (guint i = 0; i < wall->n_panels; i++)
    put_panel (c, wall, &wall->panels[i], &wall->frame, TRUE);
  put_numbers (c, wall);
  return c->places;
}

/* How far along the ray it meets the place; INFINITY for beside it. */
static double
distance_to (const SlCabinetPlace *place, const SlRay *ray)
{
  const SlVec3 normal = sl_vec3_normalize (sl_vec3_cross (place->right, place->up));
  SlVec3 met;

  if (!sl_ray_on_plane (ray, place->corner, normal, &met))
    return INFINITY;
  const SlVec3 d = sl_vec3_sub (met, place->corner);
  const double across = sl_vec3_dot (d, place->right) / sl_vec3_dot (place->right, place->right);
  const double up = sl_vec3_dot (d, place->up) / sl_vec3_dot (place->up, place->up);
  return across >= 0 && across <= 1 && up >= 0 && up <= 1 ? sl_vec3_length (sl_vec3_sub (met, ray->origin)) : INFINITY;
}

gboolean
sl_cabinets_at (SlCabinets *c, const SlRay *ray, guint *column, guint *row)
{
  const GArray *places = sl_cabinets_places (c);
  double nearest = INFINITY;

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const SlCabinetPlace *place = &g_array_index (places, SlCabinetPlace, i);
      const double distance = sl_vec3_length (place->right) > 0 ? distance_to (place, ray) : INFINITY;

      if (distance >= nearest)
        continue;
      nearest = distance;
      *column = place->column;
      *row = place->row;
    }
  return isfinite (nearest);
}

/* --- picking --- */

static guint8 *
mark_of (const SlCabinets *c, guint column, guint row)
{
  return &c->picked[(gsize) row * c->columns + column];
}

void
sl_cabinets_pick_all (SlCabinets *c, gboolean all)
{
  memset (c->picked, all ? 1 : 0, (gsize) c->columns * c->rows);
}

void
sl_cabinets_pick (SlCabinets *c, guint column, guint row, gboolean toggle)
{
  if (column >= c->columns || row >= c->rows)
    return;
  const gboolean picked = !toggle || !*mark_of (c, column, row);
  if (!toggle)
    sl_cabinets_pick_all (c, FALSE);
  *mark_of (c, column, row) = picked;
  c->column = column;
  c->row = row;
}

void
sl_cabinets_pick_to (SlCabinets *c, guint column, guint row)
{
  if (column >= c->columns || row >= c->rows)
    return;
  for (guint r = MIN (row, c->row); r <= MAX (row, c->row); r++)
    for (guint k = MIN (column, c->column); k <= MAX (column, c->column); k++)
      *mark_of (c, k, r) = 1;
  c->column = column;
  c->row = row;
}

gboolean
sl_cabinets_pick_named (SlCabinets *c, const char *text, GError **error)
{
  g_autoptr (GArray) places = sl_wall_places_parse (text, c->columns, c->rows, error);

  if (places == NULL)
    return FALSE;
  sl_cabinets_pick_all (c, FALSE);
  for (guint i = 0; i < places->len; i++)
    {
      const SlWallPlace *place = &g_array_index (places, SlWallPlace, i);
      sl_cabinets_pick (c, place->column, place->row, TRUE);
    }
  return TRUE;
}

void
sl_cabinets_step (SlCabinets *c, int columns, int rows, gboolean extend)
{
  const guint column = (guint) CLAMP ((int) c->column + columns, 0, (int) c->columns - 1);
  const guint row = (guint) CLAMP ((int) c->row + rows, 0, (int) c->rows - 1);

  if (extend)
    sl_cabinets_pick_to (c, column, row);
  else
    sl_cabinets_pick (c, column, row, FALSE);
}

void
sl_cabinets_cursor (const SlCabinets *c, guint *column, guint *row)
{
  *column = c->column;
  *row = c->row;
}

gboolean
sl_cabinets_is_picked (const SlCabinets *c, guint column, guint row)
{
  return column < c->columns && row < c->rows && *mark_of (c, column, row);
}

guint
sl_cabinets_count (const SlCabinets *c)
{
  guint n = 0;

  for (gsize i = 0; i < (gsize) c->columns * c->rows; i++)
    n += c->picked[i];
  return n;
}

char *
sl_cabinets_text (SlCabinets *c)
{
  const char *title = sl_entity_title (sl_plan_find (sl_editor_plan (c->editor), c->wall));
  const guint n = sl_cabinets_count (c);

  const GArray *places = sl_cabinets_places (c);

  if (n == 1 && sl_cabinets_is_picked (c, c->column, c->row) && places != NULL
      && place_at (c, c->column, c->row)->number != SL_NO_NUMBER)
    return g_strdup_printf (_("column %u, row %u of %s · number %d"), c->column + 1, c->row + 1, title,
                            (int) place_at (c, c->column, c->row)->number);
  if (n == 1 && sl_cabinets_is_picked (c, c->column, c->row))
    return g_strdup_printf (_("column %u, row %u of %s"), c->column + 1, c->row + 1, title);
  return g_strdup_printf (ngettext ("%u cabinet of %s", "%u cabinets of %s", n), n, title);
}

/* --- what is done with them --- */

static char *
places_text (const SlCabinets *c)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (SlWallPlace));

  for (guint row = 0; row < c->rows; row++)
    for (guint column = 0; column < c->columns; column++)
      if (*mark_of (c, column, row))
        {
          const SlWallPlace place = { column, row };
          g_array_append_val (places, place);
        }
  return sl_wall_places_print (places);
}

typedef struct { const char *name, *text; } Option;

static gboolean
operate (SlCabinets *c, const char *id, const Option *said, guint n, GError **error)
{
  SlDocument *document = sl_editor_document (c->editor);
  const SlOperation *operation = sl_operation_find (id);
  const char *ids[] = { c->wall };
  const SlOperationInput input = { .plan = sl_editor_plan (c->editor), .catalogue = sl_document_catalogue (document),
                                   .assets = sl_document_assets (document), .ids = ids, .n_ids = 1 };
  gpointer options = sl_operation_options_new (operation);
  g_autoptr (SlCommand) command = NULL;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < n; i++)
    ok = sl_record_set (operation->options, options, said[i].name, said[i].text, FALSE, error);
  if (ok)
    command = sl_operation_run (operation, &input, options, NULL, error);
  sl_operation_options_free (operation, options);
  if (command != NULL && sl_command_count (command) > 0)
    sl_editor_apply (c->editor, command);
  return command != NULL;
}

/* With those that are picked. */
static gboolean
change_picked (SlCabinets *c, const char *id, const char *cabinet, GError **error)
{
  g_autofree char *places = places_text (c);
  const Option said[] = { { "places", places }, { "cabinet", cabinet } };

  if (sl_cabinets_count (c) > 0)
    return operate (c, id, said, cabinet != NULL ? 2 : 1, error);
  sl_error_set (error, SL_ERROR_INPUT, _("no cabinet is picked; click some, or Ctrl+A for all"));
  return FALSE;
}

gboolean
sl_cabinets_leave_out (SlCabinets *c, GError **error)
{
  return change_picked (c, "cabinets-out", NULL, error);
}

gboolean
sl_cabinets_put_in (SlCabinets *c, const char *cabinet, GError **error)
{
  return change_picked (c, "cabinets-in", cabinet, error);
}

gboolean
sl_cabinets_number_from (SlCabinets *c, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%u.%u", c->column + 1, c->row + 1);
  const Option said[] = { { "from", place } };

  return operate (c, "cabinets-number", said, 1, error);
}
