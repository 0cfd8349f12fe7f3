#include "sl-file-tree.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"

enum { MOST_DEPTH = 16, FOLDER_MODE = 0777 };

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

void
sl_file_tree_remove (const char *path)
{
  GStatBuf info;

  if (g_lstat (path, &info) != 0)
    return;
  if (S_ISDIR (info.st_mode))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *inner = g_build_filename (path, name, NULL);
          sl_file_tree_remove (inner);
        }
    }
  g_remove (path);
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
