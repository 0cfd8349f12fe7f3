/* The tracked camera as it is drawn and as it is told. */
#include "sl-tracked-private.h"

#include "sl-i18n.h"
#include "sl-number.h"

#define USUAL_TAN_H   .36        /* where neither plan nor sender tells: 35 mm on Super 35 */
#define USUAL_RATIO   (16. / 9)
#define DEG           (180 / G_PI)

/* --- drawn --- */

static void
set_picture (const SlTracked *tracked, const SlScene *scene, SlDrawTracked *camera)
{
  const double focal = tracked->now.newest.focal_mm;
  const gboolean known = focal > 0 && isfinite (focal);

  if (scene->has_camera)
    {
      const double longer = known ? focal / scene->camera.focal_mm : 1;
      camera->tan_h = scene->camera.tan_h / longer;
      camera->tan_v = scene->camera.tan_v / longer;
      return;
    }
  const double squeeze = tracked->now.squeeze > 0 ? tracked->now.squeeze : 1;
  camera->tan_h = known && tracked->now.sensor_w_mm > 0 ? tracked->now.sensor_w_mm * squeeze / (2 * focal)
                                                        : USUAL_TAN_H;
  camera->tan_v = camera->tan_h / USUAL_RATIO;
}

gboolean
sl_tracked_camera (SlTracked *tracked, SlDrawTracked *camera)
{
  const SlScene *scene = sl_editor_scene (tracked->editor, NULL);
  const SlTrackingSample *s = sl_tracked_sample (tracked);

  if (s == NULL || scene == NULL)
    return FALSE;
  g_free (tracked->label);
  tracked->label = s->focal_mm > 0 && isfinite (s->focal_mm) ? g_strdup_printf (_("Tracked  %.1f mm"), s->focal_mm)
                                                             : g_strdup (_("Tracked"));
  *camera = (SlDrawTracked) { .frame = sl_frame_from_pose (s->position, s->pan, s->tilt, s->roll),
                              .stale = tracked->silent, .label = tracked->label };
  camera->focus_m = isfinite (s->pupil_offset_m) ? s->focus_m - s->pupil_offset_m : s->focus_m;
  set_picture (tracked, scene, camera);
  return TRUE;
}

/* --- compared --- */

/* The shot's frame that the sample's time code counts, which may lie between two; −1 for none. */
static double
frame_by_code (const SlTrackingSample *sample, const SlShot *shot)
{
  double frame;

  if (sample->frame < 0)
    return -1;
  frame = (double) sample->frame;
  if (sample->rate.num > 0)
    frame *= (double) sl_tracking_base (shot->fps) / (double) sl_tracking_base (sample->rate);
  return frame <= (double) (shot->frames - 1) ? frame : -1;
}

/* deg, about whichever axis. */
static double
turn_between (const SlFrame *a, const SlFrame *b)
{
  const double trace = sl_vec3_dot (a->x, b->x) + sl_vec3_dot (a->y, b->y) + sl_vec3_dot (a->z, b->z);
  const SlVec3 apart[] = { sl_vec3_sub (a->x, b->x), sl_vec3_sub (a->y, b->y), sl_vec3_sub (a->z, b->z) };
  const double sum = sl_vec3_dot (apart[0], apart[0]) + sl_vec3_dot (apart[1], apart[1])
                     + sl_vec3_dot (apart[2], apart[2]); /* 4 (1 − cos), sharp where they are close */

  return 2 * atan2 (sqrt (sum / 8), sqrt (fmax (0, (1 + trace) / 4))) * DEG;
}

gboolean
sl_tracked_drift (SlTracked *tracked, SlTrackedDrift *drift)
{
  const SlTrackingSample *s = sl_tracked_sample (tracked);
  const SlSceneMaker *maker = s != NULL ? sl_editor_maker (tracked->editor) : NULL;
  const SlShot *shot = maker != NULL ? sl_scene_maker_shot (maker) : NULL;
  SlSceneCamera planned;
  SlFrame frame;

  if (shot == NULL)
    return FALSE;
  drift->frame = frame_by_code (s, shot);
  drift->by_code = drift->frame >= 0;
  if (!drift->by_code)
    drift->frame = sl_editor_frame (tracked->editor);
  if (!sl_scene_maker_camera (maker, drift->frame, &planned, NULL))
    return FALSE;
  frame = sl_frame_from_pose (s->position, s->pan, s->tilt, s->roll);
  drift->apart_m = sl_vec3_length (sl_vec3_sub (frame.o, planned.frame.o));
  drift->turned_deg = turn_between (&frame, &planned.frame);
  return TRUE;
}

/* --- told --- */

void
sl_tracked_mark (SlTracked *tracked)
{
  const SlHeardNow *now = &tracked->now;

  if (tracked->n_marks == SL_TRACKED_MARKS)
    memmove (tracked->marks, tracked->marks + 1, --tracked->n_marks * sizeof *tracked->marks);
  tracked->marks[tracked->n_marks++] = (SlTrackedMark) {
    g_get_monotonic_time (), now->samples, now->report.timed, now->others,
    now->report.timed > 0 ? now->report.delay_mean_ms * (double) now->report.timed : 0,
  };
}

