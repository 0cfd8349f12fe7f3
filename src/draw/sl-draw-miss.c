/* Where the shot's picture goes past a wall: hatched in the stage up to the picture's end, with what is told of it. */
#include "sl-draw-private.h"
#include "sl-polygon.h"

static const double STEP_M = .35, FAR_M = 12, JUST_PAST_M = .02; /* between lines; at most that far */
static const double LABEL_M = 2; /* not farther from the wall, which may be out of sight there */
static const guint32 RED = 0xf0525a;

gboolean
sl_draw_panel_in_picture (const SlSceneCamera *camera, const SlScenePanel *panel)
{
  if (sl_vec3_dot (panel->normal, sl_vec3_sub (camera->frame.o, panel->corner)) <= 0)
    return FALSE;
  for (int i = 0; i < 9; i++)
    {
      const SlVec3 foot = sl_vec3_mad (panel->corner, panel->right, .02 + .48 * (i % 3));

      if (sl_draw_in_picture (camera, sl_vec3_mad (foot, panel->up, .02 + .48 * (i / 3))))
        return TRUE;
    }
  return FALSE;
}

/* --- edges of cabinets --- */

typedef enum { EDGE_TOP, EDGE_BOTTOM, EDGE_LEFT, EDGE_RIGHT, N_EDGES } Edge;

/* What is past one edge of a cabinet, on its plane: from the edge to the picture's end. */
typedef struct {
  SlVec3 from, to, out;  /* m; unit, away from the cabinet */
  double start, length;  /* where it begins along the wall's edge, and how long it is (m) */
  double from_m, to_m;   /* how far the picture goes at both ends */
} Past;

static Past
edge_of (const SlScenePanel *panel, Edge edge)
{
  const SlVec3 right = sl_vec3_normalize (panel->right), up = sl_vec3_normalize (panel->up);
  const SlVec3 low = panel->corner, low_right = sl_vec3_add (low, panel->right), high = sl_vec3_add (low, panel->up);
  const SlVec3 high_right = sl_vec3_add (high, panel->right);
  const double width = sl_vec3_length (panel->right), height = sl_vec3_length (panel->up);

  switch (edge)
    {
    case EDGE_TOP: return (Past) { high, high_right, up, .length = width };
    case EDGE_BOTTOM: return (Past) { low, low_right, sl_vec3_scale (up, -1), .length = width };
    case EDGE_LEFT: return (Past) { low, high, sl_vec3_scale (right, -1), .length = height };
    default: return (Past) { low_right, high_right, right, .length = height };
    }
}

/* Whether just past the edge there is something of the picture. */
static gboolean
is_passed (const SlSceneCamera *camera, const Past *past)
{
  for (int i = 0; i < 3; i++)
    if (sl_draw_in_picture (camera, sl_vec3_mad (sl_vec3_lerp (past->from, past->to, .02 + .48 * i), past->out,
                                                 JUST_PAST_M)))
      return TRUE;
  return FALSE;
}

gboolean
sl_draw_panel_passed (const SlSceneCamera *camera, const SlScenePanel *panel)
{
  const Past top = edge_of (panel, EDGE_TOP);

  return panel->row == 0 && is_passed (camera, &top);
}

/* --- what else is there --- */

/* A cabinet's face that the ray meets: there is picture on it. */
static gboolean
meets (const SlScenePanel *panel, SlVec3 origin, SlVec3 direction)
{
  const double slope = sl_vec3_dot (direction, panel->normal);
  const double distance = slope < 0 ? sl_vec3_dot (sl_vec3_sub (panel->corner, origin), panel->normal) / slope : -1;
  const SlVec3 at = sl_vec3_sub (sl_vec3_mad (origin, direction, distance), panel->corner);
  const double across = sl_vec3_dot (at, panel->right), up = sl_vec3_dot (at, panel->up);

  return distance > 0 && across >= 0 && across <= sl_vec3_dot (panel->right, panel->right) && up >= 0
         && up <= sl_vec3_dot (panel->up, panel->up);
}

/* On floor that is set, where the ray meets it. */
static gboolean
lands_on_floor (const SlScene *scene, SlVec3 origin, SlVec3 direction)
{
  const SlList *outline = scene->stage.outline;

  if (direction.z > -1e-9 || origin.z <= 0 || scene->stage.floor != SL_FLOOR_PRACTICAL)
    return FALSE;
  const SlVec3 at = sl_vec3_mad (origin, direction, -origin.z / direction.z);
  return sl_list_n (outline) < 3
         || sl_polygon_around (sl_list_at (outline, SlVec3, 0), sl_list_n (outline), at.x, at.y);
}

/* Whether what is just past the edge falls on no other wall, nor on floor that is set. */
static gboolean
misses (const SlScene *scene, const Past *past)
{
  const SlVec3 origin = scene->camera.frame.o;
  const SlVec3 middle = sl_vec3_mad (sl_vec3_lerp (past->from, past->to, .5), past->out, JUST_PAST_M);
  const SlVec3 direction = sl_vec3_sub (middle, origin);

  if (lands_on_floor (scene, origin, direction))
    return FALSE;
  for (guint i = 0; i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];

      for (guint k = 0; k < wall->n_panels; k++)
        if (meets (&wall->panels[k], origin, direction))
          return FALSE;
    }
  return TRUE;
}

/* How far (m) from `point` along `out` (unit) the picture reaches; sides that the point is past already do not end it,
 * but the floor does. */
