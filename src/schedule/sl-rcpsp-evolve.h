/* A population of schedules that get better: lists are crossed, each child is generated and justified. After Valls,
 * Ballestín & Quintanilla, "A hybrid genetic algorithm for the resource-constrained project scheduling problem",
 * European Journal of Operational Research 185, 2008. */
#pragma once

#include "sl-rcpsp-sgs.h"

G_BEGIN_DECLS

typedef struct SlEvolve SlEvolve;

/* Both are borrowed. Free with sl_evolve_free(). */
SlEvolve  *sl_evolve_new   (const SlCore *core, SlSgs *sgs, guint64 seed);
/* NULL is fine. */
void       sl_evolve_free  (SlEvolve *evolve);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlEvolve, sl_evolve_free)
/* One child more; TRUE when it is better than all before. */
gboolean   sl_evolve_step  (SlEvolve *evolve);
/* A schedule found elsewhere joins; it is justified first. */
void       sl_evolve_take  (SlEvolve *evolve, const int *start);
/* The best one; borrowed. */
const int *sl_evolve_best  (const SlEvolve *evolve);
gint64     sl_evolve_cost  (const SlEvolve *evolve); /* what it costs: sl_sgs_cost() */

G_END_DECLS
