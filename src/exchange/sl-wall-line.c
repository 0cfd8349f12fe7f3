#include "sl-wall-line.h"

#include "sl-error.h"
#include "sl-i18n.h"

static const double SAME_M = 3e-4, UPRIGHT = 2e-3, MOST_M = 1e5;
/* Sines and cosines of angles: what counts as flat, and as one direction; how even a picture is; how steep a wall
 * is that is taken to stand; how far a picture may roll it. */
static const double FLAT = 5e-4, SAME_WAY = 1 - 1e-9, EVEN = .98, UPWARD = .98, ROLLED = .7;

/* A spot of the ground line, in the plane across the axis that the wall is curved about. */
typedef struct {
  double x, y;
  guint  next[2], n; /* spots beside it */
} Spot;

typedef struct {
  const SlWallFace *face;
  SlFrame           frame;    /* of that plane; Z is up */
  GArray           *spots;    /* Spot */
  GHashTable       *cells;    /* of spots, by where they lie */
  guint            *spot_of;  /* by point */
  GArray           *line;     /* SlVec3: corners of the ground line from the viewer's left, z 0 */
} Fit;

void
sl_wall_face_init (SlWallFace *face, const SlFrame *frame)
{
  face->points = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  face->uvs = g_array_new (FALSE, FALSE, sizeof (float));
  face->corners = g_array_new (FALSE, FALSE, sizeof (guint32));
  face->up[0] = sl_vec3_normalize (frame->z);
  face->up[1] = sl_vec3_normalize (frame->y);
  face->up[2] = sl_vec3_normalize (frame->x);
}

void
sl_wall_face_clear (SlWallFace *face)
{
  g_clear_pointer (&face->points, g_array_unref);
  g_clear_pointer (&face->uvs, g_array_unref);
  g_clear_pointer (&face->corners, g_array_unref);
}

/* --- which way up --- */

static SlVec3
point_at (const Fit *f, guint corner)
{
  return g_array_index (f->face->points, SlVec3, g_array_index (f->face->corners, guint32, corner));
}

/* Of a triangle by its first corner; as long as its doubled area. */
static SlVec3
normal_at (const Fit *f, guint corner)
{
  const SlVec3 a = point_at (f, corner), b = point_at (f, corner + 1), c = point_at (f, corner + 2);

  return sl_vec3_cross (sl_vec3_sub (b, a), sl_vec3_sub (c, a));
}

static gboolean
stands_along (const Fit *f, SlVec3 up)
{
  for (guint i = 0; i + 2 < f->face->corners->len; i += 3)
    {
      const SlVec3 normal = normal_at (f, i);
      if (fabs (sl_vec3_dot (normal, up)) > UPRIGHT * sl_vec3_length (normal))
        return FALSE;
    }
  return isfinite (up.x) && sl_vec3_length (up) > .5;
}

/* Whether the picture's top is that way: how heights along `up` go with the rows of the picture, −1…1; 0 for no
 * picture. */
static double
picture_rises (const Fit *f, SlVec3 up)
{
  const GArray *points = f->face->points, *uvs = f->face->uvs;
  double sum_h = 0, sum_v = 0, both = 0, of_h = 0, of_v = 0;

  if (uvs->len != 2 * points->len || points->len == 0)
    return 0;
  for (guint i = 0; i < points->len; i++)
    {
      sum_h += sl_vec3_dot (g_array_index (points, SlVec3, i), up);
      sum_v += (double) g_array_index (uvs, float, 2 * i + 1);
    }
  for (guint i = 0; i < points->len; i++)
    {
      const double h = sl_vec3_dot (g_array_index (points, SlVec3, i), up) - sum_h / points->len;
      const double v = sum_v / points->len - (double) g_array_index (uvs, float, 2 * i + 1);

      both += h * v;
      of_h += h * h;
      of_v += v * v;
    }
  return of_h > 0 && of_v > 0 && isfinite (both) ? both / sqrt (of_h * of_v) : 0;
}

