#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <string.h>

#include "sl-error.h"
#include "sl-gpu.h"
#include "sl-i18n.h"

struct SlOffscreen {
  EGLDisplay display;
  EGLContext context;
  SlGpu     *gpu;
  GLuint     framebuffer, colour;
  int        width, height;
  char      *renderer;
  GMutex     lock;
};

static gboolean
try_display (SlOffscreen *o, EGLDisplay display)
{
  static const struct { EGLenum api; EGLint attributes[7]; } apis[] = {
    { EGL_OPENGL_API, { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE } },
    { EGL_OPENGL_ES_API, { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_NONE } },
  };

  if (display == EGL_NO_DISPLAY || !eglInitialize (display, NULL, NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (apis); i++)
    {
      if (!eglBindAPI (apis[i].api))
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

SlOffscreen *
sl_offscreen_new (GError **error)
{
  g_autoptr (SlOffscreen) o = g_new0 (SlOffscreen, 1);

  g_mutex_init (&o->lock);
  if (!open_context (o))
    {
      sl_error_set (error, SL_ERROR_DEVICE, _("no OpenGL 3.3 could be started without a display; install libegl1 and libgl1-mesa-dri"));
      return NULL;
    }
  o->renderer = g_strdup ((const char *) glGetString (GL_RENDERER));
  o->gpu = sl_gpu_new (error);
  if (o->gpu == NULL)
    return NULL;
  glGenFramebuffers (1, &o->framebuffer);
  glGenRenderbuffers (1, &o->colour);
  eglMakeCurrent (o->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  return g_steal_pointer (&o);
}

void
sl_offscreen_free (SlOffscreen *o)
{
  if (o == NULL)
    return;
  if (o->context != EGL_NO_CONTEXT && eglMakeCurrent (o->display, EGL_NO_SURFACE, EGL_NO_SURFACE, o->context))
    {
      glDeleteFramebuffers (1, &o->framebuffer);
      glDeleteRenderbuffers (1, &o->colour);
      sl_gpu_free (o->gpu);
      eglMakeCurrent (o->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
      eglDestroyContext (o->display, o->context);
    }
  g_mutex_clear (&o->lock);
  g_free (o->renderer);
  g_free (o);
}

const char *
sl_offscreen_renderer (const SlOffscreen *o)
{
  return o->renderer;
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

gboolean
sl_offscreen_render (SlOffscreen *o, const SlDrawList *list, int width, int height, int samples, guint8 *rgba, GError **error)
{
  gboolean ok;

  g_mutex_lock (&o->lock);
  eglMakeCurrent (o->display, EGL_NO_SURFACE, EGL_NO_SURFACE, o->context);
  set_size (o, width, height);
  ok = sl_gpu_draw (o->gpu, list, width, height, samples, o->framebuffer, error);
  if (ok)
    {
      glPixelStorei (GL_PACK_ALIGNMENT, 4);
      glReadPixels (0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
      flip (rgba, width, height);
    }
  eglMakeCurrent (o->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  g_mutex_unlock (&o->lock);
  return ok;
}
