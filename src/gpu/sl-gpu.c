#include "sl-gpu-private.h"

#include <string.h>

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
forget (SlGpuDevice *device)
{
  g_hash_table_remove_all (device->meshes);
  device->picture_stamp = 0;
  g_clear_pointer (&device->shadow_kept, sl_gpu_kept_free);
  for (guint i = 0; i < device->pictures->len; i++)
    {
      SlGpu *gpu = device->pictures->pdata[i];

      g_clear_pointer (&gpu->kept, sl_gpu_kept_free);
      for (guint k = 0; k < N_STREAMS; k++)
        sl_gpu_stream_forget (&gpu->streams[k]);
    }
}

static void
init_shadow (SlGpuDevice *gpu)
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

static void device_free (SlGpuDevice *gpu);

static SlGpuDevice *
device_new (GError **error)
{
  SlGpuDevice *gpu = g_new0 (SlGpuDevice, 1);
  const guint8 white[4] = { 255, 255, 255, 255 };

  gpu->es = !epoxy_is_desktop_gl ();
  gpu->meshes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, sl_gpu_mesh_free);
  gpu->pictures = g_ptr_array_new ();
  if (epoxy_gl_version () < (gpu->es ? 30 : 33))
    {
      sl_error_set (error, SL_ERROR_DEVICE,
                    _("OpenGL 3.3 or GLES 3.0 is needed, and this driver gives %d.%d; update it, or set "
                      "LIBGL_ALWAYS_SOFTWARE=1"),
                    epoxy_gl_version () / 10, epoxy_gl_version () % 10);
      device_free (gpu);
      return NULL;
    }
  if (!sl_gpu_build_programs (gpu, FALSE, error))
    {
      device_free (gpu);
      return NULL;
    }
  glGetIntegerv (GL_MAX_SAMPLES, &gpu->max_samples);
  glGetIntegerv (GL_MAX_RENDERBUFFER_SIZE, &gpu->max_size);
  glGetIntegerv (GL_MAX_TEXTURE_SIZE, &gpu->max_texture);
  init_shadow (gpu);
  glGenVertexArrays (1, &gpu->empty_vao);
  glGenTextures (1, &gpu->picture);
  glGenTextures (1, &gpu->white);
  sl_gpu_upload_texture (gpu, gpu->white, 1, 1, white);
  sl_gpu_upload_texture (gpu, gpu->picture, 1, 1, white);
  return gpu;
}

SlGpu *
sl_gpu_new_beside (SlGpu *other)
{
  SlGpu *gpu = g_new0 (SlGpu, 1);

  gpu->device = other->device;
  g_ptr_array_add (gpu->device->pictures, gpu);
  sl_gpu_init_streams (gpu->streams);
  return gpu;
}

SlGpu *
sl_gpu_new (GError **error)
{
  SlGpu first = { .device = device_new (error) };

  return first.device != NULL ? sl_gpu_new_beside (&first) : NULL;
}

static void
target_clear (Target *target)
{
  glDeleteFramebuffers (1, &target->framebuffer);
  glDeleteRenderbuffers (1, &target->colour);
  glDeleteRenderbuffers (1, &target->depth);
  *target = (Target) { 0 };
}

static void
device_free (SlGpuDevice *gpu)
{
  g_hash_table_unref (gpu->meshes);
  g_ptr_array_unref (gpu->pictures);
  for (guint i = 0; i < 2 * N_PROGRAMS; i++)
    glDeleteProgram (gpu->programs[i / N_PROGRAMS].programs[i % N_PROGRAMS]);
  glDeleteTextures (1, &gpu->picture);
  glDeleteTextures (1, &gpu->white);
  glDeleteTextures (1, &gpu->shadow_map);
  glDeleteFramebuffers (1, &gpu->shadow_framebuffer);
  glDeleteVertexArrays (1, &gpu->empty_vao);
  target_clear (&gpu->pick);
  sl_gpu_kept_free (gpu->shadow_kept);
  g_free (gpu);
}

void
sl_gpu_free (SlGpu *gpu)
{
  if (gpu == NULL)
    return;
  for (guint i = 0; i < N_STREAMS; i++)
    sl_gpu_stream_clear (&gpu->streams[i]);
  target_clear (&gpu->target);
  target_clear (&gpu->shown);
  sl_gpu_kept_free (gpu->kept);
  g_ptr_array_remove_fast (gpu->device->pictures, gpu);
  if (gpu->device->pictures->len == 0)
    device_free (gpu->device);
  g_free (gpu);
}

static gboolean
target_prepare (const SlGpuDevice *gpu, Target *target, int width, int height, int samples, GError **error)
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

