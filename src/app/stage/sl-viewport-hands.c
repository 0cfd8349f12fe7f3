/* Mouse, trackpad and keys in the view. */
#include "sl-viewport-private.h"

static GdkModifierType
modifiers (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
}

/* The magnet, but for as long as Ctrl is held. */
static gboolean
magnet (SlViewport *v, GdkModifierType state)
{
  return sl_editor_snap (v->editor)->magnet != ((state & GDK_CONTROL_MASK) != 0);
}

static SlHandle
handle_at (SlViewport *v, double x, double y)
{
  g_autoptr (GArray) handles = NULL;

  if (v->gpu == NULL || !sl_viewport_ready (v))
    return SL_HANDLE_NONE;
  handles = sl_view_tools_handles (v);
  return sl_handles_hit (handles, x, y);
}

/* --- what a hand does with a tool --- */

void
sl_viewport_drop (SlViewport *v)
{
  g_clear_pointer (&v->gesture, sl_gesture_free);
  g_clear_pointer (&v->stroke, sl_stroke_free);
  sl_viewport_redraw (v);
}

static void
finish (SlViewport *v, gboolean copies)
{
  g_autoptr (SlGesture) gesture = g_steal_pointer (&v->gesture);
  g_autoptr (GError) error = NULL;

  if (!sl_gesture_finish (gesture, copies, &error))
    sl_editor_message (v->editor, error->message);
  sl_viewport_redraw (v);
}

static void
follow (SlViewport *v, double x, double y, gboolean with_magnet)
{
  const SlHand hand = sl_viewport_hand (v, x, y, with_magnet);

  if (!sl_gesture_holds (v->gesture))
    {
      g_autoptr (GError) error = NULL;

      sl_gesture_finish (v->gesture, FALSE, &error); /* says why */
      sl_editor_message (v->editor, error->message);
      sl_viewport_drop (v);
      return;
    }
  sl_gesture_follow (v->gesture, &hand);
  gtk_widget_queue_draw (v->labels);
}

/* Where the hand took hold of what is selected, seen along its ray: on it, or as far as its handles. */
static SlVec3
grabbed_at (SlViewport *v, const SlRay *ray)
{
  const SlTracer *tracer = sl_editor_tracer (v->editor);
  const SlVec3 d = sl_vec3_normalize (ray->direction);
  SlFrame frame = { .o = { 0, 0, 0 } };
  SlRayHit hit = { .distance = INFINITY };

  if (tracer != NULL)
    hit = sl_tracer_ray (tracer, ray->origin, d);
  if (isfinite (hit.distance))
    return sl_vec3_mad (ray->origin, d, hit.distance);
  sl_gesture_place (v->editor, v->tool, &frame);
  return sl_vec3_mad (ray->origin, d, sl_vec3_dot (sl_vec3_sub (frame.o, ray->origin), d));
}

/* By a handle, or by what is selected itself; FALSE where there is neither, and the view turns. */
static gboolean
take (SlViewport *v, double x, double y, GdkModifierType state)
{
  const SlHandle handle = v->tool != SL_TOOL_MEASURE ? handle_at (v, x, y) : SL_HANDLE_NONE;
  g_autoptr (GError) error = NULL;
  const char *id;

  if (v->tool != SL_TOOL_WALL && v->tool != SL_TOOL_CABINETS && v->tool != SL_TOOL_MEASURE
      && !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
      && sl_view_path_take (v, x, y, magnet (v, state)))
    return TRUE;
  if (v->tool == SL_TOOL_SELECT || v->tool == SL_TOOL_WALL || v->tool == SL_TOOL_CABINETS || v->gpu == NULL
      || !sl_viewport_ready (v))
    return FALSE;
  const SlHand hand = sl_viewport_hand (v, x, y, magnet (v, state));
  if (handle != SL_HANDLE_NONE || v->tool == SL_TOOL_MEASURE)
    {
      SlFrame frame;
      const gboolean middle = sl_gesture_place (v->editor, v->tool, &frame);

      v->gesture = sl_gesture_begin (v->editor, v->tool, handle, &hand, middle ? &frame.o : NULL, &error);
    }
  else if (!(state & GDK_CONTROL_MASK) && (id = sl_viewport_take_at (v, x, y)) != NULL
           && sl_editor_is_selected (v->editor, id) && sl_viewport_is_thing (v, id))
    {
      const SlVec3 grabbed = grabbed_at (v, &hand.ray);

      v->gesture = sl_gesture_begin (v->editor, v->tool, v->tool == SL_TOOL_ROTATE ? SL_HANDLE_Z : SL_HANDLE_FREE,
                                     &hand, &grabbed, &error);
    }
  else
    return FALSE;
  if (error != NULL)
    sl_editor_message (v->editor, error->message);
  return TRUE;
}

/* --- drags --- */

