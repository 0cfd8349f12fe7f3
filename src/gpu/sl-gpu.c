#include "sl-gpu.h"

#include <cglm/cglm.h>
#include <epoxy/gl.h>
#include <gio/gio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-shaders.h"

enum { SHADOW_SIZE = 1536, MAX_SIZE = 16384 };
#define LOD_PIXELS 1.0 /* that a coarser form may be off */

typedef enum { PROGRAM_MESH, PROGRAM_FLOOR, PROGRAM_GLASS, PROGRAM_PANEL, PROGRAM_LINE, PROGRAM_BACKGROUND, PROGRAM_DEPTH, N_PROGRAMS } Program;

static const struct {
  const char *vertex, *fragment;
} program_files[N_PROGRAMS] = {
  [PROGRAM_MESH] = { "mesh.vert", "lit.frag" },       [PROGRAM_FLOOR] = { "flat.vert", "lit.frag" },
  [PROGRAM_GLASS] = { "flat.vert", "plain.frag" },    [PROGRAM_PANEL] = { "panel.vert", "panel.frag" },
  [PROGRAM_LINE] = { "line.vert", "line.frag" },      [PROGRAM_BACKGROUND] = { "background.vert", "background.frag" },
  [PROGRAM_DEPTH] = { "mesh.vert", "depth.frag" },
};

/* A mesh on the GPU. */
typedef struct {
  GLuint  vao, buffers[4]; /* positions, normals, uvs, indices */
  GLuint *textures;
  guint   n_textures;
  guint   unused;          /* draws since it was last needed */
} GpuMesh;

/* Vertex data that changes: uploaded again only when it differs. */
typedef struct {
  GLuint vao, buffer;
  guint8 *copy;
  gsize  size;
} Stream;

typedef struct {
  GLuint framebuffer, colour, depth;
  int    width, height, samples;
} Target;

struct SlGpu {
  gboolean    es;
  GLint       max_samples, max_size;
  GLuint      programs[N_PROGRAMS];
  GHashTable *meshes;    /* stamp → GpuMesh */
  Stream      panels, lines, glass, floor;
  GLuint      picture, white, empty_vao;
  guint64     picture_stamp;
  GLuint      shadow_framebuffer, shadow_map;
  guint64     shadow_key;   /* of the meshes that it was drawn from */
  Target      target, pick;
};

/* One pass over a list. */
typedef struct {
  SlGpu            *gpu;
  const SlDrawList *list;
  mat4              view_projection, shadow;
  int               width, height;
  int               mode; /* 0 picture, 1 pick */
} Pass;

/* --- programs --- */

static char *
shader_source (SlGpu *gpu, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/org/sightline/shaders/", name, NULL);
  g_autoptr (GBytes) common = g_resource_lookup_data (sl_shaders_get_resource (), "/org/sightline/shaders/common.glsl", 0, error);
  g_autoptr (GBytes) body = common != NULL ? g_resource_lookup_data (sl_shaders_get_resource (), path, 0, error) : NULL;

  if (body == NULL)
    return NULL;
  return g_strdup_printf ("%s%.*s\n%.*s", gpu->es ? "#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler2DShadow;\n" : "#version 330 core\n",
                          (int) g_bytes_get_size (common), (const char *) g_bytes_get_data (common, NULL),
                          (int) g_bytes_get_size (body), (const char *) g_bytes_get_data (body, NULL));
}

static GLuint
compile (SlGpu *gpu, GLenum type, const char *name, GError **error)
{
  g_autofree char *source = shader_source (gpu, name, error);
  GLuint shader;
  GLint ok;

  if (source == NULL)
    return 0;
  shader = glCreateShader (type);
  glShaderSource (shader, 1, (const char *const *) &source, NULL);
  glCompileShader (shader);
  glGetShaderiv (shader, GL_COMPILE_STATUS, &ok);
  if (!ok)
    {
      char log[1024];
      glGetShaderInfoLog (shader, sizeof log, NULL, log);
      glDeleteShader (shader);
      sl_error_set (error, SL_ERROR_DEVICE, _("this graphics driver cannot build %s (%s); update it, or set LIBGL_ALWAYS_SOFTWARE=1"), name, log);
      return 0;
    }
  return shader;
}

