#include "sl-curve-private.h"
#include "sl-i18n.h"
#include "sl-strips.h"
#include "sl-widgets.h"

static void
page_free (gpointer data)
{
  SlCurvePage *p = data;

  g_signal_handlers_disconnect_by_data (p->editor, p);
  sl_trace_free (p->trace);
  g_clear_pointer (&p->begun, g_array_unref);
  g_array_unref (p->tracks);
  g_object_unref (p->axis);
  sl_bench_unref (p->bench);
  g_free (p);
}

/* --- showing --- */

void
sl_curve_show_bend (SlCurvePage *p)
{
  const gboolean known = p->trace != NULL && p->key + 1 < p->trace->keys->len;

  p->filling = TRUE;
  for (guint i = 0; i < 4; i++)
    {
      gtk_widget_set_sensitive (p->bends[i], known);
      if (known)
        gtk_spin_button_set_value (GTK_SPIN_BUTTON (p->bends[i]),
                                   g_array_index (p->trace->keys, SlTraceKey, p->key).bend[i]);
    }
  p->filling = FALSE;
}

static void
show_readout (SlCurvePage *p)
{
  g_autofree char *text = p->trace != NULL ? sl_trace_text (p->trace, sl_editor_frame (p->editor)) : NULL;

  gtk_label_set_text (GTK_LABEL (p->readout), text != NULL ? text : "");
  sl_set_tooltip (p->readout, text);
}

static void
show_trace (SlCurvePage *p)
{
  const guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (p->choice));

  g_clear_pointer (&p->trace, sl_trace_free);
  p->taken = SL_TAKEN_NONE;
  if (at < p->tracks->len)
    p->trace = sl_trace_new (p->editor, g_array_index (p->tracks, guint, at));
  gtk_widget_set_visible (p->empty, p->trace == NULL);
  show_readout (p);
  sl_curve_show_bend (p);
  gtk_widget_queue_draw (p->area);
}

static void
on_choice (GObject *choice, GParamSpec *spec, SlCurvePage *p)
{
  if (!p->filling)
    {
      p->key = 0;
      show_trace (p);
    }
}

/* The tracks that there are now; the one that was shown stays shown. */
void
sl_curve_fill (SlCurvePage *p)
{
  g_autofree char *shown = p->trace != NULL ? g_strdup (p->trace->title) : NULL;
  GtkStringList *titles = gtk_string_list_new (NULL);
  g_autoptr (GArray) all = sl_traces (p->editor);
  guint selected = 0;

  g_array_set_size (p->tracks, 0);
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (SlTrace) trace = sl_trace_new (p->editor, g_array_index (all, guint, i));

      if (trace == NULL)
        continue;
      if (g_strcmp0 (trace->title, shown) == 0)
        selected = p->tracks->len;
      g_array_append_val (p->tracks, g_array_index (all, guint, i));
      gtk_string_list_append (titles, trace->title);
    }
  p->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (p->choice), G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (p->choice), p->tracks->len > 0 ? selected : GTK_INVALID_LIST_POSITION);
  p->filling = FALSE;
  g_object_unref (titles);
  show_trace (p);
}

static void
on_time (SlCurvePage *p)
{
  const SlShot *shot = sl_editor_shot (p->editor);

  if (p->trace == NULL || shot == NULL || !g_str_equal (shot->entity.id, p->trace->shot))
    sl_curve_fill (p);
  else
    show_readout (p);
}

/* --- bends that are typed --- */

static void
on_bend (GtkSpinButton *spin, SlCurvePage *p)
{
  double bend[4];

  if (p->filling || p->trace == NULL || p->key + 1 >= p->trace->keys->len)
    return;
  for (guint i = 0; i < 4; i++)
    bend[i] = gtk_spin_button_get_value (GTK_SPIN_BUTTON (p->bends[i]));
  g_autoptr (SlTrace) trace = sl_trace_new (p->editor,
                                            g_array_index (p->tracks, guint,
                                                           gtk_drop_down_get_selected (GTK_DROP_DOWN (p->choice))));
  if (trace != NULL)
    sl_trace_set_bend (trace, p->editor, p->key, bend);
}

