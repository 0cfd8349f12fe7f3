#include "sl-holidays.h"

#include <string.h>

#include "sl-duration.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-object-time.h"
#include "sl-recurrence.h"

enum { DAY_S = SL_RECURRENCE_DAY_S, MAX_DAYS = 366, MAX_STEPS = 20000000 };

typedef struct {
  guint32  from, to;  /* Julian; of the first time */
  char    *name;
  gboolean worked;
  guint    line, rule_line;
  char    *rule;      /* as it stands; NULL for none */
  GArray  *more, *not; /* guint32: days on which it comes too, or does not come */
} Event;

struct SlHolidays {
  GPtrArray *events;  /* Event */
  GPtrArray *remarks; /* char * */
};

static void
holiday_free (gpointer data)
{
  g_free (((SlHoliday *) data)->name);
  g_free (data);
}

static void
event_free (gpointer data)
{
  Event *event = data;

  g_array_unref (event->more);
  g_array_unref (event->not);
  g_free (event->rule);
  g_free (event->name);
  g_free (event);
}

/* --- one event --- */

/* An event's own lines; where one stands several times, the last counts, of days all. Borrowed. */
typedef struct {
  guint                number;  /* of its first line */
  const SlContentLine *start, *end, *duration, *rule, *title, *about, *status, *special;
  GPtrArray           *more, *not;
} Lines;

static void
take_line (Lines *l, const SlContentLine *line)
{
  const struct { const char *name; const SlContentLine **place; } ones[] = {
    { "DTSTART", &l->start }, { "DTEND", &l->end }, { "DURATION", &l->duration }, { "RRULE", &l->rule },
    { "SUMMARY", &l->title }, { "DESCRIPTION", &l->about }, { "STATUS", &l->status },
    { "X-APPLE-SPECIAL-DAY", &l->special },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ones); i++)
    if (g_str_equal (line->name, ones[i].name))
      *ones[i].place = line;
  if (g_str_equal (line->name, "RDATE"))
    g_ptr_array_add (l->more, (gpointer) line);
  else if (g_str_equal (line->name, "EXDATE"))
    g_ptr_array_add (l->not, (gpointer) line);
}

/* By the clock of wherever it is: what is free there is free here. */
static guint32
julian_of (gint64 local)
{
  return (guint32) (local / DAY_S - (local % DAY_S < 0) + SL_RECURRENCE_JULIAN);
}

/* 0 for none, or a day beyond what plans know. */
static guint32
day_of (SlZones *zones, const SlContentLine *line, const char *value)
{
  SlMoment moment;

  return line != NULL && sl_moment_parse (zones, line, value, &moment) ? julian_of (moment.local) : 0;
}

/* The last day of an event that begins with `start`: its end is not part of it. */
static guint32
last_day (SlZones *zones, const Lines *l, const SlMoment *start)
{
  const guint32 from = julian_of (start->local);
  gint64 days, seconds;
  SlMoment end;
  guint32 to;

  if (l->end != NULL && sl_moment_parse (zones, l->end, sl_content_line_value (l->end), &end))
    to = julian_of (end.local - 1);
  else if (l->duration != NULL && sl_duration_parse (sl_content_line_value (l->duration), &days, &seconds) && days >= 0
           && seconds >= 0)
    to = julian_of (start->local + days * DAY_S + seconds - 1);
  else
    return from;
  return MAX (from, to);
}

/* One line, NULL for nothing. */
static char *
text_of (const SlContentLine *line)
{
  g_autofree char *text = line != NULL ? sl_content_line_text (line) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_worked (const Lines *l, const char *name)
{
  static const char *const words[] = { "补班", "上班", "（班）", "(班)", "调休上班" };
  g_autofree char *lower = name != NULL ? g_utf8_strdown (name, -1) : g_strdup ("");

  if (l->special != NULL)
    return g_str_equal (sl_content_line_value (l->special), "ALTERNATE-WORKDAY");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return g_str_has_suffix (lower, " 班") || strstr (lower, "working day") != NULL || strstr (lower, "workday") != NULL;
}

static gboolean
is_left_out (const Lines *l)
{
  g_autofree char *about = text_of (l->about);

  return (l->status != NULL && g_ascii_strcasecmp (sl_content_line_value (l->status), "CANCELLED") == 0)
         || (about != NULL && g_str_has_prefix (about, "Observance"));
}

/* The days of lines such as "EXDATE;VALUE=DATE:20261001,20261002"; of a period its first. */
static GArray *
days_of (SlZones *zones, const GPtrArray *lines)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) values = g_strsplit (sl_content_line_value (lines->pdata[i]), ",", -1);

      for (guint k = 0; values[k] != NULL; k++)
        {
          *strchrnul (values[k], '/') = '\0';
          const guint32 day = day_of (zones, lines->pdata[i], values[k]);
          if (day != 0)
            g_array_append_val (days, day);
        }
    }
  return days;
}

