/* Folders with all in them, and names that some disks take for one. */
#include "tests.h"

#include <sys/wait.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-file-name.h"
#include "sl-file-tree.h"
#include "sl-file.h"

/* --- trees --- */

static char *folder; /* of the test that runs */

static char *
at (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
put (const char *name)
{
  g_autofree char *path = at (name);

  g_assert_true (sl_file_tree_make (path, NULL));
  g_assert_true (g_file_set_contents (path, name, -1, NULL));
}

/* All names below the folder, each with a comma. */
static void
assert_names (const char *expected)
{
  g_autoptr (GPtrArray) names = sl_file_tree_names (folder);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (all, "%s,", (char *) names->pdata[i]);
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_removed (void)
{
  g_autofree char *tree = at ("tree"), *way = at ("tree/way");

  put ("plan.txt");
  put ("tree/a/b.txt");
  g_assert_cmpint (symlink (folder, way), ==, 0);
  assert_names ("plan.txt,tree/a/b.txt,");
  g_assert_true (sl_file_tree_is_plain (tree, "a/b.txt"));
  g_assert_true (sl_file_tree_is_plain (tree, "c/new.txt"));
  g_assert_false (sl_file_tree_is_plain (tree, "way/plan.txt"));
  g_assert_false (sl_file_tree_is_plain (tree, "way"));
  sl_file_tree_remove (way); /* the link alone */
  assert_names ("plan.txt,tree/a/b.txt,");
  g_assert_cmpint (symlink (folder, way), ==, 0);
  sl_file_tree_remove (tree);
  g_assert_false (g_file_test (tree, G_FILE_TEST_EXISTS));
  assert_names ("plan.txt,"); /* behind the link */
}

/* What a killed program made goes with all in it, links alone; a living one's stays. */
static void
test_left_behind (void)
{
  g_autofree char *pack = at ("pack"), *ours = sl_file_aside_folder (pack, NULL);
  g_autoptr (GDir) dir = NULL;
  const pid_t child = fork ();
  guint left = 0;
  int status;

  if (child == 0)
    {
      g_autofree char *made = sl_file_aside_folder (pack, NULL), *deep = g_build_filename (made, "a", "b", NULL);
      g_autofree char *part = g_strconcat (made, ".part", NULL), *link = g_build_filename (made, "link", NULL);

      _exit (sl_file_tree_make (deep, NULL) && g_file_set_contents (deep, "half", -1, NULL)
             && symlink ("../mine", link) == 0 && g_mkdir_with_parents (part, 0700) == 0 ? 0 : 1);
    }
  put ("mine/own.txt");
  waitpid (child, &status, 0);
  g_assert_cmpint (status, ==, 0);
  g_autofree char *next = sl_file_aside_folder (pack, NULL);
  dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    left++;
  g_assert_cmpuint (left, ==, 3); /* "mine" and both of ours */
  g_assert_true (g_file_test (ours, G_FILE_TEST_IS_DIR) && g_file_test (next, G_FILE_TEST_IS_DIR));
  assert_names ("mine/own.txt,");
}

/* --- names --- */

static void
test_apart (void)
{
  static const char *const stems[] = { "wall", "Wall", "wall-2", "caf\xc3\xa9", "CAFE\xcc\x81", "\xe5\xa2\x99" };
  static const char *const names[] = { "wall", "Wall-2", "wall-2-2", "caf\xc3\xa9", "CAFE\xcc\x81-2", "\xe5\xa2\x99" };
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    {
      g_autofree char *name = sl_file_name_apart (taken, stems[i]);
      g_assert_cmpstr (name, ==, names[i]);
    }
}

/* A link makes two names one file, as a disk does that ignores case. */
static void
link_up (const char *old, const char *name)
{
  g_autofree char *from = at (old), *to = at (name);

  g_assert_cmpint (link (from, to), ==, 0);
}

static void
test_one (void)
{
  put ("tree/WALL.obj");
  put ("tree/floor.obj");
  g_assert_false (sl_file_tree_is_one (folder, "tree/WALL.obj", "tree/wall.obj")); /* which is not there */
  put ("tree/Floor.obj");
  g_assert_false (sl_file_tree_is_one (folder, "tree/floor.obj", "tree/Floor.obj")); /* two files */
  sl_file_tree_recase (folder, "tree/floor.obj", "tree/Floor.obj");
  assert_names ("tree/Floor.obj,tree/WALL.obj,tree/floor.obj,");
  link_up ("tree/WALL.obj", "tree/wall.obj");
  link_up ("tree/WALL.obj", "tree/other.obj");
  g_assert_true (sl_file_tree_is_one (folder, "tree/WALL.obj", "tree/wall.obj"));
  g_assert_false (sl_file_tree_is_one (folder, "tree/WALL.obj", "tree/other.obj")); /* no disk takes these for one */
  sl_file_tree_recase (folder, "tree/WALL.obj", "tree/wall.obj");
  assert_names ("tree/Floor.obj,tree/floor.obj,tree/other.obj,tree/wall.obj,");
}

/* --- all --- */

typedef struct {
  const char *name;
  void      (*run) (void);
} Test;

static void
run_in_folder (gconstpointer data)
{
  folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  ((const Test *) data)->run ();
  sl_test_remove_tree (folder);
  g_clear_pointer (&folder, g_free);
}

void
add_tree_tests (void)
{
  static const Test tests[] = {
    { "/base/trees/removed", test_removed },
    { "/base/trees/left-behind", test_left_behind },
    { "/base/trees/apart", test_apart },
    { "/base/trees/one", test_one },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].name, &tests[i], run_in_folder);
}
