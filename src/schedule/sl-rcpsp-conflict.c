#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-rcpsp-energy.h"
#include "sl-rcpsp-learn.h"
#include "sl-rcpsp-rules.h"
#include "sl-rcpsp-sgs.h"

#define NAMED_MOST 12 /* rules that an error names */

typedef enum { POSSIBLE, IMPOSSIBLE, UNKNOWN } Answer;

/* Rules are switched by number: `on` has a row for each kind, which the mask points into. */
typedef struct {
  const SlRcpsp *problem;  /* borrowed */
  SlWatch       *watch;    /* borrowed, may be NULL */
  gboolean       resources; /* FALSE: windows alone are looked at */
  gint64         until;    /* monotonic time, or 0 */
  guint8        *on;
  SlCoreMask     mask;
  GArray        *numbers;  /* int: those of `on` that a rule stands behind */
  GArray        *rules;    /* SlRcpspRuleRef, by place in `numbers` */
} Finder;

void
sl_rcpsp_conflict_free (SlRcpspConflict *conflict)
{
  if (conflict != NULL)
    g_array_unref (conflict->rules);
  g_free (conflict);
}

/* --- the rules --- */

static void
add_rule (Finder *f, guint number, SlRcpspRule rule, guint index)
{
  const SlRcpspRuleRef ref = { rule, (int) index };

  g_array_append_val (f->numbers, number);
  g_array_append_val (f->rules, ref);
}

static void
list_rules (Finder *f)
{
  const SlRcpsp *p = f->problem;
  const guint n = p->activities->len, m = p->resources->len, arcs = p->arcs->len;

  for (guint i = 0; i < arcs; i++)
    add_rule (f, 3 * n + i, SL_RCPSP_ARC, i);
  for (guint i = 0; i < n; i++)
    {
      const SlRcpspActivity *a = sl_rcpsp_activity (p, (int) i);
      if (a->release > 0)
        add_rule (f, i, SL_RCPSP_RELEASE, i);
      if (a->deadline >= 0)
        add_rule (f, n + i, SL_RCPSP_DEADLINE, i);
      if (a->calendar >= 0)
        add_rule (f, 2 * n + i, SL_RCPSP_ACTIVITY_CALENDAR, i);
    }
  for (guint i = 0; i < m; i++)
    {
      add_rule (f, 3 * n + arcs + i, SL_RCPSP_CAPACITY, i);
      if (sl_rcpsp_resource (p, (int) i)->calendar >= 0)
        add_rule (f, 3 * n + arcs + m + i, SL_RCPSP_RESOURCE_CALENDAR, i);
    }
  if (p->horizon > 0)
    add_rule (f, 3 * n + arcs + 2 * m, SL_RCPSP_HORIZON, 0);
}

static void
finder_init (Finder *f, const SlRcpsp *p)
{
  const guint n = p->activities->len, m = p->resources->len, arcs = p->arcs->len;

  f->problem = p;
  f->on = g_new0 (guint8, 3 * n + arcs + 2 * m + 1);
  f->mask = (SlCoreMask) { .release = f->on, .deadline = f->on + n, .calendar = f->on + 2 * n, .arc = f->on + 3 * n,
                           .capacity = f->on + 3 * n + arcs, .resource_calendar = f->on + 3 * n + arcs + m };
  f->numbers = g_array_new (FALSE, FALSE, sizeof (int));
  f->rules = g_array_new (FALSE, FALSE, sizeof (SlRcpspRuleRef));
  list_rules (f);
}

static void
finder_clear (Finder *f)
{
  g_free (f->on);
  g_array_unref (f->numbers);
  g_array_unref (f->rules);
}

static void
set_range (Finder *f, guint from, guint to, guint8 value)
{
  for (guint i = from; i < to; i++)
    f->on[g_array_index (f->numbers, int, i)] = value;
}

/* --- whether those that are on are possible --- */

