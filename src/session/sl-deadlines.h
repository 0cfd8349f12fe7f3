/* When the plan's holds lapse, and what there is to say of it before they do. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Seconds since 1970, UTC; where SL_NOW names a moment, that one. */
gint64  sl_deadlines_now  (void);

typedef struct {
  const SlBooking *booking; /* borrowed from the plan */
  gint64           lapses;  /* seconds since 1970, UTC */
} SlDeadline;

/* The holds that lapse after `now` and until `within_s` seconds later, by when; free with g_array_unref(). */
GArray *sl_deadlines      (const SlPlan *plan, gint64 now, gint64 within_s);
/* "31 h", "4 d", "over": between the two instants. Free with g_free(). */
char   *sl_deadline_left  (gint64 lapses, gint64 now);
/* "Letters from the Fog in 31 h". Free with g_free(). */
char   *sl_deadline_text  (const SlDeadline *deadline, gint64 now);

/* What was said already, of one plan. */
typedef struct SlReminders SlReminders;

/* Nothing was said yet; free with sl_reminders_free(). */
SlReminders *sl_reminders_new  (void);
/* NULL is fine. */
void         sl_reminders_free (SlReminders *reminders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReminders, sl_reminders_free)
/* SlDeadline elements of which it is time to remind, a day and an hour before, each once; a hold that is prolonged and
 * comes near again is told of again. Free with g_array_unref(). */
GArray      *sl_reminders_due  (SlReminders *reminders, const SlPlan *plan, gint64 now);

G_END_DECLS
