#include "sl-render.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sl-clip-writer.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-text.h"

void
sl_render_size (double ratio, int *width, int *height)
{
  if (*width > 0 && *height > 0)
    return;
  *width = ratio >= 1 ? (int) lround (720 * ratio / 2) * 2 : 720;
  *height = ratio >= 1 ? 720 : (int) lround (720 / ratio / 2) * 2;
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

static gboolean
check_size (int width, int height, GError **error)
{
  if (width >= 1 && height >= 1 && width <= 16384 && height <= 16384)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("a picture of %d × %d px cannot be made; use sides of 1 to 16384"), width, height);
  return FALSE;
}

/* A shot's picture while it is drawn. */
typedef struct {
  SlDrawList *list;
  SlPending  *pending;
  double      ratio; /* of the framing */
  int         width, height;
} ShotPicture;

static ShotPicture
shot_picture_begin (SlOffscreen *offscreen, const SlScene *scene, SlAssets *assets, SlShading shading, int width, int height, int samples)
{
  SlDrawOptions options = { .shading = shading, .picture = TRUE, .assets = assets };
  ShotPicture picture = { sl_draw_scene (scene, &options), NULL, scene->camera.tan_h / scene->camera.tan_v, width, height };

  picture.list->camera = sl_draw_camera_of_shot (&scene->camera);
  fit (&picture.list->camera, (double) width / height);
  picture.pending = sl_offscreen_begin (offscreen, picture.list, width, height, samples_or_default (samples));
  return picture;
}

static guint8 *
shot_picture_finish (ShotPicture *picture, GError **error)
{
  guint8 *rgba = sl_pending_finish (picture->pending, error);

  if (rgba != NULL && fabs (picture->ratio / ((double) picture->width / picture->height) - 1) > .005)
    add_matte (rgba, picture->width, picture->height, picture->ratio);
  sl_draw_list_free (picture->list);
  return rgba;
}

static guint8 *
render_shot (SlOffscreen *offscreen, const SlScene *scene, SlAssets *assets, const SlPictureOptions *options, int width, int height, GError **error)
{
  ShotPicture picture = shot_picture_begin (offscreen, scene, assets, options->shading, width, height, options->samples);

  return shot_picture_finish (&picture, error);
}

static guint8 *
render_from (SlOffscreen *offscreen, const SlScene *scene, SlAssets *assets, const SlPictureOptions *options, int width, int height, GError **error)
{
  SlDrawOptions draw_options = { .shading = options->shading, .assets = assets };
  g_autoptr (SlDrawList) list = sl_draw_scene (scene, &draw_options);

  list->camera = sl_view_camera (options->from, (double) width / height);
  return sl_pending_finish (sl_offscreen_begin (offscreen, list, width, height, samples_or_default (options->samples)), error);
}

/* All of it. */
static guint8 *
render_view (SlOffscreen *offscreen, const SlScene *scene, SlAssets *assets, const SlPictureOptions *options, int width, int height, GError **error)
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
  sl_error_set (error, SL_ERROR_INPUT, _("shot %s has no frame %g; its frames are 0 to %d"), options->shot_id, options->frame, (int) shot->frames - 1);
  return FALSE;
}

guint8 *
sl_render_picture (SlOffscreen *offscreen, const SlPlan *plan, SlAssets *assets, const SlPictureOptions *options, int *width, int *height, GError **error)
{
  g_autoptr (SlSceneMaker) maker = options->shot_id != NULL ? sl_scene_maker_new_shot (plan, assets, options->shot_id, error)
                                                           : sl_scene_maker_new_stage (plan, assets, options->stage_id, first_setup (plan, options->stage_id), error);
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, options->frame, error) : NULL;

  if (scene == NULL || (options->shot_id != NULL && !check_frame (plan, options, error)))
    return NULL;
  *width = options->width;
  *height = options->height;
  sl_render_size (scene->has_camera && options->view == SL_VIEW_PERSPECTIVE && options->shot_id != NULL ? scene->camera.tan_h / scene->camera.tan_v : 16. / 9, width, height);
  if (!check_size (*width, *height, error))
    return NULL;
  if (options->from != NULL)
    return render_from (offscreen, scene, assets, options, *width, *height, error);
  if (options->shot_id != NULL)
    return render_shot (offscreen, scene, assets, options, *width, *height, error);
  return render_view (offscreen, scene, assets, options, *width, *height, error);
}

