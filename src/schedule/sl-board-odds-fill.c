/* One production's board as activities, one row of them a unit. */
#include "sl-board-odds-private.h"

#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-rules.h"
#include "sl-workdays.h"

enum { DAY = 24 * 60, MORE_DAYS = 60 };

/* A unit while its activities are gathered. */
typedef struct {
  const SlUnitEntity *unit;     /* NULL where the production has none */
  const SlBoardDay   *first, *last; /* with something left to shoot */
  guint32             after;    /* Julian: the last day on which it shot; 0: none */
  guint               days;     /* of the board that are left */
  SlOddsProduction   *row;
  guint64             load, wall, mode; /* what was brought last */
  guint               planned;  /* index of its last activity's day, from 1 */
} Unit;

typedef struct {
  SlOddsFiller        *filler;
  const SlBoardRead   *read;
  SlBoardOddsOf       *of;
  GArray              *units;   /* Unit */
} Fill;

static gboolean
is_left (const SlBoardScene *s)
{
  return !s->scene->omitted && s->scene->shot_on == 0;
}

static Unit *
unit_of (Fill *f, const SlUnitEntity *unit)
{
  const Unit fresh = { .unit = unit };

  for (guint i = 0; i < f->units->len; i++)
    if (g_array_index (f->units, Unit, i).unit == unit)
      return &g_array_index (f->units, Unit, i);
  g_array_append_val (f->units, fresh);
  return &g_array_index (f->units, Unit, f->units->len - 1);
}

/* --- days --- */

static void
find_units (Fill *f)
{
  for (guint i = 0; i < f->read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (f->read->days, SlBoardDay, i);
      Unit *u = unit_of (f, day->unit);
      gboolean left = FALSE;

      for (guint k = day->first_scene; k < day->first_scene + day->n_scenes; k++)
        {
          const SlBoardScene *s = &g_array_index (f->read->scenes, SlBoardScene, k);

          left |= is_left (s);
          u->after = MAX (u->after, s->scene->shot_on);
          f->of->shot += s->scene->shot_on != 0;
        }
      if (!left)
        continue;
      u->days++;
      u->last = day;
      if (u->first == NULL || u->first->date == 0 || (day->date != 0 && day->date < u->first->date))
        u->first = day;
      f->of->wrap = MAX (f->of->wrap, day->date);
    }
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* The working days from the first that is not shot on: the calendar's, and those that the board fixes. */
static void
add_dates (Fill *f, const Unit *u, const SlCalendar *calendar)
{
  const guint32 from = MAX (u->first->date, u->after + 1);
  GArray *dates = u->row->dates;
  guint n = 0;

  for (guint i = 0; i < f->read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (f->read->days, SlBoardDay, i);

      if (day->unit == u->unit && day->date >= from)
        g_array_append_val (dates, day->date);
    }
  const guint least = 2 * u->days + MORE_DAYS;
  const guint32 last = f->of->wrap;
  guint32 date = sl_calendar_next (calendar, from);
  for (guint k = 0; date != 0 && (k < least || date <= last); k++, date = sl_calendar_next (calendar, date + 1))
    g_array_append_val (dates, date);
  g_array_sort (dates, compare_dates);
  for (guint i = 0; i < dates->len; i++)
    if (n == 0 || g_array_index (dates, guint32, i) != g_array_index (dates, guint32, n - 1))
      g_array_index (dates, guint32, n++) = g_array_index (dates, guint32, i);
  g_array_set_size (dates, n);
}

static guint
weekdays_of (const SlCalendar *calendar)
{
  guint days = 127;

  for (guint i = 0; calendar != NULL && i < sl_list_n (calendar->week); i++)
    days &= ~(1u << *sl_list_at (calendar->week, int, i));
  return days;
}

/* --- rules --- */

static gint32
whole (double minutes, gint32 least, gint32 most)
{
  return isnan (minutes) ? least : (gint32) lround (CLAMP (minutes, least, most));
}

/* Meals of a day of that length (min), as the board counts them. */
static gint32
meals_of (const SlPlan *plan, const SlRuleFor *whom, guint32 date, gint32 length)
{
  const SlRuleNow meal = sl_rule_now (plan, SL_RULE_MEAL_LENGTH, whom, date);
  const SlRuleNow due = sl_rule_now (plan, SL_RULE_MEAL, whom, date);
  const double every = isnan (due.time) || due.time < 1 ? 6 * 60 : due.time;

  return isnan (meal.time) ? 0 : (gint32) (floor ((length - 1) / every) * lround (meal.time));
}

static void
fill_rules (Fill *f, const Unit *u)
{
  const SlPlan *plan = f->read->plan;
  const SlBoardDay *day = u->first;
  const SlRuleFor whom = { f->read->production->entity.id, u->unit != NULL ? u->unit->entity.id : NULL, NULL };
  const SlRuleNow longest = sl_rule_now (plan, SL_RULE_DAY, &whom, day->date);
  const gint32 rest = whole (sl_rule_now (plan, SL_RULE_REST, &whom, day->date).time, 0, DAY);
  g_autoptr (GPtrArray) steps = sl_rules_now (plan, SL_RULE_OVERTIME, &whom, day->date);
  SlOddsProduction *row = u->row;

  row->call = CLAMP (day->call, 0, DAY - 1);
  row->day_length = CLAMP (day->length, 1, DAY);
  const gint32 meals = meals_of (plan, &whom, day->date, row->day_length);
  gint32 most = row->day_length;
  if (!isnan (longest.time))
    most = whole (longest.time, 1, DAY);
  else if (steps->len > 0)
    most = MAX (most, DAY - rest - meals);
  row->day_length = MIN (row->day_length, most);
  row->overtime = f->filler->input->without_overtime ? 0 : most - row->day_length;
  row->turnaround = MIN (rest + meals, DAY);
  if (u->unit != NULL && !isnan (u->unit->day_rate))
    row->overtime_rate = (steps->len > 0 ? ((const SlRule *) steps->pdata[0])->factor : 1) * u->unit->day_rate
                         / u->unit->day_hours;
}

/* What a day of the unit costs as a mean over those that are left, without overtime. */
static double
day_rate_of (const Fill *f, const Unit *u)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < f->read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (f->read->days, SlBoardDay, i);

      if (day->unit != u->unit || day->shot || day->n_scenes == 0)
        continue;
      sum += MAX (0, day->cost - u->row->overtime_rate * day->overtime / 60);
      n++;
    }
  return n > 0 ? MIN (sum / n, 1e12) : 0;
}

