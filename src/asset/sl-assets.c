#include "sl-assets.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-gltf-guard.h"
#include "sl-i18n.h"

enum {
  MODEL_MAX_MB = 512,
  IMAGE_MAX_PIXELS = 8192 * 8192,
};

struct SlAssets {
  gatomicrefcount refs;
  char           *importer, *cache;
  GMutex          lock;
  GHashTable     *meshes, *images; /* name → SlMesh, SlImage */
  GHashTable     *failures;        /* path → Failure */
};

/* What could not be read, and the state that it was in. */
typedef struct {
  GError *error;
  guint64 state;
} Failure;

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  g_error_free (failure->error);
  g_free (failure);
}

SlImage *
sl_image_ref (SlImage *image)
{
  g_atomic_ref_count_inc (&image->refs);
  return image;
}

void
sl_image_unref (SlImage *image)
{
  if (image == NULL || !g_atomic_ref_count_dec (&image->refs))
    return;
  g_free (image->rgba);
  g_free (image);
}

gboolean
sl_image_write_png (const char *path, const guint8 *rgba, int width, int height, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_data (rgba, GDK_COLORSPACE_RGB, TRUE, 8, width, height, width * 4, NULL, NULL);
  g_autofree char *data = NULL;
  gsize length;

  return gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", error, "compression", "4", NULL) && sl_file_write (path, data, (gssize) length, error);
}

SlAssets *
sl_assets_new (const char *importer, const char *cache)
{
  SlAssets *assets = g_new0 (SlAssets, 1);

  g_atomic_ref_count_init (&assets->refs);
  g_mutex_init (&assets->lock);
  assets->importer = g_strdup (importer);
  assets->cache = g_strdup (cache);
  assets->meshes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sl_mesh_unref);
  assets->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sl_image_unref);
  assets->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, failure_free);
  return assets;
}

SlAssets *
sl_assets_ref (SlAssets *assets)
{
  g_atomic_ref_count_inc (&assets->refs);
  return assets;
}

void
sl_assets_unref (SlAssets *assets)
{
  if (assets == NULL || !g_atomic_ref_count_dec (&assets->refs))
    return;
  g_hash_table_unref (assets->meshes);
  g_hash_table_unref (assets->images);
  g_hash_table_unref (assets->failures);
  g_mutex_clear (&assets->lock);
  g_free (assets->importer);
  g_free (assets->cache);
  g_free (assets);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The cache's name for a model: a checksum over its files' names, sizes and times, so that a change imports anew. */
static char *
cache_path (SlAssets *assets, const char *path)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      GStatBuf info;
      if (g_stat (file, &info) == 0)
        g_ptr_array_add (lines, g_strdup_printf ("%s|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT ".%09ld\n", name, (gint64) info.st_size,
                                                 (gint64) info.st_mtim.tv_sec, info.st_mtim.tv_nsec));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_checksum_update (sum, (const guchar *) path, -1);
  for (guint i = 0; i < lines->len; i++)
    g_checksum_update (sum, lines->pdata[i], -1);
  g_autofree char *file = g_strconcat (g_checksum_get_string (sum), ".mesh", NULL);
  return g_build_filename (assets->cache, file, NULL);
}

static SlMesh *
map_mesh (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) block = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  return block != NULL ? sl_mesh_from_block (block, error) : NULL;
}

static gboolean
run_importer (SlAssets *assets, const char *model, const char *out, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSubprocess) helper = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, error, assets->importer, model, out, NULL);
  g_autofree char *words = NULL;

  if (helper == NULL || !g_subprocess_communicate_utf8 (helper, NULL, cancellable, NULL, &words, error))
    {
      if (helper != NULL)
        g_subprocess_force_exit (helper);
      return FALSE;
    }
  if (g_subprocess_get_successful (helper))
    return TRUE;
  g_strchomp (words);
  if (*words != '\0')
    sl_error_set_at (error, SL_ERROR_INPUT, model, 0, "%s", words);
  else
    sl_error_set_at (error, SL_ERROR_INPUT, model, 0, _("the model could not be read within the limits of memory and time; simplify it or save it as glTF"));
  return FALSE;
}

static SlMesh *
import_mesh (SlAssets *assets, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *cached = NULL;
  GStatBuf info;
  SlMesh *mesh;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    {
      sl_error_set_at (error, SL_ERROR_IO, path, 0, _("the model is missing; put it back or choose another for the prop"));
      return NULL;
    }
  if (info.st_size > (gint64) MODEL_MAX_MB << 20)
    {
      g_autofree char *size = g_format_size ((guint64) info.st_size);
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the model holds %s and at most %d MB are read; simplify it first"), size, MODEL_MAX_MB);
      return NULL;
    }
  cached = cache_path (assets, path);
  if ((mesh = map_mesh (cached, NULL)) != NULL)
    return mesh;
  if (!sl_gltf_guard (path, error))
    return NULL;
  if (g_mkdir_with_parents (assets->cache, 0700) != 0)
    {
      sl_error_set_at (error, SL_ERROR_IO, assets->cache, 0, _("the cache folder cannot be made; check its permissions"));
      return NULL;
    }
  g_autofree char *temporary = g_strdup_printf ("%s.%08x", cached, g_random_int ());
  if (!run_importer (assets, path, temporary, cancellable, error))
    {
      g_unlink (temporary);
      return NULL;
    }
  if (g_rename (temporary, cached) != 0)
    g_unlink (temporary);
  return map_mesh (cached, error);
}

/* --- what failed --- */

