/* What is known of whole shots: how good each is, and as many of their frames and walls as fit into a bound. */
#pragma once

#include "sl-coverage.h"

G_BEGIN_DECLS

/* A shot, or one frame of it. Immutable but for what the results drop. */
typedef struct {
  guint64     key;      /* of what it was made of */
  SlCoverage *coverage; /* NULL: it cannot be measured */
  char       *trouble;  /* why not */
  char       *shot;
  gint64      frame;    /* of a live one */
  gsize       bytes;    /* of its frames and walls; 0 when they were dropped */
  guint64     used;     /* when they were asked for last */
} SlResult;

typedef struct SlResults SlResults;

/* Takes the coverage, which is NULL with an error. Free with sl_result_free(). */
SlResult         *sl_result_new          (const char *shot, gint64 frame, guint64 key, SlCoverage *coverage,
                                          const GError *error);
/* NULL is fine. */
void              sl_result_free         (SlResult *result);

/* Empty; `keeps` are the bytes of frames and walls that are kept. Free with sl_results_free(). */
SlResults        *sl_results_new         (gsize keeps);
/* NULL is fine. */
void              sl_results_free        (SlResults *results);
/* NULL for none, and for a shot that is NULL. Borrowed until the next change. */
const SlResult   *sl_results_get         (SlResults *results, const char *shot);
/* With all frames and walls, which are thereby used; NULL when they are not there. Borrowed likewise. */
const SlCoverage *sl_results_frames      (SlResults *results, const char *shot);
/* Takes it, in place of an older one of its shot. Frames of those that were not asked for the longest go, but neither
 * its own nor those of the shot `shown` (may be NULL). */
void              sl_results_keep        (SlResults *results, SlResult *result, const char *shown);
/* Lets go what is too much then, but not of `shown`. */
void              sl_results_set_keeps   (SlResults *results, gsize keeps, const char *shown);
/* Forgets the shots that the plan has no more. */
void              sl_results_forget_gone (SlResults *results, const SlPlan *plan);

G_END_DECLS