static gboolean
begin_unit (Fill *f, Unit *u, GError **error)
{
  const SlBoardOddsInput *input = f->filler->input;
  const SlProduction *production = f->read->production;
  const SlCalendar *calendar = sl_unit_calendar (f->read->plan, production, u->unit);
  const guint32 start = f->read->board->start != 0 ? f->read->board->start : production->start;
  g_autofree char *id = g_strdup_printf ("unit\n%s\n%s", production->entity.id,
                                         u->unit != NULL ? u->unit->entity.id : "");
  const guint64 key = sl_odds_key (id);
  char *name = u->unit != NULL ? g_strdup_printf (_("%s, %s"), sl_entity_title (&production->entity),
                                                  sl_entity_title (&u->unit->entity))
                               : g_strdup (sl_entity_title (&production->entity));

  u->row = sl_odds_problem_add_production (f->filler->odds->problem, key,
                                           sl_odds_filler_name (f->filler, key, name));
  g_array_append_val (f->of->units, key);
  if (u->first->date == 0 && start == 0)
    sl_error_set_at (error, SL_ERROR_INPUT, input->file, production->entity.line,
                     _("%s has no first day; set its start, or that of its board"),
                     sl_entity_title (&production->entity));
  else if (u->first->date == 0)
    sl_error_set_at (error, SL_ERROR_INPUT, input->file,
                     calendar != NULL ? calendar->entity.line : production->entity.line,
                     _("%s: its calendar has no working day; take days off out of it"), name);
  else
    {
      add_dates (f, u, calendar);
      u->row->weekdays = weekdays_of (calendar);
      fill_rules (f, u);
      u->row->day_rate = day_rate_of (f, u);
      return TRUE;
    }
  return FALSE;
}

/* --- activities --- */

/* Its own, or one with a number where a scene stands on several boards or twice on one. */
static guint64
free_key (SlOddsFiller *filler, const char *id)
{
  guint64 key = sl_odds_key (id);

  for (guint i = 2; g_hash_table_contains (filler->keys, &key); i++)
    {
      g_autofree char *other = g_strdup_printf ("%s\n%u", id, i);
      key = sl_odds_key (other);
    }
  g_hash_table_add (filler->keys, g_memdup2 (&key, sizeof key));
  return key;
}

