#include "sl-schedule-words.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"
#include "sl-number.h"

const char *
sl_words_value (SlKind kind, const char *field, int value)
{
  const SlField *f = sl_record_field (&sl_kind_info (kind)->record, field);

  for (int i = 0; f != NULL && f->values != NULL && f->values[i].id != NULL; i++)
    if (i == value)
      return _(f->values[i].label);
  return "";
}

const char *
sl_words_weekday (guint32 julian)
{
  static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };

  return julian != 0 ? _(names[(julian + 6) % 7]) : ""; /* Julian day 1 was a Monday */
}

char *
sl_words_date (guint32 julian)
{
  g_autofree char *date = sl_date_to_text (julian);

  return julian != 0 ? g_strdup_printf ("%s %s", sl_words_weekday (julian), date) : g_strdup ("");
}

char *
sl_words_clock (gint32 minutes)
{
  const gint32 days = minutes / 1440, rest = minutes % 1440;

  if (days > 0)
    return g_strdup_printf ("%02d:%02d +%d", rest / 60, rest % 60, days);
  return g_strdup_printf ("%02d:%02d", rest / 60, rest % 60);
}

static void
join (GString *out, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "", text);
}

char *
sl_words_join (const char *first, const char *second, ...)
{
  GString *out = g_string_new (NULL);
  const char *text;
  va_list more;

  join (out, first);
  join (out, second);
  va_start (more, second);
  while (second != NULL && (text = va_arg (more, const char *)) != NULL)
    join (out, text);
  va_end (more);
  return g_string_free (out, FALSE);
}

char *
sl_words_stage (const SlPlan *plan, const SlBoardScene *s)
{
  return sl_words_join (s->stage != NULL ? sl_entity_title (&s->stage->entity) : "",
                        sl_words_name (plan, s->environment), NULL);
}

char *
sl_words_extras (const SlSceneEntity *scene)
{
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, scene->extras);

  return g_strdup_printf (_("Extras %s"), count);
}

char *
sl_words_place (const SlSceneEntity *scene)
{
  return g_strdup_printf ("%s · %s", sl_words_value (SL_KIND_SCENE, "place", scene->place),
                          sl_words_value (SL_KIND_SCENE, "light", scene->light));
}

char *
sl_words_scene (const SlSceneEntity *scene)
{
  const char *number = scene->number != NULL ? scene->number : sl_entity_title (&scene->entity);

  return scene->episode > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT "-%s", scene->episode, number) : g_strdup (number);
}

static int
compare_cast (gconstpointer a, gconstpointer b)
{
  const SlCast *x = *(SlCast *const *) a, *y = *(SlCast *const *) b;

  return (x->number > y->number) - (x->number < y->number);
}

char *
sl_words_cast (const SlPlan *plan, const SlSceneEntity *scene)
{
  g_autoptr (GPtrArray) cast = g_ptr_array_new ();
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (scene->cast); i++)
    {
      gconstpointer one = sl_plan_get (plan, SL_KIND_CAST, *sl_list_at (scene->cast, char *, i));
      if (one != NULL)
        g_ptr_array_add (cast, (gpointer) one);
    }
  g_ptr_array_sort (cast, compare_cast);
  for (guint i = 0; i < cast->len; i++)
    {
      const SlCast *one = cast->pdata[i];
      g_string_append (out, i > 0 ? ", " : "");
      if (one->number > 0)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, one->number);
      else
        g_string_append (out, sl_entity_title (&one->entity));
    }
  return g_string_free (out, FALSE);
}

const char *
sl_words_name (const SlPlan *plan, const char *id)
{
  const SlEntity *entity = sl_plan_find (plan, id);

  return entity != NULL ? sl_entity_title (entity) : "";
}

char *
sl_words_names (const SlPlan *plan, const SlList *ids, int category)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < sl_list_n (ids); i++)
    {
      const SlEntity *one = sl_plan_find (plan, *sl_list_at (ids, char *, i));

      if (one == NULL
          || (category >= 0 && (one->kind != SL_KIND_ELEMENT || ((const SlElement *) one)->category != category)))
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", sl_entity_title (one));
      if (one->kind == SL_KIND_ELEMENT && ((const SlElement *) one)->count > 1)
        g_string_append_printf (out, " ×%" G_GINT64_FORMAT, ((const SlElement *) one)->count);
    }
  return g_string_free (out, FALSE);
}

