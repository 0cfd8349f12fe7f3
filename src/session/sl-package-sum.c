#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-package-private.h"

enum { CHUNK = 1 << 20 };

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
sl_package_enter (SlPackage *package, const char *path, const char *name, const char *kind, const char *of,
                  GError **error)
{
  g_autofree char *sum = NULL;
  guint64 bytes;

  if ((sum = sl_package_checksum (path, &bytes, package->source->watch, error)) == NULL)
    return FALSE;
  sl_manifest_add (package->manifest, name, kind, of, bytes, sum);
  return TRUE;
}
