/* The order of a shoot as a trade-off: what holds people least is not what changes walls least. Blocks of work (scenes,
 * or whole days) follow each other on the days of one unit; days end by themselves where no more fits.
 *
 *   order of blocks ── sl_order_read() ──▶ days, figures
 *        ▲                                    │
 *        └────────── sl_order_search() ◀──────┘ ──▶ the front: of no two is one better in nothing
 *
 * On neutral arrays: steps, blocks, stages, loads, people and dates are numbers from 0 on, −1 for none. */
#pragma once

#include "sl-talent.h"

G_BEGIN_DECLS

enum { SL_ORDER_MOST_BLOCKS = 2000, SL_ORDER_MOST_DATES = 4000 };

/* Something that is shot in one go. */
typedef struct {
  gint32 minutes;
  gint32 off_by;       /* it should be over so many min after the day's call; G_MAXINT32: whenever */
  gint32 stage, load, wall, mode;
  gint32 wall_minutes; /* of changing the stage's wall to it */
  guint  first_key, n_keys; /* among `keys`: what is calibrated at its first use; each once a step */
} SlOrderStep;

/* Steps that stay together. */
typedef struct {
  guint   first, n;
  gint32  call;        /* min after midnight: blocks of other calls share no day */
  gint32  light;       /* nor do those of two lights */
} SlOrderBlock;

enum { SL_ORDER_OWN = G_MAXUINT };

/* A day that stays as it is. */
typedef struct {
  guint   first, n;    /* steps */
  gint32  call;
  guint32 date;        /* Julian, or any number that ascends */
  guint   after;       /* SL_ORDER_OWN: of the unit, on a date that is not among `dates`; else of another one, standing
                        * behind so many days of the unit */
} SlOrderFixed;

typedef struct {
  gint32 move, mode;          /* min: of coming here within a day, of a change of mode */
  double calibration, warmup; /* min: each, and before the first of a day */
  gint64 pay;                 /* a day */
} SlOrderStage;

typedef struct {
  gint64   pay;        /* a day */
  gboolean held;       /* between its days, and paid for that */
  gint64   drop;       /* calendar days of a gap that lets it go; 0: none does */
  guint    first_off, n_off; /* among `off`: dates on which it is not held */
} SlOrderPerson;

/* The block is shot on these dates alone: bit d % 64 of word d / 64 is date d. */
typedef struct {
  guint          block;
  const guint64 *dates; /* sl_talent_words (n_dates) words */
} SlOrderLimit;

/* All arrays are borrowed. Minutes, counts and pay are 0 or more. */
typedef struct {
  guint                n_steps, n_blocks, n_fixed, n_stages, n_loads, n_keys, n_people, n_dates, n_off, n_pairs;
  guint                n_limits;
  const SlOrderStep   *steps;
  const SlOrderBlock  *blocks;
  const SlOrderFixed  *fixed;        /* own ones by date, others by `after` */
  const SlOrderStage  *stages;
  const gint32        *loads;        /* min that each takes */
  const guint         *keys;         /* below n_keys_in_all */
  const SlOrderPerson *people;
  const guint64       *block_people; /* sl_talent_words (n_people) words a block */
  const guint64       *fixed_people; /* the same a fixed day */
  const guint32       *dates;        /* of the unit, ascending */
  const guint32       *off;          /* ascending for each person */
  const SlTalentPair  *pairs;        /* blocks */
  const SlOrderLimit  *limits;
  guint                n_keys_in_all;
  gboolean             whole_days;   /* each block is a day; else blocks have one step */
  gint32               day;          /* min that a day has room for; what is longer has one alone */
  gint32               rest;         /* min that should lie between two days; 0: any */
  gint32               meal_every, meal; /* min: how often the unit eats, and how long; 0: never */
  gint64               day_pay;      /* of the unit */
} SlOrderProblem;

/* What comes of an order. */
typedef struct {
  guint  unkept;    /* limits and pairs */
  guint  breaches;  /* rests that are too short, steps that are over too late */
  guint  hold;      /* days of people */
  guint  loads, walls, moves, days;
  gint64 cost;
} SlOrderFigures;

/* --- reading (sl-order-read.c) --- */

typedef struct SlOrderReader SlOrderReader;

/* For one thread; `problem` is borrowed and must be such as sl_order_check() takes. */
SlOrderReader *sl_order_reader_new  (const SlOrderProblem *problem);
/* NULL is fine. */
void           sl_order_reader_free (SlOrderReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOrderReader, sl_order_reader_free)
/* What the first `n` blocks of the order come to. `when` (may be NULL) gets the date of each, as its number. */
void           sl_order_read        (SlOrderReader *reader, const guint *order, guint n, guint *when,
                                     SlOrderFigures *figures);

/* --- what can be kept (sl-order-check.c) --- */

typedef enum { SL_ORDER_POSSIBLE, SL_ORDER_IMPOSSIBLE, SL_ORDER_UNKNOWN } SlOrderCan;

/* Within limits, indices that exist. FALSE with SL_ERROR_INPUT. */
gboolean       sl_order_check       (const SlOrderProblem *problem, GError **error);
/* Whether an order keeps all pairs and limits. POSSIBLE fills `order` (n_blocks). Of IMPOSSIBLE, which is proved,
 * `conflict` gets pairs and limits (guint; limits from n_pairs on) that contradict each other; taking any one of them
 * away leaves no contradiction that is known. Small problems are never UNKNOWN. Either may be NULL. */
SlOrderCan     sl_order_can         (const SlOrderProblem *problem, guint *order, GArray *conflict);

/* --- the front (sl-order-front.c) --- */

typedef struct {
  SlOrderFigures figures;
  guint64        id;     /* of each point another */
  guint         *order;  /* owned */
} SlOrderPoint;

typedef struct {
  guint      n_blocks;
  guint64    next_id;
  GPtrArray *points;     /* SlOrderPoint; owned */
} SlOrderFront;

/* Empty, for orders of so many blocks. */
SlOrderFront  *sl_order_front_new   (guint n_blocks);
/* NULL is fine. */
void           sl_order_front_free  (SlOrderFront *front);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOrderFront, sl_order_front_free)
/* Whether `a` is as good as `b` in hold days, loads, walls, moves and days, and better in one of them or cheaper. */
gboolean       sl_order_beats       (const SlOrderFigures *a, const SlOrderFigures *b);
/* The same, or they are alike in all. */
gboolean       sl_order_covers      (const SlOrderFigures *a, const SlOrderFigures *b);
/* Takes it in unless one there covers it; out go those that it beats, and where there are too many the one
 * whose neighbours are nearest. */
gboolean       sl_order_front_add   (SlOrderFront *front, const guint *order, const SlOrderFigures *figures);

/* --- the search (sl-order-search.c) --- */

typedef struct {
  double   seconds;
  guint64  rounds;   /* at most so many orders are read; 0: as many as there is time for */
  guint64  seed;
  guint    breaches; /* no point has more */
  SlWatch *watch;    /* borrowed; told, but offered nothing */
  void   (*better) (const SlOrderFront *front, gpointer data); /* now and then; may be NULL */
  gpointer data;
} SlOrderEffort;

/* Betters `front` from the orders in it and `n_starts` more, until the time is up or the watch is cancelled. */
void           sl_order_search      (const SlOrderProblem *problem, SlOrderFront *front, const guint *const *starts,
                                     guint n_starts, const SlOrderEffort *effort);

G_END_DECLS
