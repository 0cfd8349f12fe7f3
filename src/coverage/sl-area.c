#include "sl-area.h"

#include "sl-flat.h"

/* What lies nearer (m) is not projected; parts smaller than this share of the picture are not looked at. */
static const double NEAR = 1e-4, LEAST = 1e-13;
/* Up to so many edges a part is cut along them, above it is halved. */
enum { FEW_EDGES = 6, DEEPEST = 60 };
/* Sampled pieces are at most so large, and are halved down to so small a share of the picture where they differ. */
static const double PIECE_W = 1. / 120, PIECE_H = 1. / 68, FINEST = 1e-6;
/* A part that is larger than this share is asked in its corners too: walls that cut through each other make no edge. */
static const double LARGE = 1e-4;

typedef struct {
  SlVec2 a, b;
} Segment;

typedef struct {
  SlVec2 least, most; /* of something that stands before the walls */
} Box;

typedef struct {
  const SlTracer      *tracer;
  const SlFrame       *camera;
  const SlPictureSize *sizes;
  SlPictureSize        whole;    /* around all of them */
  GArray              *segments; /* Segment, a stack: each part's own are on top */
  GArray              *boxes;    /* Box */
  Box                  crowd;    /* the cells of the framing before which something may stand */
  SlAreas             *areas;    /* sums of areas until the end */
  gint32               wall;     /* that the framing shows, −1 as long as none was met */
  gboolean             several;  /* or that one from behind */
} Division;

static SlVec3
direction (const Division *d, SlVec2 p)
{
  return sl_vec3_mad (sl_vec3_mad (d->camera->y, d->camera->x, p.x), d->camera->z, p.y);
}

/* --- edges --- */

static void
add_segment (Division *d, SlVec2 a, SlVec2 b)
{
  Segment s = { a, b };

  if (hypot (b.x - a.x, b.y - a.y) > 1e-9 * (d->whole.tan_h + d->whole.tan_v))
    g_array_append_val (d->segments, s);
}

/* What the whole picture shows of a line in the camera's frame, from a to b. */
static void
add_line (Division *d, SlVec3 a, SlVec3 b)
{
  const SlVec3 planes[] = { { 1, d->whole.tan_h, 0 }, { -1, d->whole.tan_h, 0 }, { 0, d->whole.tan_v, 1 }, { 0, d->whole.tan_v, -1 }, { 0, 1, 0 } };
  double from = 0, to = 1;

  for (guint i = 0; i < G_N_ELEMENTS (planes); i++)
    {
      double da = sl_vec3_dot (planes[i], a), db = sl_vec3_dot (planes[i], b);

      if (i == G_N_ELEMENTS (planes) - 1)
        {
          da -= NEAR;
          db -= NEAR;
        }
      if (da < 0 && db < 0)
        return;
      if (da < 0)
        from = fmax (from, da / (da - db));
      else if (db < 0)
        to = fmin (to, da / (da - db));
    }
  if (from >= to)
    return;
  SlVec3 p = sl_vec3_lerp (a, b, from), q = sl_vec3_lerp (a, b, to);
  add_segment (d, (SlVec2) { p.x / p.y, p.z / p.y }, (SlVec2) { q.x / q.y, q.z / q.y });
}

static void
add_world_line (Division *d, SlVec3 a, SlVec3 b)
{
  add_line (d, sl_frame_unpoint (d->camera, a), sl_frame_unpoint (d->camera, b));
}

static double
side_of (const Division *d, const SlScenePanel *panel)
{
  return sl_vec3_dot (sl_vec3_sub (d->camera->o, panel->corner), panel->normal);
}

/* The ends of a wall's surface, and the folds behind which it turns away. */
static void
add_wall (Division *d, const SlSceneWall *wall, const GArray *outline)
{
  for (guint i = 0; i < outline->len; i++)
    {
      const SlOutlineEdge *e = &g_array_index (outline, SlOutlineEdge, i);
      double side = side_of (d, &wall->panels[e->panel]);

      if (e->neighbour != G_MAXUINT && side * side_of (d, &wall->panels[e->neighbour]) > 0)
        continue;
      add_world_line (d, e->a, e->b);
    }
}