static gboolean
build_program (SlGpu *gpu, Program program, GError **error)
{
  GLuint vertex = compile (gpu, GL_VERTEX_SHADER, program_files[program].vertex, error);
  GLuint fragment = vertex != 0 ? compile (gpu, GL_FRAGMENT_SHADER, program_files[program].fragment, error) : 0;
  GLint ok = 0;

  if (fragment != 0)
    {
      gpu->programs[program] = glCreateProgram ();
      glAttachShader (gpu->programs[program], vertex);
      glAttachShader (gpu->programs[program], fragment);
      glLinkProgram (gpu->programs[program]);
      glGetProgramiv (gpu->programs[program], GL_LINK_STATUS, &ok);
      if (!ok)
        sl_error_set (error, SL_ERROR_DEVICE, _("this graphics driver cannot link %s; update it, or set LIBGL_ALWAYS_SOFTWARE=1"), program_files[program].fragment);
    }
  glDeleteShader (vertex);
  glDeleteShader (fragment);
  return ok;
}

static GLint
uniform (const Pass *pass, Program program, const char *name)
{
  return glGetUniformLocation (pass->gpu->programs[program], name);
}

static void
set_vec3 (GLint at, SlVec3 v)
{
  glUniform3f (at, (float) v.x, (float) v.y, (float) v.z);
}

/* --- buffers and textures --- */

static void
attribute (GLuint index, GLint size, gsize stride, gsize offset, gboolean instanced)
{
  glEnableVertexAttribArray (index);
  glVertexAttribPointer (index, size, GL_FLOAT, GL_FALSE, (GLsizei) stride, (const void *) offset);
  glVertexAttribDivisor (index, instanced);
}

static void
stream_init (Stream *stream)
{
  glGenVertexArrays (1, &stream->vao);
  glGenBuffers (1, &stream->buffer);
  glBindVertexArray (stream->vao);
  glBindBuffer (GL_ARRAY_BUFFER, stream->buffer);
}

static void
stream_set (Stream *stream, const GArray *data)
{
  gsize size = (gsize) data->len * g_array_get_element_size ((GArray *) data);

  glBindVertexArray (stream->vao);
  if (size == stream->size && (size == 0 || memcmp (stream->copy, data->data, size) == 0))
    return;
  glBindBuffer (GL_ARRAY_BUFFER, stream->buffer);
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr) size, data->data, GL_DYNAMIC_DRAW);
  g_free (stream->copy);
  stream->copy = g_memdup2 (data->data, size);
  stream->size = size;
}

static void
stream_clear (Stream *stream)
{
  glDeleteVertexArrays (1, &stream->vao);
  glDeleteBuffers (1, &stream->buffer);
  g_free (stream->copy);
}

static void
init_streams (SlGpu *gpu)
{
  stream_init (&gpu->panels);
  attribute (0, 3, sizeof (SlDrawPanel), offsetof (SlDrawPanel, corner), TRUE);
  attribute (1, 3, sizeof (SlDrawPanel), offsetof (SlDrawPanel, right), TRUE);
  attribute (2, 3, sizeof (SlDrawPanel), offsetof (SlDrawPanel, up), TRUE);
  attribute (3, 4, sizeof (SlDrawPanel), offsetof (SlDrawPanel, u0), TRUE);
  attribute (4, 4, sizeof (SlDrawPanel), offsetof (SlDrawPanel, tint), TRUE);
  attribute (5, 1, sizeof (SlDrawPanel), offsetof (SlDrawPanel, pick), TRUE);
  stream_init (&gpu->lines);
  attribute (0, 3, sizeof (SlDrawLine), offsetof (SlDrawLine, from), TRUE);
  attribute (1, 3, sizeof (SlDrawLine), offsetof (SlDrawLine, to), TRUE);
  attribute (2, 4, sizeof (SlDrawLine), offsetof (SlDrawLine, colour), TRUE);
  attribute (3, 1, sizeof (SlDrawLine), offsetof (SlDrawLine, width), TRUE);
  attribute (4, 1, sizeof (SlDrawLine), offsetof (SlDrawLine, pick), TRUE);
  Stream *flat[] = { &gpu->glass, &gpu->floor };
  for (guint i = 0; i < G_N_ELEMENTS (flat); i++)
    {
      stream_init (flat[i]);
      attribute (0, 3, sizeof (SlDrawVertex), offsetof (SlDrawVertex, position), FALSE);
      attribute (1, 4, sizeof (SlDrawVertex), offsetof (SlDrawVertex, colour), FALSE);
    }
}

