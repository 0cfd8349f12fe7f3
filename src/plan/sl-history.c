#include "sl-history.h"

typedef struct {
  SlPlan *plan;  /* after the step */
  char   *label; /* NULL for the first */
  char   *fold;
  guint64 serial;
} Step;

struct SlHistory {
  GArray *steps; /* Step */
  guint   at;
  guint64 last_serial;
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
  Step first = { sl_plan_ref (plan), NULL, NULL, 0 };

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

static void
append (SlHistory *history, const SlPlan *plan, const char *label, const char *fold)
{
  Step step = { sl_plan_ref (plan), g_strdup (label), g_strdup (fold), ++history->last_serial };

  g_array_append_val (history->steps, step);
  history->at++;
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
  append (history, next, sl_command_label (command), sl_command_fold (command));
  return TRUE;
}

void
sl_history_push (SlHistory *history, const SlPlan *plan, const char *label)
{
  g_array_set_size (history->steps, history->at + 1);
  append (history, plan, label, NULL);
}

void
sl_history_map (SlHistory *history, SlPlan *(*map) (const SlPlan *plan, gpointer data), gpointer data)
{
  for (guint i = 0; i < history->steps->len; i++)
    {
      g_autoptr (SlPlan) old = step_at (history, i)->plan;
      step_at (history, i)->plan = map (old, data);
    }
}

guint64
sl_history_serial (const SlHistory *history)
{
  return step_at (history, history->at)->serial;
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
