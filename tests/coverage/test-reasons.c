/* Grades in words: where a picture leaves the walls, and what each of the seven says. */
#include <string.h>

#include "coverage-fixture.h"
#include "sl-reason.h"

/* The wall is 8 × 4.5 m at y = 4; from y = −4 the picture is 8 × 4.486 m on it. */
static void
test_where_it_leaves (void)
{
  static const struct {
    const char *edits[6];
    SlMissCause cause;
    SlWallEdge  edge;
    double      over_m;
    const char *words;
  } cases[] = {
    { { "cam-a position=0 -4 3.25" }, SL_MISS_OVER, SL_WALL_EDGE_TOP, .993, "0.99 m over the top edge of Flat wall" },
    { { "cam-a position=0 -4 1.25", "stage-1 floor=bare", "wall position=0 4 .5" }, SL_MISS_FLOOR, 0, 0,
      "on floor that is no set" },
    { { "cam-a position=0 -4 6.25", "wall position=0 4 5" }, SL_MISS_OVER, SL_WALL_EDGE_BOTTOM, .993,
      "0.99 m under the bottom edge of Flat wall" },
    { { "cam-a position=-1 -4 2.25" }, SL_MISS_OVER, SL_WALL_EDGE_LEFT, 1, "1.00 m past the left edge of Flat wall" },
    { { "cam-a position=3 -4 2.25" }, SL_MISS_OVER, SL_WALL_EDGE_RIGHT, 3, "3.00 m past the right edge of Flat wall" },
    { { "wall pan=180" }, SL_MISS_BACK, 0, 0, "where it sees the back of Flat wall" },
    { { "cam-a tilt=90" }, SL_MISS_AWAY, 0, 0, "where no wall stands" },
    { { "wall patches=<patch column=\"6\" row=\"3\" columns=\"3\" rows=\"2\"/>" }, SL_MISS_GAP, 0, 0,
      "through a gap in Flat wall" },
    /* a ceiling of 8 × 4.5 m, 3 m above the camera that looks up: 3 × 1.68 m of it, the near edge at y = −.5 */
    { { "wall tilt=90", "wall position=0 4 5", "cam-a position=0 -1 2", "cam-a tilt=90" }, SL_MISS_OVER,
      SL_WALL_EDGE_NEAR, 1.341, "1.34 m before the near edge of Flat wall" },
    { { "wall tilt=90", "wall position=0 4 5", "cam-a position=0 4 2", "cam-a tilt=89.9" }, SL_MISS_OVER,
      SL_WALL_EDGE_FAR, .847, "0.85 m beyond the far edge of Flat wall" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlPlan) plan = edited (flat (), cases[i].edits);
      g_autoptr (SlCoverage) c = analyse (plan, 60, 34, 1);
      g_auto (SlReason) reason;

      sl_reason_init (&reason, plan, c, SL_SUBJECT_COVERAGE, FALSE);
      g_test_message ("%s: %s", cases[i].edits[0], reason.sentence);
      g_assert_cmpint (c->leaves.cause, ==, cases[i].cause);
      g_assert_cmpint (c->leaves.edge, ==, cases[i].edge);
      assert_within (c->leaves.over_m, cases[i].over_m, .01);
      g_assert_nonnull (strstr (reason.sentence, cases[i].words));
      g_assert_nonnull (strstr (reason.sentence, "frame 0"));
      g_assert_cmpstr (reason.wall, ==, strstr (cases[i].words, "wall ") == NULL && strstr (cases[i].words, "Flat")
                                        ? "wall" : reason.wall);
    }
}

