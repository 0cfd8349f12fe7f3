#include "sl-view-bar.h"

#include "sl-i18n.h"

static GtkWidget *
toggles (const char *action, const char *const *ids, const char *const *labels, guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (labels[i]);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ids[i]);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
menu_of (const char *name, const char *action, const char *const *ids, const char *const *labels, guint n)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (labels[i], NULL);
      g_menu_item_set_action_and_target (item, action, "s", ids[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), name);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  return button;
}

/* Buttons side by side, or a menu where they do not fit: small windows, large text. */
static GtkWidget *
choice (const char *name, const char *action, const char *const *ids, const char *const *labels, guint n)
{
  GtkWidget *squeezer = adw_squeezer_new ();

  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), toggles (action, ids, labels, n));
  adw_squeezer_add (ADW_SQUEEZER (squeezer), menu_of (name, action, ids, labels, n));
  gtk_widget_set_valign (squeezer, GTK_ALIGN_CENTER);
  return squeezer;
}

GtkWidget *
sl_view_bar_new (GMenuModel *arrange)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *space = gtk_label_new (NULL);
  GtkWidget *menu = gtk_menu_button_new ();
  const char *views[] = { "perspective", "top", "front", "side", "camera" };
  const char *view_labels[] = { _("Perspective"), _("Top"), _("Front"), _("Side"), _("Camera") };
  const char *shadings[SL_N_SHADINGS], *shading_labels[SL_N_SHADINGS];

  for (guint i = 0; i < SL_N_SHADINGS; i++)
    {
      shadings[i] = sl_shading_id (i);
      shading_labels[i] = sl_shading_label (i);
    }
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_add_css_class (bar, "sl-toolbar");
  gtk_box_append (GTK_BOX (bar), sl_button ("zoom-fit-best-symbolic", _("Frame the selection"), "win.frame-view"));
  gtk_box_append (GTK_BOX (bar), choice (_("View"), "win.view", views, view_labels, G_N_ELEMENTS (views)));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), _("Arrange"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), arrange);
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bar), menu);
  gtk_box_append (GTK_BOX (bar), space);
  gtk_box_append (GTK_BOX (bar), choice (_("Shading"), "win.shading", shadings, shading_labels, SL_N_SHADINGS));
  return bar;
}
