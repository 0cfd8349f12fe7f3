#include "tests.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../sl-test.h"
#include "sl-document.h"
#include "sl-error.h"
#include "sl-journal.h"
#include "sl-places.h"
#include "sl-plan-file.h"
#include "sl-plan-xml.h"

/* --- a program that edits, which is killed ---
 *
 * test-session --editor SEED PATH-OR-LOG KIND   tells on standard output, a line each, what it does:
 *   path PATH    the plan's file from now on, or soon
 *   state SUM    the plan is this, or will be in a moment
 *   going        to a step that was told at some time; then comes its state, or that it stayed
 *   other SUM    the file is this, and nothing in the plan is unsaved
 *   safe         what it is now must not be lost any more
 *   recovered SUM
 */

typedef struct {
  SlDocument *document;
  GRand      *random;
  char       *folder;
  guint       names;
  int         limited; /* operations until the disk has room again; −1: it has */
  char       *theirs;  /* sum of what another program wrote into the file; NULL when it is ours */
} Editor;

static char *
sum_of (const SlPlan *plan)
{
  gsize length;
  g_autofree char *text = sl_plan_print (plan, &length);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
}

static void
say (const char *word, const char *text)
{
  g_autofree char *line = g_strdup_printf ("%s %s\n", word, text);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
}

static void
say_plan (const char *word, const SlPlan *plan)
{
  g_autofree char *sum = sum_of (plan);

  say (word, sum);
}

static void
limit_files (rlim_t bytes)
{
  const struct rlimit limit = { bytes, RLIM_INFINITY };

  setrlimit (RLIMIT_FSIZE, &limit);
}

static void
edit (Editor *e, gboolean folds)
{
  static const char *const paths[] = { "pan", "tilt", "roll", "position.x" };
  g_autoptr (SlCommand) command = sl_command_new ("Set \"it\"");
  g_autofree char *value = g_strdup_printf ("%d", g_rand_int_range (e->random, -80, 80));
  const SlPlan *plan = sl_document_plan (e->document);
  const SlEntity *camera = sl_plan_count (plan, SL_KIND_CAMERA) > 0 ? sl_plan_at (plan, SL_KIND_CAMERA, 0) : NULL;

  if (camera == NULL || g_rand_int_range (e->random, 0, 12) == 0)
    {
      g_autofree char *id = sl_plan_free_id (plan, "camera");
      sl_command_add (command, SL_KIND_CAMERA, id);
      sl_command_set (command, id, "name", "two\nlines \"quoted\" @do");
    }
  else
    sl_command_set (command, camera->id, paths[g_rand_int_range (e->random, 0, G_N_ELEMENTS (paths))], value);
  if (folds)
    sl_command_set_fold (command, "drag");
  g_autoptr (SlPlan) next = sl_plan_apply (plan, command, NULL);
  g_assert_nonnull (next);
  say_plan ("state", next);
  g_assert_true (sl_document_apply (e->document, command, NULL));
}

/* Undo and redo lead to states that have been told, but perhaps long ago. Where one leads to what was saved, nothing is
 * unsaved, and what another program wrote is the plan. */
static void
go (Editor *e, gboolean (*step) (SlDocument *document), guint n)
{
  for (; n > 0; n--)
    {
      say ("going", "");
      if (!step (e->document))
        {
          say ("stayed", "");
          return;
        }
      if (e->theirs != NULL)
        say ("other", e->theirs);
      say_plan ("state", sl_document_plan (e->document));
      if (e->theirs != NULL)
        say ("other", e->theirs);
    }
}

static void
save (Editor *e, gboolean elsewhere)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("%s/plan-%d-%u.sightline", e->folder, (int) getpid (), ++e->names);

  if (elsewhere || sl_document_path (e->document) == NULL)
    {
      say ("path", path);
      sl_document_save (e->document, path, &error);
      if (error == NULL)
        g_clear_pointer (&e->theirs, g_free);
      else
        say ("path", sl_document_path (e->document) != NULL ? sl_document_path (e->document) : "");
    }
  else if (!sl_document_save (e->document, NULL, &error) && g_error_matches (error, SL_ERROR, SL_ERROR_CHANGED))
    {
      g_assert_true (sl_document_changed_on_disk (e->document));
      if (g_rand_boolean (e->random) && sl_document_save_over (e->document, NULL, NULL))
        g_clear_pointer (&e->theirs, g_free);
    }
}