/* Where a cabinet goes through the floor, which hides the rest of it. */
static void
add_foot (Division *d, const SlScenePanel *panel)
{
  SlVec3 corners[4], cut[4];
  guint n = 0;

  if (panel->corner.z + fmin (0, panel->right.z) + fmin (0, panel->up.z) >= -1e-6)
    return;
  corners[0] = panel->corner;
  corners[1] = sl_vec3_add (panel->corner, panel->right);
  corners[2] = sl_vec3_add (corners[1], panel->up);
  corners[3] = sl_vec3_add (panel->corner, panel->up);
  for (guint i = 0; i < 4; i++)
    {
      SlVec3 a = corners[i], b = corners[(i + 1) % 4];
      if ((a.z < -1e-6) != (b.z < -1e-6))
        cut[n++] = sl_vec3_lerp (a, b, a.z / (a.z - b.z));
    }
  if (n == 2)
    add_world_line (d, cut[0], cut[1]);
}

/* The floor's own edges, where it is practical: its outline, or else the horizon. */
static void
add_floor (Division *d, const SlStage *stage)
{
  guint n = sl_list_n (stage->outline);

  if (stage->floor != SL_FLOOR_PRACTICAL)
    return;
  if (n >= 3)
    {
      for (guint i = 0; i < n; i++)
        {
          SlVec3 a = *sl_list_at (stage->outline, SlVec3, i), b = *sl_list_at (stage->outline, SlVec3, (i + 1) % n);
          a.z = b.z = 0;
          add_world_line (d, a, b);
        }
      return;
    }
  /* directions with z = 0, far to both sides */
  SlVec3 up = sl_vec3 (d->camera->x.z, d->camera->y.z, d->camera->z.z), forward = sl_vec3 (0, 1, 0);
  SlVec3 ahead = sl_vec3_mad (forward, up, -up.y), across = sl_vec3_cross (ahead, up);
  if (sl_vec3_length (ahead) > 1e-9)
    add_line (d, sl_vec3_mad (ahead, across, -1e6), sl_vec3_mad (ahead, across, 1e6));
}

/* The edges of each picture within the larger ones. */
static void
add_frames (Division *d)
{
  for (guint k = 0; k < SL_N_PICTURES; k++)
    {
      double w = d->sizes[k].tan_h, h = d->sizes[k].tan_v;

      for (int sign = -1; sign <= 1; sign += 2)
        {
          if (w < d->whole.tan_h)
            add_segment (d, (SlVec2) { sign * w, -h }, (SlVec2) { sign * w, h });
          if (h < d->whole.tan_v)
            add_segment (d, (SlVec2) { -w, sign * h }, (SlVec2) { w, sign * h });
        }
    }
}

static void
add_edges (Division *d, const SlScene *scene)
{
  add_frames (d);
  for (guint w = 0; w < scene->walls->len; w++)
    add_wall (d, scene->walls->pdata[w], sl_tracer_outline (d->tracer, w));
  if (d->camera->o.z <= 0)
    return;
  add_floor (d, scene->stage);
  for (guint w = 0; w < scene->walls->len; w++)
    for (guint p = 0; p < ((SlSceneWall *) scene->walls->pdata[w])->n_panels; p++)
      add_foot (d, &((SlSceneWall *) scene->walls->pdata[w])->panels[p]);
}

/* --- what stands before the walls --- */

/* What a line of a box's frame takes in of the picture, as far as it lies before the camera. */
static void
widen_box (Box *box, SlVec3 a, SlVec3 b)
{
  if (a.y < NEAR && b.y < NEAR)
    return;
  if (a.y < NEAR)
    a = sl_vec3_lerp (b, a, (b.y - NEAR) / (b.y - a.y));
  else if (b.y < NEAR)
    b = sl_vec3_lerp (a, b, (a.y - NEAR) / (a.y - b.y));
  box->least = (SlVec2) { fmin (box->least.x, fmin (a.x / a.y, b.x / b.y)), fmin (box->least.y, fmin (a.z / a.y, b.z / b.y)) };
  box->most = (SlVec2) { fmax (box->most.x, fmax (a.x / a.y, b.x / b.y)), fmax (box->most.y, fmax (a.z / a.y, b.z / b.y)) };
}

