/* Boards, banners and calendars of a .uss file that is written. */
#include "sl-uss-export-private.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"

enum { MS_A_MINUTE = 60000, MAX_DAYS = 10000 };

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

/* Those that were read, as they are now. A board's start stands in its calendar. */
static void
put_read_calendars (UssOut *out)
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

/* A calendar for a board that has none, or begins on another day than its calendar said. Its id; borrowed. */
static const char *
add_calendar (UssOut *out, const SlBoard *board, guint32 start)
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

/* --- banners --- */

static double
minutes_of (JsonObject *banner)
{
  const double ms = sl_json_number (banner, "duration");

  return ms > 0 && ms / MS_A_MINUTE <= 1e5 ? ms / MS_A_MINUTE : NAN;
}

static gboolean
is_banner (JsonObject *banner, const SlStrip *strip)
{
  const char *text = sl_json_text (banner, "bannerText");
  const double minutes = minutes_of (banner);

  return g_strcmp0 (text != NULL ? text : sl_json_text (banner, "description"), strip->text) == 0
         && (isnan (minutes) ? isnan (strip->minutes) : fabs (minutes - strip->minutes) < 1e-6);
}

/* A banner of the file that says what the strip says and stands nowhere yet on this board; NULL for none. */
static JsonObject *
find_banner (UssOut *out, const SlStrip *strip, GHashTable *taken)
{
  JsonArray *before = out->was != NULL ? sl_json_array (out->was->root, "breakdowns") : NULL;

  for (guint i = 0; i < sl_json_length (before); i++)
    {
      JsonObject *object = sl_json_item (before, i);
      const char *id = object != NULL ? sl_json_text (object, "id") : NULL;
      const UssItem *item = id != NULL ? g_hash_table_lookup (out->was->breakdowns, id) : NULL;

      if (item != NULL && item->is == USS_BANNER && is_banner (object, strip) && !g_hash_table_contains (taken, object))
        return object;
    }
  return NULL;
}

/* Writes the breakdown of a banner that was read, once. */
static void
keep_banner (UssOut *out, JsonObject *object)
{
  if (g_hash_table_add (out->banners, object))
    json_array_add_object_element (out->breakdowns_out, sl_uss_copy (object));
}

/* The id of a banner, whose breakdown is written with it. */
static const char *
banner_id (UssOut *out, const SlBoard *board, guint at, const SlStrip *strip, GHashTable *taken)
{
  static const char *const none[] = { "comments", "description", "pages", "scene", "scriptPage" };
  JsonObject *object = find_banner (out, strip, taken), *made;
  g_autofree char *key = g_strdup_printf ("%s %u", board->entity.id, at);

  if (object != NULL)
    {
      g_hash_table_add (taken, object);
      keep_banner (out, object);
      return sl_json_text (object, "id");
    }
  made = sl_uss_new (out, sl_uss_id (out, "banner", key));
  json_object_set_string_member (made, "bannerText", strip->text != NULL ? strip->text : "");
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    json_object_set_null_member (made, none[i]);
  if (isnan (strip->minutes))
    json_object_set_null_member (made, "duration");
  else
    json_object_set_int_member (made, "duration", (gint64) (strip->minutes * MS_A_MINUTE + .5));
  json_object_set_array_member (made, "elements", json_array_new ());
  json_object_set_string_member (made, "type", "banner");
  json_array_add_object_element (out->breakdowns_out, made);
  return sl_json_text (made, "id");
}

/* --- boards --- */

/* The strips as a list of ids a day, or one list where no day ends; `on` takes the scenes and the banners that stand
 * there. */
static JsonArray *
days_of (UssOut *out, const SlBoard *board, GHashTable *on, gboolean *lost)
{
  JsonArray *days = json_array_new (), *day = json_array_new ();

  for (guint i = 0; i < sl_list_n (board->strips); i++)
    {
      const SlStrip *strip = sl_list_at (board->strips, SlStrip, i);
      const SlSceneEntity *scene = strip->is == SL_STRIP_SCENE && strip->scene != NULL
                                   ? sl_plan_get (out->plan, SL_KIND_SCENE, strip->scene) : NULL;

      if (scene != NULL && sl_uss_has_scene (out, scene))
        {
          json_array_add_string_element (day, sl_uss_id (out, "scene", scene->entity.id));
          g_hash_table_add (on, (gpointer) scene);
        }
      else if (strip->is == SL_STRIP_BANNER)
        json_array_add_string_element (day, banner_id (out, board, i, strip, on));
      else if (strip->is == SL_STRIP_DAY)
        {
          json_array_add_array_element (days, day);
          day = json_array_new ();
        }
      *lost |= strip->is == SL_STRIP_WEEK || strip->unit != NULL || strip->date != 0 || strip->call >= 0
               || (strip->is == SL_STRIP_DAY && strip->text != NULL);
    }
  if (json_array_get_length (days) == 0)
    {
      json_array_unref (days);
      return day;
    }
  if (json_array_get_length (day) > 0)
    json_array_add_array_element (days, day);
  else
    json_array_unref (day);
  return days;
}

