/* What the files of `schedule simulate` share. */
#pragma once

#include "cli-schedule.h"
#include "sl-board-odds.h"

G_BEGIN_DECLS

typedef struct {
  char    *production, *json;
  int      runs, threads, hold;
  gint64   seed;
  gboolean grades, scenarios;
} CliSimulate;

/* The members that all of it and each production have alike; `planned` is 0 for none. */
void cli_odds_add_outcome (JsonBuilder *b, const SlOddsOutcome *outcome, guint32 planned);
/* A date as the JSON has it; nothing for 0. */
void cli_odds_add_date    (JsonBuilder *b, const char *name, guint32 julian);
/* "–" for 0. Free with g_free(). */
char *cli_odds_date       (guint32 julian);

/* --- cli-schedule-scenarios.c --- */

/* Each gives the exit code, after saying why where it fails. `input` is what the plan is read by. The odds under other
 * circumstances and what each rests on. */
int  cli_simulate_scenarios (const CliSimulate *a, const SlBoardOddsInput *input, guint threads, gint64 started);
/* What so many days of a second hold are worth. */
int  cli_simulate_hold      (const CliSimulate *a, const SlBoardOddsInput *input, guint threads, gint64 started);

G_END_DECLS
