/* What a board says, against cases that a person can check by hand. */
#include <math.h>
#include <string.h>

#include "test-board.h"
#include "sl-board-breaches.h"
#include "sl-board-order.h"
#include "sl-dood.h"
#include "sl-error.h"
#include "sl-plan-xml.h"
#include "sl-strip-list.h"
#include "sl-workdays.h"

SlPlan *
plan_of (const char *content)
{
  g_autofree char *text = g_strdup_printf ("<sightline version=\"1.0\">%s</sightline>", content);
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

SlBoardRead *
read_of (const SlPlan *plan)
{
  const SlProduction *production = sl_plan_get (plan, SL_KIND_PRODUCTION, "p");
  const SlBoardInput input = { .plan = plan, .production = production,
                               .board = sl_production_board (plan, production) };

  return sl_board_read (&input);
}

const SlBoardDay *
day_at (const SlBoardRead *read, guint i)
{
  g_assert_cmpuint (i, <, read->days->len);
  return &g_array_index (read->days, SlBoardDay, i);
}

void
assert_date (guint32 julian, const char *text)
{
  g_autofree char *is = sl_date_to_text (julian);

  g_assert_cmpstr (is, ==, text);
}

/* --- days --- */

static void
test_days (void)
{
  g_autoptr (SlPlan) plan = plan_of (HEAD SCENE ("1", "minutes=\"120\" eighths=\"12\"") SCENE ("2", "eighths=\"5\"")
                                     SCENE ("3", "minutes=\"60\"") SCENE ("4", "") SCENE ("5", "omitted=\"true\"")
                                     BOARD (ON ("2") ON ("1") DAY "<strip is=\"banner\" text=\"Move\" minutes=\"30\"/>"
                                            ON ("3")));
  g_autoptr (SlBoardRead) read = read_of (plan);

  g_assert_cmpuint (read->sum.days, ==, 2); /* the open end is a day too */
  g_assert_cmpint (day_at (read, 0)->minutes, ==, 220); /* five eighths at twenty minutes */
  g_assert_cmpint (day_at (read, 0)->eighths, ==, 17);
  g_assert_cmpint (day_at (read, 0)->end, ==, 2);
  g_assert_cmpint (day_at (read, 1)->minutes, ==, 90);
  g_assert_cmpint (day_at (read, 1)->end, ==, -1);
  assert_date (day_at (read, 1)->date, "2026-10-06");
  g_assert_cmpint (day_at (read, 0)->call, ==, 480);
  g_assert_cmpuint (read->boneyard->len, ==, 1); /* scene 4; what is omitted is no work */
  g_assert_cmpuint (read->sum.strips, ==, 3);
  g_assert_cmpint (g_array_index (read->scenes, SlBoardScene, 1).begins, ==, 100);
  g_assert_true (sl_board_day_of (read, 3) == day_at (read, 1));
  g_assert_null (sl_board_day_of (read, 5));
}

static void
test_nothing (void)
{
  static const char *const empty[] = { HEAD, HEAD BOARD (""), "<production id=\"p\"/>" BOARD (ON ("gone")),
                                       "<production id=\"p\"/>" BOARD (DAY DAY) };

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (SlPlan) plan = plan_of (empty[i]);
      g_autoptr (SlBoardRead) read = read_of (plan);

      g_assert_cmpuint (read->sum.scenes, ==, 0);
      g_assert_cmpuint (read->sum.days, ==, i == 3 ? 2 : 0); /* days may stand empty */
      g_assert_cmpuint (read->sum.wrap, ==, 0); /* without a first day there are no dates */
    }
}

