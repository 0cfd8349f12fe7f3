/* The stage's tracked camera: listening to it, and recording it as a take. */
#include "sl-window-private.h"

#include "sl-i18n.h"
#include "sl-stage-dialog.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

/* The address, the network interface of multicast, which may be "", and whether FreeD's zoom and focus are lengths. */
ACTION (act_listen_at)
{
  SlWindow *w = data;
  g_autoptr (GError) error = NULL;
  const char *address, *interface;
  gboolean lens;

  g_variant_get (value, "(&s&sb)", &address, &interface, &lens);
  if (!sl_tracked_listen (w->bench->tracked, address, interface, lens, &error))
    sl_editor_message (w->editor, error->message);
}

/* Asks where; while it listens, it ends that. */
ACTION (act_listen)
{
  SlWindow *w = data;

  if (sl_tracked_is_listening (w->bench->tracked))
    sl_tracked_end (w->bench->tracked);
  else
    sl_stage_dialog_show (GTK_WINDOW (w), w->settings, SL_STAGE_LISTEN);
}

/* "record-take": its state is what is recorded. */
ACTION (change_record)
{
  sl_tracked_record (((SlWindow *) data)->bench->tracked, g_variant_get_boolean (value));
}

static void
show (SlTracked *tracked, SlWindow *w)
{
  GAction *record = g_action_map_lookup_action (G_ACTION_MAP (w), "record-take");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (record), sl_tracked_is_listening (tracked));
  g_simple_action_set_state (G_SIMPLE_ACTION (record), g_variant_new_boolean (sl_tracked_is_recording (tracked)));
}

void
sl_window_add_tracking_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "listen-to-stage", act_listen }, { "listen-to-stage-at", act_listen_at, "(ssb)" },
    { "record-take", NULL, NULL, "false", change_record },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
  g_signal_connect_object (w->bench->tracked, "told", G_CALLBACK (show), w, 0);
  show (w->bench->tracked, w);
}
