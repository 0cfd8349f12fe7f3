/* Where a curve is in its area, and how it is painted. */
#include <math.h>

#include "sl-curve-private.h"
#include "sl-time-axis.h"

enum { KEY_PX = 5, HANDLE_PX = 4, PAD_PX = 14 };
#define SPEED_SHARE .3 /* of the height, that the line of the speed takes */

/* --- where things are --- */

static double
start_s (SlCurvePage *p)
{
  return sl_edit_start (sl_editor_plan (p->editor), p->trace->shot);
}

double
sl_curve_x (SlCurvePage *p, double frame)
{
  return sl_axis_to_px (p->axis, start_s (p) + (frame + .5) / p->trace->fps, gtk_widget_get_width (p->area));
}

double
sl_curve_frame_at (SlCurvePage *p, double x)
{
  return (sl_axis_from_px (p->axis, x, gtk_widget_get_width (p->area)) - start_s (p)) * p->trace->fps - .5;
}

double
sl_curve_y (SlCurvePage *p, double value)
{
  const double height = gtk_widget_get_height (p->area) - 2 * PAD_PX;

  return PAD_PX + (p->most - value) / (p->most - p->least) * height;
}

double
sl_curve_value_at (SlCurvePage *p, double y)
{
  const double height = MAX (1, gtk_widget_get_height (p->area) - 2 * PAD_PX);

  return p->most - (y - PAD_PX) / height * (p->most - p->least);
}

/* --- painting --- */

static void
set_colour (cairo_t *cr, const SlTrace *trace, guint number, double alpha)
{
  static const double colours[3][3] = { { .9, .35, .37 }, { .45, .75, .35 }, { .38, .58, .95 } };
  const double *c = colours[trace->numbers == 1 ? 2 : number];

  cairo_set_source_rgba (cr, c[0], c[1], c[2], alpha);
}

