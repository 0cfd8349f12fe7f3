/* Files on their way to their target. Their names tell whose they are, so that what a killed program leaves is
 * found:
 *
 *   .sl-HOST-PID-START-RANDOM.suffix
 *
 * HOST is a sum over machine, user and process namespace, where PID means something; START is when that process
 * began, in ticks of the kernel, because numbers of processes come again. */
#include "sl-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file-tree.h"
#include "sl-i18n.h"

enum { ABANDONED_S = 7 * 24 * 3600 }; /* of another host or namespace, which cannot be asked */

static GMutex lock;         /* of what follows */
static GHashTable *begun;   /* names of files that are neither committed nor discarded */
static GHashTable *swept;   /* folders that were looked through */
static gboolean ended;

/* --- whose --- */

/* When process `pid` began; 0 when there is none. */
static guint64
start_of (long pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%ld/stat", pid), *text = NULL;
  const char *at;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (at = strrchr (text, ')')) == NULL)
    return 0;
  for (guint field = 2; field < 22 && at != NULL; field++) /* the name is the second, the start the 22nd */
    at = strchr (at + 1, ' ');
  return at != NULL ? g_ascii_strtoull (at, NULL, 10) : 0;
}

static guint
host (void)
{
  static gsize sum;

  if (g_once_init_enter (&sum))
    {
      g_autofree char *machine = NULL, *space = g_file_read_link ("/proc/self/ns/pid", NULL);
      g_file_get_contents ("/etc/machine-id", &machine, NULL, NULL);
      g_autofree char *text = g_strdup_printf ("%s %s %s %u", machine != NULL ? machine : "", g_get_host_name (),
                                               space != NULL ? space : "", (guint) getuid ());
      g_once_init_leave (&sum, (gsize) g_str_hash (text) | ((gsize) 1 << 32));
    }
  return (guint) sum;
}

/* FALSE where the name is none of ours. */
static gboolean
parse_name (const char *name, SlFileOwner *owner)
{
  guint on, random;
  long pid;
  unsigned long long start;

  if (sscanf (name, ".sl-%8x-%ld-%llu-%8x", &on, &pid, &start, &random) != 4)
    return FALSE;
  if (on != host ())
    *owner = SL_FILE_OWNER_UNKNOWN;
  else
    *owner = start_of (pid) == start ? SL_FILE_OWNER_RUNS : SL_FILE_OWNER_ENDED;
  return TRUE;
}

SlFileOwner
sl_file_owner (const char *name)
{
  SlFileOwner owner;

  return parse_name (name, &owner) ? owner : SL_FILE_OWNER_UNKNOWN;
}

static gboolean
is_abandoned (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  SlFileOwner owner;
  GStatBuf info;

  if (!parse_name (name, &owner))
    return FALSE;
  if (owner != SL_FILE_OWNER_UNKNOWN)
    return owner == SL_FILE_OWNER_ENDED;
  return g_lstat (path, &info) == 0 && info.st_uid == getuid ()
         && g_get_real_time () / G_USEC_PER_SEC - info.st_mtime > ABANDONED_S;
}

static void
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_abandoned (folder, name))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        sl_file_tree_remove (path);
      }
}

/* Once a folder in the life of a program. */
static void
sweep_once (const char *folder)
{
  gboolean first;

  g_mutex_lock (&lock);
  if (swept == NULL)
    swept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  first = g_hash_table_add (swept, g_strdup (folder));
  g_mutex_unlock (&lock);
  if (first)
    sweep (folder);
}

/* --- beginning --- */

/* A second name that a killed program left is no reason to refuse. */
static gboolean
find_target (SlTarget *target, const char *path, GError **error)
{
  if (sl_target_find (target, path, NULL))
    return TRUE;
  if (target->path != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (target->path);
      sweep (folder);
    }
  sl_target_clear (target);
  return sl_target_find (target, path, error);
}

