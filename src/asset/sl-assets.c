#include "sl-assets.h"

#include <unistd.h>

#include <glib/gstdio.h>

#include "sl-error.h"
#include "sl-helper.h"
#include "sl-i18n.h"
#include "sl-mesh-cache.h"

static const guint64 FILE_MOST_BYTES = (guint64) 512 << 20, CACHE_MOST_BYTES = (guint64) 2 << 30;
enum { CACHE_MOST_DAYS = 60 };

/* What became of a file that was to be loaded: it, or an error. */
typedef struct {
  char     *path;
  SlInputs *inputs; /* as they were then */
  gpointer  loaded; /* an SlMesh or an SlImage, NULL in error */
  GError   *error;
} Entry;

typedef struct Kind Kind;

struct Kind {
  gpointer     (*load)  (SlAssets *assets, const char *path, const SlWatch *watch, SlInputs **inputs, GError **error);
  gpointer     (*ref)   (gpointer loaded);
  void         (*unref) (gpointer loaded);
  const char    *missing; /* message, to be translated */
};

enum { MESHES, IMAGES, N_TABLES };

struct SlAssets {
  gatomicrefcount refs;
  char           *importer, *cache;
  GMutex          lock;             /* of the tables */
  GHashTable     *tables[N_TABLES]; /* name → Entry */
};

static void
entry_clear (Entry *entry, const Kind *kind)
{
  g_free (entry->path);
  sl_inputs_unref (entry->inputs);
  g_clear_error (&entry->error);
  if (entry->loaded != NULL)
    kind->unref (entry->loaded);
}

/* --- the two kinds --- */

static gpointer
load_mesh (SlAssets *assets, const char *path, const SlWatch *watch, SlInputs **inputs, GError **error)
{
  SlMesh *mesh = sl_mesh_cache_find (assets->cache, path, watch, inputs);
  g_autofree char *part = NULL;

  if (mesh != NULL)
    return mesh;
  if (sl_watch_stops (watch, error))
    return NULL;
  sl_mesh_cache_prune (assets->cache, CACHE_MOST_BYTES, CACHE_MOST_DAYS);
  if ((part = sl_mesh_cache_begin (assets->cache, error)) == NULL)
    return NULL;
  if (sl_helper_model (assets->importer, path, part, watch, inputs, error))
    return sl_mesh_cache_keep (assets->cache, path, part, *inputs, error);
  g_unlink (part);
  return NULL;
}

static gpointer
load_image (SlAssets *assets, const char *path, const SlWatch *watch, SlInputs **inputs, GError **error)
{
  return sl_helper_picture (assets->importer, path, watch, error);
}

static gpointer
ref_mesh (gpointer mesh)
{
  return sl_mesh_ref (mesh);
}

static void
unref_mesh (gpointer mesh)
{
  sl_mesh_unref (mesh);
}

static gpointer
ref_image (gpointer image)
{
  return sl_image_ref (image);
}

static void
unref_image (gpointer image)
{
  sl_image_unref (image);
}

static const Kind kinds[N_TABLES] = {
  [MESHES] = { load_mesh, ref_mesh, unref_mesh,
               N_("the model is missing; put it back or choose another for the prop") },
  [IMAGES] = { load_image, ref_image, unref_image, N_("the picture is missing; put it back or choose another") },
};

static void
free_mesh_entry (gpointer entry)
{
  entry_clear (entry, &kinds[MESHES]);
  g_free (entry);
}

static void
free_image_entry (gpointer entry)
{
  entry_clear (entry, &kinds[IMAGES]);
  g_free (entry);
}

SlAssets *
sl_assets_new (const char *importer, const char *cache)
{
  SlAssets *assets = g_new0 (SlAssets, 1);

  g_atomic_ref_count_init (&assets->refs);
  g_mutex_init (&assets->lock);
  assets->importer = g_strdup (importer);
  assets->cache = g_strdup (cache);
  assets->tables[MESHES] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_mesh_entry);
  assets->tables[IMAGES] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_image_entry);
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
  for (guint i = 0; i < N_TABLES; i++)
    g_hash_table_unref (assets->tables[i]);
  g_mutex_clear (&assets->lock);
  g_free (assets->importer);
  g_free (assets->cache);
  g_free (assets);
}

/* --- loading --- */

static char *
path_of (const char *folder, const char *name)
{
  return g_path_is_absolute (name) ? g_strdup (name) : g_build_filename (folder, name, NULL);
}

/* A copy of what is known of a file that nobody touched since; FALSE when it must be loaded. */
static gboolean
find_entry (SlAssets *assets, guint table, const char *name, const char *path, GError **error)
{
  g_autoptr (SlInputs) inputs = NULL;
  g_autoptr (GError) known = NULL;
  const Entry *entry;

  g_mutex_lock (&assets->lock);
  entry = g_hash_table_lookup (assets->tables[table], name);
  if (entry != NULL && g_str_equal (entry->path, path))
    {
      inputs = sl_inputs_ref (entry->inputs);
      known = entry->error != NULL ? g_error_copy (entry->error) : NULL;
    }
  g_mutex_unlock (&assets->lock);
  if (inputs == NULL || !sl_inputs_untouched (inputs))
    return FALSE;
  if (known != NULL)
    g_propagate_error (error, g_steal_pointer (&known));
  return TRUE;
}

