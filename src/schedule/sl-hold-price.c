#include "sl-hold-price.h"

#include <math.h>

#include "sl-error.h"
#include "sl-holds.h"
#include "sl-i18n.h"
#include "sl-scenario-private.h"
#include "sl-workdays.h"

enum { FAR = 3660 }; /* days */
enum { PER_DAY };     /* of a rate: the first that its field has */

void
sl_hold_price_free (SlHoldPrice *price)
{
  sl_board_odds_free (price->board);
  sl_odds_free (price->without);
  sl_odds_free (price->with);
  g_free (price);
}

/* Of the last activity that is on one. */
static const SlStage *
last_stage (const SlBoardOdds *odds, guint32 *planned)
{
  const SlStage *stage = NULL;

  *planned = 0;
  for (guint i = 0; i < odds->problem->productions->len; i++)
    {
      const SlOddsProduction *row = odds->problem->productions->pdata[i];

      for (guint k = 0; k < row->activities->len; k++)
        {
          const SlOddsActivity *a = &g_array_index (row->activities, SlOddsActivity, k);
          const SlStage *on = sl_scenario_stage (odds->plan, a);
          const guint day = CLAMP (a->day, 1, row->dates->len);
          const guint32 date = g_array_index (row->dates, guint32, day - 1);

          if (on == NULL || date < *planned)
            continue;
          stage = on;
          *planned = date;
        }
    }
  return stage;
}

/* The first day from `day` on that nobody else has on the stage and that it is open on; 0 for none within ten years. */
static guint32
free_from (const SlPlan *plan, const SlStage *stage, const SlProduction *own, guint32 day)
{
  const SlCalendar *calendar = sl_plan_get (plan, SL_KIND_CALENDAR, stage->calendar);

  for (const guint32 end = day + FAR; day < end; day++)
    {
      gboolean taken = !sl_calendar_works (calendar, day);

      for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING) && !taken; i++)
        {
          const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
          taken = sl_booking_counts (b) && g_str_equal (b->stage, stage->entity.id) && b->from <= day && day <= b->to
                  && (g_strcmp0 (b->production, own->entity.id) != 0 || b->phase == SL_PHASE_CLOSED);
        }
      if (!taken)
        return day;
    }
  return 0;
}

/* What a day of the stage costs, as rates by the day say it too. */
static double
day_rate_of (const SlPlan *plan, const SlStage *stage)
{
  double rate = isnan (stage->day_rate) ? 0 : stage->day_rate;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_RATE); i++)
    {
      const SlRate *r = (const SlRate *) sl_plan_at (plan, SL_KIND_RATE, i);

      if (r->per == PER_DAY && g_strcmp0 (r->of, stage->entity.id) == 0 && !isnan (r->amount))
        rate += r->amount;
    }
  return rate;
}

/* Each unit's days end with the planned ones and with what of `held` is one; it goes on on `resumes`. */
static void
cut_days (SlOddsProblem *problem, guint32 wrap, guint32 held, guint32 resumes)
{
  for (guint i = 0; i < problem->productions->len; i++)
    {
      SlOddsProduction *row = problem->productions->pdata[i];
      guint n = 0;

      while (n < row->dates->len && g_array_index (row->dates, guint32, n) <= MAX (wrap, held))
        n++;
      g_array_set_size (row->dates, n);
      row->later_from = resumes;
    }
}

/* The days right behind the planned ones. FALSE where no unit has so many. */
static gboolean
find_days (SlHoldPrice *price, guint32 wrap)
{
  const SlOddsProduction *row = price->board->problem->productions->pdata[0];
  guint n = 0;

  for (guint i = 0; i < row->dates->len && n < price->days; i++)
    {
      const guint32 date = g_array_index (row->dates, guint32, i);

      if (date <= wrap)
        continue;
      price->from = n == 0 ? date : price->from;
      price->to = date;
      n++;
    }
  price->days = n;
  price->resumes = n > 0 ? free_from (price->board->plan, price->stage, price->production, price->to + 1) : 0;
  return price->resumes != 0;
}

static gboolean
run_both (SlHoldPrice *price, guint32 wrap, guint runs, guint64 seed, guint threads, SlWatch *watch, GError **error)
{
  g_autoptr (SlOddsProblem) with = sl_odds_problem_copy (price->board->problem);
  const SlOddsProblem *const both[] = { price->board->problem, with };
  g_autoptr (GPtrArray) odds = NULL;

  cut_days (price->board->problem, wrap, 0, price->resumes);
  cut_days (with, wrap, price->to, price->resumes);
  with->cost = fmin (with->cost + price->cost, 1e12);
  odds = sl_odds_run_scenarios (both, G_N_ELEMENTS (both), runs, seed, threads, watch, error);
  if (odds == NULL)
    return FALSE;
  g_ptr_array_set_free_func (odds, NULL);
  price->without = odds->pdata[0];
  price->with = odds->pdata[1];
  return sl_odds_compare (price->without, price->with, 0, &price->difference, error);
}

SlHoldPrice *
sl_hold_price_new (const SlBoardOddsInput *input, guint days, guint runs, guint64 seed, guint threads, SlWatch *watch,
                   GError **error)
{
  g_autoptr (SlHoldPrice) price = g_new0 (SlHoldPrice, 1);
  guint32 wrap;

  if ((price->board = sl_board_odds_new (input, error)) == NULL)
    return NULL;
  price->production = ((const SlBoardOddsOf *) price->board->productions->pdata[0])->production;
  price->stage = last_stage (price->board, &wrap);
  wrap = MAX (wrap, ((const SlBoardOddsOf *) price->board->productions->pdata[0])->wrap);
  price->days = days;
  if (price->stage == NULL)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, input->file, price->production->entity.line,
                       _("the last scene of %s has no stage that could be held; give its scene one"),
                       sl_entity_title (&price->production->entity));
      return NULL;
    }
  if (!find_days (price, wrap))
    {
      sl_error_set_at (error, SL_ERROR_INPUT, input->file, price->production->entity.line,
                       _("%s has no working day behind its planned ones, or %s is never free again; look at calendars "
                         "and bookings"), sl_entity_title (&price->production->entity),
                       sl_entity_title (&price->stage->entity));
      return NULL;
    }
  price->day_rate = day_rate_of (input->plan, price->stage);
  price->cost = price->day_rate * price->days;
  return run_both (price, wrap, runs, seed, threads, watch, error) ? g_steal_pointer (&price) : NULL;
}
