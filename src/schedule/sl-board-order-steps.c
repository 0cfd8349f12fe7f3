/* Scenes of a board as steps: what they need of stages, walls and people, as numbers. */
#include "sl-board-order-filling.h"

#include <math.h>

#include "sl-rules.h"

/* The number of `what` among those of its kind, which grow by it. */
static gint32
number_of (GHashTable *numbers, gconstpointer what)
{
  const guint known = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, what));

  if (known > 0)
    return (gint32) known - 1;
  g_hash_table_insert (numbers, (gpointer) what, GUINT_TO_POINTER (g_hash_table_size (numbers) + 1));
  return (gint32) g_hash_table_size (numbers) - 1;
}

static gint32
number_of_text (GHashTable *numbers, const char *text)
{
  gpointer known;

  if (g_hash_table_lookup_extended (numbers, text, NULL, &known))
    return (gint32) GPOINTER_TO_UINT (known) - 1;
  g_hash_table_insert (numbers, g_strdup (text), GUINT_TO_POINTER (g_hash_table_size (numbers) + 1));
  return (gint32) g_hash_table_size (numbers) - 1;
}

static gint32
number_of_stage (SlOrderFilling *f, const SlStage *stage)
{
  const gint32 number = number_of (f->stages, stage);

  if (number == (gint32) f->fill->stages->len)
    {
      const SlOrderStage s = {
        .move = (gint32) lround (stage->move_minutes), .mode = (gint32) lround (stage->mode_minutes),
        .calibration = stage->calibration_minutes, .warmup = stage->warmup_minutes,
        .pay = sl_order_hundredths (stage->day_rate),
      };
      g_array_append_val (f->fill->stages, s);
    }
  return number;
}

static gint32
number_of_load (SlOrderFilling *f, const char *environment)
{
  const SlEnvironment *e = environment != NULL ? sl_plan_get (f->fill->read->plan, SL_KIND_ENVIRONMENT, environment)
                                               : NULL;
  const gint32 number = e != NULL ? number_of (f->loads, e) : -1;

  if (number == (gint32) f->fill->loads->len)
    {
      const gint32 minutes = (gint32) lround (e->load_minutes);
      g_array_append_val (f->fill->loads, minutes);
    }
  return number;
}

static void
fill_setup (SlOrderFilling *f, const SlBoardScene *s, SlOrderStep *step)
{
  const SlSetup *setup = s->setup != NULL ? sl_plan_get (f->fill->read->plan, SL_KIND_SETUP, s->setup) : NULL;

  if (setup == NULL || g_strcmp0 (setup->stage, s->stage->entity.id) != 0)
    return;
  char **marks = sl_board_marks (&f->reader, setup);
  step->wall = number_of_text (f->walls, marks[0]);
  step->mode = number_of_text (f->modes, marks[1]);
  step->wall_minutes = (gint32) lround (isnan (setup->change_minutes) ? s->stage->change_minutes
                                                                      : setup->change_minutes);
}

static void
fill_calibrations (SlOrderFilling *f, const SlBoardScene *s, SlOrderStep *step)
{
  g_autoptr (GPtrArray) all = sl_board_calibrations (&f->reader, s);

  step->first_key = f->fill->keys->len;
  for (guint i = 0; i < all->len; i++)
    {
      const guint key = (guint) number_of_text (f->calibrated, all->pdata[i]);
      gboolean has = FALSE;

      for (guint k = step->first_key; k < f->fill->keys->len; k++)
        has |= g_array_index (f->fill->keys, guint, k) == key;
      if (!has)
        g_array_append_val (f->fill->keys, key);
    }
  step->n_keys = f->fill->keys->len - step->first_key;
}

/* When a minor of the scene is off, after the call. */
static gint32
off_by (const SlOrderFill *fill, const SlBoardScene *s)
{
  const SlBoardDay *day = sl_order_day (fill, s->day);
  gint32 least = G_MAXINT32;

  for (guint i = 0; i < sl_list_n (s->scene->cast); i++)
    {
      const char *id = *sl_list_at (s->scene->cast, char *, i);
      const SlCast *cast = id != NULL ? sl_plan_get (fill->read->plan, SL_KIND_CAST, id) : NULL;
      const SlRuleFor whom = sl_board_rules_for (fill->read, day, id);

      if (cast == NULL || !cast->minor)
        continue;
      const SlRuleNow latest = sl_rule_now (fill->read->plan, SL_RULE_MINOR_LATEST, &whom, day->date);
      if (latest.clock >= 0 && !latest.advice)
        least = MIN (least, MAX (latest.clock - day->call, 0));
    }
  return least;
}

