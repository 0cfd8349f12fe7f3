#include "sl-area-private.h"

/* Parts smaller than this share of the picture are not looked at. */
static const double LEAST = 1e-13;
/* Up to so many edges a part is cut along them, above it is halved. */
enum { FEW_EDGES = 6, DEEPEST = 60 };
/* Sampled pieces are at most so large, and are halved down to so small a share of the picture where they differ. */
static const double PIECE_W = 1. / 120, PIECE_H = 1. / 68, FINEST = 1e-6;
/* A part that is larger than this share is asked in its corners too: walls that cut through each other make no edge. */
static const double LARGE = 1e-4;

static SlVec3
direction (const SlDivision *d, SlVec2 p)
{
  return sl_vec3_mad (sl_vec3_mad (d->camera->y, d->camera->x, p.x), d->camera->z, p.y);
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
add_nearest (SlDivision *d, const SlFlat *part, double share)
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
add_miss (SlDivision *d, const SlFlat *part, double share)
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
home_of (const SlDivision *d, SlVec2 middle)
{
  const SlPictureSize *best = NULL;

  for (guint k = 0; k < SL_N_PICTURES; k++)
    {
      const SlPictureSize *size = &d->sizes[k];
      if (is_inside (size, middle) && (best == NULL || size->tan_h * size->tan_v < best->tan_h * best->tan_v))
        best = size;
    }
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
probe (const SlDivision *d, const SlFlat *part, Trace trace)
{
  SlVec2 middle = sl_flat_middle (part);
  double least = 1, most = 0;
  Probes p = { 0 };

  for (gsize i = 0; i <= part->n; i++)
    {
      SlVec2 corner = i < part->n ? part->at[i] : middle;
      SlVec2 at = { corner.x + (middle.x - corner.x) * .01, corner.y + (middle.y - corner.y) * .01 };
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
sample (SlDivision *d, const SlFlat *part, gboolean forced, guint depth)
{
  const SlPictureSize *home;
  SlVec2 least, most;
  gboolean across;
  SlFlat a, b;
  double w, h;

  if (part->n < 3 || (home = home_of (d, sl_flat_middle (part))) == NULL)
    return;
  sl_flat_bounds (part, &least, &most);
  if (!forced && !sl_division_stands_before (d, least, most))
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

static gboolean
in_box (const SlPictureBox *box, SlVec2 p)
{
  return p.x > box->least.x && p.x < box->most.x && p.y > box->least.y && p.y < box->most.y;
}

static void
note_wall (SlDivision *d, const SlRayHit *hit)
{
  if (hit->wall < 0)
    return;
  d->several |= hit->hit != SL_HIT_LED || (d->wall >= 0 && d->wall != hit->wall);
  d->wall = hit->wall;
}

/* A part that no edge crosses: what one ray meets, all of it shows. */
static void
settle (SlDivision *d, const SlFlat *part)
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
push_side (SlDivision *d, guint first, guint n, SlLine line, double sign, double eps)
{
  for (guint i = first; i < first + n; i++)
    {
      SlSegment s = g_array_index (d->segments, SlSegment, i);
      double a = sign * sl_line_distance (line, s.a), b = sign * sl_line_distance (line, s.b);

      if (a <= eps && b <= eps)
        continue; /* on the other side, or along the line */
      if (a < 0 || b < 0)
        {
          double t = a / (a - b);
          SlVec2 cut = { s.a.x + (s.b.x - s.a.x) * t, s.a.y + (s.b.y - s.a.y) * t };
          s = a < 0 ? (SlSegment) { cut, s.b } : (SlSegment) { s.a, cut };
        }
      if (hypot (s.b.x - s.a.x, s.b.y - s.a.y) > 10 * eps)
        g_array_append_val (d->segments, s);
    }
}

/* A line through the midst of the segments, across the direction in which they spread; FALSE when most would be cut. */
static gboolean
choose_halves (const SlSegment *s, guint n, SlLine *line)
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
choose_line (const SlDivision *d, guint first, guint n)
{
  const SlSegment *s = &g_array_index (d->segments, SlSegment, first);
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
divide (SlDivision *d, const SlFlat *part, guint n, guint depth)
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
finish (SlDivision *d, guint w, guint h)
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
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (SlSegment));
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (SlPictureBox));
  SlDivision d = {
    .tracer = tracer, .camera = &scene->camera.frame, .sizes = sizes, .segments = segments, .boxes = boxes,
    .areas = areas, .wall = -1,
  };
  SlFlat whole;

  *areas = (SlAreas) { 0 };
  for (guint k = 0; k < SL_N_PICTURES; k++)
    d.whole = (SlPictureSize) { fmax (d.whole.tan_h, sizes[k].tan_h), fmax (d.whole.tan_v, sizes[k].tan_v) };
  sl_division_add_boxes (&d, scene, samples_w, samples_h);
  sl_division_add_edges (&d, scene);
  whole = sl_flat_rectangle (d.whole.tan_h, d.whole.tan_v);
  divide (&d, &whole, segments->len, 0);
  finish (&d, samples_w, samples_h);
}
