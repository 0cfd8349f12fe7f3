/* bench-rooms WHAT PLAN [ARGUMENT]: measures one thing in this process and prints "name value" lines for
 * tests/bench/run.
 * Times are CPU seconds of the thread or process that did the work, so that a busy neighbour matters little. */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "sl-capacity.h"
#include "sl-document.h"
#include "sl-embree.h"
#include "sl-facility.h"
#include "sl-heat.h"
#include "sl-lanes.h"
#include "sl-plan-xml.h"
#include "sl-render.h"
#include "sl-slots.h"

static double
seconds (clockid_t clock)
{
  struct timespec t;
  clock_gettime (clock, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static void
print (const char *name, double value)
{
  printf ("%s %.9g\n", name, value);
}

static SlPlan *
load (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  SlPlan *plan;

  if (!g_file_get_contents (path, &text, &length, &error)
      || (plan = sl_plan_parse (text, length, path, NULL, &error)) == NULL)
    g_error ("%s", error->message);
  return plan;
}

static SlAssets *
load_assets (const SlPlan *plan, const char *path)
{
  g_autofree char *importer = g_build_filename (g_getenv ("SL_BUILD"), "src", "sightline-import", NULL),
                  *cache = g_build_filename (g_get_user_cache_dir (), "sightline", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  SlAssets *assets = sl_assets_new (importer, cache);

  sl_plan_load_assets (plan, assets, folder, NULL, findings);
  if (findings->len > 0)
    g_error ("%s", ((SlFinding *) findings->pdata[0])->message);
  return assets;
}

static const char *
first_shot (const SlPlan *plan)
{
  return sl_plan_at (plan, SL_KIND_SHOT, 0)->id;
}

/* --- coverage against the same rays through Embree alone --- */

static void
add_triangles (RTCDevice device, RTCScene scene, const float *points, gsize n_points, const guint32 *indices,
               gsize n_indices)
{
  RTCGeometry geometry = rtcNewGeometry (device, RTC_GEOMETRY_TYPE_TRIANGLE);

  sl_embree_meet_all (geometry);
  memcpy (rtcSetNewGeometryBuffer (geometry, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3, 12, n_points), points,
          n_points * 12);
  memcpy (rtcSetNewGeometryBuffer (geometry, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3, 12, n_indices / 3), indices,
          n_indices * 4);
  rtcCommitGeometry (geometry);
  rtcAttachGeometry (scene, geometry);
  rtcReleaseGeometry (geometry);
}

static void
put (GArray *points, SlVec3 p)
{
  const float xyz[3] = { (float) p.x, (float) p.y, (float) p.z };
  g_array_append_vals (points, xyz, 3);
}

static RTCScene
raw_scene (RTCDevice device, const SlScene *scene)
{
  RTCScene raw = rtcNewScene (device);

  rtcSetSceneFlags (raw, RTC_SCENE_FLAG_ROBUST);
  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (float)),
                         indices = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (guint i = 0; i < wall->n_panels; i++)
        {
          const SlScenePanel *p = &wall->panels[i];
          const guint32 quad[6] = { 4 * i, 4 * i + 1, 4 * i + 2, 4 * i, 4 * i + 2, 4 * i + 3 };
          SlVec3 right = sl_vec3_add (p->corner, p->right);
          put (points, p->corner);
          put (points, right);
          put (points, sl_vec3_add (right, p->up));
          put (points, sl_vec3_add (p->corner, p->up));
          g_array_append_vals (indices, quad, 6);
        }
      add_triangles (device, raw, (const float *) (const void *) points->data, points->len / 3,
                     (const guint32 *) (const void *) indices->data, indices->len);
    }
  for (guint m = 0; m < scene->meshes->len; m++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[m];
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (float));
      for (guint i = 0; i < mesh->mesh->n_vertices; i++)
        put (points, sl_frame_point (&mesh->frame, sl_vec3 ((double) mesh->mesh->positions[3 * i],
                                                            (double) mesh->mesh->positions[3 * i + 1],
                                                            (double) mesh->mesh->positions[3 * i + 2])));
      add_triangles (device, raw, (const float *) (const void *) points->data, points->len / 3, mesh->mesh->indices,
                     mesh->mesh->n_indices);
    }
  rtcCommitScene (raw);
  return raw;
}

