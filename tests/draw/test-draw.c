#include "tests.h"

#include <string.h>
#include <time.h>

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-draw-faces.h"
#include "sl-draw-scene.h"
#include "sl-edit.h"
#include "sl-ground-plan.h"
#include "sl-view.h"

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, word)) != NULL; p++)
    n++;
  return n;
}

static SlScene *
flat_scene (const char *focus)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline")), focused = NULL;
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (SlSceneMaker) maker = NULL;

  sl_command_set (command, "shot-1", "focus", focus);
  focused = sl_plan_apply (plan, command, NULL);
  maker = sl_scene_maker_new_shot (focused, NULL, "shot-1", NULL);
  return sl_scene_maker_at (maker, 0, NULL);
}

/* The tint of the cabinet in the wall's middle, without its opacity, is what the legend has at `entry`. */
static void
assert_tint (const SlScene *scene, SlShading shading, guint entry)
{
  const SlDrawOptions options = { .shading = shading };
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  g_autoptr (GPtrArray) legend = sl_shading_legend (shading);
  SlColour tint = g_array_index (list->panels, SlDrawPanel, 4 * 16 + 8).tint;
  SlColour wanted = sl_colour (((SlLegendEntry *) legend->pdata[entry])->colour, 1);

  g_assert_cmpfloat (tint.r, ==, wanted.r);
  g_assert_cmpfloat (tint.g, ==, wanted.g);
  g_assert_cmpfloat (tint.b, ==, wanted.b);
}

/* The wall is 8 m away: what is painted is what the legend says. */
static void
test_shadings (void)
{
  g_autoptr (SlScene) near = flat_scene ("1"), on_wall = flat_scene ("7.9"), behind = flat_scene ("9");
  g_autoptr (SlScene) sharp = flat_scene ("5.3");

  assert_tint (near, SL_SHADING_COVERAGE, 0);
  assert_tint (near, SL_SHADING_INCIDENCE, SL_GRADE_GREEN);
  assert_tint (near, SL_SHADING_MOIRE, SL_GRADE_GREEN);
  assert_tint (on_wall, SL_SHADING_MOIRE, SL_GRADE_RED);
  assert_tint (near, SL_SHADING_DISTANCE, 2); /* 6 to 9 m */
  assert_tint (near, SL_SHADING_FOCUS, SL_GRADE_GREEN);
  assert_tint (sharp, SL_SHADING_FOCUS, SL_GRADE_AMBER);
  assert_tint (on_wall, SL_SHADING_FOCUS, SL_GRADE_ORANGE);
  assert_tint (behind, SL_SHADING_FOCUS, SL_GRADE_RED);
  for (SlShading shading = 0; shading < SL_N_SHADINGS; shading++)
    {
      g_autoptr (GPtrArray) legend = sl_shading_legend (shading);

      g_assert_cmpint (legend->len > 0, ==, sl_shading_needs_shot (shading));
      for (guint i = 1; i < legend->len; i++)
        {
          g_assert_cmpuint (((SlLegendEntry *) legend->pdata[i])->colour, !=,
                            ((SlLegendEntry *) legend->pdata[i - 1])->colour);
          g_assert_cmpstr (((SlLegendEntry *) legend->pdata[i])->text, !=,
                           ((SlLegendEntry *) legend->pdata[i - 1])->text);
        }
    }
}

/* Of the camera that is selected, or the shot: what it is focused on, from where to where it is sharp, and the gap. */
static void
test_focus (void)
{
  static const struct { const char *focus, *selected, *label; } rows[] = {
    { "4", "cam-a", "label Focus 4.00 m · sharp " }, { "4", "shot-1", " · gap " }, { "4", "wall", NULL },
    { "", "cam-a", NULL }, { "60", "cam-a", "∞" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlScene) scene = flat_scene (rows[i].focus);
      g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);
      const SlDrawOptions options = { .selected = selected };

      g_hash_table_add (selected, (gpointer) rows[i].selected);
      g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
      g_autofree char *dump = sl_draw_list_dump (list);
      const gboolean said = strstr (dump, rows[i].label != NULL ? rows[i].label : "label Focus") != NULL;
      g_assert_true (said == (rows[i].label != NULL));
    }
}

static void
test_shadings_without_shot (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (plan, NULL, "stage-1", NULL, NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);

  for (SlShading shading = 0; shading < SL_N_SHADINGS; shading++)
    {
      const SlDrawOptions options = { .shading = shading };
      g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
      g_assert_cmpfloat (g_array_index (list->panels, SlDrawPanel, 0).tint.a, ==, 0);
    }
}

