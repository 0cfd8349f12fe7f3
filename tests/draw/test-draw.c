#include <string.h>

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-draw-faces.h"
#include "sl-draw-scene.h"
#include "sl-drawing.h"
#include "sl-view.h"

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, word)) != NULL; p++)
    n++;
  return n;
}

static void
test_list (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  SlDrawOptions options = { .selected = "wall" };
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  g_autofree char *dump = sl_draw_list_dump (list);

  g_assert_cmpuint (count (dump, "\npanel "), ==, 144);
  g_assert_nonnull (strstr (dump, "panel -4.000 4.000 4.000 uv 0.0000 0.0000 pick wall\n")); /* top left, column 0, row 0 */
  g_assert_nonnull (strstr (dump, "pick cam-a"));
  g_assert_nonnull (strstr (dump, "label Flat wall  8.0 × 4.5 m · 16 × 9"));
  options.picture = TRUE;
  g_autoptr (SlDrawList) picture = sl_draw_scene (scene, &options);
  g_assert_cmpuint (picture->labels->len, ==, 0);
  g_assert_cmpuint (picture->lines->len, ==, 0);
  g_assert_true (picture->hatch_background);
}

static void
test_views (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SlVec3));

  for (guint k = 0; k < 8; k++)
    {
      SlVec3 corner = sl_vec3 (k & 1 ? 5 : -5, k & 2 ? 8 : -4, k & 4 ? 3 : 0);
      g_array_append_val (points, corner);
    }
  for (SlViewKind kind = 0; kind < SL_N_VIEWS; kind++)
    for (double aspect = .5; aspect < 4; aspect *= 2)
      {
        SlView view = { .kind = kind, .pan = 30, .tilt = -20 };
        SlDrawCamera camera;
        double x, y, left = 1, right = 0, top = 1, bottom = 0;

        sl_view_frame (&view, points, aspect);
        camera = sl_view_camera (&view, aspect);
        for (guint k = 0; k < 8; k++)
          {
            g_assert_true (sl_draw_camera_project (&camera, g_array_index (points, SlVec3, k), &x, &y));
            left = MIN (left, x);
            right = MAX (right, x);
            top = MIN (top, y);
            bottom = MAX (bottom, y);
          }
        /* all of it, and as large as it goes: it fills one way */
        g_assert_true (left >= 0 && right <= 1 && top >= 0 && bottom <= 1);
        g_assert_cmpfloat (MAX (right - left, bottom - top), >, .9);
        g_assert_cmpint (sl_view_from_id (sl_view_id (kind)), ==, kind);
      }
  g_assert_cmpint (sl_view_from_id ("below"), ==, SL_N_VIEWS);
}

/* Zooming to the pointer keeps what is under it, in parallel views exactly. */
static void
test_zoom (void)
{
  SlView view = { .kind = SL_VIEW_TOP, .distance = 10 };
  SlDrawCamera before = sl_view_camera (&view, 2), after;
  SlVec3 under = sl_vec3 (3, 1, 0);
  double x, y, x2, y2;

  sl_draw_camera_project (&before, under, &x, &y);
  sl_view_zoom (&view, .5, x * 2 - 1, 1 - y * 2, 2);
  after = sl_view_camera (&view, 2);
  sl_draw_camera_project (&after, under, &x2, &y2);
  assert_within (x2, x, 1e-9);
  assert_within (y2, y, 1e-9);
}

static void
test_ground_plan (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDrawing) drawing = sl_draw_ground_plan (plan, NULL, "stage-1", NULL, &error);
  g_assert_no_error (error);
  g_autofree char *dump = sl_drawing_dump (drawing);

  g_assert_nonnull (strstr (dump, "STAGE closed -8.000,-8.000 8.000,-8.000 8.000,6.000 -8.000,6.000\n"));
  g_assert_nonnull (strstr (dump, "LED-WALL -4.000,4.000 -3.500,4.000")); /* the face runs from the left */
  g_assert_nonnull (strstr (dump, "FRUSTUM closed 0.000,-4.000 -4.000,4.000")); /* the view's edge meets the wall's end */
  g_assert_null (sl_draw_ground_plan (plan, NULL, "nowhere", NULL, NULL));
}

