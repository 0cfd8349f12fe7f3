#include "sl-holidays-private.h"

#include <string.h>

#include "sl-duration.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-object-time.h"

enum { DAY_S = SL_RECURRENCE_DAY_S, MAX_DAYS = 366 };

static void
event_free (gpointer data)
{
  SlHolidayEvent *event = data;

  g_array_unref (event->more);
  g_array_unref (event->not);
  g_free (event->rule);
  g_free (event->uid);
  g_free (event->name);
  g_free (event);
}

/* --- one event --- */

/* An event's own lines; where one stands several times, the last counts, of days all. Borrowed. */
typedef struct {
  guint                number;  /* of its first line */
  const SlContentLine *start, *end, *duration, *rule, *title, *about, *status, *special, *uid, *instead;
  GPtrArray           *more, *not;
} Lines;

static void
take_line (Lines *l, const SlContentLine *line)
{
  const struct { const char *name; const SlContentLine **place; } ones[] = {
    { "DTSTART", &l->start }, { "DTEND", &l->end }, { "DURATION", &l->duration }, { "RRULE", &l->rule },
    { "SUMMARY", &l->title }, { "DESCRIPTION", &l->about }, { "STATUS", &l->status },
    { "X-APPLE-SPECIAL-DAY", &l->special }, { "UID", &l->uid }, { "RECURRENCE-ID", &l->instead },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ones); i++)
    if (g_str_equal (line->name, ones[i].name))
      *ones[i].place = line;
  if (g_str_equal (line->name, "RDATE"))
    g_ptr_array_add (l->more, (gpointer) line);
  else if (g_str_equal (line->name, "EXDATE"))
    g_ptr_array_add (l->not, (gpointer) line);
}

/* 0 for none, or a day beyond what plans know. */
static guint32
day_of (SlZones *zones, const SlContentLine *line, const char *value)
{
  SlMoment moment;

  return line != NULL && sl_moment_parse (zones, line, value, &moment) ? sl_holidays_julian (moment.local) : 0;
}

/* The last day of an event that begins with `start`: its end is not part of it. */
static guint32
last_day (SlZones *zones, const Lines *l, const SlMoment *start)
{
  const guint32 from = sl_holidays_julian (start->local);
  gint64 days, seconds;
  SlMoment end;
  guint32 to;

  if (l->end != NULL && sl_moment_parse (zones, l->end, sl_content_line_value (l->end), &end))
    to = sl_holidays_julian (end.local - 1);
  else if (l->duration != NULL && sl_duration_parse (sl_content_line_value (l->duration), &days, &seconds) && days >= 0
           && seconds >= 0)
    to = sl_holidays_julian (start->local + days * DAY_S + seconds - 1);
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
  const gboolean dropped = is_left_out (l);
  SlMoment start;
  guint32 from = 0, to = 0;

  if (dropped && l->instead == NULL)
    return;
  if (l->start != NULL && sl_moment_parse (zones, l->start, sl_content_line_value (l->start), &start))
    {
      from = sl_holidays_julian (start.local);
      to = last_day (zones, l, &start);
    }
  if (!dropped && (from == 0 || to - from >= MAX_DAYS))
    {
      g_ptr_array_add (file->remarks,
                       g_strdup_printf (_("line %u: “%s” has no days that can be read, and was left out"), l->number,
                                        name != NULL ? name : "?"));
      return;
    }
  SlHolidayEvent *event = g_new0 (SlHolidayEvent, 1);
  *event = (SlHolidayEvent) { .from = from, .to = to, .worked = is_worked (l, name), .line = l->number,
                     .rule_line = l->rule != NULL ? l->rule->number : 0,
                     .rule = l->rule != NULL ? g_strdup (sl_content_line_value (l->rule)) : NULL,
                     .more = days_of (zones, l->more), .not = days_of (zones, l->not), .uid = text_of (l->uid),
                     .instead = l->instead != NULL ? day_of (zones, l->instead, sl_content_line_value (l->instead)) : 0,
                     .dropped = dropped };
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

/* A day that another event of the same UID stands for is not one of the rule's. */
static void
put_instead (const SlHolidays *file)
{
  g_autoptr (GHashTable) rules = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < file->events->len; i++)
    {
      SlHolidayEvent *event = file->events->pdata[i];
      if (event->uid != NULL && event->instead == 0)
        g_hash_table_insert (rules, event->uid, event);
    }
  for (guint i = 0; i < file->events->len; i++)
    {
      const SlHolidayEvent *event = file->events->pdata[i];
      SlHolidayEvent *rule = event->uid != NULL ? g_hash_table_lookup (rules, event->uid) : NULL;
      if (event->instead != 0 && rule != NULL)
        g_array_append_val (rule->not, event->instead);
    }
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
  guint budget = SL_HOLIDAYS_MAX_STEPS;
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
  put_instead (file);
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
