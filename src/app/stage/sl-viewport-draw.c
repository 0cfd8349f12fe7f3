/* Walls drawn on the floor of the view: clicks, keys, and the wall as it would stand. */
#include "sl-viewport-private.h"

#include "sl-i18n.h"

enum { KNOB_PX = 4 };
#define FRONT_M .6 /* of the mark that shows where its viewers are */

static const double line_colour[3] = { 1, .82, .4 }, face_colour[3] = { .42, .65, .97 };

/* --- hands --- */

static void
tell (SlViewport *v, const GError *error)
{
  if (error != NULL)
    sl_editor_message (v->editor, error->message);
}

static void
leave (SlViewport *v)
{
  sl_viewport_drop (v);
  gtk_widget_activate_action (GTK_WIDGET (v), "win.tool", "s", sl_tool_id (SL_TOOL_MOVE));
}

/* One that the plan's changes have not overtaken. */
static gboolean
ensure_stroke (SlViewport *v)
{
  g_autoptr (GError) error = NULL;

  if (v->stroke != NULL && !sl_stroke_holds (v->stroke))
    g_clear_pointer (&v->stroke, sl_stroke_free);
  if (v->stroke == NULL)
    v->stroke = sl_stroke_begin (v->editor, &error);
  tell (v, error);
  return v->stroke != NULL;
}

/* A wall that cannot be stays as it is drawn, so that it can be mended. */
static void
take (SlViewport *v)
{
  g_autoptr (GError) error = NULL;

  if (sl_stroke_finish (v->stroke, &error))
    leave (v);
  tell (v, error);
}

static void
put (SlViewport *v)
{
  g_autoptr (GError) error = NULL;

  if (sl_stroke_put (v->stroke, &error) && sl_stroke_is_whole (v->stroke))
    take (v);
  tell (v, error);
}

void
sl_viewport_draw_follow (SlViewport *v, double x, double y, gboolean magnet)
{
  if (v->gpu == NULL || !sl_viewport_ready (v) || !ensure_stroke (v))
    return;
  const SlHand hand = sl_viewport_hand (v, x, y, magnet);
  sl_stroke_follow (v->stroke, &hand);
  gtk_widget_queue_draw (v->labels);
}

void
sl_viewport_draw_click (SlViewport *v, double x, double y, int n, gboolean magnet)
{
  sl_viewport_draw_follow (v, x, y, magnet);
  if (v->stroke == NULL)
    return;
  if (n > 1)
    take (v); /* its first click took the point */
  else
    put (v);
  gtk_widget_queue_draw (v->labels);
}

/* Enter takes the point where a length is typed, else the wall. */
static void
enter (SlViewport *v)
{
  g_autoptr (GError) error = NULL;

  if (sl_stroke_is_typed (v->stroke) && !sl_stroke_put (v->stroke, &error))
    tell (v, error);
  else
    take (v);
}

gboolean
sl_viewport_draw_key (SlViewport *v, guint key)
{
  const guint32 character = gdk_keyval_to_unicode (key);
  const gboolean typed = v->stroke != NULL && sl_stroke_is_typed (v->stroke); /* "2 ft" */

  if (key == GDK_KEY_Escape && (v->stroke == NULL || sl_stroke_points (v->stroke)->len < 2))
    leave (v);
  else if (v->stroke == NULL)
    return FALSE;
  else if (key == GDK_KEY_Escape)
    sl_viewport_drop (v);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    enter (v);
  else if (!typed && (key == GDK_KEY_a || key == GDK_KEY_A))
    sl_stroke_set_arc (v->stroke, !sl_stroke_is_arc (v->stroke));
  else if (!typed && (key == GDK_KEY_f || key == GDK_KEY_F))
    sl_stroke_turn (v->stroke);
  else if (key == GDK_KEY_BackSpace)
    sl_stroke_back (v->stroke);
  else if (character == 0 || character > 127 || !sl_stroke_type (v->stroke, (char) character))
    return FALSE;
  gtk_widget_queue_draw (v->labels);
  return TRUE;
}

/* --- for scripts --- */

static void
press (SlStroke *stroke, char key)
{
  if (key == 'A')
    sl_stroke_set_arc (stroke, TRUE);
  else if (key == 'F')
    sl_stroke_turn (stroke);
  else
    sl_stroke_type (stroke, key);
}

