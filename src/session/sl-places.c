#include "sl-places.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>

#include "sl-config.h"
#include "sl-i18n.h"

static char *data_dir, *importer, *locale_dir;

void
sl_places_init (const char *program)
{
  g_autofree char *link = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (link != NULL ? link : program);
  g_autofree char *marker = g_build_filename (folder, "uninstalled", NULL);
  g_autofree char *text = NULL;

  /* the build leaves a file beside its programs that names the source and the build tree */
  if (g_file_get_contents (marker, &text, NULL, NULL))
    {
      g_auto (GStrv) trees = g_strsplit (text, "\n", 3);
      data_dir = g_build_filename (trees[0], "data", NULL);
      importer = g_build_filename (trees[1], "src", "sightline-import", NULL);
      locale_dir = g_build_filename (trees[1], "po", NULL);
    }
  else
    {
      /* installed, perhaps under another prefix than was configured */
      data_dir = g_build_filename (folder, "..", "share", "sightline", NULL);
      importer = g_build_filename (folder, "..", "libexec", "sightline-import", NULL);
      locale_dir = g_build_filename (folder, "..", "share", "locale", NULL);
    }
}

void
sl_places_init_language (void)
{
  setlocale (LC_ALL, "");
  if (g_str_equal (nl_langinfo (CODESET), "ANSI_X3.4-1968"))
    setlocale (LC_CTYPE, "C.UTF-8"); /* no locale is set: names are UTF-8 all the same */
  setlocale (LC_NUMERIC, "C"); /* files and the command line keep one notation */
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

char *
sl_places_data (const char *name)
{
  return g_build_filename (data_dir != NULL ? data_dir : SL_DATA_DIR, name, NULL);
}

char *
sl_places_importer (void)
{
  return importer != NULL ? g_strdup (importer) : g_build_filename (SL_LIBEXEC_DIR, "sightline-import", NULL);
}

char *
sl_places_cache (void)
{
  return g_build_filename (g_get_user_cache_dir (), "sightline", NULL);
}

char *
sl_places_state (void)
{
  return g_build_filename (g_get_user_state_dir (), "sightline", NULL);
}

GStrv
sl_places_catalogue (void)
{
  GStrv folders = g_new0 (char *, 3);

  folders[0] = sl_places_data ("catalogue");
  folders[1] = g_build_filename (g_get_user_data_dir (), "sightline", "catalogue", NULL);
  return folders;
}
