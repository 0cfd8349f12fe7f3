#include "sl-timeline.h"

#include <math.h>

#include "sl-i18n.h"

typedef struct {
  SlEditor  *editor;
  GtkWidget *shots, *scale, *frame, *length, *time, *play;
  guint      tick;
  gint64     play_started;
  double     play_from;
  gboolean   filling;
} Timeline;

/* --- the chart --- */

static const double grade_rgb[SL_N_GRADES][3] = { { .31, .75, .50 }, { .90, .72, .23 }, { .94, .54, .24 }, { .94, .32, .35 } };

/* A strip from y to y + h: a column a frame, coloured by grade, `value` 0…1 high. */
static void
draw_strip (cairo_t *cr, const SlCoverage *c, SlSubject subject, double width, double y, double h)
{
  for (guint i = 0; i < c->n_frames; i++)
    {
      const SlFrameCoverage *f = &c->frames[i];
      double r = fmin (f->blur_pitch_ratio_h, f->blur_pitch_ratio_v);
      double value = subject == SL_SUBJECT_COVERAGE ? fmax (0, 1 - (1 - f->coverage) * 4) : isnan (r) ? 0 : fmin (1, r / 6);
      const double *rgb = grade_rgb[f->grades[subject]];
      double x0 = width * i / c->n_frames, x1 = width * (i + 1) / c->n_frames;

      if (!f->graded[subject])
        continue;
      cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], .32);
      cairo_rectangle (cr, x0, y + h * (1 - value), x1 - x0 + .5, h * value);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
      cairo_rectangle (cr, x0, y + h * (1 - value), x1 - x0 + .5, 1.5);
      cairo_fill (cr);
    }
}

static void
draw_chart (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SlEditor *editor = data;
  const SlShot *shot = sl_editor_shot (editor);
  const SlCoverage *c = shot != NULL ? sl_editor_coverage (editor, shot->entity.id) : NULL;
  double half = (height - 6) / 2.;

  cairo_set_source_rgba (cr, .5, .5, .5, .10);
  cairo_rectangle (cr, 0, 0, width, half);
  cairo_rectangle (cr, 0, half + 6, width, half);
  cairo_fill (cr);
  if (c != NULL)
    {
      draw_strip (cr, c, SL_SUBJECT_COVERAGE, width, 0, half);
      draw_strip (cr, c, SL_SUBJECT_MOIRE, width, half + 6, half);
    }
  if (shot == NULL)
    return;
  cairo_set_source_rgb (cr, .47, .68, .93);
  cairo_rectangle (cr, width * (sl_editor_frame (editor) + .5) / (double) shot->frames - .75, 0, 1.5, height);
  cairo_fill (cr);
}

static void
go_to (GtkWidget *area, SlEditor *editor, double x)
{
  const SlShot *shot = sl_editor_shot (editor);
  if (shot != NULL)
    sl_editor_set_frame (editor, x / MAX (1, gtk_widget_get_width (area)) * (double) shot->frames);
}

static void
on_chart_begin (GtkGestureDrag *gesture, double x, double y, SlEditor *editor)
{
  go_to (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), editor, x);
}

static void
on_chart_drag (GtkGestureDrag *gesture, double dx, double dy, SlEditor *editor)
{
  double x, y;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  go_to (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), editor, x + dx);
}

GtkWidget *
sl_chart_new (SlEditor *editor)
{
  GtkWidget *area = gtk_drawing_area_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_chart, g_object_ref (editor), g_object_unref);
  gtk_widget_set_size_request (area, 100, 72);
  gtk_widget_set_hexpand (area, TRUE);
  sl_set_name (area, _("Coverage and moiré over the shot"));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_chart_begin), editor);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_chart_drag), editor);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (editor, "time-changed", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "results-changed", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  return area;
}

/* --- playing --- */

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Timeline *t = data;
  const SlShot *shot = sl_editor_shot (t->editor);
  double frame;

  if (shot == NULL)
    return G_SOURCE_CONTINUE;
  /* by the clock: a slow picture drops frames, never time */
  frame = t->play_from + (double) (g_get_monotonic_time () - t->play_started) / 1e6 * sl_rational_to_real (shot->fps);
  sl_editor_set_frame (t->editor, fmod (frame, (double) shot->frames));
  return G_SOURCE_CONTINUE;
}

