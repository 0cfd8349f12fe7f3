#include <string.h>

#include "sl-error.h"
#include "sl-file-name.h"
#include "sl-file-tree.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-package-private.h"
#include "sl-plan-assets.h"
#include "sl-plan-xml.h"

/* --- models and pictures --- */

/* The folder that holds all of them; "" for none. */
static char *
common_folder (const GPtrArray *files)
{
  g_autofree char *folder = g_path_get_dirname (files->pdata[0]);

  for (guint i = 1; i < files->len; i++)
    while (!g_str_has_prefix (files->pdata[i], folder) || ((char *) files->pdata[i])[strlen (folder)] != '/')
      {
        char *above = g_path_get_dirname (folder);

        if (g_str_equal (above, folder))
          {
            g_free (above);
            return g_strdup ("");
          }
        g_free (folder);
        folder = above;
      }
  return g_steal_pointer (&folder);
}

static gboolean
copy (const char *from, const char *to, SlWatch *watch, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);
  g_autoptr (GError) inner = NULL;

  if (!sl_file_tree_make (to, error))
    return FALSE;
  if (g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                   sl_watch_cancellable (watch), NULL, NULL, &inner))
    return TRUE;
  if (!sl_watch_stops (watch, error))
    sl_error_set_at (error, SL_ERROR_IO, to, 0, _("cannot be written (%s); choose another folder or free some space"),
                     inner->message);
  return FALSE;
}

/* Copies what an asset was loaded from to below plan/assets/`place`; `inside` receives its name as the plan has it
 * there, NULL where it stays out. FALSE with an error where it cannot be written. */
static gboolean
take_asset (SlPackage *package, const char *name, const char *place, char **inside, GError **error)
{
  g_autoptr (GPtrArray) loaded = sl_assets_files (package->source->assets, name);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = NULL;

  *inside = NULL;
  for (guint i = 0; i < loaded->len; i++)
    g_ptr_array_add (files, g_canonicalize_filename (loaded->pdata[i], NULL));
  if (files->len > 0)
    folder = common_folder (files);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *relative = g_strconcat ("assets/", place, (char *) files->pdata[i] + strlen (folder), NULL);
      g_autofree char *entry = g_strconcat ("plan/", relative, NULL);
      g_autofree char *to = g_build_filename (package->root, entry, NULL);

      if (!sl_manifest_takes (entry))
        continue;
      if (sl_manifest_find (package->manifest, entry) == NULL
          && ((!package->dry && !copy (files->pdata[i], to, package->source->watch, error))
              || !sl_package_enter (package, package->dry ? files->pdata[i] : to, entry, "asset", NULL, error)))
        return FALSE;
      if (i == 0)
        *inside = g_steal_pointer (&relative);
    }
  return TRUE;
}

/* A folder of its own for each name: of its last part, and with a number where another has that. */
static char *
place_of (GHashTable *taken, const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return sl_file_name_apart (taken, base);
}

/* Each asset's name in the package by that in the plan. NULL with an error. */
static GHashTable *
take_assets (SlPackage *package, const GArray *places, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const SlAssetPlace *p = &g_array_index (places, SlAssetPlace, i);
      g_autofree char *place = NULL, *inside = NULL;

      if (g_hash_table_contains (names, p->name))
        continue;
      place = place_of (taken, p->name);
      if (!take_asset (package, p->name, place, &inside, error))
        return NULL;
      if (inside == NULL)
        sl_findings_add (package->source->omissions, SL_SEVERITY_WARNING, p->entity, p->path,
                         _("Put the file back, or choose another"), _("“%s” is not in the package"), p->name);
      g_hash_table_insert (names, (gpointer) p->name, g_steal_pointer (&inside));
    }
  return g_steal_pointer (&names);
}

/* --- the plan --- */

/* The plan with the names that its files have in the package; a new reference. NULL with an error. */
static SlPlan *
plan_inside (SlPackage *package, GError **error)
{
  const SlPlan *plan = package->source->plan;
  g_autoptr (GArray) places = sl_plan_asset_places (plan);
  g_autoptr (GHashTable) names = package->source->assets != NULL ? take_assets (package, places, error)
                                                                  : g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SlCommand) command = sl_command_new ("");

  if (names == NULL)
    return NULL;
  for (guint i = 0; i < places->len; i++)
    {
      const SlAssetPlace *p = &g_array_index (places, SlAssetPlace, i);
      const char *inside = g_hash_table_lookup (names, p->name);

      if (inside != NULL)
        sl_command_set (command, p->entity->id, p->path, inside);
    }
  return sl_plan_apply (plan, command, error);
}

gboolean
sl_package_add_plan (SlPackage *package, GError **error)
{
  g_autoptr (SlPlan) plan = plan_inside (package, error);
  g_autofree char *file = package->source->file != NULL ? g_path_get_basename (package->source->file) : NULL;
  g_autofree char *name = NULL, *path = NULL, *text = NULL;
  gsize length;

  if (plan == NULL)
    return FALSE;
  name = g_strconcat ("plan/", file != NULL && sl_manifest_takes (file) ? file : "plan.sightline", NULL);
  path = g_build_filename (package->root, name, NULL);
  text = sl_plan_print_checked (plan, &length, error);
  return text != NULL && sl_file_tree_make (path, error) && sl_file_write (path, text, (gssize) length, error)
         && sl_package_enter (package, path, name, "plan", NULL, error);
}
