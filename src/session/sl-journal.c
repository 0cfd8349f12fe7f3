#include "sl-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-places.h"
#include "sl-plan-xml.h"

enum { QUIET_US = 200000, LATEST_US = 1000000, ROTATE_BYTES = 64 << 20 };

typedef enum {
  MESSAGE_STEP,
  MESSAGE_AT,
  MESSAGE_FILE,
  MESSAGE_DONE,
  MESSAGE_MOVE,
  MESSAGE_ADOPT,
  MESSAGE_FLUSH,
  MESSAGE_STOP,
} MessageType;

typedef struct {
  MessageType type;
  char       *text;     /* command, or path */
  char       *checksum;
  guint64     from, to; /* serials */
  SlPlan     *from_plan, *plan;
  guint      *flushed;  /* borrowed: set under the lock */
} Message;

/* A log that a crash left; locked by `fd`. */
typedef struct {
  char            *file;
  int              fd; /* −1 for none */
  SlJournalSummary summary;
} Left;

struct SlJournal {
  GThread     *thread;
  GAsyncQueue *messages;
  gboolean     shared;
  Left         left;
  GMutex       lock;    /* of what follows */
  GCond        done;
  char        *trouble;
  /* the thread's own */
  char        *path;    /* of the plan, NULL */
  char        *file;
  int          fd;      /* −1 when there is no log */
  guint        session;
  GHashTable  *known;   /* serials of steps that this log holds */
  GString     *saved;   /* the record of the file */
  guint64      lost_serial; /* the step that could not be written, */
  SlPlan      *lost;    /* NULL when all is written */
  goffset      size;    /* of what is whole */
  gint64       dirty_us; /* since when something is not synced, 0 */
};

/* --- names and locks --- */

static char *
state_folder (void)
{
  char *state = sl_places_state ();

  g_mkdir_with_parents (state, 0700);
  return state;
}

/* Logs of one plan begin alike. */
static char *
prefix_of (const char *path)
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

/* --- writing: in the thread --- */

static void
set_trouble (SlJournal *j, int code)
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
append (SlJournal *j, const char *bytes, gsize length)
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
append_record (SlJournal *j, SlRecordKind kind, const char *a, const char *b, const char *payload, gsize length)
{
  g_autoptr (GString) record = sl_journal_record (kind, a, b, payload, length);

  return append (j, record->str, record->len);
}

static char *
step_name (const SlJournal *j, guint64 serial)
{
  return g_strdup_printf ("%u.%" G_GUINT64_FORMAT, j->session, serial);
}

static GString *
file_record (const SlJournal *j, SlRecordKind kind, const char *path, const char *checksum, guint64 serial)
{
  g_autofree char *step = step_name (j, serial), *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  const char *payload = absolute != NULL ? absolute : "";

  return sl_journal_record (kind, step, checksum, payload, strlen (payload));
}

static void
set_saved (SlJournal *j, const char *path, const char *checksum, guint64 serial)
{
  if (j->saved != NULL)
    g_string_free (j->saved, TRUE);
  j->saved = file_record (j, SL_RECORD_DONE, path, checksum, serial);
}

/* A log of its own that says which file there is. Nobody sees it before it is locked. */
static gboolean
begin_log (SlJournal *j)
{
  g_autofree char *folder = state_folder (), *prefix = prefix_of (j->path);
  g_autofree char *name = g_strdup_printf ("%s%08x%08x.log", prefix, g_random_int (), (guint) getpid ());
  g_autofree char *file = g_build_filename (folder, name, NULL), *fresh = g_strconcat (file, ".new", NULL);
  int fd = g_open (fresh, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0 || g_rename (fresh, file) != 0)
    {
      set_trouble (j, errno);
      if (fd >= 0)
        close (fd);
      g_unlink (fresh);
      return FALSE;
    }
  j->fd = fd;
  j->file = g_steal_pointer (&file);
  j->size = 0;
  g_hash_table_remove_all (j->known);
  return append (j, j->saved->str, j->saved->len);
}

static gboolean
write_plan (SlJournal *j, guint64 serial, const SlPlan *plan)
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

/* The old log goes when the new one holds the plan, and stays when there is no room for it. */
static void
begin_anew (SlJournal *j, guint64 serial, const SlPlan *plan)
{
  char *file = g_steal_pointer (&j->file);
  const int fd = j->fd;
  const goffset size = j->size;

  j->fd = -1;
  if (begin_log (j) && (plan == NULL || write_plan (j, serial, plan)))
    {
      fdatasync (j->fd);
      drop_log (file, fd);
      return;
    }
  drop_log (j->file, j->fd);
  j->file = file;
  j->fd = fd;
  j->size = size;
}