static double
reach (const SlSceneCamera *camera, SlVec3 point, SlVec3 out)
{
  const SlVec3 at = sl_frame_unpoint (&camera->frame, point);
  const SlVec3 way = sl_vec3_sub (sl_frame_unpoint (&camera->frame, sl_vec3_add (point, out)), at);
  /* how far beyond each side of the picture, and how fast it goes there */
  const double beyond[4] = { at.z - at.y * camera->tan_v, -at.z - at.y * camera->tan_v,
                             at.x - at.y * camera->tan_h, -at.x - at.y * camera->tan_h };
  const double rise[4] = { way.z - way.y * camera->tan_v, -way.z - way.y * camera->tan_v,
                           way.x - way.y * camera->tan_h, -way.x - way.y * camera->tan_h };
  double far = out.z < -1e-9 && point.z >= 0 ? fmin (FAR_M, -point.z / out.z) : FAR_M;

  for (int i = 0; at.y > 0 && i < 4; i++)
    if (rise[i] > 1e-9 && beyond[i] <= 0)
      far = fmin (far, -beyond[i] / rise[i]);
  return far;
}

/* --- drawing it --- */

static SlVec3
point_at (const Past *p, double x, double y)
{
  return sl_vec3_mad (sl_vec3_lerp (p->from, p->to, (x - p->start) / p->length), p->out, y);
}

/* Lines x + y = c, so that they go on from cabinet to cabinet. */
static void
add_hatch (SlDrawList *list, const Past *p)
{
  const double slope = (p->to_m - p->from_m) / p->length, end = p->start + p->length;
  const double most = end + fmax (p->from_m, p->to_m);

  if (slope <= -1 + 1e-6)
    return;
  for (double c = ceil (p->start / STEP_M) * STEP_M; c < most; c += STEP_M)
    {
      const double first = fmax (p->start, (c - p->from_m + slope * p->start) / (1 + slope)), last = fmin (end, c);

      if (last > first + 1e-6)
        sl_draw_list_line (list, point_at (p, first, c - first), point_at (p, last, c - last), sl_colour (RED, .8), 1.5,
                           0);
    }
}

/* Where the picture is farthest past a wall, of all that was drawn. */
typedef struct {
  double most; /* m; 0: nowhere */
  SlVec3 at;
} Farthest;

static void
add_past (SlDrawList *list, const Past *p, Farthest *farthest)
{
  const double middle = (p->from_m + p->to_m) / 2;

  add_hatch (list, p);
  sl_draw_list_line (list, p->from, p->to, sl_colour (RED, 1), 2, 0);
  sl_draw_list_line (list, point_at (p, p->start, p->from_m), point_at (p, p->start + p->length, p->to_m),
                     sl_colour (RED, 1), 1.5, 0);
  if (middle <= farthest->most)
    return;
  farthest->most = middle;
  farthest->at = point_at (p, p->start + p->length / 2, fmin (middle, LABEL_M));
}

/* Which places of a wall have a cabinet, row by row. */
static guint8 *
standing (const SlSceneWall *wall)
{
  guint8 *stands = g_new0 (guint8, (gsize) wall->columns * wall->rows);

  for (guint i = 0; i < wall->n_panels; i++)
    stands[(gsize) wall->panels[i].row * wall->columns + wall->panels[i].column] = 1;
  return stands;
}

/* Nothing of the wall stands beyond that edge of the cabinet: a hole within it is none of its edges. */
static gboolean
is_end (const SlSceneWall *wall, const guint8 *stands, const SlScenePanel *panel, Edge edge)
{
  static const int steps[N_EDGES][2] = { { 0, -1 }, { 0, 1 }, { -1, 0 }, { 1, 0 } };
  int column = (int) panel->column + steps[edge][0], row = (int) panel->row + steps[edge][1];

  for (; column >= 0 && row >= 0 && column < (int) wall->columns && row < (int) wall->rows;
       column += steps[edge][0], row += steps[edge][1])
    if (stands[(gsize) row * wall->columns + (guint) column])
      return FALSE;
  return TRUE;
}

static void
add_wall (SlDrawList *list, const SlScene *scene, const SlSceneWall *wall, Farthest *farthest)
{
  g_autofree guint8 *stands = standing (wall);

  for (guint i = 0; i < wall->n_panels; i++)
    for (Edge edge = 0; edge < N_EDGES; edge++)
      {
        const SlScenePanel *panel = &wall->panels[i];
        Past past = edge_of (panel, edge);

        if (!is_end (wall, stands, panel, edge) || !is_passed (&scene->camera, &past)
            || !sl_draw_panel_in_picture (&scene->camera, panel) || !misses (scene, &past))
          continue;
        past.start = past.length * (edge < EDGE_LEFT ? panel->column : panel->row);
        past.from_m = reach (&scene->camera, past.from, past.out);
        past.to_m = reach (&scene->camera, past.to, past.out);
        add_past (list, &past, farthest);
      }
}

void
sl_draw_miss (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  Farthest farthest = { 0 };

  if (options->miss == NULL || !scene->has_camera)
    return;
  for (guint i = 0; i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];

      if (wall->n_panels > 0 && fabs (wall->panels[0].normal.z) <= .7)
        add_wall (list, scene, wall, &farthest);
    }
  if (farthest.most > 0)
    sl_draw_list_label (list, options->miss, sl_vec3_add (farthest.at, sl_vec3 (0, 0, .3)), 0, FALSE);
}
