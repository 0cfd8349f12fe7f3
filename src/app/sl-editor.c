#include "sl-editor.h"

#include "sl-error.h"
#include "sl-i18n.h"

struct _SlEditor {
  GObject       parent;
  SlDocument   *document;
  char         *selected, *shot;
  double        frame;
  SlShading     shading;
  GHashTable   *hidden;     /* ids */
  SlSceneMaker *maker;      /* of the shot or the stage; NULL when it has to be made */
  SlScene      *scene;
  SlTracer     *tracer;
  SlCoverage   *live;
  GError       *scene_error;
  GHashTable   *coverages;  /* shot id → Result */
  SlOffscreen  *offscreen;
  gboolean      no_offscreen;
  GPtrArray    *jobs;
  guint         analyse_source, job_timer;
  gboolean      analysing;
};

/* An analysis and the plan that it was made of. */
typedef struct {
  SlPlan     *plan;
  SlCoverage *coverage;
} Result;

enum { PLAN_CHANGED, SELECTION_CHANGED, TIME_CHANGED, RESULTS_CHANGED, JOBS_CHANGED, MESSAGE, VIEW_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlEditor, sl_editor, G_TYPE_OBJECT)

static void analyse_later (SlEditor *editor);

static void
result_free (gpointer data)
{
  Result *result = data;

  sl_plan_unref (result->plan);
  sl_coverage_free (result->coverage);
  g_free (result);
}

static void
job_free (gpointer data)
{
  SlJob *job = data;

  g_free (job->name);
  g_object_unref (job->cancellable);
  g_free (job);
}

static void
sl_editor_dispose (GObject *object)
{
  SlEditor *editor = SL_EDITOR (object);

  for (guint i = 0; i < editor->jobs->len; i++)
    g_cancellable_cancel (((SlJob *) editor->jobs->pdata[i])->cancellable);
  g_clear_handle_id (&editor->analyse_source, g_source_remove);
  g_clear_handle_id (&editor->job_timer, g_source_remove);
  G_OBJECT_CLASS (sl_editor_parent_class)->dispose (object);
}

static void
sl_editor_finalize (GObject *object)
{
  SlEditor *editor = SL_EDITOR (object);

  sl_coverage_free (editor->live);
  sl_tracer_free (editor->tracer);
  sl_scene_free (editor->scene);
  sl_scene_maker_free (editor->maker);
  sl_offscreen_free (editor->offscreen);
  g_clear_error (&editor->scene_error);
  g_hash_table_unref (editor->hidden);
  g_hash_table_unref (editor->coverages);
  g_ptr_array_unref (editor->jobs);
  sl_document_free (editor->document);
  g_free (editor->selected);
  g_free (editor->shot);
  G_OBJECT_CLASS (sl_editor_parent_class)->finalize (object);
}

static void
sl_editor_class_init (SlEditorClass *klass)
{
  static const char *const names[N_SIGNALS] = { "plan-changed", "selection-changed", "time-changed", "results-changed", "jobs-changed", "message", "view-changed" };

  G_OBJECT_CLASS (klass)->dispose = sl_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_editor_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], SL_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, i == MESSAGE ? 1 : 0, G_TYPE_STRING);
}

static void
sl_editor_init (SlEditor *editor)
{
  editor->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  editor->coverages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, result_free);
  editor->jobs = g_ptr_array_new_with_free_func (job_free);
}

/* --- what is derived --- */

static void
forget_scene (SlEditor *editor)
{
  g_clear_pointer (&editor->live, sl_coverage_free);
  g_clear_pointer (&editor->tracer, sl_tracer_free);
  g_clear_pointer (&editor->scene, sl_scene_free);
  g_clear_error (&editor->scene_error);
}

static void
forget_maker (SlEditor *editor)
{
  forget_scene (editor);
  g_clear_pointer (&editor->maker, sl_scene_maker_free);
}

/* Keeps shot and selection pointing at things that are there. */
static void
settle (SlEditor *editor)
{
  const SlPlan *plan = sl_editor_plan (editor);

  if (sl_plan_get (plan, SL_KIND_SHOT, editor->shot) == NULL)
    {
      g_free (editor->shot);
      editor->shot = sl_plan_count (plan, SL_KIND_SHOT) > 0 ? g_strdup (sl_plan_at (plan, SL_KIND_SHOT, 0)->id) : NULL;
      editor->frame = 0;
    }
  if (editor->selected != NULL && sl_plan_find (plan, editor->selected) == NULL)
    {
      g_clear_pointer (&editor->selected, g_free);
      g_signal_emit (editor, signals[SELECTION_CHANGED], 0);
    }
  const SlShot *shot = sl_editor_shot (editor);
  if (shot != NULL)
    editor->frame = CLAMP (editor->frame, 0, (double) shot->frames - 1);
}

