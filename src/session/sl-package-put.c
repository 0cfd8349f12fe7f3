#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-package-private.h"

enum { FOLDER_MODE = 0777 };

/* --- a folder --- */

/* The manifest of the package at `path`; NULL for a folder that is not there or empty, and, with an error, where
 * something else stands there. */
static SlManifest *
read_manifest (const char *path, GError **error)
{
  g_autofree char *file = g_build_filename (path, SL_MANIFEST_NAME, NULL), *text = NULL;
  g_autoptr (GDir) dir = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return sl_file_read (file, SL_PACKAGE_MANIFEST_BYTES, &text, &length, error) ? sl_manifest_parse (text, file, error)
                                                                                  : NULL;
  if ((dir = g_dir_open (path, 0, NULL)) == NULL || g_dir_read_name (dir) != NULL)
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                     _("something else stands there; choose an empty folder, or one with a package"));
  return NULL;
}

/* Whether the file at `path` holds just what the manifest says. */
static gboolean
holds (const char *path, const SlManifestFile *file)
{
  g_autofree char *sum = NULL;
  guint64 bytes = 0;
  GStatBuf info;

  if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode) || (guint64) info.st_size != file->bytes)
    return FALSE;
  sum = sl_package_checksum (path, &bytes, NULL, NULL);
  return g_strcmp0 (sum, file->sha256) == 0;
}

/* Moves what is another from `made` into the package at `path`. */
static gboolean
move_changed (const char *made, const SlManifest *manifest, const char *path, SlPackageChanges *changes, GError **error)
{
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const SlManifestFile *file = manifest->files->pdata[i];
      g_autofree char *from = g_build_filename (made, file->name, NULL);
      g_autofree char *to = g_build_filename (path, file->name, NULL);
      const gboolean there = g_file_test (to, G_FILE_TEST_EXISTS);

      if (there && holds (to, file))
        {
          changes->same++;
          continue;
        }
      if (!sl_package_make_folders (to, error))
        return FALSE;
      if (g_rename (from, to) != 0)
        {
          sl_error_set_at (error, SL_ERROR_IO, to, 0, _("cannot be written (%s); choose another folder or free some "
                                                        "space"), g_strerror (errno));
          return FALSE;
        }
      g_ptr_array_add (there ? changes->changed : changes->came, g_strdup (file->name));
    }
  return TRUE;
}

void
sl_package_remove_gone (const SlManifest *before, const SlManifest *manifest, const char *path, GPtrArray *gone)
{
  for (guint i = 0; before != NULL && i < before->files->len; i++)
    {
      const SlManifestFile *file = before->files->pdata[i];
      g_autofree char *old = g_build_filename (path, file->name, NULL), *folder = g_path_get_dirname (old);

      if (sl_manifest_find (manifest, file->name) != NULL || !holds (old, file) || g_unlink (old) != 0)
        continue;
      g_rmdir (folder); /* where it was the last one */
      g_ptr_array_add (gone, g_strdup (file->name));
    }
}

static gboolean
write_manifest (SlManifest *manifest, const char *folder, GError **error)
{
  g_autofree char *file = g_build_filename (folder, SL_MANIFEST_NAME, NULL), *text = sl_manifest_print (manifest);

  return sl_file_write (file, text, -1, error);
}

/* The manifest comes last: until then it says where the package is another. */
static gboolean
put_folder (SlPackage *package, const SlManifest *before, const char *path, SlPackageChanges *changes, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && g_mkdir_with_parents (path, FOLDER_MODE) != 0)
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the folder cannot be made (%s)"), g_strerror (errno));
      return FALSE;
    }
  if (!move_changed (package->root, package->manifest, path, changes, error))
    return FALSE;
  sl_package_remove_gone (before, package->manifest, path, changes->gone);
  return write_manifest (package->manifest, path, error);
}

/* --- a zip file --- */

SlZip *
sl_package_open_zip (const char *path, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, &inner);
  g_autoptr (GBytes) data = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;

  if (data != NULL)
    return sl_zip_read (data, path, error);
  sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file cannot be read (%s); check the disk"), inner->message);
  return NULL;
}

SlManifest *
sl_package_zip_manifest (const SlZip *zip, const char *path, GError **error)
{
  g_autoptr (GBytes) text = sl_zip_get (zip, SL_MANIFEST_NAME, SL_PACKAGE_MANIFEST_BYTES, error);
  g_autofree char *copy = text != NULL ? g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text)) : NULL;

  return copy != NULL ? sl_manifest_parse (copy, path, error) : NULL;
}

static SlManifest *
read_zip_manifest (const char *path, GError **error)
{
  g_autoptr (SlZip) zip = g_file_test (path, G_FILE_TEST_EXISTS) ? sl_package_open_zip (path, error) : NULL;

  return zip != NULL ? sl_package_zip_manifest (zip, path, error) : NULL;
}

static void
compare (const SlManifest *before, const SlManifest *manifest, SlPackageChanges *changes)
{
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const SlManifestFile *file = manifest->files->pdata[i];
      const SlManifestFile *old = before != NULL ? sl_manifest_find (before, file->name) : NULL;

      if (old != NULL && g_str_equal (old->sha256, file->sha256))
        changes->same++;
      else
        g_ptr_array_add (old != NULL ? changes->changed : changes->came, g_strdup (file->name));
    }
  for (guint i = 0; before != NULL && i < before->files->len; i++)
    {
      const SlManifestFile *old = before->files->pdata[i];

      if (sl_manifest_find (manifest, old->name) == NULL)
        g_ptr_array_add (changes->gone, g_strdup (old->name));
    }
}

gboolean
sl_package_zip_files (SlZip *zip, const SlManifest *manifest, const char *folder, SlWatch *watch, GError **error)
{
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const SlManifestFile *file = manifest->files->pdata[i];
      g_autofree char *from = g_build_filename (folder, file->name, NULL);
      g_autoptr (GMappedFile) mapped = g_mapped_file_new (from, FALSE, NULL);
      g_autoptr (GBytes) data = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;

      if (data == NULL || sl_watch_stops (watch, error))
        {
          if (data == NULL)
            sl_error_set_at (error, SL_ERROR_IO, from, 0, _("the file cannot be read (%s); check the disk"),
                             g_strerror (EIO));
          return FALSE;
        }
      sl_zip_add (zip, file->name, data);
    }
  return TRUE;
}

static gboolean
put_zip (SlPackage *package, const SlManifest *before, const char *path, SlPackageChanges *changes, GError **error)
{
  g_autoptr (SlZip) zip = sl_zip_new ();
  g_autofree char *text = sl_manifest_print (package->manifest);
  g_autoptr (GBytes) manifest = g_bytes_new_static (text, strlen (text));

  compare (before, package->manifest, changes);
  sl_zip_add (zip, SL_MANIFEST_NAME, manifest);
  return sl_package_zip_files (zip, package->manifest, package->root, package->source->watch, error)
         && sl_zip_write (zip, path, package->source->watch, error);
}

/* --- both --- */

SlManifest *
sl_package_before (const char *path, GError **error)
{
  return sl_file_has_suffix (path, ".zip") ? read_zip_manifest (path, error) : read_manifest (path, error);
}

gboolean
sl_package_put (SlPackage *package, const SlManifest *before, const char *path, SlPackageChanges *changes,
                GError **error)
{
  return sl_file_has_suffix (path, ".zip") ? put_zip (package, before, path, changes, error)
                                           : put_folder (package, before, path, changes, error);
}