static void
add_box (Division *d, const SlSceneMesh *mesh)
{
  const SlBox *b = &mesh->mesh->box;
  Box out = { { INFINITY, INFINITY }, { -INFINITY, -INFINITY } };
  SlVec3 corners[8];

  for (guint i = 0; i < 8; i++)
    {
      SlVec3 local = sl_vec3 (i & 1 ? b->max.x : b->min.x, i & 2 ? b->max.y : b->min.y, i & 4 ? b->max.z : b->min.z);
      corners[i] = sl_frame_unpoint (d->camera, sl_frame_point (&mesh->frame, local));
    }
  for (guint i = 0; i < 8; i++)
    for (guint bit = 1; bit < 8; bit <<= 1)
      if ((i & bit) == 0)
        widen_box (&out, corners[i], corners[i | bit]);
  if (out.least.x <= out.most.x)
    g_array_append_val (d->boxes, out);
}

/* The cells that the boxes reach into, as a rectangle of whole tiles of the picture. */
static void
find_crowd (Division *d, guint w, guint h)
{
  const SlPictureSize *f = &d->sizes[SL_PICTURE_FRAMING];
  Box all = { { f->tan_h, f->tan_v }, { -f->tan_h, -f->tan_v } };
  SlCells *cells = &d->areas->crowded;

  for (guint i = 0; i < d->boxes->len; i++)
    {
      const Box *b = &g_array_index (d->boxes, Box, i);

      if (b->least.x >= f->tan_h || b->most.x <= -f->tan_h || b->least.y >= f->tan_v || b->most.y <= -f->tan_v)
        continue;
      all.least = (SlVec2) { fmin (all.least.x, b->least.x), fmin (all.least.y, b->least.y) };
      all.most = (SlVec2) { fmax (all.most.x, b->most.x), fmax (all.most.y, b->most.y) };
    }
  d->crowd = (Box) { { 0, 0 }, { 0, 0 } };
  if (all.least.x >= all.most.x || all.least.y >= all.most.y)
    return;
  cells->left = (guint) (CLAMP ((all.least.x / f->tan_h + 1) / 2, 0, 1) * w) / 4 * 4;
  cells->right = (guint) ceil (CLAMP ((all.most.x / f->tan_h + 1) / 2, 0, 1) * w);
  cells->top = (guint) (CLAMP ((1 - all.most.y / f->tan_v) / 2, 0, 1) * h) / 4 * 4;
  cells->bottom = (guint) ceil (CLAMP ((1 - all.least.y / f->tan_v) / 2, 0, 1) * h);
  d->crowd.least = (SlVec2) { (2. * cells->left / w - 1) * f->tan_h, (1 - 2. * cells->bottom / h) * f->tan_v };
  d->crowd.most = (SlVec2) { (2. * cells->right / w - 1) * f->tan_h, (1 - 2. * cells->top / h) * f->tan_v };
}

static gboolean
in_box (const Box *box, SlVec2 p)
{
  return p.x > box->least.x && p.x < box->most.x && p.y > box->least.y && p.y < box->most.y;
}

/* The crowd's own edges: LED in it is counted by rays. */
static void
add_crowd (Division *d)
{
  SlVec2 a = d->crowd.least, b = d->crowd.most;

  if (a.x >= b.x)
    return;
  add_segment (d, a, (SlVec2) { b.x, a.y });
  add_segment (d, (SlVec2) { b.x, a.y }, b);
  add_segment (d, b, (SlVec2) { a.x, b.y });
  add_segment (d, (SlVec2) { a.x, b.y }, a);
}

static gboolean
stands_before (const Division *d, SlVec2 least, SlVec2 most)
{
  for (guint i = 0; i < d->boxes->len; i++)
    {
      const Box *b = &g_array_index (d->boxes, Box, i);
      if (b->least.x < most.x && b->most.x > least.x && b->least.y < most.y && b->most.y > least.y)
        return TRUE;
    }
  return FALSE;
}

/* --- sums --- */

