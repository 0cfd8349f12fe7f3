/* Hands on the days of a stage, and arrow keys between bookings: without a display. */
#include "../sl-test.h"
#include "sl-booking-hand.h"
#include "sl-gantt.h"
#include "sl-lanes.h"
#include "sl-plan-xml.h"
#include "tests.h"

#define PLAN "<sightline version=\"1.0\"><production id=\"p\" name=\"Salt Line\"/><stage id=\"s\" name=\"Stage 1\"/>" \
  "<stage id=\"empty\"/><stage id=\"t\" name=\"Stage 2\"/>" \
  "<booking id=\"a\" name=\"A\" stage=\"s\" from=\"2026-10-05\" to=\"2026-10-09\"/>" \
  "<booking id=\"b\" name=\"B\" stage=\"s\" from=\"2026-10-20\" to=\"2026-10-21\" rank=\"2\"/>" \
  "<booking id=\"c\" name=\"C\" stage=\"t\" from=\"2026-10-01\" to=\"2026-10-02\"/>" \
  "<booking id=\"d\" name=\"D\" stage=\"t\" from=\"2026-10-18\" to=\"2026-10-19\"/>" \
  "<booking id=\"none\" stage=\"s\"/></sightline>"

static SlEditor *
editor_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return sl_editor_new (sl_document_new_from_plan (plan, SL_OPEN_PLAIN));
}

static guint32
day (const char *text)
{
  guint32 julian = 0;

  g_assert_true (sl_date_parse (text, &julian));
  return julian;
}

static char *
told (SlEditor *editor, const char *id)
{
  const SlBooking *b = sl_plan_get (sl_editor_plan (editor), SL_KIND_BOOKING, id);
  g_autofree char *from = sl_date_to_text (b->from), *to = sl_date_to_text (b->to);

  return g_strdup_printf ("%s %s %s", b->stage, from + 5, to + 5);
}

/* Takes hold of a booking on a day, goes to another day and stage, and lets go. */
static void
test_drags (void)
{
  static const struct { SlBookingHandForm form; const char *at, *to, *stage, *text, *is, *label; } rows[] = {
    { SL_BOOKING_HAND_MOVE, "2026-10-06", "2026-10-13", "s", "12–16 Oct, 5 days", "s 10-12 10-16", "Move A to 12 Oct" },
    { SL_BOOKING_HAND_MOVE, "2026-10-06", "2026-10-01", NULL, "30 Sep – 4 Oct, 5 days", "s 09-30 10-04",
      "Move A to 30 Sep" },
    { SL_BOOKING_HAND_MOVE, "2026-10-06", "2026-10-06", "t", "5–9 Oct, 5 days", "t 10-05 10-09",
      "Move A to Stage 2, 5 Oct" },
    { SL_BOOKING_HAND_TO, "2026-10-09", "2026-10-12", "t", "5–12 Oct, 8 days", "s 10-05 10-12",
        "Stretch A to 5–12 Oct" },
    { SL_BOOKING_HAND_TO, "2026-10-09", "2026-10-01", "s", "5 Oct, 1 day", "s 10-05 10-05", "Stretch A to 5 Oct" },
    { SL_BOOKING_HAND_FROM, "2026-10-05", "2026-10-02", "s", "2–9 Oct, 8 days", "s 10-02 10-09",
        "Stretch A to 2–9 Oct" },
    { SL_BOOKING_HAND_FROM, "2026-10-05", "2026-12-31", "s", "9 Oct, 1 day", "s 10-09 10-09", "Stretch A to 9 Oct" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlEditor) editor = editor_of (PLAN);
      const SlHistory *history = sl_document_history (sl_editor_document (editor));
      SlBookingHand hand = { 0 };

      sl_booking_hand_take (&hand, sl_plan_get (sl_editor_plan (editor), SL_KIND_BOOKING, "a"), rows[i].form,
                            day (rows[i].at));
      g_assert_false (sl_booking_hand_moves (&hand));
      sl_booking_hand_to (&hand, day ("2027-01-05"), "t"); /* on the way */
      sl_booking_hand_to (&hand, day (rows[i].to), rows[i].stage != NULL ? rows[i].stage : "s");
      g_autofree char *text = sl_booking_hand_text (&hand);
      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_true (sl_booking_hand_drop (&hand, editor));
      g_autofree char *is = told (editor, "a");
      g_assert_cmpstr (is, ==, rows[i].is);
      g_assert_cmpstr (sl_history_undo_label (history), ==, rows[i].label);
      g_assert_null (hand.id);
      sl_editor_undo (editor); /* one gesture is one step */
      g_autofree char *before = told (editor, "a");
      g_assert_cmpstr (before, ==, "s 10-05 10-09");
      g_assert_null (sl_history_undo_label (history));
    }
}

