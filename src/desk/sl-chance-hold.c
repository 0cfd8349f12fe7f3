/* What days held behind the planned ones would be worth. */
#include "sl-chance-private.h"
#include "sl-error.h"

#define KEY "hold-price"

typedef struct {
  SlChance    *chance; /* borrowed by jobs, which the queue ends before it goes */
  guint        serial, days;
  SlPlan      *plan;
  GHashTable  *grades;
  char        *production;
  SlHoldPrice *price;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->price, sl_hold_price_free);
  sl_plan_unref (job->plan);
  g_hash_table_unref (job->grades);
  g_free (job->production);
  g_free (job);
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;
  const SlBoardOddsInput input = { .plan = job->plan, .production = job->production, .grade = sl_chance_grade_of,
                                   .data = job->grades };

  job->price = sl_hold_price_new (&input, job->days, SL_CHANCE_RUNS, SL_CHANCE_SEED, g_get_num_processors (), watch,
                                  error);
  return job->price != NULL;
}

static void
done (const GError *error, gpointer data)
{
  Job *job = data;
  SlChance *chance = job->chance;

  if (job->serial != chance->hold_serial)
    return;
  chance->holding = FALSE;
  chance->price = g_steal_pointer (&job->price);
  if (error != NULL && !g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    chance->hold_trouble = g_strdup (error->message);
  sl_chance_tell (chance);
}

/* What was found is of another plan, or another wish. */
static void
drop (SlChance *chance)
{
  chance->hold_serial++;
  chance->holding = FALSE;
  g_clear_pointer (&chance->price, sl_hold_price_free);
  g_clear_pointer (&chance->hold_trouble, g_free);
  if (chance->queue != NULL)
    sl_queue_cancel (chance->queue, KEY);
}

void
sl_chance_forget_hold (SlChance *chance)
{
  drop (chance);
  g_clear_pointer (&chance->holder, g_free);
}

void
sl_chance_renew_hold (SlChance *chance)
{
  Job *job;

  if (chance->holder == NULL)
    return;
  drop (chance);
  job = g_new0 (Job, 1);
  *job = (Job) { .chance = chance, .serial = chance->hold_serial, .days = chance->hold_days,
                 .plan = sl_plan_ref (chance->plan), .grades = g_hash_table_ref (chance->grades),
                 .production = g_strdup (chance->holder) };
  chance->holding = TRUE;
  sl_queue_add (chance->queue, &(SlJobSpec) { .lane = SL_LANE_ANALYSIS, .key = KEY, .first = TRUE, .work = work,
                                              .done = done, .data = job, .free_data = job_free });
}

void
sl_chance_hold (SlChance *chance, const char *production, guint days)
{
  sl_chance_need (chance);
  if (chance->queue == NULL || chance->plan == NULL)
    return;
  sl_chance_forget_hold (chance);
  chance->holder = g_strdup (production);
  chance->hold_days = days;
  sl_chance_renew_hold (chance);
  sl_chance_tell (chance);
}

gboolean
sl_chance_is_holding (SlChance *chance)
{
  return chance->holding;
}

const SlHoldPrice *
sl_chance_hold_price (SlChance *chance)
{
  return chance->price;
}

const char *
sl_chance_hold_trouble (SlChance *chance)
{
  return chance->hold_trouble;
}
