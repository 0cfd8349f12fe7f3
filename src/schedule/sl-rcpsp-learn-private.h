/* What the parts of the search share: the bounds with their history, and the reasons. */
#pragma once

#include "sl-rcpsp-learn.h"

G_BEGIN_DECLS

/* Where a bound comes from. What follows from an arc or a clause is explained when it is asked for. */
typedef enum {
  SL_WHY_DECIDED,
  SL_WHY_ARC,      /* `of`: the variable at its other end; `lag` */
  SL_WHY_CLAUSE,   /* `of`: in the store of clauses; its first literal is the bound */
  SL_WHY_LITERALS, /* `of`: in `reasons`, a count (as a side) and then the literals */
} SlWhy;

typedef struct {
  int   side, old; /* the bound before */
  int   before;    /* the entry of the same side before this one, or −1 */
  SlWhy why;
  int   of, lag;
} SlTrailEntry;

typedef struct SlClauses SlClauses;
typedef struct SlTables SlTables;
typedef struct SlLearnAnalysis SlLearnAnalysis;
typedef struct SlChoice SlChoice;

struct SlLearn {
  const SlCore *core;         /* borrowed */
  int           n;            /* variables: activities, and the end */
  int          *bound;        /* by side */
  int          *root;         /* by side: what holds without any decision */
  int          *last;         /* by side: its last entry of the trail, or −1 */
  GArray       *trail;        /* SlTrailEntry, those of the root left out */
  GArray       *levels;       /* int: the trail's length when each level began */
  GArray       *reasons;      /* SlLiteral, see SL_WHY_LITERALS */
  GArray       *reason_marks; /* int: the length of `reasons` when each level began */
  guint         head;         /* of the trail: what is propagated so far */
  gboolean     *stale;        /* by resource: its table is to be looked at again */
  gboolean      impossible;   /* whatever the end */
  GArray       *conflict;     /* SlLiteral, all true: what cannot be */
  SlClauses    *clauses;
  SlTables     *tables;
  SlLearnAnalysis *analysis;
  SlChoice     *choice;
  int          *found;        /* by activity: the last schedule */
  guint64       conflicts;
  guint64       restart;      /* when so many are reached */
  guint64       restart_step; /* and then after so many more */
};

#define sl_trail_entry(learn, index) (&g_array_index ((learn)->trail, SlTrailEntry, index))

static inline SlLiteral
sl_literal_not (SlLiteral literal)
{
  return (SlLiteral) { literal.side ^ 1, 1 - literal.value };
}

static inline gboolean
sl_literal_true (const SlLearn *learn, SlLiteral literal)
{
  return learn->bound[literal.side] >= literal.value;
}

static inline gboolean
sl_literal_false (const SlLearn *learn, SlLiteral literal)
{
  return learn->bound[literal.side ^ 1] >= 1 - literal.value;
}

static inline int
sl_learn_first (const SlLearn *learn, int variable)
{
  return learn->bound[2 * variable];
}

static inline int
sl_learn_latest (const SlLearn *learn, int variable)
{
  return -learn->bound[2 * variable + 1];
}

/* --- sl-rcpsp-trail.c --- */

/* Makes the literal true; what it follows from is true. FALSE, with `conflict` set, where that leaves no value. */
gboolean   sl_learn_enqueue   (SlLearn *learn, SlLiteral literal, SlWhy why, int of, int lag);
/* The same with literals that it follows from. */
gboolean   sl_learn_enqueue_because (SlLearn *learn, SlLiteral literal, const SlLiteral *reason, guint n);
/* Everything that follows; FALSE with `conflict` set. */
gboolean   sl_learn_propagate (SlLearn *learn);
/* Adds what `literal`, which the entry makes true, follows from to `out` (SlLiteral). */
void       sl_learn_explain   (const SlLearn *learn, const SlTrailEntry *entry, SlLiteral literal, GArray *out);
/* Takes back all levels above so many. */
void       sl_learn_back      (SlLearn *learn, guint level);
/* The entry that made a literal true, or −1 at the root. */
int        sl_learn_entry_of  (const SlLearn *learn, SlLiteral literal);
/* The level that an entry belongs to, from 1; 0 for −1. */
guint      sl_learn_level_of  (const SlLearn *learn, int entry);

/* --- sl-rcpsp-clauses.c --- */

/* Free with sl_clauses_free(). */
SlClauses *sl_clauses_new       (int sides);
void       sl_clauses_free      (SlClauses *clauses); /* not NULL */
/* Learns a clause of two literals or more; the first two are those that are false at the last levels. Its place. */
int        sl_clauses_add       (SlClauses *clauses, const SlLiteral *literals, guint n, guint levels);
/* What follows from a side's new bound. */
gboolean   sl_clauses_propagate (SlClauses *clauses, SlLearn *learn, int side);
/* Its literals; borrowed until a clause is added. */
const SlLiteral *sl_clauses_get (const SlClauses *clauses, int at, guint *n);
/* Counts that the clause was of use. */
void       sl_clauses_bump      (SlClauses *clauses, int at);
/* Forgets half of those of little use once there are many; at the root only. */
void       sl_clauses_reduce    (SlClauses *clauses, const SlLearn *learn);

/* --- sl-rcpsp-table.c: what is surely used when (the time-table), and what it forbids --- */

/* `core` is borrowed. Free with sl_tables_free(). */
SlTables  *sl_tables_new       (const SlCore *core);
void       sl_tables_free      (SlTables *tables); /* not NULL */
/* What follows for one resource; FALSE with `conflict` set. */
gboolean   sl_tables_propagate (SlTables *tables, SlLearn *learn, int resource);

/* --- sl-rcpsp-analysis.c --- */

/* Free with sl_learn_analysis_free(). */
SlLearnAnalysis *sl_learn_analysis_new (int sides);
void       sl_learn_analysis_free (SlLearnAnalysis *analysis); /* not NULL */
/* Learns from `conflict`: goes back and makes the new clause's first literal true. FALSE when nothing is possible. */
gboolean   sl_learn_analysis_run  (SlLearnAnalysis *analysis, SlLearn *learn);

/* --- sl-rcpsp-choice.c: what to try next --- */

/* `core` is borrowed. Free with sl_choice_free(). */
SlChoice  *sl_choice_new    (const SlCore *core);
void       sl_choice_free   (SlChoice *choice); /* not NULL */
/* The literal had a part in a conflict. */
void       sl_choice_bump   (SlChoice *choice, SlLiteral literal);
/* After each conflict: older parts count less. */
void       sl_choice_decay  (SlChoice *choice);
/* What was tried above the level comes back. */
void       sl_choice_back   (SlChoice *choice, guint level);
/* A literal that is neither true nor false; FALSE when all starts are known. */
gboolean   sl_choice_next   (SlChoice *choice, const SlLearn *learn, SlLiteral *literal);

G_END_DECLS
