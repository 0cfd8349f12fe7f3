/* What a board costs, by day and by what is paid, and what the plan's rates sum up to. */
#include <math.h>

#include "sl-dood.h"
#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-schedule-words.h"
#include "sl-tally.h"

static void
add_money_columns (SlReportTable *t, const char *const *heads, guint n)
{
  for (guint i = 0; i < n; i++)
    sl_report_column (t, heads[i], SL_ALIGN_RIGHT, 22, .5, SL_BOTH);
}

/* --- by day --- */

static void
add_costs (SlReportTable *t, const SlBoardCosts *c, double sum)
{
  sl_words_money (t, c->stages);
  sl_words_money (t, c->unit);
  sl_words_money (t, c->cast);
  sl_words_money (t, c->elements);
  sl_words_money (t, c->overtime);
  sl_words_money (t, sum);
}

static SlBoardCosts
add_days (const SlScheduleAsk *ask, SlReport *report)
{
  const char *heads[] = { _("Stages"), _("Unit"), _("Cast"), _("Elements"), _("Overtime pay"), _("Sum") };
  SlReportTable *t = sl_report_table (report, _("By day"));
  SlBoardCosts all = { 0 };
  gint64 eighths = 0;
  gint32 minutes = 0, overtime = 0;
  double sum = 0;

  sl_report_column (t, _("Day"), SL_ALIGN_RIGHT, 11, 0, SL_BOTH);
  sl_report_column (t, _("Date"), SL_ALIGN_LEFT, 28, 0, SL_BOTH);
  sl_report_column (t, _("Unit"), SL_ALIGN_LEFT, 24, 1, SL_BOTH);
  sl_report_column (t, _("Pages"), SL_ALIGN_RIGHT, 14, 0, SL_BOTH);
  sl_report_column (t, _("Hours"), SL_ALIGN_RIGHT, 14, 0, SL_BOTH);
  sl_report_column (t, _("Overtime"), SL_ALIGN_RIGHT, 17, 0, SL_BOTH);
  add_money_columns (t, heads, G_N_ELEMENTS (heads));
  for (guint i = 0; i < ask->read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (ask->read->days, SlBoardDay, i);

      if (!sl_words_shows (ask, day))
        continue;
      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_count (t, day->number);
      sl_words_day (t, day->date);
      sl_report_cell (t, day->unit != NULL ? sl_entity_title (&day->unit->entity) : "");
      sl_words_pages (t, day->eighths);
      sl_words_hours (t, day->minutes);
      sl_words_hours (t, day->overtime);
      add_costs (t, &day->costs, day->cost);
      all.stages += day->costs.stages;
      all.unit += day->costs.unit;
      all.cast += day->costs.cast;
      all.elements += day->costs.elements;
      all.overtime += day->costs.overtime;
      sum += day->cost;
      eighths += day->eighths;
      minutes += day->minutes;
      overtime += day->overtime;
    }
  sl_report_row (t, SL_ROW_SUM, SL_TONE_NONE);
  sl_report_cell (t, "");
  sl_report_cell (t, _("Sum"));
  sl_report_cell (t, "");
  sl_words_pages (t, eighths);
  sl_words_hours (t, minutes);
  sl_words_hours (t, overtime);
  add_costs (t, &all, sum);
  return all;
}

/* --- by what is paid --- */

static void
add_item (SlReportTable *t, double amount, double of)
{
  g_autofree char *share = of > 0 ? sl_number_fixed (100 * amount / of, 1) : NULL;

  sl_words_money (t, amount);
  sl_report_cell (t, share);
}

static void
add_items (const SlScheduleAsk *ask, SlReport *report, const SlBoardCosts *c)
{
  const gboolean whole = ask->from == 0 && ask->to == 0;
  const double days = c->stages + c->unit + c->cast + c->elements + c->overtime;
  double held = 0;

  for (guint i = 0; whole && i < ask->read->dood->len; i++)
    {
      const SlDood *row = &g_array_index (ask->read->dood, SlDood, i);
      const double rate = ((const SlCast *) row->who)->day_rate;

      held += isnan (rate) ? 0 : row->hold * rate;
    }
  const struct { const char *what; double amount; } items[] = {
    { _("Stages"), c->stages }, { _("Units"), c->unit }, { _("Cast at work"), c->cast }, { _("Cast held"), held },
    { _("Elements"), c->elements }, { _("Overtime pay"), c->overtime }, { _("Sum"), days + held },
  };
  SlReportTable *t = sl_report_table (report, _("By what is paid"));
  sl_report_column (t, _("What"), SL_ALIGN_LEFT, 50, 2, SL_BOTH);
  sl_report_column (t, _("Amount"), SL_ALIGN_RIGHT, 30, 1, SL_BOTH);
  sl_report_column (t, _("Share (%)"), SL_ALIGN_RIGHT, 24, .5, SL_BOTH);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      sl_report_row (t, i + 1 < G_N_ELEMENTS (items) ? SL_ROW_PLAIN : SL_ROW_SUM, SL_TONE_NONE);
      sl_report_cell (t, items[i].what);
      add_item (t, items[i].amount, days + held);
    }
}

