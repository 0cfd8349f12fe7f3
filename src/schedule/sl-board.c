#include "sl-board-private.h"

#include <math.h>

#include "sl-rules.h"
#include "sl-workdays.h"

/* --- what is read --- */

const SlBoard *
sl_production_board (const SlPlan *plan, const SlProduction *production)
{
  const SlBoard *named = production->board != NULL ? sl_plan_get (plan, SL_KIND_BOARD, production->board) : NULL;

  if (named != NULL)
    return named;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOARD); i++)
    {
      const SlBoard *board = (const SlBoard *) sl_plan_at (plan, SL_KIND_BOARD, i);

      if (g_strcmp0 (board->production, production->entity.id) == 0)
        return board;
    }
  return NULL;
}

static GHashTable *
shots_by_scene (const SlPlan *plan)
{
  GHashTable *shots = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      GPtrArray *of = shot->scene != NULL ? g_hash_table_lookup (shots, shot->scene) : NULL;

      if (shot->scene == NULL)
        continue;
      if (of == NULL)
        g_hash_table_insert (shots, shot->scene, of = g_ptr_array_new ());
      g_ptr_array_add (of, (gpointer) shot);
    }
  return shots;
}

/* --- dates --- */

/* Where a unit is in its calendar. */
typedef struct {
  const SlUnitEntity *unit;
  const SlCalendar   *calendar;
  guint32             next, last; /* 0: no day is left, or none is known to begin with */
  guint               number, running;
} Row;

static Row *
row_of (GArray *rows, const SlBoardInput *input, const SlUnitEntity *unit)
{
  const guint32 start = input->board != NULL && input->board->start != 0 ? input->board->start
                                                                        : input->production->start;
  Row row = { unit, sl_unit_calendar (input->plan, input->production, unit), 0, 0, 0, 0 };

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, Row, i).unit == unit)
      return &g_array_index (rows, Row, i);
  row.next = start != 0 ? sl_calendar_next (row.calendar, start) : 0;
  g_array_append_val (rows, row);
  return &g_array_index (rows, Row, rows->len - 1);
}

static void
date_day (SlBoardReader *reader, GArray *rows, const SlStrip *end, SlBoardDay *day)
{
  const SlBoardInput *input = reader->input;
  const SlUnitEntity *named = end != NULL && end->unit != NULL ? sl_plan_get (input->plan, SL_KIND_UNIT, end->unit)
                                                               : NULL;
  day->unit = named != NULL ? named : sl_production_unit (input->plan, input->production->entity.id);
  Row *row = row_of (rows, input, day->unit);

  day->number = ++row->number;
  day->date = end != NULL && end->date != 0 ? end->date : row->next;
  row->running = row->last != 0 && day->date == row->last + 1 ? row->running + 1 : 1;
  day->running = row->running;
  row->last = day->date;
  if (day->date != 0)
    row->next = sl_calendar_next (row->calendar, day->date + 1);
  day->call = end != NULL && end->call >= 0 ? end->call : day->unit != NULL ? day->unit->call : 8 * 60;
  day->length = (gint32) lround ((day->unit != NULL ? day->unit->day_hours : 10) * 60);
}

/* --- days --- */

SlRuleFor
sl_board_rules_for (const SlBoardRead *read, const SlBoardDay *day, const char *person)
{
  return (SlRuleFor) { read->production->entity.id, day->unit != NULL ? day->unit->entity.id : NULL, person };
}

/* The last scene of the day that is shot on a stage: where the unit is; NULL where it is nowhere yet. */
static const SlBoardScene *
last_staged (const GArray *scenes, const SlBoardDay *day)
{
  for (guint i = day->first_scene + day->n_scenes; i-- > day->first_scene;)
    {
      const SlBoardScene *s = &g_array_index (scenes, SlBoardScene, i);

      if (s->stage != NULL && !s->scene->omitted)
        return s;
    }
  return NULL;
}

