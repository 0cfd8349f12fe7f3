/* Days that are held. */
#include <string.h>

#include "sl-book-deed.h"
#include "sl-book-private.h"
#include "sl-day-text.h"
#include "sl-error.h"
#include "sl-i18n.h"

static const SlEntity *
production_of (const SlPlan *plan, const SlBookWish *wish)
{
  if (wish->production != NULL)
    return sl_plan_get (plan, SL_KIND_PRODUCTION, wish->production);
  return sl_plan_count (plan, SL_KIND_PRODUCTION) > 0 ? sl_plan_at (plan, SL_KIND_PRODUCTION, 0) : NULL;
}

static void
set_day (SlCommand *command, const char *id, const char *field, guint32 day)
{
  g_autofree char *text = sl_date_to_text (day);

  sl_command_set (command, id, field, text);
}

/* The production's own booking that has days of the wish on the stage; NULL for none. FALSE with an error where that
 * has others too, or is confirmed. */
static gboolean
find_held (const SlBookDeed *d, const char *stage, const SlEntity *production, const SlBooking **found, GError **error)
{
  *found = NULL;
  for (guint i = 0; i < sl_plan_count (d->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (d->plan, SL_KIND_BOOKING, i);

      if (!sl_book_is_meant (d->wish, b) || !g_str_equal (b->stage, stage)
          || g_strcmp0 (b->production, production != NULL ? production->id : NULL) != 0)
        continue;
      g_autofree char *days = sl_days_text (b->from, b->to);
      if (b->from != d->wish->from || b->to != d->wish->to)
        sl_error_set (error, SL_ERROR_INPUT,
                      _("“%s” has %s already; hold exactly these, or change them with “edit PLAN booking-days”"),
                      sl_entity_title (&b->entity), days);
      else if (b->state == SL_BOOKING_CONFIRMED)
        sl_error_set (error, SL_ERROR_INPUT, _("“%s” is confirmed already; release it first"),
                      sl_entity_title (&b->entity));
      else
        {
          *found = b;
          continue;
        }
      return FALSE;
    }
  return TRUE;
}

static char *
new_booking (SlBookDeed *d, const char *stage, const SlEntity *production, const SlPlan *so_far)
{
  char *id = sl_plan_free_id (so_far, "booking");

  sl_command_add (d->command, SL_KIND_BOOKING, id);
  sl_command_set (d->command, id, "name", production != NULL ? sl_entity_title (production) : _("Hold"));
  sl_command_set (d->command, id, "stage", stage);
  if (production != NULL)
    sl_command_set (d->command, id, "production", production->id);
  set_day (d->command, id, "from", d->wish->from);
  set_day (d->command, id, "to", d->wish->to);
  return id;
}

static gboolean
hold_stage (SlBookDeed *d, const char *stage, GError **error)
{
  const SlBookWish *w = d->wish;
  const SlEntity *production = production_of (d->plan, w);
  const char *zone = sl_book_zone (d->plan, stage);
  g_autoptr (SlPlan) so_far = sl_plan_apply (d->plan, d->command, error);
  const SlBooking *held;
  SlStageMoment expires;
  char *id;

  if (so_far == NULL || (w->expires != NULL && !sl_book_check_moment (w, w->expires, zone, &expires, error))
      || !find_held (d, stage, production, &held, error))
    return FALSE;
  id = held != NULL ? g_strdup (held->entity.id) : new_booking (d, stage, production, so_far);
  g_ptr_array_add (d->bookings, id);
  if (held != NULL)
    sl_command_set (d->command, id, "state", "hold");
  if (w->rank > 0)
    {
      g_autofree char *rank = g_strdup_printf ("%d", w->rank);
      sl_command_set (d->command, id, "rank", rank);
    }
  if (w->expires != NULL)
    sl_book_set_expiry (d->command, id, &expires);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Those of the wish, ascending, each once; the plan's only one where it names none. Free with g_ptr_array_unref();
 * NULL with an error. */
static GPtrArray *
stages_of (const SlBookDeed *d, GError **error)
{
  g_autoptr (GPtrArray) stages = g_ptr_array_new ();

  for (guint i = 0; d->wish->stages != NULL && d->wish->stages[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (stages, d->wish->stages[i], g_str_equal, NULL))
      g_ptr_array_add (stages, (gpointer) d->wish->stages[i]);
  if (d->wish->stages == NULL && sl_plan_count (d->plan, SL_KIND_STAGE) == 1)
    g_ptr_array_add (stages, (gpointer) sl_plan_at (d->plan, SL_KIND_STAGE, 0)->id);
  g_ptr_array_sort (stages, compare_names);
  if (stages->len > 0)
    return g_steal_pointer (&stages);
  sl_error_set (error, SL_ERROR_INPUT, _("which stage? write --stage ID"));
  return NULL;
}

gboolean
sl_book_hold (SlDocument *document, SlBookingStore *store, const SlBookWish *wish, SlBookAnswer *answer, GError **error)
{
  g_autofree char *days = sl_days_text (wish->from, wish->to), *label = g_strdup_printf (_("Hold %s"), days);
  g_autoptr (GPtrArray) stages = NULL;
  SlBookDeed d;
  gboolean fine = sl_book_deed_init (&d, document, store, wish, answer, error)
                  && (stages = stages_of (&d, error)) != NULL;

  sl_command_set_label (d.command, label);
  d.withdraws = TRUE;
  for (guint i = 0; fine && i < stages->len; i++)
    fine = hold_stage (&d, stages->pdata[i], error);
  fine = fine && sl_book_deed_do (&d, "held", error);
  sl_book_deed_clear (&d);
  return fine;
}
