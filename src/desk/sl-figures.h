/* Sums over the whole plan, found out in the background after every edit: what the walls take, and what room the stages
 * have left.
 *
 * Signal: "changed". */
#pragma once

#include "sl-capacity.h"
#include "sl-editor.h"
#include "sl-facility.h"
#include "sl-queue.h"
#include "sl-tally.h"

G_BEGIN_DECLS

#define SL_TYPE_FIGURES (sl_figures_get_type ())
G_DECLARE_FINAL_TYPE (SlFigures, sl_figures, SL, FIGURES, GObject)

/* Listens to `editor`, which it keeps; works in `queue` until sl_figures_stop(). */
SlFigures     *sl_figures_new      (SlEditor *editor, SlQueue *queue);
/* Before the queue goes: nothing more is found out. What is known stays. */
void           sl_figures_stop     (SlFigures *figures);

/* Of the plan, or of the one before the last edit while that is found out. NULL until known, and while a wall cannot
 * stand. Borrowed until "changed". */
const SlTally *sl_figures_tally    (SlFigures *figures);
/* Of before the last step, so that what it changed can be told; NULL when there is none, or it changed nothing of it.
 * Borrowed until "changed". */
const SlTally *sl_figures_before   (SlFigures *figures);
/* SlStageCapacity over the span of the bookings, for slots of one day; as old as the tally, NULL until known. Borrowed
 * until "changed". */
const GArray  *sl_figures_capacity (SlFigures *figures);

/* SlClash elements of the whole facility, as old as the tally, NULL until known; their ids and entities live as long.
 * Borrowed until "changed". */
const GPtrArray *sl_figures_clashes (SlFigures *figures);

G_END_DECLS
