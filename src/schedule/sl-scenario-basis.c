/* What a scenario rests on: minutes, factors, chances, and where each is from. */
#include <math.h>

#include "sl-i18n.h"
#include "sl-rules.h"
#include "sl-scenario-private.h"

typedef struct {
  const SlBoardOdds   *odds;
  const SlBoardOddsOf *of;
  SlScenario           scenario;
  GPtrArray           *basis;
} Teller;

static void
basis_free (gpointer basis)
{
  SlBasis *b = basis;

  g_free (b->what);
  g_free (b->value);
  g_free (b->source);
  g_free (b);
}

/* Takes all three; a NULL source is nobody's. */
static void
tell (Teller *t, char *what, char *value, char *source)
{
  SlBasis *b = g_new (SlBasis, 1);

  *b = (SlBasis) { what, value, source != NULL ? source : g_strdup ("") };
  g_ptr_array_add (t->basis, b);
}

/* "plan: night-passage.eighth_minutes". */
static char *
field_of (const SlEntity *entity, const char *field)
{
  return g_strdup_printf (_("plan: %s.%s"), entity->id, field);
}

char *
sl_basis_text (const SlBasis *b)
{
  return *b->source != '\0' ? g_strdup_printf (_("%s: %s (%s)"), b->what, b->value, b->source)
                            : g_strdup_printf (_("%s: %s"), b->what, b->value);
}

/* --- scenes --- */

static SlOddsProduction *
row_at (const Teller *t, guint i)
{
  return sl_odds_problem_get_production (t->odds->problem, g_array_index (t->of->units, guint64, i));
}

/* The scenes that are left, into how many say their own minutes. */
static guint
count_scenes (const Teller *t, guint *own)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint all = 0;

  *own = 0;
  for (guint i = 0; i < t->of->units->len; i++)
    for (guint k = 0; k < row_at (t, i)->activities->len; k++)
      g_hash_table_add (keys, g_memdup2 (&g_array_index (row_at (t, i)->activities, SlOddsActivity, k).key,
                                         sizeof (guint64)));
  for (guint i = 0; i < sl_plan_count (t->odds->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (t->odds->plan, SL_KIND_SCENE, i);
      const guint64 key = sl_odds_key (scene->entity.id);

      if (!g_hash_table_contains (keys, &key))
        continue;
      all++;
      *own += !isnan (scene->minutes);
    }
  return all;
}

static void
tell_scenes (Teller *t)
{
  const SlProduction *p = t->of->production;
  guint own;
  const guint all = count_scenes (t, &own);
  const gboolean graded = t->of->graded > 0 && t->scenario != SL_SCENARIO_LOCATION;

  if (own > 0)
    tell (t, g_strdup (_("Minutes of scenes")),
          g_strdup_printf (ngettext ("of %u scene its own", "of %u scenes their own", own), own),
          g_strdup (_("plan: minutes of the scenes")));
  if (all > own)
    tell (t, g_strdup (_("An eighth takes")),
          g_strdup_printf (_("%g min, scenes: %u"), p->eighth_minutes, all - own),
          field_of (&p->entity, "eighth_minutes"));
  if (graded)
    tell (t, g_strdup (_("Set-ups of bad coverage take longer")),
          g_strdup_printf (_("× %g amber, × %g orange, × %g red, of %g min"), p->amber_factor, p->orange_factor,
                           p->red_factor, p->setup_minutes), field_of (&p->entity, "amber_factor"));
  tell (t, g_strdup (_("Scenes go well or badly together")),
        g_strdup_printf (_("%g by the production, %g by the stage"), p->pace_loading, p->stage_loading),
        field_of (&p->entity, "pace_loading"));
}

/* --- changes --- */

static const SlOddsChange *
change_of (const GArray *changes, guint64 key)
{
  for (guint i = 0; key != 0 && i < changes->len; i++)
    if (g_array_index (changes, SlOddsChange, i).key == key)
      return &g_array_index (changes, SlOddsChange, i);
  return NULL;
}

