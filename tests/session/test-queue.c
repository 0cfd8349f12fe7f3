#include "tests.h"

#include "sl-error.h"
#include "sl-queue.h"

typedef struct {
  GString *log;   /* what happened, in the thread of the callbacks */
  GMutex   lock;
  GCond    moved;
  gboolean open;  /* the gate that some work waits at */
  int      at_gate;
} Scene;

typedef struct {
  Scene      *scene;
  const char *word;
  gboolean    waits;
} Work;

static gboolean
do_work (SlWatch *watch, gpointer data, GError **error)
{
  Work *work = data;
  Scene *scene = work->scene;

  g_mutex_lock (&scene->lock);
  scene->at_gate++;
  g_cond_broadcast (&scene->moved);
  while (work->waits && !scene->open && !sl_watch_is_cancelled (watch))
    g_cond_wait_until (&scene->moved, &scene->lock, g_get_monotonic_time () + 5000);
  g_mutex_unlock (&scene->lock);
  sl_watch_tell (watch, 1);
  return !sl_watch_stops (watch, error);
}

/* Finishes though it was told to stop, as a writer that has just renamed its file. */
static gboolean
do_stubborn_work (SlWatch *watch, gpointer data, GError **error)
{
  do_work (watch, data, NULL);
  return TRUE;
}

static void
on_done (const GError *error, gpointer data)
{
  const Work *work = data;

  const gboolean cancelled = g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED);

  g_string_append_printf (work->scene->log, "%s%s ", work->word, error == NULL ? "" : cancelled ? "-" : "!");
}

static SlJob *
add (SlQueue *queue, Scene *scene, SlLane lane, const char *word, const char *key, gboolean waits)
{
  Work *work = g_new (Work, 1);

  *work = (Work) { scene, word, waits };
  return sl_queue_add (queue, &(SlJobSpec) { .lane = lane, .name = word, .key = key, .work = do_work, .done = on_done,
                                             .data = work, .free_data = g_free });
}

static void
wait_for_gate (Scene *scene, int n)
{
  g_mutex_lock (&scene->lock);
  while (scene->at_gate < n)
    g_cond_wait (&scene->moved, &scene->lock);
  g_mutex_unlock (&scene->lock);
}

static void
open_gate (Scene *scene)
{
  g_mutex_lock (&scene->lock);
  scene->open = TRUE;
  g_cond_broadcast (&scene->moved);
  g_mutex_unlock (&scene->lock);
}

static void
scene_clear (Scene *scene)
{
  g_string_free (scene->log, TRUE);
  g_mutex_clear (&scene->lock);
  g_cond_clear (&scene->moved);
}