static GArray *
panels_of (const char *path, const char *stage)
{
  g_autoptr (SlPlan) plan = sl_test_plan (path);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (plan, NULL, stage, NULL, NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  SlDrawOptions options = { 0 };
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);

  return g_array_ref (list->panels);
}

/* A cabinet within a face. */
static SlDrawPanel
cabinet_of (const SlDrawFace *face, guint column, guint row)
{
  SlDrawPanel p = face->panel;
  float u = (p.u1 - p.u0) / (float) face->columns, v = (p.v1 - p.v0) / (float) face->rows;

  for (guint c = 0; c < 3; c++)
    p.corner[c] += p.right[c] * (float) column + p.up[c] * (float) row;
  p.u0 += u * (float) column;
  p.u1 = p.u0 + u;
  p.v1 -= v * (float) row;
  p.v0 = p.v1 - v;
  return p;
}

static gboolean
is_same_panel (const SlDrawPanel *a, const SlDrawPanel *b)
{
  const float *x = (const float *) a, *y = (const float *) b;

  for (guint i = 0; i < sizeof *a / sizeof *x; i++)
    if (fabsf (x[i] - y[i]) > 1e-3f)
      return FALSE;
  return TRUE;
}

/* Joins them, finds every panel in just one face, and gives the number of faces. */
static guint
join (const GArray *panels)
{
  g_autoptr (GArray) faces = sl_draw_join_panels (panels);
  g_autofree guint *found = g_new0 (guint, panels->len);

  for (guint f = 0; f < faces->len; f++)
    {
      const SlDrawFace *face = &g_array_index (faces, SlDrawFace, f);
      for (guint k = 0; k < face->columns * face->rows; k++)
        {
          SlDrawPanel own = cabinet_of (face, k % face->columns, k / face->columns);
          guint n = 0;
          for (guint i = 0; i < panels->len; i++)
            if (is_same_panel (&own, &g_array_index (panels, SlDrawPanel, i)))
              found[i]++, n++;
          g_assert_cmpuint (n, ==, 1);
        }
    }
  for (guint i = 0; i < panels->len; i++)
    g_assert_cmpuint (found[i], ==, 1);
  return faces->len;
}

static void
test_faces (void)
{
  g_autoptr (GArray) flat = panels_of (SAMPLE ("small-flat.sightline"), "stage-1");
  g_autoptr (GArray) arc = panels_of (SAMPLE ("yongchuan.sightline"), "stage-1");
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (SlDrawPanel));
  SlDrawPanel *panels = (SlDrawPanel *) (void *) flat->data;

  g_assert_cmpuint (join (none), ==, 0);
  g_assert_cmpuint (join (flat), ==, 1);
  g_assert_cmpuint (join (arc), ==, 84 + 3); /* a face a column of the arc, one a ceiling */
  panels[40].tint = (SlColour) { 1, 0, 0, .5f };
  g_assert_cmpuint (join (flat), ==, 5); /* above it, left, itself, right, below */
  panels[40].tint = panels[41].tint;
  panels[40].pick = 9;
  g_assert_cmpuint (join (flat), ==, 5);
  g_array_remove_index (flat, 40);
  g_assert_cmpuint (join (flat), ==, 4);
  for (guint i = 0; i < flat->len; i++) /* a chess board */
    panels[i].tint.r = (float) ((lround ((double) panels[i].u0 * 16) + lround ((double) panels[i].v0 * 9)) % 2);
  g_assert_cmpuint (join (flat), ==, flat->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/list", test_list);
  g_test_add_func ("/draw/faces", test_faces);
  g_test_add_func ("/draw/views", test_views);
  g_test_add_func ("/draw/zoom", test_zoom);
  g_test_add_func ("/draw/ground-plan", test_ground_plan);
  return g_test_run ();
}
