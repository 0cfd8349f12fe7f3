/* Charts of what every frame sees. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-optics.h"
#include "sl-shot-chart.h"

enum { N = 5 };

/* Frames whose figures of coverage, moiré and incidence are given; NAN is not known. */
static SlCoverage
coverage_of (SlFrameCoverage *frames, const double covered[N], const double incidence[N])
{
  for (guint i = 0; i < N; i++)
    {
      SlFrameCoverage *f = &frames[i];

      *f = (SlFrameCoverage) { .frame = i, .coverage = covered[i], .miss = 1 - covered[i],
                               .incidence_max_deg = incidence[i], .depth_min_m = 5, .focus_m = INFINITY };
      f->graded[SL_SUBJECT_COVERAGE] = TRUE;
      f->grades[SL_SUBJECT_COVERAGE] = sl_grade_of_miss (f->miss, 0);
      f->graded[SL_SUBJECT_INCIDENCE] = !isnan (incidence[i]);
      f->grades[SL_SUBJECT_INCIDENCE] = isnan (incidence[i]) ? SL_GRADE_GREEN : sl_grade_of_incidence (incidence[i]);
      f->graded[SL_SUBJECT_FOCUS] = TRUE;
      f->grades[SL_SUBJECT_FOCUS] = SL_GRADE_RED;
    }
  return (SlCoverage) { .n_frames = N, .frames = frames };
}

static void
test_chart (void)
{
  SlFrameCoverage frames[N];
  const SlCoverage c = coverage_of (frames, (double[]) { 1, 1, .99, .6, .6 }, (double[]) { 10, 80, NAN, 80, 20 });
  g_autoptr (SlShotChart) covered = sl_shot_chart_new (&c, SL_SUBJECT_COVERAGE);
  g_autoptr (SlShotChart) incidence = sl_shot_chart_new (&c, SL_SUBJECT_INCIDENCE);
  g_autofree char *least = sl_shot_chart_least (covered, FALSE), *most = sl_shot_chart_least (incidence, FALSE);
  SlGrade grade;

  g_assert_cmpstr (least, ==, "min 60.0 % at 3"); /* the first of equals */
  g_assert_cmpstr (most, ==, "max 80° at 1");
  assert_within (covered->lo, .6, 1e-12);
  assert_within (covered->hi, 1, 1e-12);
  g_assert_cmpuint (covered->n_limits, ==, 2);
  assert_within (covered->limits[0], 1, 1e-3);
  assert_within (covered->limits[1], .98, 1e-12);
  g_assert_cmpuint (incidence->n_limits, ==, 2);
  assert_within (incidence->limits[0], 30, 1e-12);
  assert_within (incidence->limits[1], 60, 1e-12);
  assert_within (sl_shot_chart_height (covered, .8), .5, 1e-12);
  assert_within (sl_shot_chart_height (covered, -3), 0, 0);
  assert_within (sl_shot_chart_height (covered, INFINITY), 1, 0);
  g_assert_true (isnan (sl_shot_chart_height (covered, NAN)));
  assert_within (sl_shot_chart_worst (incidence, 0, 3, &grade), 80, 0);
  g_assert_cmpint (grade, ==, SL_GRADE_RED);
  assert_within (sl_shot_chart_worst (covered, 2, 2, &grade), .99, 0); /* one at least */
  g_assert_cmpint (grade, ==, SL_GRADE_ORANGE);
  g_assert_true (isnan (sl_shot_chart_worst (incidence, 2, 3, &grade)));
  g_assert_true (isnan (sl_shot_chart_worst (incidence, 7, 9, &grade)));
}

static void
test_frames (void)
{
  static const struct { double share; guint frame; } rows[] = {
    { 0, 0 }, { .199, 0 }, { .2, 1 }, { .999, 4 }, { 1, 4 }, { 7, 4 }, { -1, 0 },
  };
  SlFrameCoverage frames[N];
  const SlCoverage c = coverage_of (frames, (double[]) { 1, 1, 1, 1, 1 }, (double[]) { NAN, NAN, NAN, NAN, NAN });
  g_autoptr (SlShotChart) chart = sl_shot_chart_new (&c, SL_SUBJECT_COVERAGE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (sl_shot_chart_frame (chart, rows[i].share), ==, rows[i].frame);
  for (guint i = 0; i < N; i++)
    g_assert_cmpuint (sl_shot_chart_frame (chart, sl_shot_chart_share (chart, i)), ==, i);
  assert_within (sl_shot_chart_share (chart, 99), 1, 0);
}

/* Nothing known, nothing there, figures without end. */
static void
test_nothing (void)
{
  SlFrameCoverage frames[N];
  const SlCoverage none = { 0 };
  const SlCoverage c = coverage_of (frames, (double[]) { 1, 1, 1, 1, 1 }, (double[]) { NAN, NAN, NAN, NAN, NAN });
  g_autoptr (SlShotChart) unknown = sl_shot_chart_new (&c, SL_SUBJECT_INCIDENCE);
  g_autoptr (SlShotChart) focus = sl_shot_chart_new (&c, SL_SUBJECT_FOCUS);
  g_autofree char *least = sl_shot_chart_least (unknown, FALSE), *infinite = sl_shot_chart_least (focus, TRUE);

  g_assert_null (sl_shot_chart_new (NULL, SL_SUBJECT_MOIRE));
  g_assert_null (sl_shot_chart_new (&none, SL_SUBJECT_MOIRE));
  g_assert_cmpint (unknown->worst, ==, -1);
  g_assert_cmpstr (least, ==, "");
  g_assert_cmpstr (infinite, ==, "min −∞ at 0");
  assert_within (focus->lo, -20, 0);
  for (SlSubject s = 0; s < SL_N_SUBJECTS; s++)
    {
      g_autoptr (SlShotChart) chart = sl_shot_chart_new (&c, s);
      g_assert_cmpfloat (chart->lo, <, chart->hi);
    }
}

void
add_shot_chart_tests (void)
{
  g_test_add_func ("/desk/shot-chart/chart", test_chart);
  g_test_add_func ("/desk/shot-chart/frames", test_frames);
  g_test_add_func ("/desk/shot-chart/nothing", test_nothing);
}
