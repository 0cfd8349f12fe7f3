/* What levelling a plan and levelling a benchmark are asked alike. */
#pragma once

#include "cli-schedule.h"

G_BEGIN_DECLS

typedef struct {
  double   seconds;
  char    *json, *out, *from;
  gboolean apply, earlier;
} CliLevel;

/* Levels the bookings of the plan at `path`; gives the exit code. `started` is the monotonic time of the start. */
int cli_level_plan (const CliLevel *arguments, const char *path, gint64 started);

G_END_DECLS
