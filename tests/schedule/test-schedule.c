#include <string.h>

#include "../sl-test.h"
#include "sl-capacity.h"
#include "sl-check.h"
#include "sl-plan-xml.h"

#define B(id, stage, production, from, to, more) \
  "<booking id=\"" id "\" stage=\"" stage "\" production=\"" production "\" from=\"" from "\" to=\"" to "\" " more "/>"
#define YES "state=\"confirmed\""

static SlPlan *
plan_of (const char *bookings)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\"><production id=\"p\"/><production id=\"q\"/>"
                                           "<stage id=\"s\"/><stage id=\"t\"/>%s</sightline>", bookings);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static void
test_counts (void)
{
  g_autoptr (SlPlan) plan = plan_of (B ("prep", "s", "p", "2026-11-02", "2026-11-03", YES " phase=\"prep\"")
                                     B ("shoot", "s", "p", "2026-11-04", "2026-11-06", YES)
                                     B ("hold", "s", "q", "2026-11-09", "2026-11-09", "rank=\"2\"")
                                     B ("gone", "s", "q", "2026-11-05", "2026-11-05", "state=\"released\"")
                                     B ("shut", "s", "", "2026-11-11", "2026-11-11", YES " phase=\"closed\""));
  guint32 from, to;

  sl_date_parse ("2026-11-02", &from);
  sl_date_parse ("2026-11-11", &to);
  g_autoptr (GArray) stages = sl_capacity (plan, from, to, 2, NULL);
  const SlStageCapacity *s = &g_array_index (stages, SlStageCapacity, 0);
  const SlStageCapacity *t = &g_array_index (stages, SlStageCapacity, 1);
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
  static const struct { const char *bookings; guint n;
  } rows[] = {
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", YES) B ("b", "s", "q", "2026-11-05", "2026-11-06", YES), 1 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-04", YES) B ("b", "s", "q", "2026-11-05", "2026-11-06", YES), 0 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", YES) B ("b", "t", "q", "2026-11-05", "2026-11-06", YES), 0 },
    /* both first holds; ranked; one production is no exception, as it is none in the store */
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", "") B ("b", "s", "q", "2026-11-05", "2026-11-06", ""), 1 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", "") B ("b", "s", "q", "2026-11-05", "2026-11-06", "rank=\"2\""),
      0 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", YES) B ("b", "s", "p", "2026-11-05", "2026-11-06", YES), 1 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", "") B ("b", "s", "p", "2026-11-05", "2026-11-06", "rank=\"2\""),
      0 },
    /* the first place is taken by who is confirmed */
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", YES) B ("b", "s", "q", "2026-11-05", "2026-11-06", ""), 1 },
    { B ("a", "s", "p", "2026-11-02", "2026-11-05", YES) B ("b", "s", "q", "2026-11-05", "2026-11-06", "rank=\"2\""),
      0 },
    /* reversed days count for nothing */
    { B ("a", "s", "p", "2026-11-06", "2026-11-02", YES) B ("b", "s", "q", "2026-11-05", "2026-11-06", YES), 0 },
    /* two stretches of one long booking; and three that overlap in a chain are one */
    { B ("a", "s", "p", "2026-11-01", "2026-11-20", YES) B ("b", "s", "q", "2026-11-05", "2026-11-06", YES)
          B ("c", "s", "q", "2026-11-10", "2026-11-11", YES),
      2 },
    { B ("a", "s", "p", "2026-11-01", "2026-11-04", YES) B ("b", "s", "q", "2026-11-03", "2026-11-08", YES)
          B ("c", "s", "q", "2026-11-04", "2026-11-06", YES),
      1 },
    { "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].bookings);
      g_autoptr (GArray) stages = sl_capacity (plan, 0, 0, 1, NULL);
      g_assert_cmpuint (g_array_index (stages, SlStageCapacity, 0).conflicts->len, ==, rows[i].n);
    }
}

