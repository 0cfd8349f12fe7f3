/* A board as arrays of numbers: its scenes as steps, its days or scenes as blocks, whom and what they need. */
#include "sl-board-order-filling.h"

#include <math.h>

#include "sl-rules.h"
#include "sl-workdays.h"

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* Dates on which somebody is not held, of all that there may be. */
static void
find_off (SlOrderFilling *f)
{
  SlOrderFill *fill = f->fill;
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (guint32));
  GHashTableIter iter;
  gpointer who, number;

  g_array_append_vals (dates, fill->dates->data, fill->dates->len);
  for (guint i = 0; i < fill->fixed->len; i++)
    g_array_append_val (dates, g_array_index (fill->fixed, SlOrderFixed, i).date);
  g_array_sort (dates, compare_dates);
  g_hash_table_iter_init (&iter, f->people);
  while (fill->dated && g_hash_table_iter_next (&iter, &who, &number))
    {
      const SlCast *cast = ((const SlEntity *) who)->kind == SL_KIND_CAST ? who : NULL;
      const SlCalendar *calendar = cast != NULL && cast->calendar != NULL
                                   ? sl_plan_get (fill->read->plan, SL_KIND_CALENDAR, cast->calendar) : NULL;
      SlOrderPerson *person = &g_array_index (fill->people, SlOrderPerson, GPOINTER_TO_UINT (number) - 1);

      person->first_off = fill->off->len;
      for (guint i = 0; calendar != NULL && i < dates->len; i++)
        if (sl_calendar_use (calendar, g_array_index (dates, guint32, i)) != SL_DAY_WORKED)
          g_array_append_val (fill->off, g_array_index (dates, guint32, i));
      person->n_off = fill->off->len - person->first_off;
    }
}

/* The last date that a scene waits for, beyond which there is always one. */
static guint32
latest_need (const SlOrderFill *fill)
{
  guint32 latest = 0;

  for (guint i = 0; i < fill->read->scenes->len; i++)
    {
      const SlBoardScene *s = sl_order_scene (fill, i);
      const SlEnvironment *e = s->environment != NULL
                               ? sl_plan_get (fill->read->plan, SL_KIND_ENVIRONMENT, s->environment) : NULL;

      latest = MAX (latest, MAX (s->scene->earliest, e != NULL ? e->ready : 0));
      for (guint k = 0; k < sl_list_n (s->scene->cast); k++)
        {
          const SlCast *cast = sl_plan_get (fill->read->plan, SL_KIND_CAST, *sl_list_at (s->scene->cast, char *, k));
          latest = MAX (latest, cast != NULL ? cast->from : 0);
        }
    }
  return latest;
}

static gboolean
is_taken (const SlOrderFill *fill, guint32 date)
{
  for (guint i = 0; i < fill->fixed->len; i++)
    {
      const SlOrderFixed *fixed = &g_array_index (fill->fixed, SlOrderFixed, i);

      if (fixed->after == SL_ORDER_OWN && fixed->date == date)
        return TRUE;
    }
  return FALSE;
}

/* Nothing is shot before what is shot already. */
static guint32
first_date (const SlOrderFill *fill)
{
  const SlBoard *board = fill->input->board;
  guint32 date = board != NULL && board->start != 0 ? board->start : fill->read->production->start;

  for (guint i = 0; i < fill->read->scenes->len; i++)
    {
      const SlBoardScene *s = sl_order_scene (fill, i);

      if (s->scene->shot_on != 0 && sl_order_is_own (fill, s->day))
        date = MAX (date, (fill->dated ? sl_order_day (fill, s->day)->date : s->day + 1) + 1);
    }
  return date != 0 || !fill->dated ? date : sl_order_day (fill, 0)->date;
}

static void
find_dates (SlOrderFill *fill)
{
  const guint n = fill->blocks->len;
  const guint32 need = latest_need (fill);
  guint32 date = first_date (fill);
  guint behind = 0;

  if (fill->whole_days)
    for (guint i = 0; i < n; i++)
      {
        const guint day = g_array_index (fill->day_of_block, guint, i);
        const guint32 own = fill->dated ? sl_order_day (fill, day)->date : day + 1;
        g_array_append_val (fill->dates, own);
      }
  while (!fill->whole_days && behind < n && fill->dates->len < SL_ORDER_MOST_DATES)
    {
      date = fill->dated ? sl_calendar_next (fill->calendar, date) : date + (fill->dates->len == 0 && date == 0);
      if (date == 0)
        return;
      if (!is_taken (fill, date))
        {
          g_array_append_val (fill->dates, date);
          behind += date > need || !fill->dated;
        }
      date++;
    }
}

/* --- the whole --- */

static void
fill_rules (SlOrderFill *fill)
{
  SlOrderProblem *p = &fill->problem;
  const SlBoardDay *day = sl_order_day (fill, 0);
  const SlRuleFor whom = sl_board_rules_for (fill->read, day, NULL);
  const SlRuleNow rest = sl_rule_now (fill->read->plan, SL_RULE_REST, &whom, day->date);
  const SlRuleNow length = sl_rule_now (fill->read->plan, SL_RULE_MEAL_LENGTH, &whom, day->date);
  const SlRuleNow due = sl_rule_now (fill->read->plan, SL_RULE_MEAL, &whom, day->date);

  p->whole_days = fill->whole_days;
  p->day = day->length;
  p->rest = fill->dated && !isnan (rest.time) && !rest.advice ? (gint32) lround (rest.time) : 0;
  p->meal = isnan (length.time) ? 0 : (gint32) lround (length.time);
  p->meal_every = isnan (due.time) || due.time < 1 ? 6 * 60 : (gint32) due.time;
  p->day_pay = day->unit != NULL ? sl_order_hundredths (day->unit->day_rate) : 0;
  p->n_keys_in_all = 0;
  for (guint i = 0; i < fill->keys->len; i++)
    p->n_keys_in_all = MAX (p->n_keys_in_all, g_array_index (fill->keys, guint, i) + 1);
}

