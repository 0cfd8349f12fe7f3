/* What is done more than a second ago is kept: written, so that it outlives the program, and synced, so that it
 * outlives the power; and neither is waited for by those who edit. */
#include "tests.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-document.h"

enum { BOUND_US = 1000000, MARGIN_US = 500000 }; /* the margin is for machines that have much else to do */

/* --- the syncs of this program, counted --- */

static gint main_syncs, other_syncs;
static gint64 last_sync_us, longest_us; /* of the other threads, and the longest time between two */

static int
count_sync (long call, int fd)
{
  const int result = (int) syscall (call, fd);
  const gint64 now = g_get_monotonic_time ();

  if (gettid () == getpid ())
    g_atomic_int_inc (&main_syncs);
  else
    {
      longest_us = MAX (longest_us, now - last_sync_us);
      last_sync_us = now;
      g_atomic_int_inc (&other_syncs);
    }
  return result;
}

/* Put in place of those of the C library when the program is linked. */
__attribute__ ((visibility ("default"))) int
fdatasync (int fd)
{
  return count_sync (SYS_fdatasync, fd);
}

__attribute__ ((visibility ("default"))) int
fsync (int fd)
{
  return count_sync (SYS_fsync, fd);
}

/* --- a plan that is edited --- */

static char *
make_plan (char **folder)
{
  g_autofree char *text = NULL;
  char *path;

  empty_journals ();
  *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  path = g_build_filename (*folder, "plan.sightline", NULL);
  g_assert_true (g_file_get_contents (SAMPLE ("small-flat.sightline"), &text, NULL, NULL));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static SlDocument *
must_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document = sl_document_open (path, SL_OPEN_EDITING, &error);

  g_assert_no_error (error);
  return document;
}

static void
move (SlDocument *document, int n, const char *fold)
{
  g_autoptr (SlCommand) command = sl_command_new ("Move");
  g_autofree char *value = g_strdup_printf ("%d", n);

  sl_command_set (command, "cam-a", "position.x", value);
  sl_command_set_fold (command, fold);
  g_assert_true (sl_document_apply (document, command, NULL));
}

/* --- the tests --- */

typedef struct {
  int    n;
  gint64 time_us;
} Done;

int
run_edit (const char *path)
{
  SlDocument *document = must_open (path);

  for (int n = 1;; n++)
    {
      move (document, n, NULL);
      const Done done = { n, g_get_monotonic_time () };
      if (write (STDOUT_FILENO, &done, sizeof done) != sizeof done)
        _exit (1);
      g_usleep (10000);
    }
}

static void
test_killed (void)
{
  g_autofree char *folder = NULL, *path = make_plan (&folder);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--edit", path, NULL };
  g_autoptr (GError) error = NULL;
  int out, n = 0;
  GPid child;
  Done done;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, NULL, &out, NULL,
                            &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, &done, sizeof done), ==, sizeof done);
  g_usleep (BOUND_US + MARGIN_US + 300000);
  const gint64 killed_us = g_get_monotonic_time ();
  kill (child, SIGKILL);
  do
    n = killed_us - done.time_us > BOUND_US + MARGIN_US ? done.n : n;
  while (read (out, &done, sizeof done) == sizeof done);
  close (out);
  waitpid (child, NULL, 0);
  g_assert_cmpint (n, >, 1);
  {
    g_autoptr (SlDocument) again = must_open (path);
    g_assert_cmpuint (sl_document_recover (again, 0, NULL, NULL), >=, n);
    g_autofree char *x = sl_entity_get (sl_plan_find (sl_document_plan (again), "cam-a"), "position.x", NULL);
    g_assert_cmpint (atoi (x), >=, n);
  }
  sl_test_remove_tree (folder);
}

static void
begin_counting (void)
{
  main_syncs = other_syncs = 0;
  longest_us = 0;
  last_sync_us = g_get_monotonic_time ();
}

/* Edits without a pause, so that it is never quiet. */
static void
test_synced (void)
{
  g_autofree char *folder = NULL, *path = make_plan (&folder);
  g_autoptr (SlDocument) document = must_open (path);

  begin_counting ();
  const gint64 start_us = last_sync_us;
  for (int n = 1; g_get_monotonic_time () - start_us < 2 * (BOUND_US + MARGIN_US); n++)
    {
      move (document, n, NULL);
      g_usleep (10000);
    }
  g_assert_cmpint (g_atomic_int_get (&other_syncs), >=, 2);
  g_assert_cmpint (longest_us, <=, BOUND_US + MARGIN_US);
  g_assert_cmpint (main_syncs, ==, 0);
  sl_test_remove_tree (folder);
}

/* A drag is one step, which is synced when it ends, by another thread than that of the window. */
static void
test_drag (void)
{
  g_autofree char *folder = NULL, *path = make_plan (&folder);
  g_autoptr (SlDocument) document = must_open (path);

  begin_counting ();
  for (int n = 1; n <= 300; n++)
    {
      move (document, n, "drag");
      g_usleep (1000);
    }
  g_assert_cmpint (g_atomic_int_get (&other_syncs), <=, 3);
  sl_document_break_fold (document);
  for (guint i = 0, before = (guint) other_syncs; i < 500 && (guint) g_atomic_int_get (&other_syncs) == before; i++)
    g_usleep (10000);
  g_assert_cmpint (g_atomic_int_get (&other_syncs), >=, 1);
  g_assert_cmpint (main_syncs, ==, 0);
  g_assert_true (sl_document_undo (document));
  g_assert_false (sl_document_undo (document));
  sl_test_remove_tree (folder);
}

void
add_last_second_tests (void)
{
  g_test_add_func ("/session/last-second/killed", test_killed);
  g_test_add_func ("/session/last-second/synced", test_synced);
  g_test_add_func ("/session/last-second/drag", test_drag);
}
