#include "sl-draw-private.h"

gboolean
sl_draw_is_selected (const SlDrawOptions *options, const char *id)
{
  return options->selected != NULL && g_hash_table_contains (options->selected, id);
}

SlVec3
sl_draw_panel_middle (const SlScenePanel *panel)
{
  return sl_vec3_mad (sl_vec3_mad (panel->corner, panel->right, .5), panel->up, .5);
}

gboolean
sl_draw_in_picture (const SlSceneCamera *camera, SlVec3 point)
{
  SlVec3 p = sl_frame_unpoint (&camera->frame, point);
  return p.y > 0 && fabs (p.x) <= p.y * camera->tan_h && fabs (p.z) <= p.y * camera->tan_v;
}

guint64
sl_draw_next_stamp (void)
{
  static guint64 last;

  return __atomic_add_fetch (&last, 1, __ATOMIC_RELAXED);
}

SlDrawList *
sl_draw_scene (const SlScene *scene, const SlDrawOptions *options)
{
  SlDrawList *list = sl_draw_list_new ();

  list->background_top = sl_colour (options->picture ? 0x0c0d0f : 0x1b1d20, 1);
  list->background_bottom = sl_colour (options->picture ? 0x0c0d0f : 0x2a2d31, 1);
  list->hatch_background = options->picture;
  sl_draw_stage (list, scene, options);
  sl_draw_walls (list, scene, options);
  sl_draw_meshes (list, scene, options);
  if (!options->picture)
    {
      sl_draw_marks (list, scene, options);
      sl_draw_rigs (list, scene, options);
      sl_draw_cameras (list, scene, options);
      sl_draw_lights (list, scene, options);
      sl_draw_miss (list, scene, options);
    }
  list->planned_meshes = list->meshes->len;
  list->planned_lines = list->lines->len;
  list->planned_labels = list->labels->len;
  list->stamp = sl_draw_next_stamp ();
  return list;
}

SlDrawCamera
sl_draw_camera_of_shot (const SlSceneCamera *camera)
{
  return (SlDrawCamera) { camera->frame, FALSE, camera->tan_h, camera->tan_v, .05, 500 };
}
