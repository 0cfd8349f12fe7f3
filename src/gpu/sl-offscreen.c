#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <string.h>

#include "sl-error.h"
#include "sl-gpu.h"
#include "sl-i18n.h"

struct SlOffscreen {
  SlGlApi    api;
  EGLDisplay display;
  EGLContext context;
  SlGpu     *gpu;
  GLuint     framebuffer, colour;
  int        width, height;
  char      *renderer;
  GThread   *thread;
  GAsyncQueue *requests; /* Request */
};

/* The context lives in a thread of its own: a window's thread may have a context of another kind, which would refuse it. */
typedef struct {
  const SlDrawList *list; /* NULL to end */
  int               width, height, samples;
  guint8           *rgba;
  GError           *error;
  gboolean          ok, done;
  GMutex            lock;
  GCond             changed;
} Request;

static gboolean
try_display (SlOffscreen *o, EGLDisplay display)
{
  static const struct { SlGlApi name; EGLenum api; EGLint attributes[7]; } apis[] = {
    { SL_GL_DESKTOP, EGL_OPENGL_API, { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE } },
    { SL_GL_ES, EGL_OPENGL_ES_API, { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_NONE } },
  };

  if (display == EGL_NO_DISPLAY || !eglInitialize (display, NULL, NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (apis); i++)
    {
      if ((o->api != SL_GL_ANY && o->api != apis[i].name) || !eglBindAPI (apis[i].api))
        continue;
      o->context = eglCreateContext (display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, apis[i].attributes);
      if (o->context != EGL_NO_CONTEXT && eglMakeCurrent (display, EGL_NO_SURFACE, EGL_NO_SURFACE, o->context))
        {
          o->display = display;
          return TRUE;
        }
      if (o->context != EGL_NO_CONTEXT)
        eglDestroyContext (display, o->context);
      o->context = EGL_NO_CONTEXT;
    }
  eglTerminate (display);
  return FALSE;
}

static gboolean
has_client_extension (const char *name)
{
  const char *all = eglQueryString (EGL_NO_DISPLAY, EGL_EXTENSIONS);
  return all != NULL && strstr (all, name) != NULL;
}

/* Mesa has the surfaceless platform, NVIDIA only devices; both work without X or Wayland. */
static gboolean
open_context (SlOffscreen *o)
{
  EGLDeviceEXT devices[16];
  EGLint n = 0;

  if (has_client_extension ("EGL_MESA_platform_surfaceless") && try_display (o, eglGetPlatformDisplayEXT (EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL)))
    return TRUE;
  if (has_client_extension ("EGL_EXT_device_enumeration") && eglQueryDevicesEXT (G_N_ELEMENTS (devices), devices, &n))
    for (EGLint i = 0; i < n; i++)
      if (try_display (o, eglGetPlatformDisplayEXT (EGL_PLATFORM_DEVICE_EXT, devices[i], NULL)))
        return TRUE;
  return try_display (o, eglGetDisplay (EGL_DEFAULT_DISPLAY));
}

static void
set_size (SlOffscreen *o, int width, int height)
{
  glBindFramebuffer (GL_FRAMEBUFFER, o->framebuffer);
  if (o->width == width && o->height == height)
    return;
  glBindRenderbuffer (GL_RENDERBUFFER, o->colour);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_RGBA8, width, height);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, o->colour);
  o->width = width;
  o->height = height;
}

static void
flip (guint8 *rgba, int width, int height)
{
  gsize row = (gsize) width * 4;
  g_autofree guint8 *spare = g_malloc (row);

  for (int top = 0, bottom = height - 1; top < bottom; top++, bottom--)
    {
      memcpy (spare, rgba + (gsize) top * row, row);
      memcpy (rgba + (gsize) top * row, rgba + (gsize) bottom * row, row);
      memcpy (rgba + (gsize) bottom * row, spare, row);
    }
}

static gboolean
render (SlOffscreen *o, Request *request)
{
  set_size (o, request->width, request->height);
  if (!sl_gpu_draw (o->gpu, request->list, request->width, request->height, request->samples, o->framebuffer, &request->error))
    return FALSE;
  glPixelStorei (GL_PACK_ALIGNMENT, 4);
  glReadPixels (0, 0, request->width, request->height, GL_RGBA, GL_UNSIGNED_BYTE, request->rgba);
  flip (request->rgba, request->width, request->height);
  return TRUE;
}

static void
answer (Request *request, gboolean ok)
{
  g_mutex_lock (&request->lock);
  request->ok = ok;
  request->done = TRUE;
  g_cond_signal (&request->changed);
  g_mutex_unlock (&request->lock);
}

static gboolean
start (SlOffscreen *o, GError **error)
{
  if (!open_context (o))
    {
      sl_error_set (error, SL_ERROR_DEVICE, _("no OpenGL 3.3 could be started without a display; install libegl1 and libgl1-mesa-dri"));
      return FALSE;
    }
  o->renderer = g_strdup_printf ("%s, %s", (const char *) glGetString (GL_RENDERER), epoxy_is_desktop_gl () ? "OpenGL" : "OpenGL ES");
  o->gpu = sl_gpu_new (error);
  glGenFramebuffers (1, &o->framebuffer);
  glGenRenderbuffers (1, &o->colour);
  return o->gpu != NULL;
}

static void
stop (SlOffscreen *o)
{
  if (o->context == EGL_NO_CONTEXT)
    return;
  glDeleteFramebuffers (1, &o->framebuffer);
  glDeleteRenderbuffers (1, &o->colour);
  sl_gpu_free (o->gpu);
  eglMakeCurrent (o->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext (o->display, o->context);
}

/* The first request starts the context, one without a list ends it. */
static gpointer
run (gpointer data)
{
  SlOffscreen *o = data;
  Request *request = g_async_queue_pop (o->requests);

  answer (request, start (o, &request->error));
  while ((request = g_async_queue_pop (o->requests))->list != NULL)
    answer (request, render (o, request));
  stop (o);
  answer (request, TRUE);
  return NULL;
}

static gboolean
ask (SlOffscreen *o, Request *request, GError **error)
{
  g_mutex_init (&request->lock);
  g_cond_init (&request->changed);
  g_async_queue_push (o->requests, request);
  g_mutex_lock (&request->lock);
  while (!request->done)
    g_cond_wait (&request->changed, &request->lock);
  g_mutex_unlock (&request->lock);
  g_mutex_clear (&request->lock);
  g_cond_clear (&request->changed);
  if (!request->ok)
    g_propagate_error (error, request->error);
  return request->ok;
}

SlOffscreen *
sl_offscreen_new (SlGlApi api, GError **error)
{
  g_autoptr (SlOffscreen) o = g_new0 (SlOffscreen, 1);
  Request first = { 0 };

  o->api = api;
  o->requests = g_async_queue_new ();
  o->thread = g_thread_new ("offscreen", run, o);
  return ask (o, &first, error) ? g_steal_pointer (&o) : NULL;
}

void
sl_offscreen_free (SlOffscreen *o)
{
  Request last = { 0 };

  if (o == NULL)
    return;
  ask (o, &last, NULL);
  g_thread_join (o->thread);
  g_async_queue_unref (o->requests);
  g_free (o->renderer);
  g_free (o);
}

const char *
sl_offscreen_renderer (const SlOffscreen *o)
{
  return o->renderer;
}

gboolean
sl_offscreen_render (SlOffscreen *o, const SlDrawList *list, int width, int height, int samples, guint8 *rgba, GError **error)
{
  Request request = { .list = list, .width = width, .height = height, .samples = samples, .rgba = rgba };

  return ask (o, &request, error);
}
