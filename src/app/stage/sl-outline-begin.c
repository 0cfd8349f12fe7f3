#include "sl-outline-begin.h"

#include "sl-i18n.h"

GMenuModel *
sl_outline_add_menu (void)
{
  static const SlKind kinds[] = { SL_KIND_PROP, SL_KIND_PERSON, SL_KIND_CAMERA, SL_KIND_RIG, SL_KIND_SHOT,
                                  SL_KIND_LIGHT, SL_KIND_STAGE, SL_KIND_SETUP, SL_KIND_ENVIRONMENT, SL_KIND_SCENE,
                                  SL_KIND_BOOKING, SL_KIND_MARK, SL_KIND_DIMENSION };
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Wall…"), "win.add-wall");
  g_menu_append (menu, _("Draw a wall"), "win.tool::wall");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.add::%s", sl_kind_info (kinds[i])->record.name);
      g_menu_append (menu, _(sl_kind_info (kinds[i])->record.label), action);
    }
  g_menu_append (menu, _("Model or picture…"), "win.import-file");
  return G_MENU_MODEL (menu);
}

GtkWidget *
sl_outline_begin_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *import = gtk_button_new_with_label (_("Import…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "win.import-file");
  gtk_widget_set_halign (import, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (import, "pill");
  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Nothing on the stage yet")));
  gtk_box_append (GTK_BOX (box), sl_add_button (_("Add a wall"), "wall"));
  gtk_box_append (GTK_BOX (box), sl_add_button (_("Add a camera"), "camera"));
  gtk_box_append (GTK_BOX (box), import);
  gtk_widget_set_margin_bottom (box, 24);
  return box;
}
