/* What a board says: its strips as days with dates, hours, changes and sums. Everything that shows or counts a
 * schedule reads it here; nothing of it is stored.
 *
 *   strips of a board ──▶ days ──┬─▶ dates, by the calendars
 *   scenes, setups, stages ──────┼─▶ hours: moves, wall, mode, load, calibration, then the scene
 *   rules ───────────────────────┼─▶ overtime, breaches (sl-board-breaches.h)
 *   cast, rates ─────────────────┴─▶ work and hold days (sl-dood.h), money
 *
 * A day ends with a strip that says so; strips behind the last such one make a day too. Each unit has its own row of
 * days. Before a scene come, in this order and where they are due: the move from another stage within the day, the
 * wall's change where the setup differs by more than what it shows, the processors' mode, the content's load, and the
 * colour calibration of walls that this body (lens set, white point) has not been calibrated with on this board, the
 * first of a day with the panels' warm-up. What stands on a stage stays there over night. */
#pragma once

#include "sl-grade.h"
#include "sl-plan.h"

G_BEGIN_DECLS

/* The worst grade that is known of a shot; FALSE where none is. Called in the caller's thread. */
typedef gboolean (*SlBoardGrade) (const char *shot, SlGrade *grade, gpointer data);

/* What is read; all borrowed. */
typedef struct {
  const SlPlan       *plan;
  const SlProduction *production;
  const SlBoard      *board;   /* NULL: as an empty board of the production would be */
  const SlList       *strips;  /* SlStrip, in place of the board's own where `tries` */
  gboolean            tries;
  SlBoardGrade        grade;   /* NULL: no shot is graded */
  gpointer            data;
} SlBoardInput;

typedef struct {
  guint                strip;      /* its place on the board */
  guint                day;        /* its place among the days */
  const SlSceneEntity *scene;      /* borrowed, as all below */
  const SlStage       *stage;      /* NULL: none is said */
  const char          *environment, *setup; /* ids, NULL for none */
  gint32               move, wall, mode, load, calibration; /* min, before it */
  guint                loads, walls, modes, calibrations;   /* how many of each that is */
  gint32               minutes;    /* of the scene itself, with what bad grades add */
  gint32               begins;     /* of the scene itself: min after the day's call */
  guint                setups;
  SlGrade              grade;      /* the worst of its shots */
  gboolean             graded;
} SlBoardScene;

/* What a day costs, in the production's currency. */
typedef struct {
  double stages, unit, cast, elements, overtime; /* cast that works */
} SlBoardCosts;

typedef struct {
  guint                number;   /* shooting day of its unit, from 1 */
  guint                running;  /* how many calendar days in a row the unit works with it, from 1 */
  guint32              date;     /* Julian; 0 where no working day is left */
  const SlUnitEntity  *unit;     /* NULL where the production has none */
  guint                first, n; /* strips, with the one that ends it */
  gint                 end;      /* that strip, −1 for the last day without one */
  guint                first_scene, n_scenes; /* among the board's scenes */
  gint64               eighths;
  gint32               minutes;  /* worked: scenes, banners and what comes between, without meals */
  gint32               shooting; /* of these the scenes */
  gint32               meals;    /* min of meals */
  gint32               call;     /* min after midnight */
  gint32               length, overtime; /* min: of the usual day, and beyond it */
  guint                setups, loads, walls, modes, calibrations, moves;
  SlBoardCosts         costs;
  double               cost;     /* their sum */
  gboolean             shot;     /* all its scenes are */
} SlBoardDay;

/* Sums of a board; what a drop changes is told by them. */
typedef struct {
  guint   days, strips, scenes;
  gint64  eighths;
  gint32  minutes, overtime;
  guint   work_days, hold_days; /* of cast */
  guint   cast;                 /* that works at all */
  guint   loads, walls, modes, calibrations, moves;
  double  cost;                 /* with what cast is held for */
  guint32 wrap;                 /* Julian: last date; 0 without any */
  guint   breaches, warnings;
} SlBoardSum;

typedef struct {
  SlPlan             *plan;
  const SlProduction *production;
  const SlBoard      *board;    /* NULL as in the input */
  SlList             *strips;   /* SlStrip */
  GArray             *scenes;   /* SlBoardScene, in the board's order */
  GArray             *days;     /* SlBoardDay, in the board's order */
  GPtrArray          *boneyard; /* SlSceneEntity: of the production, neither on the board nor omitted; borrowed */
  GPtrArray          *breaches; /* SlBreach: by day */
  GArray             *dood;     /* SlDood: of cast, by number */
  SlBoardSum          sum;
} SlBoardRead;

/* The board that counts for the production: the one that it names, else its first; NULL for none. Borrowed. */
const SlBoard *sl_production_board (const SlPlan *plan, const SlProduction *production);
/* As an unknown scene's, twenty minutes an eighth: what a scene takes at best, likely and at worst (min), without what
 * bad grades add. `production` may be NULL. */
void           sl_scene_minutes    (const SlSceneEntity *scene, const SlProduction *production, double minutes[3]);
/* Time grows with strips, scenes and shots alone. Free with sl_board_read_free(). */
SlBoardRead   *sl_board_read       (const SlBoardInput *input);
/* NULL is fine. */
void           sl_board_read_free  (SlBoardRead *read);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBoardRead, sl_board_read_free)

/* The day that the strip is in; NULL for none. Borrowed. */
const SlBoardDay *sl_board_day_of  (const SlBoardRead *read, guint strip);
/* "1 4/8", "5/8", "3". Free with g_free(). */
char          *sl_pages_text       (gint64 eighths);
/* "5:10" of minutes. Free with g_free(). */
char          *sl_hours_text       (gint32 minutes);

G_END_DECLS
