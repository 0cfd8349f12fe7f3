#include <embree3/rtcore.h>
#include <pmmintrin.h>
#include <xmmintrin.h>

#include "sl-coverage.h"
#include "sl-error.h"
#include "sl-i18n.h"

/* Geometry ids count the walls first, then the meshes. Over a still tracer the scene holds what moves and one instance
 * of the still scene, whose walls come first in the count. */
struct SlTracer {
  RTCDevice  device;
  RTCScene   scene;
  guint      n_walls;  /* geometries that are walls */
  guint      first_wall; /* index of geometry 0 among the scene's walls */
  guint      n_still;  /* walls of the instance */
  GPtrArray *walls;    /* SlSceneWall, borrowed from the scene that outlives the tracer */
  gboolean   practical_floor;
  SlVec3    *outline;  /* of the floor, NULL for everywhere */
  guint      n_outline;
};

static void
set_vertex (float *out, SlVec3 p)
{
  out[0] = (float) p.x;
  out[1] = (float) p.y;
  out[2] = (float) p.z;
}

static void
attach (SlTracer *tracer, RTCGeometry geometry)
{
  rtcCommitGeometry (geometry);
  rtcAttachGeometry (tracer->scene, geometry);
  rtcReleaseGeometry (geometry);
}

static void
add_wall (SlTracer *tracer, const SlSceneWall *wall)
{
  RTCGeometry geometry = rtcNewGeometry (tracer->device, RTC_GEOMETRY_TYPE_QUAD);
  float *vertices = rtcSetNewGeometryBuffer (geometry, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3, 3 * sizeof (float), 4 * (gsize) MAX (1, wall->n_panels));
  guint32 *indices = rtcSetNewGeometryBuffer (geometry, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT4, 4 * sizeof (guint32), MAX (1, wall->n_panels));

  if (wall->n_panels == 0) /* keeps the geometry ids in step */
    {
      memset (vertices, 0, 12 * sizeof *vertices);
      memset (indices, 0, 4 * sizeof *indices);
    }
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *panel = &wall->panels[i];
      SlVec3 right = sl_vec3_add (panel->corner, panel->right);

      set_vertex (vertices + 12 * (gsize) i, panel->corner);
      set_vertex (vertices + 12 * (gsize) i + 3, right);
      set_vertex (vertices + 12 * (gsize) i + 6, sl_vec3_add (right, panel->up));
      set_vertex (vertices + 12 * (gsize) i + 9, sl_vec3_add (panel->corner, panel->up));
      for (guint k = 0; k < 4; k++)
        indices[4 * (gsize) i + k] = 4 * i + k;
    }
  attach (tracer, geometry);
}

static void
add_mesh (SlTracer *tracer, const SlSceneMesh *mesh)
{
  const SlMesh *m = mesh->mesh;
  RTCGeometry geometry = rtcNewGeometry (tracer->device, RTC_GEOMETRY_TYPE_TRIANGLE);
  float *vertices = rtcSetNewGeometryBuffer (geometry, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3, 3 * sizeof (float), m->n_vertices);
  guint32 *indices = rtcSetNewGeometryBuffer (geometry, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3, 3 * sizeof (guint32), m->n_indices / 3);

  for (guint i = 0; i < m->n_vertices; i++)
    set_vertex (vertices + 3 * (gsize) i, sl_frame_point (&mesh->frame, sl_vec3 (m->positions[3 * (gsize) i], m->positions[3 * (gsize) i + 1], m->positions[3 * (gsize) i + 2])));
  memcpy (indices, m->indices, (gsize) m->n_indices / 3 * 3 * sizeof *indices);
  attach (tracer, geometry);
}

static void
add_instance (SlTracer *tracer, const SlTracer *still)
{
  static const float identity[12] = { 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0 };
  RTCGeometry geometry = rtcNewGeometry (tracer->device, RTC_GEOMETRY_TYPE_INSTANCE);

  rtcSetGeometryInstancedScene (geometry, still->scene);
  rtcSetGeometryTransform (geometry, 0, RTC_FORMAT_FLOAT3X4_COLUMN_MAJOR, identity);
  attach (tracer, geometry);
}

