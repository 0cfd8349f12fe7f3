#include "sl-book-check.h"

#include "sl-error.h"

static void
check_free (gpointer data)
{
  SlBookCheck *check = data;

  g_free (check->url);
  g_free (check->name);
  g_free (check->stage);
  g_clear_error (&check->error);
  sl_protection_clear (&check->protection);
  g_free (check);
}

/* Which calendar is the stage's, as sl_book_open() finds it. Borrowed; NULL with an error. */
static const SlCaldavCalendar *
calendar_of (const SlBookCheckOptions *o, const GPtrArray *calendars, const SlEntity *stage, GError **error)
{
  const gboolean only = o->stage != NULL || sl_plan_count (o->plan, SL_KIND_STAGE) == 1;
  const SlCaldavCalendar *own = only ? sl_caldav_own (calendars, o->url) : NULL;

  return own != NULL ? own : sl_caldav_pick (calendars, stage->id, stage->name, error);
}

static SlBookCheck *
find (const GPtrArray *checks, const char *url)
{
  for (guint i = 0; i < checks->len; i++)
    if (g_strcmp0 (((SlBookCheck *) checks->pdata[i])->url, url) == 0)
      return checks->pdata[i];
  return NULL;
}

/* Gives the calendars their stages, and a line of its own to a stage that has none. */
static void
add_stages (const SlBookCheckOptions *o, const GPtrArray *calendars, GPtrArray *checks)
{
  for (guint i = 0; o->plan != NULL && i < sl_plan_count (o->plan, SL_KIND_STAGE); i++)
    {
      const SlEntity *stage = sl_plan_at (o->plan, SL_KIND_STAGE, i);
      g_autoptr (GError) error = NULL;
      const SlCaldavCalendar *calendar;
      SlBookCheck *check;

      if (o->stage != NULL && !g_str_equal (o->stage, stage->id))
        continue;
      calendar = calendar_of (o, calendars, stage, &error);
      if (calendar == NULL)
        {
          check = g_new0 (SlBookCheck, 1);
          check->error = g_steal_pointer (&error);
          g_ptr_array_add (checks, check);
        }
      else
        check = find (checks, calendar->url);
      g_free (check->stage);
      check->stage = g_strdup (stage->id);
    }
}

typedef struct {
  const SlBookCheckOptions *options;
  const char               *url;
} Way;

static SlBackend *
connect_to (gpointer data, GError **error)
{
  const Way *way = data;
  SlHttp *http = sl_http_new (way->options->url, &way->options->account, error);

  return http != NULL ? sl_caldav_new (http, way->url, error) : NULL;
}

/* Those that are to be tried. */
static GPtrArray *
chosen (const SlBookCheckOptions *o, const GPtrArray *checks)
{
  GPtrArray *some = g_ptr_array_new ();

  for (guint i = 0; i < checks->len && some->len < SL_BOOK_CHECK_MOST; i++)
    {
      SlBookCheck *check = checks->pdata[i];
      if (check->url != NULL && (o->plan == NULL || check->stage != NULL))
        g_ptr_array_add (some, check);
    }
  return some;
}

static gboolean
try_all (const SlBookCheckOptions *o, const GPtrArray *checks, SlWatch *watch, GError **error)
{
  g_autoptr (GPtrArray) some = chosen (o, checks);

  for (guint i = 0; i < some->len; i++)
    {
      SlBookCheck *check = some->pdata[i];
      g_autoptr (SlWatch) part = sl_watch_new_part (watch, (i + .1) / (some->len + .1), (i + 1.1) / (some->len + .1));
      Way way = { o, check->url };

      check->tried = TRUE;
      sl_protection_find (connect_to, &way, &check->protection, part, &check->error);
      if (g_error_matches (check->error, SL_ERROR, SL_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&check->error));
          return FALSE;
        }
    }
  return TRUE;
}

GPtrArray *
sl_book_check (const SlBookCheckOptions *o, SlWatch *watch, GError **error)
{
  g_autoptr (SlHttp) http = sl_http_new (o->url, &o->account, error);
  g_autoptr (GPtrArray) calendars = http != NULL ? sl_caldav_find (http, o->url, watch, error) : NULL;
  g_autoptr (GPtrArray) checks = NULL;

  if (calendars == NULL)
    return NULL;
  checks = g_ptr_array_new_with_free_func (check_free);
  for (guint i = 0; i < calendars->len; i++)
    {
      const SlCaldavCalendar *calendar = calendars->pdata[i];
      SlBookCheck *check = g_new0 (SlBookCheck, 1);

      *check = (SlBookCheck) { .url = g_strdup (calendar->url), .name = g_strdup (calendar->name),
                               .writes = calendar->writes };
      g_ptr_array_add (checks, check);
    }
  add_stages (o, calendars, checks);
  return try_all (o, checks, watch, error) ? g_steal_pointer (&checks) : NULL;
}

int
sl_book_check_level (const GPtrArray *checks)
{
  int level = -1;

  for (guint i = 0; i < checks->len; i++)
    {
      const SlBookCheck *check = checks->pdata[i];
      if (check->tried && check->error == NULL)
        level = MAX (level, (int) check->protection.level);
    }
  return level;
}
