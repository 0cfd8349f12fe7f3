#include "sl-journal-left.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "sl-file.h"
#include "sl-places.h"
#include "sl-plan-xml.h"

enum { BEGINNING_S = 60 }; /* longer than it takes to make a file and lock it */

char *
sl_journal_folder (void)
{
  char *state = sl_places_state ();

  g_mkdir_with_parents (state, 0700);
  return state;
}

char *
sl_journal_prefix (const char *path)
{
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  g_autofree char *sum = absolute != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, absolute, -1) : NULL;

  return sum != NULL ? g_strdup_printf ("%.32s-", sum) : g_strdup ("untitled-");
}

static int
lock_log (const char *file)
{
  int fd = g_open (file, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  close (fd);
  return -1;
}

void
sl_journal_left_clear (SlJournalLeft *left)
{
  if (left->fd >= 0)
    close (left->fd);
  left->fd = -1;
  g_clear_pointer (&left->file, g_free);
  sl_journal_summary_clear (&left->summary);
}

/* Of the file as it is; NULL when there is none. Free with g_free(). */
static char *
checksum_of (const char *path)
{
  SlFileState state;
  g_autofree char *data = NULL;

  if (path == NULL || !sl_file_read_state (path, SL_PLAN_MAX_BYTES, &data, NULL, &state, NULL))
    return NULL;
  return g_strdup (state.checksum);
}

/* The program was killed when it had written another file and did not know yet. */
static gboolean
is_saved_elsewhere (const SlJournalLeft *left)
{
  const SlJournalSummary *summary = &left->summary;
  g_autofree char *checksum = NULL;
  SlJournalSummary there;
  guint steps;

  if (summary->target == NULL || g_strcmp0 (summary->target, summary->path) == 0
      || (checksum = checksum_of (summary->target)) == NULL || !sl_journal_log_scan (left->file, checksum, &there))
    return FALSE;
  steps = there.steps;
  sl_journal_summary_clear (&there);
  return steps == 0;
}

gboolean
sl_journal_left_look (const char *file, const char *checksum, SlJournalLeft *left, gboolean *in_use)
{
  *left = (SlJournalLeft) { g_strdup (file), lock_log (file), { 0 } };
  *in_use = left->fd < 0 && errno == EWOULDBLOCK;
  if (left->fd >= 0 && sl_journal_log_scan (file, checksum, &left->summary) && left->summary.steps > 0
      && !is_saved_elsewhere (left))
    return TRUE;
  if (left->fd >= 0)
    g_unlink (file);
  sl_journal_left_clear (left);
  return FALSE;
}

static gint64
time_of (const char *file)
{
  GStatBuf info;

  return g_stat (file, &info) == 0 ? info.st_mtime : 0;
}

/* Files in the state folder whose names begin and end so. */
static GPtrArray *
list_files (const char *prefix, const char *suffix)
{
  g_autofree char *folder = sl_journal_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, suffix))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  return files;
}

/* Removes a file that no program has open. */
static void
remove_dead (const char *file)
{
  const int fd = lock_log (file);

  if (fd < 0)
    return;
  g_unlink (file);
  close (fd);
}

/* Beginnings that a killed program left. A living one locks its own at once. */
static void
remove_beginnings (void)
{
  g_autoptr (GPtrArray) files = list_files ("", ".log.new");

  for (guint i = 0; i < files->len; i++)
    if (g_get_real_time () / G_USEC_PER_SEC - time_of (files->pdata[i]) > BEGINNING_S)
      remove_dead (files->pdata[i]);
}

/* The program was killed after it had begun a log in place of another, and before that one was gone. */
static void
remove_followed (const char *file)
{
  g_autofree char *follows = NULL;

  sl_journal_log_generation (file, &follows);
  if (follows == NULL)
    return;
  g_autofree char *folder = g_path_get_dirname (file), *name = g_path_get_basename (follows);
  g_autofree char *followed = g_build_filename (folder, name, NULL);
  if (g_str_has_suffix (followed, ".log") && !g_str_equal (followed, file))
    remove_dead (followed);
}

/* Logs in the state folder whose names begin so, without those in whose place another is. */
static GPtrArray *
list_logs (const char *prefix)
{
  g_autoptr (GPtrArray) files = list_files (prefix, ".log");

  remove_beginnings ();
  for (guint i = 0; i < files->len; i++)
    remove_followed (files->pdata[i]);
  return list_files (prefix, ".log");
}

guint
sl_journal_last_generation (const char *prefix)
{
  g_autoptr (GPtrArray) files = list_files (prefix, ".log");
  guint last = 0;

  for (guint i = 0; i < files->len; i++)
    last = MAX (last, sl_journal_log_generation (files->pdata[i], NULL));
  return last;
}

gboolean
sl_journal_left_find (SlJournalLeft *found, const char *path, const char *checksum)
{
  g_autofree char *prefix = sl_journal_prefix (path);
  g_autoptr (GPtrArray) files = list_logs (prefix);
  gboolean any_in_use = FALSE;
  guint newest = 0;

  *found = (SlJournalLeft) { .fd = -1 };
  for (guint i = 0; i < files->len; i++)
    {
      gboolean in_use;
      SlJournalLeft left;

      if (sl_journal_left_look (files->pdata[i], checksum, &left, &in_use))
        {
          const guint generation = sl_journal_log_generation (left.file, NULL);
          if (found->fd < 0 || generation > newest)
            {
              const SlJournalLeft older = *found;
              *found = left;
              left = older;
              newest = generation;
            }
          sl_journal_left_clear (&left);
        }
      any_in_use |= in_use;
    }
  return any_in_use;
}

static void
left_behind_free (gpointer data)
{
  SlLeftBehind *left = data;

  g_free (left->log);
  g_free (left->path);
  g_free (left);
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const SlLeftBehind *one = *(const SlLeftBehind *const *) a, *other = *(const SlLeftBehind *const *) b;

  return one->time < other->time ? 1 : one->time > other->time ? -1 : 0;
}

GPtrArray *
sl_journals_left_behind (void)
{
  g_autoptr (GPtrArray) files = list_logs ("");
  GPtrArray *list = g_ptr_array_new_with_free_func (left_behind_free);

  for (guint i = 0; i < files->len; i++)
    {
      SlJournalSummary summary;
      gboolean in_use;
      SlJournalLeft left;

      if (!sl_journal_log_scan (files->pdata[i], NULL, &summary))
        continue;
      g_autofree char *checksum = checksum_of (summary.path);
      sl_journal_summary_clear (&summary);
      if (!sl_journal_left_look (files->pdata[i], checksum, &left, &in_use))
        continue;
      SlLeftBehind *behind = g_new0 (SlLeftBehind, 1);
      *behind = (SlLeftBehind) { g_strdup (files->pdata[i]), g_steal_pointer (&left.summary.path), left.summary.steps,
                                 left.summary.attempts, time_of (files->pdata[i]) };
      g_ptr_array_add (list, behind);
      sl_journal_left_clear (&left);
    }
  g_ptr_array_sort (list, newest_first);
  return list;
}
