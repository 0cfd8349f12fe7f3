/* What a levelling problem means, said once more and as plainly as can be: unit by unit, with nothing of the engine. */
#pragma once

#include "sl-rcpsp.h"

/* Whether the unit is closed in a calendar that the activity works by. */
gboolean oracle_is_closed (const SlRcpsp *problem, int activity, int unit);
/* The end of an activity that starts at `start`; −1 where that unit is closed. */
int      oracle_end       (const SlRcpsp *problem, int activity, int start);
/* The last end of a schedule, or −1 where it breaks a rule. */
int      oracle_check     (const SlRcpsp *problem, const int *start);
/* The least last end of all schedules that are over by `limit`, by trying every one; −1 for none. `any`: the first one
 * will do. */
int      oracle_least     (const SlRcpsp *problem, int limit, gboolean any);
/* A copy with those rules only. */
SlRcpsp *oracle_only      (const SlRcpsp *problem, const GArray *rules, int without);
/* A problem with everything in it and at most so many activities. */
SlRcpsp *oracle_random    (guint seed, int most);
