#include "journal.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "../sl-test.h"
#include "sl-error.h"
#include "sl-journal-left.h"
#include "sl-places.h"

void
place_set_up (Place *p, gconstpointer data)
{
  g_autofree char *text = NULL;

  empty_journals ();
  p->folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  p->path = g_build_filename (p->folder, "plan.sightline", NULL);
  g_assert_true (g_file_get_contents (SAMPLE ("small-flat.sightline"), &text, NULL, NULL));
  g_assert_true (g_file_set_contents (p->path, text, -1, NULL));
}

void
place_tear_down (Place *p, gconstpointer data)
{
  sl_test_remove_tree (p->folder);
  g_free (p->folder);
  g_free (p->path);
}

SlDocument *
must_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document = sl_document_open (path, SL_OPEN_EDITING, &error);

  g_assert_no_error (error);
  return document;
}

void
set (SlDocument *document, const char *id, const char *path, const char *value)
{
  g_autoptr (SlCommand) command = sl_command_new ("Set");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, id, path, value);
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
}

void
assert_value (SlDocument *document, const char *id, const char *path, const char *value)
{
  g_autofree char *is = sl_entity_get (sl_plan_find (sl_document_plan (document), id), path, NULL);

  g_assert_cmpstr (is, ==, value);
}

void
leave (void (*work) (const Place *p), const Place *p)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  /* wherever the program is loaded, its functions lie as far from each other */
  g_autofree char *which = g_strdup_printf ("%" G_GINTPTR_FORMAT, (gintptr) work - (gintptr) leave);
  const char *argv[] = { self, "--leave", which, p->folder, p->path, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  /* a program of its own: a copy of this one could wait for ever for a lock that some thread had when it was made */
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

int
run_leave (int argc, char **argv)
{
  const gintptr offset = (gintptr) g_ascii_strtoll (argv[2], NULL, 10);
  void (*work) (const Place *p) = (void (*) (const Place *)) ((gintptr) leave + offset);
  const Place place = { argv[3], argv[4] };

  work (&place);
  _exit (0); /* without closing anything */
}

static void
undo_over_a_save (const Place *p)
{
  SlDocument *d = must_open (p->path);

  set (d, "cam-a", "pan", "11");
  sl_document_save (d, NULL, NULL);
  sl_document_undo (d);
  set (d, "cam-a", "tilt", "5");
  sl_document_sync (d);
}

static void
test_undo_over_a_save (Place *p, gconstpointer data)
{
  leave (undo_over_a_save, p);
  g_autoptr (SlDocument) again = must_open (p->path);
  assert_value (again, "cam-a", "pan", "11");
  g_assert_cmpuint (sl_document_recoverable (again), ==, 2);
  g_assert_cmpuint (sl_document_recover (again, 0, NULL, NULL), ==, 2);
  assert_value (again, "cam-a", "pan", "0");
  assert_value (again, "cam-a", "tilt", "5");
  g_assert_true (sl_document_is_changed (again));
  g_assert_true (sl_document_undo (again));
  g_assert_false (sl_document_undo (again)); /* the steps as they were */
}

void
leave_unsaved (const Place *p)
{
  SlDocument *d = must_open (p->path);

  set (d, "cam-a", "pan", "11");
  set (d, "cam-a", "pan", "12");
  set (d, "cam-a", "pan", "13");
  sl_document_sync (d);
}

/* Another program's change of the file takes nothing of the unsaved work, and is not overwritten in silence. */
static void
test_outside (Place *p, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  leave (leave_unsaved, p);
  g_assert_true (g_file_get_contents (p->path, &text, NULL, NULL));
  g_string_assign (changed, text);
  g_string_replace (changed, "rows=\"9\"", "rows=\"7\"", 0);
  g_assert_cmpstr (changed->str, !=, text);
  g_assert_true (g_file_set_contents (p->path, changed->str, -1, NULL));
  g_autoptr (SlDocument) again = must_open (p->path);
  assert_value (again, "wall", "rows", "7");
  g_assert_cmpuint (sl_document_recover (again, 0, NULL, NULL), ==, 3);
  assert_value (again, "cam-a", "pan", "13");
  assert_value (again, "wall", "rows", "9");
  g_assert_true (sl_document_changed_on_disk (again));
  g_assert_true (sl_document_is_changed (again));
  while (sl_document_undo (again))
    ;
  g_assert_false (sl_document_is_changed (again)); /* nothing of what was done here is unsaved */
  while (sl_document_redo (again))
    ;
  g_assert_false (sl_document_save (again, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CHANGED);
  g_assert_true (sl_document_save_over (again, NULL, NULL));
  g_assert_false (sl_document_changed_on_disk (again));
}

void
recover_and_die (const Place *p)
{
  sl_document_recover (must_open (p->path), 0, NULL, NULL);
}

/* A recovery that ends in the middle is counted, and steps can be left out from the end. */
static void
test_leave_out (Place *p, gconstpointer data)
{
  leave (leave_unsaved, p);
  {
    g_autoptr (SlDocument) looked = must_open (p->path); /* closed without an answer */
    g_assert_cmpuint (sl_document_recovery_attempts (looked), ==, 0);
  }
  leave (recover_and_die, p);
  g_autoptr (SlDocument) again = must_open (p->path);
  g_assert_cmpuint (sl_document_recoverable (again), ==, 3);
  g_assert_cmpuint (sl_document_recovery_attempts (again), ==, 1);
  g_assert_cmpuint (sl_document_recover (again, 1, NULL, NULL), ==, 2);
  assert_value (again, "cam-a", "pan", "12");
}

/* One spoilt record is left out and said, and the rest is used. */
static void
test_spoilt (Place *p, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autofree char *text = NULL;

  leave (leave_unsaved, p);
  g_autoptr (GPtrArray) left = sl_journals_left_behind ();
  g_assert_cmpuint (left->len, ==, 1);
  const SlLeftBehind *behind = left->pdata[0];
  g_assert_true (g_file_get_contents (behind->log, &text, NULL, NULL));
  char *second = strstr (text, "pan 12\n");
  if (second == NULL)
    second = strstr (text, "\"12\"\n");
  g_assert_nonnull (second);
  *second = '!';
  g_assert_true (g_file_set_contents (behind->log, text, -1, NULL));
  g_autoptr (SlDocument) again = must_open (p->path);
  g_assert_cmpuint (sl_document_recover (again, 0, findings, NULL), ==, 2);
  assert_value (again, "cam-a", "pan", "13");
  g_assert_cmpuint (findings->len, ==, 1);
}

static void
leave_untitled (const Place *p)
{
  SlDocument *d = sl_document_new_from_template ("empty", SL_OPEN_EDITING, NULL);

  set (d, "stage-1", "name", "Mine");
  sl_document_sync (d);
}

static void
recover_untitled (const Place *p)
{
  g_autoptr (GPtrArray) left = sl_journals_left_behind ();

  g_assert_nonnull (sl_document_new_recovered (((SlLeftBehind *) left->pdata[0])->log, 0, NULL, NULL));
}

/* A plan that was never saved is found, and kept until it is. */
static void
test_untitled (Place *p, gconstpointer data)
{
  leave (leave_untitled, p);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) left = sl_journals_left_behind ();
      g_assert_cmpuint (left->len, ==, 1);
      const SlLeftBehind *behind = left->pdata[0];
      g_assert_true (behind->path == NULL && behind->steps == 1);
      leave (recover_untitled, p);
    }
  g_autoptr (GPtrArray) left = sl_journals_left_behind ();
  g_autoptr (SlDocument) d = sl_document_new_recovered (((SlLeftBehind *) left->pdata[0])->log, 0, NULL, NULL);
  g_assert_null (sl_document_path (d));
  g_assert_cmpstr (sl_plan_find (sl_document_plan (d), "stage-1")->name, ==, "Mine");
  g_autofree char *path = g_build_filename (p->folder, "mine.sightline", NULL);
  g_assert_true (sl_document_save (d, path, NULL));
  g_autoptr (GPtrArray) now = sl_journals_left_behind ();
  g_assert_cmpuint (now->len, ==, 0);
}

