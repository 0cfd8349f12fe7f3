/* A folder as a place of objects, on file systems of three kinds; with programs that race, and that are killed. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "../sl-test.h"
#include "sl-backend-folder.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-folder-lock.h"

/* --- what the file system can do: in place of the C library's --- */

typedef enum { RENAMES, LINKS, CLAIMS, N_WAYS } Way;

static Way way;
static int dies_at; /* the how many-th renaming kills; 0 none */

static void
may_die (void)
{
  if (dies_at > 0 && --dies_at == 0)
    kill (getpid (), SIGKILL);
}

__attribute__ ((visibility ("default"))) int
renameat2 (int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
  if (way == RENAMES)
    {
      may_die ();
      return (int) syscall (SYS_renameat2, from_dir, from, to_dir, to, flags);
    }
  errno = EINVAL;
  return -1;
}

__attribute__ ((visibility ("default"))) int
link (const char *from, const char *to)
{
  if (way == LINKS)
    {
      may_die ();
      return linkat (AT_FDCWD, from, AT_FDCWD, to, 0);
    }
  errno = EPERM;
  return -1;
}

__attribute__ ((visibility ("default"))) int
rename (const char *from, const char *to)
{
  may_die ();
  return renameat (AT_FDCWD, from, AT_FDCWD, to);
}

/* --- the place --- */

#define DAY "day-2026-11-24.ics"

static gboolean
is_long (void)
{
  return g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0;
}

static guint
count_hidden (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += *name == '.';
  return n;
}

static SlResource *
get (SlBackend *backend, const char *name)
{
  g_autoptr (GError) error = NULL;
  SlResource *resource = sl_backend_get (backend, name, NULL, &error);

  g_assert_no_error (error);
  return resource;
}

static void
test_conditions (void)
{
  for (way = RENAMES; way < N_WAYS; way++)
    {
      g_autofree char *parent = g_dir_make_tmp ("sl-XXXXXX", NULL), *folder = g_build_filename (parent, "a/棚", NULL);
      g_autofree char *path = g_build_filename (folder, DAY, NULL);
      g_autoptr (SlBackend) one = sl_backend_folder_new (folder), other = sl_backend_folder_new (folder);
      g_autoptr (GError) error = NULL;
      GStatBuf info;

      g_autoptr (SlResource) none = get (one, DAY);
      g_assert_true (none->text == NULL && none->etag == NULL);
      g_assert_cmpint (sl_backend_replace (one, DAY, "x", "new", NULL, &error), ==, SL_WRITE_REFUSED);
      g_assert_cmpint (sl_backend_remove (one, DAY, "x", NULL, &error), ==, SL_WRITE_DONE);
      g_assert_cmpint (sl_backend_create (one, DAY, "first", NULL, &error), ==, SL_WRITE_DONE);
      g_assert_cmpint (sl_backend_create (other, DAY, "second", NULL, &error), ==, SL_WRITE_REFUSED);
      g_autoptr (SlResource) first = get (other, DAY);
      g_assert_cmpstr (first->text, ==, "first");
      g_assert_cmpint (chmod (path, 0664), ==, 0);
      g_assert_cmpint (sl_backend_replace (one, DAY, "x", "new", NULL, &error), ==, SL_WRITE_REFUSED);
      g_assert_cmpint (sl_backend_replace (one, DAY, first->etag, "third", NULL, &error), ==, SL_WRITE_DONE);
      g_assert_cmpint (sl_backend_replace (other, DAY, first->etag, "fourth", NULL, &error), ==, SL_WRITE_REFUSED);
      g_assert_cmpint (sl_backend_remove (other, DAY, first->etag, NULL, &error), ==, SL_WRITE_REFUSED);
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0664);
      g_autoptr (SlResource) third = get (other, DAY);
      g_assert_cmpstr (third->text, ==, "third");
      g_assert_cmpint (sl_backend_remove (other, DAY, third->etag, NULL, &error), ==, SL_WRITE_DONE);
      g_assert_cmpint (sl_backend_remove (one, DAY, third->etag, NULL, &error), ==, SL_WRITE_DONE);
      g_assert_no_error (error);
      g_assert_cmpuint (count_hidden (folder), ==, 0);
      sl_test_remove_tree (parent);
    }
  way = RENAMES;
}

