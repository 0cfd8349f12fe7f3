/* The units of a board: what is left to them, on which days, by which rules. */
#include "sl-board-odds-private.h"

#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-rules.h"
#include "sl-workdays.h"

enum { DAY = 24 * 60, MORE_DAYS = 60 };

gboolean
sl_odds_fill_is_left (const SlBoardScene *s)
{
  return !s->scene->omitted && s->scene->shot_on == 0;
}

SlOddsFillUnit *
sl_odds_fill_unit (SlOddsFill *f, const SlUnitEntity *unit)
{
  const SlOddsFillUnit fresh = { .unit = unit };

  for (guint i = 0; i < f->units->len; i++)
    if (g_array_index (f->units, SlOddsFillUnit, i).unit == unit)
      return &g_array_index (f->units, SlOddsFillUnit, i);
  g_array_append_val (f->units, fresh);
  return &g_array_index (f->units, SlOddsFillUnit, f->units->len - 1);
}

/* --- days --- */

void
sl_odds_fill_find_units (SlOddsFill *f)
{
  for (guint i = 0; i < f->read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (f->read->days, SlBoardDay, i);
      SlOddsFillUnit *u = sl_odds_fill_unit (f, day->unit);
      gboolean left = FALSE;

      for (guint k = day->first_scene; k < day->first_scene + day->n_scenes; k++)
        {
          const SlBoardScene *s = &g_array_index (f->read->scenes, SlBoardScene, k);

          left |= sl_odds_fill_is_left (s);
          u->after = MAX (u->after, s->scene->shot_on);
          f->of->shot += s->scene->shot_on != 0;
        }
      if (!left)
        continue;
      u->days++;
      u->last = day;
      if (u->first == NULL || u->first->date == 0 || (day->date != 0 && day->date < u->first->date))
        u->first = day;
      f->of->wrap = MAX (f->of->wrap, day->date);
    }
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* The working days from the first that is not shot on: the calendar's, and those that the board fixes. */
static void
add_dates (SlOddsFill *f, const SlOddsFillUnit *u, const SlCalendar *calendar)
{
  const guint32 from = MAX (u->first->date, u->after + 1);
  GArray *dates = u->row->dates;
  guint n = 0;

  for (guint i = 0; i < f->read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (f->read->days, SlBoardDay, i);

      if (day->unit == u->unit && day->date >= from)
        g_array_append_val (dates, day->date);
    }
  const guint least = 2 * u->days + MORE_DAYS;
  const guint32 last = f->of->wrap;
  guint32 date = sl_calendar_next (calendar, from);
  for (guint k = 0; date != 0 && (k < least || date <= last); k++, date = sl_calendar_next (calendar, date + 1))
    g_array_append_val (dates, date);
  g_array_sort (dates, compare_dates);
  for (guint i = 0; i < dates->len; i++)
    if (n == 0 || g_array_index (dates, guint32, i) != g_array_index (dates, guint32, n - 1))
      g_array_index (dates, guint32, n++) = g_array_index (dates, guint32, i);
  g_array_set_size (dates, n);
}

static guint
weekdays_of (const SlCalendar *calendar)
{
  guint days = 127;

  for (guint i = 0; calendar != NULL && i < sl_list_n (calendar->week); i++)
    days &= ~(1u << *sl_list_at (calendar->week, int, i));
  return days;
}

/* --- rules --- */

static gint32
whole (double minutes, gint32 least, gint32 most)
{
  return isnan (minutes) ? least : (gint32) lround (CLAMP (minutes, least, most));
}

/* Meals of a day of that length (min), as the board counts them. */
static gint32
meals_of (const SlPlan *plan, const SlRuleFor *whom, guint32 date, gint32 length)
{
  const SlRuleNow meal = sl_rule_now (plan, SL_RULE_MEAL_LENGTH, whom, date);
  const SlRuleNow due = sl_rule_now (plan, SL_RULE_MEAL, whom, date);
  const double every = isnan (due.time) || due.time < 1 ? 6 * 60 : due.time;

  return isnan (meal.time) ? 0 : (gint32) (floor ((length - 1) / every) * lround (meal.time));
}

static void
fill_rules (SlOddsFill *f, const SlOddsFillUnit *u)
{
  const SlPlan *plan = f->read->plan;
  const SlBoardDay *day = u->first;
  const SlRuleFor whom = { f->read->production->entity.id, u->unit != NULL ? u->unit->entity.id : NULL, NULL };
  const SlRuleNow longest = sl_rule_now (plan, SL_RULE_DAY, &whom, day->date);
  const gint32 rest = whole (sl_rule_now (plan, SL_RULE_REST, &whom, day->date).time, 0, DAY);
  g_autoptr (GPtrArray) steps = sl_rules_now (plan, SL_RULE_OVERTIME, &whom, day->date);
  SlOddsProduction *row = u->row;

  row->call = CLAMP (day->call, 0, DAY - 1);
  row->day_length = CLAMP (day->length, 1, DAY);
  const gint32 meals = meals_of (plan, &whom, day->date, row->day_length);
  gint32 most = row->day_length;
  if (!isnan (longest.time))
    most = whole (longest.time, 1, DAY);
  else if (steps->len > 0)
    most = MAX (most, DAY - rest - meals);
  row->day_length = MIN (row->day_length, most);
  row->overtime = f->filler->input->without_overtime ? 0 : most - row->day_length;
  row->turnaround = MIN (rest + meals, DAY);
  if (u->unit != NULL && !isnan (u->unit->day_rate))
    row->overtime_rate = (steps->len > 0 ? ((const SlRule *) steps->pdata[0])->factor : 1) * u->unit->day_rate
                         / u->unit->day_hours;
}

/* What a day of the unit costs as a mean over those that are left, without overtime. */
static double
day_rate_of (const SlOddsFill *f, const SlOddsFillUnit *u)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < f->read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (f->read->days, SlBoardDay, i);

      if (day->unit != u->unit || day->shot || day->n_scenes == 0)
        continue;
      sum += MAX (0, day->cost - u->row->overtime_rate * day->overtime / 60);
      n++;
    }
  return n > 0 ? MIN (sum / n, 1e12) : 0;
}