/* One picture in packets of 4 × 4 neighbours; returns how many rays met something. */
static guint
raw_picture (RTCScene scene, const SlSceneCamera *c, double tan_h, double tan_v, guint w, guint h)
{
  struct RTCRayHit16 r;
  int valid[16] __attribute__ ((aligned (64)));
  guint hits = 0;

  for (guint top = 0; top < h; top += 4)
    for (guint left = 0; left < w; left += 4)
      {
        for (guint i = 0; i < 16; i++)
          {
            guint x = left + i % 4, y = top + i / 4;
            double u = (2 * (x + .5) / w - 1) * tan_h, v = (1 - 2 * (y + .5) / h) * tan_v;
            SlVec3 d = sl_vec3_mad (sl_vec3_mad (c->frame.y, c->frame.x, u), c->frame.z, v);
            valid[i] = x < w && y < h ? -1 : 0;
            r.ray.org_x[i] = (float) c->frame.o.x;
            r.ray.org_y[i] = (float) c->frame.o.y;
            r.ray.org_z[i] = (float) c->frame.o.z;
            r.ray.dir_x[i] = (float) d.x;
            r.ray.dir_y[i] = (float) d.y;
            r.ray.dir_z[i] = (float) d.z;
            r.ray.tnear[i] = 0;
            r.ray.tfar[i] = INFINITY;
            r.ray.time[i] = 0;
            r.ray.mask[i] = 0xffffffff;
            r.ray.flags[i] = 0;
            r.hit.geomID[i] = r.hit.instID[0][i] = RTC_INVALID_GEOMETRY_ID;
          }
        sl_embree_packet (valid, scene, &r);
        for (guint i = 0; i < 16; i++)
          hits += valid[i] != 0 && r.hit.geomID[i] != RTC_INVALID_GEOMETRY_ID;
      }
  return hits;
}

static double
raw_shot (const SlPlan *plan, SlAssets *assets, const char *shot_id, guint w, guint h, double *met)
{
  const SlShot *shot = sl_plan_get (plan, SL_KIND_SHOT, shot_id);
  double start = seconds (CLOCK_PROCESS_CPUTIME_ID), rays = 0, hits = 0;
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, assets, shot_id, NULL);
  RTCDevice device = rtcNewDevice ("threads=1,set_affinity=0");
  g_autoptr (SlScene) first = sl_scene_maker_at (maker, 0, NULL);
  RTCScene scene = raw_scene (device, first);

  sl_embree_begin ();
  for (gint64 frame = 0; frame < shot->frames; frame++)
    {
      g_autoptr (SlScene) now = sl_scene_maker_at (maker, (double) frame, NULL);
      hits += raw_picture (scene, &now->camera, now->camera.tan_h, now->camera.tan_v, w, h);
      rays += w * h;
    }
  rtcReleaseScene (scene);
  rtcReleaseDevice (device);
  *met = hits / rays;
  return seconds (CLOCK_PROCESS_CPUTIME_ID) - start;
}

static double
analysed_shot (const SlPlan *plan, SlAssets *assets, const char *shot_id, guint w, guint h, guint threads,
               clockid_t clock, double *met)
{
  const SlCoverageOptions options = { .samples_w = w, .samples_h = h, .threads = threads };
  g_autoptr (GError) error = NULL;
  double start = seconds (clock), end;
  g_autoptr (SlCoverage) c = sl_coverage_analyse (plan, assets, shot_id, &options, &error);

  end = seconds (clock);
  g_assert_no_error (error);
  *met = 0;
  for (guint i = 0; i < c->n_frames; i++)
    *met += (c->frames[i].led + c->frames[i].set) / c->n_frames;
  return end - start;
}

