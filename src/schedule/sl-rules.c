#include "sl-rules.h"

#include <math.h>

/* How particular the rule is about them: 0 where it is about others. */
static guint
particular (const SlRule *rule, const SlRuleFor *whom)
{
  if (rule->of == NULL)
    return 1;
  if (g_strcmp0 (rule->of, whom->production) == 0)
    return 2;
  if (g_strcmp0 (rule->of, whom->unit) == 0)
    return 3;
  return g_strcmp0 (rule->of, whom->person) == 0 ? 4 : 0;
}

static gboolean
holds (const SlRule *rule, SlRuleForm form, guint32 day)
{
  return (SlRuleForm) rule->is == form
         && (day == 0 || ((rule->from == 0 || day >= rule->from) && (rule->to == 0 || day <= rule->to)));
}

/* [D] working assumptions, which a plan's own rules replace. */
static SlRuleNow
usual (SlRuleForm form)
{
  return (SlRuleNow) {
    .time = form == SL_RULE_REST ? 12 * 60 : NAN,
    .clock = -1,
    .days = form == SL_RULE_DROP ? 10 : 0,
    .factor = 1,
  };
}

SlRuleNow
sl_rule_now (const SlPlan *plan, SlRuleForm form, const SlRuleFor *whom, guint32 day)
{
  SlRuleNow now = usual (form);
  guint best = 0;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_RULE); i++)
    {
      const SlRule *rule = (const SlRule *) sl_plan_at (plan, SL_KIND_RULE, i);
      const guint fits = holds (rule, form, day) ? particular (rule, whom) : 0;

      if (fits < MAX (best, 1))
        continue;
      best = fits;
      now = (SlRuleNow) { rule, rule->time, rule->clock, rule->days, rule->factor, rule->advice };
    }
  return now;
}

GPtrArray *
sl_rules_now (const SlPlan *plan, SlRuleForm form, const SlRuleFor *whom, guint32 day)
{
  GPtrArray *rules = g_ptr_array_new ();

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_RULE); i++)
    {
      const SlRule *rule = (const SlRule *) sl_plan_at (plan, SL_KIND_RULE, i);

      if (holds (rule, form, day) && particular (rule, whom) > 0)
        g_ptr_array_add (rules, (gpointer) rule);
    }
  return rules;
}