/* Weekends and a holiday are left out; a day with a date is on it, and the days after follow. */
static void
test_dates (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    "<production id=\"p\" start=\"2026-10-03\" calendar=\"c\"/>" SCENE ("1", "")
    "<calendar id=\"c\" week=\"sat sun\"><span from=\"2026-10-05\" to=\"2026-10-07\" is=\"holiday\" name=\"国庆节\"/>"
    "<span from=\"2026-10-10\" is=\"worked\"/></calendar>"
    BOARD (DAY DAY DAY DAY "<strip is=\"day\" date=\"2026-10-20\"/>" DAY));
  g_autoptr (SlBoardRead) read = read_of (plan);
  static const char *const dates[] = { "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12", "2026-10-20",
                                       "2026-10-21" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    assert_date (day_at (read, i)->date, dates[i]);
  g_assert_cmpuint (day_at (read, 2)->running, ==, 3);
  g_assert_cmpuint (day_at (read, 3)->running, ==, 1);
  g_assert_cmpuint (count_breaches (read, SL_BREACH_DATE), ==, 0);
}

static void
test_bad_dates (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    "<production id=\"p\" start=\"2026-10-05\" calendar=\"c\"/><calendar id=\"c\" week=\"sun\"/>"
    BOARD (DAY "<strip is=\"day\" date=\"2026-10-05\"/>" "<strip is=\"day\" date=\"2026-10-11\"/>"));
  g_autoptr (SlBoardRead) read = read_of (plan);

  g_assert_true (has_breach (read, SL_BREACH_DATE, 1)); /* the same day once more */
  g_assert_true (has_breach (read, SL_BREACH_DATE, 2)); /* a Sunday */
  g_assert_cmpuint (count_breaches (read, SL_BREACH_DATE), ==, 2);

  g_autoptr (SlPlan) never = plan_of ("<production id=\"p\" start=\"2026-10-05\" calendar=\"c\"/>"
                                      "<calendar id=\"c\" week=\"mon tue wed thu fri sat sun\"/>" BOARD (DAY));
  g_autoptr (SlBoardRead) none = read_of (never);
  g_assert_cmpuint (day_at (none, 0)->date, ==, 0); /* an empty calendar ends, and gives no day */
}

/* Two units count their own days. */
static void
test_units (void)
{
  g_autoptr (SlPlan) plan = plan_of (HEAD "<unit id=\"v\" production=\"p\" role=\"second\" call=\"14:00\"/>"
                                     BOARD (DAY "<strip is=\"day\" unit=\"v\"/>" DAY
                                            "<strip is=\"day\" unit=\"v\" call=\"06:30\"/>"));
  g_autoptr (SlBoardRead) read = read_of (plan);

  assert_date (day_at (read, 1)->date, "2026-10-05");
  assert_date (day_at (read, 2)->date, "2026-10-06");
  assert_date (day_at (read, 3)->date, "2026-10-06");
  g_assert_cmpuint (day_at (read, 2)->number, ==, 2);
  g_assert_cmpuint (day_at (read, 3)->number, ==, 2);
  g_assert_cmpint (day_at (read, 1)->call, ==, 14 * 60);
  g_assert_cmpint (day_at (read, 3)->call, ==, 6 * 60 + 30);
}

/* --- what a volume adds --- */

#define STAGE "<stage id=\"v\" move_minutes=\"40\" change_minutes=\"50\" mode_minutes=\"12\"/><stage id=\"w\"/>"
#define SETUPS "<setup id=\"as-built\" stage=\"v\"/><setup id=\"open\" stage=\"v\" absent=\"prop\"/>" \
  "<setup id=\"same\" stage=\"v\"/>" \
  "<setup id=\"fast\" stage=\"v\"><value target=\"v\" path=\"fps\" value=\"48\"/></setup>"
#define THINGS "<prop id=\"prop\" stage=\"v\"/><environment id=\"river\" load_minutes=\"18\"/>" \
  "<environment id=\"quay\" load_minutes=\"7\"/>"
#define AT(setup, content) "setup=\"" setup "\" environment=\"" content "\" minutes=\"60\""

