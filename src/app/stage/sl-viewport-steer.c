/* Hands that look through the shot's camera and steer it: drags, the wheel, and keys that fly. */
#include "sl-viewport-private.h"

#include "sl-i18n.h"

#define DEG_PX   .15 /* of a drag that turns */
#define STEP     .1  /* m, a press of a key that flies; ten times as far with Shift */
#define STEP_DEG 1.
enum { REST_MS = 500 /* after which a press of a key or a turn of the wheel begins another step */ };

static gboolean
may_steer (SlViewport *v)
{
  return v->through_camera && v->steers;
}

/* FALSE, with a message, when there is nothing to steer. */
static gboolean
take_camera (SlViewport *v)
{
  g_autoptr (GError) error = NULL;

  if (v->steer == NULL)
    v->steer = sl_steer_begin (v->editor, v->level, &error);
  if (v->steer == NULL)
    sl_editor_message (v->editor, error->message);
  return v->steer != NULL;
}

void
sl_viewport_steer_end (SlViewport *v)
{
  g_autoptr (SlSteer) steer = g_steal_pointer (&v->steer);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&v->steer_rest, g_source_remove);
  if (steer != NULL && !sl_steer_finish (steer, &error) && error != NULL)
    sl_editor_message (v->editor, error->message);
}

void
sl_viewport_steer_drop (SlViewport *v)
{
  g_clear_handle_id (&v->steer_rest, g_source_remove);
  g_clear_pointer (&v->steer, sl_steer_free);
}

static gboolean
rested (gpointer data)
{
  SlViewport *v = data;

  v->steer_rest = 0;
  sl_viewport_steer_end (v);
  return G_SOURCE_REMOVE;
}

static void
end_soon (SlViewport *v)
{
  g_clear_handle_id (&v->steer_rest, g_source_remove);
  v->steer_rest = g_timeout_add (REST_MS, rested, v);
}

/* How many metres a pixel is where the camera looks. */
static double
metres_a_pixel (SlViewport *v)
{
  const double height = MAX (1, gtk_widget_get_height (v->area));

  return sl_viewport_ready (v) ? sl_steer_reach (v->steer) * 2 * v->list->camera.tan_v / height : 0;
}

void
sl_viewport_steer_drag (SlViewport *v, double x, double y, gboolean rolls)
{
  if (!may_steer (v) || v->drag == SL_DRAG_NOTHING || !take_camera (v))
    return;
  const double metres = metres_a_pixel (v);
  if (rolls && !v->level)
    sl_steer_roll (v->steer, x * DEG_PX);
  else if (v->drag == SL_DRAG_SLIDE)
    sl_steer_truck (v->steer, -x * metres, y * metres);
  else if (v->drag == SL_DRAG_ZOOM)
    sl_steer_dolly (v->steer, -y * metres);
  else if (v->drag == SL_DRAG_TURN)
    sl_steer_orbit (v->steer, -x * DEG_PX, -y * DEG_PX);
}

void
sl_viewport_steer_wheel (SlViewport *v, double dy)
{
  if (!may_steer (v) || !take_camera (v))
    return;
  sl_steer_dolly (v->steer, -dy * sl_steer_reach (v->steer) / 20);
  end_soon (v);
}

void
sl_viewport_steer_space (SlViewport *v, const SlSpaceMotion *motion)
{
  if (may_steer (v) && take_camera (v))
    {
      sl_steer_space (v->steer, motion);
      end_soon (v);
    }
}

/* Moves (m) and turns (deg) by a key; FALSE for another one. */
static gboolean
fly (SlViewport *v, guint key, double step)
{
  static const struct { guint key; double right, forward, up, pan, tilt; } keys[] = {
    { GDK_KEY_w, 0, 1, 0, 0, 0 },     { GDK_KEY_s, 0, -1, 0, 0, 0 },    { GDK_KEY_a, -1, 0, 0, 0, 0 },
    { GDK_KEY_d, 1, 0, 0, 0, 0 },     { GDK_KEY_e, 0, 0, 1, 0, 0 },     { GDK_KEY_q, 0, 0, -1, 0, 0 },
    { GDK_KEY_Left, 0, 0, 0, 1, 0 },  { GDK_KEY_Right, 0, 0, 0, -1, 0 }, { GDK_KEY_Up, 0, 0, 0, 0, 1 },
    { GDK_KEY_Down, 0, 0, 0, 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == gdk_keyval_to_lower (key))
      {
        if (!take_camera (v))
          return TRUE;
        if (keys[i].pan != 0 || keys[i].tilt != 0)
          sl_steer_look (v->steer, keys[i].pan * step * STEP_DEG, keys[i].tilt * step * STEP_DEG);
        else if (keys[i].forward != 0)
          sl_steer_dolly (v->steer, keys[i].forward * step * STEP);
        else
          sl_steer_truck (v->steer, keys[i].right * step * STEP, keys[i].up * step * STEP);
        end_soon (v);
        return TRUE;
      }
  return FALSE;
}

gboolean
sl_viewport_steer_key (SlViewport *v, guint key, GdkModifierType state)
{
  if (!may_steer (v) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_Escape && v->steer != NULL)
    {
      sl_viewport_steer_drop (v);
      return TRUE;
    }
  return fly (v, key, (state & GDK_SHIFT_MASK) != 0 ? 10 : 1);
}

const char *
sl_viewport_steer_hint (SlViewport *v)
{
  if (!v->through_camera)
    return NULL;
  return v->steers ? _("Drag to orbit, with Shift to truck · wheel to dolly · W A S D Q E fly · arrows pan and tilt")
                   : _("Wheel magnifies, a drag moves the picture, Home shows it whole · T steers the camera");
}

void
sl_viewport_set_steer (SlViewport *v, gboolean steers, gboolean level)
{
  sl_viewport_steer_end (v);
  v->steers = steers;
  v->level = level;
  sl_viewport_redraw (v);
}

gboolean
sl_viewport_pose (SlViewport *v, SlVec3 *position, double *pan, double *tilt)
{
  if (v->through_camera || v->view.kind != SL_VIEW_PERSPECTIVE || !sl_viewport_ready (v))
    return FALSE;
  *position = sl_view_camera (&v->view, sl_viewport_aspect (v)).frame.o;
  *pan = v->view.pan;
  *tilt = v->view.tilt;
  return TRUE;
}
