#include "sl-key-hands.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"
#include "sl-key-row.h"
#include "sl-time-axis.h"
#include "sl-widgets.h"

#define THRESHOLD 4 /* px that a hand may tremble */

typedef enum { HAND_NONE, HAND_PRESSED, HAND_MOVE, HAND_SCALE, HAND_BOX } Hand;

typedef struct {
  SlBench       *bench;
  GtkAdjustment *axis;
  GtkWidget     *overlay, *rows, *band;
  Hand           hand;
  double         x, y;   /* px, where it began */
  char          *name;   /* of the key that it took; NULL beside keys */
  gint64         first;  /* of what is chosen, and of the key that was taken */
  gint64         taken;
  gint64         by;     /* of MOVE */
  double         factor; /* of SCALE */
} Hands;

static void
hands_free (gpointer data)
{
  Hands *h = data;

  g_object_unref (h->axis);
  g_free (h->name);
  sl_bench_unref (h->bench);
  g_free (h);
}

/* --- what is under it --- */

static GtkWidget *
key_under (Hands *h, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (h->rows, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != h->rows && sl_key_row_name_of (widget) == NULL)
    widget = gtk_widget_get_parent (widget);
  return widget != h->rows ? widget : NULL;
}

static double
frames_of (Hands *h, double px)
{
  const SlShot *shot = sl_editor_shot (h->bench->editor);
  const double fps = shot != NULL ? sl_rational_to_real (shot->fps) : 24;
  const int width = gtk_widget_get_width (h->rows);

  return (sl_axis_from_px (h->axis, px, width) - sl_axis_from_px (h->axis, 0, width)) * fps;
}

static void
preview (Hands *h, gint64 by, double factor)
{
  const SlShot *shot = sl_editor_shot (h->bench->editor);

  for (GtkWidget *row = gtk_widget_get_first_child (h->rows); shot != NULL && row != NULL;
       row = gtk_widget_get_next_sibling (row))
    sl_key_row_preview (row, shot, by, factor, h->first);
}

/* So that the keyboard goes on where the hand was. */
static void
focus_on (Hands *h, const char *name)
{
  for (GtkWidget *row = gtk_widget_get_first_child (h->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *key = sl_key_row_find (row, name);

      if (key != NULL)
        gtk_widget_grab_focus (key);
    }
}

/* --- the box --- */

/* Keys in a rectangle of the rows (px), as names with spaces between. */
static char *
names_in (Hands *h, const graphene_rect_t *box)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (h->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    for (GtkWidget *b = gtk_widget_get_first_child (row); b != NULL; b = gtk_widget_get_next_sibling (b))
      {
        graphene_rect_t bounds, common;

        if (sl_key_row_name_of (b) != NULL && gtk_widget_get_child_visible (b)
            && gtk_widget_compute_bounds (b, h->rows, &bounds) && graphene_rect_intersection (box, &bounds, &common))
          g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", sl_key_row_name_of (b));
      }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static graphene_rect_t
box_to (Hands *h, double dx, double dy)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float) h->x, (float) h->y, (float) dx, (float) dy);

  return *graphene_rect_normalize (&box);
}

static void
show_band (Hands *h, double dx, double dy)
{
  const graphene_rect_t box = box_to (h, dx, dy);

  gtk_widget_set_visible (h->band, TRUE);
  gtk_widget_set_margin_start (h->band, MAX (0, (int) box.origin.x));
  gtk_widget_set_margin_top (h->band, MAX (0, (int) box.origin.y));
  gtk_widget_set_size_request (h->band, (int) box.size.width, MIN ((int) box.size.height,
                                                                   gtk_widget_get_height (h->rows)));
}

/* --- following it --- */

static void
forget (Hands *h)
{
  h->hand = HAND_NONE;
  g_clear_pointer (&h->name, g_free);
  gtk_widget_set_visible (h->band, FALSE);
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, Hands *h)
{
  GtkWidget *key = key_under (h, x, y);

  forget (h);
  h->hand = HAND_PRESSED;
  h->x = x;
  h->y = y;
  h->name = key != NULL ? g_strdup (sl_key_row_name_of (key)) : NULL;
  h->taken = key != NULL ? sl_key_row_frame_of (key) : 0;
}

