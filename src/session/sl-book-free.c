/* Runs of days that nobody has: neither in the store nor in the plan. */
#include "sl-book-private.h"
#include "sl-holds.h"
#include "sl-stage-clock.h"
#include "sl-workdays.h"

enum { YEAR = 365 };

/* Days of one stage. */
typedef struct {
  const SlStage *stage;
  guint32        from;
  guint          n;
  guint8        *busy; /* owned */
} Days;

static void
mark_day (Days *d, guint32 day)
{
  if (day >= d->from && day - d->from < d->n)
    d->busy[day - d->from] = 1;
}

static void
mark_store (Days *d, const GPtrArray *had)
{
  for (guint i = 0; i < had->len; i++)
    {
      const SlStageDay *day = had->pdata[i];
      if (!day->lapsed && g_str_equal (day->stage, d->stage->entity.id))
        mark_day (d, day->day);
    }
}

/* What the plan has itself, closures among it, but for holds that have lapsed. */
static void
mark_plan (Days *d, const SlPlan *plan, gint64 now)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      const gint64 lapses = b->state != SL_BOOKING_CONFIRMED ? sl_book_lapses (plan, b) : 0;

      if (!sl_booking_counts (b) || !g_str_equal (b->stage, d->stage->entity.id) || (lapses != 0 && lapses <= now))
        continue;
      for (guint32 day = MAX (b->from, d->from); day <= b->to && day - d->from < d->n; day++)
        mark_day (d, day);
    }
}

/* Days on which the stage is closed lie in a run without being counted, but neither begin nor end it. */
static void
add_runs (const Days *d, const SlPlan *plan, guint length, GArray *runs)
{
  const SlCalendar *calendar = sl_plan_get (plan, SL_KIND_CALENDAR, d->stage->calendar);
  SlBookRun run = { d->stage->entity.id, 0, 0, 0 };

  for (guint i = 0; i <= d->n; i++)
    {
      const guint32 day = d->from + i;

      if (i == d->n || d->busy[i])
        {
          if (run.open >= length)
            g_array_append_val (runs, run);
          run.open = 0;
        }
      else if (calendar == NULL || sl_calendar_works (calendar, day))
        {
          run.from = run.open == 0 ? day : run.from;
          run.to = day;
          run.open++;
        }
    }
}

gboolean
sl_book_free (SlDocument *document, SlBookingStore *store, const SlBookWish *wish, SlBookAnswer *answer, GError **error)
{
  const SlPlan *plan = sl_document_plan (document);
  g_autoptr (GPtrArray) had = sl_book_list (store, plan, wish, error);

  if (had == NULL)
    return FALSE;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlStage *stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i);
      SlStageMoment now;

      if (!sl_book_wants (wish, stage->entity.id))
        continue;
      sl_stage_moment_of (wish->now, stage->timezone, &now);
      const guint32 from = wish->from != 0 ? wish->from : now.day, to = wish->from != 0 ? wish->to : from + YEAR - 1;
      Days d = { stage, from, to - from + 1, g_malloc0 (to - from + 1) };
      mark_store (&d, had);
      mark_plan (&d, plan, wish->now);
      add_runs (&d, plan, MAX (wish->length, 1u), answer->runs);
      g_free (d.busy);
    }
  return TRUE;
}
