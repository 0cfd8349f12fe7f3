#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-rcpsp-core.h"
#include "sl-rcpsp-rules.h"

static gboolean
fail (GError **error, const char *name, const char *message)
{
  sl_error_set (error, SL_ERROR_INPUT, "%s: %s", name != NULL ? name : "?", message);
  return FALSE;
}

static gboolean
within (int value, int least, int most)
{
  return value >= least && value <= most;
}

/* --- numbers --- */

static gboolean
check_counts (const SlRcpsp *p, GError **error)
{
  if (p->activities->len <= SL_RCPSP_MAX_ACTIVITIES && p->resources->len <= SL_RCPSP_MAX_RESOURCES
      && p->arcs->len <= SL_RCPSP_MAX_ARCS && p->uses->len <= SL_RCPSP_MAX_USES
      && p->closures->len <= SL_RCPSP_MAX_USES && p->calendars->len <= SL_RCPSP_MAX_ACTIVITIES)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT,
                _("there is too much to level at once (at most %d activities, %d resources, %d links); split it"),
                SL_RCPSP_MAX_ACTIVITIES, SL_RCPSP_MAX_RESOURCES, SL_RCPSP_MAX_ARCS);
  return FALSE;
}

static gboolean
check_activity (const SlRcpsp *p, const SlRcpspActivity *a, GError **error)
{
  if (!within (a->duration, 0, SL_RCPSP_MAX_TIME))
    return fail (error, a->name, _("the duration is negative or too long; correct it, or count in longer units"));
  if (!within (a->release, 0, SL_RCPSP_MAX_TIME) || !within (a->deadline, SL_RCPSP_NONE, SL_RCPSP_MAX_TIME))
    return fail (error, a->name, _("the release or deadline is negative or too late; correct it"));
  if (!within (a->calendar, SL_RCPSP_NONE, (int) p->calendars->len - 1))
    return fail (error, a->name, _("its calendar is missing; add it"));
  return TRUE;
}

static gboolean
check_elements (const SlRcpsp *p, GError **error)
{
  for (guint i = 0; i < p->activities->len; i++)
    if (!check_activity (p, &g_array_index (p->activities, SlRcpspActivity, i), error))
      return FALSE;
  for (guint i = 0; i < p->resources->len; i++)
    {
      const SlRcpspResource *r = &g_array_index (p->resources, SlRcpspResource, i);
      if (!within (r->capacity, 0, SL_RCPSP_MAX_AMOUNT))
        return fail (error, r->name, _("the capacity is negative or too large; correct it"));
      if (!within (r->calendar, SL_RCPSP_NONE, (int) p->calendars->len - 1))
        return fail (error, r->name, _("its calendar is missing; add it"));
    }
  if (!within (p->horizon, 0, SL_RCPSP_MAX_TIME))
    return fail (error, _("horizon"), _("the end of all is negative or too late; correct it"));
  return TRUE;
}

static gboolean
check_links (const SlRcpsp *p, GError **error)
{
  const int n = (int) p->activities->len, m = (int) p->resources->len;

  for (guint i = 0; i < p->uses->len; i++)
    {
      const SlRcpspUse *u = &g_array_index (p->uses, SlRcpspUse, i);
      if (!within (u->activity, 0, n - 1) || !within (u->resource, 0, m - 1))
        return fail (error, _("demand"), _("the activity or resource that it names is missing; add it"));
      if (!within (u->amount, 0, SL_RCPSP_MAX_AMOUNT))
        return fail (error, sl_rcpsp_activity (p, u->activity)->name,
                     _("its demand is negative or too large; correct it"));
    }
  for (guint i = 0; i < p->arcs->len; i++)
    {
      const SlRcpspArc *a = &g_array_index (p->arcs, SlRcpspArc, i);
      if (!within (a->before, 0, n - 1) || !within (a->after, 0, n - 1))
        return fail (error, _("link"), _("the activity that it names is missing; add it"));
      if (!within (a->lag, 0, SL_RCPSP_MAX_TIME))
        return fail (error, sl_rcpsp_activity (p, a->before)->name,
                     _("the lag after it is negative or too long; correct it"));
    }
  for (guint i = 0; i < p->closures->len; i++)
    {
      const SlRcpspClosure *c = &g_array_index (p->closures, SlRcpspClosure, i);
      if (!within (c->calendar, 0, (int) p->calendars->len - 1))
        return fail (error, _("closure"), _("its calendar is missing; add it"));
      if (!within (c->from, 0, SL_RCPSP_MAX_TIME) || !within (c->to, c->from, SL_RCPSP_MAX_TIME))
        return fail (error, p->calendars->pdata[c->calendar],
                     _("a closed stretch ends before it begins, or is out of range; correct it"));
    }
  return TRUE;
}

