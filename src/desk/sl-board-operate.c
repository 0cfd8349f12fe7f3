/* Operations of the table on the board that is shown, one after the other, as one step:
 *
 *   no board yet ──▶ made with the strips that are shown ──▶ plan ── operation ──▶ plan ── … ──▶ apply
 */
#include "sl-board-desk-private.h"
#include "sl-operate.h"

SlBoardSteps *
sl_board_steps_new (SlBoardDesk *desk)
{
  SlBoardSteps *s = g_new0 (SlBoardSteps, 1);
  g_autoptr (GError) error = NULL;

  s->desk = desk;
  s->command = sl_command_new ("");
  s->board = sl_board_desk_made_board (desk, s->command);
  if (desk->read->board == NULL)
    sl_command_set_strips (s->command, s->board, desk->read->strips);
  s->plan = sl_plan_apply (desk->read->plan, s->command, &error);
  if (s->plan == NULL)
    sl_editor_message (desk->editor, error->message);
  return s;
}

void
sl_board_steps_free (SlBoardSteps *s)
{
  sl_command_unref (s->command);
  sl_plan_unref (s->plan);
  g_free (s->board);
  g_free (s);
}

gboolean
sl_board_steps_add (SlBoardSteps *s, const char *operation, const char *const *ids, guint n, GPtrArray *added, ...)
{
  const SlBoardInput read = sl_board_desk_input (s->desk, NULL, FALSE);
  const char *own[] = { s->board };
  SlOperateOn on = { .plan = s->plan, .ids = ids != NULL ? ids : own, .n = ids != NULL ? n : 1, .added = added,
                     .grade = read.grade, .grade_data = read.data };
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  va_list options;

  if (s->plan == NULL)
    return FALSE;
  va_start (options, added);
  command = sl_operate_command (s->desk->editor, operation, &on, options);
  va_end (options);
  SlPlan *plan = command != NULL ? sl_plan_apply (s->plan, command, &error) : NULL;
  if (error != NULL)
    sl_editor_message (s->desk->editor, error->message);
  if (command != NULL)
    sl_command_set_label (s->command, sl_command_label (command));
  for (guint i = 0; plan != NULL && i < sl_command_count (command); i++)
    sl_command_append (s->command, sl_command_edit (command, i));
  sl_plan_unref (s->plan);
  s->plan = plan;
  return plan != NULL;
}

gboolean
sl_board_steps_apply (SlBoardSteps *s, const char *label)
{
  if (s->plan == NULL)
    return FALSE;
  if (label != NULL)
    sl_command_set_label (s->command, label);
  return sl_editor_apply (s->desk->editor, s->command);
}
