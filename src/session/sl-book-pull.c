/* What has become of the plan's bookings in the store, told, and written into the plan where that is wanted. */
#include <string.h>

#include "sl-book-private.h"
#include "sl-day-text.h"
#include "sl-error.h"
#include "sl-holds.h"
#include "sl-i18n.h"
#include "sl-stage-clock.h"

typedef struct {
  const SlPlan     *plan;
  const SlBookWish *wish;
  SlBookAnswer     *answer;
  SlCommand        *command;
  const GPtrArray  *had;   /* of the store; ranks as places */
  const GPtrArray  *asked; /* SlRequest of the plan's bookings */
  gboolean          lost;  /* others have days of the plan's */
} Pull;

/* What the store has of one booking. */
typedef struct {
  gboolean asked; /* the stage was asked for something else, and has not given it */
  guint    entries, n, lapsed, challenged, confirmed;
  guint32  from, to;
  int      place; /* the worst of those that count */
  gint64   ends;  /* the first */
} Stored;

static Stored
stored_of (const Pull *p, const SlBooking *b, const char *id)
{
  Stored s = { 0 };
  guint32 last = 0;

  for (guint i = 0; i < p->had->len; i++)
    {
      const SlStageDay *day = p->had->pdata[i];

      if (g_strcmp0 (day->booking, id) != 0 || !g_str_equal (day->stage, b->stage))
        continue;
      s.entries++;
      s.n += day->day != last; /* slots of a day are one */
      s.from = s.from == 0 ? day->day : MIN (s.from, day->day);
      s.to = last = day->day;
      s.lapsed += day->lapsed;
      s.challenged += g_str_equal (sl_stage_day_stands (day), "challenged");
      s.confirmed += g_str_equal (day->state, "confirmed");
      s.place = day->lapsed ? s.place : MAX (s.place, day->rank);
      if (day->ends != 0)
        s.ends = s.ends == 0 ? day->ends : MIN (s.ends, day->ends);
    }
  return s;
}

static void
change (Pull *p, const SlBooking *b, const char *field, const char *to)
{
  g_autofree char *from = sl_entity_get (&b->entity, field, NULL);
  SlBookChange *c;

  if (g_strcmp0 (from, to) == 0)
    return;
  c = g_new (SlBookChange, 1);
  *c = (SlBookChange) { g_strdup (b->entity.id), g_strdup (field), g_strdup (from != NULL ? from : ""), g_strdup (to) };
  g_ptr_array_add (p->answer->changes, c);
  sl_command_set (p->command, b->entity.id, field, to);
}

/* Whether others have days of a booking in its place, or there are some that cannot be read: they are told. */
static gboolean
has_takers (Pull *p, const SlBooking *b, const char *id)
{
  const guint before = p->answer->days->len;

  for (guint i = 0; i < p->had->len; i++)
    {
      const SlStageDay *day = p->had->pdata[i];
      const gboolean first = day->rank <= sl_booking_place (b);

      if (g_str_equal (day->stage, b->stage) && day->day >= b->from && day->day <= b->to && !day->lapsed && first
          && g_strcmp0 (day->booking, id) != 0)
        g_ptr_array_add (p->answer->days, sl_stage_day_copy (day));
    }
  if (p->answer->days->len == before)
    return FALSE;
  p->lost = TRUE;
  sl_book_remark (p->answer, _("others have days of “%s”; move it, or hold its days behind them"),
                  sl_entity_title (&b->entity));
  return TRUE;
}

/* Whether the booking's stage was asked for something that is not so yet: then that is told. */
static gboolean
is_asked (Pull *p, const SlBooking *b, const char *id)
{
  for (guint i = 0; i < p->asked->len; i++)
    {
      const SlRequest *request = p->asked->pdata[i];

      if (!g_str_equal (request->day->booking, id) || !g_str_equal (request->day->stage, b->stage)
          || request->answer == SL_REQUEST_APPROVED)
        continue;
      sl_book_say_request (p->answer, request);
      return TRUE;
    }
  return FALSE;
}

static void
pull_gone (Pull *p, const SlBooking *b, const char *id, gboolean asked)
{
  const gint64 lapses = b->state != SL_BOOKING_CONFIRMED ? sl_book_lapses (p->plan, b) : 0;
  const char *title = sl_entity_title (&b->entity);

  if (lapses != 0 && lapses <= p->wish->now)
    change (p, b, "state", "expired");
  else if (!has_takers (p, b, id) && !asked)
    sl_book_remark (p->answer, _("“%s” is not in the store; store it with “book PLAN push”"), title);
}

static void
pull_expiry (Pull *p, const SlBooking *b, const Stored *s)
{
  g_autofree char *text = sl_stage_moment_text (s->ends, sl_book_zone (p->plan, b->stage));
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);

  if (s->ends == sl_book_lapses (p->plan, b) || parts[0] == NULL || parts[1] == NULL)
    return;
  change (p, b, "expires", parts[0]);
  change (p, b, "expires_time", parts[1]);
}

