#include "sl-key-rows.h"

#include "sl-key-hands.h"
#include "sl-key-row.h"
#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-title.h"
#include "sl-widgets.h"

struct SlKeyRows {
  SlBench       *bench;
  SlEditor      *editor; /* the bench’s */
  GtkAdjustment *axis;
  GtkWidget     *names, *tracks, *hands; /* names and tracks have a row for each of `shown` */
  GArray        *shown; /* guint: places in the shot's list of tracks */
  char          *shot;  /* id of what is shown */
};

/* --- what is shown --- */

static gboolean
is_shown (SlKeyRows *rows, const SlShot *shot, const SlTrack *track)
{
  const char *selected = sl_editor_selected (rows->editor);

  if (selected == NULL || g_str_equal (selected, shot->entity.id) || g_strcmp0 (selected, track->target) == 0)
    return TRUE;
  return g_strcmp0 (selected, shot->camera) == 0 /* with what it rides */
         && sl_scene_moves_camera (sl_editor_plan (rows->editor), shot, track);
}

static const SlTrack *
track_at (const SlShot *shot, guint at)
{
  return (const SlTrack *) (shot->tracks->data + at * shot->tracks->item_size);
}

/* "Position", or "Camera A · Position" where tracks of several things are shown. */
static char *
track_title (SlKeyRows *rows, const SlTrack *track)
{
  const SlEntity *target = sl_plan_find (sl_editor_plan (rows->editor), track->target);
  g_autofree char *label = target != NULL ? sl_title_of_path (target->kind, track->path) : g_strdup (track->path);

  if (target == NULL || g_strcmp0 (sl_editor_selected (rows->editor), target->id) == 0)
    return g_steal_pointer (&label);
  return g_strdup_printf ("%s · %s", sl_entity_title (target), label);
}

/* --- what they do --- */

static void
on_add_key (GtkButton *button, SlKeyRows *rows)
{
  const SlShot *shot = sl_editor_shot (rows->editor);
  g_autoptr (GError) error = NULL;
  const char *path = g_object_get_data (G_OBJECT (button), "path");
  g_autoptr (SlCommand) command = NULL;

  if (shot != NULL)
    command = sl_operation_append (sl_editor_plan (rows->editor), shot->entity.id, path,
                                   (gint64) sl_editor_frame (rows->editor), &error);
  if (command != NULL)
    sl_editor_apply (rows->editor, command);
  else if (error != NULL)
    sl_editor_message (rows->editor, error->message);
}

/* --- making them --- */

static GtkWidget *
make_name (guint index, gpointer data)
{
  SlKeyRows *rows = data;
  const SlTrack *track = track_at (sl_editor_shot (rows->editor), g_array_index (rows->shown, guint, index));
  g_autofree char *title = track_title (rows, track), *name = g_strdup_printf (_("Add a key to %s here"), title);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *value = sl_label ("", "sl-number"), *add;

  gtk_box_append (GTK_BOX (line), sl_label (title, "sl-dim"));
  /* takes what is left, and no more */
  gtk_label_set_max_width_chars (GTK_LABEL (gtk_widget_get_first_child (line)), 1);
  gtk_widget_set_hexpand (gtk_widget_get_first_child (line), TRUE);
  g_object_set_data_full (G_OBJECT (value), "target", g_strdup (track->target), g_free);
  g_object_set_data_full (G_OBJECT (value), "path", g_strdup (track->path), g_free);
  gtk_box_append (GTK_BOX (line), value);
  add = sl_button ("list-add-symbolic", name, NULL);
  gtk_widget_add_css_class (add, "sl-toggle");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  g_signal_connect (add, "clicked", G_CALLBACK (on_add_key), rows);
  gtk_box_append (GTK_BOX (line), add);
  return line;
}

