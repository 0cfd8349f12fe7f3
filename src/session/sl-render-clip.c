#include "sl-check.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-render-private.h"

/* A frame on its way: its scene is made while the one before is drawn, and that one is drawn while the one before it
 * goes to the encoder. */
typedef struct {
  SlScene      *scene;
  SlShotPicture picture;
} Frame;

enum { FRAMES_ON_THEIR_WAY = 3 };

typedef struct {
  const SlPlan        *plan;
  SlAssets            *assets;
  const SlClipOptions *options;
  SlOffscreen         *offscreen;
  SlClipWriter        *writer;
  int                  width, height;
  SlRational           fps;
  GPtrArray           *shots;       /* SlShot that can be made, borrowed from the plan */
  GQueue               frames;      /* Frame, oldest first */
  SlCoverage          *coverage;    /* of the shot that is drawn, for burn-ins; NULL where it is not known */
  gint64               done, total; /* frames */
} Clip;

/* The first and behind the last frame of a shot that are wanted. */
static gint64
first_frame (const SlClipOptions *options, const SlShot *shot)
{
  return MIN (options->first, shot->frames);
}

static gint64
end_frame (const SlClipOptions *options, const SlShot *shot)
{
  return options->end > 0 ? MIN (options->end, shot->frames) : shot->frames;
}

static void
burn_in (const Clip *clip, guint8 *rgba, const SlScene *scene)
{
  const gint64 index = (gint64) scene->frame - first_frame (clip->options, (const SlShot *) scene->shot);
  const gboolean known = clip->coverage != NULL && index >= 0 && index < (gint64) clip->coverage->n_frames;
  const SlBurnIn burn = { clip->options->burn, known ? &clip->coverage->frames[index] : NULL, clip->options->day };

  if (burn.what != 0)
    sl_burn_in (rgba, clip->width, clip->height, scene, &burn);
}

static gboolean
finish_frame (Clip *clip, GError **error)
{
  g_autofree Frame *frame = g_queue_pop_head (&clip->frames);
  g_autoptr (SlScene) scene = frame->scene;
  guint8 *rgba = sl_shot_picture_finish (&frame->picture, error);

  if (rgba == NULL)
    return FALSE;
  burn_in (clip, rgba, scene);
  if (!sl_clip_writer_push (clip->writer, rgba, error))
    return FALSE;
  clip->done++;
  sl_watch_tell (clip->options->watch, (double) clip->done / (double) clip->total);
  return TRUE;
}

static void
begin_frame (Clip *clip, SlScene *scene)
{
  Frame *frame = g_new (Frame, 1);

  frame->scene = scene;
  frame->picture = sl_shot_picture_begin (clip->offscreen, scene, clip->assets, SL_SHADING_PREVIS, clip->width,
                                          clip->height, clip->options->samples);
  g_queue_push_tail (&clip->frames, frame);
}

static void
frame_drop (gpointer data)
{
  Frame *frame = data;

  sl_shot_picture_drop (&frame->picture);
  sl_scene_free (frame->scene);
  g_free (frame);
}

static void
omit_rest (const Clip *clip, const SlShot *shot, gint64 frame, const GError *why)
{
  g_autoptr (GError) told = g_error_new (why->domain, why->code, _("the shot ends before its frame %d: %s"),
                                         (int) frame, why->message);

  sl_findings_add_error (clip->options->omissions, SL_SEVERITY_WARNING, &shot->entity, NULL,
                         _("Correct it from there on"), told);
}

/* What is burned in of it; a shot that cannot be analysed has a clip all the same. */
static void
analyse (Clip *clip, const SlShot *shot)
{
  const gint64 first = first_frame (clip->options, shot);
  g_autoptr (SlWatch) quiet = sl_watch_new_part (clip->options->watch, 0, 0);
  const SlCoverageOptions options = { .first_frame = first, .n_frames = end_frame (clip->options, shot) - first,
                                      .watch = quiet };

  g_clear_pointer (&clip->coverage, sl_coverage_free);
  if ((clip->options->burn & SL_BURN_GRADE) != 0)
    clip->coverage = sl_coverage_analyse (clip->plan, clip->assets, shot->entity.id, &options, NULL);
}

