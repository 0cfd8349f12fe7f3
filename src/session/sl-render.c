#include "sl-render-private.h"

#include <string.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-i18n.h"

void
sl_render_size (double ratio, int shorter, int *width, int *height)
{
  const int side = (shorter > 0 ? shorter : 720) / 2 * 2;

  if (*width > 0 && *height > 0)
    return;
  *width = ratio >= 1 ? (int) lround (side * ratio / 2) * 2 : side;
  *height = ratio >= 1 ? side : (int) lround (side / ratio / 2) * 2;
}

/* Widens the camera to the picture's shape, so that a framing of another shape is shown whole. */
static void
fit (SlDrawCamera *camera, double aspect)
{
  double own = camera->tan_h / camera->tan_v;

  if (own > aspect)
    camera->tan_v = camera->tan_h / aspect;
  else
    camera->tan_h = camera->tan_v * aspect;
}

/* Blackens what lies outside the framing. */
static void
add_matte (guint8 *rgba, int width, int height, double ratio)
{
  int inner_w = MIN (width, (int) lround (height * ratio)), inner_h = MIN (height, (int) lround (width / ratio));
  int left = (width - inner_w) / 2, top = (height - inner_h) / 2;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (x < left || x >= left + inner_w || y < top || y >= top + inner_h)
        memset (rgba + ((gsize) y * (gsize) width + (gsize) x) * 4, 0, 3);
}

static int
samples_or_default (int samples)
{
  return samples > 0 ? samples : 4;
}

gboolean
sl_render_check_size (int width, int height, GError **error)
{
  if (width >= 1 && height >= 1 && width <= 16384 && height <= 16384)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _ ("a picture of %d × %d px cannot be made; use sides of 1 to 16384"), width,
                height);
  return FALSE;
}

SlShotPicture
sl_shot_picture_begin (SlOffscreen *offscreen, const SlScene *scene, SlAssets *assets, SlShading shading, int width,
                       int height, int samples)
{
  SlDrawOptions options = { .shading = shading, .picture = TRUE, .assets = assets };
  double ratio = scene->camera.tan_h / scene->camera.tan_v;
  SlShotPicture picture = { sl_draw_scene (scene, &options), NULL, ratio, width, height };

  picture.list->camera = sl_draw_camera_of_shot (&scene->camera);
  fit (&picture.list->camera, (double) width / height);
  picture.pending = sl_offscreen_begin (offscreen, picture.list, width, height, samples_or_default (samples));
  return picture;
}

guint8 *
sl_shot_picture_finish (SlShotPicture *picture, GError **error)
{
  guint8 *rgba = sl_pending_finish (picture->pending, error);

  if (rgba != NULL && fabs (picture->ratio / ((double) picture->width / picture->height) - 1) > .005)
    add_matte (rgba, picture->width, picture->height, picture->ratio);
  sl_draw_list_free (picture->list);
  return rgba;
}

void
sl_shot_picture_drop (SlShotPicture *picture)
{
  sl_pending_drop (picture->pending);
  sl_draw_list_free (picture->list);
}

static guint8 *
render_shot (SlOffscreen *offscreen, const SlScene *scene, SlAssets *assets, const SlPictureOptions *options, int width,
             int height, GError **error)
{
  SlShotPicture picture = sl_shot_picture_begin (offscreen, scene, assets, options->shading, width, height,
                                                 options->samples);

  return sl_shot_picture_finish (&picture, error);
}

static guint8 *
render_from (SlOffscreen *offscreen, const SlScene *scene, SlAssets *assets, const SlPictureOptions *options, int width,
             int height, GError **error)
{
  SlDrawOptions draw_options = { .shading = options->shading, .assets = assets };
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &draw_options);

  list->camera = sl_view_camera (options->from, (double) width / height);
  return sl_pending_finish (sl_offscreen_begin (offscreen, list, width, height, samples_or_default (options->samples)),
                            error);
}

/* All of it. */
static guint8 *
render_view (SlOffscreen *offscreen, const SlScene *scene, SlAssets *assets, const SlPictureOptions *options, int width,
             int height, GError **error)
{
  SlView view = { .kind = options->view, .pan = 28, .tilt = -24 };
  SlPictureOptions from = *options;
  g_autoptr (GArray) extent = sl_draw_extent (scene, NULL);

  sl_view_frame (&view, extent, (double) width / height);
  from.from = &view;
  return render_from (offscreen, scene, assets, &from, width, height, error);
}

/* The first setup on a stage: a view of the stage shows what its wall shows there. */
static const char *
first_setup (const SlPlan *plan, const char *stage_id)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SETUP); i++)
    {
      const SlSetup *setup = (const SlSetup *) sl_plan_at (plan, SL_KIND_SETUP, i);
      if (g_strcmp0 (setup->stage, stage_id) == 0)
        return setup->entity.id;
    }
  return NULL;
}

static gboolean
check_frame (const SlPlan *plan, const SlPictureOptions *options, GError **error)
{
  const SlShot *shot = sl_plan_get (plan, SL_KIND_SHOT, options->shot_id);

  if (shot == NULL || (options->frame >= 0 && options->frame <= (double) (shot->frames - 1)))
    return TRUE;
  g_autofree char *frame = sl_number_brief (options->frame);
  sl_error_set (error, SL_ERROR_INPUT, _("shot %s has no frame %s; its frames are 0 to %d"), options->shot_id, frame,
                (int) shot->frames - 1);
  return FALSE;
}

static SlScene *
scene_of (const SlPlan *plan, SlAssets *assets, const SlPictureOptions *options, GError **error)
{
  g_autoptr (SlSceneMaker) maker = NULL;

  if (options->maker != NULL)
    return sl_scene_maker_at (options->maker, options->frame, error);
  if (options->shot_id != NULL)
    maker = sl_scene_maker_new_shot (plan, assets, options->shot_id, error);
  else
    maker = sl_scene_maker_new_stage (plan, assets, options->stage_id, first_setup (plan, options->stage_id), error);
  if (maker == NULL)
    return NULL;
  sl_findings_merge (options->omissions, sl_scene_maker_findings (maker));
  return sl_scene_maker_at (maker, options->frame, error);
}

guint8 *
sl_render_picture (SlOffscreen *offscreen, const SlPlan *plan, SlAssets *assets, const SlPictureOptions *options,
                   int *width, int *height, GError **error)
{
  g_autoptr (SlScene) scene = scene_of (plan, assets, options, error);
  gboolean of_shot = options->shot_id != NULL;

  if (scene == NULL || (of_shot && !check_frame (plan, options, error)))
    return NULL;
  *width = options->width;
  *height = options->height;
  sl_render_size (of_shot && scene->has_camera && options->view == SL_VIEW_PERSPECTIVE
                    ? scene->camera.tan_h / scene->camera.tan_v : 16. / 9, 0, width, height);
  if (!sl_render_check_size (*width, *height, error))
    return NULL;
  if (options->from != NULL)
    return render_from (offscreen, scene, assets, options, *width, *height, error);
  if (of_shot)
    return render_shot (offscreen, scene, assets, options, *width, *height, error);
  return render_view (offscreen, scene, assets, options, *width, *height, error);
}