/* Another program writes the file. When nothing was unsaved, what it wrote is the plan. */
static void
change_outside (Editor *e)
{
  const char *path = sl_document_path (e->document);
  g_autoptr (SlPlan) plan = path != NULL ? sl_plan_file_read (path, NULL, NULL, NULL) : NULL;
  g_autoptr (SlCommand) command = sl_command_new ("Outside");
  g_autofree char *id = plan != NULL ? sl_plan_free_id (plan, "outside") : NULL, *text = NULL;
  gsize length;

  if (plan == NULL || e->limited >= 0)
    return;
  sl_command_add (command, SL_KIND_MARK, id);
  g_autoptr (SlPlan) changed = sl_plan_apply (plan, command, NULL);
  g_free (e->theirs);
  e->theirs = sum_of (changed);
  if (!sl_document_is_changed (e->document))
    say ("other", e->theirs);
  text = sl_plan_print (changed, &length);
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
}

static void
do_something (Editor *e)
{
  const int what = g_rand_int_range (e->random, 0, 100);

  if (e->limited >= 0 && e->limited-- == 0)
    limit_files (RLIM_INFINITY);
  if (what < 45)
    edit (e, FALSE);
  else if (what < 55)
    for (guint i = 0; i < 5; i++)
      edit (e, TRUE);
  else if (what < 72)
    go (e, sl_document_undo, (guint) g_rand_int_range (e->random, 1, 4));
  else if (what < 80)
    go (e, sl_document_redo, (guint) g_rand_int_range (e->random, 1, 4));
  else if (what < 86)
    save (e, FALSE);
  else if (what < 88)
    save (e, TRUE);
  else if (what < 91)
    change_outside (e);
  else if (what < 94 && e->limited < 0)
    {
      e->limited = 3;
      limit_files ((rlim_t) g_rand_int_range (e->random, 0, 20000));
    }
  else if (e->limited < 0)
    {
      sl_document_sync (e->document);
      say ("safe", "");
    }
}

static SlDocument *
open_for (const char *what, const char *kind)
{
  g_autoptr (GError) error = NULL;
  SlDocument *document = g_str_equal (kind, "log") ? sl_document_new_recovered (what, 0, NULL, &error)
                         : g_str_equal (kind, "new") ? sl_document_new_from_template ("empty", SL_OPEN_EDITING, &error)
                                                     : sl_document_open (what, SL_OPEN_EDITING, &error);

  g_assert_no_error (error);
  sl_document_recover (document, 0, NULL, &error);
  g_assert_no_error (error);
  return document;
}

int
run_editor (int argc, char **argv)
{
  Editor e = { .random = g_rand_new_with_seed ((guint32) atoi (argv[2])), .folder = g_path_get_dirname (argv[3]),
               .limited = -1 };

  signal (SIGXFSZ, SIG_IGN);
  e.document = open_for (argv[3], argv[4]);
  say ("path", sl_document_path (e.document) != NULL ? sl_document_path (e.document) : "");
  say_plan ("recovered", sl_document_plan (e.document));
  say_plan ("state", sl_document_plan (e.document));
  for (;;)
    {
      do_something (&e);
      g_usleep ((gulong) g_rand_int_range (e.random, 0, 1500));
    }
}

/* --- the test --- */

typedef struct {
  GPtrArray *states;    /* char *: any of them may be the one that comes back */
  char      *recovered; /* NULL when it was killed before it said so */
  gboolean   going;     /* to a state of any time */
  char      *path, *earlier; /* the last and the one before; "" for none */
  GString   *log;       /* all that was said */
  GHashTable *all;      /* states of this program and those before */
} Told;

static void
told_free (Told *told)
{
  g_ptr_array_unref (told->states);
  g_string_free (told->log, TRUE);
  g_hash_table_unref (told->all);
  g_free (told->recovered);
  g_free (told->path);
  g_free (told->earlier);
  g_free (told);
}

