#include "sl-analysis.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-latest.h"
#include "sl-reason.h"
#include "sl-results.h"

/* An edit is followed by a moment's rest before whole shots are measured, and what is not shown is told together. */
enum { REST_MS = 250, TELL_MS = 400 };
#define KEEPS_BYTES ((gsize) 96 << 20)

/* Kept ready between the frames that are measured one at a time; outlives the analysis while one runs. */
typedef struct {
  SlTracerStore *store;
} Rays;

/* One in a thread. */
typedef struct {
  SlAnalysis *analysis; /* NULL: nobody waits any more */
  SlSceneMaker *maker;  /* of a single frame; NULL for a whole shot, and where no scene is shown */
  Rays       *rays;     /* of a single frame */
  SlPlan     *plan;
  SlAssets   *assets;
  SlCoverage *coverage;
  char       *shot;
  gint64      frame;
  guint64     key;
} Run;

struct _SlAnalysis {
  GObject     parent;
  SlEditor   *editor;
  SlQueue    *queue;    /* borrowed; NULL after sl_analysis_stop() */
  SlResults  *wholes;   /* of whole shots */
  SlResult   *live;
  SlLatest   *frames;   /* measures single frames */
  Rays       *rays;     /* for them */
  guint64     live_key; /* of the one that was asked for last, and its frame; 0 for one that was laid over */
  gint64      live_frame;
  Run        *run;      /* a whole shot; owned by its job */
  SlJob      *job;      /* its job */
  guint       next;     /* the shots before it are known */
  guint       rest, notice; /* sources */
  guint       n_runs;
};

enum { CHANGED, OTHERS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlAnalysis, sl_analysis, G_TYPE_OBJECT)

static void
rays_clear (gpointer data)
{
  sl_tracer_store_free (((Rays *) data)->store);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  sl_scene_maker_free (run->maker);
  if (run->rays != NULL)
    g_atomic_rc_box_release_full (run->rays, rays_clear);
  sl_plan_unref (run->plan);
  sl_assets_unref (run->assets);
  sl_coverage_free (run->coverage);
  g_free (run->shot);
  g_free (run);
}

static guint64
key_of (SlAnalysis *a, const char *shot)
{
  return sl_scene_reads_coverage (sl_editor_reads (a->editor), shot);
}

static Run *
run_new (SlAnalysis *a, const char *shot)
{
  Run *run = g_new0 (Run, 1);

  run->analysis = a;
  run->plan = sl_plan_ref (sl_editor_plan (a->editor));
  run->assets = sl_assets_ref (sl_document_assets (sl_editor_document (a->editor)));
  run->shot = g_strdup (shot);
  run->frame = (gint64) sl_editor_frame (a->editor);
  run->key = key_of (a, shot);
  return run;
}

static SlResult *
result_new (Run *run, const GError *error)
{
  return sl_result_new (run->shot, run->frame, run->key, g_steal_pointer (&run->coverage), error);
}