gboolean
sl_rcpsp_check_numbers (const SlRcpsp *problem, GError **error)
{
  return check_counts (problem, error) && check_elements (problem, error) && check_links (problem, error);
}

/* --- meaning --- */

/* "a", "b", "c" before "a": a cycle that the activity which is not in order stands on or behind. */
static gboolean
fail_cycle (const SlRcpsp *p, const SlCore *core, GError **error)
{
  g_autofree guint8 *ordered = g_new0 (guint8, core->n), *seen = g_new0 (guint8, core->n);
  g_autoptr (GString) names = g_string_new (NULL);
  int at = 0, from;

  for (int i = 0; i < core->ordered; i++)
    ordered[core->order[i]] = 1;
  while (ordered[at])
    at++;
  for (; !seen[at]; at = from) /* each has one before it that is not in order either */
    {
      seen[at] = 1;
      for (int k = core->before.first[at];; k++)
        if (!ordered[from = core->before.items[k].other])
          break;
    }
  from = at;
  do
    {
      g_string_prepend (names, sl_rcpsp_activity (p, at)->name);
      g_string_prepend (names, " → ");
      for (int k = core->before.first[at];; k++)
        if (!ordered[core->before.items[k].other])
          {
            at = core->before.items[k].other;
            break;
          }
    }
  while (at != from);
  g_string_prepend (names, sl_rcpsp_activity (p, from)->name);
  sl_error_set (error, SL_ERROR_INPUT, _("each of these must be over before the next: %s; take one of the links out"),
                names->str);
  return FALSE;
}

static gboolean
check_demands (const SlRcpsp *p, const SlCore *core, GError **error)
{
  for (int a = 0; a < core->n; a++)
    for (int k = core->uses.first[a]; k < core->uses.first[a + 1]; k++)
      {
        const SlCoreUse use = core->uses.items[k];
        if (use.amount <= core->capacity[use.other])
          continue;
        sl_error_set (error, SL_ERROR_INPUT, _("%s needs %d of %s, which has %d; lower the demand or add to it"),
                      sl_rcpsp_activity (p, a)->name, use.amount, sl_rcpsp_resource (p, use.other)->name,
                      core->capacity[use.other]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_length (const SlCore *core, GError **error)
{
  if (!sl_core_is_too_long (core))
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT,
                _("one after the other it takes %.0f units of time, which is too long; count in longer ones"),
                (double) core->longest);
  return FALSE;
}

gboolean
sl_rcpsp_check (const SlRcpsp *problem, GError **error)
{
  g_autoptr (SlCore) core = NULL;

  if (!sl_rcpsp_check_numbers (problem, error))
    return FALSE;
  core = sl_core_new (problem, NULL);
  if (core->ordered < core->n)
    return fail_cycle (problem, core, error);
  if (!check_demands (problem, core, error))
    return FALSE;
  if (sl_core_find_closed_window (core) >= 0)
    {
      g_autoptr (SlRcpspConflict) conflict = sl_rcpsp_find_window_conflict (problem);
      sl_rcpsp_set_conflict_error (problem, conflict, error);
      return FALSE;
    }
  return check_length (core, error);
}
