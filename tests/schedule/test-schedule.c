#include <string.h>

#include "../sl-test.h"
#include "sl-capacity.h"
#include "sl-plan-xml.h"

#define B(id, stage, production, from, to, more) "<booking id=\"" id "\" stage=\"" stage "\" production=\"" production "\" from=\"" from "\" to=\"" to "\" " more "/>"

static SlPlan *
plan_of (const char *bookings)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\"><production id=\"p\"/><production id=\"q\"/><stage id=\"s\"/><stage id=\"t\"/>%s</sightline>", bookings);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", &error);

  g_assert_no_error (error);
  return plan;
}

static void
test_counts (void)
{
  g_autoptr (SlPlan) plan = plan_of (B ("prep", "s", "p", "2026-11-02", "2026-11-03", "state=\"confirmed\" phase=\"prep\"")
                                     B ("shoot", "s", "p", "2026-11-04", "2026-11-06", "state=\"confirmed\"")
                                     B ("hold", "s", "q", "2026-11-09", "2026-11-09", "rank=\"2\"")
                                     B ("gone", "s", "q", "2026-11-05", "2026-11-05", "state=\"released\"")
                                     B ("shut", "s", "", "2026-11-11", "2026-11-11", "state=\"confirmed\" phase=\"closed\""));
  guint32 from, to;

  sl_date_parse ("2026-11-02", &from);
  sl_date_parse ("2026-11-11", &to);
  g_autoptr (GArray) stages = sl_capacity (plan, from, to, 2);
  const SlStageCapacity *s = &g_array_index (stages, SlStageCapacity, 0), *t = &g_array_index (stages, SlStageCapacity, 1);
  g_assert_cmpuint (s->days, ==, 9); /* ten less the closure */
  g_assert_cmpuint (s->confirmed, ==, 5);
  g_assert_cmpuint (s->held, ==, 1);
  assert_near (s->occupancy, 5. / 9);
  assert_near (s->occupancy_holds, (5 + .25) / 9);
  assert_near (s->utilisation, 3. / 5);
  g_autofree char *free_day = sl_date_to_text (s->first_free);
  g_assert_cmpstr (free_day, ==, "2026-11-07"); /* two days before the hold */
  g_assert_cmpuint (s->conflicts->len, ==, 0);
  g_assert_cmpuint (t->confirmed, ==, 0);
  g_assert_true (isnan (t->utilisation));
  g_assert_cmpuint (t->first_free, ==, from);
}

static void
test_conflicts (void)
{
  static const struct { const char *bookings; guint n; } rows[] = {
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", "state=\"confirmed\"") B ("b", "s", "q", "2026-11-05", "2026-11-06", "state=\"confirmed\""), 1 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-04", "state=\"confirmed\"") B ("b", "s", "q", "2026-11-05", "2026-11-06", "state=\"confirmed\""), 0 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", "state=\"confirmed\"") B ("b", "t", "q", "2026-11-05", "2026-11-06", "state=\"confirmed\""), 0 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", "") B ("b", "s", "q", "2026-11-05", "2026-11-06", ""), 1 },           /* both first holds */
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", "") B ("b", "s", "q", "2026-11-05", "2026-11-06", "rank=\"2\""), 0 }, /* ranked */
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", "state=\"confirmed\"") B ("b", "s", "q", "2026-11-05", "2026-11-06", ""), 0 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", "state=\"confirmed\"") B ("b", "s", "p", "2026-11-05", "2026-11-06", "state=\"confirmed\""), 0 }, /* one production */
    { B ("a", "s", "p", "2026-11-06", "2026-11-02", "state=\"confirmed\"") B ("b", "s", "q", "2026-11-05", "2026-11-06", "state=\"confirmed\""), 0 }, /* reversed days count for nothing */
    { "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].bookings);
      g_autoptr (GArray) stages = sl_capacity (plan, 0, 0, 1);
      g_assert_cmpuint (g_array_index (stages, SlStageCapacity, 0).conflicts->len, ==, rows[i].n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/capacity/counts", test_counts);
  g_test_add_func ("/schedule/capacity/conflicts", test_conflicts);
  return g_test_run ();
}