static gboolean
is_chosen (Hands *h, const char *name)
{
  g_autofree char *names = sl_key_choice_names (h->bench->keys);
  g_auto (GStrv) words = g_strsplit (names, " ", -1);

  return g_strv_contains ((const char *const *) words, name);
}

/* Now it is known that it drags. */
static void
take_hold (Hands *h, GtkGesture *gesture)
{
  const GdkModifierType held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gint64 last;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (h->name == NULL)
    {
      h->hand = HAND_BOX;
      return;
    }
  if (!is_chosen (h, h->name))
    sl_key_choice_set (h->bench->keys, h->name, (held & GDK_SHIFT_MASK) != 0);
  focus_on (h, h->name);
  sl_key_choice_span (h->bench->keys, &h->first, &last);
  h->hand = (held & GDK_ALT_MASK) && h->taken > h->first ? HAND_SCALE : HAND_MOVE;
  h->by = 0;
  h->factor = 1;
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, Hands *h)
{
  if (h->hand == HAND_PRESSED && hypot (dx, dy) >= THRESHOLD)
    take_hold (h, GTK_GESTURE (gesture));
  switch (h->hand)
    {
    case HAND_MOVE:
      h->by = MAX (llround (frames_of (h, dx)), -h->first);
      preview (h, h->by, 1);
      break;
    case HAND_SCALE:
      h->factor = fmax (1, (double) (h->taken - h->first) + round (frames_of (h, dx))) / (double) (h->taken - h->first);
      preview (h, 0, h->factor);
      break;
    case HAND_BOX:
      show_band (h, dx, dy);
      break;
    default:
      break;
    }
}

/* Where it let go. */
static void
finish (Hands *h, Hand hand, double dx, double dy, gboolean too)
{
  const graphene_rect_t box = box_to (h, dx, dy);
  gboolean done = TRUE;

  if (hand == HAND_MOVE)
    done = sl_key_choice_move (h->bench->keys, h->by) && h->by != 0;
  else if (hand == HAND_SCALE)
    done = sl_key_choice_scale (h->bench->keys, h->factor, h->first);
  else if (hand == HAND_BOX)
    {
      g_autofree char *names = names_in (h, &box);
      g_auto (GStrv) words = g_strsplit (names, " ", 2);

      sl_key_choice_set (h->bench->keys, names, too);
      if (words[0] != NULL)
        focus_on (h, words[0]);
    }
  if (!done)
    preview (h, 0, 1);
}

static void
click (Hands *h, const char *name, GdkModifierType held)
{
  if (name == NULL)
    sl_key_choice_set (h->bench->keys, "", (held & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0);
  else if (held & GDK_CONTROL_MASK)
    sl_key_choice_toggle (h->bench->keys, name);
  else
    sl_key_choice_set (h->bench->keys, name, (held & GDK_SHIFT_MASK) != 0);
  if (name != NULL)
    focus_on (h, name);
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, Hands *h)
{
  const GdkModifierType held = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  const Hand hand = h->hand;
  g_autofree char *name = g_steal_pointer (&h->name);

  forget (h);
  if (hand == HAND_PRESSED)
    click (h, name, held);
  else
    finish (h, hand, dx, dy, (held & GDK_SHIFT_MASK) != 0);
}

void
sl_key_hands_cancel (GtkWidget *hands)
{
  Hands *h = g_object_get_data (G_OBJECT (hands), "key-hands");

  forget (h);
}

/* --- by keys --- */

/* From the key that has the focus to the next one in its row. */
static gboolean
go_to_neighbour (GtkWidget *rows, gboolean next)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (rows)), *to;

  if (focus == NULL || sl_key_row_name_of (focus) == NULL)
    return FALSE;
  to = next ? gtk_widget_get_next_sibling (focus) : gtk_widget_get_prev_sibling (focus);
  return to != NULL && sl_key_row_name_of (to) != NULL && gtk_widget_grab_focus (to);
}

