#include "rcpsp-oracle.h"

#define PLENTY 30000 /* of a resource whose capacity is no rule */

static gboolean
calendar_is_closed (const SlRcpsp *p, int calendar, int unit)
{
  for (guint i = 0; i < p->closures->len; i++)
    {
      const SlRcpspClosure *c = &g_array_index (p->closures, SlRcpspClosure, i);
      if (c->calendar == calendar && c->from <= unit && unit < c->to)
        return TRUE;
    }
  return FALSE;
}

gboolean
oracle_is_closed (const SlRcpsp *p, int activity, int unit)
{
  if (calendar_is_closed (p, sl_rcpsp_activity (p, activity)->calendar, unit))
    return TRUE;
  for (guint i = 0; i < p->uses->len; i++)
    {
      const SlRcpspUse *u = &g_array_index (p->uses, SlRcpspUse, i);
      if (u->activity == activity && u->amount > 0
          && calendar_is_closed (p, sl_rcpsp_resource (p, u->resource)->calendar, unit))
        return TRUE;
    }
  return FALSE;
}

int
oracle_end (const SlRcpsp *p, int activity, int start)
{
  int left = sl_rcpsp_activity (p, activity)->duration, at = start;

  if (left > 0 && oracle_is_closed (p, activity, start))
    return -1;
  for (; left > 0; at++)
    left -= !oracle_is_closed (p, activity, at);
  return at;
}

static int
taken (const SlRcpsp *p, const int *start, int resource, int unit, int n)
{
  int sum = 0;

  for (guint i = 0; i < p->uses->len; i++)
    {
      const SlRcpspUse *u = &g_array_index (p->uses, SlRcpspUse, i);
      if (u->resource == resource && u->activity < n && start[u->activity] <= unit
          && unit < oracle_end (p, u->activity, start[u->activity]))
        sum += u->amount;
    }
  return sum;
}

/* Whether activity n − 1 keeps all rules beside those before it. */
static gboolean
fits (const SlRcpsp *p, const int *start, int n)
{
  const int a = n - 1, end = oracle_end (p, a, start[a]);
  const SlRcpspActivity *activity = sl_rcpsp_activity (p, a);

  if (end < 0 || start[a] < activity->release || (activity->deadline >= 0 && end > activity->deadline)
      || (p->horizon > 0 && end > p->horizon))
    return FALSE;
  for (guint i = 0; i < p->arcs->len; i++)
    {
      const SlRcpspArc *arc = &g_array_index (p->arcs, SlRcpspArc, i);
      if (MAX (arc->before, arc->after) == a
          && start[arc->after] < oracle_end (p, arc->before, start[arc->before]) + arc->lag)
        return FALSE;
    }
  for (guint r = 0; r < p->resources->len; r++)
    for (int unit = start[a]; unit < end; unit++)
      if (taken (p, start, (int) r, unit, n) > sl_rcpsp_resource (p, (int) r)->capacity)
        return FALSE;
  return TRUE;
}

int
oracle_check (const SlRcpsp *p, const int *start)
{
  int last = 0;

  for (int n = 1; n <= (int) p->activities->len; n++)
    {
      if (start[n - 1] < 0 || !fits (p, start, n))
        return -1;
      last = MAX (last, oracle_end (p, n - 1, start[n - 1]));
    }
  return last;
}

/* All starts of activity n on; `last` is the last end so far, `best` the best one found, `enough` one that will do. */
static int
try_all (const SlRcpsp *p, int *start, int n, int last, int best, int enough)
{
  if (n == (int) p->activities->len)
    return last;
  for (start[n] = 0; start[n] < best && best > enough; start[n]++)
    if (fits (p, start, n + 1))
      {
        const int end = MAX (last, oracle_end (p, n, start[n]));
        if (end < best)
          best = try_all (p, start, n + 1, end, best, enough);
      }
  return best;
}

int
oracle_least (const SlRcpsp *p, int limit, gboolean any)
{
  g_autofree int *start = g_new (int, p->activities->len + 1);
  const int best = try_all (p, start, 0, 0, limit + 1, any ? limit : -1);

  return best <= limit ? best : -1;
}

static gboolean
has (const GArray *rules, int without, SlRcpspRule rule, int index)
{
  if (rules == NULL)
    return TRUE;
  for (guint i = 0; i < rules->len; i++)
    {
      const SlRcpspRuleRef *r = &g_array_index (rules, SlRcpspRuleRef, i);
      if ((int) i != without && r->rule == rule && r->index == index)
        return TRUE;
    }
  return FALSE;
}

