/* When an event is, in days of the stage. */
#include "sl-duration.h"
#include "sl-i18n.h"
#include "sl-object-private.h"
#include "sl-recurrence.h"

enum { DAY_S = SL_RECURRENCE_DAY_S, LONGEST_DAYS = 500000, MAX_REMARKS = 20 };

/* One event's times while they are followed. */
typedef struct {
  SlReader   *reader;
  SlEvent    *event;
  SlMoment    start;
  gint64      days, seconds; /* how long: by the calendar, then by the clock */
  GHashTable *excepted;      /* as the reader's `moved`, without the uid */
  gint64      last;          /* local, that came last */
} Times;

static const char *
name_of (const SlEvent *event)
{
  return *event->title != '\0' ? event->title : event->uid;
}

G_GNUC_PRINTF (2, 3) static void
remark (SlReader *r, const char *format, ...)
{
  va_list args;

  if (r->object->remarks->len >= MAX_REMARKS)
    return;
  va_start (args, format);
  g_ptr_array_add (r->object->remarks, g_strdup_vprintf (format, args));
  va_end (args);
}

/* --- days --- */

static gint64
floor_days (gint64 seconds)
{
  return seconds / DAY_S - (seconds % DAY_S < 0);
}

static void
add_days (const Times *t, gint64 from, gint64 to)
{
  const SlObjectView *view = t->reader->view;
  const gint64 first = MAX (from + SL_RECURRENCE_JULIAN, (gint64) view->from);
  const gint64 last = MIN (to + SL_RECURRENCE_JULIAN, (gint64) view->to);
  const SlSpan span = { (guint32) first, (guint32) last };

  if (first <= last)
    g_array_append_val (t->event->spans, span);
}

/* The days of the stage that one time of the event takes. */
static void
add_time (const Times *t, gint64 local)
{
  const SlReader *r = t->reader;
  gint64 begin, end;
  int slack;

  if (t->start.is_date)
    {
      add_days (t, floor_days (local), floor_days (local) + MAX (t->days - 1, 0));
      return;
    }
  begin = sl_zone_to_utc (t->start.zone, local);
  end = sl_zone_to_utc (t->start.zone, local + t->days * DAY_S) + t->seconds;
  end = MAX (end - 1, begin); /* its end is no part of it */
  slack = sl_zone_slack_s (t->start.zone);
  add_days (t, floor_days (sl_zones_from_utc (r->zones, begin - slack) - r->view->begins_s),
            floor_days (sl_zones_from_utc (r->zones, end + slack) - r->view->begins_s));
}

char *
sl_moment_key (const SlMoment *moment)
{
  const gint64 at = moment->is_date ? floor_days (moment->local) : sl_zone_to_utc (moment->zone, moment->local);

  return g_strdup_printf ("%c%" G_GINT64_FORMAT, moment->is_date ? 'd' : 't', at);
}