static SlTracer *
tracer_new (const SlScene *scene, const SlTracer *still, guint first_wall, guint n_walls, guint first_mesh, guint n_meshes, GError **error)
{
  g_autoptr (SlTracer) tracer = g_new0 (SlTracer, 1);

  /* one thread builds: threads are spent on frames */
  tracer->device = still != NULL ? still->device : rtcNewDevice ("threads=1,set_affinity=0");
  if (tracer->device == NULL)
    {
      sl_error_set (error, SL_ERROR_DEVICE, _("the ray tracer cannot start on this processor"));
      return NULL;
    }
  if (still != NULL)
    rtcRetainDevice (tracer->device);
  tracer->scene = rtcNewScene (tracer->device);
  rtcSetSceneFlags (tracer->scene, RTC_SCENE_FLAG_ROBUST); /* no ray falls through a seam */
  tracer->walls = g_ptr_array_ref (scene->walls);
  tracer->first_wall = first_wall;
  tracer->n_walls = n_walls;
  tracer->n_still = still != NULL ? still->n_walls : 0;
  for (guint i = 0; i < n_walls; i++)
    add_wall (tracer, scene->walls->pdata[first_wall + i]);
  for (guint i = 0; i < n_meshes; i++)
    add_mesh (tracer, scene->meshes->pdata[first_mesh + i]);
  if (still != NULL)
    add_instance (tracer, still);
  rtcCommitScene (tracer->scene);
  if (rtcGetDeviceError (tracer->device) != RTC_ERROR_NONE)
    {
      sl_error_set (error, SL_ERROR_DEVICE, _("the scene is too large to trace; simplify its models"));
      return NULL;
    }
  tracer->practical_floor = scene->stage->floor == SL_FLOOR_PRACTICAL;
  tracer->n_outline = sl_list_n (scene->stage->outline);
  if (tracer->n_outline >= 3)
    tracer->outline = g_memdup2 (scene->stage->outline->data, tracer->n_outline * sizeof (SlVec3));
  return g_steal_pointer (&tracer);
}

SlTracer *
sl_tracer_new (const SlScene *scene, GError **error)
{
  return tracer_new (scene, NULL, 0, scene->walls->len, 0, scene->meshes->len, error);
}

SlTracer *
sl_tracer_new_still (const SlScene *scene, GError **error)
{
  return tracer_new (scene, NULL, 0, scene->n_still_walls, 0, scene->n_still_meshes, error);
}

SlTracer *
sl_tracer_new_over (const SlTracer *still, const SlScene *scene, GError **error)
{
  return tracer_new (scene, still, scene->n_still_walls, scene->walls->len - scene->n_still_walls, scene->n_still_meshes,
                     scene->meshes->len - scene->n_still_meshes, error);
}

void
sl_tracer_free (SlTracer *tracer)
{
  if (tracer == NULL)
    return;
  if (tracer->scene != NULL)
    rtcReleaseScene (tracer->scene);
  if (tracer->device != NULL)
    rtcReleaseDevice (tracer->device);
  if (tracer->walls != NULL)
    g_ptr_array_unref (tracer->walls);
  g_free (tracer->outline);
  g_free (tracer);
}

static gboolean
on_floor (const SlTracer *tracer, double x, double y)
{
  gboolean inside = FALSE;

  if (tracer->outline == NULL)
    return TRUE;
  for (guint i = 0, j = tracer->n_outline - 1; i < tracer->n_outline; j = i++)
    {
      SlVec3 a = tracer->outline[i], b = tracer->outline[j];
      if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }
  return inside;
}

/* A hit into its class; `distance` counts in lengths of `direction`. The floor is the plane z = 0; a panel on it wins. */
static SlHit
classify (const SlTracer *tracer, guint instance, guint geometry, guint primitive, SlVec3 origin, SlVec3 direction, double *distance,
          gint32 *wall, gint32 *panel)
{
  double floor = direction.z < 0 && origin.z > 0 ? -origin.z / direction.z : INFINITY;

  *wall = *panel = -1;
  if (floor < *distance - 1e-4)
    {
      SlVec3 at = sl_vec3_mad (origin, direction, floor);
      *distance = floor;
      return tracer->practical_floor && on_floor (tracer, at.x, at.y) ? SL_HIT_SET : SL_HIT_MISS;
    }
  if (geometry == RTC_INVALID_GEOMETRY_ID)
    return SL_HIT_MISS;
  if (geometry >= (instance != RTC_INVALID_GEOMETRY_ID ? tracer->n_still : tracer->n_walls))
    return SL_HIT_SET;
  if (instance == RTC_INVALID_GEOMETRY_ID)
    geometry += tracer->first_wall;
  const SlSceneWall *hit = tracer->walls->pdata[geometry];
  if (hit->n_panels == 0 || sl_vec3_dot (hit->panels[primitive].normal, direction) >= 0)
    return SL_HIT_MISS; /* the back of a wall shows no picture */
  *wall = (gint32) geometry;
  *panel = (gint32) primitive;
  return SL_HIT_LED;
}

