#include "sl-scenarios.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-scenario-private.h"

static const struct { const char *id, *title; } scenarios[SL_N_SCENARIOS] = {
  [SL_SCENARIO_PLANNED] = { "planned", N_("As planned") },
  [SL_SCENARIO_ALL_GREEN] = { "all-green", N_("All set-ups green") },
  [SL_SCENARIO_NO_RISKS] = { "no-risks", N_("Without risks") },
  [SL_SCENARIO_NO_OVERTIME] = { "no-overtime", N_("Overtime forbidden") },
  [SL_SCENARIO_FILLED] = { "filled", N_("Days filled up") },
  [SL_SCENARIO_SECOND_STAGE] = { "second-stage", N_("Filled up, with a second volume") },
  [SL_SCENARIO_LOCATION] = { "location", N_("Filled up, on location") },
};

const char *
sl_scenario_id (SlScenario scenario)
{
  return scenarios[scenario].id;
}

const char *
sl_scenario_title (SlScenario scenario)
{
  return _(scenarios[scenario].title);
}

static const SlStage *
stage_at (const SlPlan *plan, guint i)
{
  return (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i);
}

/* With an LED wall. */
static gboolean
is_volume (const SlPlan *plan, const SlStage *stage)
{
  if (stage->use != SL_STAGE_VOLUME)
    return FALSE;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      const SlPlaced *placed = sl_entity_placed (sl_plan_at (plan, SL_KIND_WALL, i));
      if (placed != NULL && g_strcmp0 (placed->stage, stage->entity.id) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
sl_scenario_fits (SlScenario scenario, const SlPlan *plan)
{
  if (scenario < SL_SCENARIO_SECOND_STAGE)
    return TRUE;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    if (is_volume (plan, stage_at (plan, i)))
      return TRUE;
  return FALSE;
}

const SlStage *
sl_scenario_stage (const SlPlan *plan, const SlOddsActivity *a)
{
  for (guint i = 0; a->stage != 0 && i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlStage *stage = stage_at (plan, i);
      g_autofree char *id = g_strdup_printf ("stage\n%s", stage->entity.id);

      if (sl_odds_key (id) == a->stage)
        return stage;
    }
  return NULL;
}

double
sl_scenario_location_move (const SlPlan *plan, const SlStage **stage)
{
  *stage = NULL;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    if (stage_at (plan, i)->use == SL_STAGE_LOCATION && !isnan (stage_at (plan, i)->move_minutes)
        && (*stage == NULL || stage_at (plan, i)->move_minutes > (*stage)->move_minutes))
      *stage = stage_at (plan, i);
  return *stage != NULL ? (*stage)->move_minutes : SL_SCENARIO_MOVE;
}

/* --- what is another --- */

typedef struct {
  SlBoardOdds *odds;
  GHashTable  *scenes; /* guint64 → SlSceneEntity */
  GHashTable  *stages; /* guint64 → SlStage, of volumes */
} Changer;

static void
find_stages (Changer *c)
{
  const SlPlan *plan = c->odds->plan;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlStage *stage = stage_at (plan, i);
      g_autofree char *id = g_strdup_printf ("stage\n%s", stage->entity.id);
      const guint64 key = sl_odds_key (id);

      if (is_volume (plan, stage))
        g_hash_table_insert (c->stages, g_memdup2 (&key, sizeof key), (gpointer) stage);
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SCENE); i++)
    {
      const SlEntity *scene = sl_plan_at (plan, SL_KIND_SCENE, i);
      const guint64 key = sl_odds_key (scene->id);

      g_hash_table_insert (c->scenes, g_memdup2 (&key, sizeof key), (gpointer) scene);
    }
}

/* A place that the company moves to; its key. `title` is taken. */
static guint64
add_place (Changer *c, const char *what, const char *of, double minutes, char *title)
{
  GArray *places = c->odds->problem->stages;
  g_autofree char *id = g_strdup_printf ("%s\n%s", what, of);
  guint64 key = sl_odds_key (id);
  const gint32 likely = (gint32) lround (CLAMP (minutes, 0, SL_ESTIMATE_MOST / 2));
  const SlOddsChange change = { key, title, { (gint32) lround (.8 * likely), likely, (gint32) lround (1.5 * likely),
                                              SL_SHAPE_PERT } };

  if (g_hash_table_contains (c->odds->titles, &key))
    {
      g_free (title);
      return key;
    }
  g_hash_table_insert (c->odds->titles, g_memdup2 (&key, sizeof key), title);
  g_array_append_val (places, change);
  return key;
}

