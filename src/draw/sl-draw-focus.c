/* What a camera is focused on, and from where to where it is sharp, as planes across its picture. */
#include "sl-draw-private.h"
#include "sl-i18n.h"
#include "sl-optics.h"

static void
add_plane (SlDrawList *list, const SlSceneCamera *camera, double distance, SlColour colour, double width, guint32 pick)
{
  static const int signs[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };

  for (guint i = 0; i < 4; i++)
    {
      const int *a = signs[i], *b = signs[(i + 1) % 4];
      const SlVec3 from = { a[0] * camera->tan_h * distance, distance, a[1] * camera->tan_v * distance };
      const SlVec3 to = { b[0] * camera->tan_h * distance, distance, b[1] * camera->tan_v * distance };

      sl_draw_list_line (list, sl_frame_point (&camera->frame, from), sl_frame_point (&camera->frame, to), colour,
                         width, pick);
    }
}

/* How far along the axis the nearest LED in the picture is (m); INFINITY for none. */
static double
nearest_wall (const SlScene *scene)
{
  double nearest = INFINITY;

  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];

      for (guint i = 0; i < wall->n_panels; i++)
        {
          const SlVec3 middle = sl_draw_panel_middle (&wall->panels[i]);

          if (sl_draw_in_picture (&scene->camera, middle))
            nearest = fmin (nearest, sl_frame_unpoint (&scene->camera.frame, middle).y);
        }
    }
  return nearest;
}

static char *
length_text (double metres, const SlDrawOptions *options)
{
  g_autofree char *number = isfinite (metres) ? sl_number_fixed (metres, metres < 100 ? 2 : 0) : NULL;

  if (number == NULL)
    return g_strdup ("∞");
  return options->imperial ? sl_length_to_feet (metres) : g_strdup_printf ("%s m", number);
}

/* "Focus 9.10 m · sharp 5.20 m – 37.1 m · gap 12.4 m". */
static char *
focus_text (double focus, double near, double far, double wall, const SlDrawOptions *options)
{
  g_autofree char *at = length_text (focus, options), *from = length_text (near, options);
  g_autofree char *to = length_text (far, options), *gap = length_text (wall - focus, options);

  return isfinite (wall) && wall > focus ? g_strdup_printf (_("Focus %s · sharp %s – %s · gap %s"), at, from, to, gap)
                                         : g_strdup_printf (_("Focus %s · sharp %s – %s"), at, from, to);
}

void
sl_draw_focus (SlDrawList *list, const SlScene *scene, const SlDrawOptions *options)
{
  const SlSceneCamera *camera = &scene->camera;
  const double coc_mm = hypot (camera->sensor_w_mm, camera->sensor_h_mm) / 1500, focus_mm = camera->focus_m * 1000;
  const SlColour edge = sl_colour (0xe5b83a, .7);

  if (!isfinite (camera->focus_m))
    return;
  const double near = sl_optics_near_limit (camera->focal_mm, camera->stop, coc_mm, focus_mm) / 1000;
  const double far = sl_optics_far_limit (camera->focal_mm, camera->stop, coc_mm, focus_mm) / 1000;
  const guint32 pick = sl_draw_list_pick_parts (list, camera->id, SL_PART_VIEW, 1);
  const SlVec3 top = { 0, camera->focus_m, camera->tan_v * camera->focus_m };
  g_autofree char *text = focus_text (camera->focus_m, near, far, nearest_wall (scene), options);

  add_plane (list, camera, camera->focus_m, sl_colour (0xffffff, .9), 1.5, pick);
  add_plane (list, camera, near, edge, 1, pick);
  if (isfinite (far) && far < 200)
    add_plane (list, camera, far, edge, 1, pick);
  sl_draw_list_label (list, text, sl_frame_point (&camera->frame, top),
                      sl_draw_list_pick_parts (list, camera->id, SL_PART_LABEL, 1), FALSE);
}
