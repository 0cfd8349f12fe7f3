#include "sl-gpu-private.h"

#include <gio/gio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-shaders.h"

static const struct {
  const char *vertex, *fragment;
} program_files[N_PROGRAMS] = {
  [PROGRAM_MESH] = { "mesh.vert", "lit.frag" },       [PROGRAM_FLOOR] = { "flat.vert", "lit.frag" },
  [PROGRAM_GLASS] = { "flat.vert", "plain.frag" },    [PROGRAM_PANEL] = { "panel.vert", "panel.frag" },
  [PROGRAM_LINE] = { "line.vert", "line.frag" },      [PROGRAM_BACKGROUND] = { "background.vert", "background.frag" },
  [PROGRAM_DEPTH] = { "mesh.vert", "depth.frag" },
};

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

gboolean
sl_gpu_build_program (SlGpu *gpu, Program program, GError **error)
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

/* --- buffers and textures --- */

void
sl_gpu_attribute (GLuint index, GLint size, gsize stride, gsize offset, gboolean instanced)
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

gboolean
sl_gpu_stream_bind (Stream *stream, const GArray *data)
{
  gsize size = (gsize) data->len * g_array_get_element_size ((GArray *) data);

  glBindVertexArray (stream->vao);
  if (size == stream->size && (size == 0 || memcmp (stream->copy, data->data, size) == 0))
    return FALSE;
  g_free (stream->copy);
  stream->copy = g_memdup2 (data->data, size);
  stream->size = size;
  glBindBuffer (GL_ARRAY_BUFFER, stream->buffer);
  return TRUE;
}

void
sl_gpu_stream_forget (Stream *stream)
{
  g_clear_pointer (&stream->copy, g_free);
  stream->size = G_MAXSIZE;
}

void
sl_gpu_stream_set (Stream *stream, const GArray *data)
{
  if (sl_gpu_stream_bind (stream, data))
    glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr) stream->size, data->data, GL_DYNAMIC_DRAW);
}

void
sl_gpu_stream_clear (Stream *stream)
{
  glDeleteVertexArrays (1, &stream->vao);
  glDeleteBuffers (1, &stream->buffer);
  glDeleteBuffers (1, &stream->indices);
  g_free (stream->copy);
}

void
sl_gpu_init_streams (SlGpu *gpu)
{
  stream_init (&gpu->panels);
  sl_gpu_init_panels (&gpu->panels);
  stream_init (&gpu->lines);
  sl_gpu_attribute (0, 3, sizeof (SlDrawLine), offsetof (SlDrawLine, from), TRUE);
  sl_gpu_attribute (1, 3, sizeof (SlDrawLine), offsetof (SlDrawLine, to), TRUE);
  sl_gpu_attribute (2, 4, sizeof (SlDrawLine), offsetof (SlDrawLine, colour), TRUE);
  sl_gpu_attribute (3, 1, sizeof (SlDrawLine), offsetof (SlDrawLine, width), TRUE);
  sl_gpu_attribute (4, 1, sizeof (SlDrawLine), offsetof (SlDrawLine, pick), TRUE);
  Stream *flat[] = { &gpu->glass, &gpu->floor };
  for (guint i = 0; i < G_N_ELEMENTS (flat); i++)
    {
      stream_init (flat[i]);
      sl_gpu_attribute (0, 3, sizeof (SlDrawVertex), offsetof (SlDrawVertex, position), FALSE);
      sl_gpu_attribute (1, 4, sizeof (SlDrawVertex), offsetof (SlDrawVertex, colour), FALSE);
    }
}

void
sl_gpu_upload_texture (GLuint texture, guint32 width, guint32 height, const guint8 *rgba)
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
  sl_gpu_attribute (index, size, 0, 0, FALSE);
}

void
sl_gpu_mesh_free (gpointer data)
{
  GpuMesh *mesh = data;

  glDeleteVertexArrays (1, &mesh->vao);
  glDeleteBuffers (4, mesh->buffers);
  glDeleteTextures ((GLsizei) mesh->n_textures, mesh->textures);
  g_free (mesh->textures);
  g_free (mesh);
}

GpuMesh *
sl_gpu_find_mesh (SlGpu *gpu, const SlMesh *mesh)
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
        sl_gpu_upload_texture (found->textures[i], mesh->textures[i].width, mesh->textures[i].height, mesh->pixels + mesh->textures[i].offset);
      g_hash_table_insert (gpu->meshes, g_memdup2 (&mesh->stamp, sizeof mesh->stamp), found);
    }
  found->unused = 0;
  return found;
}

/* Meshes that have not been drawn for a while go. */
gboolean
sl_gpu_mesh_is_stale (gpointer key, gpointer value, gpointer data)
{
  return ++((GpuMesh *) value)->unused > 200;
}

void
sl_gpu_set_picture (SlGpu *gpu, const SlImage *picture)
{
  if (picture == NULL || picture->stamp == gpu->picture_stamp)
    return;
  sl_gpu_upload_texture (gpu->picture, (guint32) picture->width, (guint32) picture->height, picture->rgba);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  gpu->picture_stamp = picture->stamp;
}
