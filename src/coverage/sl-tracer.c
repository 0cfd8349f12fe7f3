#include "sl-tracer-private.h"

#include "sl-polygon.h"

/* Less than this share of a ray is not followed further; nor are more panes than these. */
static const double LEAST_SHARE = 1. / 256;
enum { MOST_PANES = 64 };

double
sl_sheer_through (const SlSheer *sheer, guint triangle, double u, double v)
{
  const SlSheerTriangle *t = &g_array_index (sheer->triangles, SlSheerTriangle, triangle);
  const SlMesh *mesh = sheer->mesh;
  const guint32 *corners = &mesh->indices[t->first];
  const double weights[3] = { 1 - u - v, u, v };
  double at[2] = { 0, 0 };

  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < 2; k++)
      at[k] += weights[i] * (double) mesh->uvs[2 * (gsize) corners[i] + k];
  return (double) sl_mesh_through (mesh, &mesh->submeshes[t->part], (float) at[0], (float) at[1]);
}

/* What Embree found. */
typedef struct {
  guint  instance, geometry, primitive;
  double distance, u, v;
} Found;

static gboolean
on_floor (const SlTracer *tracer, double x, double y)
{
  return tracer->outline == NULL || sl_polygon_around (tracer->outline, tracer->n_outline, x, y);
}

/* LED only from the front; a panel in whose plane the ray starts, or that is seen from behind, shows no picture. */
static inline SlHit
hit_panel (const SlTracer *tracer, const Found *found, gboolean instanced, SlVec3 origin, SlVec3 direction,
           SlRayHit *hit)
{
  guint wall = found->geometry + (instanced ? 0 : tracer->first_wall);
  const SlSceneWall *scene_wall = tracer->walls->pdata[wall];
  const SlScenePanel *panel = &scene_wall->panels[found->primitive];

  hit->wall = (gint32) wall;
  hit->panel = (gint32) found->primitive;
  if (sl_vec3_dot (panel->normal, direction) >= 0
      || sl_vec3_dot (sl_vec3_sub (origin, panel->corner), panel->normal) < 1e-6)
    return SL_HIT_MISS;
  return SL_HIT_LED;
}

/* The floor is the plane z = 0; a panel on it wins. */
static inline gboolean
hit_floor (const SlTracer *tracer, SlVec3 origin, SlVec3 direction, SlRayHit *hit)
{
  /* −origin.z / direction.z < distance − 1e-4, without the division */
  if (!(direction.z < 0 && origin.z > 0 && -origin.z > (hit->distance - 1e-4) * direction.z))
    return FALSE;
  hit->distance = -origin.z / direction.z;
  SlVec3 at = sl_vec3_mad (origin, direction, hit->distance);
  hit->hit = tracer->practical_floor && on_floor (tracer, at.x, at.y) ? SL_HIT_SET : SL_HIT_MISS;
  return TRUE;
}

/* The class of what was found; and what lets part of the ray through, or NULL. */
static inline const SlSheer *
classify (const SlTracer *tracer, const Found *found, SlVec3 origin, SlVec3 direction, SlRayHit *hit)
{
  gboolean instanced = found->instance != RTC_INVALID_GEOMETRY_ID;
  const SlTracer *of = instanced ? tracer->still : tracer;

  *hit = (SlRayHit) { SL_HIT_MISS, -1, -1, found->distance, 1 };
  if (hit_floor (tracer, origin, direction, hit) || found->geometry == RTC_INVALID_GEOMETRY_ID)
    return NULL;
  if (found->geometry < of->n_walls)
    {
      hit->hit = hit_panel (tracer, found, instanced, origin, direction, hit);
      return NULL;
    }
  hit->hit = SL_HIT_SET;
  return of->sheer->pdata[found->geometry - of->n_walls];
}

static struct RTCRayHit
make_ray (SlVec3 origin, SlVec3 direction, double from)
{
  return (struct RTCRayHit) {
    .ray = { .org_x = (float) origin.x, .org_y = (float) origin.y, .org_z = (float) origin.z, .tnear = (float) from,
             .dir_x = (float) direction.x, .dir_y = (float) direction.y, .dir_z = (float) direction.z,
             .tfar = INFINITY, .mask = 0xffffffff },
    .hit = { .geomID = RTC_INVALID_GEOMETRY_ID, .instID = { RTC_INVALID_GEOMETRY_ID } },
  };
}

static Found
shoot (RTCScene scene, SlVec3 origin, SlVec3 direction, double from)
{
  struct RTCRayHit ray = make_ray (origin, direction, from);

  sl_embree_ray (scene, &ray);
  return (Found) { ray.hit.instID[0], ray.hit.geomID, ray.hit.primID, (double) ray.ray.tfar, (double) ray.hit.u,
                   (double) ray.hit.v };
}

/* On from a thing that lets part of the ray through; `hit` is that thing and becomes what is behind. */
static void
follow (const SlTracer *tracer, const SlSheer *sheer, Found found, SlVec3 origin, SlVec3 direction, SlRayHit *hit)
{
  double share = 1;

  for (guint panes = 0; sheer != NULL && panes < MOST_PANES; panes++)
    {
      double through = sl_sheer_through (sheer, found.primitive, found.u, found.v);

      if (share * through < LEAST_SHARE)
        break;
      share *= through;
      found = shoot (tracer->scene, origin, direction, found.distance * (1 + 1e-5) + 1e-5);
      sheer = classify (tracer, &found, origin, direction, hit);
    }
  hit->share = share;
}