static void
bench_coverage (const char *path, const char *argument)
{
  g_autoptr (SlPlan) plan = load (path);
  g_autoptr (SlAssets) assets = load_assets (plan, path);
  const char *shot = first_shot (plan);
  guint w = argument != NULL ? 64 : 240, h = argument != NULL ? 36 : 135, rounds = argument != NULL ? 1 : 5;
  double raw = INFINITY, own = INFINITY, one = INFINITY, two = INFINITY, raw_met, own_met;

  for (guint i = 0; i < rounds; i++) /* interleaved; the best of each */
    {
      raw = fmin (raw, raw_shot (plan, assets, shot, w, h, &raw_met));
      own = fmin (own, analysed_shot (plan, assets, shot, w, h, 1, CLOCK_PROCESS_CPUTIME_ID, &own_met));
      one = fmin (one, analysed_shot (plan, assets, shot, w, h, 1, CLOCK_MONOTONIC, &own_met));
      two = fmin (two, analysed_shot (plan, assets, shot, w, h, 2, CLOCK_MONOTONIC, &own_met));
    }
  print ("raw_over_own", raw / own);
  print ("one_over_two_threads", one / two);
  print ("frames_a_second", (double) ((const SlShot *) sl_plan_get (plan, SL_KIND_SHOT, shot))->frames / two);
  print ("met_raw", raw_met);
  print ("met_own", own_met);
}

/* --- drawing --- */

typedef struct {
  SlOffscreen *offscreen;
  int          width, height;
} Canvas;

static double
draw (Canvas *canvas, const SlDrawList *list, int samples)
{
  double start = seconds (CLOCK_MONOTONIC);
  g_autoptr (GError) error = NULL;

  g_free (sl_pending_finish (sl_offscreen_begin (canvas->offscreen, list, canvas->width, canvas->height, samples),
                             &error));
  g_assert_no_error (error);
  return seconds (CLOCK_MONOTONIC) - start;
}

