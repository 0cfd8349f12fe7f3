/* The package of a booking as an export. */
#include "sl-export-private.h"
#include "sl-i18n.h"
#include "sl-package.h"

typedef struct {
  SlRecord    record;
  const char *stage, *booking;
  int         target; /* SlPackageTarget */
  gboolean    clips, zip;
} Package;

static const SlEnumValue targets[] = {
  { "all", N_("Everything") },
  { "unreal", N_("Unreal nDisplay") },
  { "disguise", N_("disguise") },
  { "resolume", N_("Resolume Arena") },
  { "screens", N_("Other media servers") },
  { "lighting", N_("Lighting desks") },
  { NULL, NULL },
};

static const SlField fields[] = {
  OPTION (Package, booking, N_("Booking"), REF, .refs = "booking", .help = N_("Whose stage and days it is for")),
  OPTION (Package, stage, N_("Stage"), REF, .refs = "stage",
          .help = N_("The booking's, or the one that is shown, where none is chosen")),
  OPTION (Package, target, N_("For"), ENUM, .values = targets, .def = "all",
          .help = N_("Who reads it; what only others read is left out")),
  OPTION (Package, clips, N_("Clips"), BOOL, .def = "true", .help = N_("The previs clip of each shot too")),
  OPTION (Package, zip, N_("Zip file"), BOOL, .def = "false", .help = SL_EXPORT_ZIP_HELP),
};
OPTIONS (package_options, "package", N_("Package"), Package, fields);

static const char *
suffix_of (gconstpointer options)
{
  return sl_export_zip_suffix (((const Package *) options)->zip);
}

static gboolean
write_package (const SlExportSource *source, gconstpointer data, const char *path, SlExportResult *result,
               GError **error)
{
  const Package *options = data;
  const SlPackageOptions package = { options->stage, options->booking, (SlPackageTarget) options->target,
                                     options->clips };

  if (!sl_export_check_zip (options->zip, path, error)
      || !sl_package_write (source, &package, path, &result->changes, error))
    return FALSE;
  result->text = sl_export_changes_text (&result->changes);
  return TRUE;
}

const SlExportKind sl_export_package = {
  "package", "export", N_("Package for the stage…"), N_("Package for the stage"), "", &package_options,
  .suffix_of = suffix_of, .write = write_package, .writes_dry = TRUE,
};
