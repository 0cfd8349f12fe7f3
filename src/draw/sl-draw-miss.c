/* Where the shot's picture goes over a wall: hatched in the stage up to the picture's end, with what is told of it. */
#include "sl-draw-private.h"

static const double STEP_M = .35, TOP_M = 12, JUST_OVER_M = .02; /* between lines; at most that high */
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

gboolean
sl_draw_panel_passed (const SlSceneCamera *camera, const SlScenePanel *panel)
{
  const SlVec3 up = sl_vec3_normalize (panel->up);

  for (int i = 0; panel->row == 0 && i < 3; i++)
    {
      const SlVec3 top = sl_vec3_add (sl_vec3_mad (panel->corner, panel->right, .02 + .48 * i), panel->up);

      if (sl_draw_in_picture (camera, sl_vec3_mad (top, up, JUST_OVER_M)))
        return TRUE;
    }
  return FALSE;
}

/* How far (m) along `up` (unit) from `top` the picture reaches. */
static double
height_over (const SlSceneCamera *camera, SlVec3 top, SlVec3 up)
{
  const SlVec3 at = sl_frame_unpoint (&camera->frame, top);
  const SlVec3 toward = sl_vec3_sub (sl_frame_unpoint (&camera->frame, sl_vec3_add (top, up)), at);
  const double rise = toward.z - toward.y * camera->tan_v;

  if (rise <= 1e-9 || at.y <= 0)
    return TOP_M;
  return CLAMP ((at.y * camera->tan_v - at.z) / rise, 0, TOP_M);
}

/* What is over one cabinet: from its upper edge, which begins `from` along the wall, to the picture's end. */
typedef struct {
  SlVec3 left, right, up; /* m; unit */
  double from, width;
  double left_m, right_m; /* how high it is */
} Over;

static SlVec3
point_at (const Over *o, double x, double y)
{
  return sl_vec3_mad (sl_vec3_lerp (o->left, o->right, (x - o->from) / o->width), o->up, y);
}

/* Lines x + y = c, so that they go on from cabinet to cabinet. */
static void
add_hatch (SlDrawList *list, const Over *o)
{
  const double slope = (o->right_m - o->left_m) / o->width, end = o->from + o->width;
  const double most = end + fmax (o->left_m, o->right_m);

  if (slope <= -1 + 1e-6)
    return;
  for (double c = ceil (o->from / STEP_M) * STEP_M; c < most; c += STEP_M)
    {
      const double first = fmax (o->from, (c - o->left_m + slope * o->from) / (1 + slope)), last = fmin (end, c);

      if (last > first + 1e-6)
        sl_draw_list_line (list, point_at (o, first, c - first), point_at (o, last, c - last), sl_colour (RED, .8), 1.5,
                           0);
    }
}

static Over
over_panel (const SlSceneCamera *camera, const SlScenePanel *panel, double from)
{
  Over o = { .left = sl_vec3_add (panel->corner, panel->up), .up = sl_vec3_normalize (panel->up), .from = from,
             .width = sl_vec3_length (panel->right) };

  o.right = sl_vec3_add (o.left, panel->right);
  o.left_m = height_over (camera, o.left, o.up);
  o.right_m = height_over (camera, o.right, o.up);
  return o;
}

/* The highest point of what is over the wall goes into `highest`, its height into `most` (m). */
static void
add_wall (SlDrawList *list, const SlSceneCamera *camera, const SlSceneWall *wall, double *most, SlVec3 *highest)
{
  double from = 0;

  for (guint i = 0; i < wall->n_panels && wall->panels[i].row == 0; i++)
    {
      const SlScenePanel *panel = &wall->panels[i];
      const Over o = over_panel (camera, panel, from);

      from += o.width;
      if (!sl_draw_panel_in_picture (camera, panel) || !sl_draw_panel_passed (camera, panel))
        continue;
      add_hatch (list, &o);
      sl_draw_list_line (list, o.left, o.right, sl_colour (RED, 1), 2, 0);
      sl_draw_list_line (list, point_at (&o, o.from, o.left_m), point_at (&o, o.from + o.width, o.right_m),
                         sl_colour (RED, 1), 1.5, 0);
      if ((o.left_m + o.right_m) / 2 <= *most)
        continue;
      *most = (o.left_m + o.right_m) / 2;
      *highest = point_at (&o, o.from + o.width / 2, *most);
    }
}

void
sl_draw_miss (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  double most = 0;
  SlVec3 highest;

  if (options->miss == NULL || !scene->has_camera)
    return;
  for (guint i = 0; i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];

      if (wall->n_panels > 0 && fabs (wall->panels[0].normal.z) <= .7)
        add_wall (list, &scene->camera, wall, &most, &highest);
    }
  if (most > 0)
    sl_draw_list_label (list, options->miss, sl_vec3_add (highest, sl_vec3 (0, 0, .3)), 0, FALSE);
}
