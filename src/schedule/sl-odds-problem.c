#include "sl-odds.h"

#include "sl-random.h"

guint64
sl_odds_key (const char *id)
{
  guint64 hash = 0xcbf29ce484222325u; /* FNV-1a of 64 bits (G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, RFC 9923) */

  for (const guchar *c = (const guchar *) id; *c != '\0'; c++)
    hash = (hash ^ *c) * 0x100000001b3u;
  return MAX (sl_random_mix (hash), 1);
}

static void
production_free (gpointer data)
{
  SlOddsProduction *p = data;

  g_array_unref (p->activities);
  g_array_unref (p->dates);
  g_free (p);
}

static void
risk_clear (gpointer risk)
{
  g_clear_pointer (&((SlOddsRisk *) risk)->activities, g_array_unref);
}

SlOddsProblem *
sl_odds_problem_new (void)
{
  enum { RANKED = 2000 };
  SlOddsProblem *problem = g_new0 (SlOddsProblem, 1);

  problem->productions = g_ptr_array_new_with_free_func (production_free);
  problem->loads = g_array_new (FALSE, TRUE, sizeof (SlOddsChange));
  problem->walls = g_array_new (FALSE, TRUE, sizeof (SlOddsChange));
  problem->modes = g_array_new (FALSE, TRUE, sizeof (SlOddsChange));
  problem->stages = g_array_new (FALSE, TRUE, sizeof (SlOddsChange));
  problem->factors = g_array_new (FALSE, TRUE, sizeof (SlOddsFactor));
  problem->risks = g_array_new (FALSE, TRUE, sizeof (SlOddsRisk));
  g_array_set_clear_func (problem->risks, risk_clear);
  for (guint i = 0; i < SL_N_GRADES; i++)
    problem->grade_factors[i] = 1;
  problem->ranked = RANKED;
  return problem;
}

void
sl_odds_problem_free (SlOddsProblem *problem)
{
  if (problem == NULL)
    return;
  g_ptr_array_unref (problem->productions);
  g_array_unref (problem->loads);
  g_array_unref (problem->walls);
  g_array_unref (problem->modes);
  g_array_unref (problem->stages);
  g_array_unref (problem->factors);
  g_array_unref (problem->risks);
  g_free (problem);
}

SlOddsProduction *
sl_odds_problem_add_production (SlOddsProblem *problem, guint64 key, const char *name)
{
  SlOddsProduction *p = g_new0 (SlOddsProduction, 1);

  p->key = key;
  p->name = name;
  p->activities = g_array_new (FALSE, TRUE, sizeof (SlOddsActivity));
  p->dates = g_array_new (FALSE, TRUE, sizeof (guint32));
  p->day_length = 10 * 60;
  p->call = 8 * 60;
  g_ptr_array_add (problem->productions, p);
  return p;
}

SlOddsProduction *
sl_odds_problem_get_production (const SlOddsProblem *problem, guint64 key)
{
  for (guint i = 0; i < problem->productions->len; i++)
    {
      SlOddsProduction *p = problem->productions->pdata[i];

      if (p->key == key)
        return p;
    }
  return NULL;
}

/* Takes the place of the list in `to` with what is in `from`. */
static void
copy_list (GArray *to, const GArray *from)
{
  if (from->len > 0)
    g_array_append_vals (to, from->data, from->len);
}

static void
copy_production (SlOddsProblem *problem, const SlOddsProduction *from)
{
  SlOddsProduction *p = sl_odds_problem_add_production (problem, from->key, from->name);
  GArray *activities = p->activities, *dates = p->dates;

  *p = *from;
  p->activities = activities;
  p->dates = dates;
  copy_list (activities, from->activities);
  copy_list (dates, from->dates);
}

SlOddsProblem *
sl_odds_problem_copy (const SlOddsProblem *problem)
{
  SlOddsProblem *copy = sl_odds_problem_new ();

  for (guint i = 0; i < problem->productions->len; i++)
    copy_production (copy, problem->productions->pdata[i]);
  copy_list (copy->loads, problem->loads);
  copy_list (copy->walls, problem->walls);
  copy_list (copy->modes, problem->modes);
  copy_list (copy->stages, problem->stages);
  copy_list (copy->factors, problem->factors);
  copy_list (copy->risks, problem->risks);
  for (guint i = 0; i < copy->risks->len; i++)
    {
      SlOddsRisk *r = &g_array_index (copy->risks, SlOddsRisk, i);

      if (r->activities != NULL)
        r->activities = g_array_copy (r->activities);
    }
  for (guint i = 0; i < SL_N_GRADES; i++)
    copy->grade_factors[i] = problem->grade_factors[i];
  copy->cost = problem->cost;
  copy->ranked = problem->ranked;
  return copy;
}
