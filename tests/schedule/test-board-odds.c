/* The odds of a plan's boards: against cases that a person can check, and against the boards themselves. */
#include <string.h>

#include "../sl-test.h"
#include "sl-board-odds.h"
#include "sl-plan-xml.h"

/* Monday, 5 October 2026; days of 10 h */
#define HEAD "<production id=\"p\" start=\"2026-10-05\"/><unit id=\"u\" production=\"p\"/>"
#define FIXED(n, minutes, more) \
  "<scene id=\"s" n "\" production=\"p\" minutes=\"" minutes "\" minutes_low=\"" minutes "\" minutes_high=\"" minutes \
  "\" " more "/>"
#define ON(n) "<strip scene=\"s" n "\"/>"
#define DAY "<strip is=\"day\"/>"
#define BOARD(strips) "<board id=\"b\" production=\"p\">" strips "</board>"

static SlPlan *
plan_of (const char *content)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">\n%s</sightline>", content);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static SlOdds *
run_of (const SlBoardOdds *board, guint threads)
{
  g_autoptr (GError) error = NULL;
  SlOdds *odds = sl_odds_run (board->problem, 2000, 7, threads, NULL, &error);

  g_assert_no_error (error);
  return odds;
}

static SlBoardOdds *
board_of (const SlPlan *plan, SlBoardGrade grade)
{
  const SlBoardOddsInput input = { .plan = plan, .file = "x", .grade = grade };
  g_autoptr (GError) error = NULL;
  SlBoardOdds *board = sl_board_odds_new (&input, &error);

  g_assert_no_error (error);
  return board;
}

/* Everything lasts as is likely, and nothing goes wrong. */
static void
make_likely (SlEstimate *e)
{
  *e = SL_ESTIMATE_FIXED (sl_estimate_likely (e));
}

static void
make_all_likely (SlOddsProblem *problem)
{
  GArray *const changes[] = { problem->loads, problem->walls, problem->modes, problem->stages };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    for (guint k = 0; k < changes[i]->len; k++)
      make_likely (&g_array_index (changes[i], SlOddsChange, k).minutes);
  for (guint i = 0; i < problem->productions->len; i++)
    {
      SlOddsProduction *p = problem->productions->pdata[i];

      for (guint k = 0; k < p->activities->len; k++)
        {
          make_likely (&g_array_index (p->activities, SlOddsActivity, k).work);
          make_likely (&g_array_index (p->activities, SlOddsActivity, k).setup);
        }
    }
}

static guint32
wrap_of (const char *content, SlBoardGrade grade)
{
  g_autoptr (SlPlan) plan = plan_of (content);
  g_autoptr (SlBoardOdds) board = board_of (plan, grade);
  g_autoptr (SlOdds) odds = run_of (board, 1);

  return odds->last->p50.date;
}

static void
assert_wrap (const char *content, const char *date)
{
  g_autofree char *is = sl_date_to_text (wrap_of (content, NULL));

  g_assert_cmpstr (is, ==, date);
}

/* --- cases --- */

static void
test_days (void)
{
#define LOADED "<stage id=\"t\"/><environment id=\"e\" load_minutes=\"60\"/>"
  assert_wrap (HEAD FIXED ("1", "420", "") FIXED ("2", "420", "") BOARD (ON ("1") ON ("2")), "2026-10-06");
  assert_wrap (HEAD FIXED ("1", "300", "") FIXED ("2", "300", "") BOARD (ON ("1") ON ("2")), "2026-10-05");
  assert_wrap (HEAD LOADED FIXED ("1", "300", "stage=\"t\"") FIXED ("2", "300", "stage=\"t\" environment=\"e\"")
               BOARD (ON ("1") ON ("2")), "2026-10-06");
  /* as planned, not before */
  assert_wrap (HEAD FIXED ("1", "60", "") FIXED ("2", "60", "") BOARD (ON ("1") DAY ON ("2")), "2026-10-06");
  /* a day off moves it by one */
  assert_wrap ("<calendar id=\"c\"><span from=\"2026-10-06\"/></calendar>"
               "<production id=\"p\" start=\"2026-10-05\" calendar=\"c\"/>" FIXED ("1", "420", "")
               FIXED ("2", "420", "")
               BOARD (ON ("1") ON ("2")), "2026-10-07");
  /* content that is not ready, and a window */
  assert_wrap (HEAD "<stage id=\"t\"/><environment id=\"e\" ready=\"2026-10-09\"/>"
               FIXED ("1", "60", "stage=\"t\" environment=\"e\"") BOARD (ON ("1")), "2026-10-09");
  assert_wrap (HEAD FIXED ("1", "60", "earliest=\"2026-10-08\"") BOARD (ON ("1")), "2026-10-08");
  /* overtime that a rule allows */
  assert_wrap (HEAD "<rule id=\"r\" is=\"day\" time=\"840\"/>" FIXED ("1", "420", "") FIXED ("2", "420", "")
               BOARD (ON ("1") ON ("2")), "2026-10-05");
  /* a banner takes its time */
  assert_wrap (HEAD FIXED ("1", "300", "") FIXED ("2", "300", "")
               BOARD (ON ("1") "<strip is=\"banner\" text=\"Lunch\" minutes=\"30\"/>" ON ("2")), "2026-10-06");
}

