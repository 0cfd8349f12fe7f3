/* Cabinets side by side are drawn as one face where nothing tells them apart: a flat wall of thousands costs two triangles. */
#pragma once

#include "sl-draw-list.h"

G_BEGIN_DECLS

typedef struct {
  SlDrawPanel panel; /* the lower left one, with the picture's corners of the whole face */
  guint       columns, rows;
} SlDrawFace;

/* `panels`: SlDrawPanel, a wall's in rows from the left and from the top. Each is in one face, of its own plane, tint and
 * pick: SlDrawFace; free with g_array_unref(). */
GArray *sl_draw_join_panels (const GArray *panels);

G_END_DECLS
