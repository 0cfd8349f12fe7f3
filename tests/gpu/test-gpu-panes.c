/* Several pictures of one context, as panes of a window have them: each is what it would be alone, though they share
 * what is on the GPU, show lists in common or not, cut or not, and go in any order. */
#include "gpu-context.h"

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-draw-scene.h"
#include "sl-gpu.h"
#include "sl-view.h"

enum { PANES = 4, ROUNDS = 24, MOST = 200 };

typedef struct {
  SlGpu *gpu;
  SlView view;
  int    width, height;
} Pane;

static GLuint
open_framebuffer (void)
{
  GLuint framebuffer, colour;

  glGenFramebuffers (1, &framebuffer);
  glGenRenderbuffers (1, &colour);
  glBindRenderbuffer (GL_RENDERBUFFER, colour);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_RGBA8, MOST, MOST);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour);
  return framebuffer;
}

static guint8 *
drawn (SlGpu *gpu, SlDrawList *list, const Pane *pane, GLuint framebuffer)
{
  g_autoptr (GError) error = NULL;
  guint8 *rgba = g_malloc ((gsize) pane->width * (gsize) pane->height * 4);

  list->camera = sl_view_camera (&pane->view, (double) pane->width / pane->height);
  sl_gpu_draw (gpu, list, pane->width, pane->height, 1, framebuffer, &error);
  g_assert_no_error (error);
  glReadPixels (0, 0, pane->width, pane->height, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  return rgba;
}

/* Partial drawing may move an edge by a sample, in a pixel or two. */
static void
must_be_alike (const guint8 *a, const guint8 *b, const Pane *pane, guint round, guint which)
{
  guint n = 0;

  for (int i = 0; i < pane->width * pane->height; i++)
    n += memcmp (a + 4 * i, b + 4 * i, 4) != 0;
  if (n > 8)
    g_error ("round %u, pane %u: %u pixels are others", round, which, n);
}

/* The camera's picture or the stage, with the wall moved a little in each. */
static SlDrawList *
list_of (const SlSceneMaker *maker, guint round, gboolean picture)
{
  const SlOverlay moved = { "wall", "position.x", round / 3 * .1 };
  const SlDrawOptions options = { .picture = picture };
  g_autoptr (SlSceneMaker) now = sl_scene_maker_new_overlaid (maker, &moved, 1, NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (now, 0, NULL);

  return sl_draw_scene (scene, &options);
}

static void
test_panes (gconstpointer data)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, "shot-1", NULL);
  EGLDisplay display = eglGetPlatformDisplayEXT (EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL);
  g_autoptr (GError) error = NULL;
  Pane panes[PANES];

  g_assert_true (eglInitialize (display, NULL, NULL));
  EGLContext context = open_context (display, GPOINTER_TO_INT (data));
  const GLuint framebuffer = open_framebuffer ();
  for (guint i = 0; i < PANES; i++)
    {
      panes[i] = (Pane) { i == 0 ? sl_gpu_new (&error) : sl_gpu_new_beside (panes[0].gpu),
                          { .kind = i % SL_N_VIEWS, .distance = 20, .pan = 20, .tilt = -25 }, 160 + (int) i * 10, 120 };
      g_assert_no_error (error);
    }
  panes[2].view.section = (SlViewSection) { TRUE, 2, 1.2, FALSE };
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (SlDrawList) stage = list_of (maker, round, FALSE), picture = list_of (maker, round, TRUE);

      panes[0].view.pan += round % 5 == 0 ? 3 : 0;
      for (guint i = round < ROUNDS - 3 ? 0 : 1; i < PANES; i++) /* at last the first has gone */
        {
          SlDrawList *list = i == 3 ? picture : stage;
          SlGpu *alone = sl_gpu_new (&error);
          g_autofree guint8 *a = drawn (panes[i].gpu, list, &panes[i], framebuffer);
          g_autofree guint8 *b = drawn (alone, list, &panes[i], framebuffer);

          must_be_alike (a, b, &panes[i], round, i);
          sl_gpu_free (alone);
        }
      if (round == ROUNDS - 4)
        sl_gpu_free (panes[0].gpu);
    }
  for (guint i = 1; i < PANES; i++)
    sl_gpu_free (panes[i].gpu);
  eglMakeCurrent (display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext (display, context);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/gpu/panes/desktop", GINT_TO_POINTER (FALSE), test_panes);
  g_test_add_data_func ("/gpu/panes/es", GINT_TO_POINTER (TRUE), test_panes);
  return g_test_run ();
}
