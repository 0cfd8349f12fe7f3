/* Operations of the table on the board that is shown, one after the other, as one step:
 *
 *   no board yet ── board-new ──▶ plan ── operation ──▶ plan ── … ──▶ apply
 */
#include "sl-board-desk-private.h"
#include "sl-operate.h"

/* Does `command` to the plan as it is by now, and labels all of it by that. */
static gboolean
take (SlBoardSteps *s, SlCommand *command, GError **error)
{
  SlPlan *plan = command != NULL ? sl_plan_apply (s->plan, command, error) : NULL;

  if (command != NULL)
    sl_command_set_label (s->command, sl_command_label (command));
  for (guint i = 0; plan != NULL && i < sl_command_count (command); i++)
    sl_command_append (s->command, sl_command_edit (command, i));
  sl_plan_unref (s->plan);
  s->plan = plan;
  return plan != NULL;
}

static gboolean
add (SlBoardSteps *s, const char *operation, const char *const *ids, guint n, GPtrArray *added, va_list options,
     GError **error)
{
  const SlBoardInput read = sl_board_desk_input (s->desk, NULL, FALSE);
  const char *own[] = { s->board };
  SlOperateOn on = { .plan = s->plan, .ids = ids != NULL ? ids : own, .n = ids != NULL ? n : 1, .added = added,
                     .grade = read.grade, .grade_data = read.data };
  g_autoptr (SlCommand) command = s->plan != NULL
                                  ? sl_operate_try (s->desk->editor, operation, &on, options, error) : NULL;

  return take (s, command, error);
}

/* Of the scenes that are shown. */
static void
make_board (SlBoardSteps *s)
{
  const char *production = s->desk->read->production->entity.id;
  g_autofree char *name = sl_board_desk_free_name (s->plan);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);

  if (sl_board_steps_add (s, "board-new", &production, 1, added, "name", name, NULL))
    s->board = g_strdup (added->pdata[0]);
}

SlBoardSteps *
sl_board_steps_new (SlBoardDesk *desk)
{
  SlBoardSteps *s = g_new0 (SlBoardSteps, 1);

  s->desk = desk;
  s->command = sl_command_new ("");
  s->plan = sl_plan_ref (desk->read->plan);
  if (desk->read->board != NULL)
    s->board = g_strdup (desk->read->board->entity.id);
  else
    make_board (s);
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
  g_autoptr (GError) error = NULL;
  va_list options;

  va_start (options, added);
  const gboolean done = add (s, operation, ids, n, added, options, &error);
  va_end (options);
  if (error != NULL)
    sl_editor_message (s->desk->editor, error->message);
  return done;
}

gboolean
sl_board_steps_try (SlBoardSteps *s, const char *operation, GError **error, ...)
{
  va_list options;

  va_start (options, error);
  const gboolean done = add (s, operation, NULL, 0, NULL, options, error);
  va_end (options);
  return done;
}

gboolean
sl_board_steps_take (SlBoardSteps *s, SlCommand *command)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = s->plan != NULL && take (s, command, &error);

  if (error != NULL)
    sl_editor_message (s->desk->editor, error->message);
  return done;
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