static void
test_conflict_says_who (void)
{
  g_autoptr (SlPlan) plan = plan_of (B ("a", "s", "p", "2026-11-01", "2026-11-04", YES)
                                     B ("c", "s", "q", "2026-11-04", "2026-11-06", YES)
                                     B ("b", "s", "q", "2026-11-03", "2026-11-08", YES));
  g_autoptr (GArray) stages = sl_capacity (plan, 0, 0, 1, NULL);
  const SlConflict *c = &g_array_index (g_array_index (stages, SlStageCapacity, 0).conflicts, SlConflict, 0);
  g_autofree char *from = sl_date_to_text (c->from), *to = sl_date_to_text (c->to), *why = sl_conflict_why (c);

  g_assert_cmpstr (from, ==, "2026-11-03");
  g_assert_cmpstr (to, ==, "2026-11-06");
  g_assert_cmpstr (why, ==, "confirmed more than once");
  g_assert_cmpuint (c->bookings->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((SlEntity *) c->bookings->pdata[i])->id, ==, (((const char *[]) { "a", "b", "c" })[i]));
}

static void
test_first_free (void)
{
  static const struct { const char *bookings, *from, *to; guint length; const char *first;
  } rows[] = {
    /* what is booked after the period counts */
    { B ("a", "s", "p", "2026-11-01", "2026-11-28", YES) B ("b", "s", "p", "2026-12-01", "2026-12-10", YES),
      "2026-11-01", "2026-11-30", 5, "2026-12-11" },
    { B ("a", "s", "p", "2026-11-01", "2026-11-28", YES) B ("b", "s", "p", "2026-12-01", "2026-12-10", YES),
      "2026-11-01", "2026-11-30", 2, "2026-11-29" },
    /* the last day booked, or all of them */
    { B ("a", "s", "p", "2026-11-30", "2026-11-30", ""), "2026-11-30", "2026-11-30", 3, "2026-12-01" },
    /* a hold of any rank and a closure are in the way; what is released or expired is not */
    { B ("a", "s", "p", "2026-11-02", "2026-11-02", "rank=\"9\"")
          B ("b", "s", "p", "2026-11-04", "2026-11-04", "phase=\"closed\""),
      "2026-11-01", "2026-11-30", 2, "2026-11-05" },
    { B ("a", "s", "p", "2026-11-02", "2026-11-02", "state=\"released\"")
          B ("b", "s", "p", "2026-11-03", "2026-11-04", "state=\"expired\""),
      "2026-11-01", "2026-11-30", 9, "2026-11-01" },
    /* what ended before does not matter */
    { B ("a", "s", "p", "2026-10-01", "2026-10-30", YES), "2026-11-05", "2026-11-30", 9, "2026-11-05" },
    { B ("a", "s", "p", "2026-10-01", "2026-11-10", YES) B ("b", "s", "p", "2026-10-02", "2026-10-03", YES),
      "2026-11-05", "2026-11-30", 9, "2026-11-11" },
    /* ten years */
    { B ("a", "s", "p", "2026-11-01", "2036-10-30", YES), "2026-11-01", "2026-11-30", 1, "2036-10-31" },
    { B ("a", "s", "p", "2026-11-01", "2036-10-31", YES), "2026-11-01", "2026-11-30", 1, "" },
    { "", "2026-11-01", "2026-11-30", 3660, "2026-11-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (rows[i].bookings);
      guint32 from, to;
      sl_date_parse (rows[i].from, &from);
      sl_date_parse (rows[i].to, &to);
      g_autoptr (GArray) stages = sl_capacity (plan, from, to, rows[i].length, NULL);
      g_autofree char *first = sl_date_to_text (g_array_index (stages, SlStageCapacity, 0).first_free);
      g_assert_cmpstr (first, ==, rows[i].first);
    }
}

/* --- the same, day by day --- */

static gboolean
covers (const SlBooking *b, const char *stage, guint32 day)
{
  return b->state < SL_BOOKING_RELEASED && g_str_equal (b->stage, stage) && b->from <= day && day <= b->to;
}

/* Number of bookings in a place of a day. */
static guint
crowd (const SlPlan *plan, const char *stage, guint32 day, gint64 place)
{
  guint n = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      n += covers (b, stage, day) && (b->state == SL_BOOKING_CONFIRMED ? 1 : b->rank) == place;
    }
  return n;
}

static gboolean
is_confirmed (const SlPlan *plan, const char *stage, guint32 day)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (covers (b, stage, day) && b->state == SL_BOOKING_CONFIRMED)
        return TRUE;
    }
  return FALSE;
}

