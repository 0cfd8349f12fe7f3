/* The actions "win.keys-…": what menus and scripts do with the keys of the shot, as hands in the timeline do. */
#include "sl-window-private.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)
#define KEYS (((SlWindow *) data)->bench->keys)

ACTION (act_choose) { sl_key_choice_set (KEYS, g_variant_get_string (value, NULL), FALSE); }
ACTION (act_move) { sl_key_choice_move (KEYS, g_variant_get_int32 (value)); }
ACTION (act_ease) { sl_key_choice_ease (KEYS, g_variant_get_string (value, NULL), NULL, NULL); }

/* Takes the text. */
static void
keep (gpointer window, char *text)
{
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
  g_free (text);
}

ACTION (act_copy) { keep (data, sl_key_choice_copy (KEYS)); }
ACTION (act_cut) { keep (data, sl_key_choice_cut (KEYS)); }

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer keys)
{
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  sl_key_choice_paste (keys, text != NULL ? text : "");
  g_object_unref (keys);
}

ACTION (act_paste)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (data)), NULL, on_text, g_object_ref (KEYS));
}

ACTION (act_remove) { sl_key_choice_remove (KEYS); }

/* About the first of them. */
ACTION (act_scale)
{
  gint64 first, last;

  sl_key_choice_span (KEYS, &first, &last);
  sl_key_choice_scale (KEYS, g_variant_get_double (value), first);
}

static void
enable (SlKeyChoice *keys, GActionMap *map)
{
  static const char *const names[] = { "keys-move", "keys-scale", "keys-ease", "keys-copy", "keys-cut",
                                       "keys-remove" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, names[i])),
                                 sl_key_choice_count (keys) > 0);
}

void
sl_window_add_key_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "keys-choose", act_choose, "s" }, { "keys-move", act_move, "i" }, { "keys-scale", act_scale, "d" },
    { "keys-ease", act_ease, "s" }, { "keys-copy", act_copy }, { "keys-cut", act_cut }, { "keys-paste", act_paste },
    { "keys-remove", act_remove },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
  g_signal_connect_object (w->bench->keys, "changed", G_CALLBACK (enable), w, 0);
  enable (w->bench->keys, G_ACTION_MAP (w));
}
