/* The models and pictures that a plan names: which they are, loading them, and their names in another folder. */
#pragma once

#include "sl-assets.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* Loads for a snapshot on any thread; names are relative to `folder`. What cannot be loaded is put into `findings`
 * (SlFinding, may be NULL). `watch` may be NULL; after a cancel the rest is not loaded. */
void       sl_plan_load_assets (const SlPlan *plan, SlAssets *assets, const char *folder, SlWatch *watch,
                                GPtrArray *findings);
/* Nothing is left to load, but what would fail again. */
gboolean   sl_plan_assets_are_settled (const SlPlan *plan, SlAssets *assets, const char *folder);
/* The names, as the plan has them, each once: char *, free with g_ptr_array_unref(). */
GPtrArray *sl_plan_asset_names (const SlPlan *plan);

/* Where a plan names a file: in a field, in what a setup makes of it, or in a key of a move. */
typedef struct {
  const SlEntity *entity; /* borrowed from the plan, as the name */
  char           *path;   /* owned: "model", "values[#0].value" */
  const char     *name;
} SlAssetPlace;

/* All of them, those of one entity in a row; free with g_array_unref(). The plan must outlive it. */
GArray    *sl_plan_asset_places (const SlPlan *plan);

/* `path` as it is named from `folder`: relative, with "../" where it lies elsewhere. Free with g_free(). */
char      *sl_asset_relative (const char *folder, const char *path);
/* Entities by what they were before their names changed, for several snapshots that share them. Unref it. */
GHashTable *sl_moved_entities_new (void);
/* The plan with the relative names that the same files have from the folder `to`; a new reference on `plan` when none
 * changes. `moved` may be NULL. */
SlPlan    *sl_plan_rebase_assets (const SlPlan *plan, const char *from, const char *to, GHashTable *moved);

G_END_DECLS