static void
test_names (void)
{
  static const char *const bad[] = { "", ".ics", "../x.ics", "a/b.ics", "/tmp/x.ics", ".hidden.ics", "..", "x", "x.txt",
                                     "\xff.ics", ".sl-store.lock" };
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *inner = g_build_filename (folder, "s", NULL);
  g_autoptr (SlBackend) backend = sl_backend_folder_new (inner);
  g_autofree char *large = g_strnfill (SL_RESOURCE_MAX_BYTES + 1, 'a'), *longest = g_strnfill (300, 'a');
  g_autofree char *long_name = g_strconcat (longest, ".ics", NULL);

  for (guint i = 0; i <= G_N_ELEMENTS (bad); i++)
    {
      const char *name = i < G_N_ELEMENTS (bad) ? bad[i] : long_name;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", name);
      g_assert_cmpint (sl_backend_create (backend, name, "x", NULL, &error), ==, SL_WRITE_FAILED);
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      g_assert_cmpint (sl_backend_replace (backend, name, "x", "x", NULL, NULL), ==, SL_WRITE_FAILED);
      g_assert_cmpint (sl_backend_remove (backend, name, "x", NULL, NULL), ==, SL_WRITE_FAILED);
    }
  g_assert_cmpint (sl_backend_create (backend, DAY, large, NULL, NULL), ==, SL_WRITE_FAILED);
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));
  sl_test_remove_tree (folder);
}

static const SlResource *
find (const SlChanges *changes, const char *name)
{
  for (guint i = 0; i < changes->changed->len; i++)
    if (g_str_equal (((SlResource *) changes->changed->pdata[i])->name, name))
      return changes->changed->pdata[i];
  return NULL;
}

static void
test_changes (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "夜 1.ics", NULL);
  g_autoptr (SlBackend) one = sl_backend_folder_new (folder), other = sl_backend_folder_new (folder);
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("day-2026-12-0%u.ics", i);
      g_assert_cmpint (sl_backend_create (one, name, name, NULL, NULL), ==, SL_WRITE_DONE);
    }
  g_autoptr (SlChanges) all = sl_backend_list (other, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (all->whole);
  g_assert_cmpuint (all->changed->len, ==, 5);
  const char *etag = find (all, "day-2026-12-03.ics")->etag;
  g_assert_cmpint (sl_backend_remove (one, "day-2026-12-03.ics", etag, NULL, NULL), ==, SL_WRITE_DONE);
  g_assert_true (g_file_set_contents (path, "late", -1, NULL)); /* by another program */
  g_autoptr (SlChanges) since = sl_backend_list (other, all->token, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (since->whole);
  g_assert_cmpuint (since->changed->len, ==, 1);
  g_assert_nonnull (find (since, "夜 1.ics"));
  g_assert_cmpuint (since->removed->len, ==, 1);
  g_assert_cmpstr (since->removed->pdata[0], ==, "day-2026-12-03.ics");
  g_autoptr (SlChanges) still = sl_backend_list (other, since->token, NULL, &error);
  g_assert_cmpuint (still->changed->len + still->removed->len, ==, 0);
  /* the same size within the same second is another version all the same */
  g_assert_true (g_file_set_contents (path, "laTe", -1, NULL));
  g_autoptr (SlChanges) same_size = sl_backend_list (other, since->token, NULL, &error);
  g_assert_cmpuint (same_size->changed->len, ==, 1);
  g_autoptr (SlChanges) lost = sl_backend_list (other, "urn:other", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lost->whole);
  g_assert_cmpuint (lost->changed->len, ==, 5);
  sl_test_remove_tree (folder);
}

/* What is there but no object has a version and no text; it is not free. */
static void
test_unreadable (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  g_autoptr (SlBackend) backend = sl_backend_folder_new (folder);
  g_autofree char *large = g_strnfill (SL_RESOURCE_MAX_BYTES + 1, 'a');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.ics", i), *path = g_build_filename (folder, name, NULL);
      switch (i)
        {
        case 0: g_assert_cmpint (g_mkdir (path, 0777), ==, 0); break;
        case 1: g_assert_cmpint (mkfifo (path, 0666), ==, 0); break;
        case 2: g_assert_cmpint (symlink ("nowhere", path), ==, 0); break;
        case 3: g_assert_cmpint (symlink ("/etc/passwd", path), ==, 0); break;
        case 4: g_assert_true (g_file_set_contents (path, large, -1, NULL)); break;
        default: g_assert_true (g_file_set_contents (path, "a\0b", 3, NULL));
        }
      g_autoptr (SlResource) there = get (backend, name);
      g_assert_null (there->text);
      g_assert_nonnull (there->etag);
      g_assert_cmpint (sl_backend_create (backend, name, "x", NULL, &error), ==, SL_WRITE_REFUSED);
    }
  g_autoptr (SlChanges) all = sl_backend_list (backend, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->changed->len, ==, 6);
  sl_test_remove_tree (folder);
}

