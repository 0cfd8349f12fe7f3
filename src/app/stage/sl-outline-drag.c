#include "sl-outline-drag.h"

#include <string.h>

#include "sl-groups.h"
#include "sl-i18n.h"

#define DRAGGED "sightline-thing:" /* before the id, in what is dragged */

static GdkContentProvider *
on_drag (GtkDragSource *source, double x, double y, gpointer id)
{
  g_autofree char *text = g_strconcat (DRAGGED, id, NULL);

  return gdk_content_provider_new_typed (G_TYPE_STRING, text);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, GtkWidget *row)
{
  g_autoptr (GdkPaintable) looks = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, looks, 0, 0);
}

/* What is dragged: all that is selected, when it is of that. NULL for what is no thing. Free with
 * g_ptr_array_unref(). */
static GPtrArray *
dragged (SlEditor *editor, const GValue *value)
{
  const char *text = g_value_get_string (value), *id;
  GPtrArray *ids;

  if (text == NULL || !g_str_has_prefix (text, DRAGGED))
    return NULL;
  id = text + strlen (DRAGGED);
  ids = g_ptr_array_new_with_free_func (g_free);
  if (!sl_editor_is_selected (editor, id))
    g_ptr_array_add (ids, g_strdup (id));
  else
    for (guint i = 0; i < sl_editor_selection (editor)->len; i++)
      g_ptr_array_add (ids, g_strdup (sl_editor_selection (editor)->pdata[i]));
  return ids;
}

static gboolean
on_drop_in (GtkDropTarget *target, const GValue *value, double x, double y, SlEditor *editor)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (row)); /* the row may be made anew by what is selected */
  g_autofree char *group = g_strdup (g_object_get_data (G_OBJECT (row), "id"));
  g_autoptr (GPtrArray) ids = dragged (editor, value);
  GVariantBuilder texts;

  if (ids == NULL)
    return FALSE;
  sl_editor_select_set (editor, (const char *const *) ids->pdata, ids->len);
  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&texts, "{ss}", "into", group);
  return gtk_widget_activate_action (window, "win.operate", "(sa{ss})", "group", &texts);
}

/* On a section's head: into no group. */
static gboolean
on_drop_out (GtkDropTarget *target, const GValue *value, double x, double y, SlEditor *editor)
{
  g_autoptr (GPtrArray) ids = dragged (editor, value);
  g_autoptr (SlCommand) command = sl_command_new (_("Take out of the group"));

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (sl_group_of (sl_editor_plan (editor), sl_plan_find (sl_editor_plan (editor), ids->pdata[i])) != NULL)
      sl_command_set (command, ids->pdata[i], "group", "");
  return sl_command_count (command) > 0 && sl_editor_apply (editor, command);
}

static void
add_drop (GtkWidget *row, SlEditor *editor, GCallback drop)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", drop, editor);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

void
sl_outline_drag_add (GtkWidget *row, SlEditor *editor, const SlEntity *entity)
{
  GtkDragSource *source;

  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (entity->id), g_free);
  if (entity->kind == SL_KIND_GROUP)
    add_drop (row, editor, G_CALLBACK (on_drop_in));
  if (sl_entity_placed (entity) == NULL && entity->kind != SL_KIND_GROUP)
    return;
  source = gtk_drag_source_new ();
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag), g_object_get_data (G_OBJECT (row), "id"));
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
}

void
sl_outline_drag_add_out (GtkWidget *head, SlEditor *editor)
{
  add_drop (head, editor, G_CALLBACK (on_drop_out));
}
