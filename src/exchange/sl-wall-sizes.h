/* Which sizes of cabinets a face is made of, as far as its facets tell. Of this room alone. */
#pragma once

#include "sl-wall-develop.h"

G_BEGIN_DECLS

/* "8 × 500 × 500 mm, 4 × 500 × 1000 mm" of the rectangles that stand side by side on one straight stretch and are as
 * large as cabinets, the most first; `n` receives how many sizes. "" where its facets are no such rectangles. Free with
 * g_free(). */
char *sl_wall_sizes (const SlDeveloped *flat, guint *n);

G_END_DECLS
