#include "sl-measure.h"

#include "sl-polygon.h"

#define DEG (G_PI / 180)

/* A panel that fills less of the picture than this is not looked for. */
static const double LEAST_SHARE = 1e-5;
/* Nothing is projected that lies nearer (m). */
static const double NEAR = 1e-3;
/* LED that lies on the floor is not below it by so little (m). */
static const double FLOOR = 1e-6;

/* One frame on its way. */
typedef struct {
  const SlMeasure *m;
  SlFrameCoverage *frame;
  SlOpticsLens     lens;
  float          **met;  /* a wall's panels: how near (m) a ray met each, 0 for none; NULL where no rays were needed */
} Work;

/* The part of a panel that the picture shows, in the camera's frame. */
typedef struct {
  const SlScenePanel *panel;
  gint32 wall, index;
  SlVec3 normal, right, up; /* unit */
  SlVec3 at[SL_POLYGON_MAX];
  guint  n;
} Part;

/* --- rays --- */

static void
count_ray (guint x, guint y, const SlRayHit *hit, gpointer data)
{
  Work *w = data;

  if (hit->hit != SL_HIT_LED)
    return;
  double u = (2 * (x + .5) / w->m->samples_w - 1) * w->m->scene->camera.tan_h;
  double v = (2 * (y + .5) / w->m->samples_h - 1) * w->m->scene->camera.tan_v;
  float distance = (float) (hit->distance * sqrt (1 + u * u + v * v)), *met = &w->met[hit->wall][hit->panel];

  w->frame->led += hit->share;
  if (*met <= 0 || distance < *met)
    *met = distance;
}

/* Rays through the framing where something may stand before a panel; else the areas say it all. */
static void
trace_framing (Work *w, const SlAreas *areas)
{
  const SlMeasure *m = w->m;
  const SlSceneCamera *camera = &m->scene->camera;

  if (areas->crowded.left < areas->crowded.right)
    {
      const SlRaster raster = { camera->tan_h, camera->tan_v, m->samples_w, m->samples_h };

      w->met = g_new (float *, m->scene->walls->len);
      for (guint i = 0; i < m->scene->walls->len; i++)
        w->met[i] = g_new0 (float, ((SlSceneWall *) m->scene->walls->pdata[i])->n_panels + 1);
      sl_tracer_picture (m->tracer, &camera->frame, &raster, &areas->crowded, count_ray, w);
    }
  w->frame->led = areas->led + w->frame->led / ((double) m->samples_w * m->samples_h);
  w->frame->set = 1 - w->frame->miss - w->frame->led;
  if (w->frame->set < 1e-9) /* the miss is exact, the rays are samples */
    {
      w->frame->set = 0;
      w->frame->led = 1 - w->frame->miss;
    }
}

static void
forget_rays (Work *w)
{
  for (guint i = 0; w->met != NULL && i < w->m->scene->walls->len; i++)
    g_free (w->met[i]);
  g_free (w->met);
}

/* Whether the camera sees the panel at `local` of its own frame. */
static gboolean
shows (const Work *w, const Part *part, SlVec3 local)
{
  const SlFrame *frame = &w->m->scene->camera.frame;
  SlRayHit hit = sl_tracer_ray (w->m->tracer, frame->o, sl_frame_direction (frame, local));

  return hit.hit == SL_HIT_LED && hit.wall == part->wall && hit.panel == part->index;
}

static SlVec3
middle_of (const Part *part)
{
  SlVec3 middle = { 0, 0, 0 };

  for (guint i = 0; i < part->n; i++)
    middle = sl_vec3_mad (middle, part->at[i], 1. / part->n);
  return middle;
}

/* How near (m) the part is seen at all: where a ray met it, or one of its own does, in the middle or near a corner;
 * 0 when it is hidden. */
static double
seen_at (const Work *w, const Part *part)
{
  float met = w->met != NULL ? w->met[part->wall][part->index] : 0;
  SlVec3 middle;

  if (met > 0)
    return (double) met;
  if (sl_polygon_picture_share (part->at, part->n, w->m->scene->camera.tan_h, w->m->scene->camera.tan_v) < LEAST_SHARE)
    return 0;
  middle = middle_of (part);
  for (guint i = 0; i <= part->n; i++)
    {
      SlVec3 local = i == part->n ? middle : sl_vec3_lerp (part->at[i], middle, .15);
      if (shows (w, part, local))
        return sl_vec3_length (local);
    }
  return 0;
}

/* --- what is measured of a part --- */

static SlOpticsVector
in_camera (SlVec3 v)
{
  return (SlOpticsVector) { v.x, v.y, v.z };
}

/* The part decides the subject's figure; `depth_m` is where. */
static void
decides (Work *w, const Part *part, SlSubject subject, double depth_m)
{
  const SlSceneWall *wall = w->m->scene->walls->pdata[part->wall];

  w->frame->place[subject] = (SlFramePlace) { wall->entity->id, part->panel->panel->entity.id, part->panel->column,
                                              part->panel->row, depth_m };
}

