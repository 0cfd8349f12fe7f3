#include "sl-record-rows.h"

#include "sl-field-row.h"
#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-title.h"

/* A button that edits the list at its "path". */
static GtkWidget *
list_button (SlFieldHost *host, const char *icon, const char *name, const char *id, const char *path, GCallback clicked)
{
  GtkWidget *button = sl_button (icon, name, NULL);

  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", clicked, host);
  return button;
}

static void
on_append (GtkButton *button, SlFieldHost *host)
{
  const char *id = g_object_get_data (G_OBJECT (button), "id"), *path = g_object_get_data (G_OBJECT (button), "path");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCommand) command = sl_operation_append (sl_editor_plan (host->editor), id, path,
                                                       (gint64) sl_editor_frame (host->editor), &error);

  if (command != NULL)
    sl_editor_apply (host->editor, command);
  else
    sl_editor_message (host->editor, error->message);
}

static void
on_take_out (GtkButton *button, SlFieldHost *host)
{
  const char *id = g_object_get_data (G_OBJECT (button), "id"), *path = g_object_get_data (G_OBJECT (button), "path");

  sl_editor_take_out (host->editor, id, path);
}

static void
on_open (GtkToggleButton *header, SlFieldHost *host)
{
  const char *key = g_object_get_data (G_OBJECT (header), "key");

  if (gtk_toggle_button_get_active (header))
    g_hash_table_add (host->open, g_strdup (key));
  else
    g_hash_table_remove (host->open, key);
  host->changed (host->data);
}

/* Two or three plain values fit in one line. */
static gboolean
is_small (const SlRecordType *type)
{
  for (guint f = 0; f < type->n_fields; f++)
    if (type->fields[f].type == SL_TYPE_RECORDS || type->fields[f].type == SL_TYPE_VECTOR
        || type->fields[f].type == SL_TYPE_REF)
      return FALSE;
  return type->n_fields <= 3;
}

static void
add_record_fields (SlFieldHost *host, GtkWidget *box, const SlEntity *entity, gconstpointer record,
                   const SlRecordType *type, const char *path, const char *title)
{
  for (guint f = 0; f < type->n_fields; f++)
    {
      const SlField *field = &type->fields[f];
      g_autofree char *field_path = g_strdup_printf ("%s.%s", path, field->name);
      g_autofree char *name = g_strdup_printf ("%s, %s", title, _(field->label));

      if (field->type == SL_TYPE_RECORDS)
        sl_record_rows_add (host, box, entity, record, field, field_path);
      else if ((field->flags & SL_FIELD_CATALOGUE) == 0)
        gtk_box_append (GTK_BOX (box), sl_field_row_new (host, entity, record, field, field_path, name));
    }
}

static GtkWidget *
make_small_record (SlFieldHost *host, const SlEntity *entity, const SlRecordType *type, const char *path,
                   const char *title)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  for (guint f = 0; f < type->n_fields; f++)
    {
      g_autofree char *field_path = g_strdup_printf ("%s.%s", path, type->fields[f].name);
      g_autofree char *name = g_strdup_printf ("%s, %s", title, _(type->fields[f].label));
      GtkWidget *control = sl_field_control_new (host, entity, &type->fields[f], field_path, name);
      if (type->fields[f].type == SL_TYPE_INTEGER || type->fields[f].type == SL_TYPE_REAL)
        gtk_editable_set_max_width_chars (GTK_EDITABLE (control), 5);
      gtk_widget_set_hexpand (control, type->fields[f].type == SL_TYPE_TEXT || type->fields[f].type == SL_TYPE_LIST);
      gtk_box_append (GTK_BOX (line), control);
    }
  return line;
}

static GtkWidget *
make_record_header (SlFieldHost *host, const char *key, const char *title, gboolean open)
{
  GtkWidget *header = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (open ? "pan-down-symbolic" : "pan-end-symbolic"));
  gtk_box_append (GTK_BOX (box), sl_label (title, NULL));
  gtk_button_set_child (GTK_BUTTON (header), box);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (header), open);
  gtk_widget_add_css_class (header, "flat");
  gtk_widget_add_css_class (header, "sl-record");
  sl_set_name (header, title);
  g_object_set_data_full (G_OBJECT (header), "key", g_strdup (key), g_free);
  g_signal_connect (header, "toggled", G_CALLBACK (on_open), host);
  return header;
}

/* A header that opens it; its fields are made when it stands open. */
static GtkWidget *
make_large_record (SlFieldHost *host, const SlEntity *entity, gconstpointer record, const SlRecordType *type,
                   const char *path, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *key = g_strdup_printf ("%s %s", entity->id, path);
  gboolean open = g_hash_table_contains (host->open, key);

  gtk_box_append (GTK_BOX (box), make_record_header (host, key, title, open));
  gtk_widget_set_margin_start (fields, 12);
  if (open)
    add_record_fields (host, fields, entity, record, type, path, title);
  gtk_box_append (GTK_BOX (box), fields);
  return box;
}

static void
add_record (SlFieldHost *host, GtkWidget *box, const SlEntity *entity, gconstpointer record, const SlRecordType *type,
            const char *path, guint at)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *remove;
  g_autofree char *title = sl_title_of_record (sl_editor_plan (host->editor), type, record, at);
  g_autofree char *name = g_strdup_printf (_("Take out %s"), title);

  gtk_box_append (GTK_BOX (line),
                  is_small (type) ? make_small_record (host, entity, type, path, title)
                                  : make_large_record (host, entity, record, type, path, title));
  gtk_widget_set_hexpand (gtk_widget_get_first_child (line), TRUE);
  remove = list_button (host, "user-trash-symbolic", name, entity->id, path, G_CALLBACK (on_take_out));
  if (!is_small (type))
    gtk_widget_set_valign (remove, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (box), line);
}

void
sl_record_rows_add (SlFieldHost *host, GtkWidget *box, const SlEntity *entity, gconstpointer record,
                    const SlField *field, const char *path)
{
  const SlList *list = *(SlList *const *) SL_CONST_MEMBER (record, field);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *count;
  g_autofree char *text = sl_list_n (list) > 0 ? g_strdup_printf (ngettext ("%u entry", "%u entries", list->n), list->n)
                                               : g_strdup (_("None"));
  g_autofree char *name = g_strdup_printf (_("Add to %s"), _(field->label));

  gtk_box_append (GTK_BOX (line), sl_field_label (host, field));
  count = sl_label (text, "sl-dim");
  gtk_widget_set_hexpand (count, TRUE);
  gtk_box_append (GTK_BOX (line), count);
  gtk_box_append (GTK_BOX (line),
                  list_button (host, "list-add-symbolic", name, entity->id, path, G_CALLBACK (on_append)));
  gtk_box_append (GTK_BOX (box), line);
  for (guint i = 0; i < sl_list_n (list); i++)
    {
      g_autofree char *item = sl_record_item_path (path, field, list, i);
      add_record (host, box, entity, list->data + i * list->item_size, field->record, item, i);
    }
}