static void
take_line (Told *told, const char *line)
{
  const char *rest = strchr (line, ' ');

  g_string_append_printf (told->log, "%s\n", line);
  told->going = g_str_has_prefix (line, "going") || (told->going && g_str_has_prefix (line, "other"));
  if (g_str_has_prefix (line, "state "))
    {
      g_ptr_array_add (told->states, g_strdup (rest + 1));
      g_hash_table_add (told->all, g_strdup (rest + 1));
    }
  else if (g_str_has_prefix (line, "other "))
    g_ptr_array_add (told->states, g_strconcat ("~", rest + 1, NULL));
  else if (g_str_has_prefix (line, "safe"))
    {
      guint last = told->states->len;
      while (last > 0 && *(char *) told->states->pdata[--last] == '~')
        ;
      g_ptr_array_remove_range (told->states, 0, last);
    }
  else if (g_str_has_prefix (line, "recovered "))
    {
      g_free (told->recovered);
      told->recovered = g_strdup (rest + 1);
    }
  else if (g_str_has_prefix (line, "path "))
    {
      g_free (told->earlier);
      told->earlier = told->path;
      told->path = g_strdup (rest + 1);
    }
}

/* Runs an editor for so long and kills it. */
static void
run_and_kill (guint seed, const char *what, const char *kind, guint ms, Told *told)
{
  g_autofree char *number = g_strdup_printf ("%u", seed), *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--editor", number, what, kind, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  char block[4096];
  gssize n;
  GPid pid;
  int out, status;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL,
                            &error);
  g_assert_no_error (error);
  g_usleep (ms * 1000);
  kill (pid, SIGKILL);
  while ((n = read (out, block, sizeof block)) > 0)
    g_string_append_len (text, block, n);
  close (out);
  waitpid (pid, &status, 0);
  if (!WIFSIGNALED (status) || WTERMSIG (status) != SIGKILL)
    g_error ("the editor ended by itself (seed %u, %s): %s", seed, what, text->str);
  g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    take_line (told, lines[i]);
}

static gboolean
may_come_back (const Told *told, const char *sum)
{
  if (told->going && g_hash_table_contains (told->all, sum))
    return TRUE;
  for (guint i = 0; i < told->states->len; i++)
    {
      const char *state = told->states->pdata[i];
      if (g_str_equal (state + (*state == '~'), sum))
        return TRUE;
    }
  return FALSE;
}

/* What the next program opens: the file, or the log of a plan that has none. */
static char *
what_is_left (const Told *told, const char **kind)
{
  const char *paths[] = { told->path, told->earlier };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (paths[i] != NULL && *paths[i] != '\0' && g_file_test (paths[i], G_FILE_TEST_EXISTS))
      {
        *kind = "file";
        return g_strdup (paths[i]);
      }
  g_autoptr (GPtrArray) left = sl_journals_left_behind ();
  *kind = "log";
  for (guint i = 0; i < left->len; i++)
    {
      const SlLeftBehind *behind = left->pdata[i];
      if (behind->path == NULL || !g_file_test (behind->path, G_FILE_TEST_EXISTS))
        return g_strdup (behind->log);
    }
  return NULL;
}

/* Half a record at the end of each log, as a power cut or a full disk leaves it. */
static void
tear_logs (void)
{
  g_autofree char *state = sl_places_state ();
  g_autoptr (GDir) dir = g_dir_open (state, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (state, name, NULL);
      FILE *file = fopen (path, "a");
      fputs ("@do 1.77 1.78 4000 00112233445566", file);
      fclose (file);
    }
}

static void
empty_state (void)
{
  g_autofree char *state = sl_places_state ();

  sl_test_remove_tree (state);
}

static Told *
told_new (GHashTable *all)
{
  Told *told = g_new0 (Told, 1);

  told->all = g_hash_table_ref (all);
  told->states = g_ptr_array_new_with_free_func (g_free);
  told->log = g_string_new (NULL);
  return told;
}

