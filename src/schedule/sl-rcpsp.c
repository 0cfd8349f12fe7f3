#include "sl-rcpsp.h"

static void
clear_activity (gpointer activity)
{
  g_free (((SlRcpspActivity *) activity)->name);
}

static void
clear_resource (gpointer resource)
{
  g_free (((SlRcpspResource *) resource)->name);
}

SlRcpsp *
sl_rcpsp_new (void)
{
  SlRcpsp *problem = g_new0 (SlRcpsp, 1);

  problem->activities = g_array_new (FALSE, FALSE, sizeof (SlRcpspActivity));
  problem->resources = g_array_new (FALSE, FALSE, sizeof (SlRcpspResource));
  problem->uses = g_array_new (FALSE, FALSE, sizeof (SlRcpspUse));
  problem->arcs = g_array_new (FALSE, FALSE, sizeof (SlRcpspArc));
  problem->closures = g_array_new (FALSE, FALSE, sizeof (SlRcpspClosure));
  problem->calendars = g_ptr_array_new_with_free_func (g_free);
  g_array_set_clear_func (problem->activities, clear_activity);
  g_array_set_clear_func (problem->resources, clear_resource);
  return problem;
}

void
sl_rcpsp_free (SlRcpsp *problem)
{
  if (problem == NULL)
    return;
  g_array_unref (problem->activities);
  g_array_unref (problem->resources);
  g_array_unref (problem->uses);
  g_array_unref (problem->arcs);
  g_array_unref (problem->closures);
  g_ptr_array_unref (problem->calendars);
  g_free (problem);
}

int
sl_rcpsp_add_activity (SlRcpsp *problem, const char *name, int duration)
{
  const SlRcpspActivity activity = { g_strdup (name), duration, 0, SL_RCPSP_NONE, SL_RCPSP_NONE };

  g_array_append_val (problem->activities, activity);
  return (int) problem->activities->len - 1;
}

int
sl_rcpsp_add_resource (SlRcpsp *problem, const char *name, int capacity)
{
  const SlRcpspResource resource = { g_strdup (name), capacity, SL_RCPSP_NONE };

  g_array_append_val (problem->resources, resource);
  return (int) problem->resources->len - 1;
}

int
sl_rcpsp_add_calendar (SlRcpsp *problem, const char *name)
{
  g_ptr_array_add (problem->calendars, g_strdup (name));
  return (int) problem->calendars->len - 1;
}

void
sl_rcpsp_need (SlRcpsp *problem, int activity, int resource, int amount)
{
  const SlRcpspUse use = { activity, resource, amount };
  g_array_append_val (problem->uses, use);
}

void
sl_rcpsp_precede (SlRcpsp *problem, int before, int after, int lag)
{
  const SlRcpspArc arc = { before, after, lag };
  g_array_append_val (problem->arcs, arc);
}

void
sl_rcpsp_close (SlRcpsp *problem, int calendar, int from, int to)
{
  const SlRcpspClosure closure = { calendar, from, to };
  g_array_append_val (problem->closures, closure);
}

SlRcpspActivity *
sl_rcpsp_activity (const SlRcpsp *problem, int index)
{
  return &g_array_index (problem->activities, SlRcpspActivity, index);
}

SlRcpspResource *
sl_rcpsp_resource (const SlRcpsp *problem, int index)
{
  return &g_array_index (problem->resources, SlRcpspResource, index);
}

void
sl_rcpsp_result_free (SlRcpspResult *result)
{
  if (result != NULL)
    g_free (result->start);
  g_free (result);
}
