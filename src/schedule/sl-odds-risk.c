/* What may happen on top: once, to some activities, or on a day. */
#include "sl-odds-private.h"

#include <string.h>

#include "sl-philox.h"
#include "sl-random.h"

static void
add_extra (SlOddsBlock *block, guint step, guint r, gint32 minutes)
{
  gint32 *extra = block->extra + (gsize) step * block->stride + r;

  *extra = (gint32) MIN ((gint64) *extra + minutes, SL_ODDS_MOST_MINUTES);
}

/* The step that draws the lowest lot: it stays the same one when others come, go or move. */
static guint
draw_lot (const SlOddsModel *model, const SlOddsUnit *unit, guint32 random)
{
  const guint64 salt = sl_random_mix (random);
  guint64 lowest = G_MAXUINT64;
  guint winner = unit->first;

  for (guint i = unit->first; i < unit->first + unit->n; i++)
    {
      const guint64 lot = sl_random_mix (g_array_index (model->steps, SlOddsStep, i).key ^ salt);

      if (lot < lowest)
        {
          lowest = lot;
          winner = i;
        }
    }
  return winner;
}

static gint32
draw_cost (const SlOddsModel *model, const SlOddsMinutes *minutes, guint64 stream, guint32 draw, guint run)
{
  const gint32 z = minutes->nodes == NULL ? 0
                   : sl_normal_table_get (model->normal, sl_philox_at (model->seed, stream, draw, run));

  return sl_odds_whole_minutes (sl_odds_minutes_at (minutes, z));
}

static void
draw_once (const SlOddsModel *model, SlOddsBlock *block, const SlOddsHazard *hazard, gint32 *costs)
{
  guint32 happens[SL_ODDS_BLOCK];

  sl_philox_row (model->seed, hazard->key, SL_DRAW_HAPPENS, block->first, block->n, happens);
  for (guint r = 0; r < block->n; r++)
    {
      const guint run = block->first + r;

      if (happens[r] >= hazard->threshold)
        continue;
      costs[r] = draw_cost (model, &hazard->minutes, hazard->key, SL_DRAW_COST, run);
      for (guint u = 0; u < model->units->len; u++)
        if (hazard->unit < 0 || hazard->unit == (int) u)
          add_extra (block, draw_lot (model, &g_array_index (model->units, SlOddsUnit, u),
                                      sl_philox_at (model->seed, hazard->key, SL_DRAW_WHERE, run)), r, costs[r]);
    }
}

static void
draw_each (const SlOddsModel *model, SlOddsBlock *block, const SlOddsHazard *hazard, gint32 *costs)
{
  guint32 happens[SL_ODDS_BLOCK];

  for (guint i = 0; i < hazard->steps->len; i++)
    {
      const guint step = g_array_index (hazard->steps, guint, i);
      const guint64 key = g_array_index (model->steps, SlOddsStep, step).key;
      const guint64 stream = sl_random_mix (hazard->key ^ sl_random_mix (key));

      sl_philox_row (model->seed, stream, SL_DRAW_HAPPENS, block->first, block->n, happens);
      for (guint r = 0; r < block->n; r++)
        if (happens[r] < hazard->threshold)
          {
            const gint32 cost = draw_cost (model, &hazard->minutes, stream, SL_DRAW_COST, block->first + r);

            add_extra (block, step, r, cost);
            costs[r] = (gint32) MIN ((gint64) costs[r] + cost, SL_ODDS_MOST_MINUTES);
          }
    }
}

void
sl_odds_block_draw_risks (SlOddsBlock *block, const SlOddsModel *model)
{
  if (model->hazards->len == 0)
    return;
  memset (block->extra, 0, (gsize) model->steps->len * block->stride * sizeof *block->extra);
  memset (block->hazards, 0, (gsize) model->hazards->len * block->stride * sizeof *block->hazards);
  for (guint i = 0; i < model->hazards->len && !sl_watch_is_cancelled (block->watch); i++)
    {
      const SlOddsHazard *hazard = &g_array_index (model->hazards, SlOddsHazard, i);
      gint32 *costs = block->hazards + (gsize) i * block->stride;

      if (hazard->scope == SL_RISK_ONCE)
        draw_once (model, block, hazard, costs);
      else if (hazard->scope == SL_RISK_ACTIVITIES)
        draw_each (model, block, hazard, costs);
    }
}

gint32
sl_odds_day_risk (const SlOddsModel *model, const SlOddsHazard *hazard, guint run, guint32 date)
{
  if (sl_philox_at (model->seed, hazard->key, SL_DRAW_DAY_HAPPENS + date, run) >= hazard->threshold)
    return 0;
  return draw_cost (model, &hazard->minutes, hazard->key, SL_DRAW_DAY_COST + date, run);
}
