/* The stage's camera as it is tracked, over what a scene shows as planned. */
#pragma once

#include "sl-draw-scene.h"

G_BEGIN_DECLS

typedef struct {
  SlFrame     frame;        /* +Y along its axis from the entrance pupil */
  double      tan_h, tan_v; /* half its picture */
  double      focus_m;      /* from the pupil, INFINITY; NAN: unknown */
  gboolean    stale;        /* nothing comes any more: it is drawn fainter */
  const char *label;
} SlDrawTracked;

/* Puts it into a list that sl_draw_scene() made of `scene`, in place of the one that was put there before; NULL for
 * none. In a shot's picture it is only what it frames of the wall. The list gets a stamp of its own. */
void sl_draw_tracked (SlDrawList *list, const SlScene *scene, gboolean picture, const SlDrawTracked *tracked);

G_END_DECLS
