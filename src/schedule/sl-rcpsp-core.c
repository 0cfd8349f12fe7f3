#include "sl-rcpsp-core.h"

#include <string.h>

/* Counts in first[i + 1] become places of first items. */
static void
sum_up (int *first, int n)
{
  for (int i = 0; i < n; i++)
    first[i + 1] += first[i];
}

static void
take_arcs (SlCore *core, const SlRcpsp *p, const SlCoreMask *mask)
{
  const SlRcpspArc *arcs = (const SlRcpspArc *) (gpointer) p->arcs->data;
  const guint8 *on = mask != NULL ? mask->arc : NULL;
  g_autofree int *after = g_new0 (int, core->n + 1), *before = g_new0 (int, core->n + 1);

  core->after = (SlCoreArcs) { g_new0 (int, core->n + 1), g_new (SlCoreArc, p->arcs->len) };
  core->before = (SlCoreArcs) { g_new0 (int, core->n + 1), g_new (SlCoreArc, p->arcs->len) };
  for (guint i = 0; i < p->arcs->len; i++)
    if (!sl_core_is_off (on, (int) i))
      {
        core->after.first[arcs[i].before + 1]++;
        core->before.first[arcs[i].after + 1]++;
      }
  sum_up (core->after.first, core->n);
  sum_up (core->before.first, core->n);
  for (guint i = 0; i < p->arcs->len; i++)
    if (!sl_core_is_off (on, (int) i))
      {
        const SlRcpspArc *a = &arcs[i];
        core->after.items[core->after.first[a->before] + after[a->before]++] = (SlCoreArc) { a->after, a->lag };
        core->before.items[core->before.first[a->after] + before[a->after]++] = (SlCoreArc) { a->before, a->lag };
      }
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  const SlRcpspUse *x = a, *y = b;
  return x->activity != y->activity ? (x->activity > y->activity) - (x->activity < y->activity)
                                    : (x->resource > y->resource) - (x->resource < y->resource);
}

/* By activity and resource, the amounts of both added; without what needs nothing. */
static GArray *
join_uses (const SlRcpsp *p)
{
  g_autoptr (GArray) sorted = g_array_copy (p->uses);
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (SlRcpspUse));

  g_array_sort (sorted, compare_uses);
  for (guint i = 0; i < sorted->len; i++)
    {
      const SlRcpspUse *use = &g_array_index (sorted, SlRcpspUse, i);
      SlRcpspUse *last = joined->len > 0 ? &g_array_index (joined, SlRcpspUse, joined->len - 1) : NULL;

      if (use->amount == 0 || sl_rcpsp_activity (p, use->activity)->duration == 0)
        continue;
      if (last != NULL && compare_uses (last, use) == 0)
        last->amount = MIN (last->amount + use->amount, SL_RCPSP_MAX_AMOUNT + 1);
      else
        g_array_append_val (joined, *use);
    }
  return joined;
}

static void
take_uses (SlCore *core, const GArray *joined, const SlCoreMask *mask)
{
  const guint8 *on = mask != NULL ? mask->capacity : NULL;
  g_autofree int *filled = g_new0 (int, core->m);
  int n = 0;

  core->uses = (SlCoreUses) { g_new0 (int, core->n + 1), g_new (SlCoreUse, joined->len) };
  core->users = (SlCoreUses) { g_new0 (int, core->m + 1), g_new (SlCoreUse, joined->len) };
  for (guint i = 0; i < joined->len; i++)
    {
      const SlRcpspUse *use = &g_array_index (joined, SlRcpspUse, i);
      if (sl_core_is_off (on, use->resource))
        continue;
      core->uses.items[n++] = (SlCoreUse) { use->resource, use->amount };
      core->uses.first[use->activity + 1]++;
      core->users.first[use->resource + 1]++;
    }
  sum_up (core->uses.first, core->n);
  sum_up (core->users.first, core->m);
  for (int a = 0; a < core->n; a++)
    for (int i = core->uses.first[a]; i < core->uses.first[a + 1]; i++)
      {
        const SlCoreUse use = core->uses.items[i];
        core->users.items[core->users.first[use.other] + filled[use.other]++] = (SlCoreUse) { a, use.amount };
      }
}

/* --- windows --- */

/* Activities in an order that arcs allow, the first by number first; those on a cycle, or behind one, are left out. */
static void
put_in_order (SlCore *core)
{
  g_autofree int *waits = g_new (int, core->n);

  core->order = g_new (int, core->n);
  core->place = g_new0 (int, core->n);
  core->ordered = 0;
  for (int a = 0; a < core->n; a++)
    if ((waits[a] = core->before.first[a + 1] - core->before.first[a]) == 0)
      core->order[core->ordered++] = a;
  for (int i = 0; i < core->ordered; i++)
    {
      const int a = core->order[i];
      core->place[a] = i;
      for (int k = core->after.first[a]; k < core->after.first[a + 1]; k++)
        if (--waits[core->after.items[k].other] == 0)
          core->order[core->ordered++] = core->after.items[k].other;
    }
}

