#include "sl-capacity.h"

static gboolean
counts (const SlBooking *b)
{
  return b->state < SL_BOOKING_RELEASED && b->from != 0 && b->to >= b->from;
}

static int
compare_firmness (gconstpointer a, gconstpointer b)
{
  const SlBooking *x = *(SlBooking *const *) a, *y = *(SlBooking *const *) b;
  gboolean xc = x->state == SL_BOOKING_CONFIRMED, yc = y->state == SL_BOOKING_CONFIRMED;

  return xc != yc ? yc - xc : (int) (x->rank - y->rank);
}

GPtrArray *
sl_capacity_on_day (const SlPlan *plan, const char *stage, guint32 day)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (counts (b) && g_strcmp0 (b->stage, stage) == 0 && day >= b->from && day <= b->to)
        g_ptr_array_add (found, (gpointer) b);
    }
  g_ptr_array_sort (found, compare_firmness);
  return found;
}

gboolean
sl_capacity_span (const SlPlan *plan, guint32 *from, guint32 *to)
{
  *from = G_MAXUINT32;
  *to = 0;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (counts (b))
        {
          *from = MIN (*from, b->from);
          *to = MAX (*to, b->to);
        }
    }
  return *to != 0;
}

/* Two bookings cannot both stand when both are confirmed, or both hold the same rank, unless they are of one production. */
static gboolean
clash (const SlBooking *a, const SlBooking *b)
{
  if (a->production != NULL && g_strcmp0 (a->production, b->production) == 0)
    return FALSE;
  if (a->state == SL_BOOKING_CONFIRMED || b->state == SL_BOOKING_CONFIRMED)
    return a->state == b->state;
  return a->rank == b->rank;
}

static void
find_conflicts (const SlPlan *plan, SlStageCapacity *c, guint32 from, guint32 to)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    for (guint j = i + 1; j < sl_plan_count (plan, SL_KIND_BOOKING); j++)
      {
        const SlBooking *a = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i), *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, j);
        SlConflict conflict = { MAX (a->from, b->from), MIN (a->to, b->to), a->entity.id, b->entity.id };

        if (counts (a) && counts (b) && g_strcmp0 (a->stage, c->stage->entity.id) == 0 && g_strcmp0 (b->stage, a->stage) == 0
            && conflict.day <= conflict.last && conflict.last >= from && conflict.day <= to && clash (a, b))
          g_array_append_val (c->conflicts, conflict);
      }
}

static void
count_day (const SlPlan *plan, SlStageCapacity *c, guint32 day, double *weight, guint *free_run, guint length)
{
  g_autoptr (GPtrArray) bookings = sl_capacity_on_day (plan, c->stage->entity.id, day);
  const SlBooking *first = bookings->len > 0 ? bookings->pdata[0] : NULL;

  *free_run = first == NULL ? *free_run + 1 : 0;
  if (*free_run == length && c->first_free == 0)
    c->first_free = day - length + 1;
  if (first != NULL && first->phase == SL_PHASE_CLOSED)
    {
      c->days--;
      return;
    }
  if (first != NULL && first->state == SL_BOOKING_CONFIRMED)
    {
      c->confirmed++;
      c->shooting += first->phase == SL_PHASE_SHOOT;
      *weight += 1;
    }
  else if (first != NULL)
    {
      c->held++;
      *weight += pow (.5, (double) first->rank);
    }
}

void
sl_stage_capacity_clear (gpointer capacity)
{
  g_array_unref (((SlStageCapacity *) capacity)->conflicts);
}

GArray *
sl_capacity (const SlPlan *plan, guint32 from, guint32 to, guint length)
{
  GArray *result = g_array_new (FALSE, TRUE, sizeof (SlStageCapacity));

  g_array_set_clear_func (result, sl_stage_capacity_clear);
  if (from == 0 && to == 0 && !sl_capacity_span (plan, &from, &to))
    from = to = 0;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      SlStageCapacity c = { .stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i), .conflicts = g_array_new (FALSE, FALSE, sizeof (SlConflict)) };
      double weight = 0;
      guint run = 0;

      c.days = to != 0 ? to - from + 1 : 0;
      for (guint32 day = from; to != 0 && day <= to; day++)
        count_day (plan, &c, day, &weight, &run, MAX (1, length));
      if (c.first_free == 0 && to != 0 && run > 0) /* what follows the period is free */
        c.first_free = to - run + 1;
      c.occupancy = c.days > 0 ? (double) c.confirmed / c.days : 0;
      c.occupancy_holds = c.days > 0 ? weight / c.days : 0;
      c.utilisation = c.confirmed > 0 ? (double) c.shooting / c.confirmed : NAN;
      find_conflicts (plan, &c, from, to);
      g_array_append_val (result, c);
    }
  return result;
}
