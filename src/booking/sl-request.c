#include "sl-request.h"

#include <string.h>

#include "sl-day-object.h"
#include "sl-error.h"
#include "sl-event-lines.h"
#include "sl-field.h"
#include "sl-i18n.h"
#include "sl-stage-clock.h"

enum { MAX_TEXT = 1000, MOST_DAYS = 3660, N_SUM = 32 };

static const char prefix[] = "request-", ending[] = ".ics";
static const char answer_name[] = "X-SIGHTLINE-ANSWER", why_name[] = "X-SIGHTLINE-WHY";
static const char answered_name[] = "X-SIGHTLINE-ANSWERED", claim_name[] = "X-SIGHTLINE-CLAIM";
static const char asked_name[] = "X-SIGHTLINE-ASKED";

static const char *const answers[] = { "pending", "taking", "approved", "refused" };
/* How each stands in programs that know only the standard. */
static const char *const statuses[] = { "TENTATIVE", "TENTATIVE", "CONFIRMED", "CANCELLED" };

const char *
sl_request_answer_id (SlRequestAnswer answer)
{
  return answers[answer];
}

void
sl_request_free (SlRequest *r)
{
  if (r == NULL)
    return;
  g_free (r->id);
  g_free (r->name);
  g_clear_pointer (&r->day, sl_stage_day_free);
  g_free (r->why);
  g_free (r->claim);
  g_free (r);
}

SlRequest *
sl_request_copy (const SlRequest *r)
{
  SlRequest *copy = g_memdup2 (r, sizeof *r);

  copy->id = g_strdup (r->id);
  copy->name = g_strdup (r->name);
  copy->day = sl_stage_day_copy (r->day);
  copy->why = g_strdup (r->why);
  copy->claim = g_strdup (r->claim);
  return copy;
}

/* --- names --- */

char *
sl_request_name (const char *booking)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, booking, -1);

  return g_strdup_printf ("%s%.*s%s", prefix, N_SUM, sum, ending);
}

gboolean
sl_request_is_name (const char *name)
{
  return g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ending);
}

/* --- reading --- */

/* The first event's own lines; FALSE for what has none, or several, or recurs. */
static gboolean
find_event (const GPtrArray *lines, guint *from, guint *to)
{
  if (!sl_event_lines_find (lines, from, to) || sl_event_lines_at (lines, *from, *to, "RRULE") < *to
      || sl_event_lines_at (lines, *from, *to, "RDATE") < *to)
    return FALSE;
  for (guint i = *to; i < lines->len; i++)
    if (sl_content_line_begins (lines->pdata[i], "VEVENT"))
      return FALSE;
  return TRUE;
}

typedef struct {
  const GPtrArray *lines;
  guint            from, to;
} Event;

/* A property's text; NULL for none, or one of no sense. Free with g_free(). */
static char *
text_of (const Event *e, const char *name)
{
  const guint at = sl_event_lines_at (e->lines, e->from, e->to, name);
  g_autofree char *text = at < e->to ? sl_content_line_text (e->lines->pdata[at]) : NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  return g_utf8_strlen (text, -1) > MAX_TEXT ? g_utf8_substring (text, 0, MAX_TEXT) : g_steal_pointer (&text);
}

/* A day; 0 for none. */
static guint32
day_of (const Event *e, const char *name)
{
  g_autofree char *text = text_of (e, name), *date = NULL;
  guint32 day = 0;

  if (text == NULL || strlen (text) != 8)
    return 0;
  date = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);
  return sl_date_parse (date, &day) ? day : 0;
}

/* FALSE for what is neither an instant nor absent. */
static gboolean
read_instant (const Event *e, const char *name, gint64 *at)
{
  g_autofree char *text = text_of (e, name);

  *at = 0;
  return text == NULL || sl_instant_parse (text, at);
}

static gboolean
read_expiry (const Event *e, SlStageDay *day)
{
  g_autofree char *text = text_of (e, "X-SIGHTLINE-EXPIRES");

  return text == NULL || sl_instant_parse (text, &day->lapses)
         || (sl_date_parse (text, &day->expires) && day->expires > 0);
}

