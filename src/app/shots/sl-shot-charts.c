#include "sl-shot-charts.h"

#include <math.h>

#include "sl-badge.h"
#include "sl-i18n.h"
#include "sl-reason.h"
#include "sl-shot-chart.h"

enum { CHART_H = 38, SHOWN_LEAST = 64, MARK = 3, LABEL_GAP = 6, LABEL_APART = 12 }; /* px */

static const SlSubject subjects[] = {
  SL_SUBJECT_COVERAGE, SL_SUBJECT_MOIRE, SL_SUBJECT_INCIDENCE, SL_SUBJECT_OVERSCAN, SL_SUBJECT_FOCUS,
};

typedef struct Charts Charts;

/* One of them. */
typedef struct {
  Charts      *all;
  SlSubject    subject;
  SlShotChart *chart; /* owned; NULL until measured */
  GtkWidget   *area, *number, *least;
} Row;

struct Charts {
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *box, *title;
  Row        rows[G_N_ELEMENTS (subjects)];
};

/* --- drawing --- */

static void
draw_column (cairo_t *cr, double from, double to, double y, int height, SlGrade grade)
{
  const GdkRGBA *colour = sl_grade_colour (grade);

  cairo_set_source_rgba (cr, (double) colour->red, (double) colour->green, (double) colour->blue, .26);
  cairo_rectangle (cr, from, y, to - from, height - y);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_rectangle (cr, from, fmin (y, height - 1.5), to - from, 1.5);
  cairo_fill (cr);
}

/* A column a frame, or a pixel where frames are narrower: the worst of those in it. */
static void
draw_columns (const SlShotChart *chart, cairo_t *cr, int width, int height)
{
  guint first = 0;

  while (first < chart->n)
    {
      guint end = first + 1;
      SlGrade grade;
      const double from = round ((double) first / chart->n * width);

      while (end < chart->n && round ((double) end / chart->n * width) <= from)
        end++;
      const double worst = sl_shot_chart_worst (chart, first, end, &grade);
      if (!isnan (worst))
        draw_column (cr, from, round ((double) end / chart->n * width),
                     height * (1 - sl_shot_chart_height (chart, worst)), height, grade);
      first = end;
    }
}

static void
write_limit (GtkWidget *widget, cairo_t *cr, const Row *row, double limit, double y, int width, int height)
{
  g_autofree char *number = sl_reason_number (row->subject, limit, FALSE);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, number);
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  cairo_move_to (cr, width - w - LABEL_GAP, CLAMP (y - h / 2., 0, fmax (0, height - h)));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_limits (const Row *row, cairo_t *cr, int width, int height)
{
  static const double dashes[] = { 3, 3 };
  GdkRGBA colour;
  double before = -INFINITY;

  sl_text_colour (row->area, &colour);
  for (guint i = 0; i < row->chart->n_limits; i++)
    {
      const double limit = row->chart->limits[i];
      const double y = round (height * (1 - sl_shot_chart_height (row->chart, limit))) + .5;

      colour.alpha = .3f;
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_save (cr);
      cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
      cairo_set_line_width (cr, 1);
      cairo_move_to (cr, 0, fmin (y, height - .5));
      cairo_rel_line_to (cr, width, 0);
      cairo_stroke (cr);
      cairo_restore (cr);
      if (fabs (y - before) < LABEL_APART) /* no room for its figure */
        continue;
      colour.alpha = .6f;
      gdk_cairo_set_source_rgba (cr, &colour);
      write_limit (row->area, cr, row, limit, y, width, height);
      before = y;
    }
}

static void
draw_worst (const Row *row, cairo_t *cr, int width, int height)
{
  const SlShotChart *chart = row->chart;

  if (chart->worst < 0)
    return;
  const double x = sl_shot_chart_share (chart, (double) chart->worst) * width;
  const double y = height * (1 - sl_shot_chart_height (chart, chart->values[chart->worst]));
  gdk_cairo_set_source_rgba (cr, sl_grade_colour (chart->grades[chart->worst]));
  cairo_arc (cr, CLAMP (x, MARK, width - MARK), CLAMP (y, MARK, height - MARK), MARK, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Row *row = data;
  GdkRGBA colour;

  sl_text_colour (row->area, &colour);
  colour.alpha = .05f;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_paint (cr);
  if (row->chart == NULL)
    return;
  draw_columns (row->chart, cr, width, height);
  draw_limits (row, cr, width, height);
  draw_worst (row, cr, width, height);
  colour.alpha = 1;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_rectangle (cr, sl_shot_chart_share (row->chart, sl_editor_frame (row->all->editor)) * width - .75, 0, 1.5,
                   height);
  cairo_fill (cr);
}

/* --- hands --- */

static void
go_to_px (const Row *row, double x)
{
  if (row->chart != NULL)
    sl_editor_set_frame (row->all->editor,
                         sl_shot_chart_frame (row->chart, x / fmax (1, gtk_widget_get_width (row->area))));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, Row *row)
{
  gtk_widget_grab_focus (row->area);
  go_to_px (row, x);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, Row *row)
{
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  go_to_px (row, x + dx);
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Row *row)
{
  SlEditor *editor = row->all->editor;
  const double now = sl_editor_frame (editor);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || row->chart == NULL)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left: sl_editor_set_frame (editor, now - 1); return TRUE;
    case GDK_KEY_Right: sl_editor_set_frame (editor, now + 1); return TRUE;
    case GDK_KEY_Home: sl_editor_set_frame (editor, 0); return TRUE;
    case GDK_KEY_End: sl_editor_set_frame (editor, (double) row->chart->n - 1); return TRUE;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      if (row->chart->worst >= 0)
        sl_editor_set_frame (editor, (double) row->chart->worst);
      return TRUE;
    default: return FALSE;
    }
}

