/* Schedules from lists: serial generation, where each activity of a list takes the first place that is free, and the
 * same from the end (Kolisch & Hartmann, "Heuristic algorithms for the resource-constrained project scheduling
 * problem", 1999). What is free is kept in lanes of 16 bits, four resources a word, so that one subtraction asks for
 * all four. */
#pragma once

#include "sl-rcpsp-core.h"

G_BEGIN_DECLS

typedef struct SlSgs SlSgs;

/* `core` is borrowed; its demands are within the capacities. Free with sl_sgs_free(). */
SlSgs  *sl_sgs_new  (const SlCore *core);
/* NULL is fine. */
void    sl_sgs_free (SlSgs *sgs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSgs, sl_sgs_free)

/* What a schedule costs: units beyond deadlines count more than any makespan. Less is better; below SL_SGS_LATE no
 * deadline is missed and it is the makespan. */
#define SL_SGS_LATE (G_GINT64_CONSTANT (1) << 24)
gint64  sl_sgs_cost     (const SlSgs *sgs, const int *start); /* of any starts */
/* Each activity as early as it can, in the order of `list`, which arcs allow. Gives the cost. */
gint64  sl_sgs_forward  (SlSgs *sgs, const int *list, int *start);
/* Improves `start`, a schedule, by pushing everything right and then left, until that gains nothing (Tormos & Lova,
 * "A competitive heuristic solution technique for resource-constrained project scheduling", 2001). Gives the cost. */
gint64  sl_sgs_justify  (SlSgs *sgs, int *start);
/* The activities by their starts, each behind those that it follows. */
void    sl_sgs_list     (const SlSgs *sgs, const int *start, int *list);
/* Schedules made so far. */
guint64 sl_sgs_count    (const SlSgs *sgs);

G_END_DECLS