static void
put_camera (SlDrawCamera *out, const SlDrawCamera *camera)
{
  out->frame = camera->frame;
  out->parallel = camera->parallel;
  out->tan_h = camera->tan_h;
  out->tan_v = camera->tan_v;
  out->near_m = camera->near_m;
  out->far_m = camera->far_m;
  memcpy (out->cut, camera->cut, sizeof out->cut);
  out->shift_h = camera->shift_h;
  out->shift_v = camera->shift_v;
}

static SlGpuLook
look_of (const SlDrawList *list, const SlDrawCamera *light, int width, int height, int samples)
{
  SlGpuLook look;

  memset (&look, 0, sizeof look); /* what lies between its members too */
  look.width = width;
  look.height = height;
  look.samples = samples;
  put_camera (&look.camera, &list->camera);
  put_camera (&look.light_camera, light);
  look.light = list->light;
  look.wall_centre = list->wall_centre;
  look.background_top = list->background_top;
  look.background_bottom = list->background_bottom;
  look.wall_light = list->wall_light;
  look.picture = list->picture != NULL ? list->picture->stamp : 0;
  look.hatch = list->hatch_background;
  look.cabinets = list->cabinets;
  look.has_picture = list->picture != NULL;
  look.glow = list->glow;
  return look;
}

/* A picture that shows the list already; NULL for none. */
static SlGpu *
with_list (const SlGpuDevice *device, const SlDrawList *list)
{
  for (guint i = 0; i < device->pictures->len && list->stamp != 0; i++)
    {
      SlGpu *gpu = device->pictures->pdata[i];

      if (gpu->kept != NULL && sl_gpu_kept_stamp (gpu->kept) == list->stamp)
        return gpu;
    }
  return NULL;
}

/* Puts the list, kept as `now`, into the shadow map where that shows another. */
static void
draw_shadow (Pass *pass, SlGpuKept *now)
{
  SlGpuDevice *device = pass->gpu;
  const SlDrawCamera *light = sl_gpu_kept_light (now);
  g_autoptr (SlGpuKept) before = g_steal_pointer (&device->shadow_kept);

  if (before != NULL && memcmp (light, &device->shadow_light, sizeof *light) != 0)
    g_clear_pointer (&before, sl_gpu_kept_free);
  SlGpuDamage damage = sl_gpu_shadow_damage (before, now, light, SHADOW_SIZE);
  for (guint i = 0; i < damage.n; i++)
    {
      Pass own = { .gpu = device, .streams = pass->streams, .own = pass->own, .list = pass->list, .camera = light,
                   .bounds = damage.rects[i], .width = SHADOW_SIZE, .height = SHADOW_SIZE };

      glm_mat4_copy (pass->shadow, own.view_projection);
      sl_gpu_draw_shadow (&own);
    }
  device->shadow_kept = sl_gpu_kept_ref (now);
  device->shadow_light = *light;
}