/* Edits that came while the file was written are unsaved. */
static void
edit_during_a_save (const Place *p)
{
  SlDocument *d = must_open (p->path);

  set (d, "cam-a", "pan", "11");
  SlSave *save = sl_document_begin_save (d, NULL, FALSE, NULL);
  set (d, "cam-a", "pan", "12");
  g_assert_true (sl_save_write (save, NULL));
  sl_document_end_save (d, save);
  sl_document_sync (d);
}

static void
test_edit_during_a_save (Place *p, gconstpointer data)
{
  leave (edit_during_a_save, p);
  g_autoptr (SlDocument) again = must_open (p->path);
  assert_value (again, "cam-a", "pan", "11");
  g_assert_cmpuint (sl_document_recover (again, 0, NULL, NULL), ==, 1);
  assert_value (again, "cam-a", "pan", "12");
}

static void
limit_files (rlim_t bytes)
{
  const struct rlimit limit = { bytes, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
}

/* There is room for the plan, and none for the log to say that it was saved. */
static void
save_on_a_full_disk (const Place *p)
{
  SlDocument *d = must_open (p->path);

  for (guint i = 1; i < 200; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u.5", i % 80);
      set (d, "cam-a", "pan", value);
    }
  sl_document_sync (d);
  limit_files (8000);
  set (d, "cam-a", "pan", "-33");
  g_assert_true (sl_document_save (d, NULL, NULL));
}

static void
test_save_on_a_full_disk (Place *p, gconstpointer data)
{
  leave (save_on_a_full_disk, p);
  g_autoptr (SlDocument) again = must_open (p->path);
  assert_value (again, "cam-a", "pan", "-33");
  g_assert_cmpuint (sl_document_recoverable (again), ==, 0); /* what the log has is older */
}

static void
edit_beside_what_was_left (const Place *p)
{
  SlDocument *d = must_open (p->path);

  g_assert_cmpuint (sl_document_recoverable (d), ==, 3); /* not answered */
  set (d, "cam-a", "pan", "20");
  sl_document_sync (d);
}

static void
touch_logs (gint64 in_s)
{
  g_autoptr (GPtrArray) left = sl_journals_left_behind ();

  for (guint i = 0; i < left->len; i++)
    {
      const time_t then = time (NULL) + in_s;
      g_assert_cmpint (utime (((SlLeftBehind *) left->pdata[i])->log, &(struct utimbuf) { then, then }), ==, 0);
    }
}

/* The newest of two logs is the one that was begun last, whatever the clock said. */
static void
test_newest (Place *p, gconstpointer data)
{
  leave (leave_unsaved, p);
  touch_logs (3600);
  leave (edit_beside_what_was_left, p);
  g_autoptr (SlDocument) again = must_open (p->path);
  g_assert_cmpuint (sl_document_recover (again, 0, NULL, NULL), ==, 1);
  assert_value (again, "cam-a", "pan", "20");
}

static char *
only_log (void)
{
  g_autoptr (GPtrArray) left = sl_journals_left_behind ();

  g_assert_cmpuint (left->len, ==, 1);
  return g_strdup (((SlLeftBehind *) left->pdata[0])->log);
}

static void
save_elsewhere_and_edit (const Place *p)
{
  g_autofree char *other = g_build_filename (p->folder, "other.sightline", NULL);
  SlDocument *d = must_open (p->path);

  sl_document_recover (d, 0, NULL, NULL);
  g_assert_true (sl_document_save (d, other, NULL));
  set (d, "cam-a", "pan", "21");
  sl_document_sync (d);
}

/* A log in whose place another was begun goes, also when the program was killed between the two. */
static void
test_followed (Place *p, gconstpointer data)
{
  g_autofree char *text = NULL;
  gsize length;

  leave (leave_unsaved, p);
  g_autofree char *old = only_log ();
  g_assert_true (g_file_get_contents (old, &text, &length, NULL));
  leave (save_elsewhere_and_edit, p);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (old, text, (gssize) length, NULL));
  g_autofree char *newer = only_log ();
  g_assert_cmpstr (newer, !=, old);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
}

