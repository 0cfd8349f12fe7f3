#include "sl-journal.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "sl-journal-left.h"
#include "sl-journal-writer.h"

enum { QUIET_US = 200000, LATEST_US = 1000000 };

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
  char       *text;     /* command, or path, or names of steps */
  char       *checksum;
  guint64     from, to; /* serials */
  SlPlan     *from_plan, *plan;
  guint      *flushed;  /* borrowed: set under the lock */
} Message;

struct SlJournal {
  GThread         *thread;
  GAsyncQueue     *messages;
  SlJournalWriter *writer; /* the thread's, but for its trouble */
  gboolean         shared;
  SlJournalLeft    left;
  GMutex           lock;   /* of the answers to messages */
  GCond            done;
};

/* --- the thread --- */

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

/* The log that was left becomes the journal's own. */
static void
adopt (SlJournal *j, const Message *m)
{
  sl_journal_writer_adopt (j->writer, g_steal_pointer (&j->left.file), j->left.fd, j->left.summary.session + 1,
                           m->checksum, m->to, m->text);
  j->left.fd = -1;
}

static void
handle (SlJournal *j, Message *m)
{
  SlJournalWriter *w = j->writer;

  switch (m->type)
    {
    case MESSAGE_STEP: sl_journal_writer_step (w, m->text, m->from, m->from_plan, m->to, m->plan); break;
    case MESSAGE_AT: sl_journal_writer_at (w, m->to, m->plan); break;
    case MESSAGE_FILE: sl_journal_writer_file (w, m->text, m->checksum, m->to); break;
    case MESSAGE_DONE: sl_journal_writer_done (w, m->text, m->checksum, m->to); break;
    case MESSAGE_MOVE: sl_journal_writer_move (w, m->text, m->checksum, m->to); break;
    case MESSAGE_ADOPT: adopt (j, m); break;
    case MESSAGE_FLUSH: sl_journal_writer_retry (w); sl_journal_writer_sync (w); break;
    case MESSAGE_STOP: break;
    }
  tell_flushed (j, m);
}

/* NULL when it was quiet, or something is not synced for a second, or should be tried again. */
static Message *
next_message (SlJournal *j)
{
  const gint64 unsynced_us = sl_journal_writer_unsynced_us (j->writer);

  if (unsynced_us == 0 && !sl_journal_writer_lacks (j->writer))
    return g_async_queue_pop (j->messages);
  return g_async_queue_timeout_pop (j->messages, (guint64) CLAMP (LATEST_US - unsynced_us, 1, QUIET_US));
}

/* Writes at once; syncs when it is quiet, and after a second in any case. */
static gpointer
write_messages (gpointer data)
{
  SlJournal *j = data;
  gboolean stops = FALSE;

  while (!stops)
    {
      Message *m = next_message (j);

      if (m == NULL)
        sl_journal_writer_retry (j->writer);
      if (m == NULL || sl_journal_writer_unsynced_us (j->writer) > LATEST_US)
        sl_journal_writer_sync (j->writer);
      if (m == NULL)
        continue;
      handle (j, m);
      stops = m->type == MESSAGE_STOP;
      message_free (m);
    }
  return NULL;
}

/* --- the journal --- */

static SlJournal *
journal_new (const char *path, const char *checksum, guint64 serial)
{
  SlJournal *j = g_new0 (SlJournal, 1);

  g_mutex_init (&j->lock);
  g_cond_init (&j->done);
  j->messages = g_async_queue_new_full ((GDestroyNotify) message_free);
  j->writer = sl_journal_writer_new (path, checksum, serial);
  j->left.fd = -1;
  return j;
}

SlJournal *
sl_journal_new (const char *path, const char *checksum, guint64 serial)
{
  SlJournal *j = journal_new (path, checksum, serial);

  if (path != NULL)
    j->shared = sl_journal_left_find (&j->left, path, checksum);
  sl_journal_writer_begin (j->writer); /* which also tells others that somebody edits */
  j->thread = g_thread_new ("journal", write_messages, j);
  return j;
}

SlJournal *
sl_journal_new_from_log (const char *log)
{
  SlJournal *j = journal_new (NULL, NULL, 0);
  gboolean in_use, found = sl_journal_left_look (log, NULL, &j->left, &in_use);

  j->thread = g_thread_new ("journal", write_messages, j);
  if (found)
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
  sl_journal_writer_free (j->writer);
  sl_journal_left_clear (&j->left);
  g_async_queue_unref (j->messages);
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
  return sl_journal_writer_trouble (j->writer);
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
  send_and_wait (j, file_message (MESSAGE_DONE, path, checksum, serial));
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

/* With spaces between them; free with g_free(). */
static char *
names_of (const SlReplay *replay)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < replay->names->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", (const char *) replay->names->pdata[i]);
  return g_string_free (names, FALSE);
}

SlReplay *
sl_journal_recover (SlJournal *j, const char *checksum, guint leave_out)
{
  g_autoptr (GString) attempt = sl_journal_record (SL_RECORD_TRY, NULL, NULL, "", 0);
  SlReplay *replay;

  if (j->left.fd < 0)
    return NULL;
  /* should this crash, the next one knows; the end of the log may be torn */
  g_string_prepend_c (attempt, '\n');
  if (write (j->left.fd, attempt->str, attempt->len) == (gssize) attempt->len)
    fdatasync (j->left.fd);
  replay = sl_journal_log_replay (j->left.file, checksum, leave_out);
  if (replay == NULL)
    return NULL;
  /* the history that is made of it counts its steps from 0 */
  g_autofree char *names = names_of (replay);
  send_and_wait (j, file_message (MESSAGE_ADOPT, names, replay->checksum,
                                  replay->saved >= 0 ? (guint64) replay->saved : G_MAXUINT64));
  sl_journal_summary_clear (&j->left.summary);
  return replay;
}

void
sl_journal_forget (SlJournal *j)
{
  if (j->left.fd >= 0)
    g_unlink (j->left.file);
  sl_journal_left_clear (&j->left);
}
