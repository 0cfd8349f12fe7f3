#include "sl-odds-refuse.h"

#include "sl-error.h"
#include "sl-i18n.h"

/* --- lists of keys --- */

static gboolean
check_length (guint n, guint most, const char *kind, GError **error)
{
  if (n <= most)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("%s: there are %u, more than %u; leave some out"), sl_odds_word (kind), n,
                most);
  return FALSE;
}

static gboolean
check_changes (const GArray *changes, GHashTable *keys, const char *kind, GError **error)
{
  if (!check_length (changes->len, SL_ODDS_KEYS, kind, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const SlOddsChange *c = &g_array_index (changes, SlOddsChange, i);
      g_autofree char *what = sl_odds_name_of (c->name, kind, i);

      if (!sl_odds_take_key (keys, &c->key, what, error)
          || !sl_odds_check_estimate (&c->minutes, what, NC_("odds", "change"), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_factors (const GArray *factors, GHashTable *keys, GError **error)
{
  if (!check_length (factors->len, SL_ODDS_KEYS, NC_("odds", "factor"), error))
    return FALSE;
  for (guint i = 0; i < factors->len; i++)
    {
      const SlOddsFactor *f = &g_array_index (factors, SlOddsFactor, i);
      g_autofree char *what = sl_odds_name_of (f->name, NC_("odds", "factor"), i);

      if (!sl_odds_take_key (keys, &f->key, what, error))
        return FALSE;
    }
  return TRUE;
}

/* --- activities --- */

static gboolean
check_loadings (const SlOddsActivity *a, const SlOddsKnown *known, const char *what, GError **error)
{
  double squares = 0;

  for (guint i = 0; i < SL_ODDS_LOADINGS; i++)
    {
      const SlOddsLoading *l = &a->loadings[i];

      if (l->factor == 0)
        continue;
      if (!sl_odds_check_key (known->factors, &l->factor, what, NC_("odds", "factor"), error)
          || !sl_odds_check_range (l->loading, -1, 1, what, NC_("odds", "loading"), error))
        return FALSE;
      for (guint k = 0; k < i; k++)
        if (a->loadings[k].factor == l->factor)
          {
            sl_error_set (error, SL_ERROR_INPUT, _("%s: it hangs on one factor twice; name each once"), what);
            return FALSE;
          }
      squares += l->loading * l->loading;
    }
  return sl_odds_check_range (squares, 0, 1 + 1e-9, what, NC_("odds", "sum of squared loadings"), error);
}

static gboolean
check_activity (const SlOddsActivity *a, const SlOddsKnown *known, const char *what, GError **error)
{
  return sl_odds_check_estimate (&a->work, what, NC_("odds", "work"), error)
         && sl_odds_check_estimate (&a->setup, what, NC_("odds", "set-up"), error)
         && sl_odds_check_range (a->setups, 0, SL_ODDS_SETUPS, what, NC_("odds", "number of set-ups"), error)
         && sl_odds_check_range (a->grade, 0, SL_N_GRADES - 1, what, NC_("odds", "coverage grade"), error)
         && sl_odds_check_range (a->calibration, 0, SL_ESTIMATE_MOST, what, NC_("odds", "calibration"), error)
         && sl_odds_check_key (known->loads, &a->load, what, NC_("odds", "content load"), error)
         && sl_odds_check_key (known->walls, &a->wall, what, NC_("odds", "wall configuration"), error)
         && sl_odds_check_key (known->modes, &a->mode, what, NC_("odds", "processing mode"), error)
         && sl_odds_check_key (known->stages, &a->stage, what, NC_("odds", "stage"), error)
         && check_loadings (a, known, what, error);
}

static gboolean
check_activities (const SlOddsProduction *p, const SlOddsKnown *known, const char *production, GError **error)
{
  guint day = 0;

  if (p->activities->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s: it has no activity; add scenes"), production);
      return FALSE;
    }
  for (guint i = 0; i < p->activities->len; i++)
    {
      const SlOddsActivity *a = &g_array_index (p->activities, SlOddsActivity, i);
      g_autofree char *own = sl_odds_name_of (a->name, NC_("odds", "activity"), i);
      g_autofree char *what = g_strdup_printf (_("%s, %s"), production, own);

      if (!sl_odds_take_key (known->activities, &a->key, what, error) || !check_activity (a, known, what, error))
        return FALSE;
      if (a->day != 0 && a->day < day)
        {
          sl_error_set (error, SL_ERROR_INPUT,
                        _("%s: planned for day %u after one of day %u; put them in the order of their days"), what,
                        a->day, day);
          return FALSE;
        }
      day = MAX (day, a->day);
    }
  return TRUE;
}

/* --- productions --- */

static gboolean
check_dates (const SlOddsProduction *p, const char *what, GError **error)
{
  guint32 before = 0;

  if (p->dates->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s: its calendar has no working day; give it one at least"), what);
      return FALSE;
    }
  for (guint i = 0; i < p->dates->len; i++)
    {
      const guint32 date = g_array_index (p->dates, guint32, i);

      if (date > before && date <= SL_ODDS_LAST_DATE)
        {
          before = date;
          continue;
        }
      sl_error_set (error, SL_ERROR_INPUT,
                    _("%s: working day %u is not after the one before it, or no date; sort them"), what, i + 1);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_rules (const SlOddsProduction *p, const char *what, GError **error)
{
  enum { DAY = 24 * 60 };

  return sl_odds_check_range (p->day_length, 1, DAY, what, NC_("odds", "day length"), error)
         && sl_odds_check_range (p->overtime, 0, DAY, what, NC_("odds", "overtime"), error)
         && sl_odds_check_range (p->call, 0, DAY - 1, what, NC_("odds", "call"), error)
         && sl_odds_check_range (p->turnaround, 0, DAY, what, NC_("odds", "turnaround"), error)
         && sl_odds_check_range (p->warm_up, 0, p->day_length - 1, what, NC_("odds", "warm-up"), error)
         && sl_odds_check_range (p->weekdays, 0, 127, what, NC_("odds", "set of weekdays"), error)
         && sl_odds_check_range (p->later_from, 0, SL_ODDS_LAST_DATE, what, NC_("odds", "first later day"), error)
         && sl_odds_check_range (p->day_rate, 0, 1e12, what, NC_("odds", "day rate"), error)
         && sl_odds_check_range (p->overtime_rate, 0, 1e12, what, NC_("odds", "overtime rate"), error)
         && sl_odds_check_range (p->waiting_rate, 0, 1e12, what, NC_("odds", "waiting rate"), error);
}

static gboolean
check_productions (const SlOddsProblem *problem, const SlOddsKnown *known, GError **error)
{
  guint activities = 0;

  if (problem->productions->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("There is no production whose odds could be told; add one"));
      return FALSE;
    }
  if (!check_length (problem->productions->len, SL_ODDS_PRODUCTIONS, NC_("odds", "production"), error))
    return FALSE;
  for (guint i = 0; i < problem->productions->len; i++)
    {
      const SlOddsProduction *p = problem->productions->pdata[i];
      g_autofree char *what = sl_odds_name_of (p->name, NC_("odds", "production"), i);

      if (!sl_odds_take_key (known->productions, &p->key, what, error) || !check_rules (p, what, error)
          || !check_dates (p, what, error) || !check_activities (p, known, what, error))
        return FALSE;
      activities += p->activities->len;
      if (activities <= SL_ODDS_ACTIVITIES)
        continue;
      sl_error_set (error, SL_ERROR_INPUT, _("%s: more than %d activities; split the problem"), what,
                    SL_ODDS_ACTIVITIES);
      return FALSE;
    }
  return TRUE;
}

/* --- risks --- */

static gboolean
check_risk (const SlOddsRisk *r, const SlOddsKnown *known, const char *what, GError **error)
{
  if (!sl_odds_take_key (known->risks, &r->key, what, error)
      || !sl_odds_check_range (r->scope, 0, SL_RISK_DAYS, what, NC_("odds", "scope"), error)
      || !sl_odds_check_range (r->probability, 0, 1, what, NC_("odds", "probability"), error)
      || !sl_odds_check_estimate (&r->minutes, what, NC_("odds", "cost"), error)
      || !sl_odds_check_key (known->productions, &r->production, what, NC_("odds", "production"), error))
    return FALSE;
  if (r->scope != SL_RISK_ACTIVITIES)
    return TRUE;
  if (r->activities == NULL || r->activities->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s: it names no activity that it could befall; name some"), what);
      return FALSE;
    }
  for (guint i = 0; i < r->activities->len; i++)
    {
      const guint64 *key = &g_array_index (r->activities, guint64, i);

      if (!sl_odds_check_key (known->activities, key, what, NC_("odds", "activity"), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_risks (const SlOddsProblem *problem, const SlOddsKnown *known, GError **error)
{
  guint64 named = 0;

  if (!check_length (problem->risks->len, SL_ODDS_KEYS, NC_("odds", "risk"), error))
    return FALSE;
  for (guint i = 0; i < problem->risks->len; i++)
    {
      const SlOddsRisk *r = &g_array_index (problem->risks, SlOddsRisk, i);
      g_autofree char *what = sl_odds_name_of (r->name, NC_("odds", "risk"), i);

      if (!check_risk (r, known, what, error))
        return FALSE;
      named += r->activities != NULL ? r->activities->len : 0;
      if (named <= SL_ODDS_NAMED)
        continue;
      sl_error_set (error, SL_ERROR_INPUT, _("%s: the risks name more than %d activities; name fewer"), what,
                    SL_ODDS_NAMED);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_grade_factors (const SlOddsProblem *problem, GError **error)
{
  for (guint i = 0; i < SL_N_GRADES; i++)
    if (!sl_odds_check_range (problem->grade_factors[i], 0, SL_ODDS_GRADE_FACTOR, sl_grade_label (i),
                      NC_("odds", "factor of set-ups"), error))
      return FALSE;
  return TRUE;
}

gboolean
sl_odds_problem_check (const SlOddsProblem *problem, GError **error)
{
  SlOddsKnown known;
  GHashTable **const sets[] = { &known.productions, &known.activities, &known.loads, &known.walls, &known.modes,
                                &known.stages, &known.factors, &known.risks };
  gboolean ok;

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    *sets[i] = g_hash_table_new (g_int64_hash, g_int64_equal);
  ok = check_changes (problem->loads, known.loads, NC_("odds", "content load"), error)
       && check_changes (problem->walls, known.walls, NC_("odds", "wall configuration"), error)
       && check_changes (problem->modes, known.modes, NC_("odds", "processing mode"), error)
       && check_changes (problem->stages, known.stages, NC_("odds", "stage"), error)
       && check_factors (problem->factors, known.factors, error) && check_productions (problem, &known, error)
       && check_risks (problem, &known, error) && check_grade_factors (problem, error)
       && sl_odds_check_range (problem->cost, 0, 1e12, sl_odds_word (NC_("odds", "scenario")), NC_("odds", "cost"),
                               error);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    g_hash_table_unref (*sets[i]);
  return ok;
}
