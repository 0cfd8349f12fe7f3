/* A wall as a media server's screen: an OBJ whose texture coordinates are the wall's picture, u from the viewer's left
 * and v from the bottom, 0…1 with nothing at the edges. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

/* More are slow, or refused. */
#define SL_SCREEN_MOST_VERTICES 150000

typedef struct {
  SlVec3 origin;   /* of the mesh, the middle of its box (m, world): its axes are the stage's, turned by nothing */
  guint  vertices;
} SlScreenMesh;

/* The file's text. `mirror`: left-handed, Z into the screen, for servers that take it so; else right-handed. A flat
 * stretch of whole cabinets is one face; others are one each. Free with g_free(). */
char *sl_screen_obj (const SlSceneWall *wall, const char *name, gboolean mirror, SlScreenMesh *mesh);

G_END_DECLS
