/* A GL context without a window, for tests that call GL themselves. */
#pragma once

#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <glib.h>

/* Makes a context of its own current: desktop GL or ES. */
static inline EGLContext
open_context (EGLDisplay display, gboolean es)
{
  const EGLint desktop[] = { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_NONE };
  const EGLint embedded[] = { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_NONE };
  EGLContext context;

  g_assert_true (eglBindAPI (es ? EGL_OPENGL_ES_API : EGL_OPENGL_API));
  context = eglCreateContext (display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, es ? embedded : desktop);
  g_assert_true (context != EGL_NO_CONTEXT);
  g_assert_true (eglMakeCurrent (display, EGL_NO_SURFACE, EGL_NO_SURFACE, context));
  return context;
}
