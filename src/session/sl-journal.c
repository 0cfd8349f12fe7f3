#include "sl-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "sl-file.h"
#include "sl-plan-xml.h"
#include "sl-places.h"

struct SlJournal {
  char    *file;
  int      fd;     /* −1 when nothing can be written */
  gboolean shared; /* somebody else holds the lock */
  char    *left;   /* text of an earlier run */
};

static char *
log_name (const char *path)
{
  g_autofree char *state = sl_places_state ();
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : g_strdup_printf ("untitled %d %08x", (int) getpid (), g_random_int ());
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, absolute, -1);
  g_autofree char *name = g_strconcat (sum, ".log", NULL);

  g_mkdir_with_parents (state, 0700);
  return g_build_filename (state, name, NULL);
}

static char *
header (const char *path, const SlPlan *base)
{
  gsize length;
  g_autofree char *text = sl_plan_print (base, &length);
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  g_autofree char *escaped = g_strescape (path != NULL ? path : "", NULL);

  return g_strdup_printf ("# plan %s\n# base %s\n", escaped, sum);
}

static void
write_all (int fd, const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      gssize n = write (fd, text, length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return; /* a full disk must not stop editing; the plan itself is still in memory */
      text += n;
      length -= (gsize) n;
    }
  fdatasync (fd);
}

static void
open_log (SlJournal *journal, const char *path, const SlPlan *base)
{
  g_autofree char *start = header (path, base), *old = NULL;
  gsize length;

  journal->file = log_name (path);
  journal->fd = g_open (journal->file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (journal->fd < 0)
    return;
  if (flock (journal->fd, LOCK_EX | LOCK_NB) != 0)
    {
      journal->shared = TRUE;
      close (journal->fd);
      journal->fd = -1;
      return;
    }
  if (g_file_get_contents (journal->file, &old, &length, NULL) && g_str_has_prefix (old, start) && strlen (old) > strlen (start))
    {
      journal->left = g_strdup (old + strlen (start));
      return; /* kept until somebody decides */
    }
  if (ftruncate (journal->fd, 0) == 0)
    write_all (journal->fd, start);
}

SlJournal *
sl_journal_new (const char *path, const SlPlan *base)
{
  SlJournal *journal = g_new0 (SlJournal, 1);

  journal->fd = -1;
  open_log (journal, path, base);
  return journal;
}

static void
close_log (SlJournal *journal)
{
  if (journal->fd >= 0)
    {
      if (journal->left == NULL)
        g_unlink (journal->file);
      close (journal->fd);
    }
  journal->fd = -1;
  g_clear_pointer (&journal->file, g_free);
  g_clear_pointer (&journal->left, g_free);
}

void
sl_journal_close (SlJournal *journal)
{
  close_log (journal);
  g_free (journal);
}

void
sl_journal_append (SlJournal *journal, const char *text)
{
  if (journal->fd < 0 || journal->left != NULL)
    return;
  lseek (journal->fd, 0, SEEK_END);
  write_all (journal->fd, text);
}

void
sl_journal_restart (SlJournal *journal, const char *path, const SlPlan *base)
{
  g_clear_pointer (&journal->left, g_free);
  close_log (journal);
  journal->shared = FALSE;
  open_log (journal, path, base);
  if (journal->left != NULL) /* the state it was saved in is the new base */
    {
      g_autofree char *start = header (path, base);
      g_clear_pointer (&journal->left, g_free);
      if (ftruncate (journal->fd, 0) == 0 && lseek (journal->fd, 0, SEEK_SET) == 0)
        write_all (journal->fd, start);
    }
}

gboolean
sl_journal_is_shared (const SlJournal *journal)
{
  return journal->shared;
}

guint
sl_journal_count (const SlJournal *journal)
{
  guint count = 0;

  for (const char *at = journal->left; at != NULL && (at = strstr (at, "\nend\n")) != NULL; at++)
    count++;
  return count;
}

char *
sl_journal_left_behind (SlJournal *journal)
{
  g_autofree char *left = g_steal_pointer (&journal->left);
  g_autofree char *old = NULL;
  const char *body;

  if (left == NULL || journal->fd < 0)
    return g_steal_pointer (&left);
  /* replaying writes the same steps again: keep the header only */
  if (g_file_get_contents (journal->file, &old, NULL, NULL) && (body = strstr (old, left)) != NULL
      && ftruncate (journal->fd, body - old) == 0)
    lseek (journal->fd, 0, SEEK_END);
  return g_steal_pointer (&left);
}
