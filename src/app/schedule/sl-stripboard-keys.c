/* Keys over the stripboard; letters go into the search. */
#include "sl-stripboard-private.h"

#include <math.h>

static gboolean
on_alt (SlStripboard *b, guint key)
{
  switch (key)
    {
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      sl_board_desk_move_by (b->desk, -1);
      return TRUE;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      sl_board_desk_move_by (b->desk, 1);
      return TRUE;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up:
      sl_board_desk_move_days (b->desk, -1);
      return TRUE;
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down:
      sl_board_desk_move_days (b->desk, 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_control (SlStripboard *b, guint key)
{
  if (key == GDK_KEY_a)
    sl_board_desk_choose_all (b->desk);
  else if (key == GDK_KEY_b)
    sl_board_desk_insert (b->desk, SL_STRIP_DAY, NULL, NAN);
  else
    return FALSE;
  return TRUE;
}

/* 0 for a key that goes nowhere. */
static int
step_of (SlStripboard *b, guint key)
{
  switch (key)
    {
    case GDK_KEY_Up: case GDK_KEY_KP_Up:               return -1;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:           return 1;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up:     return -sl_stripboard_page (b);
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down: return sl_stripboard_page (b);
    case GDK_KEY_Home: case GDK_KEY_KP_Home:           return -G_MAXINT;
    case GDK_KEY_End: case GDK_KEY_KP_End:             return G_MAXINT;
    default:                                           return 0;
    }
}

static gboolean
on_plain (SlStripboard *b, guint key, gboolean back)
{
  switch (key)
    {
    case GDK_KEY_Delete: case GDK_KEY_KP_Delete:
      if (!b->boneyard)
        sl_board_desk_move (b->desk, SL_BOARD_OFF);
      return TRUE;
    case GDK_KEY_Insert: case GDK_KEY_KP_Insert:
      sl_board_desk_insert (b->desk, SL_STRIP_DAY, NULL, NAN);
      return TRUE;
    case GDK_KEY_F2: case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      sl_stripboard_edit (b, sl_board_desk_cursor (b->desk), key != GDK_KEY_F2);
      return TRUE;
    case GDK_KEY_F3:
      sl_board_desk_find_next (b->desk, back);
      return TRUE;
    default:
      return FALSE;
    }
}

/* A letter begins to look for strips. */
static gboolean
on_letter (SlStripboard *b, guint key)
{
  const gunichar letter = gdk_keyval_to_unicode (key);
  char text[8] = "";

  if (b->search == NULL || letter <= ' ' || !g_unichar_isprint (letter))
    return FALSE;
  g_unichar_to_utf8 (letter, text);
  gtk_widget_grab_focus (b->search);
  gtk_editable_set_text (GTK_EDITABLE (b->search), text);
  gtk_editable_set_position (GTK_EDITABLE (b->search), -1);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, SlStripboard *b)
{
  const GdkModifierType held = state & (GDK_ALT_MASK | GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  const int by = step_of (b, key);

  if (!sl_stripboard_has_focus (b))
    return FALSE;
  if (key == GDK_KEY_Escape && b->dragging)
    sl_stripboard_give_up (b);
  else if (b->dragging)
    return TRUE;
  else if (b->reads && (by == 0 || held != 0))
    return FALSE;
  else if (held == GDK_ALT_MASK)
    return on_alt (b, key);
  else if ((held & ~GDK_SHIFT_MASK) == GDK_CONTROL_MASK)
    return on_control (b, key);
  else if (by != 0 && (held & ~GDK_SHIFT_MASK) == 0)
    sl_board_desk_step (b->desk, by, held == GDK_SHIFT_MASK);
  else if ((held == 0 || (held == GDK_SHIFT_MASK && key == GDK_KEY_F3)) && on_plain (b, key, held != 0))
    return TRUE;
  else
    return (held & GDK_ALT_MASK) == 0 && on_letter (b, key);
  return TRUE;
}

void
sl_stripboard_add_keys (SlStripboard *b)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), b);
  gtk_widget_add_controller (GTK_WIDGET (b), keys);
}
