/* The steps behind sl_odds_run(): compile (keys into indexes, estimates into tables), draw (all minutes of a block of
 * runs), replay (one run of one production under its rules), sum up. */
#pragma once

#include "sl-estimate-table.h"
#include "sl-odds.h"

G_BEGIN_DECLS

/* --- compiled --- */

/* Minutes as they are drawn. */
typedef struct {
  const gint32 *nodes;  /* borrowed from the tables; NULL: always the likely ones */
  gint32        likely; /* 1/SL_TABLE_MINUTE min */
} SlOddsMinutes;

enum { SL_ODDS_WEIGHT_BITS = 15 }; /* loadings are in 1/32768 */

typedef struct {
  guint64       key;
  SlOddsMinutes work, setup;
  gint64        setup_times; /* set-ups times the factor of their grade, in 1/65536 */
  guint         n_factors;
  guint         factors[SL_ODDS_LOADINGS]; /* indexes */
  gint32        weights[SL_ODDS_LOADINGS], rest; /* of the factors, of what is its own; squares sum to 1 */
  int           load, wall, mode, stage; /* indexes of the changes, −1: none */
  int           sum;         /* index of the sum that its set-ups are part of, −1: none */
  gint32        calibration;
  guint         from_day;    /* index of the first working day on which it may begin; may be behind the last */
  gboolean      new_day;
} SlOddsStep;

typedef struct {
  const SlOddsProduction *of; /* borrowed */
  guint32 *dates;             /* all working days, with those after the calendar's own; owned */
  guint    n_dates;
  guint    first, n;          /* its steps */
  gboolean load_each_day;
  GArray  *planned;           /* SlOddsPlannedDay; owned */
  GArray  *day_risks;         /* guint, indexes; owned */
} SlOddsUnit;

typedef struct {
  guint64       key;
  SlRiskScope   scope;
  int           unit;      /* −1: all */
  guint64       threshold; /* of an even 32-bit number: below it happens */
  SlOddsMinutes minutes;
  GArray       *steps;     /* guint, of SL_RISK_ACTIVITIES; owned, NULL otherwise */
} SlOddsHazard;

typedef struct {
  guint64       key;
  SlOddsMinutes minutes;
  guint32       draw;    /* which says what it is of */
} SlOddsSwap;

/* Set-ups of a unit that are told of together. */
typedef struct {
  guint64 key;
  guint   unit;
} SlOddsSum;

typedef struct {
  guint64           seed;
  SlEstimateTables *tables;  /* owned */
  SlNormalTable    *normal;  /* owned */
  GArray           *steps;   /* SlOddsStep, production after production; owned */
  GArray           *units;   /* SlOddsUnit; owned */
  GArray           *swaps;   /* SlOddsSwap: loads, walls, modes, stages; owned */
  GArray           *factors; /* guint64; owned */
  GArray           *hazards; /* SlOddsHazard; owned */
  GArray           *sums;    /* SlOddsSum; owned */
} SlOddsModel;

/* Of a problem that passes its check; NULL only when cancelled. Borrows `problem`. */
SlOddsModel *sl_odds_model_new   (const SlOddsProblem *problem, guint64 seed, SlWatch *watch, GError **error);
/* NULL is fine. */
void         sl_odds_model_free  (SlOddsModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOddsModel, sl_odds_model_free)
/* All working days of a production, at least one; `n` is how many; free with g_free(). */
guint32     *sl_odds_working_days (const SlOddsProduction *production, guint *n);
/* Makes the planned days and each step's, by a replay with likely minutes. */
void         sl_odds_plan_days    (SlOddsModel *model, SlWatch *watch);

/* --- drawn --- */

/* What the random numbers of a key are for. */
enum {
  SL_DRAW_WORK, SL_DRAW_SETUP, SL_DRAW_LOAD, SL_DRAW_WALL, SL_DRAW_STAGE, SL_DRAW_FACTOR, SL_DRAW_HAPPENS, SL_DRAW_COST,
  SL_DRAW_WHERE, SL_DRAW_MODE,
  SL_DRAW_DAY_HAPPENS = 1 << 28, SL_DRAW_DAY_COST = 2 << 28, /* plus the Julian date */
};

enum { SL_ODDS_BLOCK = 64 }; /* runs drawn together, at most; a multiple of 4 */

/* A block of runs: minutes of things × runs, `stride` apart. */
typedef struct {
  guint   first, n;  /* runs */
  guint   stride;    /* runs that there is room for */
  gint32 *steps;     /* min, work and set-ups; owned, as all */
  gint32 *extra;     /* min that risks add to them */
  gint32 *swaps;     /* min */
  gint32 *factors;   /* z in 1/SL_NORMAL_ONE */
  gint32 *hazards;   /* min that each risk cost the run */
  gint32 *sums;      /* min of set-ups */
  SlWatch *watch;    /* borrowed; once it is cancelled, what comes out is worth nothing, but comes soon */
} SlOddsBlock;

enum { SL_ODDS_MOST_MINUTES = 1000000000 }; /* no sum of them grows beyond; more than any calendar has */

