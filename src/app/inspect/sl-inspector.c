#include "sl-inspector.h"

#include <math.h>
#include <string.h>

#include "sl-field-control.h"
#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-verdict.h"

typedef struct {
  SlBench    *bench;
  SlFieldHost host;
  GtkWidget  *title, *subtitle, *fields;
  GHashTable *open;  /* "id path" of the records that stand open */
  GPtrArray  *nows;  /* labels, borrowed from the rows, that say what a field is at the current frame */
  guint       idle;
} Inspector;

static void fill_later (Inspector *in);

/* --- rows --- */

enum { LABEL_CHARS = 13 };

/* Feet and inches say so themselves. */
static const char *
unit_of (Inspector *in, const SlField *field)
{
  gboolean feet = field->unit == SL_UNIT_METRE && field->type != SL_TYPE_LIST && sl_editor_imperial (in->host.editor);

  return feet ? "" : sl_unit_symbol (field->unit);
}

/* Several values of one unit have it beside their name, a single one behind it. */
static GtkWidget *
make_label (Inspector *in, const SlField *field)
{
  gboolean several = field->type == SL_TYPE_VECTOR || field->type == SL_TYPE_LIST;
  const char *unit = unit_of (in, field);
  g_autofree char *text = several && *unit != '\0' ? g_strdup_printf ("%s  %s", _(field->label), unit)
                          : g_strdup (_(field->label));
  GtkWidget *label = sl_label (text, "sl-dim");

  gtk_label_set_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_widget_set_tooltip_text (label, _(field->help));
  return label;
}

static void
add_vector (Inspector *in, GtkWidget *line, const SlEntity *entity, const SlField *field, const char *path,
            const char *name)
{
  static const char *const axes[] = { "x", "y", "z" };

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *axis_path = g_strdup_printf ("%s.%s", path, axes[i]);
      g_autofree char *axis_name = g_strdup_printf ("%s %c", name, g_ascii_toupper (*axes[i]));
      gtk_box_append (GTK_BOX (line), sl_field_control_new (&in->host, entity, field, axis_path, axis_name));
    }
}

/* Label, control and reset of one value. `record` holds the field; `name` is what a screen reader says. */
static GtkWidget *
make_line (Inspector *in, const SlEntity *entity, gconstpointer record, const SlField *field, const char *path,
           const char *name)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = make_label (in, field), *control;

  gtk_box_append (GTK_BOX (line), label);
  if (field->type == SL_TYPE_VECTOR)
    add_vector (in, line, entity, field, path, name);
  else
    {
      gboolean number = field->type == SL_TYPE_REAL || field->type == SL_TYPE_INTEGER;
      control = sl_field_control_new (&in->host, entity, field, path, name);
      if (number)
        sl_field_control_drag (control, label);
      gtk_box_append (GTK_BOX (line),
                      number && *unit_of (in, field) != '\0' ? sl_field_control_with_unit (control, unit_of (in, field))
                      : control);
    }
  gtk_box_append (GTK_BOX (line),
                  sl_field_control_reset (&in->host, entity, field, path,
                                          !sl_field_is_default (field, SL_CONST_MEMBER (record, field))));
  return line;
}

/* --- lists of records --- */

static void add_records (Inspector *in, GtkWidget *box, const SlEntity *entity, gconstpointer record,
                         const SlField *field, const char *path);

/* A button that edits the list at its "path". */
static GtkWidget *
list_button (Inspector *in, const char *icon, const char *name, const char *id, const char *path, GCallback clicked)
{
  GtkWidget *button = sl_button (icon, name, NULL);

  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", clicked, in);
  return button;
}

static void
on_append (GtkButton *button, Inspector *in)
{
  const char *id = g_object_get_data (G_OBJECT (button), "id"), *path = g_object_get_data (G_OBJECT (button), "path");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCommand) command = sl_operation_append (sl_editor_plan (in->host.editor), id, path,
                                                       (gint64) sl_editor_frame (in->host.editor), &error);

  if (command != NULL)
    sl_editor_apply (in->host.editor, command);
  else
    sl_editor_message (in->host.editor, error->message);
}

