#include "sl-odds-private.h"

/* What one thread has of its own. */
typedef struct {
  const SlOddsModel *model;
  SlOdds            *odds;   /* each run's place in its rows is written by one thread */
  SlOddsKept        *kept;   /* as are these */
  SlOddsBlock        block;
  guint32           *ends;   /* days of the steps of a production; owned */
  guint            **slips;  /* a production: runs in which each planned day slips; owned */
} Worker;

void
sl_odds_free (SlOdds *odds)
{
  if (odds == NULL)
    return;
  g_ptr_array_unref (odds->productions);
  sl_odds_outcome_free (odds->last);
  g_free (odds);
}

const SlOddsOutcome *
sl_odds_get (const SlOdds *odds, guint64 production)
{
  for (guint i = 0; i < odds->productions->len && production != 0; i++)
    {
      const SlOddsOutcome *o = odds->productions->pdata[i];

      if (o->key == production)
        return o;
    }
  return production == 0 ? odds->last : NULL;
}

SlOddsOutcome *
sl_odds_join (const SlOdds *odds, const guint64 *productions, guint n)
{
  g_autoptr (SlOddsOutcome) all = sl_odds_outcome_new (0, odds->runs);
  double cost = 0;

  for (guint i = 0; i < odds->runs; i++)
    sl_odds_outcome_empty (all, i);
  for (guint k = 0; k < n; k++)
    {
      const SlOddsOutcome *o = productions[k] != 0 ? sl_odds_get (odds, productions[k]) : NULL;

      if (o == NULL)
        return NULL;
      cost += o->mean_cost;
      for (guint i = 0; i < odds->runs; i++)
        sl_odds_outcome_add (all, i, o->wraps[i], o->dates[i], o->days[i], o->overtime[i]);
    }
  if (n == 0)
    return NULL;
  sl_odds_outcome_finish (all);
  all->mean_cost = cost;
  return g_steal_pointer (&all);
}

/* --- one thread --- */

static Worker *
worker_new (const SlOddsModel *model, SlOdds *odds, SlOddsKept *kept, SlWatch *watch)
{
  Worker *w = g_new0 (Worker, 1);
  guint most = 0;

  w->model = model;
  w->odds = odds;
  w->kept = kept;
  sl_odds_block_init (&w->block, model, watch);
  w->slips = g_new0 (guint *, model->units->len);
  for (guint u = 0; u < model->units->len; u++)
    {
      const SlOddsUnit *unit = &g_array_index (model->units, SlOddsUnit, u);

      most = MAX (most, unit->n);
      w->slips[u] = g_new0 (guint, unit->planned->len);
    }
  w->ends = g_new (guint32, most);
  return w;
}

static void
worker_free (gpointer data)
{
  Worker *w = data;

  for (guint u = 0; u < w->model->units->len; u++)
    g_free (w->slips[u]);
  g_free (w->slips);
  g_free (w->ends);
  sl_odds_block_clear (&w->block);
  g_free (w);
}

static void
count_slips (const SlOddsUnit *unit, const guint32 *ends, guint *slips)
{
  for (guint i = 0; i < unit->planned->len; i++)
    {
      const SlOddsPlannedDay *day = &g_array_index (unit->planned, SlOddsPlannedDay, i);

      slips[i] += ends[day->last] > day->day - 1;
    }
}

static void
replay_run (Worker *w, guint column)
{
  const guint run = w->block.first + column;
  SlOddsOutcome *last = w->odds->last;

  sl_odds_outcome_empty (last, run);
  for (guint u = 0; u < w->model->units->len; u++)
    {
      const SlOddsUnit *unit = &g_array_index (w->model->units, SlOddsUnit, u);
      SlOddsOutcome *o = w->odds->productions->pdata[u];
      const SlOddsReplayed r = sl_odds_replay (w->model, unit, &w->block, column, TRUE, w->ends);

      count_slips (unit, w->ends, w->slips[u]);
      o->wraps[run] = r.wrap;
      o->dates[run] = r.date;
      o->days[run] = r.days;
      o->overtime[run] = r.overtime;
      sl_odds_outcome_add (last, run, r.wrap, r.date, r.days, r.overtime);
    }
}