typedef struct {
  SlPlan   *plan;
  SlAssets *assets;
  char     *folder;
  GPtrArray *findings;
} LoadJob;

static void
load_job_free (gpointer data)
{
  LoadJob *load = data;

  sl_plan_unref (load->plan);
  sl_assets_unref (load->assets);
  g_ptr_array_unref (load->findings);
  g_free (load->folder);
  g_free (load);
}

static gboolean
load_assets (SlJob *job, gpointer data, GError **error)
{
  LoadJob *load = data;
  sl_plan_load_assets (load->plan, load->assets, load->folder, job->cancellable, load->findings);
  return TRUE;
}

static void
assets_loaded (SlEditor *editor, const GError *error, gpointer data)
{
  LoadJob *load = data;

  forget_maker (editor);
  if (load->findings->len > 0)
    sl_editor_message (editor, ((SlFinding *) load->findings->pdata[0])->message);
  g_signal_emit (editor, signals[VIEW_CHANGED], 0);
  g_signal_emit (editor, signals[TIME_CHANGED], 0);
  analyse_later (editor);
}

static gboolean
needs_assets (SlEditor *editor)
{
  const SlPlan *plan = sl_editor_plan (editor);
  SlAssets *assets = sl_document_assets (editor->document);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_PROP); i++)
    {
      const SlProp *prop = (const SlProp *) sl_plan_at (plan, SL_KIND_PROP, i);
      g_autoptr (SlMesh) mesh = prop->shape == SL_SHAPE_MODEL && prop->model != NULL ? sl_assets_mesh (assets, prop->model) : sl_mesh_ref (sl_mesh_primitive (SL_PRIMITIVE_BOX));
      if (mesh == NULL)
        return TRUE;
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_ENVIRONMENT); i++)
    {
      const SlEnvironment *e = (const SlEnvironment *) sl_plan_at (plan, SL_KIND_ENVIRONMENT, i);
      g_autoptr (SlImage) image = e->content == SL_CONTENT_PICTURE ? sl_assets_image (assets, e->picture) : NULL;
      if (e->content == SL_CONTENT_PICTURE && image == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
start_loading (SlEditor *editor)
{
  LoadJob *load;

  if (!needs_assets (editor))
    return;
  load = g_new0 (LoadJob, 1);
  load->plan = sl_plan_ref (sl_editor_plan (editor));
  load->assets = sl_assets_ref (sl_document_assets (editor->document));
  load->folder = g_strdup (sl_document_folder (editor->document));
  load->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  sl_editor_run_job (editor, _("Loading models"), load_assets, assets_loaded, load, load_job_free);
}

void
sl_editor_document_changed (SlEditor *editor)
{
  forget_maker (editor);
  settle (editor);
  g_signal_emit (editor, signals[PLAN_CHANGED], 0);
  g_signal_emit (editor, signals[TIME_CHANGED], 0);
  start_loading (editor);
  analyse_later (editor);
}

SlEditor *
sl_editor_new (SlDocument *document)
{
  SlEditor *editor = g_object_new (SL_TYPE_EDITOR, NULL);

  editor->document = document;
  settle (editor);
  start_loading (editor);
  analyse_later (editor);
  return editor;
}

SlDocument *
sl_editor_document (SlEditor *editor)
{
  return editor->document;
}

const SlPlan *
sl_editor_plan (SlEditor *editor)
{
  return sl_document_plan (editor->document);
}

/* --- editing --- */

void
sl_editor_message (SlEditor *editor, const char *text)
{
  g_signal_emit (editor, signals[MESSAGE], 0, text);
}

gboolean
sl_editor_apply (SlEditor *editor, SlCommand *command)
{
  g_autoptr (GError) error = NULL;

  if (!sl_document_apply (editor->document, command, &error))
    {
      sl_editor_message (editor, error->message);
      return FALSE;
    }
  sl_editor_document_changed (editor);
  return TRUE;
}

gboolean
sl_editor_set_field (SlEditor *editor, const char *id, const char *path, const char *text, const char *fold, GError **error)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);
  const SlField *field = entity != NULL ? sl_record_field (&sl_kind_info (entity->kind)->record, path) : NULL;
  g_autofree char *label = g_strdup_printf (_("Change %s of %s"), field != NULL ? _(field->label) : path, entity != NULL ? sl_entity_title (entity) : id);
  g_autoptr (SlCommand) command = sl_command_new (label);
  g_autoptr (SlPlan) before = sl_plan_ref (sl_editor_plan (editor));

  sl_command_set (command, id, path, text);
  sl_command_set_fold (command, fold);
  if (!sl_document_apply (editor->document, command, error))
    return FALSE;
  if (!sl_plan_same (before, sl_editor_plan (editor)))
    sl_editor_document_changed (editor);
  return TRUE;
}

