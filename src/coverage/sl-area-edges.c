#include "sl-area-private.h"

/* What lies nearer (m) is not projected. */
static const double NEAR = 1e-4;

/* --- edges --- */

static void
add_segment (SlDivision *d, SlVec2 a, SlVec2 b)
{
  SlSegment s = { a, b };

  if (hypot (b.x - a.x, b.y - a.y) > 1e-9 * (d->whole.tan_h + d->whole.tan_v))
    g_array_append_val (d->segments, s);
}

/* What the whole picture shows of a line in the camera's frame, from a to b. */
static void
add_line (SlDivision *d, SlVec3 a, SlVec3 b)
{
  double w = d->whole.tan_h, h = d->whole.tan_v;
  const SlVec3 planes[] = { { 1, w, 0 }, { -1, w, 0 }, { 0, h, 1 }, { 0, h, -1 }, { 0, 1, 0 } };
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
add_world_line (SlDivision *d, SlVec3 a, SlVec3 b)
{
  add_line (d, sl_frame_unpoint (d->camera, a), sl_frame_unpoint (d->camera, b));
}

static double
side_of (const SlDivision *d, const SlScenePanel *panel)
{
  return sl_vec3_dot (sl_vec3_sub (d->camera->o, panel->corner), panel->normal);
}

/* The ends of a wall's surface, and the folds behind which it turns away. */
static void
add_wall (SlDivision *d, const SlSceneWall *wall, const GArray *outline)
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
add_foot (SlDivision *d, const SlScenePanel *panel)
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
add_floor (SlDivision *d, const SlSceneStage *stage)
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
add_frames (SlDivision *d)
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

/* The crowd's own edges: LED in it is counted by rays. */
static void
add_crowd (SlDivision *d)
{
  SlVec2 a = d->crowd.least, b = d->crowd.most;

  if (a.x >= b.x)
    return;
  add_segment (d, a, (SlVec2) { b.x, a.y });
  add_segment (d, (SlVec2) { b.x, a.y }, b);
  add_segment (d, b, (SlVec2) { a.x, b.y });
  add_segment (d, (SlVec2) { a.x, b.y }, a);
}

void
sl_division_add_edges (SlDivision *d, const SlScene *scene)
{
  add_frames (d);
  add_crowd (d);
  for (guint w = 0; w < scene->walls->len; w++)
    add_wall (d, scene->walls->pdata[w], sl_tracer_outline (d->tracer, w));
  if (d->camera->o.z <= 0)
    return;
  add_floor (d, &scene->stage);
  for (guint w = 0; w < scene->walls->len; w++)
    for (guint p = 0; p < ((SlSceneWall *) scene->walls->pdata[w])->n_panels; p++)
      add_foot (d, &((SlSceneWall *) scene->walls->pdata[w])->panels[p]);
}

/* --- what stands before the walls --- */

/* What a line of a box's frame takes in of the picture, as far as it lies before the camera. */
static void
widen_box (SlPictureBox *box, SlVec3 a, SlVec3 b)
{
  if (a.y < NEAR && b.y < NEAR)
    return;
  if (a.y < NEAR)
    a = sl_vec3_lerp (b, a, (b.y - NEAR) / (b.y - a.y));
  else if (b.y < NEAR)
    b = sl_vec3_lerp (a, b, (a.y - NEAR) / (a.y - b.y));
  SlVec2 p = { a.x / a.y, a.z / a.y }, q = { b.x / b.y, b.z / b.y };
  box->least = (SlVec2) { fmin (box->least.x, fmin (p.x, q.x)), fmin (box->least.y, fmin (p.y, q.y)) };
  box->most = (SlVec2) { fmax (box->most.x, fmax (p.x, q.x)), fmax (box->most.y, fmax (p.y, q.y)) };
}

static void
add_box (SlDivision *d, const SlSceneMesh *mesh)
{
  const SlBox *b = &mesh->mesh->box;
  SlPictureBox out = { { INFINITY, INFINITY }, { -INFINITY, -INFINITY } };
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
find_crowd (SlDivision *d, guint w, guint h)
{
  const SlPictureSize *f = &d->sizes[SL_PICTURE_FRAMING];
  SlPictureBox all = { { f->tan_h, f->tan_v }, { -f->tan_h, -f->tan_v } };
  SlCells *cells = &d->areas->crowded;

  for (guint i = 0; i < d->boxes->len; i++)
    {
      const SlPictureBox *b = &g_array_index (d->boxes, SlPictureBox, i);

      if (b->least.x >= f->tan_h || b->most.x <= -f->tan_h || b->least.y >= f->tan_v || b->most.y <= -f->tan_v)
        continue;
      all.least = (SlVec2) { fmin (all.least.x, b->least.x), fmin (all.least.y, b->least.y) };
      all.most = (SlVec2) { fmax (all.most.x, b->most.x), fmax (all.most.y, b->most.y) };
    }
  d->crowd = (SlPictureBox) { { 0, 0 }, { 0, 0 } };
  if (all.least.x >= all.most.x || all.least.y >= all.most.y)
    return;
  cells->left = (guint) (CLAMP ((all.least.x / f->tan_h + 1) / 2, 0, 1) * w) / 4 * 4;
  cells->right = (guint) ceil (CLAMP ((all.most.x / f->tan_h + 1) / 2, 0, 1) * w);
  cells->top = (guint) (CLAMP ((1 - all.most.y / f->tan_v) / 2, 0, 1) * h) / 4 * 4;
  cells->bottom = (guint) ceil (CLAMP ((1 - all.least.y / f->tan_v) / 2, 0, 1) * h);
  d->crowd.least = (SlVec2) { (2. * cells->left / w - 1) * f->tan_h, (1 - 2. * cells->bottom / h) * f->tan_v };
  d->crowd.most = (SlVec2) { (2. * cells->right / w - 1) * f->tan_h, (1 - 2. * cells->top / h) * f->tan_v };
}

gboolean
sl_division_stands_before (const SlDivision *d, SlVec2 least, SlVec2 most)
{
  for (guint i = 0; i < d->boxes->len; i++)
    {
      const SlPictureBox *b = &g_array_index (d->boxes, SlPictureBox, i);
      if (b->least.x < most.x && b->most.x > least.x && b->least.y < most.y && b->most.y > least.y)
        return TRUE;
    }
  return FALSE;
}

void
sl_division_add_boxes (SlDivision *d, const SlScene *scene, guint w, guint h)
{
  for (guint i = 0; i < scene->meshes->len; i++)
    add_box (d, scene->meshes->pdata[i]);
  find_crowd (d, w, h);
}
