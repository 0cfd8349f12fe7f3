/* The odds replay the rules of the days: what each of them does to scenes of known minutes. */
#include "odds-tests.h"

enum { HOUR = 60, DAY = 24 * 60, DESERT = 1, CITY, FLAT, CURVE, SLOW, FAST, NORTH, SOUTH };

static const char *const ids[] = { NULL, "desert", "city", "flat", "curve", "slow", "fast", "north", "south" };

typedef struct {
  gint32  work;      /* min */
  guint   load, wall, stage; /* indexes of `ids` */
  gint32  calibration;
  guint   day, not_before; /* of the latter days after MONDAY */
  gboolean new_day;
  guint   mode;
} Scene;

typedef struct {
  const char *rule;
  Scene       scenes[4];
  gint32      overtime, turnaround, warm_up;
  gboolean    load_each_day;
  guint       wrap_day;    /* days after MONDAY of its date */
  gint32      wrap;        /* min after the call of 8:00 on that day */
  gint32      days, overtime_used;
} Row;

/* Days of ten hours from 8:00; a load takes 60, a wall 120, a mode 20, a move 45 minutes. */
static const Row rows[] = {
  { "two of 7 h", { { 420 }, { 420 } }, .wrap_day = 1, .wrap = 420, .days = 2 },
  { "two of 5 h", { { 300 }, { 300 } }, .wrap_day = 0, .wrap = 600, .days = 1 },
  { "a load between", { { 300 }, { 300, DESERT } }, .wrap_day = 1, .wrap = 360, .days = 2 },
  { "a load before both", { { 300, DESERT }, { 300, DESERT } }, .wrap_day = 1, .wrap = 300, .days = 2 },
  { "a load and none", { { 200, DESERT }, { 200 }, { 140, DESERT } }, .wrap_day = 0, .wrap = 600, .days = 1 },
  { "another and back", { { 100, DESERT }, { 100, CITY }, { 100, DESERT } }, .wrap = 480, .days = 1 },
  { "the load stays over night", { { 420, DESERT }, { 420, DESERT } }, .wrap_day = 1, .wrap = 420, .days = 2 },
  { "but not where it is lost", { { 420, DESERT }, { 420, DESERT } }, .load_each_day = TRUE, .wrap_day = 1, .wrap = 480,
    .days = 2 },
  { "a day is loaded once", { { 100, DESERT }, { 100, DESERT } }, .load_each_day = TRUE, .wrap = 260, .days = 1 },
  { "a wall", { { 100, 0, FLAT }, { 100, 0, CURVE }, { 100, 0, CURVE } }, .wrap = 540, .days = 1 },
  { "a wall and a load", { { 100, DESERT, FLAT }, { 100, CITY, CURVE } }, .wrap = 560, .days = 1 },
  { "a mode", { { 100, .mode = SLOW }, { 100 }, { 100, .mode = SLOW }, { 100, .mode = FAST } }, .wrap = 440,
    .days = 1 },
  { "a company move", { { 100, 0, 0, NORTH }, { 100, 0, 0, SOUTH } }, .wrap = 245, .days = 1 },
  { "a move over night", { { 100, 0, 0, NORTH }, { 100, 0, 0, SOUTH, .new_day = TRUE } }, .wrap_day = 1, .wrap = 100,
    .days = 2 },
  { "calibration", { { 300 }, { 270, .calibration = 30 } }, .wrap = 600, .days = 1 },
  { "calibration that does not fit", { { 300 }, { 271, .calibration = 30 } }, .wrap_day = 1, .wrap = 301, .days = 2 },
  { "warm-up", { { 300 }, { 300 } }, .warm_up = 30, .wrap_day = 1, .wrap = 330, .days = 2 },
  { "overtime", { { 300 }, { 330 } }, .overtime = 60, .wrap = 630, .days = 1, .overtime_used = 30 },
  { "to its limit", { { 300 }, { 360 } }, .overtime = 60, .wrap = 660, .days = 1, .overtime_used = 60 },
  { "beyond it", { { 300 }, { 361 } }, .overtime = 60, .wrap_day = 1, .wrap = 361, .days = 2 },
  { "none is begun in overtime", { { 600 }, { 10 } }, .overtime = 60, .wrap_day = 1, .wrap = 10, .days = 2 },
  { "longer than a day", { { 1500 } }, .wrap_day = 2, .wrap = 300, .days = 3 },
  { "and not at once", { { 60 }, { 1500 } }, .wrap_day = 3, .wrap = 300, .days = 4 },
  { "and something after it", { { 1500 }, { 300 }, { 1 } }, .wrap_day = 3, .wrap = 1, .days = 4 },
  { "over days with warm-up", { { 1500 } }, .warm_up = 60, .wrap_day = 2, .wrap = 480, .days = 3 },
  { "over days, the last in overtime", { { 1220 } }, .overtime = 30, .wrap_day = 1, .wrap = 620, .days = 2,
    .overtime_used = 20 },
  { "over days, loaded each", { { 1000, DESERT } }, .load_each_day = TRUE, .wrap_day = 1, .wrap = 520, .days = 2 },
  { "and what follows is loaded", { { 1000, DESERT }, { 50, DESERT } }, .load_each_day = TRUE, .wrap_day = 1,
    .wrap = 570, .days = 2 },
  { "a day in overtime alone", { { 650 } }, .overtime = 60, .wrap = 650, .days = 1, .overtime_used = 50 },
  { "a late wrap, a late call", { { 900 }, { 60 } }, .overtime = 360, .turnaround = 720, .wrap_day = 1, .wrap = 240,
    .days = 2, .overtime_used = 300 }, /* 23:00, so 11:00 */
  { "a day lost to rest", { { 1020 }, { 60 } }, .overtime = 600, .turnaround = 1440, .wrap_day = 2, .wrap = 60,
    .days = 2, .overtime_used = 420 }, /* 1:00 of the next day, so 1:00 of the one after it */
  { "planned days", { { 60, .day = 1 }, { 60, .day = 3 }, { 60 } }, .wrap_day = 2, .wrap = 120, .days = 2 },
  { "late, so right on", { { 700, .day = 1 }, { 60, .day = 2 } }, .wrap_day = 1, .wrap = 160, .days = 2 },
  { "a new day", { { 60 }, { 60, .new_day = TRUE } }, .wrap_day = 1, .wrap = 60, .days = 2 },
  { "content that is not ready", { { 60 }, { 60, .not_before = 5 }, { 60 } }, .wrap_day = 5, .wrap = 120, .days = 2 },
  { "content that is", { { 700 }, { 60, .not_before = 1 } }, .wrap_day = 1, .wrap = 160, .days = 2 },
  { "no time at all", { { 600 }, { 0, .day = 1 } }, .wrap = 600, .days = 1 },
};

