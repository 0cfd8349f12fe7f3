#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <string.h>

#include "sl-error.h"
#include "sl-gpu.h"
#include "sl-i18n.h"

struct SlOffscreen {
  SlGlApi      api;
  EGLDisplay   display;
  EGLContext   context;
  SlGpu       *gpu;
  GLuint       framebuffer, colour;
  GLuint       readers[2]; /* pixel buffers: one is filled while the other is emptied */
  guint        n_drawn;
  int          width, height;
  char        *renderer;
  GThread     *thread;
  GAsyncQueue *requests; /* SlPending */
};

/* The context lives in a thread of its own: a window's thread may have a context of another kind, which would refuse
 * it. */
struct SlPending {
  const SlDrawList *list; /* NULL to end */
  int               width, height, samples;
  GLuint            reader;
  guint8           *rgba;
  GError           *error;
  gint              dropped; /* atomic */
  gboolean          ok, done;
  GMutex            lock;
  GCond             changed;
};

static gboolean
try_display (SlOffscreen *o, EGLDisplay display)
{
  static const struct { SlGlApi name; EGLenum api; EGLint attributes[7]; } apis[] = {
    { SL_GL_DESKTOP, EGL_OPENGL_API,
      { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE } },
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
  return FALSE; /* the display is left as it is: a window of this process may draw with it */
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

  if (has_client_extension ("EGL_MESA_platform_surfaceless")
      && try_display (o, eglGetPlatformDisplayEXT (EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, NULL)))
    return TRUE;
  if (has_client_extension ("EGL_EXT_device_enumeration")
      && eglQueryDevicesEXT (G_N_ELEMENTS (devices), devices, &n))
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

/* Starts the picture on its way into a pixel buffer. */
static gboolean
draw (SlOffscreen *o, SlPending *request)
{
  if (g_atomic_int_get (&request->dropped))
    return FALSE;
  set_size (o, request->width, request->height);
  if (!sl_gpu_draw (o->gpu, request->list, request->width, request->height, request->samples, o->framebuffer,
                    &request->error))
    return FALSE;
  request->reader = o->readers[o->n_drawn++ % G_N_ELEMENTS (o->readers)];
  glBindBuffer (GL_PIXEL_PACK_BUFFER, request->reader);
  glBufferData (GL_PIXEL_PACK_BUFFER, (GLsizeiptr) request->width * request->height * 4, NULL, GL_STREAM_READ);
  glPixelStorei (GL_PACK_ALIGNMENT, 4);
  glReadPixels (0, 0, request->width, request->height, GL_RGBA, GL_UNSIGNED_BYTE, NULL);
  glBindBuffer (GL_PIXEL_PACK_BUFFER, 0);
  glFlush ();
  return TRUE;
}

/* Takes it out of there, the top row first; waits for the drawing. */
static gboolean
read_back (SlPending *request)
{
  gsize row = (gsize) request->width * 4, bytes = row * (gsize) request->height;
  const guint8 *pixels;

  glBindBuffer (GL_PIXEL_PACK_BUFFER, request->reader);
  pixels = glMapBufferRange (GL_PIXEL_PACK_BUFFER, 0, (GLsizeiptr) bytes, GL_MAP_READ_BIT);
  if (pixels == NULL)
    sl_error_set (&request->error, SL_ERROR_DEVICE,
                  _("the picture could not be read back from the graphics device; make it smaller"));
  else
    {
      request->rgba = g_malloc (bytes);
      for (int y = 0; y < request->height; y++)
        memcpy (request->rgba + (gsize) y * row, pixels + (gsize) (request->height - 1 - y) * row, row);
      glUnmapBuffer (GL_PIXEL_PACK_BUFFER);
    }
  glBindBuffer (GL_PIXEL_PACK_BUFFER, 0);
  return request->rgba != NULL;
}

static void
answer (SlPending *request, gboolean ok)
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
      sl_error_set (error, SL_ERROR_DEVICE,
                    _("no OpenGL 3.3 could be started without a display; install libegl1 and libgl1-mesa-dri"));
      return FALSE;
    }
  o->renderer = g_strdup_printf ("%s, %s", (const char *) glGetString (GL_RENDERER),
                                 epoxy_is_desktop_gl () ? "OpenGL" : "OpenGL ES");
  o->gpu = sl_gpu_new (error);
  glGenFramebuffers (1, &o->framebuffer);
  glGenRenderbuffers (1, &o->colour);
  glGenBuffers (G_N_ELEMENTS (o->readers), o->readers);
  return o->gpu != NULL;
}

