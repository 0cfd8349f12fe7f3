#include "sl-gpu-private.h"

#include "sl-error.h"
#include "sl-i18n.h"

enum { MAX_SIZE = 16384, MAX_ERRORS = 32 };

static const char *
error_text (GLenum code)
{
  switch (code)
    {
    case GL_OUT_OF_MEMORY: return _("it is out of memory");
    case GL_INVALID_FRAMEBUFFER_OPERATION: return _("it cannot draw into this picture");
    default: return _("it refused a command");
    }
}

/* FALSE with an error when GL met one since this was last called. A lost context reports one for ever, so that the
 * number is limited. */
static gboolean
went_well (GError **error)
{
  GLenum code, first = GL_NO_ERROR;

  for (guint i = 0; i < MAX_ERRORS && (code = glGetError ()) != GL_NO_ERROR; i++)
    first = first == GL_NO_ERROR ? code : first;
  if (first == GL_NO_ERROR)
    return TRUE;
  sl_error_set (error, SL_ERROR_DEVICE,
                _("the graphics driver could not draw: %s (0x%04x); close other programs, or set "
                  "LIBGL_ALWAYS_SOFTWARE=1"),
                error_text (first), first);
  return FALSE;
}

/* What may have come to the GPU only in part is put there again. */
static void
forget (SlGpu *gpu)
{
  g_hash_table_remove_all (gpu->meshes);
  gpu->picture_stamp = 0;
  gpu->shadow_key = 0;
  for (guint i = 0; i < N_STREAMS; i++)
    sl_gpu_stream_forget (&gpu->streams[i]);
}

static void
init_shadow (SlGpu *gpu)
{
  glGenTextures (1, &gpu->shadow_map);
  glBindTexture (GL_TEXTURE_2D, gpu->shadow_map);
  glTexImage2D (GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT24, SHADOW_SIZE, SHADOW_SIZE, 0, GL_DEPTH_COMPONENT,
                GL_UNSIGNED_INT, NULL);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_COMPARE_MODE, GL_COMPARE_REF_TO_TEXTURE);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_COMPARE_FUNC, GL_LEQUAL);
  glGenFramebuffers (1, &gpu->shadow_framebuffer);
  glBindFramebuffer (GL_FRAMEBUFFER, gpu->shadow_framebuffer);
  glFramebufferTexture2D (GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, gpu->shadow_map, 0);
  const GLenum none = GL_NONE;
  glDrawBuffers (1, &none);
  glReadBuffer (GL_NONE);
}

SlGpu *
sl_gpu_new (GError **error)
{
  SlGpu *gpu = g_new0 (SlGpu, 1);
  const guint8 white[4] = { 255, 255, 255, 255 };

  gpu->es = !epoxy_is_desktop_gl ();
  gpu->meshes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, sl_gpu_mesh_free);
  if (epoxy_gl_version () < (gpu->es ? 30 : 33))
    {
      sl_error_set (error, SL_ERROR_DEVICE,
                    _("OpenGL 3.3 or GLES 3.0 is needed, and this driver gives %d.%d; update it, or set "
                      "LIBGL_ALWAYS_SOFTWARE=1"),
                    epoxy_gl_version () / 10, epoxy_gl_version () % 10);
      sl_gpu_free (gpu);
      return NULL;
    }
  for (guint i = 0; i < N_PROGRAMS; i++)
    if (!sl_gpu_build_program (gpu, i, error))
      {
        sl_gpu_free (gpu);
        return NULL;
      }
  glGetIntegerv (GL_MAX_SAMPLES, &gpu->max_samples);
  glGetIntegerv (GL_MAX_RENDERBUFFER_SIZE, &gpu->max_size);
  glGetIntegerv (GL_MAX_TEXTURE_SIZE, &gpu->max_texture);
  sl_gpu_init_streams (gpu);
  init_shadow (gpu);
  glGenVertexArrays (1, &gpu->empty_vao);
  glGenTextures (1, &gpu->picture);
  glGenTextures (1, &gpu->white);
  sl_gpu_upload_texture (gpu, gpu->white, 1, 1, white);
  sl_gpu_upload_texture (gpu, gpu->picture, 1, 1, white);
  return gpu;
}

static void
target_clear (Target *target)
{
  glDeleteFramebuffers (1, &target->framebuffer);
  glDeleteRenderbuffers (1, &target->colour);
  glDeleteRenderbuffers (1, &target->depth);
  *target = (Target) { 0 };
}