static void
test_changes (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    HEAD STAGE SETUPS THINGS SCENE ("1", AT ("as-built", "river")) SCENE ("2", AT ("same", "river"))
    SCENE ("3", AT ("open", "quay")) SCENE ("4", "stage=\"w\" minutes=\"60\"") SCENE ("5", AT ("open", "quay"))
    SCENE ("6", AT ("fast", "quay"))
    BOARD (ON ("1") ON ("2") ON ("3") DAY ON ("4") ON ("5") ON ("6") DAY));
  g_autoptr (SlBoardRead) read = read_of (plan);
  static const gint32 changes[6][4] = { /* move, wall, mode, load */
    { 0, 0, 0, 18 }, /* what stands there first costs no change */
    { 0, 0, 0, 0 },  /* another setup, but as the first */
    { 0, 50, 0, 7 },
    { 0, 0, 0, 0 },  /* from one day to the next nobody moves */
    { 40, 0, 0, 0 }, /* all as it was left on that stage */
    { 0, 50, 12, 0 },
  };

  for (guint i = 0; i < 6; i++)
    {
      const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);

      g_assert_cmpint (s->move, ==, changes[i][0]);
      g_assert_cmpint (s->wall, ==, changes[i][1]);
      g_assert_cmpint (s->mode, ==, changes[i][2]);
      g_assert_cmpint (s->load, ==, changes[i][3]);
    }
  g_assert_cmpuint (read->sum.loads, ==, 2);
  g_assert_cmpuint (read->sum.walls, ==, 2);
  g_assert_cmpuint (read->sum.modes, ==, 1);
  g_assert_cmpuint (read->sum.moves, ==, 1);
  g_assert_cmpint (day_at (read, 0)->minutes, ==, 180 + 18 + 57);
}

/* One for each wall and body, the first of a day with the warm-up; lens sets count where the production asks. */
static void
test_calibration (void)
{
  static const struct { const char *per; guint n; gint32 first, third;
  } rows[] = { { "body", 3, 30 + 2 * 45, 30 + 45 }, { "body-lens", 4, 30 + 2 * 45, 30 + 2 * 45 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "<production id=\"p\" start=\"2026-10-05\" calibration=\"%s\"/>" STAGE SETUPS THINGS
        "<body id=\"a\"/><body id=\"z\"/><lens-set id=\"l\"/><lens-set id=\"m\"/>"
        "<wall id=\"w1\" stage=\"v\"/><wall id=\"w2\" stage=\"v\"/><wall id=\"far\" stage=\"w\"/>"
        "<camera id=\"c1\" stage=\"v\" body=\"a\" lenses=\"l\"/><camera id=\"c2\" stage=\"v\" body=\"a\" lenses=\"m\"/>"
        "<camera id=\"c3\" stage=\"v\" body=\"z\" lenses=\"l\"/>"
        SCENE ("1", AT ("as-built", "river")) SCENE ("2", AT ("as-built", "river"))
        SCENE ("3", AT ("as-built", "river")) "<shot id=\"x1\" scene=\"s1\" setup=\"as-built\" camera=\"c1\"/>"
        "<shot id=\"x2\" scene=\"s2\" setup=\"as-built\" camera=\"c1\"/>"
        "<shot id=\"x3\" scene=\"s3\" setup=\"as-built\" camera=\"c3\" absent=\"w2\"/>"
        "<shot id=\"x4\" scene=\"s3\" setup=\"as-built\" camera=\"c2\" absent=\"w2\"/>"
        BOARD (ON ("1") ON ("2") DAY ON ("3") DAY), rows[i].per);
      g_autoptr (SlPlan) plan = plan_of (text);
      g_autoptr (SlBoardRead) read = read_of (plan);

      g_assert_cmpuint (read->sum.calibrations, ==, rows[i].n);
      g_assert_cmpint (g_array_index (read->scenes, SlBoardScene, 0).calibration, ==, rows[i].first);
      g_assert_cmpint (g_array_index (read->scenes, SlBoardScene, 1).calibration, ==, 0);
      g_assert_cmpint (g_array_index (read->scenes, SlBoardScene, 2).calibration, ==, rows[i].third);
    }
}

