#include "../sl-test-plan.h"
#include "../sl-test.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-error.h"
#include "sl-ground-plan.h"
#include "sl-sheet-private.h"

static SlDrawing *
ground_plan (const char *id, const char *field, const char *value)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, id, field, value);
  g_autoptr (SlPlan) changed = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  SlDrawing *drawing = sl_draw_ground_plan (changed, NULL, &(SlGroundPlanOptions) { "stage-1" }, NULL, &error);
  g_assert_no_error (error);
  return drawing;
}

/* Without the numbers by which cairo counts its surfaces. */
static char *
written (const SlDrawing *drawing, const SlSheetOptions *options, const char *suffix)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_strdup_printf ("%s/sheet%s", folder, suffix);
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) counter = g_regex_new ("surface[0-9]+", 0, 0, NULL);
  g_autofree char *text = NULL;

  g_assert_true (sl_sheet_write (drawing, options, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  sl_test_remove_tree (folder);
  return g_regex_replace_literal (counter, text, -1, 0, "surface", 0, NULL);
}

static void
test_limits (void)
{
  g_autoptr (SlDrawing) drawing = ground_plan ("cam-a", "pan", "0");
  static const struct { SlSheetOptions options; gboolean good; } rows[] = {
    { { .grid_m = 1 }, TRUE }, { { .grid_m = 0 }, TRUE }, { { .grid_m = SL_GRID_AUTO }, TRUE },
    { { .grid_m = 1e-7 }, FALSE }, { { .grid_m = -2 }, FALSE }, { { .grid_m = NAN }, FALSE },
    { { .grid_m = INFINITY }, FALSE },
    { { .grid_m = .05, .scale = 100 }, TRUE }, { { .grid_m = .049, .scale = 100 }, FALSE },
    { { .grid_m = SL_GRID_AUTO, .scale = 100000 }, TRUE }, { { .scale = 100001 }, FALSE }, { { .scale = 1 }, TRUE },
    { { .scale = .99 }, FALSE }, { { .scale = -100 }, FALSE }, { { .scale = NAN }, FALSE },
    { { .scale = INFINITY }, FALSE },
    { { .dpi = 9 }, FALSE }, { { .dpi = 301 }, FALSE }, { { .dpi = 10 }, TRUE }, { { .dpi = NAN }, FALSE },
    { { .paper = "A9" }, FALSE }, { { .paper = "a0" }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "s.svg", NULL);
      g_autoptr (GError) error = NULL;
      gboolean ok = sl_sheet_write (drawing, &rows[i].options, path, NULL, &error);
      g_assert_cmpint (ok, ==, rows[i].good);
      if (!ok)
        g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, rows[i].good);
      sl_test_remove_tree (folder);
    }
}

/* A grid over a stage of 20 km has no more lines than the paper. */
static void
test_grid_of_the_paper_only (void)
{
  g_autoptr (SlDrawing) drawing = ground_plan ("cam-a", "position", "-9000 9000 2");
  g_autofree char *text = written (drawing, &(SlSheetOptions) { .grid_m = .01, .scale = 10 }, ".svg");

  g_assert_cmpuint (strlen (text), <, 2000000);
}

static void
test_svg_is_in_millimetres (void)
{
  g_autoptr (SlDrawing) drawing = ground_plan ("cam-a", "pan", "0");
  g_autofree char *text = written (drawing, &(SlSheetOptions) { .paper = "A4", .scale = 100 }, ".svg");

  g_assert_nonnull (strstr (text, "width=\"297mm\" height=\"210mm\" viewBox=\"0 0 297 210\""));
  /* the stage from −8 to 8 m, its middle in the middle of the paper */
  g_assert_nonnull (strstr (text, "M 68.5 "));
  g_assert_nonnull (strstr (text, "L 228.5 "));
}

