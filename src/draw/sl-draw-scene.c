#include "sl-draw-scene.h"

#include "sl-content.h"
#include "sl-i18n.h"
#include "sl-optics.h"

#define DEG (G_PI / 180)

static const struct {
  const char *id, *label;
} shadings[SL_N_SHADINGS] = {
  { "previs", N_("Previs") }, { "panels", N_("Panels") }, { "coverage", N_("Coverage") }, { "incidence", N_("Incidence") },
};

/* sRGB of the grades, as in the palette of data/style.css. */
static const guint32 grade_colours[SL_N_GRADES] = { 0x4fc07f, 0xe5b83a, 0xf08a3c, 0xf0525a };

#define ACCENT 0x78aeed

const char *sl_shading_id (SlShading shading) { return shadings[shading].id; }
const char *sl_shading_label (SlShading shading) { return _(shadings[shading].label); }

static gboolean
is_selected (const SlDrawOptions *options, const char *id)
{
  return options->selected != NULL && g_str_equal (options->selected, id);
}

static void
store (float *out, SlVec3 v)
{
  out[0] = (float) v.x;
  out[1] = (float) v.y;
  out[2] = (float) v.z;
}

static SlVec3
panel_middle (const SlScenePanel *panel)
{
  return sl_vec3_mad (sl_vec3_mad (panel->corner, panel->right, .5), panel->up, .5);
}

/* --- walls --- */

static gboolean
in_picture (const SlSceneCamera *camera, SlVec3 point)
{
  SlVec3 p = sl_frame_unpoint (&camera->frame, point);
  return p.y > 0 && fabs (p.x) <= p.y * camera->tan_h && fabs (p.z) <= p.y * camera->tan_v;
}

/* Seen by the shot's camera: any of a grid of points on the cabinet, unless something stands before it. */
static gboolean
is_seen (const SlScene *scene, const SlTracer *tracer, const SlScenePanel *panel, gint32 wall, gint32 index)
{
  for (int i = 0; i < 9; i++)
    {
      SlVec3 at = sl_vec3_mad (sl_vec3_mad (panel->corner, panel->right, .02 + .48 * (i % 3)), panel->up, .02 + .48 * (i / 3));
      gint32 hit_wall, hit_panel;
      double distance;

      if (!in_picture (&scene->camera, at))
        continue;
      if (tracer == NULL)
        return TRUE;
      if (sl_tracer_ray (tracer, scene->camera.frame.o, sl_vec3_normalize (sl_vec3_sub (at, scene->camera.frame.o)), &distance, &hit_wall, &hit_panel) == SL_HIT_LED
          && hit_wall == wall && hit_panel == index)
        return TRUE;
    }
  return FALSE;
}

static SlColour
panel_tint (const SlScene *scene, const SlDrawOptions *options, const SlScenePanel *panel, gint32 wall, gint32 index)
{
  SlVec3 ray = sl_vec3_sub (scene->camera.frame.o, panel_middle (panel));

  if (!scene->has_camera || options->shading < SL_SHADING_COVERAGE)
    return sl_colour (0, 0);
  if (options->shading == SL_SHADING_INCIDENCE)
    {
      double cosine = sl_vec3_dot (sl_vec3_normalize (ray), panel->normal);
      return sl_colour (grade_colours[sl_grade_of_incidence (acos (fmax (-1, fmin (1, cosine))) / DEG)], .75);
    }
  return is_seen (scene, options->tracer, panel, wall, index) ? sl_colour (grade_colours[SL_GRADE_GREEN], .6) : sl_colour (0x202226, .75);
}

/* Width × height in metres, or rounded to the inch. */
static char *
size_text (double width, double height, gboolean imperial)
{
  g_autofree char *w = sl_length_to_feet (round (width / .0254) * .0254), *h = sl_length_to_feet (round (height / .0254) * .0254);

  return imperial ? g_strdup_printf ("%s × %s", w, h) : g_strdup_printf ("%.1f × %.1f m", width, height);
}