void
sl_editor_undo (SlEditor *editor)
{
  if (sl_document_undo (editor->document))
    sl_editor_document_changed (editor);
}

void
sl_editor_redo (SlEditor *editor)
{
  if (sl_document_redo (editor->document))
    sl_editor_document_changed (editor);
}

/* --- view state --- */

const char *
sl_editor_selected (SlEditor *editor)
{
  return editor->selected;
}

void
sl_editor_select (SlEditor *editor, const char *id)
{
  if (g_strcmp0 (id, editor->selected) == 0 || (id != NULL && sl_plan_find (sl_editor_plan (editor), id) == NULL))
    return;
  g_free (editor->selected);
  editor->selected = g_strdup (id);
  sl_document_break_fold (editor->document);
  if (sl_plan_get (sl_editor_plan (editor), SL_KIND_SHOT, id) != NULL)
    sl_editor_set_shot (editor, id);
  g_signal_emit (editor, signals[SELECTION_CHANGED], 0);
}

const SlShot *
sl_editor_shot (SlEditor *editor)
{
  return sl_plan_get (sl_editor_plan (editor), SL_KIND_SHOT, editor->shot);
}

void
sl_editor_set_shot (SlEditor *editor, const char *id)
{
  if (g_strcmp0 (id, editor->shot) == 0 || sl_plan_get (sl_editor_plan (editor), SL_KIND_SHOT, id) == NULL)
    return;
  g_free (editor->shot);
  editor->shot = g_strdup (id);
  editor->frame = 0;
  forget_maker (editor);
  g_signal_emit (editor, signals[TIME_CHANGED], 0);
}

double
sl_editor_frame (SlEditor *editor)
{
  return editor->frame;
}

void
sl_editor_set_frame (SlEditor *editor, double frame)
{
  const SlShot *shot = sl_editor_shot (editor);

  if (shot == NULL)
    return;
  frame = CLAMP (floor (frame), 0, (double) shot->frames - 1);
  if (frame == editor->frame)
    return;
  editor->frame = frame;
  forget_scene (editor);
  g_signal_emit (editor, signals[TIME_CHANGED], 0);
}

SlShading
sl_editor_shading (SlEditor *editor)
{
  return editor->shading;
}

void
sl_editor_set_shading (SlEditor *editor, SlShading shading)
{
  editor->shading = shading;
  g_signal_emit (editor, signals[VIEW_CHANGED], 0);
}

gboolean
sl_editor_is_hidden (SlEditor *editor, const char *id)
{
  return g_hash_table_contains (editor->hidden, id);
}

void
sl_editor_set_hidden (SlEditor *editor, const char *id, gboolean hidden)
{
  if (hidden)
    g_hash_table_add (editor->hidden, g_strdup (id));
  else
    g_hash_table_remove (editor->hidden, id);
  forget_scene (editor);
  g_signal_emit (editor, signals[VIEW_CHANGED], 0);
}

/* --- scene --- */

static SlSceneMaker *
make_maker (SlEditor *editor, GError **error)
{
  const SlPlan *plan = sl_editor_plan (editor);
  SlAssets *assets = sl_document_assets (editor->document);
  const SlShot *shot = sl_editor_shot (editor);
  SlSceneMaker *maker = NULL;

  if (shot != NULL)
    maker = sl_scene_maker_new_shot (plan, assets, shot->entity.id, error);
  if (maker == NULL && sl_plan_count (plan, SL_KIND_STAGE) > 0) /* an unfinished shot still shows the stage */
    {
      g_clear_error (error);
      maker = sl_scene_maker_new_stage (plan, assets, sl_plan_at (plan, SL_KIND_STAGE, 0)->id, NULL, error);
    }
  else if (maker == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("The plan has no stage yet. Add one from the list on the left."));
  return maker;
}

