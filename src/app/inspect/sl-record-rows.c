#include "sl-record-rows.h"

#include <string.h>

#include "sl-field-row.h"
#include "sl-i18n.h"
#include "sl-list-match.h"
#include "sl-operations.h"
#include "sl-title.h"

/* A list in the panel. */
typedef struct {
  SlFieldPlace  *place; /* of the record that holds it */
  const SlField *field;
  GtkWidget     *count, *add, *rows;
  SlList        *shown; /* what the rows stand for */
  guint          showing;
} Records;

/* A record in it. */
typedef struct {
  SlFieldPlace       *place; /* its own */
  const SlRecordType *type;
  GtkWidget          *title, *arrow, *header, *remove; /* the first three of a large one */
  GtkWidget          *fields; /* NULL until a large one was opened */
} Row;

/* --- what stands there --- */

static void
records_free (gpointer data)
{
  Records *r = data;

  sl_field_place_unref (r->place);
  sl_list_unref (r->shown);
  g_free (r);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  sl_field_place_unref (row->place);
  g_free (row);
}

static char *
list_path (const Records *r)
{
  return *r->place->path != '\0' ? g_strdup_printf ("%s.%s", r->place->path, r->field->name)
                                 : g_strdup (r->field->name);
}

/* The list of one thing; NULL also for an empty one. */
static SlList *
list_of (const Records *r, const char *id)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (r->place->host->editor), id);
  g_autofree char *path = list_path (r);
  SlField field;
  gconstpointer value = entity != NULL
                        ? sl_record_find (&sl_kind_info (entity->kind)->record, entity, path, &field, NULL) : NULL;

  return value != NULL ? *(SlList *const *) value : NULL;
}

/* That of the primary thing; `mixed` when others have another. */
static SlList *
present (const Records *r, gboolean *mixed)
{
  const GPtrArray *ids = r->place->host->ids;
  SlList *list = ids->len > 0 ? list_of (r, ids->pdata[ids->len - 1]) : NULL;

  *mixed = FALSE;
  for (guint i = 0; i + 1 < ids->len && !*mixed; i++)
    {
      SlList *other = list_of (r, ids->pdata[i]);
      *mixed = !sl_field_equal (r->field, &list, &other);
    }
  return list;
}

/* --- adding and taking out --- */

static void
copy_edits (SlCommand *to, const SlCommand *from)
{
  for (guint i = 0; i < sl_command_count (from); i++)
    {
      const SlEdit *edit = sl_command_edit (from, i);
      if (edit->type == SL_EDIT_SET)
        sl_command_set (to, edit->id, edit->what, edit->text);
    }
}

static void
on_append (Records *r)
{
  SlFieldHost *host = r->place->host;
  g_autofree char *path = NULL;
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  host->settle (host->data);
  path = list_path (r);
  for (guint i = 0; i < host->ids->len; i++)
    {
      g_autoptr (SlCommand) one = sl_operation_append (sl_editor_plan (host->editor), host->ids->pdata[i], path,
                                                       (gint64) sl_editor_frame (host->editor), &error);
      if (one == NULL)
        {
          sl_editor_message (host->editor, error->message);
          return;
        }
      if (command == NULL)
        command = sl_command_new (sl_command_label (one));
      copy_edits (command, one);
    }
  if (command != NULL)
    sl_editor_apply (host->editor, command);
}

static void
on_take_out (Row *row)
{
  SlFieldHost *host = row->place->host;

  host->settle (host->data);
  if (!row->place->gone)
    sl_editor_take_out (host->editor, (const char *const *) host->ids->pdata, host->ids->len, row->place->path);
}

/* --- a record --- */

/* Two or three plain values fit in one line, long texts do not. */
static gboolean
is_small (const SlRecordType *type)
{
  for (guint f = 0; f < type->n_fields; f++)
    if (type->fields[f].type == SL_TYPE_RECORDS || type->fields[f].type == SL_TYPE_VECTOR
        || type->fields[f].type == SL_TYPE_REF || (type->fields[f].flags & SL_FIELD_MULTILINE) != 0)
      return FALSE;
  return type->n_fields <= 3;
}

static void
add_fields (Row *row)
{
  for (guint f = 0; f < row->type->n_fields; f++)
    {
      const SlField *field = &row->type->fields[f];
      if (field->type == SL_TYPE_RECORDS)
        gtk_box_append (GTK_BOX (row->fields), sl_record_rows_new (row->place, field));
      else if ((field->flags & (SL_FIELD_CATALOGUE | SL_FIELD_HIDDEN)) == 0)
        gtk_box_append (GTK_BOX (row->fields), sl_field_row_new (row->place, field));
    }
}

