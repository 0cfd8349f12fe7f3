/* The stages' bookings by day. */
#include "sl-i18n.h"
#include "sl-schedule-scale.h"
#include "sl-schedule-words.h"
#include "sl-workdays.h"

enum { MOST_DAYS = 731 };

/* The first line on which nothing stands on its days. */
static SlScaleSlot *
free_line (GPtrArray *lines, const SlScale *s, const SlBooking *b)
{
  const guint first = MAX (b->from, s->from) - s->from, last = MIN (b->to, s->to) - s->from;
  SlScaleSlot *fresh;

  for (guint i = 0; i < lines->len; i++)
    {
      SlScaleSlot *slots = lines->pdata[i];
      guint at = first;

      while (at <= last && slots[at].text == NULL)
        at++;
      if (at > last)
        return slots;
    }
  fresh = g_new0 (SlScaleSlot, s->n);
  g_ptr_array_add (lines, fresh);
  return fresh;
}

/* Days off are dotted where nothing else stands. */
static void
mark_days_off (const SlScheduleAsk *ask, const SlScale *s, const SlStage *stage, SlScaleSlot *slots)
{
  const SlCalendar *calendar = stage->calendar != NULL ? sl_plan_get (ask->plan, SL_KIND_CALENDAR, stage->calendar)
                                                       : NULL;

  for (guint i = 0; i < s->n; i++)
    if (slots[i].text == NULL && !sl_calendar_works (calendar, s->from + i))
      slots[i] = (SlScaleSlot) { "", SL_TONE_OTHER, FALSE };
}

static void
add_stage (const SlScheduleAsk *ask, const SlScale *s, const SlStage *stage)
{
  g_autoptr (GPtrArray) bookings = sl_scale_bookings (ask, s, stage->entity.id, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < bookings->len; i++)
    {
      const SlBooking *b = bookings->pdata[i];

      sl_scale_lay (s, free_line (lines, s, b), b->from, b->to,
                    sl_booking_text (ask, s->table->report, b, TRUE), sl_booking_tone (b));
    }
  if (lines->len == 0)
    g_ptr_array_add (lines, g_new0 (SlScaleSlot, s->n));
  for (guint i = 0; i < lines->len; i++)
    {
      mark_days_off (ask, s, stage, lines->pdata[i]);
      sl_report_row (s->table, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_cell (s->table, i == 0 ? sl_entity_title (&stage->entity) : "")->bold = TRUE;
      sl_scale_put (s, lines->pdata[i]);
    }
}

SlReport *
sl_report_calendar (const SlScheduleAsk *ask, GError **error)
{
  g_autoptr (SlReport) report = sl_report_new (_("Stage calendar"));
  SlScale s = { .step = 1 };

  if (!sl_scale_check (ask, &s, FALSE, MOST_DAYS, error))
    return NULL;
  g_autofree char *from = sl_words_date (s.from), *to = sl_words_date (s.to);
  report->wide = TRUE;
  report->about = sl_report_keep_format (report, "%s – %s", from, to);
  report->foot = sl_report_keep (report, _("Dark: confirmed to shoot · grey: confirmed for other work · hatched: held "
                                           "· crossed: closed · dotted: days off"));
  s.table = sl_report_table (report, NULL);
  s.table->frozen = 1;
  sl_report_column (s.table, _("Stage"), SL_ALIGN_LEFT, 34, .5, SL_BOTH);
  sl_scale_columns (&s);
  for (guint i = 0; i < sl_plan_count (ask->plan, SL_KIND_STAGE); i++)
    add_stage (ask, &s, (const SlStage *) sl_plan_at (ask->plan, SL_KIND_STAGE, i));
  return g_steal_pointer (&report);
}
