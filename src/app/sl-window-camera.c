/* The actions "win.…" that are about the shot's camera: steering it, and standing it somewhere. */
#include "sl-window-private.h"

#include "sl-i18n.h"
#include "sl-steer.h"
#include "sl-viewport.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

static gboolean
state_of (SlWindow *w, const char *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (w), name);

  return state != NULL && g_variant_get_boolean (state);
}

/* "steer" and "lock-horizon". */
ACTION (change)
{
  g_simple_action_set_state (action, value);
  sl_viewport_set_steer (SL_VIEWPORT (((SlWindow *) data)->viewport), state_of (data, "steer"),
                         state_of (data, "lock-horizon"));
}

ACTION (act_from_view)
{
  SlWindow *w = data;
  SlVec3 position;
  double pan, tilt;

  if (!sl_viewport_pose (SL_VIEWPORT (w->viewport), &position, &pan, &tilt))
    sl_editor_message (w->editor, _("A camera is set from the perspective view; choose that view first"));
  else if (sl_camera_pose (w->editor, position, pan, tilt))
    g_action_group_activate_action (G_ACTION_GROUP (w), "view", g_variant_new_string ("camera"));
}

ACTION (act_aim) { sl_camera_aim (((SlWindow *) data)->editor); }
ACTION (act_follow) { sl_camera_follow (((SlWindow *) data)->editor); }
ACTION (act_give) { sl_camera_give (((SlWindow *) data)->editor); }

void
sl_window_add_camera_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "steer", NULL, NULL, "false", change }, { "lock-horizon", NULL, NULL, "true", change },
    { "camera-from-view", act_from_view }, { "aim-camera", act_aim }, { "follow-camera", act_follow },
    { "give-camera", act_give },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
}
