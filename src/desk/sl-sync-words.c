#include "sl-i18n.h"
#include "sl-sync.h"

#include <string.h>

/* The hour by this machine's clock; of another day with its date. */
static char *
clock_text (gint64 at)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (at), now = g_date_time_new_now_local ();
  const gboolean today = g_date_time_get_year (then) == g_date_time_get_year (now)
                         && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now);

  return g_date_time_format (then, today ? "%H:%M" : "%Y-%m-%d %H:%M");
}

static char *
offline_text (SlSync *sync)
{
  const gint64 left = MAX (0, sl_sync_next (sync) - g_get_real_time () / G_USEC_PER_SEC);

  if (left >= 90)
    return g_strdup_printf (_("Offline: trying again in %d min"), (int) ((left + 30) / 60));
  return g_strdup_printf (_("Offline: trying again in %d s"), (int) left);
}

char *
sl_sync_words (SlSync *sync)
{
  const gint64 last = sl_sync_last (sync);
  g_autofree char *clock = last != 0 ? clock_text (last) : NULL;

  switch (sl_sync_state (sync))
    {
    case SL_SYNC_NONE: return g_strdup (_("No booking store"));
    case SL_SYNC_BUSY: return g_strdup (sl_sync_is_sending (sync) ? _("Sending…") : _("Syncing…"));
    case SL_SYNC_OFFLINE: return offline_text (sync);
    case SL_SYNC_REFUSED: return g_strdup (_("Refused: waits for you"));
    case SL_SYNC_IN_STEP: break;
    }
  if (!sl_sync_read (sync)->whole)
    return g_strdup_printf (_("Read in part, %s"), clock);
  return g_strdup_printf (sl_sync_to_send (sync) == 0 ? _("In step, %s") : _("Read %s"), clock);
}

char *
sl_sync_send_words (SlSync *sync)
{
  const guint n = sl_sync_to_send (sync), refused = sl_sync_refused (sync), asked = sl_sync_asked (sync);
  const SlBookSync *read = sl_sync_read (sync);

  if (n == 0 && read != NULL && read->to_answer > 0)
    return g_strdup_printf (ngettext ("%u request waits for your answer", "%u requests wait for your answer",
                                      read->to_answer), read->to_answer);
  if (n == 0)
    return NULL;
  if (refused > 0)
    return g_strdup_printf (ngettext ("%u booking refused", "%u bookings refused", refused), refused);
  if (asked == n)
    return g_strdup_printf (ngettext ("%u booking waits for the stage’s answer",
                                      "%u bookings wait for the stage’s answer", n), n);
  return g_strdup_printf (ngettext ("%u booking not sent yet", "%u bookings not sent yet", n - asked), n - asked);
}

char *
sl_sync_name (SlSync *sync)
{
  const char *place = sl_sync_place (sync), *scheme = place != NULL ? strstr (place, "://") : NULL;
  g_autofree char *name = NULL;

  if (place == NULL)
    return NULL;
  if (scheme == NULL)
    return g_path_get_basename (place);
  name = g_strdup (scheme + 3);
  if (g_str_has_suffix (name, "/"))
    name[strlen (name) - 1] = '\0';
  return g_steal_pointer (&name);
}

const char *
sl_standing_words (SlBookStanding standing)
{
  switch (standing)
    {
    case SL_BOOK_TO_SEND: return _("not sent yet");
    case SL_BOOK_WAITING: return _("waits for the store’s answer");
    case SL_BOOK_ASKED: return _("asked for, waits for the stage");
    case SL_BOOK_REFUSED: return _("refused by the store");
    case SL_BOOK_STORED: break;
    }
  return NULL;
}