/* --- building --- */

static GtkWidget *
build_bends (SlCurvePage *p)
{
  static const char *const names[] = { N_("Leaves: time"), N_("Leaves: way"), N_("Arrives: time"), N_("Arrives: way") };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 4);
  for (int i = 0; i < 4; i++)
    {
      const gboolean time = i % 2 == 0;

      p->bends[i] = gtk_spin_button_new_with_range (time ? 0 : -10, time ? 1 : 10, .05);
      gtk_spin_button_set_digits (GTK_SPIN_BUTTON (p->bends[i]), 2);
      gtk_editable_set_width_chars (GTK_EDITABLE (p->bends[i]), 4);
      gtk_widget_add_css_class (p->bends[i], "sl-bend");
      sl_set_name (p->bends[i], _(names[i]));
      sl_set_tooltip (p->bends[i], _(names[i]));
      g_signal_connect (p->bends[i], "value-changed", G_CALLBACK (on_bend), p);
      gtk_grid_attach (GTK_GRID (grid), p->bends[i], i % 2, i / 2, 1, 1);
    }
  return grid;
}

static GtkWidget *
build_names (SlCurvePage *p, int names_width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  p->choice = gtk_drop_down_new (NULL, NULL);
  sl_set_name (p->choice, _("Curve of"));
  p->readout = sl_label ("", "sl-number");
  gtk_label_set_wrap (GTK_LABEL (p->readout), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (p->readout), 24);
  gtk_widget_set_size_request (box, names_width, -1);
  gtk_widget_set_hexpand (box, FALSE);
  gtk_box_append (GTK_BOX (box), p->choice);
  gtk_box_append (GTK_BOX (box), p->readout);
  gtk_box_append (GTK_BOX (box), build_bends (p));
  g_signal_connect (p->choice, "notify::selected", G_CALLBACK (on_choice), p);
  return box;
}

static GtkWidget *
build_area (SlCurvePage *p)
{
  GtkWidget *overlay = gtk_overlay_new ();

  p->area = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (p->area), sl_curve_paint, p, NULL);
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_widget_set_overflow (overlay, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (p->area, "sl-key-row");
  sl_set_name (p->area, _("Curve"));
  p->empty = sl_label (_("Nothing here is keyed. Select what moves, or key a field with its diamond."), "sl-dim");
  gtk_widget_set_halign (p->empty, GTK_ALIGN_CENTER);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), p->area);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), p->empty);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), sl_playhead_new (p->bench, p->axis));
  sl_curve_add_hands (p);
  return overlay;
}

GtkWidget *
sl_curve_page_new (SlBench *bench, GtkAdjustment *axis, int names_width)
{
  SlCurvePage *p = g_new0 (SlCurvePage, 1);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  p->bench = sl_bench_ref (bench);
  p->editor = bench->editor;
  p->axis = g_object_ref (axis);
  p->tracks = g_array_new (FALSE, FALSE, sizeof (guint));
  p->page = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (p->page), build_names (p, names_width));
  gtk_box_append (GTK_BOX (rows), sl_ruler_new (bench, axis));
  gtk_box_append (GTK_BOX (rows), build_area (p));
  gtk_box_append (GTK_BOX (p->page), rows);
  g_object_set_data_full (G_OBJECT (p->page), "curve-page", p, page_free);
  g_signal_connect_swapped (p->editor, "plan-changed", G_CALLBACK (sl_curve_fill), p);
  g_signal_connect_swapped (p->editor, "selection-changed", G_CALLBACK (sl_curve_fill), p);
  g_signal_connect_swapped (p->editor, "time-changed", G_CALLBACK (on_time), p);
  g_signal_connect_object (bench->keys, "changed", G_CALLBACK (gtk_widget_queue_draw), p->area, G_CONNECT_SWAPPED);
  g_signal_connect_object (axis, "value-changed", G_CALLBACK (gtk_widget_queue_draw), p->area, G_CONNECT_SWAPPED);
  g_signal_connect_object (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), p->area, G_CONNECT_SWAPPED);
  sl_curve_fill (p);
  return p->page;
}