/* Nothing of a volume is asked for; the company goes from place to place instead. */
static void
go_out (Changer *c, SlOddsActivity *a)
{
  const SlSceneEntity *scene = g_hash_table_lookup (c->scenes, &a->key);
  const SlStage *from;
  const char *place = scene == NULL ? NULL : scene->set != NULL ? scene->set : scene->environment;
  const SlEntity *content = scene != NULL ? sl_plan_find (c->odds->plan, scene->environment) : NULL;
  const char *name = scene != NULL && scene->set != NULL ? scene->set : content != NULL ? sl_entity_title (content)
                                                                                        : _("a place");

  a->load = a->wall = a->mode = 0;
  a->calibration = 0;
  a->setup = SL_ESTIMATE_FIXED (0); /* what bad coverage adds */
  a->not_before = scene != NULL ? scene->earliest : 0;
  a->stage = add_place (c, "place", place != NULL ? place : "", sl_scenario_location_move (c->odds->plan, &from),
                        g_strdup_printf (_("Move to %s"), name));
}

/* What must change was made ready on the other one. */
static void
swap_stages (Changer *c, const SlStage *stage, gboolean *other, SlOddsActivity *a)
{
  g_autofree char *second = g_strdup_printf ("%s\n%u", stage->entity.id, *other);

  if (a->load != 0 || a->wall != 0 || a->mode != 0 || a->calibration > 0)
    {
      *other = !*other;
      g_free (second);
      second = g_strdup_printf ("%s\n%u", stage->entity.id, *other);
    }
  a->load = a->wall = a->mode = 0;
  a->calibration = 0;
  a->stage = add_place (c, "volume", second, isnan (stage->move_minutes) ? 0 : stage->move_minutes,
                        g_strdup_printf (*other ? _("Move to the second of %s") : _("Move to the first of %s"),
                                         sl_entity_title (&stage->entity)));
}

static void
change_row (Changer *c, SlOddsProduction *row, SlScenario scenario)
{
  gboolean other = TRUE; /* the first change goes to the first one */
  double rate = 0;

  for (guint i = 0; i < row->activities->len; i++)
    {
      SlOddsActivity *a = &g_array_index (row->activities, SlOddsActivity, i);
      const SlStage *stage = g_hash_table_lookup (c->stages, &a->stage);

      a->day = 0;
      if (stage == NULL)
        continue;
      if (scenario == SL_SCENARIO_LOCATION)
        go_out (c, a);
      else if (scenario == SL_SCENARIO_SECOND_STAGE)
        swap_stages (c, stage, &other, a);
      rate = fmax (rate, isnan (stage->day_rate) ? 0 : stage->day_rate);
    }
  if (scenario == SL_SCENARIO_SECOND_STAGE)
    row->day_rate = fmin (row->day_rate + rate, 1e12);
}

/* What happens to a volume does not happen elsewhere. */
static void
drop_risks (Changer *c)
{
  const SlPlan *plan = c->odds->plan;
  GArray *risks = c->odds->problem->risks;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_RISK); i++)
    {
      const SlRisk *risk = (const SlRisk *) sl_plan_at (plan, SL_KIND_RISK, i);
      gboolean volume = FALSE;

      for (guint k = 0; k < sl_list_n (risk->of); k++)
        {
          const SlStage *stage = sl_plan_get (plan, SL_KIND_STAGE, *sl_list_at (risk->of, char *, k));
          volume |= stage != NULL && is_volume (plan, stage);
        }
      g_autofree char *id = g_strdup_printf ("risk\n%s\n", risk->entity.id);
      for (guint k = risks->len; volume && k-- > 0;)
        if (g_array_index (risks, SlOddsRisk, k).key == sl_odds_key (id))
          g_array_remove_index (risks, k);
    }
}

SlBoardOdds *
sl_scenario_odds (const SlBoardOddsInput *input, SlScenario scenario, GError **error)
{
  SlBoardOddsInput changed = *input;
  g_autoptr (SlBoardOdds) odds = NULL;

  changed.without_risks |= scenario == SL_SCENARIO_NO_RISKS;
  changed.without_overtime |= scenario == SL_SCENARIO_NO_OVERTIME;
  if (scenario == SL_SCENARIO_ALL_GREEN)
    changed.grade = NULL;
  odds = sl_board_odds_new (&changed, error);
  if (odds == NULL || scenario < SL_SCENARIO_FILLED)
    return g_steal_pointer (&odds);
  Changer c = { odds, g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL) };
  find_stages (&c);
  for (guint i = 0; i < odds->problem->productions->len; i++)
    change_row (&c, odds->problem->productions->pdata[i], scenario);
  if (scenario == SL_SCENARIO_LOCATION)
    drop_risks (&c);
  g_hash_table_unref (c.scenes);
  g_hash_table_unref (c.stages);
  return sl_odds_problem_check (odds->problem, error) ? g_steal_pointer (&odds) : NULL;
}
