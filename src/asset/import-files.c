#include "import-files.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import-limits.h"
#include "sl-error.h"
#include "sl-i18n.h"

static const guint64 FILE_MOST_BYTES = (guint64) 512 << 20, ALL_MOST_BYTES = (guint64) 1 << 30;

struct ImportFiles {
  char       *path, *folder;
  char       *real; /* the folder, links followed, with a slash at its end; NULL when it is not there */
  SlInputs   *inputs;
  GHashTable *read; /* name → GBytes */
  guint64     bytes;
};

ImportFiles *
import_files_new (const char *path)
{
  ImportFiles *files = g_new0 (ImportFiles, 1);

  files->path = g_strdup (path);
  files->folder = g_path_get_dirname (path);
  char *real = realpath (files->folder, NULL);
  files->real = real != NULL ? g_strconcat (real, g_str_has_suffix (real, "/") ? "" : "/", NULL) : NULL;
  free (real);
  files->inputs = sl_inputs_new (files->folder);
  files->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  return files;
}

void
import_files_free (ImportFiles *files)
{
  if (files == NULL)
    return;
  g_hash_table_unref (files->read);
  sl_inputs_unref (files->inputs);
  g_free (files->real);
  g_free (files->folder);
  g_free (files->path);
  g_free (files);
}

const char *
import_files_path (const ImportFiles *files)
{
  return files->path;
}

SlInputs *
import_files_inputs (ImportFiles *files)
{
  return files->inputs;
}

static gboolean
read_all (int fd, guint8 *to, gsize length)
{
  while (length > 0)
    {
      const gssize n = read (fd, to, length);
      if (n <= 0)
        return FALSE;
      to += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* The file that was opened, not the one of that name now: where it truly lies. */
static gboolean
lies_inside (const ImportFiles *files, int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd), *where = g_file_read_link (link, NULL);

  return where != NULL && files->real != NULL && g_str_has_prefix (where, files->real);
}

static GBytes *
outside (const char *name, GError **error)
{
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” lies outside of the model's folder; put it beside the model"), name);
  return NULL;
}

static GBytes *
read_open (ImportFiles *files, int fd, const struct stat *info, const char *name, GError **error)
{
  const gsize length = (gsize) info->st_size;

  files->bytes += length;
  if (files->bytes > ALL_MOST_BYTES)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the model's files hold more than %d MB together; simplify it first"),
                    (int) (ALL_MOST_BYTES >> 20));
      return NULL;
    }
  import_limits_grow (length);
  guint8 *data = g_malloc (MAX (length, 1));
  if (!read_all (fd, data, length))
    {
      g_free (data);
      sl_error_set_at (error, SL_ERROR_IO, name, 0, _("the file was cut short while it was read; copy it again"));
      return NULL;
    }
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);
  sl_inputs_add (files->inputs, name, info, sha256);
  GBytes *bytes = g_bytes_new_take (data, length);
  g_hash_table_insert (files->read, g_strdup (name), g_bytes_ref (bytes));
  return bytes;
}

static GBytes *
read_plain (ImportFiles *files, const char *name, gboolean inside, GError **error)
{
  g_autofree char *path = g_build_filename (files->folder, name, NULL);
  GBytes *known = g_hash_table_lookup (files->read, name), *bytes = NULL;
  struct stat info = { 0 };
  int fd;

  if (known != NULL)
    return g_bytes_ref (known);
  if ((fd = sl_plain_open (path, FILE_MOST_BYTES, &info, error)) < 0)
    {
      sl_inputs_add (files->inputs, name, info.st_ino != 0 ? &info : NULL, NULL);
      return NULL;
    }
  bytes = inside && !lies_inside (files, fd) ? outside (name, error) : read_open (files, fd, &info, name, error);
  close (fd);
  return bytes;
}

GBytes *
import_files_main (ImportFiles *files, GError **error)
{
  g_autofree char *name = g_path_get_basename (files->path);

  return read_plain (files, name, FALSE, error);
}

/* Its parts one by one, or NULL for a name that leads out of the folder. */
static char *
plain_name (const char *name)
{
  g_autofree char *slashes = g_strdelimit (g_strdup (name), "\\", '/');
  g_auto (GStrv) parts = g_strsplit (slashes, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (*slashes == '/' || *slashes == '\0' || (g_ascii_isalpha (slashes[0]) && slashes[1] == ':'))
    return NULL;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_str_equal (parts[i], ".."))
        return NULL;
      if (*parts[i] != '\0' && !g_str_equal (parts[i], "."))
        g_ptr_array_add (kept, parts[i]);
    }
  g_ptr_array_add (kept, NULL);
  return kept->len > 1 ? g_strjoinv ("/", (char **) kept->pdata) : NULL;
}

/* The one file of that name but for its case; NULL without one. */
static char *
in_other_case (const ImportFiles *files, const char *name)
{
  g_autofree char *below = g_path_get_dirname (name), *base = g_path_get_basename (name);
  g_autofree char *folder = g_build_filename (files->folder, below, NULL), *wanted = g_utf8_casefold (base, -1);
  g_autoptr (GDir) dir = g_utf8_validate (base, -1, NULL) ? g_dir_open (folder, 0, NULL) : NULL;
  const char *other;

  while (dir != NULL && (other = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folded = g_utf8_validate (other, -1, NULL) ? g_utf8_casefold (other, -1) : NULL;
      if (g_strcmp0 (folded, wanted) == 0)
        return g_str_equal (below, ".") ? g_strdup (other) : g_build_filename (below, other, NULL);
    }
  return NULL;
}

GBytes *
import_files_read (ImportFiles *files, const char *name, GError **error)
{
  g_autofree char *plain = plain_name (name), *other = NULL;
  g_autoptr (GError) inner = NULL;
  GBytes *bytes;

  if (plain == NULL)
    return outside (name, error);
  if ((bytes = read_plain (files, plain, TRUE, &inner)) != NULL)
    return bytes;
  if (g_error_matches (inner, SL_ERROR, SL_ERROR_IO) && (other = in_other_case (files, plain)) != NULL
      && !g_str_equal (other, plain))
    return read_plain (files, other, TRUE, error);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

GBytes *
import_files_find (ImportFiles *files, const char *name, GError **error)
{
  g_autofree char *slashes = g_strdelimit (g_strdup (name), "\\", '/'), *base = g_path_get_basename (slashes);
  g_autoptr (GError) inner = NULL;
  GBytes *bytes = import_files_read (files, name, &inner);

  if (bytes == NULL && !g_str_equal (base, slashes))
    bytes = import_files_read (files, base, NULL);
  if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  return bytes;
}
