#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-stage-calendar-private.h"
#include "sl-stage-clock.h"

enum { TEN_YEARS = 3660 };

/* --- the calendar --- */

SlStageCalendar *
sl_stage_calendar_new (SlBackend *backend, const char *stage, const char *zone, guint32 today)
{
  SlStageCalendar *c = g_new0 (SlStageCalendar, 1);

  c->backend = backend;
  c->stage = g_strdup (stage);
  c->zone = g_strdup (zone);
  c->now = sl_stage_instant (zone, today, 0);
  c->view = (SlObjectView) { c->zone, 0, today - MIN (today - 1, TEN_YEARS), today + TEN_YEARS };
  c->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, sl_entry_free);
  sl_stage_settings_init (&c->settings);
  return c;
}

void
sl_stage_calendar_set_now (SlStageCalendar *c, gint64 now)
{
  c->now = now;
}

void
sl_stage_calendar_free (SlStageCalendar *c)
{
  if (c == NULL)
    return;
  sl_backend_free (c->backend);
  g_hash_table_unref (c->entries);
  sl_stage_settings_clear (&c->settings);
  g_free (c->stage);
  g_free (c->zone);
  g_free (c->token);
  g_free (c);
}

/* Without that object a day is one slot. One that cannot be read tells nobody how to book: FALSE with an error. */
static gboolean
read_settings (SlStageCalendar *c, const SlEntry *entry, GError **error)
{
  gboolean fine;

  sl_stage_settings_clear (&c->settings);
  sl_stage_settings_init (&c->settings);
  fine = entry == NULL || sl_stage_settings_read (&c->settings, entry->text);
  c->view.begins_s = c->settings.begins_s;
  if (!fine)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: “%s” does not say how the stage divides its days; mend or remove it"),
                  c->backend->title, SL_STAGE_SETTINGS_NAME);
  return fine;
}

const SlStageSettings *
sl_stage_calendar_settings (const SlStageCalendar *c)
{
  return &c->settings;
}

static gboolean
is_known (const SlStageCalendar *c, const SlResource *resource)
{
  const SlEntry *entry = g_hash_table_lookup (c->entries, resource->name);

  return entry != NULL && resource->etag != NULL && g_strcmp0 (entry->etag, resource->etag) == 0;
}

/* Those whose version is known already go from `changed`. */
static void
drop_known (const SlStageCalendar *c, GPtrArray *changed)
{
  for (guint i = changed->len; i > 0; i--)
    if (is_known (c, changed->pdata[i - 1]))
      g_ptr_array_remove_index (changed, i - 1);
}

/* What has changed. A server that has lost the token may tell of all that it has as if it had changed (DAViCal does),
 * and not of what went meanwhile: an answer that tells what is known already is replaced by all. */
static SlChanges *
list_changes (const SlStageCalendar *c, SlWatch *watch, GError **error)
{
  g_autoptr (SlChanges) changes = sl_backend_list (c->backend, c->token, watch, error);

  for (guint i = 0; changes != NULL && !changes->whole && i < changes->changed->len; i++)
    if (is_known (c, changes->changed->pdata[i]))
      return sl_backend_list (c->backend, NULL, watch, error);
  return g_steal_pointer (&changes);
}

static void
forget_gone (SlStageCalendar *c, const SlChanges *changes)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter at;
  gpointer name;

  for (guint i = 0; i < changes->removed->len; i++)
    g_hash_table_remove (c->entries, changes->removed->pdata[i]);
  if (!changes->whole)
    return;
  for (guint i = 0; i < changes->changed->len; i++)
    g_hash_table_add (there, ((SlResource *) changes->changed->pdata[i])->name);
  g_hash_table_iter_init (&at, c->entries);
  while (g_hash_table_iter_next (&at, &name, NULL))
    if (!g_hash_table_contains (there, name))
      g_hash_table_iter_remove (&at);
}

/* By another view other days are taken. */
static void
read_again (SlStageCalendar *c)
{
  GHashTableIter at;
  gpointer value;

  g_hash_table_iter_init (&at, c->entries);
  while (g_hash_table_iter_next (&at, NULL, &value))
    {
      const SlEntry *old = value;
      g_autofree char *etag = g_strdup (old->etag), *text = g_strdup (old->text), *name = g_strdup (old->name);
      SlEntry *entry = sl_entry_new (c, name, etag, text);
      SlEntry swapped = *entry;

      *entry = *old;
      *(SlEntry *) value = swapped; /* in place: the table's key is its name */
      g_free (((SlEntry *) value)->name);
      ((SlEntry *) value)->name = entry->name;
      entry->name = NULL;
      sl_entry_free (entry);
    }
}