/* Where the picture of a triangle rises most, by its first corner; nothing where it has no area in the picture. */
static SlVec3
rise_at (const Fit *f, guint corner)
{
  const guint32 *c = &g_array_index (f->face->corners, guint32, corner);
  const SlVec3 e1 = sl_vec3_sub (point_at (f, corner + 1), point_at (f, corner));
  const SlVec3 e2 = sl_vec3_sub (point_at (f, corner + 2), point_at (f, corner)), n = sl_vec3_cross (e1, e2);
  double v[3];

  for (guint k = 0; k < 3; k++)
    v[k] = (double) g_array_index (f->face->uvs, float, 2 * (gsize) c[k] + 1);
  /* the gradient of v in the triangle's plane, as long as its doubled area makes it; v grows downward */
  return sl_vec3_sub (sl_vec3_scale (sl_vec3_cross (n, e1), v[0] - v[2]),
                      sl_vec3_scale (sl_vec3_cross (n, e2), v[0] - v[1]));
}

/* Where the picture of a flat face rises; FALSE where it has none that is even. One that stands on its head on a wall
 * does not turn the wall. */
static gboolean
find_rise (const Fit *f, SlVec3 *up)
{
  SlVec3 sum = sl_vec3 (0, 0, 0);

  if (f->face->uvs->len != 2 * f->face->points->len)
    return FALSE;
  for (guint i = 0; i + 2 < f->face->corners->len; i += 3)
    sum = sl_vec3_add (sum, rise_at (f, i));
  *up = sl_vec3_normalize (sum);
  if (!isfinite (up->x) || picture_rises (f, *up) < EVEN)
    return FALSE;
  if (up->z < -.5)
    *up = sl_vec3_scale (*up, -1);
  return stands_along (f, *up);
}

/* The direction that no triangle of a curved face looks along; FALSE for a flat one, whose normal is `axis` then. */
static gboolean
find_axis (const Fit *f, SlVec3 *axis)
{
  SlVec3 first = sl_vec3 (0, 0, 0), across = sl_vec3 (0, 0, 0);

  for (guint i = 0; i + 2 < f->face->corners->len; i += 3)
    {
      const SlVec3 normal = normal_at (f, i), unit = sl_vec3_normalize (normal);

      if (!(sl_vec3_length (normal) > 0) || !isfinite (unit.x))
        continue;
      if (sl_vec3_length (first) <= 0)
        first = unit;
      const SlVec3 own = sl_vec3_cross (first, unit);
      if (sl_vec3_length (own) > sl_vec3_length (across))
        across = own;
    }
  *axis = sl_vec3_length (across) > FLAT ? sl_vec3_normalize (across) : first;
  return sl_vec3_length (across) > FLAT;
}

/* Which of those along the picture's own axes it stands along; FALSE for none. */
static gboolean
take_told (const Fit *f, guint n, SlVec3 *up)
{
  for (guint i = 0; i < n; i++)
    if (stands_along (f, f->face->up[i]))
      {
        *up = f->face->up[i];
        return TRUE;
      }
  return FALSE;
}

/* A flat face stands along any direction in it: as it was told, else along the steepest way up. Its picture knows it
 * better where it leans, lies or is rolled. */
static gboolean
take_flat_up (const Fit *f, SlVec3 normal, SlVec3 *up)
{
  const SlVec3 told = f->face->up[0];
  const SlVec3 steepest = sl_vec3_normalize (sl_vec3_mad (told, normal, -sl_vec3_dot (told, normal)));
  SlVec3 rise;
  gboolean ok = take_told (f, 2, up);

  if (!ok && isfinite (steepest.x) && (ok = stands_along (f, steepest)))
    *up = steepest;
  ok = ok || take_told (f, 3, up);
  if (find_rise (f, &rise) && (!ok || fabs (up->z) < UPWARD || rise.z > ROLLED) && sl_vec3_dot (rise, *up) < SAME_WAY)
    *up = rise;
  return ok;
}

static gboolean
find_up (Fit *f, GError **error)
{
  SlVec3 z, axis;
  const gboolean curved = find_axis (f, &axis);
  gboolean ok = curved ? take_told (f, G_N_ELEMENTS (f->face->up), &z) : take_flat_up (f, axis, &z);

  if (!ok && curved)
    {
      z = sl_vec3_dot (axis, f->face->up[0]) < 0 ? sl_vec3_scale (axis, -1) : axis;
      ok = stands_along (f, z);
    }
  if (ok && curved && fabs (z.z) < .5 && picture_rises (f, z) < 0)
    z = sl_vec3_scale (z, -1);
  if (!ok)
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("its face is neither flat nor curved about one axis; split it into such walls"));
      return FALSE;
    }
  const SlVec3 aside = fabs (z.x) < .9 ? sl_vec3 (1, 0, 0) : sl_vec3 (0, 1, 0);
  f->frame.z = z;
  f->frame.y = sl_vec3_normalize (sl_vec3_cross (z, aside));
  f->frame.x = sl_vec3_cross (f->frame.y, z);
  return TRUE;
}