static void
set_lost (SlJournal *j, guint64 serial, const SlPlan *plan)
{
  SlPlan *old = j->lost;

  j->lost = plan != NULL ? sl_plan_ref (plan) : NULL;
  j->lost_serial = serial;
  sl_plan_unref (old);
  if (plan == NULL)
    set_trouble (j, 0);
}

/* TRUE when the log holds the step. */
static gboolean
ensure_known (SlJournal *j, guint64 serial, const SlPlan *plan)
{
  if (g_hash_table_contains (j->known, &serial))
    return TRUE;
  return (j->fd >= 0 || begin_log (j)) && write_plan (j, serial, plan);
}

static void
write_lost (SlJournal *j)
{
  if (j->lost != NULL && ensure_known (j, j->lost_serial, j->lost))
    set_lost (j, 0, NULL);
}

static void
write_step (SlJournal *j, const Message *m)
{
  g_autofree char *from = step_name (j, m->from), *to = step_name (j, m->to);

  if (j->size > ROTATE_BYTES && g_hash_table_size (j->known) > 1)
    begin_anew (j, m->from, m->from_plan);
  if (ensure_known (j, m->from, m->from_plan)
      && append_record (j, SL_RECORD_DO, from, to, m->text, strlen (m->text)))
    {
      g_hash_table_add (j->known, g_memdup2 (&m->to, sizeof m->to));
      set_lost (j, 0, NULL);
    }
  else
    set_lost (j, m->to, m->plan);
}

static void
write_at (SlJournal *j, const Message *m)
{
  g_autofree char *step = step_name (j, m->to);
  const gboolean known = g_hash_table_contains (j->known, &m->to);

  if (known ? append_record (j, SL_RECORD_AT, step, NULL, "", 0) : ensure_known (j, m->to, m->plan))
    set_lost (j, 0, NULL);
  else
    set_lost (j, m->to, m->plan);
}

static void
write_file (SlJournal *j, const Message *m)
{
  g_autoptr (GString) record = file_record (j, SL_RECORD_FILE, m->text, m->checksum, m->to);

  if (j->fd >= 0)
    append (j, record->str, record->len);
}

static void
write_done (SlJournal *j, const Message *m)
{
  set_saved (j, m->text, m->checksum, m->to);
  if (j->fd >= 0)
    append (j, j->saved->str, j->saved->len);
}

static void
move_log (SlJournal *j, const Message *m)
{
  g_free (j->path);
  j->path = g_strdup (m->text);
  set_saved (j, m->text, m->checksum, m->to);
  set_lost (j, 0, NULL);
  begin_anew (j, 0, NULL);
}

/* Takes the log that was left, and names its own steps otherwise. */
static void
adopt_log (SlJournal *j, const Message *m)
{
  drop_log (g_steal_pointer (&j->file), j->fd);
  j->file = g_steal_pointer (&j->left.file);
  j->fd = j->left.fd;
  j->left.fd = -1;
  j->session = j->left.summary.session + 1;
  j->size = lseek (j->fd, 0, SEEK_END);
  g_hash_table_remove_all (j->known);
}

static void
sync_log (SlJournal *j)
{
  if (j->fd >= 0 && j->dirty_us != 0 && fdatasync (j->fd) != 0)
    set_trouble (j, errno);
  j->dirty_us = 0;
}

static void
message_free (Message *m)
{
  g_free (m->text);
  g_free (m->checksum);
  sl_plan_unref (m->from_plan);
  sl_plan_unref (m->plan);
  g_free (m);
}

static void
tell_flushed (SlJournal *j, const Message *m)
{
  if (m->flushed == NULL)
    return;
  g_mutex_lock (&j->lock);
  *m->flushed = TRUE;
  g_cond_broadcast (&j->done);
  g_mutex_unlock (&j->lock);
}

static void
handle (SlJournal *j, Message *m)
{
  switch (m->type)
    {
    case MESSAGE_STEP: write_step (j, m); break;
    case MESSAGE_AT: write_at (j, m); break;
    case MESSAGE_FILE: write_file (j, m); break;
    case MESSAGE_DONE: write_done (j, m); break;
    case MESSAGE_MOVE: move_log (j, m); break;
    case MESSAGE_ADOPT: adopt_log (j, m); break;
    case MESSAGE_FLUSH: write_lost (j); sync_log (j); break;
    case MESSAGE_STOP: break;
    }
  tell_flushed (j, m);
}

