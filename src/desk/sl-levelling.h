/* Other days for the holds, looked for in the background: the moves with their reasons, and the edit that makes them.
 *
 * Signal: "changed" (what is found, whether it is looked for, whether it is of the plan as it is). */
#pragma once

#include "sl-editor.h"
#include "sl-level.h"
#include "sl-queue.h"

G_BEGIN_DECLS

#define SL_TYPE_LEVELLING (sl_levelling_get_type ())
G_DECLARE_FINAL_TYPE (SlLevelling, sl_levelling, SL, LEVELLING, GObject)

/* Keeps the editor; works in the queue until sl_levelling_close(). */
SlLevelling   *sl_levelling_new        (SlEditor *editor, SlQueue *queue);
/* Before the queue goes. */
void           sl_levelling_close      (SlLevelling *levelling);

/* Levels the plan anew: what begins before `from` (Julian) stays. */
void           sl_levelling_search     (SlLevelling *levelling, guint32 from, gboolean earlier, double seconds);
/* Ends the search, and lays aside what was found. */
void           sl_levelling_forget     (SlLevelling *levelling);
/* Whether it is looked for, or waits for its turn. */
gboolean       sl_levelling_is_running (SlLevelling *levelling);
/* NULL for none yet. Borrowed until "changed". */
const SlLevel *sl_levelling_found      (SlLevelling *levelling);
/* Why there is none; NULL where there is, or none was looked for. Borrowed likewise. */
const char    *sl_levelling_trouble    (SlLevelling *levelling);
/* Whether what is found is of the plan as it is. */
gboolean       sl_levelling_is_current (SlLevelling *levelling);
/* Makes all moves, in one step. FALSE where there are none, they are of an older plan, or one is locked, which is
 * said. */
gboolean       sl_levelling_apply      (SlLevelling *levelling);

G_END_DECLS