/* --- clips --- */

/* Where frames go: a video, or numbered pictures that are taken away again when the clip fails. */
typedef struct {
  SlClipWriter *writer;
  GPtrArray    *pictures;
  const char   *path;
  int           width, height;
} Sink;

static gboolean
put_frame (Sink *sink, guint8 *rgba, GError **error)
{
  g_autofree guint8 *owned = NULL;
  gsize stem = strlen (sink->path) - strlen (".png");

  if (sink->writer != NULL)
    return sl_clip_writer_push (sink->writer, rgba, error);
  owned = rgba;
  g_ptr_array_add (sink->pictures, g_strdup_printf ("%.*s-%05u.png", (int) stem, sink->path, sink->pictures->len));
  return sl_image_write_png (sink->pictures->pdata[sink->pictures->len - 1], rgba, sink->width, sink->height, error);
}

static gboolean
open_sink (Sink *sink, const SlClipOptions *options, SlRational fps, GError **error)
{
  sink->path = options->path;
  if (sl_file_has_suffix (options->path, ".png"))
    {
      sink->pictures = g_ptr_array_new_with_free_func (g_free);
      return TRUE;
    }
  sink->writer = sl_clip_writer_new (options->path, sink->width, sink->height, fps, error);
  return sink->writer != NULL;
}

static gboolean
close_sink (Sink *sink, gboolean ok, GError **error)
{
  if (sink->writer != NULL && ok)
    ok = sl_clip_writer_finish (sink->writer, error);
  else if (sink->writer != NULL)
    sl_clip_writer_cancel (sink->writer);
  for (guint i = 0; !ok && sink->pictures != NULL && i < sink->pictures->len; i++)
    g_unlink (sink->pictures->pdata[i]);
  g_clear_pointer (&sink->pictures, g_ptr_array_unref);
  return ok;
}

/* One line along the foot: who, what, lens, where in time. */
static void
burn_in (guint8 *rgba, int width, int height, const SlScene *scene)
{
  const SlShot *shot = (const SlShot *) scene->shot;
  int line = MAX (12, height / 26), margin = line / 2, top = height - line - margin;
  const SlEntity *production = sl_plan_count (scene->plan, SL_KIND_PRODUCTION) > 0 ? sl_plan_at (scene->plan, SL_KIND_PRODUCTION, 0) : NULL;
  g_autofree char *time = sl_rational_timecode (shot->fps, (gint64) scene->frame);
  g_autofree char *left = g_strdup_printf ("%s  %s  %g mm  T%g", production != NULL ? sl_entity_title (production) : "", shot->number != NULL ? shot->number : shot->entity.id,
                                           shot->focal_mm, shot->stop);
  g_autofree char *right = g_strdup_printf ("%s  %d / %d", time, (int) scene->frame, (int) shot->frames);
  g_autoptr (SlTextPicture) left_text = sl_text_picture_new (left, line, FALSE);
  g_autoptr (SlTextPicture) right_text = sl_text_picture_new (right, line, FALSE);

  for (int y = top - margin; y < height; y++) /* a darker band keeps it readable */
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++)
        rgba[((gsize) y * (gsize) width + (gsize) x) * 4 + (gsize) c] = (guint8) (rgba[((gsize) y * (gsize) width + (gsize) x) * 4 + (gsize) c] * 2 / 5);
  sl_text_picture_put (left_text, rgba, width, height, margin, top);
  sl_text_picture_put (right_text, rgba, width, height, width - right_text->width - margin, top);
}

/* A frame on its way: its scene is made while the one before is drawn, and that one is drawn while the one before it goes
 * to the encoder. */
typedef struct {
  SlScene    *scene;
  ShotPicture picture;
} Frame;

enum { FRAMES_ON_THEIR_WAY = 3 };

typedef struct {
  const SlPlan        *plan;
  SlAssets            *assets;
  const SlClipOptions *options;
  SlOffscreen         *offscreen;
  Sink                 sink;
  GQueue               frames;      /* Frame, oldest first */
  gint64               done, total; /* frames */
} Clip;

