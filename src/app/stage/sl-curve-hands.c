/* Hands on a curve: keys go along and up at once, with Shift or X or Y one way only; handles bend it; beside them a box
 * is drawn around the keys that are meant. What it would be is drawn, the plan is as it was until they let go. */
#include <math.h>

#include "sl-curve-private.h"

enum { HIT_PX = 9, CLICK_PX = 3 };

static const SlTraceKey *
key_at (const GArray *keys, guint k)
{
  return &g_array_index (keys, SlTraceKey, k);
}

static char *
name_of (SlCurvePage *p, const SlTraceKey *key)
{
  return sl_key_name (p->trace->target, p->trace->path, key->frame);
}

static gboolean
is_chosen (SlCurvePage *p, const SlTraceKey *key)
{
  return sl_key_choice_has (p->bench->keys, p->trace->target, p->trace->path, key->frame);
}

/* The handle or key under x, y; handles first, which are smaller. */
static SlCurveTaken
hit (SlCurvePage *p, double x, double y)
{
  double frame, value;

  for (guint n = 0; n < p->trace->numbers; n++)
    for (guint k = 0; k < p->trace->keys->len; k++)
      for (guint h = 0; h < 2; h++)
        if (sl_trace_handle (p->trace, k, h, n, &frame, &value)
            && hypot (sl_curve_x (p, frame) - x, sl_curve_y (p, value) - y) < HIT_PX)
          {
            p->taken_key = k;
            p->handle = h;
            p->number = n;
            return SL_TAKEN_HANDLE;
          }
  for (guint n = 0; n < p->trace->numbers; n++)
    for (guint k = 0; k < p->trace->keys->len; k++)
      {
        const SlTraceKey *key = key_at (p->trace->keys, k);

        if (hypot (sl_curve_x (p, (double) key->frame) - x, sl_curve_y (p, key->values[n]) - y) >= HIT_PX)
          continue;
        p->taken_key = k;
        p->number = n;
        return SL_TAKEN_KEY;
      }
  return SL_TAKEN_BOX;
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, SlCurvePage *p)
{
  const GdkModifierType held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (p->area);
  p->begun_x = x;
  p->begun_y = y;
  p->dx = p->dy = 0;
  p->way = SL_GOES_FREE;
  p->by = 0;
  p->raise = 0;
  p->taken = p->trace != NULL ? hit (p, x, y) : SL_TAKEN_NONE;
  g_clear_pointer (&p->begun, g_array_unref);
  if (p->taken == SL_TAKEN_NONE)
    return;
  p->begun = g_array_copy (p->trace->keys);
  if (p->taken == SL_TAKEN_BOX)
    return;
  const SlTraceKey *key = key_at (p->begun, p->taken_key);
  g_autofree char *name = name_of (p, key);
  p->key = p->taken_key;
  if (!is_chosen (p, key) || p->taken == SL_TAKEN_HANDLE)
    sl_key_choice_set (p->bench->keys, name, (held & GDK_SHIFT_MASK) != 0);
  sl_curve_show_bend (p);
  gtk_widget_queue_draw (p->area);
}

static int
by_frame (gconstpointer a, gconstpointer b)
{
  const gint64 one = ((const SlTraceKey *) a)->frame, other = ((const SlTraceKey *) b)->frame;

  return one < other ? -1 : one > other;
}

/* All that are chosen of this curve. */
static void
preview_keys (SlCurvePage *p)
{
  GArray *keys = p->trace->keys;

  g_array_set_size (keys, 0);
  g_array_append_vals (keys, p->begun->data, p->begun->len);
  for (guint k = 0; k < keys->len; k++)
    if (is_chosen (p, key_at (p->begun, k)))
      {
        g_array_index (keys, SlTraceKey, k).frame += p->by;
        g_array_index (keys, SlTraceKey, k).values[p->number] += p->raise;
      }
  g_array_sort (keys, by_frame);
}

static void
move_keys (SlCurvePage *p, GdkModifierType held)
{
  const gboolean upright = fabs (p->dy) > fabs (p->dx), one_way = (held & GDK_SHIFT_MASK) != 0;
  const gboolean along = p->way == SL_GOES_ALONG || (p->way == SL_GOES_FREE && !(one_way && upright));
  const gboolean up = p->way == SL_GOES_UP || (p->way == SL_GOES_FREE && !(one_way && !upright));
  const double frames = sl_curve_frame_at (p, p->begun_x + p->dx) - sl_curve_frame_at (p, p->begun_x);
  const double value = sl_curve_value_at (p, p->begun_y + p->dy) - sl_curve_value_at (p, p->begun_y);

  p->by = along ? sl_key_choice_most_by (p->bench->keys, llround (frames)) : 0;
  p->raise = up ? value : 0;
  preview_keys (p);
}

