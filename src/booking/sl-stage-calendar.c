#include <stdio.h>
#include <string.h>

#include "sl-content-lines.h"
#include "sl-error.h"
#include "sl-field.h"
#include "sl-i18n.h"
#include "sl-stage-calendar-private.h"
#include "sl-stage-clock.h"

enum { TEN_YEARS = 3660, MAX_SLOTS = 8 };

/* The object that says how the stage divides its days:
 * X-SIGHTLINE-SLOTS:day,night
 * X-SIGHTLINE-DAY-BEGINS:06:00 */
static const char settings_name[] = "stage.ics";

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
  c->slots = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (c->slots, NULL);
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
  g_ptr_array_unref (c->slots);
  g_free (c->stage);
  g_free (c->zone);
  g_free (c->token);
  g_free (c);
}

static gboolean
is_slot (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p))
      return FALSE;
  return *name != '\0' && strlen (name) <= 20 && !g_str_has_prefix (name, "hold");
}

/* FALSE for a line that is none of its kind. */
static gboolean
read_setting (SlStageCalendar *c, const SlContentLine *line)
{
  g_autofree char *value = sl_content_line_text (line);
  int hours, minutes, end = 0;

  if (g_str_equal (line->name, "X-SIGHTLINE-DAY-BEGINS"))
    {
      if (sscanf (value, "%2d:%2d%n", &hours, &minutes, &end) != 2 || value[end] != '\0' || hours < 0 || hours > 23
          || minutes < 0 || minutes > 59)
        return FALSE;
      c->view.begins_s = hours * 3600 + minutes * 60;
    }
  if (g_str_equal (line->name, "X-SIGHTLINE-SLOTS"))
    {
      g_auto (GStrv) slots = g_strsplit (value, ",", -1);
      const guint n = g_strv_length (slots);

      g_ptr_array_set_size (c->slots, 0);
      for (guint i = 0; i < n && i < MAX_SLOTS; i++)
        {
          if (!is_slot (g_strstrip (slots[i])))
            return FALSE;
          g_ptr_array_add (c->slots, n > 1 ? g_strdup (slots[i]) : NULL); /* one slot is the whole day */
        }
      return n > 0 && n <= MAX_SLOTS;
    }
  return TRUE;
}

/* Without that object a day is one slot. One that cannot be read tells nobody how to book: FALSE with an error. */
static gboolean
read_settings (SlStageCalendar *c, const char *text, gboolean there, GError **error)
{
  g_autoptr (GPtrArray) lines = text != NULL ? sl_content_lines_read (text, strlen (text), NULL) : NULL;
  gboolean fine = lines != NULL || !there;

  g_ptr_array_set_size (c->slots, 0);
  g_ptr_array_add (c->slots, NULL);
  c->view.begins_s = 0;
  for (guint i = 0; lines != NULL && fine && i < lines->len; i++)
    fine = read_setting (c, lines->pdata[i]);
  if (!fine)
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: “%s” does not say how the stage divides its days; mend or remove it"),
                  c->backend->title, settings_name);
  return fine;
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
  const SlEntry *settings;

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
  settings = g_hash_table_lookup (c->entries, settings_name);
  if (!read_settings (c, settings != NULL ? settings->text : NULL, settings != NULL, error))
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
    if (!g_str_equal (((SlEntry *) entry)->name, settings_name))
      add_days (c, entry, days, problems);
  g_ptr_array_sort (days, compare_days);
  return days;
}
