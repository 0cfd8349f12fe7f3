/* Universal Schedule Standard (.uss, JSON): the breakdown, boards and calendars of another scheduling program.
 *
 *   universalScheduleStandard ─┬─ breakdowns ── scenes and banners: pages (decimal), duration (ms), ids of elements
 *                              ├─ categories ── by name, else by ucid: 1 INT/EXT, 2 day or night, 3 script day,
 *                              │                0 and 50 set, 4–6 unit, sequence, location, 100 on: cast, background…
 *                              ├─ elements ──── name, category; of cast: elementId (number), daysOff, events
 *                              ├─ stripboards ─ one board each; breakdownIds: a list a day, or one list without days
 *                              └─ calendars ─── daysOff (0 Sunday … 6 Saturday), events: start, dayOff, travel… */
#pragma once

#include "sl-script.h"

G_BEGIN_DECLS

/* `text` is from sl_script_text(); `file` is for messages, NULL for none. NULL with SL_ERROR_INPUT for what is no such
 * file. Free with sl_script_free(). */
SlScript *sl_uss_read (const char *text, const char *file, GError **error);

G_END_DECLS
