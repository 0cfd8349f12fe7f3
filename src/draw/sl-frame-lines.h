/* Boxes over a picture: the framing in whatever room there is, safe areas, the framing of a second delivery. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In one unit, px or shares, from the top left. */
typedef struct {
  double x, y, width, height;
} SlFrameBox;

/* Of what is safe inside a framing, in width and height alike (SMPTE ST 2046-1). */
#define SL_SAFE_ACTION .93
#define SL_SAFE_TITLE  .90

/* The largest box `ratio` wide over high inside `outer`, in its middle. A ratio that is none (≤ 0, not finite) gives
 * `outer`. */
SlFrameBox  sl_frame_box_within (SlFrameBox outer, double ratio);
/* The middle `share` of it. */
SlFrameBox  sl_frame_box_share  (SlFrameBox outer, double share);

/* Deliveries that a picture is often looked at for besides its own, from wide to upright. */
typedef struct {
  const char *id, *label; /* "16:9", "16 : 9" */
  double      ratio;      /* width over height */
} SlFrameRatio;

/* The table's line `index`, from 0; static. NULL behind the last. */
const SlFrameRatio *sl_frame_ratio_at   (guint index);
/* The one of that id; NULL for any other text. Static. */
const SlFrameRatio *sl_frame_ratio_find (const char *id);
/* "2.39 : 1", "9 : 16": as the table calls what is nearly that, else with two decimals. Free with g_free(). */
char               *sl_frame_ratio_text (double ratio);

G_END_DECLS
