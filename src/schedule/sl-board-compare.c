#include "sl-board-compare.h"

#include <math.h>

/* --- two boards --- */

/* Id of each scene → its SlBoardScene; of one that stands there twice the first. */
static GHashTable *
scenes_of (const SlBoardRead *read)
{
  GHashTable *scenes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < read->scenes->len; i++)
    {
      SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);

      if (!g_hash_table_contains (scenes, s->scene->entity.id))
        g_hash_table_insert (scenes, s->scene->entity.id, s);
    }
  return scenes;
}

static const SlBoardDay *
day_of (const SlBoardRead *read, const SlBoardScene *s)
{
  return &g_array_index (read->days, SlBoardDay, s->day);
}

static const char *
unit_of (const SlBoardDay *day)
{
  return day->unit != NULL ? day->unit->entity.id : NULL;
}

static SlSceneDrift
drift_of (const SlBoardRead *was, const SlBoardScene *then, const SlBoardRead *is, const SlBoardScene *now)
{
  SlSceneDrift drift = { (now != NULL ? now : then)->scene, SL_DRIFT_SAME, G_MAXUINT, G_MAXUINT, 0 };
  const SlBoardDay *before = then != NULL ? day_of (was, then) : NULL, *after = now != NULL ? day_of (is, now) : NULL;

  drift.was = then != NULL ? then->day : G_MAXUINT;
  drift.is = now != NULL ? now->day : G_MAXUINT;
  if (then == NULL || now == NULL)
    drift.drift = then == NULL ? SL_DRIFT_ADDED : SL_DRIFT_TAKEN_OFF;
  else if (before->number != after->number || before->date != after->date
           || g_strcmp0 (unit_of (before), unit_of (after)) != 0)
    drift.drift = SL_DRIFT_MOVED;
  if (before != NULL && after != NULL && before->date != 0 && after->date != 0)
    drift.days = (gint) after->date - (gint) before->date;
  return drift;
}

static void
add (SlBoardDrift *drift, SlSceneDrift scene)
{
  drift->moved += scene.drift == SL_DRIFT_MOVED;
  drift->added += scene.drift == SL_DRIFT_ADDED;
  drift->taken_off += scene.drift == SL_DRIFT_TAKEN_OFF;
  g_array_append_val (drift->scenes, scene);
}

SlBoardDrift *
sl_board_compare (const SlBoardRead *was, const SlBoardRead *is)
{
  SlBoardDrift *drift = g_new0 (SlBoardDrift, 1);
  g_autoptr (GHashTable) before = scenes_of (was), after = scenes_of (is);

  drift->scenes = g_array_new (FALSE, FALSE, sizeof (SlSceneDrift));
  drift->was = was->sum;
  drift->is = is->sum;
  for (guint i = 0; i < is->scenes->len; i++)
    {
      const SlBoardScene *now = &g_array_index (is->scenes, SlBoardScene, i);

      if (g_hash_table_lookup (after, now->scene->entity.id) == now)
        add (drift, drift_of (was, g_hash_table_lookup (before, now->scene->entity.id), is, now));
    }
  for (guint i = 0; i < was->scenes->len; i++)
    {
      const SlBoardScene *then = &g_array_index (was->scenes, SlBoardScene, i);

      if (!g_hash_table_contains (after, then->scene->entity.id)
          && g_hash_table_lookup (before, then->scene->entity.id) == then)
        add (drift, drift_of (was, then, is, NULL));
    }
  return drift;
}

void
sl_board_drift_free (SlBoardDrift *drift)
{
  if (drift == NULL)
    return;
  g_array_unref (drift->scenes);
  g_free (drift);
}

/* --- what was shot --- */

static gint64
eighths_shot (const SlSceneEntity *scene)
{
  return scene->shot_eighths > 0 ? MIN (scene->shot_eighths, scene->eighths) : scene->eighths;
}

