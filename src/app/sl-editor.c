#include "sl-editor.h"

#include "sl-analysis.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-pictures.h"

struct _SlEditor {
  GObject       parent;
  SlDocument   *document;
  char         *selected, *shot;
  int           shot_place; /* in the edit: the one that takes it when the shot goes is shown then */
  double        frame;
  SlShading     shading;
  GHashTable   *hidden, *locked; /* ids */
  SlSceneMaker *maker;      /* of the shot or the stage; NULL when it has to be made */
  SlScene      *scene;
  SlTracer     *tracer;
  GError       *scene_error;
  SlAnalysis   *analysis;
  SlPictures   *pictures;
  gboolean      imperial, closed, loading;
  SlJobs       *jobs;
};

enum { PLAN_CHANGED, SELECTION_CHANGED, TIME_CHANGED, RESULTS_CHANGED, JOBS_CHANGED, MESSAGE, VIEW_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlEditor, sl_editor, G_TYPE_OBJECT)

void
sl_editor_close (SlEditor *editor)
{
  editor->closed = TRUE;
  sl_jobs_cancel (editor->jobs);
}

gboolean
sl_editor_is_closed (SlEditor *editor)
{
  return editor->closed;
}

static void
sl_editor_dispose (GObject *object)
{
  sl_editor_close (SL_EDITOR (object));
  G_OBJECT_CLASS (sl_editor_parent_class)->dispose (object);
}

