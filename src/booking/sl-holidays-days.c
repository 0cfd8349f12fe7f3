/* The days of holidays: those that stand by themselves, and what rules make of them. */
#include "sl-holidays-private.h"

#include "sl-i18n.h"

enum { DAY_S = SL_RECURRENCE_DAY_S };

static void
holiday_free (gpointer data)
{
  g_free (((SlHoliday *) data)->name);
  g_free (data);
}

static gboolean
has_day (const GArray *days, guint32 day)
{
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, guint32, i) == day)
      return TRUE;
  return FALSE;
}

static void
add (GPtrArray *days, const SlHolidayEvent *event, guint32 from)
{
  SlHoliday *holiday;

  if (days->len >= SL_HOLIDAYS_MAX || has_day (event->not, from))
    return;
  holiday = g_new (SlHoliday, 1);
  *holiday = (SlHoliday) { from, from + (event->to - event->from), event->worked, g_strdup (event->name) };
  g_ptr_array_add (days, holiday);
}

typedef enum {
  FOLLOWED,
  FAST,  /* it repeats within a day: not followed */
  OTHER, /* it is none that is known: not followed */
  LONG,  /* not all of its days came */
} Outcome;

/* Says that the event's rule is not followed, or not to its end. */
static void
say_rule (GPtrArray *remarks, const SlHolidayEvent *event, Outcome outcome)
{
  static const char *const texts[] = {
    [FAST] = N_("line %u: “%s” comes again by a rule that repeats within a day; only its first day came"),
    [OTHER] = N_("line %u: “%s” comes again by a rule that cannot be followed; only its first day came"),
    [LONG] = N_("line %u: “%s” comes again by a rule that takes too long to follow; not all of its days came"),
  };

  g_ptr_array_add (remarks, g_strdup_printf (_(texts[outcome]), event->rule_line,
                                             event->name != NULL ? event->name : "?"));
}

typedef struct {
  guint32 early; /* what comes before is of no use */
  GArray *times; /* guint32 */
} Found;

static gboolean
take_time (gint64 local, gpointer data)
{
  Found *found = data;
  const guint32 day = sl_holidays_julian (local);

  if (day >= found->early)
    g_array_append_val (found->times, day);
  return found->times->len < SL_HOLIDAYS_MAX;
}

static Outcome
follow (const SlHolidayEvent *event, Found *found, guint32 to, guint *steps)
{
  const gint64 start = ((gint64) event->from - SL_RECURRENCE_JULIAN) * DAY_S;
  const gint64 end = ((gint64) to - SL_RECURRENCE_JULIAN) * DAY_S;
  SlRecurrence rule;

  if (!sl_recurrence_parse (event->rule, &rule, NULL))
    return OTHER;
  if (rule.step >= SL_RECURRENCE_HOURLY || rule.hours != 0 || rule.minutes != 0 || rule.seconds != 0)
    return FAST;
  if (rule.has_until)
    rule.until = ((gint64) sl_holidays_julian (rule.until) - SL_RECURRENCE_JULIAN) * DAY_S;
  return sl_recurrence_follow (&rule, start, end, steps, take_time, found) ? FOLLOWED : LONG;
}

static void
add_event (GPtrArray *days, const SlHolidayEvent *event, guint32 from, guint32 to, guint *steps, GPtrArray *remarks)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (guint32));
  Found found = { from > event->to - event->from ? from - (event->to - event->from) : 1, times };
  const Outcome outcome = event->rule != NULL ? follow (event, &found, to, steps) : FOLLOWED;

  if (outcome != FOLLOWED)
    say_rule (remarks, event, outcome);
  /* what stands by itself comes whenever it is; the first time of what comes again, if it is looked at */
  if (event->rule == NULL || outcome == FAST || outcome == OTHER || (event->from <= to && event->to >= from))
    if (!has_day (times, event->from))
      g_array_append_val (times, event->from);
  for (guint i = 0; i < event->more->len; i++)
    if (!has_day (times, g_array_index (event->more, guint32, i)))
      g_array_append_val (times, g_array_index (event->more, guint32, i));
  for (guint i = 0; i < times->len; i++)
    add (days, event, g_array_index (times, guint32, i));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const SlHoliday *one = *(SlHoliday *const *) a, *other = *(SlHoliday *const *) b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return g_strcmp0 (one->name, other->name);
}

gboolean
sl_holidays_repeat (const SlHolidays *file)
{
  for (guint i = 0; i < file->events->len; i++)
    if (((const SlHolidayEvent *) file->events->pdata[i])->rule != NULL)
      return TRUE;
  return FALSE;
}

GPtrArray *
sl_holidays_days (const SlHolidays *file, guint32 from, guint32 to, GPtrArray *remarks)
{
  GPtrArray *days = g_ptr_array_new_with_free_func (holiday_free);
  guint steps = SL_HOLIDAYS_MAX_STEPS;

  for (guint i = 0; i < file->remarks->len; i++)
    g_ptr_array_add (remarks, g_strdup (file->remarks->pdata[i]));
  for (guint i = 0; i < file->events->len; i++)
    if (!((const SlHolidayEvent *) file->events->pdata[i])->dropped)
      add_event (days, file->events->pdata[i], from, to, &steps, remarks);
  if (days->len >= SL_HOLIDAYS_MAX)
    g_ptr_array_add (remarks, g_strdup_printf (_("only the first %d days came"), SL_HOLIDAYS_MAX));
  g_ptr_array_sort (days, compare);
  return days;
}
