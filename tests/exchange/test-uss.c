/* Schedules in .uss: the figures of a real board, and parts that are not what they should be. */
#include "test-scripts.h"

#include "sl-board-order.h"
#include "sl-uss.h"

static const SlBoard *
board_named (const SlPlan *plan, const char *name)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOARD); i++)
    if (g_strcmp0 (sl_plan_at (plan, SL_KIND_BOARD, i)->name, name) == 0)
      return (gconstpointer) sl_plan_at (plan, SL_KIND_BOARD, i);
  g_assert_not_reached ();
}

static SlPlan *
with_rule (const SlPlan *plan)
{
  g_autoptr (SlCommand) command = sl_command_new ("rule");

  sl_command_add (command, SL_KIND_RULE, "drop");
  sl_command_set (command, "drop", "is", "drop");
  sl_command_set (command, "drop", "days", "0");
  return sl_plan_apply (plan, command, NULL);
}

static SlBoardRead *
read_board (const SlPlan *plan)
{
  const SlBoard *board = board_named (plan, "First Pass");
  const SlProduction *production = sl_plan_get (plan, SL_KIND_PRODUCTION, board->production);

  return sl_board_read (&(SlBoardInput) { .plan = plan, .production = production, .board = board });
}

/* 151 strips are 147 scenes and 4 banners. Cast is held for 120 days between its first and its last; ours lets go over
 * gaps of ten days where no rule says otherwise, which leaves 81. */
static void
test_first_pass (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlPlan) plan = bring_in_file (empty, SL_SOURCE "/tests/samples/uss/large_sample_schedule.uss", NULL);
  g_autoptr (SlPlan) never = with_rule (plan);
  g_autoptr (SlBoardRead) read = read_board (plan), held = read_board (never);
  const SlProduction *production = (gconstpointer) sl_plan_at (plan, SL_KIND_PRODUCTION, 0);
  guint banners = 0;

  for (guint i = 0; i < sl_list_n (read->strips); i++)
    banners += sl_list_at (read->strips, SlStrip, i)->is == SL_STRIP_BANNER;
  g_assert_cmpuint (read->sum.days, ==, 31);
  g_assert_cmpuint (read->sum.scenes + banners, ==, 151);
  g_assert_cmpint (read->sum.eighths, ==, 94 * 8 + 6);
  g_assert_cmpuint (read->sum.cast, ==, 40);
  g_assert_cmpuint (read->sum.work_days, ==, 180);
  g_assert_cmpuint (held->sum.hold_days, ==, 120);
  g_assert_cmpuint (read->sum.hold_days, ==, 81);
  g_assert_cmpuint (read->boneyard->len, ==, 0);
  g_assert_cmpstr (production->entity.name, ==, "Friendship Pod Affair");
  g_assert_cmpstr (production->board, ==, board_named (plan, "First Pass")->entity.id);
  g_autofree char *first = sl_date_to_text (g_array_index (read->days, SlBoardDay, 0).date);
  g_assert_cmpstr (first, ==, "2025-04-07");
}

/* Of all orders of its days, one holds people 47 days, and none fewer. Where scenes may change days, they are held
 * less. */
static void
test_first_pass_ordered (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlPlan) plan = bring_in_file (empty, SL_SOURCE "/tests/samples/uss/large_sample_schedule.uss", NULL);
  g_autoptr (SlPlan) never = with_rule (plan);
  const SlBoard *board = board_named (never, "First Pass");
  const SlBoardInput input = { .plan = never, .board = board,
                               .production = sl_plan_get (never, SL_KIND_PRODUCTION, board->production) };
  const SlBoardOrderEffort effort = { .seconds = 60, .rounds = 60000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBoardOrders) orders = sl_board_orders (&input, &effort, NULL, &error);

  g_assert_no_error (error);
  const SlBoardOrder *best = sl_board_orders_best (orders);
  g_assert_true (best->whole_days);
  g_assert_true (best->optimal);
  g_assert_cmpuint (best->sum.hold_days, ==, 47);
  g_assert_cmpint (best->lower_bound, ==, 47);
  g_assert_cmpuint (best->sum.days, ==, 31);
  g_assert_cmpuint (sl_board_orders_by (orders, SL_ORDER_HOLD)->sum.hold_days, <, 47);
}

/* A board on which people worked stays, and the file's comes beside it. */
static void
test_board_beside (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlPlan) one = bring_in_file (empty, SL_SOURCE "/tests/samples/uss/small_sample_schedule.uss", NULL);
  g_autoptr (SlCommand) command = sl_command_new ("work");

  g_assert_cmpuint (sl_plan_count (one, SL_KIND_BOARD), ==, 2);
  sl_command_set (command, board_named (one, "First Pass")->entity.id, "strips[#0]", "");
  g_autoptr (SlPlan) worked = sl_plan_apply (one, command, NULL);
  g_autoptr (SlPlan) two = bring_in_file (worked, SL_SOURCE "/tests/samples/uss/small_sample_schedule.uss", NULL);
  g_assert_cmpuint (sl_plan_count (two, SL_KIND_BOARD), ==, 3);
  g_assert_cmpuint (sl_list_n (board_named (two, "First Pass")->strips), ==, 2);
  g_assert_cmpuint (sl_list_n (board_named (two, "First Pass 2")->strips), ==, 3);
}

/* What is of another type than it should be says nothing; none of it is taken for what it is not. */
static void
test_odd_parts (void)
{
  static const char *const parts[] = {
    "\"breakdowns\": 3", "\"breakdowns\": [null, 1, [], \"a\", {}]", "\"breakdowns\": {\"a\": []}",
    "\"breakdowns\": [{\"id\": 3, \"elements\": [1, null, {}, \"nobody\"], \"pages\": -1, \"duration\": 1e300}]",
    "\"breakdowns\": [{\"id\": \"a\", \"pages\": 1e300, \"scene\": 12, \"type\": 5}]",
    "\"categories\": [{\"id\": \"c\", \"ucid\": \"100\", \"name\": null}], \"elements\": [{\"category\": \"c\"}]",
    "\"elements\": [{\"id\": \"e\", \"name\": \"  \", \"category\": \"none\"}]",
    "\"calendars\": [{\"id\": \"k\", \"daysOff\": [9, -1, \"0\", 1.5, null], \"events\": [{\"date\": \"soon\"}, 5]}]",
    "\"stripboards\": [{\"boards\": [{\"breakdownIds\": [null, [[\"a\"]], \"b\", 3]}], \"calendar\": 7}, 4, null]",
    "\"stripboards\": [{\"boards\": {\"name\": \"stripboard\"}}]",
    "\"project\": [], \"company\": {}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"universalScheduleStandard\": {%s}}", parts[i]);
      g_autoptr (SlPlan) empty = sl_plan_new (), plan = bring_in (empty, "a.uss", text, -1, NULL);
      g_assert_cmpuint (sl_plan_count (plan, SL_KIND_PRODUCTION), ==, 1);
      g_assert_cmpuint (sl_plan_count (plan, SL_KIND_CAST), ==, 0);
    }
}

void
add_uss_tests (void)
{
  g_test_add_func ("/scripts/uss-first-pass", test_first_pass);
  g_test_add_func ("/scripts/uss-first-pass-ordered", test_first_pass_ordered);
  g_test_add_func ("/scripts/uss-board-beside", test_board_beside);
  g_test_add_func ("/scripts/uss-odd-parts", test_odd_parts);
}
