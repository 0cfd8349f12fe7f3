/* Other orders in the background: found, chosen and seen, applied in one step, out of date after an edit, stopped. */
#include <string.h>

#include "tests.h"

#include "../sl-test.h"
#include "sl-plan-xml.h"

#define SCENE(id, cast) "<scene id=\"" id "\" production=\"p\" minutes=\"250\" cast=\"" cast "\"/>"
#define DAY "<strip is=\"day\"/>"
#define PLAN "<sightline version=\"1.0\"><production id=\"p\" start=\"2026-10-05\"/><prop id=\"box\"/>" \
  "<cast id=\"x\" production=\"p\"/><cast id=\"y\" production=\"p\"/>" \
  SCENE ("a", "x") SCENE ("b", "y") SCENE ("c", "x") SCENE ("d", "y") \
  "<board id=\"k\" production=\"p\"><strip scene=\"a\"/>" DAY "<strip scene=\"b\"/>" DAY "<strip scene=\"c\"/>" DAY \
  "<strip scene=\"d\"/>" DAY "</board></sightline>"

static SlBench *
make_bench (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = sl_plan_parse (PLAN, strlen (PLAN), "x", NULL, &error);

  g_assert_no_error (error);
  return sl_bench_new (sl_document_new_from_plan (plan, SL_OPEN_PLAIN));
}

static gboolean
is_done (SlBench *bench)
{
  return !sl_orders_is_running (bench->orders);
}

static guint
hold_days_seen (SlBench *bench)
{
  return sl_board_desk_seen (bench->board)->sum.hold_days;
}

static guint
place_of_least (SlBench *bench)
{
  const GArray *orders = sl_orders_found (bench->orders)->orders;
  guint best = 0;

  for (guint i = 0; i < orders->len; i++)
    {
      const SlBoardSum *sum = &g_array_index (orders, SlBoardOrder, i).sum;

      if (sum->hold_days < g_array_index (orders, SlBoardOrder, best).sum.hold_days)
        best = i;
    }
  return best;
}

static void
test_apply (void)
{
  g_autoptr (SlBench) bench = make_bench ();

  g_assert_null (sl_orders_found (bench->orders));
  g_assert_false (sl_orders_is_current (bench->orders));
  g_assert_false (sl_orders_apply (bench->orders));
  sl_orders_choose (bench->orders, 3); /* of none */
  g_assert_cmpuint (sl_orders_chosen (bench->orders), ==, 0);
  sl_orders_search (bench->orders, 1);
  wait_until (is_done, bench);
  g_assert_true (sl_orders_is_current (bench->orders));
  g_assert_cmpuint (hold_days_seen (bench), ==, 2);
  sl_orders_choose (bench->orders, place_of_least (bench));
  g_assert_cmpuint (hold_days_seen (bench), ==, 0);
  g_assert_true (sl_board_desk_is_previewing (bench->board));
  g_assert_cmpstr (sl_chance_tries (bench->chance), ==, "p");
  g_assert_false (sl_board_desk_try (bench->board, 0)); /* hands wait */
  sl_orders_leave (bench->orders);
  g_assert_cmpuint (hold_days_seen (bench), ==, 2);
  g_assert_null (sl_chance_tries (bench->chance));
  g_assert_true (sl_orders_apply (bench->orders));
  g_assert_cmpuint (hold_days_seen (bench), ==, 0);
  g_assert_false (sl_board_desk_is_previewing (bench->board));
  g_assert_false (sl_orders_is_current (bench->orders));
  sl_editor_undo (bench->editor);
  g_assert_cmpuint (hold_days_seen (bench), ==, 2);
  g_assert_true (sl_orders_is_current (bench->orders));
}

/* An edit of what boards read makes them out of date, and ends what is seen; others do not. */
static void
test_edits (void)
{
  g_autoptr (SlBench) bench = make_bench ();

  sl_orders_search (bench->orders, 1);
  wait_until (is_done, bench);
  sl_orders_choose (bench->orders, place_of_least (bench));
  set (bench->editor, "box", "colour", "#112233");
  g_assert_true (sl_orders_is_current (bench->orders));
  set (bench->editor, "a", "minutes", "300");
  g_assert_false (sl_orders_is_current (bench->orders));
  g_assert_false (sl_board_desk_is_previewing (bench->board));
  g_assert_false (sl_orders_apply (bench->orders));
  set (bench->editor, "k", "locked", "2026-10-01");
  sl_orders_search (bench->orders, 1);
  wait_until (is_done, bench);
  sl_orders_choose (bench->orders, place_of_least (bench));
  g_assert_cmpuint (hold_days_seen (bench), ==, 0);
  g_assert_false (sl_orders_apply (bench->orders)); /* it is what was agreed */
  set (bench->editor, "a", "after", "b");
  set (bench->editor, "b", "after", "a");
  sl_orders_search (bench->orders, 1);
  wait_until (is_done, bench);
  g_assert_null (sl_orders_found (bench->orders));
  g_assert_nonnull (strstr (sl_orders_trouble (bench->orders), "scene b before scene a"));
}

static void
test_stop (void)
{
  g_autoptr (SlBench) bench = make_bench ();
  const gint64 begun = g_get_monotonic_time ();

  sl_orders_search (bench->orders, 1000);
  g_assert_true (sl_orders_is_running (bench->orders));
  sl_orders_stop (bench->orders);
  wait_until (is_done, bench);
  sl_orders_search (bench->orders, 1000);
  sl_orders_search (bench->orders, 1000); /* takes its place */
  sl_orders_stop (bench->orders);
  wait_until (is_done, bench);
  g_assert_null (sl_orders_trouble (bench->orders));
  sl_orders_search (bench->orders, 1000);
  sl_bench_close (bench); /* while it runs */
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_USEC_PER_SEC);
}

void
add_orders_tests (void)
{
  g_test_add_func ("/orders/apply", test_apply);
  g_test_add_func ("/orders/edits", test_edits);
  g_test_add_func ("/orders/stop", test_stop);
}