static gboolean
in_conflict (const SlStageCapacity *c, guint32 day, gint64 place)
{
  for (guint i = 0; i < c->conflicts->len; i++)
    {
      const SlConflict *x = &g_array_index (c->conflicts, SlConflict, i);
      if (x->place == place && x->from <= day && day <= x->to)
        return TRUE;
    }
  return FALSE;
}

static void
assert_same_by_days (const SlPlan *plan, const SlStageCapacity *c, guint32 from, guint32 to)
{
  guint confirmed = 0, held = 0;

  for (guint32 day = from; day <= to; day++)
    {
      guint any = 0;
      for (gint64 place = 1; place <= 9; place++)
        {
          guint n = crowd (plan, c->stage->entity.id, day, place);
          g_assert_cmpint (n > 1, ==, in_conflict (c, day, place));
          any += n;
        }
      confirmed += is_confirmed (plan, c->stage->entity.id, day);
      held += any > 0 && !is_confirmed (plan, c->stage->entity.id, day);
      if (any > 0 && c->first_free != 0)
        g_assert_false (day >= c->first_free && day < c->first_free + 3);
    }
  g_assert_cmpuint (c->confirmed, ==, confirmed);
  g_assert_cmpuint (c->held, ==, held);
}

static void
test_sweep_against_days (void)
{
  guint32 start;

  sl_date_parse ("2026-11-01", &start);
  for (guint seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new (NULL);
      for (guint i = 0; i < seed % 24; i++)
        {
          guint32 first = start + (guint32) g_rand_int_range (random, 0, 60),
                  last = first + (guint32) g_rand_int_range (random, 0, 12);
          g_autofree char *from = sl_date_to_text (first), *to = sl_date_to_text (last);
          g_string_append_printf (text, B ("b%u", "%s", "p", "%s", "%s", "state=\"%s\" rank=\"%d\""), i,
                                  g_rand_boolean (random) ? "s" : "t", from, to,
                                  (const char *[]) { "hold", "confirmed", "released" }[g_rand_int_range (random, 0, 3)],
                                  g_rand_int_range (random, 1, 4));
        }
      g_autoptr (SlPlan) plan = plan_of (text->str);
      g_autoptr (GArray) stages = sl_capacity (plan, start + 10, start + 50, 3, NULL);
      for (guint i = 0; i < stages->len; i++)
        assert_same_by_days (plan, &g_array_index (stages, SlStageCapacity, i), start + 10, start + 50);
    }
}

static void
test_what_is_not_counted_is_said (void)
{
  g_autoptr (SlPlan) plan = plan_of (
      B ("fine", "s", "p", "2026-11-02", "2026-11-05",
         YES) "<booking id=\"nowhere\" from=\"2026-11-02\" to=\"2026-11-03\"/>"
              "<booking id=\"undated\" stage=\"s\"/>"
              "<booking id=\"gone\" state=\"released\"/>" B ("reversed", "s", "p", "2026-11-06", "2026-11-02", ""));
  g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (GArray) stages = sl_capacity (plan, 0, 0, 1, omissions);
  static const char *const want[] = { "nowhere.stage", "undated.from", "reversed.to" };

  g_assert_cmpuint (g_array_index (stages, SlStageCapacity, 0).confirmed, ==, 4);
  g_assert_cmpuint (omissions->len, ==, G_N_ELEMENTS (want));
  for (guint i = 0; i < omissions->len; i++)
    {
      const SlFinding *f = omissions->pdata[i];
      g_autofree char *where = g_strconcat (f->id, ".", f->field, NULL);
      g_assert_cmpstr (where, ==, want[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/capacity/counts", test_counts);
  g_test_add_func ("/schedule/capacity/conflicts", test_conflicts);
  g_test_add_func ("/schedule/capacity/conflict-says-who", test_conflict_says_who);
  g_test_add_func ("/schedule/capacity/first-free", test_first_free);
  g_test_add_func ("/schedule/capacity/sweep-against-days", test_sweep_against_days);
  g_test_add_func ("/schedule/capacity/what-is-not-counted", test_what_is_not_counted_is_said);
  return g_test_run ();
}
