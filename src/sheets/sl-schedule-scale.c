#include "sl-schedule-scale.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-schedule-words.h"

/* --- time --- */

static gboolean
counts (const SlBooking *b)
{
  return b->state < SL_BOOKING_RELEASED && b->from != 0 && b->to >= b->from;
}

void
sl_scale_columns (SlScale *s)
{
  s->n = (s->to - s->from) / s->step + 1;
  for (guint i = 0; i < s->n; i++)
    {
      const guint32 day = s->from + i * s->step;
      g_autofree char *plain = sl_date_to_text (day);
      g_autofree char *title = s->step == 1 ? g_strdup_printf ("%.2s\n%.2s\n%s", plain + 5, plain + 8,
                                                               sl_words_weekday (day))
                                            : g_strdup_printf ("%.4s\n%.2s\n%.2s", plain, plain + 5, plain + 8);
      SlReportColumn *column = sl_report_column (s->table, title, SL_ALIGN_CENTRE, 8, .3, SL_BOTH);

      column->csv = sl_report_keep (s->table->report, plain);
    }
}

/* From day to day, as far as the scale goes; what stands there already stays. */
void
sl_scale_lay (const SlScale *s, SlScaleSlot *slots, guint32 from, guint32 to, const char *text, SlReportTone tone)
{
  gboolean joins = FALSE;

  if (to < s->from || from > s->to)
    return;
  const guint first = (MAX (from, s->from) - s->from) / s->step, last = (MIN (to, s->to) - s->from) / s->step;
  for (guint i = first; i <= last && i < s->n; i++)
    {
      if (slots[i].text == NULL)
        slots[i] = (SlScaleSlot) { text, tone, joins };
      joins = slots[i].text == text;
    }
}

void
sl_scale_put (const SlScale *s, const SlScaleSlot *slots)
{
  for (guint i = 0; i < s->n; i++)
    {
      SlReportCell *cell = sl_report_cell (s->table, slots[i].text);

      cell->tone = slots[i].tone;
      cell->joins = slots[i].joins;
      cell->line = TRUE;
    }
}

/* What the plan's bookings and, for the Gantt chart, its board span; FALSE for nothing. */
gboolean
sl_scale_span (const SlScheduleAsk *ask, gboolean board, guint32 *from, guint32 *to)
{
  guint32 first = G_MAXUINT32, last = 0;

  for (guint i = 0; i < sl_plan_count (ask->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (ask->plan, SL_KIND_BOOKING, i);

      if (counts (b))
        {
          first = MIN (first, b->from);
          last = MAX (last, b->to);
        }
    }
  for (guint i = 0; board && ask->read != NULL && i < ask->read->days->len; i++)
    {
      const guint32 date = g_array_index (ask->read->days, SlBoardDay, i).date;

      first = date != 0 ? MIN (first, date) : first;
      last = MAX (last, date);
    }
  *from = ask->from != 0 ? ask->from : first;
  *to = ask->to != 0 ? ask->to : last;
  return *from <= *to && *to != 0 && *from != G_MAXUINT32;
}

gboolean
sl_scale_check (const SlScheduleAsk *ask, SlScale *s, gboolean board, guint most, GError **error)
{
  if (!sl_scale_span (ask, board, &s->from, &s->to))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("there is no booking in that time; book a stage or choose other days"));
      return FALSE;
    }
  if (s->to - s->from < most)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("that is %u days; narrow it to %u with from and to"), s->to - s->from + 1,
                most);
  return FALSE;
}

/* --- bookings --- */

SlReportTone
sl_booking_tone (const SlBooking *b)
{
  if (b->phase == SL_PHASE_CLOSED)
    return SL_TONE_OFF;
  if (b->state != SL_BOOKING_CONFIRMED)
    return SL_TONE_HOLD;
  return b->phase == SL_PHASE_SHOOT ? SL_TONE_STRONG : SL_TONE_WORK;
}

/* "The Ferry · Shoot", "The Ferry · Shoot (hold 2)". */
const char *
sl_booking_text (const SlScheduleAsk *ask, SlReport *report, const SlBooking *b, gboolean whose)
{
  const char *phase = sl_words_value (SL_KIND_BOOKING, "phase", b->phase);
  const char *production = whose ? sl_words_name (ask->plan, b->production) : "";
  const char *between = *production != '\0' ? " · " : "";

  if (b->state == SL_BOOKING_CONFIRMED)
    return sl_report_keep_format (report, "%s%s%s", production, between, phase);
  return sl_report_keep_format (report, "%s%s%s (%s %" G_GINT64_FORMAT ")", production, between, phase,
                                sl_words_value (SL_KIND_BOOKING, "state", b->state), b->rank);
}

static int
compare_bookings (gconstpointer a, gconstpointer b)
{
  const SlBooking *x = *(SlBooking *const *) a, *y = *(SlBooking *const *) b;

  if (x->from != y->from)
    return (x->from > y->from) - (x->from < y->from);
  return g_strcmp0 (x->entity.id, y->entity.id);
}

/* Those of the stage, of the production (NULL: any) within the scale, by their first day. */
GPtrArray *
sl_scale_bookings (const SlScheduleAsk *ask, const SlScale *s, const char *stage, const char *production)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < sl_plan_count (ask->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (ask->plan, SL_KIND_BOOKING, i);

      if (counts (b) && b->from <= s->to && b->to >= s->from && (stage == NULL || g_strcmp0 (b->stage, stage) == 0)
          && (production == NULL || g_strcmp0 (b->production, production) == 0))
        g_ptr_array_add (found, (gpointer) b);
    }
  g_ptr_array_sort (found, compare_bookings);
  return found;
}