static void
upload_texture (GLuint texture, guint32 width, guint32 height, const guint8 *rgba)
{
  glBindTexture (GL_TEXTURE_2D, texture);
  glPixelStorei (GL_UNPACK_ALIGNMENT, 4);
  glTexImage2D (GL_TEXTURE_2D, 0, GL_SRGB8_ALPHA8, (GLsizei) width, (GLsizei) height, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  glGenerateMipmap (GL_TEXTURE_2D);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_NEAREST);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_REPEAT);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_REPEAT);
}

static void
vertex_buffer (GLuint buffer, GLuint index, GLint size, const float *data, guint32 n)
{
  glBindBuffer (GL_ARRAY_BUFFER, buffer);
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr) ((gsize) n * (gsize) size * sizeof (float)), data, GL_STATIC_DRAW);
  attribute (index, size, 0, 0, FALSE);
}

static void
gpu_mesh_free (gpointer data)
{
  GpuMesh *mesh = data;

  glDeleteVertexArrays (1, &mesh->vao);
  glDeleteBuffers (4, mesh->buffers);
  glDeleteTextures ((GLsizei) mesh->n_textures, mesh->textures);
  g_free (mesh->textures);
  g_free (mesh);
}

static GpuMesh *
find_mesh (SlGpu *gpu, const SlMesh *mesh)
{
  GpuMesh *found = g_hash_table_lookup (gpu->meshes, &mesh->stamp);

  if (found == NULL)
    {
      found = g_new0 (GpuMesh, 1);
      glGenVertexArrays (1, &found->vao);
      glGenBuffers (4, found->buffers);
      glBindVertexArray (found->vao);
      vertex_buffer (found->buffers[0], 0, 3, mesh->positions, mesh->n_vertices);
      vertex_buffer (found->buffers[1], 1, 3, mesh->normals, mesh->n_vertices);
      vertex_buffer (found->buffers[2], 2, 2, mesh->uvs, mesh->n_vertices);
      glBindBuffer (GL_ELEMENT_ARRAY_BUFFER, found->buffers[3]);
      /* the coarser forms' indices follow the whole ones in the block */
      glBufferData (GL_ELEMENT_ARRAY_BUFFER, (GLsizeiptr) (((gsize) mesh->n_indices + mesh->n_lod_indices) * sizeof (guint32)), mesh->indices, GL_STATIC_DRAW);
      found->n_textures = mesh->n_textures;
      found->textures = g_new0 (GLuint, mesh->n_textures + 1);
      glGenTextures ((GLsizei) mesh->n_textures, found->textures);
      for (guint i = 0; i < mesh->n_textures; i++)
        upload_texture (found->textures[i], mesh->textures[i].width, mesh->textures[i].height, mesh->pixels + mesh->textures[i].offset);
      g_hash_table_insert (gpu->meshes, g_memdup2 (&mesh->stamp, sizeof mesh->stamp), found);
    }
  found->unused = 0;
  return found;
}

/* Meshes that have not been drawn for a while go. */
static gboolean
is_stale (gpointer key, gpointer value, gpointer data)
{
  return ++((GpuMesh *) value)->unused > 200;
}

