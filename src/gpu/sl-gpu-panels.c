#include "sl-gpu-private.h"

#include <string.h>

#include "sl-draw-faces.h"

/* A corner of a face as the GPU takes it. */
typedef struct {
  float  position[3], uv[2], cell[2];
  float  pick[4]; /* number of the lower left cabinet, columns of its wall, columns and rows of the face */
  guint8 tint[4];
} Corner;

void
sl_gpu_init_panels (Stream *stream)
{
  sl_gpu_attribute (0, 3, sizeof (Corner), offsetof (Corner, position), FALSE);
  sl_gpu_attribute (1, 2, sizeof (Corner), offsetof (Corner, uv), FALSE);
  sl_gpu_attribute (2, 2, sizeof (Corner), offsetof (Corner, cell), FALSE);
  sl_gpu_attribute (3, 4, sizeof (Corner), offsetof (Corner, pick), FALSE);
  glEnableVertexAttribArray (4);
  glVertexAttribPointer (4, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof (Corner),
                         (const void *) offsetof (Corner, tint));
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
put_corners (Corner *corners, const SlDrawList *list, const SlDrawFace *face)
{
  const SlDrawPanel *panel = &face->panel;
  const SlDrawWall *wall = &g_array_index (list->walls, SlDrawWall, panel->wall);
  const SlColour *t = &panel->tint;
  const guint8 tint[4] = { to_byte (t->r), to_byte (t->g), to_byte (t->b), to_byte (t->a) };
  const float pick[4] = { (float) sl_draw_list_panel_pick (list, panel), (float) wall->columns, (float) face->columns,
                          (float) face->rows };

  for (guint i = 0; i < 4; i++)
    {
      float x = i & 1 ? (float) face->columns : 0, y = i >> 1 ? (float) face->rows : 0;

      for (guint c = 0; c < 3; c++)
        corners[i].position[c] = panel->corner[c] + panel->right[c] * x + panel->up[c] * y;
      corners[i].uv[0] = i & 1 ? panel->right_u : panel->left_u;
      corners[i].uv[1] = i >> 1 ? panel->top_v : panel->bottom_v;
      corners[i].cell[0] = x;
      corners[i].cell[1] = y;
      memcpy (corners[i].pick, pick, sizeof pick);
      memcpy (corners[i].tint, tint, sizeof tint);
    }
}

static void
fill (Stream *stream, const SlDrawList *list)
{
  g_autoptr (GArray) faces = sl_draw_join_panels (list);
  g_autofree Corner *corners = g_new (Corner, (gsize) faces->len * 4);
  g_autofree guint32 *indices = g_new (guint32, (gsize) faces->len * 6);

  for (guint i = 0; i < faces->len; i++)
    {
      const guint32 first = i * 4, own[6] = { first, first + 1, first + 2, first + 2, first + 1, first + 3 };

      put_corners (corners + first, list, &g_array_index (faces, SlDrawFace, i));
      memcpy (indices + (gsize) i * 6, own, sizeof own);
    }
  stream->n_indices = faces->len * 6;
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr) (faces->len * 4 * sizeof *corners), corners, GL_DYNAMIC_DRAW);
  glBufferData (GL_ELEMENT_ARRAY_BUFFER, (GLsizeiptr) (faces->len * 6 * sizeof *indices), indices, GL_DYNAMIC_DRAW);
}

/* Of the walls that the panels' pictures and numbers come from. */
static guint64
walls_key (const GArray *walls)
{
  const guint32 *words = (const guint32 *) (const void *) walls->data;
  guint64 key = 14695981039346656037u;

  for (gsize i = 0; i < walls->len * sizeof (SlDrawWall) / sizeof *words; i++)
    key = (key ^ words[i]) * 1099511628211u;
  return key;
}

void
sl_gpu_draw_panels (Stream *stream, const SlDrawList *list)
{
  guint64 key = walls_key (list->walls);

  if (key != stream->key)
    sl_gpu_stream_forget (stream);
  stream->key = key;
  if (sl_gpu_stream_bind (stream, list->panels))
    fill (stream, list);
  glDrawElements (GL_TRIANGLES, (GLsizei) stream->n_indices, GL_UNSIGNED_INT, NULL);
}
