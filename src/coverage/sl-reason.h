/* A grade explained: its figure, its limit, where and when it is worst, and why, in words. Made of results alone, so
 * that the window, its marks and the command line say the same. */
#pragma once

#include "sl-coverage.h"

G_BEGIN_DECLS

/* All texts are translated. */
typedef struct {
  SlSubject   subject;
  gboolean    known;
  SlGrade     grade;    /* where known */
  gint64      frame;    /* the worst; −1 where not known */
  double      value;    /* at that frame, as the results have it; NAN where not known */
  char       *number;   /* "77.4 %", "–" */
  char       *unit;     /* what it is of: "on LED or set, at least" */
  char       *sentence; /* figure, frame, place, cause and limit; or what to enter */
  const char *wall;     /* id of the wall that it is of, interned; NULL for none */
  const char *lacks;    /* id of the device to complete where something is to be entered, interned; else NULL */
  const char *field;    /* what to enter there; static */
} SlReason;

/* Why `coverage` has its grade in `subject`. `coverage` may be NULL: not measured yet. `plan` gives the names, lengths
 * are told in metres or, `imperial`, in feet. Clear with sl_reason_clear(). */
void      sl_reason_init  (SlReason *reason, const SlPlan *plan, const SlCoverage *coverage, SlSubject subject,
                           gboolean imperial);
/* Frees its texts. */
void      sl_reason_clear (SlReason *reason);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlReason, sl_reason_clear)
/* "Incidence, red: …", for tooltips and readers; free with g_free(). */
char     *sl_reason_spoken (const SlReason *reason);
/* The figure that a frame is graded by, as SlReason has it; NAN where it is not known. */
double    sl_reason_value  (const SlFrameCoverage *frame, SlSubject subject);
/* "77.4 %", "–" for NAN: such a figure as SlReason has it in words. Free with g_free(). */
char     *sl_reason_number (SlSubject subject, double value, gboolean imperial);
/* "1.2 m over the top edge of Wall main": where a picture leaves the walls; NULL for nowhere. Free with g_free(). */
char     *sl_reason_leaves (const SlPlan *plan, const SlMissPlace *at, gboolean imperial);
/* What decides the shot: the first of those with the worst grade. */
SlSubject sl_reason_headline (const SlCoverage *coverage);

G_END_DECLS
