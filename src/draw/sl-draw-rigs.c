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

static void
add_rig (SlDrawList *list, const SlScenePlace *place, gboolean selected)
{
  const SlRig *rig = (const SlRig *) place->entity;
  const SlColour colour = selected ? sl_colour (SL_DRAW_ACCENT, 1) : sl_colour (0x9a8a70, .9);
  const guint32 pick = sl_draw_list_pick (list, rig->entity.id);
  const double low = isnan (rig->low) ? 0 : rig->low, high = isnan (rig->high) ? fmax (low, 1) : rig->high;
  const gboolean track = rig->form == SL_RIG_DOLLY || rig->form == SL_RIG_SLIDER;

  if (track && !isnan (rig->reach))
    add_track (list, &place->frame, rig->reach, rig->form == SL_RIG_DOLLY ? GAUGE : GAUGE / 3, colour, pick);
  else
    add_ring (list, &place->frame, .3, .02, colour, pick);
  if (selected)
    sl_draw_list_label (list, sl_entity_title (&rig->entity), sl_frame_point (&place->frame, sl_vec3 (0, 0, .3)),
                        sl_draw_list_pick_parts (list, rig->entity.id, SL_PART_LABEL, 1), TRUE);
  if (track)
    return;
  sl_draw_list_line (list, place->frame.o, sl_frame_point (&place->frame, sl_vec3 (0, 0, high)), colour, 2, pick);
  if (isnan (rig->reach) || !selected)
    return;
  add_ring (list, &place->frame, rig->reach, low, colour, pick);
  if (high > low)
    add_ring (list, &place->frame, rig->reach, high, colour, pick);
}

void
sl_draw_rigs (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  for (guint i = 0; i < scene->rigs->len; i++)
    {
      const SlScenePlace *place = &g_array_index (scene->rigs, SlScenePlace, i);

      add_rig (list, place, sl_draw_is_selected (options, place->entity->id));
    }
}