static void
add_wall (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options, guint index)
{
  const SlSceneWall *wall = scene->walls->pdata[index];
  const SlWall *entity = (const SlWall *) wall->entity;
  guint32 pick = sl_draw_list_pick (list, wall->entity->id);
  gboolean selected = is_selected (options, wall->entity->id);

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *panel = &wall->panels[i];
      SlDrawPanel out = {
        .u0 = (float) panel->column / (float) entity->columns, .u1 = (float) (panel->column + 1) / (float) entity->columns,
        .v0 = (float) panel->row / (float) entity->rows, .v1 = (float) (panel->row + 1) / (float) entity->rows,
        .tint = panel_tint (scene, options, panel, (gint32) index, (gint32) i), .pick = (float) pick,
      };

      store (out.corner, panel->corner);
      store (out.right, panel->right);
      store (out.up, panel->up);
      g_array_append_val (list->panels, out);
    }
  for (guint i = 0; !options->picture && i < wall->n_panels; i++) /* its foot, which shows where it stands from above */
    if (wall->panels[i].row + 1 == entity->rows)
      sl_draw_list_line (list, wall->panels[i].corner, sl_vec3_add (wall->panels[i].corner, wall->panels[i].right), sl_colour (0x9fc2ee, .8), 1.5, pick);
  if (selected && !options->picture) /* its outline, column by column */
    for (guint i = 0; i < wall->n_panels; i++)
      {
        const SlScenePanel *panel = &wall->panels[i];
        SlVec3 top = sl_vec3_add (panel->corner, panel->up);
        SlColour accent = sl_colour (ACCENT, 1);

        if (panel->row == 0)
          sl_draw_list_line (list, top, sl_vec3_add (top, panel->right), accent, 2.5, pick);
        if (panel->row + 1 == entity->rows)
          sl_draw_list_line (list, panel->corner, sl_vec3_add (panel->corner, panel->right), accent, 2.5, pick);
        if (panel->column == 0)
          sl_draw_list_line (list, panel->corner, top, accent, 2.5, pick);
        if (panel->column + 1 == entity->columns)
          sl_draw_list_line (list, sl_vec3_add (panel->corner, panel->right), sl_vec3_add (top, panel->right), accent, 2.5, pick);
      }
  if (!options->picture && wall->n_panels > 0)
    {
      g_autofree char *size = size_text (sl_scene_wall_width (wall), sl_scene_wall_height (wall), options->imperial);
      g_autofree char *text = g_strdup_printf ("%s  %s · %d × %d", sl_entity_title (wall->entity), size, (int) entity->columns, (int) entity->rows);
      const SlScenePanel *corner = &wall->panels[0];
      sl_draw_list_label (list, text, sl_vec3_mad (sl_vec3_add (corner->corner, corner->up), sl_vec3_normalize (corner->up), .25), pick, selected);
    }
}

/* Average colour of a picture, in linear light. */
static SlColour
average (const SlImage *image)
{
  double sum[3] = { 0 };
  gsize n = (gsize) image->width * (gsize) image->height, step = MAX (1, n / 4096), count = 0;

  for (gsize i = 0; i < n; i += step, count++)
    {
      SlColour c = sl_colour ((guint32) image->rgba[4 * i] << 16 | (guint32) image->rgba[4 * i + 1] << 8 | image->rgba[4 * i + 2], 1);
      sum[0] += (double) c.r;
      sum[1] += (double) c.g;
      sum[2] += (double) c.b;
    }
  return (SlColour) { (float) (sum[0] / (double) count), (float) (sum[1] / (double) count), (float) (sum[2] / (double) count), 1 };
}

static void
add_walls (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
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
      centre = sl_vec3_mad (centre, sl_vec3 ((double) p->corner[0], (double) p->corner[1], (double) p->corner[2]), 1. / list->panels->len);
    }
  list->wall_centre = centre;
  list->wall_light = list->panels->len > 0 ? average (list->picture) : sl_colour (0, 0);
  list->cabinets = options->shading != SL_SHADING_PREVIS;
}

