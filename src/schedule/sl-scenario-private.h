/* What scenarios and what they rest on know alike. */
#pragma once

#include "sl-scenarios.h"

G_BEGIN_DECLS

#define SL_SCENARIO_MOVE 60 /* min from place to place where no location of the plan says it */

/* The stage that the activity is on; NULL for none, and for places that are no stages. Borrowed from the plan. */
const SlStage *sl_scenario_stage         (const SlPlan *plan, const SlOddsActivity *activity);
/* Minutes of a move from place to place, with the location that says so into `stage` (NULL: assumed). */
double         sl_scenario_location_move (const SlPlan *plan, const SlStage **stage);

G_END_DECLS
