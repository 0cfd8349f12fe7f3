/* Golden images through software GL. SL_UPDATE_GOLDEN=1 writes them anew. */
#include <glib/gstdio.h>
#include <string.h>

#include "../sl-test.h"
#include "sl-document.h"
#include "sl-places.h"
#include "sl-render.h"

enum { W = 320, H = 180 };

static SlOffscreen *offscreen, *es;

static guint8 *
picture (SlOffscreen *in, const char *plan, const SlPictureOptions *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDocument) document = sl_document_open (plan, SL_OPEN_PLAIN, &error);
  SlPictureOptions options = *wanted;
  int width, height;

  g_assert_no_error (error);
  sl_document_load_assets (document, NULL, NULL);
  options.width = W;
  options.height = H;
  guint8 *rgba = sl_render_picture (in, sl_document_plan (document), sl_document_assets (document), &options, &width,
                                    &height, &error);
  g_assert_no_error (error);
  g_assert_cmpint (width * height, ==, W * H);
  return rgba;
}

/* The share of pixels of which any channel differs by more than 24 of 255. */
static double
difference (const guint8 *a, const guint8 *b)
{
  guint n = 0;

  for (guint i = 0; i < W * H; i++)
    for (guint c = 0; c < 3; c++)
      if (ABS (a[4 * i + c] - b[4 * i + c]) > 24)
        {
          n++;
          break;
        }
  return n / (double) (W * H);
}

static const struct {
  const char      *name, *plan;
  SlPictureOptions options;
} goldens[] = {
  { "flat-shot", SAMPLE ("small-flat.sightline"), { .shot_id = "shot-1" } },
  { "flat-view", SAMPLE ("small-flat.sightline"), { .stage_id = "stage-1", .view = SL_VIEW_PERSPECTIVE } },
  { "yongchuan-12a", SAMPLE ("yongchuan.sightline"), { .shot_id = "shot-12a", .frame = 215 } },
  { "yongchuan-vertical", SAMPLE ("yongchuan.sightline"), { .shot_id = "shot-14" } },
  { "yongchuan-top", SAMPLE ("yongchuan.sightline"), { .stage_id = "stage-1", .view = SL_VIEW_TOP } },
  { "yongchuan-panels", SAMPLE ("yongchuan.sightline"),
    { .stage_id = "stage-1", .view = SL_VIEW_PERSPECTIVE, .shading = SL_SHADING_PANELS } },
};

static void
compare (const guint8 *golden, const guint8 *rgba, const char *name)
{
  double differs = difference (rgba, golden);

  if (differs > .01)
    {
      g_autofree char *seen = g_build_filename (g_get_tmp_dir (), name, NULL);
      sl_image_write_png (seen, rgba, W, H, NULL);
      g_error ("%.1f %% of %s differ; what was drawn is %s", differs * 100, name, seen);
    }
}