/* --- stage --- */

static SlVec3
outline_at (const SlStage *stage, guint i)
{
  return *sl_list_at (stage->outline, SlVec3, i % stage->outline->n);
}

static gboolean
is_ear (const SlStage *stage, const GArray *left, guint at)
{
  guint n = left->len;
#define CORNER(i) outline_at (stage, g_array_index (left, guint, (i) % n))
  SlVec3 a = CORNER (at + n - 1), b = CORNER (at), c = CORNER (at + 1);
#define TURN(p, q, r) (((q).x - (p).x) * ((r).y - (p).y) - ((q).y - (p).y) * ((r).x - (p).x))
  if (TURN (a, b, c) <= 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      SlVec3 p = CORNER (i);
      if (i != (at + n - 1) % n && i != at && i != (at + 1) % n && TURN (a, b, p) >= 0 && TURN (b, c, p) >= 0 && TURN (c, a, p) >= 0)
        return FALSE;
    }
  return TRUE;
#undef TURN
#undef CORNER
}

/* Cuts ears off the outline, whichever way round it runs. */
static void
add_floor (SlDrawList *list, const SlStage *stage, SlColour colour)
{
  guint n = sl_list_n (stage->outline);
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (guint));
  double area = 0;

  for (guint i = 0; i < n; i++)
    area += outline_at (stage, i).x * outline_at (stage, i + 1).y - outline_at (stage, i + 1).x * outline_at (stage, i).y;
  for (guint i = 0; i < n; i++)
    {
      guint at = area >= 0 ? i : n - 1 - i;
      g_array_append_val (left, at);
    }
  for (guint tries = 0; left->len >= 3 && tries < left->len;)
    if (is_ear (stage, left, tries))
      {
        guint count = left->len;
        sl_draw_list_triangle (list->floor, outline_at (stage, g_array_index (left, guint, (tries + count - 1) % count)),
                               outline_at (stage, g_array_index (left, guint, tries)), outline_at (stage, g_array_index (left, guint, (tries + 1) % count)), colour);
        g_array_remove_index (left, tries);
        tries = 0;
      }
    else
      tries++;
}

static void
add_grid (SlDrawList *list, const SlStage *stage, SlBox box)
{
  double step = stage->grid;

  while ((box.max.x - box.min.x) / step > 400 || (box.max.y - box.min.y) / step > 400)
    step *= 10;
  for (int axis = 0; axis < 2; axis++)
    {
      double low = axis == 0 ? box.min.x : box.min.y, high = axis == 0 ? box.max.x : box.max.y;
      for (double at = ceil (low / step) * step; at <= high + 1e-9; at += step)
        {
          gboolean strong = fabs (remainder (at, 5 * step)) < 1e-9;
          SlVec3 from = axis == 0 ? sl_vec3 (at, box.min.y, .004) : sl_vec3 (box.min.x, at, .004);
          SlVec3 to = axis == 0 ? sl_vec3 (at, box.max.y, .004) : sl_vec3 (box.max.x, at, .004);
          sl_draw_list_line (list, from, to, sl_colour (0xffffff, strong ? .16 : .07), 1, 0);
        }
    }
}

static void
add_doors (SlDrawList *list, const SlStage *stage, guint32 pick)
{
  for (guint i = 0; i < sl_list_n (stage->doors); i++)
    {
      const SlDoor *door = sl_list_at (stage->doors, SlDoor, i);
      SlFrame frame = sl_frame_from_pose (door->position, door->pan, 0, 0);
      SlVec3 corners[4] = { { -door->width / 2, 0, 0 }, { -door->width / 2, 0, door->height }, { door->width / 2, 0, door->height }, { door->width / 2, 0, 0 } };

      for (guint k = 0; k < 3; k++)
        sl_draw_list_line (list, sl_frame_point (&frame, corners[k]), sl_frame_point (&frame, corners[k + 1]), sl_colour (0xa3a3a3, .8), 1.5, pick);
    }
}