/* A lane keeps its order, a long export holds up no other lane, and the list tells who runs. */
static void
test_lanes (void)
{
  Scene scene = { .log = g_string_new (NULL) };
  g_autoptr (SlQueue) queue = sl_queue_new ();
  SlJob *clip = add (queue, &scene, SL_LANE_EXPORT, "clip", NULL, TRUE);
  g_autoptr (SlWatch) watch = sl_watch_ref (sl_job_watch (clip));

  wait_for_gate (&scene, 1);
  add (queue, &scene, SL_LANE_EXPORT, "sheet", NULL, FALSE);
  SlJob *picture = add (queue, &scene, SL_LANE_LIVE, "picture", NULL, FALSE);
  g_assert_true (sl_job_is_running (clip));
  g_assert_cmpuint (sl_queue_busy (queue), ==, 3);
  g_autoptr (GPtrArray) list = sl_queue_list (queue);
  g_assert_cmpstr (sl_job_name (list->pdata[1]), ==, "sheet");
  g_assert_cmpint (sl_job_lane (list->pdata[1]), ==, SL_LANE_EXPORT);
  g_assert_true (list->pdata[2] == picture);
  while (scene.log->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (scene.log->str, ==, "picture ");
  open_gate (&scene);
  sl_queue_wait (queue);
  g_assert_cmpstr (scene.log->str, ==, "picture clip sheet ");
  g_assert_cmpuint (sl_queue_busy (queue), ==, 0);
  g_assert_cmpfloat (sl_watch_fraction (watch), ==, 1);
  sl_job_cancel (list->pdata[0]); /* done already */
  scene_clear (&scene);
}

/* A newer job with the same key ends an older one, and a stale answer is not taken for an answer. */
static void
test_stale (void)
{
  Scene scene = { .log = g_string_new (NULL) };
  g_autoptr (SlQueue) queue = sl_queue_new ();
  Work *stubborn = g_new (Work, 1);

  *stubborn = (Work) { &scene, "first", TRUE };
  sl_queue_add (queue, &(SlJobSpec) { .lane = SL_LANE_ANALYSIS, .key = "shot-1", .work = do_stubborn_work,
                                      .done = on_done, .data = stubborn, .free_data = g_free });
  wait_for_gate (&scene, 1);
  add (queue, &scene, SL_LANE_ANALYSIS, "second", "shot-1", FALSE);
  add (queue, &scene, SL_LANE_ANALYSIS, "other", "shot-2", FALSE);
  add (queue, &scene, SL_LANE_ANALYSIS, "third", "shot-1", FALSE);
  sl_queue_wait (queue);
  g_assert_cmpstr (scene.log->str, ==, "second- first- other third ");
  scene_clear (&scene);
}

static void
test_cancel (void)
{
  Scene scene = { .log = g_string_new (NULL) };
  g_autoptr (SlQueue) queue = sl_queue_new ();
  SlJob *running = add (queue, &scene, SL_LANE_EXPORT, "runs", NULL, TRUE), *waits;

  wait_for_gate (&scene, 1);
  waits = add (queue, &scene, SL_LANE_EXPORT, "waits", "k", FALSE);
  sl_job_cancel (waits);
  sl_queue_cancel (queue, "k");
  while (scene.log->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (scene.log->str, ==, "waits- ");
  sl_job_cancel (running);
  sl_queue_wait (queue);
  g_assert_cmpstr (scene.log->str, ==, "waits- runs- ");
  scene_clear (&scene);
}

static void
on_changed (SlQueue *queue, gpointer data)
{
  ++*(int *) data;
}

static void
test_listeners (void)
{
  Scene scene = { .log = g_string_new (NULL) };
  g_autoptr (SlQueue) queue = sl_queue_new ();
  int told = 0, other = 0;
  guint id = sl_queue_listen (queue, on_changed, &told), gone = sl_queue_listen (queue, on_changed, &other);

  sl_queue_unlisten (queue, gone);
  add (queue, &scene, SL_LANE_LIVE, "work", NULL, TRUE);
  while (told < 3) /* it comes, and goes on */
    g_main_context_iteration (NULL, TRUE);
  open_gate (&scene);
  sl_queue_wait (queue);
  told = 0;
  while (told == 0) /* it is done */
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (other, ==, 0);
  sl_queue_unlisten (queue, id);
  scene_clear (&scene);
}

/* Freeing a queue stops its work, and nobody is called afterwards. */
static void
test_free (void)
{
  Scene scene = { .log = g_string_new (NULL) };
  SlQueue *queue = sl_queue_new ();

  add (queue, &scene, SL_LANE_EXPORT, "runs", NULL, TRUE);
  wait_for_gate (&scene, 1);
  add (queue, &scene, SL_LANE_EXPORT, "waits", NULL, FALSE);
  sl_queue_free (queue);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (scene.log->str, ==, "");
  scene_clear (&scene);
}

static void
free_queue (const GError *error, gpointer data)
{
  sl_queue_free (*(SlQueue **) data);
  *(SlQueue **) data = NULL;
}

static gboolean
do_nothing (SlWatch *watch, gpointer data, GError **error)
{
  return TRUE;
}

/* The last job of a window that closes. */
static void
test_freed_by_its_job (void)
{
  SlQueue *queue = sl_queue_new ();

  sl_queue_add (queue, &(SlJobSpec) { .lane = SL_LANE_LIVE, .work = do_nothing, .done = free_queue, .data = &queue });
  while (queue != NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
add_queue_tests (void)
{
  g_test_add_func ("/session/queue/lanes", test_lanes);
  g_test_add_func ("/session/queue/stale", test_stale);
  g_test_add_func ("/session/queue/cancel", test_cancel);
  g_test_add_func ("/session/queue/listeners", test_listeners);
  g_test_add_func ("/session/queue/free", test_free);
  g_test_add_func ("/session/queue/freed-by-its-job", test_freed_by_its_job);
}
