/* The board that is shown, held against another one. */
#include "sl-board-desk-private.h"

void
sl_board_desk_hold_against (SlBoardDesk *desk, const char *board)
{
  if (g_strcmp0 (desk->against, board) == 0)
    return;
  char *fresh = g_strdup (board);
  g_free (desk->against);
  desk->against = fresh;
  g_clear_pointer (&desk->drift, sl_board_drift_free);
  g_clear_pointer (&desk->other, sl_board_read_free);
  g_clear_pointer (&desk->rows, g_ptr_array_unref);
  g_clear_pointer (&desk->bones, g_ptr_array_unref);
  sl_board_desk_tell (desk, SL_BOARD_CHANGED);
}

const SlBoardRead *
sl_board_desk_other (SlBoardDesk *desk)
{
  const SlBoardRead *read = sl_board_desk_read (desk);
  const SlBoard *board = read != NULL ? sl_plan_get (read->plan, SL_KIND_BOARD, desk->against) : NULL;

  if (desk->other != NULL || board == NULL || board == read->board
      || g_strcmp0 (board->production, read->production->entity.id) != 0)
    return desk->other;
  SlBoardInput input = sl_board_desk_input (desk, NULL, FALSE);
  input.board = board;
  return desk->other = sl_board_read (&input);
}

const SlBoardDrift *
sl_board_desk_drift (SlBoardDesk *desk)
{
  sl_board_desk_rows (desk);
  return desk->drift;
}

static void
mark (const SlBoardRead *other, GHashTable *drifts, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      SlBoardRow *row = rows->pdata[i];
      const SlSceneDrift *drift = row->scene != NULL ? g_hash_table_lookup (drifts, row->scene->entity.id) : NULL;

      if (drift == NULL || row->form == SL_BOARD_ROW_GHOST)
        continue;
      row->drift = drift->drift;
      row->was_day = drift->was != G_MAXUINT ? g_array_index (other->days, SlBoardDay, drift->was).number : 0;
    }
}

void
sl_board_desk_mark_rows (SlBoardDesk *desk)
{
  const SlBoardRead *other = sl_board_desk_other (desk), *seen = sl_board_desk_seen (desk);

  g_clear_pointer (&desk->drift, sl_board_drift_free);
  if (other == NULL)
    return;
  g_autoptr (GHashTable) drifts = g_hash_table_new (g_str_hash, g_str_equal);
  desk->drift = sl_board_compare (other, seen);
  for (guint i = 0; i < desk->drift->scenes->len; i++)
    {
      SlSceneDrift *drift = &g_array_index (desk->drift->scenes, SlSceneDrift, i);
      g_hash_table_insert (drifts, drift->scene->entity.id, drift);
    }
  mark (other, drifts, desk->rows);
  mark (other, drifts, desk->bones);
}
