#include "sl-analysis.h"

#include "sl-i18n.h"

enum { SAMPLES_W = 120, SAMPLES_H = 68, PAUSE_MS = 250 };

/* A result with the plan that it was made of. */
typedef struct {
  SlPlan     *plan;
  SlCoverage *coverage; /* NULL: it cannot be analysed */
  char       *shot;
  gint64      frame;    /* of a live one */
} Result;

struct SlAnalysis {
  SlEditor   *editor;     /* borrowed */
  GHashTable *wholes;     /* shot id → Result */
  Result     *live;
  gboolean    whole_runs, live_runs;
  guint       source;
  guint       generation; /* of the models */
};

/* One run in a thread. */
typedef struct {
  SlPlan     *plan;
  SlAssets   *assets;
  SlCoverage *coverage;
  char       *shot;
  gint64      frame;
  guint       generation;
} Run;

static void
result_free (gpointer data)
{
  Result *result = data;

  sl_plan_unref (result->plan);
  sl_coverage_free (result->coverage);
  g_free (result->shot);
  g_free (result);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  sl_plan_unref (run->plan);
  sl_assets_unref (run->assets);
  sl_coverage_free (run->coverage);
  g_free (run->shot);
  g_free (run);
}

static Run *
run_new (SlAnalysis *a, const char *shot)
{
  Run *run = g_new0 (Run, 1);

  run->plan = sl_plan_ref (sl_editor_plan (a->editor));
  run->assets = sl_assets_ref (sl_document_assets (sl_editor_document (a->editor)));
  run->shot = g_strdup (shot);
  run->frame = (gint64) sl_editor_frame (a->editor);
  run->generation = a->generation;
  return run;
}

static Result *
result_new (Run *run)
{
  Result *result = g_new0 (Result, 1);

  *result = (Result) { sl_plan_ref (run->plan), g_steal_pointer (&run->coverage), g_strdup (run->shot), run->frame };
  return result;
}

static gboolean
is_current (SlAnalysis *a, const Result *result)
{
  return result != NULL && sl_scene_same_shot (result->plan, sl_editor_plan (a->editor), result->shot);
}

/* --- the current frame --- */

static const Result *
current_whole (SlAnalysis *a)
{
  const SlShot *shot = sl_editor_shot (a->editor);
  const Result *result = shot != NULL ? g_hash_table_lookup (a->wholes, shot->entity.id) : NULL;

  return is_current (a, result) ? result : NULL;
}

static gboolean
live_is_current (SlAnalysis *a)
{
  const SlShot *shot = sl_editor_shot (a->editor);

  return a->live != NULL && shot != NULL && g_str_equal (a->live->shot, shot->entity.id) && a->live->frame == (gint64) sl_editor_frame (a->editor) && is_current (a, a->live);
}

static gboolean
work_live (SlJob *job, gpointer data, GError **error)
{
  Run *run = data;
  const SlCoverageOptions options = { .samples_w = SAMPLES_W, .samples_h = SAMPLES_H, .threads = 1, .first_frame = run->frame, .n_frames = 1, .cancellable = job->cancellable };

  run->coverage = sl_coverage_analyse (run->plan, run->assets, run->shot, &options, error);
  return run->coverage != NULL;
}

static void
live_done (SlEditor *editor, const GError *error, gpointer data)
{
  Run *run = data;
  SlAnalysis *a = sl_editor_analysis (editor);

  a->live_runs = FALSE;
  if (run->generation == a->generation)
    {
      g_clear_pointer (&a->live, result_free);
      a->live = result_new (run);
      g_signal_emit_by_name (editor, "results-changed");
    }
  sl_analysis_update (a);
}

static void
measure_live (SlAnalysis *a)
{
  const SlShot *shot = sl_editor_shot (a->editor);

  if (shot == NULL || a->live_runs || current_whole (a) != NULL || live_is_current (a))
    return;
  a->live_runs = TRUE;
  sl_jobs_run_quietly (sl_editor_jobs (a->editor), work_live, live_done, run_new (a, shot->entity.id), run_free);
}

