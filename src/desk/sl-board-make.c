/* The edits that make boards and scenes, and put a board in order; each in one step. */
#include "sl-board-desk-private.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-operate.h"
#include "sl-operations.h"
#include "sl-strip-list.h"

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
  g_autoptr (SlCommand) command = sl_command_new (lock ? _("Lock the board") : _("Unlock the board"));
  g_autofree char *today = sl_date_to_text (lock ? sl_date_today () : 0);

  if (read == NULL)
    return !sl_board_desk_refuse (desk);
  if (read->board != NULL && (read->board->locked != 0) == lock)
    return TRUE;
  g_autofree char *id = sl_board_desk_made_board (desk, command);
  if (read->board == NULL)
    sl_command_set_strips (command, id, read->strips);
  sl_command_set (command, id, "locked", today);
  return sl_editor_apply (desk->editor, command);
}

gboolean
sl_board_desk_use (SlBoardDesk *desk)
{
  const SlBoardRead *read = sl_board_desk_read (desk);
  const char *board = read != NULL && read->board != NULL ? read->board->entity.id : NULL;

  return board != NULL && sl_operate (desk->editor, "board-use", &board, 1, NULL, NULL);
}

/* --- scenes --- */

/* The production that new scenes are of; its id, to be freed. */
static char *
made_production (SlBoardDesk *desk, SlCommand *command)
{
  char *id;

  if (desk->read != NULL)
    return g_strdup (desk->read->production->entity.id);
  id = sl_plan_free_id (sl_editor_plan (desk->editor), "production");
  sl_command_add (command, SL_KIND_PRODUCTION, id);
  return id;
}

gboolean
sl_board_desk_add_scene (SlBoardDesk *desk)
{
  const SlPlan *plan = sl_editor_plan (desk->editor);
  const SlBoardRow *row = sl_board_desk_row (desk, sl_board_desk_cursor (desk));
  g_autofree char *id = NULL;

  if (sl_board_desk_read (desk) != NULL && desk->read->board != NULL && sl_board_desk_refuse (desk))
    return FALSE;
  g_autoptr (SlCommand) command = sl_operation_add (plan, NULL, SL_KIND_SCENE, NULL, NULL, &id);
  g_autofree char *production = made_production (desk, command);
  sl_command_set (command, id, "production", production);
  if (desk->read != NULL && desk->read->board != NULL)
    {
      SlStrip strip = { .is = SL_STRIP_SCENE, .scene = g_ref_string_new (id), .minutes = NAN, .call = -1 };
      const guint at = row != NULL && row->form != SL_BOARD_ROW_BONE ? row->place + 1 : sl_list_n (desk->read->strips);
      SlList *strips = sl_strips_with (desk->read->strips, at, &strip, 1);

      sl_command_set_strips (command, desk->read->board->entity.id, strips);
      sl_list_unref (strips);
      g_ref_string_release (strip.scene);
    }
  if (!sl_editor_apply (desk->editor, command))
    return FALSE;
  sl_editor_select (desk->editor, id);
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
         && sl_board_steps_apply (steps, _("Sort the scenes of each day"));
}
