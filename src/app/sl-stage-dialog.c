#include "sl-stage-dialog.h"

#include "sl-i18n.h"
#include "sl-tracking-link.h"

enum { MARGIN = 18, GAP = 12, WIDTH = 480 };

#define USUAL_ADDRESS "udp://239.135.1.1:55555"

typedef struct {
  const char *title, *about; /* translated when shown */
  const char *address_key;   /* of the settings */
  const char *action;
} Task;

static const Task tasks[] = {
  [SL_STAGE_PLAY] = { N_("Play on stage"), N_("The shown shot’s camera is sent as a tracker would, so that the stage "
                                              "can rehearse it before the day."),
                      "stage-address", "play-on-stage-to" },
  [SL_STAGE_LISTEN] = { N_("Listen to the stage"), N_("The camera that the stage tracks is shown beside the planned "
                                                      "one, and can be recorded as a take. Where several networks "
                                                      "are, name the interface that multicast comes by, such as "
                                                      "eth0."),
                        "listen-address", "listen-to-stage-at" },
};

typedef struct {
  SlStageTask task;
  GSettings  *settings; /* owned */
  GtkWidget  *window, *address, *trouble;
  GtkWidget  *again;    /* to play */
  GtkWidget  *network, *lens; /* to listen */
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *d = data;

  g_clear_object (&d->settings);
  g_free (d);
}

static GVariant *
answers (Dialog *d, const char *address)
{
  const char *network;
  gboolean lens;

  if (d->task == SL_STAGE_PLAY)
    return g_variant_new ("(sb)", address, gtk_switch_get_active (GTK_SWITCH (d->again)));
  network = gtk_editable_get_text (GTK_EDITABLE (d->network));
  lens = gtk_switch_get_active (GTK_SWITCH (d->lens));
  if (d->settings != NULL)
    {
      g_settings_set_string (d->settings, "listen-interface", network);
      g_settings_set_boolean (d->settings, "listen-lens", lens);
    }
  return g_variant_new ("(ssb)", address, network, lens);
}

static void
on_start (Dialog *d)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (d->address));
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (d->window));
  g_autoptr (GError) error = NULL;
  SlTrackingAddress address;

  if (!sl_tracking_address_parse (text, &address, &error))
    {
      gtk_label_set_text (GTK_LABEL (d->trouble), error->message);
      gtk_widget_set_visible (d->trouble, TRUE);
      sl_set_name (d->trouble, error->message);
      return;
    }
  sl_tracking_address_clear (&address);
  if (d->settings != NULL)
    g_settings_set_string (d->settings, tasks[d->task].address_key, text);
  g_action_group_activate_action (G_ACTION_GROUP (parent), tasks[d->task].action, answers (d, text));
  gtk_window_close (GTK_WINDOW (d->window));
}

static GtkWidget *
make_entry (Dialog *d, const char *title, const char *key, const char *usual)
{
  GtkWidget *entry = adw_entry_row_new ();
  g_autofree char *last = d->settings != NULL ? g_settings_get_string (d->settings, key) : g_strdup (usual);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  sl_set_name (entry, title);
  gtk_editable_set_text (GTK_EDITABLE (entry), last);
  g_signal_connect_swapped (entry, "entry-activated", G_CALLBACK (on_start), d);
  return entry;
}

/* A line with a switch, which `made` receives. */
static GtkWidget *
make_switch (const char *title, const char *subtitle, gboolean active, GtkWidget **made)
{
  GtkWidget *row = adw_action_row_new ();

  *made = gtk_switch_new ();
  gtk_widget_set_valign (*made, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (*made), active);
  sl_set_name (*made, title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *made);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *made);
  return row;
}

static void
add_listening (Dialog *d, AdwPreferencesGroup *group)
{
  const gboolean lens = d->settings != NULL && g_settings_get_boolean (d->settings, "listen-lens");

  d->network = make_entry (d, _("Network interface"), "listen-interface", "");
  adw_preferences_group_add (group, d->network);
  adw_preferences_group_add (group, make_switch (_("FreeD’s zoom and focus are lengths"),
                                                 _("In 1/100 mm and 1/10 mm, as Sightline sends them; most trackers "
                                                   "send their encoders’ counts, which no one else can read"),
                                                 lens, &d->lens));
}

static GtkWidget *
make_group (Dialog *d)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _(tasks[d->task].about));
  d->address = make_entry (d, _("Address"), tasks[d->task].address_key, USUAL_ADDRESS);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), d->address);
  if (d->task == SL_STAGE_LISTEN)
    add_listening (d, ADW_PREFERENCES_GROUP (group));
  else
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_switch (_("Again and again"), "", FALSE, &d->again));
  return group;
}

static GtkWidget *
make_content (Dialog *d)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel")), *start = gtk_button_new_with_label (_("Start"));

  d->trouble = sl_label ("", "error");
  gtk_label_set_wrap (GTK_LABEL (d->trouble), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (d->trouble), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (d->trouble, FALSE);
  gtk_widget_add_css_class (start, "suggested-action");
  gtk_widget_set_halign (line, GTK_ALIGN_END);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), d->window);
  g_signal_connect_swapped (start, "clicked", G_CALLBACK (on_start), d);
  gtk_box_append (GTK_BOX (line), cancel);
  gtk_box_append (GTK_BOX (line), start);
  gtk_box_append (GTK_BOX (box), make_group (d));
  gtk_box_append (GTK_BOX (box), d->trouble);
  gtk_box_append (GTK_BOX (box), line);
  g_object_set (box, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", MARGIN, "margin-bottom", MARGIN, NULL);
  return box;
}

void
sl_stage_dialog_show (GtkWindow *parent, GSettings *settings, SlStageTask task)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Dialog *d = g_new0 (Dialog, 1);

  d->task = task;
  d->settings = settings != NULL ? g_object_ref (settings) : NULL;
  d->window = adw_window_new ();
  g_object_set_data_full (G_OBJECT (d->window), "dialog", d, dialog_free);
  gtk_window_set_title (GTK_WINDOW (d->window), _(tasks[task].title));
  gtk_window_set_transient_for (GTK_WINDOW (d->window), parent);
  gtk_window_set_modal (GTK_WINDOW (d->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (d->window), WIDTH, -1);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_content (d));
  adw_window_set_content (ADW_WINDOW (d->window), box);
  sl_close_on_escape (d->window);
  gtk_window_present (GTK_WINDOW (d->window));
}
