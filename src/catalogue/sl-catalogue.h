/* The devices that plans are made from: the shipped files, then the user's own, which add to and override them.
 * Each file is a plan that holds devices only, so that one reader and one schema serve both. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Reads every *.xml of the folders in turn (missing folders are skipped). A file that cannot be read is left out and
 * its error put into `problems` (GError elements, may be NULL). The result holds devices only; a new reference. */
SlPlan *sl_catalogue_load (const char *const *folders, GPtrArray *problems);
/* The device that new things of a plan are made of: the last of its kind that says so, so that the user's own files
 * have the last word. NULL when none does. Borrowed. */
const SlEntity *sl_catalogue_default (const SlPlan *catalogue, SlKind kind);
/* The device as a plan holds it: without what is of the catalogue alone. A new reference. */
SlEntity       *sl_catalogue_copy    (const SlEntity *device);

G_END_DECLS
