#include "sl-import-dialog.h"

#include "sl-i18n.h"

/* m, of the longest side. */
static const double LARGE_M = 100, SMALL_M = .02;
enum { MARGIN = 18, GAP = 6, WIDTH = 420 };

/* What the file's numbers may be instead; the first is what it says. */
static const struct {
  const char *label;
  double      scale;
} units[] = {
  { N_("As the file says"), 1 },
  { N_("Millimetres instead of metres"), .001 },
  { N_("Centimetres instead of metres"), .01 },
  { N_("Inches instead of metres"), .0254 },
  { N_("Feet instead of metres"), .3048 },
  { N_("Metres instead of millimetres"), 1000 },
  { N_("Metres instead of centimetres"), 100 },
  { N_("Centimetres instead of millimetres"), 10 },
};

static double
longest (const SlBox *box)
{
  return fmax (box->max.x - box->min.x, fmax (box->max.y - box->min.y, box->max.z - box->min.z));
}

char *
sl_import_size_text (SlEditor *editor, const SlMesh *mesh, gconstpointer options)
{
  const SlBox box = sl_import_model_box (mesh, options);
  g_autofree char *x = sl_length_text (editor, box.max.x - box.min.x);
  g_autofree char *y = sl_length_text (editor, box.max.y - box.min.y);
  g_autofree char *z = sl_length_text (editor, box.max.z - box.min.z);

  return g_strdup_printf ("%s × %s × %s", x, y, z);
}

gboolean
sl_import_looks_wrong (const SlMesh *mesh, gconstpointer options)
{
  const SlBox box = sl_import_model_box (mesh, options);
  const double size = longest (&box);

  return size > LARGE_M || (size > 0 && size < SMALL_M);
}

/* --- asking --- */

typedef struct {
  SlEditor      *editor; /* borrowed: its window is below */
  SlMesh        *mesh;
  gpointer       options; /* borrowed */
  GtkWidget     *window, *size, *chosen; /* of the units, at first */
  void         (*agreed) (gpointer data);
  gpointer       data;
  GDestroyNotify free_data;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *a = data;

  sl_mesh_unref (a->mesh);
  a->free_data (a->data);
  g_free (a);
}

static void
show_size (Asking *a)
{
  g_autofree char *size = sl_import_size_text (a->editor, a->mesh, a->options);
  g_autofree char *text = g_strdup_printf (_("It will be %s."), size);

  gtk_label_set_text (GTK_LABEL (a->size), text);
  sl_set_name (a->size, text);
}

static void
on_toggled (GtkCheckButton *button, Asking *a)
{
  if (!gtk_check_button_get_active (button))
    return;
  sl_record_set (sl_import_model.options, a->options, g_object_get_data (G_OBJECT (button), "field"),
                 g_object_get_data (G_OBJECT (button), "value"), TRUE, NULL);
  show_size (a);
}

/* One of a group; the first of it has no `group` yet. */
static GtkWidget *
add_choice (Asking *a, GtkWidget *box, GtkWidget *group, const char *label, const char *field, const char *value,
            gboolean active)
{
  GtkWidget *button = gtk_check_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "field", g_strdup (field), g_free);
  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (value), g_free);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), a);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), active);
  gtk_box_append (GTK_BOX (box), button);
  if (active && g_str_equal (field, "scale"))
    a->chosen = button;
  return group != NULL ? group : button;
}

/* Those that lead into the right direction; the first that makes a size that can be is chosen. */
static void
add_units (Asking *a, GtkWidget *box)
{
  const double size = longest (&a->mesh->box);
  GtkWidget *group = NULL;
  gboolean chosen = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const double scaled = size * units[i].scale;
      const gboolean fits = !chosen && scaled <= LARGE_M && scaled >= SMALL_M;
      g_autofree char *value = sl_number_to_text (units[i].scale);

      if (i > 0 && (units[i].scale < 1) != (size > LARGE_M))
        continue;
      group = add_choice (a, box, group, _(units[i].label), "scale", value, fits || i == 0);
      chosen |= fits;
    }
}

static void
add_turns (Asking *a, GtkWidget *box)
{
  const SlField *field = sl_record_field (sl_import_model.options, "turn");
  GtkWidget *group = NULL;

  for (const SlEnumValue *value = field->values; value->id != NULL; value++)
    group = add_choice (a, box, group, _(value->label), "turn", value->id, value == field->values);
}

static void
on_import (GtkButton *button, Asking *a)
{
  a->agreed (a->data);
  gtk_window_destroy (GTK_WINDOW (a->window));
}

static GtkWidget *
make_head (Asking *a)
{
  GtkWidget *head = adw_header_bar_new (), *import = gtk_button_new_with_label (_("Import"));
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (head), FALSE);
  gtk_widget_add_css_class (import, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect (import, "clicked", G_CALLBACK (on_import), a);
  adw_header_bar_pack_start (ADW_HEADER_BAR (head), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (head), import);
  gtk_window_set_default_widget (GTK_WINDOW (a->window), import);
  return head;
}

void
sl_import_ask_size (GtkWindow *window, SlEditor *editor, const char *name, SlMesh *mesh, gpointer options,
                    void (*agreed) (gpointer data), gpointer data, GDestroyNotify free_data)
{
  Asking *a = g_new0 (Asking, 1);
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  g_autofree char *base = g_path_get_basename (name), *title = g_strdup_printf (_("How large is %s?"), base);

  *a = (Asking) { editor, sl_mesh_ref (mesh), options, adw_window_new (), sl_label ("", NULL), NULL, agreed,
                  data, free_data };
  gtk_window_set_title (GTK_WINDOW (a->window), title);
  gtk_window_set_transient_for (GTK_WINDOW (a->window), window);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (a->window), TRUE);
  gtk_window_set_modal (GTK_WINDOW (a->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (a->window), WIDTH, -1);
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  gtk_box_append (GTK_BOX (box), sl_label (_("Its numbers are"), "sl-heading"));
  add_units (a, box);
  gtk_box_append (GTK_BOX (box), sl_label (_("Which way up"), "sl-heading"));
  add_turns (a, box);
  gtk_box_append (GTK_BOX (box), a->size);
  gtk_box_append (GTK_BOX (outer), make_head (a));
  gtk_box_append (GTK_BOX (outer), box);
  adw_window_set_content (ADW_WINDOW (a->window), outer);
  sl_close_on_escape (a->window);
  g_object_set_data_full (G_OBJECT (a->window), "asking", a, asking_free);
  show_size (a);
  gtk_window_set_focus (GTK_WINDOW (a->window), a->chosen);
  gtk_window_present (GTK_WINDOW (a->window));
}
