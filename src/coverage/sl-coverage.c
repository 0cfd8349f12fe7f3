#include "sl-coverage.h"

#include "sl-check.h"
#include "sl-embree.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-measure.h"

/* A picture that misses less than this spills nothing. */
static const double SPILL = 5e-4;

/* The analysis of one shot, shared by the threads. Each frame writes to places of its own. */
typedef struct {
  const SlSceneMaker *maker;
  const SlTracer     *tracer;   /* of what stands still */
  gboolean            still;    /* which is everything */
  SlCoverage         *result;
  gint64              first;    /* frame number of frames[0] */
  double              fps, latency_s;
  const SlCoverageOptions *options;
  gint                next, failed; /* atomic */
  GMutex              lock;     /* of what follows */
  GCond               moved;    /* a frame is done */
  guint               done;
  GError             *error;    /* the first */
} Analysis;

void
sl_coverage_free (SlCoverage *coverage)
{
  if (coverage == NULL)
    return;
  for (guint i = 0; i < coverage->n_walls; i++)
    {
      g_free (coverage->walls[i].id);
      g_free (coverage->walls[i].frames_seen);
    }
  g_free (coverage->walls);
  g_free (coverage->frames);
  g_free (coverage->shot_id);
  g_free (coverage);
}

/* --- grades --- */

static void
grade (SlFrameCoverage *out, SlSubject subject, gboolean known, SlGrade value)
{
  out->graded[subject] = known;
  out->grades[subject] = known ? value : SL_GRADE_GREEN;
}

static void
grade_frame (const SlScene *scene, SlFrameCoverage *out)
{
  const SlSceneCamera *camera = &scene->camera;
  gboolean sees = isfinite (out->depth_min_m);
  double coc = hypot (camera->sensor_w_mm, camera->sensor_h_mm) / 1500;

  grade (out, SL_SUBJECT_COVERAGE, TRUE, sl_grade_of_miss (out->miss, out->overscan_miss));
  grade (out, SL_SUBJECT_MOIRE, sees, sl_grade_of_moire (fmin (out->blur_pitch_ratio_h, out->blur_pitch_ratio_v)));
  grade (out, SL_SUBJECT_OVERSCAN, TRUE, sl_grade_of_overscan (out->overscan_angle_factor));
  grade (out, SL_SUBJECT_INCIDENCE, sees, sl_grade_of_incidence (out->incidence_max_deg));
  grade (out, SL_SUBJECT_SCAN, !isnan (out->ripple), sl_grade_of_ripple (out->ripple));
  grade (out, SL_SUBJECT_EXPOSURE, !isnan (out->exposure_stops), sl_grade_of_exposure (out->exposure_stops));
  if (sees)
    grade (out, SL_SUBJECT_FOCUS, TRUE,
           isfinite (camera->focus_m) ? sl_grade_of_focus (camera->focal_mm, camera->stop, coc, out->nearest_pitch_mm,
                                                           camera->focus_m * 1000, out->depth_min_m * 1000)
                                      : SL_GRADE_RED);
  if (!sees) /* what is not there has no figure */
    {
      out->blur_pitch_ratio_h = out->blur_pitch_ratio_v = out->incidence_max_deg = NAN;
      out->distance_min_m = out->depth_min_m = out->nearest_pitch_mm = NAN;
    }
}

/* --- a frame, a shot --- */

/* The widened picture, and what misses in it, in the framing and in the whole mode. */
static void
measure_areas (const SlMeasure *measure, SlAreas *areas, SlFrameCoverage *out)
{
  const SlScene *scene = measure->scene;
  const SlMotion *motion = measure->motion;
  const SlSceneCamera *camera = &scene->camera;
  SlOpticsOverscan wider = sl_optics_overscan (camera->tan_h, camera->tan_v, motion->turn);
  const SlPictureSize sizes[SL_N_PICTURES] = {
    [SL_PICTURE_FRAMING] = { camera->tan_h, camera->tan_v },
    [SL_PICTURE_OVERSCAN] = { wider.tan_h, wider.tan_v },
    [SL_PICTURE_MODE] = { camera->mode_tan_h, camera->mode_tan_v },
  };

  sl_areas_measure (measure->tracer, scene, sizes, measure->samples_w, measure->samples_h, areas);
  out->miss = areas->miss[SL_PICTURE_FRAMING];
  out->coverage = 1 - out->miss;
  for (guint edge = 0; edge < SL_N_EDGES; edge++)
    out->miss_edge[edge] = areas->miss_edge[edge];
  out->overscan_miss = areas->miss[SL_PICTURE_OVERSCAN];
  out->protection_miss = areas->miss[SL_PICTURE_MODE];
  out->overscan_pan_deg = motion->turn.pan_deg;
  out->overscan_tilt_deg = motion->turn.tilt_deg;
  out->overscan_roll_deg = motion->turn.roll_deg;
  out->overscan_angle_factor_h = wider.angle_h;
  out->overscan_angle_factor_v = wider.angle_v;
  out->overscan_angle_factor = fmax (wider.angle_h, wider.angle_v);
  out->overscan_width_factor = wider.width;
  out->overscan_height_factor = wider.height;
}

