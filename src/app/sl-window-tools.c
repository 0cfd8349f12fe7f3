/* The actions "win.…" of hands in the view: tools, the magnet, and what scripts do as a hand would. */
#include "sl-window-private.h"

#include "sl-i18n.h"
#include "sl-viewport.h"

#define CHANGE(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

CHANGE (change_tool)
{
  const SlTool tool = sl_tool_from_id (g_variant_get_string (value, NULL));

  if (tool == SL_N_TOOLS)
    return;
  g_simple_action_set_state (action, value);
  sl_viewport_set_tool (SL_VIEWPORT (((SlWindow *) data)->viewport), tool);
}

CHANGE (change_magnet)
{
  SlEditor *editor = ((SlWindow *) data)->editor;
  SlSnapSettings snap = *sl_editor_snap (editor);

  g_simple_action_set_state (action, value);
  snap.magnet = g_variant_get_boolean (value);
  sl_editor_set_snap (editor, &snap);
}

/* A length or an angle as a person would type it; FALSE, with a message, for anything else. */
static gboolean
read_step (SlEditor *editor, GVariant *value, SlUnit unit, double most, double *step)
{
  g_autoptr (GError) error = NULL;
  double wanted;

  if (!sl_number_parse_formula (g_variant_get_string (value, NULL), unit, &wanted, &error))
    sl_editor_message (editor, error->message);
  else if (!(wanted >= 0 && wanted <= most))
    sl_editor_message (editor, _("A step is 0 for none, or a length or an angle that is not too large"));
  else
    {
      *step = wanted;
      return TRUE;
    }
  return FALSE;
}

CHANGE (change_grid)
{
  SlEditor *editor = ((SlWindow *) data)->editor;
  SlSnapSettings snap = *sl_editor_snap (editor);

  if (!read_step (editor, value, SL_UNIT_METRE, 100, &snap.grid))
    return;
  g_simple_action_set_state (action, value);
  sl_editor_set_snap (editor, &snap);
}

CHANGE (change_angle)
{
  SlEditor *editor = ((SlWindow *) data)->editor;
  SlSnapSettings snap = *sl_editor_snap (editor);

  if (!read_step (editor, value, SL_UNIT_DEGREE, 180, &snap.angle))
    return;
  g_simple_action_set_state (action, value);
  sl_editor_set_snap (editor, &snap);
}

CHANGE (change_auto_key)
{
  g_simple_action_set_state (action, value);
  sl_editor_set_auto_key (((SlWindow *) data)->editor, g_variant_get_boolean (value));
}

/* Tool, handle, points in metres, keys, whether copies go there: what a hand would do, as it is seen now. */
CHANGE (act_drag)
{
  SlWindow *w = data;
  g_autoptr (GVariant) points = NULL;
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  g_autoptr (GError) error = NULL;
  const char *tool, *handle, *keys;
  gboolean copies;
  SlVec3 point;
  GVariantIter iter;

  g_variant_get (value, "(&s&s@a(ddd)&sb)", &tool, &handle, &points, &keys, &copies);
  g_variant_iter_init (&iter, points);
  while (g_variant_iter_next (&iter, "(ddd)", &point.x, &point.y, &point.z))
    g_array_append_val (way, point);
  if (sl_tool_from_id (tool) == SL_N_TOOLS || sl_handle_from_id (handle) == SL_N_HANDLES)
    sl_editor_message (w->editor, _("There is no such tool or handle"));
  else if (!sl_viewport_drag (SL_VIEWPORT (w->viewport), sl_tool_from_id (tool), sl_handle_from_id (handle),
                              (const SlVec3 *) (gpointer) way->data, way->len, keys, copies, &error)
           && error != NULL)
    sl_editor_message (w->editor, error->message);
}

void
sl_window_add_tool_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "tool", NULL, "s", "'move'", change_tool }, { "magnet", NULL, NULL, "true", change_magnet },
    { "snap-grid", NULL, "s", "'0.25'", change_grid }, { "snap-angle", NULL, "s", "'15'", change_angle },
    { "auto-key", NULL, NULL, "false", change_auto_key }, { "drag", act_drag, "(ssa(ddd)sb)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
}
