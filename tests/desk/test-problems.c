/* What is wrong, live: after edits, off the main thread, in its order, and mended by one step. */
#include "../sl-test.h"
#include "sl-mend.h"
#include "tests.h"

static gboolean
is_known (SlBench *bench)
{
  return sl_problems_list (bench->problems) != NULL;
}

static gboolean
is_clean (SlBench *bench)
{
  return is_known (bench) && sl_problems_list (bench->problems)->len == 0;
}

static gboolean
is_not_clean (SlBench *bench)
{
  return is_known (bench) && sl_problems_list (bench->problems)->len > 0;
}

/* Notes apart: the plan of these tests may have some. */
static guint
first_of (SlBench *bench, const char *id)
{
  const GPtrArray *list = sl_problems_list (bench->problems);

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((SlFinding *) list->pdata[i])->id, id))
      return i;
  return G_MAXUINT;
}

static gboolean
shot_is_wrong (SlBench *bench)
{
  return is_known (bench) && sl_problems_of (bench->problems, "s1") != NULL;
}

static gboolean
shot_is_right (SlBench *bench)
{
  return is_known (bench) && sl_problems_of (bench->problems, "s1") == NULL;
}

static void
test_live (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  guint runs;

  wait_until (is_known, bench);
  g_assert_null (sl_problems_of (bench->problems, "s1"));
  runs = sl_problems_runs (bench->problems);
  set (bench->editor, "s1", "camera", "");
  wait_until (shot_is_wrong, bench);
  g_assert_cmpuint (sl_problems_runs (bench->problems) - runs, ==, 1);
  g_assert_cmpint (sl_problems_of (bench->problems, "s1")->severity, ==, SL_SEVERITY_ERROR);
  g_assert_cmpint (sl_problems_workspace (bench->problems, first_of (bench, "s1")), ==, SL_WORKSPACE_SHOTS);

  g_autoptr (GPtrArray) mends = sl_problems_mends (bench->problems, first_of (bench, "s1"));
  g_assert_cmpuint (mends->len, >, 0);
  g_assert_true (sl_editor_apply (bench->editor, ((SlMend *) mends->pdata[0])->command));
  wait_until (shot_is_right, bench);
  sl_editor_undo (bench->editor); /* one step */
  wait_until (shot_is_wrong, bench);
}

/* Many edits in a row are looked at once, when they rest; the window is not held up meanwhile. */
static void
test_rests (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  guint runs;

  wait_until (is_known, bench);
  runs = sl_problems_runs (bench->problems);
  for (int i = 0; i < 50; i++)
    {
      g_autofree char *at = g_strdup_printf ("%d 2 0", i);
      set (bench->editor, "b1", "position", at);
      g_main_context_iteration (NULL, FALSE);
    }
  set (bench->editor, "s1", "camera", "");
  wait_until (shot_is_wrong, bench);
  g_assert_cmpuint (sl_problems_runs (bench->problems) - runs, <=, 2);
}

/* By workspace, then the worst first. */
static void
test_order (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Make a mess");

  ADD (BOOKING, "bk", "from", "2026-02-03", "to", "2026-02-01");
  ADD (WALL, "lost", "columns", "5", "seams", "1 2");
  sl_command_set (command, "s1", "camera", "");
  g_assert_true (sl_editor_apply (bench->editor, command));
  wait_until (is_not_clean, bench);
  const GPtrArray *list = sl_problems_list (bench->problems);
  for (guint i = 1; i < list->len; i++)
    {
      const SlFinding *a = list->pdata[i - 1], *b = list->pdata[i];
      SlWorkspace x = sl_problems_workspace (bench->problems, i - 1), y = sl_problems_workspace (bench->problems, i);

      g_assert_cmpint (x, <=, y);
      if (x == y)
        g_assert_cmpint (a->severity, >=, b->severity);
      g_assert_cmpstr (sl_problems_key (bench->problems, i - 1), !=, sl_problems_key (bench->problems, i));
    }
  g_assert_cmpint (sl_problems_workspace (bench->problems, first_of (bench, "lost")), ==, SL_WORKSPACE_STAGE);
  g_assert_cmpint (sl_problems_workspace (bench->problems, first_of (bench, "bk")), ==, SL_WORKSPACE_SCHEDULE);
}

/* A bench that goes while a look is on its way, and a plan with nothing wrong. */
static void
test_ends (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (sl_document_new_from_template ("empty", SL_OPEN_PLAIN, NULL));
  SlBench *gone = sl_bench_new (make_document ());

  for (int i = 0; i < 40; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  sl_bench_unref (gone);
  wait_until (is_clean, bench);
}

void
add_problem_tests (void)
{
  g_test_add_func ("/desk/problems/live", test_live);
  g_test_add_func ("/desk/problems/rests", test_rests);
  g_test_add_func ("/desk/problems/order", test_order);
  g_test_add_func ("/desk/problems/ends", test_ends);
}