static void
on_take_out (GtkButton *button, Inspector *in)
{
  const char *id = g_object_get_data (G_OBJECT (button), "id"), *path = g_object_get_data (G_OBJECT (button), "path");
  g_autofree char *label = g_strdup_printf (_("Take %s out of %s"), path,
                                            sl_entity_title (sl_plan_find (sl_editor_plan (in->host.editor), id)));
  g_autoptr (SlCommand) command = sl_command_new (label);

  sl_command_set (command, id, path, "");
  sl_editor_apply (in->host.editor, command);
}

static void
on_open (GtkToggleButton *header, Inspector *in)
{
  const char *key = g_object_get_data (G_OBJECT (header), "key");

  if (gtk_toggle_button_get_active (header))
    g_hash_table_add (in->open, g_strdup (key));
  else
    g_hash_table_remove (in->open, key);
  fill_later (in);
}

/* What a record speaks of: its key fields, else its place in the list. */
static char *
record_title (const SlRecordType *type, gconstpointer record, guint at)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint f = 0; f < type->n_fields; f++)
    if (type->fields[f].flags & SL_FIELD_KEY)
      {
        if (out->len > 0)
          g_string_append (out, " · ");
        sl_field_print (&type->fields[f], SL_CONST_MEMBER (record, &type->fields[f]), out);
      }
  if (out->len == 0)
    g_string_append_printf (out, "%s %u", _(type->label), at + 1);
  return g_strdup (out->str);
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
add_record_fields (Inspector *in, GtkWidget *box, const SlEntity *entity, gconstpointer record,
                   const SlRecordType *type, const char *path, const char *title)
{
  for (guint f = 0; f < type->n_fields; f++)
    {
      const SlField *field = &type->fields[f];
      g_autofree char *field_path = g_strdup_printf ("%s.%s", path, field->name);
      g_autofree char *name = g_strdup_printf ("%s, %s", title, _(field->label));

      if (field->type == SL_TYPE_RECORDS)
        add_records (in, box, entity, record, field, field_path);
      else if ((field->flags & SL_FIELD_CATALOGUE) == 0)
        gtk_box_append (GTK_BOX (box), make_line (in, entity, record, field, field_path, name));
    }
}

static GtkWidget *
make_small_record (Inspector *in, const SlEntity *entity, const SlRecordType *type, const char *path, const char *title)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  for (guint f = 0; f < type->n_fields; f++)
    {
      g_autofree char *field_path = g_strdup_printf ("%s.%s", path, type->fields[f].name);
      g_autofree char *name = g_strdup_printf ("%s, %s", title, _(type->fields[f].label));
      GtkWidget *control = sl_field_control_new (&in->host, entity, &type->fields[f], field_path, name);
      if (type->fields[f].type == SL_TYPE_INTEGER || type->fields[f].type == SL_TYPE_REAL)
        gtk_editable_set_max_width_chars (GTK_EDITABLE (control), 5);
      gtk_widget_set_hexpand (control, type->fields[f].type == SL_TYPE_TEXT || type->fields[f].type == SL_TYPE_LIST);
      gtk_box_append (GTK_BOX (line), control);
    }
  return line;
}

static GtkWidget *
make_record_header (Inspector *in, const char *key, const char *title, gboolean open)
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
  g_signal_connect (header, "toggled", G_CALLBACK (on_open), in);
  return header;
}

