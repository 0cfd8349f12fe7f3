/* How long something takes when nobody knows exactly: three points and a shape between them. All in whole minutes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SL_SHAPE_PERT,        /* beta over low…high, mean (low + 4·likely + high)/6 */
  SL_SHAPE_TRIANGULAR,  /* over low…high, densest at likely */
  SL_SHAPE_LOGNORMAL,   /* low, likely, high are its 10th, 50th and 90th percentile; skewed to the left when likely is
                         * nearer to high, normal when it is in the middle; never below 0 */
  SL_SHAPE_UNIFORM,     /* even over low…high; likely is not read */
  SL_SHAPE_EXPONENTIAL, /* mean likely; low and high are not read */
  SL_SHAPE_CONSTANT,    /* likely; low and high are not read */
  SL_N_SHAPES,
} SlEstimateShape;

/* Minutes, 0 ≤ low ≤ likely ≤ high ≤ SL_ESTIMATE_MOST. All zero: no time at all. */
typedef struct {
  gint32  low, likely, high;
  SlEstimateShape shape;
} SlEstimate;

#define SL_ESTIMATE_MOST 1000000 /* minutes, almost two years of nights and days */

/* A number that is always the same. */
#define SL_ESTIMATE_FIXED(minutes) ((SlEstimate) { (minutes), (minutes), (minutes), SL_SHAPE_CONSTANT })

/* FALSE with SL_ERROR_INPUT: what is wrong with it, in a sentence that begins with `what` ("Scene 12: work"). */
gboolean sl_estimate_check (const SlEstimate *estimate, const char *what, GError **error);
/* TRUE when it cannot be but one number of minutes: its likely one. */
gboolean sl_estimate_is_fixed (const SlEstimate *estimate);
/* Its likely minutes: of an even one, the middle. */
gint32   sl_estimate_likely   (const SlEstimate *estimate);

G_END_DECLS