/* What the eye in the list switched off is not drawn; coverage counts it all the same. */
static void
leave_out_hidden (SlEditor *editor, SlScene *scene)
{
  for (guint i = scene->walls->len; i-- > 0;)
    if (sl_editor_is_hidden (editor, ((SlSceneWall *) scene->walls->pdata[i])->entity->id))
      g_ptr_array_remove_index (scene->walls, i);
  for (guint i = scene->meshes->len; i-- > 0;)
    if (sl_editor_is_hidden (editor, ((SlSceneMesh *) scene->meshes->pdata[i])->entity->id))
      g_ptr_array_remove_index (scene->meshes, i);
}

const SlScene *
sl_editor_scene (SlEditor *editor, GError **error)
{
  if (editor->scene == NULL && editor->scene_error == NULL)
    {
      if (editor->maker == NULL)
        editor->maker = make_maker (editor, &editor->scene_error);
      if (editor->maker != NULL)
        editor->scene = sl_scene_maker_at (editor->maker, editor->frame, &editor->scene_error);
      if (editor->scene == NULL && editor->maker != NULL && sl_plan_count (sl_editor_plan (editor), SL_KIND_STAGE) > 0)
        {
          g_autoptr (SlSceneMaker) stage = sl_scene_maker_new_stage (sl_editor_plan (editor), sl_document_assets (editor->document),
                                                                     sl_plan_at (sl_editor_plan (editor), SL_KIND_STAGE, 0)->id, NULL, NULL);
          editor->scene = stage != NULL ? sl_scene_maker_at (stage, 0, NULL) : NULL;
        }
      if (editor->scene != NULL)
        leave_out_hidden (editor, editor->scene);
    }
  if (editor->scene == NULL && error != NULL && editor->scene_error != NULL)
    *error = g_error_copy (editor->scene_error);
  return editor->scene;
}

const SlTracer *
sl_editor_tracer (SlEditor *editor)
{
  const SlScene *scene = sl_editor_scene (editor, NULL);

  if (editor->tracer == NULL && scene != NULL)
    editor->tracer = sl_tracer_new (scene, NULL);
  return editor->tracer;
}

const SlCoverage *
sl_editor_live (SlEditor *editor)
{
  const SlShot *shot = sl_editor_shot (editor);
  const SlCoverageOptions options = { .samples_w = 120, .samples_h = 68, .threads = 1, .first_frame = (gint64) editor->frame, .n_frames = 1 };

  if (editor->live == NULL && shot != NULL)
    editor->live = sl_coverage_analyse (sl_editor_plan (editor), sl_document_assets (editor->document), shot->entity.id, &options, NULL);
  return editor->live;
}

guint8 *
sl_editor_picture (SlEditor *editor, const char *shot_id, double frame, int width, int *out_width, int *out_height)
{
  const SlShot *shot = sl_plan_get (sl_editor_plan (editor), SL_KIND_SHOT, shot_id);
  SlPictureOptions options = { .shot_id = shot_id, .frame = frame, .samples = 2 };
  g_autoptr (GError) error = NULL;

  if (editor->offscreen == NULL && !editor->no_offscreen)
    {
      editor->offscreen = sl_offscreen_new (&error);
      editor->no_offscreen = editor->offscreen == NULL;
      if (error != NULL)
        sl_editor_message (editor, error->message);
    }
  if (editor->offscreen == NULL || shot == NULL)
    return NULL;
  double ratio = shot->ratio > 0 ? shot->ratio : 16. / 9;
  options.width = ratio >= 1 ? width : (int) (width * ratio);
  options.height = MAX (16, (int) (options.width / ratio));
  return sl_render_picture (editor->offscreen, sl_editor_plan (editor), sl_document_assets (editor->document), &options, out_width, out_height, NULL);
}

/* --- analysis in the background --- */

typedef struct {
  SlPlan     *plan;
  SlAssets   *assets;
  char       *shot;
  SlCoverage *coverage;
} AnalyseJob;

static void
analyse_job_free (gpointer data)
{
  AnalyseJob *job = data;

  sl_plan_unref (job->plan);
  sl_assets_unref (job->assets);
  sl_coverage_free (job->coverage);
  g_free (job->shot);
  g_free (job);
}

static gboolean
is_current (SlEditor *editor, const char *shot)
{
  const Result *result = g_hash_table_lookup (editor->coverages, shot);
  return result != NULL && sl_plan_same (result->plan, sl_editor_plan (editor));
}