static void
stop (SlOffscreen *o)
{
  if (o->context == EGL_NO_CONTEXT)
    return;
  glDeleteFramebuffers (1, &o->framebuffer);
  glDeleteRenderbuffers (1, &o->colour);
  glDeleteBuffers (G_N_ELEMENTS (o->readers), o->readers);
  sl_gpu_free (o->gpu);
  eglMakeCurrent (o->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext (o->display, o->context);
}

/* Draws what is asked for in its order. A picture is read back once the next one is on its way, or nothing else is
 * asked. */
static void
serve (SlOffscreen *o)
{
  SlPending *drawn = NULL;

  for (;;)
    {
      SlPending *request = drawn != NULL ? g_async_queue_try_pop (o->requests) : g_async_queue_pop (o->requests);
      gboolean ends = request != NULL && request->list == NULL;
      gboolean begun = request != NULL && !ends && draw (o, request);

      if (drawn != NULL)
        answer (drawn, read_back (drawn));
      drawn = begun ? request : NULL;
      if (ends)
        stop (o);
      if (request != NULL && !begun)
        answer (request, ends);
      if (ends)
        return;
    }
}

/* The first request starts the context, one without a list ends it. */
static gpointer
run (gpointer data)
{
  SlOffscreen *o = data;
  SlPending *first = g_async_queue_pop (o->requests);

  answer (first, start (o, &first->error));
  serve (o);
  return NULL;
}

static SlPending *
ask (SlOffscreen *o, const SlDrawList *list, int width, int height, int samples)
{
  SlPending *request = g_new0 (SlPending, 1);

  request->list = list;
  request->width = width;
  request->height = height;
  request->samples = samples;
  g_mutex_init (&request->lock);
  g_cond_init (&request->changed);
  g_async_queue_push (o->requests, request);
  return request;
}

static gboolean
wait_for (SlPending *request, guint8 **rgba, GError **error)
{
  gboolean ok;

  g_mutex_lock (&request->lock);
  while (!request->done)
    g_cond_wait (&request->changed, &request->lock);
  g_mutex_unlock (&request->lock);
  ok = request->ok;
  if (rgba != NULL)
    *rgba = g_steal_pointer (&request->rgba);
  if (request->error != NULL)
    g_propagate_error (error, request->error);
  g_free (request->rgba);
  g_mutex_clear (&request->lock);
  g_cond_clear (&request->changed);
  g_free (request);
  return ok;
}

SlOffscreen *
sl_offscreen_new (SlGlApi api, GError **error)
{
  g_autoptr (SlOffscreen) o = g_new0 (SlOffscreen, 1);

  o->api = api;
  o->requests = g_async_queue_new ();
  o->thread = g_thread_new ("offscreen", run, o);
  return wait_for (ask (o, NULL, 0, 0, 0), NULL, error) ? g_steal_pointer (&o) : NULL;
}

void
sl_offscreen_free (SlOffscreen *o)
{
  if (o == NULL)
    return;
  wait_for (ask (o, NULL, 0, 0, 0), NULL, NULL);
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

SlPending *
sl_offscreen_begin (SlOffscreen *o, const SlDrawList *list, int width, int height, int samples)
{
  return ask (o, list, width, height, samples);
}

guint8 *
sl_pending_finish (SlPending *pending, GError **error)
{
  guint8 *rgba;

  wait_for (pending, &rgba, error);
  return rgba;
}

void
sl_pending_drop (SlPending *pending)
{
  g_atomic_int_set (&pending->dropped, TRUE);
  wait_for (pending, NULL, NULL);
}
