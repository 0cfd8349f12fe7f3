/* One program at a time: an empty file beside the plan, locked by its descriptor, so that the lock of a killed
 * program is gone with it. The file goes with its lock; who waited for one that went begins anew. */
#include "sl-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file-private.h"
#include "sl-i18n.h"

enum { POLL_US = 10000 };

struct SlFileLock {
  char *path; /* of the lock */
  int   fd;   /* −1 where there are no locks */
};

static char *
lock_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".%s.lock", base);

  return g_build_filename (folder, name, NULL);
}

static gboolean
is_still_there (int fd, const char *path)
{
  struct stat held, there;

  return fstat (fd, &held) == 0 && lstat (path, &there) == 0 && held.st_ino == there.st_ino
         && held.st_dev == there.st_dev;
}

/* The locked descriptor; −1 with errno, EWOULDBLOCK when another has it. */
static int
try_lock (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666), code;

  if (fd < 0)
    return -1;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      if (is_still_there (fd, path))
        {
          sl_file_remember (path);
          return fd;
        }
      errno = EWOULDBLOCK; /* it went while we waited */
    }
  code = errno;
  close (fd);
  errno = code;
  return -1;
}

SlFileLock *
sl_file_lock (const char *path, double wait_s, GError **error)
{
  const gint64 until = g_get_monotonic_time () + (gint64) (wait_s * G_USEC_PER_SEC);
  SlFileLock *lock = g_new0 (SlFileLock, 1);

  lock->path = lock_path (path);
  while ((lock->fd = try_lock (lock->path)) < 0 && errno == EWOULDBLOCK)
    {
      if (g_get_monotonic_time () >= until)
        {
          sl_error_set_at (error, SL_ERROR_IO, path, 0,
                           _("another program is writing this file; wait a moment and try again"));
          sl_file_unlock (lock);
          return NULL;
        }
      g_usleep (POLL_US);
    }
  return lock;
}

void
sl_file_unlock (SlFileLock *lock)
{
  if (lock == NULL)
    return;
  if (lock->fd >= 0)
    {
      g_unlink (lock->path); /* before the lock goes: it is ours */
      sl_file_forget (lock->path);
      close (lock->fd);
    }
  g_free (lock->path);
  g_free (lock);
}
