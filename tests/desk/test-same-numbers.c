/* The same plan gives the same numbers: in the window as on the command line, with a decimal point as with a comma, in
 * English as in Chinese, a shot's frame alone as among all of them. */
#include "tests.h"

#include <string.h>

#include "../sl-test.h"
#include "sl-bench.h"
#include "sl-tally.h"

static const char *const samples[] = { SAMPLE ("small-flat.sightline"), SAMPLE ("yongchuan.sightline") };

/* Bit for bit. */
static void
append_numbers (GString *text, const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint64 bits;
      memcpy (&bits, &values[i], sizeof bits);
      g_string_append_printf (text, " %" G_GINT64_MODIFIER "x", bits);
    }
}

static char *
numbers_of (const SlCoverage *c)
{
  GString *text = g_string_new (c->shot_id);

  g_string_append_printf (text, " grade %d, first spill %d,", c->grade, c->first_spill);
  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    g_string_append_printf (text, " %d", c->graded[s] ? (int) c->grades[s] : -1);
  append_numbers (text, (const double[]) { c->min, c->mean }, 2);
  return g_string_free (text, FALSE);
}

/* What is told of one frame. */
static char *
frame_of (const SlFrameCoverage *f)
{
  GString *text = g_string_new ("frame");

  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    g_string_append_printf (text, " %d", f->graded[s] ? (int) f->grades[s] : -1);
  append_numbers (text, (const double[]) { f->frame, f->coverage, f->led, f->set, f->miss, f->overscan_miss,
                                           f->blur_pitch_ratio_h, f->incidence_max_deg, f->distance_min_m, f->swim_px,
                                           f->exposure_stops }, 11);
  return g_string_free (text, FALSE);
}

static char *
sums_of (const SlTally *t)
{
  GString *text = g_string_new ("sums");

  g_string_append_printf (text, " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, t->totals.panels, t->totals.pixels);
  append_numbers (text, (const double[]) { t->totals.weight_kg, t->totals.power_max_w, t->cost }, 3);
  return g_string_free (text, FALSE);
}

static SlDocument *
must_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document = sl_document_open (path, SL_OPEN_PLAIN, &error);

  g_assert_no_error (error);
  return document;
}

/* As the command line does it. Texts, a line a shot and one for the sums. */
static GPtrArray *
by_command_line (const char *path)
{
  g_autoptr (SlDocument) document = must_open (path);
  const SlPlan *plan = sl_document_plan (document);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const SlCoverageOptions options = { 0 };
  g_autoptr (SlTally) tally = sl_tally_new (plan, NULL);

  sl_document_load_assets (document, NULL, NULL);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const char *shot = sl_plan_at (plan, SL_KIND_SHOT, i)->id;
      g_autoptr (SlCoverage) c = sl_coverage_analyse (plan, sl_document_assets (document), shot, &options, NULL);
      g_assert_nonnull (c);
      g_ptr_array_add (lines, numbers_of (c));
    }
  g_ptr_array_add (lines, sums_of (tally));
  return lines;
}

static gboolean
is_known (SlBench *bench)
{
  const SlPlan *plan = sl_editor_plan (bench->editor);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    if (!sl_analysis_is_known (bench->analysis, sl_plan_at (plan, SL_KIND_SHOT, i)->id))
      return FALSE;
  return sl_figures_tally (bench->figures) != NULL;
}

/* As a window does it, in the background. */
static GPtrArray *
by_window (const char *path)
{
  g_autoptr (SlBench) bench = sl_bench_new (must_open (path));
  const SlPlan *plan = sl_editor_plan (bench->editor);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const gint64 end = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;

  while (!is_known (bench))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    g_ptr_array_add (lines, numbers_of (sl_analysis_grades (bench->analysis, sl_plan_at (plan, SL_KIND_SHOT, i)->id)));
  g_ptr_array_add (lines, sums_of (sl_figures_tally (bench->figures)));
  return lines;
}

