/* The checks that a plan carries: {measure, of, relation, value}. */
#pragma once

#include "sl-document.h"

G_BEGIN_DECLS

typedef struct {
  char    *text;  /* "power_max_w ≤ 250000" */
  gboolean holds;
  double   value; /* in the measure's own unit, NAN when not known */
} SlAssertionResult;

/* SlAssertionResult elements, one an assertion whose measure exists; free with g_array_unref(). Measures that do
 * not exist and what could not be measured are put into `findings` (SlFinding, may be NULL). Coverage is analysed
 * when asked for; assets must be loaded. After a cancel the rest is missing. */
GArray *sl_assertions_evaluate (SlDocument *document, SlWatch *watch, GPtrArray *findings);

G_END_DECLS