static gboolean
analyse (SlJob *job, gpointer data, GError **error)
{
  AnalyseJob *a = data;
  const SlCoverageOptions options = { .samples_w = 120, .samples_h = 68, .threads = 1, .cancellable = job->cancellable };

  a->coverage = sl_coverage_analyse (a->plan, a->assets, a->shot, &options, error);
  return a->coverage != NULL;
}

static void
analysed (SlEditor *editor, const GError *error, gpointer data)
{
  AnalyseJob *a = data;
  Result *result = g_new0 (Result, 1);

  editor->analysing = FALSE;
  result->plan = sl_plan_ref (a->plan);
  result->coverage = g_steal_pointer (&a->coverage); /* NULL: the shot cannot be analysed, and is not tried again */
  g_hash_table_insert (editor->coverages, g_strdup (a->shot), result);
  g_signal_emit (editor, signals[RESULTS_CHANGED], 0);
  analyse_later (editor);
}

/* One shot at a time, the current one first. */
static gboolean
analyse_next (gpointer data)
{
  SlEditor *editor = data;
  const SlPlan *plan = sl_editor_plan (editor);
  const char *next = editor->shot != NULL && !is_current (editor, editor->shot) ? editor->shot : NULL;
  AnalyseJob *job;

  editor->analyse_source = 0;
  for (guint i = 0; next == NULL && i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    if (!is_current (editor, sl_plan_at (plan, SL_KIND_SHOT, i)->id))
      next = sl_plan_at (plan, SL_KIND_SHOT, i)->id;
  if (next == NULL || editor->analysing)
    return G_SOURCE_REMOVE;
  editor->analysing = TRUE;
  job = g_new0 (AnalyseJob, 1);
  job->plan = sl_plan_ref (plan);
  job->assets = sl_assets_ref (sl_document_assets (editor->document));
  job->shot = g_strdup (next);
  g_autofree char *name = g_strdup_printf (_("Coverage of %s"), sl_entity_title (sl_plan_find (plan, next)));
  sl_editor_run_job (editor, name, analyse, analysed, job, analyse_job_free);
  return G_SOURCE_REMOVE;
}

static void
analyse_later (SlEditor *editor)
{
  if (editor->analyse_source == 0)
    editor->analyse_source = g_timeout_add (250, analyse_next, editor);
}

const SlCoverage *
sl_editor_coverage (SlEditor *editor, const char *shot_id)
{
  const Result *result = g_hash_table_lookup (editor->coverages, shot_id);
  return result != NULL ? result->coverage : NULL;
}

/* --- jobs --- */

typedef struct {
  SlJob         *job;
  SlJobWork      work;
  SlJobDone      done;
  gpointer       data;
  GDestroyNotify free_data;
} JobCall;

static void
job_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  JobCall *call = data;
  GError *error = NULL;

  if (call->work (call->job, call->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
job_finished (GObject *source, GAsyncResult *result, gpointer data)
{
  SlEditor *editor = SL_EDITOR (source);
  JobCall *call = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  g_ptr_array_remove (editor->jobs, call->job);
  if (call->done != NULL)
    call->done (editor, error, call->data);
  g_signal_emit (editor, signals[JOBS_CHANGED], 0);
}

static void
job_call_free (gpointer data)
{
  JobCall *call = data;

  if (call->free_data != NULL)
    call->free_data (call->data);
  g_free (call);
}

static gboolean
tell_progress (gpointer data)
{
  SlEditor *editor = data;

  if (editor->jobs->len == 0)
    {
      editor->job_timer = 0;
      return G_SOURCE_REMOVE;
    }
  g_signal_emit (editor, signals[JOBS_CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

void
sl_editor_run_job (SlEditor *editor, const char *name, SlJobWork work, SlJobDone done, gpointer data, GDestroyNotify free_data)
{
  JobCall *call = g_new0 (JobCall, 1);
  SlJob *job = g_new0 (SlJob, 1);
  g_autoptr (GTask) task = g_task_new (editor, NULL, job_finished, NULL);

  *job = (SlJob) { g_strdup (name), 0, g_get_monotonic_time (), g_cancellable_new () };
  *call = (JobCall) { job, work, done, data, free_data };
  g_ptr_array_add (editor->jobs, job);
  g_task_set_task_data (task, call, job_call_free);
  g_task_run_in_thread (task, job_thread);
  if (editor->job_timer == 0)
    editor->job_timer = g_timeout_add (150, tell_progress, editor);
  g_signal_emit (editor, signals[JOBS_CHANGED], 0);
}

GPtrArray *
sl_editor_jobs (SlEditor *editor)
{
  return editor->jobs;
}