char *
sl_words_elements (const SlPlan *plan, const SlSceneEntity *scene)
{
  GString *out = g_string_new (NULL);

  for (int i = 0; i <= SL_CATEGORY_OTHER && sl_list_n (scene->elements) > 0; i++)
    {
      g_autofree char *names = sl_words_names (plan, scene->elements, i);

      if (*names != '\0')
        g_string_append_printf (out, "%s%s: %s", out->len > 0 ? "; " : "",
                                sl_words_value (SL_KIND_ELEMENT, "category", i), names);
    }
  return g_string_free (out, FALSE);
}

char *
sl_words_changes (const SlBoardScene *s)
{
  const struct { const char *what; gint32 minutes; } changes[] = {
    { _("Company move"), s->move }, { _("Wall change"), s->wall }, { _("Mode change"), s->mode },
    { _("Load"), s->load }, { _("Calibration"), s->calibration },
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (changes[i].minutes > 0)
      {
        g_string_append (out, out->len > 0 ? " · " : "");
        g_string_append_printf (out, _("%s %d min"), changes[i].what, changes[i].minutes);
      }
  return g_string_free (out, FALSE);
}

char *
sl_words_sums (const SlBoardDay *day)
{
  g_autofree char *pages = sl_pages_text (day->eighths), *hours = sl_hours_text (day->minutes);
  g_autofree char *over = sl_hours_text (day->overtime);
  g_autofree char *beyond = day->overtime > 0 ? g_strdup_printf (_("overtime %s"), over) : g_strdup ("");
  g_autofree char *sums = g_strdup_printf (_("%s pages · %u scenes · %s h"), pages, day->n_scenes, hours);

  return sl_words_join (sums, beyond, NULL);
}

SlReportTone
sl_words_tone (const SlSceneEntity *scene)
{
  const gboolean out = scene->place != SL_PLACE_INT;

  switch ((SlHour) scene->light)
    {
    case SL_HOUR_DAWN: return SL_TONE_DAWN;
    case SL_HOUR_DUSK: return SL_TONE_DUSK;
    case SL_HOUR_NIGHT: return out ? SL_TONE_EXT_NIGHT : SL_TONE_INT_NIGHT;
    case SL_HOUR_DAY: break;
    }
  return out ? SL_TONE_EXT_DAY : SL_TONE_INT_DAY;
}

/* --- cells --- */

SlReportCell *
sl_words_take (SlReportTable *table, char *text)
{
  SlReportCell *cell = sl_report_cell (table, text);

  g_free (text);
  return cell;
}

/* "5/8" would be the fifth of August to a spreadsheet, "0 5/8" is a fraction. */
void
sl_words_pages (SlReportTable *table, gint64 eighths)
{
  g_autofree char *text = sl_pages_text (eighths);
  SlReportCell *cell = sl_report_cell (table, text);

  if (eighths < 8 && eighths % 8 != 0)
    cell->csv = sl_report_keep_format (table->report, "0 %s", text);
}

void
sl_words_hours (SlReportTable *table, gint32 minutes)
{
  SlReportCell *cell = sl_words_take (table, sl_hours_text (minutes));

  cell->csv = sl_report_keep_format (table->report, "%d", minutes);
}

void
sl_words_money (SlReportTable *table, double amount)
{
  SlReportCell *cell = sl_words_take (table, isfinite (amount) ? sl_number_grouped (amount) : g_strdup (""));
  g_autofree char *plain = isfinite (amount) ? sl_number_to_text (amount) : NULL;

  cell->csv = sl_report_keep (table->report, plain);
}

void
sl_words_day (SlReportTable *table, guint32 julian)
{
  g_autofree char *plain = sl_date_to_text (julian);
  SlReportCell *cell = sl_words_take (table, sl_words_date (julian));

  cell->csv = sl_report_keep (table->report, plain);
}

/* --- the whole --- */

gboolean
sl_words_shows (const SlScheduleAsk *ask, const SlBoardDay *day)
{
  return (ask->from == 0 || day->date >= ask->from) && (ask->to == 0 || (day->date != 0 && day->date <= ask->to));
}

void
sl_words_of_board (SlReport *report, const SlScheduleAsk *ask)
{
  const SlBoardSum *sum = &ask->read->sum;
  const SlProduction *production = ask->read->production;
  g_autofree char *pages = sl_pages_text (sum->eighths), *minutes = sl_number_brief (production->eighth_minutes);

  report->whose = sl_report_keep (report, sl_entity_title (&production->entity));
  report->about = sl_report_keep_format (report, _("Board: %s · %u days · %u scenes · %s pages"),
                                         sl_entity_title (&ask->read->board->entity), sum->days, sum->scenes, pages);
  report->foot = sl_report_keep_format (report,
                                        _("Hours are the scenes’ estimates, else %s minutes an eighth of a page, with "
                                          "moves, loads, wall changes and calibrations; dates follow the calendars."),
                                        minutes);
}
