#include "sl-day-object.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "sl-event-lines.h"
#include "sl-field.h"
#include "sl-stage-clock.h"

enum { MAX_TEXT = 1000, MAX_ABOUT = 4000 }; /* characters */

/* --- names --- */

char *
sl_day_object_name (guint32 day, const char *slot, int rank)
{
  g_autofree char *date = sl_date_to_text (day);
  g_autofree char *hold = rank > 1 ? g_strdup_printf ("-hold%d", rank) : g_strdup ("");

  return g_strdup_printf ("day-%s%s%s%s.ics", date, slot != NULL ? "-" : "", slot != NULL ? slot : "", hold);
}

/* "-hold2" at the end of `rest`, which goes. FALSE for a rank that is none. */
static gboolean
take_rank (char *rest, int *rank)
{
  char *hold = g_strrstr (rest, "-hold");

  *rank = 1;
  if (hold == NULL)
    return TRUE;
  *rank = g_ascii_digit_value (hold[5]);
  if (*rank < 2 || hold[6] != '\0')
    return FALSE;
  *hold = '\0';
  return TRUE;
}

gboolean
sl_day_object_parse_name (const char *name, guint32 *day, char **slot, int *rank)
{
  static const gsize n_date = sizeof "day-2026-11-24" - 1;
  g_autofree char *date = NULL, *rest = NULL;

  if (slot != NULL)
    *slot = NULL;
  if (!g_str_has_prefix (name, "day-") || !g_str_has_suffix (name, ".ics") || strlen (name) < n_date + 4)
    return FALSE;
  date = g_strndup (name + 4, n_date - 4);
  rest = g_strndup (name + n_date, strlen (name) - n_date - 4);
  if (!sl_date_parse (date, day) || *day == 0 || !take_rank (rest, rank))
    return FALSE;
  if (*rest != '\0' && (*rest != '-' || rest[1] == '\0'))
    return FALSE;
  if (slot != NULL && *rest == '-')
    *slot = g_strdup (rest + 1);
  return TRUE;
}

/* --- texts --- */

static char *
escaped (const char *text)
{
  return sl_event_value (text, MAX_TEXT);
}

typedef struct { const char *name; char *value; } Property;

enum { N_PROPERTIES = 11 };

/* Not among them: a push of the plan, which knows no challenges, leaves it as it stands. */
static const char challenge_name[] = "X-SIGHTLINE-CHALLENGE";

/* What we wrote last into the description, as a sum: what people at the stage have made of it stays theirs. */
static const char about_name[] = "X-SIGHTLINE-ABOUT";

static char *
sum_of (const char *value)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, value, -1);

  return g_strndup (sum, 16);
}

/* What an event of ours says beside its identity and its date. */
static void
fill_properties (Property *p, const SlStageDay *day)
{
  const gboolean confirmed = g_strcmp0 (day->state, "confirmed") == 0;
  const gboolean has_title = day->title != NULL && *day->title != '\0';
  g_autofree char *expires = day->lapses != 0 ? sl_instant_to_text (day->lapses)
                             : day->expires != 0 ? sl_date_to_text (day->expires) : NULL;
  const Property all[N_PROPERTIES] = {
    { "SUMMARY", escaped (has_title ? day->title : day->booking) },
    { "STATUS", g_strdup (confirmed ? "CONFIRMED" : "TENTATIVE") },
    { "TRANSP", g_strdup ("OPAQUE") },
    { "CATEGORIES", escaped (day->phase != NULL ? day->phase : "shoot") },
    { "X-SIGHTLINE-BOOKING", escaped (day->booking) },
    { "X-SIGHTLINE-OWNER", escaped (day->owner) },
    { "X-SIGHTLINE-STATE", escaped (day->state) },
    { "X-SIGHTLINE-RANK", g_strdup_printf ("%d", day->rank) },
    { "X-SIGHTLINE-EXPIRES", g_steal_pointer (&expires) },
    { "X-SIGHTLINE-SLOT", escaped (day->slot) },
    { "X-SIGHTLINE-PLAN", escaped (day->plan) },
  };

  memcpy (p, all, sizeof all);
}

static void
clear_properties (Property *p)
{
  for (guint i = 0; i < N_PROPERTIES; i++)
    g_free (p[i].value);
}

