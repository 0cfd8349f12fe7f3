/* What the levelling says: rules that contradict each other, and why a block gets its days. */
#include "sl-day-text.h"
#include "sl-i18n.h"
#include "sl-level-private.h"

void
sl_level_conflict_free (gpointer conflict)
{
  SlLevelConflict *c = conflict;

  g_ptr_array_unref (c->rules);
  g_ptr_array_unref (c->ids);
  g_free (c->left);
  g_free (c);
}

char *
sl_level_conflict_text (const SlLevelConflict *c)
{
  g_autoptr (GString) rules = g_string_new (NULL);

  for (guint i = 0; i < c->rules->len; i++)
    g_string_append_printf (rules, "%s%s", i > 0 ? "; " : "", (const char *) c->rules->pdata[i]);
  return g_strdup_printf (c->minimal ? _("These cannot hold together, without any one of them the rest can: %s")
                                     : _("These cannot hold together: %s"), rules->str);
}

char *
sl_level_room_text (const SlLevelThing *thing)
{
  switch (thing->form)
    {
    case SL_CLASH_PLACE: return g_strdup_printf (_("%s takes one booking a day"), thing->name);
    case SL_CLASH_ELEMENT:
      return g_strdup_printf (ngettext ("there is %u of %s", "there are %u of %s", thing->room), thing->room,
                              thing->name);
    default: return g_strdup_printf (_("%s is with one production a day"), thing->name);
    }
}

char *
sl_level_stay_text (const SlLevelTask *task, const SlLevelStay *stay)
{
  const SlLevelThing *thing = &g_array_index (task->things, SlLevelThing, stay->thing);
  const char *who = sl_entity_title (stay->who);
  g_autofree char *days = sl_days_text (stay->from, stay->to);

  if (stay->who->kind != SL_KIND_BOOKING)
    return g_strdup_printf (_("%s has %s on %s"), who, thing->name, days);
  const SlBooking *b = (const SlBooking *) stay->who;
  return g_strdup_printf (b->phase == SL_PHASE_CLOSED            ? _("%s stays on %s: it is a closure")
                          : b->state == SL_BOOKING_CONFIRMED ? _("%s stays on %s: it is confirmed")
                                                             : _("%s stays on %s: it has begun"), who, days);
}

/* --- rules --- */

static const SlLevelBlock *
block_of (const SlLevelTask *task, int activity)
{
  return activity >= (int) task->stays->len ? task->moving->pdata[activity - (int) task->stays->len] : NULL;
}

static const SlLevelStay *
stay_of (const SlLevelTask *task, int activity)
{
  return &g_array_index (task->stays, SlLevelStay, activity);
}

static char *
limit_text (const SlLevelTask *task, int activity, gboolean deadline)
{
  const SlLevelBlock *block = block_of (task, activity);

  if (block == NULL)
    return sl_level_stay_text (task, stay_of (task, activity));
  const SlLevelLimit *limit = deadline ? &block->most : &block->least;
  g_autofree char *title = sl_level_block_title (block), *day = sl_day_text (limit->day);
  return g_strdup_printf (deadline ? _("%s is over by %s: %s") : _("%s begins on %s or later: %s"), title, day,
                          limit->why != NULL ? limit->why : "");
}

static char *
rule_text (const SlLevelTask *task, SlRcpspRuleRef rule)
{
  switch (rule.rule)
    {
    case SL_RCPSP_RELEASE:
    case SL_RCPSP_DEADLINE: return limit_text (task, rule.index, rule.rule == SL_RCPSP_DEADLINE);
    case SL_RCPSP_CAPACITY: return sl_level_room_text (&g_array_index (task->things, SlLevelThing, rule.index));
    case SL_RCPSP_ARC:
      {
        const SlRcpspArc *arc = &g_array_index (task->problem->arcs, SlRcpspArc, rule.index);
        return g_strdup_printf (_("%s comes after %s"), sl_rcpsp_activity (task->problem, arc->after)->name,
                                sl_rcpsp_activity (task->problem, arc->before)->name);
      }
    default: return sl_rcpsp_rule_text (task->problem, rule);
    }
}

static void
add_id (GPtrArray *ids, char *id)
{
  if (!g_ptr_array_find (ids, id, NULL))
    g_ptr_array_add (ids, id);
}

/* Of a stay, release and deadline are one rule. */
static void
add_rule (const SlLevelTask *task, SlRcpspRuleRef rule, SlLevelConflict *c)
{
  g_autofree char *text = rule_text (task, rule);
  const gboolean of_activity = rule.rule == SL_RCPSP_RELEASE || rule.rule == SL_RCPSP_DEADLINE
                               || rule.rule == SL_RCPSP_ACTIVITY_CALENDAR;
  const SlLevelBlock *block = of_activity ? block_of (task, rule.index) : NULL;

  if (block != NULL)
    for (guint i = 0; i < block->bookings->len; i++)
      add_id (c->ids, ((const SlEntity *) block->bookings->pdata[i])->id);
  else if (of_activity)
    add_id (c->ids, stay_of (task, rule.index)->who->id);
  if (!g_ptr_array_find_with_equal_func (c->rules, text, g_str_equal, NULL))
    g_ptr_array_add (c->rules, g_steal_pointer (&text));
}

void
sl_level_add_conflict (SlLevelTask *task, const SlRcpspConflict *conflict, const SlLevelBlock *left)
{
  SlLevelConflict *c = g_new0 (SlLevelConflict, 1);
  g_autofree char *title = sl_level_block_title (left);

  c->rules = g_ptr_array_new_with_free_func (g_free);
  c->ids = g_ptr_array_new ();
  c->minimal = conflict->minimal;
  c->from = left->from;
  c->to = left->to;
  c->left = g_strdup_printf (_("%s keeps its days; the others are levelled without it"), title);
  for (guint i = 0; i < conflict->rules->len; i++)
    add_rule (task, g_array_index (conflict->rules, SlRcpspRuleRef, i), c);
  for (guint i = 0; i < left->bookings->len; i++)
    add_id (c->ids, ((const SlEntity *) left->bookings->pdata[i])->id);
  g_ptr_array_add (task->level->conflicts, c);
}

/* --- reasons --- */

static char *
names_of (const SlLevelTask *task, const GArray *activities)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < activities->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            sl_rcpsp_activity (task->problem, g_array_index (activities, int, i))->name);
  return g_string_free (out, FALSE);
}

char *
sl_level_reason_text (const SlLevelTask *task, const SlRcpspReason *reason)
{
  const guint32 first = task->level->first;
  const SlLevelBlock *block = block_of (task, reason->activity);
  g_autofree char *names = names_of (task, reason->others);
  g_autofree char *last = sl_day_text (first + (guint32) MAX (reason->until, 1) - 1);
  g_autofree char *before = sl_day_text (first + (guint32) MAX (reason->to, 1) - 1);

  switch (reason->hold)
    {
    case SL_RCPSP_HELD_RESOURCE:
      return g_strdup_printf (_("%s: %s has it until %s"),
                              g_array_index (task->things, SlLevelThing, reason->resource).name, names, last);
    case SL_RCPSP_HELD_ARC: return g_strdup_printf (_("it comes after %s, which is over on %s"), names, last);
    case SL_RCPSP_HELD_CALENDAR: return g_strdup_printf (_("%s is a day off"), before);
    case SL_RCPSP_HELD_RELEASE: return g_strdup (block->least.why != NULL ? block->least.why : "");
    default: return g_strdup (_("so that all are over sooner"));
    }
}
