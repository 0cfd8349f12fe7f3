#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-package-private.h"

enum { CHUNK = 1 << 20, MOST_DEPTH = 16, FOLDER_MODE = 0777 };

static void
walk (const char *folder, const char *below, guint depth, GPtrArray *names)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && depth < MOST_DEPTH && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *inner = *below != '\0' ? g_strconcat (below, "/", name, NULL) : g_strdup (name);
      GStatBuf info;

      if (g_lstat (path, &info) != 0)
        continue;
      if (S_ISDIR (info.st_mode))
        walk (path, inner, depth + 1, names);
      else if (S_ISREG (info.st_mode))
        g_ptr_array_add (names, g_steal_pointer (&inner));
    }
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
sl_package_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  walk (folder, "", 0, names);
  g_ptr_array_sort (names, by_text);
  return names;
}

char *
sl_package_checksum (const char *path, guint64 *bytes, SlWatch *watch, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *part = g_malloc (CHUNK);
  FILE *in = g_fopen (path, "rb");
  gsize n;
  gboolean fine = in != NULL;

  *bytes = 0;
  while (fine && !sl_watch_is_cancelled (watch) && (n = fread (part, 1, CHUNK, in)) > 0)
    {
      g_checksum_update (sum, part, (gssize) n);
      *bytes += n;
    }
  fine = fine && ferror (in) == 0;
  if (!fine)
    sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file cannot be read (%s); check the disk"),
                     g_strerror (errno));
  if (in != NULL)
    fclose (in);
  return fine && !sl_watch_stops (watch, error) ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

gboolean
sl_package_make_folders (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, FOLDER_MODE) == 0)
    return TRUE;
  sl_error_set_at (error, SL_ERROR_IO, folder, 0, _("the folder cannot be made (%s)"), g_strerror (errno));
  return FALSE;
}

void
sl_package_remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode))
        sl_package_remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

gboolean
sl_package_enter (SlPackage *package, const char *name, const char *kind, const char *of, GError **error)
{
  g_autofree char *path = g_build_filename (package->root, name, NULL), *sum = NULL;
  guint64 bytes;

  if ((sum = sl_package_checksum (path, &bytes, package->source->watch, error)) == NULL)
    return FALSE;
  sl_manifest_add (package->manifest, name, kind, of, bytes, sum);
  return TRUE;
}
