/* Lines of scenes, and the stripboard. */
#include <math.h>

#include "sl-dood.h"
#include "sl-i18n.h"
#include "sl-schedule-lines.h"
#include "sl-schedule-words.h"

#define LEFT SL_ALIGN_LEFT
#define RIGHT SL_ALIGN_RIGHT

/* Of the spreadsheet. */
static const char *const for_sheets[] = {
  N_("Shooting day"), N_("Date"), N_("Unit"), N_("Episode"), N_("Scene"), N_("Place"), N_("Time of day"), N_("Set"),
  N_("Synopsis"), N_("Script day"), N_("Pages"), N_("Eighths"), N_("Minutes"), N_("Begins"), N_("Set-ups"),
  N_("Cast"), N_("Elements"), N_("Extras"), N_("Stage"), N_("Environment"), N_("Setup"), N_("Company move (min)"),
  N_("Wall change (min)"), N_("Mode change (min)"), N_("Load (min)"), N_("Calibration (min)"),
};

void
sl_lines_columns (const SlLines *l)
{
  SlReportTable *t = l->table;

  if (l->dated)
    sl_report_column (t, _("Day"), RIGHT, 10, 0, SL_ON_PAPER);
  if (l->dated)
    sl_report_column (t, _("Date"), LEFT, 28, 0, SL_ON_PAPER);
  sl_report_column (t, _("Scene"), LEFT, 15, 0, SL_ON_PAPER);
  sl_report_column (t, _("Place, time"), LEFT, 25, 0, SL_ON_PAPER);
  sl_report_column (t, _("Set and synopsis"), LEFT, 36, 4, SL_ON_PAPER);
  sl_report_column (t, _("Script day"), LEFT, 13, 0, SL_ON_PAPER);
  sl_report_column (t, _("Pages"), RIGHT, 13, 0, SL_ON_PAPER);
  if (l->board)
    sl_report_column (t, _("Hours"), RIGHT, 13, 0, SL_ON_PAPER);
  sl_report_column (t, _("Cast"), LEFT, 22, 1, SL_ON_PAPER);
  if (l->board)
    sl_report_column (t, _("Stage, environment"), LEFT, 36, 3, SL_ON_PAPER);
  if (l->full)
    sl_report_column (t, _("Elements"), LEFT, 34, 3, SL_ON_PAPER);
  for (guint i = 0; i < G_N_ELEMENTS (for_sheets); i++)
    sl_report_column (t, _(for_sheets[i]), LEFT, 0, 0, SL_IN_CSV);
}

static void
add_minutes (SlReportTable *t, gint32 minutes)
{
  if (minutes > 0)
    sl_report_count (t, minutes);
  else
    sl_report_cell (t, "");
}

/* Of the spreadsheet, in the order of its columns; `day`, `s` and `scene` may be NULL. */
static void
add_for_sheet (const SlLines *l, const SlBoardDay *day, const SlBoardScene *s, const SlSceneEntity *scene)
{
  SlReportTable *t = l->table;
  const SlPlan *plan = l->ask->plan;

  sl_words_take (t, day != NULL ? g_strdup_printf ("%u", day->number) : g_strdup (""));
  sl_words_take (t, sl_date_to_text (day != NULL ? day->date : 0));
  sl_report_cell (t, day != NULL && day->unit != NULL ? sl_entity_title (&day->unit->entity) : "");
  if (scene == NULL)
    return;
  sl_words_take (t, scene->episode > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, scene->episode) : g_strdup (""));
  sl_report_cell (t, scene->number != NULL ? scene->number : scene->entity.id);
  sl_report_cell (t, sl_words_value (SL_KIND_SCENE, "place", scene->place));
  sl_report_cell (t, sl_words_value (SL_KIND_SCENE, "light", scene->light));
  sl_report_cell (t, scene->set);
  sl_report_cell (t, scene->synopsis);
  sl_report_cell (t, scene->script_day);
  sl_words_pages (t, scene->eighths);
  sl_report_count (t, scene->eighths);
  add_minutes (t, s != NULL ? s->minutes : 0);
  sl_words_take (t, s != NULL && day != NULL ? sl_words_clock (day->call + s->begins) : g_strdup (""));
  add_minutes (t, s != NULL ? (gint32) s->setups : 0);
  sl_words_take (t, sl_words_cast (plan, scene));
  sl_words_take (t, sl_words_elements (plan, scene));
  add_minutes (t, (gint32) scene->extras);
  sl_report_cell (t, s != NULL && s->stage != NULL ? sl_entity_title (&s->stage->entity)
                                                   : sl_words_name (plan, scene->stage));
  sl_report_cell (t, sl_words_name (plan, s != NULL ? s->environment : scene->environment));
  sl_report_cell (t, sl_words_name (plan, s != NULL ? s->setup : scene->setup));
  const gint32 minutes[] = { s != NULL ? s->move : 0, s != NULL ? s->wall : 0, s != NULL ? s->mode : 0,
                             s != NULL ? s->load : 0, s != NULL ? s->calibration : 0 };
  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
    add_minutes (t, minutes[i]);
}

