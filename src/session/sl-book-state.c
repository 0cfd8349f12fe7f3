/* Holds that are challenged, confirmed and given back. */
#include <string.h>

#include "sl-book-deed.h"
#include "sl-book-private.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operations.h"

/* --- challenge --- */

/* Whether a hold stands before the booking on a day; a day that cannot be challenged goes into the answer. */
static gboolean
stands_before (SlBookDeed *d, const SlStageDay *own)
{
  gboolean any = FALSE;

  for (guint i = 0; i < d->had->len; i++)
    {
      const SlStageDay *day = d->had->pdata[i];
      const char *slash = strrchr (own->booking, '/');

      if (day->day != own->day || !g_str_equal (day->stage, own->stage) || g_strcmp0 (day->slot, own->slot) != 0
          || day->rank >= own->rank || day->lapsed
          || (slash != NULL && strncmp (day->booking, own->booking, (gsize) (slash - own->booking) + 1) == 0))
        continue;
      any = TRUE;
      if (g_str_equal (day->state, "confirmed") || g_str_equal (day->state, SL_STAGE_DAY_UNREADABLE))
        g_ptr_array_add (d->answer->days, sl_stage_day_copy (day));
    }
  return any;
}

static gboolean
check_challenge (SlBookDeed *d, const SlBooking *b, GError **error)
{
  g_autofree char *id = sl_book_id (d->plan, b);
  SlStageMoment deadline;
  gboolean any = FALSE, held = FALSE;

  if (!sl_book_check_moment (d->wish, d->deadline, sl_book_zone (d->plan, b->stage), &deadline, error))
    return FALSE;
  for (guint i = 0; i < d->had->len; i++)
    {
      const SlStageDay *day = d->had->pdata[i];
      if (!sl_book_has_id (day, id, b->stage) || day->lapsed)
        continue;
      held = TRUE;
      any |= stands_before (d, day);
    }
  if (!held)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is not held in the store; hold it with “book PLAN hold”"),
                  sl_entity_title (&b->entity));
  else if (!any)
    sl_error_set (error, SL_ERROR_INPUT, _("nobody stands before “%s”; confirm it with “book PLAN confirm”"),
                  sl_entity_title (&b->entity));
  return held && any;
}

gboolean
sl_book_challenge (SlDocument *document, SlBookingStore *store, const SlBookWish *wish, SlBookAnswer *answer,
                   GError **error)
{
  SlBookDeed d;
  gboolean fine = sl_book_deed_init (&d, document, store, wish, answer, error);

  if (fine && sl_booking_store_away (store) != NULL) /* whom it would challenge nobody knows */
    {
      g_propagate_error (error, g_error_copy (sl_booking_store_away (store)));
      fine = FALSE;
    }
  d.deadline = wish->deadline;
  if (fine && wish->deadline == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("a challenge has a deadline; write --deadline 2026-12-01T18:00+08:00"));
      fine = FALSE;
    }
  if (fine && sl_book_deed_find (&d, error))
    {
      for (guint i = 0; fine && i < d.bookings->len; i++)
        fine = check_challenge (&d, sl_book_deed_at (&d, d.plan, i), error);
      if (fine && answer->days->len > 0)
        answer->result = "conflict";
      else
        fine = fine && sl_book_deed_do (&d, "held", error);
    }
  else
    fine = fine && g_str_equal (answer->result, "conflict");
  sl_book_deed_clear (&d);
  return fine;
}

/* --- confirm, release --- */

/* The edits by the operation that the window's menu has, so that holds of the plan move up alike. */
static gboolean
add_state (SlBookDeed *d, const char *state, GError **error)
{
  const SlOperation *operation = sl_operation_find ("booking-state");
  const SlOperationInput input = { .plan = d->plan, .ids = (const char *const *) d->bookings->pdata,
                                   .n_ids = d->bookings->len };
  gpointer options = sl_operation_options_new (operation);
  SlCommand *command = sl_record_set (operation->options, options, "is", state, TRUE, error)
                         ? sl_operation_run (operation, &input, options, NULL, error) : NULL;

  sl_operation_options_free (operation, options);
  if (command == NULL)
    return FALSE;
  sl_command_unref (d->command);
  d->command = command;
  return TRUE;
}

static gboolean
set_state (SlDocument *document, SlBookingStore *store, const SlBookWish *wish, SlBookAnswer *answer,
           const char *state, GError **error)
{
  SlBookDeed d;
  gboolean fine = sl_book_deed_init (&d, document, store, wish, answer, error);

  if (fine && sl_book_deed_find (&d, error))
    fine = add_state (&d, state, error) && sl_book_deed_do (&d, state, error);
  else
    fine = fine && g_str_equal (answer->result, "conflict");
  sl_book_deed_clear (&d);
  return fine;
}

gboolean
sl_book_confirm (SlDocument *document, SlBookingStore *store, const SlBookWish *wish, SlBookAnswer *answer,
                 GError **error)
{
  return set_state (document, store, wish, answer, "confirmed", error);
}

gboolean
sl_book_release (SlDocument *document, SlBookingStore *store, const SlBookWish *wish, SlBookAnswer *answer,
                 GError **error)
{
  return set_state (document, store, wish, answer, "released", error);
}
