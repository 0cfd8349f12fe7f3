/* The stage in a draw list: its floor, grid, outline and doors. */
#include "sl-draw-private.h"

static SlVec3
outline_at (const SlSceneStage *stage, guint i)
{
  return *sl_list_at (stage->outline, SlVec3, i % stage->outline->n);
}

static gboolean
is_ear (const SlSceneStage *stage, const GArray *left, guint at)
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
      if (i == (at + n - 1) % n || i == at || i == (at + 1) % n)
        continue;
      if (TURN (a, b, p) >= 0 && TURN (b, c, p) >= 0 && TURN (c, a, p) >= 0)
        return FALSE;
    }
  return TRUE;
#undef TURN
#undef CORNER
}

/* Cuts ears off the outline, whichever way round it runs. */
static void
add_floor (SlDrawList *list, const SlSceneStage *stage, SlColour colour)
{
  guint n = sl_list_n (stage->outline);
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (guint));
  double area = 0;

  for (guint i = 0; i < n; i++)
    {
      SlVec3 p = outline_at (stage, i), q = outline_at (stage, i + 1);
      area += p.x * q.y - q.x * p.y;
    }
  for (guint i = 0; i < n; i++)
    {
      guint at = area >= 0 ? i : n - 1 - i;
      g_array_append_val (left, at);
    }
  for (guint tries = 0; left->len >= 3 && tries < left->len;)
    if (is_ear (stage, left, tries))
      {
        guint n_left = left->len, before = g_array_index (left, guint, (tries + n_left - 1) % n_left);
        guint at = g_array_index (left, guint, tries), after = g_array_index (left, guint, (tries + 1) % n_left);

        sl_draw_list_triangle (list->floor, outline_at (stage, before), outline_at (stage, at),
                               outline_at (stage, after), colour);
        g_array_remove_index (left, tries);
        tries = 0;
      }
    else
      tries++;
}

static void
add_grid (SlDrawList *list, const SlSceneStage *stage, SlBox box)
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
add_doors (SlDrawList *list, const SlSceneStage *stage)
{
  guint32 pick = sl_draw_list_pick_parts (list, stage->entity->id, SL_PART_DOOR, sl_list_n (stage->doors));

  for (guint i = 0; i < sl_list_n (stage->doors); i++)
    {
      const SlDoor *door = sl_list_at (stage->doors, SlDoor, i);
      SlFrame frame = sl_frame_from_pose (door->position, door->pan, 0, 0);
      double half = door->width / 2;
      SlVec3 corners[4] = { { -half, 0, 0 }, { -half, 0, door->height }, { half, 0, door->height }, { half, 0, 0 } };

      for (guint k = 0; k < 3; k++)
        sl_draw_list_line (list, sl_frame_point (&frame, corners[k]), sl_frame_point (&frame, corners[k + 1]),
                           sl_colour (0xa3a3a3, .8), 1.5, pick + i);
    }
}

static SlBox
floor_box (const SlScene *scene)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < sl_list_n (scene->stage.outline); i++)
    sl_box_add (&box, outline_at (&scene->stage, i));
  g_autoptr (GArray) points = sl_box_is_empty (&box) ? sl_draw_extent (scene, NULL) : NULL;
  for (guint i = 0; points != NULL && i < points->len; i++)
    sl_box_add (&box, g_array_index (points, SlVec3, i));
  return box;
}

/* Where the plan draws no outline the floor reaches as far as anything stands. */
static void
add_plain_floor (SlDrawList *list, const SlBox *box, SlColour colour)
{
  SlVec3 a = { box->min.x, box->min.y, 0 }, b = { box->max.x, box->min.y, 0 };
  SlVec3 c = { box->max.x, box->max.y, 0 }, d = { box->min.x, box->max.y, 0 };

  sl_draw_list_triangle (list->floor, a, b, c, colour);
  sl_draw_list_triangle (list->floor, a, c, d, colour);
}

void
sl_draw_stage (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  SlBox box = floor_box (scene);
  guint n = sl_list_n (scene->stage.outline);
  SlColour colour = sl_colour (0x4a4c50, 1);

  if (n >= 3)
    add_floor (list, &scene->stage, colour);
  else
    add_plain_floor (list, &box, colour);
  if (options->picture)
    return;
  add_grid (list, &scene->stage, box);
  for (guint i = 0; i < n; i++)
    sl_draw_list_line (list, outline_at (&scene->stage, i), outline_at (&scene->stage, i + 1), sl_colour (0xededed, .5),
                       1.5, sl_draw_list_pick (list, scene->stage.entity->id));
  add_doors (list, &scene->stage);
}
