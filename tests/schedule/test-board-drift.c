/* Boards held against each other, and against what was shot. */
#include "sl-board-compare.h"
#include "sl-strip-list.h"
#include "test-board.h"

/* A scene that moves, one that comes and one that goes. */
static void
test_drift (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    HEAD SCENE ("1", "eighths=\"8\"") SCENE ("2", "eighths=\"16\" shot_on=\"2026-10-06\" shot_minutes=\"400\"")
    SCENE ("3", "eighths=\"8\"") SCENE ("4", "eighths=\"8\" shot_on=\"2026-10-05\" shot_eighths=\"3\"")
    "<board id=\"a\" production=\"p\">" ON ("1") ON ("2") DAY ON ("3") DAY "</board>"
    "<board id=\"b\" production=\"p\">" ON ("4") ON ("2") DAY DAY ON ("1") DAY "</board>");
  const SlProduction *p = sl_plan_get (plan, SL_KIND_PRODUCTION, "p");
  const SlBoardInput first = { .plan = plan, .production = p, .board = sl_plan_get (plan, SL_KIND_BOARD, "a") };
  const SlBoardInput second = { .plan = plan, .production = p, .board = sl_plan_get (plan, SL_KIND_BOARD, "b") };
  g_autoptr (SlBoardRead) was = sl_board_read (&first), is = sl_board_read (&second);
  g_autoptr (SlBoardDrift) drift = sl_board_compare (was, is);
  static const struct { const char *id; SlDrift drift; gint days;
  } rows[] = {
    { "s4", SL_DRIFT_ADDED, 0 }, { "s2", SL_DRIFT_SAME, 0 }, { "s1", SL_DRIFT_MOVED, 2 },
    { "s3", SL_DRIFT_TAKEN_OFF, 0 },
  };
  SlBoardProgress progress;

  g_assert_cmpuint (drift->scenes->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const SlSceneDrift *s = &g_array_index (drift->scenes, SlSceneDrift, i);

      g_assert_cmpstr (s->scene->entity.id, ==, rows[i].id);
      g_assert_cmpint (s->drift, ==, rows[i].drift);
      g_assert_cmpint (s->days, ==, rows[i].days);
    }
  g_assert_cmpuint (drift->moved, ==, 1);
  g_assert_cmpuint (drift->is.days - drift->was.days, ==, 1);
  guint32 day;
  sl_date_parse ("2026-10-06", &day);
  sl_board_progress (is, day, &progress);
  g_assert_cmpuint (progress.scenes_planned, ==, 2);
  g_assert_cmpuint (progress.scenes_shot, ==, 2);
  g_assert_cmpint (progress.eighths_shot, ==, 19);
  g_assert_cmpuint (progress.late, ==, 1); /* half of scene 4 is to be shot yet */
  g_assert_cmpint (progress.minutes_planned, ==, 320);
  g_assert_cmpint (progress.minutes_shot, ==, 400);
  assert_near (progress.days_behind, (24. - 19) * 3 / 32);
}

/* By date, with what was shot on no day of the plan; 8 + 16 eighths are due on the 5th, 3 and 16 are shot. */
static void
test_days_as_shot (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    HEAD SCENE ("1", "eighths=\"8\" setups=\"4\"")
    SCENE ("2", "eighths=\"16\" minutes=\"300\" shot_on=\"2026-10-06\" shot_minutes=\"400\" shot_setups=\"5\"")
    SCENE ("3", "eighths=\"8\" omitted=\"true\"")
    SCENE ("4", "eighths=\"8\" shot_on=\"2026-10-05\" shot_eighths=\"3\"")
    SCENE ("5", "eighths=\"4\" shot_on=\"2026-10-11\"")
    "<scene id=\"other\" production=\"q\" eighths=\"99\" shot_on=\"2026-10-05\"/><production id=\"q\"/>"
    BOARD (ON ("1") ON ("2") DAY ON ("3") DAY ON ("4") DAY));
  g_autoptr (SlBoardRead) read = read_of (plan);
  static const struct { const char *date; guint number, planned, shot; gint64 due, done, behind; gint32 took;
                        guint setups;
  } rows[] = {
    { "2026-10-05", 1, 2, 1, 24, 3, 21, 0, 0 }, { "2026-10-06", 2, 0, 1, 0, 16, 5, 400, 5 },
    { "2026-10-07", 3, 1, 0, 8, 0, 13, 0, 0 }, { "2026-10-11", 0, 0, 1, 0, 4, 9, 0, 0 },
  };
  g_autoptr (GArray) days = sl_board_shot_days (read);

  g_assert_cmpuint (days->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < days->len; i++)
    {
      const SlShotDay *d = &g_array_index (days, SlShotDay, i);

      assert_date (d->date, rows[i].date);
      g_assert_cmpuint (d->number, ==, rows[i].number);
      g_assert_cmpuint (d->scenes_planned, ==, rows[i].planned);
      g_assert_cmpuint (d->scenes_shot, ==, rows[i].shot);
      g_assert_cmpint (d->eighths_planned, ==, rows[i].due);
      g_assert_cmpint (d->eighths_shot, ==, rows[i].done);
      g_assert_cmpint (d->eighths_behind, ==, rows[i].behind);
      g_assert_cmpint (d->minutes_shot, ==, rows[i].took);
      g_assert_cmpuint (d->setups_shot, ==, rows[i].setups);
    }
  g_assert_cmpint (g_array_index (days, SlShotDay, 0).minutes_planned, ==, 160 + 300);
  g_assert_cmpuint (g_array_index (days, SlShotDay, 0).setups_planned, ==, 4);
  assert_date (sl_board_last_shot (read), "2026-10-11");
}

static void
test_shots_by_the_board (void)
{
  g_autoptr (SlPlan) plan = plan_of (
    HEAD SCENE ("1", "") SCENE ("2", "")
    "<shot id=\"k\" scene=\"s1\"/><shot id=\"l\"/><shot id=\"m\" scene=\"s2\"/><shot id=\"n\" scene=\"s1\"/>"
    BOARD (ON ("2") DAY ON ("1") ON ("2")));
  const SlBoard *board = sl_plan_get (plan, SL_KIND_BOARD, "b");
  static const struct { const char *ids, *order; } rows[] = {
    { "k l m n", "m k n l" }, { "n k", "n k" }, { "l", "l" }, { "l gone k", "k l gone" }, { "k m k", "m k" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) words = g_strsplit (rows[i].ids, " ", -1);
      g_autoptr (GPtrArray) ids = g_ptr_array_new ();
      for (guint w = 0; words[w] != NULL; w++)
        g_ptr_array_add (ids, words[w]);
      g_autoptr (GPtrArray) order = sl_strips_shots (plan, board->strips, ids);
      g_ptr_array_add (order, NULL);
      g_autofree char *text = g_strjoinv (" ", (char **) order->pdata);
      g_assert_cmpstr (text, ==, rows[i].order);
    }
}

void
add_drift_tests (void)
{
  g_test_add_func ("/schedule/board/drift", test_drift);
  g_test_add_func ("/schedule/board/shot", test_days_as_shot);
  g_test_add_func ("/schedule/board/shots", test_shots_by_the_board);
}
