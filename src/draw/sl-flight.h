/* A view that is flown through the stage: what the keys that are held do to its eye, by seconds. */
#pragma once

#include "sl-view.h"

G_BEGIN_DECLS

/* Held; opposite ones do nothing together. */
typedef enum {
  SL_FLY_FORWARD = 1 << 0, SL_FLY_BACK = 1 << 1, SL_FLY_LEFT = 1 << 2, SL_FLY_RIGHT = 1 << 3, SL_FLY_UP = 1 << 4,
  SL_FLY_DOWN = 1 << 5, SL_FLY_TURN_LEFT = 1 << 6, SL_FLY_TURN_RIGHT = 1 << 7, SL_FLY_LOOK_UP = 1 << 8,
  SL_FLY_LOOK_DOWN = 1 << 9, SL_FLY_FAST = 1 << 10,
} SlFlyKeys;

#define SL_FLY_SPEED 3. /* m/s, at first */

/* Of a perspective: flies for `seconds` at `speed` (m/s), forward along the line of sight, up along Z, no faster where
 * it goes askew. As far in many short steps as in one, while nothing turns; half a second at most, as when the machine
 * held its breath. What is no number does nothing, and nothing flies farther than 100 km from the origin. */
void   sl_view_fly     (SlView *view, guint keys, double speed, double seconds);
/* Turns about the eye (deg, + left, + up), never quite to the zenith. */
void   sl_view_look    (SlView *view, double pan, double tilt);
/* Faster by so many steps, slower where they are negative: within 5 cm and 200 m a second. */
double sl_flight_speed (double speed, double steps);

G_END_DECLS