static void
test_shot (void)
{
  g_autoptr (SlPlan) plan = plan_of (HEAD FIXED ("1", "420", "shot_on=\"2026-10-05\"") FIXED ("2", "420", "")
                                     FIXED ("3", "60", "omitted=\"true\"")
                                     BOARD (ON ("1") ON ("3") DAY ON ("2")));
  g_autoptr (SlBoardOdds) board = board_of (plan, NULL);
  g_autoptr (SlOdds) odds = run_of (board, 1);
  const SlBoardOddsOf *of = board->productions->pdata[0];

  g_assert_cmpuint (of->scenes, ==, 1);
  g_assert_cmpuint (of->shot, ==, 1);
  g_assert_cmpuint (odds->last->p90.date, ==, of->wrap);
  g_assert_cmpfloat (odds->last->mean_days, ==, 1); /* the one that is left */
}

static gboolean
all_red (const char *shot, SlGrade *grade, gpointer data)
{
  *grade = SL_GRADE_RED;
  return TRUE;
}

/* Whether the tornado has a bar of that title. */
static gboolean
hangs_on (const char *content, SlBoardGrade grade, const char *title)
{
  g_autoptr (SlPlan) plan = plan_of (content);
  g_autoptr (SlBoardOdds) board = board_of (plan, grade);
  g_autoptr (SlOdds) odds = run_of (board, 100);
  const GArray *tornado = odds->last->tornado;

  for (guint i = 0; i < tornado->len; i++)
    if (g_str_equal (sl_board_odds_title (board, &g_array_index (tornado, SlOddsInput, i)), title))
      return TRUE;
  return FALSE;
}

static void
test_grades (void)
{
  const char *content = HEAD "<shot id=\"k\" scene=\"s1\"/><shot id=\"l\" scene=\"s1\"/>"
                        FIXED ("1", "580", "") FIXED ("2", "10", "") BOARD (ON ("1") ON ("2"));

  g_assert_cmpuint (wrap_of (content, all_red), ==, wrap_of (content, NULL) + 1); /* two set-ups at 15 min more */
  g_assert_true (hangs_on (content, all_red, "Set-ups, red shots"));
  g_assert_false (hangs_on (content, NULL, "Set-ups, red shots"));
}

static void
test_two_productions (void)
{
  g_autoptr (SlPlan) plan = plan_of (HEAD "<production id=\"q\" start=\"2026-10-12\"/>"
                                     FIXED ("1", "60", "") "<scene id=\"s2\" production=\"q\" minutes=\"60\"/>"
                                     BOARD (ON ("1")) "<board id=\"d\" production=\"q\">" ON ("2") "</board>");
  g_autoptr (SlBoardOdds) board = board_of (plan, NULL);
  g_autoptr (SlOdds) odds = run_of (board, 2);
  g_autoptr (SlOddsOutcome) p = sl_board_odds_outcome (board->productions->pdata[0], odds);
  g_autoptr (SlOddsOutcome) q = sl_board_odds_outcome (board->productions->pdata[1], odds);

  g_assert_cmpuint (p->p50.date + 7, ==, q->p50.date);
  g_assert_cmpuint (odds->last->p50.date, ==, q->p50.date);
}

/* A day of a unit costs what that unit costs. */
static void
test_rates (void)
{
  g_autoptr (SlPlan) plan =
    plan_of ("<production id=\"p\" start=\"2026-10-05\"/><unit id=\"u\" production=\"p\" day_rate=\"30000\"/>"
             "<unit id=\"v\" production=\"p\" day_rate=\"16000\"/>" FIXED ("1", "60", "") FIXED ("2", "60", "")
             BOARD (ON ("1") "<strip is=\"day\" unit=\"u\"/>" ON ("2") "<strip is=\"day\" unit=\"v\"/>"));
  g_autoptr (SlBoardOdds) board = board_of (plan, NULL);
  GString *rates = g_string_new (NULL);

  for (guint i = 0; i < board->problem->productions->len; i++)
    g_string_append_printf (rates, "%.0f ", ((SlOddsProduction *) board->problem->productions->pdata[i])->day_rate);
  g_assert_cmpstr (rates->str, ==, "30000 16000 ");
  g_string_free (rates, TRUE);
}