/* Writes at once; syncs when it is quiet, and after a second in any case. */
static gpointer
write_messages (gpointer data)
{
  SlJournal *j = data;
  gboolean stops = FALSE;

  while (!stops)
    {
      const gboolean waits = j->dirty_us != 0 || j->lost != NULL;
      Message *m = waits ? g_async_queue_timeout_pop (j->messages, QUIET_US) : g_async_queue_pop (j->messages);

      if (m == NULL)
        write_lost (j);
      if (m == NULL || (j->dirty_us != 0 && g_get_monotonic_time () - j->dirty_us > LATEST_US))
        sync_log (j);
      if (m == NULL)
        continue;
      handle (j, m);
      stops = m->type == MESSAGE_STOP;
      message_free (m);
    }
  return NULL;
}

/* --- what a crash left --- */

static void
left_clear (Left *left)
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
is_saved_elsewhere (const Left *left)
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

/* Locks the log; removes it when all of it is saved. FALSE when there is nothing to bring back; `in_use` when another
 * program has it. */
static gboolean
look_at (const char *file, const char *checksum, Left *left, gboolean *in_use)
{
  *left = (Left) { g_strdup (file), lock_log (file), { 0 } };
  *in_use = left->fd < 0 && errno == EWOULDBLOCK;
  if (left->fd >= 0 && sl_journal_log_scan (file, checksum, &left->summary) && left->summary.steps > 0
      && !is_saved_elsewhere (left))
    return TRUE;
  if (left->fd >= 0)
    g_unlink (file);
  left_clear (left);
  return FALSE;
}

static gint64
time_of (const char *file)
{
  GStatBuf info;

  return g_stat (file, &info) == 0 ? info.st_mtime : 0;
}

/* Files in the state folder whose names begin so. */
static GPtrArray *
list_logs (const char *prefix)
{
  g_autofree char *folder = state_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".log"))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  return files;
}

/* The newest of this plan's. */
static void
find_left (SlJournal *j, const char *path, const char *checksum)
{
  g_autofree char *prefix = prefix_of (path);
  g_autoptr (GPtrArray) files = list_logs (prefix);

  for (guint i = 0; i < files->len; i++)
    {
      gboolean in_use;
      Left left;

      if (look_at (files->pdata[i], checksum, &left, &in_use))
        {
          if (j->left.fd < 0 || time_of (left.file) > time_of (j->left.file))
            {
              const Left older = j->left;
              j->left = left;
              left = older;
            }
          left_clear (&left);
        }
      j->shared |= in_use;
    }
}

static SlJournal *
journal_new (const char *path, const char *checksum, guint64 serial)
{
  SlJournal *j = g_new0 (SlJournal, 1);

  g_mutex_init (&j->lock);
  g_cond_init (&j->done);
  j->messages = g_async_queue_new_full ((GDestroyNotify) message_free);
  j->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  j->path = g_strdup (path);
  j->fd = j->left.fd = -1;
  j->session = 1;
  set_saved (j, path, checksum, serial);
  return j;
}

SlJournal *
sl_journal_new (const char *path, const char *checksum, guint64 serial)
{
  SlJournal *j = journal_new (path, checksum, serial);

  if (path != NULL)
    find_left (j, path, checksum);
  begin_log (j); /* which also tells others that somebody edits */
  j->thread = g_thread_new ("journal", write_messages, j);
  return j;
}

SlJournal *
sl_journal_new_from_log (const char *log)
{
  SlJournal *j = journal_new (NULL, NULL, 0);
  gboolean in_use;

  if (!look_at (log, NULL, &j->left, &in_use))
    j->left.fd = -1;
  j->thread = g_thread_new ("journal", write_messages, j);
  if (j->left.fd >= 0)
    return j;
  sl_journal_close (j);
  return NULL;
}

static Message *
message (MessageType type)
{
  Message *m = g_new0 (Message, 1);

  m->type = type;
  return m;
}

/* Sends it and waits until it is handled. */
static void
send_and_wait (SlJournal *j, Message *m)
{
  guint flushed = FALSE;

  m->flushed = &flushed;
  g_async_queue_push (j->messages, m);
  g_mutex_lock (&j->lock);
  while (!flushed)
    g_cond_wait (&j->done, &j->lock);
  g_mutex_unlock (&j->lock);
}