static SlBox
floor_box (const SlScene *scene)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < sl_list_n (scene->stage->outline); i++)
    sl_box_add (&box, outline_at (scene->stage, i));
  g_autoptr (GArray) points = sl_box_is_empty (&box) ? sl_draw_extent (scene, NULL) : NULL;
  for (guint i = 0; points != NULL && i < points->len; i++)
    sl_box_add (&box, g_array_index (points, SlVec3, i));
  return box;
}

static void
add_stage (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  SlBox box = floor_box (scene);
  guint n = sl_list_n (scene->stage->outline);
  SlColour colour = sl_colour (0x4a4c50, 1);

  if (n >= 3)
    add_floor (list, scene->stage, colour);
  else /* no outline: as far as anything stands */
    {
      SlVec3 a = { box.min.x, box.min.y, 0 }, b = { box.max.x, box.min.y, 0 }, c = { box.max.x, box.max.y, 0 }, d = { box.min.x, box.max.y, 0 };
      sl_draw_list_triangle (list->floor, a, b, c, colour);
      sl_draw_list_triangle (list->floor, a, c, d, colour);
    }
  if (options->picture)
    return;
  add_grid (list, scene->stage, box);
  for (guint i = 0; i < n; i++)
    sl_draw_list_line (list, outline_at (scene->stage, i), outline_at (scene->stage, i + 1), sl_colour (0xededed, .5), 1.5, sl_draw_list_pick (list, scene->stage->entity.id));
  add_doors (list, scene->stage, sl_draw_list_pick (list, scene->stage->entity.id));
}

/* --- set, cameras, lights --- */

static void
add_box_outline (SlDrawList *list, const SlFrame *frame, SlBox b, guint32 pick)
{
  for (guint i = 0; i < 8; i++)
    for (guint axis = 0; axis < 3; axis++)
      if (!(i >> axis & 1))
        {
          guint j = i | 1u << axis;
#define AT(k) sl_vec3 ((k) & 1 ? b.max.x : b.min.x, (k) & 2 ? b.max.y : b.min.y, (k) & 4 ? b.max.z : b.min.z)
          sl_draw_list_line (list, sl_frame_point (frame, AT (i)), sl_frame_point (frame, AT (j)), sl_colour (ACCENT, 1), 1.5, pick);
#undef AT
        }
}

static void
add_meshes (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      guint32 pick = sl_draw_list_pick (list, mesh->entity->id);
      gboolean selected = is_selected (options, mesh->entity->id) && !options->picture;

      sl_draw_list_mesh (list, mesh->mesh, &mesh->frame, sl_colour (mesh->colour, 1), mesh->tinted, pick, selected);
      if (selected)
        {
          add_box_outline (list, &mesh->frame, mesh->mesh->box, pick);
          sl_draw_list_label (list, sl_entity_title (mesh->entity), sl_frame_point (&mesh->frame, sl_vec3 (0, 0, mesh->mesh->box.max.z)), pick, TRUE);
        }
    }
}