static void
paint_curve (SlCurvePage *p, cairo_t *cr, guint number)
{
  const SlTrace *t = p->trace;
  const SlTraceKey *keys = (const SlTraceKey *) (gpointer) t->keys->data;
  double f[2], v[2];

  cairo_move_to (cr, 0, sl_curve_y (p, keys[0].values[number]));
  for (guint k = 0; k < t->keys->len; k++)
    {
      const double x = sl_curve_x (p, (double) keys[k].frame), y = sl_curve_y (p, keys[k].values[number]);
      const gboolean bent = k > 0 && sl_trace_handle (t, k - 1, 0, number, &f[0], &v[0])
                            && sl_trace_handle (t, k - 1, 1, number, &f[1], &v[1]);

      if (bent)
        cairo_curve_to (cr, sl_curve_x (p, f[0]), sl_curve_y (p, v[0]), sl_curve_x (p, f[1]), sl_curve_y (p, v[1]),
                        x, y);
      else if (k > 0 && keys[k - 1].ease == SL_EASE_HOLD)
        cairo_line_to (cr, x, sl_curve_y (p, keys[k - 1].values[number]));
      cairo_line_to (cr, x, y);
    }
  cairo_line_to (cr, gtk_widget_get_width (p->area), sl_curve_y (p, keys[t->keys->len - 1].values[number]));
  set_colour (cr, t, number, .95);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

static void
paint_handles (SlCurvePage *p, cairo_t *cr, guint number)
{
  const SlTrace *t = p->trace;

  for (guint k = 0; k < t->keys->len; k++)
    {
      const SlTraceKey *key = &g_array_index (t->keys, SlTraceKey, k);
      double frame, value;

      for (guint h = 0; h < 2; h++)
        if (sl_trace_handle (t, k, h, number, &frame, &value))
          {
            cairo_move_to (cr, sl_curve_x (p, (double) key[h].frame), sl_curve_y (p, key[h].values[number]));
            cairo_line_to (cr, sl_curve_x (p, frame), sl_curve_y (p, value));
            set_colour (cr, t, number, .5);
            cairo_set_line_width (cr, 1);
            cairo_stroke (cr);
            cairo_arc (cr, sl_curve_x (p, frame), sl_curve_y (p, value), HANDLE_PX, 0, 2 * G_PI);
            set_colour (cr, t, number, 1);
            cairo_fill (cr);
          }
      cairo_rectangle (cr, sl_curve_x (p, (double) key->frame) - KEY_PX,
                       sl_curve_y (p, key->values[number]) - KEY_PX, 2 * KEY_PX, 2 * KEY_PX);
      set_colour (cr, t, number, 1);
      cairo_fill_preserve (cr);
      if (sl_key_choice_has (p->bench->keys, t->target, t->path, key->frame))
        {
          cairo_set_source_rgb (cr, 1, 1, 1);
          cairo_set_line_width (cr, 2);
          cairo_stroke (cr);
        }
      cairo_new_path (cr);
    }
}

/* How much the tops of the two lines are: of the speed where they begin, of the acceleration above it, dashed as that
 * is. */
static void
paint_scale (SlCurvePage *p, cairo_t *cr, double speed, double acceleration, int height)
{
  const char *unit = sl_unit_symbol (p->trace->unit);
  g_autofree char *fast = sl_number_fixed (speed, 2), *faster = sl_number_fixed (acceleration, 2);
  g_autofree char *text = g_strdup_printf ("▬ %s %s/s   ╌ %s %s/s²", fast, unit, faster, unit);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (p->area, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int text_height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  cairo_move_to (cr, 6, height * (1 - SPEED_SHARE) - text_height - 2);
  cairo_set_source_rgba (cr, 1, .75, .3, .9);
  pango_cairo_show_layout (cr, layout);
}

/* Along the foot: how fast, filled; how that changes, dashed; each to its own height. */
static void
paint_speed (SlCurvePage *p, cairo_t *cr, int width, int height)
{
  static const double dashes[] = { 3, 3 };
  g_autoptr (GArray) fast = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) faster = g_array_new (FALSE, FALSE, sizeof (double));
  double most = 0, most_change = 0;

  for (int x = 0; x <= width; x += 2)
    {
      double speed, acceleration;

      sl_trace_speed (p->trace, sl_curve_frame_at (p, x), &speed, &acceleration);
      g_array_append_val (fast, speed);
      g_array_append_val (faster, acceleration);
      most = fmax (most, speed);
      most_change = fmax (most_change, acceleration);
    }
  cairo_move_to (cr, 0, height);
  for (guint i = 0; i < fast->len && most > 0; i++)
    cairo_line_to (cr, 2. * i, height - g_array_index (fast, double, i) / most * height * SPEED_SHARE);
  cairo_line_to (cr, width, height);
  cairo_set_source_rgba (cr, 1, .75, .3, .18);
  cairo_fill (cr);
  for (guint i = 0; i < faster->len && most_change > 0; i++)
    cairo_line_to (cr, 2. * i, height - g_array_index (faster, double, i) / most_change * height * SPEED_SHARE);
  cairo_set_source_rgba (cr, 1, .75, .3, .45);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  paint_scale (p, cr, most, most_change, height);
}

/* Around what is meant. */
static void
paint_box (SlCurvePage *p, cairo_t *cr)
{
  cairo_rectangle (cr, p->begun_x, p->begun_y, p->dx, p->dy);
  cairo_set_source_rgba (cr, .47, .68, .93, .15);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, .47, .68, .93, .9);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

void
sl_curve_paint (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SlCurvePage *p = data;

  if (p->trace == NULL)
    return;
  if (p->taken == SL_TAKEN_NONE)
    sl_trace_range (p->trace, &p->least, &p->most);
  paint_speed (p, cr, width, height);
  for (guint n = 0; n < p->trace->numbers; n++)
    paint_curve (p, cr, n);
  for (guint n = 0; n < p->trace->numbers; n++)
    paint_handles (p, cr, n);
  if (p->taken == SL_TAKEN_BOX)
    paint_box (p, cr);
}
