#include <glib/gstdio.h>

#include "sl-error.h"
#include "sl-file-tree.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-package-private.h"

gboolean
sl_package_is_one (const char *path)
{
  g_autofree char *manifest = g_build_filename (path, SL_MANIFEST_NAME, NULL);

  return (g_file_test (path, G_FILE_TEST_IS_DIR) && g_file_test (manifest, G_FILE_TEST_EXISTS))
         || (sl_file_has_suffix (path, ".zip") && g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
say (GPtrArray *findings, const SlManifestFile *file, const char *message)
{
  sl_findings_add (findings, SL_SEVERITY_ERROR, NULL, NULL, _("Export the package again"), "%s: %s", file->name,
                   message);
}

/* FALSE with an error when the work is to stop. */
static gboolean
check_file (const char *path, const SlManifestFile *file, SlWatch *watch, GPtrArray *findings, GError **error)
{
  g_autofree char *whole = g_build_filename (path, file->name, NULL), *sum = NULL;
  g_autoptr (GError) inner = NULL;
  guint64 bytes = 0;
  GStatBuf info;

  if (!sl_file_tree_is_plain (path, file->name))
    say (findings, file, _("a link stands in its place"));
  else if (g_lstat (whole, &info) != 0)
    say (findings, file, _("the file is missing"));
  else if (!S_ISREG (info.st_mode))
    say (findings, file, _("this is not a regular file"));
  else if ((guint64) info.st_size != file->bytes)
    say (findings, file, _("the file was changed, or only a part of it came"));
  else if ((sum = sl_package_checksum (whole, &bytes, watch, &inner)) == NULL)
    {
      if (sl_watch_stops (watch, error))
        return FALSE;
      say (findings, file, inner->message);
    }
  else if (!g_str_equal (sum, file->sha256))
    say (findings, file, _("the file was changed, or only a part of it came"));
  return TRUE;
}

/* `names` are those that are there. */
static void
check_strangers (const GPtrArray *names, const SlManifest *manifest, GPtrArray *findings)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < manifest->files->len; i++)
    g_hash_table_add (known, ((SlManifestFile *) manifest->files->pdata[i])->name);
  for (guint i = 0; i < names->len; i++)
    if (!g_hash_table_contains (known, names->pdata[i]) && !g_str_equal (names->pdata[i], SL_MANIFEST_NAME))
      sl_findings_add (findings, SL_SEVERITY_WARNING, NULL, NULL, _("Ask who put it there"),
                       _("%s: the manifest does not name this file"), (char *) names->pdata[i]);
}

static gboolean
check_folder (const char *path, SlWatch *watch, GPtrArray *findings, GError **error)
{
  g_autofree char *file = g_build_filename (path, SL_MANIFEST_NAME, NULL), *text = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (SlManifest) manifest = NULL;
  gsize length;

  if (!sl_file_read (file, SL_PACKAGE_MANIFEST_BYTES, &text, &length, error)
      || (manifest = sl_manifest_parse (text, file, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < manifest->files->len; i++)
    {
      if (!check_file (path, manifest->files->pdata[i], watch, findings, error))
        return FALSE;
      sl_watch_tell (watch, (double) (i + 1) / manifest->files->len);
    }
  names = sl_file_tree_names (path);
  check_strangers (names, manifest, findings);
  return TRUE;
}

static void
check_entry (const SlZip *zip, const SlManifestFile *file, GPtrArray *findings)
{
  g_autoptr (GBytes) content = NULL;
  g_autofree char *sum = NULL;

  if (!sl_zip_has (zip, file->name))
    {
      say (findings, file, _("the file is missing"));
      return;
    }
  content = sl_zip_get (zip, file->name, file->bytes, NULL);
  sum = content != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content) : NULL;
  if (g_strcmp0 (sum, file->sha256) != 0)
    say (findings, file, _("the file was changed, or only a part of it came"));
}

static gboolean
check_zip (const char *path, SlWatch *watch, GPtrArray *findings, GError **error)
{
  g_autoptr (SlZip) zip = sl_package_open_zip (path, error);
  g_autoptr (SlManifest) manifest = zip != NULL ? sl_package_zip_manifest (zip, path, error) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (manifest == NULL)
    return FALSE;
  for (guint i = 0; i < manifest->files->len; i++)
    {
      if (sl_watch_stops (watch, error))
        return FALSE;
      check_entry (zip, manifest->files->pdata[i], findings);
      sl_watch_tell (watch, (double) (i + 1) / manifest->files->len);
    }
  for (guint i = 0; i < sl_zip_count (zip); i++)
    g_ptr_array_add (names, (gpointer) sl_zip_name (zip, i));
  check_strangers (names, manifest, findings);
  return TRUE;
}

gboolean
sl_package_check (const char *path, SlWatch *watch, GPtrArray *findings, GError **error)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) ? check_folder (path, watch, findings, error)
                                                : check_zip (path, watch, findings, error);
}