static void
follow (SlCurvePage *p, GdkModifierType held)
{
  SlTraceKey *key;

  if (p->taken == SL_TAKEN_HANDLE)
    {
      key = &g_array_index (p->trace->keys, SlTraceKey, p->taken_key);
      sl_trace_bend (p->trace, p->taken_key, p->handle, p->number, sl_curve_frame_at (p, p->begun_x + p->dx),
                     sl_curve_value_at (p, p->begun_y + p->dy), key->bend);
      key->ease = SL_EASE_BEZIER;
    }
  else if (p->taken == SL_TAKEN_KEY && hypot (p->dx, p->dy) > CLICK_PX)
    move_keys (p, held);
  gtk_widget_queue_draw (p->area);
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, SlCurvePage *p)
{
  p->dx = dx;
  p->dy = dy;
  if (p->taken != SL_TAKEN_NONE)
    follow (p, gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)));
}

/* --- letting go --- */

/* Keys of which some number lies in the box. */
static void
choose_in_box (SlCurvePage *p, gboolean too)
{
  const double left = fmin (p->begun_x, p->begun_x + p->dx), right = fmax (p->begun_x, p->begun_x + p->dx);
  const double top = fmin (p->begun_y, p->begun_y + p->dy), foot = fmax (p->begun_y, p->begun_y + p->dy);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint k = 0; k < p->trace->keys->len; k++)
    {
      const SlTraceKey *key = key_at (p->trace->keys, k);
      const double x = sl_curve_x (p, (double) key->frame);
      g_autofree char *name = name_of (p, key);
      gboolean inside = FALSE;

      for (guint n = 0; n < p->trace->numbers; n++)
        inside |= x >= left && x <= right && sl_curve_y (p, key->values[n]) >= top
                  && sl_curve_y (p, key->values[n]) <= foot;
      if (inside)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
    }
  sl_key_choice_set (p->bench->keys, names->str, too);
}

/* The keys of other curves that are chosen stay where they are: only this one is seen. */
static void
choose_of_this (SlCurvePage *p)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint k = 0; k < p->begun->len; k++)
    {
      g_autofree char *name = is_chosen (p, key_at (p->begun, k)) ? name_of (p, key_at (p->begun, k)) : NULL;

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
    }
  sl_key_choice_set (p->bench->keys, names->str, FALSE);
}

static void
let_go (SlCurvePage *p, SlCurveTaken taken, gboolean too)
{
  const gboolean clicked = hypot (p->dx, p->dy) <= CLICK_PX;

  if (taken == SL_TAKEN_BOX)
    choose_in_box (p, too);
  else if (clicked)
    sl_editor_set_frame (p->editor, (double) key_at (p->begun, p->taken_key)->frame);
  else if (taken == SL_TAKEN_HANDLE)
    {
      /* the plan's change shows another */
      g_autoptr (SlTrace) trace = g_steal_pointer (&p->trace);
      sl_trace_set_bend (trace, p->editor, p->taken_key, key_at (trace->keys, p->taken_key)->bend);
    }
  else
    {
      choose_of_this (p);
      sl_key_choice_shift (p->bench->keys, p->by, p->raise, p->trace->numbers > 1 ? (int) p->number : -1);
    }
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, SlCurvePage *p)
{
  const GdkModifierType held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  const SlCurveTaken taken = p->taken;

  p->taken = SL_TAKEN_NONE;
  if (taken == SL_TAKEN_NONE || p->trace == NULL)
    return;
  let_go (p, taken, (held & GDK_SHIFT_MASK) != 0);
  g_clear_pointer (&p->begun, g_array_unref);
  sl_curve_fill (p);
}

/* X: along alone; Y: up alone; the same again: both. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, SlCurvePage *p)
{
  const SlCurveWay way = keyval == GDK_KEY_x || keyval == GDK_KEY_X ? SL_GOES_ALONG : SL_GOES_UP;

  if (p->taken != SL_TAKEN_KEY || (way == SL_GOES_UP && keyval != GDK_KEY_y && keyval != GDK_KEY_Y))
    return FALSE;
  p->way = p->way == way ? SL_GOES_FREE : way;
  follow (p, state);
  return TRUE;
}

void
sl_curve_add_hands (SlCurvePage *p)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (p->area, TRUE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), p);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_update), p);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_end), p);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), p);
  gtk_widget_add_controller (p->area, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (p->area, keys);
}