static void
assert_none_left (void)
{
  g_autoptr (GPtrArray) left = sl_journals_left_behind ();

  g_assert_cmpuint (left->len, ==, 0);
}

/* What a killed program left of a log that it began goes after a while. */
static void
test_beginning (Place *p, gconstpointer data)
{
  g_autofree char *folder = sl_journal_folder (), *fresh = g_build_filename (folder, "untitled-1.log.new", NULL);
  const time_t earlier = time (NULL) - 3600;

  g_assert_true (g_file_set_contents (fresh, "@log", -1, NULL));
  assert_none_left ();
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS)); /* perhaps somebody is about to lock it */
  utime (fresh, &(struct utimbuf) { earlier, earlier });
  assert_none_left ();
  g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));
}

/* A recovery that ended in the middle is counted, also where the log ends in half a record. */
static void
test_torn_attempt (Place *p, gconstpointer data)
{
  leave (leave_unsaved, p);
  g_autofree char *log = only_log ();
  FILE *file = fopen (log, "a");
  fputs ("@do 1.77 1.78 4000 00112233445566", file);
  fclose (file);
  leave (recover_and_die, p);
  g_autoptr (SlDocument) again = must_open (p->path);
  g_assert_cmpuint (sl_document_recoverable (again), ==, 3);
  g_assert_cmpuint (sl_document_recovery_attempts (again), ==, 1);
}

