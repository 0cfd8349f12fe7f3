#include "tests.h"

#include <fcntl.h>
#include <string.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-error.h"
#include "sl-file-fate.h"
#include "sl-file-set.h"
#include "sl-file.h"

typedef struct {
  char *folder, *file, *link, *other; /* in the folder, and none of them there */
} Place;

static void
place_set_up (Place *p, gconstpointer data)
{
  p->folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  p->file = g_build_filename (p->folder, "plan.txt", NULL);
  p->link = g_build_filename (p->folder, "link.txt", NULL);
  p->other = g_build_filename (p->folder, "other.txt", NULL);
}

static void
place_tear_down (Place *p, gconstpointer data)
{
  sl_test_remove_tree (p->folder);
  g_free (p->folder);
  g_free (p->file);
  g_free (p->link);
  g_free (p->other);
}

static void
put (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize) strlen (text));
  close (fd);
}

static void
assert_holds (const char *path, const char *text)
{
  g_autofree char *is = NULL;

  g_assert_true (g_file_get_contents (path, &is, NULL, NULL));
  g_assert_cmpstr (is, ==, text);
}

static void
assert_written (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  sl_file_write (path, text, -1, &error);
  g_assert_no_error (error);
}

/* Refused, with the path and a remedy, and nothing is left behind. */
static void
assert_refused (const char *path, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_file_write (path, "new", -1, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_IO);
  g_assert_true (g_str_has_prefix (error->message, path));
  if (strstr (error->message, why) == NULL || strchr (error->message, ';') == NULL)
    g_error ("%s", error->message);
}

