/* Set, people, cameras and lights in a draw list. */
#include "sl-draw-private.h"
#include "sl-i18n.h"

#define DEG (G_PI / 180)

static void
add_label (SlDrawList *list, const char *id, const char *text, SlVec3 at, gboolean strong)
{
  sl_draw_list_label (list, text, at, sl_draw_list_pick_parts (list, id, SL_PART_LABEL, 1), strong);
}

static void
add_box_outline (SlDrawList *list, const SlFrame *frame, SlBox b, guint32 pick)
{
  for (guint i = 0; i < 8; i++)
    for (guint axis = 0; axis < 3; axis++)
      if (!(i >> axis & 1))
        {
          guint j = i | 1u << axis;
#define AT(k) sl_vec3 ((k) & 1 ? b.max.x : b.min.x, (k) & 2 ? b.max.y : b.min.y, (k) & 4 ? b.max.z : b.min.z)
          sl_draw_list_line (list, sl_frame_point (frame, AT (i)), sl_frame_point (frame, AT (j)),
                             sl_colour (SL_DRAW_ACCENT, 1), 1.5, pick);
#undef AT
        }
}

static void
name_stand_in (SlDrawList *list, const SlSceneMesh *mesh, SlVec3 at)
{
  g_autofree char *file = g_path_get_basename (mesh->stands_in);
  g_autofree char *text = g_strdup_printf (_("%s: %s cannot be shown"), sl_entity_title (mesh->entity), file);

  add_label (list, mesh->entity->id, text, at, TRUE);
}

void
sl_draw_meshes (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      guint32 pick = sl_draw_list_pick (list, mesh->entity->id);
      gboolean selected = sl_draw_is_selected (options, mesh->entity->id) && !options->picture;

      const gboolean missed = mesh->stands_in != NULL && !options->picture;
      const SlVec3 top = sl_frame_point (&mesh->frame, sl_vec3 (0, 0, mesh->mesh->box.max.z));

      sl_draw_list_mesh (list, mesh->mesh, &mesh->frame, sl_colour (mesh->colour, 1), mesh->tinted, pick, selected);
      if (selected || missed)
        add_box_outline (list, &mesh->frame, mesh->mesh->box, pick);
      if (missed)
        name_stand_in (list, mesh, top);
      else if (selected)
        add_label (list, mesh->entity->id, sl_entity_title (mesh->entity), top, TRUE);
    }
}

/* The picture's pyramid out to the focus or the wall, its planes tinted. */
static void
add_frustum (SlDrawList *list, const SlSceneCamera *camera, double reach, guint32 pick)
{
  SlVec3 corners[4], o = camera->frame.o;
  static const int signs[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  SlColour line = sl_colour (SL_DRAW_ACCENT, .9), glass = sl_colour (SL_DRAW_ACCENT, .05);

  for (guint i = 0; i < 4; i++)
    {
      SlVec3 corner = sl_vec3 (signs[i][0] * camera->tan_h * reach, reach, signs[i][1] * camera->tan_v * reach);
      corners[i] = sl_frame_point (&camera->frame, corner);
    }
  for (guint i = 0; i < 4; i++)
    {
      sl_draw_list_line (list, o, corners[i], line, 1.25, pick);
      sl_draw_list_line (list, corners[i], corners[(i + 1) % 4], line, 1.25, pick);
      sl_draw_list_triangle (list->glass, o, corners[i], corners[(i + 1) % 4], glass);
    }
  if (isfinite (camera->focus_m) && camera->focus_m < reach)
    for (guint i = 0; i < 4; i++)
      {
        SlVec3 a = sl_vec3_lerp (o, corners[i], camera->focus_m / reach);
        SlVec3 b = sl_vec3_lerp (o, corners[(i + 1) % 4], camera->focus_m / reach);

        sl_draw_list_line (list, a, b, sl_colour (0xffffff, .55), 1, pick);
      }
}

double
sl_draw_reach (const SlScene *scene, const SlSceneCamera *camera)
{
  double reach = 0;

  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];
      for (guint i = 0; i < wall->n_panels; i++)
        {
          SlVec3 middle = sl_draw_panel_middle (&wall->panels[i]);

          if (sl_draw_in_picture (camera, middle))
            reach = fmax (reach, sl_frame_unpoint (&camera->frame, middle).y);
        }
    }
  return reach > 0 ? reach : 8;
}

