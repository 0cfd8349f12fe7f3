#include <math.h>

#include "sl-account.h"
#include "sl-deadlines.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-sync-private.h"

enum { EACH_S = 300, RETRY_S = 2, TICK_S = 1 };
static const double JITTER = .25; /* of the time to wait, so that not all programs knock at once */

G_DEFINE_FINAL_TYPE (SlSync, sl_sync, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void begin (SlSync *sync, gboolean send);

static void
tell (SlSync *sync)
{
  g_signal_emit (sync, signals[CHANGED], 0);
}

/* --- asking --- */

typedef struct {
  SlSync    *sync; /* borrowed: its queue ends all jobs before it goes */
  SlPlan    *plan;
  char      *store, *file;
  gboolean   send;
  gboolean   answers, approves; /* a request of `stage` and `booking` first */
  char      *stage, *booking, *why;
  GError    *refused;           /* why it was not answered; NULL where it was */
  SlBookSync read;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  sl_plan_unref (job->plan);
  sl_book_sync_clear (&job->read);
  g_free (job->store);
  g_free (job->file);
  g_free (job->stage);
  g_free (job->booking);
  g_free (job->why);
  g_clear_error (&job->refused);
  g_free (job);
}

static gboolean
work (SlWatch *watch, gpointer data, GError **error)
{
  Job *job = data;
  const SlBookSyncOptions options = { job->store, job->file, job->send, sl_deadlines_now () };
  const SlBookReply answer = { job->stage, job->booking, job->approves, job->why };

  if (job->answers && !sl_book_reply (job->plan, &options, &answer, watch, &job->refused)
      && sl_watch_stops (watch, error))
    return FALSE;
  return sl_book_sync (job->plan, &options, watch, &job->read, error);
}

static gboolean
on_timer (gpointer data)
{
  SlSync *sync = data;

  sync->timer = 0;
  begin (sync, sync->sends_next);
  return G_SOURCE_REMOVE;
}

/* The time that is left is told while one waits. */
static gboolean
on_tick (gpointer data)
{
  tell (data);
  return G_SOURCE_CONTINUE;
}

static void
stop_waiting (SlSync *sync)
{
  g_clear_handle_id (&sync->timer, g_source_remove);
  g_clear_handle_id (&sync->tick, g_source_remove);
  sync->next = 0;
}

static void
wait_for (SlSync *sync, double seconds)
{
  stop_waiting (sync);
  sync->timer = g_timeout_add ((guint) (seconds * 1000), on_timer, sync);
  sync->next = g_get_real_time () / G_USEC_PER_SEC + (gint64) (seconds + .5);
  if (sync->state == SL_SYNC_OFFLINE)
    sync->tick = g_timeout_add_seconds (TICK_S, on_tick, sync);
}

static void
take_read (SlSync *sync, Job *job)
{
  sl_sync_know (sync, &job->read);
  sync->last = g_get_real_time () / G_USEC_PER_SEC;
  sync->state = SL_SYNC_IN_STEP;
  sync->wait_s = RETRY_S;
  sync->sends_next = FALSE;
  wait_for (sync, EACH_S);
}

static void
take_failure (SlSync *sync, Job *job, const GError *error)
{
  sl_sync_know_waiting (sync, &job->read);
  sync->trouble = g_strdup (error->message);
  if (!g_error_matches (error, SL_ERROR, SL_ERROR_OFFLINE))
    {
      sync->state = SL_SYNC_REFUSED;
      sync->sends_next = FALSE;
      return;
    }
  sync->state = SL_SYNC_OFFLINE;
  sync->sends_next = sync->sends_next || job->send;
  wait_for (sync, fmax (sync->wait_s * g_random_double_range (1 - JITTER, 1 + JITTER),
                        isnan (sl_error_retry (error)) ? 0 : sl_error_retry (error)));
  sync->wait_s = MIN (2 * sync->wait_s, EACH_S);
}

static void
done (const GError *error, gpointer data)
{
  Job *job = data;
  SlSync *sync = job->sync;
  const gboolean current = g_strcmp0 (job->store, sync->place) == 0 && g_strcmp0 (job->file, sync->file) == 0;

  g_clear_pointer (&sync->job, sl_job_unref);
  sync->sends += job->send;
  sync->sending = FALSE;
  g_clear_pointer (&sync->trouble, g_free);
  if (job->answers)
    {
      g_free (sync->answer_trouble);
      sync->answer_trouble = job->refused != NULL ? g_strdup (job->refused->message) : NULL;
    }
  if (!current) /* another store was chosen meanwhile */
    begin (sync, FALSE);
  else if (error == NULL)
    {
      const gboolean again = sync->sends_next && !job->send;
      take_read (sync, job);
      if (again)
        begin (sync, TRUE);
    }
  else if (!g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    take_failure (sync, job, error);
  tell (sync);
}

/* Takes `answer` (NULL for none), a job with what is answered. */
static void
begin_with (SlSync *sync, gboolean send, Job *answer)
{
  Job *job = answer != NULL ? answer : g_new0 (Job, 1);

  stop_waiting (sync);
  job->sync = sync;
  job->plan = sl_plan_ref (sl_editor_plan (sync->editor));
  job->store = g_strdup (sync->place);
  job->file = g_strdup (sync->file);
  job->send = send;
  sync->state = SL_SYNC_BUSY;
  sync->sending = send;
  sync->job = sl_job_ref (sl_queue_add (sync->queue, &(SlJobSpec) {
    .lane = SL_LANE_LIVE, .work = work, .done = done, .data = job, .free_data = job_free }));
  tell (sync);
}

static gboolean
is_ready (const SlSync *sync)
{
  return sync->queue != NULL && sync->place != NULL && sync->job == NULL;
}

static void
begin (SlSync *sync, gboolean send)
{
  if (is_ready (sync))
    begin_with (sync, send, NULL);
}

/* --- which store --- */

static void
set_choice (SlSync *sync, const char *file, char *choice)
{
  g_autofree char *place = file != NULL ? sl_book_choice_place (file, choice) : NULL;
  const gboolean same = g_strcmp0 (place, sync->place) == 0 && g_strcmp0 (file, sync->file) == 0;

  g_free (sync->choice);
  sync->choice = choice;
  if (same)
    return;
  stop_waiting (sync);
  sl_sync_forget (sync);
  if (sync->job != NULL)
    sl_job_cancel (sync->job);
  g_free (sync->file);
  sync->file = g_strdup (file);
  g_free (sync->place);
  sync->place = g_steal_pointer (&place);
  g_clear_pointer (&sync->trouble, g_free);
  sync->state = SL_SYNC_NONE;
  sync->sends_next = FALSE;
  sync->wait_s = RETRY_S;
}

void
sl_sync_start (SlSync *sync)
{
  const char *file = sl_document_path (sl_editor_document (sync->editor));

  sync->started = TRUE;
  if (sync->choice != NULL && g_strcmp0 (file, sync->file) == 0)
    return;
  set_choice (sync, file, file != NULL ? sl_book_choice (file) : g_strdup (SL_BOOK_NO_STORE));
  begin (sync, FALSE);
  tell (sync);
}

gboolean
sl_sync_choose (SlSync *sync, const char *store, GError **error)
{
  const char *file = sl_document_path (sl_editor_document (sync->editor));
  g_autofree char *place = NULL;
  g_autoptr (SlAccount) account = NULL;
  g_autoptr (GError) inner = NULL;

  if (file == NULL)
    sl_error_set (&inner, SL_ERROR_INPUT, _("the plan has no file yet; save it first"));
  else if ((place = sl_book_choice_place (file, store)) != NULL && sl_booking_store_is_server (place)
           && (account = sl_account_find (place, &inner)) == NULL && inner == NULL)
    sl_error_set (&inner, SL_ERROR_SERVICE, _("nobody is signed in at %s; add it among the booking servers"), place);
  else if (place != NULL && !sl_booking_store_is_server (place))
    sl_booking_store_free (sl_booking_store_open (place, NULL, NULL, sl_date_today (), &inner));
  if (inner != NULL || !sl_book_choose (file, store, &inner))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  set_choice (sync, file, g_strdup (store));
  begin (sync, FALSE);
  tell (sync);
  return TRUE;
}

void
sl_sync_now (SlSync *sync)
{
  begin (sync, sync->sends_next);
}

gboolean
sl_sync_send (SlSync *sync)
{
  if (sync->place == NULL || sync->queue == NULL)
    return FALSE;
  if (sync->job != NULL)
    sync->sends_next = TRUE;
  else
    begin (sync, TRUE);
  return TRUE;
}

gboolean
sl_sync_answer (SlSync *sync, const SlBookReply *answer)
{
  Job *job;

  if (!is_ready (sync))
    return FALSE;
  job = g_new0 (Job, 1);
  *job = (Job) { .answers = TRUE, .approves = answer->approves, .stage = g_strdup (answer->stage),
                 .booking = g_strdup (answer->booking), .why = g_strdup (answer->why) };
  begin_with (sync, FALSE, job);
  return TRUE;
}

/* --- what is told --- */

const char *sl_sync_choice (SlSync *sync) { return sync->choice != NULL ? sync->choice : SL_BOOK_NO_STORE; }
const char *sl_sync_place (SlSync *sync) { return sync->place; }
SlSyncState sl_sync_state (SlSync *sync) { return sync->state; }
gboolean sl_sync_is_sending (SlSync *sync) { return sync->sending; }
gint64 sl_sync_last (SlSync *sync) { return sync->last; }
gint64 sl_sync_next (SlSync *sync) { return sync->next; }
const char *sl_sync_trouble (SlSync *sync) { return sync->trouble; }
const char *sl_sync_answer_trouble (SlSync *sync) { return sync->answer_trouble; }
guint sl_sync_sends (SlSync *sync) { return sync->sends; }

/* --- the object --- */

static void
on_plan (SlEditor *editor, SlSync *sync)
{
  if (sync->started)
    sl_sync_start (sync); /* it may have been saved elsewhere */
  tell (sync);
}

void
sl_sync_close (SlSync *sync)
{
  stop_waiting (sync);
  g_clear_pointer (&sync->queue, sl_queue_free);
  g_clear_pointer (&sync->job, sl_job_unref);
}

static void
finalize (GObject *object)
{
  SlSync *sync = SL_SYNC (object);

  sl_sync_close (sync);
  g_signal_handlers_disconnect_by_data (sync->editor, sync);
  sl_sync_forget (sync);
  g_free (sync->file);
  g_free (sync->choice);
  g_free (sync->place);
  g_free (sync->trouble);
  g_free (sync->answer_trouble);
  g_object_unref (sync->editor);
  G_OBJECT_CLASS (sl_sync_parent_class)->finalize (object);
}

static void
sl_sync_class_init (SlSyncClass *class)
{
  G_OBJECT_CLASS (class)->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed", SL_TYPE_SYNC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_sync_init (SlSync *sync)
{
  sync->queue = sl_queue_new ();
  sync->wait_s = RETRY_S;
}

SlSync *
sl_sync_new (SlEditor *editor)
{
  SlSync *sync = g_object_new (SL_TYPE_SYNC, NULL);

  sync->editor = g_object_ref (editor);
  g_signal_connect (editor, "plan-changed", G_CALLBACK (on_plan), sync);
  return sync;
}
