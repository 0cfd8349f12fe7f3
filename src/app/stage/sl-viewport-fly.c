/* Flying through the stage by held keys, begun by an action: Enter stays there, Esc goes back.
 *
 *   begin ──▶ keys held: a step every frame of the display ──▶ end, or back to where it began */
#include "sl-viewport-private.h"

#include "sl-i18n.h"

#define LOOK_DEG_PX .2 /* of a drag */

static guint
bit_of (guint key)
{
  static const struct { guint key, bit; } keys[] = {
    { GDK_KEY_w, SL_FLY_FORWARD }, { GDK_KEY_s, SL_FLY_BACK }, { GDK_KEY_a, SL_FLY_LEFT }, { GDK_KEY_d, SL_FLY_RIGHT },
    { GDK_KEY_e, SL_FLY_UP }, { GDK_KEY_q, SL_FLY_DOWN }, { GDK_KEY_Left, SL_FLY_TURN_LEFT },
    { GDK_KEY_Right, SL_FLY_TURN_RIGHT }, { GDK_KEY_Up, SL_FLY_LOOK_UP }, { GDK_KEY_Down, SL_FLY_LOOK_DOWN },
    { GDK_KEY_Shift_L, SL_FLY_FAST }, { GDK_KEY_Shift_R, SL_FLY_FAST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == gdk_keyval_to_lower (key))
      return keys[i].bit;
  return 0;
}

static gboolean
on_tick (GtkWidget *area, GdkFrameClock *clock, gpointer data)
{
  SlViewport *v = data;
  const gint64 now = gdk_frame_clock_get_frame_time (clock);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (area));

  if (!gtk_window_is_active (window)) /* another window gets to know when they are let go */
    v->fly_keys = 0;
  sl_view_fly (&v->view, v->fly_keys, v->fly_speed, (double) (now - v->fly_time) / G_USEC_PER_SEC);
  v->fly_time = now;
  sl_viewport_moved (v);
  if ((v->fly_keys & ~(guint) SL_FLY_FAST) != 0)
    return G_SOURCE_CONTINUE;
  v->fly_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
hold (SlViewport *v, guint keys)
{
  v->fly_keys = keys;
  if (v->fly_tick != 0 || (keys & ~(guint) SL_FLY_FAST) == 0)
    return;
  v->fly_time = g_get_monotonic_time ();
  v->fly_tick = gtk_widget_add_tick_callback (v->area, on_tick, v, NULL);
}

static void
end (SlViewport *v)
{
  v->flies = FALSE;
  v->fly_keys = 0;
  if (v->fly_tick != 0)
    gtk_widget_remove_tick_callback (v->area, v->fly_tick);
  v->fly_tick = 0;
  sl_viewport_moved (v);
}

void
sl_viewport_fly_end (SlViewport *v)
{
  if (v->flies)
    end (v);
}

static void
go_back (SlViewport *v)
{
  v->view.target = v->fly_from.target;
  v->view.pan = v->fly_from.pan;
  v->view.tilt = v->fly_from.tilt;
  end (v);
}

void
sl_viewport_fly (SlViewport *v)
{
  if (v->flies)
    end (v);
  else if (v->through_camera)
    sl_editor_message (v->editor, _("Through a camera, “Steer camera” (T) flies it with the same keys"));
  else if (v->view.kind != SL_VIEW_PERSPECTIVE)
    sl_editor_message (v->editor, _("One flies in the perspective view; choose that view first (5)"));
  else
    {
      sl_viewport_drop (v);
      v->flies = TRUE;
      v->fly_from = v->view;
      gtk_widget_grab_focus (v->area);
      sl_viewport_redraw (v);
    }
}

gboolean
sl_viewport_fly_key (SlViewport *v, guint key, GdkModifierType state)
{
  if (!v->flies || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_Escape)
    go_back (v);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    end (v);
  else if (bit_of (key) != 0)
    hold (v, v->fly_keys | bit_of (key));
  else
    return FALSE;
  return TRUE;
}

void
sl_viewport_fly_let_go (SlViewport *v, guint key)
{
  if (v->flies)
    v->fly_keys &= ~bit_of (key);
}

void
sl_viewport_fly_look (SlViewport *v, double x, double y)
{
  sl_view_look (&v->view, -x * LOOK_DEG_PX, -y * LOOK_DEG_PX);
  sl_viewport_moved (v);
}

void
sl_viewport_fly_wheel (SlViewport *v, double dy)
{
  v->fly_speed = sl_flight_speed (v->fly_speed, -dy);
  gtk_widget_queue_draw (v->labels);
}

char *
sl_viewport_fly_name (SlViewport *v)
{
  g_autofree char *metres = sl_length_text (v->editor, v->fly_speed);

  return g_strdup_printf (_("Flying · %s a second"), metres);
}

const char *
sl_viewport_fly_hint (SlViewport *v)
{
  return v->flies ? _("W A S D Q E fly · drag or arrows look · wheel, Shift: faster · Enter stays · Esc goes back")
                  : NULL;
}