static SlOddsProblem *
problem_of (const Row *row)
{
  SlOddsProduction *p;
  SlOddsProblem *problem = problem_new (&p);

  for (guint i = DESERT; i <= SOUTH; i++)
    {
      static const gint32 minutes[] = { 60, 120, 20, 45 };
      GArray *const lists[] = { problem->loads, problem->walls, problem->modes, problem->stages };

      add_change (lists[(i - 1) / 2], ids[i], minutes[(i - 1) / 2]);
    }
  p->overtime = row->overtime;
  p->turnaround = row->turnaround;
  p->warm_up = row->warm_up;
  p->load_each_day = row->load_each_day;
  for (guint i = 0; i < G_N_ELEMENTS (row->scenes) && (row->scenes[i].work > 0 || row->scenes[i].day > 0); i++)
    {
      static const char *const names[] = { "one", "two", "three", "four" };
      const Scene *scene = &row->scenes[i];
      SlOddsActivity *a = add_scene (p, names[i], SL_ESTIMATE_FIXED (scene->work));

      a->load = scene->load != 0 ? sl_odds_key (ids[scene->load]) : 0;
      a->wall = scene->wall != 0 ? sl_odds_key (ids[scene->wall]) : 0;
      a->stage = scene->stage != 0 ? sl_odds_key (ids[scene->stage]) : 0;
      a->mode = scene->mode != 0 ? sl_odds_key (ids[scene->mode]) : 0;
      a->calibration = scene->calibration;
      a->day = scene->day;
      a->not_before = scene->not_before != 0 ? MONDAY + scene->not_before : 0;
      a->new_day = scene->new_day;
    }
  return problem;
}

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (SlOddsProblem) problem = problem_of (row);
      g_autoptr (SlOdds) odds = run_problem (problem, 3);
      const SlOddsOutcome *o = sl_odds_get (odds, sl_odds_key ("p"));
      const gint32 wrap = o->wraps[1] - (gint32) (MONDAY + row->wrap_day) * DAY - 8 * HOUR;

      if (o->dates[2] != (gint32) (MONDAY + row->wrap_day) || wrap != row->wrap || o->days[0] != row->days
          || o->overtime[0] != row->overtime_used)
        g_error ("%s: day %d and %d min, %d days, %d min overtime", row->rule, o->dates[2] - MONDAY, wrap, o->days[0],
                 o->overtime[0]);
    }
}

/* --- calendars --- */

