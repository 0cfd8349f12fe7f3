#include "sl-strips.h"

#include <math.h>

#include "sl-badge.h"
#include "sl-i18n.h"
#include "sl-reason.h"

enum { CHART_HEIGHT = 26, LABEL_GAP = 72 /* px at least between two times */ };

typedef struct {
  SlBench       *bench;
  SlEditor      *editor; /* the bench’s */
  GtkAdjustment *axis; /* NULL of what is not drawn along it */
  SlSubject      subject;
} Strip;

static void
strip_free (gpointer data)
{
  Strip *s = data;

  sl_bench_unref (s->bench);
  g_clear_object (&s->axis);
  g_free (s);
}

/* --- going there --- */

static void
go_to (GtkGestureDrag *gesture, const Strip *s, double x)
{
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  double frame, seconds = sl_axis_from_px (s->axis, x, gtk_widget_get_width (area));
  const SlShot *shot = sl_edit_at (sl_editor_plan (s->editor), seconds, &frame);

  if (shot == NULL)
    return;
  if (shot != sl_editor_shot (s->editor))
    sl_editor_set_shot (s->editor, shot->entity.id);
  sl_editor_set_frame (s->editor, frame);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, Strip *s)
{
  go_to (gesture, s, x);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, Strip *s)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  go_to (gesture, s, x + dx);
}

static GtkWidget *
strip_new (SlBench *bench, GtkAdjustment *axis, SlSubject subject, int height, GtkDrawingAreaDrawFunc draw)
{
  GtkWidget *area = gtk_drawing_area_new ();
  Strip *s = g_new0 (Strip, 1);

  *s = (Strip) { sl_bench_ref (bench), bench->editor, g_object_ref (axis), subject };
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, s, strip_free);
  g_object_set_data (G_OBJECT (area), "strip", s);
  gtk_widget_set_size_request (area, -1, height);
  g_signal_connect_object (axis, "value-changed", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  g_signal_connect_object (axis, "changed", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  return area;
}

static GtkWidget *
with_scrubbing (GtkWidget *area)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  Strip *s = g_object_get_data (G_OBJECT (area), "strip");

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), s);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), s);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (drag));
  return area;
}

/* --- the ruler --- */

/* The shortest step of 1, 2, 5, 10, 15, 30 s and so on at which times do not touch. */
static double
ruler_step (GtkAdjustment *axis, int width)
{
  static const double steps[] = { .5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 18000 };
  double least = LABEL_GAP * gtk_adjustment_get_page_size (axis) / MAX (1, width);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] >= least)
      return steps[i];
  return 36000;
}

static void
draw_ruler (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Strip *s = data;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (area), NULL);
  double step = ruler_step (s->axis, width), first = floor (gtk_adjustment_get_value (s->axis) / step) * step;
  double last = fmin (gtk_adjustment_get_upper (s->axis),
                      gtk_adjustment_get_value (s->axis) + gtk_adjustment_get_page_size (s->axis));
  GdkRGBA colour;

  sl_text_colour (GTK_WIDGET (area), &colour);
  for (double at = first; at <= last; at += step)
    {
      double x = round (sl_axis_to_px (s->axis, at, width));
      g_autofree char *text = step < 1 ? g_strdup_printf ("%02d:%04.1f", (int) at / 60, fmod (at, 60))
                                       : g_strdup_printf ("%02d:%02d", (int) at / 60, (int) at % 60);

      cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, .25);
      cairo_rectangle (cr, x, height - 8, 1, 8);
      cairo_fill (cr);
      cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
      pango_layout_set_text (layout, text, -1);
      cairo_move_to (cr, x + 4, 1);
      pango_cairo_show_layout (cr, layout);
    }
}

GtkWidget *
sl_ruler_new (SlBench *bench, GtkAdjustment *axis)
{
  GtkWidget *area = strip_new (bench, axis, 0, -1, draw_ruler);

  gtk_widget_add_css_class (area, "sl-ruler");
  sl_set_name (area, _("Time"));
  return with_scrubbing (area);
}

/* --- the charts --- */

/* How high a frame stands, 0…1: coverage from 75 % up, the moiré ratio up to 6. */
static double
chart_value (const SlFrameCoverage *f, SlSubject subject)
{
  double r = fmin (f->blur_pitch_ratio_h, f->blur_pitch_ratio_v);

  if (subject == SL_SUBJECT_COVERAGE)
    return fmax (0, 1 - (1 - f->coverage) * 4);
  return isnan (r) ? 0 : fmin (1, r / 6);
}

static void
draw_column (cairo_t *cr, double from, double to, double value, SlGrade grade, double height)
{
  const GdkRGBA *colour = sl_grade_colour (grade);

  cairo_set_source_rgba (cr, (double) colour->red, (double) colour->green, (double) colour->blue, .32);
  cairo_rectangle (cr, from, height * (1 - value), to - from, height * value);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_rectangle (cr, from, height * (1 - value), to - from, 1.5);
  cairo_fill (cr);
}

