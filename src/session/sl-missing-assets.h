/* The models and pictures that a plan names and that cannot be used: which, why, for what; and finding them again where
 * they, or the whole tree that they were in, have moved. */
#pragma once

#include "sl-plan-assets.h"

G_BEGIN_DECLS

typedef struct {
  char      *name;   /* as the plan has it */
  char      *reason; /* why it cannot be used, translated, with the path in front */
  GPtrArray *users;  /* char *: ids of what shows it, in plan order */
} SlMissingAsset;

/* Those that somebody tried to load (sl_plan_load_assets()), each name once: SlMissingAsset, free with
 * g_ptr_array_unref(). Asks no disk. */
GPtrArray *sl_missing_assets (const SlPlan *plan, SlAssets *assets);
/* A command, in one step, after which the plan names the file at `path` (absolute) wherever it names `name`; and so for
 * others of `missing` that lie beside `path`, or where they lay as seen from `name` when the whole tree has moved.
 * Names are relative to `folder`, the plan's. `found` receives how many files those are, at least 1. Asks the disk. */
SlCommand *sl_missing_assets_locate (const SlPlan *plan, const GPtrArray *missing, const char *folder, const char *name,
                                     const char *path, guint *found);

G_END_DECLS
