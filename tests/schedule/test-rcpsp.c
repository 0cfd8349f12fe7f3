#include "../sl-test.h"
#include "rcpsp-oracle.h"
#include "sl-error.h"
#include "sl-psplib.h"
#include "test-rcpsp.h"

#define FOLDER SL_SOURCE "/tests/samples/psplib/"

/* --- the instances of PSPLIB --- */

typedef void (*OnInstance) (const char *name, const SlRcpsp *problem, int lower, int upper);

static void
run_file (const char *set, const char *name, int lower, int upper, OnInstance run)
{
  g_autofree char *path = g_strdup_printf (FOLDER "%s/%s.sm", set, name), *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlRcpsp) problem = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (sl_psplib_is (text, length));
  problem = sl_psplib_parse (text, length, path, &error);
  g_assert_no_error (error);
  run (name, problem, lower, upper);
}

/* Each instance of the set that is here, with the bounds that are known. */
static void
for_each (const char *set, guint expected, OnInstance run)
{
  g_autofree char *path = g_strdup_printf (FOLDER "%s/best_known.csv", set), *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ",", 3);
      g_autofree char *file = g_strdup_printf (FOLDER "%s/%s.sm", set, parts[0] != NULL ? parts[0] : "");

      if (g_strv_length (parts) != 3 || !g_file_test (file, G_FILE_TEST_EXISTS))
        continue;
      run_file (set, parts[0], atoi (parts[1]), atoi (parts[2]), run);
      n++;
    }
  g_assert_cmpuint (n, ==, expected);
}

static void
solve_briefly (const char *name, const SlRcpsp *problem, int lower, int upper)
{
  const SlRcpspLimits limits = { .seconds = .1, .seed = 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlRcpspResult) result = sl_rcpsp_solve (problem, &limits, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s: %d…%d, known %d…%d", name, result->lower_bound, result->makespan, lower, upper);
  g_assert_cmpuint (result->n, ==, problem->activities->len);
  g_assert_cmpint (oracle_check (problem, result->start), ==, result->makespan);
  g_assert_cmpint (result->makespan, >=, lower);
  g_assert_cmpint (result->lower_bound, <=, upper);
  g_assert_true (result->optimal == (result->makespan == result->lower_bound));
  g_assert_cmpint (result->makespan, <=, upper + upper / 5);
}

static void
test_instances (void)
{
  for_each ("j30", 12, solve_briefly);
  for_each ("j60", 12, solve_briefly);
  for_each ("j120", 15, solve_briefly);
}

static void
solve_to_the_end (const char *name, const SlRcpsp *problem, int lower, int upper)
{
  const SlRcpspLimits limits = { .seconds = 60, .seed = 7 };
  g_autoptr (SlRcpspResult) result = sl_rcpsp_solve (problem, &limits, NULL, NULL);

  g_test_message ("%s: %d, known %d", name, result->makespan, upper);
  g_assert_cmpint (lower, ==, upper);
  g_assert_true (result->optimal);
  g_assert_cmpint (result->makespan, ==, upper);
  g_assert_cmpint (oracle_check (problem, result->start), ==, upper);
}

static void
test_proofs (void)
{
  static const struct { const char *set, *name; int best;
  } more[] = { { "j60", "j6018_1", 81 }, { "j60", "j6021_1", 103 }, { "j120", "j1203_1", 80 },
               { "j120", "j12043_1", 105 } };

  for_each ("j30", 12, solve_to_the_end);
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    run_file (more[i].set, more[i].name, more[i].best, more[i].best, solve_to_the_end);
}

/* A dead end that teaches too much hides where a better schedule is known to the search already: not here. */
static void
learn_to_the_end (const char *name, const SlRcpsp *problem, int lower, int upper)
{
  guint64 conflicts = 0;

  g_assert_cmpint (lower, ==, upper);
  g_assert_cmpint (test_rcpsp_least_by_learning (problem, &conflicts), ==, upper);
  g_test_message ("%s: %u dead ends", name, (guint) conflicts);
}

static void
test_learning_instances (void)
{
  for_each ("j30", 12, learn_to_the_end);
}

static void
test_the_checker (void)
{
  g_autoptr (SlRcpsp) p = sl_rcpsp_new ();
  static const struct { int start[3], last;
  } rows[] = {
    { { 0, 2, 6 }, 7 },  { { 0, 1, 6 }, -1 }, /* both need the stage */
    { { 1, 3, 8 }, 9 },  { { 0, 2, 5 }, -1 }, /* the lag */
    { { 0, 4, 8 }, -1 }, /* starts on a closed unit */
    { { 0, 3, 7 }, -1 }, { { -1, 2, 6 }, -1 }, { { 0, 6, 9 }, -1 }, /* the deadline */
  };

  sl_rcpsp_add_resource (p, "stage", 1);
  sl_rcpsp_add_calendar (p, "closed on 4");
  sl_rcpsp_close (p, 0, 4, 5);
  for (int a = 0; a < 3; a++)
    sl_rcpsp_add_activity (p, "a", a == 2 ? 1 : 2);
  sl_rcpsp_need (p, 0, 0, 1);
  sl_rcpsp_need (p, 1, 0, 1);
  sl_rcpsp_activity (p, 1)->calendar = 0;
  sl_rcpsp_activity (p, 1)->deadline = 7;
  sl_rcpsp_precede (p, 1, 2, 2);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (oracle_check (p, rows[i].start), ==, rows[i].last);
  g_assert_cmpint (oracle_least (p, 20, FALSE), ==, 5);
}

/* --- how it runs --- */

/* Many activities, few of which can go on at once. */
static SlRcpsp *
large (int n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  SlRcpsp *p = sl_rcpsp_new ();

  for (int r = 0; r < 12; r++)
    sl_rcpsp_add_resource (p, "stage", 2);
  for (int a = 0; a < n; a++)
    {
      g_autofree char *name = g_strdup_printf ("a%d", a);
      sl_rcpsp_add_activity (p, name, g_rand_int_range (random, 1, 9));
      for (int k = 0; k < 3; k++)
        sl_rcpsp_need (p, a, 4 * k + g_rand_int_range (random, 0, 4), g_rand_int_range (random, 0, 2) + (k == 0));
      for (int k = 0; k < 2 && a > 40; k++)
        sl_rcpsp_precede (p, g_rand_int_range (random, a - 40, a), a, 0);
    }
  return p;
}

static gpointer
cancel_later (gpointer watch)
{
  g_usleep (300000);
  sl_watch_cancel (watch);
  return NULL;
}

static void
assert_cancelled (const SlRcpsp *p)
{
  const SlRcpspLimits limits = { .seconds = 60, .seed = 1 };
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  const gint64 begun = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("cancel", cancel_later, watch);

  g_assert_null (sl_rcpsp_solve (p, &limits, watch, &error));
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 300000 + 100000);
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  g_thread_join (thread);
  SlRcpspResult *best = sl_watch_take (watch);
  g_assert_nonnull (best);
  g_assert_cmpint (oracle_check (p, best->start), ==, best->makespan);
  sl_rcpsp_result_free (best);
}

