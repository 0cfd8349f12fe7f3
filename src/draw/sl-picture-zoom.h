/* A camera's picture magnified on the screen, and moved about: what the camera sees stays as it is. View state. */
#pragma once

#include "sl-draw-list.h"

G_BEGIN_DECLS

typedef struct {
  double factor; /* 1: the picture fills the view */
  double x, y;   /* where in that picture the view's middle lies: −1…1 from the picture's own, right and up */
} SlPictureZoom;

/* Not magnified. */
SlPictureZoom sl_picture_zoom_none   (void);
/* Larger for factors over 1, keeping the point at x, y (−1…1 from the view's middle, right and up) where it is; within
 * ½ … 32. What is magnified still fills the view. Factors that are no number, or not positive, do nothing. */
void          sl_picture_zoom_by     (SlPictureZoom *zoom, double factor, double x, double y);
/* What is under the pointer follows it; dx, dy in fractions of the view's width and height, right and down. */
void          sl_picture_zoom_slide  (SlPictureZoom *zoom, double dx, double dy);
/* Of a camera that sees the whole picture. */
void          sl_picture_zoom_camera (const SlPictureZoom *zoom, SlDrawCamera *camera);
/* "200 %"; NULL where nothing is magnified. Free with g_free(). */
char         *sl_picture_zoom_text   (const SlPictureZoom *zoom);

G_END_DECLS
