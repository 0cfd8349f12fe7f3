/* What the files of the ground plan share. */
#pragma once

#include "sl-drawing.h"
#include "sl-scene.h"

G_BEGIN_DECLS

/* Of lengths that stand alone or have their unit behind them; free with g_free(). */
char    *sl_ground_length     (double metres, int decimals, gboolean feet);

/* --- sl-ground-wall.c --- */

/* Its face or, where it lies or hangs, its outline, with what it is called and how large it is. */
void     sl_ground_add_wall   (SlDrawing *drawing, const SlSceneWall *wall, gboolean feet);

/* --- sl-ground-shot.c --- */

#define SL_GROUND_PATH 24

/* A shot's camera: at its first frame, along its path, and the lengths of its lens. */
typedef struct {
  const SlShot *shot;      /* borrowed from its maker */
  SlSceneCamera first;
  SlVec3        path[SL_GROUND_PATH + 1];
  double        shortest_mm, longest_mm;
  const SlScene *scene;    /* whose walls end the view; borrowed */
} SlGroundView;

/* All but the scene. FALSE with an error when there is no camera that can be made. */
gboolean sl_ground_view_init  (SlGroundView *view, const SlSceneMaker *maker, GError **error);
/* The camera with number and lens, and its path. */
void     sl_ground_add_camera (SlDrawing *drawing, const SlGroundView *view);
/* How far (m) a horizontal ray along `direction` (unit) goes from `o` to a standing wall; at most `most`. */
double   sl_ground_reach      (const SlScene *scene, SlVec3 o, SlVec3 direction, double most);
/* What it sees: it ends at the edge of all that is drawn, so that it does not move the stage off the paper. */
void     sl_ground_add_wedge  (SlDrawing *drawing, const SlGroundView *view);

G_END_DECLS