/* Of a file and of its folder, where the other files of a model lie. */
static guint64
state_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *const both[] = { path, folder };
  guint64 state = 14695981039346656037u;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      GStatBuf info = { 0 };
      gboolean there = g_stat (both[i], &info) == 0;
      const guint64 words[] = { there, info.st_ino, (guint64) info.st_size, (guint64) info.st_mtim.tv_sec, (guint64) info.st_mtim.tv_nsec };
      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        state = (state ^ words[w]) * 1099511628211u;
    }
  return state;
}

static gboolean
failed_before (SlAssets *assets, const char *path, GError **error)
{
  guint64 state = state_of (path);
  const Failure *failure;
  gboolean same;

  g_mutex_lock (&assets->lock);
  failure = g_hash_table_lookup (assets->failures, path);
  same = failure != NULL && failure->state == state;
  if (same && error != NULL)
    *error = g_error_copy (failure->error);
  g_mutex_unlock (&assets->lock);
  return same;
}

/* Passes the error on. Being cancelled says nothing about the file. */
static gboolean
fail (SlAssets *assets, const char *path, guint64 state, GError *inner, GError **error)
{
  if (!g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      Failure *failure = g_new (Failure, 1);

      *failure = (Failure) { g_error_copy (inner), state };
      g_mutex_lock (&assets->lock);
      g_hash_table_replace (assets->failures, g_strdup (path), failure);
      g_mutex_unlock (&assets->lock);
    }
  g_propagate_error (error, inner);
  return FALSE;
}

gboolean
sl_assets_is_settled (SlAssets *assets, const char *folder, const char *name)
{
  g_autoptr (SlMesh) mesh = sl_assets_mesh (assets, name);
  g_autoptr (SlImage) image = sl_assets_image (assets, name);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return mesh != NULL || image != NULL || failed_before (assets, path, NULL);
}

/* --- loading --- */

/* Loading happens outside the lock; of two loaders the first to finish wins. */
gboolean
sl_assets_load_mesh (SlAssets *assets, const char *folder, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (SlMesh) mesh = sl_assets_mesh (assets, name);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  guint64 state = state_of (path);
  GError *inner = NULL;

  if (mesh != NULL)
    return TRUE;
  if (failed_before (assets, path, error))
    return FALSE;
  mesh = import_mesh (assets, path, cancellable, &inner);
  if (mesh == NULL)
    return fail (assets, path, state, inner, error);
  g_mutex_lock (&assets->lock);
  if (!g_hash_table_contains (assets->meshes, name))
    g_hash_table_insert (assets->meshes, g_strdup (name), g_steal_pointer (&mesh));
  g_mutex_unlock (&assets->lock);
  return TRUE;
}

static SlImage *
read_image (const char *path, GError **error)
{
  static guint64 last_stamp;
  int width = 0, height = 0;
  g_autoptr (GError) inner = NULL;

  if (gdk_pixbuf_get_file_info (path, &width, &height) == NULL || width <= 0 || (gint64) width * height > IMAGE_MAX_PIXELS)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("this is no picture of at most 67 megapixels; use PNG or JPEG"));
      return NULL;
    }
  g_autoptr (GdkPixbuf) raw = gdk_pixbuf_new_from_file (path, &inner);
  if (raw == NULL)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, path, 0, _("the picture cannot be read (%s); save it as PNG or JPEG"), inner->message);
      return NULL;
    }
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_add_alpha (raw, FALSE, 0, 0, 0);
  SlImage *image = g_new0 (SlImage, 1);
  g_atomic_ref_count_init (&image->refs);
  image->stamp = __atomic_add_fetch (&last_stamp, 1, __ATOMIC_RELAXED);
  image->width = gdk_pixbuf_get_width (pixbuf);
  image->height = gdk_pixbuf_get_height (pixbuf);
  image->rgba = g_malloc ((gsize) image->width * (gsize) image->height * 4);
  for (int y = 0; y < image->height; y++)
    memcpy (image->rgba + (gsize) y * (gsize) image->width * 4,
            gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf), (gsize) image->width * 4);
  return image;
}

gboolean
sl_assets_load_image (SlAssets *assets, const char *folder, const char *name, GError **error)
{
  g_autoptr (SlImage) image = sl_assets_image (assets, name);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  guint64 state = state_of (path);
  GError *inner = NULL;

  if (image != NULL)
    return TRUE;
  if (failed_before (assets, path, error))
    return FALSE;
  image = read_image (path, &inner);
  if (image == NULL)
    return fail (assets, path, state, inner, error);
  g_mutex_lock (&assets->lock);
  g_hash_table_insert (assets->images, g_strdup (name), g_steal_pointer (&image));
  g_mutex_unlock (&assets->lock);
  return TRUE;
}

SlMesh *
sl_assets_mesh (SlAssets *assets, const char *name)
{
  SlMesh *mesh;

  g_mutex_lock (&assets->lock);
  mesh = name != NULL ? g_hash_table_lookup (assets->meshes, name) : NULL;
  if (mesh != NULL)
    sl_mesh_ref (mesh);
  g_mutex_unlock (&assets->lock);
  return mesh;
}

SlImage *
sl_assets_image (SlAssets *assets, const char *name)
{
  SlImage *image;

  g_mutex_lock (&assets->lock);
  image = name != NULL ? g_hash_table_lookup (assets->images, name) : NULL;
  if (image != NULL)
    sl_image_ref (image);
  g_mutex_unlock (&assets->lock);
  return image;
}
