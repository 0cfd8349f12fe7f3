/* What room the stages have left. */
#include <math.h>

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
add_capacity (SlReportTable *t, const SlStageCapacity *c)
{
  sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_report_cell (t, sl_entity_title (&c->stage->entity))->bold = TRUE;
  sl_report_count (t, c->days);
  sl_report_count (t, c->confirmed);
  sl_report_count (t, c->held);
  sl_report_count (t, c->shooting);
  add_share (t, c->occupancy);
  add_share (t, c->occupancy_holds);
  add_share (t, c->utilisation);
  sl_words_day (t, c->first_free);
  sl_report_count (t, c->conflicts->len)->bold = c->conflicts->len > 0;
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
                                           "further one half of that."));
  t = sl_report_table (report, NULL);
  g_autofree char *slot = g_strdup_printf (_("First free slot (days: %u)"), length);
  const char *heads[] = { _("Days"), _("Confirmed"), _("Held"), _("Shooting"), _("Occupancy"), _("With holds"),
                          _("Utilisation"), slot, _("Conflicts") };
  sl_report_column (t, _("Stage"), SL_ALIGN_LEFT, 36, 2, SL_BOTH);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    sl_report_column (t, heads[i], i == 7 ? SL_ALIGN_LEFT : SL_ALIGN_RIGHT, i == 7 ? 32 : 20, 0, SL_BOTH);
  for (guint i = 0; i < stages->len; i++)
    add_capacity (t, &g_array_index (stages, SlStageCapacity, i));
  add_conflicts (report, stages);
  return g_steal_pointer (&report);
}
