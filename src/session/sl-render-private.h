/* What pictures and clips share. */
#pragma once

#include "sl-render.h"

G_BEGIN_DECLS

/* A shot's picture while it is drawn; owned. */
typedef struct {
  SlDrawList *list;
  SlPending  *pending;
  double      ratio;         /* of the framing */
  int         width, height; /* px */
} SlShotPicture;

/* Starts to draw what the scene's camera sees. `samples` 0: 4. End with one of the two below. */
SlShotPicture sl_shot_picture_begin  (SlOffscreen *offscreen, const SlScene *scene, SlAssets *assets, SlShading shading,
                                      int width, int height, int samples);
/* RGBA, top row first, what lies outside the framing black; NULL with an error. Free with g_free(). */
guint8       *sl_shot_picture_finish (SlShotPicture *picture, GError **error);
/* Forgets the picture. */
void          sl_shot_picture_drop   (SlShotPicture *picture);

/* FALSE with an error when a picture of so many pixels cannot be made. */
gboolean      sl_render_check_size   (int width, int height, GError **error);

G_END_DECLS
