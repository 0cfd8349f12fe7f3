#include "sl-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file-private.h"
#include "sl-i18n.h"

/* --- reading --- */

static gint64
in_ns (struct timespec t)
{
  return (gint64) t.tv_sec * 1000000000 + t.tv_nsec;
}

static void
set_state (SlFileState *state, const struct stat *info)
{
  state->device = info->st_dev;
  state->inode = info->st_ino;
  state->size = info->st_size;
  state->mtime_ns = in_ns (info->st_mtim);
  state->ctime_ns = in_ns (info->st_ctim);
}

/* A plain file of a size that is taken. */
static gboolean
check_readable (const char *path, const struct stat *info, gsize limit, GError **error)
{
  if (S_ISDIR (info->st_mode))
    sl_error_set_at (error, SL_ERROR_IO, path, 0, _("this is a folder; name a file in it"));
  else if (!S_ISREG (info->st_mode))
    sl_error_set_at (error, SL_ERROR_IO, path, 0, _("this is not a regular file; name a file"));
  else if ((guint64) info->st_size > limit)
    {
      g_autofree char *size = g_format_size ((guint64) info->st_size);
      g_autofree char *most = g_format_size (limit);
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file holds %s, and at most %s are read; make it smaller"),
                       size, most);
    }
  else
    return TRUE;
  return FALSE;
}

/* 0, or what was wrong as an errno. A file that grows meanwhile is cut where it ended. */
static int
read_all (int fd, char *data, gsize *length)
{
  gsize at = 0;

  while (at < *length)
    {
      const gssize n = read (fd, data + at, *length - at);
      if (n < 0 && errno != EINTR)
        return errno;
      if (n == 0)
        break;
      at += (gsize) MAX (n, 0);
    }
  data[at] = '\0';
  *length = at;
  return 0;
}

gboolean
sl_file_read_state (const char *path, gsize limit, char **data, gsize *length, SlFileState *state, GError **error)
{
  const int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0); /* a pipe is not waited for */
  g_autofree char *bytes = NULL;
  struct stat info;
  gsize n;
  int code;

  if (fd < 0 || fstat (fd, &info) != 0)
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file cannot be opened (%s); check the name and the folder"),
                       g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  if (!check_readable (path, &info, limit, error))
    {
      close (fd);
      return FALSE;
    }
  n = (gsize) info.st_size;
  bytes = g_try_malloc (n + 1);
  code = bytes == NULL ? ENOMEM : read_all (fd, bytes, &n);
  close (fd);
  if (code != 0)
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file cannot be read (%s); check its permissions"),
                       g_strerror (code));
      return FALSE;
    }
  if (state != NULL)
    {
      g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n);
      set_state (state, &info);
      g_strlcpy (state->checksum, sum, sizeof state->checksum);
    }
  *data = g_steal_pointer (&bytes);
  if (length != NULL)
    *length = n;
  return TRUE;
}

gboolean
sl_file_read (const char *path, gsize limit, char **data, gsize *length, GError **error)
{
  return sl_file_read_state (path, limit, data, length, NULL, error);
}

gboolean
sl_file_differs (const char *path, SlFileState *state)
{
  SlFileState now = { 0 };
  struct stat info;
  g_autofree char *data = NULL;

  if (stat (path, &info) != 0)
    return FALSE;
  set_state (&now, &info);
  if (now.device == state->device && now.inode == state->inode && now.size == state->size
      && now.mtime_ns == state->mtime_ns && now.ctime_ns == state->ctime_ns)
    return FALSE;
  if (!sl_file_read_state (path, G_MAXSSIZE - 1, &data, NULL, &now, NULL)
      || !g_str_equal (now.checksum, state->checksum))
    return TRUE;
  *state = now;
  return FALSE;
}

gboolean
sl_file_has_suffix (const char *path, const char *suffix)
{
  gsize length = strlen (path), end = strlen (suffix);

  return length >= end && g_ascii_strcasecmp (path + length - end, suffix) == 0;
}

/* --- writing --- */

gboolean
sl_file_set_write_error (const char *path, int code, GError **error)
{
  sl_error_set_at (error, SL_ERROR_IO, path, 0, _("cannot be written (%s); choose another folder or free some space"),
                   g_strerror (code));
  return FALSE;
}

int
sl_fd_write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      const gssize n = write (fd, data, length);
      if (n < 0 && errno != EINTR)
        return errno;
      data += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return 0;
}

static int
write_file (const char *path, const char *data, gsize length)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0), code;

  if (fd < 0)
    return errno;
  code = sl_fd_write_all (fd, data, length);
  return close (fd) != 0 && code == 0 ? errno : code;
}

/* The name of a temporary file that holds the bytes; NULL with an error. */
static char *
write_beside (const char *path, const char *data, gsize length, GError **error)
{
  char *temporary = sl_file_begin (path, error);
  const int code = temporary != NULL ? write_file (temporary, data, length) : 0;

  if (code == 0)
    return temporary;
  sl_file_discard (temporary);
  sl_file_set_write_error (path, code, error);
  return NULL;
}

gboolean
sl_file_write (const char *path, const char *data, gssize length, GError **error)
{
  char *temporary = write_beside (path, data, length < 0 ? strlen (data) : (gsize) length, error);

  return temporary != NULL && sl_file_commit (temporary, path, error);
}

gboolean
sl_file_write_with (const char *path, SlFilePut put, gpointer data, SlWatch *watch, GError **error)
{
  char *temporary = sl_file_begin (path, error);
  int trouble = 0;
  FILE *out;

  if (temporary == NULL)
    return FALSE;
  errno = 0;
  out = g_fopen (temporary, "wb");
  if (out == NULL || !put (out, data, watch) || fflush (out) != 0)
    trouble = errno != 0 ? errno : EIO;
  if (out != NULL && fclose (out) != 0 && trouble == 0)
    trouble = errno;
  if (trouble == 0 && !sl_watch_stops (watch, error))
    return sl_file_commit (temporary, path, error);
  sl_file_discard (temporary);
  return trouble == 0 ? FALSE : sl_file_set_write_error (path, trouble, error);
}

gboolean
sl_file_replace (const char *path, const char *data, gsize length, SlFileState *state, GError **error)
{
  char *temporary = write_beside (path, data, length, error);
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
  struct stat info;

  if (temporary == NULL || !sl_file_commit_keeping (temporary, path, error))
    return FALSE;
  if (stat (path, &info) == 0)
    set_state (state, &info);
  g_strlcpy (state->checksum, sum, sizeof state->checksum);
  return TRUE;
}
