/* The odds of a shooting schedule: it is shot many times over, each time with other minutes for the same scenes, and
 * each run replays the rules of the days. Neutral: it knows no plan. Whoever has one fills an SlOddsProblem from it.
 *
 *   problem ──▶ sl_odds_run() ──▶ odds ──┬─ when each production wraps: dates, percentiles, shooting days
 *                                        ├─ which planned day slips, what overtime costs
 *                                        ├─ what it hangs on (tornado)
 *                                        └─ sl_odds_compare() with those of another problem
 *
 * Things are named by keys (sl_odds_key() of their id; 0 names nothing). Random numbers belong to keys, not to places
 * in lists: a scene that moves, or another that is changed, leaves all others' minutes as they were in each run, so
 * that two problems differ by what differs between them and not by luck.
 *
 * A run, production by production, activity after activity in the order of the list:
 * - A shooting day begins at its call, or later when the wrap before it has not been `turnaround` minutes ago, and with
 *   `warm_up`. A day whose call would be after midnight is lost.
 * - An activity takes what must change for it (company move, wall, mode, load, calibration), then its work and
 *   its set-ups.
 * - It is begun while the day's length is not used up, and only where it ends within length and overtime; otherwise it
 *   waits for the next working day. What is longer than a whole day begins a day and goes on over the next ones.
 * - It is not begun before its planned day, nor before its date; what follows it waits with it.
 * - Load, mode, wall and stage stay as they are until another activity asks for others. The first ones cost their
 *   minutes; a company move costs its own only within a day, for the next day is called where it begins.
 *
 * Pure: the same problem, number of runs and seed give the same bits with any number of threads on every machine. */
#pragma once

#include "sl-estimate.h"
#include "sl-grade.h"
#include "sl-watch.h"

G_BEGIN_DECLS

#define SL_ODDS_LOADINGS     4       /* factors of one activity */
#define SL_ODDS_ACTIVITIES   20000   /* at most, all productions together */
#define SL_ODDS_PRODUCTIONS  1000    /* at most */
#define SL_ODDS_RUNS         4000000 /* at most; runs × (productions + 1) at most four times that */
#define SL_ODDS_KEYS         10000   /* of each of the problem's other lists, at most */
#define SL_ODDS_NAMED        100000  /* activities that risks name, all together, at most */
#define SL_ODDS_SETUPS       1000    /* of one activity, at most */
#define SL_ODDS_GRADE_FACTOR 100     /* at most */
#define SL_ODDS_LAST_DATE    1400000 /* Julian */
#define SL_ODDS_UNFINISHED   G_MAXINT32

/* --- the problem --- */

/* How much of what happens to an activity comes from one common cause. */
typedef struct {
  guint64 factor;  /* key of one of the problem's factors; 0: none */
  double  loading; /* −1…1; the squares of an activity's loadings sum to 1 at most. Two activities that hang on one
                    * factor by λ each correlate by λ² (before their shapes bend it) */
} SlOddsLoading;

/* A common cause: a production's pace, a stage, a department. */
typedef struct {
  guint64     key;
  const char *name; /* for messages; borrowed, may be NULL */
} SlOddsFactor;

/* A content load, a wall configuration, a mode of the processors (rate, depth, latency) or a stage. How long it takes
 * to get there from any other; drawn once a run, so that what loads slowly loads slowly every time. */
typedef struct {
  guint64     key;
  const char *name;    /* borrowed, may be NULL */
  SlEstimate  minutes;
} SlOddsChange;