static gboolean
is_over (gpointer data)
{
  const Finder *f = data;
  return sl_watch_is_cancelled (f->watch) || (f->until > 0 && g_get_monotonic_time () >= f->until);
}

static Answer
ask_search (Finder *f, const SlCore *core)
{
  g_autoptr (SlSgs) sgs = sl_sgs_new (core);
  g_autoptr (SlLearn) learn = NULL;
  g_autofree int *start = g_new (int, core->n);

  if (sl_core_is_too_long (core))
    return UNKNOWN;
  if (sl_sgs_forward (sgs, core->order, start) < SL_SGS_LATE || sl_sgs_justify (sgs, start) < SL_SGS_LATE)
    return POSSIBLE;
  if (sl_energy_refutes (core, core->horizon, is_over, f))
    return IMPOSSIBLE;
  learn = sl_learn_new (core);
  switch (sl_learn_search (learn, core->horizon, G_MAXUINT32, is_over, f))
    {
    case SL_LEARN_FOUND: return POSSIBLE;
    case SL_LEARN_IMPOSSIBLE: return IMPOSSIBLE;
    default: return UNKNOWN;
    }
}

static Answer
ask (Finder *f)
{
  g_autoptr (SlCore) core = NULL;

  f->mask.no_horizon = f->problem->horizon > 0 && !f->on[3 * f->problem->activities->len + f->problem->arcs->len
                                                        + 2 * f->problem->resources->len];
  core = sl_core_new (f->problem, &f->mask);
  if (core->ordered < core->n || sl_core_find_closed_window (core) >= 0)
    return IMPOSSIBLE;
  for (int i = 0; i < core->uses.first[core->n]; i++)
    if (core->uses.items[i].amount > core->capacity[core->uses.items[i].other])
      return IMPOSSIBLE;
  return f->resources ? ask_search (f, core) : POSSIBLE;
}

/* Of the rules from…to − 1, which are off, as few are switched on as make all that are on impossible. `changed`: others
 * were switched on since that was asked last (Junker, "QuickXplain: preferred explanations and relaxations for
 * over-constrained problems", 2004). */
static void
narrow (Finder *f, guint from, guint to, gboolean changed)
{
  const guint middle = (from + to) / 2;
  gboolean found = FALSE;

  if (is_over (f) || (changed && ask (f) == IMPOSSIBLE))
    return;
  if (to - from == 1)
    {
      set_range (f, from, to, 1);
      return;
    }
  set_range (f, from, middle, 1);
  narrow (f, middle, to, TRUE);
  set_range (f, from, middle, 0);
  for (guint i = middle; i < to && !found; i++)
    found = f->on[g_array_index (f->numbers, int, i)] != 0;
  narrow (f, from, middle, found);
}

static SlRcpspConflict *
conclude (Finder *f)
{
  SlRcpspConflict *conflict = g_new0 (SlRcpspConflict, 1);

  conflict->rules = g_array_new (FALSE, FALSE, sizeof (SlRcpspRuleRef));
  if (ask (f) != IMPOSSIBLE) /* the time was up */
    set_range (f, 0, f->numbers->len, 1);
  else
    conflict->minimal = TRUE;
  for (guint i = 0; i < f->numbers->len; i++)
    if (f->on[g_array_index (f->numbers, int, i)])
      {
        g_array_append_val (conflict->rules, g_array_index (f->rules, SlRcpspRuleRef, i));
        if (!conflict->minimal)
          continue;
        set_range (f, i, i + 1, 0);
        conflict->minimal = ask (f) == POSSIBLE;
        set_range (f, i, i + 1, 1);
      }
  return conflict;
}

static SlRcpspConflict *
find (Finder *f)
{
  set_range (f, 0, f->numbers->len, 1);
  if (ask (f) != IMPOSSIBLE)
    return NULL;
  set_range (f, 0, f->numbers->len, 0);
  if (f->numbers->len > 0)
    narrow (f, 0, f->numbers->len, FALSE);
  return conclude (f);
}