static void
set_picture (SlGpu *gpu, const SlImage *picture)
{
  if (picture == NULL || picture->stamp == gpu->picture_stamp)
    return;
  upload_texture (gpu->picture, (guint32) picture->width, (guint32) picture->height, picture->rgba);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  gpu->picture_stamp = picture->stamp;
}

/* --- setting up --- */

static void
init_shadow (SlGpu *gpu)
{
  glGenTextures (1, &gpu->shadow_map);
  glBindTexture (GL_TEXTURE_2D, gpu->shadow_map);
  glTexImage2D (GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT24, SHADOW_SIZE, SHADOW_SIZE, 0, GL_DEPTH_COMPONENT, GL_UNSIGNED_INT, NULL);
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
  gpu->meshes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, gpu_mesh_free);
  if (epoxy_gl_version () < (gpu->es ? 30 : 33))
    {
      sl_error_set (error, SL_ERROR_DEVICE, _("OpenGL 3.3 or GLES 3.0 is needed, and this driver gives %d.%d; update it, or set LIBGL_ALWAYS_SOFTWARE=1"),
                    epoxy_gl_version () / 10, epoxy_gl_version () % 10);
      sl_gpu_free (gpu);
      return NULL;
    }
  for (guint i = 0; i < N_PROGRAMS; i++)
    if (!build_program (gpu, i, error))
      {
        sl_gpu_free (gpu);
        return NULL;
      }
  glGetIntegerv (GL_MAX_SAMPLES, &gpu->max_samples);
  glGetIntegerv (GL_MAX_RENDERBUFFER_SIZE, &gpu->max_size);
  init_streams (gpu);
  init_shadow (gpu);
  glGenVertexArrays (1, &gpu->empty_vao);
  glGenTextures (1, &gpu->picture);
  glGenTextures (1, &gpu->white);
  upload_texture (gpu->white, 1, 1, white);
  upload_texture (gpu->picture, 1, 1, white);
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
  stream_clear (&gpu->panels);
  stream_clear (&gpu->lines);
  stream_clear (&gpu->glass);
  stream_clear (&gpu->floor);
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
  if (target->framebuffer != 0 && target->width == width && target->height == height && target->samples == samples)
    {
      glBindFramebuffer (GL_FRAMEBUFFER, target->framebuffer);
      return TRUE;
    }
  target_clear (target);
  if (width < 1 || height < 1 || width > MIN (gpu->max_size, MAX_SIZE) || height > MIN (gpu->max_size, MAX_SIZE))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("a picture of %d × %d px cannot be drawn here; the largest side is %d"), width, height, MIN (gpu->max_size, MAX_SIZE));
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
      sl_error_set (error, SL_ERROR_DEVICE, _("the graphics driver refuses a picture of %d × %d px; choose a smaller one"), width, height);
      return FALSE;
    }
  target->width = width;
  target->height = height;
  target->samples = samples;
  return TRUE;
}

/* --- matrices --- */

static void
view_matrix (const SlFrame *frame, mat4 out)
{
  /* GL looks along −Z with Y up; the plan's cameras along +Y with Z up */
  SlVec3 x = frame->x, y = frame->z, z = sl_vec3_scale (frame->y, -1), o = frame->o;
  const SlVec3 axes[3] = { x, y, z };

  glm_mat4_identity (out);
  for (int i = 0; i < 3; i++)
    {
      out[0][i] = (float) axes[i].x;
      out[1][i] = (float) axes[i].y;
      out[2][i] = (float) axes[i].z;
      out[3][i] = (float) -sl_vec3_dot (axes[i], o);
    }
}

static void
camera_matrix (const SlDrawCamera *camera, mat4 out)
{
  mat4 view, projection;
  float near = (float) camera->near_m, far = (float) camera->far_m;

  view_matrix (&camera->frame, view);
  if (camera->parallel)
    glm_ortho ((float) -camera->tan_h, (float) camera->tan_h, (float) -camera->tan_v, (float) camera->tan_v, near, far, projection);
  else
    glm_frustum ((float) -camera->tan_h * near, (float) camera->tan_h * near, (float) -camera->tan_v * near, (float) camera->tan_v * near, near, far, projection);
  glm_mat4_mul (projection, view, out);
}

