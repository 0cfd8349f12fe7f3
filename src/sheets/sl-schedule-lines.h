/* Lines of scenes, which stripboard and one-liner share, with one set of columns for the spreadsheet. Of this room's
 * sl-schedule-*.c alone. */
#pragma once

#include "sl-schedule-sheets.h"

G_BEGIN_DECLS

/* What a report of scenes shows; borrowed. */
typedef struct {
  const SlScheduleAsk *ask;
  SlReportTable       *table;
  gboolean             board, dated, full; /* as strips; with day and date on paper; with elements */
} SlLines;

/* Adds the table's columns. */
void sl_lines_columns (const SlLines *lines);
/* One line; `day` and `s` are NULL for a scene that is not on the board. */
void sl_lines_scene   (const SlLines *lines, const SlBoardDay *day, const SlBoardScene *s, const SlSceneEntity *scene);
/* All days: a board says a day's end, other reports its beginning. */
void sl_lines_days    (const SlLines *lines);
/* A row of all days, where all are shown. */
void sl_lines_totals  (const SlLines *lines);
/* Whom the numbers mean, as a table of its own. */
void sl_lines_cast    (const SlScheduleAsk *ask, SlReport *report);

G_END_DECLS