/* A column a frame, or a pixel where frames are narrower: the least value and the worst grade of those in it. */
static void
draw_shot (cairo_t *cr, const Strip *s, const SlShot *shot, double start, int width, double height)
{
  const SlCoverage *c = sl_analysis_whole (s->bench->analysis, shot->entity.id);
  double fps = sl_rational_to_real (shot->fps), from = round (sl_axis_to_px (s->axis, start, width)), value = 1;
  SlGrade grade = SL_GRADE_GREEN;
  gboolean any = FALSE;

  for (guint i = 0; c != NULL && i < c->n_frames; i++)
    {
      const SlFrameCoverage *f = &c->frames[i];
      double to = round (sl_axis_to_px (s->axis, start + (i + 1) / fps, width));

      if (f->graded[s->subject])
        {
          value = fmin (value, chart_value (f, s->subject));
          grade = MAX (grade, f->grades[s->subject]);
          any = TRUE;
        }
      if (to <= from)
        continue;
      if (any && to > 0 && from < width)
        draw_column (cr, from, to, value, grade, height);
      from = to;
      value = 1;
      grade = SL_GRADE_GREEN;
      any = FALSE;
    }
}

static void
draw_chart (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Strip *s = data;
  const SlPlan *plan = sl_editor_plan (s->editor);
  double start = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      double length = (double) shot->frames / sl_rational_to_real (shot->fps);
      double from = sl_axis_to_px (s->axis, start, width), to = sl_axis_to_px (s->axis, start + length, width);

      if (to > 0 && from < width)
        {
          cairo_set_source_rgba (cr, .5, .5, .5, .12);
          cairo_rectangle (cr, round (from), 0, round (to) - round (from) - 2, height);
          cairo_fill (cr);
          draw_shot (cr, s, shot, start, width, height);
        }
      start += length;
    }
}

GtkWidget *
sl_chart_new (SlBench *bench, GtkAdjustment *axis, SlSubject subject)
{
  GtkWidget *area = strip_new (bench, axis, subject, CHART_HEIGHT, draw_chart);

  sl_set_name (area, subject == SL_SUBJECT_COVERAGE ? _("Coverage over the shots") : _("Moiré over the shots"));
  g_signal_connect_object (bench->analysis, "changed", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  g_signal_connect_object (bench->analysis, "others-changed", G_CALLBACK (gtk_widget_queue_draw), area,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bench->editor, "plan-changed", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  return with_scrubbing (area);
}

/* What the shown frame has, as the charts and the inspector say it. */
static void
show_value (GtkWidget *label)
{
  const Strip *s = g_object_get_data (G_OBJECT (label), "strip");
  const SlShot *shot = sl_editor_shot (s->editor);
  const SlCoverage *c = shot != NULL ? sl_analysis_whole (s->bench->analysis, shot->entity.id) : NULL;
  const guint frame = (guint) sl_editor_frame (s->editor);
  const double value = c != NULL && frame < c->n_frames ? sl_reason_value (&c->frames[frame], s->subject) : NAN;
  g_autofree char *text = sl_reason_number (s->subject, value, sl_editor_imperial (s->editor));

  gtk_label_set_text (GTK_LABEL (label), text);
}

GtkWidget *
sl_chart_value_new (SlBench *bench, SlSubject subject)
{
  GtkWidget *label = sl_label ("", "sl-number");
  Strip *s = g_new0 (Strip, 1);

  *s = (Strip) { .bench = sl_bench_ref (bench), .editor = bench->editor, .subject = subject };
  g_object_set_data_full (G_OBJECT (label), "strip", s, strip_free);
  g_signal_connect_object (bench->analysis, "changed", G_CALLBACK (show_value), label, G_CONNECT_SWAPPED);
  g_signal_connect_object (bench->analysis, "others-changed", G_CALLBACK (show_value), label, G_CONNECT_SWAPPED);
  g_signal_connect_object (bench->editor, "time-changed", G_CALLBACK (show_value), label, G_CONNECT_SWAPPED);
  g_signal_connect_object (bench->editor, "plan-changed", G_CALLBACK (show_value), label, G_CONNECT_SWAPPED);
  show_value (label);
  return label;
}

/* --- the playhead --- */

static void
draw_playhead (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Strip *s = data;
  const SlShot *shot = sl_editor_shot (s->editor);
  GdkRGBA colour;
  double start, x;

  if (shot == NULL)
    return;
  start = sl_edit_start (sl_editor_plan (s->editor), shot->entity.id);
  x = sl_axis_to_px (s->axis, start + (sl_editor_frame (s->editor) + .5) / sl_rational_to_real (shot->fps), width);
  sl_text_colour (GTK_WIDGET (area), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_rectangle (cr, x - .75, 0, 1.5, height);
  cairo_move_to (cr, x - 6, 0);
  cairo_rel_line_to (cr, 12, 0);
  cairo_rel_line_to (cr, 0, 7);
  cairo_rel_line_to (cr, -6, 6);
  cairo_rel_line_to (cr, -6, -6);
  cairo_close_path (cr);
  cairo_fill (cr);
}

GtkWidget *
sl_playhead_new (SlBench *bench, GtkAdjustment *axis)
{
  GtkWidget *area = strip_new (bench, axis, 0, -1, draw_playhead);

  gtk_widget_set_can_target (area, FALSE);
  sl_set_name (area, _("Playhead"));
  g_signal_connect_object (bench->editor, "time-changed", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  g_signal_connect_object (bench->editor, "plan-changed", G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  return area;
}
