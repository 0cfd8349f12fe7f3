#include "sl-miss-place.h"

/* Rays along each side of the picture, which find the farthest, and a grid within it, which tells how much. */
enum { ALONG = 48, ACROSS = 24, DOWN = 14, GRID_WEIGHT = 6 };
/* A wall whose cabinets rise less than this (sine) lies. */
static const double LIES = .5;
/* Cabinets join though rounding parts them by this share of their size. */
static const double JOINT = 1e-6;

/* What several rays have in common. */
typedef struct {
  SlMissPlace place;
  guint       n;
} Vote;

typedef struct {
  const SlTracer *tracer;
  const SlScene  *scene;
  GArray         *votes; /* Vote */
} Finder;

/* One ray against the walls, and the nearest edge that it passes. */
typedef struct {
  SlVec3      origin, direction, axis;
  SlMissPlace best;
  double      distance; /* to where it passes, in lengths of the direction */
} Ray;

static void
vote (Finder *f, const SlMissPlace *place, guint weight)
{
  for (guint i = 0; i < f->votes->len; i++)
    {
      Vote *v = &g_array_index (f->votes, Vote, i);

      if (v->place.cause != place->cause || v->place.wall != place->wall || v->place.edge != place->edge)
        continue;
      v->place.over_m = fmax (v->place.over_m, place->over_m);
      v->n += weight;
      return;
    }
  Vote first = { *place, weight };
  g_array_append_val (f->votes, first);
}

static void
offer (Ray *ray, const SlSceneWall *wall, SlMissCause cause, SlWallEdge edge, double over_m, double distance)
{
  if (ray->best.cause != SL_MISS_AWAY && over_m >= ray->best.over_m)
    return;
  ray->best = (SlMissPlace) { cause, wall->entity->id, edge, over_m };
  ray->distance = distance;
}

/* Where the ray meets the panel's plane from the front, in shares of its width and height; FALSE when it does not. */
static gboolean
meet (const Ray *ray, const SlScenePanel *panel, double *across, double *up, double *distance)
{
  SlVec3 from = sl_vec3_sub (panel->corner, ray->origin);
  double height = sl_vec3_dot (from, panel->normal), slope = sl_vec3_dot (ray->direction, panel->normal);

  if (height > -1e-6 || slope > -1e-9)
    return FALSE;
  *distance = height / slope;
  SlVec3 at = sl_vec3_sub (sl_vec3_mad (ray->origin, ray->direction, *distance), panel->corner);
  *across = sl_vec3_dot (at, panel->right) / sl_vec3_dot (panel->right, panel->right);
  *up = sl_vec3_dot (at, panel->up) / sl_vec3_dot (panel->up, panel->up);
  return TRUE;
}

/* The upper edge of a wall that lies is its far or its near one. */
static SlWallEdge
edge_of (const Ray *ray, const SlScenePanel *panel, gboolean upper)
{
  gboolean lies = fabs (panel->up.z) < LIES * sl_vec3_length (panel->up);

  if (!lies)
    return upper ? SL_WALL_EDGE_TOP : SL_WALL_EDGE_BOTTOM;
  return (sl_vec3_dot (panel->up, ray->axis) > 0) == upper ? SL_WALL_EDGE_FAR : SL_WALL_EDGE_NEAR;
}

/* Past a corner, the edge that it is farther past counts. */
static void
try_panel (Ray *ray, const SlSceneWall *wall, const SlScenePanel *panel, gboolean left, gboolean right, gboolean top,
           gboolean bottom)
{
  double width = sl_vec3_length (panel->right), height = sl_vec3_length (panel->up);
  double across, up, distance, sideways, upright;

  if (!meet (ray, panel, &across, &up, &distance))
    return;
  sideways = across < -JOINT ? -across * width : across > 1 + JOINT ? (across - 1) * width : 0;
  upright = up < -JOINT ? -up * height : up > 1 + JOINT ? (up - 1) * height : 0;
  if ((sideways > 0 && !(across < 0 ? left : right)) || (upright > 0 && !(up < 0 ? bottom : top)))
    return;
  if (sideways > upright)
    offer (ray, wall, SL_MISS_OVER, across < 0 ? SL_WALL_EDGE_LEFT : SL_WALL_EDGE_RIGHT, sideways,
           distance);
  else if (upright > 0)
    offer (ray, wall, SL_MISS_OVER, edge_of (ray, panel, up > 0), upright, distance);
}

/* The grid of a wall: which cabinets end it, and which are left out. */
typedef struct {
  const SlSceneWall *wall;
  guint              columns, rows;
  guint             *at; /* column and row → panel, G_MAXUINT for none */
} Grid;

static Grid
grid_new (const SlSceneWall *wall)
{
  Grid g = { .wall = wall };

  for (guint i = 0; i < wall->n_panels; i++)
    {
      g.columns = MAX (g.columns, wall->panels[i].column + 1);
      g.rows = MAX (g.rows, wall->panels[i].row + 1);
    }
  g.at = g_new (guint, (gsize) g.columns * g.rows + 1);
  memset (g.at, 0xff, ((gsize) g.columns * g.rows + 1) * sizeof *g.at);
  for (guint i = 0; i < wall->n_panels; i++)
    g.at[wall->panels[i].row * g.columns + wall->panels[i].column] = i;
  return g;
}

