/* The call sheet: one day of a board for everyone who works on it. What the plan does not know (pick-up, make-up) has
 * an empty column for a hand to fill. */
#include "sl-dood.h"
#include "sl-i18n.h"
#include "sl-schedule-call.h"
#include "sl-schedule-words.h"

#define LEFT SL_ALIGN_LEFT
#define RIGHT SL_ALIGN_RIGHT

/* The day's stages, each once: "Stage 1, Stage 2". */
static char *
stages_of (const SlCall *c)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < c->day->n_scenes; i++)
    {
      const SlStage *stage = sl_call_scene (c, c->day, i)->stage;

      if (stage != NULL && g_hash_table_add (seen, (gpointer) stage))
        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", sl_entity_title (&stage->entity));
    }
  return g_string_free (out, FALSE);
}

/* Meals lie in the day without a place of their own; the day ends when all work and meals are done. */
static void
add_facts (const SlCall *c)
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
  sl_words_take (t, day->n_scenes > 0 ? sl_words_clock (day->call + sl_call_scene (c, day, 0)->begins) : g_strdup (""));
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
add_scene (const SlCall *c, SlReportTable *t, const SlBoardDay *day, const SlBoardScene *s, gboolean timed)
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
add_scenes (const SlCall *c, const char *title, const SlBoardDay *day, gboolean timed)
{
  SlReportTable *t = sl_report_table (c->report, title);

  t->marked = TRUE;
  if (timed)
    sl_report_column (t, _("Time"), LEFT, 13, 0, SL_BOTH);
  sl_report_column (t, _("Scene"), LEFT, 14, 0, SL_BOTH);
  sl_report_column (t, _("Place, time"), LEFT, 25, 0, SL_BOTH);
  sl_report_column (t, _("Set and synopsis"), LEFT, 36, 4, SL_BOTH);
  sl_report_column (t, _("Pages"), RIGHT, 13, 0, SL_BOTH);
  sl_report_column (t, _("Cast"), LEFT, 20, 1, SL_BOTH);
  sl_report_column (t, _("Stage, environment"), LEFT, 28, 2, SL_BOTH);
  sl_report_column (t, _("Synopsis"), LEFT, 0, 0, SL_IN_CSV);
  sl_report_column (t, _("Extras"), LEFT, 0, 0, SL_IN_CSV);
  sl_report_column (t, _("Changes before it"), LEFT, 0, 0, SL_IN_CSV);
  for (guint i = 0; i < day->n_scenes; i++)
    add_scene (c, t, day, sl_call_scene (c, day, i), timed);
}

/* --- cast --- */

/* The scenes of the day that they play in, and from when to when (min after the call); FALSE for none. */
static gboolean
find_scenes (const SlCall *c, const char *id, GString *scenes, gint32 *from, gint32 *to)
{
  for (guint i = 0; i < c->day->n_scenes; i++)
    {
      const SlBoardScene *s = sl_call_scene (c, c->day, i);

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
letter_of (const SlCall *c, const SlDood *row)
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
add_cast (const SlCall *c)
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

/* --- the next day, and the whole --- */

/* The unit's next day; NULL for none. */
static const SlBoardDay *
next_day (const SlCall *c)
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
add_advance (const SlCall *c)
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
  const SlCall c = { ask, &g_array_index (ask->read->days, SlBoardDay, day), day, sl_report_new (_("Call sheet")) };
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
  sl_call_add_elements (&c);
  sl_call_add_volume (&c);
  sl_call_add_crew (&c);
  add_advance (&c);
  return c.report;
}