static void
add_scene (SlBoardReader *reader, SlBoardDay *day, SlBoardScene *s, gboolean *warm)
{
  GArray *scenes = reader->read->scenes;
  const SlBoardScene *before = last_staged (scenes, day);

  sl_board_time (reader, s);
  sl_board_change (reader, s, before, warm);
  const gint32 changes = s->move + s->wall + s->mode + s->load + s->calibration;
  s->begins = day->minutes + changes;
  day->minutes += changes + s->minutes;
  day->shooting += s->minutes;
  day->eighths += s->scene->omitted ? 0 : s->scene->eighths;
  day->setups += s->setups;
  day->loads += s->loads;
  day->walls += s->walls;
  day->modes += s->modes;
  day->calibrations += s->calibrations;
  day->moves += before != NULL && s->stage != NULL && before->stage != s->stage && !s->scene->omitted;
  day->shot = day->shot && s->scene->shot_on != 0;
  day->n_scenes++;
  g_array_append_val (scenes, *s);
}

/* The first step of overtime; NAN where no rule says. */
static double
overtime_from (const SlBoardReader *reader, const SlRuleFor *whom, guint32 date)
{
  g_autoptr (GPtrArray) steps = sl_rules_now (reader->input->plan, SL_RULE_OVERTIME, whom, date);
  double from = NAN;

  for (guint i = 0; i < steps->len; i++)
    from = fmin (from, ((const SlRule *) steps->pdata[i])->time);
  return from;
}

/* Meals that fall into the day, where a rule says how long one is, and what of it is overtime. */
static void
count_hours (SlBoardReader *reader, SlBoardDay *day)
{
  const SlRuleFor whom = sl_board_rules_for (reader->read, day, NULL);
  const SlRuleNow length = sl_rule_now (reader->input->plan, SL_RULE_MEAL_LENGTH, &whom, day->date);
  const SlRuleNow due = sl_rule_now (reader->input->plan, SL_RULE_MEAL, &whom, day->date);
  const double overtime = overtime_from (reader, &whom, day->date);
  const double every = isnan (due.time) || due.time < 1 ? 6 * 60 : due.time;

  if (!isnan (length.time) && day->minutes > 0)
    day->meals = (gint32) (floor ((day->minutes - 1) / every) * lround (length.time));
  if (!isnan (overtime))
    day->length = (gint32) lround (overtime);
  day->overtime = MAX (0, day->minutes - day->length);
}

static gboolean
has_anything (const SlBoardDay *day, const SlStrip *end)
{
  return end != NULL || day->n_scenes > 0 || day->minutes > 0;
}

/* The strips from `first` to the next end of a day; where the next day begins. */
static guint
read_day (SlBoardReader *reader, GArray *rows, guint first)
{
  SlBoardRead *read = reader->read;
  const guint n = sl_list_n (read->strips);
  SlBoardDay day = { .first = first, .end = -1, .first_scene = read->scenes->len, .shot = TRUE };
  const SlStrip *end = NULL;
  gboolean warm = FALSE;
  guint i;

  for (i = first; i < n && end == NULL; i++)
    {
      const SlStrip *strip = sl_list_at (read->strips, SlStrip, i);
      const SlSceneEntity *scene = strip->is == SL_STRIP_SCENE && strip->scene != NULL
                                   ? sl_plan_get (reader->input->plan, SL_KIND_SCENE, strip->scene) : NULL;
      SlBoardScene s = { .strip = i, .day = read->days->len, .scene = scene };

      if (scene != NULL)
        add_scene (reader, &day, &s, &warm);
      else if (strip->is == SL_STRIP_BANNER && !isnan (strip->minutes))
        day.minutes += (gint32) lround (strip->minutes);
      else if (strip->is == SL_STRIP_DAY)
        end = strip, day.end = (gint) i;
    }
  day.n = i - first;
  day.shot = day.shot && day.n_scenes > 0;
  if (!has_anything (&day, end))
    return n;
  date_day (reader, rows, end, &day);
  count_hours (reader, &day);
  g_array_append_val (read->days, day);
  return i;
}

/* --- the whole --- */