static void
test_risks (void)
{
#define RISK(more) "<risk id=\"r\" chance=\"1\" likely=\"120\" " more "/>"
#define BOTH FIXED ("1", "300", "") FIXED ("2", "250", "") BOARD (ON ("1") ON ("2"))
  assert_wrap (HEAD BOTH, "2026-10-05");
  assert_wrap (HEAD BOTH RISK ("per=\"production\""), "2026-10-06");
  assert_wrap (HEAD BOTH RISK ("per=\"day\""), "2026-10-06");
  assert_wrap (HEAD BOTH RISK ("per=\"scene\" of=\"s2\""), "2026-10-06");
  assert_wrap (HEAD BOTH "<element id=\"boat\"/>" RISK ("per=\"scene\" of=\"boat\""), "2026-10-05");
  assert_wrap (HEAD BOTH "<production id=\"q\"/>" RISK ("production=\"q\""), "2026-10-05");
}

static void
test_titles (void)
{
  g_autoptr (SlPlan) plan = plan_of (HEAD "<scene id=\"s1\" number=\"12\" production=\"p\" minutes=\"590\"/>"
                                     BOARD (ON ("1")));
  g_autoptr (SlBoardOdds) board = board_of (plan, NULL);
  g_autoptr (SlOdds) odds = run_of (board, 1);
  gboolean found = FALSE;

  for (guint i = 0; i < odds->last->tornado->len; i++)
    {
      const char *title = sl_board_odds_title (board, &g_array_index (odds->last->tornado, SlOddsInput, i));

      g_assert_cmpstr (title, !=, "");
      found |= g_str_equal (title, "Scene 12");
    }
  g_assert_true (found);
}

/* --- what is refused --- */

