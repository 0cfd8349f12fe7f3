#include <string.h>

#include "sl-i18n.h"
#include "sl-level-private.h"

/* --- what stays and clashes --- */

typedef struct {
  SlLevelTask *task;
  GArray      *cut;     /* SlLevelStay: what each has alone */
  guint16     *taken;   /* of the thing, by day from the first */
} Cutter;

/* Bookings before boards, then the earlier. */
static int
by_thing (gconstpointer a, gconstpointer b)
{
  const SlLevelStay *one = a, *other = b;
  const gboolean board = one->who->kind != SL_KIND_BOOKING, other_board = other->who->kind != SL_KIND_BOOKING;

  if (one->thing != other->thing || board != other_board)
    return one->thing != other->thing ? one->thing - other->thing : (int) board - (int) other_board;
  return one->from != other->from ? (one->from > other->from) - (one->from < other->from)
                                  : (one->to > other->to) - (one->to < other->to);
}

/* Together with whoever had the thing on the first of the days before. */
static void
tell_clash (const Cutter *c, const SlLevelStay *stay, guint32 from, guint32 to)
{
  SlLevelConflict *conflict = g_new0 (SlLevelConflict, 1);

  *conflict = (SlLevelConflict) { g_ptr_array_new_with_free_func (g_free), g_ptr_array_new (), TRUE, from, to, NULL };
  for (guint i = 0; i < c->cut->len; i++)
    {
      const SlLevelStay *other = &g_array_index (c->cut, SlLevelStay, i);

      if (other->thing != stay->thing || other->from > from || other->to < from)
        continue;
      g_ptr_array_add (conflict->rules, sl_level_stay_text (c->task, other));
      g_ptr_array_add (conflict->ids, other->who->id);
    }
  g_ptr_array_add (conflict->rules, sl_level_stay_text (c->task, stay));
  g_ptr_array_add (conflict->ids, stay->who->id);
  g_ptr_array_add (conflict->rules, sl_level_room_text (&g_array_index (c->task->things, SlLevelThing, stay->thing)));
  g_ptr_array_add (c->task->level->conflicts, conflict);
}

/* Runs of days on which there is room are kept, the others told. */
static void
cut (Cutter *c, const SlLevelStay *stay)
{
  const guint room = g_array_index (c->task->things, SlLevelThing, stay->thing).room;
  const guint32 first = c->task->level->first;

  for (guint32 day = stay->from, next; day <= stay->to; day = next)
    {
      const gboolean fits = c->taken[day - first] < room;
      SlLevelStay run = *stay;

      for (next = day + 1; next <= stay->to && (c->taken[next - first] < room) == fits; next++)
        ;
      run.from = day;
      run.to = next - 1;
      if (!fits)
        {
          tell_clash (c, stay, run.from, run.to);
          continue;
        }
      for (; day < next; day++)
        c->taken[day - first]++;
      g_array_append_val (c->cut, run);
    }
}

void
sl_level_cut_stays (SlLevelTask *task)
{
  const gsize days = task->last - task->level->first + 1;
  Cutter c = { task, g_array_new (FALSE, FALSE, sizeof (SlLevelStay)), g_new0 (guint16, days) };

  g_array_sort (task->stays, by_thing);
  for (guint i = 0; i < task->stays->len; i++)
    {
      const SlLevelStay *stay = &g_array_index (task->stays, SlLevelStay, i);

      if (i > 0 && stay->thing != (stay - 1)->thing)
        memset (c.taken, 0, days * sizeof (guint16));
      cut (&c, stay);
    }
  g_array_unref (task->stays);
  task->stays = c.cut;
  g_free (c.taken);
}

/* --- the problem --- */

static int
by_urgency (gconstpointer a, gconstpointer b)
{
  const SlLevelBlock *one = *(SlLevelBlock *const *) a, *other = *(SlLevelBlock *const *) b;

  if (one->urgency != other->urgency)
    return one->urgency < other->urgency ? -1 : 1;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return strcmp (((const SlEntity *) one->bookings->pdata[0])->id, ((const SlEntity *) other->bookings->pdata[0])->id);
}

/* Whoever comes before another is as urgent. Links go from earlier days to later ones. */
static void
order_blocks (SlLevelTask *task)
{
  gboolean changed = TRUE;

  while (changed)
    {
      changed = FALSE;
      for (guint i = 0; i < task->links->len; i++)
        {
          const SlLevelLink *link = &g_array_index (task->links, SlLevelLink, i);
          SlLevelBlock *before = task->blocks->pdata[link->before];
          const SlLevelBlock *after = task->blocks->pdata[link->after];

          if (after->urgency >= before->urgency)
            continue;
          before->urgency = after->urgency;
          changed = TRUE;
        }
    }
  g_ptr_array_set_size (task->moving, 0);
  for (guint i = 0; i < task->blocks->len; i++)
    if (!((SlLevelBlock *) task->blocks->pdata[i])->stays)
      g_ptr_array_add (task->moving, task->blocks->pdata[i]);
  g_ptr_array_sort (task->moving, by_urgency);
}