static guint
count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* The target is replaced, and the links to it stay. */
static void
test_links (Place *p, gconstpointer data)
{
  g_autofree char *below = g_build_filename (p->folder, "below", NULL), *up = g_build_filename (below, "up.txt", NULL);

  put (p->file, "old");
  g_assert_cmpint (symlink ("plan.txt", p->link), ==, 0);
  g_assert_cmpint (g_mkdir (below, 0777), ==, 0);
  g_assert_cmpint (symlink ("../link.txt", up), ==, 0);
  assert_written (up, "new");
  g_assert_true (g_file_test (up, G_FILE_TEST_IS_SYMLINK) && g_file_test (p->link, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (p->file, G_FILE_TEST_IS_SYMLINK));
  assert_holds (p->file, "new");
  g_unlink (p->file); /* what a link leads to is made */
  assert_written (p->link, "newer");
  assert_holds (p->file, "newer");
  g_assert_cmpint (symlink ("other.txt", p->other), ==, 0);
  assert_refused (p->other, "symbolic");
  g_assert_cmpuint (count (p->folder), ==, 4);
  g_assert_cmpuint (count (below), ==, 1);
}

static void
test_modes (Place *p, gconstpointer data)
{
  static const mode_t modes[] = { 0600, 0640, 0664, 0755, 0200 };
  struct stat info;

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      put (p->file, "old");
      chmod (p->file, modes[i]);
      if (geteuid () == 0)
        g_assert_cmpint (chown (p->file, 12345, 23456), ==, 0);
      assert_written (p->file, "new");
      g_assert_cmpint (stat (p->file, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 07777, ==, modes[i]);
      if (geteuid () == 0)
        g_assert_true (info.st_uid == 12345 && info.st_gid == 23456);
      g_unlink (p->file);
    }
  const mode_t mask = umask (027); /* a new one as ever */
  assert_written (p->other, "new");
  umask (mask);
  g_assert_cmpint (stat (p->other, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
}

static void
test_refused (Place *p, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (p->folder, "pipe", NULL);

  put (p->file, "old");
  chmod (p->file, 0444);
  assert_refused (p->file, "read-only");
  chmod (p->file, 0644);
  g_assert_cmpint (link (p->file, p->other), ==, 0);
  assert_refused (p->file, "hard link");
  assert_holds (p->other, "old");
  assert_refused (p->folder, "folder");
  g_assert_cmpint (mkfifo (pipe, 0666), ==, 0);
  assert_refused (pipe, "cannot be written"); /* nobody reads: it does not wait */
  if (geteuid () == 0)
    {
      g_autofree char *disk = g_build_filename (p->folder, "disk", NULL);
      if (mknod (disk, S_IFBLK | 0666, makedev (7, 250)) == 0)
        assert_refused (disk, "no plain file");
      g_unlink (disk);
    }
  assert_refused ("/proc/sl-nothing", "cannot be written");
  g_assert_cmpuint (count (p->folder), ==, 3);
}

/* The same is said before anything is written. */
static void
test_foreseen (Place *p, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (p->folder, "none", "plan.txt", NULL);

  g_assert_true (sl_file_can_write (p->file));
  put (p->file, "old");
  g_assert_true (sl_file_can_write (p->file));
  g_assert_cmpint (symlink ("plan.txt", p->link), ==, 0);
  g_assert_true (sl_file_can_write (p->link));
  chmod (p->file, 0444);
  g_assert_false (sl_file_can_write (p->file));
  g_assert_false (sl_file_can_write (p->link));
  chmod (p->file, 0644);
  g_assert_cmpint (link (p->file, p->other), ==, 0);
  g_assert_false (sl_file_can_write (p->other));
  g_assert_false (sl_file_can_write (p->folder));
  g_assert_false (sl_file_can_write (nowhere));
  g_assert_true (sl_file_can_write ("/dev/null"));
  if (geteuid () != 0) /* who may write everywhere anyway */
    {
      g_unlink (p->other);
      chmod (p->folder, 0555);
      g_assert_false (sl_file_can_write (p->file));
      chmod (p->folder, 0755);
    }
}

/* What cannot be replaced is written to. */
static void
test_streams (Place *p, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (p->folder, "pipe", NULL);
  struct stat info;
  char text[8] = "";
  int fd;

  assert_written ("/dev/null", "new");
  g_assert_true (stat ("/dev/null", &info) == 0 && S_ISCHR (info.st_mode));
  g_assert_cmpint (mkfifo (pipe, 0666), ==, 0);
  fd = open (pipe, O_RDONLY | O_NONBLOCK);
  assert_written (pipe, "new");
  g_assert_cmpint (read (fd, text, sizeof text), ==, 3);
  g_assert_cmpstr (text, ==, "new");
  close (fd);
  fd = open (p->file, O_RDWR | O_CREAT, 0666); /* as a shell does for "> plan.txt" */
  g_assert_cmpint (write (fd, "first ", 6), ==, 6);
  g_autofree char *number = g_strdup_printf ("/dev/fd/%d", fd);
  assert_written (number, "second");
  close (fd);
  assert_holds (p->file, "first second");
  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    assert_refused ("/dev/full", "No space");
}

/* What a killed program left is gone after the next write, and what a living one is at stays. */
static void
test_left_behind (Place *p, gconstpointer data)
{
  g_autofree char *here = sl_file_begin (p->other, NULL);
  const pid_t child = fork ();
  int status;

  if (child == 0)
    {
      sl_file_begin (p->file, NULL);
      _exit (9);
    }
  waitpid (child, &status, 0);
  g_assert_cmpuint (count (p->folder), ==, 2);
  const pid_t next = fork (); /* a new program: this one has looked through the folder already */
  if (next == 0)
    {
      char *fresh = g_strdup_printf ("%s/./plan.txt", p->folder);
      _exit (sl_file_write (fresh, "new", -1, NULL) ? 0 : 1);
    }
  waitpid (next, &status, 0);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (count (p->folder), ==, 2);
  g_assert_true (g_file_test (here, G_FILE_TEST_EXISTS));
  assert_holds (p->file, "new");
}

static void
test_discard_all (Place *p, gconstpointer data)
{
  const pid_t child = fork ();
  int status;

  if (child == 0)
    {
      sl_file_begin (p->file, NULL);
      sl_file_begin (p->other, NULL);
      sl_file_discard_all ();
      _exit (sl_file_begin (p->file, NULL) == NULL ? 0 : 1);
    }
  waitpid (child, &status, 0);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (count (p->folder), ==, 0);
}

/* The old version stays beside the new one, and a second name that a killed save left does not stand in the way. */
static void
test_keeps_old (Place *p, gconstpointer data)
{
  g_autofree char *old = g_strconcat (p->file, "~", NULL);
  SlFileState state = { 0 };
  g_autoptr (GError) error = NULL;
  static const char *const versions[] = { "one", "two", "three" };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      sl_file_replace (p->file, versions[i], strlen (versions[i]), &state, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count (p->folder), ==, MIN (i + 1, 2));
      if (i > 0)
        assert_holds (old, versions[i - 1]);
      g_assert_false (sl_file_differs (p->file, &state));
    }
  g_unlink (old);
  g_assert_cmpint (link (p->file, old), ==, 0);
  assert_written (p->file, "four");
  assert_holds (old, "three");
}

static void
test_differs (Place *p, gconstpointer data)
{
  SlFileState state;
  g_autofree char *text = NULL;
  struct stat before;

  put (p->file, "one");
  g_assert_true (sl_file_read_state (p->file, 100, &text, NULL, &state, NULL));
  g_assert_false (sl_file_differs (p->file, &state));
  g_usleep (20000);
  put (p->file, "one"); /* touched, and the same */
  g_assert_false (sl_file_differs (p->file, &state));
  g_assert_cmpint (stat (p->file, &before), ==, 0);
  put (p->file, "two");
  const struct timespec times[2] = { before.st_atim, before.st_mtim };
  g_assert_cmpint (utimensat (AT_FDCWD, p->file, times, 0), ==, 0); /* as some copying programs do */
  g_assert_true (sl_file_differs (p->file, &state));
  put (p->other, "three");
  g_assert_cmpint (rename (p->other, p->file), ==, 0);
  g_assert_true (sl_file_differs (p->file, &state));
  g_unlink (p->file);
  g_assert_false (sl_file_differs (p->file, &state)); /* nothing to lose */
}

/* Eight programs that read a number, add one and write it back. */
static void
test_lock (Place *p, gconstpointer data)
{
  enum { PROGRAMS = 8, TIMES = 20 };
  g_autoptr (GError) error = NULL;

  put (p->file, "0");
  for (guint i = 0; i < PROGRAMS; i++)
    if (fork () == 0)
      {
        for (guint k = 0; k < TIMES; k++)
          {
            SlFileLock *lock = sl_file_lock (p->file, 60, NULL);
            char *text, *next;
            g_file_get_contents (p->file, &text, NULL, NULL);
            next = g_strdup_printf ("%d", atoi (text) + 1);
            sl_file_write (p->file, next, -1, NULL);
            sl_file_unlock (lock);
          }
        _exit (0);
      }
  while (wait (NULL) > 0)
    ;
  assert_holds (p->file, "160");
  g_assert_cmpuint (count (p->folder), ==, 1);

  g_autoptr (SlFileLock) held = sl_file_lock (p->file, 0, NULL);
  g_assert_nonnull (held);
  g_assert_null (sl_file_lock (p->file, .05, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_IO);
}

static void
test_hostile_reads (Place *p, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (p->folder, "pipe", NULL), *text = NULL;

  g_assert_cmpint (mkfifo (pipe, 0666), ==, 0);
  g_assert_false (sl_file_read (pipe, 100, &text, NULL, NULL)); /* and does not wait for a writer */
  g_assert_false (sl_file_read ("/dev/zero", 100, &text, NULL, NULL));
  g_assert_false (sl_file_read (p->folder, 100, &text, NULL, NULL));
  put (p->file, "12345");
  g_assert_false (sl_file_read (p->file, 4, &text, NULL, NULL));
  g_assert_true (sl_file_read (p->file, 5, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "12345");
}

static void
note (const char *path, SlFileFate fate, gpointer data)
{
  g_autofree char *name = g_path_get_basename (path);

  g_string_append_printf (data, "%c%s ", "+~="[fate], name);
}

static void
test_fates (Place *p, gconstpointer data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (SlFileSet) set = sl_file_set_new ();
  g_autofree char *big = g_strnfill (200000, 'x');
  const SlFileListener before = sl_file_listen ((SlFileListener) { note, told });
  struct stat first, second;
  SlFileState state;

  g_assert_null (before.told);
  g_assert_true (sl_file_write (p->file, big, -1, NULL));
  g_assert_cmpint (stat (p->file, &first), ==, 0);
  g_assert_true (sl_file_write (p->file, big, -1, NULL)); /* just the same: not even another file */
  g_assert_cmpint (stat (p->file, &second), ==, 0);
  g_assert_cmpuint (first.st_ino, ==, second.st_ino);
  g_assert_cmpint (first.st_mtim.tv_nsec, ==, second.st_mtim.tv_nsec);
  g_assert_cmpuint (count (p->folder), ==, 1);
  big[199999] = 'y'; /* of the same size */
  g_assert_true (sl_file_write (p->file, big, -1, NULL));
  assert_holds (p->file, big);
  g_assert_true (sl_file_write (sl_file_set_begin (set, p->other, NULL), "one", -1, NULL)); /* on its way there */
  g_assert_true (sl_file_set_finish (set, NULL));
  g_assert_true (sl_file_replace (p->other, "one", 3, &state, NULL)); /* what is kept is made anew */
  g_assert_cmpstr (told->str, ==, "+plan.txt =plan.txt ~plan.txt +other.txt ~other.txt ");
  sl_file_listen (before);
  sl_file_write (p->other, "two", -1, NULL);
  g_assert_true (g_str_has_suffix (told->str, "~other.txt "));
  g_assert_false (sl_file_same (p->file, p->other));
  g_assert_false (sl_file_same (p->folder, p->folder));
  g_assert_false (sl_file_same ("/dev/null", "/dev/null"));
}

void
add_file_tests (void)
{
  static const struct { const char *name; void (*run) (Place *, gconstpointer); } tests[] = {
    { "/base/files/links", test_links }, { "/base/files/modes", test_modes }, { "/base/files/refused", test_refused },
    { "/base/files/foreseen", test_foreseen }, { "/base/files/streams", test_streams },
    { "/base/files/left-behind", test_left_behind },
    { "/base/files/discard-all", test_discard_all }, { "/base/files/keeps-old", test_keeps_old },
    { "/base/files/differs", test_differs }, { "/base/files/lock", test_lock },
    { "/base/files/hostile-reads", test_hostile_reads },
    { "/base/files/fates", test_fates },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Place, NULL, place_set_up, tests[i].run, place_tear_down);
}