static inline gint32
sl_odds_whole_minutes (gint64 parts)
{
  return (gint32) MIN ((parts + SL_TABLE_MINUTE / 2) / SL_TABLE_MINUTE, SL_ODDS_MOST_MINUTES);
}

/* In 1/SL_TABLE_MINUTE min. */
static inline gint32
sl_odds_minutes_at (const SlOddsMinutes *minutes, gint32 z)
{
  return minutes->nodes != NULL ? sl_estimate_table_read (minutes->nodes, z) : minutes->likely;
}

/* Room for as many runs as are well drawn at once. */
void   sl_odds_block_init     (SlOddsBlock *block, const SlOddsModel *model, SlWatch *watch);
/* Frees what it owns, not itself. */
void   sl_odds_block_clear    (SlOddsBlock *block);
/* The minutes of `n` (≤ stride) runs from `first`, a multiple of 4. */
void   sl_odds_block_draw     (SlOddsBlock *block, const SlOddsModel *model, guint first, guint n);
/* Only factors and the steps `from` … `from` + `count` − 1: what the plain sum needs. */
void   sl_odds_block_draw_steps (SlOddsBlock *block, const SlOddsModel *model, guint first, guint n, guint from,
                                 guint count);
/* What risks add, but for those of days. */
void   sl_odds_block_draw_risks (SlOddsBlock *block, const SlOddsModel *model);
/* All at their likely minutes, without risks, as the only run. */
void   sl_odds_block_likely   (SlOddsBlock *block, const SlOddsModel *model);
/* Minutes that a risk of days costs on a date in a run; 0 when it does not happen. */
gint32 sl_odds_day_risk       (const SlOddsModel *model, const SlOddsHazard *hazard, guint run, guint32 date);

/* --- replayed --- */

typedef struct {
  gint32   wrap, date; /* or SL_ODDS_UNFINISHED */
  gint32   days, overtime;
} SlOddsReplayed;

/* One run of a unit: `column` of the block. `ends`, unless NULL, takes the index of the working day on which each of
 * its steps ends, and that behind the last of those that do not. With `risky`, risks of days happen, and the block
 * takes what they cost. */
SlOddsReplayed sl_odds_replay (const SlOddsModel *model, const SlOddsUnit *unit, SlOddsBlock *block, guint column,
                               gboolean risky, guint32 *ends);

/* --- summed up --- */

/* Without what is filled in later; its rows are the caller's to fill. */
SlOddsOutcome *sl_odds_outcome_new    (guint64 key, guint runs);
/* As the last of what is added with it: before any. */
void           sl_odds_outcome_empty  (SlOddsOutcome *outcome, guint run);
/* One more production's run. */
void           sl_odds_outcome_add    (SlOddsOutcome *outcome, guint run, gint32 wrap, gint32 date, gint32 days,
                                       gint32 overtime);
/* Fills in what follows from the rows and the rates. */
void           sl_odds_outcome_finish (SlOddsOutcome *outcome);
/* Money that one run costs, of a production. */
double         sl_odds_run_cost       (const SlOddsOutcome *outcome, guint run);
/* √(p(1 − p)/n). */
double         sl_odds_share_error    (double share, guint n);

/* What is kept of the first runs for the tornado: things × runs, `n` apart, as they are drawn. */
typedef struct {
  guint   n;     /* runs */
  guint   rows;  /* steps, swaps, hazards, factors, sums, in that order */
  gint32 *inputs; /* owned */
} SlOddsKept;

/* Room for `wanted` of `runs`, or as many as memory allows. */
void           sl_odds_kept_init      (SlOddsKept *kept, const SlOddsModel *model, guint wanted, guint runs);
/* Frees what it owns, not itself. */
void           sl_odds_kept_clear     (SlOddsKept *kept);
/* Of a block that has been replayed. Runs that are kept by several threads at once differ. */
void           sl_odds_kept_take      (SlOddsKept *kept, const SlOddsModel *model, const SlOddsBlock *block);
/* The tornados of all productions, and of the last of all. FALSE when cancelled. */
gboolean       sl_odds_kept_rank      (SlOddsKept *kept, const SlOddsModel *model, SlOdds *odds, SlWatch *watch,
                                       GError **error);

/* --- threads --- */

/* Does `n` runs from `first`; called by several threads at once, each with its own `worker`. */
typedef void (*SlOddsWork) (gpointer worker, guint first, guint n);

/* FALSE with SL_ERROR_INPUT when there are none, or too many for so many productions. */
gboolean       sl_odds_check_runs     (guint runs, guint productions, GError **error);
/* 1 … 256, no more than runs. */
guint          sl_odds_n_threads      (guint wanted, guint runs);
/* Gives all runs out in blocks, to as many threads as there are workers (at least 1; the calling thread is one).
 * FALSE when cancelled, with no thread left. */
gboolean       sl_odds_share_out      (guint runs, guint block, gpointer *workers, guint n_workers, SlOddsWork work,
                                       SlWatch *watch, GError **error);

G_END_DECLS
