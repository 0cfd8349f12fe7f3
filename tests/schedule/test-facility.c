/* Conflicts of the facility, free slots and heat: tables, and random bookings against days counted one by one. */
#include <string.h>

#include "../sl-test.h"
#include "sl-facility.h"
#include "sl-heat.h"
#include "sl-holds.h"
#include "sl-plan-xml.h"
#include "sl-slots.h"
#include "sl-workdays.h"

#define B(id, stage, from, to, more) \
  "<booking id=\"" id "\" stage=\"" stage "\" from=\"2026-11-" from "\" to=\"2026-11-" to "\" " more "/>"
#define YES "state=\"confirmed\""
#define STAGES "<stage id=\"s\"/><stage id=\"t\" use=\"green\" calendar=\"c\"/>" \
  "<calendar id=\"c\" week=\"sun\"><span from=\"2026-11-10\" to=\"2026-11-12\" name=\"Works\"/></calendar>"

static SlPlan *
plan_of (const char *content)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">%s</sightline>", content);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static guint32
day (const char *text)
{
  guint32 julian = 0;

  g_assert_true (sl_date_parse (text, &julian));
  return julian;
}

/* "place! 11-02 11-05 a b; …": a "!" for what is no warning. */
static char *
told (const GPtrArray *clashes)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < clashes->len; i++)
    {
      const SlClash *c = clashes->pdata[i];
      g_autofree char *from = sl_date_to_text (c->from), *to = sl_date_to_text (c->to);

      g_string_append_printf (out, "%s%s%s %s %s", i > 0 ? "; " : "", sl_clash_id (c->form), c->warning ? "" : "!",
                              from + 5, to + 5);
      for (guint k = 0; k < c->ids->len; k++)
        g_string_append_printf (out, " %s", (char *) c->ids->pdata[k]);
      g_assert_nonnull (c->about);
      g_assert_cmpuint (strlen (c->message), >, 0);
    }
  return g_strdup (out->str);
}

