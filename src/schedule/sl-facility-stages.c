/* Conflicts between bookings of a stage. */
#include <string.h>

#include "sl-capacity.h"
#include "sl-facility.h"
#include "sl-holds.h"
#include "sl-i18n.h"
#include "sl-workdays.h"

static GPtrArray *
ids_of (const SlBooking *one, const SlBooking *other)
{
  GPtrArray *ids = g_ptr_array_new ();

  g_ptr_array_add (ids, one->entity.id);
  if (other != NULL)
    g_ptr_array_add (ids, other->entity.id);
  return ids;
}

/* --- one place of a day --- */

static char *
names_of (const GPtrArray *bookings)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < bookings->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", sl_entity_title (bookings->pdata[i]));
  return g_string_free (out, FALSE);
}

static gboolean
any_closed (const GPtrArray *bookings)
{
  for (guint i = 0; i < bookings->len; i++)
    if (((const SlBooking *) bookings->pdata[i])->phase == SL_PHASE_CLOSED)
      return TRUE;
  return FALSE;
}

static void
add_places (const SlPlan *plan, GPtrArray *clashes)
{
  g_autoptr (GArray) stages = sl_capacity (plan, 0, 0, 1, NULL);

  for (guint i = 0; i < stages->len; i++)
    {
      const SlStageCapacity *stage = &g_array_index (stages, SlStageCapacity, i);

      for (guint k = 0; k < stage->conflicts->len; k++)
        {
          const SlConflict *c = &g_array_index (stage->conflicts, SlConflict, k);
          g_autofree char *names = names_of (c->bookings), *why = sl_conflict_why (c);
          const gboolean closed = any_closed (c->bookings);
          GPtrArray *ids = g_ptr_array_new ();

          for (guint j = 0; j < c->bookings->len; j++)
            g_ptr_array_add (ids, ((const SlEntity *) c->bookings->pdata[j])->id);
          sl_clash_add (clashes, closed ? SL_CLASH_CLOSED : SL_CLASH_PLACE, FALSE, c->from, c->to,
                        &stage->stage->entity, ids,
                        g_strdup_printf ("%s: %s", names, closed ? _("the stage is closed") : why));
        }
    }
}

/* --- holds over firm days --- */

static int
by_stage (gconstpointer a, gconstpointer b)
{
  const SlBooking *one = *(SlBooking *const *) a, *other = *(SlBooking *const *) b;
  const int stage = strcmp (one->stage, other->stage);

  return stage != 0 ? stage : (one->from > other->from) - (one->from < other->from);
}

/* All that count, by stage and first day. */
static GPtrArray *
sorted (const SlPlan *plan)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (sl_booking_counts (b) && sl_plan_get (plan, SL_KIND_STAGE, b->stage) != NULL)
        g_ptr_array_add (all, (gpointer) b);
    }
  g_ptr_array_sort (all, by_stage);
  return all;
}

/* Of a first hold the place itself clashes already. */
static void
add_over (const SlPlan *plan, const SlBooking *one, const SlBooking *other, GPtrArray *clashes)
{
  const gboolean firm = one->state == SL_BOOKING_CONFIRMED;
  const SlBooking *confirmed = firm ? one : other, *held = firm ? other : one;

  if (firm == (other->state == SL_BOOKING_CONFIRMED) || sl_booking_place (held) < 2)
    return;
  const gboolean closed = confirmed->phase == SL_PHASE_CLOSED;
  sl_clash_add (clashes, closed ? SL_CLASH_CLOSED : SL_CLASH_CONFIRMED, TRUE, MAX (one->from, other->from),
                MIN (one->to, other->to), sl_plan_find (plan, one->stage), ids_of (held, confirmed),
                closed ? g_strdup_printf (_("%s is held while the stage is closed"), sl_entity_title (&held->entity))
                       : g_strdup_printf (_("%s is held over days confirmed for %s"), sl_entity_title (&held->entity),
                                          sl_entity_title (&confirmed->entity)));
}

/* --- closed by the calendar --- */

/* Spans alone: days off each week lie in most bookings. One clash for each stretch. */
static void
add_calendar (const SlPlan *plan, const SlBooking *b, GPtrArray *clashes)
{
  const SlStage *stage = sl_plan_get (plan, SL_KIND_STAGE, b->stage);
  const SlCalendar *calendar = sl_plan_get (plan, SL_KIND_CALENDAR, stage->calendar);

  for (guint i = 0; calendar != NULL && b->phase != SL_PHASE_CLOSED && i < sl_list_n (calendar->spans); i++)
    {
      const SlCalendarSpan *span = sl_list_at (calendar->spans, SlCalendarSpan, i);
      const guint32 to = MIN (span->to != 0 ? span->to : span->from, b->to), from = MAX (span->from, b->from);

      if (span->from == 0 || from > to || sl_calendar_works (calendar, from))
        continue;
      sl_clash_add (clashes, SL_CLASH_CLOSED, TRUE, from, to, &stage->entity, ids_of (b, NULL),
                    g_strdup_printf (_("%s: the stage is closed by its calendar (%s)"), sl_entity_title (&b->entity),
                                     span->name != NULL ? span->name : sl_entity_title (&calendar->entity)));
    }
}

void
sl_clashes_of_stages (const SlPlan *plan, GPtrArray *clashes)
{
  g_autoptr (GPtrArray) all = sorted (plan);

  add_places (plan, clashes);
  for (guint i = 0; i < all->len; i++)
    {
      const SlBooking *one = all->pdata[i];

      add_calendar (plan, one, clashes);
      for (guint k = i + 1; k < all->len; k++)
        {
          const SlBooking *other = all->pdata[k];

          if (!g_str_equal (one->stage, other->stage) || other->from > one->to)
            break;
          add_over (plan, one, other, clashes);
        }
    }
}