void
sl_board_progress (const SlBoardRead *read, guint32 day, SlBoardProgress *p)
{
  *p = (SlBoardProgress) { .days_behind = NAN };
  for (guint i = 0; i < read->scenes->len; i++)
    {
      const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);
      const guint32 date = day_of (read, s)->date;
      const gboolean due = date != 0 && date <= day, shot = s->scene->shot_on != 0 && s->scene->shot_on <= day;

      if (s->scene->omitted)
        continue;
      p->scenes_planned += due;
      p->eighths_planned += due ? s->scene->eighths : 0;
      p->scenes_shot += shot;
      p->eighths_shot += shot ? eighths_shot (s->scene) : 0;
      p->late += due && (!shot || eighths_shot (s->scene) < s->scene->eighths);
      if (shot && !isnan (s->scene->shot_minutes))
        {
          p->minutes_planned += s->minutes;
          p->minutes_shot += (gint32) lround (s->scene->shot_minutes);
        }
    }
  if (read->sum.eighths > 0)
    p->days_behind = (double) (p->eighths_planned - p->eighths_shot) * read->sum.days / (double) read->sum.eighths;
}

static SlShotDay *
shot_day (GArray *days, guint32 date)
{
  guint at = 0;

  while (at < days->len && g_array_index (days, SlShotDay, at).date < date)
    at++;
  if (at == days->len || g_array_index (days, SlShotDay, at).date != date)
    g_array_insert_val (days, at, ((SlShotDay) { .date = date }));
  return &g_array_index (days, SlShotDay, at);
}

static void
add_planned (GArray *days, const SlBoardRead *planned, const SlBoardDay *day)
{
  SlShotDay *d = shot_day (days, day->date);

  if (d->number == 0)
    d->number = day->number;
  d->minutes_planned += day->shooting;
  for (guint i = day->first_scene; i < day->first_scene + day->n_scenes; i++)
    {
      const SlBoardScene *s = &g_array_index (planned->scenes, SlBoardScene, i);

      d->setups_planned += s->setups;
      d->scenes_planned += !s->scene->omitted;
      d->eighths_planned += s->scene->omitted ? 0 : s->scene->eighths;
    }
}

static void
add_shot (GArray *days, const SlSceneEntity *scene)
{
  SlShotDay *d = shot_day (days, scene->shot_on);

  d->scenes_shot++;
  d->eighths_shot += eighths_shot (scene);
  d->minutes_shot += isnan (scene->shot_minutes) ? 0 : (gint32) lround (scene->shot_minutes);
  d->setups_shot += (guint) scene->shot_setups;
}

static gboolean
is_shot (const SlBoardRead *read, const SlSceneEntity *scene)
{
  return scene->shot_on != 0 && g_strcmp0 (scene->production, read->production->entity.id) == 0;
}

GArray *
sl_board_shot_days (const SlBoardRead *planned)
{
  GArray *days = g_array_new (FALSE, TRUE, sizeof (SlShotDay));
  gint64 behind = 0;

  for (guint i = 0; i < planned->days->len; i++)
    if (g_array_index (planned->days, SlBoardDay, i).date != 0)
      add_planned (days, planned, &g_array_index (planned->days, SlBoardDay, i));
  for (guint i = 0; i < sl_plan_count (planned->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (planned->plan, SL_KIND_SCENE, i);

      if (is_shot (planned, scene))
        add_shot (days, scene);
    }
  for (guint i = 0; i < days->len; i++)
    {
      SlShotDay *d = &g_array_index (days, SlShotDay, i);

      behind += d->eighths_planned - d->eighths_shot;
      d->eighths_behind = behind;
    }
  return days;
}

guint32
sl_board_last_shot (const SlBoardRead *read)
{
  guint32 last = 0;

  for (guint i = 0; i < sl_plan_count (read->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (read->plan, SL_KIND_SCENE, i);

      if (is_shot (read, scene))
        last = MAX (last, scene->shot_on);
    }
  return last;
}
