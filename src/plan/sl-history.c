#include "sl-history.h"

typedef struct {
  SlPlan *plan;  /* after the step */
  char   *label; /* NULL for the first */
  char   *fold;
  gsize   bytes; /* beside what it shares with the step before */
  guint64 serial;
} Step;

struct SlHistory {
  GArray *steps; /* Step */
  guint   at;
  guint   forgotten;
  gsize   bytes, limit;
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
  Step first = { sl_plan_ref (plan), NULL, NULL, 0, 0 };

  history->limit = SL_HISTORY_MAX_BYTES;
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

void
sl_history_set_limit (SlHistory *history, gsize bytes)
{
  history->limit = bytes;
}

static void
drop_redo (SlHistory *history)
{
  for (guint i = history->at + 1; i < history->steps->len; i++)
    history->bytes -= step_at (history, i)->bytes;
  g_array_set_size (history->steps, history->at + 1);
}

/* Forgets the oldest snapshots; the one after them becomes the first. */
static void
keep_limit (SlHistory *history)
{
  while (history->bytes > history->limit && history->at > 1)
    {
      Step *first = step_at (history, 1);

      history->bytes -= first->bytes;
      first->bytes = 0;
      g_clear_pointer (&first->label, g_free);
      g_array_remove_index (history->steps, 0);
      history->at--;
      history->forgotten++;
    }
}

/* Puts the next snapshot into the last step, which is new or folded. */
static void
put_in_last (SlHistory *history, SlPlan *plan)
{
  Step *last = step_at (history, history->at);

  history->bytes -= last->bytes;
  g_clear_pointer (&last->plan, sl_plan_unref);
  last->plan = plan;
  last->bytes = sl_plan_bytes_apart (plan, step_at (history, history->at - 1)->plan);
  history->bytes += last->bytes;
  keep_limit (history);
}

/* A step without a snapshot as yet. */
static void
add_step (SlHistory *history, const char *label, const char *fold)
{
  Step step = { NULL, g_strdup (label), g_strdup (fold), 0, ++history->last_serial };

  g_array_append_val (history->steps, step);
  history->at++;
}

gboolean
sl_history_apply (SlHistory *history, const SlCommand *command, GError **error)
{
  Step *current = step_at (history, history->at);
  g_autoptr (SlPlan) next = sl_plan_apply (current->plan, command, error);
  const char *fold = sl_command_fold (command);

  if (next == NULL)
    return FALSE;
  if (next == current->plan)
    return TRUE;
  drop_redo (history);
  current = step_at (history, history->at);
  if (fold == NULL || history->at == 0 || g_strcmp0 (current->fold, fold) != 0)
    add_step (history, sl_command_label (command), fold);
  put_in_last (history, g_steal_pointer (&next));
  return TRUE;
}

void
sl_history_push (SlHistory *history, const SlPlan *plan, const char *label)
{
  drop_redo (history);
  add_step (history, label, NULL);
  put_in_last (history, sl_plan_ref (plan));
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
  return history->forgotten + history->at;
}

guint
sl_history_forgotten (const SlHistory *history)
{
  return history->forgotten;
}

gsize
sl_history_bytes (const SlHistory *history)
{
  return history->bytes;
}
