/* What a facility says of its stage is written: with the conditions that days have, so that nothing of another's is
 * lost, and never so that a day that somebody has would be cut otherwise. */
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-stage-calendar-private.h"

enum { TRIES = 3 };

/* How many objects of days there are. */
static guint
count_days (const SlStageCalendar *c)
{
  GHashTableIter at;
  gpointer entry;
  guint n = 0;

  g_hash_table_iter_init (&at, c->entries);
  while (g_hash_table_iter_next (&at, NULL, &entry))
    n += ((SlEntry *) entry)->is_day;
  return n;
}

static gboolean
has_slots (const SlStageCalendar *c, const char *slots)
{
  GString *own = g_string_new (NULL);
  gboolean same;

  for (guint i = 0; i < c->settings.slots->len; i++)
    g_string_append_printf (own, "%s%s", i > 0 ? "," : "",
                            c->settings.slots->pdata[i] != NULL ? (char *) c->settings.slots->pdata[i] : "");
  same = g_str_equal (own->str, g_str_equal (slots, "all") ? "" : slots);
  g_string_free (own, TRUE);
  return same;
}

/* FALSE with an error where days are cut otherwise already. */
static gboolean
may_change (const SlStageCalendar *c, const SlSettingsChange *change, GError **error)
{
  const guint n = count_days (c);

  if (change->slots == NULL || n == 0 || has_slots (c, change->slots))
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("the slots of “%s” stay as they are while it has bookings; release them "
                                         "first, or book another stage"), c->stage);
  return FALSE;
}

/* One attempt over what was read; `text` is what was written. */
static SlWrite
write_once (SlStageCalendar *c, const SlEntry *had, const SlSettingsChange *change, char **text, GError **error)
{
  if ((*text = sl_stage_settings_edit (had != NULL ? had->text : NULL, change, error)) == NULL)
    return SL_WRITE_FAILED;
  if (had == NULL)
    return sl_backend_create (c->backend, SL_STAGE_SETTINGS_NAME, *text, NULL, error);
  if (g_strcmp0 (had->text, *text) == 0)
    return SL_WRITE_DONE;
  return sl_backend_replace (c->backend, SL_STAGE_SETTINGS_NAME, had->etag, *text, NULL, error);
}

/* Somebody took a day in the meantime: what stood there comes back. */
static gboolean
go_back (SlStageCalendar *c, const char *before, GError **error)
{
  const SlEntry *entry = g_hash_table_lookup (c->entries, SL_STAGE_SETTINGS_NAME);

  if (entry != NULL && before != NULL)
    sl_backend_replace (c->backend, SL_STAGE_SETTINGS_NAME, entry->etag, before, NULL, NULL);
  else if (entry != NULL)
    sl_backend_remove (c->backend, SL_STAGE_SETTINGS_NAME, entry->etag, NULL, NULL);
  sl_error_set (error, SL_ERROR_SERVICE, _("somebody booked “%s” in the same moment; its slots stay as they are"),
                c->stage);
  return FALSE;
}

gboolean
sl_stage_calendar_change (SlStageCalendar *c, const SlSettingsChange *change, SlWatch *watch, GError **error)
{
  g_autoptr (GError) inner = NULL;

  for (guint i = 0; i < TRIES; i++)
    {
      g_autofree char *before = NULL, *text = NULL;
      const SlEntry *had;
      gboolean other_slots;
      SlWrite written;

      if (!sl_stage_calendar_sync (c, watch, error) || !may_change (c, change, error))
        return FALSE;
      had = g_hash_table_lookup (c->entries, SL_STAGE_SETTINGS_NAME);
      before = had != NULL ? g_strdup (had->text) : NULL;
      other_slots = change->slots != NULL && !has_slots (c, change->slots);
      g_clear_error (&inner);
      written = write_once (c, had, change, &text, &inner);
      if (written == SL_WRITE_FAILED)
        break;
      if (!sl_stage_calendar_sync (c, watch, error))
        return FALSE;
      if (other_slots && written == SL_WRITE_DONE && count_days (c) > 0)
        return go_back (c, before, error);
      if (written == SL_WRITE_DONE && (change->slots == NULL || has_slots (c, change->slots)))
        return TRUE;
    }
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    sl_error_set (error, SL_ERROR_SERVICE, _("%s: “%s” changes while it is written; try again"), c->backend->title,
                  SL_STAGE_SETTINGS_NAME);
  return FALSE;
}