/* The key with the focus is what the keyboard means when none is chosen; it keeps the focus where it goes. */
static void
move_by (Hands *h, gint64 by)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (h->rows)), *row;
  const char *name = focus != NULL ? sl_key_row_name_of (focus) : NULL;
  g_autofree char *then = NULL;

  if (name != NULL && !is_chosen (h, name))
    sl_key_choice_set (h->bench->keys, name, FALSE);
  if (name != NULL)
    then = g_strdup_printf ("%.*s%d", (int) (strrchr (name, '@') + 1 - name), name,
                            sl_key_row_frame_of (focus) + (int) by);
  row = name != NULL ? gtk_widget_get_parent (focus) : NULL;
  if (!sl_key_choice_move (h->bench->keys, by) || then == NULL)
    return;
  focus = sl_key_row_find (row, then);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static void
choose_all (Hands *h)
{
  const graphene_rect_t all = GRAPHENE_RECT_INIT (-1e6f, -1e6f, 2e6f, 2e6f);
  g_autofree char *names = names_in (h, &all);

  sl_key_choice_set (h->bench->keys, names, FALSE);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint code, GdkModifierType state, Hands *h)
{
  const gboolean ctrl = (state & GDK_CONTROL_MASK) != 0;
  const gint64 step = (state & GDK_SHIFT_MASK) != 0 ? 10 : 1;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (h->rows));
  const char *name = focus != NULL ? sl_key_row_name_of (focus) : NULL;

  switch (keyval)
    {
    case GDK_KEY_Left: case GDK_KEY_Right:
      if (ctrl)
        return go_to_neighbour (h->rows, keyval == GDK_KEY_Right);
      move_by (h, keyval == GDK_KEY_Right ? step : -step);
      return TRUE;
    case GDK_KEY_Delete: case GDK_KEY_KP_Delete: case GDK_KEY_BackSpace:
      if (name != NULL && !is_chosen (h, name))
        sl_key_choice_set (h->bench->keys, name, FALSE);
      sl_key_choice_remove (h->bench->keys);
      return TRUE;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_space:
      if (name != NULL)
        sl_key_choice_set (h->bench->keys, name, step > 1);
      return FALSE; /* its button goes to its frame */
    case GDK_KEY_Escape:
      sl_key_choice_set (h->bench->keys, "", FALSE);
      return TRUE;
    case GDK_KEY_a: case GDK_KEY_x: case GDK_KEY_c: case GDK_KEY_v:
      if (!ctrl)
        return FALSE;
      if (keyval == GDK_KEY_a)
        choose_all (h);
      else
        gtk_widget_activate_action (h->rows, keyval == GDK_KEY_x   ? "win.keys-cut"
                                             : keyval == GDK_KEY_c ? "win.keys-copy" : "win.keys-paste", NULL);
      return TRUE;
    default:
      return FALSE;
    }
}

GtkWidget *
sl_key_hands_new (SlBench *bench, GtkAdjustment *axis, GtkWidget *rows)
{
  Hands *h = g_new0 (Hands, 1);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  *h = (Hands) { .bench = sl_bench_ref (bench), .axis = g_object_ref (axis), .overlay = gtk_overlay_new (),
                 .rows = rows, .band = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), .factor = 1 };
  gtk_widget_add_css_class (h->band, "sl-band");
  gtk_widget_set_halign (h->band, GTK_ALIGN_START);
  gtk_widget_set_valign (h->band, GTK_ALIGN_START);
  gtk_widget_set_can_target (h->band, FALSE);
  gtk_widget_set_visible (h->band, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (h->overlay), rows);
  gtk_overlay_add_overlay (GTK_OVERLAY (h->overlay), h->band);
  gtk_widget_set_overflow (h->overlay, GTK_OVERFLOW_HIDDEN);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), h);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_update), h);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_end), h);
  gtk_widget_add_controller (rows, GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), h);
  gtk_widget_add_controller (rows, keys);
  g_object_set_data_full (G_OBJECT (h->overlay), "key-hands", h, hands_free);
  return h->overlay;
}
