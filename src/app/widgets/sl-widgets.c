#include "sl-widgets.h"

#include <math.h>

#include "sl-badge.h"
#include "sl-i18n.h"

/* Later versions of GTK keep no name for what has no role of its own: canvases are pictures then, and boxes groups. */
static void
give_role (GtkWidget *widget)
{
  const GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));
  const gboolean canvas = GTK_IS_DRAWING_AREA (widget) || GTK_IS_GL_AREA (widget) || GTK_IS_PICTURE (widget);

  if (role == GTK_ACCESSIBLE_ROLE_GENERIC || role == GTK_ACCESSIBLE_ROLE_WIDGET || role == GTK_ACCESSIBLE_ROLE_NONE)
    g_object_set (widget, "accessible-role", canvas ? GTK_ACCESSIBLE_ROLE_IMG : GTK_ACCESSIBLE_ROLE_GROUP, NULL);
}

void
sl_set_name (gpointer widget, const char *name)
{
  give_role (widget);
  /* what a drop-down shows would go before */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

char *
sl_length_text (SlEditor *editor, double metres)
{
  return sl_editor_imperial (editor) ? sl_length_to_feet (metres) : g_strdup_printf ("%.2f m", metres);
}

char *
sl_rounded_text (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      double value;
      if (!sl_number_parse (words[i], &value))
        continue;
      g_free (words[i]);
      words[i] = sl_number_to_text (round (value * 100) / 100);
    }
  return g_strjoinv (" ", words);
}

static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  const char *text = g_object_get_data (G_OBJECT (widget), "sl-tooltip");

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

void
sl_set_tooltip (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_has_tooltip (widget))
    {
      gtk_widget_set_has_tooltip (widget, TRUE);
      g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
    }
  g_object_set_data_full (G_OBJECT (widget), "sl-tooltip", g_strdup (text), g_free);
}

enum { USUAL_PT = 11 };

double
sl_text_scale (void)
{
  static double scale = 0;
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  int dpi = 0;

  if (scale > 0)
    return scale;
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "Sans 11");
  scale = (double) pango_font_description_get_size (font) / PANGO_SCALE / USUAL_PT * (dpi > 0 ? dpi / 1024. / 96 : 1);
  scale = CLAMP (scale, 1, 4);
  pango_font_description_free (font);
  return scale;
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

  sl_set_tooltip (button, name);
  sl_set_name (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

GtkWidget *
sl_empty_page (const char *icon, const char *title, const char *text, const char *add, const char *kind)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), sl_add_button (add, kind));
  return page;
}

GtkWidget *
sl_add_button (const char *label, const char *kind)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.add");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", kind);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  return button;
}

static GtkWidget *
badge_of (SlEditor *editor, const SlCoverage *coverage, SlSubject subject)
{
  g_auto (SlReason) reason;

  sl_reason_init (&reason, sl_editor_plan (editor), coverage, subject, sl_editor_imperial (editor));
  return sl_badge_new (&reason, FALSE);
}

GtkWidget *
sl_badges (SlEditor *editor, const SlCoverage *coverage)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    gtk_box_append (GTK_BOX (box), badge_of (editor, coverage, s));
  return box;
}

GtkWidget *
sl_worst_badge (SlEditor *editor, const SlCoverage *coverage)
{
  return badge_of (editor, coverage, sl_reason_headline (coverage));
}

void
sl_badges_key (GString *key, const SlCoverage *coverage)
{
  for (guint s = 0; coverage != NULL && s < SL_N_SUBJECTS; s++)
    g_string_append_printf (key, "%d@%g ", coverage->graded[s] ? (int) coverage->grades[s] : -1,
                            coverage->worst[s].frame);
  if (coverage != NULL)
    g_string_append_printf (key, "%g", coverage->min);
}

typedef struct {
  const char *key, *action, *target;
} Key;

static void
add_keys (GtkWidget *widget, const Key *keys, guint n)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < n; i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].key),
                                                gtk_named_action_new (keys[i].action));
      if (keys[i].target != NULL)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[i].target));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (widget, controller);
}

void
sl_add_list_keys (GtkWidget *widget)
{
  static const Key keys[] = { { "Delete", "win.remove", NULL }, { "F2", "win.edit-field", "name" },
                              { "<ctrl>c", "win.copy", NULL }, { "<ctrl>x", "win.cut", NULL },
                              { "<ctrl>v", "win.paste", NULL }, { "<ctrl><shift>v", "win.paste-in-place", NULL },
                              { "<ctrl>a", "win.select-all", NULL }, { "<ctrl>i", "win.select-others", NULL },
                              { "comma", "win.previous-frame", NULL }, { "period", "win.next-frame", NULL },
                              { "<alt>l", "win.lock", NULL } };

  add_keys (widget, keys, G_N_ELEMENTS (keys));
}

