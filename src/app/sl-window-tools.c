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

/* For the next start, where it is a step that settings have. */
static void
keep (SlWindow *w, const char *key, double step)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_double (step));
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) known = NULL;

  if (w->settings == NULL || g_settings_get_double (w->settings, key) == step)
    return;
  g_object_get (w->settings, "settings-schema", &schema, NULL);
  known = g_settings_schema_get_key (schema, key);
  if (g_settings_schema_key_range_check (known, value))
    g_settings_set_value (w->settings, key, value);
}

CHANGE (change_grid)
{
  SlEditor *editor = ((SlWindow *) data)->editor;
  SlSnapSettings snap = *sl_editor_snap (editor);

  if (!read_step (editor, value, SL_UNIT_METRE, 100, &snap.grid))
    return;
  g_simple_action_set_state (action, value);
  keep (data, "snap-grid", snap.grid);
  sl_editor_set_snap (editor, &snap);
}

CHANGE (change_angle)
{
  SlEditor *editor = ((SlWindow *) data)->editor;
  SlSnapSettings snap = *sl_editor_snap (editor);

  if (!read_step (editor, value, SL_UNIT_DEGREE, 180, &snap.angle))
    return;
  g_simple_action_set_state (action, value);
  keep (data, "snap-angle", snap.angle);
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

/* --- single cabinets of a wall --- */

CHANGE (act_cabinets_pick)
{
  sl_viewport_cabinets_pick (SL_VIEWPORT (((SlWindow *) data)->viewport), g_variant_get_string (value, NULL));
}

CHANGE (act_cabinets_out) { sl_viewport_cabinets_put (SL_VIEWPORT (((SlWindow *) data)->viewport), NULL, TRUE); }

CHANGE (act_cabinets_number) { sl_viewport_cabinets_number (SL_VIEWPORT (((SlWindow *) data)->viewport)); }

/* Of that id; the wall's own where it is empty. */
CHANGE (act_cabinets_in)
{
  const char *cabinet = g_variant_get_string (value, NULL);

  sl_viewport_cabinets_put (SL_VIEWPORT (((SlWindow *) data)->viewport), *cabinet != '\0' ? cabinet : NULL, FALSE);
}

/* --- what the preferences say --- */

static void
follow_step (GSettings *settings, const char *key, SlWindow *w)
{
  g_autofree char *step = sl_number_to_text (g_settings_get_double (settings, key));

  g_action_group_change_action_state (G_ACTION_GROUP (w), key, g_variant_new_string (step));
}

static void
follow_navigation (GSettings *settings, const char *key, SlWindow *w)
{
  sl_viewport_set_navigation (SL_VIEWPORT (w->viewport), (SlNavigation) g_settings_get_enum (settings, "navigation"),
                              g_settings_get_boolean (settings, "zoom-to-pointer"));
}

void
sl_window_follow_hands (SlWindow *w)
{
  static const char *const steps[] = { "snap-grid", "snap-angle" }, *const ways[] = { "navigation", "zoom-to-pointer" };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *step = g_strconcat ("changed::", steps[i], NULL);
      g_autofree char *way = g_strconcat ("changed::", ways[i], NULL);

      follow_step (w->settings, steps[i], w);
      g_signal_connect (w->settings, step, G_CALLBACK (follow_step), w);
      g_signal_connect (w->settings, way, G_CALLBACK (follow_navigation), w);
    }
  follow_navigation (w->settings, NULL, w);
}

/* --- all of them --- */

void
sl_window_add_tool_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "tool", NULL, "s", "'move'", change_tool }, { "magnet", NULL, NULL, "true", change_magnet },
    { "snap-grid", NULL, "s", "'0.25'", change_grid }, { "snap-angle", NULL, "s", "'15'", change_angle },
    { "auto-key", NULL, NULL, "false", change_auto_key }, { "drag", act_drag, "(ssa(ddd)sb)" },
    { "cabinets-pick", act_cabinets_pick, "s" }, { "cabinets-out", act_cabinets_out },
    { "cabinets-in", act_cabinets_in, "s" }, { "cabinets-number", act_cabinets_number },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
}
