/* What the files that make a draw list from a scene share. Of this room alone. */
#pragma once

#include "sl-draw-scene.h"

/* sRGB of what is selected. */
#define SL_DRAW_ACCENT 0x78aeed

/* `id` is what the options name. */
gboolean sl_draw_is_selected  (const SlDrawOptions *options, const char *id);
/* m, world. */
SlVec3   sl_draw_panel_middle (const SlScenePanel *panel);
/* Within the framing, before the camera. */
gboolean sl_draw_in_picture   (const SlSceneCamera *camera, SlVec3 point);

/* m along its axis: as far as the farthest cabinet of a wall that lies in the camera's picture. */
double   sl_draw_reach        (const SlScene *scene, const SlSceneCamera *camera);
/* That no list had before. */
guint64  sl_draw_next_stamp   (void);

/* A camera whose rig stands in the scene, and so is drawn beneath it. */
gboolean sl_draw_is_carried   (const SlScene *scene, const SlEntity *camera);
/* Something of it is within the framing, and its face is turned to the camera. */
gboolean sl_draw_panel_in_picture (const SlSceneCamera *camera, const SlScenePanel *panel);
/* It is of the top row, and just above it is within the framing. */
gboolean sl_draw_panel_passed     (const SlSceneCamera *camera, const SlScenePanel *panel);

/* Each adds its own to the list. The floor; without `picture` also grid, outline and doors. */
void     sl_draw_stage   (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
/* The cabinets; sets the picture and what light they give too. */
void     sl_draw_walls   (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
/* Props and people. */
void     sl_draw_meshes  (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
/* With their legs, and the shot's with its pyramid. */
void     sl_draw_cameras (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
/* Where the shot's camera is sharp; it must have one. */
void     sl_draw_focus   (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
/* Tracks, arms and feet of what carries cameras. */
void     sl_draw_rigs    (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
/* Crosses of tape. */
void     sl_draw_marks   (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
/* What of the shot's picture is past the walls' edges, when the options tell of it. */
void     sl_draw_miss    (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
/* With the beams of spots. */
void     sl_draw_lights  (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options);
