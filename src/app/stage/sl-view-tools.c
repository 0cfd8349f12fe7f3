/* What is painted over the stage while hands are on it. */
#include "sl-viewport-private.h"

#include "sl-i18n.h"
#include "sl-view-labels.h"

enum { HEAD_PX = 9, KNOB_PX = 4, MARGIN_PX = 14, LINE_PX = 18 };

/* sRGB of X, Y, Z, and of what is held to none. */
static const guint32 colours[4] = { 0xf0606a, 0x74c476, 0x6aa5f8, 0xf2f2f2 };
#define SNAP_COLOUR 0xffd166

static void
set_colour (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, (rgb >> 16 & 255) / 255., (rgb >> 8 & 255) / 255., (rgb & 255) / 255., alpha);
}

static guint32
colour_of (SlHandle handle)
{
  const int axis = sl_handle_axis (handle);

  return colours[axis >= 0 ? axis : 3];
}

GArray *
sl_view_tools_handles (SlViewport *v)
{
  SlFrame frame;

  if ((v->tool != SL_TOOL_MOVE && v->tool != SL_TOOL_ROTATE && v->tool != SL_TOOL_SCALE)
      || !sl_gesture_place (v->editor, v->tool, &frame))
    return g_array_new (FALSE, FALSE, sizeof (SlHandleMark));
  if (v->gesture != NULL)
    frame = sl_gesture_frame (v->gesture);
  return sl_handles_new (v->tool, &frame, &v->list->camera, gtk_widget_get_width (v->area),
                         gtk_widget_get_height (v->area));
}

static void
paint_end (cairo_t *cr, const SlHandleMark *mark)
{
  const guint last = mark->n - 1;
  const double x = mark->x[last], y = mark->y[last], dx = x - mark->x[last - 1], dy = y - mark->y[last - 1];
  const double length = fmax (1, hypot (dx, dy)), ux = dx / length, uy = dy / length;

  if (mark->look == SL_MARK_ARROW)
    {
      cairo_move_to (cr, x + ux * HEAD_PX, y + uy * HEAD_PX);
      cairo_line_to (cr, x - uy * HEAD_PX / 2, y + ux * HEAD_PX / 2);
      cairo_line_to (cr, x + uy * HEAD_PX / 2, y - ux * HEAD_PX / 2);
      cairo_close_path (cr);
    }
  else
    cairo_rectangle (cr, x - KNOB_PX, y - KNOB_PX, 2 * KNOB_PX, 2 * KNOB_PX);
  cairo_fill (cr);
}

static void
paint_mark (cairo_t *cr, const SlHandleMark *mark, gboolean hot)
{
  cairo_new_path (cr);
  for (guint i = 0; i < mark->n; i++)
    cairo_line_to (cr, mark->x[i], mark->y[i]);
  set_colour (cr, hot ? SNAP_COLOUR : colour_of (mark->handle), 1);
  cairo_set_line_width (cr, hot ? 3.5 : 2.5);
  if (mark->look != SL_MARK_PATCH)
    cairo_stroke (cr);
  else
    {
      cairo_close_path (cr);
      set_colour (cr, hot ? SNAP_COLOUR : colour_of (mark->handle), hot ? .8 : .45);
      cairo_fill_preserve (cr);
      set_colour (cr, hot ? SNAP_COLOUR : colour_of (mark->handle), 1);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  if (mark->look == SL_MARK_ARROW || mark->look == SL_MARK_KNOB)
    paint_end (cr, mark);
}

static gboolean
place_of (SlViewport *v, SlVec3 point, double width, double height, double *x, double *y)
{
  if (!sl_draw_camera_project (&v->list->camera, point, x, y))
    return FALSE;
  *x *= width;
  *y *= height;
  return TRUE;
}

/* A line through what moves along the axis that it is held to. */
static void
paint_guide (SlViewport *v, cairo_t *cr, double width, double height)
{
  const SlHandle handle = sl_gesture_handle (v->gesture);
  const SlFrame frame = sl_gesture_frame (v->gesture);
  const SlVec3 axes[3] = { frame.x, frame.y, frame.z };
  const int axis = sl_handle_axis (handle);
  const double far = 200 * sl_draw_camera_pixel (&v->list->camera, frame.o, 100) / 100;
  double x[2], y[2];

  if (axis < 0 || sl_handle_is_plane (handle) || sl_gesture_tool (v->gesture) == SL_TOOL_ROTATE)
    return;
  for (int i = 0; i < 2; i++)
    if (!place_of (v, sl_vec3_mad (frame.o, axes[axis], i == 0 ? -far : far), width, height, &x[i], &y[i]))
      return;
  set_colour (cr, colours[axis], .55);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, x[0], y[0]);
  cairo_line_to (cr, x[1], y[1]);
  cairo_stroke (cr);
}

