#include "sl-level-private.h"

#include <string.h>

#include "sl-rcpsp-sgs.h"

enum { SEED = 1 };

static SlLevel *
level_new (const SlPlan *plan)
{
  SlLevel *level = g_new0 (SlLevel, 1);

  level->plan = sl_plan_ref (plan);
  level->optimal = TRUE;
  level->places = g_array_new (FALSE, FALSE, sizeof (SlLevelPlace));
  level->moves = g_array_new (FALSE, FALSE, sizeof (SlLevelMove));
  g_array_set_clear_func (level->moves, sl_level_move_clear);
  level->conflicts = g_ptr_array_new_with_free_func (sl_level_conflict_free);
  level->days = g_array_new (FALSE, FALSE, sizeof (SlLevelDays));
  level->boards = g_array_new (FALSE, FALSE, sizeof (SlLevelBoard));
  g_array_set_clear_func (level->boards, sl_level_board_clear);
  level->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  return level;
}

void
sl_level_free (SlLevel *level)
{
  if (level == NULL)
    return;
  g_array_unref (level->places);
  g_array_unref (level->moves);
  g_array_unref (level->days);
  g_array_unref (level->boards);
  g_ptr_array_unref (level->conflicts);
  g_ptr_array_unref (level->findings);
  sl_plan_unref (level->plan);
  g_free (level);
}

static void
task_clear (SlLevelTask *task)
{
  g_ptr_array_unref (task->moving);
  g_ptr_array_unref (task->blocks);
  g_array_unref (task->things);
  g_array_unref (task->stays);
  g_array_unref (task->links);
  sl_rcpsp_free (task->problem);
  sl_level_free (task->level);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlLevelTask, task_clear)

/* --- who can have no days --- */

/* The least urgent of those that the rules are about; else of all. */
static SlLevelBlock *
choose_left (const SlLevelTask *task, const SlRcpspConflict *conflict)
{
  int last = -1;

  for (guint i = 0; i < conflict->rules->len; i++)
    {
      const SlRcpspRuleRef *rule = &g_array_index (conflict->rules, SlRcpspRuleRef, i);

      if (rule->rule == SL_RCPSP_RELEASE || rule->rule == SL_RCPSP_DEADLINE
          || rule->rule == SL_RCPSP_ACTIVITY_CALENDAR)
        last = MAX (last, rule->index);
      else if (rule->rule == SL_RCPSP_ARC)
        last = MAX (last, g_array_index (task->problem->arcs, SlRcpspArc, rule->index).after);
    }
  if (last >= (int) task->stays->len)
    return task->moving->pdata[last - (int) task->stays->len];
  for (guint i = task->moving->len; i-- > 0;)
    if (!((SlLevelBlock *) task->moving->pdata[i])->left)
      return task->moving->pdata[i];
  return NULL;
}

/* Takes blocks out until a schedule of the others exists, as far as that is known in time. */
static gboolean
leave_out (SlLevelTask *task, SlWatch *watch, GError **error)
{
  for (;;)
    {
      g_autoptr (SlRcpspConflict) conflict = NULL;
      g_autoptr (GError) local = NULL;
      SlLevelBlock *left;

      sl_level_fill (task);
      conflict = sl_rcpsp_find_conflict (task->problem, task->input->seconds, watch, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (conflict == NULL || (left = choose_left (task, conflict)) == NULL)
        return TRUE;
      sl_level_add_conflict (task, conflict, left);
      left->left = TRUE;
    }
}

/* --- days --- */

/* Each as early as it can in the order of `list`, kept where all are over by the makespan, which may become less. */
static gboolean
place_in_order (const SlRcpsp *problem, const int *list, SlRcpspResult *result)
{
  g_autoptr (SlCore) core = sl_core_new (problem, NULL);
  g_autoptr (SlSgs) sgs = sl_sgs_new (core);
  g_autofree int *start = g_new (int, MAX (result->n, 1));
  const gint64 cost = sl_sgs_forward (sgs, list, start);

  if (cost > result->makespan)
    return FALSE;
  memcpy (result->start, start, result->n * sizeof (int));
  result->makespan = (int) cost;
  return TRUE;
}

/* The same by urgency with nobody before the days that it has. */
static gboolean
place_in_days (const SlLevelTask *task, const int *list, SlRcpspResult *result)
{
  g_autofree int *release = g_new (int, MAX (result->n, 1));
  gboolean placed;

  for (guint i = 0; i < result->n; i++)
    release[i] = sl_rcpsp_activity (task->problem, (int) i)->release;
  for (guint i = 0; i < task->moving->len; i++)
    {
      const SlLevelBlock *block = task->moving->pdata[i];
      SlRcpspActivity *activity = sl_rcpsp_activity (task->problem, block->activity);

      if (!block->left)
        activity->release = MAX (activity->release, (int) (block->from - task->level->first));
    }
  placed = place_in_order (task->problem, list, result);
  for (guint i = 0; i < result->n; i++)
    sl_rcpsp_activity (task->problem, (int) i)->release = release[i];
  return placed;
}

/* By urgency where that takes no longer than the shortest schedule; else that one, all as early as it lets them. */
static void
place (SlLevelTask *task, SlRcpspResult *result)
{
  g_autofree int *list = g_new (int, MAX (result->n, 1));

  for (guint i = 0; i < result->n; i++)
    list[i] = (int) i;
  if (!place_in_days (task, list, result) && !place_in_order (task->problem, list, result))
    {
      g_autoptr (SlCore) core = sl_core_new (task->problem, NULL);
      g_autoptr (SlSgs) sgs = sl_sgs_new (core);

      sl_sgs_list (sgs, result->start, list);
      place_in_order (task->problem, list, result);
    }
  task->level->makespan = result->makespan;
  task->level->lower_bound = result->lower_bound;
  task->level->optimal = result->makespan == result->lower_bound;
}

/* --- all of it --- */

static void
task_init (SlLevelTask *task, const SlLevelInput *input)
{
  *task = (SlLevelTask) {
    .input = input, .level = level_new (input->plan),
    .blocks = g_ptr_array_new_with_free_func (sl_level_block_free), .moving = g_ptr_array_new (),
    .things = g_array_new (FALSE, FALSE, sizeof (SlLevelThing)),
    .stays = g_array_new (FALSE, FALSE, sizeof (SlLevelStay)),
    .links = g_array_new (FALSE, FALSE, sizeof (SlLevelLink)),
  };
}

SlLevel *
sl_level_new (const SlLevelInput *input, SlWatch *watch, GError **error)
{
  const SlRcpspLimits limits = { .seconds = input->seconds, .seed = SEED };
  g_auto (SlLevelTask) task = { 0 };
  g_autoptr (SlRcpspResult) result = NULL;

  task_init (&task, input);
  if (!sl_level_take_bookings (&task, error))
    return NULL;
  if (task.blocks->len == 0)
    return g_steal_pointer (&task.level);
  sl_level_take_boards (&task);
  sl_level_cut_stays (&task);
  if (!leave_out (&task, watch, error)
      || (result = sl_rcpsp_solve (task.problem, &limits, watch, error)) == NULL)
    return NULL;
  for (guint i = 0; i < task.moving->len; i++)
    task.level->held += !((const SlLevelBlock *) task.moving->pdata[i])->left;
  place (&task, result);
  sl_level_take_starts (&task, result->start);
  return g_steal_pointer (&task.level);
}
