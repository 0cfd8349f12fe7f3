#include "sl-lanes.h"

#include <string.h>

static int
by_day (gconstpointer a, gconstpointer b)
{
  const SlBooking *one = ((const SlBar *) a)->booking, *other = ((const SlBar *) b)->booking;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  if (one->state != other->state) /* who is confirmed stands above who holds */
    return one->state == SL_BOOKING_CONFIRMED ? -1 : other->state == SL_BOOKING_CONFIRMED ? 1 : 0;
  return one->rank != other->rank ? (one->rank < other->rank ? -1 : 1) : strcmp (one->entity.id, other->entity.id);
}

static void
collect_bars (SlLanes *lanes)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sl_plan_count (lanes->plan, SL_KIND_STAGE); i++)
    g_hash_table_insert (places, sl_plan_at (lanes->plan, SL_KIND_STAGE, i)->id, GUINT_TO_POINTER (i));
  for (guint i = 0; i < sl_plan_count (lanes->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (lanes->plan, SL_KIND_BOOKING, i);
      gpointer place;

      if (b->state >= SL_BOOKING_RELEASED || b->from == 0 || b->to < b->from || b->stage == NULL
          || !g_hash_table_lookup_extended (places, b->stage, NULL, &place))
        continue;
      g_array_append_val (lanes->bars, ((SlBar) { b, GPOINTER_TO_UINT (place), 0 }));
      lanes->from = lanes->from == 0 ? b->from : MIN (lanes->from, b->from);
      lanes->to = MAX (lanes->to, b->to);
    }
  g_array_sort (lanes->bars, by_day);
}

/* The first lane that is free again. */
static void
give_lanes (SlLanes *lanes)
{
  g_autofree guint32 *ends = g_new0 (guint32, lanes->counts->len * SL_LANES_MAX);

  for (guint i = 0; i < lanes->bars->len; i++)
    {
      SlBar *bar = &g_array_index (lanes->bars, SlBar, i);
      guint32 *end = ends + bar->stage * SL_LANES_MAX;
      guint *count = &g_array_index (lanes->counts, guint, bar->stage);

      while (bar->lane + 1 < SL_LANES_MAX && end[bar->lane] >= bar->booking->from)
        bar->lane++;
      end[bar->lane] = MAX (end[bar->lane], bar->booking->to);
      *count = MAX (*count, bar->lane + 1);
    }
}

SlLanes *
sl_lanes_new (const SlPlan *plan)
{
  SlLanes *lanes = g_new0 (SlLanes, 1);
  const guint one = 1;

  lanes->plan = sl_plan_ref (plan);
  lanes->bars = g_array_new (FALSE, FALSE, sizeof (SlBar));
  lanes->counts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    g_array_append_val (lanes->counts, one);
  collect_bars (lanes);
  give_lanes (lanes);
  return lanes;
}

void
sl_lanes_free (SlLanes *lanes)
{
  if (lanes == NULL)
    return;
  g_array_unref (lanes->bars);
  g_array_unref (lanes->counts);
  sl_plan_unref (lanes->plan);
  g_free (lanes);
}

/* --- going through them --- */

const SlBar *
sl_lanes_find (const SlLanes *lanes, const char *id)
{
  for (guint i = 0; id != NULL && i < lanes->bars->len; i++)
    {
      const SlBar *bar = &g_array_index (lanes->bars, SlBar, i);
      if (g_str_equal (bar->booking->entity.id, id))
        return bar;
    }
  return NULL;
}

/* Bars are by their first day, so the next of the stage stands behind it. */
static const SlBar *
step_across (const SlLanes *lanes, const SlBar *from, int by)
{
  const SlBar *first = &g_array_index (lanes->bars, SlBar, 0), *bar = from;

  for (bar += by; bar >= first && bar < first + lanes->bars->len; bar += by)
    if (bar->stage == from->stage)
      return bar;
  return from;
}

/* Days between two bookings, 0 where they share one. */
static guint32
days_between (const SlBooking *one, const SlBooking *other)
{
  return one->to < other->from ? other->from - one->to : other->to < one->from ? one->from - other->to : 0;
}

static const SlBar *
step_down (const SlLanes *lanes, const SlBar *from, int by)
{
  for (gint64 stage = (gint64) from->stage + by; stage >= 0 && stage < lanes->counts->len; stage += by)
    {
      const SlBar *best = NULL;

      for (guint i = 0; i < lanes->bars->len; i++)
        {
          const SlBar *bar = &g_array_index (lanes->bars, SlBar, i);
          if (bar->stage == stage
              && (best == NULL
                  || days_between (bar->booking, from->booking) < days_between (best->booking, from->booking)))
            best = bar;
        }
      if (best != NULL)
        return best;
    }
  return from;
}

const char *
sl_lanes_step (const SlLanes *lanes, const char *id, int across, int down)
{
  const SlBar *bar = sl_lanes_find (lanes, id);

  if (bar == NULL)
    return lanes->bars->len > 0 ? g_array_index (lanes->bars, SlBar, 0).booking->entity.id : NULL;
  if (across != 0)
    bar = step_across (lanes, bar, across > 0 ? 1 : -1);
  if (down != 0)
    bar = step_down (lanes, bar, down > 0 ? 1 : -1);
  return bar->booking->entity.id;
}
