#include "sl-inspector.h"

#include <string.h>

#include "sl-field-row.h"
#include "sl-i18n.h"
#include "sl-record-rows.h"
#include "sl-verdict.h"

typedef struct {
  SlBench    *bench;
  SlFieldHost host;
  GtkWidget  *title, *subtitle, *fields;
  GPtrArray  *nows;  /* labels, borrowed from the rows, that say what a field is at the current frame */
  guint       idle;
} Inspector;

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

  gtk_label_set_width_chars (GTK_LABEL (space), SL_FIELD_LABEL_CHARS);
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

  gtk_box_append (GTK_BOX (line), sl_field_label (&in->host, &name_field));
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
        sl_record_rows_add (&in->host, in->fields, entity, entity, field, field->name);
      else
        {
          gtk_box_append (GTK_BOX (in->fields),
                          sl_field_row_new (&in->host, entity, entity, field, field->name, _(field->label)));
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
  GtkRoot *root = gtk_widget_get_root (in->fields);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
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
    g_hash_table_add (in->host.open,
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
fill_later (gpointer data)
{
  Inspector *in = data;

  if (!in->host.dragging && in->idle == 0)
    in->idle = sl_before_redraw (fill_idle, in);
}

static void
inspector_free (gpointer data)
{
  Inspector *in = data;

  g_clear_handle_id (&in->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (in->host.editor, in);
  g_hash_table_unref (in->host.open);
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
  in->host = (SlFieldHost) { .editor = bench->editor, .changed = fill_later, .data = in,
                             .open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  in->title = sl_label ("", "title-4");
  in->subtitle = sl_label ("", "sl-dim");
  in->fields = g_object_ref (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
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
