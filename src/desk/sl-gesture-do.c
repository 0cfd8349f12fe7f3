/* What a gesture does, says, and lays over the scene until then. */
#include "sl-docked.h"
#include "sl-error.h"
#include "sl-gesture-private.h"
#include "sl-i18n.h"
#include "sl-operations.h"

#define LEAST   .5e-6
#define UPRIGHT .7

/* --- as an operation --- */

static gboolean
moves_nothing (const SlGesture *g)
{
  return g->tool == SL_TOOL_MOVE ? sl_vec3_length (g->by) < LEAST
         : g->tool == SL_TOOL_ROTATE ? fabs (g->angle) < LEAST : fabs (g->factor - 1) < LEAST;
}

static void
set_option (const SlOperation *operation, gpointer options, const char *name, const char *text, GError **error)
{
  if (*error == NULL)
    sl_record_set (operation->options, options, name, text, FALSE, error);
}

static void
set_number (const SlOperation *operation, gpointer options, const char *name, double number, GError **error)
{
  g_autofree char *text = sl_number_to_text (round (number * 1e6) / 1e6);

  set_option (operation, options, name, text, error);
}

static void
set_vector (const SlOperation *operation, gpointer options, const char *name, SlVec3 v, GError **error)
{
  const double numbers[3] = { v.x, v.y, v.z };

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%c", name, "xyz"[i]);
      set_number (operation, options, path, numbers[i], error);
    }
}

/* Of the axis that it is held to; a turn that is held to none is about the vertical. */
static void
set_axis (const SlGesture *g, const SlOperation *operation, gpointer options, GError **error)
{
  static const char *const names[] = { "x", "y", "z" };
  const int axis = sl_handle_axis (g->handle);
  const gboolean one = axis >= 0 && !sl_handle_is_plane (g->handle);
  const gboolean own = one && (g->ids->len == 1 || g->local);

  if (g->tool == SL_TOOL_ROTATE)
    {
      set_option (operation, options, "axis", one ? names[axis] : "z", error);
      set_option (operation, options, "own", own ? "true" : "false", error);
    }
  else
    set_option (operation, options, "along", one ? names[axis] : "all", error);
}

static gpointer
options_of (const SlGesture *g, const SlOperation *operation, GError **error)
{
  gpointer options = sl_operation_options_new (operation);

  if (g->tool == SL_TOOL_MOVE)
    set_vector (operation, options, "by", g->by, error);
  else
    {
      set_number (operation, options, g->tool == SL_TOOL_ROTATE ? "angle" : "factor",
                  g->tool == SL_TOOL_ROTATE ? g->angle : g->factor, error);
      set_vector (operation, options, "at", g->begun.o, error);
      set_axis (g, operation, options, error);
    }
  return options;
}

static SlCommand *
command_of (const SlGesture *g, const char *id, gboolean preview, GPtrArray *added, GError **error)
{
  const GPtrArray *picked = sl_editor_selection (g->editor);
  SlDocument *document = sl_editor_document (g->editor);
  const SlOperation *operation = sl_operation_find (id);
  g_autoptr (GPtrArray) taken = sl_editor_taken (g->editor);
  const GPtrArray *ids = taken->len == g->ids->len ? picked : g->ids; /* groups as such, where all of it is here */
  const SlOperationInput input = { g->plan, sl_document_catalogue (document), sl_document_assets (document),
                                   (const char *const *) (gpointer) ids->pdata, ids->len, g->when, g->maker,
                                   preview };
  GError *own = NULL;
  gpointer options = options_of (g, operation, &own);
  SlCommand *command = own == NULL ? sl_operation_run (operation, &input, options, added, &own) : NULL;

  sl_operation_options_free (operation, options);
  if (own != NULL)
    g_propagate_error (error, own);
  return command;
}

/* --- laid over the scene --- */

/* Not what shapes a grid, nor how something docks: that is not laid over a scene. */
static gboolean
is_laid_over (const char *path)
{
  static const char *const others[] = { "dock_", "columns", "rows", "patches" };
  gboolean other = FALSE;

  for (guint i = 0; !other && i < G_N_ELEMENTS (others); i++)
    other = g_str_has_prefix (path, others[i]);
  return !other;
}

