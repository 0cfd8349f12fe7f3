/* The edits of a board: each gives it other strips, or a field, in one step. */
#include "sl-board-desk-private.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-strip-list.h"

/* --- what is edited --- */

/* The first letter that no board has. */
char *
sl_board_desk_free_name (const SlPlan *plan)
{
  for (char letter = 'A'; letter <= 'Z'; letter++)
    {
      g_autofree char *name = g_strdup_printf (_("Draft %c"), letter);
      gboolean taken = FALSE;

      for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOARD); i++)
        taken = taken || g_strcmp0 (sl_plan_at (plan, SL_KIND_BOARD, i)->name, name) == 0;
      if (!taken)
        return g_steal_pointer (&name);
    }
  return g_strdup (_("Draft"));
}

/* --- moving --- */

/* "3 4 9"; free with g_free(). */
static char *
places_text (const GArray *places)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (places, guint, i));
  return g_string_free (text, FALSE);
}

/* What is tried as operations: chosen strips go to a place or off, then scenes of the boneyard come behind them. */
static gboolean
do_try (SlBoardDesk *desk, SlBoardSteps *steps, const SlBoardTry *t)
{
  g_autofree char *strips = places_text (t->from), *to = g_strdup_printf ("%u", t->place);
  g_autofree char *at = g_strdup_printf ("%u", t->first + t->from->len);
  g_autoptr (GPtrArray) scenes = g_ptr_array_new ();

  for (guint i = 0; i < t->n - MIN (t->n, t->from->len); i++)
    g_ptr_array_add (scenes, sl_list_at (t->strips, SlStrip, t->first + t->from->len + i)->scene);
  if (t->place == SL_BOARD_OFF)
    return sl_board_steps_add (steps, "board-cut", NULL, 0, NULL, "strips", strips, NULL);
  return (t->from->len == 0
          || sl_board_steps_add (steps, "board-move", NULL, 0, NULL, "strips", strips, "to", to, NULL))
         && (scenes->len == 0 || sl_board_steps_add (steps, "board-place", (const char *const *) scenes->pdata,
                                                     scenes->len, NULL, "board", steps->board, "at", at, NULL));
}

gboolean
sl_board_desk_drop (SlBoardDesk *desk)
{
  const SlBoardTry *t = desk->tried;

  if (!sl_board_desk_would_change (desk))
    {
      sl_board_desk_try (desk, SL_BOARD_STAYS);
      return FALSE;
    }
  const guint first = t->first, n = t->n;
  const gboolean off = t->place == SL_BOARD_OFF;
  g_autofree char *label = g_strdup (t->title);
  g_autoptr (SlBoardSteps) steps = sl_board_steps_new (desk);
  const gboolean done = do_try (desk, steps, t) && sl_board_steps_apply (steps, label); /* which ends the try */
  if (done && !off)
    sl_board_desk_choose_places (desk, first, n);
  else if (!done)
    sl_board_desk_try (desk, SL_BOARD_STAYS);
  else
    sl_board_desk_tell (desk, SL_BOARD_CHOSEN);
  return done;
}

gboolean
sl_board_desk_move (SlBoardDesk *desk, guint place)
{
  return sl_board_desk_try (desk, place) && sl_board_desk_drop (desk);
}

/* The row of the board beyond the chosen ones on that side; NULL for none. */
static const SlBoardRow *
row_beyond (SlBoardDesk *desk, const GArray *places, gboolean below)
{
  const GPtrArray *rows = sl_board_desk_rows (desk);
  const SlBoardRow *before = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const SlBoardRow *row = rows->pdata[i];

      if (below && row->place > g_array_index (places, guint, places->len - 1))
        return row;
      if (!below && row->place < g_array_index (places, guint, 0))
        before = row;
    }
  return before;
}

gboolean
sl_board_desk_move_by (SlBoardDesk *desk, int rows)
{
  g_autoptr (GArray) places = sl_board_desk_read (desk) != NULL ? sl_board_desk_places (desk) : NULL;
  const SlBoardRow *row = places != NULL && places->len > 0 ? row_beyond (desk, places, rows > 0) : NULL;

  if (row == NULL || row->form == SL_BOARD_ROW_OPEN)
    return FALSE;
  return sl_board_desk_move (desk, rows > 0 ? row->place + 1 : row->place);
}

gboolean
sl_board_desk_move_days (SlBoardDesk *desk, int days)
{
  const SlBoardRead *read = sl_board_desk_read (desk);
  g_autoptr (GArray) places = read != NULL ? sl_board_desk_places (desk) : NULL;

  if (places == NULL || places->len == 0)
    return FALSE;
  const SlBoardDay *day = sl_board_day_of (read, g_array_index (places, guint, days < 0 ? 0 : places->len - 1));
  if (day == NULL)
    return FALSE;
  const guint at = (guint) (day - &g_array_index (read->days, SlBoardDay, 0));
  if (days < 0 && at > 0) /* before the end of the day before */
    return sl_board_desk_move (desk, (guint) g_array_index (read->days, SlBoardDay, at - 1).end);
  if (days > 0 && day->end >= 0)
    return sl_board_desk_move (desk, (guint) day->end + 1);
  return FALSE;
}

/* --- what stands between scenes --- */

gboolean
sl_board_desk_insert (SlBoardDesk *desk, SlStripForm form, const char *text, double minutes)
{
  static const char *const forms[] = { [SL_STRIP_DAY] = "day", [SL_STRIP_WEEK] = "week",
                                       [SL_STRIP_BANNER] = "banner" };
  const SlBoardRow *row = sl_board_desk_row (desk, sl_board_desk_cursor (desk));

  if (sl_board_desk_refuse (desk))
    return FALSE;
  const guint at = row != NULL && row->form != SL_BOARD_ROW_BONE ? row->place + 1 : sl_list_n (desk->read->strips);
  g_autofree char *place = g_strdup_printf ("%u", at), *takes = isnan (minutes) ? NULL : sl_number_to_text (minutes);
  g_autoptr (SlBoardSteps) steps = sl_board_steps_new (desk);
  if (!sl_board_steps_add (steps, "board-break", NULL, 0, NULL, "at", place, "is", forms[form], "text", text,
                           "minutes", takes, NULL)
      || !sl_board_steps_apply (steps, NULL))
    return FALSE;
  sl_board_desk_choose_places (desk, at, 1);
  return TRUE;
}

gboolean
sl_board_desk_break (SlBoardDesk *desk, gint32 minutes, gint64 eighths)
{
  if (sl_board_desk_refuse (desk))
    return FALSE;
  g_autofree char *longest = g_strdup_printf ("%d", minutes), *pages = g_strdup_printf ("%d", (int) eighths);
  g_autoptr (SlBoardSteps) steps = sl_board_steps_new (desk);
  return sl_board_steps_add (steps, "board-days", NULL, 0, NULL, "minutes", longest, "eighths", pages, NULL)
         && sl_board_steps_apply (steps, NULL);
}

gboolean
sl_board_desk_set_strip (SlBoardDesk *desk, guint place, const char *field, const char *text, GError **error)
{
  g_autofree char *which = g_strdup_printf ("%u", place), *value = g_strstrip (g_strdup (text));
  const gboolean clears = *value == '\0';

  if (sl_board_desk_refuse (desk))
    return TRUE; /* it was said */
  g_autoptr (SlBoardSteps) steps = sl_board_steps_new (desk);
  if (!sl_board_steps_try (steps, "board-strip", error, "strips", which, clears ? "clear" : field,
                           clears ? field : value, NULL))
    return FALSE;
  sl_board_steps_apply (steps, NULL);
  return TRUE;
}