static void
test_cancel (void)
{
  g_autoptr (SlRcpsp) some = large (300);
  assert_cancelled (some);
}

static void
test_large (void)
{
  const SlRcpspLimits limits = { .seconds = 1, .seed = 1 };
  g_autoptr (SlRcpsp) p = large (5000);
  g_autoptr (GError) error = NULL;
  const gint64 begun = g_get_monotonic_time ();
  g_autoptr (SlRcpspResult) result = sl_rcpsp_solve (p, &limits, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%d…%d in %.2f s", result->lower_bound, result->makespan,
                  (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
  g_assert_cmpint (result->makespan, <=, 2 * result->lower_bound);
}

static void
test_same_again (void)
{
  for (guint seed = 1; seed < 4; seed++)
    {
      const SlRcpspLimits limits = { .rounds = 3, .seed = seed };
      g_autoptr (SlRcpsp) p = large (60);
      g_autoptr (SlRcpspResult) once = sl_rcpsp_solve (p, &limits, NULL, NULL);
      g_autoptr (SlRcpspResult) twice = sl_rcpsp_solve (p, &limits, NULL, NULL);

      g_assert_cmpint (once->makespan, ==, twice->makespan);
      g_assert_cmpint (once->lower_bound, ==, twice->lower_bound);
      g_assert_cmpuint (once->schedules, ==, twice->schedules);
      g_assert_cmpuint (once->conflicts, ==, twice->conflicts);
      g_assert_cmpmem (once->start, once->n * sizeof (int), twice->start, twice->n * sizeof (int));
    }
}

static void
test_nothing (void)
{
  const SlRcpspLimits limits = { 0 };
  g_autoptr (SlRcpsp) p = sl_rcpsp_new ();
  g_autoptr (SlRcpspResult) empty = sl_rcpsp_solve (p, &limits, NULL, NULL), one = NULL;

  g_assert_cmpint (empty->makespan, ==, 0);
  g_assert_true (empty->optimal);
  sl_rcpsp_add_activity (p, "instant", 0);
  one = sl_rcpsp_solve (p, &limits, NULL, NULL);
  g_assert_cmpint (one->makespan, ==, 0);
  g_assert_true (one->optimal);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/rcpsp/the-checker", test_the_checker);
  g_test_add_func ("/schedule/rcpsp/instances", test_instances);
  g_test_add_func ("/schedule/rcpsp/proofs", test_proofs);
  g_test_add_func ("/schedule/rcpsp/learning-instances", test_learning_instances);
  g_test_add_func ("/schedule/rcpsp/cancel", test_cancel);
  g_test_add_func ("/schedule/rcpsp/large", test_large);
  g_test_add_func ("/schedule/rcpsp/same-again", test_same_again);
  g_test_add_func ("/schedule/rcpsp/nothing", test_nothing);
  test_rcpsp_add_brute ();
  test_rcpsp_add_bad ();
  test_rcpsp_add_reasons ();
  return g_test_run ();
}
