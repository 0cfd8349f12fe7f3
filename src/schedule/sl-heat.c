#include "sl-heat.h"

#include "sl-holds.h"
#include "sl-workdays.h"

enum { NOBODY = 10 }; /* beyond all ranks */

static SlHeatState
state_of (const SlBooking *b)
{
  if (b->phase == SL_PHASE_CLOSED)
    return SL_HEAT_CLOSED;
  if (b->state != SL_BOOKING_CONFIRMED)
    return SL_HEAT_HELD;
  return b->phase == SL_PHASE_SHOOT ? SL_HEAT_SHOOTING : SL_HEAT_CONFIRMED;
}

/* The firmest counts; of equally firm ones a closure, then shooting. */
static void
mark (SlHeat *heat, guint stage, const SlBooking *b)
{
  const guint8 rank = b->state == SL_BOOKING_CONFIRMED ? 0 : (guint8) sl_booking_place (b);
  const guint8 state = (guint8) state_of (b);
  const guint32 end = heat->from + heat->days;

  for (guint32 day = MAX (b->from, heat->from); day <= b->to && day < end; day++)
    {
      const gsize at = (gsize) stage * heat->days + (day - heat->from);

      if (rank > heat->ranks[at] || (rank == heat->ranks[at] && state <= heat->states[at]))
        continue;
      heat->ranks[at] = rank;
      heat->states[at] = state;
    }
}

static void
close_days (SlHeat *heat, guint stage, const SlCalendar *calendar)
{
  for (guint i = 0; calendar != NULL && i < heat->days; i++)
    {
      guint8 *state = &heat->states[(gsize) stage * heat->days + i];

      if (*state == SL_HEAT_FREE && !sl_calendar_works (calendar, heat->from + i))
        *state = SL_HEAT_CLOSED;
    }
}

SlHeat *
sl_heat_new (const SlPlan *plan, guint32 from, guint days)
{
  SlHeat *heat = g_new0 (SlHeat, 1);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  gpointer place;

  heat->from = from;
  heat->days = days;
  heat->stages = sl_plan_count (plan, SL_KIND_STAGE);
  heat->states = g_malloc0 ((gsize) days * heat->stages);
  heat->ranks = g_malloc ((gsize) days * heat->stages);
  for (gsize i = 0; i < (gsize) days * heat->stages; i++)
    heat->ranks[i] = NOBODY;
  for (guint i = 0; i < heat->stages; i++)
    g_hash_table_insert (places, sl_plan_at (plan, SL_KIND_STAGE, i)->id, GUINT_TO_POINTER (i));
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (sl_booking_counts (b) && g_hash_table_lookup_extended (places, b->stage, NULL, &place))
        mark (heat, GPOINTER_TO_UINT (place), b);
    }
  for (guint i = 0; i < heat->stages; i++)
    {
      const SlStage *stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i);
      close_days (heat, i, sl_plan_get (plan, SL_KIND_CALENDAR, stage->calendar));
    }
  return heat;
}

void
sl_heat_free (SlHeat *heat)
{
  if (heat == NULL)
    return;
  g_free (heat->states);
  g_free (heat->ranks);
  g_free (heat);
}

SlHeatState
sl_heat_at (const SlHeat *heat, guint stage, guint day)
{
  return heat->states[(gsize) stage * heat->days + day];
}

void
sl_heat_add (const SlHeat *heat, guint stage, guint day, guint n, SlHeatSum *sum)
{
  for (guint i = day; i < heat->days && i - day < n; i++)
    {
      const SlHeatState state = sl_heat_at (heat, stage, i);
      const guint rank = heat->ranks[(gsize) stage * heat->days + i];

      sum->open += state != SL_HEAT_CLOSED;
      sum->held += state == SL_HEAT_HELD;
      sum->confirmed += state == SL_HEAT_CONFIRMED || state == SL_HEAT_SHOOTING;
      sum->shooting += state == SL_HEAT_SHOOTING;
      if (state == SL_HEAT_HELD)
        sum->weight += 1. / (1u << rank);
      else if (state == SL_HEAT_CONFIRMED || state == SL_HEAT_SHOOTING)
        sum->weight += 1;
    }
}
