/* Boards and calendars of a script, as a command brings them in. What a board or a calendar of the plan holds is
 * people's work: one that comes again with other strips comes beside it, under a name of its own. */
#include <math.h>

#include "sl-i18n.h"
#include "sl-script-merge-private.h"
#include "sl-strip-list.h"

/* --- calendars --- */

static void
set_list (Merge *m, const char *id, SlKind kind, const char *path, SlList *list)
{
  const SlField *field = sl_record_field (&sl_kind_info (kind)->record, path);
  g_autoptr (GString) text = g_string_new (NULL);
  SlList *owned = list;

  sl_field_print (field, &owned, text);
  sl_command_set (m->command, id, path, text->str);
  sl_list_unref (list);
}

static void
set_week (Merge *m, const char *id, guint week)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const SlEnumValue *days = sl_record_field (&sl_kind_info (SL_KIND_CALENDAR)->record, "week")->values;

  for (guint i = 0; days[i].id != NULL; i++)
    if (week & 1u << i)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", days[i].id);
  if (text->len > 0)
    sl_command_set (m->command, id, "week", text->str);
}

static void
set_spans (Merge *m, const char *id, const SlScriptCalendar *calendar)
{
  const SlField *field = sl_record_field (&sl_kind_info (SL_KIND_CALENDAR)->record, "spans");
  SlList *list;

  if (calendar->days->len == 0)
    return;
  list = sl_list_new (field, calendar->days->len);
  for (guint i = 0; i < calendar->days->len; i++)
    {
      const SlScriptDay *day = &g_array_index (calendar->days, SlScriptDay, i);
      SlCalendarSpan *span = (gpointer) sl_list_at (list, SlCalendarSpan, i);

      sl_record_init (field->record, span);
      span->from = day->day;
      span->is = day->is;
      span->name = day->name != NULL ? g_ref_string_new (day->name) : NULL;
    }
  set_list (m, id, SL_KIND_CALENDAR, "spans", list);
}

/* The id of a new calendar. */
static char *
add_calendar (Merge *m, const SlScriptCalendar *calendar, const char *name)
{
  char *id = sl_merge_id (m, name, "calendar");

  sl_command_add (m->command, SL_KIND_CALENDAR, id);
  sl_merge_set (m, id, "name", name);
  set_week (m, id, calendar->week);
  set_spans (m, id, calendar);
  sl_merge_origin (m, id, calendar->origin);
  return id;
}

/* Where the plan has none that was set: of cast their own, of the production that of the board that counts. */
static void
set_calendars (Merge *m, int of_production)
{
  const SlProduction *production = sl_plan_get (m->plan, SL_KIND_PRODUCTION, m->production);

  for (guint i = 0; i < m->script->cast->len; i++)
    {
      const SlScriptCast *cast = m->script->cast->pdata[i];
      const SlCast *was = sl_plan_get (m->plan, SL_KIND_CAST, m->cast->pdata[i]);
      if (cast->calendar < 0 || (was != NULL && was->calendar != NULL))
        continue;
      g_autofree char *id = add_calendar (m, m->script->calendars->pdata[cast->calendar], cast->name);
      sl_merge_set (m, m->cast->pdata[i], "calendar", id);
    }
  if (of_production < 0 || (production != NULL && production->calendar != NULL))
    return;
  const SlScriptCalendar *calendar = m->script->calendars->pdata[of_production];
  g_autofree char *id = add_calendar (m, calendar, calendar->name != NULL ? calendar->name : _("Calendar"));
  sl_merge_set (m, m->production, "calendar", id);
}

/* --- boards --- */

/* A new reference, NULL for none. */
static SlList *
strips_of (Merge *m, const SlScriptBoard *board)
{
  const guint n = board->strips->len;
  g_autofree SlStrip *strips = g_new0 (SlStrip, n + 1);
  SlList *list;

  for (guint i = 0; i < n; i++)
    {
      const SlScriptStrip *strip = &g_array_index (board->strips, SlScriptStrip, i);

      strips[i] = (SlStrip) { .is = strip->is, .minutes = strip->minutes, .call = -1 };
      if (strip->is == SL_STRIP_SCENE)
        strips[i].scene = g_ref_string_new (m->scenes->pdata[strip->scene]);
      if (strip->text != NULL)
        strips[i].text = g_ref_string_new (strip->text);
    }
  list = sl_strips_with (NULL, 0, strips, n);
  for (guint i = 0; i < n; i++)
    {
      g_clear_pointer (&strips[i].scene, g_ref_string_release);
      g_clear_pointer (&strips[i].text, g_ref_string_release);
    }
  return list;
}

