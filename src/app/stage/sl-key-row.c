#include "sl-key-row.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-time-axis.h"
#include "sl-widgets.h"

enum { ROW_HEIGHT = 24 };

typedef struct {
  SlBench   *bench;
  GtkWidget *line;
  double     start, fps; /* of the shot on the axis (s) */
} Row;

static void
row_free (gpointer data)
{
  sl_bench_unref (((Row *) data)->bench);
  g_free (data);
}

static Row *
row_of (GtkWidget *box)
{
  return g_object_get_data (G_OBJECT (box), "key-row");
}

const char *
sl_key_row_name_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "key-name");
}

int
sl_key_row_frame_of (GtkWidget *button)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "frame"));
}

/* --- keys --- */

/* Which are chosen is for the hands around to say. */
static void
on_clicked (GtkWidget *button, SlBench *bench)
{
  sl_editor_set_frame (bench->editor, sl_key_row_frame_of (button));
}

static GtkWidget *
make_key (SlBench *bench)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (button, "sl-key");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), bench);
  return button;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is)
{
  if (is)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_key (Row *row, GtkWidget *button, const SlTrack *track, const SlKey *key, const char *title)
{
  g_autofree char *value = sl_rounded_text (key->value != NULL ? key->value : "");
  g_autofree char *name = g_strdup_printf (_("%s at frame %d: %s"), title, (int) key->frame, value);
  const gboolean chosen = sl_key_choice_has (row->bench->keys, track->target, track->path, key->frame);

  set_class (button, "sl-key-hold", key->ease == SL_EASE_HOLD);
  set_class (button, "sl-key-round", key->ease == SL_EASE_SMOOTH || key->ease == SL_EASE_BEZIER);
  set_class (button, "sl-key-chosen", chosen);
  sl_set_tooltip (button, name);
  sl_set_name (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  chosen ? _("Chosen") : "", -1);
  g_object_set_data (G_OBJECT (button), "frame", GINT_TO_POINTER ((int) key->frame));
  g_object_set_data_full (G_OBJECT (button), "key-name", sl_key_name (track->target, track->path, key->frame), g_free);
  sl_time_span (button, row->start + ((double) key->frame + .5) / row->fps, 0);
}

/* As many as there are keys. */
static void
fit_buttons (GtkWidget *box, Row *row, guint n)
{
  GtkWidget *button = gtk_widget_get_next_sibling (row->line);

  for (; n > 0; n--, button = gtk_widget_get_next_sibling (button))
    if (button == NULL)
      {
        button = make_key (row->bench);
        gtk_box_append (GTK_BOX (box), button);
      }
  while (button != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (button);

      gtk_box_remove (GTK_BOX (box), button);
      button = next;
    }
}

static void
show_line (Row *row, const SlTrack *track)
{
  const guint n = sl_list_n (track->keys);
  const double first = n > 0 ? (double) sl_list_at (track->keys, SlKey, 0)->frame : 0;
  const double last = n > 0 ? (double) sl_list_at (track->keys, SlKey, n - 1)->frame : 0;

  gtk_widget_set_visible (row->line, n > 0);
  sl_time_span (row->line, row->start + (first + .5) / row->fps, fmax ((last - first) / row->fps, 1e-6));
}

void
sl_key_row_show (GtkWidget *box, const SlShot *shot, guint at, const char *title)
{
  Row *row = row_of (box);
  const SlTrack *track = sl_list_at (shot->tracks, SlTrack, at);
  GtkWidget *button;

  row->fps = sl_rational_to_real (shot->fps);
  row->start = sl_edit_start (sl_editor_plan (row->bench->editor), shot->entity.id);
  sl_set_name (box, title);
  show_line (row, track);
  fit_buttons (box, row, sl_list_n (track->keys));
  button = gtk_widget_get_next_sibling (row->line);
  for (guint k = 0; k < sl_list_n (track->keys); k++, button = gtk_widget_get_next_sibling (button))
    show_key (row, button, track, sl_list_at (track->keys, SlKey, k), title);
}

void
sl_key_row_preview (GtkWidget *box, const SlShot *shot, gint64 by, double factor, gint64 about)
{
  Row *row = row_of (box);

  for (GtkWidget *b = gtk_widget_get_next_sibling (row->line); b != NULL; b = gtk_widget_get_next_sibling (b))
    {
      const gboolean chosen = gtk_widget_has_css_class (b, "sl-key-chosen");
      const double at = sl_key_row_frame_of (b);
      const double frame = chosen ? round ((double) about + (at - (double) about) * factor) + (double) by : at;

      sl_time_span (b, row->start + (frame + .5) / row->fps, 0);
    }
  gtk_widget_queue_allocate (box);
}

GtkWidget *
sl_key_row_find (GtkWidget *box, const char *name)
{
  for (GtkWidget *b = gtk_widget_get_next_sibling (row_of (box)->line); b != NULL; b = gtk_widget_get_next_sibling (b))
    if (g_strcmp0 (sl_key_row_name_of (b), name) == 0)
      return b;
  return NULL;
}

GtkWidget *
sl_key_row_new (SlBench *bench, GtkAdjustment *axis)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  *row = (Row) { sl_bench_ref (bench), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, 24 };
  gtk_widget_set_layout_manager (box, sl_time_layout_new (axis));
  gtk_widget_set_overflow (box, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (box, -1, ROW_HEIGHT);
  gtk_widget_add_css_class (box, "sl-key-row");
  gtk_widget_set_valign (row->line, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row->line, "sl-key-line");
  gtk_box_append (GTK_BOX (box), row->line);
  g_object_set_data_full (G_OBJECT (box), "key-row", row, row_free);
  return box;
}
