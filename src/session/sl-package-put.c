#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file-tree.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-package-private.h"

enum { FOLDER_MODE = 0777, LOCK_TRIES = 300 };
#define LOCK_WAIT_S .1

/* --- a folder --- */

/* A link would lead what is written or removed out of the package. */
static gboolean
is_inside (const char *path, const char *name, GError **error)
{
  g_autofree char *to = g_build_filename (path, name, NULL);

  if (sl_file_tree_is_plain (path, name))
    return TRUE;
  sl_error_set_at (error, SL_ERROR_INPUT, to, 0,
                   _("a link stands there or on the way, and would lead out of the package; remove it"));
  return FALSE;
}

static gboolean
are_inside (const SlManifest *manifest, const char *path, GError **error)
{
  for (guint i = 0; manifest != NULL && i < manifest->files->len; i++)
    if (!is_inside (path, ((SlManifestFile *) manifest->files->pdata[i])->name, error))
      return FALSE;
  return TRUE;
}

/* Of all but what a killed program left. */
static gboolean
is_empty (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (sl_file_owner (name) != SL_FILE_OWNER_ENDED)
      return FALSE;
  return dir != NULL;
}

/* The manifest of the package at `path`; NULL for a folder that is not there or empty, and, with an error, where
 * something else stands there. */
static SlManifest *
read_manifest (const char *path, GError **error)
{
  g_autofree char *file = g_build_filename (path, SL_MANIFEST_NAME, NULL), *text = NULL;
  g_autoptr (SlManifest) manifest = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
    {
      if (is_inside (path, SL_MANIFEST_NAME, error)
          && sl_file_read (file, SL_PACKAGE_MANIFEST_BYTES, &text, &length, error))
        manifest = sl_manifest_parse (text, file, error);
      return manifest != NULL && are_inside (manifest, path, error) ? g_steal_pointer (&manifest) : NULL;
    }
  if (!is_empty (path))
    sl_error_set_at (error, SL_ERROR_INPUT, path, 0,
                     _("something else stands there; choose an empty folder, or one with a package"));
  return NULL;
}

/* What `file` of the new package is to the one that stands at `path`. */
static SlFileFate
fate_of (const char *path, const SlManifestFile *file)
{
  g_autofree char *there = g_build_filename (path, file->name, NULL);

  if (!g_file_test (there, G_FILE_TEST_EXISTS))
    return SL_FILE_CAME;
  return sl_package_holds (there, file) ? SL_FILE_SAME : SL_FILE_CHANGED;
}

/* Moves what is another from `made` into the package at `path`. */
static gboolean
move_changed (const char *made, const SlManifest *manifest, const char *path, SlExportChanges *changes, GError **error)
{
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const SlManifestFile *file = manifest->files->pdata[i];
      const SlFileFate fate = fate_of (path, file);
      g_autofree char *from = g_build_filename (made, file->name, NULL);
      g_autofree char *to = g_build_filename (path, file->name, NULL);

      if (fate != SL_FILE_SAME && !sl_file_tree_make (to, error))
        return FALSE;
      if (fate != SL_FILE_SAME && g_rename (from, to) != 0)
        {
          sl_error_set_at (error, SL_ERROR_IO, to, 0, _("cannot be written (%s); choose another folder or free some "
                                                        "space"), g_strerror (errno));
          return FALSE;
        }
      sl_export_changes_note (changes, fate, file->name);
    }
  return TRUE;
}

static gboolean
write_manifest (SlManifest *manifest, const char *folder, GError **error)
{
  g_autofree char *file = g_build_filename (folder, SL_MANIFEST_NAME, NULL), *text = sl_manifest_print (manifest);

  return sl_file_write (file, text, -1, error);
}

SlFileLock *
sl_package_lock (const char *path, SlWatch *watch, GError **error)
{
  SlFileLock *lock = NULL;

  for (guint i = 0; i < LOCK_TRIES && lock == NULL && !sl_watch_is_cancelled (watch); i++)
    {
      g_clear_error (error);
      lock = sl_file_lock (path, LOCK_WAIT_S, error);
    }
  if (lock == NULL && sl_watch_is_cancelled (watch))
    {
      g_clear_error (error);
      sl_watch_stops (watch, error);
    }
  return lock;
}

/* Takes back what came into a folder that was empty or not there. */
static void
take_back (const SlManifest *manifest, const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new (), gone = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < manifest->files->len; i++)
    g_ptr_array_add (names, ((SlManifestFile *) manifest->files->pdata[i])->name);
  g_ptr_array_add (names, (gpointer) SL_MANIFEST_NAME);
  sl_package_remove (names, path, gone);
}

/* The manifest comes last: until then it says where the package is another. Where there is none it comes first, and
 * says what is missing: what a killed program left is still a package, which the next one mends. */
static gboolean
put_files (SlPackage *package, const SlManifest *before, const char *path, SlExportChanges *changes, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  sl_package_recase (before, package->manifest, path);
  if ((before == NULL && !write_manifest (package->manifest, path, error))
      || !move_changed (package->root, package->manifest, path, changes, error))
    {
      if (before == NULL)
        take_back (package->manifest, path);
      return FALSE;
    }
  names = sl_package_gone (before, package->manifest, path);
  sl_package_remove (names, path, changes->gone);
  return before == NULL || write_manifest (package->manifest, path, error);
}