/* --- the ground line --- */

static gint64
cell_key (double x, double y, int dx, int dy)
{
  return ((gint64) floor (x / SAME_M) + dx) * G_GINT64_CONSTANT (1000003000) + (gint64) floor (y / SAME_M) + dy;
}

static guint
spot_at (Fit *f, double x, double y)
{
  Spot spot = { .x = x, .y = y };

  for (int k = 0; k < 9; k++)
    {
      const gint64 key = cell_key (x, y, k % 3 - 1, k / 3 - 1);
      const guint known = GPOINTER_TO_UINT (g_hash_table_lookup (f->cells, &key));
      const Spot *there = known > 0 ? &g_array_index (f->spots, Spot, known - 1) : NULL;

      if (there != NULL && hypot (there->x - x, there->y - y) <= SAME_M)
        return known - 1;
    }
  const gint64 key = cell_key (x, y, 0, 0);
  g_array_append_val (f->spots, spot);
  g_hash_table_insert (f->cells, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (f->spots->len));
  return f->spots->len - 1;
}

static void
find_spots (Fit *f, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < f->face->points->len; i++)
    {
      const SlVec3 p = sl_frame_unpoint (&f->frame, g_array_index (f->face->points, SlVec3, i));

      f->spot_of[i] = spot_at (f, p.x, p.y);
      *low = fmin (*low, p.z);
      *high = fmax (*high, p.z);
    }
}

/* FALSE when the line would branch. */
static gboolean
join (Fit *f, guint a, guint b)
{
  Spot *spot = &g_array_index (f->spots, Spot, a);

  for (guint i = 0; i < spot->n; i++)
    if (spot->next[i] == b)
      return TRUE;
  if (spot->n == 2)
    return FALSE;
  spot->next[spot->n++] = b;
  return TRUE;
}

static gboolean
join_all (Fit *f)
{
  const guint32 *corners = (const guint32 *) (gpointer) f->face->corners->data;

  for (guint i = 0; i < f->face->corners->len; i++)
    {
      const guint a = f->spot_of[corners[i]], b = f->spot_of[corners[i % 3 == 2 ? i - 2 : i + 1]];
      if (a != b && (!join (f, a, b) || !join (f, b, a)))
        return FALSE;
    }
  return TRUE;
}

/* Which way the viewer's right is: the triangles' own winding says it. */
static SlVec3
right_at (const Fit *f, guint corner)
{
  const SlVec3 n = normal_at (f, corner);

  return sl_vec3 (-sl_vec3_dot (n, f->frame.y), sl_vec3_dot (n, f->frame.x), 0); /* up × normal */
}

/* The two ends of a flat wall; FALSE when it is none. */
static gboolean
take_flat (Fit *f)
{
  SlVec3 right = sl_vec3 (0, 0, 0), ends[2];
  double least = INFINITY, most = -INFINITY;
  const Spot *first = &g_array_index (f->spots, Spot, 0);

  for (guint i = 0; i + 2 < f->face->corners->len; i += 3)
    right = sl_vec3_add (right, right_at (f, i));
  right = sl_vec3_normalize (right);
  for (guint i = 0; i < f->spots->len; i++)
    {
      const Spot *spot = &g_array_index (f->spots, Spot, i);
      const double x = spot->x - first->x, y = spot->y - first->y, along = x * right.x + y * right.y;

      if (fabs (x * right.y - y * right.x) > SAME_M)
        return FALSE;
      least = fmin (least, along);
      most = fmax (most, along);
    }
  ends[0] = sl_vec3_mad (sl_vec3 (first->x, first->y, 0), right, least);
  ends[1] = sl_vec3_mad (sl_vec3 (first->x, first->y, 0), right, most);
  g_array_append_vals (f->line, ends, 2);
  return most > least;
}

static void
reverse (GArray *line)
{
  for (guint i = 0; i < line->len / 2; i++)
    {
      SlVec3 *a = &g_array_index (line, SlVec3, i), *b = &g_array_index (line, SlVec3, line->len - 1 - i);
      const SlVec3 kept = *a;
      *a = *b;
      *b = kept;
    }
}

