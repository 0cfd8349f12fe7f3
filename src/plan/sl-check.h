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
  const char *code; /* what it is, where it can be mended ("dangling"); "" else. Static */
  char      *about; /* what is wrong with that: the id, the name or the place in the list; "" for none */
} SlFinding;

void        sl_finding_free (SlFinding *finding); /* not NULL */
/* "note", "warning" or "error", as the JSON has it. Static. */
const char *sl_severity_id  (SlSeverity severity);
/* `remedy` and the message, both translated, say what to do and what is wrong. `entity`, `field` and `findings` may be
 * NULL; the last for callers that need no findings. */
void        sl_findings_add (GPtrArray *findings, SlSeverity severity, const SlEntity *entity, const char *field,
                             const char *remedy, const char *format, ...) G_GNUC_PRINTF (6, 7);
/* Says what the finding is that was added last, for those who can mend it; `about` may be NULL, `code` is static.
 * `findings` may be NULL. */
void        sl_findings_code (GPtrArray *findings, const char *code, const char *about);
/* As sl_findings_add() of an error that says what is wrong and, behind its last semicolon, what to do; `remedy` is for
 * one that does not. All but the error may be NULL as above. */
void        sl_findings_add_error (GPtrArray *findings, SlSeverity severity, const SlEntity *entity, const char *field,
                                   const char *remedy, const GError *error);
/* Adds copies of those of `more` that are not there yet, each said once. `findings` may be NULL. Takes time by the
 * length of both. */
void        sl_findings_merge (GPtrArray *findings, const GPtrArray *more);

/* The same again and again into one array: each merge takes time by `more` alone. What others add meanwhile is not
 * looked at. */
typedef struct SlFindingMerger SlFindingMerger;
/* `findings` is borrowed and may be NULL. */
SlFindingMerger *sl_finding_merger_new  (GPtrArray *findings);
/* As sl_findings_merge(). */
void             sl_finding_merger_add  (SlFindingMerger *merger, const GPtrArray *more);
/* NULL is fine. */
void             sl_finding_merger_free (SlFindingMerger *merger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFindingMerger, sl_finding_merger_free)

/* SlFinding elements, in plan order. Free with g_ptr_array_unref(). */
GPtrArray  *sl_plan_check   (const SlPlan *plan);

G_END_DECLS