static guint
keys_of (GdkModifierType state)
{
  return (state & GDK_SHIFT_MASK ? SL_KEY_SHIFT : 0u) | (state & GDK_CONTROL_MASK ? SL_KEY_CTRL : 0u)
         | (state & GDK_ALT_MASK ? SL_KEY_ALT : 0u);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, SlViewport *v)
{
  const GdkModifierType state = modifiers (gesture);
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (v->gesture != NULL) /* what was measured before */
    sl_viewport_drop (v);
  v->last_x = v->last_y = 0;
  v->begun_x = x;
  v->begun_y = y;
  gtk_widget_grab_focus (v->area);
  v->drag = sl_navigation_drag (v->navigation, button, keys_of (state));
  if (button == GDK_BUTTON_PRIMARY && !v->flies
      && !sl_navigation_first (v->navigation, button, keys_of (state)) && take (v, x, y, state))
    v->drag = SL_DRAG_NOTHING;
  v->boxing = v->drag == SL_DRAG_BOX && !v->flies;
}

static void
move_view (SlViewport *v, double x, double y)
{
  const double height = MAX (1, gtk_widget_get_height (v->area));

  if (v->drag == SL_DRAG_NOTHING || v->through_camera)
    return;
  if (v->drag == SL_DRAG_ZOOM)
    sl_view_zoom (&v->view, pow (1.01, y), 0, 0, sl_viewport_aspect (v));
  else if (v->drag == SL_DRAG_SLIDE || v->view.kind != SL_VIEW_PERSPECTIVE)
    sl_view_slide (&v->view, x / height, y / height);
  else
    sl_view_turn (&v->view, -x * .3, -y * .3);
  sl_viewport_moved (v);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, SlViewport *v)
{
  const double x = dx - v->last_x, y = dy - v->last_y;

  v->last_x = dx;
  v->last_y = dy;
  v->pointer_x = v->begun_x + dx;
  v->pointer_y = v->begun_y + dy;
  if (v->flies)
    sl_viewport_fly_look (v, x, y);
  else if (v->boxing)
    gtk_widget_queue_draw (v->labels);
  else if (v->gesture != NULL && hypot (dx, dy) > SL_CLICK_PX)
    follow (v, v->pointer_x, v->pointer_y, magnet (v, modifiers (gesture)));
  else if (v->gesture == NULL && sl_viewport_zooms (v))
    sl_viewport_zoom_drag (v, x, y);
  else if (v->gesture == NULL && v->through_camera)
    sl_viewport_steer_drag (v, x, y, (modifiers (gesture) & GDK_ALT_MASK) != 0);
  else if (v->gesture == NULL)
    move_view (v, x, y);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, SlViewport *v)
{
  sl_viewport_steer_end (v);
  if (v->boxing)
    {
      v->boxing = FALSE;
      gtk_widget_queue_draw (v->labels);
      if (v->tool == SL_TOOL_CABINETS)
        sl_viewport_cabinets_box (v, v->begun_x, v->begun_y, v->begun_x + dx, v->begun_y + dy);
      else
        sl_viewport_select_box (v, dx, dy);
    }
  else if (v->gesture != NULL && hypot (dx, dy) <= SL_CLICK_PX)
    sl_viewport_drop (v);
  else if (v->gesture != NULL && v->tool != SL_TOOL_MEASURE) /* what is measured stays until the next drag */
    finish (v, (modifiers (gesture) & GDK_ALT_MASK) != 0);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, SlViewport *v)
{
  const SlHandle hot = v->gesture == NULL && v->list != NULL ? handle_at (v, x, y) : v->hot;

  v->pointer_x = x;
  v->pointer_y = y;
  if (v->tool == SL_TOOL_WALL)
    sl_viewport_draw_follow (v, x, y, magnet (v, modifiers (controller)));
  if (hot == v->hot)
    return;
  v->hot = hot;
  gtk_widget_set_cursor_from_name (v->area, hot != SL_HANDLE_NONE ? "grab" : NULL);
  gtk_widget_queue_draw (v->labels);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, SlViewport *v)
{
  double width = MAX (1, gtk_widget_get_width (v->area)), height = MAX (1, gtk_widget_get_height (v->area));

  const double x = v->zoom_to_pointer ? v->pointer_x / width * 2 - 1 : 0;
  const double y = v->zoom_to_pointer ? 1 - v->pointer_y / height * 2 : 0;
  if (v->flies)
    {
      sl_viewport_fly_wheel (v, dy);
      return TRUE;
    }
  if (v->through_camera)
    {
      if (sl_viewport_zooms (v))
        sl_viewport_zoom_by (v, pow (1.12, -dy), x, y);
      else
        sl_viewport_steer_wheel (v, dy);
      return TRUE;
    }
  sl_view_zoom (&v->view, pow (1.12, dy), x, y, sl_viewport_aspect (v));
  sl_viewport_moved (v);
  return TRUE;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, SlViewport *v)
{
  v->pinch = 1;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, SlViewport *v)
{
  if (scale <= 0)
    return;
  if (sl_viewport_zooms (v))
    sl_viewport_zoom_by (v, scale / v->pinch, 0, 0);
  else if (!v->through_camera)
    sl_view_zoom (&v->view, v->pinch / scale, 0, 0, sl_viewport_aspect (v));
  v->pinch = scale;
  sl_viewport_moved (v);
}

