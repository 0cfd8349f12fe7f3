#include "sl-board-breaches.h"

#include <math.h>

#include "sl-board-private.h"
#include "sl-breach-private.h"
#include "sl-i18n.h"
#include "sl-workdays.h"

void
sl_breach_free (SlBreach *breach)
{
  g_free (breach->message);
  g_free (breach->remedy);
  g_free (breach);
}

const char *
sl_breach_id (SlBreachForm form)
{
  static const char *const ids[] = {
    "rest", "day-length", "meal", "days-running", "minor", "night", "content", "cast", "element", "window", "order",
    "stage", "date", "omitted", "twice",
  };

  return ids[form];
}

SlBreach *
sl_breach_add (SlBoardRead *read, SlBreachForm form, guint day, gint scene, const char *remedy, const char *format, ...)
{
  SlBreach *breach = g_new0 (SlBreach, 1);
  va_list args;

  va_start (args, format);
  *breach = (SlBreach) { .form = form, .day = day, .scene = scene, .remedy = g_strdup (remedy),
                         .message = g_strdup_vprintf (format, args) };
  va_end (args);
  g_ptr_array_add (read->breaches, breach);
  return breach;
}

/* --- hours --- */

static gint32
wrap_of (const SlBoardDay *day)
{
  return day->call + day->minutes + day->meals;
}

static void
check_length (SlBoardRead *read, guint at, const SlBoardDay *day)
{
  const SlRuleFor whom = sl_board_rules_for (read, day, NULL);
  const SlRuleNow rule = sl_rule_now (read->plan, SL_RULE_DAY, &whom, day->date);
  const gint32 most = isnan (rule.time) ? 24 * 60 - day->meals : (gint32) lround (rule.time);

  if (day->minutes <= most)
    return;
  g_autofree char *takes = sl_hours_text (day->minutes), *may = sl_hours_text (most);
  sl_breach_add (read, SL_BREACH_DAY_LENGTH, at, -1, _("Move a scene to another day"), _("The day takes %s of %s"),
                 takes, may)->advice = rule.advice;
}

static void
check_night (SlBoardRead *read, guint at, const SlBoardDay *day)
{
  const SlRuleFor whom = sl_board_rules_for (read, day, NULL);
  const SlRuleNow rule = sl_rule_now (read->plan, SL_RULE_NIGHT, &whom, day->date);

  if (rule.clock < 0 || wrap_of (day) <= rule.clock)
    return;
  g_autofree char *late = sl_hours_text (wrap_of (day) - MAX (rule.clock, day->call));
  sl_breach_add (read, SL_BREACH_NIGHT, at, -1, _("Call earlier, or plan for the night’s pay"),
                 _("%s of the day are night work"), late)->advice = TRUE;
}

/* The longest stretch without a banner that takes time, where no rule puts meals into the day. */
static gint32
longest_stretch (const SlBoardRead *read, const SlBoardDay *day)
{
  gint32 longest = 0, begun = 0, now = 0;
  guint scene = day->first_scene;

  for (guint i = day->first; i < day->first + day->n; i++)
    {
      const SlStrip *strip = sl_list_at (read->strips, SlStrip, i);
      const SlBoardScene *s = scene < day->first_scene + day->n_scenes
                              ? &g_array_index (read->scenes, SlBoardScene, scene) : NULL;

      if (s != NULL && s->strip == i)
        {
          now = s->begins + s->minutes;
          scene++;
        }
      else if (strip->is == SL_STRIP_BANNER && !isnan (strip->minutes) && strip->minutes > 0)
        {
          longest = MAX (longest, now - begun);
          now += (gint32) lround (strip->minutes);
          begun = now;
        }
    }
  return MAX (longest, now - begun);
}

static void
check_meal (SlBoardRead *read, guint at, const SlBoardDay *day)
{
  const SlRuleFor whom = sl_board_rules_for (read, day, NULL);
  const SlRuleNow rule = sl_rule_now (read->plan, SL_RULE_MEAL, &whom, day->date);
  const gint32 stretch = day->meals == 0 && !isnan (rule.time) ? longest_stretch (read, day) : 0;

  if (stretch == 0 || stretch <= rule.time)
    return;
  g_autofree char *is = sl_hours_text (stretch), *may = sl_hours_text ((gint32) lround (rule.time));
  sl_breach_add (read, SL_BREACH_MEAL, at, -1, _("Add a banner for the meal, or a rule for its length"),
                 _("%s without a meal, which is due within %s"), is, may)->advice = rule.advice;
}

