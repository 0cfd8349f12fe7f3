/* The files that a model or a picture is made of, as they were when they were read: what a cache asks to know whether
 * it still holds. Files that were looked for in vain belong to them, since they may come. */
#pragma once

#include <sys/stat.h>

#include "sl-watch.h"

G_BEGIN_DECLS

typedef struct SlInputs SlInputs;

/* Opens a plain file for reading and never waits for it: a pipe, a device, a folder or a socket is refused, as is what
 * holds more than `limit` bytes. The file descriptor, which the caller closes, with `info` filled; or −1 with an error
 * (SL_ERROR_IO) that names the path. Links are followed. */
int       sl_plain_open        (const char *path, guint64 limit, struct stat *info, GError **error);

/* No files yet. `folder` is what their names are relative to. */
SlInputs *sl_inputs_new        (const char *folder);
SlInputs *sl_inputs_ref        (SlInputs *inputs); /* a new reference */
void      sl_inputs_unref      (SlInputs *inputs); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlInputs, sl_inputs_unref)

/* Puts a file down once; `info` and `sha256` (hexadecimal) are of what was read, both NULL for a file that is not
 * there. A NULL `sha256` with an `info` says that its content was not looked at: then only an untouched file is the
 * same. */
void      sl_inputs_add        (SlInputs *inputs, const char *name, const struct stat *info, const char *sha256);
/* How many files. */
guint     sl_inputs_count      (const SlInputs *inputs);

/* The path of the file `index`, from 0; NULL where it is not there. Free with g_free(). */
char     *sl_inputs_file       (const SlInputs *inputs, guint index);

/* As lines of text; free with g_free(). */
char     *sl_inputs_print      (const SlInputs *inputs);
/* Back from text; NULL for what is none. Full transfer. */
SlInputs *sl_inputs_parse      (const char *text, const char *folder);

/* A checksum (hexadecimal) over the names and contents of all of them. Free with g_free(). */
char     *sl_inputs_key        (const SlInputs *inputs);

/* Whether no file was touched since: by size, times and number of the file. Reads no content. */
gboolean  sl_inputs_untouched  (const SlInputs *inputs);
/* Whether their contents are the same: what was touched is read and compared, and put down as it is now. FALSE also
 * when `watch` is cancelled. */
gboolean  sl_inputs_unchanged  (SlInputs *inputs, const SlWatch *watch);

G_END_DECLS
