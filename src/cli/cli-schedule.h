/* The questions that `schedule` answers: one file and one line of its table each. */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/* Each reads the whole command's arguments (argv[1] is the plan, argv[2] the question, wherever options stand) and
 * gives the exit code. What a board says. */
int cli_schedule_board    (int argc, char **argv);
/* The days of a board, or scenes of a benchmark, so that cast waits least. */
int cli_schedule_order    (int argc, char **argv);
/* The room left on the stages. */
int cli_schedule_capacity (int argc, char **argv);
/* The stage-days that a board needs, and what its bookings would have to become. */
int cli_schedule_needs    (int argc, char **argv);
/* Stages and crews levelled. */
int cli_schedule_level    (int argc, char **argv);
/* The odds of the boards. */
int cli_schedule_simulate (int argc, char **argv);

/* The board that is named, else that of the first production that has one; NULL after saying why. Borrowed. */
const SlBoard *cli_find_board (const SlPlan *plan, const char *path, const char *named, int *code);

G_END_DECLS
