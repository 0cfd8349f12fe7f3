#include "sl-pace-lines.h"

#include <math.h>

#include "sl-i18n.h"

#define FOOT .3048 /* m */

struct SlPaceLines {
  SlEditor  *editor;
  SlPlan    *plan; /* that `most` is of, with the shot */
  char      *shot;
  gboolean   known;
  SlPaceMost most;
};

SlPaceLines *
sl_pace_lines_new (SlEditor *editor)
{
  SlPaceLines *lines = g_new0 (SlPaceLines, 1);

  lines->editor = g_object_ref (editor);
  return lines;
}

void
sl_pace_lines_free (SlPaceLines *lines)
{
  if (lines == NULL)
    return;
  g_clear_pointer (&lines->plan, sl_plan_unref);
  g_free (lines->shot);
  g_object_unref (lines->editor);
  g_free (lines);
}

static void
line_free (gpointer data)
{
  SlPaceLine *line = data;

  g_free (line->now);
  g_free (line->most);
  g_free (line->limit);
  g_free (line->spoken_now);
  g_free (line->spoken_most);
  g_free (line);
}

/* --- what is shown --- */

static gboolean
is_meant (SlEditor *editor, const SlShot *shot)
{
  const SlCamera *camera = sl_plan_get (sl_editor_plan (editor), SL_KIND_CAMERA, shot->camera);
  const GPtrArray *ids = sl_editor_selection (editor);

  if (ids->len != 1 || camera == NULL)
    return FALSE;
  return g_str_equal (ids->pdata[0], shot->entity.id) || g_str_equal (ids->pdata[0], shot->camera)
         || g_strcmp0 (ids->pdata[0], camera->rig) == 0;
}

/* Of the plan as it is, not as a hand would have it: the same as check says. */
static gboolean
find_most (SlPaceLines *lines, const SlShot *shot)
{
  SlPlan *plan = (SlPlan *) sl_editor_plan (lines->editor);
  g_autoptr (SlSceneMaker) maker = NULL;

  if (lines->plan == plan && g_strcmp0 (lines->shot, shot->entity.id) == 0)
    return lines->known;
  g_clear_pointer (&lines->plan, sl_plan_unref);
  g_free (lines->shot);
  lines->plan = sl_plan_ref (plan);
  lines->shot = g_strdup (shot->entity.id);
  maker = sl_scene_maker_new_shot (plan, NULL, shot->entity.id, NULL);
  lines->known = maker != NULL && sl_pace_most (maker, NULL, &lines->most);
  return lines->known;
}

static char *
figure (SlPaceOf what, double value, gboolean imperial)
{
  const gboolean length = what == SL_PACE_SPEED || what == SL_PACE_ACCELERATION;

  return sl_number_fixed (length && imperial ? value / FOOT : value, length ? 2 : 1);
}

static SlPaceLine *
line_new (SlPaceOf what, double now, double most, gint64 frame, double limit, gboolean imperial)
{
  static const char *const titles[SL_N_PACES] = { N_("Speed"), N_("Acceleration"), N_("Pan speed"), N_("Tilt speed") };
  static const char *const units[2][SL_N_PACES] = { { "m/s", "m/s²", "°/s", "°/s" },
                                                    { "ft/s", "ft/s²", "°/s", "°/s" } };
  SlPaceLine *line = g_new0 (SlPaceLine, 1);
  g_autofree char *allowed = isnan (limit) ? NULL : figure (what, limit, imperial);

  line->title = _(titles[what]);
  line->unit = units[imperial][what];
  line->now = figure (what, now, imperial);
  line->most = figure (what, most, imperial);
  line->limit = allowed != NULL ? g_strdup_printf ("≤ %s", allowed) : NULL;
  line->frame = frame;
  line->stands = most < 1e-6;
  line->over = sl_pace_is_over (most, limit);
  line->over_now = sl_pace_is_over (now, limit);
  line->spoken_now = g_strdup_printf (_("%s now: %s %s"), line->title, line->now, line->unit);
  if (line->over)
    line->spoken_most = g_strdup_printf (_("%s at most %s %s at frame %d, more than the %s %s of the rig"), line->title,
                                         line->most, line->unit, (int) frame, allowed, line->unit);
  else if (allowed != NULL)
    line->spoken_most = g_strdup_printf (_("%s at most %s %s at frame %d, of the %s %s of the rig"), line->title,
                                         line->most, line->unit, (int) frame, allowed, line->unit);
  else
    line->spoken_most = g_strdup_printf (_("%s at most %s %s at frame %d"), line->title, line->most, line->unit,
                                         (int) frame);
  return line;
}

GPtrArray *
sl_pace_lines_now (SlPaceLines *lines)
{
  const SlShot *shot = sl_editor_shot (lines->editor);
  const SlSceneMaker *maker = sl_editor_maker (lines->editor);
  SlPace now;

  if (shot == NULL || maker == NULL || !is_meant (lines->editor, shot) || !find_most (lines, shot)
      || !sl_pace_at (maker, (gint64) sl_editor_frame (lines->editor), &now))
    return NULL;
  const SlPlan *plan = sl_editor_plan (lines->editor);
  const SlCamera *camera = sl_plan_get (plan, SL_KIND_CAMERA, shot->camera);
  const SlRig *rig = sl_plan_get (plan, SL_KIND_RIG, camera->rig);
  GPtrArray *out = g_ptr_array_new_with_free_func (line_free);
  for (SlPaceOf what = 0; what < SL_N_PACES; what++)
    g_ptr_array_add (out, line_new (what, now.numbers[what], lines->most.most.numbers[what], lines->most.frames[what],
                                    sl_pace_limit (rig, what), sl_editor_imperial (lines->editor)));
  return out;
}
