/* Holidays of a calendar file into a calendar of the plan. The file is read by another room (SlDaysReader). */
#include "sl-check.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-importer.h"
#include "sl-kinds.h"

/* Years around the plan's own for which days come that repeat each year. */
enum { YEARS_BEFORE = 1, YEARS_AFTER = 2 };

static const SlDaysReader *reader;

void
sl_importer_supply_days (const SlDaysReader *given)
{
  reader = given;
}

typedef struct {
  SlRecord    record;
  const char *calendar;
} Options;

static const SlField fields[] = {
  { .name = "calendar", .offset = offsetof (Options, calendar), .label = N_("Calendar"), .type = SL_TYPE_REF,
    .refs = "calendar", .help = N_("Which one gets the days; none: the first production's, or a new one") },
};
static const SlRecordType options_type = {
  "holidays", N_("Holidays"), sizeof (Options), fields, G_N_ELEMENTS (fields),
};

static const SlImportFormat formats[] = { { ".ics", "text/calendar" }, { NULL } };

typedef struct {
  gpointer file;
  int      year; /* in which it is read */
} Content;

static void
free_content (gpointer data)
{
  Content *content = data;

  reader->free (content->file);
  g_free (content);
}

static gpointer
read_days (const char *path, const SlWatch *watch, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gpointer file = NULL;
  Content *content;

  if (reader == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("calendars cannot be read here; use the program or its command line"));
  else
    file = reader->read (path, error);
  if (file == NULL)
    return NULL;
  content = g_new (Content, 1);
  *content = (Content) { file, g_date_time_get_year (now) };
  return content;
}

/* --- into the plan --- */

static const SlCalendar *
find_calendar (const SlPlan *plan, const char *wanted)
{
  const SlProduction *production = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0
                                   ? (gconstpointer) sl_plan_at (plan, SL_KIND_PRODUCTION, 0) : NULL;

  if (wanted != NULL)
    return sl_plan_get (plan, SL_KIND_CALENDAR, wanted);
  return production != NULL && production->calendar != NULL
         ? sl_plan_get (plan, SL_KIND_CALENDAR, production->calendar) : NULL;
}

static int
year_of (guint32 julian)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, julian);
  return g_date_get_year (&day);
}

/* The years that somebody of the plan plans for; those of now where nobody does. */
static void
find_years (const SlPlan *plan, int now, int *first, int *last)
{
  static const SlKind kinds[] = { SL_KIND_PRODUCTION, SL_KIND_BOARD, SL_KIND_BOOKING, SL_KIND_SCENE, SL_KIND_CAST };
  guint32 from = 0, to = 0;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < sl_plan_count (plan, kinds[k]); i++)
      {
        const SlEntity *entity = sl_plan_at (plan, kinds[k], i);
        const SlRecordType *type = &sl_kind_info (kinds[k])->record;

        for (guint f = 0; f < type->n_fields; f++)
          {
            const guint32 day = type->fields[f].type == SL_TYPE_DATE
                                ? *(const guint32 *) SL_CONST_MEMBER (entity, &type->fields[f]) : 0;
            from = day != 0 && (from == 0 || day < from) ? day : from;
            to = day > to ? day : to;
          }
      }
  *first = (from != 0 ? year_of (from) : now) - YEARS_BEFORE;
  *last = (to != 0 ? year_of (to) : now) + YEARS_AFTER;
}

static guint32
julian_of (int day, int month, int year)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) CLAMP (year, 1, 9999));
  return g_date_get_julian (&date);
}

/* The file's days for this plan, and what there is to tell of them. Free with g_ptr_array_unref(). */
static GPtrArray *
find_days (const SlImportInput *input)
{
  const Content *content = input->content;
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *days;
  int first, last;

  find_years (input->plan, content->year, &first, &last);
  days = reader->days (content->file, julian_of (1, 1, first), julian_of (31, 12, last), remarks);
  for (guint i = 0; i < remarks->len; i++)
    sl_findings_add (input->findings, SL_SEVERITY_WARNING, NULL, NULL, _("Set it in the calendar by hand"), "%s",
                     (const char *) remarks->pdata[i]);
  if (reader->repeat (content->file))
    sl_findings_add (input->findings, SL_SEVERITY_NOTE, NULL, NULL, _("Import it again for others"),
                     _("days that come again came for the years %d to %d, which the plan is about"), first, last);
  return days;
}

