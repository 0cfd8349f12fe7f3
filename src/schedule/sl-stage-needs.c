#include "sl-stage-needs.h"

#include <string.h>

#include "sl-holds.h"
#include "sl-workdays.h"

enum { MOST_DAYS = 3660 }; /* of prep or strike, and of what is looked through for them */

/* One stage on its way. */
typedef struct {
  const SlBoardRead   *read;
  const SlNeedOptions *options;
  const SlStage       *stage;
  GArray              *days;      /* guint32: on which it is shot on, sorted, each once */
  GPtrArray           *calendars; /* SlCalendar: of the units that shoot on it; NULL for those without */
} Stage;

SlNeedFor
sl_need_of_phase (int phase)
{
  switch (phase)
    {
    case SL_PHASE_SHOOT:
    case SL_PHASE_HOT_HOLD:
      return SL_NEED_SHOOT;
    case SL_PHASE_STRIKE:
    case SL_PHASE_LOAD_OUT:
      return SL_NEED_STRIKE;
    case SL_PHASE_CLOSED:
      return SL_NEED_NONE;
    default:
      return SL_NEED_PREP;
    }
}

/* --- days --- */

static int
by_day (gconstpointer a, gconstpointer b)
{
  const guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return one < other ? -1 : one > other;
}

/* Whether the production has the stage on that day, for whatever. */
static gboolean
is_booked (const Stage *s, guint32 day)
{
  for (guint i = 0; i < sl_plan_count (s->read->plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (s->read->plan, SL_KIND_BOOKING, i);

      if (sl_booking_counts (b) && b->from <= day && day <= b->to && b->phase != SL_PHASE_CLOSED
          && g_str_equal (b->stage, s->stage->entity.id)
          && g_strcmp0 (b->production, s->read->production->entity.id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_days (Stage *s)
{
  for (guint i = 0; i < s->read->scenes->len; i++)
    {
      const SlBoardScene *scene = &g_array_index (s->read->scenes, SlBoardScene, i);
      const SlBoardDay *day = &g_array_index (s->read->days, SlBoardDay, scene->day);
      const guint32 shot_on = scene->scene->shot_on, date = shot_on != 0 ? shot_on : day->date;
      gpointer calendar = (gpointer) sl_unit_calendar (s->read->plan, s->read->production, day->unit);

      if (scene->stage != s->stage || scene->scene->omitted || date == 0 || (shot_on != 0 && !is_booked (s, date)))
        continue;
      g_array_append_val (s->days, date);
      if (!g_ptr_array_find (s->calendars, calendar, NULL))
        g_ptr_array_add (s->calendars, calendar);
    }
  g_array_sort (s->days, by_day);
  for (guint i = s->days->len; i-- > 1;)
    if (g_array_index (s->days, guint32, i) == g_array_index (s->days, guint32, i - 1))
      g_array_remove_index (s->days, i);
}

/* --- runs --- */

static gboolean
is_off (const Stage *s, guint32 day)
{
  for (guint i = 0; i < s->calendars->len; i++)
    if (sl_calendar_works (s->calendars->pdata[i], day))
      return FALSE;
  return TRUE;
}

/* Whether nothing but days off lies between two days, few enough to hold them. */
static gboolean
goes_on (const Stage *s, guint32 day, guint32 next)
{
  if (next - day - 1 > s->options->bridge)
    return FALSE;
  for (guint32 between = day + 1; between < next; between++)
    if (!is_off (s, between))
      return FALSE;
  return TRUE;
}

static void
add_runs (const Stage *s, GArray *needs)
{
  for (guint i = 0; i < s->days->len; i++)
    {
      const guint32 day = g_array_index (s->days, guint32, i);
      SlStageNeed *last = i > 0 ? &g_array_index (needs, SlStageNeed, needs->len - 1) : NULL;
      const SlStageNeed need = { s->stage, SL_NEED_SHOOT, day, day };

      if (last != NULL && goes_on (s, last->to, day))
        last->to = day;
      else
        g_array_append_val (needs, need);
    }
}

/* --- before and behind --- */

static const SlStageNeed *
need_at (const GArray *needs, guint32 day)
{
  for (guint i = 0; i < needs->len; i++)
    {
      const SlStageNeed *need = &g_array_index (needs, SlStageNeed, i);

      if (need->from <= day && day <= need->to)
        return need;
    }
  return NULL;
}

/* `n` days from `day` on, backwards for `step` −1, up to the next run or what has the days already. */
static void
add_around (const Stage *s, GArray *needs, SlNeedFor what, guint n, guint32 day, int step)
{
  const SlCalendar *closed = s->stage->calendar != NULL
                             ? sl_plan_get (s->read->plan, SL_KIND_CALENDAR, s->stage->calendar) : NULL;

  for (guint tries = 0; n > 0 && tries < MOST_DAYS && g_date_valid_julian (day); tries++, day += (guint32) step)
    {
      const SlStageNeed need = { s->stage, what, day, day };

      if (need_at (needs, day) != NULL)
        return;
      if (!sl_calendar_works (closed, day))
        continue;
      g_array_append_val (needs, need);
      n--;
    }
}

static int
by_what (gconstpointer a, gconstpointer b)
{
  const SlStageNeed *one = a, *other = b;

  if (one->what != other->what)
    return one->what < other->what ? -1 : 1;
  return one->from < other->from ? -1 : one->from > other->from;
}

/* The stage's own, sorted, with days in a row as one. */
static void
append_sorted (GArray *all, GArray *own)
{
  const guint first = all->len;

  g_array_sort (own, by_what);
  for (guint i = 0; i < own->len; i++)
    {
      const SlStageNeed *need = &g_array_index (own, SlStageNeed, i);
      SlStageNeed *last = all->len > first ? &g_array_index (all, SlStageNeed, all->len - 1) : NULL;

      if (last != NULL && last->what == need->what && last->to + 1 == need->from)
        last->to = need->to;
      else
        g_array_append_val (all, *need);
    }
}

static void
add_stage (const SlBoardRead *read, const SlNeedOptions *options, const SlStage *stage, GArray *all)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (SlStageNeed));
  g_autoptr (GPtrArray) calendars = g_ptr_array_new ();
  Stage s = { read, options, stage, days, calendars };

  add_days (&s);
  add_runs (&s, needs);
  const guint n = needs->len;
  for (guint i = 0; i < n; i++)
    add_around (&s, needs, SL_NEED_PREP, options->prep, g_array_index (needs, SlStageNeed, i).from - 1, -1);
  for (guint i = 0; i < n; i++)
    add_around (&s, needs, SL_NEED_STRIKE, options->strike, g_array_index (needs, SlStageNeed, i).to + 1, 1);
  append_sorted (all, needs);
}

GArray *
sl_stage_needs (const SlBoardRead *read, const SlNeedOptions *options)
{
  static const SlNeedOptions none = { 0 };
  GArray *needs = g_array_new (FALSE, FALSE, sizeof (SlStageNeed));

  if (options == NULL)
    options = &none;
  for (guint i = 0; i < sl_plan_count (read->plan, SL_KIND_STAGE); i++)
    {
      const SlStage *stage = (const SlStage *) sl_plan_at (read->plan, SL_KIND_STAGE, i);

      if (stage->use != SL_STAGE_LOCATION
          && (options->stage == NULL || g_str_equal (options->stage, stage->entity.id)))
        add_stage (read, options, stage, needs);
    }
  return needs;
}
