/* What is wrong with walls in themselves. Of sl-check.c alone. */
#pragma once

#include "sl-check.h"

G_BEGIN_DECLS

/* The angles of a wall's seams, and what stands in its grid. `owner` is the wall, or the setup that changes it; it has
 * them in `field`. */
void sl_check_seams   (GPtrArray *findings, const SlPlan *plan, const SlWall *wall, const SlEntity *owner,
                       const char *field);
/* As sl_check_seams(). */
void sl_check_patches (GPtrArray *findings, const SlPlan *plan, const SlWall *wall, const SlEntity *owner,
                       const char *field);
/* What it docks to must stand, on its stage, and it must be something that docks. */
void sl_check_dock    (GPtrArray *findings, const SlPlan *plan, const SlWall *wall);
/* What docks to a wall does not go with it where a setup has the wall elsewhere or otherwise, as `there`. */
void sl_check_dock_in_setup (GPtrArray *findings, const SlPlan *plan, const SlSetup *setup, const SlWall *there);

G_END_DECLS