static gboolean
has_key (const GArray *changes, guint64 key)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, SlOddsChange, i).key == key)
      return TRUE;
  return FALSE;
}

/* A change that the board says is due costs its minutes whenever it comes, even where another unit left something else
 * behind: bringing the same again goes by a second key. `title` is taken. */
static guint64
due_change (SlOddsFiller *filler, GArray *changes, const char *what, const char *of, guint64 last, gint32 minutes,
            char *title)
{
  g_autofree char *id = g_strdup_printf ("%s\n%s", what, of), *again = g_strdup_printf ("%s\n%s\nagain", what, of);
  const guint64 key = sl_odds_key (id) != last ? sl_odds_key (id) : sl_odds_key (again);

  if (has_key (changes, key))
    g_free (title);
  else
    {
      const SlOddsChange change = { key, sl_odds_filler_name (filler, key, title), sl_odds_filler_about (minutes) };
      g_array_append_val (changes, change);
    }
  return key;
}

static void
fill_changes (Fill *f, Unit *u, const SlBoardScene *s, SlOddsActivity *a)
{
  SlOddsProblem *problem = f->filler->odds->problem;
  const char *stage = s->stage != NULL ? sl_entity_title (&s->stage->entity) : "";

  if (s->loads > 0)
    {
      const SlEntity *content = sl_plan_find (f->read->plan, s->environment);
      g_autofree char *of = g_strdup_printf ("%s\n%s", s->environment, s->stage->entity.id);

      a->load = u->load = due_change (f->filler, problem->loads, "load", of, u->load, s->load,
                                      g_strdup_printf (_("Load of %s"), sl_entity_title (content)));
    }
  if (s->walls > 0)
    a->wall = u->wall = due_change (f->filler, problem->walls, "wall", s->setup, u->wall, s->wall,
                                    g_strdup_printf (_("Walls on %s"), stage));
  if (s->modes > 0)
    a->mode = u->mode = due_change (f->filler, problem->modes, "mode", s->setup, u->mode, s->mode,
                                    g_strdup_printf (_("Processors on %s"), stage));
  a->calibration = s->calibration;
}

/* The stage that it is shot on; without one, where the unit is on that day, so that no move is made of it. */
static const SlStage *
stage_of (const Fill *f, const SlBoardDay *day, guint place)
{
  const SlBoardScene *scenes = (const SlBoardScene *) (const void *) f->read->scenes->data;
  const guint end = day->first_scene + day->n_scenes;

  for (guint i = place + 1; i-- > day->first_scene;)
    if (scenes[i].stage != NULL && !scenes[i].scene->omitted)
      return scenes[i].stage;
  for (guint i = place; i < end; i++)
    if (scenes[i].stage != NULL && !scenes[i].scene->omitted)
      return scenes[i].stage;
  return NULL;
}

static void
fill_stage (Fill *f, const SlStage *stage, SlOddsActivity *a)
{
  SlOddsProblem *problem = f->filler->odds->problem;
  g_autofree char *id = g_strdup_printf ("stage\n%s", stage->entity.id);

  a->stage = sl_odds_key (id);
  if (has_key (problem->stages, a->stage))
    return;
  const SlOddsChange change = { a->stage, sl_odds_filler_name (f->filler, a->stage,
                                                               g_strdup_printf (_("Move to %s"),
                                                                                sl_entity_title (&stage->entity))),
                                sl_odds_filler_about (isnan (stage->move_minutes) ? 0 : stage->move_minutes) };
  g_array_append_val (problem->stages, change);
}

/* A common cause; `title` is taken. */
static SlOddsLoading
hangs_on (Fill *f, const char *what, const char *of, double loading, char *title)
{
  SlOddsProblem *problem = f->filler->odds->problem;
  g_autofree char *id = g_strdup_printf ("%s\n%s", what, of);
  const guint64 key = sl_odds_key (id);

  if (g_hash_table_contains (f->filler->odds->titles, &key))
    g_free (title);
  else
    {
      const SlOddsFactor factor = { key, sl_odds_filler_name (f->filler, key, title) };
      g_array_append_val (problem->factors, factor);
    }
  return (SlOddsLoading) { loading > 0 ? key : 0, loading };
}

