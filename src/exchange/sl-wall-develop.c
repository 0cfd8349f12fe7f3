#include "sl-wall-develop.h"

enum { MOST_VISITS = 200000000 };

static const double LEAST_M2 = 1e-9, SHOWN = 1e-6;

/* What is known of a picture while its corners pass by. */
typedef struct {
  double along, up; /* sums: how u goes with the face's width, v with its height */
  double across;    /* and the other ones */
} Sense;

typedef struct {
  const SlWallFitted *fitted;
  SlDeveloped        *flat;
  double             *passed; /* m, along the line before each stretch */
} Work;

void
sl_developed_free (SlDeveloped *flat)
{
  if (flat == NULL)
    return;
  g_array_unref (flat->triangles);
  g_array_unref (flat->stretches);
  g_clear_pointer (&flat->pictures, g_array_unref);
  g_free (flat);
}

static guint32
corner_at (const Work *w, guint i)
{
  return g_array_index (w->fitted->face->corners, guint32, i);
}

/* Seen from above, in the line's frame; Z stays. */
static SlVec3
point_at (const Work *w, guint i)
{
  return sl_frame_unpoint (w->fitted->frame, g_array_index (w->fitted->face->points, SlVec3, corner_at (w, i)));
}

/* The stretch that a point is nearest to; facets touch at the line's corners, so the middle of one decides. */
static guint
stretch_of (const Work *w, SlVec3 middle)
{
  const GArray *line = w->fitted->line;
  double least = INFINITY;
  guint best = 0;

  middle.z = 0;
  for (guint i = 0; i + 1 < line->len; i++)
    {
      const SlVec3 a = g_array_index (line, SlVec3, i), d = sl_vec3_sub (g_array_index (line, SlVec3, i + 1), a);
      const double on = CLAMP (sl_vec3_dot (sl_vec3_sub (middle, a), d) / sl_vec3_dot (d, d), 0, 1);
      const double off = sl_vec3_length (sl_vec3_sub (middle, sl_vec3_mad (a, d, on)));

      if (off < least)
        {
          least = off;
          best = i;
        }
    }
  return best;
}

/* FALSE for one without an area, which shows nothing. */
static gboolean
add_triangle (Work *w, guint corner)
{
  const SlVec3 p[3] = { point_at (w, corner), point_at (w, corner + 1), point_at (w, corner + 2) };
  const SlVec3 middle = sl_vec3_scale (sl_vec3_add (sl_vec3_add (p[0], p[1]), p[2]), 1. / 3);
  const guint stretch = stretch_of (w, middle);
  const SlVec3 a = g_array_index (w->fitted->line, SlVec3, stretch);
  const SlVec3 d = sl_vec3_normalize (sl_vec3_sub (g_array_index (w->fitted->line, SlVec3, stretch + 1), a));
  SlFlatTriangle t;
  double area;

  for (guint k = 0; k < 3; k++)
    {
      t.x[k] = w->passed[stretch] + (p[k].x - a.x) * d.x + (p[k].y - a.y) * d.y;
      t.y[k] = p[k].z - w->fitted->low;
    }
  area = (t.x[1] - t.x[0]) * (t.y[2] - t.y[0]) - (t.x[2] - t.x[0]) * (t.y[1] - t.y[0]);
  if (!(fabs (area) > LEAST_M2))
    return FALSE;
  g_array_append_val (w->flat->triangles, t);
  g_array_append_val (w->flat->stretches, stretch);
  w->flat->away += area < 0; /* the viewer sees its corners go round counter-clockwise */
  return TRUE;
}

/* --- the picture --- */

static const float *
uv_at (const Work *w, guint i)
{
  return &g_array_index (w->fitted->face->uvs, float, 2 * (gsize) corner_at (w, i));
}

static void
find_range (const Work *w, const GArray *kept)
{
  SlDeveloped *flat = w->flat;

  flat->u[0] = flat->v[0] = INFINITY;
  flat->u[1] = flat->v[1] = -INFINITY;
  for (guint i = 0; i < kept->len; i++)
    for (guint k = 0; k < 3; k++)
      {
        const float *uv = uv_at (w, g_array_index (kept, guint, i) + k);

        flat->u[0] = fmin (flat->u[0], (double) uv[0]), flat->u[1] = fmax (flat->u[1], (double) uv[0]);
        flat->v[0] = fmin (flat->v[0], (double) uv[1]), flat->v[1] = fmax (flat->v[1], (double) uv[1]);
      }
}

/* `kept`: the first corners (guint) of the triangles that were taken. */
static void
add_pictures (const Work *w, const GArray *kept)
{
  SlDeveloped *flat = w->flat;
  const double height = w->fitted->high - w->fitted->low, wide = flat->u[1] - flat->u[0];
  const double high = flat->v[1] - flat->v[0];
  Sense sense = { 0 };

  flat->pictures = g_array_new (FALSE, FALSE, sizeof (SlFlatTriangle));
  for (guint i = 0; i < kept->len; i++)
    {
      const SlFlatTriangle *on = &g_array_index (flat->triangles, SlFlatTriangle, i);
      SlFlatTriangle t;

      for (guint k = 0; k < 3; k++)
        {
          const float *uv = uv_at (w, g_array_index (kept, guint, i) + k);
          const double u = ((double) uv[0] - flat->u[0]) / wide, v = 1 - ((double) uv[1] - flat->v[0]) / high;
          const double x = on->x[k] / flat->width, y = on->y[k] / height;

          t.x[k] = u * flat->width;
          t.y[k] = v * height;
          flat->uneven = fmax (flat->uneven, fmax (fabs (u - x), fabs (v - y)));
          sense.along += (u - .5) * (x - .5);
          sense.up += (v - .5) * (y - .5);
          sense.across += fabs ((u - .5) * (y - .5)) + fabs ((v - .5) * (x - .5));
        }
      g_array_append_val (flat->pictures, t);
    }
  flat->mirrored = sense.along < -SHOWN * sense.across || sense.up < -SHOWN * sense.across
                   || (sense.along < SHOWN && sense.up < SHOWN);
}

/* --- all of it --- */

static gboolean
has_picture (const Work *w)
{
  const SlDeveloped *flat = w->flat;

  return flat->u[1] - flat->u[0] > SHOWN && flat->v[1] - flat->v[0] > SHOWN && isfinite (flat->u[1] - flat->u[0])
         && isfinite (flat->v[1] - flat->v[0]);
}

SlDeveloped *
sl_wall_develop (const SlWallFitted *fitted)
{
  const SlWallFace *face = fitted->face;
  const guint stretches = fitted->line->len - 1;
  g_autofree double *passed = g_new0 (double, stretches + 1);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));
  Work w = { fitted, NULL, passed };

  if ((guint64) face->corners->len * stretches > MOST_VISITS)
    return NULL;
  w.flat = g_new0 (SlDeveloped, 1);
  w.flat->triangles = g_array_new (FALSE, FALSE, sizeof (SlFlatTriangle));
  w.flat->stretches = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < stretches; i++)
    passed[i + 1] = passed[i] + sl_vec3_length (sl_vec3_sub (g_array_index (fitted->line, SlVec3, i + 1),
                                                             g_array_index (fitted->line, SlVec3, i)));
  w.flat->width = passed[stretches];
  for (guint i = 0; i + 2 < face->corners->len; i += 3)
    if (add_triangle (&w, i))
      g_array_append_val (kept, i);
  if (face->uvs->len == 2 * face->points->len)
    find_range (&w, kept);
  if (face->uvs->len == 2 * face->points->len && has_picture (&w))
    add_pictures (&w, kept);
  return w.flat;
}