static void
add (GString *line, const char *text)
{
  g_string_append_printf (line, "%s%s", line->len > 0 ? "  ·  " : "", text);
}

static void
add_sender (const SlTracked *tracked, GString *line)
{
  const char *protocol = tracked->protocol == SL_TRACKING_FREED ? "FreeD" : "OpenTrackIO";
  const SlHeardNow *now = &tracked->now;
  g_autofree char *text = tracked->protocol == SL_TRACKING_FREED /* OpenTrackIO has an address for each */
    ? g_strdup_printf (_("%s from %s, camera %d"), protocol, now->sender, now->newest.source)
    : g_strdup_printf (_("%s from %s"), protocol, now->sender);

  add (line, text);
}

static void
add_rate (const SlTracked *tracked, GString *line)
{
  const SlTrackedMark *first = tracked->marks, *last = tracked->marks + tracked->n_marks - 1;
  const double seconds = tracked->n_marks > 1 ? (double) (last->us - first->us) / G_USEC_PER_SEC : 0;
  g_autofree char *rate = seconds > 0 ? g_strdup_printf ("%.1f Hz", (double) (last->samples - first->samples) / seconds)
                                      : NULL;
  g_autofree char *delay = NULL;

  if (rate != NULL)
    add (line, rate);
  if (seconds > 0 && last->timed > first->timed)
    delay = g_strdup_printf (_("delay %.1f ms"), (last->delay_ms - first->delay_ms)
                             / (double) (last->timed - first->timed));
  add (line, delay != NULL ? delay : _("delay unknown"));
}

static guint64
count_bad (const SlListenReport *report)
{
  guint64 n = 0;

  for (guint i = SL_PACKET_SHORT; i < SL_N_PACKETS; i++)
    n += report->bad[i];
  return n;
}

static void
add_losses (const SlTracked *tracked, GString *line)
{
  g_autofree char *lost = sl_number_grouped ((double) tracked->now.report.lost);
  g_autofree char *bad = sl_number_grouped ((double) count_bad (&tracked->now.report));
  g_autofree char *text = g_strdup_printf (_("%s lost, %s bad packets"), lost, bad);

  add (line, text);
}

static void
add_code (const SlTracked *tracked, GString *line)
{
  const SlTrackingSample *s = &tracked->now.newest;
  g_autofree char *code = s->frame >= 0 && s->rate.num > 0 ? sl_rational_timecode (s->rate, s->frame) : NULL;

  add (line, code != NULL ? code : _("no time code"));
}

static void
add_drift (SlTracked *tracked, GString *line)
{
  g_autofree char *length = NULL, *text = NULL;
  SlTrackedDrift drift;

  if (!sl_tracked_drift (tracked, &drift))
    return;
  length = sl_editor_imperial (tracked->editor) ? sl_length_to_feet (drift.apart_m)
                                                : g_strdup_printf ("%.3f m", drift.apart_m);
  text = drift.by_code ? g_strdup_printf (_("%s and %.2f° off the plan"), length, drift.turned_deg)
                       : g_strdup_printf (_("%s and %.2f° off the plan’s frame %.0f"), length, drift.turned_deg,
                                          drift.frame);
  add (line, text);
}

/* Of a sender that is heard, or was. */
static char *
words_of_samples (SlTracked *tracked)
{
  GString *line = g_string_new (NULL);
  const gboolean crowded = tracked->n_marks > 0 && tracked->now.others > tracked->marks[0].others;

  if (tracked->silent)
    {
      const double since = (double) (g_get_monotonic_time () - tracked->now.heard_us) / G_USEC_PER_SEC;
      g_autofree char *text = g_strdup_printf (_("Nothing has come from %s for %.0f s; look whether the tracker is on"),
                                               tracked->now.sender, since);
      add (line, text);
    }
  else
    {
      add_sender (tracked, line);
      add_rate (tracked, line);
    }
  add_losses (tracked, line);
  add_code (tracked, line);
  if (!tracked->silent)
    add_drift (tracked, line);
  if (crowded)
    add (line, _("another camera comes here too, and is not shown"));
  return g_string_free (line, FALSE);
}

char *
sl_tracked_words (SlTracked *tracked)
{
  const guint64 bad = count_bad (&tracked->now.report);
  g_autofree char *count = sl_number_grouped ((double) bad);

  if (tracked->trouble != NULL)
    return g_strdup (tracked->trouble);
  if (tracked->ear == NULL)
    return g_strdup ("");
  if (tracked->now.samples > 0)
    return words_of_samples (tracked);
  if (bad > 0)
    return g_strdup_printf (_("%s packets came to %s, and none is camera tracking; look at the protocol"), count,
                            tracked->address);
  if (tracked->silent)
    return g_strdup_printf (_("Nothing comes to %s; look whether the tracker is on and sends there"),
                            tracked->address);
  return g_strdup_printf (_("Listening to %s"), tracked->address);
}