static void
test_folder_that_cannot_be_read (void)
{
  static const char *const targets[] = { "s", "../gone" };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *link_path = g_build_filename (folder, "s", NULL);
      g_autoptr (SlBackend) backend = sl_backend_folder_new (link_path);
      g_autoptr (GError) error = NULL, refused = NULL;

      g_assert_cmpint (symlink (targets[i], link_path), ==, 0);
      g_assert_null (sl_backend_list (backend, NULL, NULL, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_SERVICE);
      g_assert_cmpint (sl_backend_create (backend, DAY, "x", NULL, &refused), ==, SL_WRITE_FAILED);
      g_assert_error (refused, SL_ERROR, SL_ERROR_SERVICE);
      sl_test_remove_tree (folder);
    }
}

/* --- several programs --- */

enum { PROGRAMS = 4 };

/* Runs `work` in each; the sum of what they return. */
static guint
race (guint (*work) (const char *folder, guint i), const char *folder)
{
  pid_t children[PROGRAMS];
  guint sum = 0;

  for (guint i = 0; i < PROGRAMS; i++)
    if ((children[i] = fork ()) == 0)
      _exit ((int) work (folder, i));
  for (guint i = 0; i < PROGRAMS; i++)
    {
      int status;
      waitpid (children[i], &status, 0);
      g_assert_true (WIFEXITED (status));
      sum += (guint) WEXITSTATUS (status);
    }
  return sum;
}

static guint
create_one (const char *folder, guint i)
{
  g_autoptr (SlBackend) backend = sl_backend_folder_new (folder);
  g_autofree char *text = g_strdup_printf ("%u", i);
  const SlWrite result = sl_backend_create (backend, DAY, text, NULL, NULL);

  return result == SL_WRITE_DONE ? 1 : result == SL_WRITE_REFUSED ? 0 : 100;
}

enum { STEPS = 10 };

/* Adds to a number, never over another's. */
static guint
count_up (const char *folder, guint i)
{
  g_autoptr (SlBackend) backend = sl_backend_folder_new (folder);

  for (guint done = 0; done < STEPS;)
    {
      g_autoptr (SlResource) now = sl_backend_get (backend, DAY, NULL, NULL);
      g_autofree char *next = g_strdup_printf ("%d", atoi (now->text) + 1);
      const SlWrite result = sl_backend_replace (backend, DAY, now->etag, next, NULL, NULL);

      if (result != SL_WRITE_DONE && result != SL_WRITE_REFUSED)
        return 100 + i;
      done += result == SL_WRITE_DONE;
    }
  return 0;
}

static void
test_races (void)
{
  const guint rounds = is_long () ? 100 : 3;

  for (way = RENAMES; way < N_WAYS; way++)
    for (guint i = 0; i < rounds; i++)
      {
        g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
        g_autoptr (SlBackend) backend = sl_backend_folder_new (folder);

        g_assert_cmpuint (race (create_one, folder), ==, 1);
        g_autoptr (SlResource) made = get (backend, DAY);
        g_assert_cmpuint (strlen (made->text), ==, 1);
        g_assert_cmpint (sl_backend_replace (backend, DAY, made->etag, "0", NULL, NULL), ==, SL_WRITE_DONE);
        g_assert_cmpuint (race (count_up, folder), ==, 0);
        g_autoptr (SlResource) counted = get (backend, DAY);
        g_assert_cmpint (atoi (counted->text), ==, PROGRAMS * STEPS);
        g_assert_cmpuint (count_hidden (folder), ==, 0);
        sl_test_remove_tree (folder);
      }
  way = RENAMES;
}

static guint
die_creating (const char *folder)
{
  const pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr (SlBackend) backend = sl_backend_folder_new (folder);
      dies_at = 1;
      sl_backend_create (backend, DAY, "dead", NULL, NULL);
      _exit (0);
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  return count_hidden (folder);
}

/* Who is killed before the object has its content leaves nothing that keeps the day, on a file system of any kind, even
 * when the next one sees it as one of another kind. */