/* The picture's pyramid out to the focus or the wall, its planes tinted. */
static void
add_frustum (SlDrawList *list, const SlSceneCamera *camera, double reach, guint32 pick)
{
  SlVec3 corners[4], o = camera->frame.o;
  static const int signs[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  SlColour line = sl_colour (ACCENT, .9), glass = sl_colour (ACCENT, .05);

  for (guint i = 0; i < 4; i++)
    corners[i] = sl_frame_point (&camera->frame, sl_vec3 (signs[i][0] * camera->tan_h * reach, reach, signs[i][1] * camera->tan_v * reach));
  for (guint i = 0; i < 4; i++)
    {
      sl_draw_list_line (list, o, corners[i], line, 1.25, pick);
      sl_draw_list_line (list, corners[i], corners[(i + 1) % 4], line, 1.25, pick);
      sl_draw_list_triangle (list->glass, o, corners[i], corners[(i + 1) % 4], glass);
    }
  if (isfinite (camera->focus_m) && camera->focus_m < reach)
    for (guint i = 0; i < 4; i++)
      {
        SlVec3 a = sl_vec3_lerp (o, corners[i], camera->focus_m / reach), b = sl_vec3_lerp (o, corners[(i + 1) % 4], camera->focus_m / reach);
        sl_draw_list_line (list, a, b, sl_colour (0xffffff, .55), 1, pick);
      }
}

/* As far as the farthest corner of a wall that lies in front. */
static double
frustum_reach (const SlScene *scene)
{
  double reach = 0;

  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];
      for (guint i = 0; i < wall->n_panels; i++)
        if (in_picture (&scene->camera, panel_middle (&wall->panels[i])))
          reach = fmax (reach, sl_frame_unpoint (&scene->camera.frame, panel_middle (&wall->panels[i])).y);
    }
  return reach > 0 ? reach : 8;
}

static void
add_cameras (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  for (guint i = 0; i < scene->cameras->len; i++)
    {
      const SlEntity *entity = scene->cameras->pdata[i];
      const SlPlaced *placed = sl_entity_placed (entity);
      gboolean active = scene->has_camera && g_str_equal (scene->camera.id, entity->id);
      gboolean selected = is_selected (options, entity->id);
      SlFrame frame = active ? scene->camera.frame : sl_frame_from_pose (placed->position, placed->pan, placed->tilt, placed->roll);
      guint32 pick = sl_draw_list_pick (list, entity->id);
      SlVec3 foot = { frame.o.x, frame.o.y, 0 };

      sl_draw_list_mesh (list, sl_mesh_primitive (SL_PRIMITIVE_CAMERA), &frame, sl_colour (active ? 0x26282c : 0x4a4d52, 1), TRUE, pick, selected);
      for (guint leg = 0; leg < 3; leg++) /* a tripod, so that height reads */
        sl_draw_list_line (list, sl_frame_point (&frame, sl_vec3 (0, -.24, -.16)), sl_vec3_add (foot, sl_vec3 (.35 * cos (leg * 2.0944 + .5), .35 * sin (leg * 2.0944 + .5), 0)),
                           selected ? sl_colour (ACCENT, 1) : sl_colour (0x8a8d92, 1), 2, pick);
      if (active)
        {
          g_autofree char *text = g_strdup_printf ("%s  %g mm  T%g", sl_entity_title (entity), scene->camera.focal_mm, scene->camera.stop);
          add_frustum (list, &scene->camera, frustum_reach (scene), sl_draw_list_pick (list, entity->id));
          sl_draw_list_label (list, text, sl_vec3_add (frame.o, sl_vec3 (0, 0, .25)), pick, TRUE);
        }
      else
        sl_draw_list_label (list, sl_entity_title (entity), sl_vec3_add (frame.o, sl_vec3 (0, 0, .25)), pick, selected);
    }
}

static void
add_lights (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  for (guint i = 0; i < scene->lights->len; i++)
    {
      const SlLight *light = scene->lights->pdata[i];
      SlFrame frame = sl_frame_from_pose (light->placed.position, light->placed.pan, light->placed.tilt, light->placed.roll);
      SlFrame small = sl_frame_scaled (&frame, sl_vec3 (.3, .3, .3));
      guint32 pick = sl_draw_list_pick (list, light->entity.id);
      double spread = tan (fmin (light->beam, 150) / 2 * DEG);

      sl_draw_list_mesh (list, sl_mesh_primitive (SL_PRIMITIVE_SPHERE), &small, sl_colour (0xfff0c8, 1), TRUE, pick, is_selected (options, light->entity.id));
      for (guint k = 0; light->form == SL_LIGHT_SPOT && k < 8; k++)
        sl_draw_list_line (list, frame.o, sl_frame_point (&frame, sl_vec3 (spread * cos (k * G_PI / 4), 1, spread * sin (k * G_PI / 4))), sl_colour (0xfff0c8, .6), 1, pick);
    }
}

