#include "sl-axis-ball.h"

#include <math.h>

#include "sl-i18n.h"

enum { SIZE = 84, MARGIN = 12, END = 9 /* px, radius of an end */ };
static const double ARM = SIZE / 2. - END - 2;

typedef struct {
  SlAxisBallFrame frame;
  gpointer        data;
} Ball;

/* The three axes, then their other ends. */
static const struct {
  SlVec3      direction;
  double      rgb[3];
  const char *letter, *view;
} ends[] = {
  { { 1, 0, 0 }, { .90, .35, .37 }, "X", "side" }, { { 0, 1, 0 }, { .45, .75, .35 }, "Y", "front" },
  { { 0, 0, 1 }, { .38, .58, .95 }, "Z", "top" }, { { -1, 0, 0 }, { .90, .35, .37 }, NULL, "side" },
  { { 0, -1, 0 }, { .45, .75, .35 }, NULL, "front" }, { { 0, 0, -1 }, { .38, .58, .95 }, NULL, "top" },
};

/* Where an end is on the ball (px) and how far behind its middle, −1…1. */
static double
place (const SlFrame *eye, guint end, double *x, double *y)
{
  *x = SIZE / 2. + ARM * sl_vec3_dot (ends[end].direction, eye->x);
  *y = SIZE / 2. - ARM * sl_vec3_dot (ends[end].direction, eye->z);
  return sl_vec3_dot (ends[end].direction, eye->y);
}

static void
draw_end (cairo_t *cr, GtkWidget *widget, guint end, double x, double y)
{
  const double *rgb = ends[end].rgb;

  if (ends[end].letter == NULL)
    {
      cairo_arc (cr, x, y, END - 3, 0, 2 * G_PI);
      cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], .25);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], .9);
      cairo_set_line_width (cr, 1.2);
      cairo_stroke (cr);
      return;
    }
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, ends[end].letter);
  int width, height;
  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, SIZE / 2., SIZE / 2.);
  cairo_line_to (cr, x, y);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, END, 0, 2 * G_PI);
  cairo_fill (cr);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_set_source_rgb (cr, .08, .08, .09);
  cairo_move_to (cr, x - width / 2., y - height / 2.);
  pango_cairo_show_layout (cr, layout);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Ball *ball = data;
  guint order[G_N_ELEMENTS (ends)];
  double x, y;
  SlFrame eye;

  if (!ball->frame (ball->data, &eye))
    return;
  cairo_arc (cr, SIZE / 2., SIZE / 2., SIZE / 2., 0, 2 * G_PI);
  cairo_set_source_rgba (cr, .05, .055, .06, .45);
  cairo_fill (cr);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      guint at = i;
      for (; at > 0 && place (&eye, order[at - 1], &x, &y) < place (&eye, i, &x, &y); at--)
        order[at] = order[at - 1];
      order[at] = i;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) /* far ones first */
    {
      place (&eye, order[i], &x, &y);
      draw_end (cr, GTK_WIDGET (area), order[i], x, y);
    }
}

/* The nearest end under the pointer, if any; the ball's middle turns back to the free view. */
static void
on_click (GtkGestureClick *gesture, int n, double x, double y, Ball *ball)
{
  GtkWidget *area = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  const char *view = hypot (x - SIZE / 2., y - SIZE / 2.) < END ? "perspective" : NULL;
  double nearest = INFINITY;
  SlFrame eye;

  if (!ball->frame (ball->data, &eye))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      double end_x, end_y, depth = place (&eye, i, &end_x, &end_y);
      if (hypot (x - end_x, y - end_y) <= END + 2 && depth < nearest)
        {
          nearest = depth;
          view = ends[i].view;
        }
    }
  if (view != NULL)
    gtk_widget_activate_action (area, "win.view", "s", view);
}

GtkWidget *
sl_axis_ball_new (SlAxisBallFrame frame, gpointer data)
{
  GtkWidget *area = gtk_drawing_area_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  Ball *ball = g_new (Ball, 1);

  *ball = (Ball) { frame, data };
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, ball, g_free);
  gtk_widget_set_size_request (area, SIZE, SIZE);
  gtk_widget_set_halign (area, GTK_ALIGN_END);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  gtk_widget_set_margin_end (area, MARGIN);
  gtk_widget_set_margin_top (area, MARGIN);
  gtk_widget_add_css_class (area, "sl-axis-ball");
  sl_set_name (area, _("Axes"));
  sl_set_tooltip (area,
                               _("X to the right, Y upstage, Z up: click an end to look along it, the middle for the "
                                 "free view"));
  g_signal_connect (click, "released", G_CALLBACK (on_click), ball);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (click));
  return area;
}
