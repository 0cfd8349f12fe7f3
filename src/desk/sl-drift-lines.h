/* What is different between two boards, and between a plan and what was shot, as lines for people. */
#pragma once

#include "sl-board-compare.h"

G_BEGIN_DECLS

/* A scene that is not where it was. All owned. */
typedef struct {
  char   *id;      /* of the scene */
  char   *scene;   /* "17 · Ferry, deck" */
  char   *was, *is; /* "day 8, Tue 20 Oct"; "—" where it is not on the board */
  char   *change;  /* "1 day earlier", "added" */
  SlDrift drift;
} SlDriftLine;

/* SlDriftLine of the scenes that are not the same, in the order of `drift`. Free with g_ptr_array_unref(). */
GPtrArray *sl_drift_lines     (const SlBoardRead *was, const SlBoardRead *is, const SlBoardDrift *drift);
/* Not NULL. */
void       sl_drift_line_free (SlDriftLine *line);
/* "4 moved, 1 added, 0 taken off". Free with g_free(). */
char      *sl_drift_sum       (const SlBoardDrift *drift);

/* A date as it was planned and as it was. All owned. */
typedef struct {
  char    *day;     /* "day 3 · Thu 26 Nov" */
  char    *scenes, *pages, *minutes, *setups; /* "4 → 3": planned, then shot */
  char    *behind;  /* "1 4/8 behind", "even", "5/8 ahead"; "" for days to come */
  gboolean late;    /* it is behind */
} SlShotLine;

/* SlShotLine of sl_board_shot_days(); days after `until` (Julian) are still to come. Free with
 * g_ptr_array_unref(). */
GPtrArray *sl_shot_lines      (const SlBoardRead *planned, guint32 until);
/* Not NULL. */
void       sl_shot_line_free  (SlShotLine *line);
/* "By Fri 27 Nov 14 of 18 scenes and 12 3/8 of 15 pages are shot: 1.2 days behind". Free with g_free(). */
char      *sl_shot_sum        (const SlBoardRead *planned, guint32 until);

G_END_DECLS
