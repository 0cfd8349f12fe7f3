/* What scenes ask for on their day and do not find. */
#include "sl-breach-private.h"

#include <math.h>

#include "sl-board-private.h"
#include "sl-i18n.h"
#include "sl-workdays.h"

typedef struct {
  SlBoardRead        *read;
  guint               at; /* the day */
  const SlBoardDay   *day;
  gint                scene;
  const SlBoardScene *s;
} Place;

static void
check_window (const Place *p)
{
  const SlSceneEntity *scene = p->s->scene;
  const guint32 date = p->day->date;
  g_autofree char *first = sl_date_to_text (scene->earliest), *last = sl_date_to_text (scene->latest);

  if (scene->earliest != 0 && date < scene->earliest)
    sl_breach_add (p->read, SL_BREACH_WINDOW, p->at, p->scene, _("Move it to a later day"), _("Not before %s"), first);
  if (scene->latest != 0 && date > scene->latest)
    sl_breach_add (p->read, SL_BREACH_WINDOW, p->at, p->scene, _("Move it to an earlier day"), _("Not after %s"), last);
}

static void
check_content (const Place *p)
{
  const SlEnvironment *environment = p->s->environment != NULL
                                     ? sl_plan_get (p->read->plan, SL_KIND_ENVIRONMENT, p->s->environment) : NULL;

  if (environment == NULL || environment->ready == 0 || environment->ready <= p->day->date)
    return;
  g_autofree char *ready = sl_date_to_text (environment->ready);
  sl_breach_add (p->read, SL_BREACH_CONTENT, p->at, p->scene, _("Move it to a later day, or have the content earlier"),
                 _("%s is ready on %s only"), sl_entity_title (&environment->entity), ready)->about
    = environment->entity.id;
}

static void
check_cast (const Place *p, const SlCast *cast)
{
  const SlCalendar *calendar = cast->calendar != NULL ? sl_plan_get (p->read->plan, SL_KIND_CALENDAR, cast->calendar)
                                                      : NULL;
  const guint32 date = p->day->date;

  if ((cast->from == 0 || date >= cast->from) && (cast->to == 0 || date <= cast->to)
      && sl_calendar_works (calendar, date))
    return;
  sl_breach_add (p->read, SL_BREACH_CAST, p->at, p->scene, _("Move it to a day on which they can come"),
                 _("%s cannot come"), sl_entity_title (&cast->entity))->about = cast->entity.id;
}

static void
check_minor (const Place *p, const SlCast *cast)
{
  const SlRuleFor whom = sl_board_rules_for (p->read, p->day, cast->entity.id);
  const SlRuleNow latest = sl_rule_now (p->read->plan, SL_RULE_MINOR_LATEST, &whom, p->day->date);
  const gint32 off = p->day->call + p->s->begins + p->s->minutes;

  if (latest.clock < 0 || off <= latest.clock)
    return;
  g_autofree char *is = sl_hours_text (off), *may = sl_hours_text (latest.clock);
  SlBreach *breach = sl_breach_add (p->read, SL_BREACH_MINOR, p->at, p->scene, _("Shoot it earlier in the day"),
                                    _("%s is a minor and would be off at %s, by %s at the latest"),
                                    sl_entity_title (&cast->entity), is, may);
  breach->about = cast->entity.id;
  breach->advice = latest.advice;
}

static void
check_people (const Place *p)
{
  const SlSceneEntity *scene = p->s->scene;

  for (guint i = 0; i < sl_list_n (scene->cast); i++)
    {
      const char *id = *sl_list_at (scene->cast, char *, i);
      const SlCast *cast = id != NULL ? sl_plan_get (p->read->plan, SL_KIND_CAST, id) : NULL;

      if (cast != NULL)
        check_cast (p, cast);
      if (cast != NULL && cast->minor)
        check_minor (p, cast);
    }
  for (guint i = 0; i < sl_list_n (scene->elements); i++)
    {
      const char *id = *sl_list_at (scene->elements, char *, i);
      const SlElement *element = id != NULL ? sl_plan_get (p->read->plan, SL_KIND_ELEMENT, id) : NULL;

      if (element != NULL && element->calendar != NULL
          && !sl_calendar_works (sl_plan_get (p->read->plan, SL_KIND_CALENDAR, element->calendar), p->day->date))
        sl_breach_add (p->read, SL_BREACH_ELEMENT, p->at, p->scene, _("Move it to a day on which it is to be had"),
                       _("%s is not to be had"), sl_entity_title (&element->entity))->about = element->entity.id;
    }
}