static gboolean
tell_now (gpointer data)
{
  SlAnalysis *a = data;

  a->notice = 0;
  g_signal_emit (a, signals[OTHERS_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell_soon (SlAnalysis *a)
{
  if (a->notice == 0)
    a->notice = g_timeout_add (TELL_MS, tell_now, a);
}

/* --- what is known --- */

static gboolean
is_current (SlAnalysis *a, const SlResult *result)
{
  return result != NULL && result->key == key_of (a, result->shot);
}

/* The id of the shot that is shown, whose frames are always kept; NULL for none. */
static const char *
shown_id (SlAnalysis *a)
{
  const SlShot *shot = sl_editor_shot (a->editor);

  return shot != NULL ? shot->entity.id : NULL;
}

const SlCoverage *
sl_analysis_grades (SlAnalysis *a, const char *shot_id)
{
  const SlResult *result = sl_results_get (a->wholes, shot_id);

  return result != NULL ? result->coverage : NULL;
}

const SlCoverage *
sl_analysis_whole (SlAnalysis *a, const char *shot_id)
{
  return sl_results_frames (a->wholes, shot_id);
}

const char *
sl_analysis_trouble (SlAnalysis *a, const char *shot_id)
{
  const SlResult *result = sl_results_get (a->wholes, shot_id);

  return result != NULL ? result->trouble : NULL;
}

/* --- the frame that is shown --- */

/* The whole of the shown shot where it is known and up to date. */
static const SlResult *
current_whole (SlAnalysis *a)
{
  const SlResult *result = sl_results_get (a->wholes, shown_id (a));

  if (sl_editor_is_overlaid (a->editor))
    return NULL;
  return is_current (a, result) && (result->bytes > 0 || result->coverage == NULL) ? result : NULL;
}

static gboolean
work_frame (SlWatch *watch, gpointer data, GError **error)
{
  Run *run = data;
  const SlCoverageOptions options = { .threads = 1, .first_frame = run->frame, .n_frames = 1,
                                      .watch = watch };

  run->coverage = run->maker != NULL
                  ? sl_coverage_analyse_maker (run->maker, run->rays->store, &options, error)
                  : sl_coverage_analyse (run->plan, run->assets, run->shot, &options, error);
  return run->coverage != NULL;
}

static void
frame_done (const GError *error, gpointer data)
{
  Run *run = data;
  SlAnalysis *a = run->analysis;

  if (g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED))
    return;
  g_clear_pointer (&a->live, sl_result_free);
  a->live = result_new (run, error);
  g_signal_emit (a, signals[CHANGED], 0);
}

/* By the scene's own maker where it is of that shot: an unfinished one shows its stage alone. */
static Run *
frame_run (SlAnalysis *a, const char *shot)
{
  const SlSceneMaker *maker = sl_editor_maker (a->editor);
  const SlShot *of = maker != NULL ? sl_scene_maker_shot (maker) : NULL;
  Run *run = run_new (a, shot);

  if (of != NULL && g_str_equal (of->entity.id, shot))
    run->maker = sl_scene_maker_new_overlaid (maker, NULL, 0, NULL); /* shares all that it can */
  run->rays = g_atomic_rc_box_acquire (a->rays);
  return run;
}

/* Of a whole shot it is known where its worst frame leaves the walls; another frame that does is measured for that. */
static gboolean
tells_all (const SlResult *whole, gint64 frame)
{
  const SlCoverage *c = whole->coverage;

  return c == NULL || frame >= c->n_frames || frame == (gint64) c->worst[SL_SUBJECT_COVERAGE].frame
         || c->frames[frame].miss <= 0;
}

static void
measure_frame (SlAnalysis *a)
{
  const SlShot *shot = sl_editor_shot (a->editor);
  const SlResult *whole = current_whole (a);
  gint64 frame = (gint64) sl_editor_frame (a->editor);
  guint64 key = shot != NULL ? key_of (a, shot->entity.id) : 0;

  if (shot == NULL || (whole != NULL && tells_all (whole, frame)) || (a->live_key == key && a->live_frame == frame))
    return;
  a->live_key = sl_editor_is_overlaid (a->editor) ? 0 : key;
  a->live_frame = frame;
  sl_latest_ask (a->frames, work_frame, frame_done, frame_run (a, shot->entity.id), run_free);
}

/* A hand lays something over the scene: the frame is measured with it, and without it afterwards. */
static void
overlay_changed (SlAnalysis *a)
{
  a->live_key = 0;
  measure_frame (a);
  g_signal_emit (a, signals[CHANGED], 0); /* of the whole shot nothing is shown meanwhile */
}

const SlFrameCoverage *
sl_analysis_live (SlAnalysis *a)
{
  const SlResult *whole = current_whole (a);
  const SlShot *shot = sl_editor_shot (a->editor);
  guint frame = (guint) sl_editor_frame (a->editor);

  if (whole != NULL)
    return whole->coverage != NULL && frame < whole->coverage->n_frames ? &whole->coverage->frames[frame] : NULL;
  if (a->live == NULL || a->live->coverage == NULL || shot == NULL || !g_str_equal (a->live->shot, shot->entity.id))
    return NULL;
  return &a->live->coverage->frames[0];
}

const SlMissPlace *
sl_analysis_leaves (SlAnalysis *a)
{
  const SlFrameCoverage *live = sl_analysis_live (a);
  const SlResult *whole = current_whole (a);
  const gint64 frame = (gint64) sl_editor_frame (a->editor);

  if (live == NULL || live->miss <= 0)
    return NULL;
  if (whole != NULL && frame == (gint64) whole->coverage->worst[SL_SUBJECT_COVERAGE].frame)
    return &whole->coverage->leaves;
  if (a->live == NULL || a->live->coverage == NULL || a->live->frame != frame
      || g_strcmp0 (a->live->shot, shown_id (a)) != 0 || (whole != NULL && a->live->key != whole->key))
    return NULL;
  return &a->live->coverage->leaves;
}

char *
sl_analysis_miss (SlAnalysis *a)
{
  const SlFrameCoverage *live = sl_analysis_live (a);
  const SlMissPlace *leaves = sl_analysis_leaves (a);
  g_autofree char *where = NULL;

  if (live == NULL || live->miss <= 0 || live->frame != sl_editor_frame (a->editor))
    return NULL;
  if (leaves != NULL)
    where = sl_reason_leaves (sl_editor_plan (a->editor), leaves, sl_editor_imperial (a->editor));
  return where != NULL ? g_strdup_printf (_("Miss %.1f %%  ·  %s"), live->miss * 100, where)
                       : g_strdup_printf (_("Miss %.1f %%"), live->miss * 100);
}

gboolean
sl_analysis_is_known (SlAnalysis *a, const char *shot_id)
{
  const SlShot *shown = sl_editor_shot (a->editor);

  if (shown != NULL && g_strcmp0 (shown->entity.id, shot_id) == 0)
    return current_whole (a) != NULL;
  return is_current (a, sl_results_get (a->wholes, shot_id));
}

/* --- whole shots --- */

static void begin_next (SlAnalysis *a);

static gboolean
work_whole (SlWatch *watch, gpointer data, GError **error)
{
  Run *run = data;
  const SlCoverageOptions options = { .threads = MAX (1, g_get_num_processors () - 1), /* one is left for the window */
                                      .watch = watch };

  run->coverage = sl_coverage_analyse (run->plan, run->assets, run->shot, &options, error);
  return run->coverage != NULL;
}

static void
whole_done (const GError *error, gpointer data)
{
  Run *run = data;
  SlAnalysis *a = run->analysis;
  const SlShot *shown;

  if (a == NULL)
    return;
  a->run = NULL;
  g_clear_pointer (&a->job, sl_job_unref);
  if (!g_error_matches (error, SL_ERROR, SL_ERROR_CANCELLED)) /* one that failed is known too, and not tried again */
    {
      sl_results_keep (a->wholes, result_new (run, error), shown_id (a));
      shown = sl_editor_shot (a->editor);
      if (shown != NULL && g_str_equal (shown->entity.id, run->shot))
        g_signal_emit (a, signals[CHANGED], 0);
      else
        tell_soon (a);
    }
  if (a->rest == 0)
    begin_next (a);
}

/* The shown shot first, with all its frames, then the others in order. */
static const char *
next_shot (SlAnalysis *a)
{
  const SlPlan *plan = sl_editor_plan (a->editor);
  const SlShot *shot = sl_editor_shot (a->editor);

  if (shot != NULL && current_whole (a) == NULL)
    return shot->entity.id;
  for (; a->next < sl_plan_count (plan, SL_KIND_SHOT); a->next++)
    {
      const char *id = sl_plan_at (plan, SL_KIND_SHOT, a->next)->id;
      if (!is_current (a, sl_results_get (a->wholes, id)))
        return id;
    }
  return NULL;
}

static void
begin_next (SlAnalysis *a)
{
  const char *shot = a->run == NULL && a->queue != NULL ? next_shot (a) : NULL;

  if (shot == NULL)
    return;
  const SlEntity *entity = sl_plan_find (sl_editor_plan (a->editor), shot);
  g_autofree char *name = g_strdup_printf (_("Coverage of %s"), sl_entity_title (entity));
  a->run = run_new (a, shot);
  a->n_runs++;
  a->job = sl_job_ref (sl_queue_add (a->queue, &(SlJobSpec) { .lane = SL_LANE_ANALYSIS, .name = name,
                                                              .work = work_whole, .done = whole_done, .data = a->run,
                                                              .free_data = run_free }));
}

static gboolean
rested (gpointer data)
{
  SlAnalysis *a = data;

  a->rest = 0;
  begin_next (a);
  return G_SOURCE_REMOVE;
}

/* --- keeping up --- */

static void
stop_stale_run (SlAnalysis *a)
{
  if (a->job != NULL && key_of (a, a->run->shot) != a->run->key)
    sl_job_cancel (a->job);
}

/* A drag puts the whole shots off until it rests. */
static void
plan_changed (SlAnalysis *a)
{
  a->next = 0;
  sl_results_forget_gone (a->wholes, sl_editor_plan (a->editor));
  stop_stale_run (a);
  measure_frame (a);
  g_clear_handle_id (&a->rest, g_source_remove);
  a->rest = g_timeout_add (REST_MS, rested, a);
}

/* Of a run for another shot nothing is lost but its turn: the shown one comes next. */
static void
time_changed (SlAnalysis *a)
{
  measure_frame (a);
  if (a->rest == 0)
    a->rest = g_timeout_add (REST_MS, rested, a);
}

static void
sl_analysis_dispose (GObject *object)
{
  SlAnalysis *a = SL_ANALYSIS (object);

  if (a->editor != NULL)
    sl_analysis_stop (a);
  g_clear_object (&a->editor);
  G_OBJECT_CLASS (sl_analysis_parent_class)->dispose (object);
}

static void
sl_analysis_finalize (GObject *object)
{
  SlAnalysis *a = SL_ANALYSIS (object);

  sl_latest_free (a->frames);
  g_atomic_rc_box_release_full (a->rays, rays_clear);
  sl_result_free (a->live);
  sl_results_free (a->wholes);
  G_OBJECT_CLASS (sl_analysis_parent_class)->finalize (object);
}

static void
sl_analysis_class_init (SlAnalysisClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_analysis_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_analysis_finalize;
  signals[CHANGED] = g_signal_new ("changed", SL_TYPE_ANALYSIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OTHERS_CHANGED] = g_signal_new ("others-changed", SL_TYPE_ANALYSIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
sl_analysis_init (SlAnalysis *a)
{
  a->wholes = sl_results_new (KEEPS_BYTES);
  a->rays = g_atomic_rc_box_new0 (Rays);
  a->rays->store = sl_tracer_store_new ();
}

SlAnalysis *
sl_analysis_new (SlEditor *editor, SlQueue *queue)
{
  SlAnalysis *a = g_object_new (SL_TYPE_ANALYSIS, NULL);

  a->editor = g_object_ref (editor);
  a->queue = queue;
  a->frames = sl_latest_new (queue, SL_LANE_LIVE);
  g_signal_connect_swapped (editor, "plan-changed", G_CALLBACK (plan_changed), a);
  g_signal_connect_swapped (editor, "assets-changed", G_CALLBACK (plan_changed), a);
  g_signal_connect_swapped (editor, "time-changed", G_CALLBACK (time_changed), a);
  g_signal_connect_swapped (editor, "overlay-changed", G_CALLBACK (overlay_changed), a);
  plan_changed (a);
  return a;
}

void
sl_analysis_stop (SlAnalysis *a)
{
  g_signal_handlers_disconnect_by_data (a->editor, a);
  g_clear_handle_id (&a->rest, g_source_remove);
  g_clear_handle_id (&a->notice, g_source_remove);
  sl_latest_stop (a->frames);
  if (a->run != NULL)
    a->run->analysis = NULL;
  a->run = NULL;
  g_clear_pointer (&a->job, sl_job_unref);
  a->queue = NULL;
}

void
sl_analysis_set_keeps (SlAnalysis *a, gsize bytes)
{
  sl_results_set_keeps (a->wholes, bytes, shown_id (a));
}

guint
sl_analysis_runs (SlAnalysis *a)
{
  return a->n_runs;
}
