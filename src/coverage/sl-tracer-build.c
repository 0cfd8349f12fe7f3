#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-tracer-private.h"

static void
sheer_free (gpointer data)
{
  SlSheer *sheer = data;

  if (sheer == NULL)
    return;
  sl_mesh_unref (sheer->mesh);
  g_array_unref (sheer->triangles);
  g_free (sheer);
}

static void
set_vertex (float *out, SlVec3 p)
{
  out[0] = (float) p.x;
  out[1] = (float) p.y;
  out[2] = (float) p.z;
}

/* --- geometry: each call takes it over, and gives FALSE where memory ran out --- */

typedef struct {
  RTCGeometry geometry;
  float      *vertices; /* 3 a vertex */
  guint32    *indices;
} Shape;

static gboolean
shape_begin (SlTracer *tracer, enum RTCGeometryType type, gsize n_vertices, gsize n_primitives, Shape *shape)
{
  gboolean quads = type == RTC_GEOMETRY_TYPE_QUAD;

  shape->geometry = rtcNewGeometry (tracer->device, type);
  if (shape->geometry == NULL)
    return FALSE;
  shape->vertices = rtcSetNewGeometryBuffer (shape->geometry, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3,
                                             3 * sizeof (float), n_vertices);
  shape->indices = rtcSetNewGeometryBuffer (shape->geometry, RTC_BUFFER_TYPE_INDEX, 0,
                                            quads ? RTC_FORMAT_UINT4 : RTC_FORMAT_UINT3,
                                            (quads ? 4 : 3) * sizeof (guint32), n_primitives);
  if (shape->vertices != NULL && shape->indices != NULL)
    return TRUE;
  rtcReleaseGeometry (shape->geometry);
  return FALSE;
}

static void
attach (RTCScene scene, RTCGeometry geometry, guint id)
{
  rtcAttachGeometryByID (scene, geometry, id);
}

static void
shape_end (const Shape *shape)
{
  sl_embree_meet_all (shape->geometry);
  rtcCommitGeometry (shape->geometry);
}

static gboolean
add_wall (SlTracer *tracer, const SlSceneWall *wall, guint id)
{
  Shape shape;

  if (wall->n_panels == 0)
    return TRUE;
  if (!shape_begin (tracer, RTC_GEOMETRY_TYPE_QUAD, 4 * (gsize) wall->n_panels, wall->n_panels, &shape))
    return FALSE;
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *panel = &wall->panels[i];
      SlVec3 right = sl_vec3_add (panel->corner, panel->right);

      set_vertex (shape.vertices + 12 * (gsize) i, panel->corner);
      set_vertex (shape.vertices + 12 * (gsize) i + 3, right);
      set_vertex (shape.vertices + 12 * (gsize) i + 6, sl_vec3_add (right, panel->up));
      set_vertex (shape.vertices + 12 * (gsize) i + 9, sl_vec3_add (panel->corner, panel->up));
      for (guint k = 0; k < 4; k++)
        shape.indices[4 * (gsize) i + k] = 4 * i + k;
    }
  shape_end (&shape);
  attach (tracer->scene, shape.geometry, id);
  attach (tracer->bare, shape.geometry, id);
  rtcReleaseGeometry (shape.geometry);
  return TRUE;
}

/* A hole that the material's picture cuts is no hit. */
static void
filter_holes (const struct RTCFilterFunctionNArguments *args)
{
  const SlSheer *sheer = args->geometryUserPtr;

  for (unsigned i = 0; i < args->N; i++)
    {
      if (args->valid[i] != -1)
        continue;
      guint triangle = sl_embree_hit_primitive (args, i);
      guint part = g_array_index (sheer->triangles, SlSheerTriangle, triangle).part;
      double u = (double) sl_embree_hit_u (args, i), v = (double) sl_embree_hit_v (args, i);

      if (sheer->mesh->submeshes[part].alpha_mode == SL_ALPHA_MASK && sl_sheer_through (sheer, triangle, u, v) > .5)
        args->valid[i] = 0;
    }
}

/* The triangles of the parts that are opaque, or of those that are not. */
static GArray *
triangles_of (const SlMesh *mesh, gboolean opaque)
{
  GArray *triangles = g_array_new (FALSE, FALSE, sizeof (SlSheerTriangle));

  for (guint32 part = 0; part < mesh->n_submeshes; part++)
    {
      const SlSubmesh *m = &mesh->submeshes[part];

      if ((m->alpha_mode == SL_ALPHA_OPAQUE) != opaque)
        continue;
      for (guint32 i = 0; i + 2 < m->n_indices; i += 3)
        {
          SlSheerTriangle triangle = { m->first_index + i, part };
          g_array_append_val (triangles, triangle);
        }
    }
  return triangles;
}