/* A scene, a shot or whatever is done in one go. */
typedef struct {
  guint64       key;         /* of its own among all activities */
  const char   *name;        /* borrowed, may be NULL */
  SlEstimate    work;        /* min, without set-ups */
  guint         setups;      /* how many */
  SlEstimate    setup;       /* min for each of them, at green; one draw for all: they go well or badly together */
  SlGrade       grade;       /* coverage; its factor multiplies the set-ups' minutes */
  guint64       setups_key;  /* its set-ups' minutes are told of together with others of that key; 0: not */
  guint64       load, wall, mode, stage; /* keys of what must be there; 0: whatever is */
  gint32        calibration; /* min due right before it */
  guint         day;         /* planned for the unit's day-th working day, 1…, not begun before it; 0: at once */
  gboolean      new_day;     /* begins a day, however much of the one before is left */
  guint32       not_before;  /* Julian: the date on which its content is ready; 0: any */
  SlOddsLoading loadings[SL_ODDS_LOADINGS];
} SlOddsActivity;

/* What one unit shoots, in which order, on which days, by which rules. Of a production with several units each is one
 * of these; sl_odds_join() tells when the last of them wraps. */
typedef struct {
  guint64     key;
  const char *name;          /* borrowed, may be NULL */
  GArray     *activities;    /* SlOddsActivity, in shooting order; owned */
  GArray     *dates;         /* guint32, Julian, ascending: the working days that the unit has (days off are not among
                              * them); owned */
  guint       weekdays;      /* on which it works after the last of these: bit 0 Monday … bit 6 Sunday; 0: not at all */
  guint32     later_from;    /* Julian: the first day on which it may go on after these, as when the stage is let to
                              * another in between; 0: the day after */
  gint32      day_length;    /* min, 1…1440 */
  gint32      overtime;      /* min after that, at most; 0: none */
  gint32      call;          /* min after midnight, 0…1439 */
  gint32      turnaround;    /* min between wrap and next call, at least */
  gint32      warm_up;       /* min at the start of each day, below day_length */
  gboolean    load_each_day; /* the load is lost over night: the first activity of a day with a load loads it anew */
  double      day_rate;      /* money a shooting day; all rates 0…1e12 */
  double      overtime_rate; /* money an hour of overtime */
  double      waiting_rate;  /* money a calendar day from the first of `dates` to the wrap on which it does not shoot */
} SlOddsProduction;

typedef enum {
  SL_RISK_ONCE,       /* at most once a run, before one of the production's activities; for all productions (key 0) it
                       * is one event that costs each of them its minutes */
  SL_RISK_ACTIVITIES, /* before each activity that it names, each by itself */
  SL_RISK_DAYS,       /* on each shooting day, by its date: for all productions it is the same on a date; costs that day
                       * at most */
} SlRiskScope;

typedef struct {
  guint64     key;
  const char *name;        /* borrowed, may be NULL */
  SlRiskScope scope;
  guint64     production;  /* key; 0: all */
  GArray     *activities;  /* guint64, keys, of SL_RISK_ACTIVITIES; NULL otherwise; owned */
  double      probability; /* 0…1 */
  SlEstimate  minutes;
} SlOddsRisk;

typedef struct {
  GPtrArray *productions;               /* SlOddsProduction; owned */
  GArray    *loads, *walls, *modes, *stages; /* SlOddsChange; owned */
  GArray    *factors;                   /* SlOddsFactor; owned */
  GArray    *risks;                     /* SlOddsRisk; owned */
  double     grade_factors[SL_N_GRADES]; /* of the minutes of a set-up; 1 each in a new problem */
  double     cost;                      /* money that all of it costs in any case, as a second hold does; 0…1e12 */
  guint      ranked;                    /* runs whose inputs are kept for the tornado; 0: no tornado; 2,000 in a new
                                         * problem, which gives correlations to about ±0.04; fewer are kept of more
                                         * than 8,000 inputs */
} SlOddsProblem;

