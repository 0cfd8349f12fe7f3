/* What a surveyor sets out. */
#include "sl-export-private.h"
#include "sl-i18n.h"
#include "sl-survey-export.h"
#include "sl-survey.h"

typedef struct {
  SlRecord    record;
  const char *stage, *setup;
  gboolean    columns;
  int         order, unit;
} Survey;

static const SlEnumValue orders[] = {
  { "penz", N_("Point, east, north, height") }, { "pnez", N_("Point, north, east, height") }, { NULL, NULL },
};

static const SlField fields[] = {
  OPTION (Survey, stage, N_("Stage"), REF, .refs = "stage", .help = N_("The one that is shown where none is chosen")),
  OPTION (Survey, setup, N_("Setup"), REF, .refs = "setup", .help = N_("Whose values count; none: as built")),
  OPTION (Survey, columns, N_("Every column"), BOOL, .def = "false",
          .help = N_("The foot of each column of a wall, and not only where it bends")),
  OPTION (Survey, order, N_("Order"), ENUM, .values = orders, .def = "penz", .help = N_("Of the columns")),
  OPTION (Survey, unit, N_("Unit"), ENUM, .values = &sl_survey_units[1], .def = "m", .help = N_("Of the coordinates")),
};
OPTIONS (options_type, "survey", N_("Set-out points"), Survey, fields);

static gboolean
write_survey (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result,
              GError **error)
{
  const Survey *options = data;
  const SlExportInput input = { .plan = source->plan, .assets = source->assets,
                                .stage_id = sl_export_stage (source, options->stage), .watch = source->watch,
                                .omissions = source->omissions };
  const SlSurveyExport how = { options->setup, options->columns, options->order == 1, options->unit + 1 };
  guint n;

  if (!sl_survey_export (&input, &how, path, &n, error))
    return FALSE;
  result->text = g_strdup_printf (ngettext ("%u point", "%u points", n), n);
  return TRUE;
}

const SlExportKind sl_export_survey = {
  "survey", "export", N_("Set-out points…"), N_("Set-out points for the surveyor"), ".csv", &options_type,
  .write = write_survey, .group = SL_EXPORT_SCENES,
};
