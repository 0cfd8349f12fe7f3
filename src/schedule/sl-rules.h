/* The rules of work that hold on a day: what the plan's own rules say, else what is usual. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Whom a rule is asked for. Ids, borrowed; any may be NULL. */
typedef struct {
  const char *production, *unit, *person;
} SlRuleFor;

/* What holds. `rule` is the plan's, borrowed; NULL where it has none and `time`, `clock`, `days` are what is usual (a
 * rest of 12 h, a gap of 10 days that releases cast; nothing for other forms: an assumption, no agreement). */
typedef struct {
  const SlRule *rule;
  double        time;   /* minutes; NAN: no such rule */
  gint32        clock;  /* minutes after midnight; −1: none */
  gint64        days;   /* 0: none */
  double        factor; /* of pay */
  gboolean      advice;
} SlRuleNow;

/* The rule of that form on the day (Julian, 0: any). The most particular counts (a person's before a unit's before a
 * production's before everyone's), of equal ones the later in the plan. */
SlRuleNow sl_rule_now   (const SlPlan *plan, SlRuleForm form, const SlRuleFor *whom, guint32 day);
/* All rules of that form that hold for them, in plan order, as overtime has steps; borrowed (SlRule). Free with
 * g_ptr_array_unref(). */
GPtrArray *sl_rules_now (const SlPlan *plan, SlRuleForm form, const SlRuleFor *whom, guint32 day);

G_END_DECLS
