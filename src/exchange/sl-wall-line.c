#include "sl-wall-line.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-wall-up.h"

static const double SAME_M = 3e-4, MOST_M = 1e5;

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

/* Z is up, the others are any across it. */
static gboolean
make_frame (Fit *f, GError **error)
{
  SlVec3 z;

  if (!sl_wall_up (f->face, &z, error))
    return FALSE;
  f->frame.z = z;
  f->frame.y = sl_vec3_normalize (sl_vec3_cross (z, fabs (z.x) < .9 ? sl_vec3 (1, 0, 0) : sl_vec3 (0, 1, 0)));
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
  const SlVec3 n = sl_wall_face_normal (f->face, corner);

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

  if (!check_size (face, error) || !make_frame (&f, error))
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
