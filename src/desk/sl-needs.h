/* What the walls take, in words: sums and figures as lines for a panel, what an edit changed of them, and which of them
 * nobody can check. */
#pragma once

#include "sl-tally.h"

G_BEGIN_DECLS

/* All translated. */
typedef struct {
  char        *label, *text;
  char        *help;  /* where it comes from or what it means; NULL for nothing */
  SlLimitState state; /* how near it comes to a limit that `text` or `help` names */
  char        *id;    /* of a doubt's device, with `field`; else NULL */
  const char  *field; /* static */
} SlNeed;

/* Lines of one of the tally's walls: SlNeed, free with g_ptr_array_unref(). What is not known says what to enter. */
GPtrArray         *sl_needs_of_wall (const SlPlan *plan, const SlTally *tally, const SlWallTally *wall,
                                     gboolean imperial);
/* Of the figures that have no public source (SlDoubt): what, how much, and where the device's others come from. */
GPtrArray         *sl_needs_doubts  (const SlPlan *plan, const GPtrArray *doubts);
/* The tally's wall of that id; NULL when it is not counted. Borrowed. */
const SlWallTally *sl_needs_wall    (const SlTally *tally, const char *id);
/* The sums of all walls and the plan's cost, parts joined by " · ", none of which breaks across lines; "" without
 * walls. Free with g_free(). */
char              *sl_needs_sums    (const SlTally *tally);
/* "+16 kW · +96 cabinets": what is more or less than before, money first, two figures at most; NULL for nothing. Free
 * with g_free(). */
char              *sl_needs_change  (const SlTally *before, const SlTally *now);

G_END_DECLS
