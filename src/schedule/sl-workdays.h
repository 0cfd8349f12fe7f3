/* Which days are worked: what calendars say of a day. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* What the day (Julian) is; worked without a calendar. The last span that holds it counts, then the week. */
SlDayUse    sl_calendar_use   (const SlCalendar *calendar, guint32 day);
/* What the span calls the day, such as "National Day"; NULL for none. Borrowed. */
const char *sl_calendar_name  (const SlCalendar *calendar, guint32 day);
/* Whether people work on it: neither off nor a holiday, nor on their way. */
gboolean    sl_calendar_works (const SlCalendar *calendar, guint32 day);
/* The first day from `day` on that is worked; 0 where there is none within ten years. */
guint32     sl_calendar_next  (const SlCalendar *calendar, guint32 day);
/* The unit's calendar, else its production's; NULL for none. `unit` may be NULL. Borrowed. */
const SlCalendar *sl_unit_calendar (const SlPlan *plan, const SlProduction *production, const SlUnitEntity *unit);
/* The first unit of the production, its main one where there is one; NULL for none. Borrowed. */
const SlUnitEntity *sl_production_unit (const SlPlan *plan, const char *production);

G_END_DECLS
