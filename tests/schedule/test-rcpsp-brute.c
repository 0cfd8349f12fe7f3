/* Against every schedule that there is. */
#include "../sl-test.h"
#include "rcpsp-oracle.h"
#include "sl-error.h"
#include "sl-rcpsp-energy.h"
#include "sl-rcpsp-learn.h"
#include "test-rcpsp.h"

#define LATEST 40 /* what a random problem takes at most, one after the other */

static void
test_brute_force (void)
{
  const guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 4000 : 400;
  guint possible = 0, impossible = 0;

  for (guint seed = 0; seed < rounds; seed++)
    {
      g_autoptr (SlRcpsp) p = oracle_random (seed, 4);
      const SlRcpspLimits limits = { .seed = seed };
      g_autoptr (GError) error = NULL;
      g_autoptr (SlRcpspResult) result = sl_rcpsp_solve (p, &limits, NULL, &error);
      const int least = oracle_least (p, LATEST, FALSE);

      possible += least >= 0;
      impossible += least < 0;
      g_test_message ("seed %u: %d", seed, least);
      if (least < 0)
        {
          g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (result->optimal);
      g_assert_cmpint (result->makespan, ==, least);
      g_assert_cmpint (oracle_check (p, result->start), ==, least);
    }
  g_assert_cmpuint (possible, >, rounds / 3);
  g_assert_cmpuint (impossible, >, rounds / 20);
}

static gboolean
never (gpointer data)
{
  (void) data;
  return FALSE;
}

int
test_rcpsp_least_by_learning (const SlRcpsp *p, guint64 *conflicts)
{
  g_autoptr (SlCore) core = sl_core_new (p, NULL);
  g_autoptr (SlLearn) learn = sl_learn_new (core);
  int end = 0;

  while (end <= core->horizon && sl_learn_search (learn, end, G_MAXUINT32, never, NULL) != SL_LEARN_FOUND)
    end++;
  *conflicts += sl_learn_conflicts (learn);
  if (end > core->horizon)
    return -1;
  g_assert_cmpint (oracle_check (p, sl_learn_start (learn)), ==, end);
  return end;
}

static void
test_learning (void)
{
  guint64 conflicts = 0;

  for (guint seed = 0; seed < 400; seed++)
    {
      g_autoptr (SlRcpsp) p = oracle_random (seed, 4);

      if (sl_rcpsp_check (p, NULL))
        g_assert_cmpint (test_rcpsp_least_by_learning (p, &conflicts), ==, oracle_least (p, LATEST, FALSE));
    }
  g_assert_cmpuint (conflicts, >, 50);
}

/* What is too large to be tried in every way: the search as a whole and learning alone agree. */
static void
test_ways_agree (void)
{
  guint64 conflicts = 0;
  guint possible = 0;

  for (guint seed = 0; seed < 150; seed++)
    {
      g_autoptr (SlRcpsp) p = oracle_random (seed, 14);
      const SlRcpspLimits limits = { .seed = seed };
      g_autoptr (SlRcpspResult) result = sl_rcpsp_solve (p, &limits, NULL, NULL);

      if (!sl_rcpsp_check (p, NULL))
        continue;
      g_assert_cmpint (test_rcpsp_least_by_learning (p, &conflicts), ==, result != NULL ? result->makespan : -1);
      possible += result != NULL;
    }
  g_test_message ("%u possible, %u dead ends", possible, (guint) conflicts);
  g_assert_cmpuint (possible, >, 60);
  g_assert_cmpuint (conflicts, >, 1000);
}

static void
test_energy (void)
{
  guint refuted = 0;

  for (guint seed = 0; seed < 400; seed++)
    {
      g_autoptr (SlRcpsp) p = oracle_random (seed, 4);
      g_autoptr (SlCore) core = sl_core_new (p, NULL);
      const int least = oracle_least (p, LATEST, FALSE);

      if (sl_core_find_closed_window (core) >= 0)
        continue;
      for (int end = 0; end <= LATEST; end++)
        if (sl_energy_refutes (core, end, NULL, NULL))
          {
            g_assert_true (least < 0 || end < least);
            refuted += least >= 0 && end + 1 == least;
          }
    }
  g_assert_cmpuint (refuted, >, 100); /* and it is sharp often */
}

static void
test_conflicts (void)
{
  const guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 4000 : 400;
  guint n = 0, searched = 0;

  for (guint seed = 0; seed < rounds; seed++)
    {
      g_autoptr (SlRcpsp) p = oracle_random (seed, 4);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlRcpspConflict) conflict = sl_rcpsp_find_conflict (p, 0, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (conflict == NULL, ==, oracle_least (p, LATEST, TRUE) >= 0);
      if (conflict == NULL)
        continue;
      g_test_message ("seed %u", seed);
      g_assert_true (conflict->minimal);
      n++;
      searched += sl_rcpsp_check (p, NULL);
      for (int without = -1; without < (int) conflict->rules->len; without++)
        {
          g_autoptr (SlRcpsp) only = oracle_only (p, conflict->rules, without);
          g_assert_cmpint (oracle_least (only, LATEST, TRUE) >= 0, ==, without >= 0);
        }
    }
  g_assert_cmpuint (n, >, rounds / 20);
  g_assert_cmpuint (searched, >, 0); /* some need resources to be seen */
}

void
test_rcpsp_add_brute (void)
{
  g_test_add_func ("/schedule/rcpsp/brute-force", test_brute_force);
  g_test_add_func ("/schedule/rcpsp/learning", test_learning);
  g_test_add_func ("/schedule/rcpsp/ways-agree", test_ways_agree);
  g_test_add_func ("/schedule/rcpsp/energy", test_energy);
  g_test_add_func ("/schedule/rcpsp/conflicts", test_conflicts);
}
