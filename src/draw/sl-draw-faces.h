/* Cabinets side by side are drawn as one face where nothing tells them apart: a flat wall of thousands costs two
 * triangles. */
#pragma once

#include "sl-draw-list.h"

G_BEGIN_DECLS

typedef struct {
  SlDrawPanel panel; /* the lower left one, but for its place in the picture, which is that of the whole face */
  guint       columns, rows;
} SlDrawFace;

/* Every panel of the list is in one face, of its own wall, plane and tint: SlDrawFace; free with g_array_unref(). */
GArray *sl_draw_join_panels (const SlDrawList *list);

G_END_DECLS