static char *
open_key (const Row *row)
{
  const GPtrArray *ids = row->place->host->ids;

  return g_strdup_printf ("%s %s", ids->len > 0 ? (const char *) ids->pdata[ids->len - 1] : "", row->place->path);
}

static gboolean
is_open (const Row *row)
{
  return row->header != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (row->header));
}

/* Its fields are made when it is opened first. */
static void
on_toggled (Row *row)
{
  const gboolean open = is_open (row), fresh = open && gtk_widget_get_first_child (row->fields) == NULL;
  SlFieldHost *host = row->place->host;
  g_autofree char *key = open_key (row);

  gtk_image_set_from_icon_name (GTK_IMAGE (row->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->header), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  gtk_widget_set_visible (row->fields, open);
  if (open)
    g_hash_table_add (host->open, g_steal_pointer (&key));
  else
    g_hash_table_remove (host->open, key);
  if (!fresh)
    return;
  add_fields (row);
  sl_field_renew (row->fields);
}

static GtkWidget *
make_small_fields (Row *row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  for (guint f = 0; f < row->type->n_fields; f++)
    {
      const SlField *field = &row->type->fields[f];
      GtkWidget *control = sl_field_control_new (row->place, field, 0);
      gtk_widget_set_hexpand (control, field->type == SL_TYPE_TEXT || field->type == SL_TYPE_LIST);
      gtk_box_append (GTK_BOX (line), control);
    }
  return line;
}

/* A header that opens it, and a box for its fields. */
static GtkWidget *
make_large_fields (Row *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  row->header = gtk_toggle_button_new ();
  row->arrow = gtk_image_new_from_icon_name ("pan-end-symbolic");
  row->title = sl_label ("", NULL);
  gtk_box_append (GTK_BOX (head), row->arrow);
  gtk_box_append (GTK_BOX (head), row->title);
  gtk_button_set_child (GTK_BUTTON (row->header), head);
  gtk_widget_add_css_class (row->header, "flat");
  gtk_widget_add_css_class (row->header, "sl-record");
  row->fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_margin_start (row->fields, 12);
  gtk_widget_set_visible (row->fields, FALSE);
  gtk_box_append (GTK_BOX (box), row->header);
  gtk_box_append (GTK_BOX (box), row->fields);
  return box;
}

/* What a record is called may change with its values and its place. */
static void
renew_row (GtkWidget *widget, gpointer data)
{
  Row *row = data;
  g_autofree char *name = g_strdup_printf (_("Take out %s"), row->place->title);

  sl_set_tooltip (row->remove, name);
  sl_set_name (row->remove, name);
  if (row->header == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (row->title), row->place->title);
  sl_set_name (row->header, row->place->title);
}

static GtkWidget *
make_row (SlFieldHost *host, const SlRecordType *type, const char *path, const char *title)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *content;
  Row *row = g_new0 (Row, 1);
  g_autofree char *key = NULL;

  row->type = type;
  row->place = sl_field_place_new (host, path, title);
  content = is_small (type) ? make_small_fields (row) : make_large_fields (row);
  gtk_widget_set_hexpand (content, TRUE);
  row->remove = sl_button ("user-trash-symbolic", title, NULL);
  gtk_widget_set_valign (row->remove, is_small (type) ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), content);
  gtk_box_append (GTK_BOX (line), row->remove);
  g_object_set_data_full (G_OBJECT (line), "row", row, row_free);
  g_signal_connect_swapped (row->remove, "clicked", G_CALLBACK (on_take_out), row);
  sl_field_on_renew (line, renew_row, row);
  if (row->header == NULL)
    return line;
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->header), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
  g_signal_connect_swapped (row->header, "toggled", G_CALLBACK (on_toggled), row);
  key = open_key (row);
  if (g_hash_table_contains (host->open, key))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row->header), TRUE);
  return line;
}

static Row *
row_of (GtkWidget *line)
{
  return g_object_get_data (G_OBJECT (line), "row");
}

/* --- the list --- */

static void
set_gone (GtkWidget *widget)
{
  Row *row = g_object_get_data (G_OBJECT (widget), "row");

  if (row != NULL)
    row->place->gone = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_gone (child);
}

/* The rows that stand there now, in order. */
static GPtrArray *
rows_before (Records *r)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (GtkWidget *line = gtk_widget_get_first_child (r->rows); line != NULL; line = gtk_widget_get_next_sibling (line))
    g_ptr_array_add (lines, line);
  return lines;
}

