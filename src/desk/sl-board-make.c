/* The edits that make boards and scenes, and put a board in order; each in one step. */
#include "sl-board-desk-private.h"

#include "sl-i18n.h"
#include "sl-operate.h"

/* --- boards --- */

/* A board that is not made yet is copied by making it. */
gboolean
sl_board_desk_add (SlBoardDesk *desk, gboolean copy)
{
  const SlBoardRead *read = sl_board_desk_read (desk);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);

  if (read == NULL)
    return !sl_board_desk_refuse (desk);
  const gboolean of_board = copy && read->board != NULL;
  const char *of = of_board ? read->board->entity.id : read->production->entity.id;
  g_autofree char *name = sl_board_desk_free_name (read->plan);
  if (!sl_operate (desk->editor, of_board ? "board-copy" : "board-new", &of, 1, added, "name", name, NULL))
    return FALSE;
  sl_board_desk_show (desk, added->pdata[0]);
  return TRUE;
}

gboolean
sl_board_desk_lock (SlBoardDesk *desk, gboolean lock)
{
  const SlBoardRead *read = sl_board_desk_read (desk);
  g_autofree char *today = sl_date_to_text (sl_date_today ());

  if (read == NULL)
    return !sl_board_desk_refuse (desk);
  if (read->board != NULL && (read->board->locked != 0) == lock)
    return TRUE;
  g_autoptr (SlBoardSteps) steps = sl_board_steps_new (desk);
  return (lock ? sl_board_steps_add (steps, "board-lock", NULL, 0, NULL, "date", today, "itself", "true", NULL)
               : sl_board_steps_add (steps, "board-unlock", NULL, 0, NULL, NULL))
         && sl_board_steps_apply (steps, NULL);
}

gboolean
sl_board_desk_use (SlBoardDesk *desk)
{
  const SlBoardRead *read = sl_board_desk_read (desk);
  const char *board = read != NULL && read->board != NULL ? read->board->entity.id : NULL;

  return board != NULL && sl_operate (desk->editor, "board-use", &board, 1, NULL, NULL);
}

/* --- scenes --- */

gboolean
sl_board_desk_add_scene (SlBoardDesk *desk)
{
  const SlBoardRow *row = sl_board_desk_row (desk, sl_board_desk_cursor (desk));
  const SlBoardRead *read = sl_board_desk_read (desk);
  const SlBoard *board = read != NULL ? read->board : NULL;
  const char *production = read != NULL ? read->production->entity.id : NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);

  if (board != NULL && sl_board_desk_refuse (desk))
    return FALSE;
  g_autofree char *at = board != NULL && row != NULL && row->form != SL_BOARD_ROW_BONE
                          ? g_strdup_printf ("%u", row->place + 1) : NULL;
  if (!sl_operate (desk->editor, "scene-new", &production, production != NULL ? 1 : 0, added, "board",
                   board != NULL ? board->entity.id : NULL, "at", at, NULL))
    return FALSE;
  sl_editor_select (desk->editor, added->pdata[added->len - 1]);
  return TRUE;
}

/* --- order --- */

gboolean
sl_board_desk_sort (SlBoardDesk *desk, const char *by)
{
  if (sl_board_desk_refuse (desk))
    return FALSE;
  g_autoptr (SlBoardSteps) steps = sl_board_steps_new (desk);
  return sl_board_steps_add (steps, "board-sort", NULL, 0, NULL, "by", by, "inside", "true", NULL)
         && sl_board_steps_apply (steps, NULL);
}
