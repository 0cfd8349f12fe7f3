#include "sl-book.h"

#include <stdlib.h>
#include <string.h>

#include "sl-book-about.h"
#include "sl-book-private.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-stage-clock.h"

enum { LAST_PLACE = 9 };

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

/* Who is confirmed is in the first. */
static int
place_of (const SlBooking *booking)
{
  return booking->state == SL_BOOKING_CONFIRMED ? 1 : (int) CLAMP (booking->rank, 1, LAST_PLACE);
}

gint64
sl_book_lapses (const SlPlan *plan, const SlBooking *booking)
{
  const SlStage *stage = sl_plan_get (plan, SL_KIND_STAGE, booking->stage);

  if (booking->expires == 0)
    return 0;
  return sl_stage_instant (stage != NULL ? stage->timezone : NULL, booking->expires, booking->expires_time);
}

GPtrArray *
sl_book_days (const SlPlan *plan, const SlBooking *booking)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  const gboolean hour = booking->expires != 0 && booking->expires_time >= 0;

  if (booking->state >= SL_BOOKING_RELEASED || booking->from == 0 || booking->stage == NULL)
    return g_steal_pointer (&days);
  if (booking->to >= booking->from && booking->to - booking->from >= SL_BOOK_MOST_DAYS)
    return NULL;
  for (guint32 day = booking->from; day <= booking->to; day++)
    {
      SlStageDay *d = g_new0 (SlStageDay, 1);
      d->stage = g_strdup (booking->stage);
      d->day = day;
      d->booking = sl_book_id (plan, booking);
      d->title = g_strdup (sl_entity_title (&booking->entity));
      d->owner = g_strdup (production_name (plan, booking));
      d->state = enum_id (booking, "state");
      d->phase = enum_id (booking, "phase");
      d->rank = place_of (booking);
      d->expires = hour ? 0 : booking->expires;
      d->lapses = hour ? sl_book_lapses (plan, booking) : 0;
      g_ptr_array_add (days, d);
    }
  return g_steal_pointer (&days);
}

void
sl_book_result_clear (SlBookResult *result)
{
  g_clear_pointer (&result->conflicts, g_ptr_array_unref);
  g_clear_pointer (&result->strangers, g_ptr_array_unref);
  g_clear_pointer (&result->remarks, g_ptr_array_unref);
}

static void
add_stages (SlBookingStore *store, const SlPlan *plan)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const SlStage *stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, i);
      sl_booking_store_add_stage (store, stage->entity.id, stage->entity.name, stage->timezone);
    }
}

SlBookingStore *
sl_book_open_folder (const SlPlan *plan, const char *folder)
{
  SlBookingStore *store = sl_booking_store_new_folder (folder, sl_date_today ());

  add_stages (store, plan);
  return store;
}

SlBookingStore *
sl_book_open (const SlPlan *plan, const char *url, const SlHttpAccount *account, const char *stage, GError **error)
{
  const char *only = sl_plan_count (plan, SL_KIND_STAGE) == 1 ? sl_plan_at (plan, SL_KIND_STAGE, 0)->id : NULL;
  SlBookingStore *store = sl_booking_store_open (url, account, stage != NULL ? stage : only, sl_date_today (), error);

  if (store != NULL)
    add_stages (store, plan);
  return store;
}

/* --- pushing --- */

typedef struct {
  const SlPlan        *plan;
  SlBookingStore      *store;
  const SlBookOptions *options;
  SlBookResult        *result;
  char                *mark;  /* of the plan's file; owned, NULL without one */
  SlTally             *tally; /* of the plan's walls; owned */
  GPtrArray           *had;   /* what the store held before; SlStageDay, owned */
  GHashTable          *ids;   /* of the plan's bookings in the store; owned */
} Push;

char *
sl_book_mark (const char *file)
{
  g_autofree char *path = file != NULL ? realpath (file, NULL) : NULL;
  g_autofree char *sum = path != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1) : NULL;

  return sum != NULL ? g_strndup (sum, 16) : NULL;
}

