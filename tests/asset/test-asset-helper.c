/* The helper that imports: it stops when it is told, ends with its parent, and leaves nothing behind. */
#include "test-asset.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "asset-place.h"
#include "sl-error.h"
#include "sl-mesh-cache.h"

static char *
sleeping_importer (const Place *place, const char *told)
{
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\necho $$ > '%s'\nexec sleep 1000\n", told);
  char *path = place_path (place, "sleeper");

  g_assert_true (g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  return path;
}

static gpointer
cancel_soon (gpointer watch)
{
  g_usleep (200000);
  sl_watch_cancel (watch);
  return GSIZE_TO_POINTER (g_get_monotonic_time ());
}

/* Models and pictures alike stop within 100 ms of being told, and the helper goes. */
static void
test_cancelled (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  g_autofree char *told = place_path (&place, "told"), *helper = sleeping_importer (&place, told);
  g_autoptr (SlAssets) assets = sl_assets_new (helper, place.cache);
  place_put_text (&place, "a.obj", "v 0 0 0\n");
  place_put_text (&place, "a.png", "x");
  for (guint picture = 0; picture < 2; picture++)
    {
      g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *pid = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_soon, watch);

      if (picture)
        g_assert_false (sl_assets_load_image (assets, place.folder, "a.png", watch, &error));
      else
        g_assert_false (sl_assets_load_mesh (assets, place.folder, "a.obj", watch, &error));
      const gint64 stopped = g_get_monotonic_time (), asked = (gint64) GPOINTER_TO_SIZE (g_thread_join (thread));
      g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
      g_assert_cmpint (stopped - asked, <, 100000);
      g_assert_true (g_file_get_contents (told, &pid, NULL, NULL));
      g_usleep (200000);
      g_assert_cmpint (kill (atoi (pid), 0), ==, -1);
      g_assert_false (sl_assets_is_settled (assets, place.folder, picture ? "a.png" : "a.obj"));
    }
}

/* In a process of its own: starts the helper on a picture that nobody reads from `to`, tells its number, and waits. */
static void
be_parent (const Place *place, int to, int tell)
{
  g_autofree char *helper = place_importer (), *picture = place_path (place, "black.png");
  const pid_t pid = fork ();

  if (pid == 0)
    {
      dup2 (to, STDOUT_FILENO);
      execl (helper, helper, "--picture", picture, NULL);
      _exit (127);
    }
  if (write (tell, &pid, sizeof pid) != sizeof pid)
    _exit (1);
  for (;;)
    pause ();
}

/* Whether it runs; what ended and was not waited for does not. */
static gboolean
runs (pid_t pid)
{
  g_autofree char *file = g_strdup_printf ("/proc/%d/stat", (int) pid), *state = NULL;
  const char *end;

  return g_file_get_contents (file, &state, NULL, NULL) && (end = strrchr (state, ')')) != NULL && end[2] != 'Z';
}

/* A helper whose parent is killed ends at once, though its output is still open. */
static void
test_killed_parent (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *black = NULL;
  gsize length;
  int pixels[2], told[2];
  pid_t parent, pid = 0;

  place_init (&place);
  g_assert_true (g_file_get_contents (SL_SOURCE "/tests/asset/black.png", &black, &length, NULL));
  place_put (&place, "black.png", black, length);
  g_assert_cmpint (pipe (pixels), ==, 0);
  g_assert_cmpint (pipe (told), ==, 0);
  if ((parent = fork ()) == 0)
    be_parent (&place, pixels[1], told[1]);
  g_assert_cmpint (read (told[0], &pid, sizeof pid), ==, sizeof pid);
  for (guint8 first; read (pixels[0], &first, 1) != 1;) /* it has begun to send */
    ;
  g_assert_true (runs (pid));
  kill (parent, SIGKILL);
  waitpid (parent, NULL, 0);
  for (guint i = 0; i < 100 && runs (pid); i++)
    g_usleep (20000);
  g_assert_false (runs (pid));
  for (guint i = 0; i < 2; i++)
    {
      close (pixels[i]);
      close (told[i]);
    }
}

static guint
count_parts (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += *name == '.' || g_str_has_prefix (name, "part-");
  return n;
}

/* As earlier versions named what they were writing. */
static void
put_old_part (const Place *place, const char *name, int age_s)
{
  g_autofree char *path = g_build_filename (place->cache, name, NULL);
  const struct utimbuf times = { time (NULL) - age_s, time (NULL) - age_s };

  g_assert_true (g_file_set_contents (path, "half", -1, NULL));
  g_assert_cmpint (utime (path, &times), ==, 0);
}

/* What a killed process left in the cache goes with the next import; of earlier versions' what is not young. */
static void
test_left_behind (void)
{
  g_auto (Place) place = { 0 };
  pid_t dead;

  place_init (&place);
  if ((dead = fork ()) == 0)
    {
      g_autofree char *part = sl_mesh_cache_begin (place.cache, NULL);
      _exit (g_file_set_contents (part, "half", -1, NULL) ? 0 : 1);
    }
  waitpid (dead, NULL, 0);
  put_old_part (&place, "part-elsewhere-7-00000000", 7200);
  put_old_part (&place, "part-elsewhere-8-00000000", 60);
  g_assert_cmpuint (count_parts (place.cache), ==, 3);
  place_put_text (&place, "b.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n");
  g_assert_true (sl_assets_load_mesh (place.assets, place.folder, "b.obj", NULL, NULL));
  g_assert_cmpuint (count_parts (place.cache), ==, 1);
}

void
test_asset_helper (void)
{
  g_test_add_func ("/asset/helper/cancelled", test_cancelled);
  g_test_add_func ("/asset/helper/killed-parent", test_killed_parent);
  g_test_add_func ("/asset/helper/left-behind", test_left_behind);
}
