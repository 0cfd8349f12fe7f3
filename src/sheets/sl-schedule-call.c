/* The call sheet: one day of a board for everyone who works on it. What the plan does not know (pick-up, make-up) has
 * an empty column for a hand to fill. */
#include "sl-dood.h"
#include "sl-i18n.h"
#include "sl-schedule-words.h"

#define LEFT SL_ALIGN_LEFT
#define RIGHT SL_ALIGN_RIGHT

/* What it is made of. */
typedef struct {
  const SlScheduleAsk *ask;
  const SlBoardDay    *day;
  guint                place; /* among the board's days */
  SlReport            *report;
} Call;

static const SlBoardScene *
scene_at (const Call *c, const SlBoardDay *day, guint i)
{
  return &g_array_index (c->ask->read->scenes, SlBoardScene, day->first_scene + i);
}

/* The day's stages, each once: "Stage 1, Stage 2". */
static char *
stages_of (const Call *c)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < c->day->n_scenes; i++)
    {
      const SlStage *stage = scene_at (c, c->day, i)->stage;

      if (stage != NULL && g_hash_table_add (seen, (gpointer) stage))
        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", sl_entity_title (&stage->entity));
    }
  return g_string_free (out, FALSE);
}

/* Meals lie in the day without a place of their own; the day ends when all work and meals are done. */
static void
add_facts (const Call *c)
{
  SlReportTable *t = sl_report_table (c->report, NULL);
  const SlBoardDay *day = c->day;
  const struct { const char *title; double share; } columns[] = {
    { _("Call"), 1 }, { _("First shot"), 1 }, { _("Wrap, estimated"), 1.2 }, { _("Unit"), 1.5 }, { _("Stage"), 2 },
    { _("Pages"), .8 }, { _("Scenes"), .8 }, { _("Set-ups"), .8 }, { _("Hours"), .8 }, { _("Meals (min)"), 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    sl_report_column (t, columns[i].title, LEFT, 12, columns[i].share, SL_BOTH);
  sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_words_take (t, sl_words_clock (day->call))->bold = TRUE;
  sl_words_take (t, day->n_scenes > 0 ? sl_words_clock (day->call + scene_at (c, day, 0)->begins) : g_strdup (""));
  sl_words_take (t, sl_words_clock (day->call + day->minutes + day->meals));
  sl_report_cell (t, day->unit != NULL ? sl_entity_title (&day->unit->entity) : "");
  sl_words_take (t, stages_of (c));
  sl_words_pages (t, day->eighths);
  sl_report_count (t, day->n_scenes);
  sl_report_count (t, day->setups);
  sl_words_hours (t, day->minutes);
  sl_report_count (t, day->meals);
}

/* --- scenes --- */

static void
add_scene (const Call *c, SlReportTable *t, const SlBoardDay *day, const SlBoardScene *s, gboolean timed)
{
  const SlSceneEntity *scene = s->scene;
  g_autofree char *changes = sl_words_changes (s), *extras = sl_words_extras (scene);
  SlReportCell *cell;

  sl_report_row (t, SL_ROW_PLAIN, sl_words_tone (scene));
  if (timed)
    sl_words_take (t, sl_words_clock (day->call + s->begins));
  sl_words_take (t, sl_words_scene (scene))->bold = TRUE;
  sl_words_take (t, sl_words_place (scene));
  cell = sl_report_cell (t, scene->set != NULL && *scene->set != '\0' ? scene->set : sl_entity_title (&scene->entity));
  cell->bold = TRUE;
  if (scene->synopsis != NULL && *scene->synopsis != '\0')
    cell->below = sl_report_keep (t->report, scene->synopsis);
  sl_words_pages (t, scene->eighths);
  cell = sl_words_take (t, sl_words_cast (c->ask->plan, scene));
  if (scene->extras > 0)
    cell->below = sl_report_keep (t->report, extras);
  cell = sl_words_take (t, sl_words_stage (c->ask->plan, s));
  cell->below = *changes != '\0' ? sl_report_keep (t->report, changes) : NULL;
  sl_report_cell (t, scene->synopsis);
  sl_report_count (t, scene->extras);
  sl_report_cell (t, changes);
}

static void
add_scenes (const Call *c, const char *title, const SlBoardDay *day, gboolean timed)
{
  SlReportTable *t = sl_report_table (c->report, title);

  t->marked = TRUE;
  if (timed)
    sl_report_column (t, _("Time"), LEFT, 13, 0, SL_BOTH);
  sl_report_column (t, _("Scene"), LEFT, 14, 0, SL_BOTH);
  sl_report_column (t, _("Place, time"), LEFT, 20, 0, SL_BOTH);
  sl_report_column (t, _("Set and synopsis"), LEFT, 36, 4, SL_BOTH);
  sl_report_column (t, _("Pages"), RIGHT, 13, 0, SL_BOTH);
  sl_report_column (t, _("Cast"), LEFT, 20, 1, SL_BOTH);
  sl_report_column (t, _("Stage, environment"), LEFT, 28, 2, SL_BOTH);
  sl_report_column (t, _("Synopsis"), LEFT, 0, 0, SL_IN_CSV);
  sl_report_column (t, _("Extras"), LEFT, 0, 0, SL_IN_CSV);
  sl_report_column (t, _("Changes before it"), LEFT, 0, 0, SL_IN_CSV);
  for (guint i = 0; i < day->n_scenes; i++)
    add_scene (c, t, day, scene_at (c, day, i), timed);
}

/* --- cast --- */

/* The scenes of the day that they play in, and from when to when (min after the call); FALSE for none. */
static gboolean
find_scenes (const Call *c, const char *id, GString *scenes, gint32 *from, gint32 *to)
{
  for (guint i = 0; i < c->day->n_scenes; i++)
    {
      const SlBoardScene *s = scene_at (c, c->day, i);

      for (guint k = 0; k < sl_list_n (s->scene->cast); k++)
        if (g_strcmp0 (*sl_list_at (s->scene->cast, char *, k), id) == 0)
          {
            g_autofree char *number = sl_words_scene (s->scene);

            if (scenes->len == 0)
              *from = s->begins;
            *to = s->begins + s->minutes;
            g_string_append_printf (scenes, "%s%s", scenes->len > 0 ? ", " : "", number);
            break;
          }
    }
  return scenes->len > 0;
}

/* What the day is to them among the board's dates; days without a date tell none. */
static const char *
letter_of (const Call *c, const SlDood *row)
{
  guint at = 0;

  for (guint i = 0; i < c->ask->read->days->len; i++)
    {
      const SlBoardDay *other = &g_array_index (c->ask->read->days, SlBoardDay, i);
      gboolean again = FALSE;

      for (guint k = 0; k < i && !again; k++)
        again = g_array_index (c->ask->read->days, SlBoardDay, k).date == other->date;
      at += other->date < c->day->date && !again;
    }
  return c->day->date != 0 ? sl_dood_letter ((SlDoodUse) row->uses[at]) : "";
}

static void
add_cast (const Call *c)
{
  SlReportTable *t = sl_report_table (c->report, _("Cast"));

  sl_report_column (t, _("No."), RIGHT, 9, 0, SL_BOTH);
  sl_report_column (t, _("Character"), LEFT, 26, 1, SL_BOTH);
  sl_report_column (t, _("Actor"), LEFT, 26, 1, SL_BOTH);
  sl_report_column (t, _("Status"), LEFT, 13, 0, SL_BOTH);
  sl_report_column (t, _("Pick-up"), LEFT, 18, 0, SL_BOTH);
  sl_report_column (t, _("Make-up"), LEFT, 18, 0, SL_BOTH);
  sl_report_column (t, _("On set"), LEFT, 17, 0, SL_BOTH);
  sl_report_column (t, _("Until"), LEFT, 17, 0, SL_BOTH);
  sl_report_column (t, _("Scenes"), LEFT, 24, 1, SL_BOTH);
  for (guint i = 0; i < c->ask->read->dood->len; i++)
    {
      const SlDood *row = &g_array_index (c->ask->read->dood, SlDood, i);
      const SlCast *one = (const SlCast *) row->who;
      g_autoptr (GString) scenes = g_string_new (NULL);
      gint32 from = 0, to = 0;

      if (!find_scenes (c, one->entity.id, scenes, &from, &to))
        continue;
      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_count (t, one->number);
      sl_report_cell (t, sl_entity_title (&one->entity))->bold = TRUE;
      sl_report_cell (t, one->actor);
      sl_report_cell (t, letter_of (c, row));
      sl_report_cell (t, "");
      sl_report_cell (t, "");
      sl_words_take (t, sl_words_clock (c->day->call + from))->bold = TRUE;
      sl_words_take (t, sl_words_clock (c->day->call + to));
      sl_report_cell (t, scenes->str);
    }
}

/* --- what else is needed --- */

/* Of one category: each element with its scenes; FALSE without any. */
static gboolean
elements_of (const Call *c, int category, GString *out)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < c->day->n_scenes; i++)
    {
      const SlList *ids = scene_at (c, c->day, i)->scene->elements;

      for (guint k = 0; k < sl_list_n (ids); k++)
        {
          const char *id = *sl_list_at (ids, char *, k);
          const SlElement *element = sl_plan_get (c->ask->plan, SL_KIND_ELEMENT, id);

          if (element == NULL || element->category != category || !g_hash_table_add (seen, (gpointer) id))
            continue;
          g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", sl_entity_title (&element->entity));
          if (element->count > 1)
            g_string_append_printf (out, " ×%" G_GINT64_FORMAT, element->count);
          g_string_append (out, " (");
          for (guint n = 0, said = 0; n < c->day->n_scenes; n++)
            {
              const SlSceneEntity *scene = scene_at (c, c->day, n)->scene;
              g_autofree char *number = sl_words_scene (scene);

              for (guint e = 0; e < sl_list_n (scene->elements); e++)
                if (g_strcmp0 (*sl_list_at (scene->elements, char *, e), id) == 0)
                  {
                    g_string_append_printf (out, "%s%s", said++ > 0 ? ", " : "", number);
                    break;
                  }
            }
          g_string_append_c (out, ')');
        }
    }
  return out->len > 0;
}

