#include "sl-app.h"

#include "sl-compat.h"
#include "sl-config.h"
#include "sl-i18n.h"
#include "sl-open.h"
#include "sl-preferences.h"
#include "sl-window.h"

static void
on_open (GApplication *app, GFile **files, int n, const char *hint, gpointer data)
{
  for (int i = 0; i < n; i++)
    sl_open_file (ADW_APPLICATION (app), files[i]);
}

static void
on_activate (GApplication *app, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window != NULL)
    gtk_window_present (window);
  else
    sl_open_template (ADW_APPLICATION (app), "empty");
}

static void
act_new (GSimpleAction *action, GVariant *value, gpointer app)
{
  sl_open_template (app, "empty");
}

static void
act_new_from (GSimpleAction *action, GVariant *value, gpointer app)
{
  sl_open_template (app, g_variant_get_string (value, NULL));
}

static void
act_open (GSimpleAction *action, GVariant *value, gpointer app)
{
  sl_open_choose (app);
}

static void
act_open_path (GSimpleAction *action, GVariant *value, gpointer app)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (value, NULL));

  sl_open_file (app, file);
}

/* Each window asks for itself; one that is kept open keeps the program. */
static void
act_quit (GSimpleAction *action, GVariant *value, gpointer app)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (app));

  for (GList *l = windows; l != NULL; l = l->next)
    if (SL_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static void
act_open_recent (GSimpleAction *action, GVariant *value, gpointer app)
{
  sl_open_recent (app);
}

static void
act_about (GSimpleAction *action, GVariant *value, gpointer app)
{
  sl_show_about (gtk_application_get_active_window (app), SL_VERSION);
}

static void
act_preferences (GSimpleAction *action, GVariant *value, gpointer app)
{
  sl_preferences_show (gtk_application_get_active_window (app), NULL);
}

static void
act_servers (GSimpleAction *action, GVariant *value, gpointer app)
{
  sl_preferences_show (gtk_application_get_active_window (app), "servers");
}

static const GActionEntry entries[] = {
  { "new", act_new },
  { "new-from", act_new_from, "s" },
  { "open", act_open },
  { "open-path", act_open_path, "s" },
  { "open-recent", act_open_recent },
  { "about", act_about },
  { "quit", act_quit },
  { "preferences", act_preferences },
  { "booking-servers", act_servers },
};

static const struct {
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.new", { "<ctrl>n" } },
  { "app.open", { "<ctrl>o" } },
  { "app.quit", { "<ctrl>q" } },
  { "app.preferences", { "<ctrl>comma" } },
  { "win.save", { "<ctrl>s" } },
  { "win.save-as", { "<ctrl><shift>s" } },
  { "win.undo", { "<ctrl>z" } },
  { "win.redo", { "<ctrl><shift>z", "<ctrl>y" } },
  { "win.duplicate", { "<ctrl>d" } },
  { "win.operate(('group', @a{ss} {}))", { "<ctrl>g" } },
  { "win.operate(('ungroup', @a{ss} {}))", { "<ctrl><shift>g" } },
  { "win.camera-from-view", { "<ctrl><alt>0" } },
  { "win.search", { "<ctrl>k" } },
  { "win.next-pane", { "F6" } },
  { "win.previous-pane", { "<shift>F6" } },
  { "win.play", { "<ctrl>space" } },
  { "win.export-clip", { "<ctrl>e" } },
  { "win.export-again", { "<ctrl><shift>e" } },
  { "win.workspace('stage')", { "<alt>1" } },
  { "win.workspace('shots')", { "<alt>2" } },
  { "win.workspace('schedule')", { "<alt>3" } },
  { "win.show-list", { "F9" } },
  { "win.show-inspector", { "<shift>F9" } },
  { "win.show-timeline", { "F7" } },
  { "win.next-problem", { "F8" } },
  { "win.previous-problem", { "<shift>F8" } },
  { "window.close", { "<ctrl>w" } },
};

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/sightline/Sightline/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
on_startup (GApplication *app, gpointer data)
{
  sl_choose_renderer ();
  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, G_N_ELEMENTS (entries), app);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (app), accels[i].action, accels[i].keys);
  sl_preferences_follow (ADW_APPLICATION (app));
  gtk_window_set_default_icon_name ("org.sightline.Sightline");
  load_style ();
}

AdwApplication *
sl_app_new (GApplicationFlags flags)
{
  AdwApplication *app = adw_application_new ("org.sightline.Sightline", G_APPLICATION_HANDLES_OPEN | flags);

  g_signal_connect (app, "startup", G_CALLBACK (on_startup), NULL);
  g_signal_connect (app, "activate", G_CALLBACK (on_activate), NULL);
  g_signal_connect (app, "open", G_CALLBACK (on_open), NULL);
  return app;
}
