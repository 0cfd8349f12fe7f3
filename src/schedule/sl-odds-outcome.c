/* What the runs say: curve, percentiles, means. */
#include "sl-odds-private.h"

#include <math.h>

SlOddsOutcome *
sl_odds_outcome_new (guint64 key, guint runs)
{
  SlOddsOutcome *o = g_new0 (SlOddsOutcome, 1);

  o->key = key;
  o->runs = runs;
  o->wraps = g_new0 (gint32, runs);
  o->dates = g_new0 (gint32, runs);
  o->days = g_new0 (gint32, runs);
  o->overtime = g_new0 (gint32, runs);
  o->curve = g_array_new (FALSE, TRUE, sizeof (SlOddsDate));
  o->planned = g_array_new (FALSE, TRUE, sizeof (SlOddsPlannedDay));
  o->tornado = g_array_new (FALSE, TRUE, sizeof (SlOddsInput));
  return o;
}

void
sl_odds_outcome_free (SlOddsOutcome *o)
{
  if (o == NULL)
    return;
  g_free (o->wraps);
  g_free (o->dates);
  g_free (o->days);
  g_free (o->overtime);
  g_array_unref (o->curve);
  g_array_unref (o->planned);
  g_array_unref (o->tornado);
  g_free (o);
}

void
sl_odds_outcome_empty (SlOddsOutcome *o, guint run)
{
  o->wraps[run] = o->dates[run] = G_MININT32;
  o->days[run] = o->overtime[run] = 0;
}

void
sl_odds_outcome_add (SlOddsOutcome *o, guint run, gint32 wrap, gint32 date, gint32 days, gint32 overtime)
{
  o->wraps[run] = MAX (o->wraps[run], wrap);
  o->dates[run] = MAX (o->dates[run], date);
  o->days[run] += days;
  o->overtime[run] += overtime;
}

double
sl_odds_share_error (double share, guint n)
{
  return sqrt (share * (1 - share) / n);
}

/* --- the curve --- */

/* How many of the runs that end have each value, from the lowest on; NULL when none ends. */
static guint *
count_values (const SlOddsOutcome *o, const gint32 *values, gint32 *lowest, guint *n)
{
  gint32 highest = G_MININT32;
  guint *counts;

  *lowest = G_MAXINT32;
  for (guint i = 0; i < o->runs; i++)
    if (o->dates[i] != SL_ODDS_UNFINISHED)
      {
        *lowest = MIN (*lowest, values[i]);
        highest = MAX (highest, values[i]);
      }
  if (highest < *lowest)
    return NULL;
  *n = (guint) (highest - *lowest) + 1;
  counts = g_new0 (guint, *n);
  for (guint i = 0; i < o->runs; i++)
    if (o->dates[i] != SL_ODDS_UNFINISHED)
      counts[values[i] - *lowest]++;
  return counts;
}

static void
make_curve (SlOddsOutcome *o)
{
  gint32 lowest;
  guint n = 0, sum = 0;
  g_autofree guint *counts = count_values (o, o->dates, &lowest, &n);

  for (guint i = 0; i < n; i++)
    {
      if (counts[i] == 0)
        continue;
      sum += counts[i];
      SlOddsDate date = { .date = (guint32) lowest + i, .runs = counts[i], .chance = (double) sum / o->runs };

      date.error = sl_odds_share_error (date.chance, o->runs);
      g_array_append_val (o->curve, date);
    }
  o->unfinished = o->runs - sum;
}

double
sl_odds_chance (const SlOddsOutcome *o, guint32 date, double *error)
{
  double chance = 0;

  for (guint i = 0; i < o->curve->len && g_array_index (o->curve, SlOddsDate, i).date <= date; i++)
    chance = g_array_index (o->curve, SlOddsDate, i).chance;
  if (error != NULL)
    *error = sl_odds_share_error (chance, o->runs);
  return chance;
}

/* --- percentiles --- */

/* The date of the run that is the rank-th to wrap, 1…runs; 0 when it does not end. */
static guint32
date_of_rank (const SlOddsOutcome *o, double rank)
{
  double sum = 0;

  for (guint i = 0; i < o->curve->len; i++)
    {
      const SlOddsDate *date = &g_array_index (o->curve, SlOddsDate, i);

      sum += date->runs;
      if (sum >= rank)
        return date->date;
    }
  return 0;
}

static guint
days_of_rank (const SlOddsOutcome *o, double rank)
{
  gint32 lowest;
  guint n = 0;
  double sum = 0;
  g_autofree guint *counts = count_values (o, o->days, &lowest, &n);

  for (guint i = 0; i < n; i++)
    if ((sum += counts[i]) >= rank)
      return (guint) lowest + i;
  return 0;
}

/* The interval between two order statistics by the normal approximation of the binomial: W. J. Conover, Practical
 * Nonparametric Statistics, 3rd ed., 1999, section 3.2. */
SlOddsPercentile
sl_odds_percentile (const SlOddsOutcome *o, double share)
{
  const double n = o->runs, reach = 1.959963984540054 * sqrt (n * share * (1 - share));
  const double rank = CLAMP (ceil (n * share - 1e-9), 1, n);
  SlOddsPercentile result;

  result.date = date_of_rank (o, rank);
  result.from = date_of_rank (o, CLAMP (ceil (n * share - reach), 1, n));
  result.to = date_of_rank (o, CLAMP (ceil (n * share + reach), 1, n));
  result.days = days_of_rank (o, rank);
  return result;
}

/* --- means --- */

/* Sums of whole numbers: the same in any order. */
static void
make_days (SlOddsOutcome *o)
{
  const guint n = o->runs - o->unfinished;
  gint64 sum = 0, squares = 0;

  for (guint i = 0; i < o->runs; i++)
    if (o->dates[i] != SL_ODDS_UNFINISHED)
      {
        sum += o->days[i];
        squares += (gint64) o->days[i] * o->days[i];
      }
  o->mean_days = n > 0 ? (double) sum / n : NAN;
  o->sd_days = n > 1 ? sqrt (fmax (0, (double) squares - o->mean_days * (double) sum) / (n - 1)) : n == 1 ? 0 : NAN;
}

double
sl_odds_run_cost (const SlOddsOutcome *o, guint run)
{
  const gint32 waiting = o->dates[run] != SL_ODDS_UNFINISHED ? o->dates[run] - (gint32) o->first + 1 - o->days[run] : 0;

  return o->days[run] * o->day_rate + o->overtime[run] / 60. * o->overtime_rate + waiting * o->waiting_rate;
}

static void
make_costs (SlOddsOutcome *o)
{
  gint64 overtime = 0;
  double cost = 0;
  guint any = 0;

  for (guint i = 0; i < o->runs; i++)
    {
      overtime += o->overtime[i];
      any += o->overtime[i] > 0;
      cost += sl_odds_run_cost (o, i);
    }
  o->mean_overtime = (double) overtime / o->runs;
  o->overtime_chance = (double) any / o->runs;
  o->mean_cost = cost / o->runs;
}

void
sl_odds_outcome_finish (SlOddsOutcome *o)
{
  make_curve (o);
  make_days (o);
  make_costs (o);
  o->p50 = sl_odds_percentile (o, .5);
  o->p80 = sl_odds_percentile (o, .8);
  o->p90 = sl_odds_percentile (o, .9);
}
