/* The table of verbs, and what they share. */
#include <string.h>

#include "sl-book-private.h"
#include "sl-day-text.h"
#include "sl-error.h"
#include "sl-i18n.h"

static const SlBookVerb verbs[] = {
  { "pull", N_("Shows what has become of the plan's bookings; with --apply writes it into the plan"), FALSE, TRUE,
    sl_book_pull },
  { "hold", N_("Holds days with a rank, all of them on all of the stages or none; again: changes rank and expiry"),
    TRUE, TRUE, sl_book_hold },
  { "challenge", N_("Sets those before the plan's hold a deadline: who has not confirmed by then loses the days"), TRUE,
    FALSE, sl_book_challenge },
  { "confirm", N_("Makes holds firm, where nobody stands before them"), TRUE, TRUE, sl_book_confirm },
  { "release", N_("Gives days back; who waits for them moves up"), TRUE, TRUE, sl_book_release },
  { "free", N_("Lists runs of days that nobody has"), FALSE, FALSE, sl_book_free },
};

const SlBookVerb *
sl_book_verb_at (guint index)
{
  return index < G_N_ELEMENTS (verbs) ? &verbs[index] : NULL;
}

const SlBookVerb *
sl_book_verb_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].id, id))
      return &verbs[i];
  return NULL;
}

/* --- answers --- */

static void
change_free (gpointer data)
{
  SlBookChange *change = data;

  g_free (change->booking);
  g_free (change->field);
  g_free (change->from);
  g_free (change->to);
  g_free (change);
}

void
sl_book_answer_clear (SlBookAnswer *answer)
{
  g_clear_pointer (&answer->days, g_ptr_array_unref);
  g_clear_pointer (&answer->strangers, g_ptr_array_unref);
  g_clear_pointer (&answer->remarks, g_ptr_array_unref);
  g_clear_pointer (&answer->changes, g_ptr_array_unref);
  g_clear_pointer (&answer->runs, g_array_unref);
  g_clear_pointer (&answer->requests, g_ptr_array_unref);
}

void
sl_book_remark (SlBookAnswer *answer, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (answer->remarks, g_strdup_vprintf (format, args));
  va_end (args);
}

void
sl_book_say_request (SlBookAnswer *answer, const SlRequest *r)
{
  const char *title = r->day->title, *stage = r->day->stage;
  g_autofree char *days = sl_days_text (r->day->day, r->to);

  switch (r->answer)
    {
    case SL_REQUEST_PENDING:
    case SL_REQUEST_TAKING:
      if (g_str_equal (r->day->state, SL_REQUEST_RELEASED))
        sl_book_remark (answer, _("“%s” is asked to take back %s of “%s”, and has not answered yet"), stage, days,
                        title);
      else
        sl_book_remark (answer, _("“%s” is asked for %s of “%s”, and has not answered yet: until then nothing is held "
                                  "or changed"), stage, days, title);
      break;
    case SL_REQUEST_REFUSED:
      if (r->why != NULL)
        sl_book_remark (answer, _("“%s” has refused %s of “%s”: %s; ask for other days, or give it up"), stage, days,
                        title, r->why);
      else
        sl_book_remark (answer, _("“%s” has refused %s of “%s”; ask for other days, or give it up"), stage, days,
                        title);
      break;
    case SL_REQUEST_APPROVED:
      sl_book_remark (answer, _("“%s” has approved %s of “%s”"), stage, days, title);
      break;
    }
}

/* --- wishes --- */

gboolean
sl_book_wants (const SlBookWish *wish, const char *stage)
{
  return wish->stages == NULL || g_strv_contains (wish->stages, stage);
}

const char *
sl_book_zone (const SlPlan *plan, const char *id)
{
  const SlStage *stage = sl_plan_get (plan, SL_KIND_STAGE, id);

  return stage != NULL ? stage->timezone : NULL;
}

