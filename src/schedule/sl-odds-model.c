#include "sl-odds-private.h"

#include <math.h>
#include <string.h>

/* Working days after the calendar's own: no run is followed further. */
enum { LATER_DAYS = 4000 };

/* What the keys of the problem stand for; each borrowed from it. */
typedef struct {
  GHashTable *loads, *walls, *modes, *stages, *factors, *steps; /* key → index + 1 */
} Indexes;

static int
index_of (GHashTable *indexes, const guint64 *key)
{
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (indexes, key)) - 1;
}

static void
set_index (GHashTable *indexes, const guint64 *key, guint index)
{
  g_hash_table_insert (indexes, (gpointer) key, GUINT_TO_POINTER (index + 1));
}

static SlOddsMinutes
compile_minutes (SlOddsModel *model, const SlEstimate *e)
{
  const gint32 likely = sl_estimate_likely (e) * SL_TABLE_MINUTE;

  return (SlOddsMinutes) { sl_estimate_is_fixed (e) ? NULL : sl_estimate_tables_get (model->tables, e), likely };
}

static void
compile_swaps (SlOddsModel *model, const GArray *changes, guint32 draw, GHashTable *indexes, SlWatch *watch)
{
  for (guint i = 0; i < changes->len && !sl_watch_is_cancelled (watch); i++)
    {
      const SlOddsChange *c = &g_array_index (changes, SlOddsChange, i);
      const SlOddsSwap swap = { c->key, compile_minutes (model, &c->minutes), draw };

      set_index (indexes, &c->key, model->swaps->len);
      g_array_append_val (model->swaps, swap);
    }
}

static void
compile_factors (SlOddsModel *model, const GArray *factors, GHashTable *indexes)
{
  for (guint i = 0; i < factors->len; i++)
    {
      const SlOddsFactor *f = &g_array_index (factors, SlOddsFactor, i);

      set_index (indexes, &f->key, i);
      g_array_append_val (model->factors, f->key);
    }
}

/* --- units --- */

guint32 *
sl_odds_working_days (const SlOddsProduction *p, guint *n)
{
  const guint own = p->dates->len, most = own + (p->weekdays != 0 ? LATER_DAYS : 0);
  guint32 *dates = g_new (guint32, most);

  memcpy (dates, p->dates->data, own * sizeof *dates);
  *n = own;
  /* Julian day 1 was a Monday */
  for (guint32 date = MAX (dates[own - 1] + 1, p->later_from); *n < most; date++)
    if (p->weekdays >> ((date - 1) % 7) & 1)
      dates[(*n)++] = date;
  return dates;
}

static guint
first_day (const SlOddsUnit *unit, const SlOddsActivity *a)
{
  guint day = a->day != 0 ? a->day - 1 : 0;

  while (day < unit->n_dates && unit->dates[day] < a->not_before)
    day++;
  return day;
}

static void
compile_loadings (SlOddsStep *step, const SlOddsActivity *a, GHashTable *factors)
{
  double rest = 1;

  for (guint i = 0; i < SL_ODDS_LOADINGS; i++)
    {
      const SlOddsLoading *l = &a->loadings[i];

      if (l->factor == 0)
        continue;
      step->factors[step->n_factors] = (guint) index_of (factors, &l->factor);
      step->weights[step->n_factors++] = (gint32) floor (l->loading * (1 << SL_ODDS_WEIGHT_BITS) + .5);
      rest -= l->loading * l->loading;
    }
  step->rest = (gint32) floor (sqrt (MAX (0, rest)) * (1 << SL_ODDS_WEIGHT_BITS) + .5);
}

/* The unit's sum of that key, which is the last one being compiled. */
static int
sum_of (SlOddsModel *model, guint64 key)
{
  const SlOddsSum sum = { key, model->units->len - 1 };

  if (key == 0)
    return -1;
  for (guint i = model->sums->len; i > 0; i--)
    {
      const SlOddsSum *other = &g_array_index (model->sums, SlOddsSum, i - 1);

      if (other->unit != sum.unit)
        break;
      if (other->key == key)
        return (int) i - 1;
    }
  g_array_append_val (model->sums, sum);
  return (int) model->sums->len - 1;
}

static void
compile_step (SlOddsModel *model, const SlOddsProblem *problem, const SlOddsUnit *unit, const SlOddsActivity *a,
              const Indexes *indexes)
{
  SlOddsStep step = { .key = a->key, .work = compile_minutes (model, &a->work),
                      .setup = compile_minutes (model, &a->setup), .calibration = a->calibration,
                      .from_day = first_day (unit, a), .new_day = a->new_day };

  step.setup_times = (gint64) floor (a->setups * problem->grade_factors[a->grade] * 65536 + .5);
  step.load = index_of (indexes->loads, &a->load);
  step.wall = index_of (indexes->walls, &a->wall);
  step.mode = index_of (indexes->modes, &a->mode);
  step.stage = index_of (indexes->stages, &a->stage);
  step.sum = sum_of (model, a->setups_key);
  compile_loadings (&step, a, indexes->factors);
  set_index (indexes->steps, &a->key, model->steps->len);
  g_array_append_val (model->steps, step);
}

