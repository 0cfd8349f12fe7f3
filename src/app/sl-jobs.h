/* Work in threads, for as long as an editor lives: long work, which is listed with its progress, and work of a moment. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SlEditor SlEditor;

/* Long work with progress. Lives until it is done. */
typedef struct {
  char         *name;
  double        fraction;   /* 0…1 */
  gint64        started_us; /* monotonic, µs */
  GCancellable *cancellable;
} SlJob;

/* In a thread; sets job->fraction as it goes. */
typedef gboolean (*SlJobWork) (SlJob *job, gpointer data, GError **error);
/* In the main thread, with the error or NULL. */
typedef void     (*SlJobDone) (SlEditor *editor, const GError *error, gpointer data);

typedef struct SlJobs SlJobs;

/* `editor` owns it and is kept by work that runs; `changed` is told when the list or its progress changes. */
SlJobs    *sl_jobs_new         (SlEditor *editor, void (*changed) (SlEditor *editor));
void       sl_jobs_free        (SlJobs *jobs);
/* Stops what runs; each still calls its `done`. */
void       sl_jobs_cancel      (SlJobs *jobs);
/* `done` may be NULL; `free_data` frees `data` at the end. */
void       sl_jobs_run         (SlJobs *jobs, const char *name, SlJobWork work, SlJobDone done, gpointer data, GDestroyNotify free_data);
/* The same for work of a moment, which is not listed. */
void       sl_jobs_run_quietly (SlJobs *jobs, SlJobWork work, SlJobDone done, gpointer data, GDestroyNotify free_data);
GPtrArray *sl_jobs_list        (SlJobs *jobs); /* SlJob, borrowed */

G_END_DECLS
