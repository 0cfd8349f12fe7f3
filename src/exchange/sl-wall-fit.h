/* A wall of cabinets that is nearest to a face that another program knows as triangles: flat, or curved about one
 * axis. */
#pragma once

#include "sl-edit.h"
#include "sl-vec.h"

G_BEGIN_DECLS

/* The face in the stage's world. */
typedef struct {
  GArray *points;  /* SlVec3, m */
  GArray *uvs;     /* float, two a point, v down; empty for none */
  GArray *corners; /* guint32, three a triangle, counter-clockwise as the viewer sees them */
  SlVec3  up[3];   /* which way up it may stand, the likeliest first */
} SlWallFace;

/* An empty one that may stand as `frame` does: along its Z, else its Y or X. Clear with sl_wall_face_clear(). */
void     sl_wall_face_init  (SlWallFace *face, const SlFrame *frame);
/* Frees what it owns, not itself. */
void     sl_wall_face_clear (SlWallFace *face);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlWallFace, sl_wall_face_clear)

/* Adds a wall like it to what `command` does to `plan`: its cabinet is the panel `cabinet`, its stage `stage`. What of
 * the face the wall has not got is told in `findings` (SlFinding; NULL for none). FALSE with SL_ERROR_INPUT, and
 * nothing is added, when no wall can be like it. */
gboolean sl_wall_fit (const SlPlan *plan, SlCommand *command, const SlWallFace *face, const char *id, const char *name,
                      const char *stage, const SlPanel *cabinet, GPtrArray *findings, GError **error);

G_END_DECLS