/* Precedence and scenes that stand twice are judged against all scenes of the board. */
static void
check_order (const Place *p)
{
  const SlSceneEntity *scene = p->s->scene;

  for (guint i = 0; i < (guint) p->scene; i++)
    if (g_array_index (p->read->scenes, SlBoardScene, i).scene == scene)
      {
        sl_breach_add (p->read, SL_BREACH_TWICE, p->at, p->scene, _("Take one of them off the board"),
                       _("The scene stands on the board twice"));
        break;
      }
  for (guint k = 0; k < sl_list_n (scene->after); k++)
    for (guint i = (guint) p->scene + 1; i < p->read->scenes->len; i++)
      {
        const SlBoardScene *later = &g_array_index (p->read->scenes, SlBoardScene, i);

        if (g_strcmp0 (later->scene->entity.id, *sl_list_at (scene->after, char *, k)) == 0
            && g_array_index (p->read->days, SlBoardDay, later->day).date >= p->day->date)
          sl_breach_add (p->read, SL_BREACH_ORDER, p->at, p->scene, _("Move it behind that scene"),
                         _("It comes before scene %s, which is to be shot first"),
                         later->scene->number != NULL ? later->scene->number : later->scene->entity.id)->about
            = later->scene->entity.id;
      }
}

/* --- stages --- */

typedef enum { NOT_BOOKED, HELD, OTHERWISE, BOOKED, TAKEN } Booked;

/* Whether cameras roll on such days. */
static gboolean
is_for_shooting (const SlBooking *b)
{
  return b->phase == SL_PHASE_SHOOT || b->phase == SL_PHASE_PRELIGHT || b->phase == SL_PHASE_REHEARSE;
}

static Booked
booked (const SlPlan *plan, const char *stage, const char *production, guint32 date)
{
  Booked state = NOT_BOOKED;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      const gboolean own = g_strcmp0 (b->production, production) == 0 && b->phase != SL_PHASE_CLOSED;

      if (g_strcmp0 (b->stage, stage) != 0 || b->state >= SL_BOOKING_RELEASED || date < b->from || date > b->to)
        continue;
      if (b->state == SL_BOOKING_CONFIRMED && own && is_for_shooting (b))
        return BOOKED;
      if (b->state == SL_BOOKING_CONFIRMED)
        state = own ? MAX (state, OTHERWISE) : TAKEN;
      else if (own)
        state = MAX (state, HELD);
    }
  return state;
}

gboolean
sl_board_is_stage_free (const SlBoardRead *read, const SlStage *stage, guint32 date)
{
  const SlCalendar *calendar = stage->calendar != NULL
                               ? sl_plan_get (read->plan, SL_KIND_CALENDAR, stage->calendar) : NULL;

  return sl_calendar_works (calendar, date)
         && booked (read->plan, stage->entity.id, read->production->entity.id, date) != TAKEN;
}

/* Each stage of a day is judged once, at its first scene. */
static void
check_stage (const Place *p)
{
  const SlStage *stage = p->s->stage;

  for (guint i = p->day->first_scene; i < (guint) p->scene; i++)
    if (g_array_index (p->read->scenes, SlBoardScene, i).stage == stage)
      return;
  const Booked state = booked (p->read->plan, stage->entity.id, p->read->production->entity.id, p->day->date);
  const SlCalendar *calendar = stage->calendar != NULL
                               ? sl_plan_get (p->read->plan, SL_KIND_CALENDAR, stage->calendar) : NULL;
  const char *title = sl_entity_title (&stage->entity);
  SlBreach *breach = NULL;

  if (!sl_calendar_works (calendar, p->day->date))
    breach = sl_breach_add (p->read, SL_BREACH_STAGE, p->at, p->scene, _("Move the day"), _("%s is closed"), title);
  else if (state == TAKEN)
    breach = sl_breach_add (p->read, SL_BREACH_STAGE, p->at, p->scene, _("Move the day, or book other days"),
                            _("%s is booked by others"), title);
  else if (state != BOOKED)
    {
      breach = sl_breach_add (p->read, SL_BREACH_STAGE, p->at, p->scene,
                              state == HELD        ? _("Confirm the hold")
                              : state == OTHERWISE ? _("Move the day, or book it for shooting")
                                                   : _("Hold or book the stage"),
                              state == HELD        ? _("%s is only held")
                              : state == OTHERWISE ? _("%s is booked, but not to shoot")
                                                   : _("%s is not booked"), title);
      breach->advice = TRUE;
    }
  if (breach != NULL)
    breach->about = stage->entity.id;
}

void
sl_board_check_scenes (SlBoardRead *read, guint at)
{
  const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, at);

  for (guint i = day->first_scene; i < day->first_scene + day->n_scenes; i++)
    {
      const Place p = { read, at, day, (gint) i, &g_array_index (read->scenes, SlBoardScene, i) };

      if (p.s->scene->omitted)
        {
          sl_breach_add (read, SL_BREACH_OMITTED, at, p.scene, _("Take it off the board"),
                         _("The scene is no longer in the script"))->advice = TRUE;
          continue;
        }
      check_order (&p);
      if (day->date == 0)
        continue;
      check_window (&p);
      check_content (&p);
      check_people (&p);
      if (p.s->stage != NULL)
        check_stage (&p);
    }
}
