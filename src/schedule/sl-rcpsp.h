/* Levelling: when each activity starts so that no resource is asked for more than it has and all is over soonest, the
 * resource-constrained project scheduling problem (RCPSP). Neutral numbers only: indexes, and whole units of time.
 *
 * An activity holds its resources from its start to its end. It works in those units that are open in its own calendar
 * and in those of all resources that it needs: a closed unit in between makes it end later, and it holds what it has
 * meanwhile (the set stays on the stage). An activity of duration 0 is an instant, needs nothing and has no calendar.
 * An arc lets `after` start `lag` units after `before` has ended. */
#pragma once

#include "sl-watch.h"

G_BEGIN_DECLS

#define SL_RCPSP_NONE           -1          /* no calendar, no deadline */
#define SL_RCPSP_MAX_ACTIVITIES 20000
#define SL_RCPSP_MAX_RESOURCES  1000
#define SL_RCPSP_MAX_ARCS       400000
#define SL_RCPSP_MAX_USES       400000
#define SL_RCPSP_MAX_AMOUNT     32767       /* a capacity or a demand */
#define SL_RCPSP_MAX_TIME       (1 << 20)   /* units until all must be over; fewer with many resources */

typedef struct {
  char *name;
  int   duration; /* working units, ≥ 0 */
  int   release;  /* does not start before, ≥ 0 */
  int   deadline; /* ends at or before; SL_RCPSP_NONE */
  int   calendar; /* index, or SL_RCPSP_NONE: always open */
} SlRcpspActivity;

typedef struct {
  char *name;
  int   capacity;
  int   calendar; /* as above */
} SlRcpspResource;

typedef struct { int activity, resource, amount; } SlRcpspUse;
typedef struct { int before, after, lag; } SlRcpspArc;       /* lag ≥ 0 */
typedef struct { int calendar, from, to; } SlRcpspClosure;   /* units from…to − 1 are closed */

/* Filled by its owner, by the functions below or directly. Starts are counted from 0. */
typedef struct {
  GArray    *activities; /* SlRcpspActivity; owns the names */
  GArray    *resources;  /* SlRcpspResource; owns the names */
  GArray    *uses;       /* SlRcpspUse; of one activity and resource the amounts are added */
  GArray    *arcs;       /* SlRcpspArc */
  GArray    *closures;   /* SlRcpspClosure, in any order, may overlap */
  GPtrArray *calendars;  /* names, owned */
  int        horizon;    /* all is over by then; 0: as late as it takes */
} SlRcpsp;

/* Empty; free with sl_rcpsp_free(). */
SlRcpsp *sl_rcpsp_new          (void);
/* NULL is fine. */
void     sl_rcpsp_free         (SlRcpsp *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlRcpsp, sl_rcpsp_free)
/* Each gives the new element's index. Names are copied; they are what messages say. */
int      sl_rcpsp_add_activity (SlRcpsp *problem, const char *name, int duration);
int      sl_rcpsp_add_resource (SlRcpsp *problem, const char *name, int capacity); /* its index */
int      sl_rcpsp_add_calendar (SlRcpsp *problem, const char *name);               /* its index */
/* The activity needs so much of the resource. */
void     sl_rcpsp_need         (SlRcpsp *problem, int activity, int resource, int amount);
/* `after` starts at least `lag` units after the end of `before`. */
void     sl_rcpsp_precede      (SlRcpsp *problem, int before, int after, int lag);
/* The calendar is closed in from…to − 1. */
void     sl_rcpsp_close        (SlRcpsp *problem, int calendar, int from, int to);
/* Borrowed; to change release, deadline, calendar. */
SlRcpspActivity *sl_rcpsp_activity (const SlRcpsp *problem, int index);
SlRcpspResource *sl_rcpsp_resource (const SlRcpsp *problem, int index); /* borrowed; capacity and calendar */

/* --- sl-rcpsp-check.c --- */

/* Whether the numbers are within the limits and mean something, and whether each activity could be done if it were
 * alone: cycles, demands beyond a capacity, windows and calendars that leave no room. FALSE with SL_ERROR_INPUT, naming
 * activities, resources and calendars. A problem that passes may still be impossible as a whole. */
gboolean sl_rcpsp_check        (const SlRcpsp *problem, GError **error);