static gboolean
has (const Grid *g, guint column, guint row)
{
  return column < g->columns && row < g->rows && g->at[row * g->columns + column] != G_MAXUINT;
}

/* Left out, with cabinets on both sides of it. */
static gboolean
is_gap (const Grid *g, guint column, guint row)
{
  gboolean left = FALSE, right = FALSE, above = FALSE, below = FALSE;

  for (guint c = 0; c < g->columns; c++)
    *(c < column ? &left : &right) |= has (g, c, row);
  for (guint r = 0; r < g->rows; r++)
    *(r < row ? &above : &below) |= has (g, column, r);
  return !has (g, column, row) && ((left && right) || (above && below));
}

/* Beside a panel on whose plane the ray meets a place of the grid that is left out. */
static void
try_gap (Ray *ray, const Grid *g, const SlScenePanel *panel)
{
  double across, up, distance;

  if (!meet (ray, panel, &across, &up, &distance) || across < -1 || across > 2 || up < -1 || up > 2)
    return;
  if (is_gap (g, panel->column + (guint) (int) floor (across), panel->row - (guint) (int) floor (up)))
    offer (ray, g->wall, SL_MISS_GAP, 0, 0, distance);
}

static void
try_wall (Ray *ray, const Grid *g)
{
  for (guint i = 0; i < g->wall->n_panels; i++)
    {
      const SlScenePanel *panel = &g->wall->panels[i];
      gboolean left = !has (g, panel->column - 1, panel->row), right = !has (g, panel->column + 1, panel->row);
      gboolean top = !has (g, panel->column, panel->row - 1), bottom = !has (g, panel->column, panel->row + 1);

      if (!left && !right && !top && !bottom)
        continue;
      try_gap (ray, g, panel);
      try_panel (ray, g->wall, panel, left, right, top, bottom);
    }
}

static void
look (Finder *f, const GArray *grids, double x, double z, guint weight)
{
  const SlFrame *camera = &f->scene->camera.frame;
  Ray ray = {
    .origin = camera->o, .axis = camera->y, .best = { .cause = SL_MISS_AWAY }, .distance = INFINITY,
    .direction = sl_vec3_mad (sl_vec3_mad (camera->y, camera->x, x), camera->z, z),
  };
  SlRayHit hit = sl_tracer_ray (f->tracer, ray.origin, ray.direction);

  if (hit.hit != SL_HIT_MISS)
    return;
  if (hit.wall >= 0)
    ray.best = (SlMissPlace) { .cause = SL_MISS_BACK,
                               .wall = ((SlSceneWall *) f->scene->walls->pdata[hit.wall])->entity->id };
  else
    for (guint i = 0; i < grids->len; i++)
      try_wall (&ray, &g_array_index (grids, Grid, i));
  if (hit.wall < 0 && hit.distance < ray.distance) /* the floor comes before the wall */
    ray.best = (SlMissPlace) { .cause = SL_MISS_FLOOR };
  vote (f, &ray.best, weight);
}

static void
look_around (Finder *f, const GArray *grids, double tan_h, double tan_v)
{
  const double inside = 1 - 1e-6;

  for (guint i = 0; i <= ALONG; i++)
    {
      double t = inside * (2. * i / ALONG - 1);

      look (f, grids, t * tan_h, inside * tan_v, 1);
      look (f, grids, t * tan_h, -inside * tan_v, 1);
      look (f, grids, inside * tan_h, t * tan_v, 1);
      look (f, grids, -inside * tan_h, t * tan_v, 1);
    }
  for (guint i = 0; i < ACROSS; i++)
    for (guint k = 0; k < DOWN; k++)
      look (f, grids, (2 * (i + .5) / ACROSS - 1) * tan_h, (2 * (k + .5) / DOWN - 1) * tan_v, GRID_WEIGHT);
}

SlMissPlace
sl_miss_place_find (const SlTracer *tracer, const SlScene *scene, double tan_h, double tan_v)
{
  g_autoptr (GArray) votes = g_array_new (FALSE, FALSE, sizeof (Vote));
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (Grid));
  Finder f = { tracer, scene, votes };
  Vote most = { 0 };

  for (guint i = 0; i < scene->walls->len; i++)
    {
      Grid grid = grid_new (scene->walls->pdata[i]);
      g_array_append_val (grids, grid);
    }
  look_around (&f, grids, tan_h, tan_v);
  for (guint i = 0; i < votes->len; i++)
    if (g_array_index (votes, Vote, i).n > most.n)
      most = g_array_index (votes, Vote, i);
  for (guint i = 0; i < grids->len; i++)
    g_free (g_array_index (grids, Grid, i).at);
  most.place.wall = g_intern_string (most.place.wall);
  return most.place;
}

const char *
sl_wall_edge_id (SlWallEdge edge)
{
  static const char *const ids[SL_N_WALL_EDGES] = { "left", "right", "top", "bottom", "near", "far" };

  return ids[edge];
}