gboolean
sl_odds_fill_begin_unit (SlOddsFill *f, SlOddsFillUnit *u, GError **error)
{
  const SlBoardOddsInput *input = f->filler->input;
  const SlProduction *production = f->read->production;
  const SlCalendar *calendar = sl_unit_calendar (f->read->plan, production, u->unit);
  const guint32 start = f->read->board->start != 0 ? f->read->board->start : production->start;
  g_autofree char *id = g_strdup_printf ("unit\n%s\n%s", production->entity.id,
                                         u->unit != NULL ? u->unit->entity.id : "");
  const guint64 key = sl_odds_key (id);
  char *name = u->unit != NULL ? g_strdup_printf (_("%s, %s"), sl_entity_title (&production->entity),
                                                  sl_entity_title (&u->unit->entity))
                               : g_strdup (sl_entity_title (&production->entity));

  u->row = sl_odds_problem_add_production (f->filler->odds->problem, key,
                                           sl_odds_filler_name (f->filler, key, name));
  g_array_append_val (f->of->units, key);
  if (u->first->date == 0 && start == 0)
    sl_error_set_at (error, SL_ERROR_INPUT, input->file, production->entity.line,
                     _("%s has no first day; set its start, or that of its board"),
                     sl_entity_title (&production->entity));
  else if (u->first->date == 0)
    sl_error_set_at (error, SL_ERROR_INPUT, input->file,
                     calendar != NULL ? calendar->entity.line : production->entity.line,
                     _("%s: its calendar has no working day; take days off out of it"), name);
  else
    {
      add_dates (f, u, calendar);
      u->row->weekdays = weekdays_of (calendar);
      fill_rules (f, u);
      u->row->day_rate = day_rate_of (f, u);
      return TRUE;
    }
  return FALSE;
}