/* Where it begins: at an end, or, of a ring, where its picture does, else at its first corner. */
static guint
first_spot (const Fit *f, gboolean *ring)
{
  const GArray *uvs = f->face->uvs;
  guint best = g_array_index (f->face->corners, guint32, 0);

  for (guint i = 0; i < f->spots->len; i++)
    if (g_array_index (f->spots, Spot, i).n == 1)
      return i;
  *ring = TRUE;
  for (guint i = 0; uvs->len == 2 * f->face->points->len && i < f->face->points->len; i++)
    if (g_array_index (uvs, float, 2 * i) < g_array_index (uvs, float, 2 * best))
      best = i;
  return f->spot_of[best];
}

/* Whether the viewer's right is where the line goes on: as most of the triangles say. */
static gboolean
goes_right (const Fit *f, const guint *place)
{
  double sense = 0;

  for (guint i = 0; i + 2 < f->face->corners->len; i += 3)
    for (guint k = 0; k < 2; k++)
      {
        const guint32 *c = &g_array_index (f->face->corners, guint32, i);
        const guint a = f->spot_of[c[k]], b = f->spot_of[c[k + 1]];
        const Spot *from = &g_array_index (f->spots, Spot, a), *to = &g_array_index (f->spots, Spot, b);
        const double along = sl_vec3_dot (right_at (f, i), sl_vec3 (to->x - from->x, to->y - from->y, 0));

        sense += (place[a] + 1) % f->spots->len == place[b] ? along : -along;
      }
  return sense >= 0;
}

/* From end to end along what is joined, or all around; FALSE when that is not all of it. */
static gboolean
take_curve (Fit *f)
{
  g_autofree guint *place = g_new0 (guint, f->spots->len);
  gboolean ring = FALSE;
  guint at, first, before = G_MAXUINT;

  if (!join_all (f))
    return FALSE;
  at = first = first_spot (f, &ring);
  while (at < f->spots->len && f->line->len < f->spots->len)
    {
      const Spot *spot = &g_array_index (f->spots, Spot, at);
      const SlVec3 corner = sl_vec3 (spot->x, spot->y, 0);
      guint next = G_MAXUINT;

      if (at == first && f->line->len > 0)
        return FALSE; /* a ring beside something else */
      place[at] = f->line->len;
      g_array_append_val (f->line, corner);
      for (guint i = 0; i < spot->n; i++)
        if (spot->next[i] != before)
          next = spot->next[i];
      before = at;
      at = next;
    }
  if (f->line->len < f->spots->len || f->line->len < 2)
    return FALSE;
  if (ring)
    {
      const SlVec3 again = g_array_index (f->line, SlVec3, 0);
      g_array_append_val (f->line, again);
    }
  if (!goes_right (f, place))
    reverse (f->line);
  return TRUE;
}

/* --- all of it --- */

static gboolean
check_size (const SlWallFace *face, GError **error)
{
  for (guint i = 0; i < face->points->len; i++)
    {
      const SlVec3 p = g_array_index (face->points, SlVec3, i);

      if (!(fabs (p.x) < MOST_M && fabs (p.y) < MOST_M && fabs (p.z) < MOST_M))
        {
          sl_error_set (error, SL_ERROR_INPUT, _("its face reaches farther than any stage; check its unit"));
          return FALSE;
        }
    }
  if (face->corners->len >= 3)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("it has no face; export it with its geometry"));
  return FALSE;
}

GArray *
sl_wall_line (const SlWallFace *face, SlFrame *frame, double *low, double *high, GError **error)
{
  Fit f = { .face = face };
  gboolean ok;

  if (!check_size (face, error) || !find_up (&f, error))
    return NULL;
  f.spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  f.line = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  f.cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  f.spot_of = g_new (guint, face->points->len + 1);
  find_spots (&f, low, high);
  ok = take_flat (&f);
  g_array_set_size (f.line, ok ? f.line->len : 0);
  ok = ok || take_curve (&f);
  g_array_unref (f.spots);
  g_hash_table_unref (f.cells);
  g_free (f.spot_of);
  *frame = f.frame;
  if (ok && *high > *low)
    return f.line;
  g_array_unref (f.line);
  sl_error_set (error, SL_ERROR_INPUT, _("its face is no single strip from one end to the other; split it"));
  return NULL;
}
