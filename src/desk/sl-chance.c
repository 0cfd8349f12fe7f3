#include "sl-chance-private.h"

#include "sl-error.h"

#define KEY "odds"

G_DEFINE_TYPE (SlChance, sl_chance, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

void
sl_chance_tell (SlChance *chance)
{
  g_signal_emit (chance, signals[CHANGED], 0);
}

/* --- what is run --- */

static void
chance_odds_free (SlChanceOdds *o)
{
  if (o == NULL)
    return;
  sl_board_odds_free (o->board);
  sl_odds_free (o->odds);
  if (o->outcomes != NULL)
    g_ptr_array_unref (o->outcomes);
  g_free (o);
}

/* One job: a plan and what its shots' grades are, and what comes of them. */
typedef struct {
  SlChance     *chance;   /* borrowed by jobs, which the queue ends before it goes */
  SlPlan       *plan;
  GHashTable   *grades;   /* id → SlGrade; read only */
  SlChanceOdds *odds[SL_N_SCENARIOS];
  char         *production; /* of a try, as all below */
  SlList       *strips;
  guint         serial, runs;
  SlChanceTry   tried;
  gboolean      found;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < SL_N_SCENARIOS; i++)
    chance_odds_free (job->odds[i]);
  sl_plan_unref (job->plan);
  g_hash_table_unref (job->grades);
  sl_list_unref (job->strips);
  g_free (job->production);
  g_clear_pointer (&job->tried.curve, g_array_unref);
  g_free (job);
}

static Job *
job_new (SlChance *chance)
{
  Job *job = g_new0 (Job, 1);

  job->chance = chance;
  job->plan = sl_plan_ref (chance->plan);
  job->grades = g_hash_table_ref (chance->grades);
  return job;
}

gboolean
sl_chance_grade_of (const char *shot, SlGrade *grade, gpointer data)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (data, shot, NULL, &value))
    return FALSE;
  *grade = (SlGrade) GPOINTER_TO_INT (value);
  return TRUE;
}

