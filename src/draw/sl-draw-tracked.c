#include "sl-draw-tracked.h"

#include "sl-draw-private.h"

#define COLOUR 0xf06ad0 /* sRGB; no grade, no selection and nothing of the plan has it */
#define NEAR_M .2      /* before the eye that looks through the shot's camera */
enum { WIDTH = 2 /* px */ };

/* The four corners of what it frames, so far ahead of it. */
static void
corners_at (const SlDrawTracked *tracked, double reach, SlVec3 corners[4])
{
  static const int signs[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };

  for (guint i = 0; i < 4; i++)
    corners[i] = sl_frame_point (&tracked->frame, sl_vec3 (signs[i][0] * tracked->tan_h * reach, reach,
                                                           signs[i][1] * tracked->tan_v * reach));
}

static void
add_pyramid (SlDrawList *list, const SlDrawTracked *tracked, double reach, SlColour colour)
{
  const gboolean focused = tracked->focus_m > 0 && tracked->focus_m < reach; /* FALSE for NAN */
  const double sharp = focused ? tracked->focus_m / reach : 0;
  SlVec3 corners[4], o = tracked->frame.o;

  corners_at (tracked, reach, corners);
  for (guint i = 0; i < 4; i++)
    {
      const SlVec3 next = corners[(i + 1) % 4];

      sl_draw_list_line (list, o, corners[i], colour, WIDTH, 0);
      sl_draw_list_line (list, corners[i], next, colour, WIDTH, 0);
      if (focused)
        sl_draw_list_line (list, sl_vec3_lerp (o, corners[i], sharp), sl_vec3_lerp (o, next, sharp), colour, 1, 0);
    }
}

/* What of the wall it frames, as the shot's camera sees that: near to its eye, so that nothing stands before it. */
static void
add_framing (SlDrawList *list, const SlDrawTracked *tracked, double reach, const SlSceneCamera *eye, SlColour colour)
{
  SlVec3 corners[4], near[4];
  gboolean seen[4];

  corners_at (tracked, reach, corners);
  for (guint i = 0; i < 4; i++)
    {
      const SlVec3 p = sl_frame_unpoint (&eye->frame, corners[i]);

      seen[i] = p.y > NEAR_M;
      if (seen[i])
        near[i] = sl_frame_point (&eye->frame, sl_vec3_scale (p, NEAR_M / p.y));
    }
  for (guint i = 0; i < 4; i++)
    if (seen[i] && seen[(i + 1) % 4])
      sl_draw_list_line (list, near[i], near[(i + 1) % 4], colour, WIDTH, 0);
}

/* Far from the origin nothing is seen, and the numbers of a picture end. */
static gboolean
can_be_drawn (const SlDrawTracked *tracked)
{
  const double most = 1e5;
  const SlVec3 o = tracked->frame.o;

  return fabs (o.x) < most && fabs (o.y) < most && fabs (o.z) < most && tracked->tan_h > 0 && tracked->tan_h < most
         && tracked->tan_v > 0 && tracked->tan_v < most;
}

void
sl_draw_tracked (SlDrawList *list, const SlScene *scene, gboolean picture, const SlDrawTracked *tracked)
{
  const SlColour colour = sl_colour (COLOUR, tracked != NULL && tracked->stale ? .4 : 1);

  g_array_set_size (list->meshes, list->planned_meshes);
  g_array_set_size (list->lines, list->planned_lines);
  g_array_set_size (list->labels, list->planned_labels);
  list->stamp = sl_draw_next_stamp ();
  if (tracked == NULL || !can_be_drawn (tracked))
    return;
  SlSceneCamera camera = { .frame = tracked->frame, .tan_h = tracked->tan_h, .tan_v = tracked->tan_v };
  const double reach = sl_draw_reach (scene, &camera);
  if (picture && scene->has_camera)
    add_framing (list, tracked, reach, &scene->camera, colour);
  if (picture)
    return;
  add_pyramid (list, tracked, reach, colour);
  sl_draw_list_mesh (list, sl_mesh_primitive (SL_PRIMITIVE_CAMERA), &tracked->frame, colour, TRUE, 0, FALSE);
  sl_draw_list_line (list, tracked->frame.o, sl_vec3 (tracked->frame.o.x, tracked->frame.o.y, 0), colour, 1, 0);
  sl_draw_list_label (list, tracked->label, sl_vec3_add (tracked->frame.o, sl_vec3 (0, 0, .4)), 0, TRUE);
}