static void
add_cast (const SlScheduleAsk *ask, SlReport *report)
{
  SlReportTable *t;

  if (ask->read->dood->len == 0 || ask->from != 0 || ask->to != 0)
    return;
  t = sl_report_table (report, _("Cast"));
  sl_report_column (t, _("No."), SL_ALIGN_RIGHT, 10, 0, SL_BOTH);
  sl_report_column (t, _("Character"), SL_ALIGN_LEFT, 40, 2, SL_BOTH);
  sl_report_column (t, _("Daily pay"), SL_ALIGN_RIGHT, 24, 1, SL_BOTH);
  sl_report_column (t, _("Work"), SL_ALIGN_RIGHT, 14, 0, SL_BOTH);
  sl_report_column (t, _("On hold"), SL_ALIGN_RIGHT, 14, 0, SL_BOTH);
  sl_report_column (t, _("Amount"), SL_ALIGN_RIGHT, 28, 1, SL_BOTH);
  for (guint i = 0; i < ask->read->dood->len; i++)
    {
      const SlDood *row = &g_array_index (ask->read->dood, SlDood, i);
      const SlCast *one = (const SlCast *) row->who;

      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_count (t, one->number);
      sl_report_cell (t, sl_entity_title (&one->entity));
      sl_words_money (t, one->day_rate);
      sl_report_count (t, row->work);
      sl_report_count (t, row->hold);
      sl_words_money (t, one->day_rate * (row->work + row->hold));
    }
}

/* --- the plan's rates --- */

static void
add_rates (const SlScheduleAsk *ask, SlReport *report, GPtrArray *omissions)
{
  g_autoptr (SlTally) tally = sl_tally_new (ask->plan, omissions);
  SlReportTable *t;

  if (isnan (tally->cost))
    return;
  t = sl_report_table (report, _("The plan’s bookings, rates and props"));
  sl_report_column (t, _("Rate"), SL_ALIGN_LEFT, 40, 2, SL_BOTH);
  sl_report_column (t, _("Per"), SL_ALIGN_LEFT, 40, 1, SL_BOTH);
  sl_report_column (t, _("Of"), SL_ALIGN_LEFT, 40, 1, SL_BOTH);
  sl_report_column (t, _("Amount"), SL_ALIGN_RIGHT, 28, 1, SL_BOTH);
  for (guint i = 0; i < sl_plan_count (ask->plan, SL_KIND_RATE); i++)
    {
      const SlRate *rate = (const SlRate *) sl_plan_at (ask->plan, SL_KIND_RATE, i);

      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_cell (t, sl_entity_title (&rate->entity));
      sl_report_cell (t, sl_words_value (SL_KIND_RATE, "per", rate->per));
      sl_report_cell (t, sl_words_name (ask->plan, rate->of));
      sl_words_money (t, rate->amount);
    }
  sl_report_row (t, SL_ROW_SUM, SL_TONE_NONE);
  sl_report_cell (t, _("Sum over the bookings"));
  sl_report_cell (t, "");
  sl_report_cell (t, "");
  sl_words_money (t, tally->cost);
}

SlReport *
sl_report_cost (const SlScheduleAsk *ask, GPtrArray *omissions)
{
  const char *currency = ask->read->production->currency;
  SlReport *report = sl_report_new (_("Cost"));
  SlBoardCosts all;

  sl_words_of_board (report, ask);
  report->wide = TRUE;
  if (currency != NULL && *currency != '\0')
    report->title = sl_report_keep_format (report, _("Cost in %s"), currency);
  report->foot = sl_report_keep (report, _("Day rates of stages, units, cast and elements on the days that they work, "
                                           "cast also while held; overtime by the rules. What has no rate is not in "
                                           "the sums."));
  all = add_days (ask, report);
  add_items (ask, report, &all);
  add_cast (ask, report);
  add_rates (ask, report, omissions);
  return report;
}
