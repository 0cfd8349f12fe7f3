#include "sl-coverage.h"

#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-optics.h"
#include "sl-polygon.h"

#define DEG (G_PI / 180)

/* A panel that fills less of the picture than this is not looked for. */
#define LEAST_SHARE 1e-5

/* The analysis of one shot, shared by the threads. Each frame writes to places of its own. */
typedef struct {
  const SlSceneMaker *maker;
  const SlTracer     *tracer;   /* of what stands still */
  gboolean            still;    /* which is everything */
  SlCoverage         *result;
  gint64              first;    /* frame number of frames[0] */
  double              fps, latency_s;
  GCancellable       *cancellable;
  gint                next, done, failed; /* atomic */
  GMutex              lock;
  GError             *error;    /* the first, under the lock */
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

/* --- the share of each kind of hit --- */

static guint
nearest_edge (double x, double y)
{
  double distances[SL_N_EDGES] = { [SL_EDGE_LEFT] = x, [SL_EDGE_RIGHT] = 1 - x, [SL_EDGE_TOP] = y, [SL_EDGE_BOTTOM] = 1 - y };
  guint best = 0;

  for (guint edge = 1; edge < SL_N_EDGES; edge++) /* ties: left, right, top, bottom */
    if (distances[edge] < distances[best] - 1e-12)
      best = edge;
  return best;
}

static void
count_hits (const guint8 *hits, guint w, guint h, SlFrameCoverage *out)
{
  guint counts[3] = { 0 }, edges[SL_N_EDGES] = { 0 };
  double total = (double) w * h;

  for (guint y = 0; y < h; y++)
    for (guint x = 0; x < w; x++)
      {
        guint8 hit = hits[(gsize) y * w + x];
        counts[hit]++;
        if (hit == SL_HIT_MISS)
          edges[nearest_edge ((x + .5) / w, (y + .5) / h)]++;
      }
  out->led = counts[SL_HIT_LED] / total;
  out->set = counts[SL_HIT_SET] / total;
  out->miss = counts[SL_HIT_MISS] / total;
  out->coverage = 1 - out->miss;
  for (guint edge = 0; edge < SL_N_EDGES; edge++)
    out->miss_edge[edge] = edges[edge] / total;
}

/* The miss fraction of a wider picture, on a quarter of the samples each way. */
static double
wider_miss (const SlTracer *tracer, const SlSceneCamera *camera, double tan_h, double tan_v, guint w, guint h)
{
  guint cw = MAX (8, w / 2), ch = MAX (8, h / 2), missed = 0;
  g_autofree guint8 *hits = g_malloc ((gsize) cw * ch);

  sl_tracer_picture (tracer, camera, tan_h, tan_v, cw, ch, hits, NULL, NULL);
  for (gsize i = 0; i < (gsize) cw * ch; i++)
    missed += hits[i] == SL_HIT_MISS;
  return missed / ((double) cw * ch);
}

/* --- panels --- */

/* Rays at a panel that no sample met: the middle of what the picture shows of it, and near its corners. */
static gboolean
is_visible (const SlTracer *tracer, const SlSceneCamera *camera, const SlVec3 *polygon, guint n, gint32 wall, gint32 panel)
{
  SlVec3 middle = { 0, 0, 0 };

  for (guint i = 0; i < n; i++)
    middle = sl_vec3_mad (middle, polygon[i], 1. / n);
  for (guint i = 0; i <= n; i++)
    {
      SlVec3 local = i == n ? middle : sl_vec3_lerp (polygon[i], middle, .15);
      SlVec3 direction = sl_vec3_normalize (sl_frame_direction (&camera->frame, local));
      gint32 hit_wall, hit_panel;
      double distance;

      if (sl_tracer_ray (tracer, camera->frame.o, direction, &distance, &hit_wall, &hit_panel) == SL_HIT_LED && hit_wall == wall && hit_panel == panel)
        return TRUE;
    }
  return FALSE;
}

/* cos φ / cos θ of one axis: the incidence on the panel over the field angle, both in the plane of that axis. */
static double
cos_ratio (double across, double depth, double normal_across, double normal_depth)
{
  double ray = hypot (across, depth), normal = hypot (normal_across, normal_depth);
  double cos_theta = depth / ray, cos_phi = normal > 0 ? fabs (across * normal_across + depth * normal_depth) / (ray * normal) : 0;

  return cos_phi / cos_theta;
}

/* The smallest r over a visible panel; where the focus lies within its depth, 0. */
static void
measure_blur (const SlSceneCamera *camera, const SlScenePanel *panel, SlVec3 normal, const SlVec3 *polygon, guint n, SlFrameCoverage *out)
{
  double s_mm = camera->focus_m * 1000, near = INFINITY, far = 0;

  for (guint i = 0; i < n; i++)
    {
      SlVec3 p = polygon[i];
      double d_mm = p.y * 1000, pitch = panel->panel->pitch_mm;
      double h = sl_optics_blur_pitch_ratio (camera->focal_mm, camera->stop, camera->squeeze, pitch, s_mm, d_mm) / cos_ratio (p.x, p.y, normal.x, normal.y);
      double v = sl_optics_blur_pitch_ratio (camera->focal_mm, camera->stop, 1, pitch, s_mm, d_mm) / cos_ratio (p.z, p.y, normal.z, normal.y);

      out->blur_pitch_ratio_h = fmin (out->blur_pitch_ratio_h, h);
      out->blur_pitch_ratio_v = fmin (out->blur_pitch_ratio_v, v);
      near = fmin (near, d_mm);
      far = fmax (far, d_mm);
    }
  if (s_mm >= near && s_mm <= far)
    out->blur_pitch_ratio_h = out->blur_pitch_ratio_v = 0;
}

static double
wall_level (const SlSceneWall *wall, const SlPanel *panel)
{
  return isnan (wall->level_nit) ? panel->nits : wall->level_nit;
}

static void
measure_panel (const SlSceneCamera *camera, const SlSceneWall *wall, const SlScenePanel *panel, const SlVec3 *polygon, guint n, double fps, SlFrameCoverage *out)
{
  SlVec3 normal = sl_frame_unpoint (&(SlFrame) { camera->frame.x, camera->frame.y, camera->frame.z, { 0, 0, 0 } }, panel->normal);
  double level = wall_level (wall, panel->panel);

  measure_blur (camera, panel, normal, polygon, n, out);
  for (guint i = 0; i < n; i++)
    {
      double distance = sl_vec3_length (polygon[i]);
      double cosine = fabs (sl_vec3_dot (polygon[i], normal)) / distance;

      out->incidence_max_deg = fmax (out->incidence_max_deg, acos (fmin (1, cosine)) / DEG);
      out->distance_min_m = fmin (out->distance_min_m, distance);
      if (polygon[i].y < out->depth_min_m)
        {
          out->depth_min_m = polygon[i].y;
          out->nearest_pitch_mm = panel->panel->pitch_mm;
        }
    }
  if (!isnan (panel->panel->refresh_hz))
    out->ripple = fmax (isnan (out->ripple) ? 0 : out->ripple, sl_optics_scan_ripple (sl_optics_scan_cycles (camera->shutter_deg, fps, panel->panel->refresh_hz)));
  if (!isnan (level))
    {
      double stops = sl_optics_stops_over (level, sl_optics_mid_grey_nit (camera->stop, camera->shutter_deg / (360 * fps), camera->iso));
      out->exposure_stops = isnan (out->exposure_stops) ? stops : fmin (out->exposure_stops, stops);
    }
}

/* The exact list: every panel is clipped to the picture; rays only say whether something stands before it. */
static void
measure_panels (Analysis *a, const SlTracer *tracer, const SlScene *scene, const gint32 *walls, const gint32 *panels, gsize n_rays, SlFrameCoverage *out)
{
  const SlSceneCamera *camera = &scene->camera;

  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];
      g_autofree guint8 *met = g_malloc0 (wall->n_panels + 1);

      for (gsize i = 0; i < n_rays; i++)
        if (walls[i] == (gint32) w)
          met[panels[i]] = 1;
      for (guint p = 0; p < wall->n_panels; p++)
        {
          const SlScenePanel *panel = &wall->panels[p];
          SlVec3 right = sl_vec3_add (panel->corner, panel->right), clipped[SL_POLYGON_MAX];
          SlVec3 corners[4] = {
            sl_frame_unpoint (&camera->frame, panel->corner),
            sl_frame_unpoint (&camera->frame, right),
            sl_frame_unpoint (&camera->frame, sl_vec3_add (right, panel->up)),
            sl_frame_unpoint (&camera->frame, sl_vec3_add (panel->corner, panel->up)),
          };
          guint n;

          if (sl_vec3_dot (sl_vec3_sub (camera->frame.o, panel->corner), panel->normal) <= 0)
            continue; /* seen from behind */
          n = (guint) sl_polygon_clip_to_picture (corners, 4, camera->tan_h, camera->tan_v, 1e-3, clipped);
          if (n == 0 || (!met[p] && (sl_polygon_picture_share (clipped, n, camera->tan_h, camera->tan_v) < LEAST_SHARE
                                     || !is_visible (tracer, camera, clipped, n, (gint32) w, (gint32) p))))
            continue;
          g_atomic_int_inc ((gint *) &a->result->walls[w].frames_seen[p]);
          measure_panel (camera, wall, panel, clipped, n, a->fps, out);
        }
    }
}

