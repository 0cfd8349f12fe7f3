/* How long a scene takes, and what must be done before it. */
#include <math.h>

#include "sl-rules.h"
#include "sl-board-private.h"
#include "sl-calibrations.h"

/* --- a scene by itself --- */

void
sl_scene_minutes (const SlSceneEntity *scene, const SlProduction *production, double minutes[3])
{
  const double eighth = production != NULL ? production->eighth_minutes : 20;
  const double likely = isnan (scene->minutes) ? eighth * (double) scene->eighths : scene->minutes;

  minutes[1] = likely;
  minutes[0] = isnan (scene->minutes_low) ? .8 * likely : MIN (scene->minutes_low, likely);
  minutes[2] = isnan (scene->minutes_high) ? 1.5 * likely : MAX (scene->minutes_high, likely);
}

const GPtrArray *
sl_board_shots (const SlBoardReader *reader, const SlSceneEntity *scene)
{
  return g_hash_table_lookup (reader->shots, scene->entity.id);
}

static double
factor_of (const SlProduction *production, SlGrade grade)
{
  switch (grade)
    {
    case SL_GRADE_AMBER: return production->amber_factor;
    case SL_GRADE_ORANGE: return production->orange_factor;
    case SL_GRADE_RED: return production->red_factor;
    default: return 1;
    }
}

/* What bad grades add to a scene of that many set-ups (min): shots that are not graded count as good. */
static double
lengthened (SlBoardReader *reader, SlBoardScene *s, const GPtrArray *shots)
{
  const SlBoardInput *input = reader->input;
  double sum = 0;

  for (guint i = 0; input->grade != NULL && shots != NULL && i < shots->len; i++)
    {
      SlGrade grade = SL_GRADE_GREEN;

      if (!input->grade (((const SlEntity *) shots->pdata[i])->id, &grade, input->data))
        continue;
      s->graded = TRUE;
      s->grade = MAX (s->grade, grade);
      sum += factor_of (input->production, grade) - 1;
    }
  return s->graded ? sum / shots->len * s->setups * input->production->setup_minutes : 0;
}

void
sl_board_time (SlBoardReader *reader, SlBoardScene *s)
{
  const SlPlan *plan = reader->input->plan;
  const SlSceneEntity *scene = s->scene;
  const GPtrArray *shots = sl_board_shots (reader, scene);
  const SlSetup *setup = scene->setup != NULL ? sl_plan_get (plan, SL_KIND_SETUP, scene->setup) : NULL;
  const char *stage = scene->stage != NULL ? scene->stage : setup != NULL ? setup->stage : NULL;
  double minutes[3];

  sl_scene_minutes (scene, reader->input->production, minutes);
  s->setups = scene->setups > 0 ? (guint) scene->setups : shots != NULL ? shots->len : 0;
  s->setup = scene->setup;
  s->environment = scene->environment != NULL ? scene->environment : setup != NULL ? setup->environment : NULL;
  s->stage = stage != NULL ? sl_plan_get (plan, SL_KIND_STAGE, stage) : NULL;
  s->minutes = scene->omitted ? 0 : (gint32) lround (minutes[1] + lengthened (reader, s, shots));
}

/* --- what comes before it --- */

static gboolean
is_mode (const SlOverride *value, const SlSetup *setup)
{
  static const char *const paths[] = { "fps", "bits", "ultra_low_latency", NULL };

  return g_strcmp0 (value->target, setup->stage) == 0 && value->path != NULL && g_strv_contains (paths, value->path);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* All that makes the setup differ from another one of its stage, whatever the order in which it is written. */
static char *
mark_of (const SlSetup *setup, gboolean mode)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; !mode && i < sl_list_n (setup->absent); i++)
    g_ptr_array_add (parts, g_strconcat ("-", *sl_list_at (setup->absent, char *, i), NULL));
  for (guint i = 0; i < sl_list_n (setup->values); i++)
    {
      const SlOverride *value = sl_list_at (setup->values, SlOverride, i);

      if (is_mode (value, setup) == mode)
        g_ptr_array_add (parts, g_strdup_printf ("%s.%s=%s", value->target, value->path,
                                                 value->value != NULL ? value->value : ""));
    }
  g_ptr_array_sort (parts, compare_texts);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("\n", (char **) parts->pdata);
}