/* A header that opens it; its fields are made when it stands open. */
static GtkWidget *
make_large_record (Inspector *in, const SlEntity *entity, gconstpointer record, const SlRecordType *type,
                   const char *path, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *key = g_strdup_printf ("%s %s", entity->id, path);
  gboolean open = g_hash_table_contains (in->open, key);

  gtk_box_append (GTK_BOX (box), make_record_header (in, key, title, open));
  gtk_widget_set_margin_start (fields, 12);
  if (open)
    add_record_fields (in, fields, entity, record, type, path, title);
  gtk_box_append (GTK_BOX (box), fields);
  return box;
}

static void
add_record (Inspector *in, GtkWidget *box, const SlEntity *entity, gconstpointer record, const SlRecordType *type,
            const char *path, guint at)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *remove;
  g_autofree char *title = record_title (type, record, at), *name = g_strdup_printf (_("Take out %s"), title);

  gtk_box_append (GTK_BOX (line),
                  is_small (type) ? make_small_record (in, entity, type, path, title)
                  : make_large_record (in, entity, record, type, path, title));
  gtk_widget_set_hexpand (gtk_widget_get_first_child (line), TRUE);
  remove = list_button (in, "user-trash-symbolic", name, entity->id, path, G_CALLBACK (on_take_out));
  if (!is_small (type))
    gtk_widget_set_valign (remove, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (box), line);
}

/* A heading with the number of entries and a button that adds one, then the entries. */
static void
add_records (Inspector *in, GtkWidget *box, const SlEntity *entity, gconstpointer record, const SlField *field,
             const char *path)
{
  const SlList *list = *(SlList *const *) SL_CONST_MEMBER (record, field);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *count;
  g_autofree char *text = sl_list_n (list) > 0 ? g_strdup_printf (ngettext ("%u entry", "%u entries", list->n), list->n)
                          : g_strdup (_("None"));
  g_autofree char *name = g_strdup_printf (_("Add to %s"), _(field->label));

  gtk_box_append (GTK_BOX (line), make_label (in, field));
  count = sl_label (text, "sl-dim");
  gtk_widget_set_hexpand (count, TRUE);
  gtk_box_append (GTK_BOX (line), count);
  gtk_box_append (GTK_BOX (line),
                  list_button (in, "list-add-symbolic", name, entity->id, path, G_CALLBACK (on_append)));
  gtk_box_append (GTK_BOX (box), line);
  for (guint i = 0; i < sl_list_n (list); i++)
    {
      g_autofree char *item = sl_record_item_path (path, field, list, i);
      add_record (in, box, entity, list->data + i * list->item_size, field->record, item, i);
    }
}

/* --- what a field is at the current frame --- */

static void
show_now (Inspector *in, GtkWidget *label)
{
  SlEditor *editor = in->host.editor;
  const char *id = g_object_get_data (G_OBJECT (label), "id"), *path = g_object_get_data (G_OBJECT (label), "path");
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);
  const SlShot *shot = sl_editor_shot (editor);
  g_autoptr (SlEntity) now = entity != NULL && shot != NULL ? sl_editor_entity_now (editor, id) : NULL;
  g_autofree char *own = now != NULL ? sl_entity_get (entity, path, NULL) : NULL;
  g_autofree char *value = now != NULL ? sl_entity_get (now, path, NULL) : NULL;
  gboolean differs = own != NULL && value != NULL && !g_str_equal (own, value);

  gtk_widget_set_visible (gtk_widget_get_parent (label), differs);
  if (!differs)
    return;
  g_autofree char *short_value = sl_rounded_text (value);
  g_autofree char *text = g_strdup_printf (_("%s here"), short_value);
  g_autofree char *where = g_strdup_printf (_("In %s at frame %d: what the shot’s tracks and its setup make of it"),
                                            shot->number != NULL ? shot->number : shot->entity.id,
                                            (int) sl_editor_frame (editor));
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, where);
}

static void
show_nows (Inspector *in)
{
  for (guint i = 0; i < in->nows->len; i++)
    show_now (in, in->nows->pdata[i]);
}