/* What each says, at its worst frame. */
static void
test_sentences (void)
{
  static const struct {
    SlSubject   subject;
    const char *edits[6];
    const char *grade, *number, *sentence;
  } cases[] = {
    { SL_SUBJECT_COVERAGE, { NULL }, "green", "100.0 %",
      "The whole picture lands on LED or set, and its overscan too (green when nothing misses, red over 2 %)." },
    { SL_SUBJECT_COVERAGE,
      { "shot-1 tracks=<track target=\"cam-a\" path=\"position\"><key frame=\"0\" value=\"0 -4 2.25\"/>"
        "<key frame=\"20\" value=\"0 -4 4.25\"/><key frame=\"23\" value=\"0 -4 3.25\"/></track>" },
      "red", NULL,
      "The picture leaves from frame 1 on; worst at frame 20, where 44.4 % misses, 1.99 m over the top edge of Flat "
      "wall (green when nothing misses, red over 2 %)." },
    { SL_SUBJECT_MOIRE, { "shot-1 focus=8" }, "red", "0.00",
      "The focus lies in the wall at frame 0, on column 0, row 0 of Flat wall, so that its LEDs are sharp (green from "
      "2.233, red below 0.75)." },
    { SL_SUBJECT_MOIRE, { "shot-1 focus=7.5" }, NULL, NULL, "because the focus is 0.50 m from them" },
    { SL_SUBJECT_OVERSCAN, { NULL }, "green", "1.00 ×", "The camera turns too slowly for the wall to lag behind" },
    { SL_SUBJECT_OVERSCAN,
      { "stage-1 latency=<delay name=\"all\" frames=\"6\"/>",
        "shot-1 tracks=<track target=\"cam-a\" path=\"pan\"><key frame=\"0\" value=\"0\" ease=\"linear\"/>"
        "<key frame=\"23\" value=\"-90\"/></track>" },
      "red", NULL, "because the wall lags 23.5° of pan behind (green up to 1.2, red over 1.6)." },
    { SL_SUBJECT_INCIDENCE, { "cam-a position=9 -4 2.25", "cam-a pan=45" }, "orange", "59°",
      "Flat wall (green below 30°, red over 60°)." },
    { SL_SUBJECT_SCAN, { NULL }, NULL, "–", "Not known: enter the refresh rate of ROE Visual Black Pearl BP2V2." },
    { SL_SUBJECT_SCAN, { "roe-bp2v2 refresh_hz=3840", "shot-1 shutter=172.8" }, "orange", "1.3 %",
      "The brightness may ripple by 1.3 % at frame 0, on Flat wall, because the exposure catches no whole number of "
      "scans (green without any, red over 1.5 %)." },
    { SL_SUBJECT_EXPOSURE, { "wall level_nit=20" }, NULL, NULL,
      "over mid-grey at frame 0 (green from 6, red below 4)." },
    { SL_SUBJECT_EXPOSURE, { "roe-bp2v2 nits" , "", "wall level_nit", "" }, NULL, "–",
      "Not known: enter the brightness of ROE Visual Black Pearl BP2V2, or the level of its wall." },
    { SL_SUBJECT_FOCUS, { "shot-1 focus=9" }, "red", "-1.00 m",
      "The focus at 9.00 m lies in or behind the wall, nearest at 8.00 m on column 0, row 0 of Flat wall, frame 0" },
    { SL_SUBJECT_FOCUS, { "cam-a pan=180" }, NULL, "–", "Not known: no LED is in the picture." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlPlan) plan = edited (flat (), cases[i].edits);
      g_autoptr (SlCoverage) c = analyse (plan, 60, 34, 1);
      g_auto (SlReason) reason;

      sl_reason_init (&reason, plan, c, cases[i].subject, FALSE);
      g_test_message ("%u: %s %s; %s", i, reason.number, reason.unit, reason.sentence);
      g_assert_nonnull (strstr (reason.sentence, cases[i].sentence));
      if (cases[i].grade != NULL)
        g_assert_cmpstr (sl_grade_id (reason.grade), ==, cases[i].grade);
      if (cases[i].number != NULL)
        g_assert_cmpstr (reason.number, ==, cases[i].number);
      g_assert_cmpint (reason.known, ==, reason.frame >= 0);
    }
}