static guint64
key_of (const SlOddsActivity *a, guint what)
{
  return what == 0 ? a->load : what == 1 ? a->wall : what == 2 ? a->mode : a->stage;
}

/* Those of one sort that the scenes ask for, each once with how often. */
static void
tell_changes (Teller *t, guint what, const GArray *changes, const char *source)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL); /* change → how often */
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < t->of->units->len; i++)
    {
      const GArray *activities = row_at (t, i)->activities;
      guint64 last = 0;

      for (guint k = 0; k < activities->len; k++)
        {
          const guint64 key = key_of (&g_array_index (activities, SlOddsActivity, k), what);
          const SlOddsChange *change = change_of (changes, key);

          if (change == NULL || key == last || (what == 3 && last == 0))
            {
              last = key != 0 ? key : last;
              continue;
            }
          last = key;
          if (!g_hash_table_contains (told, change))
            g_ptr_array_add (order, (gpointer) change);
          g_hash_table_insert (told, (gpointer) change,
                               GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (told, change)) + 1));
        }
    }
  for (guint i = 0; i < order->len; i++)
    {
      const SlOddsChange *change = order->pdata[i];
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (told, change));

      if (change->minutes.likely > 0)
        tell (t, g_strdup (change->name), g_strdup_printf (_("%d min (%d to %d), %u ×"), change->minutes.likely,
              change->minutes.low, change->minutes.high, n), g_strdup (source));
    }
}

static void
tell_calibrations (Teller *t)
{
  gint64 sum = 0;
  guint n = 0;

  for (guint i = 0; i < t->of->units->len; i++)
    for (guint k = 0; k < row_at (t, i)->activities->len; k++)
      {
        const SlOddsActivity *a = &g_array_index (row_at (t, i)->activities, SlOddsActivity, k);

        sum += a->calibration;
        n += a->calibration > 0;
      }
  if (n > 0)
    tell (t, g_strdup (_("Colour calibration and warm-up")),
          g_strdup_printf (_("%.0f min, %u ×"), (double) sum / n, n),
          g_strdup (_("plan: calibration_minutes and warmup_minutes of the stages")));
}

/* --- days and risks --- */

static void
tell_days (Teller *t)
{
  const SlOddsProduction *row = row_at (t, 0);
  const SlRuleFor whom = { t->of->production->entity.id, NULL, NULL };
  const guint32 day = row->dates->len > 0 ? g_array_index (row->dates, guint32, 0) : 0;
  const SlRuleNow rule = sl_rule_now (t->odds->plan, SL_RULE_DAY, &whom, day);
  g_autofree char *length = sl_hours_text (row->day_length), *overtime = sl_hours_text (row->overtime);
  g_autofree char *rest = sl_hours_text (row->turnaround);

  tell (t, g_strdup (_("A day")),
        g_strdup_printf (_("%s h, at most %s h of overtime, %s h until the next call"), length, overtime, rest),
        rule.rule != NULL ? g_strdup (rule.rule->source) : NULL);
}

/* The plan's risk among the problem's, of which it may have one for each unit; NULL where it is not there. */
static const SlOddsRisk *
find_risk (const Teller *t, const SlRisk *risk)
{
  g_autofree char *all = g_strdup_printf ("risk\n%s\n", risk->entity.id), *one = g_strconcat (all, "0", NULL);
  const GArray *risks = t->odds->problem->risks;

  for (guint i = 0; i < risks->len; i++)
    {
      const SlOddsRisk *r = &g_array_index (risks, SlOddsRisk, i);
      if (r->key == sl_odds_key (all) || r->key == sl_odds_key (one))
        return r;
    }
  return NULL;
}

/* Whether it may strike a scene of the production. */
static gboolean
strikes (const Teller *t, const SlOddsRisk *r)
{
  for (guint i = 0; r->activities != NULL && i < t->of->units->len; i++)
    for (guint k = 0; k < row_at (t, i)->activities->len; k++)
      for (guint j = 0; j < r->activities->len; j++)
        if (g_array_index (r->activities, guint64, j)
            == g_array_index (row_at (t, i)->activities, SlOddsActivity, k).key)
          return TRUE;
  return r->activities == NULL;
}