static GtkWidget *
child_at (GtkWidget *box, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  for (; child != NULL && index > 0; index--)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
make_track (guint index, gpointer data)
{
  SlKeyRows *rows = data;
  GtkWidget *row = sl_key_row_new (rows->bench, rows->axis);

  sl_same_height (child_at (rows->names, index), row);
  return row;
}

/* The values at the playhead. */
static void
show_values (SlKeyRows *rows)
{
  for (GtkWidget *line = gtk_widget_get_first_child (rows->names); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *label = gtk_widget_get_next_sibling (gtk_widget_get_first_child (line));
      const char *target = label != NULL ? g_object_get_data (G_OBJECT (label), "target") : NULL;
      g_autoptr (SlEntity) now = target != NULL ? sl_editor_entity_now (rows->editor, target) : NULL;
      g_autofree char *value = now != NULL ? sl_entity_get (now, g_object_get_data (G_OBJECT (label), "path"), NULL)
                                           : NULL;
      g_autofree char *shown = value != NULL ? sl_rounded_text (value) : NULL;

      if (label != NULL)
        gtk_label_set_text (GTK_LABEL (label), shown != NULL ? shown : "");
    }
}

static void
show_keys (SlKeyRows *rows)
{
  const SlShot *shot = sl_editor_shot (rows->editor);
  GtkWidget *row = gtk_widget_get_first_child (rows->tracks), *name = gtk_widget_get_first_child (rows->names);

  /* what is chosen may change before the rows are those of another shot, or of tracks that are gone */
  if (shot == NULL || g_strcmp0 (rows->shot, shot->entity.id) != 0
      || (rows->shown->len > 0
          && g_array_index (rows->shown, guint, rows->shown->len - 1) >= sl_list_n (shot->tracks)))
    return;
  for (guint i = 0; i < rows->shown->len; i++)
    {
      const guint at = g_array_index (rows->shown, guint, i);
      g_autofree char *title = track_title (rows, track_at (shot, at));

      sl_key_row_show (row, shot, at, title);
      g_object_set_data_full (G_OBJECT (gtk_widget_get_last_child (name)), "path",
                              g_strdup_printf ("tracks[#%u].keys", at), g_free);
      row = gtk_widget_get_next_sibling (row);
      name = gtk_widget_get_next_sibling (name);
    }
}

static void
fill (SlKeyRows *rows)
{
  const SlShot *shot = sl_editor_shot (rows->editor);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  sl_key_hands_cancel (rows->hands);
  g_array_set_size (rows->shown, 0);
  for (guint i = 0; shot != NULL && i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = track_at (shot, i);
      g_autofree char *title = track_title (rows, track);

      if (!is_shown (rows, shot, track))
        continue;
      g_array_append_val (rows->shown, i);
      g_ptr_array_add (keys, g_strdup_printf ("%s|%s|%s|%s", shot->entity.id, track->target, track->path, title));
    }
  sl_sync_children (rows->names, keys, make_name, rows);
  sl_sync_children (rows->tracks, keys, make_track, rows);
  show_keys (rows);
  show_values (rows);
}

/* Only what changes the rows makes them anew: scrubbing goes on in between. */
static void
on_time (SlKeyRows *rows)
{
  const SlShot *shot = sl_editor_shot (rows->editor);
  const char *id = shot != NULL ? shot->entity.id : "";

  if (g_strcmp0 (rows->shot, id) == 0)
    {
      show_values (rows);
      return;
    }
  g_free (rows->shot);
  rows->shot = g_strdup (id);
  fill (rows);
}

SlKeyRows *
sl_key_rows_new (SlBench *bench, GtkAdjustment *axis)
{
  SlKeyRows *rows = g_new0 (SlKeyRows, 1);

  *rows = (SlKeyRows) { .bench = sl_bench_ref (bench), .editor = bench->editor, .axis = g_object_ref (axis),
                        .names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                        .tracks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                        .shown = g_array_new (FALSE, FALSE, sizeof (guint)) };
  rows->hands = sl_key_hands_new (bench, axis, rows->tracks);
  sl_set_name (rows->tracks, _("Keys"));
  g_signal_connect_swapped (rows->editor, "plan-changed", G_CALLBACK (fill), rows);
  g_signal_connect_swapped (rows->editor, "selection-changed", G_CALLBACK (fill), rows);
  g_signal_connect_swapped (rows->editor, "time-changed", G_CALLBACK (on_time), rows);
  g_signal_connect_swapped (bench->keys, "changed", G_CALLBACK (show_keys), rows);
  on_time (rows);
  return rows;
}

void
sl_key_rows_free (SlKeyRows *rows)
{
  g_signal_handlers_disconnect_by_data (rows->editor, rows);
  g_signal_handlers_disconnect_by_data (rows->bench->keys, rows);
  g_array_unref (rows->shown);
  g_free (rows->shot);
  g_object_unref (rows->axis);
  sl_bench_unref (rows->bench);
  g_free (rows);
}

GtkWidget *
sl_key_rows_names (SlKeyRows *rows)
{
  return rows->names;
}

GtkWidget *
sl_key_rows_tracks (SlKeyRows *rows)
{
  return rows->hands;
}
