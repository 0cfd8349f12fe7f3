/* The plan's file: one canonical form of XML (docs/FORMAT.md). */
#pragma once

#include "sl-plan.h"
#include "sl-watch.h"

G_BEGIN_DECLS

#define SL_PLAN_VERSION_MAJOR 1
#define SL_PLAN_VERSION       "1.0"
#define SL_PLAN_MAX_BYTES     (64u << 20)

/* Reads a plan from memory. `file` is for messages only; they carry the line, exact beyond line 65,535. NULL with
 * SL_ERROR_INPUT for what is no plan or holds more than SL_PLAN_MAX_BYTES and the limits of sl-limits.h,
     SL_ERROR_VERSION
 * for a newer one, SL_ERROR_CANCELLED when the watch (may be NULL) stops it. A new reference. */
SlPlan  *sl_plan_parse (const char *data, gsize length, const char *file, SlWatch *watch, GError **error);
/* The canonical form: the same plan gives the same bytes. `length` may be NULL. Free with g_free(). */
char    *sl_plan_print (const SlPlan *plan, gsize *length);
/* The same, but read back and compared before it is given out: what a save may put in the place of an older file. NULL
 * with an error when it does not open or is not the same plan. Free with g_free(). */
char    *sl_plan_print_checked (const SlPlan *plan, gsize *length, GError **error);

/* The RELAX NG schema that the field tables describe; free with g_free(). */
char    *sl_plan_schema (void);

G_END_DECLS
