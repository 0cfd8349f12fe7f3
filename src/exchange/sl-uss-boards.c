/* Boards and calendars of a .uss file. */
#include <math.h>
#include <string.h>

#include "sl-kinds.h"
#include "sl-uss-private.h"

enum { MAX_DAYS = 10000, MAX_BOARDS = 200 }; /* events of one calendar; boards, and calendars of productions */

/* "2025-04-07T00:00:00.000Z": the day as it is written. 0 for none. */
static guint32
date_of (const char *text)
{
  g_autofree char *day = text != NULL ? g_strndup (text, strlen ("2025-04-07")) : NULL;
  guint32 julian = 0;

  return day != NULL && sl_date_parse (day, &julian) ? julian : 0;
}

static int
use_of (const char *type, const char *name)
{
  static const struct { const char *word; SlDayUse use; } uses[] = {
    { "dayOff", SL_DAY_OFF },     { "off", SL_DAY_OFF },         { "holiday", SL_DAY_HOLIDAY },
    { "travel", SL_DAY_TRAVEL },  { "rehearsal", SL_DAY_REHEARSAL }, { "rehearse", SL_DAY_REHEARSAL },
    { "fitting", SL_DAY_FITTING }, { "dayOn", SL_DAY_WORKED },   { "work", SL_DAY_WORKED },
  };
  const char *const words[] = { name, type };

  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    for (guint i = 0; words[k] != NULL && i < G_N_ELEMENTS (uses); i++)
      if (g_ascii_strcasecmp (words[k], uses[i].word) == 0)
        return uses[i].use;
  return -1;
}

/* Sunday is 0 there, Monday here. */
static guint
week_of (JsonArray *days)
{
  guint week = 0;

  for (guint i = 0; i < sl_json_length (days); i++)
    {
      JsonNode *node = json_array_get_element (days, i);
      const gint64 day = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : -1;
      if (day >= 0 && day <= 6 && json_node_get_value_type (node) == G_TYPE_INT64)
        week |= 1u << (day + 6) % 7;
    }
  return week;
}

static void
take_event (SlScriptCalendar *calendar, JsonObject *event)
{
  const char *type = sl_json_text (event, "type"), *name = sl_json_text (event, "name");
  const guint32 day = date_of (sl_json_text (event, "date"));
  const int use = use_of (type, name);

  if (day == 0)
    return;
  if (type != NULL && g_ascii_strcasecmp (type, "start") == 0)
    calendar->start = day;
  else if (use >= 0 && calendar->days->len < MAX_DAYS)
    sl_script_add_day (calendar, day, use, g_strcmp0 (name, type) != 0 ? name : NULL);
}

int
sl_uss_read_calendar (Uss *u, JsonObject *object, gboolean always)
{
  JsonArray *events = sl_json_array (object, "events");
  const guint week = week_of (sl_json_array (object, "daysOff"));
  SlScriptCalendar *calendar;

  if (!always && week == 0 && sl_json_length (events) == 0)
    return -1;
  calendar = sl_script_add_calendar (u->script);
  calendar->name = sl_script_tidy (sl_json_text (object, "name"));
  calendar->origin = always ? g_strdup (sl_json_text (object, "id")) : NULL;
  calendar->week = week;
  for (guint i = 0; i < sl_json_length (events); i++)
    take_event (calendar, sl_json_item (events, i));
  return (int) u->script->calendars->len - 1;
}

static void
read_calendars (Uss *u)
{
  JsonArray *list = sl_json_array (u->root, "calendars");

  for (guint i = 0; i < MIN (sl_json_length (list), MAX_BOARDS); i++)
    {
      JsonObject *one = sl_json_item (list, i);
      const char *id = sl_json_text (one, "id");
      const UssItem item = { 0, one != NULL ? sl_uss_read_calendar (u, one, TRUE) : -1, one, NULL };
      if (id != NULL && item.at >= 0)
        g_hash_table_replace (u->calendars, (gpointer) id, g_memdup2 (&item, sizeof item));
    }
}

/* --- boards --- */

static void
take_strip (Uss *u, SlScriptBoard *board, JsonNode *node)
{
  const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  const UssItem *item = id != NULL ? g_hash_table_lookup (u->breakdowns, id) : NULL;
  double ms;

  if (item != NULL && item->is == USS_SCENE)
    sl_script_add_strip (board, SL_STRIP_SCENE, (guint) item->at, NULL, NAN);
  else if (item != NULL)
    {
      const char *text = sl_json_text (item->object, "bannerText");
      ms = sl_json_number (item->object, "duration");
      sl_script_add_strip (board, SL_STRIP_BANNER, 0,
                           text != NULL ? text : sl_json_text (item->object, "description"),
                           ms > 0 && ms / 60000 <= 1e5 ? ms / 60000 : NAN);
    }
}

/* One list a day, which ends it; what stands beside such lists is of no day. */
static gboolean
take_strips (Uss *u, SlScriptBoard *board, JsonArray *ids)
{
  for (guint i = 0; i < sl_json_length (ids); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      JsonArray *day = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (board->strips->len > 2 * SL_SCRIPT_MAX_SCENES || sl_json_length (day) > SL_SCRIPT_MAX_SCENES)
        return FALSE;
      for (guint k = 0; k < sl_json_length (day); k++)
        take_strip (u, board, json_array_get_element (day, k));
      if (day != NULL)
        sl_script_add_strip (board, SL_STRIP_DAY, 0, NULL, NAN);
      else
        take_strip (u, board, node);
    }
  return TRUE;
}

static gboolean
read_board (Uss *u, JsonObject *one)
{
  JsonArray *parts = sl_json_array (one, "boards");
  const char *calendar = sl_json_text (one, "calendar");
  const UssItem *item = calendar != NULL ? g_hash_table_lookup (u->calendars, calendar) : NULL;
  SlScriptBoard *board = sl_script_add_board (u->script);

  board->name = sl_script_tidy (sl_json_text (one, "name"));
  board->origin = g_strdup (sl_json_text (one, "id"));
  board->calendar = item != NULL ? item->at : -1;
  if (item != NULL)
    board->start = ((SlScriptCalendar *) u->script->calendars->pdata[item->at])->start;
  for (guint i = 0; i < sl_json_length (parts); i++)
    {
      JsonObject *part = sl_json_item (parts, i);
      const char *name = sl_json_text (part, "name");
      /* what no board has is in the boneyard by itself */
      if ((name == NULL || g_ascii_strcasecmp (name, "boneyard") != 0)
          && !take_strips (u, board, sl_json_array (part, "breakdownIds")))
        return FALSE;
    }
  return TRUE;
}

gboolean
sl_uss_read_boards (Uss *u)
{
  JsonArray *list = sl_json_array (u->root, "stripboards");

  read_calendars (u);
  if (sl_json_length (list) > MAX_BOARDS)
    return FALSE;
  for (guint i = 0; i < sl_json_length (list); i++)
    {
      JsonObject *one = sl_json_item (list, i);
      if (one != NULL && !read_board (u, one))
        return FALSE;
    }
  return TRUE;
}