static gboolean
read_state (const Event *e, SlStageDay *day)
{
  static const char *const states[] = { "inquiry", "hold", "challenged", "confirmed", SL_REQUEST_RELEASED, NULL };
  g_autofree char *rank = text_of (e, "X-SIGHTLINE-RANK");

  day->state = text_of (e, "X-SIGHTLINE-STATE");
  day->rank = rank != NULL && strlen (rank) == 1 ? g_ascii_digit_value (*rank) : 0;
  return day->state != NULL && g_strv_contains (states, day->state) && day->rank >= 1
         && day->rank <= SL_DAY_LAST_RANK;
}

/* What a phase can be: one word. */
static gboolean
read_phase (const Event *e, SlStageDay *day)
{
  day->phase = text_of (e, "CATEGORIES");
  for (const char *p = day->phase; p != NULL && *p != '\0'; p++)
    if (!g_ascii_islower (*p) && *p != '-')
      return FALSE;
  if (day->phase == NULL)
    day->phase = g_strdup ("shoot");
  return strlen (day->phase) <= 40;
}

static gboolean
read_answer (const Event *e, SlRequest *r)
{
  g_autofree char *text = text_of (e, answer_name);

  r->why = text_of (e, why_name);
  r->claim = text_of (e, claim_name);
  if (!read_instant (e, answered_name, &r->answered) || !read_instant (e, asked_name, &r->asked))
    return FALSE;
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (text, answers[i]))
      {
        r->answer = i;
        return TRUE;
      }
  return text == NULL;
}