/* The key of an id: the same everywhere, never 0. */
guint64           sl_odds_key                    (const char *id);
/* Without anything; free with sl_odds_problem_free(). */
SlOddsProblem    *sl_odds_problem_new            (void);
/* For a what-if; names stay borrowed from where `problem` has them. */
SlOddsProblem    *sl_odds_problem_copy           (const SlOddsProblem *problem);
/* NULL is fine. */
void              sl_odds_problem_free           (SlOddsProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOddsProblem, sl_odds_problem_free)
/* A new one at the end, of ten hours a day from 8:00, without activities and days; stays the problem's. */
SlOddsProduction *sl_odds_problem_add_production (SlOddsProblem *problem, guint64 key, const char *name);
/* The one with that key, borrowed; NULL if there is none. */
SlOddsProduction *sl_odds_problem_get_production (const SlOddsProblem *problem, guint64 key);
/* FALSE with SL_ERROR_INPUT when no run can be made of it: what is wrong, where, what to do. */
gboolean          sl_odds_problem_check          (const SlOddsProblem *problem, GError **error);

/* --- the odds --- */

/* A date on which some run wraps. */
typedef struct {
  guint32 date;   /* Julian */
  guint   runs;   /* that wrap on it */
  double  chance; /* 0…1 of having wrapped by its end: the S-curve */
  double  error;  /* of `chance` by sampling, one standard deviation: √(p(1 − p)/runs) */
} SlOddsDate;

typedef struct {
  guint32 date;     /* Julian: wrapped by its end in that share of the runs; 0: not within the calendar */
  guint32 from, to; /* Julian: where the true one is, with 95 % (order statistics); 0: after the calendar */
  guint   days;     /* the same percentile of the shooting days */
} SlOddsPercentile;

/* A planned day: by the activities' `day`; where they have none, by one run with all at their likely minutes, without
 * risks. */
typedef struct {
  guint   day;         /* the unit's working day, 1… */
  guint32 date;        /* Julian; 0: after the calendar */
  guint   first, last; /* its activities, indexes in the production */
  double  slip;        /* 0…1: the chance that its last activity ends on a later working day */
  double  error;       /* of `slip` by sampling, one standard deviation */
} SlOddsPlannedDay;

typedef enum {
  SL_ODDS_ACTIVITY, /* its minutes: work and set-ups */
  SL_ODDS_LOAD,
  SL_ODDS_WALL,
  SL_ODDS_MODE,
  SL_ODDS_STAGE,
  SL_ODDS_RISK,     /* the minutes that it cost */
  SL_ODDS_FACTOR,
  SL_ODDS_SUM,      /* the minutes of all set-ups with that key */
} SlOddsInputKind;

/* A bar of the tornado. */
typedef struct {
  SlOddsInputKind kind;
  guint64         key;
  double          correlation; /* −1…1: Spearman's, of the input with the wrap; inputs that never vary are left out */
} SlOddsInput;

/* When one production wraps, or the last of all. */
typedef struct {
  guint64          key;           /* 0 of the last of all */
  guint            runs;
  gint32          *wraps;         /* a run: minutes from the midnight before Julian day 0 to its wrap, or
                                   * SL_ODDS_UNFINISHED; owned */
  gint32          *dates;         /* a run: Julian date of the last shooting day, whether or not it went past midnight,
                                   * or SL_ODDS_UNFINISHED; owned */
  gint32          *days;          /* a run: shooting days; of all, their sum; owned */
  gint32          *overtime;      /* a run: minutes; of all, their sum; owned */
  GArray          *curve;         /* SlOddsDate, ascending; owned */
  GArray          *planned;       /* SlOddsPlannedDay, ascending; empty of the last of all; owned */
  GArray          *tornado;       /* SlOddsInput, the strongest first; owned */
  SlOddsPercentile p50, p80, p90;
  double           mean_days, sd_days; /* shooting days of the runs that end within the calendar; NAN without any */
  double           mean_overtime; /* minutes a run */
  double           overtime_chance; /* 0…1 of any */
  guint32          first;         /* Julian: the production's first working day; 0 of all */
  double           day_rate, overtime_rate, waiting_rate; /* of the production; 0 of all */
  double           cost;          /* of all: the problem's own; 0 of a production */
  double           mean_cost;     /* money a run: these times what was used; of all, the sum. What a run that does not
                                   * end would still cost is not known and not in it */
  guint            unfinished;    /* runs that do not end within the calendar */
} SlOddsOutcome;