/* A part lies whole inside or outside of each picture. */
static gboolean
is_inside (const SlPictureSize *size, SlVec2 p)
{
  return fabs (p.x) < size->tan_h && fabs (p.y) < size->tan_v;
}

/* The parts of a miss by the edge that is nearest: the diagonals of the framing are the borders. */
static void
add_nearest (Division *d, const SlFlat *part, double share)
{
  double w = d->sizes[SL_PICTURE_FRAMING].tan_h, h = d->sizes[SL_PICTURE_FRAMING].tan_v;
  const SlLine rising = sl_line_through ((SlVec2) { -w, -h }, (SlVec2) { w, h }); /* its front is left and top */
  const SlLine falling = sl_line_through ((SlVec2) { -w, h }, (SlVec2) { w, -h }); /* right and top */
  double *edges = d->areas->miss_edge;
  SlFlat over, under, a, b;

  sl_flat_split (part, rising, 0, &over, &under);
  sl_flat_split (&over, falling, 0, &a, &b);
  edges[SL_EDGE_TOP] += sl_flat_area (&a) * share;
  edges[SL_EDGE_LEFT] += sl_flat_area (&b) * share;
  sl_flat_split (&under, falling, 0, &a, &b);
  edges[SL_EDGE_RIGHT] += sl_flat_area (&a) * share;
  edges[SL_EDGE_BOTTOM] += sl_flat_area (&b) * share;
}

static void
add_miss (Division *d, const SlFlat *part, double share)
{
  SlVec2 middle = sl_flat_middle (part);
  double area = sl_flat_area (part);

  for (guint k = 0; k < SL_N_PICTURES; k++)
    if (is_inside (&d->sizes[k], middle))
      d->areas->miss[k] += area * share;
  if (is_inside (&d->sizes[SL_PICTURE_FRAMING], middle))
    add_nearest (d, part, share);
}

/* --- sampled pieces --- */

/* The smallest picture that has the part in it; NULL for none. */
static const SlPictureSize *
home_of (const Division *d, SlVec2 middle)
{
  const SlPictureSize *best = NULL;

  for (guint k = 0; k < SL_N_PICTURES; k++)
    if (is_inside (&d->sizes[k], middle) && (best == NULL || d->sizes[k].tan_h * d->sizes[k].tan_v < best->tan_h * best->tan_v))
      best = &d->sizes[k];
  return best;
}

typedef SlRayHit (*Trace) (const SlTracer *tracer, SlVec3 origin, SlVec3 direction);

/* What rays through the middle and near each corner of a part meet. */
typedef struct {
  double miss;           /* their mean share */
  double across, upward; /* how much it changes from left to right and from bottom to top, ≥ 0 */
  gboolean differ;
} Probes;

static Probes
probe (const Division *d, const SlFlat *part, Trace trace)
{
  SlVec2 middle = sl_flat_middle (part);
  double least = 1, most = 0;
  Probes p = { 0 };

  for (gsize i = 0; i <= part->n; i++)
    {
      SlVec2 at = middle;

      if (i < part->n)
        at = (SlVec2) { part->at[i].x + (middle.x - part->at[i].x) * .01, part->at[i].y + (middle.y - part->at[i].y) * .01 };
      SlRayHit hit = trace (d->tracer, d->camera->o, direction (d, at));
      double miss = hit.hit == SL_HIT_MISS ? hit.share : 0;
      p.miss += miss / (double) (part->n + 1);
      p.across += at.x > middle.x ? miss : at.x < middle.x ? -miss : 0;
      p.upward += at.y > middle.y ? miss : at.y < middle.y ? -miss : 0;
      least = fmin (least, miss);
      most = fmax (most, miss);
    }
  p.across = fabs (p.across);
  p.upward = fabs (p.upward);
  p.differ = most - least > 1e-3;
  return p;
}

static void
halve (const SlFlat *part, SlVec2 least, SlVec2 most, gboolean across, SlFlat *a, SlFlat *b)
{
  SlLine line = across ? (SlLine) { 1, 0, (least.x + most.x) / 2 } : (SlLine) { 0, 1, (least.y + most.y) / 2 };

  sl_flat_split (part, line, 0, a, b);
}

/* Adds what misses of a part in which what is seen may change anywhere: in pieces, each halved across the way in which
 * it changes. `forced`: not only where something stands. */