static void
model_matrix (const SlFrame *frame, mat4 out)
{
  const SlVec3 columns[4] = { frame->x, frame->y, frame->z, frame->o };

  glm_mat4_identity (out);
  for (int i = 0; i < 4; i++)
    {
      out[i][0] = (float) columns[i].x;
      out[i][1] = (float) columns[i].y;
      out[i][2] = (float) columns[i].z;
    }
}

/* A parallel view from the light over the meshes that throw shadows. */
static void
shadow_matrix (const SlDrawList *list, mat4 out)
{
  SlVec3 y = sl_vec3_scale (list->light, -1), x = sl_vec3_normalize (sl_vec3_cross (y, sl_vec3 (0, 1, 0))), z = sl_vec3_cross (x, y);
  SlFrame frame = { x, y, z, { 0, 0, 0 } };
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *mesh = &g_array_index (list->meshes, SlDrawMesh, i);
      const SlBox *b = &mesh->mesh->box;
      for (guint k = 0; k < 8; k++)
        {
          SlVec3 p = sl_frame_point (&mesh->frame, sl_vec3 (k & 1 ? b->max.x : b->min.x, k & 2 ? b->max.y : b->min.y, k & 4 ? b->max.z : b->min.z));
          sl_box_add (&box, sl_frame_unpoint (&frame, p));
        }
    }
  if (sl_box_is_empty (&box))
    box = (SlBox) { { -1, -1, -1 }, { 1, 1, 1 } };
  SlDrawCamera camera = { .frame = frame, .parallel = TRUE, .near_m = .1 };
  double margin = .5;
  camera.tan_h = (box.max.x - box.min.x) / 2 + margin;
  camera.tan_v = (box.max.z - box.min.z) / 2 + margin;
  camera.far_m = box.max.y - box.min.y + 30; /* the floor behind the last mesh takes part */
  camera.frame.o = sl_frame_point (&frame, sl_vec3 ((box.min.x + box.max.x) / 2, box.min.y - 1, (box.min.z + box.max.z) / 2));
  camera_matrix (&camera, out);
}

/* --- passes --- */

/* The same for the same meshes in the same places. */
static guint64
shadow_key (const SlDrawList *list)
{
  guint64 key = 14695981039346656037u;

  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *mesh = &g_array_index (list->meshes, SlDrawMesh, i);
      const guint64 *words = (const guint64 *) (const void *) &mesh->frame;
      for (guint w = 0; w < sizeof mesh->frame / sizeof *words; w++)
        key = (key ^ words[w]) * 1099511628211u;
      key = (key ^ mesh->mesh->stamp) * 1099511628211u;
    }
  return key;
}

static void
draw_shadow (Pass *pass)
{
  GLuint program = pass->gpu->programs[PROGRAM_DEPTH];
  guint64 key = shadow_key (pass->list);

  shadow_matrix (pass->list, pass->shadow);
  if (key == pass->gpu->shadow_key)
    return;
  pass->gpu->shadow_key = key;
  glBindFramebuffer (GL_FRAMEBUFFER, pass->gpu->shadow_framebuffer);
  glViewport (0, 0, SHADOW_SIZE, SHADOW_SIZE);
  glEnable (GL_DEPTH_TEST);
  glDepthMask (GL_TRUE);
  glDepthFunc (GL_LEQUAL);
  glDisable (GL_BLEND);
  glDisable (GL_CULL_FACE);
  glDisable (GL_SCISSOR_TEST);
  glClear (GL_DEPTH_BUFFER_BIT);
  glEnable (GL_POLYGON_OFFSET_FILL); /* surfaces must not shade themselves */
  glPolygonOffset (2.5f, 6);
  glUseProgram (program);
  glUniformMatrix4fv (uniform (pass, PROGRAM_DEPTH, "u_view_projection"), 1, GL_FALSE, pass->shadow[0]);
  for (guint i = 0; i < pass->list->meshes->len; i++)
    {
      const SlDrawMesh *item = &g_array_index (pass->list->meshes, SlDrawMesh, i);
      mat4 model;

      model_matrix (&item->frame, model);
      glBindVertexArray (find_mesh (pass->gpu, item->mesh)->vao);
      glUniformMatrix4fv (uniform (pass, PROGRAM_DEPTH, "u_model"), 1, GL_FALSE, model[0]);
      glDrawElements (GL_TRIANGLES, (GLsizei) item->mesh->n_indices, GL_UNSIGNED_INT, NULL);
    }
  glDisable (GL_POLYGON_OFFSET_FILL);
}

