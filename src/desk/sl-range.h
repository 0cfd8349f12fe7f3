/* How far the slider of a number reaches, how it is divided, and where it stops: at full stops of a lens, at the primes
 * of the shot's lens set. */
#pragma once

#include "sl-editor.h"

G_BEGIN_DECLS

typedef struct {
  double   lo, hi;      /* in the field's unit; lo < hi */
  gboolean logarithmic; /* else linear */
  gboolean only_stops;  /* nothing between them, as of primes */
  gboolean strict;      /* nothing beyond the ends: the lens does not go there */
  GArray  *stops;       /* double, from small to large; may be empty */
} SlRange;

/* Of the number that `path` of `id` ends at, as the plan is now; NULL for what no slider is of use for. */
SlRange *sl_range_new   (SlEditor *editor, const char *id, const char *path);
/* NULL is fine. */
void     sl_range_free  (SlRange *range);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlRange, sl_range_free)
/* By what they hold; NULL is fine. */
gboolean sl_range_equal (const SlRange *a, const SlRange *b);
/* Where a value lies on the slider, 0 to 1. */
double   sl_range_share (const SlRange *range, double value);
/* The value there: a stop near it, else a round number. */
double   sl_range_value (const SlRange *range, double share);
/* The value, or the nearest that the lens can be set to. */
double   sl_range_keep  (const SlRange *range, double value);
/* Whether the value is one of the stops. */
gboolean sl_range_is_stop (const SlRange *range, double value);
/* The next stop above or below, `value` where there is none. */
double   sl_range_next  (const SlRange *range, double value, gboolean above);

G_END_DECLS
