/* What a wrap hangs on: rank correlations of all that was drawn with the wrap, of the first runs. */
#include "sl-odds-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RUNS = 100000, MOST_NUMBERS = 16 * 1024 * 1024 };

void
sl_odds_kept_init (SlOddsKept *kept, const SlOddsModel *model, guint wanted, guint runs)
{
  kept->rows = model->steps->len + model->swaps->len + model->hazards->len + model->factors->len
               + model->sums->len;
  kept->n = MIN (MIN (wanted, runs), MIN (MOST_RUNS, MOST_NUMBERS / kept->rows));
  kept->inputs = g_new0 (gint32, (gsize) kept->rows * kept->n);
}

void
sl_odds_kept_clear (SlOddsKept *kept)
{
  g_clear_pointer (&kept->inputs, g_free);
}

static gint32 *
take_rows (const SlOddsKept *kept, gint32 *to, const SlOddsBlock *block, const gint32 *from, guint rows)
{
  const guint n = MIN (block->n, kept->n - block->first);

  for (guint i = 0; i < rows; i++, to += kept->n)
    memcpy (to + block->first, from + (gsize) i * block->stride, n * sizeof *to);
  return to;
}

void
sl_odds_kept_take (SlOddsKept *kept, const SlOddsModel *model, const SlOddsBlock *block)
{
  gint32 *to = kept->inputs;

  if (block->first >= kept->n)
    return;
  to = take_rows (kept, to, block, block->steps, model->steps->len);
  to = take_rows (kept, to, block, block->swaps, model->swaps->len);
  to = take_rows (kept, to, block, block->hazards, model->hazards->len);
  to = take_rows (kept, to, block, block->factors, model->factors->len);
  take_rows (kept, to, block, block->sums, model->sums->len);
}

/* --- ranks --- */

static int
compare_numbers (const void *a, const void *b)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* In place: twice the rank of each, equal ones sharing the mean of theirs. `sorted` is room for n. */
static void
rank (gint32 *values, guint n, gint64 *sorted)
{
  for (guint i = 0; i < n; i++)
    sorted[i] = (gint64) values[i] * ((gint64) 1 << 32) + i;
  qsort (sorted, n, sizeof *sorted, compare_numbers);
  for (guint from = 0, to; from < n; from = to)
    {
      for (to = from; to < n && sorted[to] >> 32 == sorted[from] >> 32; to++)
        ;
      for (guint i = from; i < to; i++)
        values[(guint32) sorted[i]] = (gint32) (from + to + 1); /* they share the ranks from + 1 … to */
    }
}

/* C. Spearman, "The proof and measurement of association between two things", 1904: the correlation of the ranks. NAN
 * when one row does not vary. */
static double
correlate (const gint32 *a, const gint32 *b, guint n)
{
  const gint64 mean = n + 1;
  gint64 aa = 0, bb = 0, ab = 0;

  for (guint i = 0; i < n; i++)
    {
      const gint64 x = a[i] - mean, y = b[i] - mean;

      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
  return aa > 0 && bb > 0 ? (double) ab / (sqrt ((double) aa) * sqrt ((double) bb)) : NAN;
}

/* --- bars --- */

static SlOddsInputKind
kind_of (const SlOddsSwap *swap)
{
  switch (swap->draw)
    {
    case SL_DRAW_LOAD: return SL_ODDS_LOAD;
    case SL_DRAW_WALL: return SL_ODDS_WALL;
    case SL_DRAW_MODE: return SL_ODDS_MODE;
    default: return SL_ODDS_STAGE;
    }
}

static SlOddsInput
name_row (const SlOddsModel *model, guint row)
{
  if (row < model->steps->len)
    return (SlOddsInput) { SL_ODDS_ACTIVITY, g_array_index (model->steps, SlOddsStep, row).key };
  row -= model->steps->len;
  if (row < model->swaps->len)
    {
      const SlOddsSwap *swap = &g_array_index (model->swaps, SlOddsSwap, row);

      return (SlOddsInput) { kind_of (swap), swap->key };
    }
  row -= model->swaps->len;
  if (row < model->hazards->len)
    return (SlOddsInput) { SL_ODDS_RISK, g_array_index (model->hazards, SlOddsHazard, row).key };
  row -= model->hazards->len;
  if (row < model->factors->len)
    return (SlOddsInput) { SL_ODDS_FACTOR, g_array_index (model->factors, guint64, row) };
  return (SlOddsInput) { SL_ODDS_SUM, g_array_index (model->sums, SlOddsSum, row - model->factors->len).key };
}

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  const SlOddsInput *x = a, *y = b;
  const double p = fabs (x->correlation), q = fabs (y->correlation);

  if (p != q)
    return p < q ? 1 : -1;
  return x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind) : (x->key > y->key) - (x->key < y->key);
}

/* Another production's steps, set-ups and risks have nothing to do with this one. */
static gboolean
concerns (const SlOddsModel *model, guint row, guint unit)
{
  const guint hazard = row - model->steps->len - model->swaps->len;

  if (unit >= model->units->len)
    return TRUE;
  const SlOddsUnit *u = &g_array_index (model->units, SlOddsUnit, unit);
  if (row < model->steps->len)
    return row >= u->first && row < u->first + u->n;
  if (row < model->steps->len + model->swaps->len)
    return TRUE;
  if (hazard >= model->hazards->len)
    return hazard < model->hazards->len + model->factors->len
           || g_array_index (model->sums, SlOddsSum, hazard - model->hazards->len - model->factors->len).unit == unit;
  const int of = g_array_index (model->hazards, SlOddsHazard, hazard).unit;
  return of < 0 || of == (int) unit;
}

static SlOddsOutcome *
outcome_at (const SlOdds *odds, guint unit)
{
  return unit < odds->productions->len ? odds->productions->pdata[unit] : odds->last;
}

gboolean
sl_odds_kept_rank (SlOddsKept *kept, const SlOddsModel *model, SlOdds *odds, SlWatch *watch, GError **error)
{
  const guint n = kept->n, outcomes = odds->productions->len + 1;
  g_autofree gint64 *sorted = g_new (gint64, n + 1);
  g_autofree gint32 *wraps = g_new (gint32, (gsize) outcomes * n + 1);

  if (n < 2)
    return TRUE;
  for (guint u = 0; u < outcomes; u++)
    {
      memcpy (wraps + (gsize) u * n, outcome_at (odds, u)->wraps, n * sizeof *wraps);
      rank (wraps + (gsize) u * n, n, sorted);
    }
  for (guint row = 0; row < kept->rows; row++)
    {
      gint32 *values = kept->inputs + (gsize) row * n;

      if (sl_watch_stops (watch, error))
        return FALSE;
      rank (values, n, sorted);
      for (guint u = 0; u < outcomes; u++)
        {
          SlOddsInput bar = name_row (model, row);

          bar.correlation = correlate (values, wraps + (gsize) u * n, n);
          if (concerns (model, row, u) && !isnan (bar.correlation))
            g_array_append_val (outcome_at (odds, u)->tornado, bar);
        }
    }
  for (guint u = 0; u < outcomes; u++)
    g_array_sort (outcome_at (odds, u)->tornado, compare_bars);
  return TRUE;
}
