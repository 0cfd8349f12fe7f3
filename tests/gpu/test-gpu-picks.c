/* What a click meets, through desktop GL and through ES alike. */
#include "gpu-context.h"

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-draw-scene.h"
#include "sl-gpu.h"

enum { W = 640, H = 360 };

/* What is drawn where a point of the world is. */
static SlPick
pick_at (SlGpu *gpu, const SlDrawList *list, SlVec3 point)
{
  double x, y;

  g_assert_true (sl_draw_camera_project (&list->camera, point, &x, &y));
  return sl_gpu_pick (gpu, list, W, H, (int) (x * W), (int) (y * H));
}

static void
must_be (SlPick pick, const char *id, SlPart part, guint index)
{
  g_assert_cmpstr (pick.id, ==, id);
  g_assert_cmpint (pick.part, ==, part);
  g_assert_cmpuint (pick.index, ==, index);
}

/* Every cabinet by its own number, though they are drawn as one face. */
static void
check_panels (SlGpu *gpu, SlDrawList *list, const SlSceneWall *wall, const char *id)
{
  for (guint i = 0; i < wall->n_panels; i += 5)
    {
      const SlScenePanel *p = &wall->panels[i];
      SlVec3 middle = sl_vec3_mad (sl_vec3_mad (p->corner, p->right, .5), p->up, .5);
      SlVec3 low = sl_vec3_mad (sl_vec3_mad (p->corner, p->right, .1), p->up, .1);

      must_be (pick_at (gpu, list, middle), id, SL_PART_PANEL, p->row * 16 + p->column);
      must_be (pick_at (gpu, list, low), id, SL_PART_PANEL, p->row * 16 + p->column);
    }
}

static void
check_section_of_panels (SlGpu *gpu, SlDrawList *list, const SlSceneWall *wall)
{
  list->camera.cut[2] = -1;
  list->camera.cut[3] = 2; /* what is above 2 m goes */
  for (guint i = 0; i < wall->n_panels; i += 5)
    {
      const SlScenePanel *p = &wall->panels[i];
      const SlVec3 middle = sl_vec3_mad (sl_vec3_mad (p->corner, p->right, .5), p->up, .5);

      g_assert_true ((pick_at (gpu, list, middle).id == NULL) == (middle.z > 2));
    }
}

static void
test_picks (gconstpointer data)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  const SlDrawOptions options = { .picture = TRUE };
  EGLDisplay display = eglGetPlatformDisplayEXT (EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (eglInitialize (display, NULL, NULL));
  EGLContext context = open_context (display, GPOINTER_TO_INT (data));
  SlGpu *gpu = sl_gpu_new (&error);
  g_assert_no_error (error);
  for (guint shift = 0; shift < 2; shift++) /* the same panels under other numbers */
    {
      g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);

      if (shift == 1)
        g_array_index (list->walls, SlDrawWall, 0).pick = sl_draw_list_pick_parts (list, "again", SL_PART_PANEL, 144);
      list->camera = sl_draw_camera_of_shot (&scene->camera);
      check_panels (gpu, list, scene->walls->pdata[0], shift == 1 ? "again" : "wall");
      if (shift == 1) /* one that stands out is a face of its own */
        {
          g_array_index (list->panels, SlDrawPanel, 40).tint.a = .5f;
          check_panels (gpu, list, scene->walls->pdata[0], "again");
        }
      must_be (sl_gpu_pick (gpu, list, W, H, -1, 0), NULL, SL_PART_BODY, 0);
      check_section_of_panels (gpu, list, scene->walls->pdata[0]);
    }
  sl_gpu_free (gpu);
  eglMakeCurrent (display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext (display, context);
}

enum { ACROSS = 12, UP = 8 };

/* Where one of many stands: the middle of a box or a ball of half a metre; columns lie behind one another too. */
static SlVec3
place_of (guint i)
{
  return sl_vec3 (i % ACROSS - 5.5, 8 + i % 3 * 2, i / ACROSS - 3.5);
}