/* The smallest r; where the focus lies within the part's depth, 0. */
static void
measure_blur (Work *w, const Part *part)
{
  double near = INFINITY, far = 0, s_m = w->lens.focus_mm / 1000, best;
  SlFrameCoverage *out = w->frame;

  for (guint i = 0; i < part->n; i++)
    {
      SlBlurRatios r = sl_optics_blur_pitch_ratios (&w->lens, in_camera (part->at[i]), in_camera (part->right),
                                                    in_camera (part->up), part->panel->panel->pitch_mm);

      best = fmin (out->blur_pitch_ratio_h, out->blur_pitch_ratio_v);
      if (fmin (r.columns, r.rows) < best)
        decides (w, part, SL_SUBJECT_MOIRE, part->at[i].y);
      out->blur_pitch_ratio_h = fmin (out->blur_pitch_ratio_h, r.columns);
      out->blur_pitch_ratio_v = fmin (out->blur_pitch_ratio_v, r.rows);
      near = fmin (near, part->at[i].y);
      far = fmax (far, part->at[i].y);
    }
  if (s_m < near || s_m > far)
    return;
  if (out->blur_pitch_ratio_h > 0 || out->blur_pitch_ratio_v > 0)
    decides (w, part, SL_SUBJECT_MOIRE, s_m);
  out->blur_pitch_ratio_h = out->blur_pitch_ratio_v = 0;
}

static void
measure_angles (Work *w, const Part *part)
{
  SlFrameCoverage *out = w->frame;

  for (guint i = 0; i < part->n; i++)
    {
      double cosine = fabs (sl_vec3_dot (part->at[i], part->normal)) / sl_vec3_length (part->at[i]);
      double deg = acos (fmin (1, cosine)) / DEG;

      if (deg > out->incidence_max_deg || out->place[SL_SUBJECT_INCIDENCE].wall == NULL)
        decides (w, part, SL_SUBJECT_INCIDENCE, part->at[i].y);
      out->incidence_max_deg = fmax (out->incidence_max_deg, deg);
      if (part->at[i].y < out->depth_min_m)
        {
          decides (w, part, SL_SUBJECT_FOCUS, part->at[i].y);
          out->depth_min_m = part->at[i].y;
          out->nearest_pitch_mm = part->panel->panel->pitch_mm;
        }
    }
}

static void
measure_swim (Work *w, const Part *part)
{
  const SlSceneCamera *camera = &w->m->scene->camera;
  const SlSceneEnvironment *environment = w->m->scene->environment;
  double v_mm = sl_optics_image_distance (camera->focal_mm, camera->focus_m * 1000);
  double virtual_m = environment != NULL ? environment->depth_m : INFINITY;

  for (guint k = 0; k < w->m->motion->n_velocities; k++)
    for (guint i = 0; i < part->n; i++)
      {
        SlOpticsVector velocity = in_camera (w->m->motion->velocity[k]);
        double swim = sl_optics_swim_px (velocity, in_camera (part->at[i]), w->m->latency_s,
                                         v_mm / camera->photosite_mm, camera->squeeze, virtual_m);
        w->frame->swim_px = fmax (w->frame->swim_px, swim);
      }
}

/* The nearest point of the part, or what is nearest of what is seen when something hides that. */
static void
measure_distance (Work *w, const Part *part, double seen_m)
{
  SlVec3 nearest = sl_polygon_nearest (part->at, part->n);
  double distance = sl_vec3_length (nearest);

  if (distance >= w->frame->distance_min_m)
    return;
  if (!shows (w, part, sl_vec3_lerp (nearest, middle_of (part), 1e-3)))
    distance = seen_m;
  w->frame->distance_min_m = fmin (w->frame->distance_min_m, distance);
}

static void
measure_light (Work *w, const Part *part)
{
  const SlSceneCamera *camera = &w->m->scene->camera;
  const SlSceneWall *wall = w->m->scene->walls->pdata[part->wall];
  const SlPanel *panel = part->panel->panel;
  double level = isnan (wall->level_nit) ? panel->nits : wall->level_nit, fps = w->m->fps;
  SlFrameCoverage *out = w->frame;

  if (!isnan (panel->refresh_hz))
    {
      double ripple = sl_optics_scan_ripple (sl_optics_scan_cycles (camera->shutter_deg, fps, panel->refresh_hz));

      if (isnan (out->ripple) || ripple > out->ripple)
        decides (w, part, SL_SUBJECT_SCAN, middle_of (part).y);
      out->ripple = fmax (isnan (out->ripple) ? 0 : out->ripple, ripple);
    }
  else if (out->place[SL_SUBJECT_SCAN].wall == NULL)
    decides (w, part, SL_SUBJECT_SCAN, middle_of (part).y);
  if (!isnan (level))
    {
      double grey = sl_optics_mid_grey_nit (camera->stop, camera->shutter_deg / (360 * fps), camera->iso);
      double stops = sl_optics_stops_over (level, grey);

      if (isnan (out->exposure_stops) || stops < out->exposure_stops)
        decides (w, part, SL_SUBJECT_EXPOSURE, middle_of (part).y);
      out->exposure_stops = isnan (out->exposure_stops) ? stops : fmin (out->exposure_stops, stops);
    }
  else if (out->place[SL_SUBJECT_EXPOSURE].wall == NULL)
    decides (w, part, SL_SUBJECT_EXPOSURE, middle_of (part).y);
}