/* Of people and things that no block takes with it, it need not be known when they are taken. */
static void
drop_stays (SlLevelTask *task)
{
  g_autofree gboolean *needed = g_new0 (gboolean, task->things->len);
  guint kept = 0;

  for (guint i = 0; i < task->moving->len; i++)
    {
      const SlLevelBlock *block = task->moving->pdata[i];

      for (guint k = 0; k < block->needs->len; k++)
        needed[g_array_index (block->needs, int, k)] = TRUE;
    }
  for (guint i = 0; i < task->stays->len; i++)
    {
      const SlLevelStay stay = g_array_index (task->stays, SlLevelStay, i);

      if (needed[stay.thing] || g_array_index (task->things, SlLevelThing, stay.thing).form == SL_CLASH_PLACE)
        g_array_index (task->stays, SlLevelStay, kept++) = stay;
    }
  g_array_set_size (task->stays, kept);
}

static void
add_stays (SlLevelTask *task)
{
  const guint32 first = task->level->first;

  for (guint i = 0; i < task->stays->len; i++)
    {
      const SlLevelStay *stay = &g_array_index (task->stays, SlLevelStay, i);
      const int at = sl_rcpsp_add_activity (task->problem, sl_entity_title (stay->who),
                                            (int) (stay->to - stay->from + 1));
      SlRcpspActivity *activity = sl_rcpsp_activity (task->problem, at);

      activity->release = (int) (stay->from - first);
      activity->deadline = (int) (stay->to - first + 1);
      sl_rcpsp_need (task->problem, at, stay->thing, 1);
    }
}

/* Days that are off, from the first on for as long as it could take. */
static void
close_days (const SlLevelTask *task, const SlLevelBlock *block, int calendar, guint days)
{
  guint from = 0;

  for (guint day = 0; day <= days; day++)
    {
      if (day < days && !sl_level_works (block, task->level->first + day))
        continue;
      if (day > from)
        sl_rcpsp_close (task->problem, calendar, (int) from, (int) day);
      from = day + 1;
    }
}

/* Blocks with the same days off share a calendar. */
static int
calendar_of (const SlLevelTask *task, guint index, guint days)
{
  const SlLevelBlock *block = task->moving->pdata[index];
  g_autofree char *name = NULL;

  if (block->off[0] == NULL && block->off[1] == NULL)
    return SL_RCPSP_NONE;
  for (guint i = 0; i < index; i++)
    {
      const SlLevelBlock *other = task->moving->pdata[i];

      if (other->off[0] == block->off[0] && other->off[1] == block->off[1] && !other->left)
        return sl_rcpsp_activity (task->problem, other->activity)->calendar;
    }
  name = block->off[0] == NULL || block->off[1] == NULL || block->off[0] == block->off[1]
         ? g_strdup (sl_entity_title (&block->off[block->off[0] == NULL]->entity))
         : g_strdup_printf ("%s + %s", sl_entity_title (&block->off[0]->entity),
                            sl_entity_title (&block->off[1]->entity));
  const int calendar = sl_rcpsp_add_calendar (task->problem, name);
  close_days (task, block, calendar, days);
  return calendar;
}

static void
add_block (SlLevelTask *task, guint index, guint days)
{
  SlLevelBlock *block = task->moving->pdata[index];
  g_autofree char *title = sl_level_block_title (block);
  const guint32 first = task->level->first;

  block->activity = sl_rcpsp_add_activity (task->problem, title, block->left ? 0 : block->days);
  if (block->left)
    return;
  if (block->off[0] != NULL || block->off[1] != NULL)
    sl_level_not_after (block, first + days - 1, g_strdup (_("its calendar is followed no further")));
  const int calendar = calendar_of (task, index, days);
  SlRcpspActivity *activity = sl_rcpsp_activity (task->problem, block->activity);
  activity->calendar = calendar;
  activity->release = block->least.day > first ? (int) (block->least.day - first) : 0;
  if (block->most.day != 0)
    activity->deadline = block->most.day >= first ? (int) MIN (block->most.day - first + 1, SL_RCPSP_MAX_TIME / 4) : 0;
  sl_rcpsp_need (task->problem, block->activity, sl_plan_index (task->input->plan, block->stage->entity.id), 1);
  for (guint i = 0; i < block->needs->len; i++)
    sl_rcpsp_need (task->problem, block->activity, g_array_index (block->needs, int, i), 1);
}

void
sl_level_fill (SlLevelTask *task)
{
  guint days = task->last - task->level->first + 60;

  order_blocks (task);
  drop_stays (task);
  sl_rcpsp_free (task->problem);
  task->problem = sl_rcpsp_new ();
  for (guint i = 0; i < task->things->len; i++)
    {
      const SlLevelThing *thing = &g_array_index (task->things, SlLevelThing, i);
      sl_rcpsp_add_resource (task->problem, thing->name, (int) MIN (thing->room, SL_RCPSP_MAX_AMOUNT));
    }
  add_stays (task);
  for (guint i = 0; i < task->moving->len; i++) /* six days off a week at most, as most have it */
    days += 7 * (guint) ((const SlLevelBlock *) task->moving->pdata[i])->days;
  for (guint i = 0; i < task->moving->len; i++)
    add_block (task, i, MIN (days, 2 * SL_LEVEL_FAR));
  for (guint i = 0; i < task->links->len; i++)
    {
      const SlLevelLink *link = &g_array_index (task->links, SlLevelLink, i);
      const SlLevelBlock *before = task->blocks->pdata[link->before], *after = task->blocks->pdata[link->after];

      if (!before->left && !after->left)
        sl_rcpsp_precede (task->problem, before->activity, after->activity, 0);
    }
}
