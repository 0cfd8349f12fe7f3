/* How an object comes to its name without replacing another, by what the file system can do:
 *
 *   rename that does not replace     local file systems, SMB
 *   a second name (hard link)        NFS
 *   the name first, made only where there is none, then the content renamed over it, under the folder's lock, which
 *   says so: exFAT over FUSE and others. Who reads in between sees an empty object, which takes its day.
 *
 * Versions are compared and written over under that lock. Programs that know no lock are kept out by the first three
 * alone. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-backend-folder-private.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-folder-lock.h"
#include "sl-i18n.h"

enum { OLD_PART_MOST_S = 3600 };

static char *
path_of (const SlFolder *f, const char *name, GError **error)
{
  if (sl_folder_is_object (name) && g_utf8_validate (name, -1, NULL))
    return g_build_filename (f->folder, name, NULL);
  sl_error_set (error, SL_ERROR_INPUT, _("%s: “%s” is no name of a calendar file; use letters, digits and .ics"),
                f->folder, name);
  return NULL;
}

static SlWrite
write_error (const char *path, int code, GError **error)
{
  sl_error_set_at (error, SL_ERROR_SERVICE, path, 0, _("the booking store cannot be written (%s); check its folder"),
                   g_strerror (code));
  return code == EIO || code == ESTALE || code == ETIMEDOUT ? SL_WRITE_UNSURE : SL_WRITE_FAILED;
}

/* ".new-4711-0badcafe", as versions before 1.1 named what they were writing: long untouched, it is nobody's. */
static gboolean
is_old_part (const char *path, const char *name)
{
  int pid, end = 0;
  guint random;
  GStatBuf info;

  return sscanf (name, ".new-%d-%8x%n", &pid, &random, &end) == 2 && name[end] == '\0' && g_lstat (path, &info) == 0
         && S_ISREG (info.st_mode) && g_get_real_time () / G_USEC_PER_SEC - info.st_mtime > OLD_PART_MOST_S;
}

static void
sweep_old_parts (SlFolder *f)
{
  g_autoptr (GDir) dir = f->swept ? NULL : g_dir_open (f->folder, 0, NULL);
  const char *name;

  f->swept = TRUE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      if (is_old_part (path, name))
        g_unlink (path);
    }
}

/* The content, whole and synced, under a name of ours beside `path`, with the mode of the file that it is to replace.
 * NULL with errno. */
