#include "sl-section.h"

#include "sl-widgets.h"

#define FOLDED "folded-sections"

typedef struct {
  GtkWidget *header, *arrow, *content;
  GSettings *settings; /* may be NULL */
  char      *key;
} Section;

static void
section_free (gpointer data)
{
  Section *s = data;

  g_clear_object (&s->settings);
  g_free (s->key);
  g_free (s);
}

static gboolean
is_folded (const Section *s)
{
  g_auto (GStrv) folded = s->settings != NULL ? g_settings_get_strv (s->settings, FOLDED) : NULL;

  return folded != NULL && g_strv_contains ((const char *const *) folded, s->key);
}

static void
remember (const Section *s, gboolean fold)
{
  g_auto (GStrv) folded = NULL;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  if (s->settings == NULL || fold == is_folded (s))
    return;
  folded = g_settings_get_strv (s->settings, FOLDED);
  for (guint i = 0; folded[i] != NULL; i++)
    if (!g_str_equal (folded[i], s->key))
      g_strv_builder_add (keys, folded[i]);
  if (fold)
    g_strv_builder_add (keys, s->key);
  g_auto (GStrv) all = g_strv_builder_end (keys);
  g_settings_set_strv (s->settings, FOLDED, (const char *const *) all);
}

static void
show (Section *s, gboolean open)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (s->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (s->content, open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (s->header), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static void
on_toggled (Section *s)
{
  gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (s->header));

  show (s, open);
  remember (s, !open);
}

/* Another panel folded it. */
static void
on_settings_changed (GtkWidget *box)
{
  Section *s = g_object_get_data (G_OBJECT (box), "section");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (s->header), !is_folded (s));
}

GtkWidget *
sl_section_new (const char *title, const char *key, GSettings *settings)
{
  Section *s = g_new0 (Section, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  s->header = gtk_toggle_button_new ();
  s->arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
  s->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  s->key = g_strdup (key);
  g_set_object (&s->settings, settings);
  gtk_box_append (GTK_BOX (head), s->arrow);
  gtk_box_append (GTK_BOX (head), sl_label (title, "sl-heading"));
  gtk_button_set_child (GTK_BUTTON (s->header), head);
  gtk_widget_add_css_class (s->header, "flat");
  gtk_widget_add_css_class (s->header, "sl-fold");
  sl_set_name (s->header, title);
  gtk_box_append (GTK_BOX (box), s->header);
  gtk_box_append (GTK_BOX (box), s->content);
  g_object_set_data_full (G_OBJECT (box), "section", s, section_free);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (s->header), !is_folded (s));
  show (s, !is_folded (s));
  g_signal_connect_swapped (s->header, "toggled", G_CALLBACK (on_toggled), s);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::" FOLDED, G_CALLBACK (on_settings_changed), box, G_CONNECT_SWAPPED);
  return box;
}

GtkWidget *
sl_section_content (GtkWidget *section)
{
  return ((Section *) g_object_get_data (G_OBJECT (section), "section"))->content;
}

void
sl_section_reveal (GtkWidget *widget)
{
  for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
    {
      Section *s = g_object_get_data (G_OBJECT (w), "section");
      if (s != NULL)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (s->header), TRUE);
    }
}
