/* What carries cameras, in a draw list: a track with its sleepers, how far an arm goes, a foot. */
#include "sl-draw-private.h"

#define SLEEPER .6 /* m between them */
#define GAUGE   .31 /* m, half */
enum { MOST_SLEEPERS = 400, SIDES = 48 };

static void
add_track (SlDrawList *list, const SlFrame *frame, double reach, double gauge, SlColour colour, guint32 pick)
{
  const double half = reach / 2;
  const guint n = (guint) CLAMP (reach / SLEEPER, 1, MOST_SLEEPERS);

  for (int side = -1; side <= 1; side += 2)
    sl_draw_list_line (list, sl_frame_point (frame, sl_vec3 (-half, side * gauge, .05)),
                       sl_frame_point (frame, sl_vec3 (half, side * gauge, .05)), colour, 2, pick);
  for (guint i = 0; i <= n; i++)
    {
      const double x = -half + reach * i / n;

      sl_draw_list_line (list, sl_frame_point (frame, sl_vec3 (x, -gauge * 1.3, .02)),
                         sl_frame_point (frame, sl_vec3 (x, gauge * 1.3, .02)), colour, 1, pick);
    }
}

static void
add_ring (SlDrawList *list, const SlFrame *frame, double radius, double height, SlColour colour, guint32 pick)
{
  for (guint i = 0; i < SIDES; i++)
    {
      const double a = 2 * G_PI * i / SIDES, b = 2 * G_PI * (i + 1) / SIDES;

      sl_draw_list_line (list, sl_frame_point (frame, sl_vec3 (radius * cos (a), radius * sin (a), height)),
                         sl_frame_point (frame, sl_vec3 (radius * cos (b), radius * sin (b), height)), colour, 1, pick);
    }
}

/* A bar with square ends, so thick (m). */
static void
add_bar (SlDrawList *list, SlVec3 from, SlVec3 to, double thick, SlColour colour, guint32 pick, gboolean selected)
{
  const SlVec3 way = sl_vec3_sub (to, from);
  const double length = sl_vec3_length (way);

  if (length < 1e-3)
    return;
  const SlVec3 z = sl_vec3_scale (way, 1 / length);
  const SlVec3 aside = fabs (z.z) > .99 ? sl_vec3 (1, 0, 0) : sl_vec3 (0, 0, 1);
  const SlVec3 x = sl_vec3_normalize (sl_vec3_cross (aside, z)), y = sl_vec3_cross (z, x);
  const SlFrame frame = { sl_vec3_scale (x, thick), sl_vec3_scale (y, thick), way, from };

  sl_draw_list_mesh (list, sl_mesh_primitive (SL_PRIMITIVE_BOX), &frame, colour, TRUE, pick, selected);
}

/* Of a dolly or a slider, beneath its camera. */
static void
add_carriage (SlDrawList *list, const SlSceneRig *place, SlVec3 at, SlColour colour, guint32 pick, gboolean selected)
{
  const SlRig *rig = (const SlRig *) place->entity;
  const SlVec3 size = rig->form == SL_RIG_DOLLY ? sl_vec3 (1, 2.4 * GAUGE, .22) : sl_vec3 (.22, .18, .06);
  SlFrame frame = sl_frame_scaled (&place->frame, size);

  frame.o = sl_vec3_add (at, sl_frame_direction (&place->frame, sl_vec3 (0, 0, .06)));

  sl_draw_list_mesh (list, sl_mesh_primitive (SL_PRIMITIVE_BOX), &frame, colour, TRUE, pick, selected);
}

/* Where its camera is held from: on the track beneath it, at the pivot of the arm, on the floor under it. */
static SlVec3
stand_of (const SlSceneRig *place)
{
  const SlRig *rig = (const SlRig *) place->entity;
  const SlVec3 local = sl_frame_unpoint (&place->frame, place->head);
  const double half = isnan (rig->reach) ? INFINITY : rig->reach / 2;

  switch ((SlRigForm) rig->form)
    {
    case SL_RIG_CRANE: case SL_RIG_JIB: return place->pivot;
    case SL_RIG_DOLLY: case SL_RIG_SLIDER:
      return sl_frame_point (&place->frame, sl_vec3 (CLAMP (local.x, -half, half), 0, 0));
    default: return sl_frame_point (&place->frame, sl_vec3 (local.x, local.y, 0));
    }
}