static void
paint_snap (SlViewport *v, cairo_t *cr, double width, double height)
{
  const SlSnapPoint *snapped = sl_gesture_snapped (v->gesture);
  double x, y;

  if (snapped->kind < SL_SNAP_FLOOR || !place_of (v, snapped->at, width, height, &x, &y))
    return;
  set_colour (cr, SNAP_COLOUR, 1);
  cairo_set_line_width (cr, 2);
  cairo_rectangle (cr, x - 5, y - 5, 10, 10);
  cairo_stroke (cr);
}

static void
paint_span (SlViewport *v, cairo_t *cr, double width, double height)
{
  SlVec3 ends[2];
  double x[2], y[2];

  sl_gesture_span (v->gesture, &ends[0], &ends[1]);
  for (int i = 0; i < 2; i++)
    if (!place_of (v, ends[i], width, height, &x[i], &y[i]))
      return;
  set_colour (cr, SNAP_COLOUR, 1);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, x[0], y[0]);
  cairo_line_to (cr, x[1], y[1]);
  cairo_stroke (cr);
  for (int i = 0; i < 2; i++)
    {
      cairo_arc (cr, x[i], y[i], 3.5, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

void
sl_view_pointer_paint (SlViewport *v, cairo_t *cr, double width, double height, const char *text)
{
  const double y = fmin (height - LINE_PX, v->pointer_y + 26);
  const double monitor = gtk_widget_get_visible (v->monitor) ? gtk_widget_get_height (v->monitor) + LINE_PX : 0;
  const gboolean beside = y > height - monitor;

  sl_view_draw_pill (v->labels, cr, text, v->pointer_x + 18, y,
                     width - (beside ? gtk_widget_get_width (v->monitor) + MARGIN_PX : 0));
}

void
sl_view_tools_paint (SlViewport *v, cairo_t *cr, double width, double height)
{
  g_autoptr (GArray) handles = sl_view_tools_handles (v);

  sl_viewport_draw_paint (v, cr, width, height);
  sl_viewport_cabinets_paint (v, cr);
  for (guint i = 0; i < handles->len; i++)
    {
      const SlHandleMark *mark = &g_array_index (handles, SlHandleMark, i);
      const SlHandle hot = v->gesture != NULL ? sl_gesture_handle (v->gesture) : v->hot;

      paint_mark (cr, mark, mark->handle == hot);
    }
  if (v->gesture == NULL)
    return;
  paint_guide (v, cr, width, height);
  if (sl_gesture_tool (v->gesture) == SL_TOOL_MEASURE)
    paint_span (v, cr, width, height);
  paint_snap (v, cr, width, height);
  g_autofree char *text = sl_gesture_text (v->gesture);
  sl_view_pointer_paint (v, cr, width, height, text);
}

void
sl_view_box_paint (SlViewport *v, cairo_t *cr)
{
  cairo_rectangle (cr, v->begun_x + .5, v->begun_y + .5, v->last_x, v->last_y);
  cairo_set_source_rgba (cr, 1, 1, 1, .12);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, .9);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* --- corners --- */

/* From the left, `room` px wide; from below where y is negative. Nothing is named there. Returns its height (px). */
static double
paint_line (SlViewport *v, cairo_t *cr, const char *text, double y, double room, double alpha)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (v->labels, text);
  int w, h;

  pango_layout_set_width (layout, (int) fmax (1, room) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &w, &h);
  y = y < 0 ? -y - h : y;
  cairo_set_source_rgba (cr, 1, 1, 1, alpha);
  cairo_move_to (cr, MARGIN_PX, y);
  pango_cairo_show_layout (cr, layout);
  sl_view_keep_clear (v->names, MARGIN_PX, y, w, h);
  return h;
}

/* Nothing is named under what lies over the view. */
static void
keep_clear (SlViewport *v, GtkWidget *widget)
{
  graphene_rect_t area;

  if (widget != NULL && gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, v->labels, &area))
    sl_view_keep_clear (v->names, (double) area.origin.x, (double) area.origin.y, (double) area.size.width,
                        (double) area.size.height);
}

