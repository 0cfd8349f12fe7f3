/* What of a picture, or of the shadow map, has to be drawn again: where a list differs from the one drawn before it.
 *
 *   list before ─┐
 *                ├─▶ what is in one alone ─▶ where it and its shadow lie ─▶ a few rectangles
 *   list now ────┘
 *
 * The rest is as it was: nothing that a picture shows reaches beyond its own outline and its shadow, but for what
 * lights all (SlGpuLook), of which any change means the whole picture. */
#include "sl-gpu-private.h"

#include <string.h>

#define MOST_OF_IT  .6   /* of a picture: from here on one pass over all is quicker */
#define LOW_LIGHT   .05  /* height of a light whose shadows reach too far to follow */
#define SOFT_TEXELS 4    /* of a shadow map, that a shadow's edge is wide */
#define EDGE_PX     2    /* that antialiasing and rounding reach */

/* A mesh as it was drawn; without padding, to be compared as bytes. */
typedef struct {
  guint64  stamp;
  SlBox    box; /* in the world */
  SlFrame  frame;
  SlColour colour;
  gboolean tinted, selected;
} Kept;

struct SlGpuKept {
  guint   others; /* that have it besides the first */
  guint64 stamp;  /* the list's */
  SlDrawCamera light;
  GArray *meshes; /* Kept */
  double  lowest; /* of them and the floor, m */
  GArray *floor, *panels, *glass, *lines;
  GArray *walls;  /* SlDrawWall */
};

static GArray *
copy_of (const GArray *array)
{
  guint size = g_array_get_element_size ((GArray *) array);
  GArray *copy = g_array_sized_new (FALSE, FALSE, size, array->len);

  return g_array_append_vals (copy, array->data, array->len);
}

SlGpuKept *
sl_gpu_keep (const SlDrawList *list)
{
  SlGpuKept *kept = g_new0 (SlGpuKept, 1);

  kept->stamp = list->stamp;
  kept->light = sl_gpu_light_camera (list);
  kept->meshes = g_array_sized_new (FALSE, FALSE, sizeof (Kept), list->meshes->len);
  for (guint i = 0; i < list->meshes->len; i++)
    {
      const SlDrawMesh *mesh = &g_array_index (list->meshes, SlDrawMesh, i);
      Kept own;

      memset (&own, 0, sizeof own);
      own.stamp = mesh->mesh->stamp;
      own.box = sl_frame_box (&mesh->frame, &mesh->mesh->box);
      own.frame = mesh->frame;
      own.colour = mesh->colour;
      own.tinted = mesh->tinted;
      own.selected = mesh->selected;
      g_array_append_val (kept->meshes, own);
      kept->lowest = fmin (kept->lowest, own.box.min.z);
    }
  for (guint i = 0; i < list->floor->len; i++)
    kept->lowest = fmin (kept->lowest, (double) g_array_index (list->floor, SlDrawVertex, i).position[2]);
  kept->floor = copy_of (list->floor);
  kept->panels = copy_of (list->panels);
  kept->glass = copy_of (list->glass);
  kept->lines = copy_of (list->lines);
  kept->walls = copy_of (list->walls);
  return kept;
}

SlGpuKept *
sl_gpu_kept_ref (SlGpuKept *kept)
{
  kept->others++;
  return kept;
}

guint64
sl_gpu_kept_stamp (const SlGpuKept *kept)
{
  return kept->stamp;
}

const SlDrawCamera *
sl_gpu_kept_light (const SlGpuKept *kept)
{
  return &kept->light;
}

void
sl_gpu_kept_free (SlGpuKept *kept)
{
  if (kept == NULL || kept->others-- > 0)
    return;
  g_array_unref (kept->meshes);
  g_array_unref (kept->floor);
  g_array_unref (kept->panels);
  g_array_unref (kept->glass);
  g_array_unref (kept->lines);
  g_array_unref (kept->walls);
  g_free (kept);
}

/* --- where things lie --- */

static gboolean
is_empty (const SlGpuBounds *b)
{
  return b->left >= b->right || b->bottom >= b->top;
}

static double
area (const SlGpuBounds *b)
{
  return is_empty (b) ? 0 : (b->right - b->left) * (b->top - b->bottom);
}

static SlGpuBounds
both (const SlGpuBounds *a, const SlGpuBounds *b)
{
  return (SlGpuBounds) { fmin (a->left, b->left), fmax (a->right, b->right), fmin (a->bottom, b->bottom),
                         fmax (a->top, b->top) };
}

SlGpuBounds
sl_gpu_whole (const SlDrawCamera *camera)
{
  return (SlGpuBounds) { camera->shift_h - camera->tan_h, camera->shift_h + camera->tan_h,
                         camera->shift_v - camera->tan_v, camera->shift_v + camera->tan_v };
}

