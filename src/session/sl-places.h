/* Where things are: shipped data, the user's own, caches, the import helper. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets where an uninstalled program finds its data and helper; called by main() with argv[0]. */
void  sl_places_init     (const char *program);
/* A file or folder of the shipped data; free with g_free(). */
char *sl_places_data     (const char *name);
/* The helper that reads models, and the folder for what it makes of them; free with g_free(). */
char *sl_places_importer (void);
char *sl_places_cache    (void); /* as above; it need not exist */
/* For journals of unsaved work; free with g_free(). */
char *sl_places_state    (void);
/* Catalogue folders, shipped first; free with g_strfreev(). */
GStrv sl_places_catalogue (void);
/* Sets the locale and the translations. */
void  sl_places_init_language (void);

G_END_DECLS
