/* Exports of a schedule for other programs: of scheduling, spreadsheets, calendars. */
#include "sl-csv-breakdown.h"
#include "sl-error.h"
#include "sl-export-private.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-ics-export.h"
#include "sl-uss-export.h"

typedef struct {
  SlRecord    record;
  const char *production;
} Schedule;

static const SlField schedule_fields[] = {
  OPTION (Schedule, production, N_("Production"), REF, .refs = "production",
          .help = N_("The plan's first where none is chosen")),
};
OPTIONS (uss_options, "uss", N_("Schedule"), Schedule, schedule_fields);

static gboolean
write_uss (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const Schedule *options = data;
  const SlUssExport export = { source->plan, options->production, source->day, source->omissions };

  return sl_uss_export (&export, path, error);
}

const SlExportKind sl_export_uss = {
  "uss", "export", N_("Schedule for other programs (.uss)…"), N_("Schedule for other programs (.uss)"), ".uss",
  &uss_options, .write = write_uss,
  .group = SL_EXPORT_DATES,
};

/* --- the breakdown as a table --- */

typedef struct {
  SlRecord    record;
  const char *production;
  gint64      episode;
} Table;

static const SlField table_fields[] = {
  OPTION (Table, production, N_("Production"), REF, .refs = "production",
          .help = N_("The plan's first where none is chosen")),
  OPTION (Table, episode, N_("Episode"), INTEGER, .max = 100000, .def = "0", .help = N_("Of a series; 0: all")),
};
OPTIONS (csv_options, "csv", N_("Breakdown"), Table, table_fields);

static gboolean
write_csv (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const Table *options = data;
  const char *production = options->production;
  g_autofree char *text = NULL;

  if (production == NULL && sl_plan_count (source->plan, SL_KIND_PRODUCTION) > 0)
    production = sl_plan_at (source->plan, SL_KIND_PRODUCTION, 0)->id;
  if (production == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no production; add one with scenes"));
      return FALSE;
    }
  text = sl_csv_breakdown_text (source->plan, production, options->episode);
  return sl_file_write (path, text, -1, error);
}

const SlExportKind sl_export_csv = {
  "csv", "export", N_("Breakdown as a table (.csv)…"), N_("Breakdown as a table (.csv)"), ".csv", &csv_options,
  .write = write_csv,
  .group = SL_EXPORT_DATES,
};

/* --- bookings and shooting days as a calendar --- */

static const SlField calendar_fields[] = {
  OPTION (Schedule, production, N_("Production"), REF, .refs = "production",
          .help = N_("All of the plan where none is chosen")),
};
OPTIONS (ics_options, "ics", N_("Calendar"), Schedule, calendar_fields);

static gboolean
write_ics (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const Schedule *options = data;
  const SlIcsExport export = { source->plan, options->production, source->day, source->omissions };

  return sl_ics_export (&export, path, error);
}

const SlExportKind sl_export_ics = {
  "ics", "export", N_("Bookings and shooting days (.ics)…"), N_("Bookings and shooting days (.ics)"), ".ics",
  &ics_options, .write = write_ics,
  .group = SL_EXPORT_DATES,
};
