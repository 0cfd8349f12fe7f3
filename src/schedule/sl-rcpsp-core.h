/* A levelling problem in the form that the search works on: rows of neighbours, calendars joined, windows drawn in. */
#pragma once

#include "sl-rcpsp.h"
#include "sl-working-time.h"

G_BEGIN_DECLS

typedef struct { int other, lag; } SlCoreArc;
typedef struct { int other, amount; } SlCoreUse; /* the resource of an activity, or the activity of a resource */

/* Element i of a row of rows: items[first[i]] … items[first[i + 1] − 1]. */
typedef struct { int *first; SlCoreArc *items; } SlCoreArcs;
typedef struct { int *first; SlCoreUse *items; } SlCoreUses;

typedef struct {
  int             n, m;       /* activities, resources */
  int             horizon;    /* all can be over by then, unless windows forbid it */
  gint64          longest;    /* no schedule from a list takes longer */
  int            *duration;
  int            *release;    /* first start by releases, arcs and calendars */
  int            *deadline;   /* last end by deadlines, arcs, calendars and the horizon */
  SlWorkingTime **time;       /* by activity; NULL is always open */
  GPtrArray      *times;      /* owns them, shared by activities with the same calendars */
  int            *capacity;
  SlCoreArcs      after, before;   /* those that follow an activity, those that it follows */
  SlCoreUses      uses, users;     /* by activity, by resource; amounts above 0 */
  int            *order;      /* activities, each behind those that it follows */
  int            *place;      /* in `order` */
  int             ordered;    /* how many are in `order`; < n where a cycle is */
} SlCore;

/* The rules that a part of the problem can be asked for without. */
typedef struct {
  const guint8 *release, *deadline, *calendar; /* by activity; NULL: all are on */
  const guint8 *arc;
  const guint8 *capacity, *resource_calendar;  /* by resource */
  gboolean      no_horizon;
} SlCoreMask;

/* The indexes and numbers of `problem` are within the limits. `mask` may be NULL. Free with sl_core_free(). */
SlCore *sl_core_new  (const SlRcpsp *problem, const SlCoreMask *mask);
/* NULL is fine. */
void    sl_core_free (SlCore *core);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCore, sl_core_free)

/* Part of sl_core_new(): fills `time` and `times`; `joined` (SlRcpspUse) are the uses by activity. */
void    sl_core_take_calendars (SlCore *core, const SlRcpsp *problem, const GArray *joined, const SlCoreMask *mask);
/* Whether a row of a mask switches the rule off. */
static inline gboolean
sl_core_is_off (const guint8 *row, int index)
{
  return row != NULL && row[index] == 0;
}

/* An activity for which the windows alone leave no start, or −1. The core must be ordered. */
int     sl_core_find_closed_window (const SlCore *core);
/* First starts by releases and arcs from `start` on (as it is: 0 or more), in place; gives the last end. */
int     sl_core_push_right         (const SlCore *core, int *start);
/* Last ends so that all are over by `end`, at most `deadline`, into `last`. */
void    sl_core_push_left          (const SlCore *core, int end, int *last);

/* Schedules are made in tables of units by resources: whether those would be too large. */
static inline gboolean
sl_core_is_too_long (const SlCore *core)
{
  return core->longest > 2 * SL_RCPSP_MAX_TIME || core->longest * (core->m + 4) > (1 << 27);
}

static inline int
sl_core_end (const SlCore *core, int activity, int start)
{
  const SlWorkingTime *time = core->time[activity];
  return time == NULL ? start + core->duration[activity]
                      : sl_working_time_end (time, start, core->duration[activity]);
}

static inline int
sl_core_up (const SlCore *core, int activity, int at)
{
  return core->time[activity] == NULL ? at : sl_working_time_up (core->time[activity], at);
}

static inline int
sl_core_down (const SlCore *core, int activity, int at)
{
  return core->time[activity] == NULL ? at : sl_working_time_down (core->time[activity], at);
}

/* The first start of an activity that is still going on in unit `at`. */
static inline int
sl_core_first_past (const SlCore *core, int activity, int at)
{
  return core->time[activity] == NULL ? MAX (0, at - core->duration[activity] + 1)
                                      : sl_working_time_first_past (core->time[activity], at, core->duration[activity]);
}

static inline int
sl_core_last_start (const SlCore *core, int activity, int end)
{
  return core->time[activity] == NULL ? end - core->duration[activity]
                                      : sl_working_time_last_before (core->time[activity], end,
                                                                     core->duration[activity]);
}

G_END_DECLS