static void
test_stages (void)
{
  static const struct { const char *bookings, *told; } rows[] = {
    { B ("a", "s", "02", "05", YES) B ("b", "s", "05", "06", YES), "place! 11-05 11-05 a b" },
    { B ("a", "s", "02", "05", YES) B ("b", "s", "05", "06", "rank=\"2\""), "confirmed 11-05 11-05 b a" },
    { B ("b", "s", "02", "09", "rank=\"3\"") B ("a", "s", "05", "06", YES), "confirmed 11-05 11-06 b a" },
    { B ("a", "s", "02", "05", YES) B ("b", "s", "05", "06", ""), "place! 11-05 11-05 a b" },
    { B ("a", "s", "02", "05", "") B ("b", "s", "05", "06", "rank=\"2\""), "" },
    { B ("a", "s", "02", "05", YES) B ("b", "t", "05", "06", YES), "" },
    { B ("a", "s", "02", "05", YES " phase=\"closed\"") B ("b", "s", "05", "06", YES), "closed! 11-05 11-05 a b" },
    { B ("a", "s", "02", "05", YES " phase=\"closed\"") B ("b", "s", "05", "06", "rank=\"2\""),
      "closed 11-05 11-05 b a" },
    { B ("a", "t", "11", "14", YES), "closed 11-11 11-12 a" }, /* by the calendar's span, not by Sundays */
    { B ("a", "t", "13", "20", YES), "" },
    { B ("a", "s", "02", "05", YES " phase=\"closed\"") B ("b", "s", "05", "06", "state=\"released\""), "" },
    { B ("a", "s", "09", "02", YES) B ("b", "s", "02", "09", YES), "" },
    { "<booking id=\"x\" stage=\"s\"/>", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *content = g_strconcat (STAGES, rows[i].bookings, NULL);
      g_autoptr (SlPlan) plan = plan_of (content);
      g_autoptr (GPtrArray) clashes = sl_clashes (plan);
      g_autofree char *is = told (clashes);

      g_test_message ("%u", i);
      g_assert_cmpstr (is, ==, rows[i].told);
    }
}

#define BOARDS \
  "<production id=\"p\" start=\"2026-11-02\"/><production id=\"q\" start=\"2026-11-03\"/>" \
  "<unit id=\"up\" production=\"p\" calendar=\"k\"/><unit id=\"uq\" production=\"q\" calendar=\"k\"/>" \
  "<calendar id=\"k\"/>" \
  "<cast id=\"cp\" production=\"p\" actor=\"Lin\"/><cast id=\"cq\" production=\"q\" actor=\"Lin\"/>" \
  "<cast id=\"dp\" production=\"p\"/><cast id=\"dq\" production=\"q\"/>" \
  "<element id=\"boat\" count=\"1\"/><element id=\"lamp\" count=\"2\"/><element id=\"own\" production=\"p\"/>" \
  "<scene id=\"p1\" production=\"p\" cast=\"cp dp\" elements=\"boat lamp own\"/>" \
  "<scene id=\"p2\" production=\"p\" cast=\"cp\" elements=\"boat\"/><scene id=\"p3\" production=\"p\"/>" \
  "<scene id=\"q1\" production=\"q\" cast=\"cq dq\" elements=\"lamp\"/>" \
  "<scene id=\"q2\" production=\"q\" elements=\"boat lamp own\"/>" \
  "<board id=\"bp\" production=\"p\"><strip scene=\"p1\"/><strip is=\"day\"/><strip scene=\"p2\"/><strip is=\"day\"/>" \
  "<strip scene=\"p2\"/><strip is=\"day\"/><strip scene=\"p3\"/><strip is=\"day\"/></board>" \
  "<board id=\"bq\" production=\"q\"><strip scene=\"q1\"/><strip is=\"day\"/><strip scene=\"q1\"/>" \
  "<strip scene=\"q2\"/>" \
  "<strip is=\"day\"/></board>"

static void
test_boards (void)
{
  static const struct { const char *more, *told; } rows[] = {
    /* p: 2, 3, 4, 5 Nov; q: 3, 4 Nov. Both want Lin on 3 and 4, the boat on 4; there are two lamps */
    { "", "cast! 11-03 11-04 p q; element! 11-04 11-04 p q" },
    { "<crew id=\"g1\" name=\"Gu\" unit=\"up\"/><crew id=\"g2\" name=\"Gu\" unit=\"uq\"/><crew id=\"w\" unit=\"up\"/>",
      "cast! 11-03 11-04 p q; crew! 11-03 11-04 p q; element! 11-04 11-04 p q" },
    { "<crew id=\"g1\" name=\"Gu\" unit=\"up\"/><crew id=\"g2\" name=\"Gu\" unit=\"up\"/>",
      "cast! 11-03 11-04 p q; element! 11-04 11-04 p q" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *content = g_strconcat (BOARDS, rows[i].more, NULL);
      g_autoptr (SlPlan) plan = plan_of (content);
      g_autoptr (GPtrArray) clashes = sl_clashes (plan);
      g_autofree char *is = told (clashes);

      g_test_message ("%u", i);
      g_assert_cmpstr (is, ==, rows[i].told);
    }
}

/* --- random bookings --- */

static SlPlan *
random_plan (GRand *random)
{
  g_autoptr (GString) content = g_string_new ("<stage id=\"s\"/><stage id=\"t\" calendar=\"c\"/><calendar id=\"c\" "
                                              "week=\"sat sun\">"
                                                "<span from=\"2026-11-17\" to=\"2026-11-19\"/></calendar>");
  const int n = g_rand_int_range (random, 0, 12);

  for (int i = 0; i < n; i++)
    {
      const int from = g_rand_int_range (random, 1, 29), length = g_rand_int_range (random, -1, 6);
      const int to = CLAMP (from + length, 1, 30);
      static const char *const states[] = { "hold", "confirmed", "challenged", "released" };

      g_string_append_printf (content, "<booking id=\"b%d\" stage=\"%s\" from=\"2026-11-%02d\" to=\"2026-11-%02d\" "
                              "state=\"%s\" rank=\"%d\" phase=\"%s\"/>", i, g_rand_boolean (random) ? "s" : "t",
                                  from, to,
                              states[g_rand_int_range (random, 0, 4)], g_rand_int_range (random, 1, 4),
                              g_rand_boolean (random) ? "shoot" : g_rand_boolean (random) ? "prep" : "closed");
    }
  return plan_of (content->str);
}

static gboolean
is_taken (const SlPlan *plan, const char *stage, guint32 on)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (sl_booking_counts (b) && g_str_equal (b->stage, stage) && b->from <= on && on <= b->to)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_open (const SlPlan *plan, const SlStage *stage, guint32 on)
{
  const SlCalendar *calendar = sl_plan_get (plan, SL_KIND_CALENDAR, stage->calendar);
  return calendar == NULL || sl_calendar_works (calendar, on);
}

/* The first day from which `length` open days come before one that is taken; its last day in `to`. */
static guint32
slowly (const SlPlan *plan, const SlStage *stage, guint32 from, guint length, guint32 *to)
{
  for (guint32 first = from;; first++)
    {
      guint open = 0;

      if (!is_open (plan, stage, first))
        continue;
      for (guint32 on = first; open < length && !is_taken (plan, stage->entity.id, on); on++)
        if (is_open (plan, stage, on) && ++open == length)
          *to = on;
      if (open == length)
        return first;
    }
}

static void
test_slots_against_all_days (void)
{
  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (round);
      g_autoptr (SlPlan) plan = random_plan (random);
      const SlSlotWish wish = { day ("2026-10-28") + (guint32) g_rand_int_range (random, 0, 20),
                                (guint) g_rand_int_range (random, 1, 9), -1 };
      g_autoptr (GArray) slots = sl_slots (plan, &wish);

      g_assert_cmpuint (slots->len, ==, 2);
      g_assert_cmpuint (g_array_index (slots, SlSlot, 0).from, <=, g_array_index (slots, SlSlot, 1).from);
      for (guint i = 0; i < slots->len; i++)
        {
          const SlSlot *slot = &g_array_index (slots, SlSlot, i);
          guint32 to = 0;

          g_assert_cmpuint (slot->from, ==, slowly (plan, slot->stage, wish.from, wish.length, &to));
          g_assert_cmpuint (slot->to, ==, to);
        }
    }
}

static void
test_slot_wishes (void)
{
  g_autoptr (SlPlan) plan = plan_of (STAGES B ("a", "s", "01", "30", YES)
    "<panel id=\"c1\" width_mm=\"500\" height_mm=\"500\" px_w=\"176\" px_h=\"176\"/>"
    "<wall id=\"w\" stage=\"s\" cabinet=\"c1\" columns=\"40\" rows=\"10\"/>"
    "<wall id=\"f\" stage=\"t\" cabinet=\"c1\" columns=\"80\" rows=\"20\" role=\"floor\"/>");
  const struct { SlSlotWish wish; const char *is; } rows[] = {
    { { day ("2026-11-02"), 5, -1 }, "t 11-02 s 12-01" },
    { { day ("2026-11-05"), 5, SL_STAGE_GREEN }, "t 11-05" }, /* the works and the Sunday lie in it */
    { { day ("2026-11-02"), 5, SL_STAGE_VOLUME }, "s 12-01" },
    { { day ("2026-11-02"), 5, SL_STAGE_CAPTURE }, "" },
    { { day ("2026-11-02"), 5, -1, 20 }, "s 12-01" },     /* 40 × 0.5 m; floors are none */
    { { day ("2026-11-02"), 5, -1, 20.5 }, "" },
    { { day ("2026-11-02"), 5, -1, 0, 5 }, "s 12-01" },
    { { day ("2026-11-02"), 5, -1, 20, 5.5 }, "" },
    { { day ("2026-11-02"), 5, -1, 0, 0, "s" }, "s 12-01" },
    { { day ("2026-11-02"), 0, -1 }, "" },
    { { 0, 5, -1 }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) slots = sl_slots (plan, &rows[i].wish);
      g_autoptr (GString) out = g_string_new (NULL);

      for (guint k = 0; k < slots->len; k++)
        {
          const SlSlot *slot = &g_array_index (slots, SlSlot, k);
          g_autofree char *from = sl_date_to_text (slot->from);
          g_string_append_printf (out, "%s%s %s", k > 0 ? " " : "", slot->stage->entity.id, from + 5);
        }
      g_test_message ("%u", i);
      g_assert_cmpstr (out->str, ==, rows[i].is);
    }
  g_autoptr (SlPlan) taken = plan_of ("<stage id=\"s\"/>"
    "<booking id=\"a\" stage=\"s\" from=\"2026-01-01\" to=\"2046-01-01\"/>");
  const SlSlotWish wish = { day ("2026-11-02"), 5, -1 };
  g_autoptr (GArray) none = sl_slots (taken, &wish);
  g_assert_cmpuint (none->len, ==, 0);
}

/* --- heat --- */

static void
test_heat_against_each_day (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (round);
      g_autoptr (SlPlan) plan = random_plan (random);
      const guint32 from = day ("2026-10-30");
      g_autoptr (SlHeat) heat = sl_heat_new (plan, from, 40);
      SlHeatSum sum = { 0 };
      guint taken = 0, open = 0;

      for (guint s = 0; s < 2; s++)
        for (guint i = 0; i < 40; i++)
          {
            const SlStage *stage = (const SlStage *) sl_plan_at (plan, SL_KIND_STAGE, s);
            const SlHeatState state = sl_heat_at (heat, s, i);
            const gboolean booked = is_taken (plan, stage->entity.id, from + i);

            g_assert_true (booked || state == SL_HEAT_FREE || !is_open (plan, stage, from + i));
            g_assert_true (!booked || state != SL_HEAT_FREE);
            taken += state != SL_HEAT_FREE && state != SL_HEAT_CLOSED;
            open += state != SL_HEAT_CLOSED;
          }
      sl_heat_add (heat, 0, 0, 1000, &sum);
      sl_heat_add (heat, 1, 0, 40, &sum);
      g_assert_cmpuint (sum.confirmed + sum.held, ==, taken);
      g_assert_cmpuint (sum.open, ==, open);
      g_assert_cmpuint (sum.shooting, <=, sum.confirmed);
    }
}