/* What of the bound read framebuffer the rectangle (px) holds, into the bound draw framebuffer. */
static void
blit (const SlGpuRect *r)
{
  glBlitFramebuffer (r->x, r->y, r->x + r->width, r->y + r->height, r->x, r->y, r->x + r->width, r->y + r->height,
                     GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

/* Into `shown`, rectangle by rectangle: with several samples a pixel, a driver may draw over the edge of one. */
static void
draw_picture (SlGpu *gpu, Pass *pass, const SlGpuKept *before, const SlGpuKept *now, double texel)
{
  SlGpuDamage damage = sl_gpu_picture_damage (before, now, pass->list, pass->height, texel);

  sl_gpu_camera_matrix (pass->camera, pass->view_projection);
  for (guint i = 0; i < damage.n; i++)
    {
      pass->bounds = damage.rects[i];
      SlGpuRect rect = sl_gpu_rect (pass);

      glBindFramebuffer (GL_FRAMEBUFFER, gpu->target.framebuffer);
      sl_gpu_draw_pass (pass);
      glBindFramebuffer (GL_DRAW_FRAMEBUFFER, gpu->shown.framebuffer);
      blit (&rect);
    }
}

gboolean
sl_gpu_draw (SlGpu *gpu, const SlDrawList *list, int width, int height, int samples, guint framebuffer,
             GError **error)
{
  SlGpuDevice *device = gpu->device;
  SlGpu *like = with_list (device, list);
  g_autoptr (SlGpuKept) now = like != NULL ? sl_gpu_kept_ref (like->kept) : sl_gpu_keep (list);
  g_autoptr (SlGpuKept) before = g_steal_pointer (&gpu->kept);
  const SlDrawCamera *light = sl_gpu_kept_light (now);
  Pass pass = { .gpu = device, .streams = like != NULL ? like->streams : gpu->streams, .own = gpu->streams,
                .list = list, .camera = &list->camera, .width = width, .height = height };
  SlGpuLook look, was = gpu->look;

  if (!sl_gpu_build_programs (device, sl_gpu_cuts (&list->camera), error))
    return FALSE;
  samples = CLAMP (samples, 1, MAX (1, device->max_samples));
  look = look_of (list, light, width, height, samples);
  went_well (NULL); /* what others left */
  sl_gpu_camera_matrix (light, pass.shadow);
  draw_shadow (&pass, now);
  if (!target_prepare (device, &gpu->target, width, height, samples, error)
      || !target_prepare (device, &gpu->shown, width, height, 1, error))
    return FALSE;
  draw_picture (gpu, &pass, memcmp (&was, &look, sizeof was) == 0 ? before : NULL, now, sl_gpu_texel (light));
  gpu->kept = g_steal_pointer (&now);
  gpu->look = look;
  glBindFramebuffer (GL_READ_FRAMEBUFFER, gpu->shown.framebuffer);
  glBindFramebuffer (GL_DRAW_FRAMEBUFFER, framebuffer);
  blit (&(SlGpuRect) { 0, 0, width, height });
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  sl_gpu_sweep_meshes (device, list);
  if (went_well (error))
    return TRUE;
  forget (device);
  return FALSE;
}

static guint32
number_of (const guint8 *rgba)
{
  return rgba[0] | (guint32) rgba[1] << 8 | (guint32) rgba[2] << 16;
}

/* Where a pixel's edge is in the picture of `size` px, as SlGpuBounds has it. */
static double
across (int px, int size, double middle, double half)
{
  return middle + (2. * px / size - 1) * half;
}

/* Draws the numbers within the rectangle (px from the lower left), which lies in the picture, and reads them. */
static guint8 *
read_numbers (SlGpu *gpu, const SlDrawList *list, int width, int height, const SlGpuRect *rect)
{
  const SlDrawCamera *camera = &list->camera;
  SlGpuDevice *device = gpu->device;
  SlGpu *like = with_list (device, list);
  Pass pass = { .gpu = device, .streams = like != NULL ? like->streams : gpu->streams, .own = gpu->streams,
                .list = list, .camera = camera, .width = width, .height = height, .mode = 1 };
  guint8 *rgba;

  pass.bounds = (SlGpuBounds) { across (rect->x, width, camera->shift_h, camera->tan_h),
                                across (rect->x + rect->width, width, camera->shift_h, camera->tan_h),
                                across (rect->y, height, camera->shift_v, camera->tan_v),
                                across (rect->y + rect->height, height, camera->shift_v, camera->tan_v) };
  glm_mat4_identity (pass.shadow);
  if (!sl_gpu_build_programs (device, sl_gpu_cuts (camera), NULL)
      || !target_prepare (device, &device->pick, width, height, 1, NULL))
    return NULL;
  sl_gpu_camera_matrix (camera, pass.view_projection);
  sl_gpu_draw_pass (&pass);
  rgba = g_malloc0 ((gsize) rect->width * (gsize) rect->height * 4);
  glReadPixels (rect->x, rect->y, rect->width, rect->height, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  return rgba;
}

SlPick
sl_gpu_pick (SlGpu *gpu, const SlDrawList *list, int width, int height, int x, int y)
{
  gboolean inside = x >= 0 && y >= 0 && x < width && y < height;
  const SlGpuRect rect = { x, height - 1 - y, 1, 1 };
  g_autofree guint8 *rgba = inside ? read_numbers (gpu, list, width, height, &rect) : NULL;

  return sl_draw_list_picked (list, rgba != NULL ? number_of (rgba) : 0);
}

GPtrArray *
sl_gpu_pick_box (SlGpu *gpu, const SlDrawList *list, int width, int height, int x, int y, int box_width,
                 int box_height)
{
  const int left = CLAMP (x, 0, width), right = CLAMP (x + box_width, 0, width);
  const int top = CLAMP (y, 0, height), bottom = CLAMP (y + box_height, 0, height);
  const SlGpuRect rect = { left, height - bottom, right - left, bottom - top };
  g_autofree guint8 *rgba = rect.width > 0 && rect.height > 0 ? read_numbers (gpu, list, width, height, &rect) : NULL;
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *ids = g_ptr_array_new ();
  guint32 last = 0;

  for (gsize i = 0; rgba != NULL && i < (gsize) rect.width * (gsize) rect.height; i++)
    {
      const guint32 number = number_of (rgba + 4 * i);
      const char *id = number != last ? sl_draw_list_picked (list, number).id : NULL;

      last = number;
      if (id != NULL && g_hash_table_add (met, (gpointer) id))
        g_ptr_array_add (ids, (gpointer) id);
    }
  return ids;
}