SlRcpsp *
oracle_only (const SlRcpsp *p, const GArray *rules, int without)
{
  SlRcpsp *copy = sl_rcpsp_new ();

  for (int i = 0; i < (int) p->activities->len; i++)
    {
      const SlRcpspActivity *a = sl_rcpsp_activity (p, i);
      SlRcpspActivity *to = sl_rcpsp_activity (copy, sl_rcpsp_add_activity (copy, a->name, a->duration));
      to->release = has (rules, without, SL_RCPSP_RELEASE, i) ? a->release : 0;
      to->deadline = has (rules, without, SL_RCPSP_DEADLINE, i) ? a->deadline : SL_RCPSP_NONE;
      to->calendar = has (rules, without, SL_RCPSP_ACTIVITY_CALENDAR, i) ? a->calendar : SL_RCPSP_NONE;
    }
  for (int i = 0; i < (int) p->resources->len; i++)
    {
      const SlRcpspResource *r = sl_rcpsp_resource (p, i);
      const int capacity = has (rules, without, SL_RCPSP_CAPACITY, i) ? r->capacity : PLENTY;
      SlRcpspResource *to = sl_rcpsp_resource (copy, sl_rcpsp_add_resource (copy, r->name, capacity));
      to->calendar = has (rules, without, SL_RCPSP_RESOURCE_CALENDAR, i) ? r->calendar : SL_RCPSP_NONE;
    }
  for (int i = 0; i < (int) p->arcs->len; i++)
    if (has (rules, without, SL_RCPSP_ARC, i))
      g_array_append_val (copy->arcs, g_array_index (p->arcs, SlRcpspArc, i));
  for (guint i = 0; i < p->calendars->len; i++)
    sl_rcpsp_add_calendar (copy, p->calendars->pdata[i]);
  g_array_append_vals (copy->uses, p->uses->data, p->uses->len);
  g_array_append_vals (copy->closures, p->closures->data, p->closures->len);
  copy->horizon = has (rules, without, SL_RCPSP_HORIZON, 0) ? p->horizon : 0;
  return copy;
}

SlRcpsp *
oracle_random (guint seed, int most)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  SlRcpsp *p = sl_rcpsp_new ();
  const int n = g_rand_int_range (random, most > 4 ? most / 2 : 1, most + 1), m = g_rand_int_range (random, 1, 4);

  for (int c = 0; c < 2; c++)
    {
      sl_rcpsp_add_calendar (p, c == 0 ? "weekdays" : "nights");
      for (int k = g_rand_int_range (random, 0, 3); k > 0; k--)
        {
          const int from = g_rand_int_range (random, 0, 12);
          sl_rcpsp_close (p, c, from, from + g_rand_int_range (random, 0, 4));
        }
    }
  for (int r = 0; r < m; r++)
    {
      g_autofree char *name = g_strdup_printf ("stage %d", r);
      sl_rcpsp_add_resource (p, name, g_rand_int_range (random, 1, most > 4 ? 6 : 4));
      sl_rcpsp_resource (p, r)->calendar = g_rand_int_range (random, -1, seed % 3 == 0 ? 2 : 0);
    }
  for (int a = 0; a < n; a++)
    {
      g_autofree char *name = g_strdup_printf ("shoot %d", a);
      const int index = sl_rcpsp_add_activity (p, name, g_rand_int_range (random, 0, 4));
      SlRcpspActivity *activity = sl_rcpsp_activity (p, index);
      activity->release = g_rand_int_range (random, 0, 3) == 0 ? g_rand_int_range (random, 0, 6) : 0;
      if (g_rand_int_range (random, 0, most > 4 ? 9 : 3) == 0)
        activity->deadline = g_rand_int_range (random, 2, 10 + most);
      activity->calendar = g_rand_int_range (random, -1, seed % 3 == 0 ? 2 : 0);
      for (int r = 0; r < m; r++)
        if (g_rand_int_range (random, 0, 5) > 0)
          sl_rcpsp_need (p, a, r, g_rand_int_range (random, 0, sl_rcpsp_resource (p, r)->capacity + 1));
      for (int before = 0; before < a; before++)
        if (g_rand_int_range (random, 0, most) == 0)
          sl_rcpsp_precede (p, before, a, g_rand_int_range (random, 0, 3) % 3);
    }
  p->horizon = seed % 5 == 0 ? g_rand_int_range (random, 4, 10 + most) : 0;
  return p;
}
