/* Objects of a stage's calendar as they were read: whose they are, and what they keep others out of. */
#include <string.h>

#include "sl-day-object.h"
#include "sl-i18n.h"
#include "sl-stage-calendar-private.h"
#include "sl-stage-clock.h"

void
sl_entry_free (gpointer data)
{
  SlEntry *entry = data;

  g_free (entry->name);
  g_free (entry->etag);
  g_free (entry->text);
  g_free (entry->why);
  g_free (entry->slot);
  sl_object_free (entry->object);
  g_free (entry);
}

SlEntry *
sl_entry_new (const SlStageCalendar *c, const char *name, const char *etag, const char *text)
{
  SlEntry *entry = g_new0 (SlEntry, 1);
  g_autoptr (GError) error = NULL;

  entry->name = g_strdup (name);
  entry->etag = g_strdup (etag);
  entry->text = g_strdup (text);
  entry->is_day = sl_day_object_parse_name (name, &entry->day, &entry->slot, &entry->rank);
  if (text != NULL)
    entry->object = sl_object_read (text, strlen (text), &c->view, &error);
  if (entry->object == NULL)
    entry->why = g_strdup (error != NULL ? error->message
                                         : _("this is no plain file, or too large; remove it or move it elsewhere"));
  return entry;
}

const SlEvent *
sl_entry_first_event (const SlEntry *entry)
{
  return entry->object != NULL ? entry->object->events->pdata[0] : NULL;
}

const char *
sl_entry_booking (const SlEntry *entry)
{
  const SlEvent *event = sl_entry_first_event (entry);

  return event != NULL && event->booking != NULL && *event->booking != '\0' ? event->booking : NULL;
}

gboolean
sl_is_same_production (const char *a, const char *b)
{
  const char *slash = strrchr (a, '/');
  const gsize n = slash != NULL ? (gsize) (slash - a) + 1 : strlen (a) + 1;

  return strncmp (a, b, n) == 0;
}

static gboolean
is_hold (const SlEvent *event)
{
  return event->booking != NULL && !event->confirmed && g_strcmp0 (event->state, "confirmed") != 0;
}

/* The first deadline that somebody behind it has set to who has the entry's day, as of the last sync; 0 for none. */
static gint64
challenge_of (const SlStageCalendar *c, const SlEntry *entry, const SlEvent *event)
{
  gint64 first = 0;

  for (int rank = entry->rank + 1; entry->is_day && rank <= SL_DAY_LAST_RANK; rank++)
    {
      g_autofree char *name = sl_day_object_name (entry->day, entry->slot, rank);
      const SlEntry *other = g_hash_table_lookup (c->entries, name);
      const SlEvent *behind = other != NULL ? sl_entry_first_event (other) : NULL;

      if (behind == NULL || behind->challenge <= 0 || behind->booking == NULL
          || sl_is_same_production (event->booking, behind->booking) || sl_entry_is_free (c, other))
        continue;
      first = first == 0 ? behind->challenge : MIN (first, behind->challenge);
    }
  return first;
}

/* The instant at which a hold lapses by itself; 0 for none. */
static gint64
expiry_of (const SlStageCalendar *c, const SlEvent *event)
{
  return event->lapses != 0 ? event->lapses : event->expires != 0 ? sl_stage_instant (c->zone, event->expires, -1) : 0;
}

static gboolean
has_passed (const SlStageCalendar *c, gint64 at)
{
  return at != 0 && at <= c->now;
}

gboolean
sl_entry_is_free (const SlStageCalendar *c, const SlEntry *entry)
{
  for (guint i = 0; entry->object != NULL && i < entry->object->events->len; i++)
    {
      const SlEvent *event = entry->object->events->pdata[i];
      const gboolean lapsed = is_hold (event) && (has_passed (c, expiry_of (c, event))
                                                  || has_passed (c, challenge_of (c, entry, event)));
      if (!event->cancelled && !lapsed)
        return FALSE;
    }
  return entry->object != NULL && !entry->object->doubtful;
}

gboolean
sl_entry_takes (const SlEntry *entry, guint32 day)
{
  for (guint i = 0; entry->object != NULL && i < entry->object->events->len; i++)
    {
      const SlEvent *event = entry->object->events->pdata[i];
      for (guint k = 0; k < event->spans->len; k++)
        {
          const SlSpan *span = &g_array_index (event->spans, SlSpan, k);
          if (day >= span->from && day <= span->to)
            return TRUE;
        }
    }
  return FALSE;
}

/* What has come about of a hold. */
static void
fill_standing (const SlStageCalendar *c, const SlEntry *entry, const SlEvent *event, SlStageDay *day)
{
  gint64 expiry, challenge;

  if (!is_hold (event))
    return;
  expiry = expiry_of (c, event);
  challenge = challenge_of (c, entry, event);
  day->challenged = challenge != 0;
  day->ends = expiry == 0 || (challenge != 0 && challenge < expiry) ? challenge : expiry;
  day->lapsed = has_passed (c, day->ends);
}

SlStageDay *
sl_entry_day (const SlStageCalendar *c, const SlEntry *entry, const SlEvent *event, guint32 julian)
{
  SlStageDay *day;

  if (event == NULL)
    {
      day = sl_stage_day_unreadable (c->stage, julian, entry->rank, entry->name,
                                     entry->why != NULL ? entry->why : _("an event of it cannot be read"));
      day->slot = g_strdup (entry->slot);
      return day;
    }
  day = g_new0 (SlStageDay, 1);
  day->stage = g_strdup (c->stage);
  day->day = julian;
  day->slot = g_strdup (entry->slot);
  day->booking = g_strdup (event->booking != NULL ? event->booking : *event->uid != '\0' ? event->uid : entry->name);
  day->title = g_strdup (event->title);
  day->owner = g_strdup (event->owner != NULL ? event->owner : "");
  day->state = g_strdup (event->state != NULL ? event->state : event->confirmed ? "confirmed" : "hold");
  day->phase = g_strdup (event->phase != NULL ? event->phase : "shoot");
  day->rank = event->booking != NULL ? event->rank : entry->is_day ? entry->rank : 1;
  day->expires = event->expires;
  day->lapses = event->lapses;
  day->challenge = event->challenge;
  day->plan = g_strdup (event->plan);
  day->path = g_strdup (entry->name);
  fill_standing (c, entry, event, day);
  return day;
}
