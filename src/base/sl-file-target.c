/* Which files may be written, and how. */
#include "sl-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { MAX_LINKS = 40 };

/* The path behind symbolic links, whether or not something is there; NULL with errno. */
static char *
follow (const char *path)
{
  g_autofree char *at = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *link = g_file_read_link (at, NULL);

      if (link == NULL)
        return g_steal_pointer (&at);
      g_autofree char *folder = g_path_get_dirname (at);
      g_free (at);
      at = g_path_is_absolute (link) ? g_steal_pointer (&link) : g_build_filename (folder, link, NULL);
    }
  errno = ELOOP;
  return NULL;
}

/* The number of an open file that is named by it, as /dev/stdout is; else −1. */
static int
fd_of (const char *path)
{
  static const char *const names[] = { "/dev/stdin", "/dev/stdout", "/dev/stderr" };
  static const char *const folders[] = { "/dev/fd/", "/proc/self/fd/" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (path, names[i]))
      return (int) i;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (g_str_has_prefix (path, folders[i]) && g_ascii_isdigit (path[strlen (folders[i])]))
      return (int) g_ascii_strtoull (path + strlen (folders[i]), NULL, 10);
  return -1;
}

/* The other name may be the old version beside it, which a program that was killed while it made it left. */
static gboolean
is_linked_elsewhere (const SlTarget *target)
{
  g_autofree char *old = g_strconcat (target->path, "~", NULL);
  struct stat info;

  if (target->info.st_nlink < 2)
    return FALSE;
  return target->info.st_nlink > 2 || lstat (old, &info) != 0 || info.st_ino != target->info.st_ino
         || info.st_dev != target->info.st_dev;
}

static gboolean
check_plain (const SlTarget *target, const char *path, GError **error)
{
  const char *reason = NULL;

  if ((target->info.st_mode & 0222) == 0 || faccessat (AT_FDCWD, target->path, W_OK, AT_EACCESS) != 0)
    reason = _("the file is read-only; allow writing to it, or choose another name");
  else if (is_linked_elsewhere (target))
    reason = _("the file has a second name (a hard link), which would keep the old content; choose another name");
  if (reason != NULL)
    sl_error_set_at (error, SL_ERROR_IO, path, 0, "%s", reason);
  return reason == NULL;
}

static gboolean
check_kind (SlTarget *target, const char *path, GError **error)
{
  const mode_t kind = target->info.st_mode & S_IFMT;

  if (kind == S_IFREG && target->fd < 0)
    {
      target->kind = SL_TARGET_PLAIN;
      return check_plain (target, path, error);
    }
  target->kind = SL_TARGET_STREAM;
  if (kind == S_IFCHR || kind == S_IFIFO || target->fd >= 0)
    return TRUE;
  sl_error_set_at (error, SL_ERROR_IO, path, 0, "%s",
                   kind == S_IFDIR ? _("this is a folder; name a file in it")
                                   : _("this is no plain file; name another"));
  return FALSE;
}

gboolean
sl_target_find (SlTarget *target, const char *path, GError **error)
{
  *target = (SlTarget) { .kind = SL_TARGET_NEW, .fd = fd_of (path) };
  target->path = target->fd >= 0 ? g_strdup (path) : follow (path);
  if (target->path == NULL)
    return sl_file_set_write_error (path, errno, error);
  if ((target->fd >= 0 ? fstat (target->fd, &target->info) : stat (target->path, &target->info)) == 0)
    return check_kind (target, path, error);
  return errno == ENOENT && target->fd < 0 ? TRUE : sl_file_set_write_error (path, errno, error);
}

void
sl_target_clear (SlTarget *target)
{
  g_clear_pointer (&target->path, g_free);
}

gboolean
sl_file_can_write (const char *path)
{
  g_auto (SlTarget) target = { 0 };
  g_autofree char *folder = NULL;

  if (!sl_target_find (&target, path, NULL))
    return FALSE;
  folder = g_path_get_dirname (target.path != NULL ? target.path : path);
  return target.kind == SL_TARGET_STREAM || faccessat (AT_FDCWD, folder, W_OK, AT_EACCESS) == 0;
}
