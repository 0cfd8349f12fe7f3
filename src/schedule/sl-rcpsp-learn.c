#include "sl-rcpsp-learn-private.h"

#include <string.h>

#define FIRST_RESTART 64 /* conflicts */

SlLearn *
sl_learn_new (const SlCore *core)
{
  SlLearn *learn = g_new0 (SlLearn, 1);
  const int sides = 2 * (core->n + 1);

  learn->core = core;
  learn->n = core->n + 1;
  learn->bound = g_new (int, sides);
  learn->root = g_new (int, sides);
  learn->last = g_new (int, sides);
  learn->trail = g_array_new (FALSE, FALSE, sizeof (SlTrailEntry));
  learn->levels = g_array_new (FALSE, FALSE, sizeof (int));
  learn->reasons = g_array_new (FALSE, FALSE, sizeof (SlLiteral));
  learn->reason_marks = g_array_new (FALSE, FALSE, sizeof (int));
  learn->conflict = g_array_new (FALSE, FALSE, sizeof (SlLiteral));
  learn->stale = g_new (gboolean, core->m + 1); /* not NULL for memset() */
  learn->found = g_new (int, core->n);
  learn->clauses = sl_clauses_new (sides);
  learn->tables = sl_tables_new (core);
  learn->analysis = sl_learn_analysis_new (sides);
  learn->choice = sl_choice_new (core);
  learn->bound[2 * core->n] = 0;
  learn->bound[2 * core->n + 1] = -core->horizon;
  for (int a = 0; a < core->n; a++)
    {
      learn->bound[2 * a] = core->release[a];
      learn->bound[2 * a + 1] = -sl_core_last_start (core, a, core->deadline[a]);
      learn->bound[2 * core->n] = MAX (learn->bound[2 * core->n], sl_core_end (core, a, core->release[a]));
    }
  for (int r = 0; r < core->m; r++)
    learn->stale[r] = TRUE;
  for (int s = 0; s < sides; s++)
    learn->last[s] = -1;
  memcpy (learn->root, learn->bound, (gsize) sides * sizeof (int));
  learn->restart = learn->restart_step = FIRST_RESTART;
  return learn;
}

void
sl_learn_free (SlLearn *learn)
{
  if (learn == NULL)
    return;
  sl_clauses_free (learn->clauses);
  sl_tables_free (learn->tables);
  sl_learn_analysis_free (learn->analysis);
  sl_choice_free (learn->choice);
  g_array_unref (learn->trail);
  g_array_unref (learn->levels);
  g_array_unref (learn->reasons);
  g_array_unref (learn->reason_marks);
  g_array_unref (learn->conflict);
  g_free (learn->bound);
  g_free (learn->root);
  g_free (learn->last);
  g_free (learn->stale);
  g_free (learn->found);
  g_free (learn);
}

/* What follows at the root holds for ever and needs no history. */
static gboolean
settle_root (SlLearn *learn)
{
  sl_learn_back (learn, 0);
  if (learn->impossible || !sl_learn_propagate (learn))
    {
      learn->impossible = TRUE;
      return FALSE;
    }
  for (guint i = 0; i < learn->trail->len; i++)
    learn->last[sl_trail_entry (learn, i)->side] = -1;
  g_array_set_size (learn->trail, 0);
  g_array_set_size (learn->reasons, 0);
  learn->head = 0;
  memcpy (learn->root, learn->bound, 2 * (gsize) learn->n * sizeof (int));
  return TRUE;
}

static gboolean
decide (SlLearn *learn, SlLiteral literal)
{
  const int length = (int) learn->trail->len, reasons = (int) learn->reasons->len;

  g_array_append_val (learn->levels, length);
  g_array_append_val (learn->reason_marks, reasons);
  return sl_learn_enqueue (learn, literal, SL_WHY_DECIDED, 0, 0);
}

static void
keep_found (SlLearn *learn)
{
  for (int a = 0; a < learn->core->n; a++)
    learn->found[a] = sl_learn_first (learn, a);
}

/* From the root until a restart is due. */
static SlLearnAnswer
run (SlLearn *learn, int end, guint64 until, SlLearnStop stop, gpointer data)
{
  SlLiteral next;

  for (;;)
    {
      if (!sl_learn_propagate (learn))
        {
          learn->conflicts++;
          if (!sl_learn_analysis_run (learn->analysis, learn))
            return SL_LEARN_IMPOSSIBLE;
          continue;
        }
      if (learn->levels->len == 0)
        {
          if (!settle_root (learn) || sl_learn_first (learn, learn->core->n) > end)
            return SL_LEARN_IMPOSSIBLE;
          next = (SlLiteral) { 2 * learn->core->n + 1, -end };
          if (sl_literal_true (learn, next) && !sl_choice_next (learn->choice, learn, &next))
            break;
        }
      else if (!sl_choice_next (learn->choice, learn, &next))
        break;
      if (learn->conflicts >= until || stop (data))
        return SL_LEARN_STOPPED;
      decide (learn, next);
    }
  keep_found (learn);
  return SL_LEARN_FOUND;
}

SlLearnAnswer
sl_learn_search (SlLearn *learn, int end, guint64 conflicts, SlLearnStop stop, gpointer data)
{
  const guint64 until = learn->conflicts + conflicts;

  for (;;)
    {
      SlLearnAnswer answer;

      if (!settle_root (learn))
        return SL_LEARN_IMPOSSIBLE;
      sl_clauses_reduce (learn->clauses, learn);
      answer = run (learn, end, MIN (until, learn->restart), stop, data);
      sl_learn_back (learn, 0);
      if (answer != SL_LEARN_STOPPED || learn->conflicts >= until || stop (data))
        return answer;
      learn->restart_step += learn->restart_step / 4;
      learn->restart = learn->conflicts + learn->restart_step;
    }
}

const int *
sl_learn_start (const SlLearn *learn)
{
  return learn->found;
}

int
sl_learn_least (const SlLearn *learn)
{
  return learn->impossible ? SL_RCPSP_MAX_TIME + 1 : learn->root[2 * learn->core->n];
}

guint64
sl_learn_conflicts (const SlLearn *learn)
{
  return learn->conflicts;
}
