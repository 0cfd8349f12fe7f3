#include "sl-key-rows.h"

#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-title.h"

enum { ROW_HEIGHT = 24 };

struct SlKeyRows {
  SlEditor      *editor;
  GtkAdjustment *axis;
  GtkWidget     *names, *tracks;
};

/* --- what is shown --- */

static gboolean
is_shown (SlKeyRows *rows, const SlShot *shot, const SlTrack *track)
{
  const char *selected = sl_editor_selected (rows->editor);

  return selected == NULL || g_str_equal (selected, shot->entity.id) || g_strcmp0 (selected, track->target) == 0;
}

static const SlTrack *
track_at (const SlShot *shot, guint at)
{
  return (const SlTrack *) (shot->tracks->data + at * shot->tracks->item_size);
}

static const SlKey *
key_at (const SlTrack *track, guint at)
{
  return (const SlKey *) (track->keys->data + at * track->keys->item_size);
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
on_key (GtkButton *button, SlKeyRows *rows)
{
  sl_editor_set_frame (rows->editor, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "frame")));
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, SlKeyRows *rows)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  const SlShot *shot = sl_editor_shot (rows->editor);

  if (shot == NULL || (keyval != GDK_KEY_Delete && keyval != GDK_KEY_KP_Delete && keyval != GDK_KEY_BackSpace))
    return FALSE;
  g_autofree char *label = g_strdup_printf (_("Take out a key of %s"), sl_entity_title (&shot->entity));
  g_autoptr (SlCommand) command = sl_command_new (label);
  sl_command_set (command, shot->entity.id, g_object_get_data (G_OBJECT (button), "path"), "");
  sl_editor_apply (rows->editor, command);
  return TRUE;
}

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
make_key (SlKeyRows *rows, const SlShot *shot, const SlTrack *track, guint at, guint k, const char *title)
{
  const SlKey *key = key_at (track, k);
  GtkWidget *button = gtk_button_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *value = sl_rounded_text (key->value != NULL ? key->value : "");
  g_autofree char *name = g_strdup_printf (_("%s at frame %d: %s"), title, (int) key->frame, value);

  gtk_widget_add_css_class (button, "sl-key");
  if (key->ease == SL_EASE_HOLD)
    gtk_widget_add_css_class (button, "sl-key-hold");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  sl_set_tooltip (button, name);
  sl_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "frame", GINT_TO_POINTER ((int) key->frame));
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup_printf ("tracks[%u].keys[%u]", at, k), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_key), rows);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), rows);
  gtk_widget_add_controller (button, keys);
  double start = sl_edit_start (sl_editor_plan (rows->editor), shot->entity.id);
  sl_time_span (button, start + ((double) key->frame + .5) / sl_rational_to_real (shot->fps), 0);
  return button;
}

/* A line from the first key to the last, and the keys on it. */
static GtkWidget *
make_track (SlKeyRows *rows, const SlShot *shot, guint at, const char *title)
{
  const SlTrack *track = track_at (shot, at);
  guint n = sl_list_n (track->keys);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  double fps = sl_rational_to_real (shot->fps);
  double start = sl_edit_start (sl_editor_plan (rows->editor), shot->entity.id) + .5 / fps;

  gtk_widget_set_layout_manager (row, sl_time_layout_new (rows->axis));
  gtk_widget_set_overflow (row, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (row, -1, ROW_HEIGHT);
  gtk_widget_add_css_class (row, "sl-key-row");
  sl_set_name (row, title);
  if (n > 0)
    {
      double first = (double) key_at (track, 0)->frame / fps, last = (double) key_at (track, n - 1)->frame / fps;
      gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (line, "sl-key-line");
      sl_time_span (line, start + first, MAX (last - first, 1e-6));
    }
  gtk_box_append (GTK_BOX (row), line);
  for (guint k = 0; k < n; k++)
    gtk_box_append (GTK_BOX (row), make_key (rows, shot, track, at, k, title));
  return row;
}

static GtkWidget *
make_name (SlKeyRows *rows, guint at, const SlTrack *track, const char *title)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *value = sl_label ("", "sl-number"), *add;
  g_autofree char *name = g_strdup_printf (_("Add a key to %s here"), title);

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
  g_object_set_data_full (G_OBJECT (add), "path", g_strdup_printf ("tracks[%u].keys", at), g_free);
  g_signal_connect (add, "clicked", G_CALLBACK (on_add_key), rows);
  gtk_box_append (GTK_BOX (line), add);
  return line;
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
fill (SlKeyRows *rows)
{
  const SlShot *shot = sl_editor_shot (rows->editor);

  sl_clear_box (rows->names);
  sl_clear_box (rows->tracks);
  for (guint i = 0; shot != NULL && i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = track_at (shot, i);
      g_autofree char *title = track_title (rows, track);

      if (!is_shown (rows, shot, track))
        continue;
      GtkWidget *name = make_name (rows, i, track, title), *row = make_track (rows, shot, i, title);
      gtk_box_append (GTK_BOX (rows->names), name);
      gtk_box_append (GTK_BOX (rows->tracks), row);
      sl_same_height (name, row);
    }
  show_values (rows);
}

/* Only what changes the rows makes them anew: scrubbing goes on in between. */
static void
on_time (SlKeyRows *rows)
{
  const SlShot *shot = sl_editor_shot (rows->editor);
  const char *id = shot != NULL ? shot->entity.id : "";

  if (g_strcmp0 (g_object_get_data (G_OBJECT (rows->tracks), "shot"), id) == 0)
    {
      show_values (rows);
      return;
    }
  g_object_set_data_full (G_OBJECT (rows->tracks), "shot", g_strdup (id), g_free);
  fill (rows);
}

SlKeyRows *
sl_key_rows_new (SlEditor *editor, GtkAdjustment *axis)
{
  SlKeyRows *rows = g_new0 (SlKeyRows, 1);

  *rows = (SlKeyRows) { g_object_ref (editor), g_object_ref (axis), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
                        gtk_box_new (GTK_ORIENTATION_VERTICAL, 0) };
  sl_set_name (rows->tracks, _("Keys"));
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (fill), rows);
  g_signal_connect_swapped (editor, "selection-changed", G_CALLBACK (fill), rows);
  g_signal_connect_swapped (editor, "time-changed", G_CALLBACK (on_time), rows);
  on_time (rows);
  return rows;
}

void
sl_key_rows_free (SlKeyRows *rows)
{
  g_signal_handlers_disconnect_by_data (rows->editor, rows);
  g_object_unref (rows->editor);
  g_object_unref (rows->axis);
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
  return rows->tracks;
}
