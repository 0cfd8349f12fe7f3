#include "sl-missing-assets.h"

#include "sl-i18n.h"
#include "sl-scene.h"

static void
missing_free (gpointer data)
{
  SlMissingAsset *asset = data;

  g_free (asset->name);
  g_free (asset->reason);
  g_ptr_array_unref (asset->users);
  g_free (asset);
}

static GError *
why_not (SlAssets *assets, const SlSceneAsset *asset)
{
  return g_str_equal (asset->field, "picture") ? sl_assets_image_error (assets, asset->name)
                                               : sl_assets_mesh_error (assets, asset->name);
}

static SlMissingAsset *
missing_new (const char *name, const char *reason)
{
  SlMissingAsset *asset = g_new0 (SlMissingAsset, 1);

  asset->name = g_strdup (name);
  asset->reason = g_strdup (reason);
  asset->users = g_ptr_array_new_with_free_func (g_free);
  return asset;
}

GPtrArray *
sl_missing_assets (const SlPlan *plan, SlAssets *assets)
{
  g_autoptr (GArray) wanted = sl_scene_assets (plan);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *missing = g_ptr_array_new_with_free_func (missing_free);

  for (guint i = 0; i < wanted->len; i++)
    {
      const SlSceneAsset *asset = &g_array_index (wanted, SlSceneAsset, i);
      g_autoptr (GError) why = why_not (assets, asset);
      SlMissingAsset *one = g_hash_table_lookup (known, asset->name);

      if (why == NULL)
        continue;
      if (one == NULL)
        {
          one = missing_new (asset->name, why->message);
          g_hash_table_insert (known, one->name, one);
          g_ptr_array_add (missing, one);
        }
      g_ptr_array_add (one->users, g_strdup (asset->entity->id));
    }
  return missing;
}

/* --- finding them again --- */

/* What lies at `file` now when the tree that holds `old` and `file` has moved so that `old` became `new`, both
 * absolute: tried with the smallest tree first, and then one larger as long as folders have kept their names. NULL
 * when it is in none of them. */
static char *
moved_along (const char *old, const char *new, const char *file)
{
  g_autofree char *from = g_path_get_dirname (old), *to = g_path_get_dirname (new);

  while (TRUE)
    {
      g_autoptr (GFile) root = g_file_new_for_path (from), wanted = g_file_new_for_path (file);
      g_autofree char *below = g_file_get_relative_path (root, wanted);
      g_autofree char *path = below != NULL ? g_build_filename (to, below, NULL) : NULL;
      g_autofree char *was = g_path_get_basename (from), *is = g_path_get_basename (to);
      char *from_above = g_path_get_dirname (from), *to_above = g_path_get_dirname (to);
      const gboolean end = !g_str_equal (was, is) || g_str_equal (from_above, from) || g_str_equal (to_above, to);

      g_free (from);
      g_free (to);
      from = from_above;
      to = to_above;
      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
      if (end)
        return NULL;
    }
}

/* In the very folder of `new`, wherever it was before. */
static char *
beside (const char *new, const char *file)
{
  g_autofree char *folder = g_path_get_dirname (new), *base = g_path_get_basename (file);
  g_autofree char *path = g_build_filename (folder, base, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

/* Where the missing file is now; NULL when it is not found. */
static char *
find_again (const char *folder, const char *name, const char *located, const char *path)
{
  g_autofree char *old = g_canonicalize_filename (located, folder), *file = g_canonicalize_filename (name, folder);
  char *found = g_str_equal (name, located) ? g_strdup (path) : moved_along (old, path, file);

  return found != NULL ? found : beside (path, file);
}

SlCommand *
sl_missing_assets_locate (const SlPlan *plan, const GPtrArray *missing, const char *folder, const char *name,
                          const char *path, guint *found)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GArray) places = sl_plan_asset_places (plan);
  g_autofree char *base = g_path_get_basename (path), *label = g_strdup_printf (_("Locate %s"), base);
  SlCommand *command = sl_command_new (label);

  g_hash_table_insert (names, (gpointer) name, sl_asset_relative (folder, path));
  for (guint i = 0; i < missing->len; i++)
    {
      const SlMissingAsset *asset = missing->pdata[i];
      g_autofree char *at = find_again (folder, asset->name, name, path);

      if (at != NULL)
        g_hash_table_insert (names, asset->name, sl_asset_relative (folder, at));
    }
  for (guint i = 0; i < places->len; i++)
    {
      const SlAssetPlace *place = &g_array_index (places, SlAssetPlace, i);
      const char *now = g_hash_table_lookup (names, place->name);

      if (now != NULL)
        sl_command_set (command, place->entity->id, place->path, now);
    }
  *found = g_hash_table_size (names);
  return command;
}