const SlFrameCoverage *
sl_analysis_live (SlAnalysis *a)
{
  const Result *whole = current_whole (a);
  const SlShot *shot = sl_editor_shot (a->editor);

  if (whole != NULL)
    return whole->coverage != NULL ? &whole->coverage->frames[(guint) sl_editor_frame (a->editor)] : NULL;
  return a->live != NULL && a->live->coverage != NULL && shot != NULL && g_str_equal (a->live->shot, shot->entity.id) ? &a->live->coverage->frames[0] : NULL;
}

/* --- whole shots --- */

static gboolean
work_whole (SlJob *job, gpointer data, GError **error)
{
  Run *run = data;
  const SlCoverageOptions options = { .samples_w = SAMPLES_W, .samples_h = SAMPLES_H, .threads = 1, .cancellable = job->cancellable };

  run->coverage = sl_coverage_analyse (run->plan, run->assets, run->shot, &options, error);
  return run->coverage != NULL;
}

static void
whole_done (SlEditor *editor, const GError *error, gpointer data)
{
  Run *run = data;
  SlAnalysis *a = sl_editor_analysis (editor);

  a->whole_runs = FALSE;
  if (run->generation == a->generation) /* one that failed is known too, and not tried again */
    {
      g_hash_table_insert (a->wholes, g_strdup (run->shot), result_new (run));
      g_signal_emit_by_name (editor, "results-changed");
    }
  sl_analysis_update (a);
}

/* The current shot first, then the others in order. */
static const char *
next_shot (SlAnalysis *a)
{
  const SlPlan *plan = sl_editor_plan (a->editor);
  const SlShot *shot = sl_editor_shot (a->editor);

  if (shot != NULL && !is_current (a, g_hash_table_lookup (a->wholes, shot->entity.id)))
    return shot->entity.id;
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    if (!is_current (a, g_hash_table_lookup (a->wholes, sl_plan_at (plan, SL_KIND_SHOT, i)->id)))
      return sl_plan_at (plan, SL_KIND_SHOT, i)->id;
  return NULL;
}

static gboolean
analyse_next (gpointer data)
{
  SlAnalysis *a = data;
  const char *shot = a->whole_runs ? NULL : next_shot (a);

  a->source = 0;
  if (shot == NULL)
    return G_SOURCE_REMOVE;
  a->whole_runs = TRUE;
  g_autofree char *name = g_strdup_printf (_("Coverage of %s"), sl_entity_title (sl_plan_find (sl_editor_plan (a->editor), shot)));
  sl_jobs_run (sl_editor_jobs (a->editor), name, work_whole, whole_done, run_new (a, shot), run_free);
  return G_SOURCE_REMOVE;
}

/* --- the whole of it --- */

void
sl_analysis_update (SlAnalysis *a)
{
  if (sl_editor_is_closed (a->editor))
    return;
  measure_live (a);
  if (a->source == 0 && !a->whole_runs)
    a->source = g_timeout_add (PAUSE_MS, analyse_next, a);
}

void
sl_analysis_forget (SlAnalysis *a)
{
  a->generation++;
  g_hash_table_remove_all (a->wholes);
  g_clear_pointer (&a->live, result_free);
  sl_analysis_update (a);
}

const SlCoverage *
sl_analysis_whole (SlAnalysis *a, const char *shot_id)
{
  const Result *result = g_hash_table_lookup (a->wholes, shot_id);
  return result != NULL ? result->coverage : NULL;
}

SlAnalysis *
sl_analysis_new (SlEditor *editor)
{
  SlAnalysis *a = g_new0 (SlAnalysis, 1);

  a->editor = editor;
  a->wholes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, result_free);
  return a;
}

void
sl_analysis_free (SlAnalysis *a)
{
  if (a == NULL)
    return;
  g_clear_handle_id (&a->source, g_source_remove);
  g_clear_pointer (&a->live, result_free);
  g_hash_table_unref (a->wholes);
  g_free (a);
}