/* Takes `rect` into the damage; where there are as many as may be, into that which grows least by it. */
static void
add_rect (SlGpuDamage *damage, SlGpuBounds rect)
{
  SlGpuBounds all = sl_gpu_whole (damage->camera);
  guint best = damage->n;
  double least = damage->n < G_N_ELEMENTS (damage->rects) ? 0 : G_MAXDOUBLE;

  rect = (SlGpuBounds) { fmax (rect.left, all.left), fmin (rect.right, all.right), fmax (rect.bottom, all.bottom),
                         fmin (rect.top, all.top) };
  if (is_empty (&rect))
    return;
  for (guint i = 0; i < damage->n; i++)
    {
      SlGpuBounds grown = both (&damage->rects[i], &rect);
      double more = area (&grown) - area (&damage->rects[i]) - area (&rect);

      if (more <= least)
        {
          least = more;
          best = i;
        }
    }
  if (best < damage->n)
    damage->rects[best] = both (&damage->rects[best], &rect);
  else
    damage->rects[damage->n++] = rect;
}

/* A convex thing with these corners (m, world), and `grow_px` around it. What reaches behind the eye may be anywhere.
 */
static void
add_points (SlGpuDamage *damage, const SlVec3 *points, guint n, double grow_px)
{
  const SlDrawCamera *camera = damage->camera;
  SlGpuBounds rect = { G_MAXDOUBLE, -G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE };
  double grow = (grow_px + EDGE_PX) * damage->pixel;

  for (guint i = 0; i < n && !damage->whole; i++)
    {
      SlVec3 at = sl_frame_unpoint (&camera->frame, points[i]);
      double deep = camera->parallel ? 1 : at.y;

      if (!camera->parallel && at.y < camera->near_m)
        damage->whole = TRUE;
      else
        {
          SlGpuBounds point = { at.x / deep, at.x / deep, at.z / deep, at.z / deep };
          rect = both (&rect, &point);
        }
    }
  if (!damage->whole && n > 0)
    add_rect (damage, (SlGpuBounds) { rect.left - grow, rect.right + grow, rect.bottom - grow, rect.top + grow });
}

static void
add_mesh (SlGpuDamage *damage, gconstpointer thing)
{
  const SlBox box = ((const Kept *) thing)->box;
  double soft = damage->shadows ? SOFT_TEXELS * damage->texel : 0;
  SlVec3 points[16];

  for (guint k = 0; k < 8; k++)
    {
      SlVec3 p = sl_vec3 (k & 1 ? box.max.x + soft : box.min.x - soft, k & 2 ? box.max.y + soft : box.min.y - soft,
                          k & 4 ? box.max.z + soft : box.min.z - soft);
      double reach = damage->shadows ? fmax (0, p.z - damage->lowest) / damage->light.z : 0;

      points[k] = p;
      points[8 + k] = sl_vec3_mad (p, damage->light, -reach);
    }
  add_points (damage, points, 16, 0);
}

static void
add_line (SlGpuDamage *damage, gconstpointer thing)
{
  const SlDrawLine *line = thing;
  const SlVec3 ends[2] = { { line->from[0], line->from[1], line->from[2] }, { line->to[0], line->to[1], line->to[2] } };

  add_points (damage, ends, 2, line->width);
}

static void
add_triangle (SlGpuDamage *damage, gconstpointer thing)
{
  const SlDrawVertex *vertices = thing;
  SlVec3 corners[3];

  for (guint i = 0; i < 3; i++)
    corners[i] = sl_vec3 (vertices[i].position[0], vertices[i].position[1], vertices[i].position[2]);
  add_points (damage, corners, 3, 0);
}

/* --- what differs --- */

/* Things in a row, `size` bytes each, of which the first `seen` are what one sees (0: all). */
typedef struct {
  const guint8 *things;
  guint         n;
  gsize         size, seen;
} Row;

static Row
row_of (const GArray *array, guint together, gsize seen)
{
  gsize size = g_array_get_element_size ((GArray *) array) * together;

  return (Row) { (const guint8 *) array->data, array->len / together, size, seen };
}

static gboolean
is_same (const Row *before, guint i, const Row *now, guint k)
{
  return memcmp (before->things + i * before->size, now->things + k * now->size,
                 now->seen > 0 ? now->seen : now->size) == 0;
}

static void
add_part (SlGpuDamage *damage, const Row *row, guint from, guint to,
          void (*add) (SlGpuDamage *damage, gconstpointer thing))
{
  for (guint i = from; i < to && !damage->whole; i++)
    add (damage, row->things + i * row->size);
}

/* Rows of one length differ place by place; others in what lies between their like beginnings and ends. */
static void
compare (SlGpuDamage *damage, Row before, Row now, void (*add) (SlGpuDamage *damage, gconstpointer thing))
{
  guint from = 0, end = before.n, end_now = now.n;

  if (before.n == now.n)
    {
      for (guint i = 0; i < now.n && !damage->whole; i++)
        if (!is_same (&before, i, &now, i))
          {
            add (damage, before.things + i * before.size);
            add (damage, now.things + i * now.size);
          }
      return;
    }
  for (; from < MIN (end, end_now) && is_same (&before, from, &now, from); from++)
    ;
  for (; end > from && end_now > from && is_same (&before, end - 1, &now, end_now - 1); end--, end_now--)
    ;
  add_part (damage, &before, from, end, add);
  add_part (damage, &now, from, end_now, add);
}