/* A board of the production with that name; NULL for none. Borrowed. */
static const SlBoard *
board_named (const Merge *m, const char *name)
{
  for (guint i = 0; !m->is_new && i < sl_plan_count (m->plan, SL_KIND_BOARD); i++)
    {
      const SlBoard *board = (gconstpointer) sl_plan_at (m->plan, SL_KIND_BOARD, i);
      if (g_strcmp0 (board->production, m->production) == 0 && g_strcmp0 (board->entity.name, name) == 0)
        return board;
    }
  return NULL;
}

/* A board that the file's came in as before, under its name or one that was made of it; NULL for none. Borrowed. */
static const SlBoard *
board_like (const Merge *m, const char *name, SlList *strips)
{
  const SlField *field = sl_record_field (&sl_kind_info (SL_KIND_BOARD)->record, "strips");

  for (guint i = 0; !m->is_new && i < sl_plan_count (m->plan, SL_KIND_BOARD); i++)
    {
      const SlBoard *board = (gconstpointer) sl_plan_at (m->plan, SL_KIND_BOARD, i);
      if (g_strcmp0 (board->production, m->production) == 0 && board->entity.name != NULL
          && g_str_has_prefix (board->entity.name, name) && sl_field_equal (field, &board->strips, &strips))
        return board;
    }
  return NULL;
}

static void
add_board (Merge *m, const SlScriptBoard *board, const SlList *strips, const char *id, const char *name)
{
  sl_command_add (m->command, SL_KIND_BOARD, id);
  sl_merge_set (m, id, "name", name);
  sl_merge_set (m, id, "production", m->production);
  sl_merge_origin (m, id, board->origin);
  if (board->start > 0)
    {
      g_autofree char *date = sl_date_to_text (board->start);
      sl_command_set (m->command, id, "start", date);
    }
  if (strips != NULL)
    sl_command_set_strips (m->command, id, strips);
}

/* The id of the board as it is in the plan now. */
static char *
merge_board (Merge *m, const SlScriptBoard *board)
{
  const char *wanted = board->name != NULL ? board->name : _("Board");
  SlList *strips = strips_of (m, board);
  const SlBoard *was = board_named (m, wanted), *same = board_like (m, wanted, strips);
  g_autofree char *name = g_strdup (wanted);
  char *id;

  if (same != NULL)
    {
      sl_list_unref (strips);
      return g_strdup (same->entity.id);
    }
  for (guint n = 2; board_named (m, name) != NULL; n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", wanted, n);
    }
  id = sl_merge_id (m, name, "board");
  add_board (m, board, strips, id, name);
  sl_list_unref (strips);
  if (was != NULL)
    sl_merge_tell (m, SL_SEVERITY_NOTE, id, "board-beside", _("compare them, and remove the one that is not needed"),
                   _("board “%s” is there with other strips; that of the file comes beside it as “%s”"), wanted, name);
  return id;
}

static guint
days_of (const SlScriptBoard *board)
{
  guint days = 0;

  for (guint i = 0; i < board->strips->len; i++)
    days += g_array_index (board->strips, SlScriptStrip, i).is == SL_STRIP_DAY;
  return days;
}

/* The board with most days is the schedule, where nobody has named another. */
void
sl_merge_boards (Merge *m)
{
  const SlProduction *production = sl_plan_get (m->plan, SL_KIND_PRODUCTION, m->production);
  g_autofree char *counts = NULL;
  guint most = 0;
  int calendar = -1;

  for (guint i = 0; i < m->script->boards->len; i++)
    {
      const SlScriptBoard *board = m->script->boards->pdata[i];
      g_autofree char *id = merge_board (m, board);

      if (counts != NULL && days_of (board) <= most)
        continue;
      g_free (counts);
      counts = g_steal_pointer (&id);
      most = days_of (board);
      calendar = board->calendar;
    }
  set_calendars (m, calendar);
  if (counts != NULL && (production == NULL || production->board == NULL))
    sl_merge_set (m, m->production, "board", counts);
}