static gboolean
is_elsewhere (const Push *p, const SlStageDay *day)
{
  return !p->options->adopt && day->plan != NULL && g_strcmp0 (day->plan, p->mark) != 0;
}

gboolean
sl_book_same_day (const SlStageDay *a, const SlStageDay *b)
{
  return a->day == b->day && a->rank == b->rank && a->expires == b->expires && a->lapses == b->lapses
         && g_strcmp0 (a->stage, b->stage) == 0 && g_strcmp0 (a->state, b->state) == 0
         && g_strcmp0 (a->phase, b->phase) == 0;
}

static void
count_days (Push *p, const SlBooking *booking, guint n)
{
  if (booking->state == SL_BOOKING_CONFIRMED)
    p->result->confirmed += n;
  else
    p->result->held += n;
}

/* Days that a copy of this plan placed from another file stay as they are: TRUE where the booking has such days. What
 * is wanted of them otherwise is a conflict. */
static gboolean
leave_copies (Push *p, const SlBooking *booking, const char *id, const GPtrArray *days)
{
  guint had = 0, copies = 0, same = 0;

  for (guint i = 0; i < p->had->len; i++)
    {
      const SlStageDay *day = p->had->pdata[i];
      if (g_strcmp0 (day->booking, id) != 0)
        continue;
      had++;
      copies += is_elsewhere (p, day);
      for (guint k = 0; k < days->len; k++)
        same += sl_book_same_day (day, days->pdata[k]);
    }
  if (copies == 0)
    return FALSE;
  if (had == days->len && same == had)
    {
      count_days (p, booking, had);
      return TRUE;
    }
  for (guint i = 0; i < p->had->len; i++)
    if (g_strcmp0 (((SlStageDay *) p->had->pdata[i])->booking, id) == 0)
      g_ptr_array_add (p->result->conflicts, sl_stage_day_copy (p->had->pdata[i]));
  p->result->refused++;
  g_ptr_array_add (p->result->remarks,
                   g_strdup_printf (_("“%s” was placed from another copy of this plan and stays as it is; take it over "
                                      "with “book PLAN push --adopt”, or give this production a uid of its own"),
                                    sl_entity_title (&booking->entity)));
  return TRUE;
}

static void
take_over (GPtrArray *to, GPtrArray *from)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (to, sl_stage_day_copy (from->pdata[i]));
}

/* Whether the booking had days on other stages than `stage`. */
static gboolean
had_elsewhere (const Push *p, const char *id, const char *stage)
{
  for (guint i = 0; i < p->had->len; i++)
    {
      const SlStageDay *day = p->had->pdata[i];
      if (g_strcmp0 (day->booking, id) == 0 && g_strcmp0 (day->stage, stage) != 0)
        return TRUE;
    }
  return FALSE;
}

