/* Why an activity does not start earlier. */
#include "../sl-test.h"
#include "rcpsp-oracle.h"
#include "test-rcpsp.h"

static char *
describe (const SlRcpspReason *r)
{
  static const char *const holds[] = { "free", "release", "calendar", "arc", "resource" };
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%d: %d → %d, %s %d until %d", r->activity, r->from, r->to, holds[r->hold], r->resource,
                          r->until);
  for (guint i = 0; i < r->others->len; i++)
    g_string_append_printf (text, " %d", g_array_index (r->others, int, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_each (void)
{
  g_autoptr (SlRcpsp) p = sl_rcpsp_new ();
  static const int before[] = { 0, 0, 0, 0, 0, 0, 0 }, now[] = { 0, 2, 5, 9, 6, 7, 12 };
  static const char *const want[] = {
    "1: 0 → 2, resource 0 until 2 0",  /* the stage is taken */
    "2: 0 → 5, release -1 until 5",
    "4: 0 → 6, arc -1 until 5 1",      /* and a lag of 1 */
    "5: 0 → 7, calendar -1 until 7",   /* closed in 4…6 */
    "3: 0 → 9, resource 0 until 9 4",
    "6: 0 → 12, free -1 until 12",
  };

  sl_rcpsp_add_resource (p, "stage", 2);
  sl_rcpsp_add_calendar (p, "weekdays");
  sl_rcpsp_close (p, 0, 4, 7);
  for (int a = 0; a < 7; a++)
    sl_rcpsp_add_activity (p, "a", a == 0 ? 2 : a == 5 ? 1 : 3);
  sl_rcpsp_need (p, 0, 0, 1);
  sl_rcpsp_need (p, 1, 0, 2);
  sl_rcpsp_need (p, 3, 0, 2);
  sl_rcpsp_need (p, 4, 0, 1);
  sl_rcpsp_activity (p, 2)->release = 5;
  sl_rcpsp_precede (p, 1, 4, 1);
  sl_rcpsp_activity (p, 5)->calendar = 0;
  sl_rcpsp_activity (p, 5)->release = 4;
  g_assert_cmpint (oracle_check (p, now), ==, 15);
  g_autoptr (GArray) reasons = sl_rcpsp_reasons (p, before, now);
  g_assert_cmpuint (reasons->len, ==, G_N_ELEMENTS (want));
  for (guint i = 0; i < reasons->len; i++)
    {
      g_autofree char *said = describe (&g_array_index (reasons, SlRcpspReason, i));
      g_assert_cmpstr (said, ==, want[i]);
    }
}

/* In any schedule: what is said to hold an activity does, and what is free could go to the open unit before. */
static void
assert_true_of (const SlRcpsp *p, int *now, const SlRcpspReason *r)
{
  const int start = now[r->activity];
  int earlier = start - 1;
  gboolean possible;

  while (earlier >= 0 && oracle_end (p, r->activity, earlier) < 0)
    earlier--;
  now[r->activity] = earlier;
  possible = oracle_check (p, now) >= 0;
  now[r->activity] = start;
  g_assert_cmpint (possible, ==, r->hold == SL_RCPSP_HELD_FREE);
  g_assert_cmpint (r->hold == SL_RCPSP_HELD_RESOURCE, ==, r->resource >= 0);
  if (r->hold == SL_RCPSP_HELD_RESOURCE || r->hold == SL_RCPSP_HELD_ARC)
    g_assert_cmpuint (r->others->len, >, 0);
  for (guint i = 0; i < r->others->len; i++)
    {
      const int other = g_array_index (r->others, int, i);
      g_assert_cmpint (oracle_end (p, other, now[other]), >=, r->until);
      g_assert_cmpint (r->until, <=, start);
    }
}

static void
test_random (void)
{
  guint held[5] = { 0 };

  for (guint seed = 0; seed < 400; seed++)
    {
      g_autoptr (SlRcpsp) p = oracle_random (seed, 4);
      const SlRcpspLimits limits = { 0 };
      g_autoptr (SlRcpspResult) result = sl_rcpsp_solve (p, &limits, NULL, NULL);
      g_autofree int *before = g_new (int, p->activities->len);

      if (result == NULL)
        continue;
      for (guint a = 0; a < result->n; a++)
        before[a] = -1;
      g_autoptr (GArray) reasons = sl_rcpsp_reasons (p, before, result->start);
      g_assert_cmpuint (reasons->len, ==, result->n);
      for (guint i = 0; i < reasons->len; i++)
        {
          const SlRcpspReason *r = &g_array_index (reasons, SlRcpspReason, i);
          held[r->hold]++;
          assert_true_of (p, result->start, r);
        }
    }
  for (guint i = SL_RCPSP_HELD_RELEASE; i < G_N_ELEMENTS (held); i++)
    g_assert_cmpuint (held[i], >, 5);
}

void
test_rcpsp_add_reasons (void)
{
  g_test_add_func ("/schedule/rcpsp/reasons", test_each);
  g_test_add_func ("/schedule/rcpsp/reasons-hold", test_random);
}