/* --- motion --- */

/* Speed of turning (deg/s) and of moving across the axis (m/s), from the camera half a frame before and after. */
static gboolean
measure_motion (Analysis *a, const SlScene *scene, double *turn, double *across, GError **error)
{
  g_autoptr (SlScene) before = sl_scene_maker_at (a->maker, scene->frame - .5, error);
  g_autoptr (SlScene) after = before != NULL ? sl_scene_maker_at (a->maker, scene->frame + .5, error) : NULL;

  if (after == NULL)
    return FALSE;
  const SlFrame *f = &before->camera.frame, *g = &after->camera.frame;
  SlVec3 cross = sl_vec3_cross (f->y, g->y), step = sl_vec3_sub (g->o, f->o);
  *turn = atan2 (sl_vec3_length (cross), sl_vec3_dot (f->y, g->y)) / DEG * a->fps;
  *across = sl_vec3_length (sl_vec3_sub (step, sl_vec3_scale (scene->camera.frame.y, sl_vec3_dot (step, scene->camera.frame.y)))) * a->fps;
  return TRUE;
}

static void
measure_latency (Analysis *a, const SlScene *scene, double turn, double across, SlFrameCoverage *out)
{
  const SlSceneCamera *camera = &scene->camera;
  double v_mm = sl_optics_image_distance (camera->focal_mm, camera->focus_m * 1000), d = out->depth_min_m;
  double virtual_m = scene->environment != NULL && !isnan (scene->environment->depth) ? scene->environment->depth : INFINITY;

  out->overscan_angle_factor = sl_optics_overscan_angle_factor (camera->hfov_deg, turn, a->latency_s);
  out->overscan_width_factor = sl_optics_overscan_width_factor (camera->hfov_deg, turn, a->latency_s);
  if (isfinite (d))
    out->swim_px = sl_optics_swim_m (across, a->latency_s, isfinite (virtual_m) ? d / virtual_m : 0) * 1000 * v_mm / (d * 1000 * camera->photosite_mm);
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
    grade (out, SL_SUBJECT_FOCUS, TRUE, isfinite (camera->focus_m)
             ? sl_grade_of_focus (camera->focal_mm, camera->stop, coc, out->nearest_pitch_mm, camera->focus_m * 1000, out->depth_min_m * 1000) : SL_GRADE_RED);
  if (!sees) /* what is not there has no figure */
    out->blur_pitch_ratio_h = out->blur_pitch_ratio_v = out->incidence_max_deg = out->distance_min_m = out->depth_min_m = out->nearest_pitch_mm = NAN;
}