/* A tripod, so that height reads. */
static void
add_legs (SlDrawList *list, const SlFrame *frame, SlColour colour, guint32 pick)
{
  SlVec3 foot = { frame->o.x, frame->o.y, 0 }, head = sl_frame_point (frame, sl_vec3 (0, -.24, -.16));

  for (guint leg = 0; leg < 3; leg++)
    {
      double turn = leg * 2.0944 + .5;
      SlVec3 end = sl_vec3_add (foot, sl_vec3 (.35 * cos (turn), .35 * sin (turn), 0));
      sl_draw_list_line (list, head, end, colour, 2, pick);
    }
}

static void
add_camera (SlDrawList *list, const SlScene *scene, const SlScenePlace *place, const SlDrawOptions *options)
{
  const gboolean selected = sl_draw_is_selected (options, place->entity->id);
  const SlEntity *entity = place->entity;
  gboolean active = scene->has_camera && g_str_equal (scene->camera.id, entity->id);
  SlFrame frame = place->frame;
  SlVec3 above = sl_vec3_add (frame.o, sl_vec3 (0, 0, .25));
  guint32 pick = sl_draw_list_pick (list, entity->id);

  sl_draw_list_mesh (list, sl_mesh_primitive (SL_PRIMITIVE_CAMERA), &frame, sl_colour (active ? 0x26282c : 0x4a4d52, 1),
                     TRUE, pick, selected);
  if (!sl_draw_is_carried (scene, entity))
    add_legs (list, &frame, selected ? sl_colour (SL_DRAW_ACCENT, 1) : sl_colour (0x8a8d92, 1), pick);
  if (!active)
    {
      add_label (list, entity->id, sl_entity_title (entity), above, selected);
      return;
    }
  g_autofree char *text = g_strdup_printf ("%s  %g mm  T%g", scene->camera.title, scene->camera.focal_mm,
                                           scene->camera.stop);
  add_frustum (list, &scene->camera, sl_draw_reach (scene, &scene->camera),
               sl_draw_list_pick_parts (list, entity->id, SL_PART_VIEW, 1));
  add_label (list, entity->id, text, above, TRUE);
  if (selected || (scene->shot != NULL && sl_draw_is_selected (options, scene->shot->id)))
    sl_draw_focus (list, scene, options);
}

void
sl_draw_cameras (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  for (guint i = 0; i < scene->cameras->len; i++)
    {
      const SlScenePlace *place = &g_array_index (scene->cameras, SlScenePlace, i);
      add_camera (list, scene, place, options);
    }
}

void
sl_draw_lights (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  SlColour warm = sl_colour (0xfff0c8, 1), beam = sl_colour (0xfff0c8, .6);

  for (guint i = 0; i < scene->lights->len; i++)
    {
      const SlSceneLight *light = &g_array_index (scene->lights, SlSceneLight, i);
      SlFrame small = sl_frame_scaled (&light->frame, sl_vec3 (.3, .3, .3));
      guint32 pick = sl_draw_list_pick (list, light->entity->id);
      double spread = tan (fmin (light->beam_deg, 150) / 2 * DEG);

      sl_draw_list_mesh (list, sl_mesh_primitive (SL_PRIMITIVE_SPHERE), &small, warm, TRUE, pick,
                         sl_draw_is_selected (options, light->entity->id));
      for (guint k = 0; light->form == SL_LIGHT_SPOT && k < 8; k++)
        {
          SlVec3 end = sl_vec3 (spread * cos (k * G_PI / 4), 1, spread * sin (k * G_PI / 4));
          sl_draw_list_line (list, light->frame.o, sl_frame_point (&light->frame, end), beam, 1, pick);
        }
    }
}
