/* Working time: which units a calendar has open, and how long a piece of work takes from where it starts. Sums of the
 * open units before each closed stretch answer everything with one binary search. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct { int from, to; } SlStretch; /* units from…to − 1 */

typedef struct {
  int *from, *to; /* closed stretches: in order, not empty, none touches the next */
  int *before;    /* open units before `from` */
  int  n;
} SlWorkingTime;

/* `closed` (SlStretch) in any order, may overlap; is sorted. Free with sl_working_time_free(). */
SlWorkingTime *sl_working_time_new  (GArray *closed);
/* NULL is fine. */
void           sl_working_time_free (SlWorkingTime *time);

/* NULL is a calendar that is always open; times are ≥ 0. `duration` 0 ends where it starts. */

/* The first open unit at or after `at`. */
int sl_working_time_up          (const SlWorkingTime *time, int at);
/* The last open unit at or before `at`; −1 for none. */
int sl_working_time_down        (const SlWorkingTime *time, int at);
/* Where work of `duration` ends that starts at the open unit `start`. */
int sl_working_time_end         (const SlWorkingTime *time, int start, int duration);
/* The first start of work that ends after `at`; `duration` is above 0. */
int sl_working_time_first_past  (const SlWorkingTime *time, int at, int duration);
/* The last start of work that ends at or before `end`; below 0 for none. */
int sl_working_time_last_before (const SlWorkingTime *time, int end, int duration);

G_END_DECLS
