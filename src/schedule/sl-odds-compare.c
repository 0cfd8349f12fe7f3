#include "sl-odds-private.h"

#include <math.h>
#include <stdlib.h>

#include "sl-error.h"
#include "sl-i18n.h"

typedef struct {
  double sum, squares;
  guint  n;
} Mean;

static void
mean_add (Mean *mean, double value)
{
  mean->sum += value;
  mean->squares += value * value;
  mean->n++;
}

/* NAN without any; its standard error in `error`. */
static double
mean_get (const Mean *mean, double *error)
{
  const double middle = mean->sum / mean->n;

  *error = mean->n > 1 ? sqrt (fmax (0, mean->squares / mean->n - middle * middle) / (mean->n - 1)) : NAN;
  return mean->n > 0 ? middle : NAN;
}

/* --- money --- */

/* Of one production, or of all together. */
static double
cost (const SlOdds *odds, const SlOddsOutcome *o, guint run)
{
  double sum = o->cost;

  if (o != odds->last)
    return sl_odds_run_cost (o, run);
  for (guint i = 0; i < odds->productions->len; i++)
    sum += sl_odds_run_cost (odds->productions->pdata[i], run);
  return sum;
}

/* --- dates --- */

static int
compare_days (const void *a, const void *b)
{
  const gint32 x = *(const gint32 *) a, y = *(const gint32 *) b;

  return (x > y) - (x < y);
}

static gint32
percentile (const gint32 *sorted, guint n, double share)
{
  return n > 0 ? sorted[(guint) CLAMP (ceil (n * share - 1e-9), 1, n) - 1] : 0;
}

static void
compare_dates (const SlOddsOutcome *a, const SlOddsOutcome *b, SlOddsDifference *d)
{
  g_autofree gint32 *days = g_new (gint32, a->runs);
  Mean mean = { 0 };
  guint better = 0, worse = 0;

  for (guint i = 0; i < a->runs; i++)
    {
      better += b->dates[i] < a->dates[i];
      worse += b->dates[i] > a->dates[i];
      if (a->dates[i] == SL_ODDS_UNFINISHED || b->dates[i] == SL_ODDS_UNFINISHED)
        continue;
      days[mean.n] = b->dates[i] - a->dates[i];
      mean_add (&mean, ((double) b->wraps[i] - a->wraps[i]) / (24 * 60));
    }
  qsort (days, mean.n, sizeof *days, compare_days);
  d->runs = mean.n;
  d->unfinished_a = a->unfinished;
  d->unfinished_b = b->unfinished;
  d->mean = mean_get (&mean, &d->error);
  d->p50 = percentile (days, mean.n, .5);
  d->p80 = percentile (days, mean.n, .8);
  d->p90 = percentile (days, mean.n, .9);
  d->better = (double) better / a->runs;
  d->worse = (double) worse / a->runs;
  d->better_error = sl_odds_share_error (d->better, a->runs);
}

gboolean
sl_odds_compare (const SlOdds *a, const SlOdds *b, guint64 production, SlOddsDifference *difference, GError **error)
{
  const SlOddsOutcome *from = sl_odds_get (a, production), *to = sl_odds_get (b, production);
  Mean costs = { 0 };

  if (a->runs != b->runs || a->seed != b->seed)
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("These odds are not of the same runs and seed; run both again with the same ones"));
      return FALSE;
    }
  if (from == NULL || to == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("There is no such production in the problem"));
      return FALSE;
    }
  compare_dates (from, to, difference);
  for (guint i = 0; i < a->runs; i++)
    mean_add (&costs, cost (b, to, i) - cost (a, from, i));
  difference->mean_cost = mean_get (&costs, &difference->cost_error);
  return TRUE;
}

GPtrArray *
sl_odds_run_scenarios (const SlOddsProblem *const *problems, guint n, guint runs, guint64 seed, guint threads,
                       SlWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_odds_free);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SlWatch) part = sl_watch_new_part (watch, (double) i / n, (i + 1.) / n);
      SlOdds *odds = sl_odds_run (problems[i], runs, seed, threads, part, error);

      if (odds == NULL)
        {
          g_prefix_error (error, _("Scenario %u: "), i + 1);
          return NULL;
        }
      g_ptr_array_add (all, odds);
    }
  return g_steal_pointer (&all);
}