/* --- a frame, a shot --- */

static gboolean
analyse_frame (Analysis *a, guint index, GError **error)
{
  SlFrameCoverage *out = &a->result->frames[index];
  guint w = a->result->samples_w, h = a->result->samples_h;
  g_autoptr (SlScene) scene = sl_scene_maker_at (a->maker, (double) (a->first + index), error);
  g_autoptr (SlTracer) own = NULL;
  const SlTracer *tracer = a->tracer;
  g_autofree guint8 *hits = g_malloc ((gsize) w * h);
  g_autofree gint32 *walls = g_new (gint32, (gsize) w * h), *panels = g_new (gint32, (gsize) w * h);
  double turn, across;

  if (scene == NULL || !measure_motion (a, scene, &turn, &across, error))
    return FALSE;
  if (!a->still && (tracer = own = sl_tracer_new_over (a->tracer, scene, error)) == NULL)
    return FALSE;
  *out = (SlFrameCoverage) {
    .frame = scene->frame, .blur_pitch_ratio_h = INFINITY, .blur_pitch_ratio_v = INFINITY, .distance_min_m = INFINITY,
    .depth_min_m = INFINITY, .swim_px = NAN, .ripple = NAN, .exposure_stops = NAN,
  };
  sl_tracer_picture (tracer, &scene->camera, scene->camera.tan_h, scene->camera.tan_v, w, h, hits, walls, panels);
  count_hits (hits, w, h, out);
  measure_panels (a, tracer, scene, walls, panels, (gsize) w * h, out);
  measure_latency (a, scene, turn, across, out);
  out->overscan_miss = out->overscan_width_factor > 1.0001
    ? wider_miss (tracer, &scene->camera, scene->camera.tan_h * out->overscan_width_factor, scene->camera.tan_v * out->overscan_width_factor, w, h) : out->miss;
  out->protection_miss = wider_miss (tracer, &scene->camera, scene->camera.mode_tan_h, scene->camera.mode_tan_v, w, h);
  grade_frame (scene, out);
  return TRUE;
}

