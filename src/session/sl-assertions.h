/* The checks that a plan carries: {measure, of, relation, value}. */
#pragma once

#include "sl-document.h"

G_BEGIN_DECLS

typedef struct {
  char    *text;  /* "power_max_w ≤ 250000" */
  gboolean holds;
  double   value; /* in the measure's own unit, NAN when not known */
} SlAssertionResult;

/* SlAssertionResult elements; measures that do not exist are put into `findings`. Coverage is analysed when asked for. */
GArray *sl_assertions_evaluate (SlDocument *document, GCancellable *cancellable, GPtrArray *findings, GError **error);

G_END_DECLS