void
sl_add_view_keys (GtkWidget *widget)
{
  static const Key keys[] = { { "f", "win.frame-view", NULL }, { "5", "win.view", "perspective" },
                              { "1", "win.view", "front" }, { "3", "win.view", "side" }, { "7", "win.view", "top" },
                              { "0", "win.view", "camera" }, { "t", "win.steer", NULL }, { "q", "win.tool", "select" },
                              { "g", "win.tool", "move" }, { "r", "win.tool", "rotate" },
                              { "s", "win.tool", "scale" }, { "m", "win.tool", "measure" },
                              { "w", "win.tool", "wall" }, { "c", "win.tool", "cabinets" },
                              { "n", "win.magnet", NULL }, { "4", "win.view", "axonometric" },
                              { "<alt>b", "win.section", NULL }, { "slash", "win.isolate", NULL },
                              { "<shift>f", "win.fly", NULL },
                              { "h", "win.hide", NULL }, { "<alt>h", "win.show-all", NULL } };

  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *key = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("k"), gtk_named_action_new ("win.operate"));

  sl_add_list_keys (widget);
  add_keys (widget, keys, G_N_ELEMENTS (keys));
  gtk_shortcut_set_arguments (key, sl_key_target ());
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), key);
  gtk_widget_add_controller (widget, controller);
}

GVariant *
sl_key_target (void)
{
  return g_variant_new ("(sa{ss})", "key", NULL);
}

void
sl_add_nudge_keys (GtkWidget *widget)
{
  static const struct { const char *key; double x, y, z; } arrows[] = {
    { "Left", -1, 0, 0 }, { "Right", 1, 0, 0 }, { "Down", 0, -1, 0 },
    { "Up", 0, 1, 0 },    { "Page_Down", 0, 0, -1 }, { "Page_Up", 0, 0, 1 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    for (guint far = 0; far < 2; far++)
      {
        g_autofree char *key = g_strconcat (far ? "<shift>" : "", arrows[i].key, NULL);
        const double step = far ? 10 : 1;
        GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (key),
                                                  gtk_named_action_new ("win.nudge"));

        gtk_shortcut_set_arguments (shortcut, g_variant_new ("(ddd)", arrows[i].x * step, arrows[i].y * step,
                                                             arrows[i].z * step));
        gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
      }
  gtk_widget_add_controller (widget, controller);
}

void
sl_close_on_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

void
sl_same_height (GtkWidget *one, GtkWidget *other)
{
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL); /* its widgets keep it */

  gtk_size_group_add_widget (group, one);
  gtk_size_group_add_widget (group, other);
}

guint
sl_before_redraw (GSourceFunc function, gpointer data)
{
  return g_idle_add_full (GDK_PRIORITY_REDRAW - 10, function, data, NULL);
}

void
sl_select_row (GtkWidget *list, GtkListBoxRow *row, GtkWidget *scrolled)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  graphene_rect_t box;

  gtk_list_box_select_row (GTK_LIST_BOX (list), row);
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), list, &box))
    gtk_adjustment_clamp_page (down, box.origin.y, box.origin.y + box.size.height);
}

void
sl_clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static gboolean
has_key (GtkWidget *child, const char *key)
{
  return child != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (child), "sync-key"), key) == 0;
}

static void
drop_unwanted (GtkBox *box, const GPtrArray *keys)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *next;

  for (guint i = 0; i < keys->len; i++)
    g_hash_table_add (wanted, keys->pdata[i]);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL; child = next)
    {
      const char *key = g_object_get_data (G_OBJECT (child), "sync-key");

      next = gtk_widget_get_next_sibling (child);
      if (key == NULL || !g_hash_table_contains (wanted, key))
        gtk_box_remove (box, child);
    }
}

void
sl_sync_children (GtkWidget *parent, const GPtrArray *keys, SlMakeChild make, gpointer data)
{
  GtkBox *box = GTK_BOX (parent);
  GtkWidget *before = NULL, *child;

  drop_unwanted (box, keys);
  child = gtk_widget_get_first_child (parent);
  for (guint i = 0; i < keys->len; i++)
    {
      if (!has_key (child, keys->pdata[i]))
        {
          GtkWidget *fresh = make (i, data);
          g_object_set_data_full (G_OBJECT (fresh), "sync-key", g_strdup (keys->pdata[i]), g_free);
          gtk_box_insert_child_after (box, fresh, before);
          before = fresh;
          continue;
        }
      before = child;
      child = gtk_widget_get_next_sibling (child);
    }
  while (child != NULL) /* what stood in another order was made anew */
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);
      gtk_box_remove (box, child);
      child = next;
    }
}

GSettings *
sl_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL
    ? g_settings_schema_source_lookup (source, "org.sightline.Sightline", TRUE) : NULL;

  return schema != NULL ? g_settings_new ("org.sightline.Sightline") : NULL;
}

GdkTexture *
sl_texture (guint8 *rgba, int width, int height)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (rgba, (gsize) width * (gsize) height * 4);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, bytes, (gsize) width * 4);
}
