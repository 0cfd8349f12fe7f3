#include "sl-object.h"

#include <stdlib.h>
#include <string.h>

#include "sl-error.h"
#include "sl-field.h"
#include "sl-i18n.h"
#include "sl-object-private.h"
#include "sl-recurrence.h"
#include "sl-stage-clock.h"

enum {
  BUDGET = 3000000, /* days and times that an object's rules may look at */
  MAX_TEXT = 1000,  /* characters that are kept of one */
};

static void
event_free (gpointer data)
{
  SlEvent *event = data;

  g_free (event->uid);
  g_free (event->title);
  g_free (event->booking);
  g_free (event->owner);
  g_free (event->state);
  g_free (event->phase);
  g_free (event->plan);
  g_array_unref (event->spans);
  g_free (event);
}

void
sl_object_free (SlObject *object)
{
  if (object == NULL)
    return;
  g_ptr_array_unref (object->events);
  g_ptr_array_unref (object->remarks);
  g_free (object);
}

static char *
short_text (const SlContentLine *line)
{
  g_autofree char *text = sl_content_line_text (line);
  const glong length = g_utf8_strlen (text, -1);

  return g_utf8_substring (text, 0, MIN (length, MAX_TEXT));
}

static void
set_text (char **text, const SlContentLine *line)
{
  g_free (*text);
  *text = short_text (line);
}

/* A day, at whose end it lapses, or an instant. */
static void
read_expiry (SlEvent *event, const char *value)
{
  event->expires = 0;
  event->lapses = 0;
  if (!sl_date_parse (value, &event->expires))
    sl_instant_parse (value, &event->lapses);
}

static void
read_line (SlEvent *event, SlEventLines *lines, const SlContentLine *line)
{
  const char *name = line->name;
  const struct { const char *name; const SlContentLine **line; } whens[] = {
    { "DTSTART", &lines->start }, { "DTEND", &lines->end }, { "DURATION", &lines->duration },
    { "RECURRENCE-ID", &lines->recurrence_id },
  };
  const struct { const char *name; GPtrArray *lines; } lists[] = {
    { "RRULE", lines->rules }, { "RDATE", lines->dates }, { "EXDATE", lines->exceptions },
  };
  const struct { const char *name; char **text; } texts[] = {
    { "UID", &event->uid }, { "SUMMARY", &event->title }, { "CATEGORIES", &event->phase },
    { "X-SIGHTLINE-BOOKING", &event->booking }, { "X-SIGHTLINE-OWNER", &event->owner },
    { "X-SIGHTLINE-STATE", &event->state }, { "X-SIGHTLINE-PLAN", &event->plan },
  };

  for (guint i = 0; i < G_N_ELEMENTS (whens); i++)
    if (g_str_equal (name, whens[i].name) && *whens[i].line == NULL)
      *whens[i].line = line;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (name, lists[i].name))
      g_ptr_array_add (lists[i].lines, (gpointer) line);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (name, texts[i].name))
      set_text (texts[i].text, line);
  g_autofree char *value = sl_content_line_text (line);
  if (g_str_equal (name, "STATUS"))
    {
      event->cancelled = g_ascii_strcasecmp (value, "CANCELLED") == 0;
      event->confirmed = g_ascii_strcasecmp (value, "CONFIRMED") == 0;
    }
  else if (g_str_equal (name, "X-MICROSOFT-CDO-ALLDAYEVENT"))
    lines->whole_days = g_ascii_strcasecmp (value, "TRUE") == 0;
  else if (g_str_equal (name, "TRANSP"))
    event->transparent = g_ascii_strcasecmp (value, "TRANSPARENT") == 0;
  else if (g_str_equal (name, "X-SIGHTLINE-RANK"))
    event->rank = CLAMP (atoi (value), 1, 9);
  else if (g_str_equal (name, "X-SIGHTLINE-EXPIRES"))
    read_expiry (event, value);
  else if (g_str_equal (name, "X-SIGHTLINE-CHALLENGE") && !sl_instant_parse (value, &event->challenge))
    event->challenge = 0;
}

/* The lines of an event from `*i` on, which goes behind its end; those of alarms are not its own. */
static SlEvent *
read_event_lines (const GPtrArray *all, guint *i, SlEventLines *lines)
{
  SlEvent *event = g_new0 (SlEvent, 1);
  guint depth = 1;

  event->uid = g_strdup ("");
  event->title = g_strdup ("");
  event->rank = 1;
  event->spans = g_array_new (FALSE, FALSE, sizeof (SlSpan));
  while (depth > 0)
    {
      const SlContentLine *line = all->pdata[(*i)++];

      if (g_str_equal (line->name, "BEGIN"))
        depth++;
      else if (g_str_equal (line->name, "END"))
        depth--;
      else if (depth == 1)
        read_line (event, lines, line);
    }
  return event;
}

static void
lines_clear (SlEventLines *lines)
{
  g_clear_pointer (&lines->rules, g_ptr_array_unref);
  g_clear_pointer (&lines->dates, g_ptr_array_unref);
  g_clear_pointer (&lines->exceptions, g_ptr_array_unref);
}

/* Twice over all events: which times of others they stand for, then when they are. */
static void
read_events (SlReader *r, const GPtrArray *all, gboolean whens)
{
  for (guint i = 0; i < all->len;)
    {
      SlEventLines lines = { .rules = g_ptr_array_new (), .dates = g_ptr_array_new (),
                             .exceptions = g_ptr_array_new () };
      SlMoment stands_for;
      SlEvent *event;

      if (sl_content_line_begins (all->pdata[i++], "VEVENT"))
        {
          event = read_event_lines (all, &i, &lines);
          if (whens)
            {
              g_ptr_array_add (r->object->events, event);
              if (!event->cancelled && !event->transparent)
                sl_event_read_times (r, event, &lines);
            }
          else
            {
              if (lines.recurrence_id != NULL
                  && sl_moment_parse (r->zones, lines.recurrence_id, sl_content_line_value (lines.recurrence_id),
                                      &stands_for))
                {
                  g_autofree char *key = sl_moment_key (&stands_for);
                  g_hash_table_add (r->moved, g_strconcat (event->uid, key, NULL));
                }
              event_free (event);
            }
        }
      lines_clear (&lines);
    }
}

SlObject *
sl_object_read (const char *text, gsize length, const SlObjectView *view, GError **error)
{
  g_autoptr (GPtrArray) lines = sl_content_lines_read (text, length, error);
  g_autoptr (SlObject) object = NULL;
  SlReader r = { .view = view, .budget = BUDGET };

  if (lines == NULL)
    return NULL;
  object = g_new0 (SlObject, 1);
  object->events = g_ptr_array_new_with_free_func (event_free);
  object->remarks = g_ptr_array_new_with_free_func (g_free);
  r.object = object;
  r.zones = sl_zones_new (lines, view->zone,
                          ((gint64) view->to - SL_RECURRENCE_JULIAN + 2) * SL_RECURRENCE_DAY_S, &r.budget);
  r.moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_events (&r, lines, FALSE);
  read_events (&r, lines, TRUE);
  sl_zones_free (r.zones);
  g_hash_table_unref (r.moved);
  if (object->events->len > 0 && sl_content_line_begins (lines->pdata[0], "VCALENDAR"))
    return g_steal_pointer (&object);
  sl_error_set (error, SL_ERROR_INPUT, _("this is no iCalendar event of a day; remove it or move it elsewhere"));
  return NULL;
}
