/* What the import helper finds out of a mesh's shape. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Puts the triangles of closed surfaces first, wound so that their outsides face out, and returns how many indices they
 * take. Nobody sees the inside of those from without. `positions`: 3 a vertex; `n` a multiple of 3. */
guint32 sl_parts_closed_first (guint32 *indices, guint32 n, const float *positions, guint32 n_vertices);

G_END_DECLS
