/* How much a plan may hold, whatever it says: a small file must not ask for more than a machine has. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Cabinets of all walls together, as they stand and as any one setup makes them. */
#define SL_PLAN_MAX_CABINETS 2000000

/* FALSE with SL_ERROR_INPUT, naming a wall or setup, when the plan holds too much. `culprit`, when not NULL,
    is that entity,
 * borrowed from the plan. */
gboolean sl_plan_check_limits (const SlPlan *plan, const SlEntity **culprit, GError **error);

G_END_DECLS