#define GIVE(name) p->n_##name = fill->name->len, p->name = (gpointer) fill->name->data

static void
give_arrays (SlOrderFill *fill)
{
  SlOrderProblem *p = &fill->problem;

  GIVE (steps);
  GIVE (blocks);
  GIVE (fixed);
  GIVE (stages);
  GIVE (loads);
  GIVE (keys);
  GIVE (people);
  GIVE (dates);
  GIVE (off);
  GIVE (pairs);
  GIVE (limits);
  p->block_people = (const guint64 *) (gpointer) fill->block_people->data;
  p->fixed_people = (const guint64 *) (gpointer) fill->fixed_people->data;
}

static void
make_arrays (SlOrderFill *fill)
{
  const struct { GArray **array; guint size; } arrays[] = {
    { &fill->steps, sizeof (SlOrderStep) }, { &fill->blocks, sizeof (SlOrderBlock) },
    { &fill->fixed, sizeof (SlOrderFixed) }, { &fill->stages, sizeof (SlOrderStage) },
    { &fill->loads, sizeof (gint32) }, { &fill->keys, sizeof (guint) }, { &fill->people, sizeof (SlOrderPerson) },
    { &fill->off, sizeof (guint32) }, { &fill->dates, sizeof (guint32) }, { &fill->pairs, sizeof (SlTalentPair) },
    { &fill->limits, sizeof (SlOrderLimit) }, { &fill->block_people, sizeof (guint64) },
    { &fill->fixed_people, sizeof (guint64) }, { &fill->whys, sizeof (SlOrderWhy) },
    { &fill->pair_scenes, 2 * sizeof (gpointer) }, { &fill->day_of_block, sizeof (guint) },
    { &fill->ends, sizeof (guint) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    *arrays[i].array = g_array_new (FALSE, TRUE, arrays[i].size);
  fill->words = g_ptr_array_new_with_free_func (g_free);
  fill->block_strips = g_ptr_array_new_with_free_func (sl_order_strips_free);
  fill->fixed_strips = g_ptr_array_new_with_free_func (sl_order_strips_free);
  fill->week_strips = g_ptr_array_new_with_free_func (sl_order_strips_free);
}

static void
filling_clear (SlOrderFilling *f)
{
  sl_board_reader_clear (&f->reader);
  g_hash_table_unref (f->stages);
  g_hash_table_unref (f->loads);
  g_hash_table_unref (f->walls);
  g_hash_table_unref (f->modes);
  g_hash_table_unref (f->calibrated);
  g_hash_table_unref (f->people);
  g_array_unref (f->scenes);
  g_free (f->block_of);
}

static void
filling_init (SlOrderFilling *f, SlOrderFill *fill)
{
  *f = (SlOrderFilling) {
    .fill = fill,
    .stages = g_hash_table_new (NULL, NULL),
    .loads = g_hash_table_new (NULL, NULL),
    .walls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .modes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .calibrated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .people = g_hash_table_new (NULL, NULL),
    .scenes = g_array_new (FALSE, FALSE, sizeof (guint)),
    .by_light = !fill->whole_days && sl_order_fill_keeps_light (fill),
    .block_of = g_new (gint, MAX (fill->read->scenes->len, 1)),
  };
  sl_board_reader_init (&f->reader, fill->input, (SlBoardRead *) fill->read);
  for (guint i = 0; i < fill->read->scenes->len; i++)
    f->block_of[i] = -1;
}

SlOrderFill *
sl_order_fill_new (const SlBoardInput *input, const SlBoardRead *read, gboolean whole_days)
{
  SlOrderFill *fill = g_new0 (SlOrderFill, 1);
  SlOrderFilling f;

  *fill = (SlOrderFill) { .input = input, .read = read, .whole_days = whole_days };
  make_arrays (fill);
  if (read->days->len == 0)
    return fill;
  fill->dated = sl_order_day (fill, 0)->date != 0;
  fill->calendar = sl_unit_calendar (read->plan, read->production, sl_order_day (fill, 0)->unit);
  filling_init (&f, fill);
  sl_order_fill_find_people (&f);
  sl_order_fill_days (&f);
  find_dates (fill);
  find_off (&f);
  sl_order_fill_limits (fill, f.block_of);
  fill_rules (fill);
  give_arrays (fill);
  filling_clear (&f);
  return fill;
}

void
sl_order_fill_free (SlOrderFill *fill)
{
  if (fill == NULL)
    return;
  GArray *const arrays[] = { fill->steps, fill->blocks, fill->fixed, fill->stages, fill->loads, fill->keys,
                             fill->people, fill->off, fill->dates, fill->pairs, fill->limits, fill->block_people,
                             fill->fixed_people, fill->whys, fill->pair_scenes, fill->day_of_block, fill->ends };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_array_unref (arrays[i]);
  g_ptr_array_unref (fill->words);
  g_ptr_array_unref (fill->block_strips);
  g_ptr_array_unref (fill->fixed_strips);
  g_ptr_array_unref (fill->week_strips);
  g_free (fill);
}