static void
on_play (GtkToggleButton *button, Timeline *t)
{
  gboolean play = gtk_toggle_button_get_active (button);

  gtk_button_set_icon_name (GTK_BUTTON (button), play ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  if (t->tick != 0)
    gtk_widget_remove_tick_callback (t->scale, t->tick);
  t->tick = 0;
  if (!play)
    return;
  t->play_started = g_get_monotonic_time ();
  t->play_from = sl_editor_frame (t->editor);
  t->tick = gtk_widget_add_tick_callback (t->scale, on_tick, t, NULL);
}

/* --- keeping up --- */

static void
show_time (Timeline *t)
{
  const SlShot *shot = sl_editor_shot (t->editor);
  g_autofree char *time = shot != NULL ? sl_rational_timecode (shot->fps, (gint64) sl_editor_frame (t->editor)) : g_strdup ("00:00:00:00");
  g_autofree char *length = shot != NULL ? g_strdup_printf (_("of %d"), (int) shot->frames) : NULL;

  t->filling = TRUE;
  gtk_widget_set_sensitive (t->scale, shot != NULL && shot->frames > 1);
  gtk_range_set_range (GTK_RANGE (t->scale), 0, shot != NULL ? fmax (1, (double) shot->frames - 1) : 1);
  gtk_range_set_value (GTK_RANGE (t->scale), sl_editor_frame (t->editor));
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (t->frame), 0, shot != NULL ? (double) shot->frames - 1 : 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (t->frame), sl_editor_frame (t->editor));
  gtk_label_set_text (GTK_LABEL (t->time), time);
  gtk_label_set_text (GTK_LABEL (t->length), length != NULL ? length : "");
  for (GtkWidget *b = gtk_widget_get_first_child (t->shots); b != NULL; b = gtk_widget_get_next_sibling (b))
    if (GTK_IS_TOGGLE_BUTTON (b))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (b), shot != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (b), "id"), shot->entity.id) == 0);
  t->filling = FALSE;
}

static void
on_shot (GtkToggleButton *button, Timeline *t)
{
  if (t->filling || !gtk_toggle_button_get_active (button))
    return;
  sl_editor_set_shot (t->editor, g_object_get_data (G_OBJECT (button), "id"));
}

static GtkWidget *
make_shot (guint index, gpointer data)
{
  Timeline *t = data;
  const SlPlan *plan = sl_editor_plan (t->editor);
  if (index >= sl_plan_count (plan, SL_KIND_SHOT))
    return sl_label (_("No shots yet. Add a camera, then a shot, with + on the left."), "sl-dim");
  const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, index);
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const SlCoverage *c = sl_editor_coverage (t->editor, shot->entity.id);
  g_autofree char *lens = g_strdup_printf ("%g mm", shot->focal_mm), *frames = g_strdup_printf ("%d f", (int) shot->frames);
  g_autofree char *name = g_strdup_printf (_("Shot %s"), shot->number != NULL ? shot->number : shot->entity.id);
  static const char *const classes[SL_N_GRADES] = { "sl-green", "sl-amber", "sl-orange", "sl-red" };

  gtk_box_append (GTK_BOX (box), sl_label (shot->number != NULL ? shot->number : shot->entity.id, "heading"));
  gtk_box_append (GTK_BOX (box), sl_label (lens, NULL));
  gtk_box_append (GTK_BOX (box), sl_label (frames, "sl-dim"));
  for (GtkWidget *label = gtk_widget_get_first_child (box); label != NULL; label = gtk_widget_get_next_sibling (label))
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE); /* the strip scrolls instead */
  if (c != NULL)
    {
      GtkWidget *badge = gtk_label_new (c->graded[SL_SUBJECT_COVERAGE] && c->grades[SL_SUBJECT_COVERAGE] == c->grade ? "C" : "•");
      gtk_widget_add_css_class (badge, "sl-badge");
      gtk_widget_add_css_class (badge, classes[c->grade]);
      gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
      sl_set_name (badge, sl_grade_label (c->grade));
      gtk_box_append (GTK_BOX (box), badge);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "sl-shot");
  gtk_widget_set_tooltip_text (button, sl_entity_title (&shot->entity));
  sl_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (shot->entity.id), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (on_shot), t);
  return button;
}