static gboolean
analyse_frame (Analysis *a, guint index, GError **error)
{
  SlFrameCoverage *out = &a->result->frames[index];
  g_autoptr (SlScene) scene = sl_scene_maker_at (a->maker, (double) (a->first + index), error);
  g_autoptr (SlTracer) own = NULL;
  const SlTracer *tracer = a->tracer;
  SlMotion motion;
  SlAreas areas;

  if (scene == NULL || !sl_motion_measure (a->maker, scene->frame, a->fps, a->latency_s, &motion, error))
    return FALSE;
  if (!a->still && (tracer = own = sl_tracer_new_over (a->tracer, scene, error)) == NULL)
    return FALSE;
  const SlMeasure measure = {
    .tracer = tracer, .scene = scene, .motion = &motion, .fps = a->fps, .latency_s = a->latency_s,
    .samples_w = a->result->samples_w, .samples_h = a->result->samples_h,
  };
  *out = (SlFrameCoverage) { .frame = scene->frame };
  measure_areas (&measure, &areas, out);
  out->focus_m = scene->camera.focus_m;
  sl_measure_panels (&measure, &areas, out, a->result->walls, a->result->n_walls);
  grade_frame (scene, out);
  return TRUE;
}

static gpointer
work (gpointer data)
{
  Analysis *a = data;
  unsigned state = sl_embree_begin ();
  guint index;

  while (!g_atomic_int_get (&a->failed) && (index = (guint) g_atomic_int_add (&a->next, 1)) < a->result->n_frames)
    {
      g_autoptr (GError) error = NULL;
      gboolean ok = !sl_watch_stops (a->options->watch, &error) && analyse_frame (a, index, &error);

      if (!ok)
        g_atomic_int_set (&a->failed, 1);
      g_mutex_lock (&a->lock);
      if (!ok && a->error == NULL)
        a->error = g_steal_pointer (&error);
      a->done++;
      g_cond_signal (&a->moved);
      g_mutex_unlock (&a->lock);
    }
  sl_embree_end (state);
  return NULL;
}

static void
run_threads (Analysis *a, guint wanted)
{
  guint n = MAX (1, MIN (wanted, a->result->n_frames));
  g_autofree GThread **threads = g_new (GThread *, n);

  g_mutex_init (&a->lock);
  g_cond_init (&a->moved);
  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("coverage", work, a);
  g_mutex_lock (&a->lock);
  while (a->done < a->result->n_frames && a->error == NULL)
    {
      double fraction;

      g_cond_wait (&a->moved, &a->lock);
      fraction = (double) a->done / a->result->n_frames;
      g_mutex_unlock (&a->lock);
      sl_watch_tell (a->options->watch, fraction);
      g_mutex_lock (&a->lock);
    }
  g_mutex_unlock (&a->lock);
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
  g_cond_clear (&a->moved);
  g_mutex_clear (&a->lock);
}

/* How bad the figure is, among frames of the same grade. */
static double
badness (const SlFrameCoverage *f, SlSubject subject)
{
  switch (subject)
    {
    case SL_SUBJECT_COVERAGE: return f->miss > SPILL ? 1 + f->miss : f->overscan_miss;
    case SL_SUBJECT_MOIRE: return -fmin (f->blur_pitch_ratio_h, f->blur_pitch_ratio_v);
    case SL_SUBJECT_OVERSCAN: return f->overscan_angle_factor;
    case SL_SUBJECT_INCIDENCE: return f->incidence_max_deg;
    case SL_SUBJECT_SCAN: return f->ripple;
    case SL_SUBJECT_EXPOSURE: return -f->exposure_stops;
    case SL_SUBJECT_FOCUS: return f->focus_m - f->depth_min_m;
    case SL_N_SUBJECTS: break;
    }
  return 0;
}

static void
note_grade (SlCoverage *c, const SlFrameCoverage *f, SlSubject s)
{
  const SlFrameCoverage *worst = &c->worst[s];

  if (!f->graded[s])
    return;
  if (c->graded[s]
      && (f->grades[s] < c->grades[s] || (f->grades[s] == c->grades[s] && badness (f, s) <= badness (worst, s))))
    return;
  c->graded[s] = TRUE;
  c->grades[s] = f->grades[s];
  c->worst[s] = *f;
}