static void
add (GPtrArray *lines, const char *name, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add (GPtrArray *lines, const char *name, const char *format, ...)
{
  g_autofree char *rest = NULL;
  va_list args;

  va_start (args, format);
  rest = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (lines, sl_content_line_new (name, rest));
}

char *
sl_day_object_text (const SlStageDay *day, const char *uid)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (sl_content_line_free);
  g_autofree char *from = sl_event_date (day->day), *to = sl_event_date (day->day + 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  Property properties[N_PROPERTIES];

  add (lines, "BEGIN", ":VCALENDAR");
  add (lines, "VERSION", ":2.0");
  add (lines, "PRODID", ":-//Sightline//Stage bookings//EN");
  add (lines, "BEGIN", ":VEVENT");
  add (lines, "UID", ":%s", uid);
  add (lines, "DTSTAMP", ":%s", stamp);
  add (lines, "DTSTART", ";VALUE=DATE:%s", from);
  add (lines, "DTEND", ";VALUE=DATE:%s", to);
  fill_properties (properties, day);
  for (guint i = 0; i < N_PROPERTIES; i++)
    if (properties[i].value != NULL)
      add (lines, properties[i].name, ":%s", properties[i].value);
  clear_properties (properties);
  if (day->challenge > 0)
    {
      g_autofree char *deadline = sl_instant_to_text (day->challenge);
      add (lines, challenge_name, ":%s", deadline);
    }
  if (day->about != NULL && *day->about != '\0')
    {
      g_autofree char *about = sl_event_value (day->about, MAX_ABOUT), *sum = sum_of (about);
      add (lines, "DESCRIPTION", ":%s", about);
      add (lines, about_name, ":%s", sum);
    }
  add (lines, "END", ":VEVENT");
  add (lines, "END", ":VCALENDAR");
  return sl_content_lines_print (lines);
}

/* Back to the day of the object's name, where somebody has moved the event. */
static gboolean
set_date (GPtrArray *lines, guint from, guint *to, guint32 day)
{
  static const char *const others[] = { "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE" };
  g_autofree char *first = sl_event_date (day), *after = sl_event_date (day + 1);
  const guint start = sl_event_lines_at (lines, from, *to, "DTSTART");
  const guint end = sl_event_lines_at (lines, from, *to, "DTEND");

  if (start < *to && g_str_equal (sl_content_line_value (lines->pdata[start]), first)
      && (end == *to || g_str_equal (sl_content_line_value (lines->pdata[end]), after))
      && sl_event_lines_at (lines, from, *to, "DURATION") == *to
      && sl_event_lines_at (lines, from, *to, "RRULE") == *to)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    while (sl_event_lines_set (lines, from, to, others[i], NULL))
      ;
  g_autofree char *dtstart = g_strconcat (";VALUE=DATE:", first, NULL);
  g_autofree char *dtend = g_strconcat (";VALUE=DATE:", after, NULL);
  g_ptr_array_insert (lines, (int) from, sl_content_line_new ("DTEND", dtend));
  g_ptr_array_insert (lines, (int) from, sl_content_line_new ("DTSTART", dtstart));
  *to += 2;
  return TRUE;
}

/* The description, where there is none yet or it is still ours. */
static gboolean
set_about (GPtrArray *lines, guint from, guint *to, const char *about)
{
  const guint at = sl_event_lines_at (lines, from, *to, "DESCRIPTION");
  const guint mark = sl_event_lines_at (lines, from, *to, about_name);
  g_autofree char *value = *about != '\0' ? sl_event_value (about, MAX_ABOUT) : NULL;
  g_autofree char *sum = value != NULL ? sum_of (value) : NULL;
  g_autofree char *old = at < *to ? sum_of (sl_content_line_value (lines->pdata[at])) : NULL;
  gboolean changed;

  if (old != NULL && (mark == *to || !g_str_equal (sl_content_line_value (lines->pdata[mark]), old)))
    return FALSE;
  changed = sl_event_lines_set (lines, from, to, "DESCRIPTION", value);
  return sl_event_lines_set (lines, from, to, about_name, sum) || changed;
}

char *
sl_day_object_edit (const char *text, const SlStageDay *day)
{
  g_autoptr (GPtrArray) lines = sl_content_lines_read (text, strlen (text), NULL);
  Property properties[N_PROPERTIES];
  gboolean changed;
  guint from, to;

  if (lines == NULL || !sl_event_lines_find (lines, &from, &to))
    return NULL;
  changed = set_date (lines, from, &to, day->day);
  fill_properties (properties, day);
  for (guint i = 0; i < N_PROPERTIES; i++)
    changed |= sl_event_lines_set (lines, from, &to, properties[i].name, properties[i].value);
  clear_properties (properties);
  if (day->challenge != 0)
    {
      g_autofree char *deadline = day->challenge > 0 ? sl_instant_to_text (day->challenge) : NULL;
      changed |= sl_event_lines_set (lines, from, &to, challenge_name, deadline);
    }
  if (day->about != NULL)
    changed |= set_about (lines, from, &to, day->about);
  return changed ? sl_content_lines_print (lines) : NULL;
}
