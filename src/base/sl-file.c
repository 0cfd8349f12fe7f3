#include "sl-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-i18n.h"

gboolean
sl_file_read (const char *path, gsize limit, char **data, gsize *length, GError **error)
{
  GStatBuf info;
  g_autoptr (GError) inner = NULL;

  if (g_stat (path, &info) != 0)
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file cannot be opened (%s); check the name and the folder"),
                       g_strerror (errno));
      return FALSE;
    }
  if (S_ISDIR (info.st_mode))
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("this is a folder; name a file in it"));
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("this is not a regular file; name a file"));
      return FALSE;
    }
  if ((guint64) info.st_size > limit)
    {
      g_autofree char *size = g_format_size ((guint64) info.st_size);
      g_autofree char *most = g_format_size (limit);
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file holds %s, and at most %s are read; make it smaller"),
                       size, most);
      return FALSE;
    }
  if (!g_file_get_contents (path, data, length, &inner))
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the file cannot be read (%s); check its permissions"),
                       inner->message);
      return FALSE;
    }
  return TRUE;
}

gboolean
sl_file_has_suffix (const char *path, const char *suffix)
{
  gsize length = strlen (path), end = strlen (suffix);

  return length >= end && g_ascii_strcasecmp (path + length - end, suffix) == 0;
}

static gboolean
set_write_error (const char *path, const char *reason, GError **error)
{
  sl_error_set_at (error, SL_ERROR_IO, path, 0, _("cannot be written (%s); choose another folder or free some space"),
                   reason);
  return FALSE;
}

/* 0, or what was wrong as an errno. */
static int
write_all (const char *path, const char *data, gsize length)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0), code = 0;

  if (fd < 0)
    return errno;
  while (length > 0 && code == 0)
    {
      gssize n = write (fd, data, length);
      if (n < 0 && errno != EINTR)
        code = errno;
      data += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return close (fd) != 0 && code == 0 ? errno : code;
}

gboolean
sl_file_write (const char *path, const char *data, gssize length, GError **error)
{
  char *temporary = sl_file_begin (path, error);
  int code;

  if (temporary == NULL)
    return FALSE;
  code = write_all (temporary, data, length < 0 ? strlen (data) : (gsize) length);
  if (code == 0)
    return sl_file_commit (temporary, path, error);
  sl_file_discard (temporary);
  return set_write_error (path, g_strerror (code), error);
}

char *
sl_file_begin (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *suffix = strrchr (path, '.');
  g_autofree char *temporary = NULL;
  int fd;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("this is a folder; name a file in it"));
      return NULL;
    }
  /* the suffix stays: encoders choose their format by it */
  temporary = g_strdup_printf ("%s/.%d-%08x%s", folder, (int) getpid (), g_random_int (), suffix != NULL && strchr (suffix, '/') == NULL ? suffix : "");
  fd = g_open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      set_write_error (path, g_strerror (errno), error);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&temporary);
}

gboolean
sl_file_commit (char *temporary, const char *path, GError **error)
{
  g_autofree char *name = temporary;
  int fd = g_open (name, O_RDONLY, 0);

  if (fd < 0 || fsync (fd) != 0 || g_rename (name, path) != 0)
    {
      int code = errno;
      if (fd >= 0)
        close (fd);
      g_unlink (name);
      return set_write_error (path, g_strerror (code), error);
    }
  close (fd);
  return TRUE;
}

void
sl_file_discard (char *temporary)
{
  if (temporary != NULL)
    g_unlink (temporary);
  g_free (temporary);
}
