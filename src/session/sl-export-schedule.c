/* Exports of a production's schedule for other scheduling programs. */
#include "sl-export-private.h"
#include "sl-i18n.h"
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
};