/* The work of one program, killed; the next brings it back and goes on, and is killed. */
static void
one_round (guint seed, char *folder)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  const char *kind = seed % 3 == 0 ? "new" : "file";
  g_autofree char *what = g_build_filename (folder, "计划.sightline", NULL);
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Told *told = told_new (all);

  if (seed % 3 != 0)
    {
      g_autofree char *text = NULL;
      g_assert_true (g_file_get_contents (SAMPLE ("small-flat.sightline"), &text, NULL, NULL));
      g_assert_true (g_file_set_contents (what, text, -1, NULL));
    }
  run_and_kill (seed * 10, what, kind, (guint) g_rand_int_range (random, 60, 300), told);
  for (guint i = 1; i < 5; i++)
    {
      guint ms = i < 4 ? (guint) g_rand_int_range (random, 5, 200) : 400;

      if (told->states->len == 0)
        break; /* it was killed before it had the plan */
      if (g_rand_int_range (random, 0, 3) == 0)
        tear_logs ();
      g_free (what);
      if ((what = what_is_left (told, &kind)) == NULL)
        break; /* a new plan without a step */
      Told *next = told_new (all);
      for (guint tries = 0; tries == 0 || (i == 4 && next->recovered == NULL && tries < 8); tries++, ms *= 2)
        run_and_kill (seed * 10 + i, what, kind, ms, next);
      if (next->recovered != NULL && !may_come_back (told, next->recovered))
        g_error ("round %u.%u: %s came back, which is none of the last\n%s\n--- and then\n%s", seed, i, next->recovered,
                 told->log->str, next->log->str);
      if (next->recovered == NULL) /* killed while it brought the work back */
        {
          told_free (next);
          continue;
        }
      told_free (told);
      told = next;
    }
  told_free (told);
}

static void
test_killed (void)
{
  const guint rounds = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0 ? 200 : 20;

  for (guint seed = 1; seed <= rounds; seed++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);

      empty_state ();
      one_round (seed, folder);
      sl_test_remove_tree (folder);
    }
}

/* --- single cases --- */

typedef struct {
  char *folder, *path;
} Place;

static void
place_set_up (Place *p, gconstpointer data)
{
  g_autofree char *text = NULL;

  empty_state ();
  p->folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
  p->path = g_build_filename (p->folder, "plan.sightline", NULL);
  g_assert_true (g_file_get_contents (SAMPLE ("small-flat.sightline"), &text, NULL, NULL));
  g_assert_true (g_file_set_contents (p->path, text, -1, NULL));
}

static void
place_tear_down (Place *p, gconstpointer data)
{
  sl_test_remove_tree (p->folder);
  g_free (p->folder);
  g_free (p->path);
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
set (SlDocument *document, const char *id, const char *path, const char *value)
{
  g_autoptr (SlCommand) command = sl_command_new ("Set");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, id, path, value);
  sl_document_apply (document, command, &error);
  g_assert_no_error (error);
}

static void
assert_value (SlDocument *document, const char *id, const char *path, const char *value)
{
  g_autofree char *is = sl_entity_get (sl_plan_find (sl_document_plan (document), id), path, NULL);

  g_assert_cmpstr (is, ==, value);
}

/* What a dead program leaves: its log, which nobody holds. */
static void
leave (void (*work) (const Place *p), const Place *p)
{
  const pid_t child = fork ();
  int status;

  if (child == 0)
    {
      work (p);
      _exit (0);
    }
  waitpid (child, &status, 0);
  g_assert_cmpint (status, ==, 0);
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

static void
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
  g_assert_false (sl_document_save (again, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CHANGED);
  g_assert_true (sl_document_save_over (again, NULL, NULL));
  g_assert_false (sl_document_changed_on_disk (again));
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
  const pid_t child = fork ();
  if (child == 0)
    {
      sl_document_recover (must_open (p->path), 0, NULL, NULL);
      _exit (1); /* as one that crashes over what came back */
    }
  waitpid (child, NULL, 0);
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
      const pid_t child = fork ();
      if (child == 0)
        _exit (sl_document_new_recovered (behind->log, 0, NULL, NULL) != NULL ? 0 : 1);
      int status;
      waitpid (child, &status, 0);
      g_assert_cmpint (status, ==, 0);
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
    { "/session/journal/no-state", test_no_state }, { "/session/journal/closed", test_closed },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Place, NULL, place_set_up, tests[i].run, place_tear_down);
  g_test_add_func ("/session/journal/killed", test_killed);
}
