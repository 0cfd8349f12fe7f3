#include "sl-side-page.h"

#include "sl-i18n.h"

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, GtkWidget *page)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  gtk_widget_activate_action (page, "win.schedule-view", "s", "facility");
  gtk_widget_activate_action (page, "win.board-focus", NULL);
  return TRUE;
}

GtkWidget *
sl_side_page_new (const char *name, GtkWidget **title, GtkWidget **bar)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *more = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *back = sl_button ("window-close-symbolic", _("Back to the calendar (Esc)"), NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_actionable_set_action_target (GTK_ACTIONABLE (back), "s", "facility");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.schedule-view");
  *title = sl_label (name, "heading");
  gtk_widget_set_hexpand (*title, TRUE);
  gtk_widget_set_margin_start (*title, 4);
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), *title);
  gtk_box_append (GTK_BOX (head), more);
  gtk_box_append (GTK_BOX (head), back);
  gtk_widget_add_css_class (head, "sl-toolbar");
  gtk_box_append (GTK_BOX (page), head);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), page); /* what is typed in goes before */
  gtk_widget_add_controller (page, keys);
  if (bar != NULL)
    *bar = more;
  return page;
}

GtkWidget *
sl_side_page_none (const char *icon, const char *title, const char *text, const char *label, const char *action)
{
  GtkWidget *page = adw_status_page_new (), *button;

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  gtk_widget_add_css_class (page, "compact");
  gtk_widget_set_vexpand (page, TRUE);
  if (label == NULL)
    return page;
  button = gtk_button_new_with_label (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}