static void
test_bad (void)
{
  static const struct { const char *content, *says; } cases[] = {
    { HEAD, "make one" },
    { HEAD BOARD (""), "left to shoot" },
    { HEAD FIXED ("1", "60", "shot_on=\"2026-10-05\"") BOARD (ON ("1")), "left to shoot" },
    { "<production id=\"p\"/>" FIXED ("1", "60", "") BOARD (ON ("1")), "x:2: p has no first day" },
    { "<production id=\"p\" start=\"2026-10-05\" calendar=\"c\"/>\n<calendar id=\"c\" week=\"mon tue wed thu fri sat "
      "sun\"/>" FIXED ("1", "60", "") BOARD (ON ("1")), "x:3: " },
    { HEAD "\n<scene id=\"s1\" production=\"p\" minutes=\"900000\"/>" BOARD (ON ("1")), "x:3: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (cases[i].content);
      const SlBoardOddsInput input = { .plan = plan, .file = "x" };
      g_autoptr (GError) error = NULL;

      g_assert_null (sl_board_odds_new (&input, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("case %u: “%s” does not say “%s”", i, error->message, cases[i].says);
    }
}

/* --- against the board --- */

/* A random board whose days fit: stages, contents, setups, units, days off, fixed dates, banners, scenes that are shot
 * or omitted. Calibrations come from the shots. */
static char *
random_plan (GRand *r)
{
  GString *s = g_string_new ("<calendar id=\"c\" week=\"sun\"><span from=\"2026-10-07\" to=\"2026-10-08\"/></calendar>"
                             "<production id=\"p\" start=\"2026-10-05\" calendar=\"c\"/>"
                             "<unit id=\"u\" production=\"p\" day_hours=\"12\"/>"
                             "<unit id=\"v\" production=\"p\" role=\"second\" day_hours=\"12\" call=\"10:00\"/>"
                             "<rule id=\"rest\" is=\"rest\" time=\"600\"/>");
  GString *board = g_string_new ("");
  const int scenes = g_rand_int_range (r, 1, 40);
  int left = g_rand_int_range (r, 1, 4);

  for (int i = 0; i < 2; i++)
    g_string_append_printf (s, "<stage id=\"t%d\" move_minutes=\"%d\" change_minutes=\"%d\" mode_minutes=\"%d\"/>"
                            "<environment id=\"e%d\" load_minutes=\"%d\"/>", i, g_rand_int_range (r, 0, 40),
                            g_rand_int_range (r, 0, 40), g_rand_int_range (r, 0, 30), i, g_rand_int_range (r, 0, 30));
  for (int i = 0; i < 4; i++)
    g_string_append_printf (s, "<setup id=\"w%d\" stage=\"t%d\" environment=\"e%d\"><value target=\"t%d\" path=\"%s\" "
                            "value=\"%d\"/></setup>", i, i % 2, g_rand_int_range (r, 0, 2), i % 2,
                            i < 2 ? "bits" : "height", i < 2 ? 10 : 5);
  for (int i = 0; i < scenes; i++)
    {
      const int is = g_rand_int_range (r, 0, 6);

      g_string_append_printf (s, "<scene id=\"s%d\" production=\"p\" minutes=\"%d\"%s", i, g_rand_int_range (r, 5, 60),
                              g_rand_int_range (r, 0, 12) == 0 ? " omitted=\"true\"" : "");
      if (is < 3)
        g_string_append_printf (s, " setup=\"w%d\"", g_rand_int_range (r, 0, 4));
      else if (is < 5)
        g_string_append_printf (s, " stage=\"t%d\" environment=\"e%d\"", g_rand_int_range (r, 0, 2),
                                g_rand_int_range (r, 0, 2));
      g_string_append (s, "/>");
      g_string_append_printf (board, "<strip scene=\"s%d\"/>", i);
      if (g_rand_int_range (r, 0, 10) == 0)
        g_string_append_printf (board, "<strip is=\"banner\" text=\"B\" minutes=\"%d\"/>", g_rand_int_range (r, 0, 30));
      if (--left > 0 && i + 1 < scenes)
        continue;
      g_string_append_printf (board, "<strip is=\"day\" unit=\"%s\"/>", g_rand_boolean (r) ? "u" : "v");
      left = g_rand_int_range (r, 1, 4);
    }
  g_string_append_printf (s, "<board id=\"b\" production=\"p\">%s</board>", board->str);
  g_string_free (board, TRUE);
  return g_string_free (s, FALSE);
}

/* What a board's days must fit into for it to be held against them. */
static gboolean
fits (const SlBoardRead *read)
{
  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);

      if (day->minutes > day->length)
        return FALSE;
    }
  return TRUE;
}

/* When the last day ends, in minutes from the midnight before Julian day 0: of two units on that day the later. */
static gint32
last_minute (const SlBoardRead *read)
{
  gint32 last = 0;

  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);

      if (day->shooting > 0)
        last = MAX (last, (gint32) day->date * 24 * 60 + day->call + day->minutes);
    }
  return last;
}

static void
test_boards (void)
{
  g_autoptr (GRand) r = g_rand_new_with_seed (11);
  guint held = 0;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *content = random_plan (r);
      g_autoptr (SlPlan) plan = plan_of (content);
      const SlProduction *production = sl_plan_get (plan, SL_KIND_PRODUCTION, "p");
      const SlBoardInput input = { .plan = plan, .production = production,
                                   .board = sl_production_board (plan, production) };
      g_autoptr (SlBoardRead) read = sl_board_read (&input);
      const SlBoardOddsInput of = { .plan = plan, .without_risks = TRUE };
      g_autoptr (SlBoardOdds) board = sl_board_odds_new (&of, NULL);
      g_autoptr (GError) error = NULL;

      if (board == NULL || !fits (read)) /* all are omitted */
        continue;
      make_all_likely (board->problem);
      g_autoptr (SlOdds) odds = sl_odds_run (board->problem, 1, 1, 1, NULL, &error);
      g_assert_no_error (error);
      if (odds->last->p50.date != ((const SlBoardOddsOf *) board->productions->pdata[0])->wrap)
        g_error ("board %u wraps on another day: %u, not %u\n%s", i, odds->last->p50.date,
                 ((const SlBoardOddsOf *) board->productions->pdata[0])->wrap, content);
      g_assert_cmpint (odds->last->wraps[0], ==, last_minute (read));
      held++;
    }
  g_assert_cmpuint (held, >, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board-odds/days", test_days);
  g_test_add_func ("/board-odds/shot", test_shot);
  g_test_add_func ("/board-odds/grades", test_grades);
  g_test_add_func ("/board-odds/two-productions", test_two_productions);
  g_test_add_func ("/board-odds/rates", test_rates);
  g_test_add_func ("/board-odds/risks", test_risks);
  g_test_add_func ("/board-odds/titles", test_titles);
  g_test_add_func ("/board-odds/bad", test_bad);
  g_test_add_func ("/board-odds/boards", test_boards);
  return g_test_run ();
}
