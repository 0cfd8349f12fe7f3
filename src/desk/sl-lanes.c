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
