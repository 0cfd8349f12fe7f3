#include "sl-book-deed.h"

#include <string.h>

#include "sl-book-about.h"
#include "sl-book-private.h"
#include "sl-day-text.h"
#include "sl-error.h"
#include "sl-holds.h"
#include "sl-i18n.h"

void
sl_book_deed_clear (SlBookDeed *d)
{
  g_clear_pointer (&d->after, sl_plan_unref);
  g_clear_pointer (&d->command, sl_command_unref);
  g_clear_pointer (&d->had, g_ptr_array_unref);
  g_clear_pointer (&d->bookings, g_ptr_array_unref);
  g_free (d->mark);
}

/* FALSE with an error where the store cannot be read. */
gboolean
sl_book_deed_init (SlBookDeed *d, SlDocument *document, SlBookingStore *store, const SlBookWish *wish,
                   SlBookAnswer *answer, GError **error)
{
  *d = (SlBookDeed) { .document = document, .store = store, .wish = wish, .answer = answer,
                .plan = sl_document_plan (document), .command = sl_command_new (""),
                .mark = sl_book_mark (sl_document_path (document)),
                .bookings = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GError) inner = NULL;
  d->had = sl_book_list (store, d->plan, wish, &inner);
  if (d->had == NULL && sl_booking_store_away (store) != NULL)
    d->had = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  else if (d->had == NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  return d->had != NULL;
}

const SlBooking *
sl_book_deed_at (const SlBookDeed *d, const SlPlan *plan, guint i)
{
  return sl_plan_get (plan, SL_KIND_BOOKING, d->bookings->pdata[i]);
}

gboolean
sl_book_has_id (const SlStageDay *day, const char *id, const char *stage)
{
  return g_strcmp0 (day->booking, id) == 0 && g_str_equal (day->stage, stage);
}

/* --- which bookings --- */

gboolean
sl_book_is_meant (const SlBookWish *wish, const SlBooking *b)
{
  return sl_booking_counts (b) && sl_book_wants (wish, b->stage) && b->from <= wish->to && b->to >= wish->from
         && (wish->production == NULL || g_strcmp0 (wish->production, b->production) == 0);
}

static int
by_stage_and_day (gconstpointer a, gconstpointer b, gpointer plan)
{
  const SlBooking *x = sl_plan_get (plan, SL_KIND_BOOKING, *(char *const *) a);
  const SlBooking *y = sl_plan_get (plan, SL_KIND_BOOKING, *(char *const *) b);
  const int stages = strcmp (x->stage, y->stage);

  return stages != 0 ? stages : x->from != y->from ? (x->from < y->from ? -1 : 1) : strcmp (x->entity.id, y->entity.id);
}

/* A booking is held, confirmed and given back as a whole. */
static gboolean
check_whole (const SlBookWish *wish, const SlBooking *b, GError **error)
{
  g_autofree char *days = NULL;

  if (b->from >= wish->from && b->to <= wish->to)
    return TRUE;
  days = sl_days_text (b->from, b->to);
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” has %s; name all of its days, or change them first with “edit PLAN "
                                         "booking-days”"), sl_entity_title (&b->entity), days);
  return FALSE;
}

/* Others in the first place of these days, or that cannot be read. */
static gboolean
add_holders (SlBookDeed *d)
{
  for (guint i = 0; i < d->had->len; i++)
    {
      const SlStageDay *day = d->had->pdata[i];
      if (day->day >= d->wish->from && day->day <= d->wish->to && !day->lapsed)
        g_ptr_array_add (d->answer->days, sl_stage_day_copy (day));
    }
  return d->answer->days->len > 0;
}

gboolean
sl_book_deed_find (SlBookDeed *d, GError **error)
{
  for (guint i = 0; i < sl_plan_count (d->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (d->plan, SL_KIND_BOOKING, i);

      if (!sl_book_is_meant (d->wish, b))
        continue;
      if (!check_whole (d->wish, b, error))
        return FALSE;
      g_ptr_array_add (d->bookings, g_strdup (b->entity.id));
    }
  g_ptr_array_sort_with_data (d->bookings, by_stage_and_day, (gpointer) d->plan);
  if (d->bookings->len > 0)
    return TRUE;
  if (add_holders (d))
    d->answer->result = "conflict";
  else
    sl_error_set (error, SL_ERROR_INPUT, _("the plan has no booking on these days; hold them first with “book PLAN "
                                           "hold”"));
  return FALSE;
}

/* --- plan and store together --- */

/* Days that another copy of the plan placed stay, unless they are taken over. */
static gboolean
is_of_copy (SlBookDeed *d, const SlBooking *b)
{
  g_autofree char *id = sl_book_id (d->after, b);
  const guint before = d->answer->days->len;

  for (guint i = 0; i < d->had->len && !d->wish->adopt; i++)
    {
      const SlStageDay *day = d->had->pdata[i];
      if (sl_book_has_id (day, id, b->stage) && day->plan != NULL && g_strcmp0 (day->plan, d->mark) != 0)
        g_ptr_array_add (d->answer->days, sl_stage_day_copy (day));
    }
  if (d->answer->days->len == before)
    return FALSE;
  sl_book_remark (d->answer, _("“%s” was placed from another copy of this plan and stays as it is; take it over with "
                               "--adopt, or give this production a uid of its own"), sl_entity_title (&b->entity));
  return TRUE;
}

static void
take_over (GPtrArray *to, const GPtrArray *from)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (to, sl_stage_day_copy (from->pdata[i]));
}

