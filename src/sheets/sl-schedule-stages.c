/* Stages and productions over time: calendar, Gantt chart, and what room is left. */
#include <math.h>

#include "sl-capacity.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-schedule-words.h"
#include "sl-workdays.h"

/* Of a calendar, and of a Gantt chart by day, by week. */
enum { MOST_CALENDAR = 731, MOST_BY_DAY = 70, MOST_BY_WEEK = 3660 };

/* Columns of time. */
typedef struct {
  SlReportTable *table;
  guint32        from, to; /* both included */
  guint          step, n;  /* days of a column; columns */
} Scale;

typedef struct {
  const char  *text;
  SlReportTone tone;
  gboolean     joins;
} Slot;

/* --- time --- */

static gboolean
counts (const SlBooking *b)
{
  return b->state < SL_BOOKING_RELEASED && b->from != 0 && b->to >= b->from;
}

static void
add_columns (Scale *s)
{
  s->n = (s->to - s->from) / s->step + 1;
  for (guint i = 0; i < s->n; i++)
    {
      const guint32 day = s->from + i * s->step;
      g_autofree char *plain = sl_date_to_text (day);
      g_autofree char *title = s->step == 1 ? g_strdup_printf ("%.2s\n%.2s\n%s", plain + 5, plain + 8,
                                                               sl_words_weekday (day))
                                            : g_strdup_printf ("%.4s\n%.2s\n%.2s", plain, plain + 5, plain + 8);
      sl_report_column (s->table, title, SL_ALIGN_CENTRE, 8, .3, SL_BOTH)->csv = sl_report_keep (s->table->report, plain);
    }
}

/* From day to day, as far as the scale goes; what stands there already stays. */
static void
lay (const Scale *s, Slot *slots, guint32 from, guint32 to, const char *text, SlReportTone tone)
{
  gboolean joins = FALSE;

  if (to < s->from || from > s->to)
    return;
  const guint first = (MAX (from, s->from) - s->from) / s->step, last = (MIN (to, s->to) - s->from) / s->step;
  for (guint i = first; i <= last && i < s->n; i++)
    {
      if (slots[i].text == NULL)
        slots[i] = (Slot) { text, tone, joins };
      joins = slots[i].text == text;
    }
}

static void
put_slots (const Scale *s, const Slot *slots)
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
static gboolean
find_span (const SlScheduleAsk *ask, gboolean board, guint32 *from, guint32 *to)
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

static gboolean
check_span (const SlScheduleAsk *ask, Scale *s, gboolean board, guint most, GError **error)
{
  if (!find_span (ask, board, &s->from, &s->to))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("there is no booking in that time; book a stage or choose other days"));
      return FALSE;
    }
  if (s->to - s->from < most)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("that is %u days; narrow it to %u with from and to"), s->to - s->from + 1, most);
  return FALSE;
}

/* --- bookings --- */

static SlReportTone
tone_of (const SlBooking *b)
{
  if (b->phase == SL_PHASE_CLOSED)
    return SL_TONE_OFF;
  if (b->state != SL_BOOKING_CONFIRMED)
    return SL_TONE_HOLD;
  return b->phase == SL_PHASE_SHOOT ? SL_TONE_STRONG : SL_TONE_WORK;
}

/* "The Ferry · Shoot", "The Ferry · Shoot (hold 2)". */
static const char *
text_of (const SlScheduleAsk *ask, SlReport *report, const SlBooking *b, gboolean whose)
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
static GPtrArray *
find_bookings (const SlScheduleAsk *ask, const Scale *s, const char *stage, const char *production)
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

/* --- calendar --- */

/* The first line on which nothing stands on its days. */
static Slot *
free_line (GPtrArray *lines, const Scale *s, const SlBooking *b)
{
  const guint first = MAX (b->from, s->from) - s->from, last = MIN (b->to, s->to) - s->from;
  Slot *fresh;

  for (guint i = 0; i < lines->len; i++)
    {
      Slot *slots = lines->pdata[i];
      guint at = first;

      while (at <= last && slots[at].text == NULL)
        at++;
      if (at > last)
        return slots;
    }
  fresh = g_new0 (Slot, s->n);
  g_ptr_array_add (lines, fresh);
  return fresh;
}

/* Days off are dotted where nothing else stands. */
static void
mark_days_off (const SlScheduleAsk *ask, const Scale *s, const SlStage *stage, Slot *slots)
{
  const SlCalendar *calendar = stage->calendar != NULL ? sl_plan_get (ask->plan, SL_KIND_CALENDAR, stage->calendar)
                                                       : NULL;

  for (guint i = 0; i < s->n; i++)
    if (slots[i].text == NULL && !sl_calendar_works (calendar, s->from + i))
      slots[i] = (Slot) { "", SL_TONE_OTHER, FALSE };
}

