/* CACHE/SHA256.mesh              a mesh (sl-mesh.c), by the key of its inputs (sl_inputs_key)
 * CACHE/SHA256.inputs            what was read of a model (sl-inputs.c), by the model's path
 * CACHE/.sl-…                    a mesh that is being written (sl_file_aside) */
#include "sl-mesh-cache.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum { INPUTS_MOST_BYTES = 8 << 20, OLD_PART_MOST_S = 3600 };

static char *
file_of (const char *cache, const char *key, const char *suffix)
{
  g_autofree char *name = g_strconcat (key, suffix, NULL);

  return g_build_filename (cache, name, NULL);
}

static char *
inputs_file (const char *cache, const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);

  return file_of (cache, key, ".inputs");
}

static SlInputs *
read_inputs (const char *file, const char *path)
{
  g_autofree char *text = NULL, *folder = g_path_get_dirname (path);
  gsize length;

  return sl_file_read (file, INPUTS_MOST_BYTES, &text, &length, NULL) ? sl_inputs_parse (text, folder) : NULL;
}

static SlMesh *
map_mesh (const char *file, GError **error)
{
  struct stat info;
  const int fd = sl_plain_open (file, G_MAXUINT64, &info, error);
  g_autoptr (GMappedFile) mapped = fd >= 0 ? g_mapped_file_new_from_fd (fd, FALSE, error) : NULL;
  g_autoptr (GBytes) block = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;

  if (fd >= 0)
    close (fd);
  return block != NULL ? sl_mesh_from_block (block, error) : NULL;
}

SlMesh *
sl_mesh_cache_find (const char *cache, const char *path, const SlWatch *watch, SlInputs **inputs)
{
  g_autofree char *file = inputs_file (cache, path), *key = NULL, *mesh_file = NULL, *now = NULL;
  g_autoptr (SlInputs) known = read_inputs (file, path);
  g_autofree char *before = known != NULL ? sl_inputs_print (known) : NULL;
  SlMesh *mesh;

  if (known == NULL || sl_inputs_count (known) == 0 || !sl_inputs_unchanged (known, watch))
    return NULL;
  key = sl_inputs_key (known);
  mesh_file = file_of (cache, key, ".mesh");
  if ((mesh = map_mesh (mesh_file, NULL)) == NULL)
    return NULL;
  utimensat (AT_FDCWD, mesh_file, NULL, 0); /* it was used: it goes last */
  now = sl_inputs_print (known);
  if (g_str_equal (now, before))
    utimensat (AT_FDCWD, file, NULL, 0);
  else
    sl_file_write (file, now, -1, NULL);
  *inputs = g_steal_pointer (&known);
  return mesh;
}

char *
sl_mesh_cache_begin (const char *cache, GError **error)
{
  g_autofree char *mesh = g_build_filename (cache, "mesh", NULL);

  if (g_mkdir_with_parents (cache, 0700) != 0)
    {
      sl_error_set_at (error, SL_ERROR_IO, cache, 0, _("the cache folder cannot be made; check its permissions"));
      return NULL;
    }
  return sl_file_aside (mesh);
}

SlMesh *
sl_mesh_cache_keep (const char *cache, const char *path, const char *file, const SlInputs *inputs, GError **error)
{
  g_autofree char *key = sl_inputs_key (inputs), *mesh_file = file_of (cache, key, ".mesh");
  g_autofree char *list = inputs_file (cache, path), *text = sl_inputs_print (inputs);
  SlMesh *mesh = map_mesh (file, error);

  if (mesh != NULL && g_rename (file, mesh_file) == 0)
    sl_file_write (list, text, -1, NULL); /* without it the mesh is made again, no more */
  else
    g_unlink (file);
  return mesh;
}

/* --- pruning --- */

typedef struct {
  char   *file;
  guint64 size;
  gint64  used_s;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->file);
  g_free (kept);
}

static int
latest_first (gconstpointer a, gconstpointer b)
{
  const Kept *x = *(Kept *const *) a, *y = *(Kept *const *) b;
  return x->used_s != y->used_s ? (x->used_s > y->used_s ? -1 : 1) : strcmp (x->file, y->file);
}

/* What earlier versions left when they were killed: SHA256.mesh.NUMBER, SHA256.inputs.RANDOM, part-HOST-PID-NUMBER. */
static gboolean
is_old_part (const char *name, gint64 age_s)
{
  const char *mesh = strstr (name, ".mesh."), *inputs = strstr (name, ".inputs.");

  return (mesh != NULL && strlen (mesh) == strlen (".mesh.") + 8)
         || (age_s > OLD_PART_MOST_S && (inputs != NULL || g_str_has_prefix (name, "part-")));
}

static GPtrArray *
list_kept (const char *cache, gint64 now_s)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (kept_free);
  g_autoptr (GDir) dir = g_dir_open (cache, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (cache, name, NULL);
      struct stat info;

      if (lstat (file, &info) != 0 || !S_ISREG (info.st_mode))
        continue;
      if (*name == '.') /* on its way */
        continue;
      if (is_old_part (name, now_s - info.st_mtim.tv_sec))
        g_unlink (file);
      else if (g_str_has_suffix (name, ".mesh") || g_str_has_suffix (name, ".inputs"))
        {
          Kept *kept = g_new (Kept, 1);
          *kept = (Kept) { g_steal_pointer (&file), (guint64) info.st_size, info.st_mtim.tv_sec };
          g_ptr_array_add (list, kept);
        }
    }
  g_ptr_array_sort (list, latest_first);
  return list;
}

void
sl_mesh_cache_prune (const char *cache, guint64 most_bytes, guint most_days)
{
  const gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GPtrArray) list = list_kept (cache, now_s);
  guint64 bytes = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const Kept *kept = list->pdata[i];

      bytes += kept->size;
      if (bytes > most_bytes || now_s - kept->used_s > (gint64) most_days * 24 * 3600)
        g_unlink (kept->file);
    }
}