static void
summarise (SlCoverage *c)
{
  double sum = 0;

  c->min = INFINITY;
  c->first_spill = -1;
  c->first_spill_frame = NAN;
  for (guint s = 0; s < SL_N_SUBJECTS && c->n_frames > 0; s++)
    c->worst[s] = c->frames[0];
  for (guint i = 0; i < c->n_frames; i++)
    {
      const SlFrameCoverage *f = &c->frames[i];

      sum += f->coverage;
      if (f->coverage < c->min)
        {
          c->min = f->coverage;
          c->worst_frame = i;
        }
      if (c->first_spill < 0 && f->miss > SPILL)
        {
          c->first_spill = (int) i;
          c->first_spill_frame = f->frame;
        }
      for (guint s = 0; s < SL_N_SUBJECTS; s++)
        note_grade (c, f, s);
    }
  c->mean = c->n_frames > 0 ? sum / c->n_frames : 0;
  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    if (c->graded[s])
      c->grade = MAX (c->grade, c->grades[s]);
  for (guint w = 0; w < c->n_walls; w++)
    for (guint p = 0; p < c->walls[w].panels; p++)
      c->walls[w].panels_seen += c->walls[w].frames_seen[p] > 0;
}

static void
prepare_result (SlCoverage *c, const SlScene *scene, const SlShot *shot, const SlCoverageOptions *options)
{
  c->shot_id = g_strdup (shot->entity.id);
  c->samples_w = options->samples_w > 0 ? options->samples_w : SL_COVERAGE_SAMPLES_W;
  c->samples_h = options->samples_h > 0 ? options->samples_h : SL_COVERAGE_SAMPLES_H;
  c->n_frames = (guint) (options->n_frames > 0 ? options->n_frames : shot->frames);
  c->frames = g_new0 (SlFrameCoverage, c->n_frames);
  c->n_walls = scene->walls->len;
  c->walls = g_new0 (SlWallCoverage, c->n_walls);
  for (guint i = 0; i < c->n_walls; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];
      c->walls[i] = (SlWallCoverage) {
        .id = g_strdup (wall->entity->id), .panels = wall->n_panels,
        .frames_seen = g_new0 (guint32, wall->n_panels + 1),
      };
    }
}

/* Costs about a fifth of a frame's analysis, so it is done for the one that is spoken of. */
static gboolean
find_where_it_leaves (const Analysis *a, GError **error)
{
  const SlFrameCoverage *worst = &a->result->worst[SL_SUBJECT_COVERAGE];
  g_autoptr (SlScene) scene = NULL;
  g_autoptr (SlTracer) own = NULL;

  if (worst->miss <= SPILL)
    return TRUE;
  if ((scene = sl_scene_maker_at (a->maker, worst->frame, error)) == NULL
      || (!a->still && (own = sl_tracer_new_over (a->tracer, scene, error)) == NULL))
    return FALSE;
  a->result->leaves = sl_miss_place_find (own != NULL ? own : a->tracer, scene, scene->camera.tan_h,
                                          scene->camera.tan_v);
  return TRUE;
}

/* With a store everything of the one frame; without, what stands still. NULL with an error. */
static SlTracer *
own_tracer (const SlScene *first, SlTracerStore *store, guint threads, const SlTracer **tracer, GError **error)
{
  SlTracer *own = store == NULL ? sl_tracer_new_still (first, threads, error) : NULL;

  *tracer = store != NULL ? sl_tracer_store_get (store, first, error) : own;
  return own;
}

SlCoverage *
sl_coverage_analyse_maker (const SlSceneMaker *maker, SlTracerStore *store, const SlCoverageOptions *options,
                           GError **error)
{
  static const SlCoverageOptions defaults = { 0 };
  g_autoptr (SlCoverage) result = g_new0 (SlCoverage, 1);
  g_autoptr (SlTracer) own = NULL;
  const SlShot *shot = sl_scene_maker_shot (maker);
  const SlTracer *tracer = NULL;

  options = options != NULL ? options : &defaults;
  const guint threads = options->threads > 0 ? options->threads : g_get_num_processors ();
  const gboolean stored = store != NULL && options->n_frames == 1;
  g_autoptr (SlScene) first = sl_scene_maker_at (maker, stored ? (double) options->first_frame : 0, error);
  sl_findings_merge (options->omissions, sl_scene_maker_findings (maker));
  if (first == NULL)
    return NULL;
  if (first->walls->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("shot %s: no LED wall stands on its stage; add one"), shot->entity.id);
      return NULL;
    }
  prepare_result (result, first, shot, options);
  own = own_tracer (first, stored ? store : NULL, threads, &tracer, error);
  if (tracer == NULL)
    return NULL;
  Analysis a = {
    .options = options, .maker = maker, .tracer = tracer, .still = stored || sl_scene_maker_is_still (maker),
    .result = result, .first = options->first_frame, .fps = sl_rational_to_real (shot->fps),
    .latency_s = first->stage.latency_s,
  };
  run_threads (&a, threads);
  if (a.error != NULL)
    {
      g_propagate_error (error, a.error);
      return NULL;
    }
  summarise (result);
  if (!find_where_it_leaves (&a, error))
    return NULL;
  return g_steal_pointer (&result);
}

SlCoverage *
sl_coverage_analyse (const SlPlan *plan, SlAssets *assets, const char *shot_id, const SlCoverageOptions *options,
                     GError **error)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, assets, shot_id, error);

  return maker != NULL ? sl_coverage_analyse_maker (maker, NULL, options, error) : NULL;
}
