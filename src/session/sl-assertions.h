/* The checks that a plan carries: {measure, of, relation, value}. */
#pragma once

#include "sl-document.h"

G_BEGIN_DECLS

/* What they are measured on; all borrowed. */
typedef struct {
  const SlPlan *plan;
  /* The least coverage of a shot, 0…1: NAN with an error where it cannot be measured, NAN alone while it is not known
   * yet. */
  double      (*coverage) (const SlEntity *shot, gpointer data, GError **error);
  gpointer      data;
} SlAssertionInput;

typedef struct {
  char    *id;    /* of the assertion */
  char    *text;  /* "power_max_w ≤ 250000" */
  gboolean holds;
  double   value; /* in the measure's own unit, NAN when not known */
  char    *at;    /* id of what the value is of: a wall, the shot that is covered least; "" for the whole plan */
  gboolean pending; /* it is not known yet */
  gboolean said;  /* why it is not known is a finding */
} SlAssertionResult;

/* SlAssertionResult elements, one an assertion whose measure exists; free with g_array_unref(). Measures that do not
 * exist and what could not be measured are put into `findings` (SlFinding, may be NULL). Any thread. After a cancel the
 * rest is missing. */
GArray *sl_assertions_measure (const SlAssertionInput *input, SlWatch *watch, GPtrArray *findings);
/* Adds those that do not hold to `findings`, with value and limit, under the code "assertion" and about what they are
 * measured on. */
void    sl_assertions_add_failing (const SlPlan *plan, const GArray *results, GPtrArray *findings);

/* sl_assertions_measure() of a document, whose shots are analysed where their coverage is asked for; its assets must be
 * loaded. */
GArray *sl_assertions_evaluate (SlDocument *document, SlWatch *watch, GPtrArray *findings);

G_END_DECLS
