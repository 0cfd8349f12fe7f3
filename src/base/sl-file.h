/* Files that appear whole or not at all, and that are read with a limit. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a regular file of at most `limit` bytes. The error names the path, what is wrong and the remedy. */
gboolean sl_file_read  (const char *path, gsize limit, char **data, gsize *length, GError **error);

/* Whether the name ends in ".mp4" or the like; ".MP4" is as good. */
gboolean sl_file_has_suffix (const char *path, const char *suffix);

/* Writes beside `path`, syncs and renames. */
gboolean sl_file_write (const char *path, const char *data, gssize length, GError **error);

/* An empty file beside `path` for a writer that needs a real one of its own (an encoder, cairo), with the same suffix.
 * Finish with sl_file_commit() or sl_file_discard(); both free the name. */
char    *sl_file_begin   (const char *path, GError **error);
gboolean sl_file_commit  (char *temporary, const char *path, GError **error);
void     sl_file_discard (char *temporary);

G_END_DECLS
