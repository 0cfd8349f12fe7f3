#include "tests.h"

#include <string.h>

#include "../sl-test-plan.h"
#include "../sl-test.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-ground-plan.h"
#include "sl-outline.h"

static SlPlan *
with (const SlPlan *plan, const char *id, const char *field, const char *value)
{
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, id, field, value);
  SlPlan *changed = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return changed;
}

static char *
dumped (const SlPlan *plan, const char *only_shot, GPtrArray *omissions)
{
  g_autoptr (GError) error = NULL;
  const SlGroundPlanOptions options = { "stage-1", only_shot };
  g_autoptr (SlDrawing) drawing = sl_draw_ground_plan (plan, NULL, &options, omissions, &error);

  g_assert_no_error (error);
  return sl_drawing_dump (drawing);
}

/* --- hulls --- */

static double
cross (SlVec3 a, SlVec3 b, SlVec3 p)
{
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static void
assert_hull_of (const SlVec3 *hull, guint n, const SlVec3 *points, guint n_points)
{
  for (guint i = 0; n > 2 && i < n; i++)
    {
      g_assert_cmpfloat (cross (hull[i], hull[(i + 1) % n], hull[(i + 2) % n]), >, 0);
      for (guint k = 0; k < n_points; k++)
        g_assert_cmpfloat (cross (hull[i], hull[(i + 1) % n], points[k]), >=, -1e-9);
    }
}

static void
test_hulls (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 200; round++)
    {
      SlVec3 points[60], copy[60];
      guint n = 1 + round % 60;
      gint32 step = round % 3 == 0 ? 3 : 1000; /* coarse ones coincide and lie on lines */
      for (guint i = 0; i < n; i++)
        points[i] = sl_vec3 (g_rand_int_range (random, 0, step), g_rand_int_range (random, 0, step), i);
      memcpy (copy, points, sizeof copy);
      guint corners = sl_outline_hull (copy, n);
      g_assert_cmpuint (corners, >=, 1);
      assert_hull_of (copy, corners, points, n);
    }
  SlVec3 same[] = { { 1, 2, 0 }, { 1, 2, 5 }, { 1, 2, 9 } };
  SlVec3 line[] = { { 0, 0, 0 }, { 2, 2, 0 }, { 1, 1, 0 }, { 3, 3, 0 } };
  g_assert_cmpuint (sl_outline_hull (same, 3), ==, 1);
  g_assert_cmpuint (sl_outline_hull (line, 4), ==, 2);
  g_assert_cmpuint (sl_outline_hull (line, 0), ==, 0);
}

/* One vertex far out among many thousands is a corner all the same, wherever it stands in the list. */
static void
test_no_vertex_is_overlooked (void)
{
  enum { N = 20011 };
  g_autofree float *positions = g_new (float, 3 * N);
  SlMesh mesh = { .n_vertices = N, .positions = positions };
  SlSceneMesh item = { .mesh = &mesh, .frame = sl_frame_from_pose (sl_vec3 (1, 2, 0), 30, 0, 0) };

  for (guint out = 1; out < N; out += 4003)
    {
      for (guint i = 0; i < N; i++)
        {
          positions[3 * i] = (float) cos (i);
          positions[3 * i + 1] = (float) sin (i);
          positions[3 * i + 2] = (float) (i % 7);
        }
      positions[3 * out] = 5;
      positions[3 * out + 1] = .5f;
      positions[3 * ((out + 7) % N)] = (float) NAN;
      g_autoptr (GArray) outline = sl_outline_mesh (&item);
      SlVec3 far = sl_frame_point (&item.frame, sl_vec3 (5, .5, out % 7));
      gboolean found = FALSE;
      for (guint i = 0; i < outline->len; i++)
        {
          SlVec3 p = g_array_index (outline, SlVec3, i);
          g_assert_true (isfinite (p.x) && isfinite (p.y));
          found |= fabs (p.x - far.x) < 1e-6 && fabs (p.y - far.y) < 1e-6;
        }
      g_assert_true (found);
    }
}

/* --- what the drawing reads from the scene --- */

static void
test_camera_label (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) zoom = with (plan, "shot-1", "tracks",
                                  "<track target=\"shot-1\" path=\"focal_mm\"><key frame=\"0\" value=\"35\"/>"
                                  "<key frame=\"23\" value=\"70.5\"/></track>");
  g_autoptr (SlPlan) laid = with (plan, "setup-1", "values",
                                  "<value target=\"shot-1\" path=\"focal_mm\" value=\"18\"/>");
  g_autofree char *plain = dumped (plan, NULL, NULL), *zooming = dumped (zoom, NULL, NULL);
  g_autofree char *overlaid = dumped (laid, NULL, NULL);

  g_assert_nonnull (strstr (plain, "  28 mm\n"));
  g_assert_nonnull (strstr (zooming, "  35–70.5 mm\n"));
  g_assert_nonnull (strstr (overlaid, "  18 mm\n"));
}

/* Alone, a shot is drawn as its setup has the stage. */
static void
test_only_a_shot (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) moved = with (plan, "setup-1", "values",
                                   "<value target=\"wall\" path=\"position\" value=\"0 3 0\"/>");
  g_autofree char *built = dumped (moved, NULL, NULL), *alone = dumped (moved, "shot-1", NULL);

  g_assert_nonnull (strstr (built, "LED-WALL -4.000,4.000 -3.500,4.000"));
  g_assert_nonnull (strstr (alone, "LED-WALL -4.000,3.000 -3.500,3.000"));
  g_assert_null (sl_draw_ground_plan (plan, NULL, &(SlGroundPlanOptions) { "stage-1", "nobody" }, NULL, NULL));
}

