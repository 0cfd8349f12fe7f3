/* The object of one stage-day: its name, which all who book compute alike, and its text.
 *
 *   day-2026-11-24.ics              the whole day, first place
 *   day-2026-11-24-night.ics        one of the stage's slots
 *   day-2026-11-24-night-hold2.ics  who waits for it */
#pragma once

#include "sl-stage-day.h"

G_BEGIN_DECLS

#define SL_DAY_LAST_RANK 9

/* `slot` NULL for the whole day; `rank` 1 first. Free with g_free(). */
char    *sl_day_object_name       (guint32 day, const char *slot, int rank);
/* What a name tells; `slot` (may be NULL) is NULL for the whole day, else freed with g_free(). FALSE for a name that is
 * no day's. */
gboolean sl_day_object_parse_name (const char *name, guint32 *day, char **slot, int *rank);

/* The object's text, with an identity of its own. Texts are cut so that it can be read again. Free with g_free(). */
char    *sl_day_object_text       (const SlStageDay *day, const char *uid);
/* `text`, an object that was fetched, with what `day` says in its first event, and all else as it stands, a
 * description too that somebody else has written; NULL where it
 * says that already, or is no object. Free with g_free(). */
char    *sl_day_object_edit       (const char *text, const SlStageDay *day);

G_END_DECLS