static gboolean
add_triangles (SlTracer *tracer, const SlSceneMesh *mesh, GArray *triangles, gboolean opaque)
{
  const SlMesh *m = mesh->mesh;
  SlSheer *sheer = NULL;
  Shape shape;

  if (triangles->len == 0)
    return TRUE;
  if (!shape_begin (tracer, RTC_GEOMETRY_TYPE_TRIANGLE, m->n_vertices, triangles->len, &shape))
    return FALSE;
  for (guint i = 0; i < m->n_vertices; i++)
    {
      const float *p = &m->positions[3 * (gsize) i];
      SlVec3 at = sl_vec3 ((double) p[0], (double) p[1], (double) p[2]);
      set_vertex (shape.vertices + 3 * (gsize) i, sl_frame_point (&mesh->frame, at));
    }
  for (guint i = 0; i < triangles->len; i++)
    memcpy (shape.indices + 3 * (gsize) i, m->indices + g_array_index (triangles, SlSheerTriangle, i).first,
            3 * sizeof (guint32));
  if (!opaque)
    {
      sheer = g_new0 (SlSheer, 1);
      *sheer = (SlSheer) { sl_mesh_ref (mesh->mesh), g_array_ref (triangles) };
      rtcSetGeometryUserData (shape.geometry, sheer);
      rtcSetGeometryIntersectFilterFunction (shape.geometry, filter_holes);
    }
  shape_end (&shape);
  attach (tracer->scene, shape.geometry, tracer->n_walls + tracer->sheer->len);
  rtcReleaseGeometry (shape.geometry);
  g_ptr_array_add (tracer->sheer, sheer);
  return TRUE;
}

static gboolean
add_mesh (SlTracer *tracer, const SlSceneMesh *mesh)
{
  for (gboolean opaque = FALSE; opaque <= TRUE; opaque++)
    {
      g_autoptr (GArray) triangles = triangles_of (mesh->mesh, opaque);
      if (!add_triangles (tracer, mesh, triangles, opaque))
        return FALSE;
    }
  return TRUE;
}

/* The still scene within one that holds what moves. */
static gboolean
add_instance (SlTracer *tracer, RTCScene scene, RTCScene still)
{
  static const float identity[12] = { 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0 };
  RTCGeometry geometry = rtcNewGeometry (tracer->device, RTC_GEOMETRY_TYPE_INSTANCE);

  if (geometry == NULL)
    return FALSE;
  rtcSetGeometryInstancedScene (geometry, still);
  rtcSetGeometryTransform (geometry, 0, RTC_FORMAT_FLOAT3X4_COLUMN_MAJOR, identity);
  sl_embree_meet_all (geometry);
  rtcCommitGeometry (geometry);
  attach (scene, geometry, tracer->n_walls + tracer->sheer->len);
  rtcReleaseGeometry (geometry);
  return TRUE;
}

/* --- the whole --- */

static gboolean
make_scene (SlTracer *tracer, RTCScene *scene)
{
  *scene = rtcNewScene (tracer->device);
  if (*scene == NULL)
    return FALSE;
  rtcSetSceneFlags (*scene, RTC_SCENE_FLAG_ROBUST); /* no ray falls through a seam */
  return TRUE;
}

/* Which of a scene's walls and meshes a tracer holds itself. */
typedef struct {
  guint first_wall, n_walls, first_mesh, n_meshes;
} Share;

static gboolean
fill (SlTracer *tracer, const SlScene *scene, const Share *share)
{
  gboolean ok = make_scene (tracer, &tracer->scene) && make_scene (tracer, &tracer->bare);

  for (guint i = 0; ok && i < share->n_walls; i++)
    ok = add_wall (tracer, scene->walls->pdata[share->first_wall + i], i);
  for (guint i = 0; ok && i < share->n_meshes; i++)
    ok = add_mesh (tracer, scene->meshes->pdata[share->first_mesh + i]);
  if (ok && tracer->still != NULL)
    ok = add_instance (tracer, tracer->scene, tracer->still->scene)
         && add_instance (tracer, tracer->bare, tracer->still->bare);
  if (ok)
    {
      rtcCommitScene (tracer->scene);
      rtcCommitScene (tracer->bare);
    }
  return rtcGetDeviceError (tracer->device) == RTC_ERROR_NONE && ok;
}

static SlTracer *
tracer_new (const SlScene *scene, const SlTracer *still, const Share *share, guint threads, GError **error)
{
  g_autoptr (SlTracer) tracer = g_new0 (SlTracer, 1);
  g_autofree char *config = g_strdup_printf ("threads=%u,set_affinity=0", threads);

  tracer->device = still != NULL ? still->device : rtcNewDevice (config);
  if (tracer->device == NULL)
    {
      sl_error_set (error, SL_ERROR_DEVICE, _("the ray tracer cannot start on this processor"));
      return NULL;
    }
  if (still != NULL)
    rtcRetainDevice (tracer->device);
  tracer->still = still;
  tracer->first_wall = share->first_wall;
  tracer->n_walls = share->n_walls;
  tracer->walls = g_ptr_array_ref (scene->walls);
  tracer->outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  tracer->sheer = g_ptr_array_new_with_free_func (sheer_free);
  if (!fill (tracer, scene, share))
    {
      sl_error_set (error, SL_ERROR_DEVICE, _("the scene is too large to trace; simplify its models"));
      return NULL;
    }
  for (guint i = 0; i < share->n_walls; i++)
    g_ptr_array_add (tracer->outlines, sl_outline_new (scene->walls->pdata[share->first_wall + i]));
  tracer->practical_floor = scene->stage.floor == SL_FLOOR_PRACTICAL;
  tracer->n_outline = sl_list_n (scene->stage.outline);
  if (tracer->n_outline >= 3)
    tracer->outline = g_memdup2 (scene->stage.outline->data, tracer->n_outline * sizeof (SlVec3));
  return g_steal_pointer (&tracer);
}