/* The figure under the pointer. */
static gboolean
on_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, Row *row)
{
  if (row->chart == NULL || keyboard)
    return FALSE;
  const guint frame = sl_shot_chart_frame (row->chart, x / fmax (1, gtk_widget_get_width (widget)));
  g_autofree char *number = sl_reason_number (row->subject, row->chart->values[frame],
                                              sl_editor_imperial (row->all->editor));
  g_autofree char *text = g_strdup_printf (_("Frame %u: %s"), frame, number);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* --- keeping up --- */

static void
show_row (Row *row)
{
  SlEditor *editor = row->all->editor;
  const gboolean imperial = sl_editor_imperial (editor);
  const guint frame = (guint) sl_editor_frame (editor);
  const double value = row->chart != NULL && frame < row->chart->n ? row->chart->values[frame] : NAN;
  g_autofree char *number = sl_reason_number (row->subject, value, imperial);
  g_autofree char *least = row->chart != NULL ? sl_shot_chart_least (row->chart, imperial) : g_strdup ("");
  g_autofree char *spoken = g_strdup_printf (_("%s: %s at frame %u; %s"), sl_subject_label (row->subject), number,
                                             frame, *least != '\0' ? least : _("not known"));

  gtk_label_set_text (GTK_LABEL (row->number), number);
  gtk_label_set_text (GTK_LABEL (row->least), least);
  sl_set_name (row->area, spoken);
  gtk_widget_queue_draw (row->area);
}

void
sl_shot_charts_follow (GtkWidget *box)
{
  Charts *c = g_object_get_data (G_OBJECT (box), "charts");

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    show_row (&c->rows[i]);
}

void
sl_shot_charts_fill (GtkWidget *box)
{
  Charts *c = g_object_get_data (G_OBJECT (box), "charts");
  const SlShot *shot = sl_editor_shot (c->editor);
  const SlCoverage *whole = shot != NULL ? sl_analysis_whole (c->bench->analysis, shot->entity.id) : NULL;
  g_autofree char *text = whole != NULL
    ? g_strdup_printf (_("What every frame sees  ·  %u frames  ·  %u × %u samples"), whole->n_frames, whole->samples_w,
                       whole->samples_h)
    : g_strdup_printf ("%s  ·  %s", _("What every frame sees"), _("Measuring…"));

  gtk_label_set_text (GTK_LABEL (c->title), text);
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      sl_shot_chart_free (c->rows[i].chart);
      c->rows[i].chart = sl_shot_chart_new (whole, subjects[i]);
    }
  sl_shot_charts_follow (box);
}

/* --- the whole --- */

static void
charts_free (gpointer data)
{
  Charts *c = data;

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    sl_shot_chart_free (c->rows[i].chart);
  sl_bench_unref (c->bench);
  g_free (c);
}

static GtkWidget *
make_area (Row *row)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  row->area = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (row->area), CHART_H);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (row->area), draw, row, NULL);
  gtk_widget_set_hexpand (row->area, TRUE);
  gtk_widget_set_focusable (row->area, TRUE);
  gtk_widget_set_has_tooltip (row->area, TRUE);
  gtk_widget_add_css_class (row->area, "sl-chart");
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), row);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), row);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), row);
  g_signal_connect (row->area, "query-tooltip", G_CALLBACK (on_tooltip), row);
  gtk_widget_add_controller (row->area, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (row->area, keys);
  return row->area;
}

static void
add_row (Charts *c, GtkWidget *grid, int i)
{
  Row *row = &c->rows[i];
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *name;

  *row = (Row) { .all = c, .subject = subjects[i] };
  name = sl_label (sl_subject_label (subjects[i]), NULL);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_NONE);
  row->least = sl_label ("", "caption");
  gtk_label_set_ellipsize (GTK_LABEL (row->least), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (row->least, "sl-dim");
  gtk_widget_add_css_class (row->least, "sl-number");
  row->number = sl_label ("", "heading");
  gtk_label_set_ellipsize (GTK_LABEL (row->number), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (row->number), 7);
  gtk_label_set_xalign (GTK_LABEL (row->number), 1);
  gtk_widget_add_css_class (row->number, "sl-number");
  gtk_widget_set_valign (row->number, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (names), name);
  gtk_box_append (GTK_BOX (names), row->least);
  gtk_grid_attach (GTK_GRID (grid), names, 0, i, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), row->number, 1, i, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_area (row), 2, i, 1, 1);
}

GtkWidget *
sl_shot_charts_new (SlBench *bench)
{
  Charts *c = g_new0 (Charts, 1);
  GtkWidget *grid = gtk_grid_new (), *scroll = gtk_scrolled_window_new ();

  c->bench = sl_bench_ref (bench);
  c->editor = bench->editor;
  c->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  c->title = sl_label (_("What every frame sees"), "sl-dim");
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    add_row (c, grid, (int) i);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), SHOWN_LEAST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), grid);
  gtk_box_append (GTK_BOX (c->box), c->title);
  gtk_box_append (GTK_BOX (c->box), scroll);
  gtk_widget_add_css_class (c->box, "sl-charts");
  gtk_widget_set_vexpand (c->box, FALSE);
  sl_set_name (c->box, _("What every frame sees"));
  g_object_set_data_full (G_OBJECT (c->box), "charts", c, charts_free);
  return c->box;
}