static gboolean
finish_frame (Clip *clip, GError **error)
{
  const SlClipOptions *options = clip->options;
  g_autofree Frame *frame = g_queue_pop_head (&clip->frames);
  g_autoptr (SlScene) scene = frame->scene;
  guint8 *rgba = shot_picture_finish (&frame->picture, error);

  if (rgba == NULL)
    return FALSE;
  if (!options->plain)
    burn_in (rgba, clip->sink.width, clip->sink.height, scene);
  if (!put_frame (&clip->sink, rgba, error))
    return FALSE;
  clip->done++;
  if (options->progress != NULL)
    options->progress ((double) clip->done / (double) clip->total, options->progress_data);
  return TRUE;
}

static gboolean
begin_frame (Clip *clip, SlSceneMaker *maker, gint64 number, GError **error)
{
  SlScene *scene = sl_scene_maker_at (maker, (double) number, error);
  Frame *frame;

  if (scene == NULL)
    return FALSE;
  frame = g_new (Frame, 1);
  frame->scene = scene;
  frame->picture = shot_picture_begin (clip->offscreen, scene, clip->assets, SL_SHADING_PREVIS, clip->sink.width, clip->sink.height, clip->options->samples);
  g_queue_push_tail (&clip->frames, frame);
  return TRUE;
}

static void
frame_drop (gpointer data)
{
  Frame *frame = data;

  sl_pending_drop (frame->picture.pending);
  sl_draw_list_free (frame->picture.list);
  sl_scene_free (frame->scene);
  g_free (frame);
}

static gboolean
render_shot_frames (Clip *clip, const char *shot_id, GError **error)
{
  const SlShot *shot = sl_plan_get (clip->plan, SL_KIND_SHOT, shot_id);
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (clip->plan, clip->assets, shot_id, error);
  gboolean ok = maker != NULL;

  for (gint64 number = 0; ok && number < shot->frames; number++)
    ok = !sl_error_set_if_cancelled (g_cancellable_is_cancelled (clip->options->cancellable), error) && begin_frame (clip, maker, number, error)
         && (clip->frames.length < FRAMES_ON_THEIR_WAY || finish_frame (clip, error));
  while (ok && clip->frames.length > 0)
    ok = finish_frame (clip, error);
  g_queue_clear_full (&clip->frames, frame_drop); /* what a clip that ends early leaves; no scene outlives its maker */
  return ok;
}

/* Sizes and rate come from the first shot; every shot must be there and share the rate. */
static gboolean
prepare_clip (Clip *clip, SlRational *fps, GError **error)
{
  const SlClipOptions *options = clip->options;

  if (options->shots[0] == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan has no shot to make a clip of; add one"));
      return FALSE;
    }
  for (guint i = 0; options->shots[i] != NULL; i++)
    {
      const SlShot *shot = sl_plan_get (clip->plan, SL_KIND_SHOT, options->shots[i]);

      if (shot == NULL)
        {
          sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no shot “%s”; “show” lists them"), options->shots[i]);
          return FALSE;
        }
      if (i == 0)
        *fps = shot->fps;
      else if (shot->fps.num != fps->num || shot->fps.den != fps->den)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("shot %s runs at another rate than the first; make clips of their own"), options->shots[i]);
          return FALSE;
        }
      clip->total += shot->frames;
    }
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (clip->plan, clip->assets, options->shots[0], error);
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, 0, error) : NULL;
  if (scene == NULL)
    return FALSE;
  clip->sink.width = options->width;
  clip->sink.height = options->height;
  sl_render_size (scene->camera.tan_h / scene->camera.tan_v, &clip->sink.width, &clip->sink.height);
  return check_size (clip->sink.width, clip->sink.height, error);
}

gboolean
sl_render_clip (const SlPlan *plan, SlAssets *assets, const SlClipOptions *options, GError **error)
{
  Clip clip = { .plan = plan, .assets = assets, .options = options };
  g_autoptr (SlOffscreen) offscreen = NULL;
  SlRational fps;
  gboolean ok = TRUE;

  if (!prepare_clip (&clip, &fps, error) || (offscreen = sl_offscreen_new (SL_GL_ANY, error)) == NULL || !open_sink (&clip.sink, options, fps, error))
    return FALSE;
  clip.offscreen = offscreen;
  for (guint i = 0; ok && options->shots[i] != NULL; i++)
    ok = render_shot_frames (&clip, options->shots[i], error);
  return close_sink (&clip.sink, ok, error);
}
