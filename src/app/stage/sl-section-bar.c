#include "sl-section-bar.h"

#include "sl-i18n.h"

enum { MOST_M = 1000, MARGIN = 10 };

typedef struct {
  GtkWidget       *box, *axis, *at, *side;
  SlSectionChanged changed;
  gpointer         data;
  gboolean         showing; /* what is shown is not told */
} Bar;

static void
tell (Bar *bar, gboolean on)
{
  const SlViewSection section = {
    on, (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (bar->axis)),
    gtk_spin_button_get_value (GTK_SPIN_BUTTON (bar->at)), gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (bar->side)),
  };

  if (!bar->showing)
    bar->changed (&section, bar->data);
}

static void on_changed (Bar *bar) { tell (bar, TRUE); }
static void on_close (Bar *bar) { tell (bar, FALSE); }

void
sl_section_bar_show (GtkWidget *box, const SlViewSection *section)
{
  Bar *bar = g_object_get_data (G_OBJECT (box), "section-bar");

  bar->showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (bar->axis), (guint) section->axis);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (bar->at), section->at);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (bar->side), section->flipped);
  gtk_widget_set_visible (box, section->on);
  bar->showing = FALSE;
}

GtkWidget *
sl_section_bar_new (SlSectionChanged changed, gpointer data)
{
  const char *axes[] = { _("Across (X)"), _("Along (Y)"), _("Height (Z)"), NULL };
  Bar *bar = g_new0 (Bar, 1);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  bar->changed = changed;
  bar->data = data;
  bar->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  bar->axis = gtk_drop_down_new_from_strings (axes);
  bar->at = gtk_spin_button_new_with_range (-MOST_M, MOST_M, .1);
  bar->side = gtk_toggle_button_new ();
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (bar->at), 2);
  gtk_button_set_icon_name (GTK_BUTTON (bar->side), "object-flip-horizontal-symbolic");
  sl_set_name (bar->axis, _("Axis of the section"));
  sl_set_name (bar->at, _("Section at (m)"));
  sl_set_tooltip (bar->at, _("Where the stage is cut, in metres"));
  sl_set_name (bar->side, _("Show the other side"));
  sl_set_tooltip (bar->side, _("Show the other side"));
  sl_set_name (close, _("End the section"));
  sl_set_tooltip (close, _("End the section"));
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (bar->side, "flat");
  gtk_widget_add_css_class (bar->box, "osd");
  gtk_widget_add_css_class (bar->box, "sl-section-bar");
  gtk_box_append (GTK_BOX (bar->box), gtk_label_new (_("Section")));
  gtk_box_append (GTK_BOX (bar->box), bar->axis);
  gtk_box_append (GTK_BOX (bar->box), bar->at);
  gtk_box_append (GTK_BOX (bar->box), gtk_label_new ("m"));
  gtk_box_append (GTK_BOX (bar->box), bar->side);
  gtk_box_append (GTK_BOX (bar->box), close);
  gtk_widget_set_halign (bar->box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (bar->box, GTK_ALIGN_START);
  gtk_widget_set_margin_top (bar->box, MARGIN);
  gtk_widget_set_visible (bar->box, FALSE);
  g_signal_connect_swapped (bar->axis, "notify::selected", G_CALLBACK (on_changed), bar);
  g_signal_connect_swapped (bar->at, "value-changed", G_CALLBACK (on_changed), bar);
  g_signal_connect_swapped (bar->side, "toggled", G_CALLBACK (on_changed), bar);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (on_close), bar);
  g_object_set_data_full (G_OBJECT (bar->box), "section-bar", bar, g_free);
  return bar->box;
}
