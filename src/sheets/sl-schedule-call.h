/* What the files of the call sheet share. */
#pragma once

#include "sl-schedule-sheets.h"

G_BEGIN_DECLS

/* What it is made of; borrowed but for the report. */
typedef struct {
  const SlScheduleAsk *ask;
  const SlBoardDay    *day;
  guint                place; /* among the board's days */
  SlReport            *report;
} SlCall;

/* The day's scene, from 0. */
const SlBoardScene *sl_call_scene (const SlCall *call, const SlBoardDay *day, guint i);
/* Tables of what the scenes need, by category. */
void sl_call_add_elements (const SlCall *call);
/* What is loaded, changed and calibrated before scenes, by the clock. */
void sl_call_add_volume   (const SlCall *call);
/* Who works for the unit, by department. */
void sl_call_add_crew     (const SlCall *call);

G_END_DECLS
