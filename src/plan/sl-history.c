#include "sl-history.h"

typedef struct {
  SlPlan *plan;  /* after the step */
  char   *label; /* NULL for the first */
  char   *fold;
} Step;

struct SlHistory {
  GArray *steps; /* Step */
  guint   at;
};

static void
step_clear (gpointer data)
{
  Step *step = data;

  sl_plan_unref (step->plan);
  g_free (step->label);
  g_free (step->fold);
}

static Step *
step_at (const SlHistory *history, guint index)
{
  return &g_array_index (history->steps, Step, index);
}

SlHistory *
sl_history_new (const SlPlan *plan)
{
  SlHistory *history = g_new0 (SlHistory, 1);
  Step first = { sl_plan_ref (plan), NULL, NULL };

  history->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (history->steps, step_clear);
  g_array_append_val (history->steps, first);
  return history;
}

void
sl_history_free (SlHistory *history)
{
  if (history == NULL)
    return;
  g_array_unref (history->steps);
  g_free (history);
}

const SlPlan *
sl_history_plan (const SlHistory *history)
{
  return step_at (history, history->at)->plan;
}

gboolean
sl_history_apply (SlHistory *history, const SlCommand *command, GError **error)
{
  Step *current = step_at (history, history->at);
  g_autoptr (SlPlan) next = sl_plan_apply (current->plan, command, error);

  if (next == NULL)
    return FALSE;
  if (next == current->plan)
    return TRUE;
  g_array_set_size (history->steps, history->at + 1);
  current = step_at (history, history->at);
  if (sl_command_fold (command) != NULL && history->at > 0 && g_strcmp0 (current->fold, sl_command_fold (command)) == 0)
    {
      sl_plan_unref (current->plan);
      current->plan = g_steal_pointer (&next);
      return TRUE;
    }
  Step step = { g_steal_pointer (&next), g_strdup (sl_command_label (command)), g_strdup (sl_command_fold (command)) };
  g_array_append_val (history->steps, step);
  history->at++;
  return TRUE;
}

gboolean
sl_history_undo (SlHistory *history)
{
  if (history->at == 0)
    return FALSE;
  history->at--;
  sl_history_break_fold (history);
  return TRUE;
}

gboolean
sl_history_redo (SlHistory *history)
{
  if (history->at + 1 >= history->steps->len)
    return FALSE;
  history->at++;
  sl_history_break_fold (history);
  return TRUE;
}

const char *
sl_history_undo_label (const SlHistory *history)
{
  return step_at (history, history->at)->label;
}

const char *
sl_history_redo_label (const SlHistory *history)
{
  return history->at + 1 < history->steps->len ? step_at (history, history->at + 1)->label : NULL;
}

void
sl_history_break_fold (SlHistory *history)
{
  g_clear_pointer (&step_at (history, history->at)->fold, g_free);
}

guint
sl_history_position (const SlHistory *history)
{
  return history->at;
}