/* Whether walls are divided alike; their pick numbers are not seen. */
static gboolean
walls_are_alike (const GArray *before, const GArray *now)
{
  gboolean alike = before->len == now->len;

  for (guint i = 0; alike && i < now->len; i++)
    {
      const SlDrawWall *a = &g_array_index (before, SlDrawWall, i), *b = &g_array_index (now, SlDrawWall, i);
      alike = a->columns == b->columns && a->rows == b->rows;
    }
  return alike;
}

static void
add_walls (SlGpuDamage *damage, const GArray *panels, const gboolean *changed, guint n_walls)
{
  for (guint w = 0; w < n_walls; w++)
    {
      g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (SlVec3));

      for (guint i = 0; changed[w] && i < panels->len; i++)
        {
          const SlDrawPanel *panel = &g_array_index (panels, SlDrawPanel, i);
          SlVec3 corner = sl_vec3 (panel->corner[0], panel->corner[1], panel->corner[2]);
          SlVec3 right = sl_vec3 (panel->right[0], panel->right[1], panel->right[2]);
          SlVec3 up = sl_vec3 (panel->up[0], panel->up[1], panel->up[2]), top = sl_vec3_add (corner, up);
          const SlVec3 own[4] = { corner, sl_vec3_add (corner, right), top, sl_vec3_add (top, right) };

          if (panel->wall == w)
            g_array_append_vals (corners, own, 4);
        }
      add_points (damage, &g_array_index (corners, SlVec3, 0), corners->len, 0);
    }
}

/* Cabinets that look alike are drawn as one face: a wall of which one changes is drawn as a whole. There are as many
 * walls and cabinets before as now. */
static void
compare_panels (SlGpuDamage *damage, const SlGpuKept *before, const SlGpuKept *now)
{
  g_autofree gboolean *changed = g_new0 (gboolean, now->walls->len + 1);

  for (guint i = 0; i < now->panels->len; i++)
    {
      const SlDrawPanel *a = &g_array_index (before->panels, SlDrawPanel, i);
      const SlDrawPanel *b = &g_array_index (now->panels, SlDrawPanel, i);

      if (memcmp (a, b, sizeof *a) != 0)
        changed[a->wall] = changed[b->wall] = TRUE;
    }
  add_walls (damage, before->panels, changed, before->walls->len);
  add_walls (damage, now->panels, changed, now->walls->len);
}

/* Most of it at once is quicker than nearly all of it in pieces. */
static void
settle (SlGpuDamage *damage)
{
  SlGpuBounds all = sl_gpu_whole (damage->camera);
  double sum = 0;

  for (guint i = 0; i < damage->n; i++)
    sum += area (&damage->rects[i]);
  damage->whole = damage->whole || sum > MOST_OF_IT * area (&all);
  if (damage->whole)
    {
      damage->rects[0] = all;
      damage->n = 1;
    }
}

static gboolean
floors_are_alike (const SlGpuKept *before, const SlGpuKept *now)
{
  return before->floor->len == now->floor->len
         && (now->floor->len == 0 || memcmp (before->floor->data, now->floor->data,
                                             now->floor->len * sizeof (SlDrawVertex)) == 0);
}

SlGpuDamage
sl_gpu_picture_damage (const SlGpuKept *before, const SlGpuKept *now, const SlDrawList *list, int height, double texel)
{
  const SlDrawCamera *camera = &list->camera;
  SlGpuDamage damage = { .camera = camera, .light = list->light, .texel = texel, .shadows = TRUE };

  damage.pixel = 2 * camera->tan_v / height;
  damage.whole = before == NULL || list->light.z < LOW_LIGHT || !walls_are_alike (before->walls, now->walls)
                 || before->panels->len != now->panels->len || !floors_are_alike (before, now);
  if (!damage.whole && before != now)
    {
      damage.lowest = fmin (before->lowest, now->lowest);
      compare_panels (&damage, before, now);
      compare (&damage, row_of (before->lines, 1, 0), row_of (now->lines, 1, offsetof (SlDrawLine, pick)), add_line);
      compare (&damage, row_of (before->glass, 3, 0), row_of (now->glass, 3, 0), add_triangle);
      compare (&damage, row_of (before->meshes, 1, 0), row_of (now->meshes, 1, 0), add_mesh);
    }
  settle (&damage);
  return damage;
}

SlGpuDamage
sl_gpu_shadow_damage (const SlGpuKept *before, const SlGpuKept *now, const SlDrawCamera *light, int size)
{
  SlGpuDamage damage = { .camera = light, .whole = before == NULL, .pixel = 2 * light->tan_v / size };

  if (!damage.whole && before != now)
    compare (&damage, row_of (before->meshes, 1, 0), row_of (now->meshes, 1, 0), add_mesh);
  settle (&damage);
  return damage;
}
