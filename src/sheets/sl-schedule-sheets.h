/* The schedule's reports: a board, the stages and the money as tables (sl-report.h). Languages and papers are those of
 * whoever writes them. */
#pragma once

#include "sl-board.h"
#include "sl-report.h"

G_BEGIN_DECLS

/* What is shown. */
typedef struct {
  const SlPlan      *plan;     /* borrowed */
  const SlBoardRead *read;     /* borrowed; of the calendar, the Gantt chart and the stages' room: may be NULL */
  guint32            from, to; /* days that are shown, both included (Julian); 0 for no bound */
} SlScheduleAsk;

typedef enum { SL_LINES_BY_DAY, SL_LINES_BY_SCENE, SL_LINES_BY_SET } SlLinesOrder;
typedef enum {
  SL_DOOD_OF_CAST, SL_DOOD_OF_ELEMENTS, SL_DOOD_OF_ENVIRONMENTS, SL_DOOD_OF_WALLS, SL_DOOD_OF_STAGES,
} SlDoodOf;

/* All free with sl_report_free(). */

/* The strips in their colours, with what comes between them and each day's sums. */
SlReport *sl_report_stripboard (const SlScheduleAsk *ask);
/* A line a scene: by day of shooting, in the script's order, or by set; with all its elements where `full` (a shooting
 * schedule). */
SlReport *sl_report_one_liner  (const SlScheduleAsk *ask, SlLinesOrder order, gboolean full);
/* Who works and is held on which day. */
SlReport *sl_report_dood       (const SlScheduleAsk *ask, SlDoodOf of);
/* Of the day at that place among the board's. */
SlReport *sl_report_call_sheet (const SlScheduleAsk *ask, guint day);
/* What a scene needs, a page each; `scene` NULL for all of the production. */
SlReport *sl_report_breakdown  (const SlScheduleAsk *ask, const SlSceneEntity *scene);
/* The stages' bookings by day. NULL with an error where there is none in that time, or for more than two years. */
SlReport *sl_report_calendar   (const SlScheduleAsk *ask, GError **error);
/* Bookings and shooting days of each production as bars, by day or by week. NULL as above, for more than ten years. */
SlReport *sl_report_gantt      (const SlScheduleAsk *ask, GError **error);
/* What room the stages have left; the first free slot is one of `length` days (≥ 1). What is left out goes to
 * `omissions` (SlFinding, may be NULL). NULL with an error without stages. */
SlReport *sl_report_capacity   (const SlScheduleAsk *ask, guint length, GPtrArray *omissions, GError **error);
/* What the board costs, by day and by what is paid, and what the plan's rates sum up to. */
SlReport *sl_report_cost       (const SlScheduleAsk *ask, GPtrArray *omissions);

G_END_DECLS