void
sl_order_fill_step (SlOrderFilling *f, guint scene, gint32 banners)
{
  const SlBoardScene *s = sl_order_scene (f->fill, scene);
  SlOrderStep step = { .minutes = s->minutes + banners, .off_by = G_MAXINT32, .stage = -1, .load = -1, .wall = -1,
                       .mode = -1, .first_key = f->fill->keys->len };

  if (!s->scene->omitted && s->stage != NULL)
    {
      step.stage = number_of_stage (f, s->stage);
      step.load = number_of_load (f, s->environment);
      fill_setup (f, s, &step);
      fill_calibrations (f, s, &step);
    }
  if (!s->scene->omitted)
    step.off_by = off_by (f->fill, s);
  g_array_append_val (f->fill->steps, step);
  g_array_append_val (f->scenes, scene);
}

/* --- people --- */

static void
add_person (SlOrderFilling *f, const SlEntity *who)
{
  const SlCast *cast = who->kind == SL_KIND_CAST ? (const SlCast *) who : NULL;
  const SlRuleFor whom = { f->fill->read->production->entity.id, NULL, who->id };
  SlOrderPerson person = { .held = cast != NULL };

  person.pay = sl_order_hundredths (cast != NULL ? cast->day_rate : ((const SlElement *) who)->day_rate);
  person.drop = cast != NULL ? MAX (sl_rule_now (f->fill->read->plan, SL_RULE_DROP, &whom, 0).days, 0) : 0;
  g_array_append_val (f->fill->people, person);
}

/* Cast, and elements that cost something. */
void
sl_order_fill_find_people (SlOrderFilling *f)
{
  const SlPlan *plan = f->fill->read->plan;

  for (guint i = 0; i < f->fill->read->scenes->len; i++)
    {
      const SlSceneEntity *scene = sl_order_scene (f->fill, i)->scene;
      const SlList *lists[] = { scene->cast, scene->elements };

      for (guint l = 0; !scene->omitted && l < G_N_ELEMENTS (lists); l++)
        for (guint k = 0; k < sl_list_n (lists[l]); k++)
          {
            const char *id = *sl_list_at (lists[l], char *, k);
            const SlEntity *who = id != NULL ? sl_plan_find (plan, id) : NULL;
            const gboolean counts = who != NULL && (who->kind == SL_KIND_CAST || (who->kind == SL_KIND_ELEMENT
                                                     && ((const SlElement *) who)->day_rate > 0));

            if (counts && number_of (f->people, who) == (gint32) f->fill->people->len)
              add_person (f, who);
          }
    }
}

static void
set_people (SlOrderFilling *f, const SlSceneEntity *scene, guint64 *words)
{
  const SlList *lists[] = { scene->cast, scene->elements };

  for (guint l = 0; !scene->omitted && l < G_N_ELEMENTS (lists); l++)
    for (guint k = 0; k < sl_list_n (lists[l]); k++)
      {
        const char *id = *sl_list_at (lists[l], char *, k);
        const gconstpointer who = id != NULL ? sl_plan_find (f->fill->read->plan, id) : NULL;
        const guint number = who != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (f->people, who)) : 0;

        if (number > 0)
          words[(number - 1) / 64] |= 1ull << (number - 1) % 64;
      }
}

/* The people of the scenes of steps from `first` on, as one more row of `rows`. */
void
sl_order_fill_add_people (SlOrderFilling *f, GArray *rows, guint first)
{
  const guint words = sl_talent_words (f->fill->people->len), at = rows->len;

  g_array_set_size (rows, at + words);
  for (guint s = first; s < f->fill->steps->len; s++)
    set_people (f, sl_order_scene (f->fill, g_array_index (f->scenes, guint, s))->scene,
                &g_array_index (rows, guint64, at));
}

