/* A wall as flat rectangles over which its picture runs evenly: what a renderer takes for a screen. */
#pragma once

#include "sl-feeds.h"

G_BEGIN_DECLS

typedef struct {
  SlVec3 corner;          /* bottom left (m, world) */
  SlVec3 right, up;       /* full width and height (m, world) */
  SlVec3 normal;          /* unit, toward the viewer */
  gint64 x, y, w, h;      /* px of the wall's picture, from the top left */
  SlCanvasCut cut;        /* its places */
  gboolean whole;         /* every place has a cabinet that fills it */
} SlFacet;

/* Of one wall, whatever is cut of it. */
typedef struct SlFacetWall SlFacetWall;

SlFacetWall *sl_facet_wall_new  (const SlSceneWall *wall); /* which must outlive it */
/* NULL is fine. */
void         sl_facet_wall_free (SlFacetWall *facets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFacetWall, sl_facet_wall_free)

/* Those of a rectangle of places in which a cabinet stands, from the left and each column from the top; together they
 * have every pixel of it but those of empty columns and facets. SlFacet; free with g_array_unref(). */
GArray      *sl_facet_wall_cut  (const SlFacetWall *facets, const SlCanvasCut *cut);
/* The cabinet at a place; NULL for none. Borrowed from the wall. */
const SlScenePanel *sl_facet_wall_panel (const SlFacetWall *facets, guint column, guint row);

G_END_DECLS
