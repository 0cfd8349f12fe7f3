#include "sl-key-file.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "sl-file.h"

GKeyFile *
sl_key_file_read (const char *path, gsize limit, GError **wrong, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  GStatBuf info;
  gsize length;

  if (g_stat (path, &info) != 0 && errno == ENOENT)
    return g_steal_pointer (&file);
  if (!sl_file_read (path, limit, &text, &length, error))
    return NULL;
  if (length == 0 || g_key_file_load_from_data (file, text, length, G_KEY_FILE_KEEP_COMMENTS, wrong))
    return g_steal_pointer (&file);
  return NULL;
}