static void
add_elements (const Call *c)
{
  SlReportTable *t = NULL;

  for (int category = 0; category <= SL_CATEGORY_OTHER; category++)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      if (!elements_of (c, category, names))
        continue;
      if (t == NULL)
        {
          t = sl_report_table (c->report, _("Needed"));
          sl_report_column (t, _("Category"), LEFT, 34, 0, SL_BOTH);
          sl_report_column (t, _("What (scenes)"), LEFT, 60, 1, SL_BOTH);
        }
      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_cell (t, sl_words_value (SL_KIND_ELEMENT, "category", category))->bold = TRUE;
      sl_report_cell (t, names->str);
    }
}

/* What the wall's crew does before scenes, by the clock. */
static void
add_volume (const Call *c)
{
  SlReportTable *t = NULL;

  for (guint i = 0; i < c->day->n_scenes; i++)
    {
      const SlBoardScene *s = scene_at (c, c->day, i);
      g_autofree char *changes = sl_words_changes (s), *number = sl_words_scene (s->scene);
      const gint32 before = s->move + s->wall + s->mode + s->load + s->calibration;

      if (before <= 0)
        continue;
      if (t == NULL)
        {
          t = sl_report_table (c->report, _("Volume: loads, changes, calibrations"));
          sl_report_column (t, _("From"), LEFT, 17, 0, SL_BOTH);
          sl_report_column (t, _("Ready by"), LEFT, 17, 0, SL_BOTH);
          sl_report_column (t, _("For scene"), LEFT, 18, 0, SL_BOTH);
          sl_report_column (t, _("Stage"), LEFT, 28, 1, SL_BOTH);
          sl_report_column (t, _("Environment"), LEFT, 30, 1, SL_BOTH);
          sl_report_column (t, _("What"), LEFT, 40, 2, SL_BOTH);
        }
      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_words_take (t, sl_words_clock (MAX (0, c->day->call + s->begins - before)));
      sl_words_take (t, sl_words_clock (c->day->call + s->begins));
      sl_report_cell (t, number)->bold = TRUE;
      sl_report_cell (t, s->stage != NULL ? sl_entity_title (&s->stage->entity) : "");
      sl_report_cell (t, sl_words_name (c->ask->plan, s->environment));
      sl_report_cell (t, changes);
    }
}

