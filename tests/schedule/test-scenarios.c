/* Boards under other circumstances, and the price of a second hold: cases that a person can check. */
#include <string.h>

#include "../sl-test.h"
#include "sl-error.h"
#include "sl-hold-price.h"
#include "sl-plan-xml.h"
#include "sl-scenarios.h"

/* Monday, 5 October 2026; days of 10 h */
#define HEAD "<production id=\"p\" start=\"2026-10-05\"/><unit id=\"u\" production=\"p\"/><panel id=\"c\" " \
  "width_mm=\"500\" height_mm=\"500\" px_w=\"176\" px_h=\"176\"/>"
#define VOLUME "<stage id=\"v\"/><wall id=\"w\" stage=\"v\" cabinet=\"c\" columns=\"40\" rows=\"10\"/>"
#define FIXED(n, minutes, more) \
  "<scene id=\"s" n "\" production=\"p\" minutes=\"" minutes "\" minutes_low=\"" minutes "\" minutes_high=\"" minutes \
  "\" " more "/>"
#define BOARD "<board id=\"b\" production=\"p\"><strip scene=\"s1\"/><strip scene=\"s2\"/><strip is=\"day\"/></board>"
/* Two scenes of 4 h with a load of 2½ h before each: 13 h, of which a load is 2 h at least */
#define LOADED VOLUME FIXED ("1", "240", "stage=\"v\" environment=\"e\" set=\"A\"") \
  FIXED ("2", "240", "stage=\"v\" environment=\"f\" set=\"B\"") BOARD \
  "<environment id=\"e\" load_minutes=\"150\"/><environment id=\"f\" load_minutes=\"150\"/>"

static SlPlan *
plan_of (const char *content)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">\n" HEAD "%s</sightline>", content);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static SlBoardOdds *
odds_of (const SlPlan *plan, SlScenario scenario)
{
  const SlBoardOddsInput input = { .plan = plan, .file = "x" };
  g_autoptr (GError) error = NULL;
  SlBoardOdds *odds = sl_scenario_odds (&input, scenario, &error);

  g_assert_no_error (error);
  return odds;
}

static void
test_days (void)
{
  static const struct { const char *content; SlScenario scenario; guint days; } rows[] = {
    { LOADED, SL_SCENARIO_PLANNED, 2 },
    { LOADED, SL_SCENARIO_FILLED, 2 },
    /* 4 h, an hour's move (1½ h at most), 4 h */
    { LOADED, SL_SCENARIO_SECOND_STAGE, 1 },
    { LOADED, SL_SCENARIO_LOCATION, 1 },
    { LOADED "<stage id=\"hill\" use=\"location\" move_minutes=\"200\"/>", SL_SCENARIO_LOCATION, 2 },
    { LOADED "<stage id=\"hill\" use=\"location\" move_minutes=\"0\"/>", SL_SCENARIO_LOCATION, 1 },
    /* a risk of the volume always costs 3 h before each scene */
    { LOADED "<risk id=\"r\" chance=\"1\" low=\"180\" likely=\"180\" high=\"180\" per=\"scene\" of=\"v\"/>",
      SL_SCENARIO_SECOND_STAGE, 2 },
    { LOADED "<risk id=\"r\" chance=\"1\" low=\"180\" likely=\"180\" high=\"180\" per=\"scene\" of=\"v\"/>",
      SL_SCENARIO_LOCATION, 1 },
    { LOADED "<risk id=\"r\" chance=\"1\" low=\"180\" likely=\"180\" high=\"180\" per=\"scene\" of=\"s1\"/>",
      SL_SCENARIO_LOCATION, 2 },
    { LOADED "<risk id=\"r\" chance=\"1\" low=\"180\" likely=\"180\" high=\"180\" per=\"scene\" of=\"s1\"/>",
      SL_SCENARIO_NO_RISKS, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].content);
      g_autoptr (SlBoardOdds) board = odds_of (plan, rows[i].scenario);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlOdds) odds = sl_odds_run (board->problem, 500, 7, 1, NULL, &error);

      g_test_message ("%u", i);
      g_assert_no_error (error);
      assert_near (odds->last->mean_days, rows[i].days);
    }
}

/* What is planned for a later day begins sooner only where days are filled up. */
static void
test_filled (void)
{
  g_autoptr (SlPlan) plan = plan_of (FIXED ("1", "100", "") FIXED ("2", "100", "")
    "<board id=\"b\" production=\"p\"><strip scene=\"s1\"/><strip is=\"day\"/><strip scene=\"s2\"/><strip is=\"day\"/>"
    "</board>");
  static const struct { SlScenario scenario; guint days; } rows[] = { { SL_SCENARIO_PLANNED, 2 },
                                                                      { SL_SCENARIO_FILLED, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlBoardOdds) board = odds_of (plan, rows[i].scenario);
      g_autoptr (SlOdds) odds = sl_odds_run (board->problem, 100, 7, 1, NULL, NULL);

      assert_near (odds->last->mean_days, rows[i].days);
    }
}

static void
test_fits (void)
{
  g_autoptr (SlPlan) volume = plan_of (VOLUME), bare = plan_of ("<stage id=\"v\"/>");
  g_autoptr (SlPlan) green = plan_of ("<stage id=\"v\" use=\"green\"/><wall id=\"w\" stage=\"v\" cabinet=\"c\"/>");

  g_assert_true (sl_scenario_fits (SL_SCENARIO_LOCATION, volume));
  g_assert_false (sl_scenario_fits (SL_SCENARIO_LOCATION, bare));
  g_assert_false (sl_scenario_fits (SL_SCENARIO_SECOND_STAGE, green));
  g_assert_true (sl_scenario_fits (SL_SCENARIO_FILLED, bare));
}

