/* Day out of days: who or what works on which day, is held between, comes and goes. */
#include "sl-dood.h"
#include "sl-i18n.h"
#include "sl-schedule-words.h"

/* What it is of. */
typedef struct {
  const SlScheduleAsk *ask;
  SlDoodOf             of;
  GArray              *dates;   /* guint32, ascending; those of days without a date are their places */
  GArray              *numbers; /* guint: the shooting day of each date */
  GArray              *rows;    /* SlDood */
  GHashTable          *places;  /* SlEntity → place of its row, from 1 */
} Maker;

static guint32
date_of (const SlBoardDay *day, guint place)
{
  return day->date != 0 ? day->date : place + 1;
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
sort_once (GArray *dates)
{
  guint n = 0;

  g_array_sort (dates, compare_dates);
  for (guint i = 0; i < dates->len; i++)
    if (n == 0 || g_array_index (dates, guint32, i) != g_array_index (dates, guint32, n - 1))
      g_array_index (dates, guint32, n++) = g_array_index (dates, guint32, i);
  g_array_set_size (dates, n);
}

static void
find_dates (Maker *m)
{
  const GArray *days = m->ask->read->days;

  for (guint i = 0; i < days->len; i++)
    {
      const guint32 date = date_of (&g_array_index (days, SlBoardDay, i), i);
      g_array_append_val (m->dates, date);
    }
  sort_once (m->dates);
  g_array_set_size (m->numbers, m->dates->len);
  for (guint i = days->len; i-- > 0;) /* of several units the first one's number */
    {
      const SlBoardDay *day = &g_array_index (days, SlBoardDay, i);
      const guint32 date = date_of (day, i);
      guint at = 0;

      if (g_array_binary_search (m->dates, &date, compare_dates, &at))
        g_array_index (m->numbers, guint, at) = day->number;
    }
}

/* --- rows --- */

static void
add_work (Maker *m, const char *id, SlKind kind, guint32 date)
{
  const SlEntity *who = id != NULL ? sl_plan_find (m->ask->plan, id) : NULL;
  guint place;

  if (who == NULL || who->kind != kind)
    return;
  place = GPOINTER_TO_UINT (g_hash_table_lookup (m->places, who));
  if (place == 0)
    {
      const SlDood row = { .who = who, .dates = g_array_new (FALSE, FALSE, sizeof (guint32)) };

      g_array_append_val (m->rows, row);
      place = m->rows->len;
      g_hash_table_insert (m->places, (gpointer) who, GUINT_TO_POINTER (place));
    }
  g_array_append_val (g_array_index (m->rows, SlDood, place - 1).dates, date);
}

/* Those of the scene's stage that its setup does not leave out. */
static void
add_walls (Maker *m, const SlBoardScene *s, guint32 date)
{
  const SlSetup *setup = s->setup != NULL ? sl_plan_get (m->ask->plan, SL_KIND_SETUP, s->setup) : NULL;

  for (guint i = 0; s->stage != NULL && i < sl_plan_count (m->ask->plan, SL_KIND_WALL); i++)
    {
      const SlEntity *wall = sl_plan_at (m->ask->plan, SL_KIND_WALL, i);
      gboolean stands = g_strcmp0 (sl_entity_placed (wall)->stage, s->stage->entity.id) == 0;

      for (guint k = 0; stands && setup != NULL && k < sl_list_n (setup->absent); k++)
        stands = g_strcmp0 (*sl_list_at (setup->absent, char *, k), wall->id) != 0;
      if (stands)
        add_work (m, wall->id, SL_KIND_WALL, date);
    }
}

static void
add_scene (Maker *m, const SlBoardScene *s, guint32 date)
{
  switch (m->of)
    {
    case SL_DOOD_OF_ELEMENTS:
      for (guint i = 0; i < sl_list_n (s->scene->elements); i++)
        add_work (m, *sl_list_at (s->scene->elements, char *, i), SL_KIND_ELEMENT, date);
      break;
    case SL_DOOD_OF_ENVIRONMENTS: add_work (m, s->environment, SL_KIND_ENVIRONMENT, date); break;
    case SL_DOOD_OF_WALLS: add_walls (m, s, date); break;
    case SL_DOOD_OF_STAGES: add_work (m, s->stage != NULL ? s->stage->entity.id : NULL, SL_KIND_STAGE, date); break;
    case SL_DOOD_OF_CAST: break;
    }
}

/* By category, then by name as everything else. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const SlEntity *x = ((const SlDood *) a)->who, *y = ((const SlDood *) b)->who;

  if (x->kind == SL_KIND_ELEMENT && ((const SlElement *) x)->category != ((const SlElement *) y)->category)
    return ((const SlElement *) x)->category - ((const SlElement *) y)->category;
  return g_strcmp0 (sl_entity_title (x), sl_entity_title (y));
}

static void
find_rows (Maker *m)
{
  const SlBoardRead *read = m->ask->read;

  for (guint i = 0; i < read->scenes->len; i++)
    {
      const SlBoardScene *s = &g_array_index (read->scenes, SlBoardScene, i);

      if (!s->scene->omitted)
        add_scene (m, s, date_of (&g_array_index (read->days, SlBoardDay, s->day), s->day));
    }
  g_array_sort (m->rows, compare_rows);
  for (guint i = 0; i < m->rows->len; i++)
    {
      SlDood *row = &g_array_index (m->rows, SlDood, i);
      const char *calendar = row->who->kind == SL_KIND_ELEMENT ? ((const SlElement *) row->who)->calendar
                             : row->who->kind == SL_KIND_STAGE ? ((const SlStage *) row->who)->calendar : NULL;

      sort_once (row->dates);
      sl_dood_fill (row, m->dates, 0, calendar != NULL ? sl_plan_get (m->ask->plan, SL_KIND_CALENDAR, calendar) : NULL);
    }
}

/* --- the table --- */

static gboolean
shows (const Maker *m, guint i)
{
  const guint32 date = g_array_index (m->dates, guint32, i);

  return (m->ask->from == 0 || date >= m->ask->from) && (m->ask->to == 0 || date <= m->ask->to);
}

/* Month, day, day of the week and shooting day in four lines; days without a date have the last alone. */
static void
add_date_column (const Maker *m, SlReportTable *t, guint i)
{
  const guint32 date = g_array_index (m->dates, guint32, i);
  const gboolean dated = date > m->ask->read->days->len; /* else its place */
  const guint number = g_array_index (m->numbers, guint, i);
  g_autofree char *plain = sl_date_to_text (dated ? date : 0);
  g_autofree char *title = dated ? g_strdup_printf ("%.2s\n%.2s\n%s\n%u", plain + 5, plain + 8, sl_words_weekday (date),
                                                    number) : g_strdup_printf ("%u", number);
  SlReportColumn *column = sl_report_column (t, title, SL_ALIGN_CENTRE, 8, .3, SL_BOTH);

  if (dated)
    column->csv = sl_report_keep (t->report, plain);
}

static void
add_columns (const Maker *m, SlReportTable *t)
{
  static const char *const names[] = { N_("Character"), N_("Element"), N_("Environment"), N_("Wall"), N_("Stage") };

  sl_report_column (t, m->of == SL_DOOD_OF_CAST ? _("No.") : m->of == SL_DOOD_OF_ELEMENTS ? _("Category") : "",
                    m->of == SL_DOOD_OF_CAST ? SL_ALIGN_RIGHT : SL_ALIGN_LEFT,
                    m->of == SL_DOOD_OF_CAST ? 9 : m->of == SL_DOOD_OF_ELEMENTS ? 26 : .01, 0,
                    m->of == SL_DOOD_OF_CAST || m->of == SL_DOOD_OF_ELEMENTS ? SL_BOTH : 0);
  sl_report_column (t, _(names[m->of]), SL_ALIGN_LEFT, 42, 1, SL_BOTH);
  t->frozen = 2;
  for (guint i = 0; i < m->dates->len; i++)
    if (shows (m, i))
      add_date_column (m, t, i);
  sl_report_column (t, _("Work"), SL_ALIGN_RIGHT, 11, 0, SL_BOTH);
  sl_report_column (t, _("On hold"), SL_ALIGN_RIGHT, 11, 0, SL_BOTH);
  sl_report_column (t, _("Travel, rehearsal, fitting"), SL_ALIGN_RIGHT, 15, 0, SL_BOTH);
  sl_report_column (t, _("Total"), SL_ALIGN_RIGHT, 11, 0, SL_BOTH);
  sl_report_column (t, _("Start"), SL_ALIGN_LEFT, 22, 0, SL_BOTH);
  sl_report_column (t, _("Finish"), SL_ALIGN_LEFT, 22, 0, SL_BOTH);
}

static SlReportTone
tone_of (SlDoodUse use)
{
  switch (use)
    {
    case SL_DOOD_NONE: return SL_TONE_NONE;
    case SL_DOOD_WORK: return SL_TONE_WORK;
    case SL_DOOD_HOLD: return SL_TONE_HOLD;
    case SL_DOOD_TRAVEL: case SL_DOOD_REHEARSAL: case SL_DOOD_FITTING: return SL_TONE_OTHER;
    case SL_DOOD_START: case SL_DOOD_FINISH: case SL_DOOD_START_FINISH: case SL_DOOD_DROP: case SL_DOOD_PICKUP: break;
    }
  return SL_TONE_STRONG;
}

static void
add_date_cell (const Maker *m, SlReportTable *t, guint place)
{
  const guint32 date = g_array_index (m->dates, guint32, place);

  sl_words_take (t, date > m->ask->read->days->len ? sl_date_to_text (date)
                                                   : g_strdup_printf ("%u", g_array_index (m->numbers, guint, place)));
}

static void
add_row (const Maker *m, SlReportTable *t, const SlDood *row)
{
  const SlCast *cast = m->of == SL_DOOD_OF_CAST ? (const SlCast *) row->who : NULL;
  guint others = 0;
  SlReportCell *cell;

  sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
  if (cast != NULL)
    sl_report_count (t, cast->number);
  else
    sl_report_cell (t, row->who->kind == SL_KIND_ELEMENT
                       ? sl_words_value (SL_KIND_ELEMENT, "category", ((const SlElement *) row->who)->category) : "");
  cell = sl_report_cell (t, sl_entity_title (row->who));
  cell->below = cast != NULL ? sl_report_keep (t->report, cast->actor) : NULL;
  for (guint i = 0; i < m->dates->len; i++)
    {
      const SlDoodUse use = (SlDoodUse) row->uses[i];

      others += use >= SL_DOOD_TRAVEL;
      if (shows (m, i))
        sl_report_cell (t, sl_dood_letter (use))->tone = tone_of (use);
    }
  sl_report_count (t, row->work);
  sl_report_count (t, row->hold);
  sl_report_count (t, others);
  sl_report_count (t, row->work + row->hold + others)->bold = TRUE;
  add_date_cell (m, t, row->first);
  add_date_cell (m, t, row->last);
}

/* How many work on each date, and all days. */
static void
add_sums (const Maker *m, SlReportTable *t, const GArray *rows)
{
  gint64 work = 0, hold = 0, others = 0;

  sl_report_row (t, SL_ROW_SUM, SL_TONE_NONE);
  sl_report_cell (t, "");
  sl_report_cell (t, _("At work"));
  for (guint i = 0; i < m->dates->len; i++)
    {
      gint64 n = 0;

      for (guint k = 0; k < rows->len; k++)
        {
          const SlDoodUse use = (SlDoodUse) g_array_index (rows, SlDood, k).uses[i];

          n += use != SL_DOOD_NONE && use != SL_DOOD_HOLD && use < SL_DOOD_TRAVEL;
          others += use >= SL_DOOD_TRAVEL;
        }
      if (shows (m, i))
        sl_report_count (t, n);
    }
  for (guint k = 0; k < rows->len; k++)
    {
      work += g_array_index (rows, SlDood, k).work;
      hold += g_array_index (rows, SlDood, k).hold;
    }
  sl_report_count (t, work);
  sl_report_count (t, hold);
  sl_report_count (t, others);
  sl_report_count (t, work + hold + others);
}

static void
fill (Maker *m, SlReport *report)
{
  const GArray *rows = m->of == SL_DOOD_OF_CAST ? m->ask->read->dood : m->rows;
  SlReportTable *t = sl_report_table (report, NULL);

  find_dates (m);
  if (m->of != SL_DOOD_OF_CAST)
    find_rows (m);
  add_columns (m, t);
  for (guint i = 0; i < rows->len; i++)
    add_row (m, t, &g_array_index (rows, SlDood, i));
  add_sums (m, t, rows);
}

SlReport *
sl_report_dood (const SlScheduleAsk *ask, SlDoodOf of)
{
  static const char *const titles[] = {
    N_("Day out of days: cast"), N_("Day out of days: elements"), N_("Day out of days: environments"),
    N_("Day out of days: walls"), N_("Day out of days: stages"),
  };
  SlReport *report = sl_report_new (_(titles[of]));
  g_autoptr (GArray) dates = g_array_new (FALSE, TRUE, sizeof (guint32));
  g_autoptr (GArray) numbers = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (SlDood));
  g_autoptr (GHashTable) places = g_hash_table_new (g_direct_hash, g_direct_equal);
  Maker m = { ask, of, dates, numbers, rows, places };

  g_array_set_clear_func (rows, sl_dood_clear);
  sl_words_of_board (report, ask);
  report->foot = sl_report_keep (report, _("S start · W work · F finish · H held · D dropped · P picked up · T travel "
                                           "· R rehearsal · FT fitting"));
  report->wide = TRUE;
  fill (&m, report);
  return report;
}
