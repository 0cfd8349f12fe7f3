/* LED walls in a draw list: their cabinets, what shading tints them with, and the picture they show. */
#include "sl-content.h"
#include "sl-draw-private.h"
#include "sl-optics.h"

#define DEG (G_PI / 180)

static void
store (float out[3], SlVec3 v)
{
  out[0] = (float) v.x;
  out[1] = (float) v.y;
  out[2] = (float) v.z;
}

/* Seen by the shot's camera: any of a grid of points on the cabinet, unless something stands before it. */
static gboolean
is_seen (const SlScene *scene, const SlTracer *tracer, const SlScenePanel *panel, gint32 wall, gint32 index)
{
  for (int i = 0; i < 9; i++)
    {
      SlVec3 foot = sl_vec3_mad (panel->corner, panel->right, .02 + .48 * (i % 3));
      SlVec3 at = sl_vec3_mad (foot, panel->up, .02 + .48 * (i / 3));

      if (!sl_draw_in_picture (&scene->camera, at))
        continue;
      if (tracer == NULL)
        return TRUE;
      SlRayHit hit = sl_tracer_ray (tracer, scene->camera.frame.o, sl_vec3_sub (at, scene->camera.frame.o));
      if (hit.hit == SL_HIT_LED && hit.wall == wall && hit.panel == index)
        return TRUE;
    }
  return FALSE;
}

static SlOpticsVector
in_camera (const SlFrame *camera, SlVec3 direction)
{
  return (SlOpticsVector) { sl_vec3_dot (direction, camera->x), sl_vec3_dot (direction, camera->y),
                            sl_vec3_dot (direction, camera->z) };
}

/* By the blur of its LEDs over their pitch, in its middle; those behind the camera have none. */
static SlColour
moire_tint (const SlSceneCamera *camera, const SlScenePanel *panel)
{
  const SlOpticsLens lens = {
    .focal_mm = camera->focal_mm, .stop = camera->stop, .squeeze = camera->squeeze, .focus_mm = camera->focus_m * 1000,
    .corner = camera->corner, .diagonal = hypot (camera->mode_tan_h / camera->squeeze, camera->mode_tan_v),
  };
  SlOpticsVector at = in_camera (&camera->frame, sl_vec3_sub (sl_draw_panel_middle (panel), camera->frame.o));
  SlOpticsVector right = in_camera (&camera->frame, sl_vec3_normalize (panel->right));
  SlOpticsVector up = in_camera (&camera->frame, sl_vec3_normalize (panel->up));

  if (at.forward <= 0)
    return sl_colour (sl_shading_seen_colour (FALSE), .75);
  SlBlurRatios r = sl_optics_blur_pitch_ratios (&lens, at, right, up, panel->panel->pitch_mm);
  return sl_colour (sl_shading_grade_colour (sl_grade_of_moire (fmin (r.columns, r.rows))), .75);
}

/* By its depth against the focus, in its middle. */
static SlColour
focus_tint (const SlSceneCamera *camera, const SlScenePanel *panel)
{
  const double coc_mm = hypot (camera->sensor_w_mm, camera->sensor_h_mm) / 1500;
  const SlVec3 to = sl_vec3_sub (sl_draw_panel_middle (panel), camera->frame.o);
  const double depth_m = in_camera (&camera->frame, to).forward;
  SlGrade grade = SL_GRADE_RED;

  if (depth_m <= 0)
    return sl_colour (sl_shading_seen_colour (FALSE), .75);
  if (isfinite (camera->focus_m))
    grade = sl_grade_of_focus (camera->focal_mm, camera->stop, coc_mm, panel->panel->pitch_mm, camera->focus_m * 1000,
                               depth_m * 1000);
  return sl_colour (sl_shading_grade_colour (grade), .75);
}

static SlColour
panel_tint (const SlScene *scene, const SlDrawOptions *options, const SlScenePanel *panel, gint32 wall, gint32 index)
{
  SlVec3 ray = sl_vec3_sub (scene->camera.frame.o, sl_draw_panel_middle (panel));

  if (!scene->has_camera || !sl_shading_needs_shot (options->shading))
    return sl_colour (0, 0);
  if (options->shading == SL_SHADING_MOIRE)
    return moire_tint (&scene->camera, panel);
  if (options->shading == SL_SHADING_FOCUS)
    return focus_tint (&scene->camera, panel);
  if (options->shading == SL_SHADING_DISTANCE)
    return sl_colour (sl_shading_distance_colour (sl_vec3_length (ray)), .75);
  if (options->shading == SL_SHADING_INCIDENCE)
    {
      double cosine = sl_vec3_dot (sl_vec3_normalize (ray), panel->normal);
      SlGrade grade = sl_grade_of_incidence (acos (fmax (-1, fmin (1, cosine))) / DEG);

      return sl_colour (sl_shading_grade_colour (grade), .75);
    }
  gboolean seen = is_seen (scene, options->tracer, panel, wall, index);
  return sl_colour (sl_shading_seen_colour (seen), seen ? .6 : .75);
}

/* Width × height in metres, or rounded to the inch. */
static char *
size_text (double width, double height, gboolean imperial)
{
  g_autofree char *w = sl_length_to_feet (round (width / .0254) * .0254);
  g_autofree char *h = sl_length_to_feet (round (height / .0254) * .0254);

  return imperial ? g_strdup_printf ("%s × %s", w, h) : g_strdup_printf ("%.1f × %.1f m", width, height);
}

