/* What room the stages have left. */
#include <math.h>
#include <string.h>

#include "sl-capacity.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-schedule-scale.h"
#include "sl-schedule-words.h"

static void
add_share (SlReportTable *t, double share)
{
  g_autofree char *text = isnan (share) ? g_strdup ("–") : sl_number_fixed (100 * share, 0);
  SlReportCell *cell = sl_words_take (t, isnan (share) ? g_strdup ("–") : g_strdup_printf ("%s %%", text));
  g_autofree char *plain = isnan (share) ? g_strdup ("") : sl_number_brief (share);

  cell->csv = sl_report_keep (t->report, plain);
}

static void
add_figures (SlReportTable *t, const SlStageCapacity *c)
{
  sl_report_count (t, c->days);
  sl_report_count (t, c->confirmed);
  sl_report_count (t, c->held);
  sl_report_count (t, c->shooting);
  add_share (t, c->occupancy);
  add_share (t, c->occupancy_holds);
  add_share (t, c->utilisation);
}

/* "2026-11". */
static void
add_month (SlReportTable *t, guint32 day)
{
  char *text = sl_date_to_text (day);

  text[strlen ("2026-11")] = '\0';
  sl_words_take (t, text);
}

static void
add_capacity (SlReportTable *t, const SlStageCapacity *c)
{
  sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_report_cell (t, sl_entity_title (&c->stage->entity))->bold = TRUE;
  add_figures (t, c);
  sl_words_day (t, c->first_free);
  sl_report_count (t, c->conflicts->len)->bold = c->conflicts->len > 0;
}

/* Of each stage in each month, where it is more than one. */
static void
add_months (SlReport *report, const SlPlan *plan, guint32 from, guint32 to)
{
  g_autoptr (GArray) months = sl_capacity_months (plan, from, to);
  const char *heads[] = { _("Days"), _("Confirmed"), _("Held"), _("Shooting"), _("Occupancy"), _("With holds"),
                          _("Utilisation"), _("Holds"), _("Challenged") };
  SlReportTable *t;

  if (months->len < 2)
    return;
  t = sl_report_table (report, _("By month"));
  sl_report_column (t, _("Stage"), SL_ALIGN_LEFT, 36, 2, SL_BOTH);
  sl_report_column (t, _("Month"), SL_ALIGN_LEFT, 20, 0, SL_BOTH);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    sl_report_column (t, heads[i], SL_ALIGN_RIGHT, 20, 0, SL_BOTH);
  for (guint stage = 0; stage < sl_plan_count (plan, SL_KIND_STAGE); stage++)
    for (guint i = 0; i < months->len; i++)
      {
        const SlCapacityMonth *m = &g_array_index (months, SlCapacityMonth, i);
        const SlStageCapacity *c = &g_array_index (m->stages, SlStageCapacity, stage);

        sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
        sl_report_cell (t, sl_entity_title (&c->stage->entity))->bold = i == 0;
        add_month (t, m->from);
        add_figures (t, c);
        sl_report_count (t, c->holds);
        add_share (t, c->holds > 0 ? (double) c->challenged / c->holds : NAN);
      }
}

static int
by_expiry (gconstpointer a, gconstpointer b)
{
  const SlBooking *one = *(SlBooking *const *) a, *other = *(SlBooking *const *) b;

  if (one->expires != other->expires)
    return one->expires < other->expires ? -1 : 1;
  return (one->expires_time > other->expires_time) - (one->expires_time < other->expires_time);
}

/* The period's holds by when they lapse, those that never do left out. */
static GPtrArray *
find_lapsing (const SlPlan *plan, guint32 from, guint32 to)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);

      if (b->expires != 0 && b->state < SL_BOOKING_RELEASED && b->state != SL_BOOKING_CONFIRMED && b->from <= to
          && b->to >= from && sl_plan_get (plan, SL_KIND_STAGE, b->stage) != NULL)
        g_ptr_array_add (found, (gpointer) b);
    }
  g_ptr_array_sort (found, by_expiry);
  return found;
}

