#include "sl-field-many.h"

#include "sl-field-choice.h"
#include "sl-field-choices.h"
#include "sl-i18n.h"

typedef struct {
  GtkWidget   *box, *lines, *more, *mixed;
  SlFieldSpot *spot; /* the button's that adds */
} Many;

/* --- what stands there --- */

/* The items of one thing's list, in file notation. */
static GStrv
items_of (const Many *m, const char *id)
{
  g_autofree char *text = sl_field_spot_text_of (m->spot, id);

  return g_strsplit (text != NULL ? text : "", " ", -1);
}

static GtkWidget *
line_of (const Many *m, const char *item)
{
  for (GtkWidget *line = gtk_widget_get_first_child (m->lines); line != NULL; line = gtk_widget_get_next_sibling (line))
    if (g_str_equal (g_object_get_data (G_OBJECT (line), "item"), item))
      return line;
  return NULL;
}

/* --- edits --- */

/* Where an item of an enumeration stands, such as a day in a week; G_MAXUINT for others. */
static guint
rank_of (const SlField *field, const char *item)
{
  for (guint i = 0; field->values != NULL && field->values[i].id != NULL; i++)
    if (g_str_equal (field->values[i].id, item))
      return i;
  return G_MAXUINT;
}

/* With `more`, unless it is there, and without `less`; either may be NULL. */
static char *
changed (const Many *m, const char *id, const char *more, const char *less)
{
  g_auto (GStrv) items = items_of (m, id);
  const SlField *field = m->spot->field;
  g_autoptr (GStrvBuilder) fresh = g_strv_builder_new ();
  const char *waits = more != NULL && !g_strv_contains ((const char *const *) items, more) ? more : NULL;

  for (char **item = items; *item != NULL; item++)
    {
      if (waits != NULL && rank_of (field, waits) < rank_of (field, *item))
        g_strv_builder_add (fresh, g_steal_pointer (&waits));
      if (g_strcmp0 (*item, less) != 0)
        g_strv_builder_add (fresh, *item);
    }
  if (waits != NULL)
    g_strv_builder_add (fresh, waits);
  g_auto (GStrv) all = g_strv_builder_end (fresh);
  return g_strjoinv (" ", all);
}

/* In the list of each of the things, in one step. */
static void
change (Many *m, const char *more, const char *less)
{
  SlFieldHost *host = m->spot->place->host;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  host->settle (host->data);
  for (guint i = 0; i < host->ids->len; i++)
    g_ptr_array_add (texts, changed (m, host->ids->pdata[i], more, less));
  if (texts->len > 0)
    sl_field_spot_write_each (m->spot, m->more, (const char *const *) texts->pdata, NULL);
}

static void
on_picked (const char *item, gpointer data)
{
  change (data, item, NULL);
}

/* The focus goes to the line behind, else to the button that adds. */
static void
on_take_out (GtkButton *button, Many *m)
{
  GtkWidget *line = gtk_widget_get_parent (GTK_WIDGET (button)), *next = gtk_widget_get_next_sibling (line);
  g_autofree char *item = g_strdup (g_object_get_data (G_OBJECT (line), "item"));

  if (next == NULL || !gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (gtk_widget_get_parent (m->more), GTK_DIR_TAB_FORWARD);
  change (m, NULL, item);
}

/* --- lines --- */

static void
name_line (const Many *m, GtkWidget *line, const char *item)
{
  GtkWidget *label = gtk_widget_get_first_child (line);
  g_autofree char *name = sl_field_choice_name (m->spot, item), *take = g_strdup_printf (_("Take out %s"), name);

  gtk_label_set_text (GTK_LABEL (label), name);
  sl_set_tooltip (gtk_widget_get_next_sibling (label), take);
  sl_set_name (gtk_widget_get_next_sibling (label), take);
}

static GtkWidget *
make_line (Many *m, const char *item)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *label = sl_label ("", NULL);
  GtkWidget *button = sl_button ("window-close-symbolic", _("Take out"), NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), button);
  gtk_widget_add_css_class (line, "sl-many-line");
  g_object_set_data_full (G_OBJECT (line), "item", g_strdup (item), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_take_out), m);
  return line;
}

static void
drop_lines (Many *m, char *const *items)
{
  GtkWidget *next;

  for (GtkWidget *line = gtk_widget_get_first_child (m->lines); line != NULL; line = next)
    {
      next = gtk_widget_get_next_sibling (line);
      if (!g_strv_contains ((const char *const *) items, g_object_get_data (G_OBJECT (line), "item")))
        gtk_box_remove (GTK_BOX (m->lines), line);
    }
}

/* Lines of what stays stay, under whatever hand is on them. */
static void
renew (GtkWidget *box, gpointer data)
{
  Many *m = data;
  const GPtrArray *ids = m->spot->place->host->ids;
  char *none[] = { NULL };
  gboolean mixed;
  g_autofree char *text = sl_field_spot_text (m->spot, &mixed);
  g_auto (GStrv) own = text != NULL ? items_of (m, ids->pdata[ids->len - 1]) : NULL;
  char *const *items = own != NULL && !mixed ? own : none;
  GtkWidget *before = NULL;

  drop_lines (m, items);
  for (; *items != NULL; items++)
    {
      GtkWidget *line = line_of (m, *items);

      if (line == NULL)
        gtk_box_append (GTK_BOX (m->lines), line = make_line (m, *items));
      gtk_box_reorder_child_after (GTK_BOX (m->lines), line, before);
      name_line (m, line, *items);
      before = line;
    }
  gtk_widget_set_visible (m->mixed, mixed);
  gtk_widget_set_visible (m->lines, before != NULL);
}

GtkWidget *
sl_field_many_new (SlFieldPlace *place, const SlField *field)
{
  Many *m = g_new0 (Many, 1);
  GtkWidget *more = sl_field_choice_more (place, field, on_picked, m);

  m->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  m->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  m->mixed = sl_label (_("Mixed"), "sl-dim");
  m->more = gtk_widget_get_first_child (more);
  m->spot = sl_field_spot_of (m->more);
  gtk_widget_set_hexpand (m->box, TRUE);
  gtk_box_append (GTK_BOX (m->box), m->mixed);
  gtk_box_append (GTK_BOX (m->box), m->lines);
  gtk_box_append (GTK_BOX (m->box), more);
  g_object_set_data_full (G_OBJECT (m->box), "many", m, g_free);
  sl_field_on_renew (m->box, renew, m);
  return m->box;
}
