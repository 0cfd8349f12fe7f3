/* The plan's file: XML read by libxml2's SAX interface, written in one canonical form (docs/FORMAT.md). */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

#define SL_PLAN_VERSION_MAJOR 1
#define SL_PLAN_VERSION       "1.0"
#define SL_PLAN_MAX_BYTES     (256u << 20)

/* Reads a plan from memory. `file` is for messages only. Errors carry file and line, exact beyond line 65,535. */
SlPlan  *sl_plan_parse (const char *data, gsize length, const char *file, GError **error);
/* The canonical form: the same plan gives the same bytes. Free with g_free(). */
char    *sl_plan_print (const SlPlan *plan, gsize *length);

/* Text as it stands in an attribute or between tags: white space but the blank as references,
    so that a reader keeps it. */
void     sl_xml_append_escaped (GString *out, const char *text, gsize length);

/* A list of records as elements, one line each (indent −1) or indented by `indent` steps of two spaces. */
void     sl_records_to_xml   (const SlField *field, const SlList *list, int indent, GString *out);
gboolean sl_records_from_xml (const SlField *field, const char *text, SlList **list, GError **error);

/* The RELAX NG schema that the field tables describe; free with g_free(). */
char    *sl_plan_schema (void);

G_END_DECLS