/* --- panels --- */

/* The part of a panel above the floor, which hides the rest from a camera above it; world. Returns the corners. */
static guint
above_floor (const SlScenePanel *panel, gboolean hides, SlVec3 out[8])
{
  SlVec3 right = sl_vec3_add (panel->corner, panel->right);
  const SlVec3 at[4] = { panel->corner, right, sl_vec3_add (right, panel->up), sl_vec3_add (panel->corner, panel->up) };
  guint n = 0;

  for (guint i = 0; i < 4; i++)
    {
      SlVec3 a = at[i], b = at[(i + 1) % 4];

      if (!hides || a.z >= -FLOOR)
        out[n++] = a;
      if (hides && (a.z >= -FLOOR) != (b.z >= -FLOOR))
        out[n++] = sl_vec3_lerp (a, b, a.z / (a.z - b.z));
    }
  return n;
}

/* FALSE when the picture shows nothing of the panel's front. */
static gboolean
clip_panel (const SlSceneCamera *camera, const SlScenePanel *panel, Part *part)
{
  const SlFrame *f = &camera->frame;
  SlVec3 corners[8];
  SlFrame turn = { f->x, f->y, f->z, { 0, 0, 0 } };
  guint n;

  if (sl_vec3_dot (sl_vec3_sub (f->o, panel->corner), panel->normal) < 1e-6)
    return FALSE; /* seen from behind, or edge-on */
  n = above_floor (panel, f->o.z > 0, corners);
  for (guint i = 0; i < n; i++)
    corners[i] = sl_frame_unpoint (f, corners[i]);
  part->n = (guint) sl_polygon_clip_to_picture (corners, n, camera->tan_h, camera->tan_v, NEAR, part->at);
  if (part->n == 0)
    return FALSE;
  part->panel = panel;
  part->normal = sl_frame_unpoint (&turn, panel->normal);
  part->right = sl_vec3_normalize (sl_frame_unpoint (&turn, panel->right));
  part->up = sl_vec3_normalize (sl_frame_unpoint (&turn, panel->up));
  return TRUE;
}

/* What a frame shows beyond the cabinets that stood in the first one is measured but has no place to be counted. */
static void
note_seen (SlWallCoverage *walls, guint n_walls, const Part *part)
{
  if ((guint) part->wall < n_walls && (guint) part->index < walls[part->wall].panels)
    g_atomic_int_inc ((gint *) &walls[part->wall].frames_seen[part->index]);
}

static void
measure_part (Work *w, const Part *part, double seen_m)
{
  measure_blur (w, part);
  measure_angles (w, part);
  measure_swim (w, part);
  measure_distance (w, part, seen_m);
  measure_light (w, part);
}

/* The plan's own ids go with it. */
static void
keep_ids (SlFrameCoverage *frame)
{
  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    {
      frame->place[s].wall = g_intern_string (frame->place[s].wall);
      frame->place[s].panel = g_intern_string (frame->place[s].panel);
    }
}

static SlOpticsLens
lens_of (const SlSceneCamera *camera)
{
  return (SlOpticsLens) {
    .focal_mm = camera->focal_mm, .stop = camera->stop, .squeeze = camera->squeeze, .focus_mm = camera->focus_m * 1000,
    .corner = camera->corner, .diagonal = hypot (camera->mode_tan_h / camera->squeeze, camera->mode_tan_v),
  };
}

void
sl_measure_panels (const SlMeasure *m, const SlAreas *areas, SlFrameCoverage *frame, SlWallCoverage *walls,
                   guint n_walls)
{
  Work w = { .m = m, .frame = frame, .lens = lens_of (&m->scene->camera) };

  frame->blur_pitch_ratio_h = frame->blur_pitch_ratio_v = frame->distance_min_m = frame->depth_min_m = INFINITY;
  frame->swim_px = frame->ripple = frame->exposure_stops = NAN;
  trace_framing (&w, areas);
  for (guint i = 0; i < m->scene->walls->len; i++)
    {
      const SlSceneWall *wall = m->scene->walls->pdata[i];

      for (guint p = 0; p < wall->n_panels; p++)
        {
          Part part = { .wall = (gint32) i, .index = (gint32) p };
          double seen_m = clip_panel (&m->scene->camera, &wall->panels[p], &part) ? seen_at (&w, &part) : 0;

          if (seen_m <= 0)
            continue;
          note_seen (walls, n_walls, &part);
          measure_part (&w, &part, seen_m);
        }
    }
  forget_rays (&w);
  keep_ids (frame);
}