static void
assert_same (const GPtrArray *a, const GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  g_assert_cmpuint (a->len, >, 1);
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpstr (a->pdata[i], ==, b->pdata[i]);
}

/* A locale that the rest is done in. */
typedef struct {
  gboolean (*begin) (void);
  void     (*end) (void);
} Locale;

static void
test_same_numbers (gconstpointer data)
{
  const Locale *locale = data;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GPtrArray) wanted = by_command_line (samples[i]), shown = NULL;

      if (locale != NULL && !locale->begin ())
        {
          g_test_skip ("no localedef, or no source of that locale");
          return;
        }
      shown = by_window (samples[i]);
      if (locale != NULL)
        locale->end ();
      assert_same (wanted, shown);
    }
}

/* As "coverage --frame" measures it. */
static char *
frame_by_command_line (SlDocument *document, const SlShot *shot, gint64 frame)
{
  const SlCoverageOptions options = { .first_frame = frame, .n_frames = 1 };
  g_autoptr (SlCoverage) c = sl_coverage_analyse (sl_document_plan (document), sl_document_assets (document),
                                                  shot->entity.id, &options, NULL);

  g_assert_nonnull (c);
  g_assert_cmpuint (c->n_frames, ==, 1);
  return frame_of (&c->frames[0]);
}

/* As the monitor shows it when the time line stands there, before the whole shot is known. */
static char *
frame_by_window (SlBench *bench, const char *shot, gint64 frame)
{
  const gint64 end = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;
  const SlFrameCoverage *live;

  sl_editor_set_frame (bench->editor, (double) frame);
  g_assert_false (sl_analysis_is_known (bench->analysis, shot));
  while ((live = sl_analysis_live (bench->analysis)) == NULL || live->frame != (double) frame)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  return frame_of (live);
}

static SlBench *
bench_of (const char *path)
{
  SlBench *bench = sl_bench_new (must_open (path));
  const gint64 end = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;

  while (!is_known (bench)) /* and so are the models */
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  return bench;
}

/* After an edit that makes all of the shot unknown, frames by themselves are what they are among all of them. */
static void
test_single_frames (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (SlBench) bench = bench_of (samples[i]);
      SlDocument *document = sl_editor_document (bench->editor);
      g_autofree char *id = g_strdup (sl_plan_at (sl_document_plan (document), SL_KIND_SHOT, 0)->id);

      sl_editor_select (bench->editor, id);
      for (guint k = 3; k-- > 0;) /* the last, one in the middle, the first */
        {
          g_autofree char *stop = g_strdup_printf ("%u", 4 + k), *wanted = NULL, *alone = NULL, *shown = NULL;

          g_assert_true (sl_editor_set_field (bench->editor, id, "stop", stop, NULL, NULL));
          const SlShot *shot = sl_plan_get (sl_document_plan (document), SL_KIND_SHOT, id);
          const gint64 frame = (shot->frames - 1) * k / 2;
          shown = frame_by_window (bench, id, frame);
          alone = frame_by_command_line (document, shot, frame);
          g_autoptr (SlCoverage) whole = sl_coverage_analyse (sl_document_plan (document),
                                                              sl_document_assets (document), id, NULL, NULL);
          wanted = frame_of (&whole->frames[frame]);
          g_assert_cmpstr (alone, ==, wanted);
          g_assert_cmpstr (shown, ==, wanted);
        }
    }
}

void
add_same_numbers_tests (void)
{
  g_test_add_data_func ("/desk/same-numbers/point", NULL, test_same_numbers);
  static const Locale german = { sl_test_begin_comma, sl_test_end_comma };
  static const Locale chinese = { sl_test_begin_chinese, sl_test_end_chinese };

  g_test_add_data_func ("/desk/same-numbers/comma", &german, test_same_numbers);
  g_test_add_data_func ("/desk/same-numbers/chinese", &chinese, test_same_numbers);
  g_test_add_func ("/desk/same-numbers/single-frames", test_single_frames);
}