static void
fill (Timeline *t)
{
  const SlPlan *plan = sl_editor_plan (t->editor);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      const SlCoverage *c = sl_editor_coverage (t->editor, shot->entity.id);
      g_ptr_array_add (keys, g_strdup_printf ("%s|%s|%s|%g|%d|%d|%d", shot->entity.id, shot->number != NULL ? shot->number : "", sl_entity_title (&shot->entity), shot->focal_mm,
                                              (int) shot->frames, c != NULL ? (int) c->grade : -1, c != NULL ? (int) c->grades[SL_SUBJECT_COVERAGE] : -1));
    }
  if (keys->len == 0)
    g_ptr_array_add (keys, g_strdup ("none"));
  t->filling = TRUE;
  sl_sync_children (t->shots, keys, make_shot, t);
  t->filling = FALSE;
  show_time (t);
}

static void
on_scale (GtkRange *range, Timeline *t)
{
  if (!t->filling)
    sl_editor_set_frame (t->editor, gtk_range_get_value (range));
}

static void
on_frame (GtkSpinButton *spin, Timeline *t)
{
  if (!t->filling)
    sl_editor_set_frame (t->editor, gtk_spin_button_get_value (spin));
}

static void
timeline_free (gpointer data)
{
  Timeline *t = data;

  g_signal_handlers_disconnect_by_data (t->editor, t);
  g_object_unref (t->editor);
  g_free (t);
}

static GtkWidget *
build_transport (Timeline *t)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  t->play = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (t->play), "media-playback-start-symbolic");
  gtk_widget_add_css_class (t->play, "flat");
  gtk_widget_set_tooltip_text (t->play, _("Play"));
  sl_set_name (t->play, _("Play"));
  g_signal_connect (t->play, "toggled", G_CALLBACK (on_play), t);
  t->time = sl_label ("", "heading");
  gtk_widget_add_css_class (t->time, "sl-number");
  t->frame = gtk_spin_button_new_with_range (0, 1, 1);
  sl_set_name (t->frame, _("Frame"));
  g_signal_connect (t->frame, "value-changed", G_CALLBACK (on_frame), t);
  t->length = sl_label ("", "sl-dim");
  t->scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 1);
  gtk_scale_set_draw_value (GTK_SCALE (t->scale), FALSE);
  gtk_widget_set_hexpand (t->scale, TRUE);
  sl_set_name (t->scale, _("Position in the shot"));
  g_signal_connect (t->scale, "value-changed", G_CALLBACK (on_scale), t);
  gtk_box_append (GTK_BOX (bar), sl_button ("media-skip-backward-symbolic", _("First frame"), "win.first-frame"));
  gtk_box_append (GTK_BOX (bar), t->play);
  gtk_box_append (GTK_BOX (bar), sl_button ("media-skip-forward-symbolic", _("Last frame"), "win.last-frame"));
  gtk_box_append (GTK_BOX (bar), t->time);
  gtk_box_append (GTK_BOX (bar), sl_label (_("Frame"), "sl-dim"));
  gtk_box_append (GTK_BOX (bar), t->frame);
  gtk_box_append (GTK_BOX (bar), t->length);
  gtk_box_append (GTK_BOX (bar), t->scale);
  return bar;
}

GtkWidget *
sl_timeline_new (SlEditor *editor)
{
  Timeline *t = g_new0 (Timeline, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroll = gtk_scrolled_window_new (), *charts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  t->editor = g_object_ref (editor);
  t->shots = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  sl_set_name (t->shots, _("Shots in order"));
  gtk_box_append (GTK_BOX (box), build_transport (t));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), t->shots);
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (names), sl_label (_("Coverage"), "sl-dim"));
  GtkWidget *moire = sl_label (_("Moiré"), "sl-dim");
  gtk_widget_set_vexpand (moire, TRUE);
  gtk_widget_set_valign (moire, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (names), moire);
  gtk_widget_set_size_request (names, 90, -1);
  gtk_box_append (GTK_BOX (charts), names);
  gtk_box_append (GTK_BOX (charts), sl_chart_new (editor));
  gtk_box_append (GTK_BOX (box), charts);
  gtk_widget_set_vexpand (box, FALSE); /* the pictures above take what is free */
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 10);
  g_object_set_data_full (G_OBJECT (box), "timeline", t, timeline_free);
  g_object_set_data (G_OBJECT (box), "play", t->play);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (fill), t);
  g_signal_connect_swapped (editor, "results-changed", G_CALLBACK (fill), t);
  g_signal_connect_swapped (editor, "time-changed", G_CALLBACK (show_time), t);
  fill (t);
  return box;
}
