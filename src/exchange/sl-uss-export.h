/* A production's schedule in the Universal Schedule Standard. What it was imported from is given back with it: ids, and
 * all that a plan has no place for. What people changed since counts more, and what they removed is gone. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* What is written; all borrowed. */
typedef struct {
  const SlPlan *plan;
  const char   *production; /* id; NULL: the plan's first */
  guint32       day;        /* Julian: when what is new was made; 0: not said */
  GPtrArray    *omissions;  /* SlFinding: what the format has no place for; may be NULL */
} SlUssExport;

/* The file's text. Free with g_free(). NULL with SL_ERROR_REFERENCE where there is no such production. */
char    *sl_uss_export_text (const SlUssExport *export, GError **error);
/* Writes it; FALSE with an error, and what was at `path` is as it was. */
gboolean sl_uss_export      (const SlUssExport *export, const char *path, GError **error);

G_END_DECLS