static void
on_click (GtkGestureClick *gesture, int n, double x, double y, SlViewport *v)
{
  const GdkModifierType state = modifiers (gesture);
  const char *id;

  gtk_widget_grab_focus (v->area);
  if (v->gpu == NULL || v->list == NULL || v->flies || hypot (v->last_x, v->last_y) > SL_CLICK_PX
      || handle_at (v, x, y) != SL_HANDLE_NONE || sl_view_path_hit (v, x, y, &(SlPathKey) { 0 }) != NULL)
    return;
  if (v->tool == SL_TOOL_WALL)
    {
      sl_viewport_draw_click (v, x, y, n, magnet (v, state));
      return;
    }
  if (v->tool == SL_TOOL_CABINETS && sl_viewport_cabinets_click (v, x, y, state))
    return;
  if (n == 2 && !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    {
      sl_viewport_enter_at (v, x, y);
      return;
    }
  sl_viewport_leave_beside (v, sl_viewport_pick_at (v, x, y));
  id = sl_viewport_take_at (v, x, y);
  if (id != NULL && (state & GDK_CONTROL_MASK))
    sl_editor_select_toggle (v->editor, id);
  else if (id != NULL && (state & GDK_SHIFT_MASK))
    sl_editor_select_add (v->editor, id);
  else if (!(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    sl_editor_select (v->editor, id);
}

/* --- keys --- */

/* While a hand does something they are its own: numbers are typed, not views chosen. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, SlViewport *v)
{
  const guint32 character = gdk_keyval_to_unicode (key);

  if (sl_viewport_fly_key (v, key, state))
    return TRUE;
  if (v->tool == SL_TOOL_CABINETS)
    return sl_viewport_cabinets_key (v, key, state);
  if (v->tool == SL_TOOL_WALL && !(state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return sl_viewport_draw_key (v, key);
  if (v->gesture == NULL && key == GDK_KEY_Home && !(state & gtk_accelerator_get_default_mod_mask ()))
    {
      sl_viewport_frame (v);
      return TRUE;
    }
  if (v->gesture == NULL && sl_viewport_steer_key (v, key, state))
    return TRUE;
  if (v->gesture == NULL && key == GDK_KEY_Escape && sl_editor_entered (v->editor) != NULL)
    return gtk_widget_activate_action (v->area, "win.leave-group", NULL);
  if (v->gesture == NULL)
    return FALSE;
  if (key == GDK_KEY_Escape)
    sl_viewport_drop (v);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    finish (v, v->tool == SL_TOOL_MEASURE);
  else if (key >= GDK_KEY_x && key <= GDK_KEY_z && v->tool != SL_TOOL_MEASURE)
    sl_gesture_lock (v->gesture, (int) (key - GDK_KEY_x));
  else if (key >= GDK_KEY_X && key <= GDK_KEY_Z && v->tool != SL_TOOL_MEASURE)
    sl_gesture_lock (v->gesture, (int) (key - GDK_KEY_X));
  else if (key == GDK_KEY_BackSpace)
    sl_gesture_type (v->gesture, '\b');
  else if (character == 0 || character > 127 || !sl_gesture_type (v->gesture, (char) character))
    return FALSE;
  gtk_widget_queue_draw (v->labels);
  return TRUE;
}

static void
on_key_released (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, SlViewport *v)
{
  sl_viewport_fly_let_go (v, key);
}

void
sl_viewport_set_navigation (SlViewport *v, SlNavigation navigation, gboolean zoom_to_pointer)
{
  v->navigation = MIN (navigation, SL_N_NAVIGATIONS - 1);
  v->zoom_to_pointer = zoom_to_pointer;
}

SlTool
sl_viewport_tool (SlViewport *v)
{
  return v->tool;
}

void
sl_viewport_set_tool (SlViewport *v, SlTool tool)
{
  sl_viewport_fly_end (v);
  v->tool = tool;
  v->hot = SL_HANDLE_NONE;
  sl_viewport_drop (v);
  sl_viewport_cabinets_begin (v, tool == SL_TOOL_CABINETS);
}

/* --- all of them --- */

void
sl_viewport_add_hands (SlViewport *v)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new (), *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), v);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), v);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), v);
  g_signal_connect (click, "released", G_CALLBACK (on_click), v);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), v);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), v);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), v);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), v);
  gtk_widget_add_controller (v->area, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (v->area, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (v->area, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (v->area, scroll);
  gtk_widget_add_controller (v->area, motion);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), v);
  g_signal_connect (key, "key-released", G_CALLBACK (on_key_released), v);
  gtk_widget_add_controller (v->area, key);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (sl_viewport_fly_end), v);
  gtk_widget_add_controller (v->area, focus);
}