/* The suffix stays: encoders choose their format by it. */
static char *
new_name (const char *folder, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  const char *suffix = strrchr (base, '.');

  return g_strdup_printf ("%s/.sl-%08x-%d-%" G_GUINT64_FORMAT "-%08x%s", folder, host (), (int) getpid (),
                          start_of (getpid ()), g_random_int (), suffix != NULL ? suffix : "");
}

char *
sl_file_aside (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  sweep_once (folder);
  return new_name (folder, path);
}

char *
sl_file_aside_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path), *name = NULL;

  sweep (folder); /* each time: these may hold much, and a window lives long */
  name = new_name (folder, path);
  if (g_mkdir (name, 0700) == 0)
    return g_steal_pointer (&name);
  sl_error_set_at (error, SL_ERROR_IO, folder, 0, _("the folder cannot be made (%s)"), g_strerror (errno));
  return NULL;
}

gboolean
sl_file_remember (const char *name)
{
  gboolean going;

  g_mutex_lock (&lock);
  if (begun == NULL)
    begun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  going = !ended;
  if (going)
    g_hash_table_add (begun, g_strdup (name));
  g_mutex_unlock (&lock);
  return going;
}

void
sl_file_forget (const char *name)
{
  g_mutex_lock (&lock);
  if (begun != NULL)
    g_hash_table_remove (begun, name);
  g_mutex_unlock (&lock);
}

char *
sl_file_begin (const char *path, GError **error)
{
  g_auto (SlTarget) target = { 0 };
  g_autofree char *folder = NULL, *name = NULL;
  int fd;

  if (!find_target (&target, path, error))
    return NULL;
  folder = target.kind == SL_TARGET_STREAM ? g_strdup (g_get_tmp_dir ()) : g_path_get_dirname (target.path);
  sweep_once (folder);
  name = new_name (folder, target.path);
  if (!sl_file_remember (name))
    {
      sl_error_set_if_cancelled (TRUE, error);
      return NULL;
    }
  /* nobody sees of it what the old one hid */
  fd = g_open (name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, target.kind == SL_TARGET_NEW ? 0666 : 0600);
  if (fd < 0)
    {
      const int code = errno;
      sl_file_forget (name);
      sl_file_set_write_error (path, code, error);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&name);
}

void
sl_file_discard (char *temporary)
{
  if (temporary == NULL)
    return;
  g_unlink (temporary);
  sl_file_forget (temporary);
  g_free (temporary);
}

void
sl_file_discard_all (void)
{
  GHashTableIter at;
  gpointer name;

  g_mutex_lock (&lock);
  ended = TRUE;
  if (begun != NULL)
    {
      g_hash_table_iter_init (&at, begun);
      while (g_hash_table_iter_next (&at, &name, NULL))
        g_unlink (name);
    }
  g_mutex_unlock (&lock);
}

/* --- committing --- */

static GPrivate unsynced; /* not NULL: nothing of this thread is synced */

gboolean
sl_file_keep_synced (gboolean synced)
{
  const gboolean before = g_private_get (&unsynced) == NULL;

  g_private_set (&unsynced, GINT_TO_POINTER (!synced));
  return before;
}

/* As the old one was: its mode, and its owner where that is allowed. Where the group cannot be kept, the group that
 * it gets may not do more than everybody. */
static void
take_over (int fd, const struct stat *old)
{
  mode_t mode = old->st_mode & 0777;
  struct stat now;

  if (fchown (fd, old->st_uid, old->st_gid) != 0 && fchown (fd, (uid_t) -1, old->st_gid) != 0
      && fstat (fd, &now) == 0 && now.st_gid != old->st_gid)
    mode &= (mode_t) (0707 | ((mode & 07) << 3));
  (void) !fchmod (fd, mode);
}