/* What stands in the description, with its lines, for who carries it over. */
static char *
about_of (const Event *e)
{
  const guint at = sl_event_lines_at (e->lines, e->from, e->to, "DESCRIPTION");
  g_autofree char *value = at < e->to ? g_strdup (sl_content_line_value (e->lines->pdata[at])) : NULL;
  GString *out = g_string_new (NULL);

  for (const char *p = value; p != NULL && *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0')
      {
        p++;
        g_string_append_c (out, *p == 'n' || *p == 'N' ? '\n' : *p);
      }
    else
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* What does not fit; NULL where all does. */
static const char *
read_event (const Event *e, const char *name, SlRequest *r)
{
  SlStageDay *d = r->day;
  g_autofree char *own = NULL;
  guint32 after;

  d->booking = text_of (e, "X-SIGHTLINE-BOOKING");
  own = d->booking != NULL ? sl_request_name (d->booking) : NULL;
  if (g_strcmp0 (own, name) != 0)
    return _("it is not called after its booking");
  d->day = day_of (e, "DTSTART");
  after = day_of (e, "DTEND");
  if (d->day == 0 || after <= d->day || after - d->day > MOST_DAYS)
    return _("its days cannot be read");
  r->to = after - 1;
  if (!read_state (e, d) || !read_phase (e, d) || !read_expiry (e, d)
      || !read_instant (e, "X-SIGHTLINE-CHALLENGE", &d->challenge))
    return _("what it asks for cannot be read");
  if (!read_answer (e, r))
    return _("its answer cannot be read");
  d->title = text_of (e, "SUMMARY");
  d->owner = text_of (e, "X-SIGHTLINE-OWNER");
  d->plan = text_of (e, "X-SIGHTLINE-PLAN");
  d->about = about_of (e);
  if (d->title == NULL)
    d->title = g_strdup (d->booking);
  if (d->owner == NULL)
    d->owner = g_strdup ("");
  return NULL;
}

SlRequest *
sl_request_read (const char *stage, const char *name, const char *text, GError **error)
{
  g_autoptr (GPtrArray) lines = text != NULL ? sl_content_lines_read (text, strlen (text), NULL) : NULL;
  g_autoptr (SlRequest) r = g_new0 (SlRequest, 1);
  Event e = { .lines = lines };
  const char *why;

  r->name = g_strdup (name);
  r->id = g_strndup (name + strlen (prefix), strlen (name) - strlen (prefix) - strlen (ending));
  r->day = g_new0 (SlStageDay, 1);
  r->day->stage = g_strdup (stage);
  why = lines != NULL && find_event (lines, &e.from, &e.to) ? read_event (&e, name, r)
                                                            : _("it is no calendar object with one event");
  if (why == NULL)
    return g_steal_pointer (&r);
  sl_error_set (error, SL_ERROR_INPUT, _("the request “%s” cannot be read: %s; remove it, or ask for it once more"),
                name, why);
  return NULL;
}

/* --- writing --- */

static void
set_answer (GPtrArray *lines, guint from, guint *to, SlRequestAnswer answer, const char *claim, const char *why,
            gint64 now)
{
  g_autofree char *reason = sl_event_value (why, MAX_TEXT);
  g_autofree char *when = answer != SL_REQUEST_PENDING ? sl_instant_to_text (now) : NULL;

  sl_event_lines_set (lines, from, to, "STATUS", statuses[answer]);
  sl_event_lines_set (lines, from, to, answer_name, answer != SL_REQUEST_PENDING ? answers[answer] : NULL);
  sl_event_lines_set (lines, from, to, why_name, reason);
  sl_event_lines_set (lines, from, to, claim_name, claim);
  sl_event_lines_set (lines, from, to, answered_name, when);
}

char *
sl_request_text (const char *text, const SlStageDay *asked, guint32 last, gint64 now)
{
  g_autoptr (SlStageDay) day = sl_stage_day_copy (asked);
  g_autofree char *uid = g_uuid_string_random (), *after = sl_event_date (last + 1), *when = sl_instant_to_text (now);
  g_autofree char *said = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  guint from, to;

  g_clear_pointer (&day->slot, g_free);
  if (day->challenge == 0)
    day->challenge = -1; /* what was asked before is asked no more */
  said = text != NULL ? sl_day_object_edit (text, day) : sl_day_object_text (day, uid);
  if (said == NULL && text != NULL)
    said = g_strdup (text);
  lines = sl_content_lines_read (said, strlen (said), NULL);
  if (lines == NULL || !find_event (lines, &from, &to))
    return NULL;
  sl_event_lines_set (lines, from, &to, "DTEND", after);
  sl_event_lines_set (lines, from, &to, "TRANSP", "TRANSPARENT");
  sl_event_lines_set (lines, from, &to, asked_name, when);
  set_answer (lines, from, &to, SL_REQUEST_PENDING, NULL, NULL, now);
  return sl_content_lines_print (lines);
}

char *
sl_request_answer_text (const char *text, SlRequestAnswer answer, const char *claim, const char *why, gint64 now)
{
  g_autoptr (GPtrArray) lines = sl_content_lines_read (text, strlen (text), NULL);
  guint from, to;

  if (lines == NULL || !find_event (lines, &from, &to))
    return NULL;
  set_answer (lines, from, &to, answer, claim, why, now);
  return sl_content_lines_print (lines);
}

/* --- what it asks for --- */

gboolean
sl_request_asks (const SlRequest *r, const SlStageDay *day, guint32 to)
{
  const SlStageDay *own = r->day;

  return own->day == day->day && r->to == to && own->rank == day->rank && own->expires == day->expires
         && own->lapses == day->lapses && MAX (own->challenge, 0) == MAX (day->challenge, 0)
         && g_strcmp0 (own->state, day->state) == 0
         && g_strcmp0 (own->phase, day->phase != NULL ? day->phase : "shoot") == 0;
}

GPtrArray *
sl_request_days (const SlRequest *r)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);

  for (guint32 day = r->day->day; day <= r->to && !g_str_equal (r->day->state, SL_REQUEST_RELEASED); day++)
    {
      SlStageDay *copy = sl_stage_day_copy (r->day);
      copy->day = day;
      g_ptr_array_add (days, copy);
    }
  return days;
}
