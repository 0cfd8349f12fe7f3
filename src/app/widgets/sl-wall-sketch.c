#include "sl-wall-sketch.h"

#include "sl-i18n.h"
#include "sl-wall-curve.h"

enum { WIDTH = 300, HEIGHT = 210, MARGIN = 28, ICON_W = 52, ICON_H = 26, ICON_COLUMNS = 15, ICON_MARGIN = 3 };
#define UPRIGHT   .7
#define GRID_M    1.
#define MOST_GRID 60 /* lines each way */

/* sRGB of the mock-up: canvas, its lines, an LED face, one that lies or hangs. */
static const double face_colour[3] = { .55, .73, .95 };

typedef struct {
  GPtrArray *walls; /* SlSceneWall, owned; NULL for none */
  char      *width, *depth;
} Sketch;

static void
sketch_free (gpointer data)
{
  Sketch *s = data;

  g_clear_pointer (&s->walls, g_ptr_array_unref);
  g_free (s->width);
  g_free (s->depth);
  g_free (s);
}

/* --- what is seen from above --- */

static gboolean
lies (const SlScenePanel *panel)
{
  return fabs (panel->normal.z) > UPRIGHT;
}

static SlBox
box_of (const SlSceneWall *wall)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];

      sl_box_add (&box, p->corner);
      sl_box_add (&box, sl_vec3_add (sl_vec3_add (p->corner, p->right), p->up));
    }
  return box;
}

static SlBox
box_of_all (const GPtrArray *walls)
{
  SlBox all = sl_box_empty ();

  for (guint i = 0; i < walls->len; i++)
    {
      const SlBox box = box_of (walls->pdata[i]);

      if (sl_box_is_empty (&box))
        continue;
      sl_box_add (&all, box.min);
      sl_box_add (&all, box.max);
    }
  return all;
}

/* --- painting --- */

/* Where a point of the stage lies in the picture: upstage is up. */
typedef struct {
  double scale, x, y;
} Place;

static void
line_to (cairo_t *cr, const Place *place, SlVec3 at)
{
  cairo_line_to (cr, place->x + at.x * place->scale, place->y - at.y * place->scale);
}

static void
paint_grid (cairo_t *cr, const Place *place, int width, int height)
{
  const double step = GRID_M * place->scale;

  if (width / step > MOST_GRID)
    return;
  cairo_set_source_rgba (cr, 1, 1, 1, .06);
  cairo_set_line_width (cr, 1);
  for (double x = fmod (place->x, step); x < width; x += step)
    {
      cairo_move_to (cr, round (x) + .5, 0);
      cairo_line_to (cr, round (x) + .5, height);
    }
  for (double y = fmod (place->y, step); y < height; y += step)
    {
      cairo_move_to (cr, 0, round (y) + .5);
      cairo_line_to (cr, width, round (y) + .5);
    }
  cairo_stroke (cr);
}

static void
paint_lying (cairo_t *cr, const Place *place, const SlScenePanel *p, gboolean hangs)
{
  cairo_new_path (cr);
  line_to (cr, place, p->corner);
  line_to (cr, place, sl_vec3_add (p->corner, p->right));
  line_to (cr, place, sl_vec3_add (sl_vec3_add (p->corner, p->right), p->up));
  line_to (cr, place, sl_vec3_add (p->corner, p->up));
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, face_colour[0], face_colour[1], face_colour[2], hangs ? .10 : .22);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, .5);
  cairo_set_source_rgba (cr, face_colour[0], face_colour[1], face_colour[2], .45);
  cairo_stroke (cr);
}

/* The face as a line, with a tick at each seam. */
static void
paint_face (cairo_t *cr, const Place *place, const SlScenePanel *p)
{
  const SlVec3 back = sl_vec3_mad (p->corner, p->normal, -4 / place->scale);

  cairo_set_source_rgba (cr, face_colour[0], face_colour[1], face_colour[2], 1);
  cairo_new_path (cr);
  line_to (cr, place, p->corner);
  line_to (cr, place, sl_vec3_add (p->corner, p->right));
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
  line_to (cr, place, p->corner);
  line_to (cr, place, back);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
paint_wall (cairo_t *cr, const Place *place, const SlSceneWall *wall)
{
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];

      if (lies (p))
        paint_lying (cr, place, p, p->normal.z < 0);
      else if (p->row + 1 == wall->rows)
        paint_face (cr, place, p);
    }
}

static void
paint_text (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, gboolean upright)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  if (upright)
    cairo_rotate (cr, -G_PI / 2);
  cairo_move_to (cr, -w / 2., -h / 2.);
  cairo_set_source_rgba (cr, 1, 1, 1, .75);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Sketch *s = data;
  const SlBox box = s->walls != NULL ? box_of_all (s->walls) : sl_box_empty ();

  cairo_set_source_rgb (cr, .086, .09, .1);
  cairo_paint (cr);
  if (sl_box_is_empty (&box))
    return;
  const double w = fmax (.5, box.max.x - box.min.x), h = fmax (.5, box.max.y - box.min.y);
  const double scale = fmin ((width - 2 * MARGIN) / w, (height - 2 * MARGIN) / h);
  const Place place = { scale, width / 2. - scale * (box.min.x + box.max.x) / 2,
                        height / 2. + scale * (box.min.y + box.max.y) / 2 };
  paint_grid (cr, &place, width, height);
  for (guint i = s->walls->len; i-- > 0;) /* what hangs and lies is behind what stands */
    paint_wall (cr, &place, s->walls->pdata[i]);
  paint_text (GTK_WIDGET (area), cr, s->width, width / 2., height - MARGIN / 2., FALSE);
  if (s->depth != NULL)
    paint_text (GTK_WIDGET (area), cr, s->depth, MARGIN / 2., height / 2., TRUE);
}

