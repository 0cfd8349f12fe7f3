/* What must be calibrated, for who calibrates it. */
#include "sl-calibration-export.h"
#include "sl-export-private.h"
#include "sl-file.h"
#include "sl-i18n.h"

enum { FORM_TABLE, FORM_PROJECT };

typedef struct {
  SlRecord    record;
  int         form;
  const char *stage;
} List;

static const SlEnumValue forms[] = {
  { "table", N_("Table (.csv)") }, { "openvpcal", N_("OpenVPCal project (.json)") }, { NULL, NULL },
};

static const SlField fields[] = {
  OPTION (List, form, N_("As"), ENUM, .values = forms, .def = "table",
          .help = N_("A table of all stages, or a project of one; a file's name that ends in .json means the latter")),
  OPTION (List, stage, N_("Stage"), REF, .refs = "stage",
          .help = N_("Where none is chosen: a table of all, or a project of the one that is shown")),
};
OPTIONS (options_type, "calibration", N_("Colour calibrations"), List, fields);

static const char *
suffix_of (gconstpointer data)
{
  return ((const List *) data)->form == FORM_PROJECT ? ".json" : ".csv";
}

static gboolean
write_list (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const List *options = data;
  const char *stage = sl_file_has_suffix (path, ".json") ? sl_export_stage (source, options->stage) : options->stage;
  const SlExportInput input = { .plan = source->plan, .assets = source->assets, .stage_id = stage,
                                .watch = source->watch, .omissions = source->omissions };
  SlCalibrationSum sum;

  if (!sl_calibration_export (&input, path, &sum, error))
    return FALSE;
  result->text = g_strdup_printf (_("%u calibrations, %.0f minutes and the warm-up"), sum.n, sum.minutes);
  return TRUE;
}

const SlExportKind sl_export_calibration = {
  "calibration", "export", N_("Colour calibrations…"), N_("Colour calibrations"), ".csv", &options_type,
  .suffix_of = suffix_of, .write = write_list,
  .group = SL_EXPORT_SCENES,
};
