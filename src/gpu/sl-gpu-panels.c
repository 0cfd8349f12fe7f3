#include "sl-gpu-private.h"

#include <string.h>

#include "sl-draw-faces.h"

/* A corner of a face as the GPU takes it. */
typedef struct {
  float  position[3], uv[2], cell[2], pick;
  guint8 tint[4];
} Corner;

void
sl_gpu_init_panels (Stream *stream)
{
  sl_gpu_attribute (0, 3, sizeof (Corner), offsetof (Corner, position), FALSE);
  sl_gpu_attribute (1, 2, sizeof (Corner), offsetof (Corner, uv), FALSE);
  sl_gpu_attribute (2, 2, sizeof (Corner), offsetof (Corner, cell), FALSE);
  sl_gpu_attribute (3, 1, sizeof (Corner), offsetof (Corner, pick), FALSE);
  glEnableVertexAttribArray (4);
  glVertexAttribPointer (4, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof (Corner), (const void *) offsetof (Corner, tint));
  glGenBuffers (1, &stream->indices);
  glBindBuffer (GL_ELEMENT_ARRAY_BUFFER, stream->indices);
}

static guint8
to_byte (float value)
{
  return (guint8) (CLAMP (value, 0, 1) * 255 + .5f);
}

/* In rows from the lower left. */
static void
put_corners (Corner *corners, const SlDrawFace *face)
{
  const SlDrawPanel *panel = &face->panel;
  const guint8 tint[4] = { to_byte (panel->tint.r), to_byte (panel->tint.g), to_byte (panel->tint.b), to_byte (panel->tint.a) };

  for (guint i = 0; i < 4; i++)
    {
      float x = i & 1 ? (float) face->columns : 0, y = i >> 1 ? (float) face->rows : 0;

      for (guint c = 0; c < 3; c++)
        corners[i].position[c] = panel->corner[c] + panel->right[c] * x + panel->up[c] * y;
      corners[i].uv[0] = i & 1 ? panel->u1 : panel->u0;
      corners[i].uv[1] = i >> 1 ? panel->v0 : panel->v1;
      corners[i].cell[0] = x;
      corners[i].cell[1] = y;
      corners[i].pick = panel->pick;
      memcpy (corners[i].tint, tint, sizeof tint);
    }
}

static void
fill (Stream *stream, const GArray *panels)
{
  g_autoptr (GArray) faces = sl_draw_join_panels (panels);
  g_autofree Corner *corners = g_new (Corner, (gsize) faces->len * 4);
  g_autofree guint32 *indices = g_new (guint32, (gsize) faces->len * 6);

  for (guint i = 0; i < faces->len; i++)
    {
      const guint32 first = i * 4, own[6] = { first, first + 1, first + 2, first + 2, first + 1, first + 3 };
      put_corners (corners + first, &g_array_index (faces, SlDrawFace, i));
      memcpy (indices + (gsize) i * 6, own, sizeof own);
    }
  stream->n_indices = faces->len * 6;
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr) (faces->len * 4 * sizeof *corners), corners, GL_DYNAMIC_DRAW);
  glBufferData (GL_ELEMENT_ARRAY_BUFFER, (GLsizeiptr) (faces->len * 6 * sizeof *indices), indices, GL_DYNAMIC_DRAW);
}

void
sl_gpu_draw_panels (Stream *stream, const GArray *panels)
{
  if (sl_gpu_stream_bind (stream, panels))
    fill (stream, panels);
  glDrawElements (GL_TRIANGLES, (GLsizei) stream->n_indices, GL_UNSIGNED_INT, NULL);
}
