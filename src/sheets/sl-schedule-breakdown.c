/* Breakdown sheets: what one scene needs, a page each. */
#include <math.h>

#include "sl-i18n.h"
#include "sl-schedule-words.h"

static void
add_fact (SlReportTable *t, const char *what, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  sl_report_row (t, SL_ROW_PLAIN, SL_TONE_NONE);
  sl_report_cell (t, what)->bold = TRUE;
  sl_report_cell (t, value);
}

static const SlBoardScene *
find_on_board (const SlScheduleAsk *ask, const SlSceneEntity *scene)
{
  for (guint i = 0; i < ask->read->scenes->len; i++)
    if (g_array_index (ask->read->scenes, SlBoardScene, i).scene == scene)
      return &g_array_index (ask->read->scenes, SlBoardScene, i);
  return NULL;
}

static void
add_numbers (const SlScheduleAsk *ask, SlReportTable *t, const SlSceneEntity *scene)
{
  const SlBoardScene *s = find_on_board (ask, scene);
  const SlBoardDay *day = s != NULL ? &g_array_index (ask->read->days, SlBoardDay, s->day) : NULL;
  g_autofree char *pages = sl_pages_text (scene->eighths), *place = sl_words_place (scene);
  g_autofree char *date = day != NULL ? sl_words_date (day->date) : NULL;
  g_autofree char *number = day != NULL ? g_strdup_printf (_("Day %u"), day->number) : NULL;
  g_autofree char *shot = sl_words_join (number, date, NULL);
  double minutes[3];

  sl_scene_minutes (scene, ask->read->production, minutes);
  g_autofree char *low = sl_hours_text ((gint32) lround (minutes[0]));
  g_autofree char *likely = sl_hours_text ((gint32) lround (minutes[1]));
  g_autofree char *high = sl_hours_text ((gint32) lround (minutes[2]));
  g_autofree char *hours = g_strdup_printf (_("%s (at best %s, at worst %s)"), likely, low, high);
  g_autofree char *setups = s != NULL && s->setups > 0 ? g_strdup_printf ("%u", s->setups) : NULL;
  add_fact (t, _("Place, time"), place);
  g_array_index (t->rows, SlReportRow, t->rows->len - 1).tone = sl_words_tone (scene); /* the strip's colour */
  add_fact (t, _("Heading"), scene->heading);
  add_fact (t, _("Synopsis"), scene->synopsis);
  add_fact (t, _("Script day"), scene->script_day);
  add_fact (t, _("Pages"), pages);
  add_fact (t, _("Hours"), hours);
  add_fact (t, _("Set-ups"), setups);
  add_fact (t, _("Shooting day"), shot);
  add_fact (t, _("Stage"), s != NULL && s->stage != NULL ? sl_entity_title (&s->stage->entity)
                                                         : sl_words_name (ask->plan, scene->stage));
  add_fact (t, _("Environment"), sl_words_name (ask->plan, s != NULL ? s->environment : scene->environment));
  add_fact (t, _("Setup"), sl_words_name (ask->plan, s != NULL ? s->setup : scene->setup));
}

static void
add_cast (const SlScheduleAsk *ask, SlReportTable *t, const SlSceneEntity *scene)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (scene->cast); i++)
    {
      const SlCast *one = sl_plan_get (ask->plan, SL_KIND_CAST, *sl_list_at (scene->cast, char *, i));

      if (one == NULL)
        continue;
      g_string_append (out, out->len > 0 ? "\n" : "");
      if (one->number > 0)
        g_string_append_printf (out, "%" G_GINT64_FORMAT " ", one->number);
      g_string_append (out, sl_entity_title (&one->entity));
      if (one->actor != NULL && *one->actor != '\0')
        g_string_append_printf (out, " (%s)", one->actor);
    }
  add_fact (t, _("Cast"), out->str);
}

static void
add_scene (const SlScheduleAsk *ask, SlReport *report, const SlSceneEntity *scene)
{
  g_autofree char *number = sl_words_scene (scene);
  g_autofree char *extras = scene->extras > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, scene->extras) : NULL;
  g_autofree char *title = g_strdup_printf (_("Scene %s · %s"), number, scene->set != NULL && *scene->set != '\0'
                                            ? scene->set : sl_entity_title (&scene->entity));
  SlReportTable *t = sl_report_table (report, title);

  t->new_page = TRUE;
  sl_report_column (t, _("Field"), SL_ALIGN_LEFT, 42, 0, SL_BOTH);
  sl_report_column (t, _("What is needed"), SL_ALIGN_LEFT, 80, 1, SL_BOTH);
  add_numbers (ask, t, scene);
  add_cast (ask, t, scene);
  add_fact (t, _("Extras"), extras);
  for (int i = 0; i <= SL_CATEGORY_OTHER; i++)
    {
      g_autofree char *names = sl_words_names (ask->plan, scene->elements, i);
      add_fact (t, sl_words_value (SL_KIND_ELEMENT, "category", i), names);
    }
  add_fact (t, _("Notes"), scene->notes);
}

SlReport *
sl_report_breakdown (const SlScheduleAsk *ask, const SlSceneEntity *only)
{
  SlReport *report = sl_report_new (_("Breakdown sheet"));

  sl_words_of_board (report, ask);
  report->about = NULL;
  for (guint i = 0; i < sl_plan_count (ask->plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (const SlSceneEntity *) sl_plan_at (ask->plan, SL_KIND_SCENE, i);
      const gboolean ours = g_strcmp0 (scene->production, ask->read->production->entity.id) == 0 && !scene->omitted;

      if (only != NULL ? scene == only : ours)
        add_scene (ask, report, scene);
    }
  return report;
}