static SlChanceOdds *
run_odds (const SlBoardOddsInput *input, SlScenario scenario, guint runs, SlWatch *watch, GError **error)
{
  SlChanceOdds *o = g_new0 (SlChanceOdds, 1);

  o->board = sl_scenario_odds (input, scenario, error);
  if (o->board != NULL)
    o->odds = sl_odds_run (o->board->problem, runs, SL_CHANCE_SEED, g_get_num_processors (), watch, error);
  if (o->odds == NULL)
    {
      chance_odds_free (o);
      return NULL;
    }
  o->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_odds_outcome_free);
  for (guint i = 0; i < o->board->productions->len; i++)
    g_ptr_array_add (o->outcomes, sl_board_odds_outcome (o->board->productions->pdata[i], o->odds));
  return o;
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;

  for (guint i = 0; i < SL_N_SCENARIOS; i++)
    {
      g_autoptr (SlWatch) part = sl_watch_new_part (watch, (double) i / SL_N_SCENARIOS,
                                                    (i + 1.) / SL_N_SCENARIOS);
      const SlBoardOddsInput input = { .plan = job->plan, .grade = sl_chance_grade_of, .data = job->grades };

      if (sl_scenario_fits (i, job->plan)
          && (job->odds[i] = run_odds (&input, i, SL_CHANCE_RUNS, part, error)) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
done (const GError *error, gpointer data)
{
  Job *job = data;
  SlChance *chance = job->chance;

  if (g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    return;
  for (guint i = 0; i < SL_N_SCENARIOS; i++)
    {
      chance_odds_free (chance->odds[i]);
      chance->odds[i] = error == NULL ? g_steal_pointer (&job->odds[i]) : NULL;
    }
  g_free (chance->trouble);
  chance->trouble = error != NULL ? g_strdup (error->message) : NULL;
  chance->known = TRUE;
  sl_chance_tell (chance);
}

/* --- when --- */

/* Of shots that scenes have. Free with g_hash_table_unref(). */
static GHashTable *
grades_now (SlChance *chance, const SlPlan *plan)
{
  GHashTable *grades = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      const SlCoverage *coverage = shot->scene != NULL ? sl_analysis_grades (chance->analysis, shot->entity.id) : NULL;

      if (coverage != NULL)
        g_hash_table_insert (grades, g_strdup (shot->entity.id), GINT_TO_POINTER (coverage->grade));
    }
  return grades;
}

static gboolean
same_grades (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer id, grade, other;

  if (a == NULL || g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, &grade))
    if (!g_hash_table_lookup_extended (b, id, NULL, &other) || other != grade)
      return FALSE;
  return TRUE;
}

/* Whether the boards say the same by both. */
static gboolean
same_plan (const SlPlan *a, const SlPlan *b)
{
  static const SlKind kinds[] = { SL_KIND_PRODUCTION, SL_KIND_STAGE, SL_KIND_SETUP, SL_KIND_ENVIRONMENT, SL_KIND_UNIT,
                                  SL_KIND_WALL, SL_KIND_CAMERA, SL_KIND_SHOT, SL_KIND_SCENE, SL_KIND_CAST,
                                  SL_KIND_ELEMENT, SL_KIND_BOARD, SL_KIND_CALENDAR, SL_KIND_RULE, SL_KIND_RISK };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (a == NULL || !sl_plan_same_kind (a, b, kinds[i]))
      return FALSE;
  return TRUE;
}

static void
ask (SlChance *chance)
{
  const SlPlan *plan = sl_editor_plan (chance->editor);
  g_autoptr (GHashTable) grades = NULL;

  if (chance->queue == NULL || !chance->needed)
    return;
  grades = grades_now (chance, plan);
  if (same_plan (chance->plan, plan) && same_grades (chance->grades, grades))
    return;
  sl_plan_unref (chance->plan);
  chance->plan = sl_plan_ref (plan);
  g_clear_pointer (&chance->grades, g_hash_table_unref);
  chance->grades = g_steal_pointer (&grades);
  chance->known = FALSE;
  sl_chance_renew_hold (chance);
  sl_queue_add (chance->queue, &(SlJobSpec) { .lane = SL_LANE_ANALYSIS, .key = KEY, .first = TRUE, .work = work,
                                              .done = done, .data = job_new (chance), .free_data = job_free });
}

/* --- tries --- */

static gboolean
try (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;
  const SlBoardOddsInput input = { .plan = job->plan, .production = job->production, .tried = job->production,
                                   .strips = job->strips, .grade = sl_chance_grade_of, .data = job->grades };
  SlChanceOdds *o = run_odds (&input, SL_SCENARIO_PLANNED, job->runs, watch, error);

  if (o == NULL)
    return FALSE;
  const SlOddsOutcome *outcome = o->outcomes->pdata[0];
  const SlBoardOddsOf *of = o->board->productions->pdata[0];
  job->tried = (SlChanceTry) { job->runs, outcome->p50, outcome->p80, outcome->p90,
                               of->planned != 0 ? sl_odds_chance (outcome, of->planned, NULL) : 0,
                               g_array_ref (outcome->curve) };
  job->found = TRUE;
  chance_odds_free (o);
  return TRUE;
}

static void ask_try (SlChance *chance, SlList *strips, guint runs);

static void
tried (const GError *error, gpointer data)
{
  Job *job = data;
  SlChance *chance = job->chance;

  if (job->serial != chance->serial || chance->tries == NULL)
    return;
  chance->has_tried = job->found;
  g_clear_pointer (&chance->tried.curve, g_array_unref);
  chance->tried = job->tried;
  job->tried.curve = NULL;
  g_signal_emit (chance, signals[CHANGED], 0);
  if (job->found && job->runs < SL_CHANCE_RUNS && job->serial == chance->serial)
    ask_try (chance, job->strips, SL_CHANCE_RUNS);
}

static void
ask_try (SlChance *chance, SlList *strips, guint runs)
{
  Job *job = job_new (chance);

  job->production = g_strdup (chance->tries);
  job->strips = sl_list_ref (strips);
  job->serial = chance->serial;
  job->runs = runs;
  sl_latest_ask (chance->latest, try, tried, job, job_free);
}

void
sl_chance_try (SlChance *chance, const char *production, const SlList *strips)
{
  char *tries = strips != NULL ? g_strdup (production) : NULL;
  const gboolean had = chance->has_tried || chance->tries != NULL;

  chance->serial++;
  if (g_strcmp0 (tries, chance->tries) != 0) /* of the same board what was known stays until more is */
    chance->has_tried = FALSE;
  g_free (chance->tries);
  chance->tries = tries;
  if (strips == NULL)
    {
      chance->has_tried = FALSE;
      if (had)
        g_signal_emit (chance, signals[CHANGED], 0);
      return;
    }
  sl_chance_need (chance);
  if (chance->queue != NULL && chance->plan != NULL)
    ask_try (chance, (SlList *) strips, SL_CHANCE_RUNS / 10);
}

const SlChanceTry *
sl_chance_tried (SlChance *chance)
{
  return chance->has_tried ? &chance->tried : NULL;
}

const char *
sl_chance_tries (SlChance *chance)
{
  return chance->tries;
}

/* --- the object --- */

static void
sl_chance_finalize (GObject *object)
{
  SlChance *chance = SL_CHANCE (object);

  if (chance->queue != NULL)
    sl_chance_stop (chance);
  sl_latest_free (chance->latest);
  sl_chance_forget_hold (chance);
  for (guint i = 0; i < SL_N_SCENARIOS; i++)
    chance_odds_free (chance->odds[i]);
  g_clear_pointer (&chance->grades, g_hash_table_unref);
  sl_plan_unref (chance->plan);
  g_clear_pointer (&chance->tried.curve, g_array_unref);
  g_free (chance->trouble);
  g_free (chance->tries);
  g_object_unref (chance->analysis);
  g_object_unref (chance->editor);
  G_OBJECT_CLASS (sl_chance_parent_class)->finalize (object);
}

static void
sl_chance_class_init (SlChanceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_chance_finalize;
  signals[CHANGED] = g_signal_new ("changed", SL_TYPE_CHANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_chance_init (SlChance *chance)
{
}

SlChance *
sl_chance_new (SlEditor *editor, SlAnalysis *analysis, SlQueue *queue)
{
  SlChance *chance = g_object_new (SL_TYPE_CHANCE, NULL);

  chance->editor = g_object_ref (editor);
  chance->analysis = g_object_ref (analysis);
  chance->queue = queue;
  chance->latest = sl_latest_new (queue, SL_LANE_LIVE);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (ask), chance);
  g_signal_connect_swapped (analysis, "changed", G_CALLBACK (ask), chance);
  g_signal_connect_swapped (analysis, "others-changed", G_CALLBACK (ask), chance);
  return chance;
}

void
sl_chance_stop (SlChance *chance)
{
  g_signal_handlers_disconnect_by_data (chance->editor, chance);
  g_signal_handlers_disconnect_by_data (chance->analysis, chance);
  sl_latest_stop (chance->latest);
  sl_queue_cancel (chance->queue, KEY);
  sl_chance_forget_hold (chance);
  chance->queue = NULL;
}

void
sl_chance_need (SlChance *chance)
{
  chance->needed = TRUE;
  ask (chance);
}

const SlChanceOdds *
sl_chance_odds (SlChance *chance, SlScenario scenario)
{
  return chance->odds[scenario];
}

const char *
sl_chance_trouble (SlChance *chance)
{
  return chance->known ? chance->trouble : NULL;
}

gboolean
sl_chance_is_known (SlChance *chance)
{
  return chance->known;
}

int
sl_chance_find (const SlChanceOdds *odds, const char *production)
{
  for (guint i = 0; production != NULL && i < odds->board->productions->len; i++)
    if (g_str_equal (((const SlBoardOddsOf *) odds->board->productions->pdata[i])->production->entity.id, production))
      return (int) i;
  return -1;
}
