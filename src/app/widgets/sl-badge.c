#include "sl-badge.h"

#include "sl-widgets.h"

/* Each grade has a shape of its own, for those who cannot tell the colours apart. */
typedef enum { RING, SQUARE, PENTAGON, DIAMOND, DASHES } Shape;

typedef struct {
  Shape   shape;
  GdkRGBA fill, letter; /* a ring is not filled */
  double  sink;         /* how far the letter stands below the middle, of the height */
} Look;

static const Look looks[SL_N_GRADES] = {
  [SL_GRADE_GREEN] = { RING, { .310f, .753f, .498f, 1 }, { .310f, .753f, .498f, 1 }, 0 },
  [SL_GRADE_AMBER] = { SQUARE, { .898f, .722f, .227f, 1 }, { .141f, .114f, .020f, 1 }, 0 },
  [SL_GRADE_ORANGE] = { PENTAGON, { .941f, .541f, .235f, 1 }, { .141f, .071f, .012f, 1 }, .05 },
  [SL_GRADE_RED] = { DIAMOND, { .941f, .322f, .353f, 1 }, { 1, 1, 1, 1 }, 0 },
};

static void
polygon (cairo_t *cr, guint corners, double radius)
{
  for (guint i = 0; i < corners; i++) /* the first at the top */
    cairo_line_to (cr, radius * sin (2 * G_PI * i / corners), -radius * cos (2 * G_PI * i / corners));
  cairo_close_path (cr);
}

/* Around the origin, in a square of twice `half`. */
static void
paint_shape (cairo_t *cr, Shape shape, double half)
{
  const double dash[] = { half * .3, half * .25 };
  double line = half * .15;

  if (shape == RING || shape == DASHES)
    {
      cairo_set_line_width (cr, line);
      cairo_set_dash (cr, dash, shape == DASHES ? 2 : 0, 0);
      cairo_arc (cr, 0, 0, half - line, 0, 2 * G_PI);
      cairo_stroke (cr);
      return;
    }
  if (shape == SQUARE)
    cairo_rectangle (cr, -half * .8, -half * .8, half * 1.6, half * 1.6);
  else
    polygon (cr, shape == PENTAGON ? 5 : 4, half * (shape == PENTAGON ? .92 : .96));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, line);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

static void
paint_letter (GtkWidget *widget, cairo_t *cr, const char *letter, double sink)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, letter);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, -width / 2., -height / 2. + height * sink);
  pango_cairo_show_layout (cr, layout);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GtkWidget *widget = GTK_WIDGET (area);
  const Look *look = g_object_get_data (G_OBJECT (area), "look");
  Look unknown = { DASHES, { 0 }, { 0 }, 0 };

  if (look == NULL)
    {
      sl_text_colour (widget, &unknown.fill);
      unknown.fill.alpha *= .45f;
      unknown.letter = unknown.fill;
      look = &unknown;
    }
  cairo_translate (cr, width / 2., height / 2.);
  gdk_cairo_set_source_rgba (cr, &look->fill);
  paint_shape (cr, look->shape, MIN (width, height) / 2.);
  gdk_cairo_set_source_rgba (cr, &look->letter);
  paint_letter (widget, cr, data, look->sink);
}

const GdkRGBA *
sl_grade_colour (SlGrade grade)
{
  return &looks[grade].fill;
}

GtkWidget *
sl_badge_new (const SlReason *reason, gboolean large)
{
  GtkWidget *badge = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "valign",
                                   GTK_ALIGN_CENTER, NULL);
  g_autofree char *name = sl_reason_spoken (reason);
  const char *letter = sl_subject_letter (reason->subject);
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  gtk_widget_add_css_class (badge, large ? "sl-badge-large" : "sl-badge");
  layout = gtk_widget_create_pango_layout (badge, letter);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (badge), height * 3 / 2);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (badge), height * 3 / 2);
  g_object_set_data (G_OBJECT (badge), "look", reason->known ? (gpointer) &looks[reason->grade] : NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (badge), draw, (gpointer) letter, NULL);
  sl_set_tooltip (badge, name);
  sl_set_name (badge, name);
  return badge;
}
