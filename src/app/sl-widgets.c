#include "sl-widgets.h"

#include "sl-i18n.h"

void
sl_set_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
sl_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
sl_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  sl_set_name (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
sl_badges (const SlCoverage *coverage)
{
  static const char *const classes[SL_N_GRADES] = { "sl-green", "sl-amber", "sl-orange", "sl-red" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    {
      GtkWidget *badge = gtk_label_new (sl_subject_letter (s));
      gboolean known = coverage != NULL && coverage->graded[s];
      g_autofree char *name = g_strdup_printf ("%s: %s", sl_subject_label (s), known ? sl_grade_label (coverage->grades[s]) : _("not known"));

      gtk_widget_add_css_class (badge, "sl-badge");
      gtk_widget_add_css_class (badge, known ? classes[coverage->grades[s]] : "sl-unknown");
      gtk_widget_set_tooltip_text (badge, name);
      gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
      sl_set_name (badge, name);
      gtk_box_append (GTK_BOX (box), badge);
    }
  return box;
}

void
sl_add_shortcuts (GtkWidget *widget)
{
  static const struct { const char *key, *action, *target; } keys[] = {
    { "f", "win.frame-view", NULL }, { "5", "win.view", "perspective" }, { "1", "win.view", "front" }, { "3", "win.view", "side" },
    { "7", "win.view", "top" }, { "0", "win.view", "camera" }, { "Delete", "win.remove", NULL }, { "F2", "win.edit-field", "name" }, { "comma", "win.previous-frame", NULL },
    { "period", "win.next-frame", NULL },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].key), gtk_named_action_new (keys[i].action));
      if (keys[i].target != NULL)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[i].target));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (widget, controller);
}

void
sl_clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

GdkTexture *
sl_texture (guint8 *rgba, int width, int height)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (rgba, (gsize) width * (gsize) height * 4);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, bytes, (gsize) width * 4);
}