void
sl_journal_close (SlJournal *j)
{
  if (j == NULL)
    return;
  g_async_queue_push (j->messages, message (MESSAGE_STOP));
  g_thread_join (j->thread);
  drop_log (j->file, j->fd);
  left_clear (&j->left);
  g_async_queue_unref (j->messages);
  g_hash_table_unref (j->known);
  sl_plan_unref (j->lost);
  g_string_free (j->saved, TRUE);
  g_free (j->trouble);
  g_free (j->path);
  g_cond_clear (&j->done);
  g_mutex_clear (&j->lock);
  g_free (j);
}

gboolean
sl_journal_is_shared (const SlJournal *j)
{
  return j->shared;
}

char *
sl_journal_trouble (SlJournal *j)
{
  char *trouble;

  g_mutex_lock (&j->lock);
  trouble = g_strdup (j->trouble);
  g_mutex_unlock (&j->lock);
  return trouble;
}

void
sl_journal_step (SlJournal *j, const char *command, guint64 from_serial, const SlPlan *from, guint64 to_serial,
                 const SlPlan *to)
{
  Message *m = message (MESSAGE_STEP);

  m->text = g_strdup (command);
  m->from = from_serial;
  m->to = to_serial;
  m->from_plan = sl_plan_ref (from);
  m->plan = sl_plan_ref (to);
  g_async_queue_push (j->messages, m);
}

void
sl_journal_at (SlJournal *j, guint64 serial, const SlPlan *plan)
{
  Message *m = message (MESSAGE_AT);

  m->to = serial;
  m->plan = sl_plan_ref (plan);
  g_async_queue_push (j->messages, m);
}

static Message *
file_message (MessageType type, const char *path, const char *checksum, guint64 serial)
{
  Message *m = message (type);

  m->text = g_strdup (path);
  m->checksum = g_strdup (checksum);
  m->to = serial;
  return m;
}

void
sl_journal_file (SlJournal *j, const char *path, const char *checksum, guint64 serial)
{
  send_and_wait (j, file_message (MESSAGE_FILE, path, checksum, serial));
}

void
sl_journal_done (SlJournal *j, const char *path, const char *checksum, guint64 serial)
{
  g_async_queue_push (j->messages, file_message (MESSAGE_DONE, path, checksum, serial));
}

void
sl_journal_move (SlJournal *j, const char *path, const char *checksum, guint64 serial)
{
  send_and_wait (j, file_message (MESSAGE_MOVE, path, checksum, serial));
}

void
sl_journal_flush (SlJournal *j)
{
  send_and_wait (j, message (MESSAGE_FLUSH));
}

guint
sl_journal_steps (const SlJournal *j)
{
  return j->left.fd >= 0 ? j->left.summary.steps : 0;
}

guint
sl_journal_attempts (const SlJournal *j)
{
  return j->left.fd >= 0 ? j->left.summary.attempts : 0;
}

SlReplay *
sl_journal_recover (SlJournal *j, const char *checksum, guint leave_out)
{
  g_autoptr (GString) attempt = sl_journal_record (SL_RECORD_TRY, NULL, NULL, "", 0);
  SlReplay *replay;

  if (j->left.fd < 0)
    return NULL;
  /* should this crash, the next one knows */
  if (write (j->left.fd, attempt->str, attempt->len) == (gssize) attempt->len)
    fdatasync (j->left.fd);
  replay = sl_journal_log_replay (j->left.file, checksum, leave_out);
  if (replay == NULL)
    return NULL;
  send_and_wait (j, message (MESSAGE_ADOPT));
  sl_journal_summary_clear (&j->left.summary);
  return replay;
}

void
sl_journal_forget (SlJournal *j)
{
  if (j->left.fd >= 0)
    g_unlink (j->left.file);
  left_clear (&j->left);
}

/* --- all of them --- */

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
      Left left;

      if (!sl_journal_log_scan (files->pdata[i], NULL, &summary))
        continue;
      g_autofree char *checksum = checksum_of (summary.path);
      sl_journal_summary_clear (&summary);
      if (!look_at (files->pdata[i], checksum, &left, &in_use))
        continue;
      SlLeftBehind *behind = g_new0 (SlLeftBehind, 1);
      *behind = (SlLeftBehind) { g_strdup (files->pdata[i]), g_steal_pointer (&left.summary.path), left.summary.steps,
                                 left.summary.attempts, time_of (files->pdata[i]) };
      g_ptr_array_add (list, behind);
      left_clear (&left);
    }
  g_ptr_array_sort (list, newest_first);
  return list;
}