static void
test_nothing_moves (void)
{
  g_autoptr (SlEditor) editor = editor_of (PLAN);
  const SlHistory *history = sl_document_history (sl_editor_document (editor));
  SlBookingHand hand = { 0 };
  const SlBooking *a = sl_plan_get (sl_editor_plan (editor), SL_KIND_BOOKING, "a");

  sl_booking_hand_take (&hand, a, SL_BOOKING_HAND_MOVE, a->from);
  sl_booking_hand_to (&hand, a->from + 9, "t");
  sl_booking_hand_to (&hand, a->from, "s"); /* back again */
  g_assert_false (sl_booking_hand_drop (&hand, editor));
  sl_booking_hand_take (&hand, a, SL_BOOKING_HAND_MOVE, a->from);
  sl_booking_hand_to (&hand, a->from + 9, "t");
  sl_booking_hand_clear (&hand); /* Escape */
  g_assert_false (sl_booking_hand_drop (&hand, editor));
  sl_booking_hand_take (&hand, sl_plan_get (sl_editor_plan (editor), SL_KIND_BOOKING, "none"), SL_BOOKING_HAND_TO, 9);
  g_assert_cmpint (hand.form, ==, SL_BOOKING_HAND_NONE); /* it has no days */
  sl_editor_set_locked (editor, "a", TRUE);
  sl_booking_hand_take (&hand, a, SL_BOOKING_HAND_MOVE, a->from);
  sl_booking_hand_to (&hand, a->from + 9, NULL);
  g_assert_false (sl_booking_hand_drop (&hand, editor));
  g_assert_null (sl_history_undo_label (history));
}

static void
test_new (void)
{
  g_autoptr (SlEditor) editor = editor_of (PLAN);
  SlBookingHand hand = { 0 };

  sl_booking_hand_draw (&hand, "t", day ("2026-10-08"));
  sl_booking_hand_to (&hand, day ("2026-10-06"), "s"); /* it stays where it began */
  g_assert_true (sl_booking_hand_drop (&hand, editor));
  g_assert_cmpstr (sl_editor_selected (editor), ==, "booking");
  g_autofree char *is = told (editor, "booking");
  g_assert_cmpstr (is, ==, "t 10-06 10-08");
}

static void
test_arrows (void)
{
  static const struct { const char *from; int across, down; const char *to; } rows[] = {
    { NULL, 1, 0, "c" },  { "none", 0, 1, "c" }, { "a", 1, 0, "b" },  { "a", -1, 0, "a" }, { "b", 1, 0, "b" },
    { "a", 0, 1, "c" },   { "b", 0, 1, "d" },    { "d", 0, -1, "b" }, { "c", 0, -1, "a" }, { "c", 0, 1, "c" },
    { "c", 1, 0, "d" },
  };
  g_autoptr (SlEditor) editor = editor_of (PLAN);
  g_autoptr (SlLanes) lanes = sl_lanes_new (sl_editor_plan (editor));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (sl_lanes_step (lanes, rows[i].from, rows[i].across, rows[i].down), ==, rows[i].to);
  g_autoptr (SlEditor) bare = editor_of ("<sightline version=\"1.0\"><stage id=\"s\"/></sightline>");
  g_autoptr (SlLanes) none = sl_lanes_new (sl_editor_plan (bare));
  g_assert_null (sl_lanes_step (none, NULL, 1, 1));
}

static void
test_gantt (void)
{
  g_autoptr (SlEditor) editor = editor_of (
    "<sightline version=\"1.0\"><production id=\"p\" start=\"2026-11-02\"/><production id=\"q\"/>"
      "<stage id=\"s\"/><stage id=\"t\"/>"
    "<calendar id=\"k\"/><unit id=\"u\" production=\"p\" calendar=\"k\"/><scene id=\"a\" production=\"p\"/>"
    "<scene id=\"b\" production=\"p\"/><board id=\"bp\" production=\"p\"><strip scene=\"a\"/><strip is=\"day\"/>"
    "<strip scene=\"b\"/><strip is=\"day\"/></board>"
    "<booking id=\"late\" stage=\"t\" production=\"p\" from=\"2026-11-09\" to=\"2026-11-10\"/>"
    "<booking id=\"early\" stage=\"t\" production=\"p\" from=\"2026-11-02\" to=\"2026-11-03\"/></sightline>");
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) closed = sl_gantt_rows (sl_editor_plan (editor), open);

  g_assert_cmpuint (closed->len, ==, 2);
  g_assert_cmpuint (g_array_index (closed, SlGanttRow, 0).bars->len, ==, 2);
  g_assert_cmpuint (g_array_index (closed, SlGanttRow, 1).bars->len, ==, 0);
  g_hash_table_add (open, (gpointer) "p");
  g_autoptr (GArray) rows = sl_gantt_rows (sl_editor_plan (editor), open);
  g_assert_cmpuint (rows->len, ==, 4); /* p, its stage t, its unit, q: nothing is booked on s */
  g_assert_cmpstr (g_array_index (rows, SlGanttRow, 1).about->id, ==, "t");
  const SlGanttRow *unit = &g_array_index (rows, SlGanttRow, 2);
  g_assert_cmpstr (unit->about->id, ==, "u");
  g_assert_cmpuint (unit->bars->len, ==, 2);
  g_assert_cmpuint (g_array_index (unit->bars, SlGanttBar, 1).from, ==, day ("2026-11-03"));
  g_assert_cmpuint (g_array_index (unit->bars, SlGanttBar, 1).number, ==, 2);
}

void
add_booking_hand_tests (void)
{
  g_test_add_func ("/desk/booking-hand/drags", test_drags);
  g_test_add_func ("/desk/booking-hand/nothing", test_nothing_moves);
  g_test_add_func ("/desk/booking-hand/new", test_new);
  g_test_add_func ("/desk/booking-hand/arrows", test_arrows);
  g_test_add_func ("/desk/gantt", test_gantt);
}
