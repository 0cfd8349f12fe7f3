#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-clip-sequence.h"

static int syncs_to_live; /* the program is killed at the last of them; 0: never */

/* In place of that of the C library. */
__attribute__ ((visibility ("default"))) int
fsync (int fd)
{
  if (syncs_to_live > 0 && --syncs_to_live == 0)
    kill (getpid (), SIGKILL);
  return (int) syscall (SYS_fsync, fd);
}

static void
push (SlClipSequence *sequence, guint n)
{
  const guint8 rgba[16] = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_assert_true (sl_clip_sequence_push (sequence, rgba, &error));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names in a folder with the first letters of what they hold, in order. */
static char *
listing (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
      g_file_get_contents (path, &text, NULL, NULL);
      g_ptr_array_add (names, g_strdup_printf ("%s:%.3s", name, text != NULL ? text : "/"));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

/* The third picture cannot be placed any more: the first two are as they were. */
static void
test_comes_back_whole (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "f.png", NULL);
  g_autofree char *first = g_build_filename (folder, "f-00000.png", NULL);
  g_autofree char *inside = g_build_filename (folder, "f-00002.png", "x", NULL);
  g_autoptr (SlClipSequence) sequence = sl_clip_sequence_new (path, 2, 2);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (first, "old", -1, NULL));
  push (sequence, 4);
  g_assert_cmpint (g_mkdir_with_parents (inside, 0777), ==, 0);
  g_assert_false (sl_clip_sequence_finish (sequence, NULL, &error));
  g_assert_nonnull (strstr (error->message, "f-00002.png"));
  g_clear_pointer (&sequence, sl_clip_sequence_free);
  g_autofree char *after = listing (folder);
  g_assert_true (g_str_has_prefix (after, "f-00000.png:old"));
  g_assert_null (strstr (after, "f-00001.png"));
  sl_test_remove_tree (folder);
}

static void
test_appears_whole (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "f.png", NULL);
  g_autofree char *second = g_build_filename (folder, "f-00001.png", NULL);
  g_autoptr (SlClipSequence) sequence = sl_clip_sequence_new (path, 2, 2);

  g_assert_true (g_file_set_contents (second, "old", -1, NULL));
  push (sequence, 3);
  g_autofree char *before = listing (folder);
  g_assert_null (strstr (before, "f-00000.png:"));
  g_assert_nonnull (strstr (before, "f-00001.png:old"));
  g_assert_true (sl_clip_sequence_finish (sequence, NULL, NULL));
  g_clear_pointer (&sequence, sl_clip_sequence_free);
  g_autofree char *after = listing (folder);
  g_assert_cmpstr (after, ==, "f-00000.png:\x89PN f-00001.png:\x89PN f-00002.png:\x89PN");
  sl_test_remove_tree (folder);
}

static int
hidden (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += *name == '.';
  return n;
}

/* A program is killed when the first of three pictures is in its place, and the second one's old is put aside; another
 * lives. The next that writes there clears up after the dead one alone. */
static void
test_left_behind (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "f.png", NULL);
  g_autofree char *other = g_build_filename (folder, "g.png", NULL);
  int status;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *old = g_strdup_printf ("%s/f-%05u.png", folder, i);
      g_assert_true (g_file_set_contents (old, "old", -1, NULL));
    }
  const pid_t living = fork ();
  if (living == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL); /* where the test fails it is not left */
      SlClipSequence *sequence = sl_clip_sequence_new (other, 2, 2);
      push (sequence, 2);
      raise (SIGSTOP);
      _exit (0);
    }
  g_assert_cmpint (waitpid (living, &status, WUNTRACED), ==, living);
  g_assert_true (WIFSTOPPED (status));
  const pid_t dead = fork ();
  if (dead == 0)
    {
      SlClipSequence *sequence = sl_clip_sequence_new (path, 2, 2);
      push (sequence, 3);
      syncs_to_live = 3;
      sl_clip_sequence_finish (sequence, NULL, NULL);
      _exit (0);
    }
  waitpid (dead, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (hidden (folder), ==, 2 + 2 + 2); /* the living one's; two to come; two put aside */
  g_autoptr (SlClipSequence) sequence = sl_clip_sequence_new (path, 2, 2);
  push (sequence, 3);
  g_assert_true (sl_clip_sequence_finish (sequence, NULL, NULL));
  g_autofree char *after = listing (folder);
  g_assert_cmpint (hidden (folder), ==, 2);
  g_assert_nonnull (strstr (after, "f-00000.png:\x89PN f-00001.png:\x89PN f-00002.png:\x89PN"));
  g_assert_null (strstr (after, "old"));
  kill (living, SIGKILL);
  waitpid (living, &status, 0);
  sl_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clip/sequence/comes-back-whole", test_comes_back_whole);
  g_test_add_func ("/clip/sequence/appears-whole", test_appears_whole);
  g_test_add_func ("/clip/sequence/left-behind", test_left_behind);
  return g_test_run ();
}
