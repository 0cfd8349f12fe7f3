#include "../sl-test.h"
#include "sl-clip-sequence.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clip/sequence/comes-back-whole", test_comes_back_whole);
  g_test_add_func ("/clip/sequence/appears-whole", test_appears_whole);
  return g_test_run ();
}
