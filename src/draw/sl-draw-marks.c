/* Marks in a draw list: a cross of tape where each is. */
#include "sl-draw-private.h"

static const double ARM_M = .15, ABOVE_M = .01, LABEL_M = .2; /* over what it is stuck on */

void
sl_draw_marks (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const SlScenePlace *mark = &g_array_index (scene->marks, SlScenePlace, i);
      const char *id = mark->entity->id;
      const gboolean selected = sl_draw_is_selected (options, id);
      const SlColour colour = selected ? sl_colour (SL_DRAW_ACCENT, 1) : sl_colour (0xe5b83a, 1);
      const guint32 pick = sl_draw_list_pick (list, id);

      for (int along = 0; along < 2; along++)
        {
          const double x = along == 0 ? ARM_M : 0, y = ARM_M - x;

          sl_draw_list_line (list, sl_frame_point (&mark->frame, sl_vec3 (-x, -y, ABOVE_M)),
                             sl_frame_point (&mark->frame, sl_vec3 (x, y, ABOVE_M)), colour, 3, pick);
        }
      if (selected)
        sl_draw_list_label (list, sl_entity_title (mark->entity),
                            sl_frame_point (&mark->frame, sl_vec3 (0, 0, LABEL_M)),
                            sl_draw_list_pick_parts (list, id, SL_PART_LABEL, 1), TRUE);
    }
}