static guint
findings_at (double scale, const char *paper)
{
  g_autoptr (SlDrawing) drawing = ground_plan ("cam-a", "pan", "20");
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autofree char *text = written (drawing, &(SlSheetOptions) { .paper = paper, .scale = scale, .omissions = findings },
                                   ".svg");

  g_assert_nonnull (text);
  return findings->len;
}

/* The stage is 16 × 14 m. */
static void
test_what_does_not_fit_is_said (void)
{
  g_assert_cmpuint (findings_at (0, "A4"), ==, 0);
  g_assert_cmpuint (findings_at (50, "A2"), ==, 0);
  g_assert_cmpuint (findings_at (50, "A3"), ==, 1);
  g_assert_cmpuint (findings_at (10, "A0"), ==, 1);
}

/* A panned camera's view does not move the stage on the paper. */
static void
test_views_end_at_the_stage (void)
{
  g_autoptr (SlDrawing) square = ground_plan ("cam-a", "pan", "0"), panned = ground_plan ("cam-a", "pan", "80");

  assert_within (panned->box.min.x, square->box.min.x, 1e-9);
  assert_within (panned->box.max.x, square->box.max.x, 1e-9);
  assert_within (panned->box.min.y, square->box.min.y, 1e-9);
  assert_within (panned->box.max.y, square->box.max.y, 1e-9);
  assert_within (panned->box.max.x, 8, 1e-9);
}

/* --- names --- */