/* What the command sets of a pose or a size. */
static GArray *
overlay_of (const SlCommand *command)
{
  GArray *overlay = g_array_new (FALSE, FALSE, sizeof (SlOverlay));

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);
      SlOverlay value = { edit->id, edit->what, 0 };

      if (edit->type == SL_EDIT_SET && is_laid_over (edit->what)
          && sl_number_parse (edit->text, &value.number))
        g_array_append_val (overlay, value);
    }
  return overlay;
}

/* What docks to a wall goes with it where that is moved as it is built, not in a shot alone. */
static gboolean
takes_docked_along (const SlGesture *g)
{
  gboolean own = TRUE;

  for (guint i = 0; own && i < g->ids->len; i++)
    {
      const char *owner;
      own = sl_keyed_goes (g->plan, &g->when, g->ids->pdata[i], "position", &owner) == SL_GOES_OWN;
    }
  return own;
}

void
sl_gesture_lay_over (SlGesture *g)
{
  g_autoptr (SlCommand) command = moves_nothing (g) ? NULL
                                  : command_of (g, sl_gesture_operation (g), TRUE, NULL,
                                                g->trouble == NULL ? &g->trouble : NULL);
  g_autoptr (SlCommand) whole = command != NULL && takes_docked_along (g) ? sl_command_dock (command, g->plan, NULL)
                                : command != NULL                         ? sl_command_ref (command)
                                                                          : NULL;
  g_autoptr (GArray) overlay = whole != NULL ? overlay_of (whole) : NULL;
  const guint n = overlay != NULL ? overlay->len : 0;

  if (n == 0 && !g->laid)
    return;
  g->laid = n > 0;
  sl_editor_set_overlay (g->editor, n > 0 ? (const SlOverlay *) (gpointer) overlay->data : NULL, n,
                         g->trouble == NULL ? &g->trouble : NULL);
}

/* --- what is read at the pointer --- */

static char *
length_text (const SlGesture *g, double metres)
{
  g_autofree char *number = sl_number_fixed (metres, 2);

  return sl_editor_imperial (g->editor) ? sl_length_to_feet (metres) : g_strdup_printf ("%s m", number);
}

/* How far a point is from a cabinet's face, seen along its normal; INFINITY beside and behind it, and of ceilings and
 * floors. */
static double
distance_before (const SlScenePanel *panel, SlVec3 point)
{
  if (fabs (panel->normal.z) > UPRIGHT)
    return INFINITY;

  const SlVec3 d = sl_vec3_sub (point, panel->corner);
  const double across = sl_vec3_dot (d, panel->right) / sl_vec3_dot (panel->right, panel->right);
  const double up = sl_vec3_dot (d, panel->up) / sl_vec3_dot (panel->up, panel->up);
  const double before = sl_vec3_dot (d, panel->normal);

  return across >= 0 && across <= 1 && up >= 0 && up <= 1 && before >= 0 ? before : INFINITY;
}

static gboolean
is_taken (const SlGesture *g, const char *id)
{
  return g_ptr_array_find_with_equal_func (g->ids, id, g_str_equal, NULL);
}

/* From the box of what moves, as it is now, to the nearest wall that it stands before (m). */
static const SlSceneWall *
find_gap (const SlGesture *g, double *gap)
{
  const SlVec3 middle = sl_box_is_empty (&g->box) ? g->begun.o : sl_vec3_lerp (g->box.min, g->box.max, .5);
  const SlVec3 at = sl_vec3_add (middle, g->by);
  const SlSceneWall *nearest = NULL;

  *gap = INFINITY;
  for (guint w = 0; w < g->scene->walls->len; w++)
    {
      const SlSceneWall *wall = g->scene->walls->pdata[w];

      for (guint i = 0; i < wall->n_panels && !is_taken (g, wall->entity->id); i++)
        {
          const SlVec3 n = wall->panels[i].normal;
          const SlVec3 half = sl_box_is_empty (&g->box) ? sl_vec3 (0, 0, 0)
                              : sl_vec3_scale (sl_vec3_sub (g->box.max, g->box.min), .5);
          const double reach = fabs (n.x) * half.x + fabs (n.y) * half.y + fabs (n.z) * half.z;
          const double before = distance_before (&wall->panels[i], at) - reach;

          if (before < *gap)
            {
              *gap = before;
              nearest = wall;
            }
        }
    }
  return nearest;
}