/* FALSE when the store failed. */
static gboolean
set_days (Push *p, const SlBooking *booking, const char *id, GPtrArray *days, GError **error)
{
  const gboolean away = sl_booking_store_away (p->store) != NULL; /* what it had to give back nobody can see */
  const char *stage = days->len > 0 || away ? booking->stage : NULL;
  SlAcquire outcome = SL_ACQUIRED;
  g_autoptr (GError) inner = NULL;
  int released = 0;

  for (guint i = 0; i < days->len; i++)
    {
      ((SlStageDay *) days->pdata[i])->plan = g_strdup (p->mark);
      ((SlStageDay *) days->pdata[i])->about = sl_book_about (p->plan, p->tally, booking);
    }
  if (stage != NULL)
    {
      const SlOutboxWish wish = { .booking = id, .stage = stage, .days = days,
                                  .mark = p->options->adopt ? NULL : p->mark };
      SlTaken taken;
      outcome = sl_booking_store_set_all (p->store, &wish, 1, &taken, &inner);
      take_over (p->result->conflicts, taken.conflicts);
      take_over (p->result->strangers, taken.strangers);
      p->result->released += taken.released;
      sl_taken_clear (&taken);
    }
  if (g_error_matches (inner, SL_ERROR, SL_ERROR_REFERENCE)) /* the others go on */
    {
      p->result->omitted++;
      g_ptr_array_add (p->result->remarks, g_strdup_printf (_("“%s” was not stored: %s"),
                                                            sl_entity_title (&booking->entity), inner->message));
      return TRUE;
    }
  if (outcome == SL_STORE_FAILED)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (outcome == SL_CONFLICT || outcome == SL_QUEUED || outcome == SL_ASKED)
    {
      p->result->refused += outcome == SL_CONFLICT;
      p->result->queued += outcome == SL_QUEUED;
      p->result->asked += outcome == SL_ASKED;
      return TRUE;
    }
  if (had_elsewhere (p, id, stage) && (released = sl_booking_store_release (p->store, id, stage, error)) < 0)
    return FALSE;
  p->result->released += (guint) released;
  count_days (p, booking, days->len);
  return TRUE;
}

static gboolean
push_booking (Push *p, const SlBooking *booking, GError **error)
{
  g_autofree char *id = sl_book_id (p->plan, booking);
  g_autoptr (GPtrArray) days = sl_book_days (p->plan, booking);

  if (p->options->stage != NULL && g_strcmp0 (p->options->stage, booking->stage) != 0)
    return TRUE;
  if (days == NULL)
    {
      p->result->omitted++;
      g_ptr_array_add (p->result->remarks,
                       g_strdup_printf (_("“%s” has more than %d days and was not stored; shorten it"),
                                        sl_entity_title (&booking->entity), SL_BOOK_MOST_DAYS));
      return TRUE;
    }
  return leave_copies (p, booking, id, days) || set_days (p, booking, id, days, error);
}

gboolean
sl_book_is_of_plan (const SlPlan *plan, const char *id)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      const SlProduction *production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i);
      const gsize n = production->uid != NULL ? strlen (production->uid) : 0;
      if (n > 0 && strncmp (id, production->uid, n) == 0 && id[n] == '/')
        return TRUE;
    }
  return FALSE;
}

/* Days of bookings that the plan has no more go back where this file placed them; of others it is said that they are
 * there. */
static gboolean
push_gone (Push *p, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < p->had->len; i++)
    {
      const SlStageDay *day = p->had->pdata[i];
      const gboolean placed = p->options->adopt || (day->plan != NULL && g_strcmp0 (day->plan, p->mark) == 0);
      int released;

      if (g_hash_table_contains (p->ids, day->booking) || !sl_book_is_of_plan (p->plan, day->booking)
          || (p->options->stage != NULL && g_strcmp0 (p->options->stage, day->stage) != 0)
          || !g_hash_table_add (seen, day->booking))
        continue;
      if (!placed)
        {
          g_ptr_array_add (p->result->remarks,
                           g_strdup_printf (_("“%s” still has days of %s, though this plan has no such booking; give "
                                              "them back with “book PLAN push --adopt”"), day->title, day->stage));
          continue;
        }
      if ((released = sl_booking_store_release (p->store, day->booking, NULL, error)) < 0)
        return FALSE;
      p->result->released += (guint) released;
    }
  return TRUE;
}

