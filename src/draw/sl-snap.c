#include "sl-snap.h"

#include "sl-i18n.h"

#define LEVEL   .7    /* least upward part of what one can stand on */
#define NUDGE   2e-3  /* of a ray, to find how a surface lies */
#define LESSER  1.4   /* how much nearer an edge or a middle has to be than a corner */

/* --- points --- */

static void
add (GArray *points, SlSnapKind kind, SlVec3 at, const char *id)
{
  const SlSnapPoint point = { kind, at, { 0, 0, 1 }, id };

  g_array_append_val (points, point);
}

static SlVec3
in_box (const SlBox *box, int x, int y, int z) /* 0 least, 1 middle, 2 most */
{
  return sl_vec3 (box->min.x + (box->max.x - box->min.x) * x / 2, box->min.y + (box->max.y - box->min.y) * y / 2,
                  box->min.z + (box->max.z - box->min.z) * z / 2);
}

/* Corners, middles of edges, middles of its faces and of all. */
static void
add_box (GArray *points, const SlFrame *frame, const SlBox *box, const char *id)
{
  static const SlSnapKind kinds[] = { SL_SNAP_CORNER, SL_SNAP_EDGE, SL_SNAP_MIDDLE, SL_SNAP_MIDDLE };

  for (int i = 0; i < 27; i++)
    {
      const int x = i % 3, y = i / 3 % 3, z = i / 9;
      const int middles = (x == 1) + (y == 1) + (z == 1);

      add (points, kinds[middles], sl_frame_point (frame, in_box (box, x, y, z)), id);
    }
}

/* The lower and upper corners of the columns: where another wall is docked. */
static void
add_wall (GArray *points, const SlSceneWall *wall)
{
  const char *id = wall->entity->id;

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *panel = &wall->panels[i];
      const SlVec3 right = sl_vec3_add (panel->corner, panel->right);

      if (panel->row + 1 == wall->rows)
        {
          add (points, SL_SNAP_CORNER, panel->corner, id);
          add (points, SL_SNAP_CORNER, right, id);
        }
      if (panel->row == 0)
        {
          add (points, SL_SNAP_CORNER, sl_vec3_add (panel->corner, panel->up), id);
          add (points, SL_SNAP_CORNER, sl_vec3_add (right, panel->up), id);
        }
    }
  if (wall->n_panels > 0)
    add (points, SL_SNAP_MIDDLE, wall->frame.o, id);
}

static gboolean
moves (GHashTable *moving, const SlEntity *entity)
{
  return moving != NULL && g_hash_table_contains (moving, entity->id);
}

GArray *
sl_snap_points (const SlScene *scene, GHashTable *moving)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (SlSnapPoint));

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const SlScenePlace *mark = &g_array_index (scene->marks, SlScenePlace, i);

      if (!moves (moving, mark->entity))
        add (points, SL_SNAP_MARK, mark->frame.o, mark->entity->id);
    }
  for (guint i = 0; i < scene->walls->len; i++)
    if (!moves (moving, ((SlSceneWall *) scene->walls->pdata[i])->entity))
      add_wall (points, scene->walls->pdata[i]);
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];

      if (!moves (moving, mesh->entity))
        add_box (points, &mesh->frame, &mesh->mesh->box, mesh->entity->id);
    }
  return points;
}

gboolean
sl_snap_nearest (const GArray *points, const SlRay *ray, const SlSnapReach *reach, SlSnapPoint *found)
{
  const SlVec3 direction = sl_vec3_normalize (ray->direction);
  double best = 1;

  *found = (SlSnapPoint) { SL_SNAP_NONE };
  for (guint i = 0; i < points->len; i++)
    {
      const SlSnapPoint *point = &g_array_index (points, SlSnapPoint, i);
      const double along = sl_vec3_dot (sl_vec3_sub (point->at, ray->origin), direction);
      const gboolean lesser = point->kind == SL_SNAP_EDGE || point->kind == SL_SNAP_MIDDLE;
      const double limit = (reach->fixed + reach->slope * along) / (lesser ? LESSER : 1);
      const double share = along > 0 && limit > 0 ? sl_ray_distance (ray, point->at) / limit : INFINITY;

      if (share < best)
        {
          best = share;
          *found = *point;
        }
    }
  return found->kind != SL_SNAP_NONE;
}

/* --- surfaces --- */