static gboolean
red (const char *shot, SlGrade *grade, gpointer data)
{
  *grade = SL_GRADE_RED;
  return g_str_equal (shot, "x1");
}

static void
test_grades (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    "<production id=\"p\" setup_minutes=\"20\" red_factor=\"2\"/>" SCENE ("1", "minutes=\"100\" setups=\"6\"")
    "<shot id=\"x1\" scene=\"s1\"/><shot id=\"x2\" scene=\"s1\"/>" BOARD (ON ("1")));
  const SlProduction *p = sl_plan_get (plan, SL_KIND_PRODUCTION, "p");
  const SlBoardInput input = { .plan = plan, .production = p, .board = sl_production_board (plan, p), .grade = red };
  g_autoptr (SlBoardRead) read = sl_board_read (&input);
  const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, 0);

  g_assert_true (s->graded);
  g_assert_cmpint (s->grade, ==, SL_GRADE_RED);
  g_assert_cmpint (s->minutes, ==, 160); /* half of six set-ups take twenty minutes longer */
}

/* --- cast and money --- */

static void
test_dood (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    "<production id=\"p\" start=\"2026-10-05\"/><cast id=\"a\" number=\"1\" day_rate=\"100\"/>"
    "<cast id=\"z\" number=\"2\" day_rate=\"10\" calendar=\"c\"/><cast id=\"idle\"/>"
    "<calendar id=\"c\"><span from=\"2026-10-06\" is=\"travel\"/></calendar>"
    SCENE ("1", "cast=\"a z\"") SCENE ("2", "cast=\"z\"") SCENE ("3", "cast=\"a\"") SCENE ("4", "cast=\"a\"")
    BOARD (ON ("1") DAY DAY ON ("2") ON ("3") DAY ON ("4") DAY));
  g_autoptr (SlBoardRead) read = read_of (plan);
  const SlDood *a = &g_array_index (read->dood, SlDood, 0), *z = &g_array_index (read->dood, SlDood, 1);
  static const char *const as[] = { "SW", "H", "W", "WF" }, *const zs[] = { "SW", "T", "WF", "" };

  g_assert_cmpuint (read->sum.cast, ==, 2);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpstr (sl_dood_letter (a->uses[i]), ==, as[i]);
      g_assert_cmpstr (sl_dood_letter (z->uses[i]), ==, zs[i]);
    }
  g_assert_cmpuint (read->sum.work_days, ==, 5);
  g_assert_cmpuint (read->sum.hold_days, ==, 1);
  assert_near (read->sum.cost, 4 * 100 + 2 * 10); /* three days and a hold of the one, two of the other */
}

/* A gap of ten days in between lets cast go; nine do not. */
static void
test_drop (void)
{
  static const struct { const char *second; guint hold; const char *letters[3];
  } rows[] = {
    { "2026-10-15", 1, { "SW", "H", "WF" } },
    { "2026-10-16", 0, { "SW", "", "WF" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
        HEAD "<cast id=\"a\"/>" SCENE ("1", "cast=\"a\"") SCENE ("2", "cast=\"a\"")
        BOARD (ON ("1") DAY DAY ON ("2") "<strip is=\"day\" date=\"%s\"/>"), rows[i].second);
      g_autoptr (SlPlan) plan = plan_of (text);
      g_autoptr (SlBoardRead) read = read_of (plan);
      const SlDood *row = &g_array_index (read->dood, SlDood, 0);

      g_assert_cmpuint (row->hold, ==, rows[i].hold);
      for (guint k = 0; k < 3; k++)
        g_assert_cmpstr (sl_dood_letter (row->uses[k]), ==, rows[i].letters[k]);
    }
}

static void
test_money (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    "<production id=\"p\" start=\"2026-10-05\"/><unit id=\"u\" production=\"p\" day_hours=\"10\" day_rate=\"600\"/>"
    "<stage id=\"v\" day_rate=\"1000\"/><element id=\"e\" day_rate=\"5\"/><cast id=\"a\" day_rate=\"100\"/>"
    "<rule id=\"r1\" is=\"overtime\" time=\"600\" factor=\"1.5\"/>"
    "<rule id=\"r2\" is=\"overtime\" time=\"720\" factor=\"2\"/>"
    SCENE ("1", "minutes=\"400\" stage=\"v\" cast=\"a\" elements=\"e\"")
    SCENE ("2", "minutes=\"350\" stage=\"v\" cast=\"a\" elements=\"e\"") BOARD (ON ("1") ON ("2") DAY));
  g_autoptr (SlBoardRead) read = read_of (plan);

  g_assert_cmpint (read->sum.overtime, ==, 150);
  /* a minute of the unit is 1: 120 of them at one and a half, 30 at twice */
  assert_near (read->sum.cost, 600 + 1000 + 5 + 100 + 180 + 60);
}

