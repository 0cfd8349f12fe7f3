/* What an OBJ's material library says that assimp leaves out: how pictures lie on their surfaces. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char    *picture; /* of map_Kd, NULL without one */
  double   scale[2], offset[2]; /* of u and v */
  gboolean clamp;
} ImportMtl;

/* The library's materials by name, ImportMtl each, added to `table` or put in place of those of the same name. */
void        import_mtl_read  (GBytes *library, GHashTable *table);
/* A table for them. */
GHashTable *import_mtl_table (void);

G_END_DECLS
