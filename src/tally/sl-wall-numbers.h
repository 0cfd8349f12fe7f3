/* The numbers of a wall's cabinets, as its plan has them counted: one for the view, for pixel maps and for pull
 * sheets. */
#pragma once

#include "sl-scene.h"

G_BEGIN_DECLS

#define SL_NO_NUMBER (-1)

/* Of each place, row by row from the top: its number, or SL_NO_NUMBER for a place without a cabinet that keeps none.
 * Free with g_free(). */
gint64 *sl_wall_numbers (const SlSceneWall *wall);
/* Of one place, column and row from 0; SL_NO_NUMBER also beyond the wall. */
gint64  sl_wall_number  (const SlSceneWall *wall, guint column, guint row);

G_END_DECLS
