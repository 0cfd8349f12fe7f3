/* Two boards held against each other: a draft against another, work against what was agreed, the plan against what was
 * shot. */
#pragma once

#include "sl-board.h"

G_BEGIN_DECLS

typedef enum { SL_DRIFT_SAME, SL_DRIFT_MOVED, SL_DRIFT_ADDED, SL_DRIFT_TAKEN_OFF } SlDrift;

/* A scene that either board has. */
typedef struct {
  const SlSceneEntity *scene;   /* of the later board's plan where that has it; borrowed */
  SlDrift              drift;   /* moved: to another day of shooting, or another unit */
  guint                was, is; /* places among the days of each board; G_MAXUINT where it is not on it */
  gint                 days;    /* calendar days later than it was; 0 where a date is missing */
} SlSceneDrift;

typedef struct {
  GArray    *scenes;                        /* SlSceneDrift: in the order of `is`, then those taken off */
  guint      moved, added, taken_off;
  SlBoardSum was, is;
} SlBoardDrift;

/* What is different in `is` from `was`; both are borrowed and may be of different plans: scenes are told by id. Free
 * with sl_board_drift_free(). */
SlBoardDrift *sl_board_compare    (const SlBoardRead *was, const SlBoardRead *is);
/* NULL is fine. */
void          sl_board_drift_free (SlBoardDrift *drift);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBoardDrift, sl_board_drift_free)

/* How a board stands against what was shot up to a day. */
typedef struct {
  guint  scenes_planned, scenes_shot;   /* due by the day; shot, whenever they were due */
  gint64 eighths_planned, eighths_shot;
  gint32 minutes_planned, minutes_shot; /* of the scenes that were shot and whose time is known: estimate, and truth */
  guint  late;                          /* due by the day, and not shot */
  double days_behind;                   /* eighths that lack over those of a mean day; negative: ahead; NAN without */
} SlBoardProgress;

/* By the end of the day (Julian). */
void          sl_board_progress   (const SlBoardRead *read, guint32 day, SlBoardProgress *progress);

/* A date as it was planned and as it was. */
typedef struct {
  guint32 date;                            /* Julian */
  guint   number;                          /* of the first shooting day that was planned for it; 0: none was */
  guint   scenes_planned, scenes_shot;
  gint64  eighths_planned, eighths_shot;
  gint32  minutes_planned, minutes_shot;   /* of scenes; shot: of those whose time is known */
  guint   setups_planned, setups_shot;     /* shot: of those whose set-ups are known */
  gint64  eighths_behind;                  /* planned less shot, with all dates before; negative: ahead */
} SlShotDay;

/* SlShotDay by date: what `planned` has on it, and what of its production was shot then, as the plan of `planned` says.
 * Days without a date are left out. Free with g_array_unref(). */
GArray       *sl_board_shot_days  (const SlBoardRead *planned);
/* The last date on which something of the production was shot (Julian); 0 for none. */
guint32       sl_board_last_shot  (const SlBoardRead *read);

G_END_DECLS