static void
tell_risks (Teller *t)
{
  for (guint i = 0; i < sl_plan_count (t->odds->plan, SL_KIND_RISK); i++)
    {
      const SlRisk *risk = (const SlRisk *) sl_plan_at (t->odds->plan, SL_KIND_RISK, i);
      const SlOddsRisk *r = find_risk (t, risk);

      if (r == NULL || !strikes (t, r)
          || (risk->production != NULL && !g_str_equal (risk->production, t->of->production->entity.id)))
        continue;
      tell (t, g_strdup (r->name), g_strdup_printf (_("%.0f %%, %d to %d min"), 100 * r->probability,
            r->minutes.low, r->minutes.high),
            risk->notes != NULL ? g_strdup (risk->notes) : field_of (&risk->entity, "chance"));
    }
}

/* --- what the scenario itself assumes --- */

static void
tell_scenario (Teller *t)
{
  const SlStage *location;
  const double move = sl_scenario_location_move (t->odds->plan, &location);

  if (t->scenario >= SL_SCENARIO_FILLED)
    tell (t, g_strdup (_("A scene is begun")), g_strdup (_("as soon as there is room, whatever day it is planned for")),
          g_strdup (_("assumed")));
  switch (t->scenario)
    {
    case SL_SCENARIO_ALL_GREEN:
      tell (t, g_strdup (_("Coverage")), g_strdup (_("all set-ups count as good")), g_strdup (_("assumed")));
      break;
    case SL_SCENARIO_NO_RISKS:
      tell (t, g_strdup (_("Risks")), g_strdup (_("none")), g_strdup (_("assumed")));
      break;
    case SL_SCENARIO_NO_OVERTIME:
      tell (t, g_strdup (_("Overtime")), g_strdup (_("none")), g_strdup (_("assumed")));
      break;
    case SL_SCENARIO_SECOND_STAGE:
      tell (t, g_strdup (_("Loads, walls, modes and calibration")),
            g_strdup (_("ready on the other volume in time; the company moves over instead")), g_strdup (_("assumed")));
      tell (t, g_strdup (_("The second volume costs")), g_strdup (_("the day rate of the first on each day")),
            g_strdup (_("plan: day_rate of the stage")));
      break;
    case SL_SCENARIO_LOCATION:
      tell (t, g_strdup (_("Scenes and set-ups")),
            g_strdup (_("take as long as on the stage, without coverage grades")), g_strdup (_("assumed")));
      tell (t, g_strdup (_("From place to place")), g_strdup_printf (_("%g min, each set a place of its own"), move),
            location != NULL ? field_of (&location->entity, "move_minutes") : g_strdup (_("assumed")));
      tell (t, g_strdup (_("Weather and light")),
            g_strdup (_("as far as risks of the plan say; dusk as long as wanted")), g_strdup (_("assumed")));
      break;
    default: break;
    }
}

GPtrArray *
sl_scenario_basis (const SlBoardOdds *odds, const SlBoardOddsOf *of, SlScenario scenario)
{
  Teller t = { odds, of, scenario, g_ptr_array_new_with_free_func (basis_free) };
  const SlOddsProblem *problem = odds->problem;

  tell_scenario (&t);
  tell_scenes (&t);
  tell_changes (&t, 0, problem->loads, _("plan: load_minutes of the environment"));
  tell_changes (&t, 1, problem->walls, _("plan: change_minutes of the setup or its stage"));
  tell_changes (&t, 2, problem->modes, _("plan: mode_minutes of the stage"));
  if (scenario != SL_SCENARIO_LOCATION)
    tell_changes (&t, 3, problem->stages, _("plan: move_minutes of the stage"));
  tell_calibrations (&t);
  tell_days (&t);
  tell_risks (&t);
  return t.basis;
}
