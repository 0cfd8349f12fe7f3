#include "sl-preferences.h"

#include "sl-accounts-page.h"
#include "sl-i18n.h"

enum { WINDOW_W = 620, WINDOW_H = 720 };

/* A choice among the nicks of an enum of the schema; ends with a NULL id. */
typedef struct {
  const char *id, *label;
} Choice;

static const Choice appearances[] = {
  { "system", N_("As the system") }, { "dark", N_("Dark") }, { "light", N_("Light") }, { NULL },
};
static const Choice navigations[] = {
  { "sightline", "Sightline" }, { "blender", "Blender" }, { "cad", "CAD" }, { "maya", "Maya" }, { NULL },
};
static const Choice units[] = { { "metres", N_("Metres") }, { "feet", N_("Feet and inches") }, { NULL } };

/* --- appearance --- */

static void
show_appearance (GSettings *settings, const char *key, AdwApplication *app)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_PREFER_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK, ADW_COLOR_SCHEME_FORCE_LIGHT,
  };

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (app),
                                      schemes[g_settings_get_enum (settings, "appearance")]);
}

void
sl_preferences_follow (AdwApplication *app)
{
  GSettings *settings = sl_settings_new ();

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (app), ADW_COLOR_SCHEME_FORCE_DARK);
  if (settings == NULL)
    return;
  show_appearance (settings, "appearance", app);
  g_signal_connect (settings, "changed::appearance", G_CALLBACK (show_appearance), app);
  g_object_set_data_full (G_OBJECT (app), "settings", settings, g_object_unref);
}

/* --- rows --- */

static GtkWidget *
choice_row (const char *title, const char *subtitle, const Choice *choices, guint chosen)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (; choices->id != NULL; choices++)
    gtk_string_list_append (labels, _(choices->label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
  sl_set_name (row, title);
  return row;
}

static void
keep_choice (AdwComboRow *row, GParamSpec *spec, GSettings *settings)
{
  const Choice *choices = g_object_get_data (G_OBJECT (row), "choices");

  g_settings_set_string (settings, g_object_get_data (G_OBJECT (row), "key"),
                         choices[adw_combo_row_get_selected (row)].id);
}

/* Of an enum in the schema, whose values are in the order of `choices`. */
static GtkWidget *
enum_row (GSettings *settings, const char *key, const char *title, const char *subtitle, const Choice *choices)
{
  GtkWidget *row = choice_row (title, subtitle, choices, (guint) g_settings_get_enum (settings, key));

  g_object_set_data (G_OBJECT (row), "choices", (gpointer) choices);
  g_object_set_data (G_OBJECT (row), "key", (gpointer) key);
  g_signal_connect (row, "notify::selected", G_CALLBACK (keep_choice), settings);
  return row;
}

static void
keep_units (AdwComboRow *row, GParamSpec *spec, GSettings *settings)
{
  g_settings_set_boolean (settings, "imperial", adw_combo_row_get_selected (row) == 1);
}

static GtkWidget *
units_row (GSettings *settings)
{
  GtkWidget *row = choice_row (_("Lengths"), _("In all windows; plans hold metres"), units,
                               g_settings_get_boolean (settings, "imperial") ? 1 : 0);

  g_signal_connect (row, "notify::selected", G_CALLBACK (keep_units), settings);
  return row;
}

static GtkWidget *
plain_row (const char *title, const char *subtitle, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), suffix);
  sl_set_name (suffix, title);
  return row;
}

static GtkWidget *
switch_row (GSettings *settings, const char *key, const char *title, const char *subtitle)
{
  GtkWidget *toggle = gtk_switch_new ();

  g_settings_bind (settings, key, toggle, "active", G_SETTINGS_BIND_DEFAULT);
  return plain_row (title, subtitle, toggle);
}

static GtkWidget *
number_row (GSettings *settings, const char *key, const char *title, const char *subtitle, double least, double most,
            double step, guint digits)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  g_settings_bind (settings, key, gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (spin)), "value",
                   G_SETTINGS_BIND_DEFAULT);
  return plain_row (title, subtitle, spin);
}

/* `stands_for` is what holds while nothing is typed. */
static GtkWidget *
text_row (GSettings *settings, const char *key, const char *title, const char *subtitle, const char *stands_for)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), stands_for);
  g_settings_bind (settings, key, entry, "text", G_SETTINGS_BIND_DEFAULT);
  return plain_row (title, subtitle, entry);
}

/* --- the window --- */

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

/* The first that is there of those that the system prefers. */
static GtkWidget *
language_row (void)
{
  const char *const *names = g_get_language_names ();
  GtkWidget *label = gtk_label_new (g_str_has_prefix (names[0], "C") ? "English" : names[0]);

  gtk_widget_add_css_class (label, "dim-label");
  return plain_row (_("Language"), _("As the system says"), label);
}

static GtkWidget *
build_page (GSettings *settings)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *look = add_group (ADW_PREFERENCES_PAGE (page), _("Look"));
  AdwPreferencesGroup *who = add_group (ADW_PREFERENCES_PAGE (page), _("Remarks"));
  AdwPreferencesGroup *view = add_group (ADW_PREFERENCES_PAGE (page), _("Mouse in the view"));
  AdwPreferencesGroup *snap = add_group (ADW_PREFERENCES_PAGE (page), _("Snapping"));

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("General"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "preferences-system-symbolic");
  adw_preferences_group_add (look, enum_row (settings, "appearance", _("Appearance"), _("Colours of all windows"),
                                             appearances));
  adw_preferences_group_add (look, units_row (settings));
  adw_preferences_group_add (look, language_row ());
  adw_preferences_group_add (who, text_row (settings, "author", _("Name"), _("Signs what you say of shots"),
                                            g_get_real_name ()));
  adw_preferences_group_add (view, enum_row (settings, "navigation", _("Navigation"),
                                             _("The buttons that orbit, pan and zoom, as in this program"),
                                             navigations));
  adw_preferences_group_add (view, switch_row (settings, "zoom-to-pointer", _("Zoom to the pointer"),
                                               _("The wheel zooms there; else to the middle of the view")));
  adw_preferences_group_add (snap, number_row (settings, "snap-grid", _("Grid (m)"),
                                               _("Step in which things move when they snap"), .01, 10, .05, 2));
  adw_preferences_group_add (snap, number_row (settings, "snap-angle", _("Angle (°)"),
                                               _("Step in which things turn when they snap"), 1, 90, 1, 1));
  return page;
}

/* One for the program: what is being done goes on when the window is closed. */
static SlAccounts *
accounts_of (GApplication *app)
{
  SlAccounts *accounts = g_object_get_data (G_OBJECT (app), "accounts");

  if (accounts == NULL)
    g_object_set_data_full (G_OBJECT (app), "accounts", accounts = sl_accounts_new (), g_object_unref);
  return accounts;
}

void
sl_preferences_show (GtkWindow *parent, const char *page)
{
  GSettings *settings = sl_settings_new ();
  GtkWidget *window;

  if (settings == NULL)
    return;
  window = adw_preferences_window_new ();
  g_object_set_data_full (G_OBJECT (window), "settings", settings, g_object_unref);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (build_page (settings)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (sl_accounts_page_new (accounts_of (g_application_get_default ()))));
  if (page != NULL)
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), page);
  gtk_window_set_title (GTK_WINDOW (window), _("Preferences"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_default_size (GTK_WINDOW (window), WINDOW_W, WINDOW_H);
  sl_close_on_escape (window);
  gtk_window_present (GTK_WINDOW (window));
}