static void
use_program (const Pass *pass, Program program)
{
  glUseProgram (pass->gpu->programs[program]);
  glUniform1i (uniform (pass, program, "u_mode"), pass->mode);
  glUniformMatrix4fv (uniform (pass, program, "u_view_projection"), 1, GL_FALSE, pass->view_projection[0]);
  glUniform2f (uniform (pass, program, "u_size"), (float) pass->width, (float) pass->height);
}

static void
use_lit (const Pass *pass, Program program)
{
  const SlDrawList *list = pass->list;

  use_program (pass, program);
  set_vec3 (uniform (pass, program, "u_light"), list->light);
  set_vec3 (uniform (pass, program, "u_wall_centre"), list->wall_centre);
  glUniform3f (uniform (pass, program, "u_wall_light"), list->wall_light.r, list->wall_light.g, list->wall_light.b);
  set_vec3 (uniform (pass, program, "u_eye"), list->camera.frame.o);
  glUniformMatrix4fv (uniform (pass, program, "u_shadow"), 1, GL_FALSE, pass->shadow[0]);
  glUniform1i (uniform (pass, program, "u_texture"), 0);
  glUniform1i (uniform (pass, program, "u_shadow_map"), 1);
  glActiveTexture (GL_TEXTURE1);
  glBindTexture (GL_TEXTURE_2D, pass->gpu->shadow_map);
  glActiveTexture (GL_TEXTURE0);
  glBindTexture (GL_TEXTURE_2D, pass->gpu->white);
}

static void
draw_background (const Pass *pass)
{
  const SlColour *top = &pass->list->background_top, *bottom = &pass->list->background_bottom;

  use_program (pass, PROGRAM_BACKGROUND);
  glUniform4f (uniform (pass, PROGRAM_BACKGROUND, "u_top"), top->r, top->g, top->b, 1);
  glUniform4f (uniform (pass, PROGRAM_BACKGROUND, "u_bottom"), bottom->r, bottom->g, bottom->b, 1);
  glUniform1f (uniform (pass, PROGRAM_BACKGROUND, "u_hatch"), pass->list->hatch_background);
  glDepthMask (GL_FALSE);
  glBindVertexArray (pass->gpu->empty_vao);
  glDrawArrays (GL_TRIANGLES, 0, 3);
  glDepthMask (GL_TRUE);
}

static void
draw_floor (const Pass *pass)
{
  use_lit (pass, PROGRAM_FLOOR);
  glUniform1i (uniform (pass, PROGRAM_FLOOR, "u_textured"), 0);
  glUniform1f (uniform (pass, PROGRAM_FLOOR, "u_selected"), 0);
  glUniform1f (uniform (pass, PROGRAM_FLOOR, "u_pick"), 0);
  glUniform1f (uniform (pass, PROGRAM_FLOOR, "u_gloss"), .45f);
  stream_set (&pass->gpu->floor, pass->list->floor);
  glDrawArrays (GL_TRIANGLES, 0, (GLsizei) pass->list->floor->len);
}