static void
test_golden (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *name = g_strconcat (goldens[i].name, ".png", NULL);
  g_autofree char *name_es = g_strconcat (goldens[i].name, "-es.png", NULL);
  g_autofree guint8 *rgba = picture (offscreen, goldens[i].plan, &goldens[i].options);
  g_autofree guint8 *rgba_es = picture (es, goldens[i].plan, &goldens[i].options);
  g_autofree char *importer = g_build_filename (g_getenv ("SL_BUILD"), "src", "sightline-import", NULL);
  g_autoptr (SlAssets) assets = sl_assets_new (importer, "");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (SL_SOURCE, "tests", "golden", name, NULL);

  if (g_getenv ("SL_UPDATE_GOLDEN") != NULL)
    g_assert_true (sl_image_write_png (path, rgba, W, H, NULL));
  sl_assets_load_image (assets, SL_SOURCE "/tests/golden", name, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (SlImage) golden = sl_assets_image (assets, name);
  compare (golden->rgba, rgba, name);
  compare (golden->rgba, rgba_es, name_es);
}

/* The comparison must be able to fail: another frame, another picture. */
static void
test_the_comparison (gconstpointer data)
{
  SlOffscreen *in = *(SlOffscreen *const *) data;
  const char *plan = SAMPLE ("yongchuan.sightline");
  const SlPictureOptions first = { .shot_id = "shot-12a", .frame = 0 }, last = { .shot_id = "shot-12a", .frame = 215 };
  g_autofree guint8 *a = picture (in, plan, &first), *b = picture (in, plan, &last), *c = picture (in, plan, &last);

  g_assert_cmpfloat (difference (a, b), >, .05);
  g_assert_cmpfloat (difference (b, c), ==, 0); /* twice the same */
}

/* What the picture shows as a miss is what the rays say: red hatching over the same share. */
static void
test_hatching_is_the_miss (gconstpointer data)
{
  g_autoptr (SlDocument) document = sl_document_open (SAMPLE ("small-flat.sightline"), SL_OPEN_PLAIN, NULL);
  g_autoptr (SlCommand) command = sl_command_new ("x");
  const SlCoverageOptions options = { .n_frames = 1 };
  const SlPictureOptions wanted = { .shot_id = "shot-1", .width = 640, .height = 358, .samples = 1 };
  int width, height;
  guint red = 0;

  sl_command_set (command, "cam-a", "position", "0 -4 6");
  sl_command_set (command, "cam-a", "tilt", "10");
  g_assert_true (sl_document_apply (document, command, NULL));
  const SlPlan *plan = sl_document_plan (document);
  SlAssets *assets = sl_document_assets (document);
  g_autoptr (SlCoverage) coverage = sl_coverage_analyse (plan, assets, "shot-1", &options, NULL);
  SlOffscreen *in = *(SlOffscreen *const *) data;
  g_autofree guint8 *rgba = sl_render_picture (in, plan, assets, &wanted, &width, &height, NULL);
  for (int i = 0; i < width * height; i++)
    red += rgba[4 * i] > 110 && rgba[4 * i] > 2 * rgba[4 * i + 1];
  g_assert_cmpfloat (coverage->frames[0].miss, >, .3);
  assert_within (red / (double) (width * height), coverage->frames[0].miss, .03);
}

static void
test_sizes (gconstpointer data)
{
  g_autoptr (SlDocument) document = sl_document_open (SAMPLE ("small-flat.sightline"), SL_OPEN_PLAIN, NULL);
  SlPictureOptions options = { .shot_id = "shot-1", .width = 100000, .height = 10 };
  g_autoptr (GError) error = NULL;
  int width, height;

  g_assert_null (sl_render_picture (*(SlOffscreen *const *) data, sl_document_plan (document),
                                    sl_document_assets (document), &options, &width, &height, &error));
  g_assert_nonnull (error);
  sl_render_size (.5625, 0, &width, (height = 0, width = 0, &height));
  g_assert_cmpint (width, ==, 720);
  g_assert_cmpint (height, ==, 1280);
}

static void
add (const char *name, GTestDataFunc run)
{
  g_autofree char *desktop = g_strdup_printf ("/gpu/%s/desktop", name);
  g_autofree char *embedded = g_strdup_printf ("/gpu/%s/es", name);

  g_test_add_data_func (desktop, &offscreen, run);
  g_test_add_data_func (embedded, &es, run);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  sl_places_init (argv[0]);
  offscreen = sl_offscreen_new (SL_GL_DESKTOP, &error);
  g_assert_no_error (error);
  es = sl_offscreen_new (SL_GL_ES, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (sl_offscreen_renderer (offscreen), ", OpenGL"));
  g_assert_true (g_str_has_suffix (sl_offscreen_renderer (es), ", OpenGL ES"));
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autofree char *path = g_strconcat ("/gpu/golden/", goldens[i].name, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_golden);
    }
  add ("the-comparison", test_the_comparison);
  add ("hatching-is-the-miss", test_hatching_is_the_miss);
  add ("sizes", test_sizes);
  result = g_test_run ();
  sl_offscreen_free (offscreen);
  sl_offscreen_free (es);
  return result;
}