static gboolean
render_shot_frames (Clip *clip, const SlShot *shot, GError **error)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (clip->plan, clip->assets, shot->entity.id, error);
  gboolean ok = maker != NULL;

  analyse (clip, shot);
  for (gint64 number = first_frame (clip->options, shot); ok && number < end_frame (clip->options, shot); number++)
    {
      g_autoptr (GError) why = NULL;
      SlScene *scene = sl_scene_maker_at (maker, (double) number, &why);
      if (scene == NULL)
        {
          omit_rest (clip, shot, number, why);
          break;
        }
      begin_frame (clip, scene);
      ok = !sl_watch_stops (clip->options->watch, error)
           && (clip->frames.length < FRAMES_ON_THEIR_WAY || finish_frame (clip, error));
    }
  while (ok && clip->frames.length > 0)
    ok = finish_frame (clip, error);
  g_queue_clear_full (&clip->frames, frame_drop); /* what a clip that ends early leaves; no scene outlives its maker */
  return ok;
}

/* --- which shots --- */

/* Sizes and rate come from the first shot that can be made. */
static void
take_shot (Clip *clip, const SlShot *shot)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (clip->plan, clip->assets, shot->entity.id, &why);
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, 0, &why) : NULL;

  if (maker != NULL)
    sl_findings_merge (clip->options->omissions, sl_scene_maker_findings (maker));
  if (scene == NULL)
    {
      sl_findings_add_error (clip->options->omissions, SL_SEVERITY_WARNING, &shot->entity, NULL,
                             _("Complete the shot"), why);
      return;
    }
  if (clip->shots->len == 0)
    {
      clip->fps = shot->fps;
      clip->width = clip->options->width;
      clip->height = clip->options->height;
      sl_render_size (scene->camera.tan_h / scene->camera.tan_v, clip->options->shorter, &clip->width, &clip->height);
    }
  else if (shot->fps.num != clip->fps.num || shot->fps.den != clip->fps.den)
    {
      sl_findings_add (clip->options->omissions, SL_SEVERITY_WARNING, &shot->entity, "fps",
                       _("Make a clip of its own"), _("the shot runs at another rate than the first"));
      return;
    }
  if (end_frame (clip->options, shot) <= first_frame (clip->options, shot))
    {
      sl_findings_add (clip->options->omissions, SL_SEVERITY_WARNING, &shot->entity, "frames",
                       _("Take frames that it has"), _("the shot has no frame %d"), (int) clip->options->first);
      return;
    }
  g_ptr_array_add (clip->shots, (gpointer) shot);
  clip->total += end_frame (clip->options, shot) - first_frame (clip->options, shot);
}

static gboolean
take_shots (Clip *clip, GError **error)
{
  const char *const *ids = clip->options->shots;

  if (ids[0] == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan has no shot to make a clip of; add one"));
      return FALSE;
    }
  for (guint i = 0; ids[i] != NULL; i++)
    if (sl_plan_get (clip->plan, SL_KIND_SHOT, ids[i]) == NULL)
      {
        sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no shot “%s”; “show” lists them"), ids[i]);
        return FALSE;
      }
  for (guint i = 0; ids[i] != NULL; i++)
    take_shot (clip, sl_plan_get (clip->plan, SL_KIND_SHOT, ids[i]));
  if (clip->shots->len > 0)
    return sl_render_check_size (clip->width, clip->height, error);
  sl_error_set (error, SL_ERROR_INPUT, _("no shot can be made into a clip yet; “check” says what they lack"));
  return FALSE;
}

static gboolean
write_clip (Clip *clip, GError **error)
{
  const SlClipFormat format = { clip->width, clip->height, clip->fps, clip->options->codec, clip->options->quality };
  gboolean ok = TRUE;

  clip->writer = sl_clip_writer_new (clip->options->path, &format, error);
  if (clip->writer == NULL)
    return FALSE;
  for (guint i = 0; ok && i < clip->shots->len; i++)
    ok = render_shot_frames (clip, clip->shots->pdata[i], error);
  if (ok)
    return sl_clip_writer_finish (clip->writer, clip->options->watch, error);
  sl_clip_writer_cancel (clip->writer);
  return FALSE;
}

gboolean
sl_render_clip (const SlPlan *plan, SlAssets *assets, const SlClipOptions *options, gint64 *frames, GError **error)
{
  g_autoptr (GPtrArray) shots = g_ptr_array_new ();
  g_autoptr (SlOffscreen) offscreen = NULL;
  Clip clip = { .plan = plan, .assets = assets, .options = options, .shots = shots };
  gboolean ok;

  ok = take_shots (&clip, error) && (offscreen = sl_offscreen_new (SL_GL_ANY, error)) != NULL;
  clip.offscreen = offscreen;
  ok = ok && write_clip (&clip, error);
  sl_coverage_free (clip.coverage);
  if (frames != NULL)
    *frames = clip.done;
  return ok;
}
