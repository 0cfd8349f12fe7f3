/* What the tests share. */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* Within a relative 1e-3, as the vectors of docs/PHYSICS.md are given. */
#define assert_near(a, b) assert_within (a, b, fmax (fabs ((double) (b)) * 1e-3, 1e-9))
#define assert_within(a, b, tolerance) \
  do \
    { \
      double a_ = (a), b_ = (b); \
      if (!(fabs (a_ - b_) <= (tolerance))) \
        g_error ("%s:%d: %s is %.9g, not %.9g", __FILE__, __LINE__, #a, a_, b_); \
    } \
  while (0)

#define SAMPLE(name) SL_SOURCE "/data/samples/" name

/* A folder that a test made, with all in it. */
static inline void
sl_test_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_unlink (child) != 0)
        sl_test_remove_tree (child);
    }
  g_rmdir (path);
}

/* From here on numbers of the C library have a decimal comma, as in German; FALSE where no such locale can be made. */
static inline gboolean
sl_test_begin_comma (void)
{
  static gboolean made;
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "locales", NULL);
  g_autofree char *locale = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *const argv[] = { "localedef", "-c", "-i", "de_DE", "-f", "UTF-8", locale, NULL };

  if (!made && g_mkdir_with_parents (folder, 0777) == 0 && !g_file_test (locale, G_FILE_TEST_IS_DIR))
    g_spawn_sync (NULL, (char **) argv, NULL,
                  G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                  NULL, NULL);
  made = TRUE;
  g_setenv ("LOCPATH", folder, TRUE);
  return setlocale (LC_NUMERIC, "de_DE.UTF-8") != NULL && strcmp (localeconv ()->decimal_point, ",") == 0;
}

/* From here on all is said in Chinese, as the build has it translated; FALSE where no such locale can be made. */
static inline gboolean
sl_test_begin_chinese (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "locales", NULL);
  g_autofree char *locale = g_build_filename (folder, "zh_CN.UTF-8", NULL);
  g_autofree char *words = g_build_filename (g_getenv ("SL_BUILD"), "po", NULL);
  const char *const argv[] = { "localedef", "-c", "-i", "zh_CN", "-f", "UTF-8", locale, NULL };

  if (g_mkdir_with_parents (folder, 0777) == 0 && !g_file_test (locale, G_FILE_TEST_IS_DIR))
    g_spawn_sync (NULL, (char **) argv, NULL,
                  G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                  NULL, NULL);
  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LANGUAGE", "", TRUE);
  bindtextdomain ("sightline", words);
  bind_textdomain_codeset ("sightline", "UTF-8");
  return setlocale (LC_ALL, "zh_CN.UTF-8") != NULL;
}

static inline void
sl_test_end_chinese (void)
{
  setlocale (LC_ALL, "C");
  setlocale (LC_CTYPE, "C.UTF-8");
  g_unsetenv ("LOCPATH");
}

static inline void
sl_test_end_comma (void)
{
  setlocale (LC_NUMERIC, "C");
  g_unsetenv ("LOCPATH");
}