SlDrawList *
sl_draw_scene (const SlScene *scene, const SlDrawOptions *options)
{
  SlDrawList *list = sl_draw_list_new ();

  list->background_top = sl_colour (options->picture ? 0x0c0d0f : 0x1b1d20, 1);
  list->background_bottom = sl_colour (options->picture ? 0x0c0d0f : 0x2a2d31, 1);
  list->hatch_background = options->picture;
  add_stage (list, scene, options);
  add_walls (list, scene, options);
  add_meshes (list, scene, options);
  if (!options->picture)
    {
      add_cameras (list, scene, options);
      add_lights (list, scene, options);
    }
  return list;
}

SlDrawCamera
sl_draw_camera_of_shot (const SlSceneCamera *camera)
{
  return (SlDrawCamera) { camera->frame, FALSE, camera->tan_h, camera->tan_v, .05, 500 };
}

static void
add_corners (GArray *points, const SlFrame *frame, const SlBox *box)
{
  for (guint k = 0; k < 8; k++)
    {
      SlVec3 corner = sl_frame_point (frame, sl_vec3 (k & 1 ? box->max.x : box->min.x, k & 2 ? box->max.y : box->min.y, k & 4 ? box->max.z : box->min.z));
      g_array_append_val (points, corner);
    }
}

static void
add_wall_corners (GArray *points, const SlSceneWall *wall)
{
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      SlVec3 corners[4] = { p->corner, sl_vec3_add (p->corner, p->right), sl_vec3_add (p->corner, p->up), sl_vec3_add (sl_vec3_add (p->corner, p->right), p->up) };
      g_array_append_vals (points, corners, 4);
    }
}

static void
add_camera_corners (GArray *points, const SlScene *scene, const SlEntity *camera)
{
  SlFrame frame = sl_frame_from_pose (sl_entity_placed (camera)->position, 0, 0, 0);
  SlBox box = { { -.5, -.5, -.5 }, { .5, .5, .3 } };

  if (scene->has_camera && g_str_equal (scene->camera.id, camera->id))
    frame.o = scene->camera.frame.o;
  box.min.z = fmin (box.min.z, -frame.o.z); /* its legs */
  add_corners (points, &frame, &box);
}

GArray *
sl_draw_extent (const SlScene *scene, const char *id)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (SlVec3));

  for (guint i = 0; i < scene->walls->len; i++)
    if (id == NULL || g_str_equal (((SlSceneWall *) scene->walls->pdata[i])->entity->id, id))
      add_wall_corners (points, scene->walls->pdata[i]);
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      if (id == NULL || g_str_equal (mesh->entity->id, id))
        add_corners (points, &mesh->frame, &mesh->mesh->box);
    }
  for (guint i = 0; i < scene->cameras->len; i++)
    if (id == NULL || g_str_equal (((const SlEntity *) scene->cameras->pdata[i])->id, id))
      add_camera_corners (points, scene, scene->cameras->pdata[i]);
  if (points->len == 0 && id != NULL)
    {
      g_array_unref (points);
      return sl_draw_extent (scene, NULL);
    }
  for (guint i = 0, none = points->len == 0; none && i < sl_list_n (scene->stage->outline); i++)
    {
      SlVec3 corner = outline_at (scene->stage, i);
      g_array_append_val (points, corner);
    }
  if (points->len == 0)
    {
      const SlFrame origin = sl_frame_from_pose (sl_vec3 (0, 0, 0), 0, 0, 0);
      const SlBox around = { { -5, -5, 0 }, { 5, 5, 3 } };
      add_corners (points, &origin, &around);
    }
  return points;
}