static SlOddsProblem *
three_days (SlOddsProduction **p)
{
  SlOddsProblem *problem = problem_new (p);

  for (guint i = 0; i < 3; i++)
    add_scene (*p, &"a\0b\0c"[i * 2], SL_ESTIMATE_FIXED (500));
  return problem;
}

static void
test_day_off (void)
{
  for (guint off = 0; off < 6; off++)
    {
      SlOddsProduction *p;
      g_autoptr (SlOddsProblem) problem = three_days (&p);

      g_array_remove_index (p->dates, off);
      g_autoptr (SlOdds) odds = run_problem (problem, 1);
      g_assert_cmpuint (odds->last->p50.date, ==, MONDAY + 2 + (off < 3));
      g_assert_cmpuint (odds->last->p50.days, ==, 3);
    }
}

static void
test_weekdays (void)
{
  static const struct { guint weekdays, later_from, wrap; } table[] = {
    { 31, 0, 7 },                /* Monday to Friday: Friday, Monday, Monday's next */
    { 63, 0, 5 },                /* Saturday too */
    { 127, 0, 5 },
    { 64, 0, 6 },                /* Sundays alone */
    { 31, MONDAY + 9, 9 },       /* the stage is let until Wednesday of the next week */
    { 31, MONDAY + 12, 14 },     /* a Saturday: on Monday after it */
    { 31, MONDAY + 1, 7 },       /* no earlier than the day after */
  };
  GDate monday;

  g_date_clear (&monday, 1);
  g_date_set_julian (&monday, MONDAY);
  g_assert_cmpint (g_date_get_weekday (&monday), ==, G_DATE_MONDAY);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      SlOddsProduction *p;
      g_autoptr (SlOddsProblem) problem = three_days (&p);

      g_array_set_size (p->dates, 0);
      add_dates (p, MONDAY + 3, 2); /* Thursday and Friday */
      p->weekdays = table[i].weekdays;
      p->later_from = table[i].later_from;
      g_autoptr (SlOdds) odds = run_problem (problem, 1);
      g_assert_cmpuint (odds->last->p50.date, ==, MONDAY + table[i].wrap);
    }
}

/* Nothing is promised after the last day. */
static void
test_unfinished (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = three_days (&p);

  g_array_set_size (p->dates, 2);
  g_autoptr (SlOdds) odds = run_problem (problem, 10);
  const SlOddsOutcome *o = odds->productions->pdata[0];
  g_assert_cmpuint (o->unfinished, ==, 10);
  g_assert_cmpint (o->wraps[0], ==, SL_ODDS_UNFINISHED);
  g_assert_cmpuint (o->p50.date, ==, 0);
  g_assert_cmpuint (o->curve->len, ==, 0);
  g_assert_cmpuint (o->planned->len, ==, 2);
  g_assert_true (isnan (o->mean_days));
  g_assert_cmpfloat (sl_odds_chance (o, MONDAY + 1000, NULL), ==, 0);
  g_assert_cmpuint (odds->last->unfinished, ==, 10);
}

/* --- productions, grades, money --- */

/* Both together are the last of all; one alone is itself. */
static void
assert_joined (const SlOdds *odds)
{
  const guint64 keys[] = { sl_odds_key ("p"), sl_odds_key ("q"), 0, 5 };
  const gsize size = odds->runs * sizeof (gint32);
  g_autoptr (SlOddsOutcome) both = sl_odds_join (odds, keys, 2), one = sl_odds_join (odds, keys, 1);

  g_assert_cmpmem (both->wraps, size, odds->last->wraps, size);
  g_assert_cmpmem (both->days, size, odds->last->days, size);
  g_assert_cmpuint (both->p80.date, ==, odds->last->p80.date);
  g_assert_cmpfloat (both->mean_cost, ==, odds->last->mean_cost);
  g_assert_cmpmem (one->wraps, size, sl_odds_get (odds, keys[0])->wraps, size);
  g_assert_cmpuint (one->p80.days, ==, 3);
  g_assert_null (sl_odds_join (odds, keys, 3));
  g_assert_null (sl_odds_join (odds, keys + 3, 1));
  g_assert_null (sl_odds_join (odds, keys, 0));
}