/* By its time, or by its date, which stands for all times of that day. */
static gboolean
is_among (GHashTable *keys, const char *uid, const SlMoment *moment)
{
  const SlMoment day = { moment->local, TRUE, NULL };
  const SlMoment *const both[] = { moment, &day };

  for (guint i = 0; i < 2 && g_hash_table_size (keys) > 0; i++)
    {
      g_autofree char *key = sl_moment_key (both[i]), *whole = g_strconcat (uid, key, NULL);
      if (g_hash_table_contains (keys, whole))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_time (gint64 local, gpointer data)
{
  Times *t = data;
  const SlMoment moment = { local, t->start.is_date, t->start.zone };

  t->last = local;
  if (!is_among (t->excepted, "", &moment) && !is_among (t->reader->moved, t->event->uid, &moment))
    add_time (t, local);
  return TRUE;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const SlSpan *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

static void
join_spans (GArray *spans)
{
  guint n = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const SlSpan span = g_array_index (spans, SlSpan, i);
      SlSpan *last = n > 0 ? &g_array_index (spans, SlSpan, n - 1) : NULL;
      if (last != NULL && span.from <= last->to + 1)
        last->to = MAX (last->to, span.to);
      else
        g_array_index (spans, SlSpan, n++) = span;
    }
  g_array_set_size (spans, n);
}

/* --- when --- */

/* Outlook writes whole days as times from midnight to midnight, in whatever zone, and says so. */
static void
make_whole_days (Times *t, const SlEventLines *lines)
{
  SlMoment end;

  if (!lines->whole_days || t->start.is_date || t->start.local % DAY_S != 0 || lines->end == NULL
      || !sl_moment_parse (t->reader->zones, lines->end, sl_content_line_value (lines->end), &end)
      || end.zone != t->start.zone || end.local % DAY_S != 0 || end.local <= t->start.local)
    return;
  t->start = (SlMoment) { t->start.local, TRUE, NULL };
  t->days = (end.local - t->start.local) / DAY_S;
  t->seconds = 0;
}

/* FALSE: nobody can tell how long it is. */
static gboolean
read_length (Times *t, const SlEventLines *lines)
{
  SlZones *zones = t->reader->zones;
  SlMoment end;

  t->days = t->start.is_date ? 1 : 0;
  t->seconds = 0;
  if (lines->end != NULL)
    {
      if (!sl_moment_parse (zones, lines->end, sl_content_line_value (lines->end), &end)
          || end.is_date != t->start.is_date)
        return FALSE;
      if (end.is_date)
        t->days = floor_days (end.local) - floor_days (t->start.local);
      else
        t->seconds = sl_zone_to_utc (end.zone, end.local) - sl_zone_to_utc (t->start.zone, t->start.local);
    }
  else if (lines->duration != NULL)
    {
      if (!sl_duration_parse (sl_content_line_value (lines->duration), &t->days, &t->seconds))
        return FALSE;
      if (t->start.is_date) /* part of a day takes it whole */
        t->days += (t->seconds + DAY_S - 1) / DAY_S;
    }
  return t->days >= 0 && t->days <= LONGEST_DAYS && t->seconds >= 0
         && t->seconds <= (gint64) LONGEST_DAYS * DAY_S;
}

static void
follow_rule (Times *t, const SlContentLine *line)
{
  SlReader *r = t->reader;
  const gint64 to = ((gint64) r->view->to - SL_RECURRENCE_JULIAN + 2) * DAY_S;
  const char *text = sl_content_line_value (line);
  SlRecurrence rule;

  if (!sl_recurrence_parse (text, &rule, NULL))
    {
      remark (r, _("“%s” comes again by a rule that cannot be followed; all days from its first on are taken"),
              name_of (t->event));
      add_days (t, floor_days (t->start.local) - 1, (gint64) r->view->to - SL_RECURRENCE_JULIAN);
      return;
    }
  if (rule.has_until && rule.until_is_utc && !t->start.is_date)
    rule.until = sl_zone_from_utc (t->start.zone, rule.until);
  if (rule.has_until && t->start.is_date)
    rule.until = floor_days (rule.until) * DAY_S;
  t->last = t->start.local;
  if (sl_recurrence_follow (&rule, t->start.local, to, &r->budget, take_time, t))
    return;
  remark (r, _("“%s” comes again so often that it cannot be followed; all days from then on are taken"),
          name_of (t->event));
  add_days (t, floor_days (t->last) - 1, (gint64) r->view->to - SL_RECURRENCE_JULIAN);
}

/* "20261101,20261102", "20261101T010000Z/PT2H": a period's own length counts where it is longer. */
static void
take_date (Times *t, const SlContentLine *line, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "/", 2);
  Times own = *t;
  SlMoment end;

  if (parts[0] == NULL || !sl_moment_parse (t->reader->zones, line, parts[0], &own.start))
    {
      remark (t->reader, _("“%s” has a further day that cannot be read"), name_of (t->event));
      t->reader->object->doubtful = TRUE;
      return;
    }
  if (own.start.is_date && !t->start.is_date)
    own.days = 1;
  if (parts[1] != NULL && !sl_duration_parse (parts[1], &own.days, &own.seconds)
      && sl_moment_parse (t->reader->zones, line, parts[1], &end) && !end.is_date && !own.start.is_date)
    own.seconds = sl_zone_to_utc (end.zone, end.local) - sl_zone_to_utc (own.start.zone, own.start.local);
  own.days = CLAMP (own.days, 0, LONGEST_DAYS);
  own.seconds = CLAMP (own.seconds, 0, (gint64) LONGEST_DAYS * DAY_S);
  take_time (own.start.local, &own);
}

static void
take_dates (Times *t, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) values = g_strsplit (sl_content_line_value (lines->pdata[i]), ",", -1);
      for (guint k = 0; values[k] != NULL; k++)
        take_date (t, lines->pdata[i], values[k]);
    }
}

/* What cannot be read is no exception: the day stays taken. */
static void
read_exceptions (Times *t, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) values = g_strsplit (sl_content_line_value (lines->pdata[i]), ",", -1);
      SlMoment moment;
      for (guint k = 0; values[k] != NULL; k++)
        if (sl_moment_parse (t->reader->zones, lines->pdata[i], values[k], &moment))
          g_hash_table_add (t->excepted, sl_moment_key (&moment));
    }
}

void
sl_event_read_times (SlReader *r, SlEvent *event, const SlEventLines *lines)
{
  Times t = { .reader = r, .event = event };

  if (lines->start == NULL || !sl_moment_parse (r->zones, lines->start, sl_content_line_value (lines->start), &t.start))
    {
      remark (r, _("“%s” has no start that can be read"), name_of (event));
      r->object->doubtful = TRUE;
      return;
    }
  if (!read_length (&t, lines))
    {
      remark (r, _("“%s” has no end that can be read"), name_of (event));
      r->object->doubtful = TRUE;
      t.days = t.start.is_date ? 1 : 0;
      t.seconds = 0;
    }
  make_whole_days (&t, lines);
  if (!t.start.is_date && sl_zone_slack_s (t.start.zone) > 0)
    remark (r, _("“%s” is in a time zone that nobody knows; the days around it are taken too"), name_of (event));
  t.excepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_exceptions (&t, lines->exceptions);
  if (lines->recurrence_id != NULL) /* it is itself what stands for another */
    add_time (&t, t.start.local);
  else
    take_time (t.start.local, &t);
  for (guint i = 0; i < lines->rules->len; i++)
    follow_rule (&t, lines->rules->pdata[i]);
  take_dates (&t, lines->dates);
  g_hash_table_unref (t.excepted);
  join_spans (event->spans);
}
