/* A plan's bookings and shooting days as an iCalendar file, for any calendar program to show. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* What is written; all borrowed. */
typedef struct {
  const SlPlan *plan;
  const char   *production; /* id: only its bookings and its board; NULL: all of the plan */
  guint32       day;        /* Julian: since when the plan is as it is; 0: not said */
  GPtrArray    *omissions;  /* SlFinding: what is left out, and why; may be NULL */
} SlIcsExport;

/* The file's text: an event of whole days for each booking that counts, and one by the clock of its stage for each
 * shooting day of the board that counts for a production. Texts for people are in their language; the same plan and
 * day give the same text. Free with g_free(). NULL with SL_ERROR_INPUT where there is neither. */
char    *sl_ics_export_text (const SlIcsExport *export, GError **error);
/* Writes it; FALSE with an error, and what was at `path` is as it was. */
gboolean sl_ics_export      (const SlIcsExport *export, const char *path, GError **error);

G_END_DECLS
