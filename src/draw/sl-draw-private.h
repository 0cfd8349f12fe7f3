/* What the files that make a draw list from a scene share. Of this room alone. */
#pragma once

#include "sl-draw-scene.h"

/* sRGB of what is selected. */
#define SL_DRAW_ACCENT 0x78aeed

gboolean sl_draw_is_selected  (const SlDrawOptions *options, const char *id);
SlVec3   sl_draw_panel_middle (const SlScenePanel *panel);
/* Within the framing, before the camera. */
gboolean sl_draw_in_picture   (const SlSceneCamera *camera, SlVec3 point);

void     sl_draw_stage   (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
/* Sets the picture and what light the walls give too. */
void     sl_draw_walls   (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
void     sl_draw_meshes  (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
void     sl_draw_cameras (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
void     sl_draw_lights  (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