static void
test_killed (void)
{
  for (guint i = 0; i < N_WAYS * N_WAYS; i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
      g_autoptr (SlBackend) backend = sl_backend_folder_new (folder);
      g_autoptr (GError) error = NULL;

      way = i / N_WAYS;
      g_assert_cmpuint (die_creating (folder), >=, 1);
      way = i % N_WAYS;
      g_assert_cmpint (sl_backend_create (backend, DAY, "alive", NULL, &error), ==, SL_WRITE_DONE);
      g_autoptr (SlResource) now = get (backend, DAY);
      g_assert_cmpstr (now->text, ==, "alive");
      g_assert_cmpuint (count_hidden (folder), ==, 0);
      sl_test_remove_tree (folder);
    }
  way = RENAMES;
}

/* An empty object that nobody is known to be writing is somebody's. */
static void
test_empty_object_of_another (void)
{
  for (way = RENAMES; way < N_WAYS; way++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, DAY, NULL);
      g_autoptr (SlBackend) backend = sl_backend_folder_new (folder);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
      g_assert_cmpint (sl_backend_create (backend, DAY, "mine", NULL, NULL), ==, SL_WRITE_REFUSED);
      g_autoptr (SlResource) now = get (backend, DAY);
      g_assert_cmpstr (now->text, ==, "");
      sl_test_remove_tree (folder);
    }
  way = RENAMES;
}

/* --- locks of others --- */

static gpointer
cancel_soon (gpointer watch)
{
  g_usleep (200000);
  sl_watch_cancel (watch);
  return NULL;
}

static void
test_locks_of_others (void)
{
  g_autofree char *mark = sl_file_aside ("/tmp/x.lock"), *base = g_path_get_basename (mark);
  g_autofree char *running = g_strconcat (base, "\n" DAY "\n", NULL);
  const struct { const char *text; int age_s; gboolean goes; } rows[] = {
    { running, 0, FALSE },
    { running, 7200, FALSE }, /* it runs, however long it takes */
    { ".sl-00000000-1-1-00000000\n\n", 0, FALSE }, /* on another machine */
    { ".sl-00000000-1-1-00000000\n\n", 7200, TRUE },
    { "", 0, FALSE },
    { "", 7200, TRUE },
    { "garbage", 7200, TRUE },
    { ".sl-00000000-1-1-00000000\n../../x\n", 7200, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, ".sl-store.lock", NULL);
      g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
      const gint64 then = g_get_real_time () / G_USEC_PER_SEC - rows[i].age_s;
      g_autoptr (GError) error = NULL;
      GThread *canceller = NULL;

      g_test_message ("%u", i);
      g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
      g_assert_cmpint (g_utime (path, &(struct utimbuf) { then, then }), ==, 0);
      if (!rows[i].goes)
        canceller = g_thread_new ("cancel", cancel_soon, watch);
      g_autoptr (SlFolderLock) lock = sl_folder_lock_take (folder, NULL, watch, &error);
      g_assert_cmpint (lock != NULL, ==, rows[i].goes);
      if (canceller != NULL)
        {
          g_thread_join (canceller);
          g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
        }
      sl_test_remove_tree (folder);
    }
}

/* A program that was taken for dead writes nothing when it goes on, and does not take the other's lock away. */
static void
test_lost_lock (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, ".sl-store.lock", NULL), *text = NULL;
  SlFolderLock *lock = sl_folder_lock_take (folder, NULL, NULL, NULL);

  g_assert_true (sl_folder_lock_holds (lock));
  g_assert_true (g_file_set_contents (path, "another\n\n", -1, NULL));
  g_assert_false (sl_folder_lock_holds (lock));
  sl_folder_lock_free (lock);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "another\n\n");
  sl_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder/conditions", test_conditions);
  g_test_add_func ("/folder/names", test_names);
  g_test_add_func ("/folder/changes", test_changes);
  g_test_add_func ("/folder/unreadable", test_unreadable);
  g_test_add_func ("/folder/folder-that-cannot-be-read", test_folder_that_cannot_be_read);
  g_test_add_func ("/folder/races", test_races);
  g_test_add_func ("/folder/killed", test_killed);
  g_test_add_func ("/folder/empty-object-of-another", test_empty_object_of_another);
  g_test_add_func ("/folder/locks-of-others", test_locks_of_others);
  g_test_add_func ("/folder/lost-lock", test_lost_lock);
  return g_test_run ();
}
