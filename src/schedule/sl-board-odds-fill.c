/* One production's board as activities, one row of them a unit. */
#include "sl-board-odds-private.h"

#include <math.h>

#include "sl-error.h"
#include "sl-i18n.h"

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
fill_changes (SlOddsFill *f, SlOddsFillUnit *u, const SlBoardScene *s, SlOddsActivity *a)
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
stage_of (const SlOddsFill *f, const SlBoardDay *day, guint place)
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
fill_stage (SlOddsFill *f, const SlStage *stage, SlOddsActivity *a)
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
hangs_on (SlOddsFill *f, const char *what, const char *of, double loading, char *title)
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
fill_factors (SlOddsFill *f, const SlBoardScene *s, SlOddsActivity *a)
{
  const SlProduction *production = f->read->production;
  const char *title = sl_entity_title (&production->entity);

  a->loadings[0] = hangs_on (f, "pace", production->entity.id, production->pace_loading,
                             g_strdup_printf (_("Pace of %s"), title));
  if (s->stage != NULL)
    a->loadings[1] = hangs_on (f, "stage-pace", s->stage->entity.id, production->stage_loading,
                               g_strdup_printf (_("Pace on %s"), sl_entity_title (&s->stage->entity)));
}

/* What set-ups of that grade, the worst of their scene, add to a production. */
static guint64
setups_of (SlOddsFill *f, SlGrade grade)
{
  static const char *const titles[SL_N_GRADES] = { NULL, N_("Set-ups, amber shots"), N_("Set-ups, orange shots"),
                                                   N_("Set-ups, red shots") };
  g_autofree char *id = g_strdup_printf ("set-ups\n%s\n%d", f->read->production->entity.id, (int) grade);
  const guint64 key = sl_odds_key (id);

  sl_odds_filler_name (f->filler, key, g_strdup (_(titles[grade])));
  return key;
}

/* FALSE with an error where it takes longer than can be told. What bad grades add goes by itself, as on the board. */
static gboolean
fill_minutes (SlOddsFill *f, const SlBoardScene *s, SlOddsActivity *a, GError **error)
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
  if (s->graded && s->grade > SL_GRADE_GREEN && a->setup.likely > 0)
    a->setups_key = setups_of (f, s->grade);
  return TRUE;
}

static guint32
not_before (const SlOddsFill *f, const SlBoardScene *s)
{
  const SlEnvironment *content = s->environment != NULL
                                 ? sl_plan_get (f->read->plan, SL_KIND_ENVIRONMENT, s->environment) : NULL;

  return MAX (s->scene->earliest, content != NULL ? content->ready : 0);
}

/* The day that it is planned for, never before that of what comes before it; 0: at once. */
static guint
planned_day (SlOddsFillUnit *u, guint32 date)
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
add_scene (SlOddsFill *f, SlOddsFillUnit *u, const SlBoardDay *day, guint place, GError **error)
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
is_in_the_way (const SlOddsFillUnit *u, const SlBoardDay *day, const SlStrip *strip)
{
  return strip->is == SL_STRIP_BANNER && !isnan (strip->minutes) && day <= u->last
         && day->date >= g_array_index (u->row->dates, guint32, 0);
}

/* A banner moves with what it stands among, and never varies. */
static void
add_banner (SlOddsFill *f, SlOddsFillUnit *u, const SlBoardDay *day, const SlStrip *strip)
{
  g_autofree char *id = g_strdup_printf ("banner\n%s\n%s", f->read->production->entity.id,
                                         strip->text != NULL ? strip->text : "");
  SlOddsActivity a = { .key = free_key (f->filler, id), .day = planned_day (u, day->date) };

  a.name = sl_odds_filler_name (f->filler, a.key, g_strdup (strip->text != NULL ? strip->text : _("Banner")));
  a.work = SL_ESTIMATE_FIXED ((gint32) lround (CLAMP (strip->minutes, 0, SL_ESTIMATE_MOST)));
  g_array_append_val (u->row->activities, a);
}

static gboolean
add_day (SlOddsFill *f, const SlBoardDay *day, GError **error)
{
  SlOddsFillUnit *u = sl_odds_fill_unit (f, day->unit);
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
          if (sl_odds_fill_is_left (s) && !add_scene (f, u, day, place, error))
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
say_long_day (SlOddsFill *f, const SlBoardDay *day)
{
  const SlOddsFillUnit *u = sl_odds_fill_unit (f, day->unit);
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
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (SlOddsFillUnit));
  SlBoardOddsOf *of = g_new0 (SlBoardOddsOf, 1);
  SlOddsFill f = { filler, read, of, units };

  g_ptr_array_add (filler->reads, read);
  *of = (SlBoardOddsOf) { .production = production, .board = board,
                          .units = g_array_new (FALSE, FALSE, sizeof (guint64)) };
  g_ptr_array_add (filler->odds->productions, of);
  sl_odds_fill_find_units (&f);
  of->planned = production->wrap != 0 ? production->wrap : of->wrap;
  for (guint i = 0; i < units->len; i++)
    {
      SlOddsFillUnit *u = &g_array_index (units, SlOddsFillUnit, i);

      if (u->first != NULL && !sl_odds_fill_begin_unit (&f, u, error))
        return FALSE;
    }
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