static void
test_list (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  g_autoptr (GHashTable) selected = g_hash_table_new (g_str_hash, g_str_equal);
  SlDrawOptions options = { .selected = selected };
  g_hash_table_add (selected, (gpointer) "wall");
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  g_autofree char *dump = sl_draw_list_dump (list);

  g_assert_cmpuint (count (dump, "\npanel "), ==, 144);
  g_assert_nonnull (strstr (dump, "panel -4.000 4.000 4.000 column 0 row 0 stretch 0 pick wall panel 0\n"));
  g_assert_nonnull (strstr (dump, "panel -3.500 4.000 3.500 column 1 row 1 stretch 0 pick wall panel 17\n"));
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

/* Each view's usual section leaves what lies beyond it, as one looks, and takes what is before. */
static void
test_sections (void)
{
  for (SlViewKind kind = 0; kind < SL_N_VIEWS; kind++)
    for (guint flipped = 0; flipped < 2; flipped++)
      {
        SlView view = { .kind = kind, .pan = 30, .tilt = -20, .target = { 1.04, -2.03, .5 }, .distance = 10 };

        view.section = sl_view_section (&view);
        view.section.flipped = flipped == 1;
        const SlDrawCamera camera = sl_view_camera (&view, 1.5);
        const SlVec3 on = { view.section.axis == 0 ? 1 : 0, view.section.axis == 1 ? -2 : 0, 1.2 };
        const SlVec3 beyond = sl_vec3_mad (on, camera.frame.y, 2), before = sl_vec3_mad (on, camera.frame.y, -2);
        const double far = camera.cut[0] * beyond.x + camera.cut[1] * beyond.y + camera.cut[2] * beyond.z
                           + camera.cut[3];
        const double near = camera.cut[0] * before.x + camera.cut[1] * before.y + camera.cut[2] * before.z
                            + camera.cut[3];

        g_assert_true ((far > 0) == (flipped == 0) && (near > 0) == (flipped == 1));
        view.section.on = FALSE;
        g_assert_cmpfloat (sl_view_camera (&view, 1.5).cut[view.section.axis], ==, 0);
      }
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

/* What is seen of the floor comes back from where it is seen; the sky and what lies edge-on do not. */
static void
test_floor (void)
{
  static const struct { SlViewKind kind; double tilt, x, y; gboolean seen; } rows[] = {
    { SL_VIEW_PERSPECTIVE, -20, .5, .5, TRUE },  { SL_VIEW_PERSPECTIVE, -20, .1, .9, TRUE },
    { SL_VIEW_PERSPECTIVE, -20, .9, .7, TRUE },  { SL_VIEW_PERSPECTIVE, -2, .5, .1, FALSE },
    { SL_VIEW_PERSPECTIVE, 0, .5, .5, FALSE },   { SL_VIEW_TOP, 0, .3, .8, TRUE },
    { SL_VIEW_FRONT, 0, .5, .9, FALSE },         { SL_VIEW_SIDE, 0, .5, .9, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlView view = { .kind = rows[i].kind, .pan = 30, .tilt = rows[i].tilt, .target = { 1, 2, 1.5 },
                            .distance = 12 };
      const SlDrawCamera camera = sl_view_camera (&view, 1.6);
      SlVec3 point = { NAN, NAN, NAN };
      double x, y;

      if (sl_draw_camera_floor (&camera, rows[i].x, rows[i].y, &point) != rows[i].seen)
        g_error ("row %u", i);
      if (!rows[i].seen)
        continue;
      assert_within (point.z, 0, 1e-9);
      g_assert_true (sl_draw_camera_project (&camera, point, &x, &y));
      assert_within (x, rows[i].x, 1e-9);
      assert_within (y, rows[i].y, 1e-9);
    }
}

static void
test_ground_plan (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDrawing) drawing = sl_draw_ground_plan (plan, NULL, &(SlGroundPlanOptions) { "stage-1" }, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *dump = sl_drawing_dump (drawing);

  g_assert_nonnull (strstr (dump, "STAGE closed -8.000,-8.000 8.000,-8.000 8.000,6.000 -8.000,6.000\n"));
  g_assert_nonnull (strstr (dump, "LED-WALL -4.000,4.000 -3.500,4.000")); /* the face runs from the left */
  /* the view's edge meets the wall's end */
  g_assert_nonnull (strstr (dump, "FRUSTUM closed 0.000,-4.000 -4.000,4.000"));
  g_assert_null (sl_draw_ground_plan (plan, NULL, &(SlGroundPlanOptions) { "nowhere" }, NULL, NULL));
}

static SlDrawList *
list_of (const char *path, const char *stage)
{
  g_autoptr (SlPlan) plan = sl_test_plan (path);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (plan, NULL, stage, NULL, NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  SlDrawOptions options = { 0 };

  return sl_draw_scene (scene, &options);
}

/* Joins them, finds every panel in just one face and where it stands, and gives the number of faces. */
static guint
join (const SlDrawList *list)
{
  g_autoptr (GArray) faces = sl_draw_join_panels (list);
  guint n = 0;

  for (guint i = 0; i < list->panels->len; i++)
    {
      const SlDrawPanel *p = &g_array_index (list->panels, SlDrawPanel, i);
      guint found = 0;

      for (guint f = 0; f < faces->len; f++)
        {
          const SlDrawFace *face = &g_array_index (faces, SlDrawFace, f);
          guint x = p->column - face->panel.column, y = face->panel.row - p->row; /* wraps where it is not in it */

          if (p->wall != face->panel.wall || x >= face->columns || y >= face->rows)
            continue;
          found++;
          for (guint c = 0; c < 3; c++)
            {
              float there = face->panel.corner[c] + face->panel.right[c] * (float) x + face->panel.up[c] * (float) y;
              assert_within (p->corner[c], there, 1e-3);
            }
          g_assert_cmpmem (&p->tint, sizeof p->tint, &face->panel.tint, sizeof p->tint);
        }
      g_assert_cmpuint (found, ==, 1);
    }
  for (guint f = 0; f < faces->len; f++)
    n += g_array_index (faces, SlDrawFace, f).columns * g_array_index (faces, SlDrawFace, f).rows;
  g_assert_cmpuint (n, ==, list->panels->len);
  return faces->len;
}

static void
test_faces (void)
{
  g_autoptr (SlDrawList) flat = list_of (SAMPLE ("small-flat.sightline"), "stage-1");
  g_autoptr (SlDrawList) arc = list_of (SAMPLE ("yongchuan.sightline"), "stage-1");
  g_autoptr (SlDrawList) none = sl_draw_list_new ();
  SlDrawPanel *panels = (SlDrawPanel *) (void *) flat->panels->data;

  g_assert_cmpuint (join (none), ==, 0);
  g_assert_cmpuint (join (flat), ==, 1);
  g_assert_cmpuint (join (arc), ==, 84 + 3); /* a face a column of the arc, one a ceiling */
  panels[40].tint = (SlColour) { 1, 0, 0, .5f };
  g_assert_cmpuint (join (flat), ==, 5); /* above it, left, itself, right, below */
  panels[40].tint = panels[41].tint;
  g_array_remove_index (flat->panels, 40);
  g_assert_cmpuint (join (flat), ==, 4);
  for (guint i = 0; i < flat->panels->len; i++) /* a chess board */
    panels[i].tint.r = (panels[i].column + panels[i].row) % 2;
  g_assert_cmpuint (join (flat), ==, flat->panels->len);
}

/* Where the picture stands on a wall that mixes cabinets of half a metre with some of 1 m: even along its length. */
static void
test_uneven_faces (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline")), with = sl_plan_fork (plan);
  SlEntity *wide = sl_entity_edit (sl_plan_find (plan, "roe-bp2v2")), *wall;
  SlDrawOptions options = { 0 };
  const double width = 4 * 1 + 12 * .5;

  g_clear_pointer (&wide->id, g_ref_string_release);
  wide->id = g_ref_string_new ("wide");
  g_assert_true (sl_entity_set (wide, "width_mm", "1000", FALSE, NULL));
  g_assert_true (sl_entity_set (wide, "pixels_w", "352", FALSE, NULL));
  sl_plan_put (with, wide);
  wall = sl_entity_edit (sl_plan_find (plan, "wall"));
  g_assert_true (sl_entity_set (wall, "patches", "<patch columns=\"4\" rows=\"9\" cabinet=\"wide\"/>", FALSE, NULL));
  sl_plan_put (with, wall);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (with, NULL, "stage-1", NULL, NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  g_autoptr (GArray) faces = sl_draw_join_panels (list);
  g_assert_cmpuint (faces->len, ==, 4 * 9 + 1); /* twelve columns of the usual ones are one face */
  for (guint i = 0; i < faces->len; i++)
    {
      const SlDrawFace *face = &g_array_index (faces, SlDrawFace, i);
      const float right = face->panel.corner[0] + face->panel.right[0] * (float) face->columns;
      const float top = face->panel.corner[2] + face->panel.up[2] * (float) face->rows;

      assert_within (face->panel.left_u, face->panel.corner[0] / width + .5, 1e-5);
      assert_within (face->panel.right_u, right / width + .5, 1e-5);
      assert_within (face->panel.top_v, 1 - top / 4.5, 1e-5);
      assert_within (face->panel.bottom_v, 1 - face->panel.corner[2] / 4.5, 1e-5);
    }
}

/* Numbers mean {entity, part, index}, whatever was given out before and after them. */
static void
test_picks (void)
{
  g_autoptr (SlDrawList) list = sl_draw_list_new ();
  guint32 lamp = sl_draw_list_pick (list, "lamp"), wall = sl_draw_list_pick_parts (list, "wall", SL_PART_PANEL, 144);
  guint32 none = sl_draw_list_pick_parts (list, "stage", SL_PART_DOOR, 0);
  guint32 door = sl_draw_list_pick_parts (list, "stage", SL_PART_DOOR, 2);
  const struct { guint32 number; const char *id; SlPart part; guint index; } rows[] = {
    { 0, NULL, 0, 0 },
    { lamp, "lamp", SL_PART_BODY, 0 },
    { wall, "wall", SL_PART_PANEL, 0 },
    { wall + 143, "wall", SL_PART_PANEL, 143 },
    { none, "stage", SL_PART_DOOR, 0 },
    { door + 1, "stage", SL_PART_DOOR, 1 },
    { door + 2, NULL, 0, 0 },
    { G_MAXUINT32, NULL, 0, 0 },
  };

  g_assert_cmpuint (sl_draw_list_pick (list, "lamp"), ==, lamp);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlPick pick = sl_draw_list_picked (list, rows[i].number);

      g_assert_cmpstr (pick.id, ==, rows[i].id);
      g_assert_cmpint (pick.part, ==, rows[i].part);
      g_assert_cmpuint (pick.index, ==, rows[i].index);
    }
}

/* That this thread has worked: others may keep the machine busy. */
static double
own_seconds (void)
{
  struct timespec spent;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent), ==, 0);
  return (double) spent.tv_sec + spent.tv_nsec / 1e9;
}

/* Looking a number up again takes as long with twenty thousand things as with a thousand. */
static void
test_many_picks (void)
{
  static const guint sizes[] = { 1000, 20000 };
  double seconds[2];

  for (guint s = 0; s < 2; s++)
    {
      const double start = own_seconds ();

      for (guint round = 0; round < 20000 / sizes[s]; round++)
        {
          g_autoptr (SlDrawList) list = sl_draw_list_new ();

          for (guint i = 0; i < sizes[s]; i++)
            {
              g_autofree char *id = g_strdup_printf ("prop-%u", i);
              g_assert_cmpuint (sl_draw_list_pick (list, id), ==, sl_draw_list_pick (list, id));
            }
        }
      seconds[s] = own_seconds () - start;
    }
  g_assert_cmpfloat (seconds[1], <, 8 * seconds[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/list", test_list);
  g_test_add_func ("/draw/shadings", test_shadings);
  g_test_add_func ("/draw/focus", test_focus);
  g_test_add_func ("/draw/shadings-without-shot", test_shadings_without_shot);
  g_test_add_func ("/draw/faces", test_faces);
  g_test_add_func ("/draw/uneven-faces", test_uneven_faces);
  g_test_add_func ("/draw/picks", test_picks);
  g_test_add_func ("/draw/many-picks", test_many_picks);
  g_test_add_func ("/draw/views", test_views);
  g_test_add_func ("/draw/sections", test_sections);
  g_test_add_func ("/draw/zoom", test_zoom);
  g_test_add_func ("/draw/floor", test_floor);
  g_test_add_func ("/draw/ground-plan", test_ground_plan);
  add_frame_line_tests ();
  add_ground_plan_tests ();
  add_hands_tests ();
  add_rig_tests ();
  add_shot_plan_tests ();
  add_tracked_tests ();
  add_view_tests ();
  return g_test_run ();
}