static gboolean
overlap (SlArea a, SlArea b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* However crowded it is, no name lies on another or outside the frame, and those that are away have a line. */
static void
test_names_avoid_each_other (void)
{
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  SlPaper paper = { .cr = cairo_create (nowhere), .mm = 1, .per_metre = 10, .ox = 150, .oy = 90 };
  const SlSheetOptions options = { 0 };
  const SlLayout layout = { .width = 297, .height = 210, .title = 30, .scale = 100, .options = &options };
  const SlArea frame = sl_sheet_frame (&layout);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  guint leaders = 0;

  for (guint round = 0; round < 12; round++)
    {
      const guint n = 1 + round * 3;
      const double spread = round % 3 == 0 ? .2 : 4; /* m: all at one place, or loosely */
      g_autoptr (SlDrawing) drawing = sl_drawing_new ();
      for (guint i = 0; i < n; i++)
        {
          const SlVec3 at = sl_vec3 (g_rand_double_range (random, -spread, spread),
                                     g_rand_double_range (random, -spread, spread), 0);
          sl_drawing_add_line (drawing, SL_LAYER_WALL, NULL, at, sl_vec3_add (at, sl_vec3 (1, .3, 0)));
          sl_drawing_add_label (drawing, i % 2 == 0 ? SL_LAYER_SET : SL_LAYER_CAMERA, at,
                                i % 3 == 0 ? "Two lines\n12.00 × 5.00 m" : "Crate 5");
        }
      g_autoptr (GArray) placed = sl_sheet_place_labels (&paper, drawing, &layout);
      g_assert_cmpuint (placed->len, ==, n);
      for (guint i = 0; i < n; i++)
        {
          const SlLabelPlace *a = &g_array_index (placed, SlLabelPlace, i);
          g_assert_true (a->area.x >= frame.x && a->area.y >= frame.y && a->area.x + a->area.w <= frame.x + frame.w
                         && a->area.y + a->area.h <= frame.y + frame.h);
          g_assert_true (a->leader || hypot (a->nx - a->x, a->ny - a->y) < 4);
          leaders += a->leader;
          for (guint k = 0; k < i; k++)
            g_assert_false (overlap (a->area, g_array_index (placed, SlLabelPlace, k).area));
        }
    }
  g_assert_cmpuint (leaders, >, 10);
  cairo_destroy (paper.cr);
  cairo_surface_destroy (nowhere);
}

/* A name of what is cut off is not there, and one alone stands beside its point. */
static void
test_names_of_what_is_seen (void)
{
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  SlPaper paper = { .cr = cairo_create (nowhere), .mm = 1, .per_metre = 10, .ox = 150, .oy = 90 };
  const SlSheetOptions options = { .hidden = 1u << SL_LAYER_PEOPLE };
  const SlLayout layout = { .width = 297, .height = 210, .title = 30, .scale = 100, .options = &options };
  g_autoptr (SlDrawing) drawing = sl_drawing_new ();

  sl_drawing_add_label (drawing, SL_LAYER_SET, sl_vec3 (0, 0, 0), "here");
  sl_drawing_add_label (drawing, SL_LAYER_SET, sl_vec3 (40, 0, 0), "far");
  sl_drawing_add_label (drawing, SL_LAYER_PEOPLE, sl_vec3 (1, 1, 0), "hidden");
  g_autoptr (GArray) placed = sl_sheet_place_labels (&paper, drawing, &layout);
  g_assert_cmpuint (placed->len, ==, 1);
  g_assert_cmpstr (g_array_index (placed, SlLabelPlace, 0).label->text, ==, "here");
  g_assert_false (g_array_index (placed, SlLabelPlace, 0).leader);
  cairo_destroy (paper.cr);
  cairo_surface_destroy (nowhere);
}

/* What the title block says is on the sheet, and nothing else changes it. */
static void
test_title_block (void)
{
  g_autoptr (SlDrawing) drawing = ground_plan ("cam-a", "pan", "0");
  const SlSheetOptions plain = { .date = "2026-11-21" }, later = { .date = "2026-11-22" };
  const SlSheetOptions revised = { .date = "2026-11-21", .revision = "B" };
  const SlSheetOptions feet = { .date = "2026-11-21", .feet = TRUE };
  g_autofree char *a = written (drawing, &plain, ".svg"), *again = written (drawing, &plain, ".svg");
  g_autofree char *b = written (drawing, &later, ".svg"), *c = written (drawing, &revised, ".svg");
  g_autofree char *d = written (drawing, &feet, ".svg");

  g_assert_true (g_str_equal (a, again));
  g_assert_false (g_str_equal (a, b));
  g_assert_false (g_str_equal (a, c));
  g_assert_false (g_str_equal (a, d));
}

/* With a decimal comma the same bytes. */
static void
test_any_locale (void)
{
  g_autofree char *plain = NULL, *comma = NULL, *plain_dump = NULL, *comma_dump = NULL;

  for (guint i = 0; i < 2; i++)
    {
      if (i == 1 && !sl_test_begin_comma ())
        {
          g_test_skip ("no localedef");
          return;
        }
      g_autoptr (SlDrawing) drawing = ground_plan ("shot-1", "focal_mm", "37.5");
      *(i == 0 ? &plain_dump : &comma_dump) = sl_drawing_dump (drawing);
      *(i == 0 ? &plain : &comma) = written (drawing, &(SlSheetOptions) { .scale = 87.5, .grid_m = .5 }, ".svg");
    }
  sl_test_end_comma ();
  g_assert_cmpstr (plain_dump, ==, comma_dump);
  g_assert_nonnull (strstr (plain_dump, "37.5 mm"));
  g_assert_true (g_str_equal (plain, comma));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/limits", test_limits);
  g_test_add_func ("/sheets/grid-of-the-paper-only", test_grid_of_the_paper_only);
  g_test_add_func ("/sheets/svg-in-millimetres", test_svg_is_in_millimetres);
  g_test_add_func ("/sheets/what-does-not-fit", test_what_does_not_fit_is_said);
  g_test_add_func ("/sheets/views-end-at-the-stage", test_views_end_at_the_stage);
  g_test_add_func ("/sheets/names-avoid-each-other", test_names_avoid_each_other);
  g_test_add_func ("/sheets/names-of-what-is-seen", test_names_of_what_is_seen);
  g_test_add_func ("/sheets/title-block", test_title_block);
  g_test_add_func ("/sheets/any-locale", test_any_locale);
  return g_test_run ();
}