/* --- lists of strips --- */

static char *
order_of (const SlList *strips)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (strips); i++)
    {
      const SlStrip *strip = sl_list_at (strips, SlStrip, i);
      g_string_append (out, strip->is == SL_STRIP_DAY ? "|" : strip->scene + 1);
    }
  return g_strdup (out->str);
}

static void
test_lists (void)
{
  g_autoptr (SlPlan) plan = plan_of (HEAD SCENE ("1", "") SCENE ("2", "") SCENE ("3", "") SCENE ("4", "")
                                     BOARD (ON ("1") ON ("2") DAY ON ("3") ON ("4")));
  const SlBoard *board = sl_plan_get (plan, SL_KIND_BOARD, "b");
  static const struct { guint which[2], n, to; const char *order;
  } moves[] = {
    { { 0 }, 1, 5, "2|341" }, { { 4 }, 1, 0, "412|3" }, { { 0, 3 }, 2, 2, "213|4" }, { { 1 }, 1, 1, "12|34" },
    { { 1 }, 1, 2, "12|34" }, { { 0, 4 }, 2, 2, "214|3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      SlList *list = sl_strips_moved (board->strips, moves[i].which, moves[i].n, moves[i].to);
      g_autofree char *order = order_of (list);

      g_assert_cmpstr (order, ==, moves[i].order);
      sl_list_unref (list);
    }
  SlList *less = sl_strips_without (board->strips, (const guint[]) { 0, 2 }, 2);
  g_autofree char *left = order_of (less);
  g_assert_cmpstr (left, ==, "234");
  g_autoptr (SlCommand) command = sl_command_new ("x");
  sl_command_set_strips (command, "b", less);
  g_autoptr (SlPlan) after = sl_plan_apply (plan, command, NULL);
  g_autofree char *written = order_of (((const SlBoard *) sl_plan_find (after, "b"))->strips);
  g_assert_cmpstr (written, ==, "234");
  sl_list_unref (less);
}

/* Days break before the scene that would be too much; a scene alone may be; a day with a date stays. */
static void
test_broken (void)
{
  static const struct { gint32 minutes; gint64 eighths; const char *order;
  } rows[] = {
    { 0, 0, "12|34|" }, { 300, 0, "1|2|3|4|" }, { 900, 0, "123|4|" }, { 0, 16, "12|34|" }, { 0, 1, "1|2|3|4|" },
  };
  g_autoptr (SlPlan) plan = plan_of (HEAD SCENE ("1", "minutes=\"400\"") SCENE ("2", "minutes=\"200\"")
                                     SCENE ("3", "minutes=\"290\"") SCENE ("4", "minutes=\"300\"")
                                     BOARD (ON ("1") DAY ON ("2") ON ("3") ON ("4")));
  const SlProduction *p = sl_plan_get (plan, SL_KIND_PRODUCTION, "p");
  const SlBoardInput input = { .plan = plan, .production = p, .board = sl_production_board (plan, p) };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlList *list = sl_strips_broken (&input, rows[i].minutes, rows[i].eighths);
      g_autofree char *order = order_of (list);

      g_assert_cmpstr (order, ==, rows[i].order);
      sl_list_unref (list);
    }
}