/* A time by which everything could be done one after the other, windows apart. */
static gint64
serial_end (const SlRcpsp *p, const SlCore *core)
{
  gint64 sum = 0, latest = 0;

  for (int a = 0; a < core->n; a++)
    {
      const SlWorkingTime *time = core->time[a];
      sum += core->duration[a];
      latest = MAX (latest, sl_rcpsp_activity (p, a)->release);
      if (time != NULL)
        latest = MAX (latest, time->to[time->n - 1]);
    }
  for (guint i = 0; i < p->arcs->len; i++)
    sum += g_array_index (p->arcs, SlRcpspArc, i).lag;
  return sum + latest;
}

int
sl_core_push_right (const SlCore *core, int *start)
{
  int last = 0;

  for (int i = 0; i < core->ordered; i++)
    {
      const int a = core->order[i];
      int end;

      start[a] = sl_core_up (core, a, start[a]);
      end = sl_core_end (core, a, start[a]);
      last = MAX (last, end);
      for (int k = core->after.first[a]; k < core->after.first[a + 1]; k++)
        {
          int *next = &start[core->after.items[k].other];
          *next = MAX (*next, MIN (end + core->after.items[k].lag, 2 * SL_RCPSP_MAX_TIME));
        }
    }
  return last;
}

void
sl_core_push_left (const SlCore *core, int end, int *last)
{
  for (int a = 0; a < core->n; a++)
    last[a] = MIN (core->deadline[a], end);
  for (int i = core->ordered - 1; i >= 0; i--)
    {
      const int a = core->order[i];
      for (int k = core->after.first[a]; k < core->after.first[a + 1]; k++)
        {
          const SlCoreArc arc = core->after.items[k];
          last[a] = MIN (last[a], MAX (-1, sl_core_last_start (core, arc.other, last[arc.other]) - arc.lag));
        }
    }
}

int
sl_core_find_closed_window (const SlCore *core)
{
  for (int i = 0; i < core->ordered; i++)
    {
      const int a = core->order[i];
      if (sl_core_end (core, a, core->release[a]) > core->deadline[a])
        return a;
    }
  return -1;
}

SlCore *
sl_core_new (const SlRcpsp *problem, const SlCoreMask *mask)
{
  SlCore *core = g_new0 (SlCore, 1);
  g_autoptr (GArray) joined = join_uses (problem);
  g_autofree int *last = NULL;

  core->n = (int) problem->activities->len;
  core->m = (int) problem->resources->len;
  core->duration = g_new (int, core->n);
  core->release = g_new (int, core->n);
  core->deadline = g_new (int, core->n + 1); /* not NULL for memcpy() */
  core->capacity = g_new (int, core->m);
  for (int a = 0; a < core->n; a++)
    {
      const SlRcpspActivity *from = sl_rcpsp_activity (problem, a);
      core->duration[a] = from->duration;
      core->release[a] = mask != NULL && sl_core_is_off (mask->release, a) ? 0 : from->release;
    }
  for (int r = 0; r < core->m; r++)
    core->capacity[r] = sl_rcpsp_resource (problem, r)->capacity;
  take_arcs (core, problem, mask);
  take_uses (core, joined, mask);
  sl_core_take_calendars (core, problem, joined, mask);
  put_in_order (core);
  core->longest = serial_end (problem, core);
  core->horizon = (int) MIN (core->longest, SL_RCPSP_MAX_TIME);
  if (problem->horizon > 0 && (mask == NULL || !mask->no_horizon))
    core->horizon = MIN (core->horizon, problem->horizon);
  for (int a = 0; a < core->n; a++)
    {
      const int deadline = sl_rcpsp_activity (problem, a)->deadline;
      const gboolean off = deadline < 0 || (mask != NULL && sl_core_is_off (mask->deadline, a));
      core->deadline[a] = off ? core->horizon : MIN (core->horizon, deadline);
    }
  sl_core_push_right (core, core->release);
  last = g_new (int, core->n + 1);
  sl_core_push_left (core, core->horizon, last);
  memcpy (core->deadline, last, (gsize) core->n * sizeof (int));
  return core;
}

void
sl_core_free (SlCore *core)
{
  if (core == NULL)
    return;
  g_free (core->duration);
  g_free (core->release);
  g_free (core->deadline);
  g_free (core->time);
  g_ptr_array_unref (core->times);
  g_free (core->capacity);
  g_free (core->after.first);
  g_free (core->after.items);
  g_free (core->before.first);
  g_free (core->before.items);
  g_free (core->uses.first);
  g_free (core->uses.items);
  g_free (core->users.first);
  g_free (core->users.items);
  g_free (core->order);
  g_free (core->place);
  g_free (core);
}
