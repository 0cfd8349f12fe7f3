#include <glib/gstdio.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-package-private.h"

gboolean
sl_package_is_one (const char *path)
{
  g_autofree char *manifest = g_build_filename (path, SL_MANIFEST_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_IS_DIR) && g_file_test (manifest, G_FILE_TEST_EXISTS);
}

static void
say (GPtrArray *findings, const SlManifestFile *file, const char *message)
{
  sl_findings_add (findings, SL_SEVERITY_ERROR, NULL, NULL, _("Export the package again"), "%s: %s", file->name, message);
}

/* FALSE with an error when the work is to stop. */
static gboolean
check_file (const char *path, const SlManifestFile *file, SlWatch *watch, GPtrArray *findings, GError **error)
{
  g_autofree char *whole = g_build_filename (path, file->name, NULL), *sum = NULL;
  g_autoptr (GError) inner = NULL;
  guint64 bytes = 0;
  GStatBuf info;

  if (g_lstat (whole, &info) != 0)
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

static void
check_strangers (const char *path, const SlManifest *manifest, GPtrArray *findings)
{
  g_autoptr (GPtrArray) names = sl_package_files (path);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < manifest->files->len; i++)
    g_hash_table_add (known, ((SlManifestFile *) manifest->files->pdata[i])->name);
  for (guint i = 0; i < names->len; i++)
    if (!g_hash_table_contains (known, names->pdata[i]) && !g_str_equal (names->pdata[i], SL_MANIFEST_NAME))
      sl_findings_add (findings, SL_SEVERITY_WARNING, NULL, NULL, _("Ask who put it there"),
                       _("%s: the manifest does not name this file"), (char *) names->pdata[i]);
}

gboolean
sl_package_check (const char *path, SlWatch *watch, GPtrArray *findings, GError **error)
{
  g_autofree char *file = g_build_filename (path, SL_MANIFEST_NAME, NULL), *text = NULL;
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
  check_strangers (path, manifest, findings);
  return TRUE;
}
