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
 *   saved        nothing of the last state is unsaved
 *   going        to a step that was told at some time; then comes its state, or that it stayed
 *   theirs SUM   another program wrote this into the file, or will in a moment
 *   ours         it is not in the file any more
 *   safe         what it is now must not be lost any more
 *   recovered SUM
 *
 * What is told is some moments ahead of what is kept. Where one of the states that may come back has nothing unsaved,
 * so may what another program wrote, even when the plan was edited in between. */

typedef struct {
  SlDocument *document;
  GRand      *random;
  char       *folder;
  guint       names;
  int         limited; /* operations until the disk has room again; −1: it has */
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
say_state (const Editor *e)
{
  say_plan ("state", sl_document_plan (e->document));
  if (!sl_document_is_changed (e->document))
    say ("saved", "");
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

/* Undo and redo lead to states that have been told, but perhaps long ago. */
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
      say_state (e);
    }
}

/* The file holds it: nothing before it may come back. */
static void
say_saved (const Editor *e)
{
  say_state (e);
  say ("safe", "");
  say ("ours", "");
}

static void
save (Editor *e, gboolean elsewhere)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("%s/plan-%d-%u.sightline", e->folder, (int) getpid (), ++e->names);

  if (elsewhere || sl_document_path (e->document) == NULL)
    {
      say ("path", path);
      if (sl_document_save (e->document, path, &error))
        say_saved (e);
      else
        say ("path", sl_document_path (e->document) != NULL ? sl_document_path (e->document) : "");
    }
  else if (sl_document_save (e->document, NULL, &error))
    say_saved (e);
  else if (g_error_matches (error, SL_ERROR, SL_ERROR_CHANGED))
    {
      g_assert_true (sl_document_changed_on_disk (e->document));
      if (g_rand_boolean (e->random) && sl_document_save_over (e->document, NULL, NULL))
        say_saved (e);
    }
}

/* Another program writes the file. */
static void
change_outside (Editor *e)
{
  const char *path = sl_document_path (e->document);
  g_autoptr (SlPlan) plan = path != NULL ? sl_plan_file_read (path, NULL, NULL, NULL) : NULL;
  g_autoptr (SlCommand) command = sl_command_new ("Outside");
  g_autofree char *id = plan != NULL ? sl_plan_free_id (plan, "outside") : NULL, *text = NULL, *theirs = NULL;
  gsize length;

  if (plan == NULL || e->limited >= 0)
    return;
  sl_command_add (command, SL_KIND_MARK, id);
  g_autoptr (SlPlan) changed = sl_plan_apply (plan, command, NULL);
  theirs = sum_of (changed);
  say ("theirs", theirs);
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
  g_autoptr (SlPlan) file = g_str_equal (argv[4], "file") ? sl_plan_file_read (argv[3], NULL, NULL, NULL) : NULL;
  e.document = open_for (argv[3], argv[4]);
  say ("path", sl_document_path (e.document) != NULL ? sl_document_path (e.document) : "");
  if (sl_document_changed_on_disk (e.document)) /* during the life of a program before this one */
    say_plan ("theirs", file);
  say_plan ("recovered", sl_document_plan (e.document));
  say_state (&e);
  for (;;)
    {
      do_something (&e);
      g_usleep ((gulong) g_rand_int_range (e.random, 0, 1500));
    }
}

/* --- the test --- */

typedef struct {
  GPtrArray *states;    /* char *: any of them may be the one that comes back; "~" before one with nothing unsaved */
  GPtrArray *theirs;    /* char *: what other programs wrote into the file */
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
  g_ptr_array_unref (told->theirs);
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
  told->going = g_str_has_prefix (line, "going");
  if (g_str_has_prefix (line, "state "))
    {
      g_ptr_array_add (told->states, g_strdup (rest + 1));
      g_hash_table_add (told->all, g_strdup (rest + 1));
    }
  else if (g_str_has_prefix (line, "saved"))
    {
      char **last = (char **) &told->states->pdata[told->states->len - 1];
      char *plain = *last;
      *last = g_strconcat ("~", plain, NULL);
      g_free (plain);
    }
  else if (g_str_has_prefix (line, "theirs "))
    g_ptr_array_add (told->theirs, g_strdup (rest + 1));
  else if (g_str_has_prefix (line, "ours"))
    g_ptr_array_set_size (told->theirs, 0);
  else if (g_str_has_prefix (line, "safe"))
    g_ptr_array_remove_range (told->states, 0, told->states->len - 1);
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
  gboolean saved = FALSE;

  if (told->going && g_hash_table_contains (told->all, sum))
    return TRUE;
  for (guint i = 0; i < told->states->len; i++)
    {
      const char *state = told->states->pdata[i];
      saved |= *state == '~';
      if (g_str_equal (state + (*state == '~'), sum))
        return TRUE;
    }
  return saved && g_ptr_array_find_with_equal_func (told->theirs, sum, g_str_equal, NULL);
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
      FILE *file = g_str_has_suffix (name, ".log") ? fopen (path, "a") : NULL;
      if (file == NULL)
        continue;
      fputs ("@do 1.77 1.78 4000 00112233445566", file);
      fclose (file);
    }
}

void
empty_journals (void)
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
  told->theirs = g_ptr_array_new_with_free_func (g_free);
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
  const gboolean is_long = g_strcmp0 (g_getenv ("SL_LONG"), "1") == 0;
  const guint first = is_long ? (guint) g_test_rand_int_range (1, 1 << 20) : 1, rounds = is_long ? 200 : 20;

  for (guint seed = first; seed < first + rounds; seed++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);

      empty_journals ();
      one_round (seed, folder);
      sl_test_remove_tree (folder);
    }
}

void
add_killed_tests (void)
{
  g_test_add_func ("/session/journal/killed", test_killed);
}
