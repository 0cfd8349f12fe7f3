/* A search that learns: bounds of starts, each with the bounds that it follows from, so that every dead end becomes
 * a no-good (lazy clause generation: Schutt, Feydy, Stuckey & Wallace, "Explaining the cumulative propagator",
 * Constraints 16, 2011). No-goods are kept over bounds themselves, without a Boolean a value, so that long horizons
 * cost nothing.
 *
 * Variables are the starts and, last, the end of all. A side is a variable and a direction: 2·v is "starts at or
 * after", 2·v + 1 is "starts at or before" with its values negated, so that a greater bound is always the stronger
 * one. A literal (side, value) says that the bound of the side is at least the value; its opposite is (side ^ 1, 1 −
 * value). */
#pragma once

#include "sl-rcpsp-core.h"

G_BEGIN_DECLS

typedef struct { int side, value; } SlLiteral;

typedef enum {
  SL_LEARN_FOUND,      /* a schedule: see sl_learn_start() */
  SL_LEARN_IMPOSSIBLE, /* none ends by `end` */
  SL_LEARN_STOPPED,    /* the conflicts are used up, or the search was told to stop */
} SlLearnAnswer;

typedef struct SlLearn SlLearn;

/* `core` is borrowed; its demands are within the capacities and its windows not closed. Free with sl_learn_free(). */
SlLearn      *sl_learn_new       (const SlCore *core);
/* NULL is fine. */
void          sl_learn_free      (SlLearn *learn);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLearn, sl_learn_free)

/* TRUE when the search is to stop; asked often. */
typedef gboolean (*SlLearnStop) (gpointer data);

/* Looks for a schedule that ends by `end`, for so many conflicts. What it learns holds for any end and stays. */
SlLearnAnswer sl_learn_search    (SlLearn *learn, int end, guint64 conflicts, SlLearnStop stop, gpointer data);
/* After SL_LEARN_FOUND; one an activity. Borrowed. */
const int    *sl_learn_start     (const SlLearn *learn);
/* No schedule ends sooner, by what is known. */
int           sl_learn_least     (const SlLearn *learn);
/* Learned from so far. */
guint64       sl_learn_conflicts (const SlLearn *learn);

G_END_DECLS