static void
add_stage (const SlScheduleAsk *ask, const Scale *s, const SlStage *stage)
{
  g_autoptr (GPtrArray) bookings = find_bookings (ask, s, stage->entity.id, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < bookings->len; i++)
    {
      const SlBooking *b = bookings->pdata[i];

      lay (s, free_line (lines, s, b), b->from, b->to, text_of (ask, s->table->report, b, TRUE), tone_of (b));
    }
  if (lines->len == 0)
    g_ptr_array_add (lines, g_new0 (Slot, s->n));
  for (guint i = 0; i < lines->len; i++)
    {
      mark_days_off (ask, s, stage, lines->pdata[i]);
      sl_report_row (s->table, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_cell (s->table, i == 0 ? sl_entity_title (&stage->entity) : "")->bold = TRUE;
      put_slots (s, lines->pdata[i]);
    }
}

SlReport *
sl_report_calendar (const SlScheduleAsk *ask, GError **error)
{
  g_autoptr (SlReport) report = sl_report_new (_("Stage calendar"));
  Scale s = { .step = 1 };

  if (!check_span (ask, &s, FALSE, MOST_CALENDAR, error))
    return NULL;
  g_autofree char *from = sl_words_date (s.from), *to = sl_words_date (s.to);
  report->wide = TRUE;
  report->about = sl_report_keep_format (report, "%s – %s", from, to);
  report->foot = sl_report_keep (report, _("Dark: confirmed to shoot · grey: confirmed for other work · hatched: held · "
                                           "crossed: closed · dotted: days off"));
  s.table = sl_report_table (report, NULL);
  s.table->frozen = 1;
  sl_report_column (s.table, _("Stage"), SL_ALIGN_LEFT, 34, .5, SL_BOTH);
  add_columns (&s);
  for (guint i = 0; i < sl_plan_count (ask->plan, SL_KIND_STAGE); i++)
    add_stage (ask, &s, (const SlStage *) sl_plan_at (ask->plan, SL_KIND_STAGE, i));
  return g_steal_pointer (&report);
}

/* --- Gantt chart --- */

static void
begin_bar (const Scale *s, const char *what, guint32 from, guint32 to, guint days)
{
  g_autofree char *a = sl_date_to_text (from), *b = sl_date_to_text (to);

  sl_report_row (s->table, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_report_cell (s->table, what);
  sl_report_cell (s->table, a);
  sl_report_cell (s->table, b);
  sl_report_count (s->table, days);
}

static void
add_bookings (const SlScheduleAsk *ask, const Scale *s, const char *production)
{
  g_autoptr (GPtrArray) bookings = find_bookings (ask, s, NULL, production);

  for (guint i = 0; i < bookings->len; i++)
    {
      const SlBooking *b = bookings->pdata[i];
      const char *text = text_of (ask, s->table->report, b, FALSE);
      g_autofree char *what = g_strdup_printf ("%s · %s", sl_words_name (ask->plan, b->stage), text);
      g_autofree Slot *slots = g_new0 (Slot, s->n);

      lay (s, slots, b->from, b->to, text, tone_of (b));
      begin_bar (s, what, b->from, b->to, b->to - b->from + 1);
      put_slots (s, slots);
    }
}

/* The shooting days of the unit, in one row. */
static void
add_unit (const SlBoardRead *read, const Scale *s, const SlUnitEntity *unit)
{
  const char *name = unit != NULL ? sl_entity_title (&unit->entity) : _("Shooting days");
  g_autofree Slot *slots = g_new0 (Slot, s->n);
  const char *bar = sl_report_keep (s->table->report, _("Shooting"));
  guint32 from = 0, to = 0;
  guint days = 0;

  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);

      if (day->unit != unit || day->date == 0)
        continue;
      lay (s, slots, day->date, day->date, bar, SL_TONE_STRONG);
      from = from == 0 ? day->date : MIN (from, day->date);
      to = MAX (to, day->date);
      days++;
    }
  for (guint i = 1; i < s->n; i++)
    slots[i].joins = slots[i].text != NULL && slots[i - 1].text == slots[i].text;
  if (days == 0)
    return;
  begin_bar (s, name, from, to, days);
  put_slots (s, slots);
}

static void
add_board (const SlScheduleAsk *ask, const Scale *s, const SlProduction *production)
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
add_production (const SlScheduleAsk *ask, const Scale *s, const SlProduction *production)
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
  Scale s = { .step = 1 };

  if (!check_span (ask, &s, TRUE, MOST_BY_WEEK, error))
    return NULL;
  g_autofree char *from = sl_words_date (s.from), *to = sl_words_date (s.to);
  if (s.to - s.from >= MOST_BY_DAY)
    {
      s.step = 7;
      s.from -= (s.from + 6) % 7; /* weeks begin on Mondays */
    }
  report->wide = TRUE;
  report->about = sl_report_keep_format (report, "%s – %s", from, to);
  report->foot = sl_report_keep (report, s.step == 1 ? _("Dark: shooting · grey: confirmed for other work · hatched: held")
                                 : _("A column is a week from Monday · dark: shooting · grey: confirmed for other work · "
                                     "hatched: held"));
  s.table = sl_report_table (report, NULL);
  s.table->frozen = 4;
  sl_report_column (s.table, _("What"), SL_ALIGN_LEFT, 40, 1, SL_BOTH);
  sl_report_column (s.table, _("From"), SL_ALIGN_LEFT, 20, 0, SL_BOTH);
  sl_report_column (s.table, _("To"), SL_ALIGN_LEFT, 20, 0, SL_BOTH);
  sl_report_column (s.table, _("Days"), SL_ALIGN_RIGHT, 11, 0, SL_BOTH);
  add_columns (&s);
  for (guint i = 0; i < sl_plan_count (ask->plan, SL_KIND_PRODUCTION); i++)
    add_production (ask, &s, (const SlProduction *) sl_plan_at (ask->plan, SL_KIND_PRODUCTION, i));
  return g_steal_pointer (&report);
}

/* --- what room is left --- */

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

  if (!find_span (ask, FALSE, &from, &to))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("there is no booking in that time; book a stage or choose other days"));
      return NULL;
    }
  stages = sl_capacity (ask->plan, from, to, length, omissions);
  g_autofree char *a = sl_words_date (from), *b = sl_words_date (to);
  report->wide = TRUE;
  report->about = sl_report_keep_format (report, "%s – %s", a, b);
  report->foot = sl_report_keep (report, _("Occupancy is confirmed days over days without closures, utilisation shooting "
                                           "over confirmed days; a first hold counts half a day, each further one half "
                                           "of that."));
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
