/* sightline: the window. */
#include "sl-config.h"
#include "sl-i18n.h"
#include "sl-places.h"
#include "sl-window.h"

static void
show_error (AdwApplication *app, GtkWindow *parent, const char *title, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, title, error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("Close"));
  if (parent == NULL)
    gtk_window_set_application (GTK_WINDOW (dialog), GTK_APPLICATION (app));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_file (AdwApplication *app, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *uri = g_file_get_uri (file);
  g_autoptr (GError) error = NULL;
  SlDocument *document = path != NULL ? sl_document_open (path, SL_OPEN_EDITING, &error) : NULL;

  if (path == NULL)
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("%s: only local files can be opened; copy it to this computer first"), uri);
  if (document == NULL)
    {
      show_error (app, gtk_application_get_active_window (GTK_APPLICATION (app)), _("The plan cannot be opened"), error);
      return;
    }
  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  sl_window_new (app, document);
}

static void
on_open (GApplication *app, GFile **files, int n, const char *hint, gpointer data)
{
  for (int i = 0; i < n; i++)
    open_file (ADW_APPLICATION (app), files[i]);
}

static void
new_plan (AdwApplication *app, const char *template)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document = sl_document_new_from_template (template, SL_OPEN_EDITING, &error);

  if (document != NULL)
    sl_window_new (app, document);
  else
    show_error (app, gtk_application_get_active_window (GTK_APPLICATION (app)), _("The plan cannot be made"), error);
}

static void
on_activate (GApplication *app, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window != NULL)
    gtk_window_present (window);
  else
    new_plan (ADW_APPLICATION (app), "empty");
}

static void
on_chosen (GtkNativeDialog *dialog, int response, AdwApplication *app)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      open_file (app, file);
    }
  g_object_unref (dialog);
}

static void
choose_plan (AdwApplication *app)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Open a plan"), gtk_application_get_active_window (GTK_APPLICATION (app)), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Sightline plans"));
  gtk_file_filter_add_pattern (filter, "*.sightline");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_object_unref (filter);
  g_signal_connect (dialog, "response", G_CALLBACK (on_chosen), app);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
act_new (GSimpleAction *action, GVariant *value, gpointer app)
{
  new_plan (app, "empty");
}

static void
act_new_from (GSimpleAction *action, GVariant *value, gpointer app)
{
  new_plan (app, g_variant_get_string (value, NULL));
}

static void
act_open (GSimpleAction *action, GVariant *value, gpointer app)
{
  choose_plan (app);
}

static void
act_open_path (GSimpleAction *action, GVariant *value, gpointer app)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (value, NULL));
  open_file (app, file);
}

static void
on_recent_chosen (GtkListBox *list, GtkListBoxRow *row, AdwApplication *app)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_object_get_data (G_OBJECT (row), "uri"));

  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (list))));
  open_file (app, file);
}

static void
act_open_recent (GSimpleAction *action, GVariant *value, gpointer app)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *list = gtk_list_box_new ();
  guint n = 0;

  gtk_window_set_title (GTK_WINDOW (window), _("Recent plans"));
  gtk_window_set_transient_for (GTK_WINDOW (window), gtk_application_get_active_window (app));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 360);
  gtk_widget_set_vexpand (list, TRUE);
  for (GList *l = items; l != NULL && n < 12; l = l->next)
    if (g_str_has_suffix (gtk_recent_info_get_uri (l->data), ".sightline") && gtk_recent_info_exists (l->data))
      {
        GtkWidget *row = adw_action_row_new ();
        g_autofree char *place = gtk_recent_info_get_uri_display (l->data);
        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gtk_recent_info_get_display_name (l->data));
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
        gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
        g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (gtk_recent_info_get_uri (l->data)), g_free);
        gtk_list_box_append (GTK_LIST_BOX (list), row);
        n++;
      }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), gtk_label_new (_("No recent plans. Plans that you open or save appear here.")));
  g_signal_connect (list, "row-activated", G_CALLBACK (on_recent_chosen), app);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), list);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

static void
act_about (GSimpleAction *action, GVariant *value, gpointer app)
{
  adw_show_about_window (gtk_application_get_active_window (app), "application-name", "Sightline", "application-icon", "org.sightline.Sightline",
                         "version", SL_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "developer-name", _("The Sightline authors"),
                         "comments", _("Plans a shoot on an LED volume: walls, cameras, coverage, schedule"), NULL);
}

static void
change_light (GSimpleAction *action, GVariant *value, gpointer app)
{
  g_simple_action_set_state (action, value);
  adw_style_manager_set_color_scheme (adw_application_get_style_manager (app), g_variant_get_boolean (value) ? ADW_COLOR_SCHEME_FORCE_LIGHT : ADW_COLOR_SCHEME_FORCE_DARK);
}

static const GActionEntry entries[] = {
  { "new", act_new }, { "new-from", act_new_from, "s" }, { "open", act_open }, { "open-path", act_open_path, "s" }, { "open-recent", act_open_recent }, { "about", act_about },
  { "light", NULL, NULL, "false", change_light },
};

static const struct {
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.new", { "<ctrl>n" } }, { "app.open", { "<ctrl>o" } }, { "win.save", { "<ctrl>s" } }, { "win.save-as", { "<ctrl><shift>s" } },
  { "win.undo", { "<ctrl>z" } }, { "win.redo", { "<ctrl><shift>z", "<ctrl>y" } }, { "win.duplicate", { "<ctrl>d" } }, { "win.search", { "<ctrl>k" } },
  { "win.play", { "<ctrl>space" } }, { "win.export-clip", { "<ctrl>e" } },
  { "win.workspace('stage')", { "<alt>1" } }, { "win.workspace('shots')", { "<alt>2" } }, { "win.workspace('schedule')", { "<alt>3" } },
  { "win.show-list", { "F9" } }, { "win.show-inspector", { "F10" } }, { "win.show-timeline", { "F8" } }, { "window.close", { "<ctrl>w" } },
};

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/sightline/Sightline/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
on_startup (GApplication *app, gpointer data)
{
  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, G_N_ELEMENTS (entries), app);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (app), accels[i].action, accels[i].keys);
  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (app)), ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_set_default_icon_name ("org.sightline.Sightline");
  load_style ();
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app = NULL;

  sl_places_init (argv[0]);
  sl_places_init_language ();
  g_set_application_name ("Sightline");
  app = adw_application_new ("org.sightline.Sightline", G_APPLICATION_HANDLES_OPEN);
  g_signal_connect (app, "startup", G_CALLBACK (on_startup), NULL);
  g_signal_connect (app, "activate", G_CALLBACK (on_activate), NULL);
  g_signal_connect (app, "open", G_CALLBACK (on_open), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