static void
add_read (SlHolidays *file, SlZones *zones, const Lines *l)
{
  g_autofree char *name = text_of (l->title);
  SlMoment start;
  guint32 from = 0, to = 0;

  if (is_left_out (l))
    return;
  if (l->start != NULL && sl_moment_parse (zones, l->start, sl_content_line_value (l->start), &start))
    {
      from = julian_of (start.local);
      to = last_day (zones, l, &start);
    }
  if (from == 0 || to - from >= MAX_DAYS)
    {
      g_ptr_array_add (file->remarks,
                       g_strdup_printf (_("line %u: “%s” has no days that can be read, and was left out"), l->number,
                                        name != NULL ? name : "?"));
      return;
    }
  Event *event = g_new0 (Event, 1);
  *event = (Event) { .from = from, .to = to, .worked = is_worked (l, name), .line = l->number,
                     .rule_line = l->rule != NULL ? l->rule->number : 0,
                     .rule = l->rule != NULL ? g_strdup (sl_content_line_value (l->rule)) : NULL,
                     .more = days_of (zones, l->more), .not = days_of (zones, l->not) };
  event->name = g_steal_pointer (&name);
  g_ptr_array_add (file->events, event);
}

/* The event that begins at `lines[at]`, without what stands within it, such as alarms. Gives where it ends. */
static guint
read_event (SlHolidays *file, SlZones *zones, const GPtrArray *lines, guint at)
{
  g_autoptr (GPtrArray) more = g_ptr_array_new (), not = g_ptr_array_new ();
  Lines l = { .number = ((SlContentLine *) lines->pdata[at])->number, .more = more, .not = not };
  guint depth = 1;

  for (at++; depth > 0; at++)
    {
      const SlContentLine *line = lines->pdata[at];

      if (g_str_equal (line->name, "BEGIN"))
        depth++;
      else if (g_str_equal (line->name, "END"))
        depth--;
      else if (depth == 1)
        take_line (&l, line);
    }
  add_read (file, zones, &l);
  return at;
}

static GPtrArray *
read_lines (const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  gsize length;

  if (!sl_file_read (path, SL_HOLIDAYS_MAX_BYTES, &bytes, &length, error))
    return NULL;
  lines = sl_content_lines_read (bytes, length, NULL);
  if (lines != NULL && sl_content_line_begins (lines->pdata[0], "VCALENDAR"))
    return g_steal_pointer (&lines);
  sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                   _("this is no calendar in UTF-8; export it as iCalendar (.ics) again"));
  return NULL;
}

SlHolidays *
sl_holidays_read (const char *path, GError **error)
{
  g_autoptr (GPtrArray) lines = read_lines (path, error);
  g_autoptr (SlZones) zones = NULL;
  guint budget = MAX_STEPS;
  SlHolidays *file;

  if (lines == NULL)
    return NULL;
  zones = sl_zones_new (lines, NULL, 0, &budget);
  file = g_new0 (SlHolidays, 1);
  file->events = g_ptr_array_new_with_free_func (event_free);
  file->remarks = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < lines->len;)
    if (sl_content_line_begins (lines->pdata[i], "VEVENT"))
      i = read_event (file, zones, lines, i);
    else
      i++;
  return file;
}

void
sl_holidays_free (SlHolidays *file)
{
  if (file == NULL)
    return;
  g_ptr_array_unref (file->events);
  g_ptr_array_unref (file->remarks);
  g_free (file);
}

/* --- days --- */

static gboolean
has_day (const GArray *days, guint32 day)
{
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, guint32, i) == day)
      return TRUE;
  return FALSE;
}

static void
add (GPtrArray *days, const Event *event, guint32 from)
{
  SlHoliday *holiday;

  if (days->len >= SL_HOLIDAYS_MAX || has_day (event->not, from))
    return;
  holiday = g_new (SlHoliday, 1);
  *holiday = (SlHoliday) { from, from + (event->to - event->from), event->worked, g_strdup (event->name) };
  g_ptr_array_add (days, holiday);
}

