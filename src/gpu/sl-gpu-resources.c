#include "sl-gpu-private.h"

#include <string.h>

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
sl_gpu_init_streams (Stream *streams)
{
  stream_init (&streams[STREAM_PANELS]);
  sl_gpu_init_panels (&streams[STREAM_PANELS]);
  stream_init (&streams[STREAM_LINES]);
  sl_gpu_attribute (0, 3, sizeof (SlDrawLine), offsetof (SlDrawLine, from), TRUE);
  sl_gpu_attribute (1, 3, sizeof (SlDrawLine), offsetof (SlDrawLine, to), TRUE);
  sl_gpu_attribute (2, 4, sizeof (SlDrawLine), offsetof (SlDrawLine, colour), TRUE);
  sl_gpu_attribute (3, 1, sizeof (SlDrawLine), offsetof (SlDrawLine, width), TRUE);
  sl_gpu_attribute (4, 1, sizeof (SlDrawLine), offsetof (SlDrawLine, pick), TRUE);
  stream_init (&streams[STREAM_SOLID]); /* whose layout is the meshes' own */
  stream_init (&streams[STREAM_CLEAR]);
  stream_init (&streams[STREAM_SHADOW]);
  Stream *flat[] = { &streams[STREAM_GLASS], &streams[STREAM_FLOOR] };
  for (guint i = 0; i < G_N_ELEMENTS (flat); i++)
    {
      stream_init (flat[i]);
      sl_gpu_attribute (0, 3, sizeof (SlDrawVertex), offsetof (SlDrawVertex, position), FALSE);
      sl_gpu_attribute (1, 4, sizeof (SlDrawVertex), offsetof (SlDrawVertex, colour), FALSE);
    }
}

void
sl_gpu_upload_texture (const SlGpuDevice *gpu, GLuint texture, guint32 width, guint32 height, const guint8 *rgba)
{
  guint32 w = width, h = height;
  g_autofree guint8 *small = NULL;

  sl_gpu_shrunk_size (&w, &h, (guint32) gpu->max_texture);
  if (w != width || h != height)
    rgba = small = sl_gpu_shrink (rgba, width, height, w, h);
  glBindTexture (GL_TEXTURE_2D, texture);
  glPixelStorei (GL_UNPACK_ALIGNMENT, 4);
  glTexImage2D (GL_TEXTURE_2D, 0, GL_SRGB8_ALPHA8, (GLsizei) w, (GLsizei) h, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  glGenerateMipmap (GL_TEXTURE_2D);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_NEAREST);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
}

static void
set_wrap (SlWrap u, SlWrap v)
{
  static const GLint wraps[] = {
    [SL_WRAP_REPEAT] = GL_REPEAT,
    [SL_WRAP_MIRROR] = GL_MIRRORED_REPEAT,
    [SL_WRAP_CLAMP] = GL_CLAMP_TO_EDGE,
  };

  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, wraps[u]);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, wraps[v]);
}

static void
upload_mesh_texture (const SlGpuDevice *gpu, const SlMesh *mesh, const SlTexture *texture, GLuint into)
{
  sl_gpu_upload_texture (gpu, into, texture->width, texture->height, mesh->pixels + texture->offset);
  set_wrap (texture->wrap_u, texture->wrap_v);
}

static void
vertex_buffer (GLuint buffer, GLuint index, GLint size, const float *data, guint32 n)
{
  glBindBuffer (GL_ARRAY_BUFFER, buffer);
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr) (n * (gsize) size * sizeof (float)), data, GL_STATIC_DRAW);
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

static GpuMesh *
upload_mesh (const SlGpuDevice *gpu, const SlMesh *mesh)
{
  GpuMesh *up = g_new0 (GpuMesh, 1);
  gsize n_indices = (gsize) mesh->n_indices + mesh->n_lod_indices; /* the coarser forms' follow the whole ones */

  glGenVertexArrays (1, &up->vao);
  glGenBuffers (4, up->buffers);
  glBindVertexArray (up->vao);
  vertex_buffer (up->buffers[0], 0, 3, mesh->positions, mesh->n_vertices);
  vertex_buffer (up->buffers[1], 1, 3, mesh->normals, mesh->n_vertices);
  vertex_buffer (up->buffers[2], 2, 2, mesh->uvs, mesh->n_vertices);
  glBindBuffer (GL_ELEMENT_ARRAY_BUFFER, up->buffers[3]);
  glBufferData (GL_ELEMENT_ARRAY_BUFFER, (GLsizeiptr) (n_indices * sizeof (guint32)), mesh->indices, GL_STATIC_DRAW);
  up->n_textures = mesh->n_textures;
  up->textures = g_new0 (GLuint, mesh->n_textures + 1);
  glGenTextures ((GLsizei) mesh->n_textures, up->textures);
  for (guint i = 0; i < mesh->n_textures; i++)
    upload_mesh_texture (gpu, mesh, &mesh->textures[i], up->textures[i]);
  return up;
}

GpuMesh *
sl_gpu_find_mesh (SlGpuDevice *gpu, const SlMesh *mesh)
{
  GpuMesh *found = g_hash_table_lookup (gpu->meshes, &mesh->stamp);

  if (found == NULL)
    {
      found = upload_mesh (gpu, mesh);
      g_hash_table_insert (gpu->meshes, g_memdup2 (&mesh->stamp, sizeof mesh->stamp), found);
    }
  return found;
}

static gboolean
is_stale (gpointer key, gpointer value, gpointer data)
{
  return ++((GpuMesh *) value)->unused > 200;
}

void
sl_gpu_sweep_meshes (SlGpuDevice *gpu, const SlDrawList *list)
{
  const SlMesh *last = NULL;

  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlMesh *mesh = g_array_index (list->meshes, SlDrawMesh, i).mesh;
      GpuMesh *found = mesh != last ? g_hash_table_lookup (gpu->meshes, &mesh->stamp) : NULL;

      if (found != NULL)
        found->unused = 0;
      last = mesh;
    }
  g_hash_table_foreach_remove (gpu->meshes, is_stale, NULL);
}

void
sl_gpu_set_picture (SlGpuDevice *gpu, const SlImage *picture)
{
  if (picture == NULL || picture->stamp == gpu->picture_stamp)
    return;
  sl_gpu_upload_texture (gpu, gpu->picture, (guint32) picture->width, (guint32) picture->height, picture->rgba);
  set_wrap (SL_WRAP_CLAMP, SL_WRAP_CLAMP);
  gpu->picture_stamp = picture->stamp;
}
