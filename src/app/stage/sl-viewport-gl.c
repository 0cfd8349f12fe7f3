/* The area that the stage is drawn in: its GL context, and what to say where there is none. */
#include "sl-viewport-private.h"

#include <string.h>
#include <epoxy/gl.h>

#include "sl-i18n.h"

enum { SAMPLES_IDLE = 4 /* a pixel; none while the view moves */ };

static gboolean
on_render (GtkGLArea *area, GdkGLContext *context, SlViewport *v)
{
  g_autoptr (GError) error = NULL;
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (area)), framebuffer = 0;

  if (v->gpu == NULL)
    return TRUE;
  glGetIntegerv (GL_FRAMEBUFFER_BINDING, &framebuffer);
  if (!sl_viewport_ready (v))
    {
      glClearColor (.086f, .09f, .1f, 1);
      glClear (GL_COLOR_BUFFER_BIT);
      return TRUE;
    }
  if (!sl_gpu_draw (v->gpu, v->list, gtk_widget_get_width (v->area) * scale, gtk_widget_get_height (v->area) * scale,
                    v->moving ? 1 : SAMPLES_IDLE, (guint) framebuffer, &error))
    g_warning ("%s", error->message);
  return TRUE;
}

static void
show_trouble (SlViewport *v, const char *text)
{
  gsize length = strlen (text) - g_str_has_suffix (text, "."); /* GTK's sentences have one, ours none */
  g_autofree char *why = g_strndup (text, length);
  g_autofree char *whole =
    g_strdup_printf (_("%s. Install libegl1 and libgl1-mesa-dri, or start Sightline with "
                       "LIBGL_ALWAYS_SOFTWARE=1. Coverage, drawings, hand-offs and the schedule work all the same."),
                     why);
  g_autofree char *escaped = g_markup_escape_text (whole, -1);

  adw_status_page_set_description (ADW_STATUS_PAGE (v->trouble), escaped);
  gtk_stack_set_visible_child (GTK_STACK (v->stack), v->trouble);
}

/* Panes of one window share one. Desktop GL, or GLES where that is all there is; the area by itself asks for desktop GL
 * only. */
static GdkGLContext *
on_create_context (GtkGLArea *area, SlViewport *v)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (area)));
  g_autoptr (GError) error = NULL;

  if (v->first != NULL && v->first->gpu != NULL)
    return g_object_ref (gtk_gl_area_get_context (GTK_GL_AREA (v->first->area)));
  for (int es = 0; es < 2; es++)
    {
      g_clear_error (&error);
      g_autoptr (GdkGLContext) context = gdk_surface_create_gl_context (surface, &error);
      if (context == NULL)
        continue;
      gdk_gl_context_set_allowed_apis (context, es ? GDK_GL_API_GLES : GDK_GL_API_GL);
      gdk_gl_context_set_required_version (context, 3, es ? 0 : 3);
      if (gdk_gl_context_realize (context, &error))
        return g_steal_pointer (&context);
    }
  gtk_gl_area_set_error (area, error);
  return NULL;
}

static void
on_realize (GtkGLArea *area, SlViewport *v)
{
  g_autoptr (GError) error = NULL;

  gtk_gl_area_make_current (area);
  if (gtk_gl_area_get_error (area) != NULL)
    {
      show_trouble (v, gtk_gl_area_get_error (area)->message);
      return;
    }
  g_debug ("The stage is drawn with %s", (const char *) glGetString (GL_VERSION));
  v->gpu = v->first != NULL && v->first->gpu != NULL ? sl_gpu_new_beside (v->first->gpu) : sl_gpu_new (&error);
  if (v->gpu == NULL)
    show_trouble (v, error->message);
}

static void
on_unrealize (GtkGLArea *area, SlViewport *v)
{
  gtk_gl_area_make_current (area);
  g_clear_pointer (&v->gpu, sl_gpu_free);
}

void
sl_viewport_add_area (SlViewport *v)
{
  v->area = gtk_gl_area_new ();
  g_signal_connect (v->area, "create-context", G_CALLBACK (on_create_context), v);
  g_signal_connect (v->area, "realize", G_CALLBACK (on_realize), v);
  g_signal_connect (v->area, "unrealize", G_CALLBACK (on_unrealize), v);
  g_signal_connect (v->area, "render", G_CALLBACK (on_render), v);
  gtk_gl_area_set_auto_render (GTK_GL_AREA (v->area), FALSE);
  v->trouble = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (v->trouble), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (v->trouble), _("The stage cannot be drawn here"));
}