static char *
write_aside (const char *path, const char *text)
{
  g_autofree char *name = sl_file_aside (path);
  struct stat old;
  const gboolean has_old = stat (path, &old) == 0;
  const int fd = g_open (name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  gsize done = 0;
  int code = 0;

  if (fd < 0)
    return NULL;
  if (has_old)
    (void) !fchmod (fd, old.st_mode & 0777);
  for (const gsize length = strlen (text); done < length && code == 0;)
    {
      const gssize n = write (fd, text + done, length - done);
      if (n >= 0)
        done += (gsize) n;
      else if (errno != EINTR)
        code = errno;
    }
  if (code == 0 && fsync (fd) != 0)
    code = errno;
  if (close (fd) != 0 && code == 0)
    code = errno;
  if (code == 0)
    return g_steal_pointer (&name);
  g_unlink (name);
  errno = code;
  return NULL;
}

/* Some shares cannot; then their server answers for it. */
static void
sync_folder (const SlFolder *f)
{
  const int fd = g_open (f->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static SlWrite
lost_lock (const char *path, GError **error)
{
  sl_error_set_at (error, SL_ERROR_SERVICE, path, 0,
                   _("writing took so long that others went on; what became of it must be read"));
  return SL_WRITE_UNSURE;
}

/* The last way: the empty name, then the content over it. */
static SlWrite
claim (SlFolder *f, const char *aside, const char *path, SlWatch *watch, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (SlFolderLock) lock = sl_folder_lock_take (f->folder, name, watch, error);
  int fd;

  if (lock == NULL)
    return SL_WRITE_FAILED;
  if ((fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666)) < 0)
    return errno == EEXIST ? SL_WRITE_REFUSED : write_error (path, errno, error);
  close (fd);
  if (!sl_folder_lock_holds (lock))
    return lost_lock (path, error);
  if (g_rename (aside, path) == 0)
    return SL_WRITE_DONE;
  const int code = errno;
  g_unlink (path);
  return write_error (path, code, error);
}

static SlWrite
give_name (SlFolder *f, const char *aside, const char *path, SlWatch *watch, GError **error)
{
  if (renameat2 (AT_FDCWD, aside, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return SL_WRITE_DONE;
  if (errno == EEXIST)
    return SL_WRITE_REFUSED;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    return write_error (path, errno, error);
  if (link (aside, path) == 0)
    return SL_WRITE_DONE;
  if (errno == EEXIST)
    return SL_WRITE_REFUSED;
  if (errno != EPERM && errno != ENOSYS && errno != ENOTSUP && errno != EINVAL)
    return write_error (path, errno, error);
  return claim (f, aside, path, watch, error);
}

/* An empty object may be what a program left that ended before it gave the content: then it goes with that program's
 * lock. */
static gboolean
free_claim (SlFolder *f, const char *path, SlWatch *watch)
{
  g_autoptr (SlFolderLock) lock = NULL;
  GStatBuf info;

  if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size != 0)
    return FALSE;
  lock = sl_folder_lock_take (f->folder, NULL, watch, NULL);
  return g_lstat (path, &info) != 0 && errno == ENOENT;
}

SlWrite
sl_folder_create (SlBackend *backend, const char *name, const char *text, SlWatch *watch, GError **error)
{
  SlFolder *f = (SlFolder *) backend;
  g_autofree char *path = path_of (f, name, error), *aside = NULL;
  SlWrite result;

  if (path == NULL)
    return SL_WRITE_FAILED;
  if (g_mkdir_with_parents (f->folder, 0777) != 0)
    return write_error (f->folder, errno, error);
  sweep_old_parts (f);
  if ((aside = write_aside (path, text)) == NULL)
    {
      write_error (path, errno, error);
      return SL_WRITE_FAILED;
    }
  result = give_name (f, aside, path, watch, error);
  if (result == SL_WRITE_REFUSED && free_claim (f, path, watch))
    result = give_name (f, aside, path, watch, error);
  g_unlink (aside);
  if (result == SL_WRITE_DONE)
    sync_folder (f);
  return result;
}

/* Under the lock: `text` over that version, or nothing over it where it is NULL. */
static SlWrite
put_over (SlFolder *f, const char *path, const char *etag, const char *aside, SlWatch *watch, GError **error)
{
  g_autoptr (SlFolderLock) lock = sl_folder_lock_take (f->folder, NULL, watch, error);
  g_autofree char *text = NULL, *now = NULL;
  struct stat info;

  if (lock == NULL || !sl_folder_read (path, &text, &now, &info, error))
    return SL_WRITE_FAILED;
  if (now == NULL && aside == NULL)
    return SL_WRITE_DONE;
  if (g_strcmp0 (now, etag) != 0)
    return SL_WRITE_REFUSED;
  if (!sl_folder_lock_holds (lock))
    return lost_lock (path, error);
  if ((aside != NULL ? g_rename (aside, path) : g_unlink (path)) != 0)
    return write_error (path, errno, error);
  sync_folder (f);
  return SL_WRITE_DONE;
}

SlWrite
sl_folder_replace (SlBackend *backend, const char *name, const char *etag, const char *text, SlWatch *watch,
                   GError **error)
{
  SlFolder *f = (SlFolder *) backend;
  g_autofree char *path = path_of (f, name, error), *aside = NULL;
  GStatBuf info;
  SlWrite result;

  if (path == NULL)
    return SL_WRITE_FAILED;
  if (g_lstat (path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR))
    return SL_WRITE_REFUSED;
  if ((aside = write_aside (path, text)) == NULL)
    {
      write_error (path, errno, error);
      return SL_WRITE_FAILED;
    }
  result = put_over (f, path, etag, aside, watch, error);
  g_unlink (aside);
  return result;
}

SlWrite
sl_folder_remove (SlBackend *backend, const char *name, const char *etag, SlWatch *watch, GError **error)
{
  SlFolder *f = (SlFolder *) backend;
  g_autofree char *path = path_of (f, name, error);
  GStatBuf info;

  if (path == NULL)
    return SL_WRITE_FAILED;
  if (g_lstat (path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR))
    return SL_WRITE_DONE;
  return put_over (f, path, etag, NULL, watch, error);
}