gboolean
sl_viewport_draw_wall (SlViewport *v, const SlVec3 *points, guint n, const char *keys, GError **error)
{
  const gboolean magnet = sl_editor_snap (v->editor)->magnet;
  g_autoptr (SlStroke) stroke = sl_stroke_begin (v->editor, error);

  for (guint i = 0; stroke != NULL && i < n; i++)
    {
      const SlHand hand = sl_viewport_hand_through (v, points[i], magnet);

      sl_stroke_follow (stroke, &hand);
      for (; i + 1 == n && *keys != '\0'; keys++)
        press (stroke, *keys);
      if (!sl_stroke_put (stroke, error))
        return FALSE;
    }
  return stroke != NULL && sl_stroke_finish (stroke, error);
}

/* --- painting --- */

static gboolean
line_to (SlViewport *v, cairo_t *cr, double width, double height, SlVec3 at)
{
  double x, y;

  if (!sl_draw_camera_project (&v->list->camera, at, &x, &y))
    return FALSE;
  cairo_line_to (cr, x * width, y * height);
  return TRUE;
}

static void
paint_panels (SlViewport *v, cairo_t *cr, double width, double height, const SlSceneWall *wall)
{
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      const SlVec3 right = sl_vec3_add (p->corner, p->right);

      cairo_new_path (cr);
      if (!line_to (v, cr, width, height, p->corner) || !line_to (v, cr, width, height, right)
          || !line_to (v, cr, width, height, sl_vec3_add (right, p->up))
          || !line_to (v, cr, width, height, sl_vec3_add (p->corner, p->up)))
        continue;
      cairo_close_path (cr);
      cairo_set_source_rgba (cr, face_colour[0], face_colour[1], face_colour[2], .25);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, face_colour[0], face_colour[1], face_colour[2], .6);
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
}

/* From the middle of its foot toward whoever looks at it. */
static void
paint_front (SlViewport *v, cairo_t *cr, double width, double height, const SlSceneWall *wall)
{
  const SlScenePanel *p = &wall->panels[wall->n_panels - 1 - wall->columns / 2];
  const SlVec3 foot = sl_vec3_mad (p->corner, p->right, .5), side = sl_vec3_normalize (p->right);

  cairo_new_path (cr);
  if (!line_to (v, cr, width, height, sl_vec3_mad (foot, side, -FRONT_M / 2))
      || !line_to (v, cr, width, height, sl_vec3_mad (foot, side, FRONT_M / 2))
      || !line_to (v, cr, width, height, sl_vec3_mad (foot, p->normal, FRONT_M)))
    return;
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, face_colour[0], face_colour[1], face_colour[2], .9);
  cairo_fill (cr);
}

static void
paint_points (SlViewport *v, cairo_t *cr, double width, double height, const GArray *points)
{
  cairo_set_source_rgb (cr, line_colour[0], line_colour[1], line_colour[2]);
  cairo_set_line_width (cr, 2);
  cairo_new_path (cr);
  for (guint i = 0; i < points->len; i++)
    if (!line_to (v, cr, width, height, g_array_index (points, SlVec3, i)))
      cairo_new_sub_path (cr);
  cairo_stroke (cr);
  for (guint i = 0; i < points->len; i++)
    {
      double x, y;

      if (!sl_draw_camera_project (&v->list->camera, g_array_index (points, SlVec3, i), &x, &y))
        continue;
      cairo_rectangle (cr, x * width - KNOB_PX, y * height - KNOB_PX, 2 * KNOB_PX, 2 * KNOB_PX);
      cairo_fill (cr);
    }
}

/* The point of something that stands, which may be high above the floor. */
static void
paint_snap (SlViewport *v, cairo_t *cr, double width, double height, const SlSnapPoint *snapped)
{
  double x, y;

  if (snapped->kind <= SL_SNAP_FACE || !sl_draw_camera_project (&v->list->camera, snapped->at, &x, &y))
    return;
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, x * width - KNOB_PX - 2, y * height - KNOB_PX - 2, 2 * KNOB_PX + 4, 2 * KNOB_PX + 4);
  cairo_stroke (cr);
}

void
sl_viewport_draw_paint (SlViewport *v, cairo_t *cr, double width, double height)
{
  const SlSceneWall *wall;

  if (v->tool != SL_TOOL_WALL || v->stroke == NULL)
    return;
  if ((wall = sl_stroke_wall (v->stroke)) != NULL && wall->n_panels > 0)
    {
      paint_panels (v, cr, width, height, wall);
      paint_front (v, cr, width, height, wall);
    }
  paint_points (v, cr, width, height, sl_stroke_points (v->stroke));
  paint_snap (v, cr, width, height, sl_stroke_snapped (v->stroke));
  g_autofree char *text = sl_stroke_text (v->stroke);
  sl_view_pointer_paint (v, cr, width, height, text);
}