/* Whether a booking of the plan wants days of that stage. */
static gboolean
is_wanted (const Push *p, const char *id, const char *stage)
{
  for (guint i = 0; i < sl_plan_count (p->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *booking = (const SlBooking *) sl_plan_at (p->plan, SL_KIND_BOOKING, i);
      g_autofree char *own = sl_book_id (p->plan, booking);

      if (g_str_equal (own, id))
        return g_strcmp0 (booking->stage, stage) == 0 && booking->state < SL_BOOKING_RELEASED && booking->from != 0;
    }
  return FALSE;
}

/* What this file asked of a stage that answers, and the plan wants no more, is asked for no more; where it was approved
 * in the meantime, it is asked to take the days back. */
static gboolean
push_unasked (Push *p, GError **error)
{
  g_autoptr (GPtrArray) requests = sl_booking_store_requests (p->store, p->options->stage, NULL);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  for (guint i = 0; i < requests->len; i++)
    {
      const SlStageDay *day = ((SlRequest *) requests->pdata[i])->day;
      SlAcquire outcome;
      SlTaken taken;

      if (!sl_book_is_of_plan (p->plan, day->booking) || is_wanted (p, day->booking, day->stage)
          || (!p->options->adopt && g_strcmp0 (day->plan, p->mark) != 0))
        continue;
      outcome = sl_booking_store_set (p->store, day->stage, day->booking, nothing, &taken, error);
      sl_taken_clear (&taken);
      if (outcome == SL_STORE_FAILED)
        return FALSE;
      p->result->asked += outcome == SL_ASKED;
    }
  return TRUE;
}

/* What the store holds now; FALSE with an error where nobody can tell. */
static gboolean
list_had (Push *p, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  gboolean whole;

  p->had = sl_booking_store_list (p->store, NULL, problems, &whole);
  if (sl_booking_store_away (p->store) != NULL) /* what is wanted is kept */
    return TRUE;
  for (guint i = 0; !whole && i < problems->len; i++) /* it may hold days there */
    if (sl_error_is_service (problems->pdata[i])
        || g_error_matches (problems->pdata[i], SL_ERROR, SL_ERROR_CANCELLED))
      {
        g_propagate_error (error, g_error_copy (problems->pdata[i]));
        return FALSE;
      }
  return TRUE;
}

static gboolean
push_all (Push *p, GError **error)
{
  const guint n = sl_plan_count (p->plan, SL_KIND_BOOKING);

  if (!list_had (p, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    g_hash_table_add (p->ids, sl_book_id (p->plan, (const SlBooking *) sl_plan_at (p->plan, SL_KIND_BOOKING, i)));
  for (int place = 1; place <= LAST_PLACE; place++)
    for (guint i = 0; i < n; i++)
      {
        const SlBooking *booking = (const SlBooking *) sl_plan_at (p->plan, SL_KIND_BOOKING, i);
        if (place_of (booking) == place && !push_booking (p, booking, error))
          return FALSE;
      }
  if (sl_booking_store_away (p->store) == NULL)
    return push_gone (p, error) && push_unasked (p, error);
  g_ptr_array_add (p->result->remarks, g_strdup (_("whether the store still has days that the plan gave up could not "
                                                   "be seen; give them back with “book PLAN push” once it answers")));
  return TRUE;
}

gboolean
sl_book_push (const SlPlan *plan, SlBookingStore *store, const SlBookOptions *options, SlBookResult *result,
              GError **error)
{
  const SlBookOptions none = { 0 };
  Push p = { .plan = plan, .store = store, .options = options != NULL ? options : &none, .result = result };
  gboolean fine;

  *result = (SlBookResult) { .conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free),
                             .strangers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free),
                             .remarks = g_ptr_array_new_with_free_func (g_free) };
  p.mark = sl_book_mark (p.options->file);
  p.tally = sl_tally_new (plan, NULL);
  p.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fine = push_all (&p, error);
  g_free (p.mark);
  sl_tally_free (p.tally);
  g_hash_table_unref (p.ids);
  g_clear_pointer (&p.had, g_ptr_array_unref);
  return fine;
}

char *
sl_book_default_store (const char *plan_path)
{
  gsize length = strlen (plan_path);

  if (g_str_has_suffix (plan_path, ".sightline"))
    length -= strlen (".sightline");
  return g_strdup_printf ("%.*s.bookings", (int) length, plan_path);
}