static void
add_lapsing (SlReport *report, const SlPlan *plan, guint32 from, guint32 to)
{
  g_autoptr (GPtrArray) holds = find_lapsing (plan, from, to);
  SlReportTable *t;

  if (holds->len == 0)
    return;
  t = sl_report_table (report, _("Holds by when they lapse"));
  sl_report_column (t, _("Lapses"), SL_ALIGN_LEFT, 36, 0, SL_BOTH);
  sl_report_column (t, _("Booking"), SL_ALIGN_LEFT, 50, 2, SL_BOTH);
  sl_report_column (t, _("Stage"), SL_ALIGN_LEFT, 34, 1, SL_BOTH);
  sl_report_column (t, _("Rank"), SL_ALIGN_RIGHT, 16, 0, SL_BOTH);
  sl_report_column (t, _("From"), SL_ALIGN_LEFT, 28, 0, SL_BOTH);
  sl_report_column (t, _("To"), SL_ALIGN_LEFT, 28, 0, SL_BOTH);
  for (guint i = 0; i < holds->len; i++)
    {
      const SlBooking *b = holds->pdata[i];
      g_autofree char *day = sl_date_to_text (b->expires), *time = sl_entity_get (&b->entity, "expires_time", NULL);

      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_words_take (t, b->expires_time >= 0 ? g_strdup_printf ("%s %s", day, time) : g_strdup (day));
      sl_report_cell (t, sl_entity_title (&b->entity));
      sl_report_cell (t, sl_words_name (plan, b->stage));
      sl_report_count (t, (guint) b->rank);
      sl_words_day (t, b->from);
      sl_words_day (t, b->to);
    }
}

static char *
names_of (const GPtrArray *bookings)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < bookings->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", sl_entity_title (bookings->pdata[i]));
  return g_string_free (out, FALSE);
}

static void
add_conflicts (SlReport *report, const GArray *stages)
{
  SlReportTable *t = NULL;

  for (guint i = 0; i < stages->len; i++)
    {
      const SlStageCapacity *c = &g_array_index (stages, SlStageCapacity, i);

      for (guint k = 0; k < c->conflicts->len; k++)
        {
          const SlConflict *conflict = &g_array_index (c->conflicts, SlConflict, k);
          g_autofree char *why = sl_conflict_why (conflict);

          if (t == NULL)
            {
              t = sl_report_table (report, _("Conflicts"));
              sl_report_column (t, _("Stage"), SL_ALIGN_LEFT, 34, 1, SL_BOTH);
              sl_report_column (t, _("From"), SL_ALIGN_LEFT, 28, 0, SL_BOTH);
              sl_report_column (t, _("To"), SL_ALIGN_LEFT, 28, 0, SL_BOTH);
              sl_report_column (t, _("Why"), SL_ALIGN_LEFT, 50, 2, SL_BOTH);
              sl_report_column (t, _("Bookings"), SL_ALIGN_LEFT, 50, 2, SL_BOTH);
            }
          sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
          sl_report_cell (t, sl_entity_title (&c->stage->entity));
          sl_words_day (t, conflict->from);
          sl_words_day (t, conflict->to);
          sl_report_cell (t, why);
          sl_words_take (t, names_of (conflict->bookings));
        }
    }
}

SlReport *
sl_report_capacity (const SlScheduleAsk *ask, guint length, GPtrArray *omissions, GError **error)
{
  g_autoptr (SlReport) report = sl_report_new (_("Room left on the stages"));
  g_autoptr (GArray) stages = NULL;
  guint32 from = 0, to = 0;
  SlReportTable *t;

  if (!sl_scale_span (ask, FALSE, &from, &to))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("there is no booking in that time; book a stage or choose other days"));
      return NULL;
    }
  stages = sl_capacity (ask->plan, from, to, length, omissions);
  g_autofree char *a = sl_words_date (from), *b = sl_words_date (to);
  report->wide = TRUE;
  report->about = sl_report_keep_format (report, "%s – %s", a, b);
  report->foot = sl_report_keep (report, _("Occupancy is confirmed days over days without closures, utilisation "
                                           "shooting over confirmed days; a first hold counts half a day, each "
                                           "further one half of that. Challenged is of the holds."));
  t = sl_report_table (report, NULL);
  g_autofree char *slot = g_strdup_printf (_("First free slot (days: %u)"), length);
  const char *heads[] = { _("Days"), _("Confirmed"), _("Held"), _("Shooting"), _("Occupancy"), _("With holds"),
                          _("Utilisation"), slot, _("Conflicts") };
  sl_report_column (t, _("Stage"), SL_ALIGN_LEFT, 36, 2, SL_BOTH);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    sl_report_column (t, heads[i], i == 7 ? SL_ALIGN_LEFT : SL_ALIGN_RIGHT, i == 7 ? 32 : 20, 0, SL_BOTH);
  for (guint i = 0; i < stages->len; i++)
    add_capacity (t, &g_array_index (stages, SlStageCapacity, i));
  add_months (report, ask->plan, from, to);
  add_lapsing (report, ask->plan, from, to);
  add_conflicts (report, stages);
  return g_steal_pointer (&report);
}