/* All ids of a list, whatever lists they stand in; borrowed. */
static void
flatten (JsonArray *list, GPtrArray *ids)
{
  for (guint i = 0; i < sl_json_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_ARRAY (node))
        flatten (json_node_get_array (node), ids);
      else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
        g_ptr_array_add (ids, (gpointer) json_node_get_string (node));
    }
}

/* Whether what was read off the board is off it still. */
static gboolean
stays_off (UssOut *out, const char *id, GHashTable *on, GHashTable *done)
{
  const UssItem *item = g_hash_table_lookup (out->was->breakdowns, id);
  const SlSceneEntity *scene = item != NULL && item->is == USS_SCENE && item->at >= 0 ? out->scenes->pdata[item->at]
                                                                                     : NULL;

  if (item != NULL && item->is == USS_BANNER && !g_hash_table_contains (on, item->object))
    {
      keep_banner (out, item->object);
      return TRUE;
    }
  return scene != NULL && sl_uss_has_scene (out, scene) && !g_hash_table_contains (on, scene)
         && g_hash_table_add (done, (gpointer) scene);
}

/* Scenes that stand on no day, and banners that did not: first in the order that was read. Where all is as it was, so
 * is the list. */
static JsonArray *
boneyard_of (UssOut *out, JsonArray *before, GHashTable *on)
{
  JsonArray *ids = json_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GPtrArray) read = g_ptr_array_new ();
  gboolean same = before != NULL;

  flatten (before, read);
  for (guint i = 0; i < read->len; i++)
    if (stays_off (out, read->pdata[i], on, done))
      json_array_add_string_element (ids, read->pdata[i]);
    else
      same = FALSE;
  for (guint i = 0; i < sl_plan_count (out->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (gconstpointer) sl_plan_at (out->plan, SL_KIND_SCENE, i);
      if (!sl_uss_has_scene (out, scene) || g_hash_table_contains (on, scene) || g_hash_table_contains (done, scene))
        continue;
      json_array_add_string_element (ids, sl_uss_id (out, "scene", scene->entity.id));
      same = FALSE;
    }
  if (!same)
    return ids;
  json_array_unref (ids);
  return json_array_ref (before);
}

static gboolean
is_boneyard (JsonObject *part)
{
  const char *name = sl_json_text (part, "name");

  return name != NULL && g_ascii_strcasecmp (name, "boneyard") == 0;
}

static JsonObject *
new_part (UssOut *out, const SlBoard *board, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s %s", board->entity.id, name);
  JsonObject *part = json_object_new ();

  json_object_set_string_member (part, "id", sl_uss_id (out, "part", key));
  json_object_set_string_member (part, "name", name);
  return part;
}

/* The parts that were read with what stands on them now: the days on the first, the boneyard where it was. */
static JsonArray *
parts_of (UssOut *out, const SlBoard *board, JsonArray *before, gboolean *lost)
{
  g_autoptr (GHashTable) on = g_hash_table_new (g_direct_hash, g_direct_equal);
  JsonArray *parts = json_array_new (), *days = days_of (out, board, on, lost);
  gboolean bones = FALSE, put = FALSE;

  for (guint i = 0; i < sl_json_length (before); i++)
    {
      JsonObject *part = sl_json_item (before, i), *copy;

      if (part == NULL)
        continue;
      copy = sl_uss_copy (part);
      if (is_boneyard (part))
        {
          json_object_set_array_member (copy, "breakdownIds",
                                        boneyard_of (out, bones ? NULL : sl_json_array (part, "breakdownIds"), on));
          bones = TRUE;
        }
      else
        json_object_set_array_member (copy, "breakdownIds", put ? json_array_new () : json_array_ref (days));
      put |= !is_boneyard (part);
      json_array_add_object_element (parts, copy);
    }
  for (guint i = 0; i < 2; i++)
    if (i == 0 ? !put : !bones)
      {
        JsonObject *part = new_part (out, board, i == 0 ? "stripboard" : "boneyard");
        json_object_set_array_member (part, "breakdownIds",
                                      i == 0 ? json_array_ref (days) : boneyard_of (out, NULL, on));
        json_array_add_object_element (parts, part);
      }
  json_array_unref (days);
  return parts;
}

