/* Productions over time: their bookings and shooting days as bars. */
#include "sl-i18n.h"
#include "sl-schedule-scale.h"
#include "sl-schedule-words.h"

enum { MOST_BY_DAY = 70, MOST_BY_WEEK = 3660 };

static void
begin_bar (const SlScale *s, const char *what, guint32 from, guint32 to, guint days)
{
  g_autofree char *a = sl_date_to_text (from), *b = sl_date_to_text (to);

  sl_report_row (s->table, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_report_cell (s->table, what);
  sl_report_cell (s->table, a);
  sl_report_cell (s->table, b);
  sl_report_count (s->table, days);
}

static void
add_bookings (const SlScheduleAsk *ask, const SlScale *s, const char *production)
{
  g_autoptr (GPtrArray) bookings = sl_scale_bookings (ask, s, NULL, production);

  for (guint i = 0; i < bookings->len; i++)
    {
      const SlBooking *b = bookings->pdata[i];
      const char *text = sl_booking_text (ask, s->table->report, b, FALSE);
      g_autofree char *what = g_strdup_printf ("%s · %s", sl_words_name (ask->plan, b->stage), text);
      g_autofree SlScaleSlot *slots = g_new0 (SlScaleSlot, s->n);

      sl_scale_lay (s, slots, b->from, b->to, text, sl_booking_tone (b));
      begin_bar (s, what, b->from, b->to, b->to - b->from + 1);
      sl_scale_put (s, slots);
    }
}

/* The shooting days of the unit, in one row. */
static void
add_unit (const SlBoardRead *read, const SlScale *s, const SlUnitEntity *unit)
{
  const char *name = unit != NULL ? sl_entity_title (&unit->entity) : _("Shooting days");
  g_autofree SlScaleSlot *slots = g_new0 (SlScaleSlot, s->n);
  const char *bar = sl_report_keep (s->table->report, _("Shooting"));
  guint32 from = 0, to = 0;
  guint days = 0;

  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);

      if (day->unit != unit || day->date == 0)
        continue;
      sl_scale_lay (s, slots, day->date, day->date, bar, SL_TONE_STRONG);
      from = from == 0 ? day->date : MIN (from, day->date);
      to = MAX (to, day->date);
      days++;
    }
  for (guint i = 1; i < s->n; i++)
    slots[i].joins = slots[i].text != NULL && slots[i - 1].text == slots[i].text;
  if (days == 0)
    return;
  begin_bar (s, name, from, to, days);
  sl_scale_put (s, slots);
}

static void
add_board (const SlScheduleAsk *ask, const SlScale *s, const SlProduction *production)
{
  const SlBoardInput input = { .plan = ask->plan, .production = production,
                               .board = sl_production_board (ask->plan, production) };
  g_autoptr (SlBoardRead) own = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  const SlBoardRead *read = ask->read != NULL && ask->read->production == production ? ask->read : NULL;

  if (read == NULL && input.board != NULL)
    read = own = sl_board_read (&input);
  for (guint i = 0; read != NULL && i < read->days->len; i++)
    {
      const SlUnitEntity *unit = g_array_index (read->days, SlBoardDay, i).unit;

      if (g_hash_table_add (seen, (gpointer) unit))
        add_unit (read, s, unit);
    }
}

static void
add_production (const SlScheduleAsk *ask, const SlScale *s, const SlProduction *production)
{
  g_autofree char *start = sl_date_to_text (production->start), *wrap = sl_date_to_text (production->wrap);
  g_autofree char *aside = production->wrap != 0 ? g_strdup_printf (_("%s to %s as planned"), start, wrap)
                           : production->start != 0 ? g_strdup_printf (_("from %s"), start) : NULL;

  sl_report_span (s->table, SL_ROW_HEAD, sl_entity_title (&production->entity), aside);
  add_bookings (ask, s, production->entity.id);
  add_board (ask, s, production);
}

SlReport *
sl_report_gantt (const SlScheduleAsk *ask, GError **error)
{
  g_autoptr (SlReport) report = sl_report_new (_("Gantt chart"));
  SlScale s = { .step = 1 };

  if (!sl_scale_check (ask, &s, TRUE, MOST_BY_WEEK, error))
    return NULL;
  g_autofree char *from = sl_words_date (s.from), *to = sl_words_date (s.to);
  if (s.to - s.from >= MOST_BY_DAY)
    {
      s.step = 7;
      s.from -= (s.from + 6) % 7; /* weeks begin on Mondays */
    }
  report->wide = TRUE;
  report->about = sl_report_keep_format (report, "%s – %s", from, to);
  report->foot = sl_report_keep (report, s.step == 1
                                 ? _("Dark: shooting · grey: confirmed for other work · hatched: held")
                                 : _("A column is a week from Monday · dark: shooting · grey: confirmed for other "
                                     "work · hatched: held"));
  s.table = sl_report_table (report, NULL);
  s.table->frozen = 4;
  sl_report_column (s.table, _("What"), SL_ALIGN_LEFT, 40, 1, SL_BOTH);
  sl_report_column (s.table, _("From"), SL_ALIGN_LEFT, 20, 0, SL_BOTH);
  sl_report_column (s.table, _("To"), SL_ALIGN_LEFT, 20, 0, SL_BOTH);
  sl_report_column (s.table, _("Days"), SL_ALIGN_RIGHT, 11, 0, SL_BOTH);
  sl_scale_columns (&s);
  for (guint i = 0; i < sl_plan_count (ask->plan, SL_KIND_PRODUCTION); i++)
    add_production (ask, &s, (const SlProduction *) sl_plan_at (ask->plan, SL_KIND_PRODUCTION, i));
  return g_steal_pointer (&report);
}