/* Where it is shot, with what comes before it below. */
static void
add_stage (const SlLines *l, const SlBoardScene *s)
{
  g_autofree char *changes = s != NULL ? sl_words_changes (s) : g_strdup ("");
  SlReportCell *cell = sl_words_take (l->table, s != NULL ? sl_words_stage (l->ask->plan, s) : g_strdup (""));

  cell->below = *changes != '\0' ? sl_report_keep (l->table->report, changes) : NULL;
}

void
sl_lines_scene (const SlLines *l, const SlBoardDay *day, const SlBoardScene *s, const SlSceneEntity *scene)
{
  SlReportTable *t = l->table;
  g_autofree char *extras = sl_words_extras (scene);
  SlReportCell *cell;

  sl_report_row (t, SL_ROW_PLAIN, sl_words_tone (scene));
  if (l->dated)
    sl_words_take (t, day != NULL ? g_strdup_printf ("%u", day->number) : g_strdup ("–"));
  if (l->dated)
    sl_words_day (t, day != NULL ? day->date : 0);
  sl_words_take (t, sl_words_scene (scene))->bold = TRUE;
  sl_words_take (t, sl_words_place (scene));
  cell = sl_report_cell (t, scene->set != NULL && *scene->set != '\0' ? scene->set : sl_entity_title (&scene->entity));
  cell->bold = TRUE;
  if (scene->synopsis != NULL && *scene->synopsis != '\0')
    cell->below = sl_report_keep (t->report, scene->synopsis);
  sl_report_cell (t, scene->script_day);
  sl_words_pages (t, scene->eighths);
  if (l->board)
    sl_words_hours (t, s != NULL ? s->minutes : 0);
  cell = sl_words_take (t, sl_words_cast (l->ask->plan, scene));
  if (scene->extras > 0)
    cell->below = sl_report_keep (t->report, extras);
  if (l->board)
    add_stage (l, s);
  if (l->full)
    sl_words_take (t, sl_words_elements (l->ask->plan, scene));
  add_for_sheet (l, day, s, scene);
}

/* --- by day --- */

static char *
title_of_day (const SlBoardDay *day)
{
  g_autofree char *date = sl_words_date (day->date), *clock = sl_words_clock (day->call);
  g_autofree char *number = g_strdup_printf (_("Day %u"), day->number);
  g_autofree char *call = g_strdup_printf (_("call %s"), clock);

  return sl_words_join (number, date, day->unit != NULL ? sl_entity_title (&day->unit->entity) : "", call, NULL);
}

static void
add_banner (const SlLines *l, const SlBoardDay *day, const SlStrip *strip)
{
  const gboolean timed = !isnan (strip->minutes);
  g_autofree char *aside = timed ? g_strdup_printf (_("%d min"), (int) lround (strip->minutes)) : NULL;
  const guint before = l->table->columns->len - G_N_ELEMENTS (for_sheets); /* those of paper */

  sl_report_span (l->table, SL_ROW_HEAD, strip->text != NULL ? strip->text : _("Banner"), aside);
  for (guint i = 0; i < before; i++)
    sl_report_cell (l->table, "");
  add_for_sheet (l, day, NULL, NULL);
  for (guint i = 3; i < 7; i++)
    sl_report_cell (l->table, "");
  sl_report_cell (l->table, strip->text);
  for (guint i = 8; i < 12; i++)
    sl_report_cell (l->table, "");
  add_minutes (l->table, timed ? (gint32) lround (strip->minutes) : 0);
}

