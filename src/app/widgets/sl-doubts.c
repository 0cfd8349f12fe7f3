#include "sl-doubts.h"

#include "sl-i18n.h"

enum { LIST_W = 360, LIST_H = 320, MARGIN = 6 };

static void
on_shown (GtkButton *button, GtkWidget *popover)
{
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* A way to the figure, with its source. */
static GtkWidget *
make_row (const SlNeed *need, GtkWidget *popover)
{
  GtkWidget *row = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = sl_label (need->label, NULL);
  GtkWidget *source = sl_label (need->help, "sl-dim");
  g_autofree char *spoken = g_strdup_printf ("%s: %s. %s", need->label, need->text, need->help);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (source), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (source), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (source), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (source), 48);
  gtk_widget_add_css_class (source, "caption");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), sl_label (need->text, "sl-number"));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), source);
  gtk_button_set_child (GTK_BUTTON (row), box);
  gtk_widget_add_css_class (row, "flat");
  gtk_widget_add_css_class (row, "sl-doubt");
  sl_set_name (row, spoken);
  if (need->id != NULL && need->field != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", need->id, need->field);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-field");
    }
  g_signal_connect (row, "clicked", G_CALLBACK (on_shown), popover);
  return row;
}

GtkWidget *
sl_doubts_button_new (void)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *scroll = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), LIST_H);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_widget_set_size_request (scroll, LIST_W, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroll);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sl-doubts");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_visible (button, FALSE);
  g_object_set_data (G_OBJECT (button), "box", box);
  return button;
}

void
sl_doubts_button_show (GtkWidget *button, const SlPlan *plan, const GPtrArray *doubts)
{
  GtkWidget *box = g_object_get_data (G_OBJECT (button), "box");
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_autoptr (GPtrArray) needs = doubts != NULL ? sl_needs_doubts (plan, doubts) : NULL;
  guint n = needs != NULL ? needs->len : 0;
  g_autofree char *label = g_strdup_printf (ngettext ("%u unverified figure", "%u unverified figures", n), n);

  gtk_widget_set_visible (button, n > 0);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  sl_set_name (button, label);
  sl_set_tooltip (button, _("Figures without a public source, and where the others come from"));
  sl_clear_box (box);
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box), make_row (needs->pdata[i], popover));
}