static void
fill_factors (Fill *f, const SlBoardScene *s, SlOddsActivity *a)
{
  const SlProduction *production = f->read->production;
  const char *title = sl_entity_title (&production->entity);

  a->loadings[0] = hangs_on (f, "pace", production->entity.id, production->pace_loading,
                             g_strdup_printf (_("Pace of %s"), title));
  if (s->stage != NULL)
    a->loadings[1] = hangs_on (f, "stage-pace", s->stage->entity.id, production->stage_loading,
                               g_strdup_printf (_("Pace on %s"), sl_entity_title (&s->stage->entity)));
}

/* FALSE with an error where it takes longer than can be told. What bad grades add goes by itself, as on the board. */
static gboolean
fill_minutes (Fill *f, const SlBoardScene *s, SlOddsActivity *a, GError **error)
{
  const SlSceneEntity *scene = s->scene;
  double minutes[3];

  sl_scene_minutes (scene, f->read->production, minutes);
  if (minutes[2] > SL_ESTIMATE_MOST || s->minutes > SL_ESTIMATE_MOST)
    {
      sl_error_set_at (error, SL_ERROR_INPUT, f->filler->input->file, scene->entity.line,
                       _("%s takes up to %.0f minutes, more than %d; shorten it or split it"), a->name, minutes[2],
                       SL_ESTIMATE_MOST);
      return FALSE;
    }
  if (scene->minutes_low > scene->minutes_high || scene->minutes_low > minutes[1] || scene->minutes_high < minutes[1])
    sl_findings_add (f->filler->odds->findings, SL_SEVERITY_WARNING, &scene->entity,
                     scene->minutes_high < minutes[1] ? "minutes_high" : "minutes_low",
                     _("Put the three in their order"),
                     _("%s: its times at best, likely and at worst are not in order; the likely one counts"), a->name);
  a->work = (SlEstimate) { (gint32) lround (minutes[0]), (gint32) lround (minutes[1]), (gint32) lround (minutes[2]),
                           SL_SHAPE_PERT };
  a->setups = 1;
  a->setup = sl_odds_filler_about (s->minutes - a->work.likely);
  return TRUE;
}

static guint32
not_before (const Fill *f, const SlBoardScene *s)
{
  const SlEnvironment *content = s->environment != NULL
                                 ? sl_plan_get (f->read->plan, SL_KIND_ENVIRONMENT, s->environment) : NULL;

  return MAX (s->scene->earliest, content != NULL ? content->ready : 0);
}

/* The day that it is planned for, never before that of what comes before it; 0: at once. */
static guint
planned_day (Unit *u, guint32 date)
{
  const GArray *dates = u->row->dates;
  guint low = 0, high = dates->len;

  if (date != 0 && date >= g_array_index (dates, guint32, 0))
    {
      while (low + 1 < high)
        {
          const guint middle = (low + high) / 2;

          if (g_array_index (dates, guint32, middle) <= date)
            low = middle;
          else
            high = middle;
        }
      u->planned = MAX (u->planned, low + 1);
    }
  return u->planned;
}

static gboolean
add_scene (Fill *f, Unit *u, const SlBoardDay *day, guint place, GError **error)
{
  const SlBoardScene *s = &g_array_index (f->read->scenes, SlBoardScene, place);
  const SlStage *stage = stage_of (f, day, place);
  const char *number = s->scene->number != NULL ? s->scene->number : s->scene->entity.id;
  SlOddsActivity a = { .key = free_key (f->filler, s->scene->entity.id), .day = planned_day (u, day->date) };

  a.name = sl_odds_filler_name (f->filler, a.key, g_strdup_printf (_("Scene %s"), number));
  if (!fill_minutes (f, s, &a, error))
    return FALSE;
  a.not_before = not_before (f, s);
  fill_changes (f, u, s, &a);
  if (stage != NULL)
    fill_stage (f, stage, &a);
  fill_factors (f, s, &a);
  g_array_append_val (u->row->activities, a);
  const SlOddsPlaced placed = { a.key, s, f->read->production, u->row->key, s->day };
  g_array_append_val (f->filler->placed, placed);
  f->of->scenes++;
  f->of->graded += s->graded;
  return TRUE;
}

/* Banners that take time count up to the unit's last scene, but for those of days that are over. */
static gboolean
is_in_the_way (const Unit *u, const SlBoardDay *day, const SlStrip *strip)
{
  return strip->is == SL_STRIP_BANNER && !isnan (strip->minutes) && day <= u->last
         && day->date >= g_array_index (u->row->dates, guint32, 0);
}

