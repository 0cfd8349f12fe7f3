#include "sl-book-resolve.h"

#include "sl-holds.h"

enum { LAST_RANK = 9, FAR = 366 };

static gboolean
is_on (const SlStageDay *day, const char *stage, guint32 from, guint32 to, const char *but)
{
  return !day->lapsed && g_str_equal (day->stage, stage) && day->day >= from && day->day <= to
         && g_strcmp0 (day->booking, but) != 0;
}

GPtrArray *
sl_book_takers (const SlPlan *plan, const SlBookSync *sync, const SlBooking *b)
{
  GPtrArray *takers = g_ptr_array_new ();
  g_autofree char *id = sl_book_id (plan, b);

  for (guint i = 0; b->stage != NULL && i < sync->days->len; i++)
    {
      const SlStageDay *day = sync->days->pdata[i];

      /* a first place also gives way to who waits there already */
      if (is_on (day, b->stage, b->from, b->to, id)
          && (day->rank <= sl_booking_place (b) || sl_booking_place (b) == 1))
        g_ptr_array_add (takers, sync->days->pdata[i]);
    }
  return takers;
}

int
sl_book_next_rank (const SlPlan *plan, const SlBookSync *sync, const SlBooking *b)
{
  g_autofree char *id = sl_book_id (plan, b);
  int rank = (int) b->rank;

  if (!sync->whole || b->state >= SL_BOOKING_CONFIRMED || b->stage == NULL)
    return 0;
  for (guint i = 0; i < sync->days->len; i++)
    {
      const SlStageDay *day = sync->days->pdata[i];
      if (is_on (day, b->stage, b->from, b->to, id) && day->rank >= rank)
        rank = day->rank + 1;
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *other = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (other != b && sl_bookings_overlap (other, b) && sl_booking_place (other) >= rank)
        rank = (int) sl_booking_place (other) + 1;
    }
  return rank <= LAST_RANK && rank != (int) b->rank ? rank : 0;
}

static gboolean
is_free (const SlPlan *plan, const SlBookSync *sync, const SlBooking *b, const char *id, guint32 from, guint32 to)
{
  for (guint i = 0; i < sync->days->len; i++)
    if (is_on (sync->days->pdata[i], b->stage, from, to, id))
      return FALSE;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *other = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (other != b && sl_booking_counts (other) && g_str_equal (other->stage, b->stage) && other->from <= to
          && other->to >= from)
        return FALSE;
    }
  return TRUE;
}

guint32
sl_book_next_run (const SlPlan *plan, const SlBookSync *sync, const SlBooking *b)
{
  g_autofree char *id = sl_book_id (plan, b);

  for (guint32 by = 1; sync->whole && b->stage != NULL && by <= FAR; by++)
    if (is_free (plan, sync, b, id, b->from + by, b->to + by))
      return b->from + by;
  return 0;
}
