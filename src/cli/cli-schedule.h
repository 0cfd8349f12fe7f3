/* The questions that `schedule` answers: one file and one line of its table each. */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/* Each reads the whole command's arguments (argv[1] is the plan, argv[2] the question, wherever options stand) and
 * gives the exit code. What a board says. */
int cli_schedule_board    (int argc, char **argv);
/* The room left on the stages. */
int cli_schedule_capacity (int argc, char **argv);
/* Stages and crews levelled. */
int cli_schedule_level    (int argc, char **argv);

G_END_DECLS