/* The frame with the worst figure counts, not the first of the grade; the shot's headline is its worst grade. */
static void
test_worst_and_headline (void)
{
  g_autoptr (SlPlan) plan = EDITED (flat (), "shot-1 focus=3",
                                    "shot-1 tracks=<track target=\"cam-a\" path=\"position\">"
                                    "<key frame=\"0\" value=\"6 3 2.25\"/>"
                                    "<key frame=\"23\" value=\"9 3.4 2.25\"/></track>"
                                    "<track target=\"cam-a\" path=\"pan\"><key frame=\"0\" value=\"80\"/>"
                                    "<key frame=\"23\" value=\"84\"/></track>");
  g_autoptr (SlCoverage) c = analyse (plan, 60, 34, 1);
  const SlFrameCoverage *worst = &c->worst[SL_SUBJECT_INCIDENCE];

  for (guint i = 0; i < c->n_frames; i++)
    if (c->frames[i].graded[SL_SUBJECT_INCIDENCE])
      g_assert_cmpfloat (c->frames[i].incidence_max_deg, <=, worst->incidence_max_deg);
  g_assert_cmpint (c->grades[sl_reason_headline (c)], ==, c->grade);

  g_autoptr (SlPlan) sharp = EDITED (flat (), "shot-1 focus=8");
  g_autoptr (SlCoverage) s = analyse (sharp, 60, 34, 1);
  g_assert_cmpint (sl_reason_headline (s), ==, SL_SUBJECT_MOIRE); /* though all of it is covered */
}

static void
test_not_measured (void)
{
  g_autoptr (SlPlan) plan = flat ();
  g_auto (SlReason) reason;
  g_autofree char *spoken = NULL;

  sl_reason_init (&reason, plan, NULL, SL_SUBJECT_FOCUS, FALSE);
  g_assert_false (reason.known);
  spoken = sl_reason_spoken (&reason);
  g_assert_cmpstr (spoken, ==, "Focus: Not measured yet.");
}

static void
test_feet (void)
{
  g_autoptr (SlPlan) plan = EDITED (flat (), "cam-a position=-1 -4 2.25");
  g_autoptr (SlCoverage) c = analyse (plan, 60, 34, 1);
  g_auto (SlReason) reason;

  sl_reason_init (&reason, plan, c, SL_SUBJECT_COVERAGE, TRUE);
  g_assert_nonnull (strstr (reason.sentence, "3'3.37\" past the left edge of Flat wall"));
}

static void
test_chinese (void)
{
  static const struct {
    SlSubject   subject;
    const char *edit, *sentence;
  } cases[] = {
    { SL_SUBJECT_COVERAGE, "cam-a position=0 -4 3.25",
      "第 0 帧有 22.1 % 的画面穿帮，高出“Flat wall”上边缘 0.99 m（无穿帮为绿，超过 2 % 为红）。" },
    { SL_SUBJECT_MOIRE, "shot-1 focus=7.5",
      "第 0 帧灯珠虚化仅为像素间距的 0.23 倍，位于 Flat wall 第 0 列第 0 行，因为焦点离屏只有 0.50 m（2.233 起为绿，低于 0.75 为红）。" },
    { SL_SUBJECT_SCAN, "shot-1 focus=4", "未知：请填写 ROE Visual Black Pearl BP2V2 的刷新率。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlPlan) plan = EDITED (flat (), cases[i].edit);
      g_autoptr (SlCoverage) c = analyse (plan, 60, 34, 1);
      g_auto (SlReason) reason = { 0 };

      if (!sl_test_begin_chinese ())
        {
          g_test_skip ("no Chinese locale can be made here");
          return;
        }
      sl_reason_init (&reason, plan, c, cases[i].subject, FALSE);
      sl_test_end_chinese ();
      g_assert_cmpstr (reason.sentence, ==, cases[i].sentence);
    }
}

void
add_reason_tests (void)
{
  g_test_add_func ("/coverage/chinese", test_chinese);
  g_test_add_func ("/coverage/where-it-leaves", test_where_it_leaves);
  g_test_add_func ("/coverage/sentences", test_sentences);
  g_test_add_func ("/coverage/worst-and-headline", test_worst_and_headline);
  g_test_add_func ("/coverage/not-measured", test_not_measured);
  g_test_add_func ("/coverage/feet", test_feet);
}
