/* The odds in the background: when they are asked for, when not, and what is tried. */
#include <string.h>

#include "tests.h"

#include "../sl-test.h"
#include "sl-plan-xml.h"

#define PLAN "<sightline version=\"1.0\"><production id=\"p\" start=\"2026-10-05\"/><prop id=\"box\"/>" \
  "<scene id=\"a\" production=\"p\" minutes=\"400\"/><scene id=\"b\" production=\"p\" minutes=\"400\"/>" \
  "<board id=\"k\" production=\"p\"><strip scene=\"a\"/><strip is=\"day\"/><strip scene=\"b\"/></board></sightline>"

static guint changes;

static void
count (void)
{
  changes++;
}

static SlBench *
make_bench_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  SlBench *bench = sl_bench_new (sl_document_new_from_plan (plan, SL_OPEN_PLAIN));
  changes = 0;
  g_signal_connect (bench->chance, "changed", G_CALLBACK (count), NULL);
  return bench;
}

static SlBench *
make_bench (void)
{
  return make_bench_of (PLAN);
}

static gboolean
is_known (SlBench *bench)
{
  return sl_chance_is_known (bench->chance);
}

static gboolean
is_tried_in_full (SlBench *bench)
{
  const SlChanceTry *tried = sl_chance_tried (bench->chance);

  return tried != NULL && tried->runs == SL_CHANCE_RUNS;
}

static const SlOddsOutcome *outcome (SlBench *bench, SlScenario scenario);

static gboolean
is_tried_as_planned (SlBench *bench)
{
  return is_tried_in_full (bench)
         && sl_chance_tried (bench->chance)->p80.date == outcome (bench, SL_SCENARIO_PLANNED)->p80.date;
}

static const SlOddsOutcome *
outcome (SlBench *bench, SlScenario scenario)
{
  return sl_chance_odds (bench->chance, scenario)->outcomes->pdata[0];
}

static void
test_asked (void)
{
  g_autoptr (SlBench) bench = make_bench ();

  sl_queue_wait (bench->queue);
  g_assert_false (sl_chance_is_known (bench->chance)); /* nobody looks */
  sl_chance_need (bench->chance);
  wait_until (is_known, bench);
  g_assert_cmpint (sl_chance_find (sl_chance_odds (bench->chance, SL_SCENARIO_PLANNED), "p"), ==, 0);
  g_assert_cmpint (sl_chance_find (sl_chance_odds (bench->chance, SL_SCENARIO_PLANNED), "q"), ==, -1);
  const guint32 before = outcome (bench, SL_SCENARIO_PLANNED)->p50.date;
  const guint seen = changes;
  set (bench->editor, "box", "colour", "#112233");
  g_assert_true (sl_chance_is_known (bench->chance)); /* no board says otherwise */
  set (bench->editor, "p", "start", "2026-10-12");
  g_assert_false (sl_chance_is_known (bench->chance));
  wait_until (is_known, bench);
  g_assert_cmpuint (outcome (bench, SL_SCENARIO_PLANNED)->p50.date, ==, before + 7);
  g_assert_cmpuint (changes, >, seen);
  for (guint i = 0; i < SL_SCENARIO_SECOND_STAGE; i++)
    g_assert_cmpuint (outcome (bench, i)->p50.date, ==, before + 7);
  g_assert_null (sl_chance_odds (bench->chance, SL_SCENARIO_LOCATION)); /* the plan has no volume */
}

static void
test_trouble (void)
{
  g_autoptr (SlBench) bench = make_bench ();

  sl_chance_need (bench->chance);
  wait_until (is_known, bench);
  set (bench->editor, "a", "shot_on", "2026-10-05");
  set (bench->editor, "b", "shot_on", "2026-10-06");
  wait_until (is_known, bench);
  g_assert_null (sl_chance_odds (bench->chance, SL_SCENARIO_PLANNED));
  g_assert_nonnull (strstr (sl_chance_trouble (bench->chance), "left to shoot"));
}

static void
test_try (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  const SlBoard *board = sl_plan_get (sl_editor_plan (bench->editor), SL_KIND_BOARD, "k");
  const SlField *strips = sl_record_field (&sl_kind_info (SL_KIND_BOARD)->record, "strips");
  SlList *fewer = sl_list_without (strips, board->strips, 2); /* scene b is taken off */

  sl_chance_need (bench->chance);
  wait_until (is_known, bench);
  sl_chance_try (bench->chance, "p", fewer);
  wait_until (is_tried_in_full, bench);
  g_assert_cmpuint (sl_chance_tried (bench->chance)->p80.date + 1, ==, outcome (bench, SL_SCENARIO_PLANNED)->p80.date);
  /* the same strips come out the same: the luck is common */
  sl_chance_try (bench->chance, "p", board->strips);
  wait_until (is_tried_as_planned, bench);
  g_assert_cmpstr (sl_chance_tries (bench->chance), ==, "p");
  g_assert_cmpuint (sl_chance_tried (bench->chance)->p50.date, ==, outcome (bench, SL_SCENARIO_PLANNED)->p50.date);
  g_assert_cmpuint (sl_chance_tried (bench->chance)->p90.days, ==, outcome (bench, SL_SCENARIO_PLANNED)->p90.days);
  sl_chance_try (bench->chance, NULL, NULL);
  g_assert_null (sl_chance_tried (bench->chance));
  sl_chance_try (bench->chance, "p", fewer);
  sl_bench_close (bench); /* while it runs */
  sl_list_unref (fewer);
}

static gboolean
is_held (SlBench *bench)
{
  return !sl_chance_is_holding (bench->chance);
}

static void
test_hold (void)
{
  g_autoptr (SlBench) none = make_bench ();
  g_autoptr (SlBench) bench = make_bench_of ("<sightline version=\"1.0\"><stage id=\"s\" day_rate=\"1000\"/>"
    "<production id=\"p\" start=\"2026-10-05\"/><scene id=\"a\" production=\"p\" stage=\"s\" minutes=\"700\"/>"
    "<board id=\"k\" production=\"p\"><strip scene=\"a\"/></board></sightline>");

  sl_chance_hold (none->chance, "p", 2);
  wait_until (is_held, none);
  g_assert_null (sl_chance_hold_price (none->chance));
  g_assert_nonnull (strstr (sl_chance_hold_trouble (none->chance), "has no stage that could be held"));
  sl_chance_hold (bench->chance, "p", 9); /* the newest counts */
  sl_chance_hold (bench->chance, "p", 2);
  wait_until (is_held, bench);
  g_assert_null (sl_chance_hold_trouble (bench->chance));
  g_assert_cmpuint (sl_chance_hold_price (bench->chance)->days, ==, 2);
  g_assert_cmpfloat (sl_chance_hold_price (bench->chance)->cost, ==, 2000);
  const guint32 from = sl_chance_hold_price (bench->chance)->from;
  set (bench->editor, "p", "start", "2026-10-12");
  g_assert_null (sl_chance_hold_price (bench->chance)); /* it was of another board, and is looked for again */
  g_assert_true (sl_chance_is_holding (bench->chance));
  wait_until (is_held, bench);
  g_assert_cmpuint (sl_chance_hold_price (bench->chance)->from, ==, from + 7);
  sl_chance_hold (bench->chance, "p", 2);
  sl_bench_close (bench); /* while it runs */
}

void
add_chance_tests (void)
{
  g_test_add_func ("/chance/hold", test_hold);
  g_test_add_func ("/chance/asked", test_asked);
  g_test_add_func ("/chance/trouble", test_trouble);
  g_test_add_func ("/chance/try", test_try);
}
