/* Levelling the stages: days for all holds so that no stage, nobody and nothing is wanted twice on a day.
 *
 *   bookings ──▶ blocks ──┬─ stay: confirmed, closed, begun ──────┐
 *                         └─ move: holds ──▶ activities ──────────┼─▶ SlRcpsp, its unit a day
 *   boards ──▶ cast, crew, things of the facility, windows ───────┘
 *
 * A block is what one production has of a stage in a row, in one state and rank: prep, build … strike keep together,
 * as nobody can have the stage between them. It keeps its working days: days that its production's or its stage's
 * calendar has off lie in it without being counted, unless it begins or ends on one: then all its days count. It takes
 * with it, for all of its days, whom and what the boards have on them, as far as another production wants the same.
 * Blocks of one production keep their order on a stage, and behind blocks with scenes that theirs come after.
 *
 * Days of the boards that count go with the blocks that they are shot in.
 *
 * All are over as soon as can be; among schedules that are, the better rank keeps its days, or gets the first free
 * ones. What stays and clashes all the same is told and keeps its days; whoever can have no days is told and stays. */
#pragma once

#include "sl-check.h"
#include "sl-edit.h"
#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct {
  const SlPlan *plan;
  guint32       from;    /* Julian: what begins before stays, and nothing moves to before; 0: all may move */
  gboolean      earlier; /* holds may move to before their days too, to the production's start at the earliest */
  double        seconds; /* > 0: how long the shortest schedule is looked for, and each contradiction */
} SlLevelInput;

/* A booking that gets other days or another rank. */
typedef struct {
  const SlBooking *booking;           /* borrowed from the plan */
  guint32          from, to;          /* Julian, both included: the new ones */
  gint64           rank;              /* the new one; 0: as it is */
  char            *reason;            /* translated; owned */
} SlLevelMove;

/* Days of a board, in a row, that go with a booking. */
typedef struct {
  const SlBoard   *board;             /* borrowed from the plan, as is the booking */
  const SlBooking *with;              /* the first of what moves together */
  guint            first, last;       /* numbers of shooting days, both included, as the dates */
  guint32          from, to;          /* Julian: first and last day as they are */
  guint32          new_from, new_to;
} SlLevelDays;

/* A board with dates for them. */
typedef struct {
  const SlBoard *board;               /* borrowed from the plan */
  SlList        *strips;              /* SlStrip; owned */
} SlLevelBoard;

/* What cannot be had together. */
typedef struct {
  GPtrArray *rules;   /* char *, translated: what each of them says; owned */
  GPtrArray *ids;     /* of bookings and productions that they are about; borrowed from the plan */
  gboolean   minimal; /* proved: without any one of them the rest is possible */
  guint32    from, to; /* days about which it is; 0 where they are not known */
  char      *left;    /* what stays out of the levelling therefore, in words; NULL for none; owned */
} SlLevelConflict;

/* A booking as levelled, moved or not. */
typedef struct {
  const SlBooking *booking;
  guint32          from, to;
} SlLevelPlace;

typedef struct {
  SlPlan    *plan;
  guint32    first;       /* Julian: day 0 */
  int        makespan;    /* days from `first` until all are over */
  int        lower_bound; /* no levelling is over sooner */
  gboolean   optimal;     /* proved */
  guint      held;        /* blocks that might move, without those that are left out */
  GArray    *places;      /* SlLevelPlace, by stage and first day */
  GArray    *moves;       /* SlLevelMove, by new first day */
  GArray    *days;        /* SlLevelDays, by production: days of boards that move with them */
  GArray    *boards;      /* SlLevelBoard: their boards then */
  GPtrArray *conflicts;   /* SlLevelConflict */
  GPtrArray *findings;    /* SlFinding: bookings left out, days of boards that stay, and what the moves leave to do */
} SlLevel;

/* Free with sl_level_free(). Without bookings that count it is empty and proved. NULL with SL_ERROR_INPUT when
 * the days reach too far, with SL_ERROR_CANCELLED. Takes the time of reading the boards, n·log n for n bookings,
 * and the search. */
SlLevel   *sl_level_new     (const SlLevelInput *input, SlWatch *watch, GError **error);
/* NULL is fine. */
void       sl_level_free    (SlLevel *level);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLevel, sl_level_free)
/* All moves as one step; empty without any. A new reference. */
SlCommand *sl_level_command (const SlLevel *level);
/* "Draft A, days 3–4: 24–25 Nov → 1–2 Dec · they go with Deck". Free with g_free(). */
char      *sl_level_days_text (const SlLevelDays *days);
/* "All is over on 8 Dec: proved, none is shorter". Free with g_free(). */
char      *sl_level_verdict (const SlLevel *level);
/* A conflict on one line. Free with g_free(). */
char      *sl_level_conflict_text (const SlLevelConflict *conflict);

G_END_DECLS
