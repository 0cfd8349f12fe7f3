/* Which walls must be calibrated for which cameras: what the board counts the minutes of, as a list of its own.
 *
 * A calibration is of one wall for one camera body; where the production says so, for each lens set and each white
 * point of the content too. */
#pragma once

#include "sl-shot-gear.h"

G_BEGIN_DECLS

/* All but the list borrowed from the plan; NULL where it says nothing or nothing hangs on it. */
typedef struct {
  const SlStage *stage;
  const SlWall  *wall;
  const SlBody  *body;
  const char    *lenses;  /* id of the lens set */
  const char    *white;
  GPtrArray     *shots;   /* SlShot, in plan order */
} SlCalibration;

/* "wall body lens white": the same for what is one calibration. `environment` (an id) may be NULL; `gear` has a body.
 * Free with g_free(). */
char      *sl_calibration_key (const SlPlan *plan, const SlProduction *production, const char *environment,
                               const char *wall, const SlShotGear *gear);
/* What the shots of a stage, or of all stages for NULL, need: SlCalibration, by stage and wall in plan order, each
 * once. Shots without a known camera body, and walls without their stage, need none. Free with g_ptr_array_unref(). */
GPtrArray *sl_calibrations    (const SlPlan *plan, const char *stage_id);

G_END_DECLS
