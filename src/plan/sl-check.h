/* What is wrong with a plan in itself: references, required fields, tracks, values of setups, walls, dates. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef enum { SL_SEVERITY_NOTE, SL_SEVERITY_WARNING, SL_SEVERITY_ERROR } SlSeverity;

typedef struct {
  SlSeverity severity;
  char      *id, *field;
  guint      line; /* 0 when the entity was not read from a file */
  char      *message, *remedy; /* translated */
} SlFinding;

void        sl_finding_free (SlFinding *finding); /* not NULL */
/* "note", "warning" or "error", as the JSON has it. Static. */
const char *sl_severity_id  (SlSeverity severity);
/* `remedy` and the message, both translated, say what to do and what is wrong. `entity`, `field` and `findings` may be
 * NULL; the last for callers that need no findings. */
void        sl_findings_add (GPtrArray *findings, SlSeverity severity, const SlEntity *entity, const char *field,
                             const char *remedy, const char *format, ...) G_GNUC_PRINTF (6, 7);
/* Adds copies of those of `more` that are not there yet, each said once. `findings` may be NULL. */
void        sl_findings_merge (GPtrArray *findings, const GPtrArray *more);
/* SlFinding elements, in plan order. Free with g_ptr_array_unref(). */
GPtrArray  *sl_plan_check   (const SlPlan *plan);

G_END_DECLS