/* --- what it rests on --- */

static gboolean
rests_on (const SlPlan *plan, SlScenario scenario, const char *line)
{
  g_autoptr (SlBoardOdds) odds = odds_of (plan, scenario);
  g_autoptr (GPtrArray) basis = sl_scenario_basis (odds, odds->productions->pdata[0], scenario);

  for (guint i = 0; i < basis->len; i++)
    {
      g_autofree char *text = sl_basis_text (basis->pdata[i]);

      if (g_str_equal (text, line))
        return TRUE;
      g_test_message ("%s", text);
    }
  return FALSE;
}

static void
test_basis (void)
{
  g_autoptr (SlPlan) plan = plan_of (LOADED "<stage id=\"hill\" use=\"location\" move_minutes=\"200\"/>"
    "<risk id=\"r\" name=\"Rain\" chance=\"0.2\" low=\"10\" likely=\"20\" high=\"30\" per=\"scene\" of=\"s1\" "
    "notes=\"The almanac\"/>"
    "<risk id=\"q\" name=\"Power\" chance=\"0.1\" low=\"10\" likely=\"20\" high=\"30\" per=\"scene\" of=\"v\"/>"
    "<rule id=\"d\" is=\"day\" time=\"600\" source=\"The agreement\"/>");
  static const struct { SlScenario scenario; gboolean has; const char *line; } rows[] = {
    { SL_SCENARIO_PLANNED, TRUE, "Minutes of scenes: of 2 scenes their own (plan: minutes of the scenes)" },
    { SL_SCENARIO_PLANNED, TRUE, "Load of e: 150 min (120 to 225), 1 × (plan: load_minutes of the environment)" },
    { SL_SCENARIO_PLANNED, TRUE, "Rain: 20 %, 10 to 30 min (The almanac)" },
    { SL_SCENARIO_PLANNED, TRUE, "Power: 10 %, 10 to 30 min (plan: q.chance)" },
    { SL_SCENARIO_PLANNED, TRUE, "A day: 10:00 h, at most 0:00 h of overtime, 12:00 h until the next call "
      "(The agreement)" },
    { SL_SCENARIO_NO_RISKS, FALSE, "Rain: 20 %, 10 to 30 min (The almanac)" },
    { SL_SCENARIO_LOCATION, FALSE, "Load of e: 150 min (120 to 225), 1 × (plan: load_minutes of the environment)" },
    { SL_SCENARIO_LOCATION, FALSE, "Power: 10 %, 10 to 30 min (plan: q.chance)" },
    { SL_SCENARIO_LOCATION, TRUE, "From place to place: 200 min, each set a place of its own "
      "(plan: hill.move_minutes)" },
    { SL_SCENARIO_SECOND_STAGE, FALSE, "Load of e: 150 min (120 to 225), 1 × (plan: load_minutes of the environment)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u", i);
      g_assert_true (rests_on (plan, rows[i].scenario, rows[i].line) == rows[i].has);
    }
}

/* --- a second hold --- */

/* 15 h in days of 10: two days, one of them planned */
#define LONG FIXED ("1", "900", "stage=\"v\"") "<stage id=\"v\" day_rate=\"1000\"/>" \
  "<board id=\"b\" production=\"p\"><strip scene=\"s1\"/><strip is=\"day\"/></board>"

static void
test_hold (void)
{
  g_autoptr (SlPlan) plan = plan_of (LONG "<rate id=\"k\" amount=\"500\" of=\"v\"/><production id=\"q\"/>"
    "<booking id=\"x\" stage=\"v\" production=\"q\" from=\"2026-10-07\" to=\"2026-10-09\" state=\"confirmed\"/>");
  const SlBoardOddsInput input = { .plan = plan, .file = "x", .production = "p" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlHoldPrice) price = sl_hold_price_new (&input, 1, 200, 7, 1, NULL, &error);

  g_assert_no_error (error);
  g_autofree char *from = sl_date_to_text (price->from), *resumes = sl_date_to_text (price->resumes);
  g_assert_cmpstr (from, ==, "2026-10-06");
  g_assert_cmpuint (price->to, ==, price->from);
  g_assert_cmpstr (resumes, ==, "2026-10-10");
  assert_near (price->cost, 1500);
  assert_near (price->difference.mean, -4);
  assert_near (price->difference.better, 1);
  assert_near (price->difference.mean_cost, 1500);
}

static void
test_hold_that_nobody_can_have (void)
{
  static const struct { const char *content, *says; } rows[] = {
    { FIXED ("1", "60", "") "<board id=\"b\" production=\"p\"><strip scene=\"s1\"/></board>", "no stage" },
    { LONG "<production id=\"q\"/><booking id=\"x\" stage=\"v\" production=\"q\" from=\"2026-10-07\" "
      "to=\"2046-10-09\"/>",
      "never free" },
    { "", "no board" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].content);
      const SlBoardOddsInput input = { .plan = plan, .file = "x", .production = "p" };
      g_autoptr (GError) error = NULL;

      g_assert_null (sl_hold_price_new (&input, 1, 200, 7, 1, NULL, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenarios/days", test_days);
  g_test_add_func ("/scenarios/filled", test_filled);
  g_test_add_func ("/scenarios/fits", test_fits);
  g_test_add_func ("/scenarios/basis", test_basis);
  g_test_add_func ("/scenarios/hold", test_hold);
  g_test_add_func ("/scenarios/hold/bad", test_hold_that_nobody_can_have);
  return g_test_run ();
}
