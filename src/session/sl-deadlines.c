#include "sl-deadlines.h"

#include "sl-book.h"
#include "sl-holds.h"
#include "sl-i18n.h"
#include "sl-stage-clock.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

gint64
sl_deadlines_now (void)
{
  const char *text = g_getenv ("SL_NOW");
  SlStageMoment moment;

  return text != NULL && sl_stage_moment_parse (text, NULL, &moment) ? moment.at : g_get_real_time () / G_USEC_PER_SEC;
}

static int
by_moment (gconstpointer a, gconstpointer b)
{
  const SlDeadline *one = a, *other = b;

  if (one->lapses != other->lapses)
    return one->lapses < other->lapses ? -1 : 1;
  return g_strcmp0 (one->booking->entity.id, other->booking->entity.id);
}

GArray *
sl_deadlines (const SlPlan *plan, gint64 now, gint64 within_s)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (SlDeadline));

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      const SlDeadline deadline = { b, sl_book_lapses (plan, b) };

      if (sl_booking_counts (b) && b->state != SL_BOOKING_CONFIRMED && deadline.lapses > now
          && deadline.lapses - now <= within_s)
        g_array_append_val (found, deadline);
    }
  g_array_sort (found, by_moment);
  return found;
}

char *
sl_deadline_left (gint64 lapses, gint64 now)
{
  const gint64 hours = (lapses - now + HOUR - 1) / HOUR;

  if (lapses <= now)
    return g_strdup (_("over"));
  return hours < 72 ? g_strdup_printf (_("%d h"), (int) hours) : g_strdup_printf (_("%d d"), (int) (hours / 24));
}

char *
sl_deadline_text (const SlDeadline *deadline, gint64 now)
{
  g_autofree char *left = sl_deadline_left (deadline->lapses, now);

  return g_strdup_printf (_("%s in %s"), sl_entity_title (&deadline->booking->entity), left);
}

/* --- reminders --- */

/* Of one hold: the moment that was told of, and how long before the last time. */
typedef struct {
  gint64 lapses, before;
} Told;

struct SlReminders {
  GHashTable *told; /* Told by booking's id; owned */
};

SlReminders *
sl_reminders_new (void)
{
  SlReminders *reminders = g_new (SlReminders, 1);

  reminders->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return reminders;
}

void
sl_reminders_free (SlReminders *reminders)
{
  if (reminders == NULL)
    return;
  g_hash_table_unref (reminders->told);
  g_free (reminders);
}

GArray *
sl_reminders_due (SlReminders *reminders, const SlPlan *plan, gint64 now)
{
  g_autoptr (GArray) near = sl_deadlines (plan, now, DAY);
  GArray *due = g_array_new (FALSE, FALSE, sizeof (SlDeadline));

  for (guint i = 0; i < near->len; i++)
    {
      const SlDeadline *d = &g_array_index (near, SlDeadline, i);
      const gint64 before = d->lapses - now <= HOUR ? HOUR : DAY;
      const Told *last = g_hash_table_lookup (reminders->told, d->booking->entity.id);
      Told *told;

      if (last != NULL && last->lapses == d->lapses && last->before <= before)
        continue;
      told = g_new (Told, 1);
      *told = (Told) { d->lapses, before };
      g_hash_table_replace (reminders->told, g_strdup (d->booking->entity.id), told);
      g_array_append_val (due, *d);
    }
  return due;
}