static void
add_gap (const SlGesture *g, GString *text)
{
  double gap;
  const SlSceneWall *wall = find_gap (g, &gap);

  if (wall == NULL)
    return;
  g_autofree char *length = length_text (g, gap);
  g_string_append (text, " · ");
  g_string_append_printf (text, _("gap to %s %s"), sl_entity_title (wall->entity), length);
}

static void
add_way (const SlGesture *g, GString *text, SlVec3 way)
{
  g_autofree char *length = length_text (g, sl_vec3_length (way)), *x = length_text (g, way.x);
  g_autofree char *y = length_text (g, way.y), *z = length_text (g, way.z);

  g_string_append_printf (text, "Δ %s  (X %s · Y %s · Z %s)", length, x, y, z);
}

static void
add_snap (const SlGesture *g, GString *text)
{
  const SlEntity *entity = g->snapped.id != NULL ? sl_plan_find (g->plan, g->snapped.id) : NULL;
  g_autofree char *name = sl_snap_text (g->snapped.kind, entity != NULL ? sl_entity_title (entity) : NULL);

  if (*name != '\0')
    g_string_append_printf (text, " · %s", name);
}

char *
sl_gesture_text (SlGesture *g)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (g->typed->len > 0)
    g_string_append_printf (text, "[%s] ", g->typed->str);
  if (g->trouble != NULL)
    {
      g_string_append (text, g->trouble->message);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  if (g->tool == SL_TOOL_MEASURE)
    add_way (g, text, sl_vec3_sub (g->to, g->from));
  else if (g->tool == SL_TOOL_MOVE)
    {
      add_way (g, text, g->by);
      add_gap (g, text);
    }
  else
    {
      g_autofree char *number = sl_number_brief (g->tool == SL_TOOL_ROTATE ? g->angle : g->factor);
      g_string_append_printf (text, g->tool == SL_TOOL_ROTATE ? "%s°" : "× %s", number);
    }
  add_snap (g, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- doing it --- */

/* A dimension of what was measured. */
static SlCommand *
dimension (SlGesture *g, char **id)
{
  SlCommand *command = sl_operation_add (g->plan, NULL, SL_KIND_DIMENSION, g->scene->stage.entity->id, NULL, id);
  const SlVec3 ends[2] = { g->from, g->to };
  static const char *const paths[2] = { "from", "to" };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *x = sl_number_to_text (round (ends[i].x * 1e3) / 1e3);
      g_autofree char *y = sl_number_to_text (round (ends[i].y * 1e3) / 1e3);
      g_autofree char *z = sl_number_to_text (round (ends[i].z * 1e3) / 1e3);
      g_autofree char *text = g_strdup_printf ("%s %s %s", x, y, z);

      sl_command_set (command, *id, paths[i], text);
    }
  return command;
}

static gboolean
keep_measure (SlGesture *g)
{
  g_autofree char *id = NULL;
  g_autoptr (SlCommand) command = NULL;

  if (sl_vec3_length (sl_vec3_sub (g->to, g->from)) < 1e-3)
    return TRUE;
  command = dimension (g, &id);
  if (sl_editor_apply (g->editor, command))
    sl_editor_select (g->editor, id);
  return TRUE;
}

gboolean
sl_gesture_finish (SlGesture *g, gboolean copies, GError **error)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlCommand) command = NULL;

  if (g->over)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan changed meanwhile, so nothing was moved; try again"));
      return FALSE;
    }
  if (g->trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&g->trouble));
      return FALSE;
    }
  g->over = TRUE; /* what follows is the gesture's own change */
  if (g->laid)
    sl_editor_set_overlay (g->editor, NULL, 0, NULL);
  if (g->tool == SL_TOOL_MEASURE)
    return !copies || keep_measure (g);
  if (moves_nothing (g))
    return TRUE;
  command = command_of (g, copies && g->tool == SL_TOOL_MOVE ? "duplicate" : sl_gesture_operation (g), FALSE, added,
                        error);
  if (command == NULL)
    return FALSE;
  if (sl_command_count (command) > 0 && sl_editor_apply (g->editor, command) && added->len > 0)
    sl_editor_select_set (g->editor, (const char *const *) (gpointer) added->pdata, added->len);
  return TRUE;
}