static void
work (gpointer data, guint first, guint n)
{
  Worker *w = data;

  sl_odds_block_draw (&w->block, w->model, first, n);
  for (guint i = 0; i < n; i++)
    replay_run (w, i);
  if (!sl_watch_is_cancelled (w->block.watch)) /* what nobody will look at need not be copied row by row */
    sl_odds_kept_take (w->kept, w->model, &w->block);
}

/* --- all of it --- */

static SlOdds *
odds_new (const SlOddsModel *model, double cost, guint runs)
{
  SlOdds *odds = g_new0 (SlOdds, 1);

  odds->runs = runs;
  odds->seed = model->seed;
  odds->productions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_odds_outcome_free);
  odds->last = sl_odds_outcome_new (0, runs);
  odds->last->cost = cost;
  for (guint u = 0; u < model->units->len; u++)
    {
      const SlOddsUnit *unit = &g_array_index (model->units, SlOddsUnit, u);
      SlOddsOutcome *o = sl_odds_outcome_new (unit->of->key, runs);

      o->day_rate = unit->of->day_rate;
      o->overtime_rate = unit->of->overtime_rate;
      o->waiting_rate = unit->of->waiting_rate;
      o->first = unit->dates[0];
      g_array_append_vals (o->planned, unit->planned->data, unit->planned->len);
      g_ptr_array_add (odds->productions, o);
    }
  return odds;
}

static void
add_slips (SlOddsOutcome *o, GPtrArray *workers, guint unit)
{
  for (guint i = 0; i < o->planned->len; i++)
    {
      SlOddsPlannedDay *day = &g_array_index (o->planned, SlOddsPlannedDay, i);
      guint slips = 0;

      for (guint k = 0; k < workers->len; k++)
        slips += ((const Worker *) workers->pdata[k])->slips[unit][i];
      day->slip = (double) slips / o->runs;
      day->error = sl_odds_share_error (day->slip, o->runs);
    }
}

static gboolean
finish (SlOdds *odds, GPtrArray *workers, SlWatch *watch, GError **error)
{
  double cost = odds->last->cost;

  for (guint u = 0; u < odds->productions->len; u++)
    {
      SlOddsOutcome *o = odds->productions->pdata[u];

      if (sl_watch_stops (watch, error))
        return FALSE;
      add_slips (o, workers, u);
      sl_odds_outcome_finish (o);
      cost += o->mean_cost;
    }
  sl_odds_outcome_finish (odds->last);
  odds->last->mean_cost = cost;
  return TRUE;
}

static gboolean
run_all (SlOdds *odds, const SlOddsModel *model, guint ranked, guint threads, SlWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) workers = g_ptr_array_new_with_free_func (worker_free);
  SlOddsKept kept;
  gboolean ok;

  sl_odds_kept_init (&kept, model, ranked, odds->runs);
  for (guint i = 0; i < sl_odds_n_threads (threads, odds->runs); i++)
    g_ptr_array_add (workers, worker_new (model, odds, &kept, watch));
  ok = sl_odds_share_out (odds->runs, ((const Worker *) workers->pdata[0])->block.stride, workers->pdata, workers->len,
                          work, watch, error)
       && sl_odds_kept_rank (&kept, model, odds, watch, error) && finish (odds, workers, watch, error);
  sl_odds_kept_clear (&kept);
  return ok;
}

SlOdds *
sl_odds_run (const SlOddsProblem *problem, guint runs, guint64 seed, guint threads, SlWatch *watch, GError **error)
{
  g_autoptr (SlOddsModel) model = NULL;
  g_autoptr (SlOdds) odds = NULL;

  if (!sl_odds_problem_check (problem, error) || !sl_odds_check_runs (runs, problem->productions->len, error))
    return NULL;
  model = sl_odds_model_new (problem, seed, watch, error);
  if (model == NULL)
    return NULL;
  odds = odds_new (model, problem->cost, runs);
  return run_all (odds, model, problem->ranked, threads, watch, error) ? g_steal_pointer (&odds) : NULL;
}