/* How far a mesh may stray from its true shape without a difference in the picture, in its own metres; 0 when it is at
 * the camera. */
static double
tolerance (const Pass *pass, const SlDrawMesh *item)
{
  const SlDrawCamera *camera = &pass->list->camera;
  const SlBox *box = &item->mesh->box;
  double scale = fmax (fmax (sl_vec3_length (item->frame.x), sl_vec3_length (item->frame.y)), sl_vec3_length (item->frame.z));
  double radius = sl_vec3_length (sl_vec3_sub (box->max, box->min)) / 2 * scale;
  SlVec3 middle = sl_frame_point (&item->frame, sl_vec3_scale (sl_vec3_add (box->min, box->max), .5));
  double depth = sl_vec3_dot (sl_vec3_sub (middle, camera->frame.o), camera->frame.y) - radius;
  double pixel_m = 2 * camera->tan_v / pass->height * (camera->parallel ? 1 : fmax (0, depth));

  return LOD_PIXELS * pixel_m / fmax (scale, 1e-9);
}

/* Draws a part as coarsely as may be. */
static void
draw_part (const SlMesh *mesh, const SlSubmesh *part, double allowed)
{
  gsize first = part->first_index, n = part->n_indices;

  for (guint i = 0; i < SL_MESH_LODS && part->lods[i].n_indices > 0 && (double) part->lods[i].error <= allowed; i++)
    {
      first = (gsize) mesh->n_indices + part->lods[i].first_index;
      n = part->lods[i].n_indices;
    }
  glDrawElements (GL_TRIANGLES, (GLsizei) n, GL_UNSIGNED_INT, (const void *) (first * sizeof (guint32)));
}

static void
draw_mesh (const Pass *pass, const SlDrawMesh *item)
{
  double allowed = tolerance (pass, item);
  gboolean outside = allowed > 0; /* of everything closed: backs are hidden */
  GpuMesh *mesh = find_mesh (pass->gpu, item->mesh);
  mat4 model;

  model_matrix (&item->frame, model);
  glBindVertexArray (mesh->vao);
  glUniformMatrix4fv (uniform (pass, PROGRAM_MESH, "u_model"), 1, GL_FALSE, model[0]);
  glUniform1f (uniform (pass, PROGRAM_MESH, "u_selected"), item->selected);
  glUniform1f (uniform (pass, PROGRAM_MESH, "u_pick"), (float) item->pick);
  for (guint i = 0; i < item->mesh->n_submeshes; i++)
    {
      const SlSubmesh *part = &item->mesh->submeshes[i];
      const float *own = part->colour;
      gboolean textured = !item->tinted && part->texture >= 0;
      SlColour c = item->tinted && !part->own_colour ? item->colour : (SlColour) { own[0], own[1], own[2], 1 };

      glUniform4f (uniform (pass, PROGRAM_MESH, "u_colour"), c.r, c.g, c.b, 1);
      glUniform1i (uniform (pass, PROGRAM_MESH, "u_textured"), textured);
      glBindTexture (GL_TEXTURE_2D, textured ? mesh->textures[part->texture] : pass->gpu->white);
      if (outside && part->closed)
        glEnable (GL_CULL_FACE);
      draw_part (item->mesh, part, allowed);
      glDisable (GL_CULL_FACE);
    }
}

static void
draw_meshes (const Pass *pass)
{
  use_lit (pass, PROGRAM_MESH);
  glUniform1f (uniform (pass, PROGRAM_MESH, "u_gloss"), .12f);
  for (guint i = 0; i < pass->list->meshes->len; i++)
    draw_mesh (pass, &g_array_index (pass->list->meshes, SlDrawMesh, i));
}