SlHit
sl_tracer_ray (const SlTracer *tracer, SlVec3 origin, SlVec3 direction, double *distance, gint32 *wall, gint32 *panel)
{
  struct RTCIntersectContext context;
  struct RTCRayHit ray = {
    .ray = { (float) origin.x, (float) origin.y, (float) origin.z, 0, (float) direction.x, (float) direction.y, (float) direction.z, 0, INFINITY, 0xffffffff, 0, 0 },
    .hit = { .geomID = RTC_INVALID_GEOMETRY_ID, .instID = { RTC_INVALID_GEOMETRY_ID } },
  };
  gint32 ignored_wall, ignored_panel;

  rtcInitIntersectContext (&context);
  rtcIntersect1 (tracer->scene, &context, &ray);
  *distance = ray.ray.tfar;
  return classify (tracer, ray.hit.instID[0], ray.hit.geomID, ray.hit.primID, origin, direction, distance, wall != NULL ? wall : &ignored_wall,
                   panel != NULL ? panel : &ignored_panel);
}

enum { TILE = 4, PACKET = TILE * TILE };

/* Rays go in packets of 4 × 4 neighbours, which Embree follows together. */
void
sl_tracer_picture (const SlTracer *tracer, const SlSceneCamera *camera, double tan_h, double tan_v, guint w, guint h,
                   guint8 *hits, gint32 *wall, gint32 *panel)
{
  struct RTCIntersectContext context;
  struct RTCRayHit16 packet;
  SlVec3 directions[PACKET], origin = camera->frame.o;
  /* directions are linear in the picture; they need no unit length */
  SlVec3 across = sl_vec3_scale (camera->frame.x, 2 * tan_h / w), down = sl_vec3_scale (camera->frame.z, -2 * tan_v / h);
  SlVec3 first = sl_vec3_mad (sl_vec3_mad (sl_vec3_mad (camera->frame.y, camera->frame.x, -tan_h), camera->frame.z, tan_v), sl_vec3_add (across, down), .5);
  int valid[PACKET] __attribute__ ((aligned (64)));

  _MM_SET_FLUSH_ZERO_MODE (_MM_FLUSH_ZERO_ON);
  _MM_SET_DENORMALS_ZERO_MODE (_MM_DENORMALS_ZERO_ON);
  rtcInitIntersectContext (&context);
  context.flags = RTC_INTERSECT_CONTEXT_FLAG_COHERENT;
  for (guint top = 0; top < h; top += TILE)
    for (guint left = 0; left < w; left += TILE)
      {
        for (guint i = 0; i < PACKET; i++)
          {
            guint x = left + i % TILE, y = top + i / TILE;

            directions[i] = sl_vec3_mad (sl_vec3_mad (first, across, x), down, y);
            valid[i] = x < w && y < h ? -1 : 0;
            packet.ray.org_x[i] = (float) origin.x;
            packet.ray.org_y[i] = (float) origin.y;
            packet.ray.org_z[i] = (float) origin.z;
            packet.ray.dir_x[i] = (float) directions[i].x;
            packet.ray.dir_y[i] = (float) directions[i].y;
            packet.ray.dir_z[i] = (float) directions[i].z;
            packet.ray.tnear[i] = 0;
            packet.ray.tfar[i] = INFINITY;
            packet.ray.time[i] = 0;
            packet.ray.mask[i] = 0xffffffff;
            packet.ray.flags[i] = 0;
            packet.hit.geomID[i] = packet.hit.instID[0][i] = RTC_INVALID_GEOMETRY_ID;
          }
        rtcIntersect16 (valid, tracer->scene, &context, &packet);
        for (guint i = 0; i < PACKET; i++)
          {
            gsize at = (gsize) (top + i / TILE) * w + left + i % TILE;
            double distance = packet.ray.tfar[i];
            gint32 hit_wall, hit_panel;

            if (valid[i] == 0)
              continue;
            hits[at] = (guint8) classify (tracer, packet.hit.instID[0][i], packet.hit.geomID[i], packet.hit.primID[i], origin, directions[i], &distance, &hit_wall, &hit_panel);
            if (wall != NULL)
              wall[at] = hit_wall;
            if (panel != NULL)
              panel[at] = hit_panel;
          }
      }
}