static void
add_now (Inspector *in, const SlEntity *entity, const SlField *field)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_label_new (NULL);
  GtkWidget *label = sl_label ("", "sl-changed");

  gtk_label_set_width_chars (GTK_LABEL (space), LABEL_CHARS);
  g_object_set_data_full (G_OBJECT (label), "id", g_strdup (entity->id), g_free);
  g_object_set_data (G_OBJECT (label), "path", (gpointer) field->name);
  g_ptr_array_add (in->nows, label);
  gtk_box_append (GTK_BOX (line), space);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (in->fields), line);
}

/* --- the panel --- */

static void
add_name (Inspector *in, const SlEntity *entity)
{
  static const SlField name_field = { .name = "name", .label = N_("Name"), .type = SL_TYPE_TEXT,
                                      .help = N_("Free text in any script") };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (line), make_label (in, &name_field));
  gtk_box_append (GTK_BOX (line), sl_field_control_new (&in->host, entity, &name_field, "name", _("Name")));
  gtk_box_append (GTK_BOX (line),
                  sl_field_control_reset (&in->host, entity, &name_field, "name", entity->name != NULL));
  gtk_box_append (GTK_BOX (in->fields), line);
}

static void
add_fields (Inspector *in, const SlEntity *entity)
{
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;

  add_name (in, entity);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SlField *field = &type->fields[i];
      if ((field->flags & SL_FIELD_CATALOGUE) != 0)
        continue;
      if (field->section != NULL)
        {
          GtkWidget *heading = sl_label (_(field->section), "sl-heading");
          gtk_widget_set_margin_top (heading, 10);
          gtk_box_append (GTK_BOX (in->fields), heading);
        }
      if (field->type == SL_TYPE_RECORDS)
        add_records (in, in->fields, entity, entity, field, field->name);
      else
        {
          gtk_box_append (GTK_BOX (in->fields), make_line (in, entity, entity, field, field->name, _(field->label)));
          add_now (in, entity, field);
        }
    }
}

static void
show_title (Inspector *in, const SlEntity *entity)
{
  g_autofree char *text = entity != NULL
                          ? g_strdup_printf ("%s · %s", _(sl_kind_info (entity->kind)->record.label), entity->id)
                          : NULL;

  if (text == NULL)
    text = g_strdup (sl_plan_count (sl_editor_plan (in->host.editor), SL_KIND_WALL) == 0
                     ? _("Begin with + on the left: a wall, a camera, a shot.")
                     : _("Pick a thing in the view or in the list."));
  gtk_label_set_text (GTK_LABEL (in->title), entity != NULL ? sl_entity_title (entity) : _("Nothing selected"));
  gtk_label_set_text (GTK_LABEL (in->subtitle), text);
}

static gboolean
focus_field (GtkWidget *widget, const char *path)
{
  const char *own = sl_field_control_path (widget, NULL);

  if (own != NULL)
    return g_str_equal (own, path) && gtk_widget_grab_focus (widget);
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    if (focus_field (w, path))
      return TRUE;
  return FALSE;
}

/* While something in here has the focus, rows are renewed in place, so that typing goes on. */
static void
fill (Inspector *in)
{
  const char *id = sl_editor_selected (in->host.editor), *focus_id = NULL;
  const SlEntity *entity = sl_plan_find (sl_editor_plan (in->host.editor), id);
  GtkWidget *focus = gtk_widget_get_root (in->fields) != NULL ? gtk_root_get_focus (gtk_widget_get_root (in->fields))
                     : NULL;
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, in->fields);
  g_autofree char *path = inside ? g_strdup (sl_field_control_path (focus, &focus_id)) : NULL;
  gboolean same = g_strcmp0 (focus_id, id) == 0;

  in->host.filling = TRUE;
  g_ptr_array_set_size (in->nows, 0);
  sl_clear_box (in->fields);
  show_title (in, entity);
  if (entity != NULL)
    add_fields (in, entity);
  show_nows (in);
  gtk_widget_set_sensitive (in->fields, entity == NULL || !sl_editor_is_locked (in->host.editor, id));
  if (path != NULL && same)
    focus_field (in->fields, path);
  in->host.filling = FALSE;
}

