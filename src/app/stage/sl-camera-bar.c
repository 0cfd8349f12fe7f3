#include "sl-camera-bar.h"

#include "sl-i18n.h"
#include "sl-steer.h"

typedef struct {
  SlEditor  *editor; /* borrowed: the bench lives as long as the view */
  GtkWidget *tools, *lacks, *why, *help;
} Bar;

static GtkWidget *
toggle (const char *label, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  sl_set_tooltip (button, tooltip);
  return button;
}

static GtkWidget *
push (const char *label, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  sl_set_tooltip (button, tooltip);
  return button;
}

static GtkWidget *
make_tools (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), toggle (_("Steer camera"), "win.steer",
                                         _("Drags, the wheel and W A S D Q E move the camera itself (T)")));
  gtk_box_append (GTK_BOX (box), toggle (_("Lock horizon"), "win.lock-horizon",
                                         _("The picture stays level, and the camera at its height")));
  gtk_box_append (GTK_BOX (box), push (_("Aim at selection"), "win.aim-camera",
                                       _("The camera looks at what is selected and is focused on it")));
  gtk_box_append (GTK_BOX (box), push (_("Follow selection"), "win.follow-camera",
                                       _("The camera looks at what is selected through the whole shot, by keys")));
  return box;
}

static GtkWidget *
make_lacks (Bar *bar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  bar->why = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (bar->why), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (bar->why), 48);
  gtk_label_set_justify (GTK_LABEL (bar->why), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (bar->why, "title-4");
  bar->help = gtk_button_new ();
  gtk_widget_add_css_class (bar->help, "suggested-action");
  gtk_widget_add_css_class (bar->help, "pill");
  gtk_widget_set_halign (bar->help, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (bar->help), "win.give-camera");
  gtk_box_append (GTK_BOX (box), bar->why);
  gtk_box_append (GTK_BOX (box), bar->help);
  return box;
}

static char *
help_label (const Bar *bar, const char *offer)
{
  if (*offer != '\0')
    return g_strdup_printf (_("Take it with %s"), sl_entity_title (sl_plan_find (sl_editor_plan (bar->editor), offer)));
  return g_strdup (sl_editor_shot (bar->editor) != NULL ? _("Add a camera") : _("Add a shot with a camera"));
}

/* As sentences begin. */
static char *
capitalised (const char *text)
{
  const char *rest = g_utf8_next_char (text);
  g_autofree char *first = g_utf8_strup (text, rest - text);

  return g_strconcat (first, rest, NULL);
}

void
sl_camera_bar_show (GtkWidget *widget, gboolean through)
{
  Bar *bar = g_object_get_data (G_OBJECT (widget), "camera-bar");
  const char *offer = NULL;
  g_autofree char *lacks = through ? sl_camera_lacks (bar->editor, &offer) : NULL;
  g_autofree char *help = offer != NULL ? help_label (bar, offer) : NULL, *why = NULL;

  gtk_widget_set_visible (widget, through);
  gtk_widget_set_valign (widget, lacks != NULL ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_set_visible (bar->tools, lacks == NULL);
  gtk_widget_set_visible (bar->lacks, lacks != NULL);
  gtk_widget_set_visible (bar->help, help != NULL);
  if (lacks != NULL)
    {
      why = capitalised (lacks);
      gtk_label_set_text (GTK_LABEL (bar->why), why);
    }
  if (help != NULL)
    gtk_button_set_label (GTK_BUTTON (bar->help), help);
}

GtkWidget *
sl_camera_bar_new (SlBench *bench)
{
  Bar *bar = g_new0 (Bar, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  bar->editor = bench->editor;
  bar->tools = make_tools ();
  bar->lacks = make_lacks (bar);
  gtk_box_append (GTK_BOX (box), bar->tools);
  gtk_box_append (GTK_BOX (box), bar->lacks);
  gtk_widget_add_css_class (box, "osd"); /* light on dark in either style */
  gtk_widget_add_css_class (box, "sl-camera-bar");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (box, FALSE);
  g_object_set_data_full (G_OBJECT (box), "camera-bar", bar, g_free);
  return box;
}