/* --- sl-rcpsp-solve.c --- */

typedef struct {
  double   seconds;  /* stops then; 0: never */
  gboolean cpu_time; /* seconds of this thread's work rather than of the clock */
  guint    rounds;   /* stops after so many rounds of the search, however long they take; 0: never */
  guint64  seed;     /* the same seed finds the same answers in the same order */
} SlRcpspLimits;

typedef struct {
  int     *start;       /* one an activity */
  guint    n;
  int      makespan;    /* the last end */
  int      lower_bound; /* no schedule is shorter */
  gboolean optimal;     /* proved: makespan == lower_bound */
  guint64  schedules;   /* tried */
  guint64  conflicts;   /* learned from */
} SlRcpspResult;

/* NULL is fine. */
void           sl_rcpsp_result_free (SlRcpspResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlRcpspResult, sl_rcpsp_result_free)

/* The shortest schedule found; free with sl_rcpsp_result_free(). Anytime: each better one is offered to `watch`
 * (SlRcpspResult), which is told how much of the seconds is over. What contradicts itself may take twice the seconds
 * more to be named. NULL with SL_ERROR_INPUT where sl_rcpsp_check() fails or no schedule exists, with
 * SL_ERROR_CANCELLED when it was cancelled or the limits ended it before there was one that keeps all deadlines
 * (possible without deadlines only in problems of thousands of activities). One thread. */
SlRcpspResult *sl_rcpsp_solve (const SlRcpsp *problem, const SlRcpspLimits *limits, SlWatch *watch, GError **error);

/* --- sl-rcpsp-conflict.c --- */

typedef enum {
  SL_RCPSP_RELEASE,           /* index: activity */
  SL_RCPSP_DEADLINE,          /* activity */
  SL_RCPSP_ARC,               /* arc */
  SL_RCPSP_CAPACITY,          /* resource */
  SL_RCPSP_ACTIVITY_CALENDAR, /* activity */
  SL_RCPSP_RESOURCE_CALENDAR, /* resource */
  SL_RCPSP_HORIZON,           /* 0 */
} SlRcpspRule;

typedef struct {
  SlRcpspRule rule;
  int         index;
} SlRcpspRuleRef;

typedef struct {
  GArray  *rules;   /* SlRcpspRuleRef: together they are impossible */
  gboolean minimal; /* proved: without any one of them, the rest of them is possible */
} SlRcpspConflict;

/* NULL is fine. */
void             sl_rcpsp_conflict_free (SlRcpspConflict *conflict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlRcpspConflict, sl_rcpsp_conflict_free)

/* Rules that contradict each other; free with sl_rcpsp_conflict_free(). NULL without `error` where a schedule exists
 * (or none was ruled out within the seconds); NULL with it where the numbers are out of limits or `watch` is
 * cancelled. */
SlRcpspConflict *sl_rcpsp_find_conflict (const SlRcpsp *problem, double seconds, SlWatch *watch, GError **error);
/* What a rule says, with its names; free with g_free(). */
char            *sl_rcpsp_rule_text     (const SlRcpsp *problem, SlRcpspRuleRef rule);

/* --- sl-rcpsp-reasons.c --- */

typedef enum {
  SL_RCPSP_HELD_FREE,     /* by nothing: it could start a unit earlier */
  SL_RCPSP_HELD_RELEASE,  /* its release */
  SL_RCPSP_HELD_CALENDAR, /* the unit before is closed */
  SL_RCPSP_HELD_ARC,      /* an activity that must have ended, and the lag after it */
  SL_RCPSP_HELD_RESOURCE, /* a resource that others have until then */
} SlRcpspHold;

/* Why an activity does not start earlier than it does. */
typedef struct {
  int         activity;
  int         from, to;  /* its starts before and now */
  SlRcpspHold hold;
  int         resource;  /* HELD_RESOURCE; else −1 */
  int         until;     /* what holds it is over then */
  GArray     *others;    /* int, activities that hold it: one for an arc, all that have the resource; may be empty */
} SlRcpspReason;

/* SlRcpspReason elements for the activities whose starts differ, in the order of their new starts; free with
 * g_array_unref(). Both vectors have an element an activity; `now` is a schedule. */
GArray *sl_rcpsp_reasons (const SlRcpsp *problem, const int *before, const int *now);

G_END_DECLS