/* Opens the records that `path` lies in, "tracks[0]" and "tracks[0].keys[2]" of "tracks[0].keys[2].value". */
static void
open_records (Inspector *in, const char *path)
{
  for (const char *end = strstr (path, "]."); end != NULL; end = strstr (end + 1, "]."))
    g_hash_table_add (in->open,
                      g_strdup_printf ("%s %.*s]", sl_editor_selected (in->host.editor), (int) (end - path), path));
}

/* New rows have no place to scroll to before they were laid out: the second tick is after that. */
static gboolean
focus_on_tick (GtkWidget *fields, GdkFrameClock *clock, gpointer data)
{
  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (fields), "ticks")) < 2)
    {
      g_object_set_data (G_OBJECT (fields), "ticks",
                         GINT_TO_POINTER (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (fields), "ticks")) + 1));
      return G_SOURCE_CONTINUE;
    }
  focus_field (fields, data);
  return G_SOURCE_REMOVE;
}

gboolean
sl_inspector_focus (GtkWidget *inspector, const char *path)
{
  Inspector *in = g_object_get_data (G_OBJECT (inspector), "inspector");

  if (strchr (path, '[') != NULL && sl_editor_selected (in->host.editor) != NULL)
    {
      open_records (in, path);
      fill (in);
      g_object_set_data (G_OBJECT (in->fields), "ticks", NULL);
      gtk_widget_add_tick_callback (in->fields, focus_on_tick, g_strdup (path), g_free);
      return TRUE;
    }
  return focus_field (in->fields, path);
}

static gboolean
fill_idle (gpointer data)
{
  Inspector *in = data;

  in->idle = 0;
  fill (in);
  return G_SOURCE_REMOVE;
}

/* Rows may not vanish while one of them is being handled. */
static void
fill_later (Inspector *in)
{
  if (!in->host.dragging && in->idle == 0)
    in->idle = sl_before_redraw (fill_idle, in);
}

static void
on_drag_done (gpointer data)
{
  fill_later (data);
}

static void
inspector_free (gpointer data)
{
  Inspector *in = data;

  g_clear_handle_id (&in->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (in->host.editor, in);
  g_hash_table_unref (in->open);
  g_ptr_array_unref (in->nows);
  g_object_unref (in->fields);
  sl_bench_unref (in->bench);
  g_free (in);
}

GtkWidget *
sl_inspector_new (SlBench *bench, gboolean verdict)
{
  Inspector *in = g_new0 (Inspector, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *scroll = gtk_scrolled_window_new ();

  in->bench = sl_bench_ref (bench);
  in->host = (SlFieldHost) { .editor = bench->editor, .changed = on_drag_done, .data = in };
  in->title = sl_label ("", "title-4");
  in->subtitle = sl_label ("", "sl-dim");
  in->fields = g_object_ref (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  in->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  in->nows = g_ptr_array_new ();
  gtk_box_append (GTK_BOX (box), in->title);
  gtk_box_append (GTK_BOX (box), in->subtitle);
  if (verdict)
    gtk_box_append (GTK_BOX (box), sl_verdict_new (bench));
  gtk_box_append (GTK_BOX (box), in->fields);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_add_css_class (in->fields, "sl-inspector");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_widget_set_size_request (scroll, 320, -1);
  g_object_set_data_full (G_OBJECT (scroll), "inspector", in, inspector_free);
  g_signal_connect_swapped (bench->editor, "plan-changed", G_CALLBACK (fill_later), in);
  g_signal_connect_swapped (bench->editor, "selection-changed", G_CALLBACK (fill_later), in);
  g_signal_connect_swapped (bench->editor, "time-changed", G_CALLBACK (show_nows), in);
  fill (in);
  return scroll;
}
