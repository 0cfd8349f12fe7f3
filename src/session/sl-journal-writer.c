#include "sl-journal-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "sl-i18n.h"
#include "sl-journal-left.h"
#include "sl-plan-xml.h"

enum { ROTATE_BYTES = 64 << 20 };

struct SlJournalWriter {
  char       *path;     /* of the plan, NULL */
  char       *file;
  int         fd;       /* −1 when there is no log */
  guint       session;
  GHashTable *known;    /* serials of steps that this log holds */
  GString    *saved;    /* the record of the file */
  guint64     serial;   /* of the step that is current, */
  SlPlan     *current;  /* NULL when none was told as yet */
  gboolean    lost;     /* it could not be written */
  goffset     size;     /* of what is whole */
  gint64      dirty_us; /* since when something is not synced, 0 */
  GMutex      lock;     /* of what follows */
  char       *trouble;
};

static void
set_trouble (SlJournalWriter *j, int code)
{
  g_mutex_lock (&j->lock);
  g_clear_pointer (&j->trouble, g_free);
  if (code != 0)
    j->trouble
      = g_strdup_printf (_("Unsaved work is not kept for a crash at present (%s); free some space or save often"),
                         g_strerror (code));
  g_mutex_unlock (&j->lock);
}

/* All or nothing. */
static gboolean
append (SlJournalWriter *j, const char *bytes, gsize length)
{
  gsize at = 0;
  int code = j->fd < 0 ? EBADF : 0;

  while (code == 0 && at < length)
    {
      const gssize n = write (j->fd, bytes + at, length - at);
      if (n < 0 && errno != EINTR)
        code = errno;
      at += (gsize) MAX (n, 0);
    }
  if (code == 0)
    {
      j->size += (goffset) length;
      if (j->dirty_us == 0)
        j->dirty_us = g_get_monotonic_time ();
      return TRUE;
    }
  if (j->fd >= 0 && at > 0)
    (void) !ftruncate (j->fd, j->size); /* what stays fails its sum */
  g_hash_table_remove_all (j->known); /* the next step is written as a whole */
  set_trouble (j, code);
  return FALSE;
}

static gboolean
append_record (SlJournalWriter *j, SlRecordKind kind, const char *a, const char *b, const char *payload, gsize length)
{
  g_autoptr (GString) record = sl_journal_record (kind, a, b, payload, length);

  return append (j, record->str, record->len);
}

static char *
step_name (const SlJournalWriter *j, guint64 serial)
{
  return g_strdup_printf ("%u.%" G_GUINT64_FORMAT, j->session, serial);
}

static GString *
file_record (const SlJournalWriter *j, SlRecordKind kind, const char *path, const char *checksum, guint64 serial)
{
  g_autofree char *step = step_name (j, serial), *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  const char *payload = absolute != NULL ? absolute : "";

  return sl_journal_record (kind, step, checksum, payload, strlen (payload));
}

static void
set_saved (SlJournalWriter *j, const char *path, const char *checksum, guint64 serial)
{
  if (j->saved != NULL)
    g_string_free (j->saved, TRUE);
  j->saved = file_record (j, SL_RECORD_DONE, path, checksum, serial);
}

static gboolean
write_plan (SlJournalWriter *j, guint64 serial, const SlPlan *plan)
{
  g_autofree char *step = step_name (j, serial);
  gsize length;
  g_autofree char *text = sl_plan_print (plan, &length);

  if (!append_record (j, SL_RECORD_PLAN, step, NULL, text, length))
    return FALSE;
  g_hash_table_add (j->known, g_memdup2 (&serial, sizeof serial));
  return TRUE;
}

static void
drop_log (char *file, int fd)
{
  if (fd >= 0)
    {
      g_unlink (file); /* while it is locked */
      close (fd);
    }
  g_free (file);
}

/* The first records of a log: which it is, and what the file holds. */
static gboolean
write_beginning (SlJournalWriter *j, const char *prefix, const char *follows)
{
  g_autofree char *generation = g_strdup_printf ("%u", sl_journal_last_generation (prefix) + 1);
  g_autofree char *name = follows != NULL ? g_path_get_basename (follows) : g_strdup ("");

  return append_record (j, SL_RECORD_LOG, generation, NULL, name, strlen (name))
         && append (j, j->saved->str, j->saved->len);
}