static void
sample (Division *d, const SlFlat *part, gboolean forced, guint depth)
{
  const SlPictureSize *home;
  SlVec2 least, most;
  gboolean across;
  SlFlat a, b;
  double w, h;

  if (part->n < 3 || (home = home_of (d, sl_flat_middle (part))) == NULL)
    return;
  sl_flat_bounds (part, &least, &most);
  if (!forced && !stands_before (d, least, most))
    {
      add_miss (d, part, 1);
      return;
    }
  w = (most.x - least.x) / (2 * home->tan_h);
  h = (most.y - least.y) / (2 * home->tan_v);
  across = w * PIECE_H >= h * PIECE_W;
  if ((w <= PIECE_W && h <= PIECE_H) || depth > DEEPEST)
    {
      Probes p = probe (d, part, sl_tracer_ray);

      if (!p.differ || sl_flat_area (part) <= FINEST * 4 * home->tan_h * home->tan_v || depth > DEEPEST)
        {
          add_miss (d, part, p.miss);
          return;
        }
      across = p.across == p.upward ? across : p.across > p.upward;
    }
  halve (part, least, most, across, &a, &b);
  sample (d, &a, forced, depth + 1);
  sample (d, &b, forced, depth + 1);
}

/* --- the division --- */

static void
note_wall (Division *d, const SlRayHit *hit)
{
  if (hit->wall < 0)
    return;
  d->several |= hit->hit != SL_HIT_LED || (d->wall >= 0 && d->wall != hit->wall);
  d->wall = hit->wall;
}

/* A part that no edge crosses: what one ray meets, all of it shows. */
static void
settle (Division *d, const SlFlat *part)
{
  SlVec2 middle = sl_flat_middle (part);
  const SlPictureSize *home = home_of (d, middle);
  double area = sl_flat_area (part);
  gboolean differ;
  SlRayHit hit;

  if (home == NULL || area < LEAST * home->tan_h * home->tan_v)
    return;
  differ = area > LARGE * 4 * home->tan_h * home->tan_v && probe (d, part, sl_tracer_bare_ray).differ;
  hit = sl_tracer_bare_ray (d->tracer, d->camera->o, direction (d, middle));
  if (is_inside (&d->sizes[SL_PICTURE_FRAMING], middle))
    {
      note_wall (d, &hit);
      if (hit.hit == SL_HIT_LED && !in_box (&d->crowd, middle))
        d->areas->led += area;
    }
  if (hit.hit == SL_HIT_MISS || differ)
    sample (d, part, differ, 0);
}

/* Pushes the segments from `first` on that lie before (`sign` 1) or behind the line, cut off at it. */
static void
push_side (Division *d, guint first, guint n, SlLine line, double sign, double eps)
{
  for (guint i = first; i < first + n; i++)
    {
      Segment s = g_array_index (d->segments, Segment, i);
      double a = sign * sl_line_distance (line, s.a), b = sign * sl_line_distance (line, s.b);

      if (a <= eps && b <= eps)
        continue; /* on the other side, or along the line */
      if (a < 0 || b < 0)
        {
          double t = a / (a - b);
          SlVec2 cut = { s.a.x + (s.b.x - s.a.x) * t, s.a.y + (s.b.y - s.a.y) * t };
          s = a < 0 ? (Segment) { cut, s.b } : (Segment) { s.a, cut };
        }
      if (hypot (s.b.x - s.a.x, s.b.y - s.a.y) > 10 * eps)
        g_array_append_val (d->segments, s);
    }
}

/* A line through the midst of the segments, across the direction in which they spread; FALSE when most would be cut. */
static gboolean
choose_halves (const Segment *s, guint n, SlLine *line)
{
  SlVec2 sum = { 0, 0 }, least = { INFINITY, INFINITY }, most = { -INFINITY, -INFINITY };
  guint cut = 0;

  for (guint i = 0; i < n; i++)
    {
      SlVec2 middle = { (s[i].a.x + s[i].b.x) / 2, (s[i].a.y + s[i].b.y) / 2 };

      sum = (SlVec2) { sum.x + middle.x / n, sum.y + middle.y / n };
      least = (SlVec2) { fmin (least.x, middle.x), fmin (least.y, middle.y) };
      most = (SlVec2) { fmax (most.x, middle.x), fmax (most.y, middle.y) };
    }
  *line = most.x - least.x >= most.y - least.y ? (SlLine) { 1, 0, sum.x } : (SlLine) { 0, 1, sum.y };
  for (guint i = 0; i < n; i++)
    cut += sl_line_distance (*line, s[i].a) * sl_line_distance (*line, s[i].b) < 0;
  return 2 * cut <= n;
}

