/* A folder to import from, its cache, and what was loaded; for the tests of the room asset. */
#pragma once

#include <string.h>

#include "../sl-test.h"
#include "sl-assets.h"

typedef struct {
  char     *folder, *cache;
  SlAssets *assets;
} Place;

/* The helper of this build. Free with g_free(). */
static inline char *
place_importer (void)
{
  return g_build_filename (g_getenv ("SL_BUILD"), "src", "sightline-import", NULL);
}

static inline void
place_init (Place *place)
{
  g_autofree char *importer = place_importer ();

  place->folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  place->cache = g_build_filename (place->folder, "cache", NULL);
  place->assets = sl_assets_new (importer, place->cache);
}

static inline void
place_clear (Place *place)
{
  sl_assets_unref (place->assets);
  sl_test_remove_tree (place->folder);
  g_free (place->cache);
  g_free (place->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* Free with g_free(). */
static inline char *
place_path (const Place *place, const char *name)
{
  return g_build_filename (place->folder, name, NULL);
}

static inline void
place_put (const Place *place, const char *name, const void *data, gsize length)
{
  g_autofree char *path = place_path (place, name);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

static inline void
place_put_text (const Place *place, const char *name, const char *text)
{
  place_put (place, name, text, strlen (text));
}