static void
find_boneyard (SlBoardRead *read)
{
  g_autoptr (GHashTable) placed = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < read->scenes->len; i++)
    g_hash_table_add (placed, (gpointer) g_array_index (read->scenes, SlBoardScene, i).scene);
  for (guint i = 0; i < sl_plan_count (read->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (read->plan, SL_KIND_SCENE, i);

      if (g_strcmp0 (scene->production, read->production->entity.id) == 0 && !scene->omitted
          && !g_hash_table_contains (placed, scene))
        g_ptr_array_add (read->boneyard, (gpointer) scene);
    }
}

static void
sum_up (SlBoardRead *read)
{
  SlBoardSum *sum = &read->sum;

  sum->days = read->days->len;
  sum->strips = sum->scenes = read->scenes->len;
  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);

      sum->eighths += day->eighths;
      sum->minutes += day->minutes;
      sum->overtime += day->overtime;
      sum->loads += day->loads;
      sum->walls += day->walls;
      sum->modes += day->modes;
      sum->calibrations += day->calibrations;
      sum->moves += day->moves;
      sum->wrap = MAX (sum->wrap, day->date);
    }
  sl_board_count_cast (read);
  sl_board_count_cost (read);
  sl_board_find_breaches (read);
  for (guint i = 0; i < read->breaches->len; i++)
    if (((const SlBreach *) read->breaches->pdata[i])->advice)
      sum->warnings++;
    else
      sum->breaches++;
}

void
sl_board_reader_init (SlBoardReader *reader, const SlBoardInput *input, SlBoardRead *read)
{
  *reader = (SlBoardReader) {
    .input = input,
    .read = read,
    .shots = shots_by_scene (input->plan),
    .setups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_strfreev),
    .stages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free),
    .calibrated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
}

void
sl_board_reader_clear (SlBoardReader *reader)
{
  g_hash_table_unref (reader->shots);
  g_hash_table_unref (reader->setups);
  g_hash_table_unref (reader->stages);
  g_hash_table_unref (reader->calibrated);
}

SlBoardRead *
sl_board_read (const SlBoardInput *input)
{
  SlBoardRead *read = g_new0 (SlBoardRead, 1);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  SlBoardReader reader;

  sl_board_reader_init (&reader, input, read);
  read->plan = sl_plan_ref (input->plan);
  read->production = input->production;
  read->board = input->board;
  read->strips = sl_list_ref ((SlList *) (input->tries          ? input->strips
                                          : input->board != NULL ? input->board->strips : NULL));
  read->scenes = g_array_new (FALSE, FALSE, sizeof (SlBoardScene));
  read->days = g_array_new (FALSE, FALSE, sizeof (SlBoardDay));
  read->boneyard = g_ptr_array_new ();
  read->breaches = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_breach_free);
  read->dood = g_array_new (FALSE, TRUE, sizeof (SlDood));
  g_array_set_clear_func (read->dood, sl_dood_clear);
  for (guint i = 0; i < sl_list_n (read->strips);)
    i = read_day (&reader, rows, i);
  sl_board_reader_clear (&reader);
  find_boneyard (read);
  sum_up (read);
  return read;
}

void
sl_board_read_free (SlBoardRead *read)
{
  if (read == NULL)
    return;
  g_array_unref (read->scenes);
  g_array_unref (read->days);
  g_ptr_array_unref (read->boneyard);
  g_ptr_array_unref (read->breaches);
  g_array_unref (read->dood);
  sl_list_unref (read->strips);
  sl_plan_unref (read->plan);
  g_free (read);
}

const SlBoardDay *
sl_board_day_of (const SlBoardRead *read, guint strip)
{
  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);

      if (strip >= day->first && strip < day->first + day->n)
        return day;
    }
  return NULL;
}

char *
sl_pages_text (gint64 eighths)
{
  if (eighths % 8 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, eighths / 8);
  return eighths >= 8 ? g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "/8", eighths / 8, eighths % 8)
                      : g_strdup_printf ("%" G_GINT64_FORMAT "/8", eighths);
}

char *
sl_hours_text (gint32 minutes)
{
  return g_strdup_printf ("%s%d:%02d", minutes < 0 ? "−" : "", ABS (minutes) / 60, ABS (minutes) % 60);
}