static void
draw_panels (const Pass *pass)
{
  use_program (pass, PROGRAM_PANEL);
  set_picture (pass->gpu, pass->list->picture);
  glUniform1i (uniform (pass, PROGRAM_PANEL, "u_texture"), 0);
  glUniform1f (uniform (pass, PROGRAM_PANEL, "u_cabinets"), pass->list->cabinets ? .6f : .12f);
  glUniform1f (uniform (pass, PROGRAM_PANEL, "u_glow"), pass->list->glow);
  glBindTexture (GL_TEXTURE_2D, pass->list->picture != NULL ? pass->gpu->picture : pass->gpu->white);
  stream_set (&pass->gpu->panels, pass->list->panels);
  glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, (GLsizei) pass->list->panels->len);
}

static void
draw_lines (const Pass *pass)
{
  use_program (pass, PROGRAM_LINE);
  glUniform1f (uniform (pass, PROGRAM_LINE, "u_widen"), pass->mode == 1 ? 5 : 0);
  stream_set (&pass->gpu->lines, pass->list->lines);
  glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, (GLsizei) pass->list->lines->len);
}

/* Lines and glass lie over what is solid without hiding it. */
static void
draw_translucent (const Pass *pass)
{
  glDepthMask (GL_FALSE);
  if (pass->mode == 0)
    {
      glEnable (GL_BLEND);
      glBlendFuncSeparate (GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
      use_program (pass, PROGRAM_GLASS);
      stream_set (&pass->gpu->glass, pass->list->glass);
      glDrawArrays (GL_TRIANGLES, 0, (GLsizei) pass->list->glass->len);
    }
  draw_lines (pass);
  glDisable (GL_BLEND);
  glDepthMask (GL_TRUE);
}

static void
draw_pass (Pass *pass)
{
  glViewport (0, 0, pass->width, pass->height);
  glEnable (GL_DEPTH_TEST);
  glDepthFunc (GL_LEQUAL);
  glDepthMask (GL_TRUE);
  glDisable (GL_BLEND);
  glDisable (GL_CULL_FACE);
  glDisable (GL_SCISSOR_TEST);
  glDisable (GL_STENCIL_TEST);
  glColorMask (GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  if (!pass->gpu->es)
    glDisable (GL_FRAMEBUFFER_SRGB); /* the shaders encode */
  glClearColor (0, 0, 0, 1);
  glClear (GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  draw_meshes (pass);
  draw_panels (pass);
  draw_floor (pass);
  draw_background (pass); /* at the far end: only where nothing is */
  draw_translucent (pass);
  glBindVertexArray (0);
  glUseProgram (0);
}

gboolean
sl_gpu_draw (SlGpu *gpu, const SlDrawList *list, int width, int height, int samples, guint framebuffer, GError **error)
{
  Pass pass = { .gpu = gpu, .list = list, .width = width, .height = height };

  draw_shadow (&pass);
  if (!target_prepare (gpu, &gpu->target, width, height, CLAMP (samples, 1, MAX (1, gpu->max_samples)), error))
    return FALSE;
  camera_matrix (&list->camera, pass.view_projection);
  draw_pass (&pass);
  glBindFramebuffer (GL_READ_FRAMEBUFFER, gpu->target.framebuffer);
  glBindFramebuffer (GL_DRAW_FRAMEBUFFER, framebuffer);
  glBlitFramebuffer (0, 0, width, height, 0, 0, width, height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  g_hash_table_foreach_remove (gpu->meshes, is_stale, NULL);
  return TRUE;
}

guint32
sl_gpu_pick (SlGpu *gpu, const SlDrawList *list, int width, int height, int x, int y)
{
  Pass pass = { .gpu = gpu, .list = list, .width = width, .height = height, .mode = 1 };
  guint8 rgba[4] = { 0 };

  glm_mat4_identity (pass.shadow);
  if (x < 0 || y < 0 || x >= width || y >= height || !target_prepare (gpu, &gpu->pick, width, height, 1, NULL))
    return 0;
  camera_matrix (&list->camera, pass.view_projection);
  draw_pass (&pass);
  glReadPixels (x, height - 1 - y, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  guint32 id = rgba[0] | (guint32) rgba[1] << 8 | (guint32) rgba[2] << 16;
  return id <= list->picks->len ? id : 0;
}