/* Whether the file has the span's holiday, in that year: then the file's days count. */
static gboolean
comes_again (const GPtrArray *days, const SlCalendarSpan *span)
{
  for (guint i = 0; i < days->len; i++)
    {
      const SlImportDay *day = days->pdata[i];

      if (span->is == (day->worked ? SL_DAY_WORKED : SL_DAY_HOLIDAY) && g_strcmp0 (span->name, day->name) == 0
          && g_date_valid_julian (span->from) && year_of (span->from) == year_of (day->from))
        return TRUE;
    }
  return FALSE;
}

/* What the calendar has beside them, then the file's. Free with sl_list_unref(). */
static SlList *
spans_with (const SlCalendar *calendar, const GPtrArray *days, const SlField *field)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));
  SlList *list;

  for (guint i = 0; calendar != NULL && i < sl_list_n (calendar->spans); i++)
    if (!comes_again (days, sl_list_at (calendar->spans, SlCalendarSpan, i)))
      g_array_append_val (kept, i);
  list = sl_list_new (field, kept->len + days->len);
  for (guint i = 0; i < kept->len + days->len; i++)
    {
      SlCalendarSpan *span = (gpointer) sl_list_at (list, SlCalendarSpan, i);
      const SlCalendarSpan *old = i < kept->len ? sl_list_at (calendar->spans, SlCalendarSpan,
                                                              g_array_index (kept, guint, i)) : NULL;
      const SlImportDay *day = old == NULL ? days->pdata[i - kept->len] : NULL;
      const char *name = old != NULL ? old->name : day->name;

      sl_record_init (field->record, span);
      span->from = old != NULL ? old->from : day->from;
      span->to = old != NULL ? old->to : day->to > day->from ? day->to : 0;
      span->is = old != NULL ? old->is : day->worked ? SL_DAY_WORKED : SL_DAY_HOLIDAY;
      span->name = name != NULL ? g_ref_string_new (name) : NULL;
    }
  return list;
}

static SlCommand *
make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  const Options *options = data;
  g_autoptr (GPtrArray) days = find_days (input);
  const SlCalendar *calendar = find_calendar (input->plan, options->calendar);
  const SlField *field = sl_record_field (&sl_kind_info (SL_KIND_CALENDAR)->record, "spans");
  g_autofree char *title = sl_import_title (input->name), *label = g_strdup_printf (_("Import %s"), title);
  g_autoptr (GString) text = g_string_new (NULL);
  SlCommand *command;
  SlList *spans;

  if (days->len == 0 || (options->calendar != NULL && calendar == NULL))
    {
      sl_error_set (error, SL_ERROR_INPUT, days->len == 0
                    ? _("there are no days off in it; choose a calendar of holidays")
                    : _("there is no such calendar; name one that the plan has"));
      return NULL;
    }
  command = sl_command_new (label);
  *id = calendar != NULL ? g_strdup (calendar->entity.id) : sl_import_id (input->plan, input->name, "calendar");
  if (calendar == NULL)
    {
      sl_command_add (command, SL_KIND_CALENDAR, *id);
      sl_command_set (command, *id, "name", title);
      if (sl_plan_count (input->plan, SL_KIND_PRODUCTION) > 0)
        sl_command_set (command, sl_plan_at (input->plan, SL_KIND_PRODUCTION, 0)->id, "calendar", *id);
    }
  if (calendar == NULL || calendar->source == NULL)
    sl_command_set (command, *id, "source", input->name);
  spans = spans_with (calendar, days, field);
  sl_field_print (field, &spans, text);
  sl_command_set (command, *id, "spans", text->str);
  sl_list_unref (spans);
  return command;
}

const SlImporter sl_import_days = {
  .id = "holidays", .label = N_("Holidays of a calendar (iCalendar)"), .formats = formats, .options = &options_type,
  .read = read_days, .free_content = free_content, .make = make,
};