/* Two shapes in turn and two colours, each with an id of its own; every fifth is as its mesh is, untinted. */
static SlDrawList *
many (void)
{
  SlDrawList *list = sl_draw_list_new ();

  for (guint i = 0; i < ACROSS * UP; i++)
    {
      g_autofree char *id = g_strdup_printf ("thing-%u", i);
      SlVec3 foot = sl_vec3_sub (place_of (i), sl_vec3 (0, 0, .25));
      SlFrame frame = sl_frame_from_pose (foot, 0, 0, 0), small = sl_frame_scaled (&frame, sl_vec3 (.5, .5, .5));
      SlColour colour = i % 2 == 0 ? (SlColour) { .8f, 0, 0, 1 } : (SlColour) { 0, 0, .8f, 1 };

      sl_draw_list_mesh (list, sl_mesh_primitive (i % 3 == 0 ? SL_PRIMITIVE_SPHERE : SL_PRIMITIVE_BOX), &small, colour,
                         i % 5 != 0, sl_draw_list_pick (list, id), i == 7);
    }
  list->camera = (SlDrawCamera) { sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 0), TRUE, 8, 4.5, .05, 50 };
  return list;
}

/* Meshes are drawn many at a time, and each keeps what is its own. */
static void
check_many (SlGpu *gpu)
{
  g_autoptr (SlDrawList) list = many ();

  for (guint i = 0; i < ACROSS * UP; i++)
    {
      g_autofree char *id = g_strdup_printf ("thing-%u", i);
      must_be (pick_at (gpu, list, place_of (i)), id, SL_PART_BODY, 0);
    }
  /* a box meets what shows in it: two of a row, and nothing beside the picture */
  double x, y;
  g_assert_true (sl_draw_camera_project (&list->camera, place_of (1), &x, &y));
  g_autoptr (GPtrArray) two = sl_gpu_pick_box (gpu, list, W, H, (int) (x * W) - 2, (int) (y * H) - 2, W / 16 + 4, 4);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_true (g_ptr_array_find_with_equal_func (two, "thing-1", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (two, "thing-2", g_str_equal, NULL));
  g_autoptr (GPtrArray) all = sl_gpu_pick_box (gpu, list, W, H, -50, -50, 2 * W, 2 * H);
  g_assert_cmpuint (all->len, ==, ACROSS * UP);
  g_autoptr (GPtrArray) beside = sl_gpu_pick_box (gpu, list, W, H, W + 1, 5, 20, 20);
  g_assert_cmpuint (beside->len, ==, 0);
  /* only part of the first looks into the picture, from the left below; its middle does not */
  list->camera.parallel = FALSE;
  list->camera.frame.o = sl_vec3_sub (place_of (0), sl_vec3 (-6.05, 6, -6.05));
  list->camera.tan_h = list->camera.tan_v = 1;
  must_be (sl_gpu_pick (gpu, list, W, H, 2, H - 3), "thing-0", SL_PART_BODY, 0);
  list->camera.frame = sl_frame_from_pose (place_of (14), 0, 0, 0); /* from the middle of one, its inside */
  must_be (sl_gpu_pick (gpu, list, W, H, W / 2, H / 2), "thing-14", SL_PART_BODY, 0);
}

/* Each is met where a magnified part of the picture shows it, by boxes too. */
static void
check_magnified (SlGpu *gpu)
{
  g_autoptr (SlDrawList) list = many ();
  guint met = 0;

  list->camera.shift_h = list->camera.tan_h / 2;
  list->camera.shift_v = -list->camera.tan_v / 3;
  list->camera.tan_h /= 2;
  list->camera.tan_v /= 2;
  for (guint i = 0; i < ACROSS * UP; i++)
    {
      g_autofree char *id = g_strdup_printf ("thing-%u", i);
      double x, y;

      if (!sl_draw_camera_project (&list->camera, place_of (i), &x, &y) || x < 0 || x > 1 || y < 0 || y > 1)
        continue;
      must_be (pick_at (gpu, list, place_of (i)), id, SL_PART_BODY, 0);
      g_autoptr (GPtrArray) one = sl_gpu_pick_box (gpu, list, W, H, (int) (x * W), (int) (y * H), 1, 1);
      g_assert_cmpuint (one->len, ==, 1);
      g_assert_cmpstr (one->pdata[0], ==, id);
      met++;
    }
  g_assert_cmpuint (met, >, ACROSS * UP / 8);
  g_assert_cmpuint (met, <, ACROSS * UP / 2);
}

/* What lies behind a section is neither met nor drawn: things, cabinets and lines, which may cross it. */
static void
check_section (SlGpu *gpu)
{
  g_autoptr (SlDrawList) list = many ();

  sl_draw_list_line (list, sl_vec3 (-7, 5, 4), sl_vec3 (7, 5, 4), (SlColour) { 1, 1, 1, 1 }, 3,
                     sl_draw_list_pick (list, "line"));
  for (guint turn = 0; turn < 3; turn++) /* and whole again after it */
    {
      const double cut = turn == 1 ? 1 : 0;

      list->camera.cut[0] = cut;
      list->camera.cut[3] = -cut; /* x < 1 goes */
      for (guint i = 0; i < ACROSS * UP; i++)
        {
          g_autofree char *id = g_strdup_printf ("thing-%u", i);
          must_be (pick_at (gpu, list, place_of (i)), cut > 0 && place_of (i).x < 1 ? NULL : id, SL_PART_BODY, 0);
        }
      must_be (pick_at (gpu, list, sl_vec3 (.8, 5, 4)), cut > 0 ? NULL : "line", SL_PART_BODY, 0);
      must_be (pick_at (gpu, list, sl_vec3 (1.2, 5, 4)), "line", SL_PART_BODY, 0);
    }
}

static void
test_many (gconstpointer data)
{
  EGLDisplay display = eglGetPlatformDisplayEXT (EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (eglInitialize (display, NULL, NULL));
  EGLContext context = open_context (display, GPOINTER_TO_INT (data));
  SlGpu *gpu = sl_gpu_new (&error);
  g_assert_no_error (error);
  check_many (gpu);
  check_magnified (gpu);
  check_section (gpu);
  sl_gpu_free (gpu);
  eglMakeCurrent (display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext (display, context);
}

/* A picture that cannot be drawn is an error, not a wall that stays white; the next one is drawn. */
static void
test_errors (gconstpointer data)
{
  EGLDisplay display = eglGetPlatformDisplayEXT (EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL);
  g_autoptr (SlDrawList) list = sl_draw_list_new ();
  g_autoptr (GError) error = NULL;
  GLuint framebuffer, colour;

  list->camera = (SlDrawCamera) { sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 0), TRUE, 1, 1, .05, 50 };
  g_assert_true (eglInitialize (display, NULL, NULL));
  EGLContext context = open_context (display, GPOINTER_TO_INT (data));
  SlGpu *gpu = sl_gpu_new (&error);
  g_assert_no_error (error);
  glGenFramebuffers (1, &framebuffer);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer); /* nothing to draw into */
  g_assert_false (sl_gpu_draw (gpu, list, W, H, 1, framebuffer, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  glGenRenderbuffers (1, &colour);
  glBindRenderbuffer (GL_RENDERBUFFER, colour);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_RGBA8, W, H);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour);
  glEnable (GL_INVALID_ENUM); /* an error that is not ours */
  g_assert_true (sl_gpu_draw (gpu, list, W, H, 1, framebuffer, &error));
  g_assert_no_error (error);
  glDeleteRenderbuffers (1, &colour);
  glDeleteFramebuffers (1, &framebuffer);
  sl_gpu_free (gpu);
  eglMakeCurrent (display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext (display, context);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/gpu/picks/desktop", GINT_TO_POINTER (FALSE), test_picks);
  g_test_add_data_func ("/gpu/picks/es", GINT_TO_POINTER (TRUE), test_picks);
  g_test_add_data_func ("/gpu/many/desktop", GINT_TO_POINTER (FALSE), test_many);
  g_test_add_data_func ("/gpu/many/es", GINT_TO_POINTER (TRUE), test_many);
  g_test_add_data_func ("/gpu/errors/desktop", GINT_TO_POINTER (FALSE), test_errors);
  g_test_add_data_func ("/gpu/errors/es", GINT_TO_POINTER (TRUE), test_errors);
  return g_test_run ();
}