/* What the keys and the mouse do now. */
static const char *
hint (SlViewport *v)
{
  static const char *const picking[SL_N_NAVIGATIONS] = {
    N_("Click to pick · Ctrl and Shift for more · Ctrl drag for a box · drag to turn the view"),
    N_("Click to pick · Ctrl and Shift for more · drag for a box · middle button turns the view, with Shift moves it"),
    N_("Click to pick · Ctrl and Shift for more · drag for a box · middle button moves the view, with Shift turns it"),
    N_("Click to pick · Ctrl and Shift for more · drag for a box · Alt with left, middle, right: turn, move, zoom"),
  };
  static const char *const hints[SL_N_TOOLS] = {
    [SL_TOOL_MOVE] = N_("Drag a handle or what is selected · Alt leaves a copy · X Y Z lock an axis · type a length, "
                        "2.5m"),
    [SL_TOOL_ROTATE] = N_("Drag a circle · X Y Z lock an axis · type an angle, 45"),
    [SL_TOOL_SCALE] = N_("Drag a handle · X Y Z lock an axis · type a factor, 1.5"),
    [SL_TOOL_MEASURE] = N_("Drag from point to point · Enter keeps it as a dimension"),
    [SL_TOOL_WALL] = N_("Click points · type a length · A arc of three points · F other side · Backspace takes back · "
                        "Enter takes · Esc gives up"),
    [SL_TOOL_CABINETS] = N_("Click a cabinet · Ctrl and Shift for more · Ctrl drag for a box · arrows and Space · "
                            "Delete leaves out · Insert puts back · Esc leaves"),
  };

  if (sl_viewport_fly_hint (v) != NULL)
    return sl_viewport_fly_hint (v);
  if (v->gesture != NULL && v->tool != SL_TOOL_MEASURE)
    return _("X Y Z lock an axis, twice for its own · type a number · Ctrl without the magnet · Enter takes · "
             "Esc gives up");
  if (sl_viewport_steer_hint (v) != NULL)
    return sl_viewport_steer_hint (v);
  return v->tool == SL_TOOL_SELECT ? _(picking[v->navigation]) : _(hints[v->tool]);
}

static char *
state_text (SlViewport *v, const SlScene *scene)
{
  const SlShot *shot = sl_editor_shot (v->editor);
  g_autofree char *grid = sl_length_text (v->editor, scene->stage.grid);

  if (shot == NULL)
    return g_strdup_printf (_("Grid %s"), grid);
  return g_strdup_printf (_("Grid %s · frame %d of %d"), grid, (int) sl_editor_frame (v->editor), (int) shot->frames);
}

/* "Camera · 200 %", "Flying · 3.00 m a second". */
static char *
name_text (SlViewport *v)
{
  g_autofree char *zoom = v->through_camera ? sl_picture_zoom_text (&v->zoom) : NULL;
  const char *name = v->through_camera ? _("Camera") : sl_view_label (v->view.kind);

  if (v->flies)
    return sl_viewport_fly_name (v);
  return zoom != NULL ? g_strdup_printf ("%s · %s", name, zoom) : g_strdup (name);
}

void
sl_view_corners_paint (SlViewport *v, cairo_t *cr, double width, double height)
{
  const SlScene *scene = sl_editor_scene (v->editor, NULL);
  g_autofree char *state = scene != NULL ? state_text (v, scene) : NULL, *name = name_text (v);
  const double whole = width - 2 * MARGIN_PX; /* the monitor is below on the right, the axes above */
  const double beside = whole - (gtk_widget_get_visible (v->monitor) ? gtk_widget_get_width (v->monitor) : 0);

  if (state == NULL)
    return;
  const double named = paint_line (v, cr, name, MARGIN_PX - 4, whole, .95);
  paint_line (v, cr, state, MARGIN_PX - 4 + named, whole, .6);
  paint_line (v, cr, hint (v), -(height - MARGIN_PX), beside, .6);
  keep_clear (v, v->ball);
  keep_clear (v, v->monitor);
  keep_clear (v, v->camera_bar);
  keep_clear (v, v->section);
}