static int
compare_crew (gconstpointer a, gconstpointer b)
{
  const SlCrew *x = *(SlCrew *const *) a, *y = *(SlCrew *const *) b;

  return g_strcmp0 (x->department, y->department);
}

static GPtrArray *
find_crew (const Call *c)
{
  GPtrArray *crew = g_ptr_array_new ();

  for (guint i = 0; i < sl_plan_count (c->ask->plan, SL_KIND_CREW); i++)
    {
      const SlCrew *one = (const SlCrew *) sl_plan_at (c->ask->plan, SL_KIND_CREW, i);
      const gboolean ours = one->production == NULL
                            || g_strcmp0 (one->production, c->ask->read->production->entity.id) == 0;

      if (ours && (one->unit == NULL || (c->day->unit != NULL && g_str_equal (one->unit, c->day->unit->entity.id))))
        g_ptr_array_add (crew, (gpointer) one);
    }
  g_ptr_array_sort (crew, compare_crew);
  return crew;
}

static void
add_crew (const Call *c)
{
  g_autoptr (GPtrArray) crew = find_crew (c);
  SlReportTable *t;

  if (crew->len == 0)
    return;
  t = sl_report_table (c->report, _("Crew"));
  sl_report_column (t, _("Department"), LEFT, 34, 1, SL_BOTH);
  sl_report_column (t, _("Job"), LEFT, 34, 1, SL_BOTH);
  sl_report_column (t, _("Name"), LEFT, 34, 1, SL_BOTH);
  sl_report_column (t, _("Call"), LEFT, 17, 0, SL_BOTH);
  for (guint i = 0; i < crew->len; i++)
    {
      const SlCrew *one = crew->pdata[i];

      sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
      sl_report_cell (t, one->department)->bold = TRUE;
      sl_report_cell (t, one->role);
      sl_report_cell (t, sl_entity_title (&one->entity));
      sl_words_take (t, sl_words_clock (c->day->call));
    }
}

