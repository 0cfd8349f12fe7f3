#include "sl-book.h"

#include <string.h>

static const char *
production_name (const SlPlan *plan, const SlBooking *booking)
{
  const SlEntity *production = sl_plan_get (plan, SL_KIND_PRODUCTION, booking->production);
  return production != NULL ? sl_entity_title (production) : "";
}

/* By the production's mark; a plan of before there were marks is known by its production's name. */
char *
sl_book_id (const SlPlan *plan, const SlBooking *booking)
{
  const SlProduction *production = sl_plan_get (plan, SL_KIND_PRODUCTION, booking->production);
  const char *mark = production != NULL && production->uid != NULL ? production->uid : production_name (plan, booking);

  return g_strdup_printf ("%s/%s", mark, booking->entity.id);
}

static char *
enum_id (const SlBooking *booking, const char *field)
{
  return sl_entity_get (&booking->entity, field, NULL);
}

GPtrArray *
sl_book_days (const SlPlan *plan, const SlBooking *booking)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);

  if (booking->state >= SL_BOOKING_RELEASED || booking->from == 0 || booking->stage == NULL)
    return days;
  for (guint32 day = booking->from; day <= booking->to && day - booking->from < 3660; day++)
    {
      SlStageDay *d = g_new0 (SlStageDay, 1);
      d->stage = g_strdup (booking->stage);
      d->day = day;
      d->booking = sl_book_id (plan, booking);
      d->title = g_strdup (sl_entity_title (&booking->entity));
      d->owner = g_strdup (production_name (plan, booking));
      d->state = enum_id (booking, "state");
      d->phase = enum_id (booking, "phase");
      d->rank = booking->state == SL_BOOKING_CONFIRMED ? 1 : (int) booking->rank;
      d->expires = booking->expires;
      g_ptr_array_add (days, d);
    }
  return days;
}

void
sl_book_result_clear (SlBookResult *result)
{
  g_clear_pointer (&result->conflicts, g_ptr_array_unref);
}

gboolean
sl_book_push (const SlPlan *plan, SlBookingStore *store, const char *stage, SlBookResult *result, GError **error)
{
  *result = (SlBookResult) { .conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free) };
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *booking = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      g_autofree char *id = sl_book_id (plan, booking);
      g_autoptr (GPtrArray) days = NULL;
      SlAcquire outcome;
      int released;

      if (stage != NULL && g_strcmp0 (stage, booking->stage) != 0)
        continue;
      days = sl_book_days (plan, booking);
      outcome = sl_booking_store_acquire (store, days, result->conflicts, error);
      if (outcome == SL_STORE_FAILED)
        return FALSE;
      if (outcome == SL_CONFLICT)
        {
          result->refused++;
          continue;
        }
      /* days that the booking had before and has no more */
      released = sl_booking_store_release (store, id, days, error);
      if (released < 0)
        return FALSE;
      result->released += (guint) released;
      if (booking->state == SL_BOOKING_CONFIRMED)
        result->confirmed += days->len;
      else
        result->held += days->len;
    }
  return TRUE;
}

char *
sl_book_default_store (const char *plan_path)
{
  gsize length = strlen (plan_path);

  if (g_str_has_suffix (plan_path, ".sightline"))
    length -= strlen (".sightline");
  return g_strdup_printf ("%.*s.bookings", (int) length, plan_path);
}