static void
test_two_productions (void)
{
  SlOddsProduction *p, *q;
  g_autoptr (SlOddsProblem) problem = three_days (&p);

  p->day_rate = 10;
  q = sl_odds_problem_add_production (problem, sl_odds_key ("q"), "q");
  add_dates (q, MONDAY + 10, 5);
  add_scene (q, "d", SL_ESTIMATE_FIXED (90));
  g_autoptr (SlOdds) odds = run_problem (problem, 5);
  g_assert_cmpuint (sl_odds_get (odds, sl_odds_key ("p"))->p90.date, ==, MONDAY + 2);
  g_assert_cmpuint (sl_odds_get (odds, sl_odds_key ("q"))->p90.date, ==, MONDAY + 10);
  g_assert_cmpuint (odds->last->p90.date, ==, MONDAY + 10);
  g_assert_cmpuint (odds->last->p90.days, ==, 4);
  g_assert_cmpint (odds->last->wraps[0], ==, (MONDAY + 10) * DAY + 8 * HOUR + 90);
  g_assert_null (sl_odds_get (odds, 5));
  assert_joined (odds);
}

static void
test_grade (void)
{
  guint32 wraps[SL_N_GRADES];

  for (SlGrade grade = SL_GRADE_GREEN; grade < SL_N_GRADES; grade++)
    {
      static const double factors[] = { 1, 1.15, 1.4, 2 };
      SlOddsProduction *p;
      g_autoptr (SlOddsProblem) problem = problem_new (&p);

      memcpy (problem->grade_factors, factors, sizeof factors);
      for (guint i = 0; i < 12; i++)
        {
          g_autofree char *id = g_strdup_printf ("scene-%u", i);
          SlOddsActivity *a = add_scene (p, id, (SlEstimate) { 60, 90, 150 });

          a->name = NULL;
          a->setups = 5;
          a->setup = (SlEstimate) { 10, 15, 30 };
          a->grade = grade;
        }
      g_autoptr (SlOdds) odds = run_problem (problem, 2000);
      wraps[grade] = odds->last->p50.date;
    }
  g_assert_cmpuint (wraps[SL_GRADE_RED], >, wraps[SL_GRADE_GREEN]);
  g_assert_cmpuint (wraps[SL_GRADE_ORANGE], >=, wraps[SL_GRADE_AMBER]);
  g_assert_cmpuint (wraps[SL_GRADE_AMBER], >=, wraps[SL_GRADE_GREEN]);
}

/* Four set-ups of ten minutes by 1.5 are an hour. */
static void
test_set_ups (void)
{
  SlOddsProduction *p;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);
  SlOddsActivity *a = add_scene (p, "a", SL_ESTIMATE_FIXED (7));
  gint32 minutes;

  problem->grade_factors[SL_GRADE_RED] = 1.5;
  a->setups = 4;
  a->setup = SL_ESTIMATE_FIXED (10);
  a->grade = SL_GRADE_RED;
  g_assert_true (sl_odds_sums (problem, p->key, 1, 1, 1, NULL, &minutes, NULL));
  g_assert_cmpint (minutes, ==, 67);
}

static void
test_money (void)
{
  SlOddsProduction *p, *q;
  g_autoptr (SlOddsProblem) problem = problem_new (&p);

  add_scene (p, "a", SL_ESTIMATE_FIXED (660));
  add_scene (p, "b", SL_ESTIMATE_FIXED (630));
  p->overtime = 60;
  p->day_rate = 1000;
  p->overtime_rate = 80;
  q = sl_odds_problem_add_production (problem, sl_odds_key ("q"), "q");
  add_dates (q, MONDAY, 3);
  add_scene (q, "c", SL_ESTIMATE_FIXED (60))->not_before = MONDAY + 2;
  q->day_rate = 7;
  q->waiting_rate = 3;
  problem->cost = 11;
  g_autoptr (SlOdds) odds = run_problem (problem, 8);
  const SlOddsOutcome *o = odds->productions->pdata[0];
  g_assert_cmpfloat (o->mean_overtime, ==, 90);
  g_assert_cmpfloat (o->overtime_chance, ==, 1);
  g_assert_cmpfloat (o->mean_cost, ==, 2 * 1000 + 1.5 * 80);
  g_assert_cmpfloat (sl_odds_get (odds, q->key)->mean_cost, ==, 7 + 2 * 3);
  g_assert_cmpfloat (odds->last->mean_cost, ==, 2 * 1000 + 1.5 * 80 + 7 + 2 * 3 + 11);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/odds/rules", test_rules);
  g_test_add_func ("/odds/day-off", test_day_off);
  g_test_add_func ("/odds/weekdays", test_weekdays);
  g_test_add_func ("/odds/unfinished", test_unfinished);
  g_test_add_func ("/odds/two-productions", test_two_productions);
  g_test_add_func ("/odds/grade", test_grade);
  g_test_add_func ("/odds/set-ups", test_set_ups);
  g_test_add_func ("/odds/money", test_money);
  add_number_tests ();
  add_bad_tests ();
  add_share_tests ();
  add_whatif_tests ();
  add_compare_tests ();
  return g_test_run ();
}
