/* The ways of what is selected, drawn over the view with their keys, and hands that take hold of these. */
#include "sl-viewport-private.h"

#include "sl-i18n.h"

enum { KEY_PX = 6, HIT_PX = 9, BEAT_PX = 2, TEXT_PX = 11 };

/* While a hand moves something the ways are those of before. */
static const GPtrArray *
paths_of (SlViewport *v)
{
  if (v->paths == NULL)
    v->paths = sl_paths_new (v->editor);
  return v->paths;
}

void
sl_view_path_forget (SlViewport *v)
{
  g_clear_pointer (&v->paths, g_ptr_array_unref);
}

/* Where a point is in the area (px); FALSE behind the eye. */
static gboolean
project (SlViewport *v, SlVec3 point, double *x, double *y)
{
  if (!sl_draw_camera_project (&v->list->camera, point, x, y))
    return FALSE;
  *x *= gtk_widget_get_width (v->area);
  *y *= gtk_widget_get_height (v->area);
  return TRUE;
}

static void
paint_way (SlViewport *v, cairo_t *cr, const SlPath *path)
{
  static const double dashes[] = { 4, 3 };
  gboolean on = FALSE;
  double x, y;

  for (guint i = 0; i < path->points->len; i++)
    {
      const gboolean seen = project (v, g_array_index (path->points, SlVec3, i), &x, &y);

      if (seen && on)
        cairo_line_to (cr, x, y);
      else if (seen)
        cairo_move_to (cr, x, y);
      on = seen;
    }
  cairo_set_source_rgba (cr, .47, .68, .93, .95);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint i = 0; i < path->beats->len; i++)
    if (project (v, g_array_index (path->beats, SlVec3, i), &x, &y))
      {
        cairo_arc (cr, x, y, BEAT_PX, 0, 2 * G_PI);
        cairo_fill (cr);
      }
}

static void
paint_key (SlViewport *v, cairo_t *cr, const SlPathKey *key, gboolean now)
{
  g_autofree char *text = g_strdup_printf ("%d", key->frame);
  double x, y;

  if (!project (v, key->at, &x, &y))
    return;
  cairo_move_to (cr, x, y - KEY_PX);
  cairo_line_to (cr, x + KEY_PX, y);
  cairo_line_to (cr, x, y + KEY_PX);
  cairo_line_to (cr, x - KEY_PX, y);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, now ? 1 : .09, now ? 1 : .1, now ? 1 : .12, .95);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, .47, .68, .93, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_set_font_size (cr, TEXT_PX);
  cairo_set_source_rgba (cr, 1, 1, 1, .75);
  cairo_move_to (cr, x + KEY_PX + 2, y - KEY_PX);
  cairo_show_text (cr, text);
}

void
sl_view_path_paint (SlViewport *v, cairo_t *cr)
{
  const GPtrArray *paths = v->through_camera ? NULL : paths_of (v);
  const int now = (int) sl_editor_frame (v->editor);

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      const SlPath *path = paths->pdata[i];

      paint_way (v, cr, path);
      for (guint k = 0; k < path->keys->len; k++)
        {
          const SlPathKey *key = &g_array_index (path->keys, SlPathKey, k);
          paint_key (v, cr, key, key->frame == now);
        }
    }
}

const char *
sl_view_path_hit (SlViewport *v, double x, double y, SlPathKey *key)
{
  const GPtrArray *paths = v->through_camera || v->list == NULL ? NULL : paths_of (v);
  const char *id = NULL;
  double nearest = HIT_PX, at_x, at_y;

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    for (guint k = 0; k < ((SlPath *) paths->pdata[i])->keys->len; k++)
      {
        const SlPathKey *one = &g_array_index (((SlPath *) paths->pdata[i])->keys, SlPathKey, k);

        if (!project (v, one->at, &at_x, &at_y) || hypot (at_x - x, at_y - y) >= nearest)
          continue;
        nearest = hypot (at_x - x, at_y - y);
        *key = *one;
        id = ((SlPath *) paths->pdata[i])->id;
      }
  return id;
}

gboolean
sl_view_path_take (SlViewport *v, double x, double y, gboolean magnet)
{
  g_autoptr (GError) error = NULL;
  SlPathKey key = { 0 };
  g_autofree char *id = g_strdup (sl_view_path_hit (v, x, y, &key));

  if (id == NULL)
    return FALSE;
  sl_editor_select (v->editor, id);
  sl_editor_set_frame (v->editor, key.frame);
  if (!sl_viewport_ready (v))
    return TRUE;
  paths_of (v); /* before something is laid over the scene */
  const SlHand hand = sl_viewport_hand (v, x, y, magnet);
  v->gesture = sl_gesture_begin (v->editor, SL_TOOL_MOVE, SL_HANDLE_FREE, &hand, &key.at, &error);
  if (v->gesture != NULL)
    sl_gesture_at (v->gesture, key.frame);
  else
    sl_editor_message (v->editor, error->message);
  return TRUE;
}