/* What was read of a board; NULL where it is new. */
static const SlScriptBoard *
board_was (const UssOut *out, const SlBoard *board, JsonObject **object)
{
  JsonArray *list = out->was != NULL ? sl_json_array (out->was->root, "stripboards") : NULL;

  *object = NULL;
  for (guint i = 0, n = 0; board->origin != NULL && i < sl_json_length (list); i++)
    {
      JsonObject *one = sl_json_item (list, i);
      if (one == NULL)
        continue;
      if (g_strcmp0 (sl_json_text (one, "id"), board->origin) == 0)
        {
          *object = one;
          return out->was->script->boards->pdata[n];
        }
      n++;
    }
  return NULL;
}

static void
put_board (UssOut *out, JsonArray *boards, const SlBoard *board)
{
  JsonObject *before;
  const SlScriptBoard *was = board_was (out, board, &before);
  const guint32 start = board->start > 0 ? board->start : out->production->start;
  JsonObject *object = sl_uss_copy (before);
  gboolean lost = FALSE;

  if (was == NULL)
    json_object_set_string_member (object, "id", sl_uss_id (out, "board", board->entity.id));
  json_object_set_array_member (object, "boards", parts_of (out, board, sl_json_array (before, "boards"), &lost));
  if (was == NULL || board->start != was->start || was->calendar < 0)
    json_object_set_string_member (object, "calendar", add_calendar (out, board, start));
  if (was == NULL || g_strcmp0 (was->name, board->entity.name) != 0)
    json_object_set_string_member (object, "name", sl_entity_title (&board->entity));
  json_array_add_object_element (boards, object);
  if (lost)
    sl_uss_tell (out, &board->entity, _("ends of weeks, fixed dates, calls and units of days are left out: .uss has no "
                                        "place for them"), _("Send the stripboard as a PDF with it"));
}

/* Banners that stood on no board of the file stay in it. */
static void
put_idle_banners (UssOut *out)
{
  JsonArray *before = out->was != NULL ? sl_json_array (out->was->root, "breakdowns") : NULL;
  g_autoptr (GHashTable) stood = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint b = 0; out->was != NULL && b < out->was->script->boards->len; b++)
    {
      const SlScriptBoard *board = out->was->script->boards->pdata[b];
      for (guint i = 0; i < board->strips->len; i++)
        {
          const SlScriptStrip *strip = &g_array_index (board->strips, SlScriptStrip, i);
          if (strip->is == SL_STRIP_BANNER && strip->text != NULL)
            g_hash_table_add (stood, strip->text);
        }
    }
  for (guint i = 0; i < sl_json_length (before); i++)
    {
      JsonObject *object = sl_json_item (before, i);
      const char *id = object != NULL ? sl_json_text (object, "id") : NULL, *text = sl_json_text (object, "bannerText");
      const UssItem *item = id != NULL ? g_hash_table_lookup (out->was->breakdowns, id) : NULL;

      if (item != NULL && item->is == USS_BANNER && !g_hash_table_contains (out->banners, object)
          && (text == NULL || !g_hash_table_contains (stood, text)))
        json_array_add_object_element (out->breakdowns_out, sl_uss_copy (object));
    }
}

void
sl_uss_put_boards (UssOut *out, JsonObject *root)
{
  JsonArray *boards = json_array_new ();

  put_read_calendars (out);
  for (guint i = 0; i < sl_plan_count (out->plan, SL_KIND_BOARD); i++)
    {
      const SlBoard *board = (gconstpointer) sl_plan_at (out->plan, SL_KIND_BOARD, i);
      if (g_strcmp0 (board->production, out->production->entity.id) == 0)
        put_board (out, boards, board);
    }
  put_idle_banners (out);
  json_object_set_array_member (root, "stripboards", boards);
}