/* Halves while there are many edges, then along the longest edge. */
static SlLine
choose_line (const Division *d, guint first, guint n)
{
  const Segment *s = &g_array_index (d->segments, Segment, first);
  SlLine line;
  guint best = 0;
  double length = 0;

  if (n > FEW_EDGES && choose_halves (s, n, &line))
    return line;
  for (guint i = 0; i < n; i++)
    {
      double l = hypot (s[i].b.x - s[i].a.x, s[i].b.y - s[i].a.y);
      if (l > length)
        {
          length = l;
          best = i;
        }
    }
  return sl_line_through (s[best].a, s[best].b);
}

/* The part's segments are the `n` on top of the stack. */
static void
divide (Division *d, const SlFlat *part, guint n, guint depth)
{
  guint first = d->segments->len - n;
  double eps = 1e-12 * (d->whole.tan_h + d->whole.tan_v);
  SlFlat front, back;
  SlLine line;

  if (part->n < 3)
    return;
  if (n == 0 || depth > DEEPEST)
    {
      settle (d, part);
      return;
    }
  line = choose_line (d, first, n);
  sl_flat_split (part, line, eps, &front, &back);
  push_side (d, first, n, line, 1, eps);
  divide (d, &front, d->segments->len - first - n, depth + 1);
  g_array_set_size (d->segments, first + n);
  push_side (d, first, n, line, -1, eps);
  divide (d, &back, d->segments->len - first - n, depth + 1);
  g_array_set_size (d->segments, first + n);
}

/* A fraction without the dust of rounding. */
static double
clean (double fraction)
{
  return fraction < 1e-9 ? 0 : fraction > 1 - 1e-9 ? 1 : fraction;
}

static void
finish (Division *d, guint w, guint h)
{
  const SlPictureSize *framing = &d->sizes[SL_PICTURE_FRAMING];

  for (guint k = 0; k < SL_N_PICTURES; k++)
    d->areas->miss[k] = clean (d->areas->miss[k] / (4 * d->sizes[k].tan_h * d->sizes[k].tan_v));
  for (guint i = 0; i < SL_N_EDGES; i++)
    d->areas->miss_edge[i] /= 4 * framing->tan_h * framing->tan_v;
  if (d->several)
    {
      d->areas->led = 0;
      d->areas->crowded = (SlCells) { 0, w, 0, h };
    }
  d->areas->led = clean (d->areas->led / (4 * framing->tan_h * framing->tan_v));
}

void
sl_areas_measure (const SlTracer *tracer, const SlScene *scene, const SlPictureSize sizes[SL_N_PICTURES],
                  guint samples_w, guint samples_h, SlAreas *areas)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (Segment)), boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  Division d = { .tracer = tracer, .camera = &scene->camera.frame, .sizes = sizes, .segments = segments, .boxes = boxes, .areas = areas, .wall = -1 };
  SlFlat whole;

  *areas = (SlAreas) { 0 };
  for (guint k = 0; k < SL_N_PICTURES; k++)
    d.whole = (SlPictureSize) { fmax (d.whole.tan_h, sizes[k].tan_h), fmax (d.whole.tan_v, sizes[k].tan_v) };
  for (guint i = 0; i < scene->meshes->len; i++)
    add_box (&d, scene->meshes->pdata[i]);
  find_crowd (&d, samples_w, samples_h);
  add_crowd (&d);
  add_edges (&d, scene);
  whole = sl_flat_rectangle (d.whole.tan_h, d.whole.tan_v);
  divide (&d, &whole, segments->len, 0);
  finish (&d, samples_w, samples_h);
}