static void
sl_editor_finalize (GObject *object)
{
  SlEditor *editor = SL_EDITOR (object);

  sl_analysis_free (editor->analysis);
  sl_pictures_free (editor->pictures);
  sl_tracer_free (editor->tracer);
  sl_scene_free (editor->scene);
  sl_scene_maker_free (editor->maker);
  g_clear_error (&editor->scene_error);
  g_hash_table_unref (editor->hidden);
  g_hash_table_unref (editor->locked);
  sl_jobs_free (editor->jobs);
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
jobs_changed (SlEditor *editor)
{
  g_signal_emit (editor, signals[JOBS_CHANGED], 0);
}

static void
sl_editor_init (SlEditor *editor)
{
  editor->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  editor->locked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  editor->analysis = sl_analysis_new (editor);
  editor->pictures = sl_pictures_new (editor);
  editor->jobs = sl_jobs_new (editor, jobs_changed);
}

/* --- what is derived --- */

static void
forget_scene (SlEditor *editor)
{
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
      guint n = sl_plan_count (plan, SL_KIND_SHOT);

      g_free (editor->shot);
      editor->shot = n > 0 ? g_strdup (sl_plan_at (plan, SL_KIND_SHOT, MIN ((guint) MAX (0, editor->shot_place), n - 1))->id) : NULL;
      editor->frame = 0;
    }
  editor->shot_place = sl_plan_index (plan, editor->shot);
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
  gboolean  cancelled;
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

static void
cancel_watch (GCancellable *cancellable, SlWatch *watch)
{
  sl_watch_cancel (watch);
}

static gboolean
load_assets (SlJob *job, gpointer data, GError **error)
{
  LoadJob *load = data;

  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  const gulong id = g_cancellable_connect (job->cancellable, G_CALLBACK (cancel_watch), watch, NULL);

  sl_plan_load_assets (load->plan, load->assets, load->folder, watch, load->findings);
  g_cancellable_disconnect (job->cancellable, id);
  load->cancelled = g_cancellable_is_cancelled (job->cancellable);
  return TRUE;
}

static void start_loading (SlEditor *editor);

static void
assets_loaded (SlEditor *editor, const GError *error, gpointer data)
{
  LoadJob *load = data;

  editor->loading = FALSE;
  forget_maker (editor);
  if (load->findings->len > 0)
    sl_editor_message (editor, ((SlFinding *) load->findings->pdata[0])->message);
  sl_analysis_forget (editor->analysis);
  g_signal_emit (editor, signals[VIEW_CHANGED], 0);
  g_signal_emit (editor, signals[TIME_CHANGED], 0);
  if (!load->cancelled)
    start_loading (editor); /* what an edit named meanwhile */
}

static void
start_loading (SlEditor *editor)
{
  LoadJob *load;

  if (editor->loading || editor->closed || sl_plan_assets_are_settled (sl_editor_plan (editor), sl_document_assets (editor->document), sl_document_folder (editor->document)))
    return;
  editor->loading = TRUE;
  load = g_new0 (LoadJob, 1);
  load->plan = sl_plan_ref (sl_editor_plan (editor));
  load->assets = sl_assets_ref (sl_document_assets (editor->document));
  load->folder = g_strdup (sl_document_folder (editor->document));
  load->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  sl_jobs_run (editor->jobs, _("Loading models"), load_assets, assets_loaded, load, load_job_free);
}

void
sl_editor_document_changed (SlEditor *editor)
{
  forget_maker (editor);
  settle (editor);
  g_signal_emit (editor, signals[PLAN_CHANGED], 0);
  g_signal_emit (editor, signals[TIME_CHANGED], 0);
  start_loading (editor);
  sl_analysis_update (editor->analysis);
}

SlEditor *
sl_editor_new (SlDocument *document)
{
  SlEditor *editor = g_object_new (SL_TYPE_EDITOR, NULL);

  editor->document = document;
  settle (editor);
  start_loading (editor);
  sl_analysis_update (editor->analysis);
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
  SlField field = { .label = NULL };
  gboolean known = entity != NULL && sl_record_resolve (&sl_kind_info (entity->kind)->record, path, &field, NULL);
  g_autofree char *label = g_strdup_printf (_("Change %s of %s"), known ? _(field.label) : path, entity != NULL ? sl_entity_title (entity) : id);
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
  editor->shot_place = sl_plan_index (sl_editor_plan (editor), id);
  editor->frame = 0;
  forget_maker (editor);
  sl_analysis_update (editor->analysis);
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
  sl_analysis_update (editor->analysis);
  g_signal_emit (editor, signals[TIME_CHANGED], 0);
}

gboolean
sl_editor_imperial (SlEditor *editor)
{
  return editor->imperial;
}

void
sl_editor_set_imperial (SlEditor *editor, gboolean imperial)
{
  editor->imperial = imperial;
  g_signal_emit (editor, signals[PLAN_CHANGED], 0);
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

static void
set_member (GHashTable *ids, const char *id, gboolean in)
{
  if (in)
    g_hash_table_add (ids, g_strdup (id));
  else
    g_hash_table_remove (ids, id);
}

gboolean
sl_editor_is_hidden (SlEditor *editor, const char *id)
{
  return g_hash_table_contains (editor->hidden, id);
}

void
sl_editor_set_hidden (SlEditor *editor, const char *id, gboolean hidden)
{
  set_member (editor->hidden, id, hidden);
  forget_scene (editor);
  g_signal_emit (editor, signals[VIEW_CHANGED], 0);
}

gboolean
sl_editor_is_locked (SlEditor *editor, const char *id)
{
  return g_hash_table_contains (editor->locked, id);
}

void
sl_editor_set_locked (SlEditor *editor, const char *id, gboolean locked)
{
  set_member (editor->locked, id, locked);
  g_signal_emit (editor, signals[SELECTION_CHANGED], 0);
}

gboolean
sl_editor_refuse_locked (SlEditor *editor, const char *id)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), id);
  g_autofree char *text = NULL;

  if (entity == NULL || !sl_editor_is_locked (editor, id))
    return FALSE;
  text = g_strdup_printf (_("%s is locked; open its lock in the list first"), sl_entity_title (entity));
  sl_editor_message (editor, text);
  return TRUE;
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

SlEntity *
sl_editor_entity_now (SlEditor *editor, const char *id)
{
  return sl_editor_scene (editor, NULL) != NULL && editor->maker != NULL ? sl_scene_maker_entity (editor->maker, id, editor->frame, NULL) : NULL;
}

const SlTracer *
sl_editor_tracer (SlEditor *editor)
{
  const SlScene *scene = sl_editor_scene (editor, NULL);

  if (editor->tracer == NULL && scene != NULL)
    editor->tracer = sl_tracer_new (scene, NULL);
  return editor->tracer;
}

const SlFrameCoverage *
sl_editor_live (SlEditor *editor)
{
  return sl_analysis_live (editor->analysis);
}

const SlCoverage *
sl_editor_coverage (SlEditor *editor, const char *shot_id)
{
  return sl_analysis_whole (editor->analysis, shot_id);
}

SlAnalysis *
sl_editor_analysis (SlEditor *editor)
{
  return editor->analysis;
}

SlPictures *
sl_editor_pictures (SlEditor *editor)
{
  return editor->pictures;
}

SlJobs *
sl_editor_jobs (SlEditor *editor)
{
  return editor->jobs;
}
