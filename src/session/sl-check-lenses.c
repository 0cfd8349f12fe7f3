#include "sl-check-lenses.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"
#include "sl-scene.h"

#define SLACK .05 /* mm, stops and metres: as figures are rounded in catalogues */
enum { MOST_FRAMES = 2000 /* that are looked at; longer shots in steps */ };

typedef enum { FOCAL, STOP, FOCUS, N_WISHES } Wish;
static const char *const fields[N_WISHES] = { "focal_mm", "stop", "focus" };

/* One shot; what was said of it is not said again. */
typedef struct {
  const SlShot    *shot;
  const SlLensSet *set;
  GPtrArray       *findings;
  gboolean         said[N_WISHES];
} Run;

/* The fastest of those that cover the focal length; NULL where none does: nobody knows then what it can do. */
static const SlLens *
lens_for (const SlLensSet *set, double focal_mm)
{
  const SlLens *found = NULL;

  for (guint i = 0; i < sl_list_n (set->lenses); i++)
    {
      const SlLens *lens = sl_list_at (set->lenses, SlLens, i);
      const double longest = isnan (lens->focal_max_mm) ? lens->focal_mm : lens->focal_max_mm;

      if (focal_mm > lens->focal_mm - SLACK && focal_mm < longest + SLACK
          && (found == NULL || !(lens->t_stop >= found->t_stop)))
        found = lens;
    }
  return found;
}

static void
say (Run *run, Wish what, gint64 frame, double focal_mm, double wanted, double limit)
{
  const char *number = run->shot->number != NULL ? run->shot->number : run->shot->entity.id;
  g_autofree char *focal = sl_number_to_text (round (focal_mm * 10) / 10);
  g_autofree char *has = sl_number_to_text (round (wanted * 100) / 100);
  g_autofree char *most = sl_number_to_text (round (limit * 100) / 100), *remedy = NULL;
  const int at = (int) frame;

  if (run->said[what])
    return;
  run->said[what] = TRUE;
  if (what == STOP)
    {
      remedy = g_strdup_printf (_("Set T%s, or choose a faster lens"), most);
      sl_findings_add (run->findings, SL_SEVERITY_WARNING, &run->shot->entity, fields[what], remedy,
                       _("Shot %s, frame %d: T%s is wider than the lens of %s mm opens, T%s"), number, at, has, focal,
                       most);
    }
  else
    {
      remedy = g_strdup_printf (_("Focus at %s m or farther, or choose another lens"), most);
      sl_findings_add (run->findings, SL_SEVERITY_WARNING, &run->shot->entity, fields[what], remedy,
                       _("Shot %s, frame %d: the focus is %s m, and the lens of %s mm focuses from %s m on"), number,
                       at, has, focal, most);
    }
}

static gboolean
read_wishes (const SlEntity *shot, double wishes[N_WISHES])
{
  for (guint i = 0; i < N_WISHES; i++)
    {
      SlField field;
      const double *number = sl_record_find (&sl_kind_info (SL_KIND_SHOT)->record, shot, fields[i], &field, NULL);

      if (number == NULL)
        return FALSE;
      wishes[i] = *number;
    }
  return TRUE;
}

static void
check_frame (Run *run, const SlEntity *shot, gint64 frame)
{
  double wishes[N_WISHES];
  const SlLens *lens = read_wishes (shot, wishes) ? lens_for (run->set, wishes[FOCAL]) : NULL;

  if (lens != NULL && lens->t_stop > 0 && wishes[STOP] < lens->t_stop - SLACK)
    say (run, STOP, frame, wishes[FOCAL], wishes[STOP], lens->t_stop);
  if (lens != NULL && lens->close_focus > 0 && wishes[FOCUS] < lens->close_focus - SLACK)
    say (run, FOCUS, frame, wishes[FOCAL], wishes[FOCUS], lens->close_focus);
}

/* Whether a track changes one of the wishes; else the first frame tells for all. */
static gboolean
changes (const SlShot *shot)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      for (guint k = 0; k < N_WISHES; k++)
        if (g_strcmp0 (track->target, shot->entity.id) == 0 && g_strcmp0 (track->path, fields[k]) == 0)
          return TRUE;
    }
  return FALSE;
}

static void
check_shot (Run *run, const SlSceneMaker *maker, SlWatch *watch)
{
  const gint64 frames = changes (run->shot) ? run->shot->frames : 1, step = MAX (1, frames / MOST_FRAMES);

  for (gint64 frame = 0; frame < frames && !sl_watch_is_cancelled (watch); frame += step)
    {
      g_autoptr (SlEntity) now = sl_scene_maker_entity (maker, run->shot->entity.id, (double) frame, NULL);

      if (now != NULL)
        check_frame (run, now, frame);
    }
}

/* The set that the shot's camera takes; NULL where none is known. */
static const SlLensSet *
set_of (const SlPlan *plan, const SlSceneMaker *maker, const SlShot *shot)
{
  g_autoptr (SlEntity) camera = sl_scene_maker_entity (maker, shot->camera, 0, NULL);
  g_autofree char *id = camera != NULL ? sl_entity_get (camera, "lenses", NULL) : NULL;
  const SlLensSet *set = id != NULL ? sl_plan_get (plan, SL_KIND_LENS_SET, id) : NULL;

  return set != NULL && sl_list_n (set->lenses) > 0 ? set : NULL;
}

void
sl_check_lenses (const SlPlan *plan, SlWatch *watch, GPtrArray *findings)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT) && !sl_watch_is_cancelled (watch); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      g_autoptr (SlSceneMaker) maker = sl_plan_get (plan, SL_KIND_CAMERA, shot->camera) != NULL
                                       ? sl_scene_maker_new_shot (plan, NULL, shot->entity.id, NULL) : NULL;
      Run run = { shot, maker != NULL ? set_of (plan, maker, shot) : NULL, findings };

      if (run.set != NULL)
        check_shot (&run, maker, watch);
    }
}
