#include "sl-jobs.h"

enum { TELL_EVERY = 150 /* ms */ };

struct SlJobs {
  SlEditor     *editor; /* borrowed */
  void        (*changed) (SlEditor *editor);
  GPtrArray    *listed; /* SlJob */
  GCancellable *quiet;  /* stops what runs quietly */
  guint         timer;
};

typedef struct {
  SlJobs        *jobs; /* lives: the task keeps the editor */
  SlJob         *job;
  SlJobWork      work;
  SlJobDone      done;
  gpointer       data;
  GDestroyNotify free_data;
} Call;

static void
job_free (gpointer data)
{
  SlJob *job = data;

  g_free (job->name);
  g_object_unref (job->cancellable);
  g_free (job);
}

SlJobs *
sl_jobs_new (SlEditor *editor, void (*changed) (SlEditor *editor))
{
  SlJobs *jobs = g_new0 (SlJobs, 1);

  jobs->editor = editor;
  jobs->changed = changed;
  jobs->listed = g_ptr_array_new_with_free_func (job_free);
  jobs->quiet = g_cancellable_new ();
  return jobs;
}

void
sl_jobs_cancel (SlJobs *jobs)
{
  for (guint i = 0; i < jobs->listed->len; i++)
    g_cancellable_cancel (((SlJob *) jobs->listed->pdata[i])->cancellable);
  g_cancellable_cancel (jobs->quiet);
}

void
sl_jobs_free (SlJobs *jobs)
{
  g_clear_handle_id (&jobs->timer, g_source_remove);
  g_ptr_array_unref (jobs->listed);
  g_object_unref (jobs->quiet);
  g_free (jobs);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;

  if (call->work (call->job, call->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
finished (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = g_task_get_task_data (G_TASK (result));
  SlJobs *jobs = call->jobs;
  gboolean listed = g_ptr_array_find (jobs->listed, call->job, NULL);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (listed)
    g_ptr_array_remove (jobs->listed, call->job);
  else
    job_free (call->job);
  if (call->done != NULL)
    call->done (jobs->editor, error, call->data);
  if (listed)
    jobs->changed (jobs->editor);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->free_data != NULL)
    call->free_data (call->data);
  g_free (call);
}

static gboolean
tell_progress (gpointer data)
{
  SlJobs *jobs = data;

  if (jobs->listed->len == 0)
    {
      jobs->timer = 0;
      return G_SOURCE_REMOVE;
    }
  jobs->changed (jobs->editor);
  return G_SOURCE_CONTINUE;
}

static SlJob *
start (SlJobs *jobs, const char *name, GCancellable *cancellable, SlJobWork work, SlJobDone done, gpointer data, GDestroyNotify free_data)
{
  Call *call = g_new0 (Call, 1);
  SlJob *job = g_new0 (SlJob, 1);
  g_autoptr (GTask) task = g_task_new (jobs->editor, NULL, finished, NULL);

  *job = (SlJob) { g_strdup (name), 0, g_get_monotonic_time (), cancellable };
  *call = (Call) { jobs, job, work, done, data, free_data };
  g_task_set_task_data (task, call, call_free);
  g_task_run_in_thread (task, run);
  return job;
}

void
sl_jobs_run_quietly (SlJobs *jobs, SlJobWork work, SlJobDone done, gpointer data, GDestroyNotify free_data)
{
  start (jobs, NULL, g_object_ref (jobs->quiet), work, done, data, free_data);
}

void
sl_jobs_run (SlJobs *jobs, const char *name, SlJobWork work, SlJobDone done, gpointer data, GDestroyNotify free_data)
{
  g_ptr_array_add (jobs->listed, start (jobs, name, g_cancellable_new (), work, done, data, free_data));
  if (jobs->timer == 0)
    jobs->timer = g_timeout_add (TELL_EVERY, tell_progress, jobs);
  jobs->changed (jobs->editor);
}

GPtrArray *
sl_jobs_list (SlJobs *jobs)
{
  return jobs->listed;
}
