/* Where the stage is looked at from: an orbit about a target, or a fixed view. View state, never undone. */
#pragma once

#include "sl-draw-list.h"

G_BEGIN_DECLS

typedef enum {
  SL_VIEW_PERSPECTIVE, SL_VIEW_TOP, SL_VIEW_FRONT, SL_VIEW_SIDE, SL_VIEW_AXONOMETRIC, SL_N_VIEWS
} SlViewKind;

/* A plane across which only one side is drawn. */
typedef struct {
  gboolean on;
  int      axis;    /* 0…2: x, y, z are the same all over it */
  double   at;      /* m, along that axis */
  gboolean flipped; /* the other side */
} SlViewSection;

typedef struct {
  SlViewKind kind;
  SlVec3     target;       /* m */
  double     distance;     /* m, from the target */
  double     pan, tilt;    /* deg: where the eye looks, of a perspective */
  SlViewSection section;
} SlView;

/* In actions and on the command line: "top", "front"… */
const char  *sl_view_id    (SlViewKind kind);
/* For people, translated. */
const char  *sl_view_label (SlViewKind kind);
/* SL_N_VIEWS when there is none of that name. */
SlViewKind   sl_view_from_id (const char *id);
/* The section that the view is looked at best with: across its axis, as one looks; across the height where it shows
 * several sides. At 1.2 m, or at the view's target. */
SlViewSection sl_view_section (const SlView *view);
/* Shows all `points` (SlVec3, m) in a picture `aspect` times as wide as high, as large as they go. */
void         sl_view_frame  (SlView *view, const GArray *points, double aspect);
/* Through which the view is drawn, in a picture `aspect` times as wide as high. */
SlDrawCamera sl_view_camera (const SlView *view, double aspect);
/* Moves the target so that what is under the pointer follows it; dx, dy in fractions of the picture's height. */
void         sl_view_slide  (SlView *view, double dx, double dy);
/* Turns the eye about the target by so much (deg, + left, + up), never quite to the zenith; only a perspective shows
 * it. */
void         sl_view_turn   (SlView *view, double pan_deg, double tilt_deg);
/* Nearer for factors under 1, keeping the point at x, y (−1…1 from the middle, right and up) where it is. */
void         sl_view_zoom   (SlView *view, double factor, double x, double y, double aspect);

G_END_DECLS