/* Days ordered: proved as brute force has it, with what is fixed and what must come first in its place. */
static void
test_ordered (void)
{
  static const struct { const char *more, *after; } rows[] = {
    { "", "" }, { "date=\"2026-10-05\"", "" }, { "", "after=\"s4\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf (
        HEAD "<cast id=\"a\"/><cast id=\"z\"/>" SCENE ("1", "cast=\"a\" %s") SCENE ("2", "cast=\"z\"")
        SCENE ("3", "cast=\"a\"") SCENE ("4", "cast=\"a z\"") SCENE ("5", "cast=\"z\"")
        BOARD (ON ("2") "<strip is=\"day\" %s/>" ON ("1") DAY ON ("5") DAY ON ("3") DAY ON ("4") DAY),
        rows[i].after, rows[i].more);
      g_autoptr (SlPlan) plan = plan_of (text);
      const SlProduction *p = sl_plan_get (plan, SL_KIND_PRODUCTION, "p");
      const SlBoardInput input = { .plan = plan, .production = p, .board = sl_production_board (plan, p) };
      g_autoptr (GError) error = NULL;
      const SlBoardOrderEffort effort = { .seconds = 10, .rounds = 2000 };
      g_autoptr (SlBoardOrders) orders = sl_board_orders (&input, &effort, NULL, &error);

      g_assert_no_error (error);
      const SlBoardOrder *is = &g_array_index (orders->orders, SlBoardOrder, 0);
      const SlBoardOrder *best = sl_board_orders_best (orders);
      g_autofree char *order = order_of (best->strips);
      g_assert_cmpuint (is->sum.hold_days, ==, 3);
      g_assert_true (best->optimal);
      g_assert_cmpuint (best->sum.hold_days, ==, 0);
      g_assert_cmpint (best->waiting, ==, 0);
      g_assert_cmpuint (best->sum.days, ==, is->sum.days);
      if (*rows[i].after != '\0')
        g_assert_true (strchr (order, '4') < strchr (order, '1'));
      if (*rows[i].more != '\0')
        g_assert_true (g_str_has_prefix (order, "2|"));
    }
}

static void
test_texts (void)
{
  static const struct { gint64 eighths; const char *text; } rows[] = { { 1, "1/8" }, { 8, "1" }, { 12, "1 4/8" },
                                                                      { 758, "94 6/8" }, { 0, "0" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = sl_pages_text (rows[i].eighths);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
  g_autofree char *hours = sl_hours_text (310);
  g_assert_cmpstr (hours, ==, "5:10");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/board/days", test_days);
  g_test_add_func ("/schedule/board/nothing", test_nothing);
  g_test_add_func ("/schedule/board/dates", test_dates);
  g_test_add_func ("/schedule/board/bad-dates", test_bad_dates);
  g_test_add_func ("/schedule/board/units", test_units);
  g_test_add_func ("/schedule/board/changes", test_changes);
  g_test_add_func ("/schedule/board/calibration", test_calibration);
  g_test_add_func ("/schedule/board/grades", test_grades);
  g_test_add_func ("/schedule/board/dood", test_dood);
  g_test_add_func ("/schedule/board/drop", test_drop);
  g_test_add_func ("/schedule/board/money", test_money);
  g_test_add_func ("/schedule/board/lists", test_lists);
  g_test_add_func ("/schedule/board/broken", test_broken);
  g_test_add_func ("/schedule/board/ordered", test_ordered);
  g_test_add_func ("/schedule/board/texts", test_texts);
  add_breach_tests ();
  add_drift_tests ();
  add_needs_tests ();
  return g_test_run ();
}
