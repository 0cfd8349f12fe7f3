/* The edits of a board: each gives it other strips, or a field, in one step. */
#include "sl-board-desk-private.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-strip-list.h"

/* --- what is edited --- */

/* "Draft A" and so on: the first letter that no board of the production has. */
static char *
free_name (const SlPlan *plan, const char *production)
{
  for (char letter = 'A'; letter <= 'Z'; letter++)
    {
      g_autofree char *name = g_strdup_printf (_("Draft %c"), letter);
      gboolean taken = FALSE;

      for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOARD); i++)
        {
          const SlBoard *board = (const SlBoard *) sl_plan_at (plan, SL_KIND_BOARD, i);
          taken = taken || (g_strcmp0 (board->production, production) == 0
                            && g_strcmp0 (board->entity.name, name) == 0);
        }
      if (!taken)
        return g_steal_pointer (&name);
    }
  return g_strdup (_("Draft"));
}

char *
sl_board_desk_add_board (SlBoardDesk *desk, SlCommand *command)
{
  const SlBoardRead *read = desk->read;
  const char *production = read->production->entity.id;
  g_autofree char *wanted = g_strdup_printf ("%s-board", production);
  g_autofree char *name = free_name (read->plan, production);
  char *id = sl_plan_free_id (read->plan, wanted);

  sl_command_add (command, SL_KIND_BOARD, id);
  sl_command_set (command, id, "production", production);
  sl_command_set (command, id, "name", name);
  return id;
}

char *
sl_board_desk_made_board (SlBoardDesk *desk, SlCommand *command)
{
  return desk->read->board != NULL ? g_strdup (desk->read->board->entity.id) : sl_board_desk_add_board (desk, command);
}

gboolean
sl_board_desk_apply_strips (SlBoardDesk *desk, const char *label, const SlList *strips)
{
  g_autoptr (SlCommand) command = sl_command_new (label);
  g_autofree char *id = sl_board_desk_made_board (desk, command);

  sl_command_set_strips (command, id, strips);
  return sl_editor_apply (desk->editor, command);
}

/* --- moving --- */

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
  SlList *strips = sl_list_ref (t->strips);
  const gboolean done = sl_board_desk_apply_strips (desk, label, strips); /* which ends the try */
  sl_list_unref (strips);
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

static const char *
insert_label (SlStripForm form)
{
  return form == SL_STRIP_DAY ? _("End a day") : form == SL_STRIP_WEEK ? _("End a week") : _("Add a banner");
}

gboolean
sl_board_desk_insert (SlBoardDesk *desk, SlStripForm form, const char *text, double minutes)
{
  const SlBoardRow *row = sl_board_desk_row (desk, sl_board_desk_cursor (desk));
  SlStrip strip = { .is = (int) form, .minutes = minutes, .call = -1 };

  if (sl_board_desk_refuse (desk))
    return FALSE;
  const guint at = row != NULL && row->form != SL_BOARD_ROW_BONE ? row->place + 1 : sl_list_n (desk->read->strips);
  if (text != NULL && *text != '\0')
    strip.text = g_ref_string_new (text);
  SlList *strips = sl_strips_with (desk->read->strips, at, &strip, 1);
  const gboolean done = sl_board_desk_apply_strips (desk, insert_label (form), strips);
  sl_list_unref (strips);
  g_clear_pointer (&strip.text, g_ref_string_release);
  if (done)
    sl_board_desk_choose_places (desk, at, 1);
  return done;
}

gboolean
sl_board_desk_break (SlBoardDesk *desk, gint32 minutes, gint64 eighths)
{
  if (sl_board_desk_refuse (desk))
    return FALSE;
  const SlBoardInput input = sl_board_desk_input (desk, desk->read->strips, TRUE);
  SlList *strips = sl_strips_broken (&input, minutes, eighths);
  const gboolean done = sl_board_desk_apply_strips (desk, _("Break the board into days"), strips);
  sl_list_unref (strips);
  return done;
}

gboolean
sl_board_desk_set_strip (SlBoardDesk *desk, guint place, const char *field, const char *text, GError **error)
{
  g_autofree char *path = g_strdup_printf ("strips[%u].%s", place, field);

  if (sl_board_desk_refuse (desk))
    return TRUE; /* it was said */
  if (desk->read->board == NULL && !sl_board_desk_apply_strips (desk, _("New board"), desk->read->strips))
    return TRUE;
  return sl_editor_set_field (desk->editor, sl_board_desk_read (desk)->board->entity.id, path, text, NULL, error);
}