/* The unit's day before, NULL for none. */
static const SlBoardDay *
day_before (const SlBoardRead *read, const SlBoardDay *day)
{
  const SlBoardDay *best = NULL;

  for (guint i = 0; day->date != 0 && i < read->days->len; i++)
    {
      const SlBoardDay *other = &g_array_index (read->days, SlBoardDay, i);

      if (other->unit == day->unit && other->date != 0 && other->date < day->date
          && (best == NULL || other->date > best->date))
        best = other;
    }
  return best;
}

static void
check_rest (SlBoardRead *read, guint at, const SlBoardDay *day)
{
  const SlRuleFor whom = sl_board_rules_for (read, day, NULL);
  const SlRuleNow rule = sl_rule_now (read->plan, SL_RULE_REST, &whom, day->date);
  const SlBoardDay *before = day_before (read, day);

  if (before == NULL || isnan (rule.time) || day->date - before->date > 7)
    return;
  const gint32 rest = (gint32) (day->date - before->date) * 24 * 60 + day->call - wrap_of (before);
  if (rest >= rule.time)
    return;
  g_autofree char *has = sl_hours_text (rest), *needs = sl_hours_text ((gint32) lround (rule.time));
  sl_breach_add (read, SL_BREACH_REST, at, -1, _("Call later, or take a scene out of the day before"),
                 _("Rest %s, needs %s"), has, needs)->advice = rule.advice;
}

static void
check_running (SlBoardRead *read, guint at, const SlBoardDay *day)
{
  const SlRuleFor whom = sl_board_rules_for (read, day, NULL);
  const SlRuleNow most = sl_rule_now (read->plan, SL_RULE_DAYS_RUNNING, &whom, day->date);
  const gboolean is_sixth = day->running == 6
                            && sl_rule_now (read->plan, SL_RULE_SIXTH_DAY, &whom, day->date).rule != NULL;
  const gboolean is_seventh = day->running >= 7
                              && sl_rule_now (read->plan, SL_RULE_SEVENTH_DAY, &whom, day->date).rule != NULL;

  if (most.days > 0 && day->running > most.days)
    sl_breach_add (read, SL_BREACH_DAYS_RUNNING, at, -1, _("Give the unit a day off before it"),
                   _("Day %u in a row, at most %d"), day->running, (int) most.days)->advice = most.advice;
  else if (is_sixth || is_seventh)
    sl_breach_add (read, SL_BREACH_DAYS_RUNNING, at, -1, _("Give the unit a day off before it, or plan for its pay"),
                   is_sixth ? _("Sixth day in a row") : _("Seventh day in a row, or later"))->advice = TRUE;
}

/* --- the day as a whole --- */

static void
check_date (SlBoardRead *read, guint at, const SlBoardDay *day)
{
  const SlBoardDay *before = NULL;

  for (guint i = at; i-- > 0 && before == NULL;)
    if (g_array_index (read->days, SlBoardDay, i).unit == day->unit)
      before = &g_array_index (read->days, SlBoardDay, i);
  if (before != NULL && before->date != 0 && day->date != 0 && day->date <= before->date)
    sl_breach_add (read, SL_BREACH_DATE, at, -1, _("Take its date away, or move the day"),
                   _("The day is not after the one before it"));
  else if (day->date != 0 && !sl_calendar_works (sl_unit_calendar (read->plan, read->production, day->unit), day->date))
    {
      const char *name = sl_calendar_name (sl_unit_calendar (read->plan, read->production, day->unit), day->date);
      sl_breach_add (read, SL_BREACH_DATE, at, -1, _("Choose another date, or a calendar with this day worked"),
                     name != NULL ? _("The unit is off: %s") : _("The unit is off on this day"), name);
    }
}

void
sl_board_find_breaches (SlBoardRead *read)
{
  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);

      check_date (read, i, day);
      check_length (read, i, day);
      check_meal (read, i, day);
      check_rest (read, i, day);
      check_running (read, i, day);
      check_night (read, i, day);
      sl_board_check_scenes (read, i);
    }
}