/* Renames are kept through a power cut when their folder is written too. */
static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_private_get (&unsynced) == NULL ? g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0) : -1;

  if (fd < 0)
    return;
  fsync (fd); /* some network shares cannot: then the server answers for it */
  close (fd);
}

/* A second name for the old content, then in place of the one before it; a copy where files have one name only. Without
 * room for it the new version is worth more. */
static void
keep_old (const SlTarget *target)
{
  g_autofree char *old = g_strconcat (target->path, "~", NULL), *folder = g_path_get_dirname (target->path);
  g_autofree char *name = new_name (folder, target->path), *data = NULL;
  gsize length;

  if (link (target->path, name) == 0)
    {
      if (g_rename (name, old) != 0)
        g_unlink (name);
      g_unlink (name); /* rename leaves both when they are the same file already */
    }
  else if (sl_file_read (target->path, G_MAXSSIZE - 1, &data, &length, NULL))
    sl_file_write (old, data, (gssize) length, NULL);
}

static int
rename_over (const char *name, const SlTarget *target, gboolean keeping)
{
  int fd = g_open (name, O_RDWR | O_CLOEXEC, 0), code = 0;

  if (fd < 0)
    return errno;
  if (target->kind == SL_TARGET_PLAIN)
    take_over (fd, &target->info);
  if (g_private_get (&unsynced) == NULL && fsync (fd) != 0)
    code = errno;
  close (fd);
  if (code != 0)
    return code;
  if (keeping && target->kind == SL_TARGET_PLAIN)
    keep_old (target);
  if (g_rename (name, target->path) != 0)
    return errno;
  sync_folder_of (target->path);
  return 0;
}

/* A pipe that nobody reads is not waited for. */
static int
open_stream (const SlTarget *target)
{
  int fd = target->fd >= 0 ? fcntl (target->fd, F_DUPFD_CLOEXEC, 3)
                           : g_open (target->path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);

  if (fd >= 0 && target->fd < 0)
    fcntl (fd, F_SETFL, fcntl (fd, F_GETFL) & ~O_NONBLOCK);
  return fd;
}

static int
copy_to_stream (const char *name, const SlTarget *target)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (name, FALSE, NULL);
  int fd = file != NULL ? open_stream (target) : -1, code;

  if (fd < 0)
    return errno;
  code = sl_fd_write_all (fd, g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  return close (fd) != 0 && code == 0 ? errno : code;
}

/* Whether a file is to take the place of one that is begun itself, and so only on its way. */
static gboolean
is_begun (const char *path)
{
  gboolean found;

  g_mutex_lock (&lock);
  found = begun != NULL && g_hash_table_contains (begun, path);
  g_mutex_unlock (&lock);
  return found;
}

static gboolean
commit (char *temporary, const char *path, gboolean keeping, GError **error)
{
  g_auto (SlTarget) target = { 0 };
  SlFileFate fate = SL_FILE_CHANGED;
  int code = 0;

  if (!sl_target_find (&target, path, error))
    {
      sl_file_discard (temporary);
      return FALSE;
    }
  if (target.kind == SL_TARGET_NEW)
    fate = SL_FILE_CAME;
  else if (target.kind == SL_TARGET_PLAIN && !keeping && sl_file_same (temporary, target.path))
    fate = SL_FILE_SAME;
  if (fate != SL_FILE_SAME)
    code = target.kind == SL_TARGET_STREAM ? copy_to_stream (temporary, &target)
                                           : rename_over (temporary, &target, keeping);
  sl_file_discard (temporary); /* its name at least */
  if (code != 0)
    return sl_file_set_write_error (path, code, error);
  if (!is_begun (path))
    sl_file_tell (path, fate);
  return TRUE;
}

gboolean
sl_file_commit (char *temporary, const char *path, GError **error)
{
  return commit (temporary, path, FALSE, error);
}

gboolean
sl_file_commit_keeping (char *temporary, const char *path, GError **error)
{
  return commit (temporary, path, TRUE, error);
}
