/* The stage for lighting desks. */
#include "sl-export-private.h"
#include "sl-exporter.h"
#include "sl-i18n.h"

typedef struct {
  SlRecord    record;
  const char *stage;
} Scene;

static const SlField fields[] = {
  OPTION (Scene, stage, N_("Stage"), REF, .refs = "stage", .help = N_("The one that is shown where none is chosen")),
};
OPTIONS (options_type, "mvr", N_("Lighting desk"), Scene, fields);

static gboolean
write_mvr (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result, GError **error)
{
  const Scene *options = data;
  g_autofree char *file = source->file != NULL ? g_canonicalize_filename (source->file, NULL) : NULL;
  g_autofree char *folder = file != NULL ? g_path_get_dirname (file) : NULL;
  const SlExportInput input = { .plan = source->plan, .assets = source->assets, .folder = folder,
                                .stage_id = sl_export_stage (source, options->stage), .watch = source->watch,
                                .omissions = source->omissions };

  return sl_mvr_export (&input, path, error);
}

const SlExportKind sl_export_mvr = {
  "mvr", "export", N_("Lighting desk (MVR)…"), N_("Lighting desk (MVR)"), ".mvr", &options_type, .write = write_mvr,
  .group = SL_EXPORT_SCENES,
};
