#include "sl-folder-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum {
  WAIT_S = 30,
  KEEP_S = 60,   /* longer than this nobody trusts a lock of his own, */
  STALE_S = 180, /* and then nobody else's whose program cannot be asked */
  POLL_FROM_US = 1000, POLL_TO_US = 20000,
  MAX_BYTES = 1024,
};

struct SlFolderLock {
  char  *folder, *path, *text;
  gint64 taken_us;
};

static char *
read_lock (const char *path)
{
  char *text = NULL;

  return sl_file_read (path, MAX_BYTES, &text, NULL, NULL) ? text : NULL;
}

/* What the clock of the folder's file system says, which may be another machine's; 0 where it cannot be asked. */
static gint64
folder_now (const char *path)
{
  g_autofree char *probe = sl_file_aside (path);
  const int fd = g_open (probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gint64 now = 0;
  GStatBuf info;

  if (fd < 0)
    return 0;
  if (g_stat (probe, &info) == 0)
    now = info.st_mtime;
  close (fd);
  g_unlink (probe);
  return now;
}

static gboolean
is_old (const char *path)
{
  const gint64 now = folder_now (path);
  GStatBuf info;

  return now != 0 && g_lstat (path, &info) == 0 && now - info.st_mtime > STALE_S;
}

/* `asks_age` once in a while: it writes. */
static gboolean
is_stale (const char *path, const char *text, gboolean asks_age)
{
  const char *end = strchr (text, '\n');
  g_autofree char *owner = end != NULL ? g_strndup (text, (gsize) (end - text)) : NULL;

  switch (owner != NULL ? sl_file_owner (owner) : SL_FILE_OWNER_UNKNOWN)
    {
    case SL_FILE_OWNER_RUNS:
      return FALSE;
    case SL_FILE_OWNER_ENDED:
      return TRUE;
    case SL_FILE_OWNER_UNKNOWN:
    default:
      return asks_age && is_old (path);
    }
}

/* What its program was making, of which there is the name only. */
static void
remove_claim (const char *folder, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  g_autofree char *path = NULL;
  GStatBuf info;

  if (g_strv_length (lines) < 3 || *lines[1] == '\0' || *lines[1] == '.' || strchr (lines[1], '/') != NULL)
    return;
  path = g_build_filename (folder, lines[1], NULL);
  if (g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size == 0)
    g_unlink (path);
}

/* Where another has broken it already and a third has taken it, it is the third's that goes: he finds out. */
static void
break_lock (const char *folder, const char *path, const char *text)
{
  g_autofree char *aside = sl_file_aside (path);

  remove_claim (folder, text);
  if (g_rename (path, aside) == 0)
    g_unlink (aside);
}

/* TRUE when it is made; FALSE with errno. */
static gboolean
make (const char *path, const char *text)
{
  const int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  const gsize length = strlen (text);
  int code = 0;

  if (fd < 0)
    return FALSE;
  if (write (fd, text, length) != (gssize) length)
    code = errno != 0 ? errno : ENOSPC;
  if (close (fd) != 0 && code == 0)
    code = errno;
  if (code != 0)
    g_unlink (path);
  errno = code;
  return code == 0;
}

static SlFolderLock *
lock_new (const char *folder, const char *claim)
{
  SlFolderLock *lock = g_new0 (SlFolderLock, 1);
  g_autofree char *mark = NULL, *base = NULL;

  lock->folder = g_strdup (folder);
  lock->path = g_build_filename (folder, ".sl-store.lock", NULL);
  mark = sl_file_aside (lock->path);
  base = g_path_get_basename (mark);
  lock->text = g_strdup_printf ("%s\n%s\n", base, claim != NULL ? claim : "");
  return lock;
}

/* Another has it: FALSE with an error when he keeps it too long. */
static gboolean
wait_for_other (SlFolderLock *lock, gint64 until, guint tries, SlWatch *watch, GError **error)
{
  g_autofree char *text = read_lock (lock->path);
  const gulong pause = MIN (POLL_FROM_US << MIN (tries, 10), POLL_TO_US);

  if (sl_watch_stops (watch, error))
    return FALSE;
  if (text != NULL && is_stale (lock->path, text, tries % 50 == 20))
    {
      break_lock (lock->folder, lock->path, text);
      return TRUE;
    }
  if (g_get_monotonic_time () >= until)
    {
      sl_error_set_at (error, SL_ERROR_SERVICE, lock->path, 0,
                       _("another program is writing into this folder; wait a moment and try again"));
      return FALSE;
    }
  g_usleep (pause + (gulong) g_random_int_range (0, (gint32) pause));
  return TRUE;
}

SlFolderLock *
sl_folder_lock_take (const char *folder, const char *claim, SlWatch *watch, GError **error)
{
  g_autoptr (SlFolderLock) lock = lock_new (folder, claim);
  const gint64 until = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;

  for (guint tries = 0; !make (lock->path, lock->text); tries++)
    {
      if (errno != EEXIST)
        {
          sl_error_set_at (error, SL_ERROR_SERVICE, folder, 0,
                           _("the booking store cannot be written (%s); check its folder"), g_strerror (errno));
          return NULL;
        }
      if (!wait_for_other (lock, until, tries, watch, error))
        return NULL;
    }
  lock->taken_us = g_get_monotonic_time ();
  return g_steal_pointer (&lock);
}

gboolean
sl_folder_lock_holds (const SlFolderLock *lock)
{
  g_autofree char *text = read_lock (lock->path);

  return g_strcmp0 (text, lock->text) == 0 && g_get_monotonic_time () - lock->taken_us < KEEP_S * G_USEC_PER_SEC;
}

void
sl_folder_lock_free (SlFolderLock *lock)
{
  if (lock == NULL)
    return;
  if (lock->taken_us != 0 && sl_folder_lock_holds (lock))
    g_unlink (lock->path);
  g_free (lock->folder);
  g_free (lock->path);
  g_free (lock->text);
  g_free (lock);
}
