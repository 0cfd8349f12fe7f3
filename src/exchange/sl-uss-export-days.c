/* Calendars of a .uss file that is written. */
#include "sl-uss-export-private.h"

#include <string.h>

enum { MAX_DAYS = 10000 };

/* --- days --- */

/* A span of a calendar that is one day, as it would be read. */
static gboolean
is_day (const SlCalendarSpan *span, const SlScriptDay *day)
{
  return span->from == day->day && (span->to == 0 || span->to == span->from) && span->is == day->is
         && g_strcmp0 (span->name, day->name) == 0;
}

static guint
week_of (const SlCalendar *calendar)
{
  guint week = 0;

  for (guint i = 0; i < sl_list_n (calendar->week); i++)
    week |= 1u << *sl_list_at (calendar->week, int, i);
  return week;
}

gboolean
sl_uss_same_days (const SlCalendar *calendar, const SlScriptCalendar *was)
{
  if (calendar == NULL || was == NULL)
    return calendar == NULL && was == NULL;
  if (week_of (calendar) != was->week || sl_list_n (calendar->spans) != was->days->len)
    return FALSE;
  for (guint i = 0; i < was->days->len; i++)
    if (!is_day (sl_list_at (calendar->spans, SlCalendarSpan, i), &g_array_index (was->days, SlScriptDay, i)))
      return FALSE;
  return TRUE;
}

static void
add_event (UssOut *out, JsonArray *events, const char *of, const char *type, const char *name, guint32 day)
{
  g_autofree char *key = g_strdup_printf ("%s %s %u", of, type, day);
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "id", sl_uss_id (out, "event", key));
  json_object_set_string_member (event, "type", type);
  sl_uss_set_text (event, "name", name);
  sl_uss_set_date (event, "date", day);
  json_array_add_object_element (events, event);
}

static void
add_span (UssOut *out, JsonArray *events, const char *of, const SlCalendarSpan *span)
{
  /* by SlDayUse; what has no type of its own is an event of that name */
  static const struct { const char *type, *name; } uses[] = {
    { "dayOff", "dayOff" }, { "holiday", NULL }, { "dayOn", NULL }, { "event", "travel" }, { "event", "rehearsal" },
    { "event", "fitting" },
  };
  const gboolean is_event = g_str_equal (uses[span->is].type, "event");
  const char *name = span->name != NULL && !is_event ? span->name : uses[span->is].name;

  for (guint32 day = span->from; day <= MAX (span->from, span->to) && json_array_get_length (events) < MAX_DAYS; day++)
    add_event (out, events, of, uses[span->is].type, name, day);
}

void
sl_uss_put_days (UssOut *out, JsonObject *object, const SlCalendar *calendar, guint32 start)
{
  JsonArray *events = json_array_new (), *week = json_array_new ();
  const char *of = sl_json_text (object, "id");

  if (start > 0)
    add_event (out, events, of, "start", NULL, start);
  for (guint i = 0; calendar != NULL && i < sl_list_n (calendar->spans); i++)
    add_span (out, events, of, sl_list_at (calendar->spans, SlCalendarSpan, i));
  for (guint day = 0; calendar != NULL && day < 7; day++) /* Sunday is 0 there, Monday here */
    if (week_of (calendar) & 1u << (day + 6) % 7)
      json_array_add_int_element (week, day);
  json_object_set_array_member (object, "daysOff", week);
  json_object_set_array_member (object, "events", events);
}

/* --- calendars --- */

static const SlCalendar *
calendar_from (const UssOut *out, const char *origin)
{
  for (guint i = 0; origin != NULL && i < sl_plan_count (out->plan, SL_KIND_CALENDAR); i++)
    {
      const SlCalendar *calendar = (gconstpointer) sl_plan_at (out->plan, SL_KIND_CALENDAR, i);
      if (g_strcmp0 (calendar->origin, origin) == 0)
        return calendar;
    }
  return NULL;
}

void
sl_uss_put_read_calendars (UssOut *out)
{
  JsonArray *before = out->was != NULL ? sl_json_array (out->was->root, "calendars") : NULL;

  for (guint i = 0; i < sl_json_length (before); i++)
    {
      JsonObject *object = sl_json_item (before, i);
      const char *id = object != NULL ? sl_json_text (object, "id") : NULL;
      const UssItem *item = id != NULL ? g_hash_table_lookup (out->was->calendars, id) : NULL;
      const SlScriptCalendar *was = item != NULL && item->at >= 0 ? out->was->script->calendars->pdata[item->at] : NULL;
      const SlCalendar *now = calendar_from (out, id);
      JsonObject *copy = sl_uss_copy (object);

      if (now != NULL && was != NULL && !sl_uss_same_days (now, was))
        sl_uss_put_days (out, copy, now, was->start);
      json_array_add_object_element (out->calendars_out, copy);
    }
}

const char *
sl_uss_add_calendar (UssOut *out, const SlBoard *board, guint32 start)
{
  const SlCalendar *calendar = out->production->calendar != NULL
                               ? sl_plan_get (out->plan, SL_KIND_CALENDAR, out->production->calendar) : NULL;
  const char *id = sl_uss_id (out, "calendar", board->entity.id);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", calendar != NULL ? sl_entity_title (&calendar->entity)
                                                                  : sl_entity_title (&board->entity));
  sl_uss_put_days (out, object, calendar, start);
  json_array_add_object_element (out->calendars_out, object);
  return id;
}
