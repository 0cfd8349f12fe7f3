#include "sl-i18n.h"
#include "sl-script-import.h"
#include "sl-script-text.h"
#include "sl-uss.h"

static const SlImportFormat formats[] = {
  { ".uss", "application/vnd.universal-schedule-standard+json" }, { NULL },
};

static gpointer
read_script (const char *path, const SlWatch *watch, GError **error)
{
  g_autofree char *text = sl_script_text_file (path, FALSE, error);

  return text != NULL ? sl_uss_read (text, path, error) : NULL;
}

const SlImporter sl_import_uss = {
  .id = "uss", .label = N_("Schedules in the Universal Schedule Standard"), .formats = formats,
  .options = &sl_script_options, .read = read_script, .free_content = sl_script_free_content,
  .make = sl_script_make,
};
