/* The schedule's reports. Their options are one record, of which each report's table names those that it has. */
#include "sl-error.h"
#include "sl-export-private.h"
#include "sl-i18n.h"
#include "sl-schedule-sheets.h"

typedef struct {
  SlRecord    record;
  const char *board, *production, *scene, *crew_unit; /* a “unit” is one of lengths in other exports */
  int         format, paper, orientation;
  double      dpi;
  const char *revision, *author;
  guint32     date, from, to;
  const char *day; /* its number or its date */
  int         order, of;
  gboolean    elements;
  gint64      length;
} Report;

static const SlEnumValue orders[] = {
  { "day", N_("By day of shooting") }, { "scene", N_("In the script’s order") }, { "set", N_("By set") }, { NULL },
};
static const SlEnumValue formats[] = {
  { "pdf", N_("Pages (.pdf)") }, { "svg", N_("Drawing (.svg)") }, { "png", N_("Picture (.png)") },
  { "csv", N_("Spreadsheet (.csv)") }, { NULL },
};
static const SlEnumValue whose[] = {
  { "cast", N_("Cast") }, { "elements", N_("Elements") }, { "environments", N_("Environments") },
  { "walls", N_("Walls") }, { "stages", N_("Stages") }, { NULL },
};

#define TITLE_BLOCK N_("Title block")
#define BOARD \
  OPTION (Report, production, N_("Production"), REF, .refs = "production", \
          .help = N_("Whose board; else the first production’s that has one")), \
  OPTION (Report, board, N_("Board"), REF, .refs = "board", .help = N_("Which board; else the one that counts"))
#define SPAN \
  OPTION (Report, from, N_("From"), DATE, .help = N_("First day that is shown; all when empty")), \
  OPTION (Report, to, N_("To"), DATE, .help = N_("Last day that is shown; all when empty"))
/* A window proposes a name by the format; whatever the name ends in counts. */
#define SHEET \
  OPTION (Report, format, N_("File"), ENUM, .values = formats, .def = "pdf", \
          .help = N_("What the name ends in when it is proposed")), \
  OPTION (Report, paper, N_("Paper"), ENUM, .values = sl_export_papers, .def = "A4", .help = N_("Size of the sheet")), \
  OPTION (Report, orientation, N_("Orientation"), ENUM, .values = sl_export_orientations, .def = "automatic", \
          .help = N_("Which way the sheet lies")), \
  OPTION (Report, dpi, N_("Resolution"), REAL, .min = 10, .max = 300, .def = "150", \
          .help = N_("Dots an inch of a picture (.png)")), \
  OPTION (Report, revision, N_("Revision"), TEXT, .section = TITLE_BLOCK, .help = N_("Such as A or 2")), \
  OPTION (Report, author, N_("Made by"), TEXT, .section = TITLE_BLOCK, .help = N_("Name or initials")), \
  OPTION (Report, date, N_("Date"), DATE, .section = TITLE_BLOCK, \
          .help = N_("The day that the plan was saved when empty"))

/* --- what is read --- */

/* The board that is named, else that of the production that is, else of the first one that has one; NULL with an
 * error. */
static const SlBoard *
find_board (const SlPlan *plan, const Report *o, GError **error)
{
  const SlBoard *board = o->board != NULL ? sl_plan_get (plan, SL_KIND_BOARD, o->board) : NULL;

  for (guint i = 0; o->board == NULL && board == NULL && i < sl_plan_count (plan, SL_KIND_PRODUCTION); i++)
    {
      const SlProduction *production = (const SlProduction *) sl_plan_at (plan, SL_KIND_PRODUCTION, i);

      if (o->production == NULL || g_str_equal (production->entity.id, o->production))
        board = sl_production_board (plan, production);
    }
  if (board == NULL && o->production != NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("production “%s” has no board; make one from its scenes (“edit PLAN "
                                           "board-new PRODUCTION”)"), o->production);
  else if (board == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("the plan has no board; make one from its scenes (“edit PLAN board-new "
                                           "PRODUCTION”)"));
  return board;
}

static SlBoardRead *
read_board (const SlPlan *plan, const Report *o, GError **error)
{
  const SlBoard *board = find_board (plan, o, error);
  const SlProduction *production = board != NULL ? sl_plan_get (plan, SL_KIND_PRODUCTION, board->production) : NULL;
  const SlBoardInput input = { .plan = plan, .production = production, .board = board };
  SlBoardRead *read;

  if (board == NULL)
    return NULL;
  if (production == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("board “%s” has no production; set it"), board->entity.id);
      return NULL;
    }
  read = sl_board_read (&input);
  if (read->days->len > 0)
    return read;
  sl_error_set (error, SL_ERROR_INPUT, _("board “%s” has no strips; put its scenes on it (“edit PLAN board-place "
                                         "SCENE…”)"), board->entity.id);
  sl_board_read_free (read);
  return NULL;
}

