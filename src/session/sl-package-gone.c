/* What an earlier export left that this one has not, or calls otherwise. */
#include <errno.h>
#include <glib/gstdio.h>

#include "sl-file-name.h"
#include "sl-file-tree.h"
#include "sl-package-private.h"

gboolean
sl_package_holds (const char *path, const SlManifestFile *file)
{
  g_autofree char *sum = NULL;
  guint64 bytes = 0;
  GStatBuf info;

  if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode) || (guint64) info.st_size != file->bytes)
    return FALSE;
  sum = sl_package_checksum (path, &bytes, NULL, NULL);
  return g_strcmp0 (sum, file->sha256) == 0;
}

/* Its files by what their names have in common on a disk that ignores case; all borrowed. */
static GHashTable *
by_key (const SlManifest *manifest)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; manifest != NULL && i < manifest->files->len; i++)
    {
      char *name = ((SlManifestFile *) manifest->files->pdata[i])->name;
      g_hash_table_insert (names, sl_file_name_key (name), name);
    }
  return names;
}

static const char *
alike (GHashTable *names, const char *name)
{
  g_autofree char *key = sl_file_name_key (name);

  return g_hash_table_lookup (names, key);
}

void
sl_package_recase (const SlManifest *before, const SlManifest *manifest, const char *path)
{
  g_autoptr (GHashTable) names = by_key (before);

  for (guint i = 0; i < manifest->files->len; i++)
    {
      const char *name = ((SlManifestFile *) manifest->files->pdata[i])->name, *old = alike (names, name);

      if (old != NULL && !g_str_equal (old, name) && sl_file_tree_is_plain (path, old))
        sl_file_tree_recase (path, old, name);
    }
}

/* Whether the old file, which `manifest` has not, is one that it has under another name: on some disks. */
static gboolean
has_another_name (GHashTable *names, const char *old, const char *path)
{
  const char *like = alike (names, old);

  return like != NULL && sl_file_tree_is_one (path, old, like);
}

GPtrArray *
sl_package_gone (const SlManifest *before, const SlManifest *manifest, const char *path)
{
  GPtrArray *gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) names = by_key (manifest), now = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < manifest->files->len; i++)
    g_hash_table_add (now, ((SlManifestFile *) manifest->files->pdata[i])->name);
  for (guint i = 0; before != NULL && i < before->files->len; i++)
    {
      const SlManifestFile *file = before->files->pdata[i];
      g_autofree char *there = g_build_filename (path, file->name, NULL);

      if (!g_hash_table_contains (now, file->name) && sl_file_tree_is_plain (path, file->name)
          && sl_package_holds (there, file) && !has_another_name (names, file->name, path))
        g_ptr_array_add (gone, g_strdup (file->name));
    }
  return gone;
}

/* The folders below `path` on the way to `name` that were left empty. */
static void
remove_empty (const char *path, const char *name)
{
  g_autofree char *below = g_path_get_dirname (name);

  while (!g_str_equal (below, "."))
    {
      g_autofree char *folder = g_build_filename (path, below, NULL);
      char *above = g_path_get_dirname (below);

      if (g_rmdir (folder) != 0 && errno != ENOENT)
        g_strlcpy (above, ".", 2);
      g_free (below);
      below = above;
    }
}

void
sl_package_remove (const GPtrArray *names, const char *path, GPtrArray *gone)
{
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *there = g_build_filename (path, names->pdata[i], NULL);

      if (g_unlink (there) == 0)
        g_ptr_array_add (gone, g_strdup (names->pdata[i]));
      remove_empty (path, names->pdata[i]);
    }
}