typedef enum {
  FOLLOWED,
  FAST,  /* it repeats within a day: not followed */
  OTHER, /* it is none that is known: not followed */
  LONG,  /* not all of its days came */
} Outcome;

/* Says that the event's rule is not followed, or not to its end. */
static void
say_rule (GPtrArray *remarks, const Event *event, Outcome outcome)
{
  static const char *const texts[] = {
    [FAST] = N_("line %u: “%s” comes again by a rule that repeats within a day; only its first day came"),
    [OTHER] = N_("line %u: “%s” comes again by a rule that cannot be followed; only its first day came"),
    [LONG] = N_("line %u: “%s” comes again by a rule that takes too long to follow; not all of its days came"),
  };

  g_ptr_array_add (remarks, g_strdup_printf (_(texts[outcome]), event->rule_line,
                                             event->name != NULL ? event->name : "?"));
}

typedef struct {
  guint32 early; /* what comes before is of no use */
  GArray *times; /* guint32 */
} Found;

static gboolean
take_time (gint64 local, gpointer data)
{
  Found *found = data;
  const guint32 day = julian_of (local);

  if (day >= found->early)
    g_array_append_val (found->times, day);
  return found->times->len < SL_HOLIDAYS_MAX;
}

static Outcome
follow (const Event *event, Found *found, guint32 to, guint *steps)
{
  const gint64 start = ((gint64) event->from - SL_RECURRENCE_JULIAN) * DAY_S;
  const gint64 end = ((gint64) to - SL_RECURRENCE_JULIAN) * DAY_S;
  SlRecurrence rule;

  if (!sl_recurrence_parse (event->rule, &rule, NULL))
    return OTHER;
  if (rule.step >= SL_RECURRENCE_HOURLY || rule.hours != 0 || rule.minutes != 0 || rule.seconds != 0)
    return FAST;
  if (rule.has_until)
    rule.until = ((gint64) julian_of (rule.until) - SL_RECURRENCE_JULIAN) * DAY_S;
  return sl_recurrence_follow (&rule, start, end, steps, take_time, found) ? FOLLOWED : LONG;
}

static void
add_event (GPtrArray *days, const Event *event, guint32 from, guint32 to, guint *steps, GPtrArray *remarks)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (guint32));
  Found found = { from > event->to - event->from ? from - (event->to - event->from) : 1, times };
  const Outcome outcome = event->rule != NULL ? follow (event, &found, to, steps) : FOLLOWED;

  if (outcome != FOLLOWED)
    say_rule (remarks, event, outcome);
  /* what stands by itself comes whenever it is; the first time of what comes again, if it is looked at */
  if (event->rule == NULL || outcome == FAST || outcome == OTHER || (event->from <= to && event->to >= from))
    if (!has_day (times, event->from))
      g_array_append_val (times, event->from);
  for (guint i = 0; i < event->more->len; i++)
    if (!has_day (times, g_array_index (event->more, guint32, i)))
      g_array_append_val (times, g_array_index (event->more, guint32, i));
  for (guint i = 0; i < times->len; i++)
    add (days, event, g_array_index (times, guint32, i));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SlHoliday *one = *(SlHoliday *const *) a, *other = *(SlHoliday *const *) b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return g_strcmp0 (one->name, other->name);
}

gboolean
sl_holidays_repeat (const SlHolidays *file)
{
  for (guint i = 0; i < file->events->len; i++)
    if (((const Event *) file->events->pdata[i])->rule != NULL)
      return TRUE;
  return FALSE;
}

GPtrArray *
sl_holidays_days (const SlHolidays *file, guint32 from, guint32 to, GPtrArray *remarks)
{
  GPtrArray *days = g_ptr_array_new_with_free_func (holiday_free);
  guint steps = MAX_STEPS;

  for (guint i = 0; i < file->remarks->len; i++)
    g_ptr_array_add (remarks, g_strdup (file->remarks->pdata[i]));
  for (guint i = 0; i < file->events->len; i++)
    add_event (days, file->events->pdata[i], from, to, &steps, remarks);
  if (days->len >= SL_HOLIDAYS_MAX)
    g_ptr_array_add (remarks, g_strdup_printf (_("only the first %d days came"), SL_HOLIDAYS_MAX));
  g_ptr_array_sort (days, compare);
  return days;
}
