/* The plan's booking store in the window: choosing it, asking it, sending, and what comes of a refused send. */
#include "sl-window-private.h"

#include "sl-conflict-dialog.h"
#include "sl-i18n.h"
#include "sl-requests-dialog.h"
#include "sl-store-dialog.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

ACTION (act_sync) { sl_sync_now (((SlWindow *) data)->bench->sync); }
ACTION (act_connect) { sl_store_dialog_show (data, ((SlWindow *) data)->bench->sync); }
ACTION (act_conflicts) { sl_conflict_dialog_show (data, ((SlWindow *) data)->bench); }

ACTION (act_requests) { sl_requests_dialog_show (data, ((SlWindow *) data)->bench); }

/* Without a store one is chosen first. */
ACTION (act_send)
{
  SlWindow *w = data;

  sl_window_take_typed (w);
  if (!sl_sync_send (w->bench->sync))
    act_connect (NULL, NULL, w);
}

/* After a send: what was refused is resolved. */
static void
on_sync (SlWindow *w)
{
  static const char *const of_a_store[] = { "book-sync", "book-send" };
  SlSync *sync = w->bench->sync;
  const guint refused = sl_sync_refused (sync);

  for (guint i = 0; i < G_N_ELEMENTS (of_a_store); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (w), of_a_store[i]);
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), i == 1 || sl_sync_place (sync) != NULL);
    }
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (w), "book-conflicts")),
                               refused > 0);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (w), "book-requests")),
                               sl_sync_read (sync) != NULL);
  if (w->sends == sl_sync_sends (sync) || sl_sync_state (sync) == SL_SYNC_BUSY)
    return;
  w->sends = sl_sync_sends (sync);
  if (sl_sync_state (sync) == SL_SYNC_IN_STEP && refused > 0)
    sl_conflict_dialog_show (GTK_WINDOW (w), w->bench);
  else if (sl_sync_state (sync) == SL_SYNC_IN_STEP)
    sl_editor_message (w->editor, _("The booking store has the plan’s bookings"));
}

void
sl_window_add_store_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "book-sync", act_sync }, { "book-send", act_send }, { "book-connect", act_connect },
    { "book-conflicts", act_conflicts }, { "book-requests", act_requests },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
  g_signal_connect_object (w->bench->sync, "changed", G_CALLBACK (on_sync), w, G_CONNECT_SWAPPED);
  on_sync (w);
}

GMenuModel *
sl_window_store_menu (void)
{
  GMenu *menu = g_menu_new (), *top = g_menu_new ();

  g_menu_append (menu, _("Connect to a booking store…"), "win.book-connect");
  g_menu_append (menu, _("Sync with the booking store"), "win.book-sync");
  g_menu_append (menu, _("Send the bookings"), "win.book-send");
  g_menu_append (menu, _("Resolve refused bookings…"), "win.book-conflicts");
  g_menu_append (menu, _("Requests for stages…"), "win.book-requests");
  g_menu_append (menu, _("Booking servers…"), "app.booking-servers");
  g_menu_append_submenu (top, _("Booking store"), G_MENU_MODEL (menu));
  g_object_unref (menu);
  return G_MENU_MODEL (top);
}