#define NECK .16 /* m, under a camera's axis */

/* A tail with its weight behind an arm's pivot. */
static void
add_tail (SlDrawList *list, SlVec3 pivot, SlVec3 head, SlColour colour, guint32 pick, gboolean selected)
{
  const SlVec3 back = sl_vec3_sub (pivot, head);
  const double tail = fmin (1.2, .4 * sl_vec3_length (back));
  const SlVec3 end = sl_vec3_mad (pivot, sl_vec3_normalize (back), tail);

  add_bar (list, pivot, end, .08, colour, pick, selected);
  add_bar (list, end, sl_vec3_mad (end, sl_vec3_normalize (back), .3), .28, colour, pick, selected);
}

/* From where it stands up to the camera, wherever that is in the move. */
static void
add_support (SlDrawList *list, const SlSceneRig *place, SlColour colour, guint32 pick, gboolean selected)
{
  const SlRig *rig = (const SlRig *) place->entity;
  const SlVec3 stand = stand_of (place), neck = sl_vec3_add (place->head, sl_vec3 (0, 0, -NECK));

  switch ((SlRigForm) rig->form)
    {
    case SL_RIG_CRANE: case SL_RIG_JIB:
      add_bar (list, place->frame.o, stand, .14, colour, pick, selected);
      add_bar (list, stand, neck, .08, colour, pick, selected);
      add_tail (list, stand, neck, colour, pick, selected);
      break;
    case SL_RIG_DOLLY: case SL_RIG_SLIDER:
      add_carriage (list, place, stand, colour, pick, selected);
      add_bar (list, stand, neck, rig->form == SL_RIG_DOLLY ? .09 : .05, colour, pick, selected);
      break;
    default:
      sl_draw_list_line (list, stand, neck, colour, 2, pick);
      add_bar (list, neck, place->head, .1, colour, pick, selected);
    }
}

static void
add_rig (SlDrawList *list, const SlSceneRig *place, gboolean selected)
{
  const SlRig *rig = (const SlRig *) place->entity;
  const SlColour colour = selected ? sl_colour (SL_DRAW_ACCENT, 1) : sl_colour (0x9a8a70, .9);
  const guint32 pick = sl_draw_list_pick (list, rig->entity.id);
  const double low = isnan (rig->low) ? 0 : rig->low, high = isnan (rig->high) ? low : rig->high;
  const gboolean track = rig->form == SL_RIG_DOLLY || rig->form == SL_RIG_SLIDER;

  if (track && !isnan (rig->reach))
    add_track (list, &place->frame, rig->reach, rig->form == SL_RIG_DOLLY ? GAUGE : GAUGE / 3, colour, pick);
  else
    add_ring (list, &place->frame, .3, .02, colour, pick);
  add_support (list, place, selected ? colour : sl_colour (0x5c554a, 1), pick, selected);
  if (selected)
    sl_draw_list_label (list, sl_entity_title (&rig->entity), sl_frame_point (&place->frame, sl_vec3 (0, 0, .3)),
                        sl_draw_list_pick_parts (list, rig->entity.id, SL_PART_LABEL, 1), TRUE);
  if (track || isnan (rig->reach) || !selected)
    return;
  add_ring (list, &place->frame, rig->reach, low, colour, pick);
  if (high > low)
    add_ring (list, &place->frame, rig->reach, high, colour, pick);
}

gboolean
sl_draw_is_carried (const SlScene *scene, const SlEntity *camera)
{
  const char *rig = ((const SlCamera *) camera)->rig;

  for (guint i = 0; rig != NULL && i < scene->rigs->len; i++)
    if (g_str_equal (g_array_index (scene->rigs, SlSceneRig, i).entity->id, rig))
      return TRUE;
  return FALSE;
}

void
sl_draw_rigs (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  for (guint i = 0; i < scene->rigs->len; i++)
    {
      const SlSceneRig *place = &g_array_index (scene->rigs, SlSceneRig, i);

      add_rig (list, place, sl_draw_is_selected (options, place->entity->id));
    }
}
