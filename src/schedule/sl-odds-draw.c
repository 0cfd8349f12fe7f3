#include "sl-odds-private.h"

#include <string.h>

#include "sl-philox.h"

void
sl_odds_block_init (SlOddsBlock *block, const SlOddsModel *model, SlWatch *watch)
{
  enum { ENOUGH = 65536 }; /* numbers a block: they stay in the cache, and a block is done soon */
  const guint n = MAX (1, model->steps->len);

  block->watch = watch;
  block->stride = CLAMP (ENOUGH / n & ~3u, 4, SL_ODDS_BLOCK);
  block->steps = g_new0 (gint32, (gsize) n * block->stride);
  block->extra = g_new0 (gint32, (gsize) n * block->stride);
  block->swaps = g_new0 (gint32, (gsize) (model->swaps->len + 1) * block->stride);
  block->factors = g_new0 (gint32, (gsize) (model->factors->len + 1) * block->stride);
  block->hazards = g_new0 (gint32, (gsize) (model->hazards->len + 1) * block->stride);
  block->sums = g_new0 (gint32, (gsize) (model->sums->len + 1) * block->stride);
}

void
sl_odds_block_clear (SlOddsBlock *block)
{
  g_free (block->steps);
  g_free (block->extra);
  g_free (block->swaps);
  g_free (block->factors);
  g_free (block->hazards);
  g_free (block->sums);
}

/* --- numbers --- */

/* A row of normal numbers, in 1/SL_NORMAL_ONE. */
static void
draw_normal (const SlOddsModel *model, const SlOddsBlock *block, guint64 stream, guint32 draw, gint32 *z)
{
  sl_philox_row (model->seed, stream, draw, block->first, block->n, (guint32 *) z);
  sl_normal_table_map (model->normal, (guint32 *) z, block->n);
}

/* Own luck and that of the factors, each by its weight. */
static void
mix_factors (const SlOddsBlock *block, const SlOddsStep *step, gint32 *z)
{
  gint64 sum[SL_ODDS_BLOCK];

  if (step->n_factors == 0)
    return;
  for (guint r = 0; r < block->n; r++)
    sum[r] = (gint64) step->rest * z[r];
  for (guint k = 0; k < step->n_factors; k++)
    {
      const gint32 *factor = block->factors + (gsize) step->factors[k] * block->stride;

      for (guint r = 0; r < block->n; r++)
        sum[r] += (gint64) step->weights[k] * factor[r];
    }
  for (guint r = 0; r < block->n; r++)
    z[r] = (gint32) (sum[r] / (1 << SL_ODDS_WEIGHT_BITS));
}

/* --- activities --- */

static void
draw_part (const SlOddsModel *model, const SlOddsBlock *block, const SlOddsStep *step, const SlOddsMinutes *minutes,
           guint32 draw, gint32 *parts)
{
  if (minutes->nodes != NULL)
    {
      draw_normal (model, block, step->key, draw, parts);
      mix_factors (block, step, parts);
    }
  for (guint r = 0; r < block->n; r++)
    parts[r] = sl_odds_minutes_at (minutes, parts[r]);
}

static void
add_to_sum (SlOddsBlock *block, int index, const gint32 *parts, gint64 times)
{
  gint32 *sum = block->sums + (gsize) index * block->stride;

  for (guint r = 0; r < block->n; r++)
    {
      const gint64 minutes = sum[r] + (gint64) sl_odds_whole_minutes (parts[r] * times / 65536);
      sum[r] = (gint32) MIN (minutes, SL_ODDS_MOST_MINUTES);
    }
}

static void
draw_step (const SlOddsModel *model, SlOddsBlock *block, guint index)
{
  const SlOddsStep *step = &g_array_index (model->steps, SlOddsStep, index);
  gint32 *out = block->steps + (gsize) index * block->stride;
  gint32 work[SL_ODDS_BLOCK] = { 0 }, setup[SL_ODDS_BLOCK] = { 0 };

  draw_part (model, block, step, &step->work, SL_DRAW_WORK, work);
  if (step->setup_times == 0)
    for (guint r = 0; r < block->n; r++)
      out[r] = sl_odds_whole_minutes (work[r]);
  else
    {
      draw_part (model, block, step, &step->setup, SL_DRAW_SETUP, setup);
      for (guint r = 0; r < block->n; r++)
        out[r] = sl_odds_whole_minutes (work[r] + setup[r] * step->setup_times / 65536);
      if (step->sum >= 0)
        add_to_sum (block, step->sum, setup, step->setup_times);
    }
}

void
sl_odds_block_draw_steps (SlOddsBlock *block, const SlOddsModel *model, guint first, guint n, guint from, guint count)
{
  block->first = first;
  block->n = n;
  memset (block->sums, 0, (gsize) model->sums->len * block->stride * sizeof *block->sums);
  for (guint i = 0; i < model->factors->len; i++)
    draw_normal (model, block, g_array_index (model->factors, guint64, i), SL_DRAW_FACTOR,
                 block->factors + (gsize) i * block->stride);
  for (guint i = from; i < from + count; i++)
    draw_step (model, block, i);
}

/* --- blocks --- */

void
sl_odds_block_draw (SlOddsBlock *block, const SlOddsModel *model, guint first, guint n)
{
  sl_odds_block_draw_steps (block, model, first, n, 0, model->steps->len);
  for (guint i = 0; i < model->swaps->len; i++)
    {
      const SlOddsSwap *swap = &g_array_index (model->swaps, SlOddsSwap, i);
      gint32 *out = block->swaps + (gsize) i * block->stride;

      if (swap->minutes.nodes != NULL)
        draw_normal (model, block, swap->key, swap->draw, out);
      for (guint r = 0; r < n; r++)
        out[r] = sl_odds_whole_minutes (sl_odds_minutes_at (&swap->minutes, out[r]));
    }
  sl_odds_block_draw_risks (block, model);
}

void
sl_odds_block_likely (SlOddsBlock *block, const SlOddsModel *model)
{
  block->first = 0;
  block->n = 1;
  for (guint i = 0; i < model->steps->len; i++)
    {
      const SlOddsStep *step = &g_array_index (model->steps, SlOddsStep, i);
      const gint64 setups = step->setup.likely * step->setup_times / 65536;

      block->steps[(gsize) i * block->stride] = sl_odds_whole_minutes (step->work.likely + setups);
    }
  for (guint i = 0; i < model->swaps->len; i++)
    block->swaps[(gsize) i * block->stride]
      = sl_odds_whole_minutes (g_array_index (model->swaps, SlOddsSwap, i).minutes.likely);
}