static void
pull_stored (Pull *p, const SlBooking *b, const char *id, const Stored *s)
{
  const char *title = sl_entity_title (&b->entity);

  const gboolean whole = s->from == b->from && s->to == b->to && s->n == b->to - b->from + 1;

  if ((!whole || (s->lapsed > 0 && s->lapsed < s->entries)) && !has_takers (p, b, id) && !whole
      && !s->asked)
    {
      g_autofree char *days = sl_days_text (s->from, s->to);
      sl_book_remark (p->answer,
                      _("“%s” has other days in the store, %s; store those of the plan with “book PLAN push”"), title,
                      days);
    }
  if (s->lapsed == s->entries)
    {
      change (p, b, "state", "expired");
      has_takers (p, b, id);
    }
  else if (s->confirmed > 0 && b->state != SL_BOOKING_CONFIRMED)
    change (p, b, "state", "confirmed");
  else if (s->confirmed == 0 && b->state == SL_BOOKING_CONFIRMED && s->asked)
    return;
  else if (s->confirmed == 0 && b->state == SL_BOOKING_CONFIRMED)
    sl_book_remark (p->answer, _("“%s” is confirmed in the plan, but only held in the store; confirm it there with "
                                 "“book PLAN push”"), title);
  else if (s->confirmed == 0)
    {
      if (s->place != b->rank && !s->asked)
        {
          g_autofree char *rank = g_strdup_printf ("%d", s->place);
          change (p, b, "rank", rank);
        }
      if (s->challenged > 0 && b->state != SL_BOOKING_CHALLENGED)
        change (p, b, "state", "challenged");
      if (s->challenged > 0)
        pull_expiry (p, b, s);
    }
}

static void
pull_booking (Pull *p, const SlBooking *b)
{
  g_autofree char *id = sl_book_id (p->plan, b);
  const SlBookWish *w = p->wish;
  Stored s;

  if (b->stage == NULL || !sl_book_wants (w, b->stage)
      || (w->production != NULL && g_strcmp0 (w->production, b->production) != 0)
      || (w->from != 0 && (b->to < w->from || b->from > w->to)))
    return;
  const gboolean asked = is_asked (p, b, id);
  if (!sl_booking_counts (b))
    return;
  s = stored_of (p, b, id);
  s.asked = asked;
  if (s.n == 0)
    pull_gone (p, b, id, asked);
  else
    pull_stored (p, b, id, &s);
}

/* Without conflicts the answer is all that others have in the period. */
static void
add_others (Pull *p)
{
  for (guint i = 0; i < p->had->len; i++)
    {
      const SlStageDay *day = p->had->pdata[i];
      if (p->wish->from == 0 || (day->day >= p->wish->from && day->day <= p->wish->to))
        g_ptr_array_add (p->answer->days, sl_stage_day_copy (day));
    }
}

/* What the plan's bookings asked for, where it can be read; it goes into the answer too. */
static void
find_asked (Pull *p, SlBookingStore *store)
{
  for (guint i = 0; i < sl_plan_count (p->plan, SL_KIND_STAGE); i++)
    {
      const char *stage = sl_plan_at (p->plan, SL_KIND_STAGE, i)->id;
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
      g_autoptr (GPtrArray) requests = sl_book_wants (p->wish, stage)
                                         ? sl_booking_store_requests (store, stage, problems) : NULL;

      for (guint k = 0; requests != NULL && k < requests->len; k++)
        if (sl_book_is_of_plan (p->plan, ((SlRequest *) requests->pdata[k])->day->booking))
          g_ptr_array_add (p->answer->requests, sl_request_copy (requests->pdata[k]));
      for (guint k = 0; k < problems->len; k++)
        sl_book_remark (p->answer, "%s", ((GError *) problems->pdata[k])->message);
    }
}

gboolean
sl_book_pull (SlDocument *document, SlBookingStore *store, const SlBookWish *wish, SlBookAnswer *answer, GError **error)
{
  const SlPlan *plan = sl_document_plan (document);
  g_autoptr (GPtrArray) had = sl_book_list (store, plan, wish, error);
  g_autoptr (SlCommand) command = sl_command_new (_("Bookings as the store has them"));
  Pull p = { .plan = plan, .wish = wish, .answer = answer, .command = command, .had = had,
             .asked = answer->requests };

  if (had == NULL)
    return FALSE;
  sl_stage_days_move_up (had);
  find_asked (&p, store);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    pull_booking (&p, (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i));
  if (p.lost)
    answer->result = "conflict";
  else
    add_others (&p);
  if (!wish->apply || sl_command_count (command) == 0)
    return TRUE;
  return sl_document_apply (document, command, error) && sl_document_save (document, NULL, error);
}
