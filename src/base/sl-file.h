/* Files that appear whole or not at all, and that are read with a limit.
 *
 * A file is written beside its target, synced, renamed over it, and the folder synced. The target is found through
 * symbolic links, which stay; the new file has the mode and, where possible, the owner of the old one. Only plain files
 * are replaced:
 *
 *   nothing there                 made
 *   plain file                    replaced, but left alone where it holds the same bytes already
 *   plain file, read-only         refused: somebody meant it
 *   plain file with other names   refused: a hard link would keep the old content without a word, and writing in place
 *                                 could leave half of the new
 *   terminal, /dev/null, pipe     written to, when all is there to be written
 *   folder, disk, socket          refused
 */
#pragma once

#include <glib.h>
#include <stdio.h>

#include "sl-watch.h"

G_BEGIN_DECLS

/* What a file was when it was read or written. All 0: there is none. */
typedef struct {
  guint64 device, inode;
  gint64  size;              /* bytes */
  gint64  mtime_ns, ctime_ns;
  char    checksum[65];      /* SHA-256 in hexadecimal */
} SlFileState;

/* Reads a regular file of at most `limit` bytes. The error names the path, what is wrong and the remedy; nothing
 * else than a plain file is waited for. `data` (ended by a 0 that `length` does not count) is freed with g_free(). */
gboolean sl_file_read  (const char *path, gsize limit, char **data, gsize *length, GError **error);
/* The same; `state` is that of the bytes that were read. */
gboolean sl_file_read_state (const char *path, gsize limit, char **data, gsize *length, SlFileState *state,
                             GError **error);
/* Whether `path` holds something else than when `state` was taken. A stat tells when nothing touched the file; else
 * its bytes are compared, and `state` is brought up to date when they are the same. A file that is gone holds
 * nothing that could be lost: FALSE. */
gboolean sl_file_differs (const char *path, SlFileState *state);

/* Whether the name ends in ".mp4" or the like; ".MP4" is as good. */
gboolean sl_file_has_suffix (const char *path, const char *suffix);

/* Whether a file can be written there as things are: what stands there may be replaced, and its folder takes files. */
gboolean sl_file_can_write (const char *path);
/* Writes as above; −1 for the length of a text. FALSE with an error leaves the target as it was. */
gboolean sl_file_write (const char *path, const char *data, gssize length, GError **error);
/* Puts all of a file into `out`, and leaves off early where `watch` (may be NULL) is cancelled. FALSE where a write
 * failed, with errno. */
typedef gboolean (*SlFilePut) (FILE *out, gpointer data, SlWatch *watch);
/* As sl_file_write(), of what `put` gives. */
gboolean sl_file_write_with (const char *path, SlFilePut put, gpointer data, SlWatch *watch, GError **error);
/* As sl_file_write(); what the target held stays beside it as NAME~, where the file system allows, and `state` is that
 * of the new file. */
gboolean sl_file_replace (const char *path, const char *data, gsize length, SlFileState *state, GError **error);

/* An empty file for a writer that needs a real one of its own (an encoder, cairo), with the same suffix; beside the
 * target, or where temporary files are when the target is a device or a pipe. NULL with an error when the target is
 * refused. Finish with sl_file_commit() or sl_file_discard(); both free the name, and NULL is fine for the latter.
 * What a killed program leaves is removed by the next one that writes into the same folder. */
char    *sl_file_begin   (const char *path, GError **error);
gboolean sl_file_commit  (char *temporary, const char *path, GError **error); /* as above */
void     sl_file_discard (char *temporary);                                   /* as above */
/* Whether what this thread commits from now on is to last through a power cut, as it does by default: what is made for
 * a look alone need not. Returns what was so before, to be put back. */
gboolean sl_file_keep_synced (gboolean synced);
/* A name beside `path` that nothing has, to put aside what is there, or for what is made there without the functions
 * above: when this program is killed, the next one that writes into the same folder removes it. What others left so
 * goes now. sl_file_discard_all() leaves it. Free with g_free(). */
char    *sl_file_aside   (const char *path);
/* The same, and makes a folder there that only this user sees into, for several files; sl_file_tree_remove() it at the
 * end. NULL with an error. Free with g_free(). */
char    *sl_file_aside_folder (const char *path, GError **error);
/* Whose a name of sl_file_aside() is: of a program that runs on this machine, that has ended, or nobody here can
 * tell. */
typedef enum { SL_FILE_OWNER_RUNS, SL_FILE_OWNER_ENDED, SL_FILE_OWNER_UNKNOWN } SlFileOwner;
/* `name` without its folder. */
SlFileOwner sl_file_owner (const char *name);
/* Removes all files that are begun and not committed, and refuses new ones: for a program that ends at once.
 * Thread-safe. */
void     sl_file_discard_all (void);

/* Held by one program at a time, for those who read a file, change it and write it back. */
typedef struct SlFileLock SlFileLock;

/* Waits up to `wait_s` seconds for others; NULL with an error when they take longer. Where the folder or its file
 * system has no locks, it locks nothing and sl_file_differs() must do. */
SlFileLock *sl_file_lock   (const char *path, double wait_s, GError **error);
/* NULL is fine. */
void        sl_file_unlock (SlFileLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFileLock, sl_file_unlock)

G_END_DECLS