GtkWidget *
sl_wall_sketch_new (void)
{
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  Sketch *s = g_new0 (Sketch, 1);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), HEIGHT);
  gtk_widget_set_overflow (area, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (area, "sl-sketch");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, s, sketch_free);
  g_object_set_data (G_OBJECT (area), "sketch", s);
  sl_set_name (area, _("Seen from above"));
  return area;
}

void
sl_wall_sketch_show (GtkWidget *area, SlEditor *editor, const GPtrArray *walls)
{
  Sketch *s = g_object_get_data (G_OBJECT (area), "sketch");

  g_clear_pointer (&s->walls, g_ptr_array_unref);
  g_clear_pointer (&s->width, g_free);
  g_clear_pointer (&s->depth, g_free);
  if (walls != NULL && walls->len > 0)
    {
      const SlBox box = box_of (walls->pdata[0]);

      s->walls = g_ptr_array_ref ((GPtrArray *) walls);
      s->width = sl_length_text (editor, box.max.x - box.min.x);
      if (box.max.y - box.min.y > .05)
        s->depth = sl_length_text (editor, box.max.y - box.min.y);
    }
  g_autofree char *name = s->width == NULL ? g_strdup (_("Seen from above"))
                          : s->depth == NULL ? g_strdup_printf (_("Seen from above: %s wide"), s->width)
                                             : g_strdup_printf (_("Seen from above: %s wide, %s deep"), s->width,
                                                                s->depth);
  sl_set_name (area, name);
  gtk_widget_queue_draw (area);
}

/* --- icons --- */

/* A few columns of the shape, in a picture that they fill. */
static void
paint_course (cairo_t *cr, const SlWallStyle *style, int width, int height)
{
  const SlWallBend bend = { style->shape == SL_WALL_SHAPE_CORNER ? NAN : 22.5, NAN,
                            style->shape == SL_WALL_SHAPE_ARC ? NAN : 90 };
  const SlWallBend arc = { 9, NAN, NAN };
  double widths[ICON_COLUMNS], seams[ICON_COLUMNS];
  SlWallColumn columns[ICON_COLUMNS];
  const size_t n = style->role == SL_WALL_WILD ? 5 : ICON_COLUMNS;
  SlVec3 points[ICON_COLUMNS + 1];
  SlBox box = sl_box_empty ();

  sl_wall_shape_seams (seams, style->shape, n, 1, style->shape == SL_WALL_SHAPE_ARC ? &arc : &bend, n / 2, false);
  for (size_t i = 0; i < n; i++)
    widths[i] = 1;
  sl_wall_curve_layout (columns, n, widths, seams, n - 1);
  for (size_t i = 0; i <= n; i++)
    {
      const SlWallColumn *c = &columns[MIN (i, n - 1)];

      points[i] = i < n ? c->left
                        : sl_vec3_add (c->left, sl_vec3 (cos (c->heading_rad), sin (c->heading_rad), 0));
      sl_box_add (&box, points[i]);
    }
  const double scale = fmin ((width - 2 * ICON_MARGIN) / fmax (ICON_COLUMNS * .7, box.max.x - box.min.x),
                             (height - 2 * ICON_MARGIN) / fmax (1, box.max.y - box.min.y));
  const Place place = { scale, width / 2. - scale * (box.min.x + box.max.x) / 2,
                        height / 2. + scale * (box.min.y + box.max.y) / 2 };
  for (size_t i = 0; i <= n; i++)
    line_to (cr, &place, points[i]);
  cairo_set_line_width (cr, 2.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

/* From the side: a wall, and what docks to it. */
static void
paint_docked (cairo_t *cr, const SlWallStyle *style, int width, int height)
{
  const double x = width * .68, top = ICON_MARGIN + 2, foot = height - ICON_MARGIN - 2;
  const double y = style->role == SL_WALL_FLOOR ? foot : top;

  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, x, style->role == SL_WALL_FLOOR ? top : top + 3);
  cairo_line_to (cr, x, style->role == SL_WALL_FLOOR ? foot - 3 : foot);
  cairo_stroke (cr);
  cairo_set_line_width (cr, 3);
  cairo_move_to (cr, width * .26, y);
  cairo_line_to (cr, x, y);
  cairo_stroke (cr);
}

static void
draw_icon (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer style)
{
  GdkRGBA colour;

  sl_text_colour (GTK_WIDGET (area), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  (((const SlWallStyle *) style)->docks ? paint_docked : paint_course) (cr, style, width, height);
}

GtkWidget *
sl_wall_icon_new (const SlWallStyle *style)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), ICON_W);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), ICON_H);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_icon, (gpointer) style, NULL);
  return area;
}