/* A log of its own, which holds the step where `plan` is not NULL. Nobody sees it before it is locked and that much is
 * written. `follows` is the log in whose place it is, NULL for none. */
static gboolean
begin_log (SlJournalWriter *j, const char *follows, guint64 serial, const SlPlan *plan)
{
  g_autofree char *folder = sl_journal_folder (), *prefix = sl_journal_prefix (j->path);
  g_autofree char *name = g_strdup_printf ("%s%08x%08x.log", prefix, g_random_int (), (guint) getpid ());
  g_autofree char *file = g_build_filename (folder, name, NULL), *fresh = g_strconcat (file, ".new", NULL);

  g_hash_table_remove_all (j->known);
  j->size = 0;
  j->fd = g_open (fresh, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (j->fd < 0 || flock (j->fd, LOCK_EX | LOCK_NB) != 0)
    set_trouble (j, errno);
  else if (write_beginning (j, prefix, follows) && (plan == NULL || write_plan (j, serial, plan)))
    {
      if (g_rename (fresh, file) == 0)
        {
          j->file = g_steal_pointer (&file);
          return TRUE;
        }
      set_trouble (j, errno);
    }
  drop_log (g_steal_pointer (&fresh), j->fd);
  j->fd = -1;
  return FALSE;
}

/* FALSE leaves the old log as it is, because there is no room for a new one. */
static gboolean
begin_anew (SlJournalWriter *j, guint64 serial, const SlPlan *plan)
{
  char *file = g_steal_pointer (&j->file);
  const int fd = j->fd;
  const goffset size = j->size;

  if (begin_log (j, file, serial, plan))
    {
      fdatasync (j->fd);
      drop_log (file, fd);
      return TRUE;
    }
  j->file = file;
  j->fd = fd;
  j->size = size;
  return FALSE;
}

static void
drop_own (SlJournalWriter *j)
{
  drop_log (g_steal_pointer (&j->file), j->fd);
  j->fd = -1;
  g_hash_table_remove_all (j->known);
}

static void
set_current (SlJournalWriter *j, guint64 serial, const SlPlan *plan)
{
  SlPlan *old = j->current;

  j->current = plan != NULL ? sl_plan_ref (plan) : NULL;
  j->serial = serial;
  sl_plan_unref (old);
}

static void
set_lost (SlJournalWriter *j, gboolean lost)
{
  j->lost = lost;
  if (!lost)
    set_trouble (j, 0);
}

/* TRUE when the log holds the step. */
static gboolean
ensure_known (SlJournalWriter *j, guint64 serial, const SlPlan *plan)
{
  if (g_hash_table_contains (j->known, &serial))
    return TRUE;
  return j->fd >= 0 ? write_plan (j, serial, plan) : begin_log (j, NULL, serial, plan);
}

/* Says that the current step is current. */
static void
write_place (SlJournalWriter *j)
{
  g_autofree char *step = step_name (j, j->serial);
  const gboolean known = g_hash_table_contains (j->known, &j->serial);

  set_lost (j, known ? !append_record (j, SL_RECORD_AT, step, NULL, "", 0)
                     : !ensure_known (j, j->serial, j->current));
}

/* --- what the journal asks for --- */

SlJournalWriter *
sl_journal_writer_new (const char *path, const char *checksum, guint64 serial)
{
  SlJournalWriter *j = g_new0 (SlJournalWriter, 1);

  g_mutex_init (&j->lock);
  j->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  j->path = g_strdup (path);
  j->fd = -1;
  j->session = 1;
  set_saved (j, path, checksum, serial);
  return j;
}

void
sl_journal_writer_free (SlJournalWriter *j)
{
  if (j == NULL)
    return;
  drop_log (j->file, j->fd);
  g_hash_table_unref (j->known);
  sl_plan_unref (j->current);
  g_string_free (j->saved, TRUE);
  g_free (j->trouble);
  g_free (j->path);
  g_mutex_clear (&j->lock);
  g_free (j);
}

gboolean
sl_journal_writer_begin (SlJournalWriter *j)
{
  return begin_log (j, NULL, 0, NULL);
}

char *
sl_journal_writer_trouble (SlJournalWriter *j)
{
  char *trouble;

  g_mutex_lock (&j->lock);
  trouble = g_strdup (j->trouble);
  g_mutex_unlock (&j->lock);
  return trouble;
}

void
sl_journal_writer_retry (SlJournalWriter *j)
{
  if (j->lost)
    write_place (j);
}

void
sl_journal_writer_step (SlJournalWriter *j, const char *command, guint64 from_serial, const SlPlan *from,
                        guint64 to_serial, const SlPlan *to)
{
  g_autofree char *first = step_name (j, from_serial), *second = step_name (j, to_serial);

  if (j->size > ROTATE_BYTES && g_hash_table_size (j->known) > 1)
    begin_anew (j, from_serial, from);
  set_current (j, to_serial, to);
  set_lost (j, !ensure_known (j, from_serial, from)
               || !append_record (j, SL_RECORD_DO, first, second, command, strlen (command)));
  if (!j->lost)
    g_hash_table_add (j->known, g_memdup2 (&to_serial, sizeof to_serial));
}

void
sl_journal_writer_at (SlJournalWriter *j, guint64 serial, const SlPlan *plan)
{
  set_current (j, serial, plan);
  write_place (j);
}

/* The plan was edited, or steps undone, while the file was written: then what comes after the record of the file says
 * so, else all would be taken for saved. */
static void
tell_what_came_since (SlJournalWriter *j, guint64 saved)
{
  if (j->current != NULL && j->serial != saved)
    write_place (j);
}

void
sl_journal_writer_file (SlJournalWriter *j, const char *path, const char *checksum, guint64 serial)
{
  g_autoptr (GString) record = file_record (j, SL_RECORD_FILE, path, checksum, serial);

  if (j->fd >= 0 && append (j, record->str, record->len))
    tell_what_came_since (j, serial);
}

void
sl_journal_writer_done (SlJournalWriter *j, const char *path, const char *checksum, guint64 serial)
{
  const gboolean is_current = j->current == NULL || j->serial == serial;

  set_saved (j, path, checksum, serial);
  if (j->fd < 0)
    return;
  if (append (j, j->saved->str, j->saved->len))
    tell_what_came_since (j, serial);
  else if (!begin_anew (j, j->serial, is_current ? NULL : j->current) && (is_current || j->lost))
    drop_own (j); /* it holds nothing newer than the file, for which it would be taken */
  if (is_current)
    set_lost (j, FALSE);
}

void
sl_journal_writer_move (SlJournalWriter *j, const char *path, const char *checksum, guint64 serial)
{
  g_free (j->path);
  j->path = g_strdup (path);
  set_saved (j, path, checksum, serial);
  set_current (j, 0, NULL);
  set_lost (j, FALSE);
  if (!begin_anew (j, 0, NULL))
    drop_own (j); /* nobody would look for it under the new path, and all of it is saved */
}

void
sl_journal_writer_adopt (SlJournalWriter *j, char *file, int fd, guint session, const char *checksum, guint64 serial,
                         const char *names)
{
  g_autofree char *number = g_strdup_printf ("%u", session);

  drop_log (j->file, j->fd);
  j->file = file;
  j->fd = fd;
  j->session = session;
  set_saved (j, j->path, checksum, serial);
  j->size = lseek (fd, 0, SEEK_END);
  g_hash_table_remove_all (j->known);
  append_record (j, SL_RECORD_TOOK, number, NULL, names, strlen (names));
}

gint64
sl_journal_writer_unsynced_us (const SlJournalWriter *j)
{
  return j->dirty_us != 0 ? MAX (g_get_monotonic_time () - j->dirty_us, 1) : 0;
}

gboolean
sl_journal_writer_lacks (const SlJournalWriter *j)
{
  return j->lost;
}

void
sl_journal_writer_sync (SlJournalWriter *j)
{
  if (j->fd >= 0 && j->dirty_us != 0 && fdatasync (j->fd) != 0)
    set_trouble (j, errno);
  j->dirty_us = 0;
}