static void
test_heat_says_what (void)
{
  g_autoptr (SlPlan) plan = plan_of (STAGES B ("a", "s", "02", "03", YES " phase=\"prep\"") B ("b", "s", "03", "05",
      YES)
                                     B ("k", "s", "05", "07", "rank=\"2\"") B ("d", "s", "07", "08", "")
                                     B ("e", "s", "09", "09", YES " phase=\"closed\""));
  g_autoptr (SlHeat) heat = sl_heat_new (plan, day ("2026-11-01"), 12);
  static const SlHeatState first[] = { 0, 2, 3, 3, 3, 1, 1, 1, 4, 0, 0, 0 }, second[] = { 4, 0, 0, 0, 0, 0, 0, 4, 0,
      4, 4, 4 };
  SlHeatSum sum = { 0 };

  for (guint i = 0; i < 12; i++)
    {
      g_assert_cmpuint (sl_heat_at (heat, 0, i), ==, first[i]);
      g_assert_cmpuint (sl_heat_at (heat, 1, i), ==, second[i]);
    }
  sl_heat_add (heat, 0, 0, 12, &sum);
  g_assert_cmpuint (sum.open, ==, 11);
  assert_near (sum.weight, 4 + .25 + .5 + .5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facility/stages", test_stages);
  g_test_add_func ("/facility/boards", test_boards);
  g_test_add_func ("/facility/slots/brute-force", test_slots_against_all_days);
  g_test_add_func ("/facility/slots/wishes", test_slot_wishes);
  g_test_add_func ("/facility/heat/brute-force", test_heat_against_each_day);
  g_test_add_func ("/facility/heat/states", test_heat_says_what);
  return g_test_run ();
}