SlRcpspConflict *
sl_rcpsp_find_window_conflict (const SlRcpsp *problem)
{
  Finder f = { 0 };
  SlRcpspConflict *conflict;

  finder_init (&f, problem);
  conflict = find (&f);
  finder_clear (&f);
  return conflict;
}

SlRcpspConflict *
sl_rcpsp_find_conflict (const SlRcpsp *problem, double seconds, SlWatch *watch, GError **error)
{
  Finder f = { .watch = watch };
  g_autoptr (SlRcpspConflict) conflict = NULL;

  if (!sl_rcpsp_check_numbers (problem, error))
    return NULL;
  f.until = seconds > 0 ? g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC) : 0;
  finder_init (&f, problem);
  if ((conflict = find (&f)) == NULL)
    {
      f.resources = TRUE;
      conflict = find (&f);
    }
  finder_clear (&f);
  return sl_watch_stops (watch, error) ? NULL : g_steal_pointer (&conflict);
}

/* --- in words --- */

char *
sl_rcpsp_rule_text (const SlRcpsp *problem, SlRcpspRuleRef rule)
{
  const SlRcpspActivity *a = rule.rule == SL_RCPSP_RELEASE || rule.rule == SL_RCPSP_DEADLINE
                                     || rule.rule == SL_RCPSP_ACTIVITY_CALENDAR
                                 ? sl_rcpsp_activity (problem, rule.index)
                                 : NULL;

  switch (rule.rule)
    {
    case SL_RCPSP_RELEASE: return g_strdup_printf (_("%s starts at %d or later"), a->name, a->release);
    case SL_RCPSP_DEADLINE: return g_strdup_printf (_("%s is over by %d"), a->name, a->deadline);
    case SL_RCPSP_ACTIVITY_CALENDAR:
      return g_strdup_printf (_("%s works by the calendar %s"), a->name,
                              (const char *) problem->calendars->pdata[a->calendar]);
    case SL_RCPSP_ARC:
      {
        const SlRcpspArc *arc = &g_array_index (problem->arcs, SlRcpspArc, rule.index);
        return g_strdup_printf (_("%s starts %d or more after the end of %s"),
                                sl_rcpsp_activity (problem, arc->after)->name, arc->lag,
                                sl_rcpsp_activity (problem, arc->before)->name);
      }
    case SL_RCPSP_CAPACITY:
      return g_strdup_printf (_("there is %d of %s"), sl_rcpsp_resource (problem, rule.index)->capacity,
                              sl_rcpsp_resource (problem, rule.index)->name);
    case SL_RCPSP_RESOURCE_CALENDAR:
      {
        const SlRcpspResource *r = sl_rcpsp_resource (problem, rule.index);
        return g_strdup_printf (_("%s works by the calendar %s"), r->name,
                                (const char *) problem->calendars->pdata[r->calendar]);
      }
    default: return g_strdup_printf (_("all is over by %d"), problem->horizon);
    }
}

void
sl_rcpsp_set_conflict_error (const SlRcpsp *problem, const SlRcpspConflict *conflict, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (conflict->rules->len, NAMED_MOST); i++)
    {
      g_autofree char *rule = sl_rcpsp_rule_text (problem, g_array_index (conflict->rules, SlRcpspRuleRef, i));
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", rule);
    }
  if (conflict->rules->len > NAMED_MOST)
    g_string_append (text, ", …");
  if (conflict->rules->len == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("it takes longer than %d units; count in longer ones"), SL_RCPSP_MAX_TIME);
  else if (conflict->minimal)
    sl_error_set (error, SL_ERROR_INPUT, _("these cannot hold together: %s; change any one of them"), text->str);
  else
    sl_error_set (error, SL_ERROR_INPUT, _("these cannot hold together: %s; change some of them"), text->str);
}