static Canvas
canvas_new (int width, int height)
{
  g_autoptr (GError) error = NULL;
  Canvas canvas = { sl_offscreen_new (SL_GL_ANY, &error), width, height };

  g_assert_no_error (error);
  return canvas;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

static double
median (GArray *values)
{
  qsort (values->data, values->len, sizeof (double), compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

/* A redraw while the view turns, from the scene's list to the picture; and one of the same list from where it was, of
 * which everything is drawn because its light changes by as little as a number can. */
static void
bench_view (const char *path, const char *argument)
{
  g_autoptr (SlPlan) plan = load (path);
  g_autoptr (SlAssets) assets = load_assets (plan, path);
  g_autoptr (SlSceneMaker) maker =
      sl_scene_maker_new_stage (plan, assets, sl_plan_at (plan, SL_KIND_STAGE, 0)->id, NULL, NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  const SlDrawOptions options = { .assets = assets, .shading = SL_SHADING_PANELS };
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  g_autoptr (GArray) turning = g_array_new (FALSE, FALSE, sizeof (double)),
                     still = g_array_new (FALSE, FALSE, sizeof (double));
  SlView view = { .kind = SL_VIEW_PERSPECTIVE, .pan = 24, .tilt = -20 };
  g_autoptr (GArray) extent = sl_draw_extent (scene, NULL);
  Canvas canvas = canvas_new (1280, 800);

  sl_view_frame (&view, extent, 1.6);
  list->camera = sl_view_camera (&view, 1.6);
  draw (&canvas, list, 1);
  for (guint i = 0; i < (argument != NULL ? 2 : 40); i++)
    {
      double start = seconds (CLOCK_MONOTONIC), spent;
      sl_view_turn (&view, 1, 0);
      list->camera = sl_view_camera (&view, 1.6);
      draw (&canvas, list, 1);
      spent = seconds (CLOCK_MONOTONIC) - start;
      g_array_append_val (turning, spent);
      list->glow = nextafterf (list->glow, 2);
      spent = draw (&canvas, list, 1);
      g_array_append_val (still, spent);
    }
  print ("panels", list->panels->len);
  print ("redraws_a_second", 1 / median (turning));
  print ("turning_over_still", median (turning) / median (still));
  sl_offscreen_free (canvas.offscreen);
}

/* A redraw of all of the front view, in which things hide one another. */
static void
bench_front (const char *path, const char *argument)
{
  g_autoptr (SlPlan) plan = load (path);
  g_autoptr (SlSceneMaker) maker =
      sl_scene_maker_new_stage (plan, NULL, sl_plan_at (plan, SL_KIND_STAGE, 0)->id, NULL, NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);
  const SlDrawOptions options = { .shading = SL_SHADING_PREVIS };
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
  g_autoptr (GArray) spent = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) extent = sl_draw_extent (scene, NULL);
  SlView view = { .kind = SL_VIEW_FRONT };
  Canvas canvas = canvas_new (1280, 800);

  sl_view_frame (&view, extent, 1.6);
  list->camera = sl_view_camera (&view, 1.6);
  draw (&canvas, list, 1);
  for (guint i = 0; i < (argument != NULL ? 2 : 20); i++)
    {
      const double start = seconds (CLOCK_PROCESS_CPUTIME_ID);

      list->glow = nextafterf (list->glow, 2); /* another light: all of it */
      draw (&canvas, list, 1);
      const double cpu = seconds (CLOCK_PROCESS_CPUTIME_ID) - start;
      g_array_append_val (spent, cpu);
    }
  print ("things", list->meshes->len);
  print ("cpu_ms", median (spent) * 1000);
  sl_offscreen_free (canvas.offscreen);
}

/* A clip's frames, drawn and nothing else. */
static void
bench_draw (const char *path, const char *argument)
{
  g_autoptr (SlPlan) plan = load (path);
  g_autoptr (SlAssets) assets = load_assets (plan, path);
  const SlShot *shot = sl_plan_get (plan, SL_KIND_SHOT, first_shot (plan));
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, assets, shot->entity.id, NULL);
  int samples = argument != NULL ? atoi (argument) : 1;
  Canvas canvas = canvas_new (1280, 720);
  double start = 0, cpu = 0;

  for (gint64 frame = -2; frame < shot->frames; frame++)
    {
      g_autoptr (SlScene) scene = sl_scene_maker_at (maker, (double) MAX (0, frame), NULL);
      const SlDrawOptions options = { .picture = TRUE, .assets = assets };
      g_autoptr (SlDrawList) list = sl_draw_scene (scene, &options);
      if (frame == 0)
        {
          start = seconds (CLOCK_MONOTONIC);
          cpu = seconds (CLOCK_PROCESS_CPUTIME_ID);
        }
      list->camera = sl_draw_camera_of_shot (&scene->camera);
      draw (&canvas, list, samples);
    }
  print ("ms_a_frame", (seconds (CLOCK_MONOTONIC) - start) / (double) shot->frames * 1000);
  print ("cpu_ms_a_frame", (seconds (CLOCK_PROCESS_CPUTIME_ID) - cpu) / (double) shot->frames * 1000);
  sl_offscreen_free (canvas.offscreen);
}

/* --- the document --- */

static void
bench_plan (const char *path, const char *argument)
{
  g_autofree char *text = NULL;
  gsize length;
  guint rounds = argument != NULL ? 2 : 200;
  double start = seconds (CLOCK_PROCESS_CPUTIME_ID), worst = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_autoptr (SlPlan) plan = sl_plan_parse (text, length, path, NULL, NULL);
  print ("open_s", seconds (CLOCK_PROCESS_CPUTIME_ID) - start);
  start = seconds (CLOCK_PROCESS_CPUTIME_ID);
  g_autofree char *again = sl_plan_print (plan, NULL);
  g_assert_nonnull (again);
  print ("print_s", seconds (CLOCK_PROCESS_CPUTIME_ID) - start);
  g_autoptr (SlHistory) history = sl_history_new (plan);
  const char *shot = sl_plan_at (plan, SL_KIND_SHOT, sl_plan_count (plan, SL_KIND_SHOT) / 2)->id;
  start = seconds (CLOCK_PROCESS_CPUTIME_ID);
  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (SlCommand) command = sl_command_new ("Lens");
      g_autofree char *value = g_strdup_printf ("%u", 20 + i);
      double before = seconds (CLOCK_PROCESS_CPUTIME_ID);
      sl_command_set (command, shot, "focal_mm", value);
      g_assert_true (sl_history_apply (history, command, NULL));
      worst = fmax (worst, seconds (CLOCK_PROCESS_CPUTIME_ID) - before);
    }
  print ("edit_ms", (seconds (CLOCK_PROCESS_CPUTIME_ID) - start) / rounds * 1000);
  print ("edit_worst_ms", worst * 1000);
  print ("shots", sl_plan_count (plan, SL_KIND_SHOT));
}

/* Many edits of one thing among many, and the removal of a fifth of them. */
static void
bench_edits (const char *path, const char *argument)
{
  const guint n = 10000, steps = argument != NULL ? 50 : 2000;
  g_autoptr (SlPlan) plan = sl_plan_new (), without = NULL;
  g_autoptr (SlHistory) history = NULL;
  g_autoptr (SlCommand) removal = sl_command_new ("Remove");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("prop-%u", i);
      sl_plan_put (plan, sl_entity_new (SL_KIND_PROP, id));
      if (i % 5 == 0)
        sl_command_remove (removal, id);
    }
  history = sl_history_new (plan);
  double start = seconds (CLOCK_PROCESS_CPUTIME_ID);
  for (guint i = 0; i < steps; i++)
    {
      g_autoptr (SlCommand) command = sl_command_new ("Turn");
      g_autofree char *value = g_strdup_printf ("%u", i % 300 + 1);
      sl_command_set (command, "prop-5000", "pan", value);
      g_assert_true (sl_history_apply (history, command, NULL));
    }
  print ("edit_ms", (seconds (CLOCK_PROCESS_CPUTIME_ID) - start) / steps * 1000);
  print ("history_kib_a_step", (double) sl_history_bytes (history) / steps / 1024);
  start = seconds (CLOCK_PROCESS_CPUTIME_ID);
  without = sl_plan_apply (plan, removal, NULL);
  print ("removal_s", seconds (CLOCK_PROCESS_CPUTIME_ID) - start);
  g_assert_cmpuint (sl_plan_count (without, SL_KIND_PROP), ==, n - n / 5);
}