static gboolean
check_span (const SlExportSource *source, gconstpointer data, const char **field, GError **error)
{
  const Report *o = data;

  if (o->from == 0 || o->to == 0 || o->from <= o->to)
    return TRUE;
  *field = "to";
  sl_error_set (error, SL_ERROR_INPUT, _("the last day comes before the first; swap from and to"));
  return FALSE;
}

/* Takes the report; NULL is an error that is set. */
static gboolean
write_report (SlReport *made, const SlExportSource *source, const Report *o, const char *path, GError **error)
{
  g_autoptr (SlReport) report = made;
  g_autofree char *date = sl_date_to_text (o->date != 0 ? o->date : source->day);
  const SlReportOptions options = { sl_export_papers[o->paper].id, (SlOrientation) o->orientation, o->dpi, o->revision,
                                    o->author, date, source->watch };

  return report != NULL && sl_report_write (report, &options, path, error);
}

static gboolean
has_days (const SlScheduleAsk *ask, GError **error)
{
  if (ask->from == 0 && ask->to == 0)
    return TRUE;
  for (guint i = 0; i < ask->read->days->len; i++)
    {
      const guint32 date = g_array_index (ask->read->days, SlBoardDay, i).date;

      if (date != 0 && (ask->from == 0 || date >= ask->from) && (ask->to == 0 || date <= ask->to))
        return TRUE;
    }
  sl_error_set (error, SL_ERROR_INPUT, _("nothing is shot on those days; choose others with from and to"));
  return FALSE;
}

static const char *
suffix_of (gconstpointer data)
{
  static const char *const suffixes[] = { ".pdf", ".svg", ".png", ".csv" };

  return suffixes[((const Report *) data)->format];
}

/* --- the kinds --- */

#define KIND(var, id, title, menu, table, checks, writes) \
  OPTIONS (var##_options, id, title, Report, table); \
  const SlExportKind sl_export_##var = { \
    id, "sheet", menu, title, ".pdf", &var##_options, .check = checks, .suffix_of = suffix_of, .write = writes, \
    .group = SL_EXPORT_REPORTS, \
  }

#define WRITER(name) \
  static gboolean \
  name (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)

WRITER (write_stripboard)
{
  const Report *o = data;
  g_autoptr (SlBoardRead) read = read_board (source->plan, o, error);
  const SlScheduleAsk ask = { source->plan, read, o->from, o->to };

  return read != NULL && has_days (&ask, error) && write_report (sl_report_stripboard (&ask), source, o, path, error);
}

static const SlField stripboard_fields[] = { BOARD, SPAN, SHEET };
KIND (stripboard, "stripboard", N_("Stripboard"), N_("Stripboard…"), stripboard_fields, check_span, write_stripboard);

WRITER (write_one_liner)
{
  const Report *o = data;
  g_autoptr (SlBoardRead) read = read_board (source->plan, o, error);
  const SlScheduleAsk ask = { source->plan, read, o->from, o->to };

  return read != NULL && has_days (&ask, error)
         && write_report (sl_report_one_liner (&ask, (SlLinesOrder) o->order, o->elements), source, o, path, error);
}

static const SlField one_liner_fields[] = {
  BOARD,
  OPTION (Report, order, N_("Order"), ENUM, .values = orders, .def = "day", .help = N_("In which the scenes stand")),
  OPTION (Report, elements, N_("With elements"), BOOL, .def = "false",
          .help = N_("What each scene needs: a shooting schedule")),
  SPAN, SHEET,
};
KIND (one_liner, "one-liner", N_("One-liner"), N_("One-liner…"), one_liner_fields, check_span, write_one_liner);

WRITER (write_dood)
{
  const Report *o = data;
  g_autoptr (SlBoardRead) read = read_board (source->plan, o, error);
  const SlScheduleAsk ask = { source->plan, read, o->from, o->to };

  return read != NULL && has_days (&ask, error)
         && write_report (sl_report_dood (&ask, (SlDoodOf) o->of), source, o, path, error);
}

static const SlField dood_fields[] = {
  BOARD, OPTION (Report, of, N_("Of"), ENUM, .values = whose, .def = "cast", .help = N_("Whose days are counted")),
  SPAN, SHEET,
};
KIND (dood, "dood", N_("Day out of days"), N_("Day out of days…"), dood_fields, check_span, write_dood);

/* What "3" or "2026-10-05" says of a day; both 0 for nothing. */
static gboolean
read_day (const char *text, gint64 *number, guint32 *date, GError **error)
{
  if (text == NULL || *text == '\0' || sl_date_parse (text, date)
      || (g_ascii_string_to_signed (text, 10, 1, 100000, number, NULL)))
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no day; write its number (3) or its date (2026-10-05)"), text);
  return FALSE;
}

static gboolean
check_call_sheet (const SlExportSource *source, gconstpointer data, const char **field, GError **error)
{
  gint64 number = 0;
  guint32 date = 0;

  *field = "day";
  return read_day (((const Report *) data)->day, &number, &date, error);
}