static gint64
challenge_of (const SlBookDeed *d, const SlBooking *b)
{
  SlStageMoment moment;

  if (d->deadline != NULL && sl_stage_moment_parse (d->deadline, sl_book_zone (d->plan, b->stage), &moment))
    return moment.at;
  return d->withdraws ? -1 : 0;
}

/* --- what is wanted --- */

typedef struct {
  GPtrArray *texts, *days; /* owned: ids; the GPtrArrays of SlStageDay */
  GArray    *wishes;       /* SlOutboxWish, which borrow those */
} Wishes;

static void
wishes_clear (Wishes *w)
{
  g_ptr_array_unref (w->texts);
  g_ptr_array_unref (w->days);
  g_array_unref (w->wishes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

static Wishes
wishes_new (void)
{
  return (Wishes) { g_ptr_array_new_with_free_func (g_free),
                    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
                    g_array_new (FALSE, FALSE, sizeof (SlOutboxWish)) };
}

/* Takes `days`. */
static void
add_wish (Wishes *w, SlBookDeed *d, const SlBooking *b, GPtrArray *days, const char *mark)
{
  char *id = sl_book_id (d->after, b);
  const SlOutboxWish wish = { .booking = id, .stage = b->stage, .days = days, .mark = mark };

  g_ptr_array_add (w->texts, id);
  g_ptr_array_add (w->days, days);
  g_array_append_val (w->wishes, wish);
}

/* The days that the booking says. Free with g_ptr_array_unref(). */
static GPtrArray *
wanted_days (SlBookDeed *d, const SlBooking *b)
{
  g_autoptr (SlTally) tally = sl_tally_new (d->after, NULL);
  GPtrArray *days = sl_book_days (d->after, b);
  const gint64 challenge = challenge_of (d, b);

  if (days == NULL) /* longer than any wish: it was found whole */
    days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  for (guint i = 0; i < days->len; i++)
    {
      SlStageDay *day = days->pdata[i];
      day->plan = g_strdup (d->mark);
      day->about = sl_book_about (d->after, tally, b);
      day->challenge = challenge;
    }
  return days;
}

/* Those that it had. Free likewise. */
static GPtrArray *
had_days (SlBookDeed *d, const SlBooking *b)
{
  g_autofree char *id = sl_book_id (d->after, b);
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);

  for (guint i = 0; i < d->had->len; i++)
    if (sl_book_has_id (d->had->pdata[i], id, b->stage))
      {
        SlStageDay *day = sl_stage_day_copy (d->had->pdata[i]);
        day->challenge = day->challenge == 0 ? -1 : day->challenge;
        g_ptr_array_add (days, day);
      }
  return days;
}

static Wishes
make_wishes (SlBookDeed *d, GPtrArray *(*days_of) (SlBookDeed *d, const SlBooking *b), const char *mark)
{
  Wishes w = wishes_new ();

  for (guint i = 0; i < d->bookings->len; i++)
    {
      const SlBooking *b = sl_book_deed_at (d, d->after, i);
      add_wish (&w, d, b, days_of (d, b), mark);
    }
  return w;
}

/* Back to what the store had of the bookings, as far as can be. */
static void
undo (SlBookDeed *d)
{
  g_auto (Wishes) w = make_wishes (d, had_days, NULL);
  SlTaken taken;

  if (d->queued)
    {
      sl_booking_store_forget (d->store, (SlOutboxWish *) w.wishes->data, w.wishes->len, NULL);
      return;
    }
  sl_booking_store_set_all (d->store, (SlOutboxWish *) w.wishes->data, w.wishes->len, &taken, NULL);
  sl_taken_clear (&taken);
}

/* Whether it is one of the bookings that a facility was asked for. */
static gboolean
was_asked (const SlBookDeed *d, const SlStageDay *day)
{
  const GPtrArray *asked = sl_booking_store_asked (d->store);

  for (guint i = 0; i < asked->len; i++)
    {
      const SlStageDay *other = ((SlRequest *) asked->pdata[i])->day;
      if (g_str_equal (other->booking, day->booking) && g_str_equal (other->stage, day->stage))
        return TRUE;
    }
  return FALSE;
}

/* Days that are wanted, and not the store's yet. */
static void
answer_queued (SlBookDeed *d, const Wishes *w)
{
  for (guint i = 0; i < w->days->len; i++)
    {
      const GPtrArray *days = w->days->pdata[i];

      for (guint k = 0; k < days->len; k++)
        {
          SlStageDay *day = sl_stage_day_copy (days->pdata[k]);
          if (d->queued || was_asked (d, day))
            {
              g_free (day->state);
              day->state = g_strdup (SL_STAGE_DAY_QUEUED);
            }
          g_ptr_array_add (d->answer->days, day);
        }
    }
}

/* What a facility refused before is a conflict, with nobody to be named. */
static void
answer_refused (SlBookDeed *d)
{
  const GPtrArray *asked = sl_booking_store_asked (d->store);

  for (guint i = 0; i < asked->len; i++)
    {
      const SlRequest *request = asked->pdata[i];
      if (request->answer == SL_REQUEST_REFUSED)
        sl_book_say_request (d->answer, request);
    }
}

/* All of them, or none: FALSE with an error, or with a conflict as the answer. */
static gboolean
set_bookings (SlBookDeed *d, GError **error)
{
  g_auto (Wishes) w = make_wishes (d, wanted_days, d->wish->adopt ? NULL : d->mark);
  SlAcquire outcome;
  SlTaken taken;

  for (guint i = 0; i < d->bookings->len; i++)
    if (is_of_copy (d, sl_book_deed_at (d, d->after, i)))
      d->answer->result = "conflict";
  if (g_str_equal (d->answer->result, "conflict"))
    return FALSE;
  outcome = sl_booking_store_set_all (d->store, (SlOutboxWish *) w.wishes->data, w.wishes->len, &taken, error);
  take_over (d->answer->days, taken.conflicts);
  take_over (d->answer->strangers, taken.strangers);
  sl_taken_clear (&taken);
  if (outcome == SL_CONFLICT)
    {
      d->answer->result = "conflict";
      answer_refused (d);
    }
  d->queued = outcome == SL_QUEUED;
  d->asked = outcome == SL_ASKED;
  if (d->queued || d->asked)
    answer_queued (d, &w);
  return outcome == SL_ACQUIRED || d->queued || d->asked;
}

/* What the bookings have now. */
static gboolean
answer_days (SlBookDeed *d, GError **error)
{
  g_autoptr (GPtrArray) now = sl_book_list (d->store, d->plan, d->wish, error);

  if (now == NULL)
    return FALSE;
  sl_stage_days_move_up (now);
  for (guint i = 0; i < d->bookings->len; i++)
    {
      const SlBooking *b = sl_book_deed_at (d, d->after, i);
      g_autofree char *id = sl_book_id (d->after, b);

      for (guint k = 0; k < now->len; k++)
        if (sl_book_has_id (now->pdata[k], id, b->stage))
          g_ptr_array_add (d->answer->days, sl_stage_day_copy (now->pdata[k]));
    }
  return TRUE;
}

gboolean
sl_book_deed_do (SlBookDeed *d, const char *result, GError **error)
{
  const gboolean edits = sl_command_count (d->command) > 0;

  if ((d->after = sl_plan_apply (d->plan, d->command, error)) == NULL)
    return FALSE;
  if (!set_bookings (d, error))
    return g_str_equal (d->answer->result, "conflict");
  if (!d->queued && !d->asked && !answer_days (d, error))
    return FALSE;
  if (edits && !(sl_document_apply (d->document, d->command, error) && sl_document_save (d->document, NULL, error)))
    {
      undo (d);
      return FALSE;
    }
  d->answer->result = d->queued || d->asked ? SL_STAGE_DAY_QUEUED : result;
  return TRUE;
}

gboolean
sl_book_check_moment (const SlBookWish *wish, const char *text, const char *zone, SlStageMoment *moment, GError **error)
{
  if (!sl_stage_moment_parse (text, zone, moment))
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no moment; write 2026-12-01T18:00+08:00, or a day"), text);
  else if (moment->at <= wish->now)
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is over; name a moment to come"), text);
  else
    return TRUE;
  return FALSE;
}