/* Others who write there wait, and what stands there is read while they do. */
static gboolean
put_folder (SlPackage *package, const char *path, SlExportChanges *changes, GError **error)
{
  g_autoptr (SlFileLock) lock = sl_package_lock (path, package->source->watch, error);
  g_autoptr (SlManifest) before = NULL;
  g_autoptr (GError) trouble = NULL;
  gboolean made = FALSE, fine;

  if (lock == NULL)
    return FALSE;
  if ((before = read_manifest (path, &trouble)) == NULL && trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !(made = g_mkdir_with_parents (path, FOLDER_MODE) == 0))
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the folder cannot be made (%s)"), g_strerror (errno));
      return FALSE;
    }
  fine = is_inside (path, SL_MANIFEST_NAME, error) && are_inside (package->manifest, path, error)
         && put_files (package, before, path, changes, error);
  if (made && !fine)
    g_rmdir (path);
  return fine;
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
put_zip (SlPackage *package, const SlManifest *before, const char *path, SlExportChanges *changes, GError **error)
{
  g_autoptr (SlZip) zip = sl_zip_new ();
  g_autofree char *text = sl_manifest_print (package->manifest);
  g_autoptr (GBytes) manifest = g_bytes_new_static (text, strlen (text));

  sl_package_compare (package, before, path, changes);
  sl_zip_add (zip, SL_MANIFEST_NAME, manifest);
  return sl_package_zip_files (zip, package->manifest, package->root, package->source->watch, error)
         && sl_zip_write (zip, path, package->source->watch, error);
}

/* --- both --- */

static gboolean
is_zip (const char *path)
{
  return sl_file_has_suffix (path, ".zip");
}

SlManifest *
sl_package_before (const char *path, GError **error)
{
  return is_zip (path) ? read_zip_manifest (path, error) : read_manifest (path, error);
}

/* The same for the entry of a zip file, which is only as its manifest says. */
static SlFileFate
fate_of_entry (const SlManifest *before, const SlManifestFile *file)
{
  const SlManifestFile *old = before != NULL ? sl_manifest_find (before, file->name) : NULL;

  if (old == NULL)
    return SL_FILE_CAME;
  return g_str_equal (old->sha256, file->sha256) ? SL_FILE_SAME : SL_FILE_CHANGED;
}

static GPtrArray *
gone_entries (const SlManifest *before, const SlManifest *manifest)
{
  GPtrArray *gone = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; before != NULL && i < before->files->len; i++)
    {
      const char *name = ((SlManifestFile *) before->files->pdata[i])->name;

      if (sl_manifest_find (manifest, name) == NULL)
        g_ptr_array_add (gone, g_strdup (name));
    }
  return gone;
}

/* Whether `before` has the same plan, by whatever name. */
static gboolean
has_plan (const SlManifest *before, const char *sha256)
{
  for (guint i = 0; before != NULL && i < before->files->len; i++)
    {
      const SlManifestFile *file = before->files->pdata[i];

      if (g_str_equal (file->kind, "plan") && g_str_equal (file->sha256, sha256))
        return TRUE;
    }
  return FALSE;
}

/* Whether the plan and its models, of which all else is made, are the same in both. */
static gboolean
is_of_the_same (const SlManifest *before, const SlManifest *manifest)
{
  for (guint i = 0; i < manifest->files->len; i++)
    {
      const SlManifestFile *file = manifest->files->pdata[i];

      if ((g_str_equal (file->kind, "plan") && !has_plan (before, file->sha256))
          || (g_str_equal (file->kind, "asset") && fate_of_entry (before, file) != SL_FILE_SAME))
        return FALSE;
    }
  return TRUE;
}

/* What was not made is nevertheless known where it is new, or nothing that it is made of is another. */
static void
compare_named (const SlPackage *package, const SlManifest *before, const char *path, SlExportChanges *changes)
{
  const gboolean same = is_of_the_same (before, package->manifest);

  for (guint i = 0; i < package->named->len; i++)
    {
      const char *name = package->named->pdata[i];
      const SlManifestFile *old = before != NULL ? sl_manifest_find (before, name) : NULL;
      g_autofree char *there = g_build_filename (path, name, NULL);

      if (is_zip (path) ? old == NULL : !g_file_test (there, G_FILE_TEST_EXISTS))
        sl_export_changes_note (changes, SL_FILE_CAME, name);
      else if (same && old != NULL && (is_zip (path) || sl_package_holds (there, old)))
        sl_export_changes_note (changes, SL_FILE_SAME, name);
      else
        g_ptr_array_add (changes->later, g_strdup (name));
    }
}

void
sl_package_compare (SlPackage *package, const SlManifest *before, const char *path, SlExportChanges *changes)
{
  const SlManifest *manifest = package->manifest;
  g_autoptr (GPtrArray) gone = NULL;

  for (guint i = 0; i < manifest->files->len; i++)
    {
      const SlManifestFile *file = manifest->files->pdata[i];
      const SlFileFate fate = is_zip (path) ? fate_of_entry (before, file) : fate_of (path, file);

      sl_export_changes_note (changes, fate, file->name);
    }
  compare_named (package, before, path, changes);
  gone = is_zip (path) ? gone_entries (before, manifest) : sl_package_gone (before, manifest, path);
  for (guint i = 0; i < gone->len; i++)
    if (!g_ptr_array_find_with_equal_func (package->named, gone->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (changes->gone, g_strdup (gone->pdata[i]));
}

gboolean
sl_package_put (SlPackage *package, const SlManifest *before, const char *path, SlExportChanges *changes,
                GError **error)
{
  return is_zip (path) ? put_zip (package, before, path, changes, error)
                       : put_folder (package, path, changes, error);
}
