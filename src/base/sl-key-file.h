/* Files of groups and keys in the user's settings. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads one of at most `limit` bytes; an empty one where there is none. NULL with `wrong` where it is no such file,
 * which the caller words with its remedy, and with `error`, as of sl_file_read(), where it cannot be read. Free with
 * g_key_file_unref(). */
GKeyFile *sl_key_file_read (const char *path, gsize limit, GError **wrong, GError **error);

G_END_DECLS