static double
start_of (SlVec3 direction)
{
  return SL_TRACER_NEAR / sl_vec3_length (direction);
}

static inline SlRayHit
ray_from (const SlTracer *tracer, Found found, SlVec3 origin, SlVec3 direction)
{
  SlRayHit hit;
  const SlSheer *sheer = classify (tracer, &found, origin, direction, &hit);

  if (sheer != NULL)
    follow (tracer, sheer, found, origin, direction, &hit);
  return hit;
}

SlRayHit
sl_tracer_ray (const SlTracer *tracer, SlVec3 origin, SlVec3 direction)
{
  return ray_from (tracer, shoot (tracer->scene, origin, direction, start_of (direction)), origin, direction);
}

SlRayHit
sl_tracer_bare_ray (const SlTracer *tracer, SlVec3 origin, SlVec3 direction)
{
  return ray_from (tracer, shoot (tracer->bare, origin, direction, start_of (direction)), origin, direction);
}

/* --- pictures: rays go in packets of 4 × 4 neighbours, which Embree follows together --- */

enum { TILE = 4, PACKET = TILE * TILE };

typedef struct {
  const SlCells     *cells;
  SlVec3             origin, first, across, down; /* of the ray in the top left cell, and from cell to cell */
  struct RTCRayHit16 packet; /* what all packets share stands in it */
} Fan;

static void
prepare_packet (Fan *f)
{
  for (guint i = 0; i < PACKET; i++)
    {
      f->packet.ray.org_x[i] = (float) f->origin.x;
      f->packet.ray.org_y[i] = (float) f->origin.y;
      f->packet.ray.org_z[i] = (float) f->origin.z;
      f->packet.ray.tnear[i] = (float) SL_TRACER_NEAR; /* directions are one long on the axis */
      f->packet.ray.time[i] = 0;
      f->packet.ray.mask[i] = 0xffffffff;
      f->packet.ray.flags[i] = 0;
    }
}

static void
fill_packet (Fan *f, guint left, guint top, SlVec3 *directions, int *valid)
{
  SlVec3 corner = sl_vec3_mad (sl_vec3_mad (f->first, f->across, left), f->down, top);

  for (guint i = 0; i < PACKET; i++)
    {
      SlVec3 d = directions[i] = sl_vec3_mad (sl_vec3_mad (corner, f->across, i % TILE), f->down, i / TILE);

      valid[i] = left + i % TILE < f->cells->right && top + i / TILE < f->cells->bottom ? -1 : 0;
      f->packet.ray.dir_x[i] = (float) d.x;
      f->packet.ray.dir_y[i] = (float) d.y;
      f->packet.ray.dir_z[i] = (float) d.z;
      f->packet.ray.tfar[i] = INFINITY;
      f->packet.hit.geomID[i] = f->packet.hit.instID[0][i] = RTC_INVALID_GEOMETRY_ID;
    }
}

static gboolean
one_side (double a, double b, double c, double d)
{
  return fmin (fmin (a, b), fmin (c, d)) > 1e-6 || fmax (fmax (a, b), fmax (c, d)) < -1e-6;
}

/* Whether all look into one octant, away from its sides: the corners say it, as directions are linear in between. */
static gboolean
one_octant (const SlVec3 *directions)
{
  SlVec3 a = directions[0], b = directions[TILE - 1], c = directions[PACKET - TILE], d = directions[PACKET - 1];

  return one_side (a.x, b.x, c.x, d.x) && one_side (a.y, b.y, c.y, d.y) && one_side (a.z, b.z, c.z, d.z);
}

static Found
found_in (const struct RTCRayHit16 *packet, guint i)
{
  return (Found) { packet->hit.instID[0][i], packet->hit.geomID[i], packet->hit.primID[i], (double) packet->ray.tfar[i],
                   (double) packet->hit.u[i], (double) packet->hit.v[i] };
}

static void
trace_tile (const SlTracer *tracer, Fan *f, guint left, guint top, SlTraced traced, gpointer data)
{
  SlVec3 directions[PACKET];
  int valid[PACKET] __attribute__ ((aligned (64)));
  gboolean together;

  fill_packet (f, left, top, directions, valid);
  together = one_octant (directions);
  if (together)
    sl_embree_packet (valid, tracer->scene, &f->packet);
  for (guint i = 0; i < PACKET; i++)
    {
      SlRayHit hit;
      Found found;

      if (valid[i] == 0)
        continue;
      found = together ? found_in (&f->packet, i) : shoot (tracer->scene, f->origin, directions[i], SL_TRACER_NEAR);
      hit = ray_from (tracer, found, f->origin, directions[i]);
      traced (left + i % TILE, top + i / TILE, &hit, data);
    }
}

void
sl_tracer_picture (const SlTracer *tracer, const SlFrame *camera, const SlRaster *raster, const SlCells *cells,
                   SlTraced traced, gpointer data)
{
  Fan f = { .cells = cells, .origin = camera->o, .first = camera->y };

  f.across = sl_vec3_scale (camera->x, 2 * raster->tan_h / raster->w);
  f.down = sl_vec3_scale (camera->z, -2 * raster->tan_v / raster->h);
  f.first = sl_vec3_mad (sl_vec3_mad (f.first, camera->x, -raster->tan_h), camera->z, raster->tan_v);
  f.first = sl_vec3_mad (f.first, sl_vec3_add (f.across, f.down), .5);
  prepare_packet (&f);
  for (guint top = cells->top; top < cells->bottom; top += TILE)
    for (guint left = cells->left; left < cells->right; left += TILE)
      trace_tile (tracer, &f, left, top, traced, data);
}