static void
drop_unmatched (Records *r, const GPtrArray *lines, const GArray *match)
{
  for (guint i = 0; i < lines->len; i++)
    {
      gboolean stays = FALSE;
      for (guint f = 0; f < match->len; f++)
        stays |= g_array_index (match, int, f) == (int) i;
      if (stays)
        continue;
      set_gone (lines->pdata[i]);
      gtk_box_remove (GTK_BOX (r->rows), lines->pdata[i]);
    }
}

/* Which stand open is known by path, and paths move. */
static void
forget_open (const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      Row *row = row_of (lines->pdata[i]);
      g_autofree char *key = open_key (row);
      if (is_open (row))
        g_hash_table_remove (row->place->host->open, key);
    }
}

static GtkWidget *
put_row (Records *r, const SlList *list, guint at, GtkWidget *line)
{
  SlFieldHost *host = r->place->host;
  g_autofree char *path = list_path (r), *item = sl_record_item_path (path, r->field, list, at);
  g_autofree char *title = sl_title_of_record (sl_editor_plan (host->editor), r->field->record,
                                                list->data + at * list->item_size, at);

  if (line == NULL)
    {
      line = make_row (host, r->field->record, item, title);
      gtk_box_append (GTK_BOX (r->rows), line);
      return line;
    }
  sl_field_place_move (row_of (line)->place, item, title);
  if (is_open (row_of (line)))
    g_hash_table_add (host->open, open_key (row_of (line)));
  return line;
}

static void
show_rows (Records *r, SlList *list)
{
  gboolean other = r->showing != r->place->host->showing;
  g_autoptr (GPtrArray) lines = rows_before (r);
  g_autoptr (GArray) match = sl_list_match (r->field, other ? NULL : r->shown, list);
  GtkWidget *before = NULL;

  if (!other)
    forget_open (lines);
  drop_unmatched (r, lines, match);
  for (guint i = 0; i < match->len; i++)
    {
      int was = g_array_index (match, int, i);
      GtkWidget *line = put_row (r, list, i, was >= 0 ? lines->pdata[was] : NULL);
      if (gtk_widget_get_prev_sibling (line) != before)
        gtk_box_reorder_child_after (GTK_BOX (r->rows), line, before);
      before = line;
    }
  sl_list_unref (r->shown);
  r->shown = sl_list_ref (list);
  r->showing = r->place->host->showing;
}

static void
renew_list (GtkWidget *box, gpointer data)
{
  Records *r = data;
  gboolean mixed;
  SlList *list = present (r, &mixed);
  g_autofree char *text = sl_list_n (list) > 0 ? g_strdup_printf (ngettext ("%u entry", "%u entries", list->n), list->n)
                                               : g_strdup (_("None"));

  gtk_label_set_text (GTK_LABEL (r->count), mixed ? _("Mixed") : text);
  gtk_widget_set_sensitive (r->add, !mixed);
  show_rows (r, mixed ? NULL : list);
}

GtkWidget *
sl_record_rows_new (SlFieldPlace *place, const SlField *field)
{
  Records *r = g_new0 (Records, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = g_strdup_printf (_("Add to %s"), _(field->label));

  *r = (Records) { .place = sl_field_place_ref (place), .field = field, .showing = place->host->showing };
  r->count = sl_label ("", "sl-dim");
  gtk_widget_set_hexpand (r->count, TRUE);
  r->add = sl_button ("list-add-symbolic", name, NULL);
  gtk_widget_set_valign (r->add, GTK_ALIGN_CENTER);
  r->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (line), sl_field_label (place->host, field));
  gtk_box_append (GTK_BOX (line), r->count);
  gtk_box_append (GTK_BOX (line), r->add);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), r->rows);
  g_object_set_data_full (G_OBJECT (box), "records", r, records_free);
  g_signal_connect_swapped (r->add, "clicked", G_CALLBACK (on_append), r);
  sl_field_on_renew (box, renew_list, r);
  return box;
}

/* --- opening --- */

static GtkWidget *
find_row (GtkWidget *widget, const char *path)
{
  Row *row = row_of (widget);
  GtkWidget *found = row != NULL && g_str_equal (row->place->path, path) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, path);
  return found;
}

void
sl_record_rows_open (GtkWidget *root, const char *path)
{
  for (const char *end = strstr (path, "]."); end != NULL; end = strstr (end + 1, "]."))
    {
      g_autofree char *outer = g_strndup (path, (gsize) (end - path) + 1);
      GtkWidget *line = find_row (root, outer);
      if (line != NULL && row_of (line)->header != NULL)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row_of (line)->header), TRUE);
    }
}
