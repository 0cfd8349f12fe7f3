/* Places of a wall's grid, as people write them: "3.1" is the third column from the viewer's left in the top row,
 * "3.1-6.2" the rectangle between two of them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Column and row, both from 0. */
typedef struct {
  guint column, row;
} SlWallPlace;

/* SlWallPlace elements, row by row from the top, each once, of a wall of `columns` × `rows`; NULL with an error for
 * what is no place of it. Free with g_array_unref(). */
GArray *sl_wall_places_parse (const char *text, guint columns, guint rows, GError **error);
/* The same as a text, single places; free with g_free(). */
char   *sl_wall_places_print (const GArray *places);

G_END_DECLS
