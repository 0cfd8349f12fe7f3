/* Who works and is held, and what the days cost. */
#include "sl-board-private.h"

#include <math.h>

#include "sl-rules.h"
#include "sl-workdays.h"

/* Days without a date are told apart by their place. */
static guint32
date_of (const SlBoardDay *day, guint place)
{
  return day->date != 0 ? day->date : place + 1;
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* Ascending, each once. */
static void
sort_dates (GArray *dates)
{
  guint n = 0;

  g_array_sort (dates, compare_dates);
  for (guint i = 0; i < dates->len; i++)
    if (n == 0 || g_array_index (dates, guint32, i) != g_array_index (dates, guint32, n - 1))
      g_array_index (dates, guint32, n++) = g_array_index (dates, guint32, i);
  g_array_set_size (dates, n);
}

static GArray *
dates_of (const SlBoardRead *read)
{
  GArray *dates = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < read->days->len; i++)
    {
      const guint32 date = date_of (&g_array_index (read->days, SlBoardDay, i), i);

      g_array_append_val (dates, date);
    }
  sort_dates (dates);
  return dates;
}

static void
add_date (GHashTable *rows, SlBoardRead *read, const char *id, guint32 date)
{
  gpointer place;
  SlDood *row;

  if (!g_hash_table_lookup_extended (rows, id, NULL, &place))
    {
      const SlEntity *cast = sl_plan_find (read->plan, id);
      SlDood fresh = { .who = cast, .dates = g_array_new (FALSE, FALSE, sizeof (guint32)) };

      if (cast == NULL || cast->kind != SL_KIND_CAST)
        {
          g_array_unref (fresh.dates);
          return;
        }
      place = GUINT_TO_POINTER (read->dood->len);
      g_hash_table_insert (rows, (gpointer) id, place);
      g_array_append_val (read->dood, fresh);
    }
  row = &g_array_index (read->dood, SlDood, GPOINTER_TO_UINT (place));
  g_array_append_val (row->dates, date);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const SlCast *x = (const SlCast *) ((const SlDood *) a)->who, *y = (const SlCast *) ((const SlDood *) b)->who;

  if (x->number != y->number)
    return (x->number > y->number) - (x->number < y->number);
  return g_strcmp0 (x->entity.id, y->entity.id);
}

void
sl_board_count_cast (SlBoardRead *read)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) dates = dates_of (read);

  for (guint i = 0; i < read->scenes->len; i++)
    {
      const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);

      for (guint k = 0; !s->scene->omitted && k < sl_list_n (s->scene->cast); k++)
        add_date (rows, read, *sl_list_at (s->scene->cast, char *, k),
                  date_of (&g_array_index (read->days, SlBoardDay, s->day), s->day));
    }
  g_array_sort (read->dood, compare_numbers);
  for (guint i = 0; i < read->dood->len; i++)
    {
      SlDood *row = &g_array_index (read->dood, SlDood, i);
      const SlCast *cast = (const SlCast *) row->who;
      const SlRuleFor whom = { read->production->entity.id, NULL, cast->entity.id };

      sort_dates (row->dates);
      sl_dood_fill (row, dates, sl_rule_now (read->plan, SL_RULE_DROP, &whom, 0).days,
                    cast->calendar != NULL ? sl_plan_get (read->plan, SL_KIND_CALENDAR, cast->calendar) : NULL);
      read->sum.work_days += row->work;
      read->sum.hold_days += row->hold;
    }
  read->sum.cast = read->dood->len;
}

/* --- money --- */

static double
money (double amount)
{
  return isnan (amount) ? 0 : amount;
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const SlRule *x = *(SlRule *const *) a, *y = *(SlRule *const *) b;

  return (x->time > y->time) - (x->time < y->time);
}

/* The unit's pay by the hour, for each step of overtime at its own factor; at the usual pay where no rule says. */
static double
overtime_pay (const SlBoardRead *read, const SlBoardDay *day)
{
  const SlRuleFor whom = sl_board_rules_for (read, day, NULL);
  g_autoptr (GPtrArray) steps = sl_rules_now (read->plan, SL_RULE_OVERTIME, &whom, day->date);
  const double a_minute = day->unit != NULL ? money (day->unit->day_rate) / (day->unit->day_hours * 60) : 0;
  double pay = 0;

  if (steps->len == 0)
    return a_minute * day->overtime;
  g_ptr_array_sort (steps, compare_steps);
  for (guint i = 0; i < steps->len; i++)
    {
      const SlRule *step = steps->pdata[i];
      const double to = i + 1 < steps->len ? ((const SlRule *) steps->pdata[i + 1])->time : INFINITY;

      if (!isnan (step->time))
        pay += step->factor * a_minute * MAX (0, MIN (day->minutes, to) - step->time);
    }
  return pay;
}

/* Adds the pay a day of whom the day's scenes name, each once. */
static void
pay_once (const SlBoardRead *read, GHashTable *paid, const SlList *ids, SlBoardCosts *costs)
{
  for (guint i = 0; i < sl_list_n (ids); i++)
    {
      const char *id = *sl_list_at (ids, char *, i);
      const SlEntity *who = id != NULL ? sl_plan_find (read->plan, id) : NULL;

      if (who == NULL || !g_hash_table_add (paid, (gpointer) who))
        continue;
      if (who->kind == SL_KIND_CAST)
        costs->cast += money (((const SlCast *) who)->day_rate);
      else if (who->kind == SL_KIND_ELEMENT)
        costs->elements += money (((const SlElement *) who)->day_rate);
    }
}

/* What the unit is paid for the day, more on its sixth and seventh in a row where a rule says so. */
static double
unit_pay (const SlBoardRead *read, const SlBoardDay *day)
{
  const SlRuleFor whom = sl_board_rules_for (read, day, NULL);
  const SlRuleForm form = day->running == 6 ? SL_RULE_SIXTH_DAY : SL_RULE_SEVENTH_DAY;
  const double factor = day->running >= 6 ? sl_rule_now (read->plan, form, &whom, day->date).factor : 1;

  return day->unit != NULL ? factor * money (day->unit->day_rate) : 0;
}

static SlBoardCosts
costs_of (const SlBoardRead *read, const SlBoardDay *day)
{
  g_autoptr (GHashTable) paid = g_hash_table_new (g_direct_hash, g_direct_equal);
  SlBoardCosts costs = { .unit = unit_pay (read, day), .overtime = overtime_pay (read, day) };

  for (guint i = day->first_scene; i < day->first_scene + day->n_scenes; i++)
    {
      const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);

      if (s->scene->omitted)
        continue;
      if (s->stage != NULL && g_hash_table_add (paid, (gpointer) s->stage))
        costs.stages += money (s->stage->day_rate);
      pay_once (read, paid, s->scene->cast, &costs);
      pay_once (read, paid, s->scene->elements, &costs);
    }
  return costs;
}

void
sl_board_count_cost (SlBoardRead *read)
{
  for (guint i = 0; i < read->days->len; i++)
    {
      SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);

      day->costs = costs_of (read, day);
      day->cost = day->costs.stages + day->costs.unit + day->costs.cast + day->costs.elements + day->costs.overtime;
      read->sum.cost += day->cost;
    }
  for (guint i = 0; i < read->dood->len; i++)
    {
      const SlDood *row = &g_array_index (read->dood, SlDood, i);

      read->sum.cost += row->hold * money (((const SlCast *) row->who)->day_rate);
    }
}
