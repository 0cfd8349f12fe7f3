/* A scene into a draw list: for the viewport, for a shot's picture, for clips. */
#pragma once

#include "sl-coverage.h"
#include "sl-draw-list.h"
#include "sl-shading.h"

G_BEGIN_DECLS

typedef struct {
  SlShading       shading;
  gboolean        picture;  /* what a shot's camera records: no grid, cameras, labels; misses hatched */
  GHashTable     *selected; /* a set of entity ids (char *), may be NULL */
  const SlTracer *tracer;   /* for coverage shading: what stands before panels; may be NULL */
  SlAssets       *assets;   /* for pictures on the wall; may be NULL */
  gboolean        open_ceilings; /* LED ceilings are outlines, through which one looks down */
  const char     *miss;     /* what is told where the shot's picture goes past a wall; NULL: nothing misses */
  gboolean        imperial; /* lengths of labels in feet and inches */
} SlDrawOptions;

/* The list's camera is left for the caller to set. Free with sl_draw_list_free(). */
SlDrawList  *sl_draw_scene (const SlScene *scene, const SlDrawOptions *options);
/* Through the shot's camera, the framing filling the picture. */
SlDrawCamera sl_draw_camera_of_shot (const SlSceneCamera *camera);
/* The corners (m, SlVec3) of everything that stands, or of the entity `id`; of everything when it does not stand, of
 * the floor when nothing does. Never empty; free with g_array_unref(). */
GArray      *sl_draw_extent (const SlScene *scene, const char *id);

G_END_DECLS
