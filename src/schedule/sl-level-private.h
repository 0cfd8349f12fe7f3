/* What the files of the levelling share: the plan as blocks, things that are wanted, and stays. */
#pragma once

#include "sl-facility.h"
#include "sl-level.h"
#include "sl-rcpsp.h"
#include "sl-workdays.h"

G_BEGIN_DECLS

#define SL_LEVEL_FAR 36525 /* days from the first to the last, at most */

/* A limit to a block's days, and why it is one. */
typedef struct {
  guint32 day; /* Julian; 0: none */
  char   *why; /* translated; owned */
} SlLevelLimit;

typedef struct {
  GPtrArray        *bookings;  /* SlBooking, by first day; borrowed from the plan */
  const SlStage    *stage;
  const SlProduction *production; /* NULL: none */
  const SlCalendar *off[2];    /* the production's and the stage's, NULL for none; none where all days count */
  guint32           from, to;  /* both included */
  gboolean          stays;
  gint64            place;     /* 1…9 */
  int               days;      /* that count */
  SlLevelLimit      least;     /* its first day at the earliest */
  SlLevelLimit      most;      /* its last day at the latest */
  GArray           *needs;     /* int: things that it takes with it, beside its stage */
  guint32           moved;     /* where it begins when it moves; 0: it stays */
  gint64            urgency;   /* less comes first: the best place of itself and of what comes after it */
  int               activity;  /* of the problem; −1: stays */
  gboolean          left;      /* out of the levelling */
} SlLevelBlock;

/* A stage, a person or a thing that `room` may have on one day. */
typedef struct {
  SlClashForm     form;  /* SL_CLASH_PLACE: a stage */
  const char     *name;  /* borrowed from the plan */
  guint           room;
} SlLevelThing;

/* Days of a thing that stay as they are. */
typedef struct {
  int             thing;
  guint32         from, to; /* both included */
  const SlEntity *who;      /* booking, or a production by its board */
} SlLevelStay;

typedef struct { guint before, after; } SlLevelLink; /* blocks */

typedef struct {
  const SlLevelInput *input;
  SlLevel            *level;    /* what comes of it */
  GPtrArray          *blocks;   /* SlLevelBlock, by stage, production and first day */
  GArray             *things;   /* SlLevelThing; of the stages, the place in the plan is the index */
  GArray             *stays;    /* SlLevelStay */
  GArray             *links;    /* SlLevelLink */
  guint32             last;     /* Julian: the last day of all */
  SlRcpsp            *problem;  /* stays first, then the blocks that move, by urgency */
  GPtrArray          *moving;   /* SlLevelBlock, borrowed: activities from stays->len on */
} SlLevelTask;

/* --- sl-level-blocks.c --- */

void          sl_level_block_free  (gpointer block); /* not NULL */
/* Fills blocks, their stages as things, links between them, the first and the last day. FALSE with SL_ERROR_INPUT. */
gboolean      sl_level_take_bookings (SlLevelTask *task, GError **error);
/* Whether the day counts for the block. */
gboolean      sl_level_works       (const SlLevelBlock *block, guint32 day);
/* How people call the block: its booking, or its production with the stage. Free with g_free(). */
char         *sl_level_block_title (const SlLevelBlock *block);
/* Tightens a limit; takes `why`. */
void          sl_level_not_before  (SlLevelBlock *block, guint32 day, char *why);
/* The same of its last day. */
void          sl_level_not_after   (SlLevelBlock *block, guint32 day, char *why);

/* --- sl-level-boards.c --- */

/* What boards say of the blocks: limits, links, what they take with them; what stays beside them. */
void          sl_level_take_boards (SlLevelTask *task);

/* --- sl-level-problem.c --- */

/* Cuts the stays to the days that they have alone, and tells those that they don't. */
void          sl_level_cut_stays   (SlLevelTask *task);
/* Makes the problem of the stays and of the blocks that move and are not left out. */
void          sl_level_fill        (SlLevelTask *task);

/* --- sl-level-moves.c --- */

/* Fills places, moves and what they leave to do from the starts of the activities. */
void          sl_level_take_starts (SlLevelTask *task, const int *start);
/* Frees the reason of a SlLevelMove. */
void          sl_level_move_clear  (gpointer move);

/* --- sl-level-days.c --- */

/* Days of boards in blocks that move, and those that stay all the same, as findings. */
void          sl_level_move_boards (SlLevelTask *task);
/* Frees the strips of a SlLevelBoard. */
void          sl_level_board_clear (gpointer board);

/* --- sl-level-words.c --- */

/* Adds the conflict in words; `left` is the block that stays out. */
void          sl_level_add_conflict (SlLevelTask *task, const SlRcpspConflict *conflict, const SlLevelBlock *left);
/* Why the block gets the days that it gets. Free with g_free(). */
char         *sl_level_reason_text (const SlLevelTask *task, const SlRcpspReason *reason);
void          sl_level_conflict_free (gpointer conflict); /* not NULL */
/* "there is one Stage 1", "Lin works for one production a day". Free with g_free(). */
char         *sl_level_room_text   (const SlLevelThing *thing);
/* "Night Passage stays on 1–2 Dec: confirmed". Free with g_free(). */
char         *sl_level_stay_text   (const SlLevelTask *task, const SlLevelStay *stay);

G_END_DECLS