/* The unit's next day; NULL for none. */
static const SlBoardDay *
next_day (const Call *c)
{
  for (guint i = c->place + 1; i < c->ask->read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (c->ask->read->days, SlBoardDay, i);

      if (day->unit == c->day->unit)
        return day;
    }
  return NULL;
}

static void
add_advance (const Call *c)
{
  const SlBoardDay *next = next_day (c);

  if (next == NULL || next->n_scenes == 0)
    return;
  g_autofree char *number = g_strdup_printf (_("Advance: day %u"), next->number), *date = sl_words_date (next->date);
  g_autofree char *clock = sl_words_clock (next->call), *call = g_strdup_printf (_("call %s"), clock);
  g_autofree char *title = sl_words_join (number, date, call, NULL);
  add_scenes (c, title, next, FALSE);
}

SlReport *
sl_report_call_sheet (const SlScheduleAsk *ask, guint day)
{
  const Call c = { ask, &g_array_index (ask->read->days, SlBoardDay, day), day, sl_report_new (_("Call sheet")) };
  g_autofree char *date = sl_words_date (c.day->date), *clock = sl_words_clock (c.day->call);
  g_autofree char *call = g_strdup_printf (_("general call %s"), clock);
  guint last = 0;

  for (guint i = 0; i < ask->read->days->len; i++)
    if (g_array_index (ask->read->days, SlBoardDay, i).unit == c.day->unit)
      last = MAX (last, g_array_index (ask->read->days, SlBoardDay, i).number);
  sl_words_of_board (c.report, ask);
  g_autofree char *number = g_strdup_printf (_("Day %u of %u"), c.day->number, last);
  g_autofree char *about = sl_words_join (number, date, call, NULL);
  c.report->about = sl_report_keep (c.report, about);
  c.report->foot = sl_report_keep (c.report, _("Times are estimates of the schedule. Pick-up and make-up are filled in "
                                               "by hand."));
  add_facts (&c);
  add_scenes (&c, _("Scenes"), c.day, TRUE);
  add_cast (&c);
  add_elements (&c);
  add_volume (&c);
  add_crew (&c);
  add_advance (&c);
  return c.report;
}
