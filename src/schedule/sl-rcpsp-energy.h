/* Lower bounds by energy: what of each activity must lie within a stretch of time, wherever it goes in its window
 * (Baptiste, Le Pape & Nuijten, "Satisfiability tests and time-bound adjustments for cumulative scheduling problems",
 * Annals of Operations Research 92, 1999). */
#pragma once

#include "sl-rcpsp-core.h"

G_BEGIN_DECLS

/* TRUE when no schedule ends by `end`: some stretch would need more of a resource than it has. `stop` (may be NULL)
 * ends it early, with FALSE. */
gboolean sl_energy_refutes (const SlCore *core, int end, gboolean (*stop) (gpointer data), gpointer data);
/* The greatest end that is not refuted though the one before is, from `low` (a lower bound) to `high`. */
int      sl_energy_bound   (const SlCore *core, int low, int high, gboolean (*stop) (gpointer data), gpointer data);

G_END_DECLS