/* A banner moves with what it stands among, and never varies. */
static void
add_banner (Fill *f, Unit *u, const SlBoardDay *day, const SlStrip *strip)
{
  g_autofree char *id = g_strdup_printf ("banner\n%s\n%s", f->read->production->entity.id,
                                         strip->text != NULL ? strip->text : "");
  SlOddsActivity a = { .key = free_key (f->filler, id), .day = planned_day (u, day->date) };

  a.name = sl_odds_filler_name (f->filler, a.key, g_strdup (strip->text != NULL ? strip->text : _("Banner")));
  a.work = SL_ESTIMATE_FIXED ((gint32) lround (CLAMP (strip->minutes, 0, SL_ESTIMATE_MOST)));
  g_array_append_val (u->row->activities, a);
}

static gboolean
add_day (Fill *f, const SlBoardDay *day, GError **error)
{
  Unit *u = unit_of (f, day->unit);
  guint place = day->first_scene;
  const guint end = day->first_scene + day->n_scenes;

  if (u->row == NULL || (day->shot && day->n_scenes > 0))
    return TRUE;
  for (guint i = day->first; i < day->first + day->n; i++)
    {
      const SlStrip *strip = sl_list_at (f->read->strips, SlStrip, i);
      const SlBoardScene *s = place < end ? &g_array_index (f->read->scenes, SlBoardScene, place) : NULL;

      if (s != NULL && s->strip == i)
        {
          if (is_left (s) && !add_scene (f, u, day, place, error))
            return FALSE;
          place++;
        }
      else if (is_in_the_way (u, day, strip))
        add_banner (f, u, day, strip);
    }
  return TRUE;
}

/* A day that is planned longer than its rules allow is not shot as planned. */
static void
say_long_day (Fill *f, const SlBoardDay *day)
{
  const Unit *u = unit_of (f, day->unit);
  g_autofree char *is = sl_hours_text (day->minutes), *may = NULL;

  if (u->row == NULL || day->shot || day->minutes <= u->row->day_length + u->row->overtime)
    return;
  may = sl_hours_text (u->row->day_length + u->row->overtime);
  sl_findings_add (f->filler->odds->findings, SL_SEVERITY_NOTE, &f->read->board->entity, NULL,
                   _("Move a scene to another day, or allow overtime by a rule"),
                   _("Shooting day %u is planned for %s, of which %s fit into a day: the rest goes on to the next"),
                   day->number, is, may);
}

gboolean
sl_odds_fill_board (SlOddsFiller *filler, const SlProduction *production, const SlBoard *board, GError **error)
{
  const SlBoardOddsInput *from = filler->input;
  const gboolean tries = from->tried != NULL && g_str_equal (from->tried, production->entity.id);
  const SlBoardInput input = { .plan = from->plan, .production = production, .board = board, .strips = from->strips,
                               .tries = tries, .grade = from->grade, .data = from->data };
  SlBoardRead *read = sl_board_read (&input);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (Unit));
  SlBoardOddsOf *of = g_new0 (SlBoardOddsOf, 1);
  Fill f = { filler, read, of, units };

  g_ptr_array_add (filler->reads, read);
  *of = (SlBoardOddsOf) { .production = production, .board = board,
                          .units = g_array_new (FALSE, FALSE, sizeof (guint64)) };
  g_ptr_array_add (filler->odds->productions, of);
  find_units (&f);
  of->planned = production->wrap != 0 ? production->wrap : of->wrap;
  for (guint i = 0; i < units->len; i++)
    if (g_array_index (units, Unit, i).first != NULL && !begin_unit (&f, &g_array_index (units, Unit, i), error))
      return FALSE;
  for (guint i = 0; i < read->days->len; i++)
    {
      if (!add_day (&f, &g_array_index (read->days, SlBoardDay, i), error))
        return FALSE;
      say_long_day (&f, &g_array_index (read->days, SlBoardDay, i));
    }
  if (of->units->len > 0)
    return TRUE;
  sl_findings_add (filler->odds->findings, SL_SEVERITY_NOTE, &production->entity, NULL, _("Put scenes on its board"),
                   _("%s has no scene left to shoot and is left out"), sl_entity_title (&production->entity));
  g_ptr_array_remove (filler->odds->productions, of);
  return TRUE;
}
