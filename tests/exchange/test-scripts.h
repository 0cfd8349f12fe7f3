/* What the tests of scripts share. */
#pragma once

#include "../sl-test.h"
#include "sl-importer.h"
#include "sl-script.h"

/* What a plan is with the content of a file, by the importer that its name asks for; `told` may be NULL. Free with
 * sl_plan_unref(). */
SlPlan *bring_in (const SlPlan *plan, const char *name, const char *content, gssize length, GPtrArray *told);
/* The same without a file of its own. */
SlPlan *bring_in_file (const SlPlan *plan, const char *path, GPtrArray *told);
/* The n-th scene of a plan. */
const SlSceneEntity *scene_at (const SlPlan *plan, guint n);

void add_csv_tests (void);
void add_heading_tests (void);
void add_merge_tests (void);
void add_uss_tests (void);
