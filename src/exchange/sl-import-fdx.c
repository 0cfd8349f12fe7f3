#include "sl-fdx.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-script-import.h"

static const SlImportFormat formats[] = {
  { ".fdx", "application/vnd.finaldraft.fdx+xml" }, { NULL },
};

static gpointer
read_script (const char *path, const SlWatch *watch, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length;

  return sl_file_read (path, SL_SCRIPT_MAX_BYTES, &bytes, &length, error) ? sl_fdx_read (bytes, length, path, error)
                                                                          : NULL;
}

const SlImporter sl_import_fdx = {
  .id = "fdx", .label = N_("Screenplays of Final Draft"), .formats = formats,
  .options = &sl_script_options, .read = read_script, .free_content = sl_script_free_content,
  .make = sl_script_make,
};
