#include "sl-booking-hand.h"

#include "sl-day-text.h"
#include "sl-operate.h"

void
sl_booking_hand_clear (SlBookingHand *hand)
{
  g_free (hand->id);
  g_free (hand->stage);
  g_free (hand->was_stage);
  *hand = (SlBookingHand) { 0 };
}

void
sl_booking_hand_take (SlBookingHand *hand, const SlBooking *b, SlBookingHandForm form, guint32 day)
{
  sl_booking_hand_clear (hand);
  if (b->from == 0 || b->to < b->from)
    return;
  *hand = (SlBookingHand) { form, g_strdup (b->entity.id), g_strdup (b->stage), b->from, b->to, b->from, b->to, day,
                            g_strdup (b->stage) };
}

void
sl_booking_hand_draw (SlBookingHand *hand, const char *stage, guint32 day)
{
  sl_booking_hand_clear (hand);
  *hand = (SlBookingHand) { SL_BOOKING_HAND_NEW, NULL, g_strdup (stage), day, day, day, day, day, g_strdup (stage) };
}

void
sl_booking_hand_to (SlBookingHand *hand, guint32 day, const char *stage)
{
  const gint64 by = (gint64) day - hand->taken;

  switch (hand->form)
    {
    case SL_BOOKING_HAND_MOVE:
      hand->from = (guint32) MAX (1, hand->was_from + by);
      hand->to = hand->from + (hand->was_to - hand->was_from);
      if (stage != NULL && g_strcmp0 (stage, hand->stage) != 0)
        {
          g_free (hand->stage);
          hand->stage = g_strdup (stage);
        }
      break;
    case SL_BOOKING_HAND_FROM:
      hand->from = (guint32) CLAMP (hand->was_from + by, 1, (gint64) hand->to);
      break;
    case SL_BOOKING_HAND_TO:
      hand->to = (guint32) MAX (hand->was_to + by, (gint64) hand->from);
      break;
    case SL_BOOKING_HAND_NEW:
      hand->from = MIN (day, hand->taken);
      hand->to = MAX (day, hand->taken);
      break;
    case SL_BOOKING_HAND_NONE: default:
      break;
    }
}

gboolean
sl_booking_hand_moves (const SlBookingHand *hand)
{
  return hand->form == SL_BOOKING_HAND_NEW
         || (hand->form != SL_BOOKING_HAND_NONE
             && (hand->from != hand->was_from || hand->to != hand->was_to
                 || g_strcmp0 (hand->stage, hand->was_stage) != 0));
}

char *
sl_booking_hand_text (const SlBookingHand *hand)
{
  return sl_span_text (hand->from, hand->to);
}

/* --- what is done --- */

gboolean
sl_booking_operate (SlEditor *editor, const char *operation, const char *id, ...)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);
  gboolean done;
  va_list list;

  va_start (list, id);
  done = sl_operate_va (editor, operation, &id, 1, added, list);
  va_end (list);
  if (done && added->len > 0)
    sl_editor_select (editor, added->pdata[0]);
  return done;
}

static gboolean
move (const SlBookingHand *hand, SlEditor *editor)
{
  g_autofree char *by = g_strdup_printf ("%d", (int) ((gint64) hand->from - hand->was_from));
  const gboolean other = g_strcmp0 (hand->stage, hand->was_stage) != 0;

  return sl_booking_operate (editor, "booking-move", hand->id, "by", by, "stage", other ? hand->stage : NULL, NULL);
}

gboolean
sl_booking_hand_drop (SlBookingHand *hand, SlEditor *editor)
{
  g_autofree char *from = sl_date_to_text (hand->from), *to = sl_date_to_text (hand->to);
  g_autofree char *days = g_strdup_printf ("%u", hand->to - hand->from + 1);
  SlBookingHand own = *hand;
  gboolean changed = FALSE;

  *hand = (SlBookingHand) { 0 }; /* what listens to the edit sees an empty hand */
  if (own.form == SL_BOOKING_HAND_NEW)
    changed = sl_booking_operate (editor, "booking-hold", own.stage, "from", from, "days", days, NULL);
  else if (own.id != NULL && sl_booking_hand_moves (&own) && !sl_editor_refuse_locked (editor, own.id))
    changed = own.form == SL_BOOKING_HAND_MOVE
                ? move (&own, editor)
                : sl_booking_operate (editor, "booking-days", own.id, "from", from, "to", to, NULL);
  sl_booking_hand_clear (&own);
  return changed;
}