static void
add_panels (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options, guint index)
{
  const SlSceneWall *wall = scene->walls->pdata[index];
  SlDrawWall own = { wall->columns, wall->rows, 0 };

  own.pick = sl_draw_list_pick_parts (list, wall->entity->id, SL_PART_PANEL, wall->columns * wall->rows);
  g_array_append_val (list->walls, own);
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *panel = &wall->panels[i];
      SlDrawPanel out = {
        .tint = panel_tint (scene, options, panel, (gint32) index, (gint32) i),
        .wall = list->walls->len - 1,
        .column = panel->column,
        .row = panel->row,
        .stretch = panel->stretch,
        .left_u = panel->left_u,
        .right_u = panel->right_u,
        .top_v = panel->top_v,
        .bottom_v = panel->bottom_v,
      };

      store (out.corner, panel->corner);
      store (out.right, panel->right);
      store (out.up, panel->up);
      g_array_append_val (list->panels, out);
    }
}

/* The wall's foot, which shows where it stands from above. */
static void
add_foot (SlDrawList *list, const SlSceneWall *wall, guint32 pick)
{
  for (guint i = 0; i < wall->n_panels; i++)
    if (wall->panels[i].row + 1 == wall->rows)
      sl_draw_list_line (list, wall->panels[i].corner, sl_vec3_add (wall->panels[i].corner, wall->panels[i].right),
                         sl_colour (0x9fc2ee, .8), 1.5, pick);
}

/* Along its edges, column by column. */
static void
add_outline (SlDrawList *list, const SlSceneWall *wall, guint32 pick, SlColour accent)
{

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *panel = &wall->panels[i];
      SlVec3 top = sl_vec3_add (panel->corner, panel->up), right = sl_vec3_add (panel->corner, panel->right);

      if (panel->row == 0)
        sl_draw_list_line (list, top, sl_vec3_add (top, panel->right), accent, 2.5, pick);
      if (panel->row + 1 == wall->rows)
        sl_draw_list_line (list, panel->corner, right, accent, 2.5, pick);
      if (panel->column == 0)
        sl_draw_list_line (list, panel->corner, top, accent, 2.5, pick);
      if (panel->column + 1 == wall->columns)
        sl_draw_list_line (list, right, sl_vec3_add (top, panel->right), accent, 2.5, pick);
    }
}

static void
add_wall_label (SlDrawList *list, const SlSceneWall *wall, const SlDrawOptions *options, gboolean selected)
{
  g_autofree char *size = size_text (sl_scene_wall_width (wall), sl_scene_wall_height (wall), options->imperial);
  g_autofree char *text = g_strdup_printf ("%s  %s · %d × %d", sl_entity_title (wall->entity), size,
                                           (int) wall->columns, (int) wall->rows);
  const SlScenePanel *first = &wall->panels[0];
  SlVec3 top = sl_vec3_add (first->corner, first->up);

  sl_draw_list_label (list, text, sl_vec3_mad (top, sl_vec3_normalize (first->up), .25),
                      sl_draw_list_pick_parts (list, wall->entity->id, SL_PART_LABEL, 1), selected);
}

static void
add_wall (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options, guint index)
{
  const SlSceneWall *wall = scene->walls->pdata[index];
  guint32 pick = sl_draw_list_pick (list, wall->entity->id);
  gboolean selected = sl_draw_is_selected (options, wall->entity->id);

  const gboolean open = options->open_ceilings && !options->picture
                        && wall->role == SL_WALL_CEILING;

  if (!open)
    add_panels (list, scene, options, index);
  if (options->picture || wall->n_panels == 0)
    return;
  add_foot (list, wall, pick);
  if (selected || open)
    add_outline (list, wall, pick, selected ? sl_colour (SL_DRAW_ACCENT, 1) : sl_colour (0x9fc2ee, .8));
  add_wall_label (list, wall, options, selected);
}

/* Average colour of a picture, in linear light. */
static SlColour
average (const SlImage *image)
{
  double sum[3] = { 0 };
  gsize n = (gsize) image->width * (gsize) image->height, step = MAX (1, n / 4096), count = 0;

  for (gsize i = 0; i < n; i += step, count++)
    {
      const guint8 *p = image->rgba + 4 * i;
      SlColour c = sl_colour ((guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2], 1);

      sum[0] += (double) c.r;
      sum[1] += (double) c.g;
      sum[2] += (double) c.b;
    }
  for (int i = 0; i < 3; i++)
    sum[i] /= (double) count;
  return (SlColour) { (float) sum[0], (float) sum[1], (float) sum[2], 1 };
}

void
sl_draw_walls (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  double ratio = 3;
  SlVec3 centre = { 0, 0, 0 };

  for (guint i = 0; i < scene->walls->len; i++)
    {
      const SlSceneWall *wall = scene->walls->pdata[i];
      if (i == 0 && sl_scene_wall_height (wall) > 0)
        ratio = sl_scene_wall_width (wall) / sl_scene_wall_height (wall);
      add_wall (list, scene, options, i);
    }
  list->picture = sl_content_picture (scene->environment, options->assets, ratio);
  for (guint i = 0; i < list->panels->len; i++)
    {
      const SlDrawPanel *p = &g_array_index (list->panels, SlDrawPanel, i);
      SlVec3 corner = sl_vec3 ((double) p->corner[0], (double) p->corner[1], (double) p->corner[2]);

      centre = sl_vec3_mad (centre, corner, 1. / list->panels->len);
    }
  list->wall_centre = centre;
  list->wall_light = list->panels->len > 0 ? average (list->picture) : sl_colour (0, 0);
  list->cabinets = options->shading != SL_SHADING_PREVIS;
}