static void
add_strips (const SlLines *l, const SlBoardDay *day)
{
  const SlBoardRead *read = l->ask->read;
  guint at = day->first_scene;

  for (guint i = day->first; i < day->first + day->n; i++)
    {
      const SlStrip *strip = sl_list_at (read->strips, SlStrip, i);
      const SlBoardScene *s = at < day->first_scene + day->n_scenes ? &g_array_index (read->scenes, SlBoardScene, at)
                                                                    : NULL;

      if (s != NULL && s->strip == i)
        {
          sl_lines_scene (l, day, s, s->scene);
          at++;
        }
      else if (strip->is == SL_STRIP_BANNER)
        add_banner (l, day, strip);
      else if (strip->is == SL_STRIP_WEEK)
        sl_report_span (l->table, SL_ROW_WEEK, strip->text != NULL ? strip->text : _("End of week"), NULL);
    }
}

/* A stripboard says a day's end, as the board has it; a one-liner its beginning. */
void
sl_lines_days (const SlLines *l)
{
  for (guint i = 0; i < l->ask->read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (l->ask->read->days, SlBoardDay, i);
      g_autofree char *title = title_of_day (day), *sums = sl_words_sums (day);
      g_autofree char *end = g_strdup_printf (_("End of day %u"), day->number), *date = sl_words_date (day->date);
      g_autofree char *black = sl_words_join (end, date, NULL);

      if (!sl_words_shows (l->ask, day))
        continue;
      if (!l->board)
        sl_report_span (l->table, SL_ROW_DAY, title, sums);
      add_strips (l, day);
      if (l->board)
        sl_report_span (l->table, SL_ROW_DAY, black, sums);
    }
}

void
sl_lines_totals (const SlLines *l)
{
  const SlBoardSum *sum = &l->ask->read->sum;
  g_autofree char *pages = sl_pages_text (sum->eighths), *hours = sl_hours_text (sum->minutes);
  g_autofree char *all = g_strdup_printf (_("%u days · %u scenes · %s pages · %s h"), sum->days, sum->scenes, pages,
                                          hours);
  g_autofree char *left = g_strdup_printf (_("%u scenes not on the board"), l->ask->read->boneyard->len);

  if (l->ask->from == 0 && l->ask->to == 0)
    sl_report_span (l->table, SL_ROW_HEAD, all, l->ask->read->boneyard->len > 0 ? left : NULL);
}

/* Whom the numbers mean. */
void
sl_lines_cast (const SlScheduleAsk *ask, SlReport *report)
{
  g_autoptr (GString) out = g_string_new (NULL);
  SlReportTable *table;

  for (guint i = 0; i < ask->read->dood->len; i++)
    {
      const SlCast *one = (const SlCast *) g_array_index (ask->read->dood, SlDood, i).who;

      if (one->number > 0)
        g_string_append_printf (out, "%s%" G_GINT64_FORMAT " %s", out->len > 0 ? " · " : "", one->number,
                                sl_entity_title (&one->entity));
    }
  if (out->len == 0)
    return;
  table = sl_report_table (report, _("Cast"));
  sl_report_column (table, "", SL_ALIGN_LEFT, 20, 1, SL_ON_PAPER);
  sl_report_row (table, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_report_cell (table, out->str);
}

SlReport *
sl_report_stripboard (const SlScheduleAsk *ask)
{
  SlReport *report = sl_report_new (_("Stripboard"));
  const SlLines lines = { .ask = ask, .table = sl_report_table (report, NULL), .board = TRUE };

  sl_words_of_board (report, ask);
  report->wide = TRUE;
  lines.table->marked = TRUE;
  sl_lines_columns (&lines);
  sl_lines_days (&lines);
  sl_lines_totals (&lines);
  sl_lines_cast (ask, report);
  return report;
}