/* FALSE with an error for what the plan has not got. */
static gboolean
check_wish (const SlBookVerb *verb, const SlPlan *plan, const SlBookWish *wish, GError **error)
{
  for (guint i = 0; wish->stages != NULL && wish->stages[i] != NULL; i++)
    if (sl_plan_get (plan, SL_KIND_STAGE, wish->stages[i]) == NULL)
      {
        sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” is no stage; name one"), wish->stages[i]);
        return FALSE;
      }
  if (wish->production != NULL && sl_plan_get (plan, SL_KIND_PRODUCTION, wish->production) == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("there is no production “%s”; name one that there is"),
                    wish->production);
      return FALSE;
    }
  if (wish->from == 0 ? !verb->days : wish->from <= wish->to && wish->to - wish->from < SL_BOOK_MOST_DAYS)
    return TRUE;
  if (wish->from == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("which days? write --days 2026-11-01..2026-11-30"));
  else
    sl_error_set (error, SL_ERROR_INPUT, _("the last day must come after the first, by ten years at most"));
  return FALSE;
}

gboolean
sl_book_do (const SlBookVerb *verb, SlDocument *document, SlBookingStore *store, const SlBookWish *wish,
            SlBookAnswer *answer, GError **error)
{
  gboolean fine;

  *answer = (SlBookAnswer) {
    .result = "unknown",
    .days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free),
    .strangers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free),
    .remarks = g_ptr_array_new_with_free_func (g_free),
    .changes = g_ptr_array_new_with_free_func (change_free),
    .runs = g_array_new (FALSE, FALSE, sizeof (SlBookRun)),
    .requests = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_request_free),
  };
  sl_booking_store_set_now (store, wish->now);
  fine = check_wish (verb, sl_document_plan (document), wish, error)
         && verb->run (document, store, wish, answer, error);
  for (guint i = 0; i < sl_booking_store_asked (store)->len; i++)
    g_ptr_array_add (answer->requests, sl_request_copy (sl_booking_store_asked (store)->pdata[i]));
  return fine;
}

/* --- the store --- */

/* The error that tells most: of a service, else the first. */
static void
propagate_problem (const GPtrArray *problems, GError **error)
{
  const GError *told = problems->len > 0 ? problems->pdata[0] : NULL;

  for (guint i = 0; i < problems->len; i++)
    if (sl_error_is_service (problems->pdata[i]))
      {
        told = problems->pdata[i];
        break;
      }
  if (told != NULL)
    g_propagate_error (error, g_error_copy (told));
  else
    sl_error_set (error, SL_ERROR_SERVICE, _("the booking store cannot be read; check it"));
}

static gboolean
list_stage (SlBookingStore *store, const char *stage, GPtrArray *all, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  gboolean whole;
  g_autoptr (GPtrArray) days = sl_booking_store_list (store, stage, problems, &whole);

  for (guint i = 0; i < days->len; i++)
    g_ptr_array_add (all, sl_stage_day_copy (days->pdata[i]));
  if (!whole)
    propagate_problem (problems, error);
  return whole;
}

GPtrArray *
sl_book_list (SlBookingStore *store, const SlPlan *plan, const SlBookWish *wish, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_STAGE); i++)
    {
      const char *stage = sl_plan_at (plan, SL_KIND_STAGE, i)->id;
      if (sl_book_wants (wish, stage) && !list_stage (store, stage, all, error))
        return NULL;
    }
  return g_steal_pointer (&all);
}

/* --- edits --- */

void
sl_book_set_expiry (SlCommand *command, const char *id, const SlStageMoment *moment)
{
  g_autofree char *day = sl_date_to_text (moment->day);
  g_autofree char *time = moment->minutes >= 0 ? g_strdup_printf ("%02d:%02d", moment->minutes / 60,
                                                                  moment->minutes % 60) : g_strdup ("");

  sl_command_set (command, id, "expires", day);
  sl_command_set (command, id, "expires_time", time);
}
