/* A wall's face rolled out flat: along its line from the viewer's left, and up. Of this room alone. */
#pragma once

#include "sl-wall-cells.h"
#include "sl-wall-tell.h"

G_BEGIN_DECLS

typedef struct {
  double  width;       /* m, of the line */
  GArray *triangles;   /* SlFlatTriangle: those that have an area, from its left end and its foot */
  GArray *stretches;   /* guint, of each triangle: which straight stretch of the line it stands on */
  guint   away;        /* how many face away from the viewer */
  GArray *pictures;    /* SlFlatTriangle: where in the picture each lies, the picture as large as the face; NULL for no
                          picture */
  double  u[2], v[2];  /* what of the picture it shows, 0…1 from the left and from the top */
  double  uneven;      /* the most, 0…1, that a point of the picture lies where an even one would not have it */
  gboolean mirrored;   /* what is right or up in the picture is not so on the face */
} SlDeveloped;

/* NULL where it has more facets than can be looked at in a second. Free with sl_developed_free(). */
SlDeveloped *sl_wall_develop   (const SlWallFitted *fitted);
/* NULL is fine. */
void         sl_developed_free (SlDeveloped *flat);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDeveloped, sl_developed_free)

G_END_DECLS
