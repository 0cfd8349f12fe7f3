/* The plain sum: draws without days. */
#include "sl-odds-private.h"

#include "sl-error.h"
#include "sl-i18n.h"

typedef struct {
  const SlOddsModel *model;
  guint              first, n; /* steps */
  gint32            *minutes;  /* borrowed from the caller */
  SlOddsBlock        block;
} Summer;

static void
sum_up (gpointer data, guint first, guint n)
{
  Summer *s = data;
  gint64 sums[SL_ODDS_BLOCK] = { 0 };

  sl_odds_block_draw_steps (&s->block, s->model, first, n, s->first, s->n);
  for (guint i = s->first; i < s->first + s->n; i++)
    for (guint r = 0; r < n; r++)
      sums[r] += s->block.steps[(gsize) i * s->block.stride + r];
  for (guint r = 0; r < n; r++)
    s->minutes[first + r] = (gint32) MIN (sums[r], SL_ODDS_UNFINISHED);
}

static void
summer_free (gpointer data)
{
  sl_odds_block_clear (&((Summer *) data)->block);
  g_free (data);
}

static const SlOddsUnit *
find_unit (const SlOddsModel *model, guint64 production, GError **error)
{
  for (guint u = 0; u < model->units->len; u++)
    {
      const SlOddsUnit *unit = &g_array_index (model->units, SlOddsUnit, u);

      if (unit->of->key == production)
        return unit;
    }
  sl_error_set (error, SL_ERROR_REFERENCE, _("There is no such production in the problem"));
  return NULL;
}

static Summer *
summer_new (const SlOddsModel *model, const SlOddsUnit *unit, gint32 *minutes, SlWatch *watch)
{
  Summer *s = g_new0 (Summer, 1);

  *s = (Summer) { model, unit->first, unit->n, minutes };
  sl_odds_block_init (&s->block, model, watch);
  return s;
}

gboolean
sl_odds_sums (const SlOddsProblem *problem, guint64 production, guint runs, guint64 seed, guint threads, SlWatch *watch,
              gint32 *minutes, GError **error)
{
  g_autoptr (GPtrArray) summers = g_ptr_array_new_with_free_func (summer_free);
  g_autoptr (SlOddsModel) model = NULL;
  const SlOddsUnit *unit;

  if (!sl_odds_problem_check (problem, error) || !sl_odds_check_runs (runs, 1, error))
    return FALSE;
  model = sl_odds_model_new (problem, seed, watch, error);
  unit = model != NULL ? find_unit (model, production, error) : NULL;
  if (unit == NULL)
    return FALSE;
  for (guint i = 0; i < sl_odds_n_threads (threads, runs); i++)
    g_ptr_array_add (summers, summer_new (model, unit, minutes, watch));
  return sl_odds_share_out (runs, ((const Summer *) summers->pdata[0])->block.stride, summers->pdata, summers->len,
                            sum_up, watch, error);
}
