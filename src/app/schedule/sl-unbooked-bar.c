#include "sl-unbooked-bar.h"

#include "sl-i18n.h"
#include "sl-stage-changes.h"

enum { GAP = 8 };

GtkWidget *
sl_unbooked_bar_new (void)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP), *label = sl_label ("", "warning");
  GtkWidget *button = gtk_button_new_with_label (_("Book these days…"));

  gtk_widget_add_css_class (bar, "sl-bar");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.book-days");
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), button);
  gtk_widget_set_visible (bar, FALSE);
  return bar;
}

void
sl_unbooked_bar_show (GtkWidget *bar, const SlBoardRead *read)
{
  g_autoptr (SlStageChanges) changes = read != NULL ? sl_stage_changes_new (read, NULL) : NULL;
  g_autofree char *text = changes != NULL ? sl_stage_changes_text (changes) : NULL;
  GtkWidget *label = gtk_widget_get_first_child (bar);

  gtk_widget_set_visible (bar, text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (label), text);
  sl_set_tooltip (label, text);
}