/* Whether the helper should look at the file at all; what it is now is put down in `inputs`. */
static gboolean
is_plain (const char *path, const Kind *kind, SlInputs *inputs, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  struct stat info = { 0 };
  int fd;

  if (stat (path, &info) != 0)
    {
      sl_inputs_add (inputs, name, NULL, NULL);
      sl_error_set_at (error, SL_ERROR_IO, path, 0, "%s", _(kind->missing));
      return FALSE;
    }
  sl_inputs_add (inputs, name, &info, NULL);
  if ((fd = sl_plain_open (path, FILE_MOST_BYTES, &info, error)) < 0)
    return FALSE;
  close (fd);
  return TRUE;
}

/* Loading happens outside of the lock; of two loaders the last one to finish wins. Being cancelled says nothing of the
 * file. */
static gboolean
load (SlAssets *assets, guint table, const char *folder, const char *name, const SlWatch *watch, GError **error)
{
  g_autofree char *path = path_of (folder, name), *below = g_path_get_dirname (path);
  g_autoptr (SlInputs) inputs = sl_inputs_new (below), told = NULL;
  const Kind *kind = &kinds[table];
  GError *inner = NULL;

  if (find_entry (assets, table, name, path, &inner))
    {
      if (inner != NULL)
        g_propagate_error (error, inner);
      return inner == NULL;
    }
  gpointer loaded = is_plain (path, kind, inputs, &inner) ? kind->load (assets, path, watch, &told, &inner) : NULL;
  if (loaded == NULL && g_error_matches (inner, SL_ERROR, SL_ERROR_CANCELLED))
    {
      g_propagate_error (error, inner);
      return FALSE;
    }
  Entry *entry = g_new (Entry, 1);
  *entry = (Entry) { g_steal_pointer (&path), sl_inputs_ref (told != NULL ? told : inputs), loaded, inner };
  if (inner != NULL && error != NULL)
    *error = g_error_copy (inner);
  g_mutex_lock (&assets->lock);
  g_hash_table_replace (assets->tables[table], g_strdup (name), entry);
  g_mutex_unlock (&assets->lock);
  return loaded != NULL;
}

gboolean
sl_assets_load_mesh (SlAssets *assets, const char *folder, const char *name, const SlWatch *watch, GError **error)
{
  return load (assets, MESHES, folder, name, watch, error);
}

gboolean
sl_assets_load_image (SlAssets *assets, const char *folder, const char *name, const SlWatch *watch, GError **error)
{
  return load (assets, IMAGES, folder, name, watch, error);
}

gboolean
sl_assets_is_settled (SlAssets *assets, const char *folder, const char *name)
{
  g_autofree char *path = path_of (folder, name);

  return find_entry (assets, MESHES, name, path, NULL) || find_entry (assets, IMAGES, name, path, NULL);
}

static gpointer
lookup (SlAssets *assets, guint table, const char *name)
{
  const Entry *entry;
  gpointer loaded;

  g_mutex_lock (&assets->lock);
  entry = name != NULL ? g_hash_table_lookup (assets->tables[table], name) : NULL;
  loaded = entry != NULL && entry->loaded != NULL ? kinds[table].ref (entry->loaded) : NULL;
  g_mutex_unlock (&assets->lock);
  return loaded;
}

SlMesh *
sl_assets_mesh (SlAssets *assets, const char *name)
{
  return lookup (assets, MESHES, name);
}

static GError *
error_of (SlAssets *assets, guint table, const char *name)
{
  const Entry *entry;
  GError *error;

  g_mutex_lock (&assets->lock);
  entry = name != NULL ? g_hash_table_lookup (assets->tables[table], name) : NULL;
  error = entry != NULL && entry->error != NULL ? g_error_copy (entry->error) : NULL;
  g_mutex_unlock (&assets->lock);
  return error;
}

GError *
sl_assets_mesh_error (SlAssets *assets, const char *name)
{
  return error_of (assets, MESHES, name);
}

GError *
sl_assets_image_error (SlAssets *assets, const char *name)
{
  return error_of (assets, IMAGES, name);
}

SlImage *
sl_assets_image (SlAssets *assets, const char *name)
{
  return lookup (assets, IMAGES, name);
}

/* In the lock. */
static void
add_files (GPtrArray *files, const Entry *entry)
{
  if (entry == NULL || entry->loaded == NULL)
    return;
  g_ptr_array_add (files, g_strdup (entry->path));
  for (guint i = 0; i < sl_inputs_count (entry->inputs); i++)
    {
      g_autofree char *file = sl_inputs_file (entry->inputs, i);

      if (file != NULL && !g_str_equal (file, entry->path))
        g_ptr_array_add (files, g_steal_pointer (&file));
    }
}

GPtrArray *
sl_assets_files (SlAssets *assets, const char *name)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  g_mutex_lock (&assets->lock);
  for (guint i = 0; i < N_TABLES && files->len == 0; i++)
    add_files (files, g_hash_table_lookup (assets->tables[i], name));
  g_mutex_unlock (&assets->lock);
  return files;
}
