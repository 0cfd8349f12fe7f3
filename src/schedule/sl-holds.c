#include "sl-holds.h"

#include <string.h>

#include "sl-day-text.h"
#include "sl-i18n.h"

enum { PLACES = 9 };

gboolean
sl_booking_counts (const SlBooking *b)
{
  return b->state < SL_BOOKING_RELEASED && b->stage != NULL && b->from != 0 && b->to >= b->from;
}

gint64
sl_booking_place (const SlBooking *b)
{
  return b->state == SL_BOOKING_CONFIRMED ? 1 : CLAMP (b->rank, 1, PLACES);
}

gboolean
sl_bookings_overlap (const SlBooking *one, const SlBooking *other)
{
  return sl_booking_counts (one) && sl_booking_counts (other) && g_str_equal (one->stage, other->stage)
         && one->from <= other->to && other->from <= one->to;
}

/* --- moving up --- */

/* A booking of the stage while places change. */
typedef struct {
  const SlBooking *booking;
  gint64           place, was;
  gboolean         gone, moved;
} Stand;

static int
by_place (gconstpointer a, gconstpointer b)
{
  const Stand *one = a, *other = b;

  if (one->was != other->was)
    return one->was < other->was ? -1 : 1;
  if (one->booking->from != other->booking->from)
    return one->booking->from < other->booking->from ? -1 : 1;
  return strcmp (one->booking->entity.id, other->booking->entity.id);
}

static GArray *
stands_of (const SlPlan *plan, const SlBooking *leaving)
{
  GArray *stands = g_array_new (FALSE, FALSE, sizeof (Stand));

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      const Stand stand = { b, sl_booking_place (b), sl_booking_place (b), b == leaving, FALSE };

      if (sl_booking_counts (b) && g_str_equal (b->stage, leaving->stage))
        g_array_append_val (stands, stand);
    }
  g_array_sort (stands, by_place);
  return stands;
}

/* Whether a place above was left on some of its days, and the one above it is free on all of them. */
static gboolean
can_move (const GArray *stands, guint at)
{
  const Stand *own = &g_array_index (stands, Stand, at);
  gboolean left = FALSE;

  if (own->gone || own->place <= 1 || own->booking->state == SL_BOOKING_CONFIRMED)
    return FALSE;
  for (guint i = 0; i < stands->len; i++)
    {
      const Stand *other = &g_array_index (stands, Stand, i);

      if (i == at || !sl_bookings_overlap (own->booking, other->booking))
        continue;
      left |= (other->gone || other->moved) && other->was < own->place;
      if (!other->gone && other->place == own->place - 1)
        return FALSE;
    }
  return left;
}

GArray *
sl_holds_without (const SlPlan *plan, const SlBooking *booking)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (SlHoldMove));

  if (!sl_booking_counts (booking))
    return moves;
  g_autoptr (GArray) stands = stands_of (plan, booking);
  for (guint i = 0; i < stands->len; i++) /* from the first place down, so that each sees who moved above it */
    if (can_move (stands, i))
      {
        Stand *stand = &g_array_index (stands, Stand, i);
        stand->place--;
        stand->moved = TRUE;
        const SlHoldMove move = { stand->booking, stand->place };
        g_array_append_val (moves, move);
      }
  return moves;
}

gint64
sl_holds_free_rank (const SlPlan *plan, const char *stage, guint32 from, guint32 to, const SlBooking *but)
{
  gboolean taken[PLACES + 2] = { 0 };
  gint64 rank = 1;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);

      if (b != but && sl_booking_counts (b) && g_str_equal (b->stage, stage) && b->from <= to && from <= b->to)
        taken[sl_booking_place (b)] = TRUE;
    }
  while (rank <= PLACES && taken[rank])
    rank++;
  return rank;
}

/* --- in words --- */

static void
say_moves (const GArray *moves, const SlBooking *booking, GString *out)
{
  for (guint i = 0; i < moves->len; i++)
    {
      const SlHoldMove *move = &g_array_index (moves, SlHoldMove, i);
      const char *who = sl_entity_title (&move->booking->entity);
      g_autofree char *days = sl_days_text (move->booking->from, move->booking->to);

      if (out->len > 0)
        g_string_append (out, "; ");
      if (move->rank == 1)
        g_string_append_printf (out, _("%s gets %s first"), who, days);
      else
        g_string_append_printf (out, _("%s moves up to %d"), who, (int) move->rank);
    }
}

char *
sl_holds_say_released (const SlPlan *plan, const SlBooking *booking)
{
  g_autoptr (GArray) moves = sl_holds_without (plan, booking);
  g_autofree char *days = sl_days_text (booking->from, booking->to);
  GString *out = g_string_new (NULL);

  say_moves (moves, booking, out);
  if (out->len == 0)
    g_string_append_printf (out, _("nobody waits for %s"), days);
  return g_string_free (out, FALSE);
}

char *
sl_holds_say_challenged (const SlPlan *plan, const SlBooking *booking, guint32 deadline)
{
  g_autofree char *then = sl_holds_say_released (plan, booking), *day = sl_day_text (deadline);

  if (deadline == 0)
    return g_strdup_printf (_("unless it is confirmed: %s"), then);
  return g_strdup_printf (_("unless it is confirmed by %s: %s"), day, then);
}