/* Two windows, each with its own log; both are said to be shared, or the second at least. */
static void
test_shared (Place *p, gconstpointer data)
{
  g_autoptr (SlDocument) first = must_open (p->path), second = must_open (p->path);

  g_assert_false (sl_document_is_shared (first));
  g_assert_true (sl_document_is_shared (second));
  g_assert_cmpuint (sl_document_recoverable (second), ==, 0); /* the first one lives */
}

/* Without a place for it, nothing is kept, and that is said. */
static void
test_no_state (Place *p, gconstpointer data)
{
  g_autofree char *state = sl_places_state (), *trouble = NULL, *later = NULL;

  sl_test_remove_tree (state);
  g_assert_true (g_file_set_contents (state, "in the way", -1, NULL));
  g_autoptr (SlDocument) d = must_open (p->path);
  set (d, "cam-a", "pan", "11");
  sl_document_sync (d);
  trouble = sl_document_journal_trouble (d);
  g_assert_nonnull (trouble);
  g_unlink (state);
  sl_document_sync (d); /* tried again, without another edit */
  later = sl_document_journal_trouble (d);
  g_assert_null (later);
  g_autoptr (GDir) dir = g_dir_open (state, 0, NULL);
  g_assert_nonnull (g_dir_read_name (dir));
}

/* Nothing stays of documents that are closed. */
static void
test_closed (Place *p, gconstpointer data)
{
  g_autofree char *state = sl_places_state ();
  {
    g_autoptr (SlDocument) d = must_open (p->path);
    g_autofree char *elsewhere = g_build_filename (p->folder, "other.sightline", NULL);
    set (d, "cam-a", "pan", "11");
    g_assert_true (sl_document_save (d, elsewhere, NULL));
    set (d, "cam-a", "pan", "12");
  }
  g_autoptr (GDir) dir = g_dir_open (state, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

void
add_journal_tests (void)
{
  static const struct { const char *name; void (*run) (Place *, gconstpointer); } tests[] = {
    { "/session/journal/undo-over-a-save", test_undo_over_a_save }, { "/session/journal/outside", test_outside },
    { "/session/journal/leave-out", test_leave_out }, { "/session/journal/spoilt", test_spoilt },
    { "/session/journal/untitled", test_untitled }, { "/session/journal/shared", test_shared },
    { "/session/journal/edit-during-a-save", test_edit_during_a_save },
    { "/session/journal/save-on-a-full-disk", test_save_on_a_full_disk },
    { "/session/journal/newest", test_newest }, { "/session/journal/followed", test_followed },
    { "/session/journal/beginning", test_beginning }, { "/session/journal/torn-attempt", test_torn_attempt },
    { "/session/journal/no-state", test_no_state }, { "/session/journal/closed", test_closed },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Place, NULL, place_set_up, tests[i].run, place_tear_down);
  add_twice_tests ();
}