void
sl_stage_calendar_follow (SlStageCalendar *c, guint32 from, guint32 to)
{
  if (from >= c->view.from && to <= c->view.to)
    return;
  c->view.from = MIN (c->view.from, from);
  c->view.to = MAX (c->view.to, to);
  read_again (c);
}

gboolean
sl_stage_calendar_sync (SlStageCalendar *c, SlWatch *watch, GError **error)
{
  g_autoptr (SlChanges) changes = list_changes (c, watch, error);
  const int begins_s = c->view.begins_s;

  if (changes == NULL)
    return FALSE;
  forget_gone (c, changes);
  drop_known (c, changes->changed);
  if (!sl_backend_fetch (c->backend, changes->changed, watch, error))
    return FALSE;
  for (guint i = 0; i < changes->changed->len; i++)
    {
      const SlResource *r = changes->changed->pdata[i];
      SlEntry *entry = r->text != NULL || r->etag != NULL ? sl_entry_new (c, r->name, r->etag, r->text) : NULL;

      g_hash_table_remove (c->entries, r->name);
      if (entry != NULL)
        g_hash_table_insert (c->entries, entry->name, entry);
    }
  if (!read_settings (c, g_hash_table_lookup (c->entries, SL_STAGE_SETTINGS_NAME), error))
    return FALSE;
  if (c->view.begins_s != begins_s)
    read_again (c);
  g_free (c->token);
  c->token = g_strdup (changes->token);
  c->is_read = TRUE;
  return TRUE;
}

gboolean
sl_stage_calendar_is_read (const SlStageCalendar *c)
{
  return c->is_read;
}

gboolean
sl_stage_calendar_is_read_only (const SlStageCalendar *c)
{
  return c->backend->read_only;
}

const char *
sl_stage_calendar_title (const SlStageCalendar *c)
{
  return c->backend->title;
}

/* --- days --- */

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const SlStageDay *x = *(SlStageDay *const *) a, *y = *(SlStageDay *const *) b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank - y->rank;
  return strcmp (x->path, y->path);
}

static void
add_problem (const SlStageCalendar *c, const SlEntry *entry, const char *text, GPtrArray *problems)
{
  GError *error = NULL;
  g_autofree char *title = g_strdup (c->backend->title);

  if (problems == NULL)
    return;
  if (g_str_has_suffix (title, "/"))
    title[strlen (title) - 1] = '\0';
  sl_error_set (&error, SL_ERROR_INPUT, "%s/%s: %s", title, entry->name, text);
  g_ptr_array_add (problems, error);
}

static void
add_days (const SlStageCalendar *c, const SlEntry *entry, GPtrArray *days, GPtrArray *problems)
{
  gboolean named = FALSE;

  if (entry->object == NULL)
    add_problem (c, entry, entry->why, problems);
  for (guint i = 0; entry->object != NULL && i < entry->object->remarks->len; i++)
    add_problem (c, entry, entry->object->remarks->pdata[i], problems);
  for (guint i = 0; entry->object != NULL && i < entry->object->events->len; i++)
    {
      const SlEvent *event = entry->object->events->pdata[i];
      for (guint k = 0; k < event->spans->len; k++)
        for (guint32 day = g_array_index (event->spans, SlSpan, k).from;
             day <= g_array_index (event->spans, SlSpan, k).to; day++)
          {
            g_ptr_array_add (days, sl_entry_day (c, entry, event, day));
            named |= entry->is_day && day == entry->day;
          }
    }
  if (!entry->is_day || named || sl_entry_is_free (c, entry))
    return;
  /* ours from another time than others are followed through, or what nobody can read */
  const gboolean readable = entry->object != NULL && !entry->object->doubtful;
  g_ptr_array_add (days, sl_entry_day (c, entry, readable ? sl_entry_first_event (entry) : NULL, entry->day));
}

GPtrArray *
sl_stage_calendar_days (SlStageCalendar *c, GPtrArray *problems)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_stage_day_free);
  GHashTableIter at;
  gpointer entry;

  g_hash_table_iter_init (&at, c->entries);
  while (g_hash_table_iter_next (&at, NULL, &entry))
    if (!g_str_equal (((SlEntry *) entry)->name, SL_STAGE_SETTINGS_NAME))
      add_days (c, entry, days, problems);
  g_ptr_array_sort (days, compare_days);
  return days;
}