static gpointer
work (gpointer data)
{
  Analysis *a = data;
  guint index;

  while (!g_atomic_int_get (&a->failed) && (index = (guint) g_atomic_int_add (&a->next, 1)) < a->result->n_frames)
    {
      GError *error = NULL;

      if (sl_error_set_if_cancelled (g_cancellable_is_cancelled (a->cancellable), &error) || !analyse_frame (a, index, &error))
        {
          g_atomic_int_set (&a->failed, 1);
          g_mutex_lock (&a->lock);
          if (a->error == NULL)
            a->error = g_steal_pointer (&error);
          g_mutex_unlock (&a->lock);
          g_clear_error (&error);
        }
      g_atomic_int_inc (&a->done);
    }
  return NULL;
}

static void
run_threads (Analysis *a, const SlCoverageOptions *options)
{
  guint n = options->threads > 0 ? options->threads : g_get_num_processors ();
  g_autofree GThread **threads = NULL;

  n = MAX (1, MIN (n, a->result->n_frames));
  threads = g_new (GThread *, n);
  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("coverage", work, a);
  while (options->progress != NULL && !g_atomic_int_get (&a->failed) && (guint) g_atomic_int_get (&a->done) < a->result->n_frames)
    {
      options->progress ((double) g_atomic_int_get (&a->done) / a->result->n_frames, options->progress_data);
      g_usleep (20000);
    }
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
}

static void
summarise (SlCoverage *c)
{
  double sum = 0;

  c->min = INFINITY;
  c->first_spill = -1;
  for (guint i = 0; i < c->n_frames; i++)
    {
      const SlFrameCoverage *f = &c->frames[i];

      sum += f->coverage;
      if (f->coverage < c->min)
        {
          c->min = f->coverage;
          c->worst_frame = i;
        }
      if (c->first_spill < 0 && f->miss > 5e-4)
        c->first_spill = (int) i;
      for (guint s = 0; s < SL_N_SUBJECTS; s++)
        if (f->graded[s] && (!c->graded[s] || f->grades[s] > c->grades[s]))
          {
            c->graded[s] = TRUE;
            c->grades[s] = f->grades[s];
            c->grade_frame[s] = i;
          }
    }
  c->mean = c->n_frames > 0 ? sum / c->n_frames : 0;
  if (c->graded[SL_SUBJECT_COVERAGE] && c->n_frames > 0 && c->grades[SL_SUBJECT_COVERAGE] > SL_GRADE_AMBER)
    c->grade_frame[SL_SUBJECT_COVERAGE] = c->worst_frame;
  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    if (c->graded[s])
      c->grade = MAX (c->grade, c->grades[s]);
  for (guint w = 0; w < c->n_walls; w++)
    for (guint p = 0; p < c->walls[w].panels; p++)
      c->walls[w].panels_seen += c->walls[w].frames_seen[p] > 0;
}

static double
latency_s (const SlStage *stage)
{
  double frames = 0;

  for (guint i = 0; i < sl_list_n (stage->latency); i++)
    frames += sl_list_at (stage->latency, SlLatency, i)->frames;
  return frames / sl_rational_to_real (stage->fps);
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
      c->walls[i] = (SlWallCoverage) { g_strdup (wall->entity->id), wall->n_panels, 0, g_new0 (guint32, wall->n_panels + 1) };
    }
}

SlCoverage *
sl_coverage_analyse (const SlPlan *plan, SlAssets *assets, const char *shot_id, const SlCoverageOptions *options, GError **error)
{
  static const SlCoverageOptions defaults = { 0 };
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, assets, shot_id, error);
  g_autoptr (SlScene) first = maker != NULL ? sl_scene_maker_at (maker, 0, error) : NULL;
  g_autoptr (SlTracer) tracer = NULL;
  g_autoptr (SlCoverage) result = g_new0 (SlCoverage, 1);
  const SlShot *shot;

  options = options != NULL ? options : &defaults;
  if (first == NULL)
    return NULL;
  if (first->walls->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("shot %s: no LED wall stands on its stage; add one"), shot_id);
      return NULL;
    }
  shot = sl_plan_get (plan, SL_KIND_SHOT, shot_id);
  prepare_result (result, first, shot, options);
  if ((tracer = sl_tracer_new_still (first, error)) == NULL)
    return NULL;
  Analysis a = {
    .maker = maker, .tracer = tracer, .still = sl_scene_maker_is_still (maker), .result = result, .first = options->first_frame,
    .fps = sl_rational_to_real (shot->fps), .latency_s = latency_s (first->stage), .cancellable = options->cancellable,
  };
  g_mutex_init (&a.lock);
  run_threads (&a, options);
  g_mutex_clear (&a.lock);
  if (a.error != NULL)
    {
      g_propagate_error (error, a.error);
      return NULL;
    }
  summarise (result);
  return g_steal_pointer (&result);
}
