#include "sl-rcpsp-core.h"

static void
reason_clear (gpointer reason)
{
  g_array_unref (((SlRcpspReason *) reason)->others);
}

/* By releases and arcs it starts no sooner; the arc is noted where one of them says so. */
static int
least_start (const SlRcpsp *problem, const SlCore *core, const int *now, SlRcpspReason *reason)
{
  int least = sl_rcpsp_activity (problem, reason->activity)->release;

  reason->hold = SL_RCPSP_HELD_RELEASE;
  for (int k = core->before.first[reason->activity]; k < core->before.first[reason->activity + 1]; k++)
    {
      const SlCoreArc arc = core->before.items[k];
      const int end = sl_core_end (core, arc.other, now[arc.other]);
      if (end + arc.lag < least || (end + arc.lag == least && reason->hold == SL_RCPSP_HELD_ARC))
        continue;
      least = end + arc.lag;
      reason->hold = SL_RCPSP_HELD_ARC;
      reason->until = end;
      g_array_set_size (reason->others, 0);
      g_array_append_val (reason->others, arc.other);
    }
  return least;
}

/* Who else has the resource at `at`, into `others`; the first end among them into *until. What they have of it. */
static int
find_others (const SlCore *core, const int *now, int resource, int self, int at, GArray *others, int *until)
{
  int taken = 0;

  g_array_set_size (others, 0);
  *until = G_MAXINT;
  for (int i = core->users.first[resource]; i < core->users.first[resource + 1]; i++)
    {
      const SlCoreUse user = core->users.items[i];
      const int end = sl_core_end (core, user.other, now[user.other]);
      if (user.other == self || now[user.other] > at || end <= at)
        continue;
      taken += user.amount;
      *until = MIN (*until, end);
      g_array_append_val (others, user.other);
    }
  return taken;
}

/* A resource that the activity would lack if it started at `earlier`, the open unit before the one where it does. */
static gboolean
find_resource (const SlCore *core, const int *now, int earlier, SlRcpspReason *reason)
{
  const int a = reason->activity;

  for (int at = now[a] - 1; at >= earlier; at--) /* from its start on there is room */
    for (int k = core->uses.first[a]; k < core->uses.first[a + 1]; k++)
      {
        const SlCoreUse use = core->uses.items[k];
        if (find_others (core, now, use.other, a, at, reason->others, &reason->until) + use.amount
            <= core->capacity[use.other])
          continue;
        reason->hold = SL_RCPSP_HELD_RESOURCE;
        reason->resource = use.other;
        return TRUE;
      }
  g_array_set_size (reason->others, 0);
  return FALSE;
}

static void
find_reason (const SlRcpsp *problem, const SlCore *core, const int *now, SlRcpspReason *reason)
{
  const int a = reason->activity, start = now[a], least = least_start (problem, core, now, reason);
  const int earlier = start > 0 ? sl_core_down (core, a, start - 1) : -1;

  if (start <= least)
    {
      reason->until = reason->hold == SL_RCPSP_HELD_ARC ? reason->until : start;
      return;
    }
  g_array_set_size (reason->others, 0);
  reason->until = start;
  reason->hold = SL_RCPSP_HELD_CALENDAR;
  if (earlier < least || find_resource (core, now, earlier, reason))
    return;
  reason->hold = SL_RCPSP_HELD_FREE;
  reason->until = start;
}

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const SlRcpspReason *x = a, *y = b;
  return x->to != y->to ? (x->to > y->to) - (x->to < y->to)
                        : (x->activity > y->activity) - (x->activity < y->activity);
}

GArray *
sl_rcpsp_reasons (const SlRcpsp *problem, const int *before, const int *now)
{
  GArray *reasons = g_array_new (FALSE, FALSE, sizeof (SlRcpspReason));
  g_autoptr (SlCore) core = sl_core_new (problem, NULL);

  g_array_set_clear_func (reasons, reason_clear);
  for (int a = 0; a < core->n; a++)
    {
      SlRcpspReason reason = { a, before[a], now[a], SL_RCPSP_HELD_FREE, -1, 0, NULL };

      if (before[a] == now[a])
        continue;
      reason.others = g_array_new (FALSE, FALSE, sizeof (int));
      find_reason (problem, core, now, &reason);
      g_array_append_val (reasons, reason);
    }
  g_array_sort (reasons, compare_reasons);
  return reasons;
}