SlTracer *
sl_tracer_new (const SlScene *scene, GError **error)
{
  return tracer_new (scene, NULL, &(Share) { 0, scene->walls->len, 0, scene->meshes->len }, 1, error);
}

SlTracer *
sl_tracer_new_still (const SlScene *scene, guint threads, GError **error)
{
  return tracer_new (scene, NULL, &(Share) { 0, scene->n_still_walls, 0, scene->n_still_meshes }, threads, error);
}

SlTracer *
sl_tracer_new_over (const SlTracer *still, const SlScene *scene, GError **error)
{
  guint walls = scene->n_still_walls, meshes = scene->n_still_meshes;
  const Share share = { walls, scene->walls->len - walls, meshes, scene->meshes->len - meshes };

  return tracer_new (scene, still, &share, 1, error);
}

void
sl_tracer_free (SlTracer *tracer)
{
  if (tracer == NULL)
    return;
  if (tracer->scene != NULL)
    rtcReleaseScene (tracer->scene);
  if (tracer->bare != NULL)
    rtcReleaseScene (tracer->bare);
  g_clear_pointer (&tracer->sheer, g_ptr_array_unref); /* after the geometry that reads it */
  g_clear_pointer (&tracer->outlines, g_ptr_array_unref);
  g_clear_pointer (&tracer->walls, g_ptr_array_unref);
  if (tracer->device != NULL)
    rtcReleaseDevice (tracer->device);
  g_free (tracer->outline);
  g_free (tracer);
}

const GArray *
sl_tracer_outline (const SlTracer *tracer, guint wall)
{
  if (wall < tracer->first_wall)
    return sl_tracer_outline (tracer->still, wall);
  return tracer->outlines->pdata[wall - tracer->first_wall];
}

/* --- kept from frame to frame --- */

struct SlTracerStore {
  SlTracer  *still, *over;
  GPtrArray *walls, *meshes; /* of the scene that `still` is of: kept, so that their addresses stay theirs */
  guint      n_walls, n_meshes;
  SlEntity  *stage;
};

SlTracerStore *
sl_tracer_store_new (void)
{
  return g_new0 (SlTracerStore, 1);
}

static void
store_clear (SlTracerStore *store)
{
  g_clear_pointer (&store->over, sl_tracer_free);
  g_clear_pointer (&store->still, sl_tracer_free);
  g_clear_pointer (&store->walls, g_ptr_array_unref);
  g_clear_pointer (&store->meshes, g_ptr_array_unref);
  g_clear_pointer (&store->stage, sl_entity_unref);
}

void
sl_tracer_store_free (SlTracerStore *store)
{
  if (store == NULL)
    return;
  store_clear (store);
  g_free (store);
}

static gboolean
same_start (const GPtrArray *a, const GPtrArray *b, guint n)
{
  return a->len >= n && b->len >= n && (n == 0 || memcmp (a->pdata, b->pdata, n * sizeof (gpointer)) == 0);
}

static gboolean
is_still (const SlTracerStore *store, const SlScene *scene)
{
  return store->still != NULL && store->n_walls == scene->n_still_walls && store->n_meshes == scene->n_still_meshes
         && same_start (store->walls, scene->walls, store->n_walls)
         && same_start (store->meshes, scene->meshes, store->n_meshes);
}

const SlTracer *
sl_tracer_store_get (SlTracerStore *store, const SlScene *scene, GError **error)
{
  gboolean moves = scene->walls->len > scene->n_still_walls || scene->meshes->len > scene->n_still_meshes;

  g_clear_pointer (&store->over, sl_tracer_free);
  if (!is_still (store, scene))
    {
      store_clear (store);
      if ((store->still = sl_tracer_new_still (scene, 1, error)) == NULL)
        return NULL;
      store->walls = g_ptr_array_ref (scene->walls);
      store->meshes = g_ptr_array_ref (scene->meshes);
      store->n_walls = scene->n_still_walls;
      store->n_meshes = scene->n_still_meshes;
      store->stage = sl_entity_ref (scene->stage.entity);
    }
  if (!moves && store->stage->stamp == scene->stage.entity->stamp)
    return store->still;
  return store->over = sl_tracer_new_over (store->still, scene, error);
}