char **
sl_board_marks (SlBoardReader *reader, const SlSetup *setup)
{
  char **marks = g_hash_table_lookup (reader->setups, setup->entity.id);

  if (marks != NULL)
    return marks;
  marks = g_new0 (char *, 3);
  marks[0] = mark_of (setup, FALSE);
  marks[1] = mark_of (setup, TRUE);
  g_hash_table_insert (reader->setups, setup->entity.id, marks);
  return marks;
}

static SlStageState *
state_of (SlBoardReader *reader, const SlStage *stage)
{
  SlStageState *state = g_hash_table_lookup (reader->stages, stage->entity.id);

  if (state == NULL)
    g_hash_table_insert (reader->stages, stage->entity.id, state = g_new0 (SlStageState, 1));
  return state;
}

static void
change_setup (SlBoardReader *reader, SlBoardScene *s, SlStageState *state)
{
  const SlSetup *setup = s->setup != NULL ? sl_plan_get (reader->input->plan, SL_KIND_SETUP, s->setup) : NULL;

  if (setup == NULL || g_strcmp0 (setup->stage, s->stage->entity.id) != 0)
    return;
  char **marks = sl_board_marks (reader, setup);
  if (state->begun && state->wall != NULL && !g_str_equal (state->wall, marks[0]))
    {
      const double change = isnan (setup->change_minutes) ? s->stage->change_minutes : setup->change_minutes;

      s->wall = (gint32) lround (change);
      s->walls = 1;
    }
  if (state->begun && state->mode != NULL && !g_str_equal (state->mode, marks[1]))
    {
      s->mode = (gint32) lround (s->stage->mode_minutes);
      s->modes = 1;
    }
  state->wall = marks[0];
  state->mode = marks[1];
}

static void
change_load (SlBoardReader *reader, SlBoardScene *s, SlStageState *state)
{
  const SlEnvironment *environment;

  if (s->environment == NULL || g_strcmp0 (state->environment, s->environment) == 0)
    return;
  state->environment = s->environment;
  environment = sl_plan_get (reader->input->plan, SL_KIND_ENVIRONMENT, s->environment);
  if (environment == NULL)
    return;
  s->load = (gint32) lround (environment->load_minutes);
  s->loads = 1;
}

GPtrArray *
sl_board_calibrations (const SlBoardReader *reader, const SlBoardScene *s)
{
  const GPtrArray *shots = sl_board_shots (reader, s->scene);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; s->stage != NULL && shots != NULL && i < shots->len; i++)
    {
      g_auto (SlShotGear) gear = { 0 };

      sl_shot_gear (reader->input->plan, shots->pdata[i], &gear);
      if (gear.body == NULL || g_strcmp0 (gear.stage, s->stage->entity.id) != 0)
        continue;
      for (guint w = 0; w < gear.walls->len; w++)
        g_ptr_array_add (all, sl_calibration_key (reader->input->plan, reader->input->production, s->environment,
                                                  gear.walls->pdata[w], &gear));
    }
  return all;
}

/* Counts one calibration where wall and camera meet for the first time. */
static void
change_calibration (SlBoardReader *reader, SlBoardScene *s, gboolean *warm)
{
  g_autoptr (GPtrArray) all = sl_board_calibrations (reader, s);

  for (guint i = 0; i < all->len; i++)
    s->calibrations += g_hash_table_add (reader->calibrated, g_strdup (all->pdata[i]));
  if (s->calibrations == 0)
    return;
  s->calibration = (gint32) lround (s->calibrations * s->stage->calibration_minutes
                                    + (*warm ? 0 : s->stage->warmup_minutes));
  *warm = TRUE;
}

void
sl_board_change (SlBoardReader *reader, SlBoardScene *s, const SlBoardScene *before, gboolean *warm)
{
  if (s->stage == NULL || s->scene->omitted)
    return;
  SlStageState *state = state_of (reader, s->stage);
  if (before != NULL && before->stage != NULL && before->stage != s->stage)
    {
      s->move = (gint32) lround (s->stage->move_minutes);
      *warm = FALSE;
    }
  change_setup (reader, s, state);
  change_load (reader, s, state);
  change_calibration (reader, s, warm);
  state->begun = TRUE;
}
