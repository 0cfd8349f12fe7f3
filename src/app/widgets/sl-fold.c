#include "sl-fold.h"

#include "sl-widgets.h"

typedef struct {
  GtkWidget *header, *arrow, *label, *content;
} Fold;

static void
show_state (Fold *f)
{
  const gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (f->header));

  gtk_image_set_from_icon_name (GTK_IMAGE (f->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (f->content, open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (f->header), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

GtkWidget *
sl_fold_new (const char *label, GtkWidget *content)
{
  Fold *f = g_new0 (Fold, 1);
  GtkWidget *fold = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  *f = (Fold) { gtk_toggle_button_new (), gtk_image_new_from_icon_name ("pan-end-symbolic"), sl_label ("", NULL),
                content };
  gtk_box_append (GTK_BOX (line), f->arrow);
  gtk_box_append (GTK_BOX (line), f->label);
  gtk_button_set_child (GTK_BUTTON (f->header), line);
  gtk_widget_add_css_class (f->header, "flat");
  gtk_widget_add_css_class (f->header, "sl-fold");
  gtk_box_append (GTK_BOX (fold), f->header);
  gtk_box_append (GTK_BOX (fold), content);
  g_object_set_data_full (G_OBJECT (fold), "fold", f, g_free);
  g_signal_connect_swapped (f->header, "toggled", G_CALLBACK (show_state), f);
  sl_fold_set_label (fold, label);
  show_state (f);
  return fold;
}

void
sl_fold_set_label (GtkWidget *fold, const char *label)
{
  Fold *f = g_object_get_data (G_OBJECT (fold), "fold");

  gtk_label_set_text (GTK_LABEL (f->label), label);
  sl_set_name (f->header, label);
}