static gboolean
meet (const SlTracer *tracer, const SlRay *ray, SlVec3 direction, SlRayHit *hit, SlVec3 *at)
{
  *hit = sl_tracer_ray (tracer, ray->origin, direction);
  *at = sl_vec3_mad (ray->origin, direction, hit->distance);
  return hit->hit != SL_HIT_MISS && isfinite (hit->distance);
}

/* How a surface lies, from two rays beside the one that met it at `at`. */
static gboolean
find_normal (const SlTracer *tracer, const SlRay *ray, SlVec3 d, SlVec3 at, SlVec3 *normal)
{
  SlVec3 one, other, first, second;
  SlRayHit hit;

  sl_axis_square (d, &one, &other);
  if (!meet (tracer, ray, sl_vec3_normalize (sl_vec3_mad (d, one, NUDGE)), &hit, &first)
      || !meet (tracer, ray, sl_vec3_normalize (sl_vec3_mad (d, other, NUDGE)), &hit, &second))
    return FALSE;
  *normal = sl_vec3_normalize (sl_vec3_cross (sl_vec3_sub (first, at), sl_vec3_sub (second, at)));
  if (sl_vec3_dot (*normal, d) > 0)
    *normal = sl_vec3_scale (*normal, -1);
  return sl_vec3_length (*normal) > .5;
}

static gboolean
is_inside (const SlList *outline, SlVec3 p)
{
  gboolean inside = FALSE;
  const guint n = sl_list_n (outline);

  for (guint i = 0, k = n - 1; i < n; k = i++)
    {
      const SlVec3 a = *sl_list_at (outline, SlVec3, i), b = *sl_list_at (outline, SlVec3, k);

      if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }
  return inside || n < 3;
}

static gboolean
meet_floor (const SlScene *scene, const SlRay *ray, SlSnapPoint *found)
{
  const SlVec3 up = { 0, 0, 1 };

  *found = (SlSnapPoint) { SL_SNAP_NONE, { NAN, NAN, NAN }, up, NULL };
  if (!sl_ray_on_plane (ray, sl_vec3 (0, 0, 0), up, &found->at) || !is_inside (scene->stage.outline, found->at))
    return FALSE;
  found->kind = SL_SNAP_FLOOR;
  return TRUE;
}

gboolean
sl_snap_surface (const SlTracer *tracer, const SlScene *scene, const SlRay *ray, SlSnapPoint *found)
{
  const SlVec3 d = sl_vec3_normalize (ray->direction);
  SlRayHit hit = { .hit = SL_HIT_MISS };
  SlVec3 at;

  if (tracer == NULL || !meet (tracer, ray, d, &hit, &at))
    return meet_floor (scene, ray, found);
  *found = (SlSnapPoint) { .kind = SL_SNAP_SURFACE, .at = at };
  if (hit.panel >= 0)
    {
      const SlSceneWall *wall = scene->walls->pdata[hit.wall];

      found->normal = wall->panels[hit.panel].normal;
      found->id = wall->entity->id;
      found->kind = found->normal.z > LEVEL ? SL_SNAP_SURFACE : SL_SNAP_FACE;
      return TRUE;
    }
  if (fabs (at.z) < 1e-4) /* a practical floor is met as set */
    return meet_floor (scene, ray, found);
  if (find_normal (tracer, ray, d, at, &found->normal) && found->normal.z > LEVEL)
    return TRUE;
  found->kind = SL_SNAP_NONE;
  return FALSE;
}

/* --- steps and words --- */

double
sl_snap_step (double value, double step)
{
  return step > 0 ? round (value / step) * step : value;
}

char *
sl_snap_text (SlSnapKind kind, const char *title)
{
  static const char *const words[SL_N_SNAPS] = {
    [SL_SNAP_GRID] = N_("Grid"), [SL_SNAP_ANGLE] = N_("Angle step"), [SL_SNAP_FLOOR] = N_("Stage floor"),
    [SL_SNAP_SURFACE] = N_("Surface"), [SL_SNAP_FACE] = N_("Face"), [SL_SNAP_MARK] = N_("Mark"),
    [SL_SNAP_CORNER] = N_("Corner"), [SL_SNAP_EDGE] = N_("Middle of an edge"), [SL_SNAP_MIDDLE] = N_("Middle"),
  };

  if (kind == SL_SNAP_NONE)
    return g_strdup ("");
  if (title == NULL)
    return g_strdup (_(words[kind]));
  return g_strdup_printf (_("%s of %s"), _(words[kind]), title);
}