/* The day that is asked for: by date, by number, else the first that is not shot. −1 with an error for none. */
static int
find_day (const SlBoardRead *read, const Report *o, GError **error)
{
  gint64 number = 0;
  guint32 date = 0;

  if (!read_day (o->day, &number, &date, error))
    return -1;
  for (guint i = 0; i < read->days->len; i++)
    {
      const SlBoardDay *day = &g_array_index (read->days, SlBoardDay, i);
      const gboolean ours = o->crew_unit == NULL
                            || (day->unit != NULL && g_str_equal (day->unit->entity.id, o->crew_unit));

      if (ours && (date != 0 ? day->date == date : number != 0 ? day->number == number : !day->shot))
        return (int) i;
    }
  if (date == 0 && number == 0 && o->crew_unit == NULL)
    return (int) read->days->len - 1; /* all is shot: the last one's sheet */
  sl_error_set (error, SL_ERROR_INPUT, _("the board has no such day; “schedule board” lists those that it has"));
  return -1;
}

WRITER (write_call_sheet)
{
  const Report *o = data;
  g_autoptr (SlBoardRead) read = read_board (source->plan, o, error);
  const SlScheduleAsk ask = { source->plan, read, 0, 0 };
  const int day = read != NULL ? find_day (read, o, error) : -1;

  return day >= 0 && write_report (sl_report_call_sheet (&ask, (guint) day), source, o, path, error);
}

static const SlField call_sheet_fields[] = {
  BOARD,
  OPTION (Report, day, N_("Shooting day"), TEXT,
          .help = N_("Its number or its date; the first that is not shot when empty")),
  OPTION (Report, crew_unit, N_("Unit"), REF, .refs = "unit",
          .help = N_("Whose day; else the first unit’s that shoots then")),
  SHEET,
};
KIND (call_sheet, "call-sheet", N_("Call sheet"), N_("Call sheet…"), call_sheet_fields, check_call_sheet,
      write_call_sheet);

WRITER (write_breakdown)
{
  const Report *o = data;
  g_autoptr (SlBoardRead) read = read_board (source->plan, o, error);
  const SlScheduleAsk ask = { source->plan, read, 0, 0 };
  const SlSceneEntity *scene = o->scene != NULL ? sl_plan_get (source->plan, SL_KIND_SCENE, o->scene) : NULL;

  return read != NULL && write_report (sl_report_breakdown (&ask, scene), source, o, path, error);
}

static const SlField breakdown_fields[] = {
  BOARD, OPTION (Report, scene, N_("Only the scene"), REF, .refs = "scene", .help = N_("All, a page each, when empty")),
  SHEET,
};
KIND (breakdown, "breakdown", N_("Breakdown sheets"), N_("Breakdown sheets…"), breakdown_fields, NULL,
      write_breakdown);

WRITER (write_calendar)
{
  const Report *o = data;
  const SlScheduleAsk ask = { source->plan, NULL, o->from, o->to };

  return write_report (sl_report_calendar (&ask, error), source, o, path, error);
}

static const SlField calendar_fields[] = { SPAN, SHEET };
KIND (calendar, "calendar", N_("Stage calendar"), N_("Stage calendar…"), calendar_fields, check_span, write_calendar);

WRITER (write_gantt)
{
  const Report *o = data;
  g_autoptr (SlBoardRead) read = read_board (source->plan, o, NULL); /* bookings alone do as well */
  const SlScheduleAsk ask = { source->plan, read, o->from, o->to };

  return write_report (sl_report_gantt (&ask, error), source, o, path, error);
}

static const SlField gantt_fields[] = { BOARD, SPAN, SHEET };
KIND (gantt, "gantt", N_("Gantt chart"), N_("Gantt chart…"), gantt_fields, check_span, write_gantt);

WRITER (write_capacity)
{
  const Report *o = data;
  const SlScheduleAsk ask = { source->plan, NULL, o->from, o->to };

  return write_report (sl_report_capacity (&ask, (guint) o->length, source->omissions, error), source, o, path, error);
}

static const SlField capacity_fields[] = {
  OPTION (Report, length, N_("Length"), INTEGER, .unit = SL_UNIT_DAY, .min = 1, .max = 3650, .def = "1",
          .help = N_("Of the free slot that is looked for")),
  SPAN, SHEET,
};
KIND (capacity, "capacity", N_("Room left on the stages"), N_("Room left on the stages…"), capacity_fields, check_span,
      write_capacity);

WRITER (write_cost)
{
  const Report *o = data;
  g_autoptr (SlBoardRead) read = read_board (source->plan, o, error);
  const SlScheduleAsk ask = { source->plan, read, o->from, o->to };

  return read != NULL && has_days (&ask, error)
         && write_report (sl_report_cost (&ask, source->omissions), source, o, path, error);
}

static const SlField cost_fields[] = { BOARD, SPAN, SHEET };
KIND (cost, "cost", N_("Cost"), N_("Cost…"), cost_fields, check_span, write_cost);