static gboolean
compile_unit (SlOddsModel *model, const SlOddsProblem *problem, const SlOddsProduction *p, const Indexes *indexes,
              SlWatch *watch, GError **error)
{
  SlOddsUnit unit = { .of = p, .first = model->steps->len, .n = p->activities->len, .load_each_day = p->load_each_day };

  unit.dates = sl_odds_working_days (p, &unit.n_dates);
  unit.planned = g_array_new (FALSE, TRUE, sizeof (SlOddsPlannedDay));
  unit.day_risks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (model->units, unit);
  for (guint i = 0; i < p->activities->len; i++)
    {
      if (sl_watch_stops (watch, error))
        return FALSE;
      compile_step (model, problem, &unit, &g_array_index (p->activities, SlOddsActivity, i), indexes);
    }
  return TRUE;
}

static void
unit_clear (gpointer data)
{
  SlOddsUnit *unit = data;

  g_free (unit->dates);
  g_array_unref (unit->planned);
  g_array_unref (unit->day_risks);
}

/* --- risks --- */

static int
unit_of (const SlOddsProblem *problem, guint64 production)
{
  for (guint i = 0; i < problem->productions->len; i++)
    if (((const SlOddsProduction *) problem->productions->pdata[i])->key == production)
      return (int) i;
  return -1;
}

static void
compile_risk (SlOddsModel *model, const SlOddsProblem *problem, const SlOddsRisk *r, const Indexes *indexes)
{
  SlOddsHazard hazard = { .key = r->key, .scope = r->scope, .unit = unit_of (problem, r->production),
                          .threshold = (guint64) floor (r->probability * 4294967296. + .5),
                          .minutes = compile_minutes (model, &r->minutes) };

  if (r->scope == SL_RISK_ACTIVITIES)
    {
      hazard.steps = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint i = 0; i < r->activities->len; i++)
        {
          const guint step = (guint) index_of (indexes->steps, &g_array_index (r->activities, guint64, i));
          g_array_append_val (hazard.steps, step);
        }
    }
  for (guint u = 0; u < model->units->len && r->scope == SL_RISK_DAYS; u++)
    if (hazard.unit < 0 || hazard.unit == (int) u)
      g_array_append_val (g_array_index (model->units, SlOddsUnit, u).day_risks, model->hazards->len);
  g_array_append_val (model->hazards, hazard);
}

static void
hazard_clear (gpointer hazard)
{
  g_clear_pointer (&((SlOddsHazard *) hazard)->steps, g_array_unref);
}

/* --- all of it --- */

static GArray *
list_new (gsize size, GDestroyNotify clear)
{
  GArray *list = g_array_new (FALSE, TRUE, (guint) size);

  g_array_set_clear_func (list, clear);
  return list;
}

static SlOddsModel *
model_new (guint64 seed)
{
  SlOddsModel *model = g_new0 (SlOddsModel, 1);

  model->seed = seed;
  model->tables = sl_estimate_tables_new ();
  model->normal = sl_normal_table_new ();
  model->steps = list_new (sizeof (SlOddsStep), NULL);
  model->units = list_new (sizeof (SlOddsUnit), unit_clear);
  model->swaps = list_new (sizeof (SlOddsSwap), NULL);
  model->factors = list_new (sizeof (guint64), NULL);
  model->hazards = list_new (sizeof (SlOddsHazard), hazard_clear);
  model->sums = list_new (sizeof (SlOddsSum), NULL);
  return model;
}

void
sl_odds_model_free (SlOddsModel *model)
{
  if (model == NULL)
    return;
  g_array_unref (model->steps);
  g_array_unref (model->units);
  g_array_unref (model->swaps);
  g_array_unref (model->factors);
  g_array_unref (model->hazards);
  g_array_unref (model->sums);
  sl_estimate_tables_free (model->tables);
  g_free (model->normal);
  g_free (model);
}

static gboolean
compile (SlOddsModel *model, const SlOddsProblem *problem, const Indexes *indexes, SlWatch *watch, GError **error)
{
  compile_swaps (model, problem->loads, SL_DRAW_LOAD, indexes->loads, watch);
  compile_swaps (model, problem->walls, SL_DRAW_WALL, indexes->walls, watch);
  compile_swaps (model, problem->modes, SL_DRAW_MODE, indexes->modes, watch);
  compile_swaps (model, problem->stages, SL_DRAW_STAGE, indexes->stages, watch);
  if (sl_watch_stops (watch, error))
    return FALSE;
  compile_factors (model, problem->factors, indexes->factors);
  for (guint i = 0; i < problem->productions->len; i++)
    if (!compile_unit (model, problem, problem->productions->pdata[i], indexes, watch, error))
      return FALSE;
  for (guint i = 0; i < problem->risks->len; i++)
    {
      if (sl_watch_stops (watch, error))
        return FALSE;
      compile_risk (model, problem, &g_array_index (problem->risks, SlOddsRisk, i), indexes);
    }
  sl_odds_plan_days (model, watch);
  return !sl_watch_stops (watch, error);
}

SlOddsModel *
sl_odds_model_new (const SlOddsProblem *problem, guint64 seed, SlWatch *watch, GError **error)
{
  g_autoptr (SlOddsModel) model = model_new (seed);
  Indexes indexes;
  GHashTable **const tables[] = { &indexes.loads, &indexes.walls, &indexes.modes, &indexes.stages, &indexes.factors,
                                  &indexes.steps };
  gboolean ok;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    *tables[i] = g_hash_table_new (g_int64_hash, g_int64_equal);
  ok = compile (model, problem, &indexes, watch, error);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_hash_table_unref (*tables[i]);
  return ok ? g_steal_pointer (&model) : NULL;
}