typedef struct {
  guint          runs;
  guint64        seed;
  GPtrArray     *productions; /* SlOddsOutcome, in the problem's order; owned */
  SlOddsOutcome *last;        /* of all productions; owned */
} SlOdds;

/* Free with sl_odds_free(). `runs` ≥ 1; `threads` 0: one. NULL with SL_ERROR_INPUT when the problem is bad or too
 * large, with SL_ERROR_CANCELLED within 100 ms of being cancelled. */
SlOdds           *sl_odds_run                    (const SlOddsProblem *problem, guint runs, guint64 seed, guint threads,
                                                  SlWatch *watch, GError **error);
/* NULL is fine. */
void              sl_odds_free                   (SlOdds *odds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOdds, sl_odds_free)
/* The one with that key, 0: the last of all; borrowed; NULL if there is none. */
const SlOddsOutcome *sl_odds_get                 (const SlOdds *odds, guint64 production);
/* 0…1: the chance of having wrapped by the end of `date` (Julian); its sampling error in `error`, which may be NULL. */
double            sl_odds_chance                 (const SlOddsOutcome *outcome, guint32 date, double *error);
/* Any percentile, 0 < `share` < 1. */
SlOddsPercentile  sl_odds_percentile             (const SlOddsOutcome *outcome, double share);

/* When the last of some productions wraps, as of the units of one: like `last`, without tornado. Free with
 * sl_odds_outcome_free(). NULL if one of the keys is none of its productions, or `n` is 0. */
SlOddsOutcome    *sl_odds_join                   (const SlOdds *odds, const guint64 *productions, guint n);
/* NULL is fine. */
void              sl_odds_outcome_free           (SlOddsOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOddsOutcome, sl_odds_outcome_free)

/* The plain sum: all minutes of one production's activities (work and set-ups) one after the other, without days,
 * changes and risks, into `minutes`, one a run. The same numbers as in sl_odds_run() with that seed. FALSE as there. */
gboolean          sl_odds_sums                   (const SlOddsProblem *problem, guint64 production, guint runs,
                                                  guint64 seed, guint threads, SlWatch *watch, gint32 *minutes,
                                                  GError **error);

/* --- one against another --- */

/* What B changes against A, run by run with the same luck; negative days and money are what B saves.
 * The price of a second hold: in A `dates` are those of the first hold, and `later_from` is the next day on which the
 * stage is free; in B `dates` are those of both, and `cost` is what the second one costs. */
typedef struct {
  guint  runs;          /* that end within the calendar in both */
  guint  unfinished_a, unfinished_b;
  double mean, error;   /* calendar days of the wrap, B − A, to the minute; its standard error */
  gint32 p50, p80, p90; /* percentiles of the calendar days of the wrap, B − A, by date */
  double better, worse; /* 0…1: B wraps on an earlier, a later date; a run that only one of them ends is won by it */
  double better_error;  /* of `better` by sampling, one standard deviation */
  double mean_cost, cost_error; /* money, B − A, over all runs; its standard error */
} SlOddsDifference;

/* FALSE with SL_ERROR_INPUT when they are not of the same runs and seed, or have no such production (0: the last of
 * all; a cost is then that of all together). */
gboolean          sl_odds_compare                (const SlOdds *a, const SlOdds *b, guint64 production,
                                                  SlOddsDifference *difference, GError **error);
/* The odds of several problems by the same luck: SlOdds, in their order; free with g_ptr_array_unref(). NULL as
 * sl_odds_run(); an error says which scenario (1…) it is about. */
GPtrArray        *sl_odds_run_scenarios          (const SlOddsProblem *const *problems, guint n, guint runs,
                                                  guint64 seed, guint threads, SlWatch *watch, GError **error);

G_END_DECLS