void
sl_gpu_free (SlGpu *gpu)
{
  if (gpu == NULL)
    return;
  g_hash_table_unref (gpu->meshes);
  for (guint i = 0; i < N_PROGRAMS; i++)
    glDeleteProgram (gpu->programs[i]);
  for (guint i = 0; i < N_STREAMS; i++)
    sl_gpu_stream_clear (&gpu->streams[i]);
  glDeleteTextures (1, &gpu->picture);
  glDeleteTextures (1, &gpu->white);
  glDeleteTextures (1, &gpu->shadow_map);
  glDeleteFramebuffers (1, &gpu->shadow_framebuffer);
  glDeleteVertexArrays (1, &gpu->empty_vao);
  target_clear (&gpu->target);
  target_clear (&gpu->pick);
  g_free (gpu);
}

static gboolean
target_prepare (SlGpu *gpu, Target *target, int width, int height, int samples, GError **error)
{
  int most = MIN (gpu->max_size, MAX_SIZE);

  if (target->framebuffer != 0 && target->width == width && target->height == height && target->samples == samples)
    {
      glBindFramebuffer (GL_FRAMEBUFFER, target->framebuffer);
      return TRUE;
    }
  target_clear (target);
  if (width < 1 || height < 1 || width > most || height > most)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("a picture of %d × %d px cannot be drawn here; the largest side is %d"),
                    width, height, most);
      return FALSE;
    }
  glGenFramebuffers (1, &target->framebuffer);
  glBindFramebuffer (GL_FRAMEBUFFER, target->framebuffer);
  glGenRenderbuffers (1, &target->colour);
  glBindRenderbuffer (GL_RENDERBUFFER, target->colour);
  glRenderbufferStorageMultisample (GL_RENDERBUFFER, samples > 1 ? samples : 0, GL_RGBA8, width, height);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, target->colour);
  glGenRenderbuffers (1, &target->depth);
  glBindRenderbuffer (GL_RENDERBUFFER, target->depth);
  glRenderbufferStorageMultisample (GL_RENDERBUFFER, samples > 1 ? samples : 0, GL_DEPTH_COMPONENT24, width, height);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, target->depth);
  if (glCheckFramebufferStatus (GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    {
      target_clear (target);
      sl_error_set (error, SL_ERROR_DEVICE,
                    _("the graphics driver refuses a picture of %d × %d px; choose a smaller one"), width, height);
      return FALSE;
    }
  target->width = width;
  target->height = height;
  target->samples = samples;
  return TRUE;
}

gboolean
sl_gpu_draw (SlGpu *gpu, const SlDrawList *list, int width, int height, int samples, guint framebuffer,
             GError **error)
{
  Pass pass = { .gpu = gpu, .list = list, .width = width, .height = height };

  went_well (NULL); /* what others left */
  sl_gpu_draw_shadow (&pass);
  if (!target_prepare (gpu, &gpu->target, width, height, CLAMP (samples, 1, MAX (1, gpu->max_samples)), error))
    return FALSE;
  sl_gpu_camera_matrix (&list->camera, pass.view_projection);
  sl_gpu_draw_pass (&pass);
  glBindFramebuffer (GL_READ_FRAMEBUFFER, gpu->target.framebuffer);
  glBindFramebuffer (GL_DRAW_FRAMEBUFFER, framebuffer);
  glBlitFramebuffer (0, 0, width, height, 0, 0, width, height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  g_hash_table_foreach_remove (gpu->meshes, sl_gpu_mesh_is_stale, NULL);
  if (went_well (error))
    return TRUE;
  forget (gpu);
  return FALSE;
}

SlPick
sl_gpu_pick (SlGpu *gpu, const SlDrawList *list, int width, int height, int x, int y)
{
  Pass pass = { .gpu = gpu, .list = list, .width = width, .height = height, .mode = 1 };
  guint8 rgba[4] = { 0 };

  glm_mat4_identity (pass.shadow);
  if (x < 0 || y < 0 || x >= width || y >= height
      || !target_prepare (gpu, &gpu->pick, width, height, 1, NULL))
    return sl_draw_list_picked (list, 0);
  sl_gpu_camera_matrix (&list->camera, pass.view_projection);
  sl_gpu_draw_pass (&pass);
  glReadPixels (x, height - 1 - y, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  return sl_draw_list_picked (list, rgba[0] | (guint32) rgba[1] << 8 | (guint32) rgba[2] << 16);
}
