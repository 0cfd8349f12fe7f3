#include "sl-file-tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file-name.h"
#include "sl-i18n.h"

enum { MOST_DEPTH = 16, REMOVE_DEPTH = 64, FOLDER_MODE = 0777 };

static void
walk (const char *folder, const char *below, guint depth, GPtrArray *names)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && depth < MOST_DEPTH && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *inner = *below != '\0' ? g_strconcat (below, "/", name, NULL) : g_strdup (name);
      GStatBuf info;

      if (g_lstat (path, &info) != 0)
        continue;
      if (S_ISDIR (info.st_mode))
        walk (path, inner, depth + 1, names);
      else if (S_ISREG (info.st_mode))
        g_ptr_array_add (names, g_steal_pointer (&inner));
    }
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
sl_file_tree_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  walk (folder, "", 0, names);
  g_ptr_array_sort (names, by_text);
  return names;
}

/* --- removing --- */

/* A folder that is not reached through a link, open; NULL where it is none, or cannot be read. */
static DIR *
open_folder (int at, const char *name)
{
  const int fd = openat (at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;

  if (dir == NULL && fd >= 0)
    close (fd);
  return dir;
}

static void
remove_at (int at, const char *name, guint depth)
{
  DIR *dir = depth < REMOVE_DEPTH ? open_folder (at, name) : NULL;
  const struct dirent *entry;

  while (dir != NULL && (entry = readdir (dir)) != NULL)
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      remove_at (dirfd (dir), entry->d_name, depth + 1);
  if (dir != NULL)
    closedir (dir);
  unlinkat (at, name, dir != NULL ? AT_REMOVEDIR : 0);
}

void
sl_file_tree_remove (const char *path)
{
  remove_at (AT_FDCWD, path, 0);
}

/* --- names that are one --- */

/* Whether the folder tells of an entry that is called just so. */
static gboolean
lists (const char *folder, const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_equal (entry, name))
      return TRUE;
  return FALSE;
}

/* One part of a name. A number of the entry says it where it is one; some disks make up another for each way to call
 * it, but list one name only. */
static gboolean
is_one_entry (const char *folder, const char *a, const char *b)
{
  g_autofree char *one = g_build_filename (folder, a, NULL), *other = g_build_filename (folder, b, NULL);
  GStatBuf x, y;

  if (g_lstat (one, &x) != 0 || g_lstat (other, &y) != 0)
    return FALSE;
  return g_str_equal (a, b) || (x.st_dev == y.st_dev && x.st_ino == y.st_ino) || !lists (folder, a)
         || !lists (folder, b);
}

/* By a third name, which nobody takes for what a killed program left: what is in a folder may be anybody's. */
static void
move_twice (const char *from, const char *to)
{
  g_autofree char *between = g_strconcat (from, ".moving", NULL);

  if (g_file_test (between, G_FILE_TEST_EXISTS) || g_rename (from, between) != 0)
    return;
  if (g_rename (between, to) == 0)
    g_unlink (between); /* still there where they were two links, which a rename leaves alone */
  else
    g_rename (between, from);
}

/* Whether two names below the folder are one there; what is called otherwise is called as `b` has it with `moving`. */
static gboolean
compare_parts (const char *folder, const char *a, const char *b, gboolean moving)
{
  g_autofree char *key = sl_file_name_key (a), *like = sl_file_name_key (b), *at = g_strdup (folder);
  g_auto (GStrv) was = g_strsplit (a, "/", -1), is = g_strsplit (b, "/", -1);

  if (!g_str_equal (key, like))
    return FALSE;
  for (guint i = 0; was[i] != NULL && is[i] != NULL; i++)
    {
      g_autofree char *from = g_build_filename (at, was[i], NULL);

      if (!is_one_entry (at, was[i], is[i]))
        return FALSE;
      char *to = g_build_filename (at, is[i], NULL);
      if (moving && !g_str_equal (was[i], is[i]) && lists (at, was[i]))
        move_twice (from, to);
      g_free (at);
      at = to;
    }
  return TRUE;
}

gboolean
sl_file_tree_is_one (const char *folder, const char *a, const char *b)
{
  return compare_parts (folder, a, b, FALSE);
}

void
sl_file_tree_recase (const char *folder, const char *old, const char *name)
{
  if (sl_file_tree_is_one (folder, old, name))
    compare_parts (folder, old, name, TRUE);
}

gboolean
sl_file_tree_is_plain (const char *folder, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  g_autofree char *at = g_strdup (folder);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *next = g_build_filename (at, parts[i], NULL);
      GStatBuf info;

      g_free (at);
      at = next;
      if (g_lstat (at, &info) == 0 && S_ISLNK (info.st_mode))
        return FALSE;
    }
  return TRUE;
}

gboolean
sl_file_tree_make (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, FOLDER_MODE) == 0)
    return TRUE;
  sl_error_set_at (error, SL_ERROR_IO, folder, 0, _("the folder cannot be made (%s)"), g_strerror (errno));
  return FALSE;
}