static void
bench_xml (const char *path, const char *argument)
{
  double start = seconds (CLOCK_PROCESS_CPUTIME_ID);
  xmlDoc *document = xmlReadFile (path, NULL, 0);

  g_assert_nonnull (document);
  print ("tree_s", seconds (CLOCK_PROCESS_CPUTIME_ID) - start);
  xmlFreeDoc (document);
}

static void
bench_capacity (const char *path, const char *argument)
{
  g_autoptr (SlPlan) plan = load (path);
  double start = seconds (CLOCK_PROCESS_CPUTIME_ID);
  g_autoptr (GArray) stages = sl_capacity (plan, 0, 0, 5, NULL);

  print ("capacity_s", seconds (CLOCK_PROCESS_CPUTIME_ID) - start);
  print ("stages", stages->len);
}

/* All that the view of the facility is made of after an edit. */
static void
bench_facility (const char *path, const char *argument)
{
  g_autoptr (SlPlan) plan = load (path);
  guint32 from, to;

  g_assert_true (sl_capacity_span (plan, &from, &to));
  double start = seconds (CLOCK_PROCESS_CPUTIME_ID);
  const SlSlotWish wish = { from, 5, -1 };
  g_autoptr (SlLanes) lanes = sl_lanes_new (plan);
  g_autoptr (SlHeat) heat = sl_heat_new (plan, from, to - from + 1);
  g_autoptr (GArray) stages = sl_capacity (plan, 0, 0, 1, NULL), slots = sl_slots (plan, &wish);
  g_autoptr (GPtrArray) clashes = sl_clashes (plan);

  print ("facility_ms", (seconds (CLOCK_PROCESS_CPUTIME_ID) - start) * 1000);
  print ("bars", lanes->bars->len);
  print ("clashes", clashes->len);
}

static const struct {
  const char *name;
  void      (*run) (const char *path, const char *argument);
} benches[] = { { "coverage", bench_coverage }, { "view", bench_view },   { "front", bench_front },
                { "draw", bench_draw },         { "plan", bench_plan },   { "edits", bench_edits },
                { "xml", bench_xml },           { "capacity", bench_capacity },
                { "facility", bench_facility } };

int
main (int argc, char **argv)
{
  if (argc < 3)
    return 2;
  for (guint i = 0; i < G_N_ELEMENTS (benches); i++)
    if (g_str_equal (argv[1], benches[i].name))
      {
        benches[i].run (argv[2], argc > 3 ? argv[3] : NULL);
        return 0;
      }
  return 2;
}