/* A ceiling is one by how it hangs, and a curved one is drawn as it is curved. */
static void
test_lying_walls (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) up = with (plan, "wall", "tilt", "90");
  g_autoptr (SlPlan) curved = with (up, "wall", "seams", "5");
  g_autofree char *flat = dumped (up, NULL, NULL), *bent = dumped (curved, NULL, NULL);

  g_assert_nonnull (strstr (flat, "LED-CEILING closed -4.000,4.000 -3.500,4.000"));
  g_assert_nonnull (strstr (flat, " -4.000,-0.500\n"));
  g_assert_nonnull (strstr (bent, "LED-CEILING closed"));
  g_assert_cmpstr (strstr (flat, "LED-CEILING closed"), !=, strstr (bent, "LED-CEILING closed"));
}

/* Where cabinets are left out, the outline goes along those that are there. */
static void
test_cut_floor (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) floor = with (plan, "wall", "tilt", "-90");
  g_autoptr (SlPlan) cut = with (floor, "wall", "patches", "<patch column=\"0\" row=\"0\" cabinet=\"\"/>");
  g_autofree char *whole = dumped (floor, NULL, NULL), *less = dumped (cut, NULL, NULL);

  g_assert_nonnull (strstr (whole, " -3.500,8.500 -4.000,8.500\n"));
  g_assert_nonnull (strstr (less, " -3.500,8.500 -3.500,8.000 -4.000,8.000\n"));
}

/* What a builder needs of a wall stands beside it: a curve's chord, depth and radius, and only of a curve. */
static void
test_wall_figures (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) curved = with (plan, "wall", "seams", "5");
  g_autoptr (SlPlan) raised = with (plan, "wall", "position.z", "0.5");
  g_autoptr (SlPlan) floor = with (plan, "wall", "tilt", "-90");
  g_autofree char *flat = dumped (plan, NULL, NULL), *bent = dumped (curved, NULL, NULL);
  g_autofree char *up = dumped (raised, NULL, NULL), *lying = dumped (floor, NULL, NULL);
  /* n cabinets of 0.5 m at 5° to each other stand in a circle around which 2·R·sin(2.5°) is a cabinet */
  g_autofree char *radius = sl_number_fixed (.5 / 2 / sin (2.5 * G_PI / 180), 2);
  g_autofree char *chord = sl_number_fixed (.5 * sin (16 * 2.5 * G_PI / 180) / sin (2.5 * G_PI / 180), 2);
  g_autofree char *wanted = g_strdup_printf ("radius %s m", radius), *across = g_strdup_printf ("Chord %s m", chord);

  g_assert_nonnull (strstr (flat, " Flat wall/8.00 m × 4.50 m (16 × 9)\n"));
  g_assert_null (strstr (flat, "adius"));
  g_assert_nonnull (strstr (bent, wanted));
  g_assert_nonnull (strstr (bent, across));
  g_assert_nonnull (strstr (up, "0.50 m above the floor"));
  g_assert_nonnull (strstr (lying, "LED-FLOOR closed"));
}

/* Each prop is named, those that are called alike once for all. */
static void
test_prop_names (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("yongchuan.sightline"));
  g_autofree char *all = dumped (plan, NULL, NULL);
  g_autoptr (GError) error = NULL;
  const SlGroundPlanOptions options = { "stage-1", NULL, TRUE };
  g_autoptr (SlDrawing) drawing = sl_draw_ground_plan (plan, NULL, &options, NULL, &error);
  g_autofree char *feet = sl_drawing_dump (drawing);

  g_assert_nonnull (strstr (all, " Plank × 11\n"));
  g_assert_null (strstr (all, " Plank 3\n"));
  g_assert_nonnull (strstr (all, " Dolly track\n"));
  g_assert_nonnull (strstr (all, " 11.000 m\n"));
  g_assert_nonnull (strstr (feet, " 36'1.07\"\n"));
}

/* A wall without a cabinet and a shot without a camera are left out and named; the rest is drawn. */
static void
test_unfinished (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlPlan) bare = with (plan, "wall", "cabinet", "");
  g_autoptr (SlPlan) none = with (bare, "shot-1", "camera", "");
  g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autofree char *dump = dumped (none, NULL, omissions);

  g_assert_nonnull (strstr (dump, "STAGE closed"));
  g_assert_null (strstr (dump, "LED-WALL"));
  g_assert_cmpuint (omissions->len, ==, 2);
  g_assert_cmpstr (((SlFinding *) omissions->pdata[0])->id, ==, "wall");
  g_assert_cmpstr (((SlFinding *) omissions->pdata[1])->id, ==, "shot-1");
}

void
add_ground_plan_tests (void)
{
  g_test_add_func ("/draw/outline/hulls", test_hulls);
  g_test_add_func ("/draw/outline/no-vertex-is-overlooked", test_no_vertex_is_overlooked);
  g_test_add_func ("/draw/ground-plan/camera-label", test_camera_label);
  g_test_add_func ("/draw/ground-plan/only-a-shot", test_only_a_shot);
  g_test_add_func ("/draw/ground-plan/lying-walls", test_lying_walls);
  g_test_add_func ("/draw/ground-plan/cut-floor", test_cut_floor);
  g_test_add_func ("/draw/ground-plan/wall-figures", test_wall_figures);
  g_test_add_func ("/draw/ground-plan/prop-names", test_prop_names);
  g_test_add_func ("/draw/ground-plan/unfinished", test_unfinished);
}
