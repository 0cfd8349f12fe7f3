#include "sl-fountain.h"
#include "sl-i18n.h"
#include "sl-script-import.h"
#include "sl-script-text.h"

static const SlImportFormat formats[] = {
  { ".fountain", "text/x-fountain" }, { ".spmd", "text/x-fountain" }, { NULL },
};

static gpointer
read_script (const char *path, const SlWatch *watch, GError **error)
{
  g_autofree char *text = sl_script_text_file (path, TRUE, error);

  return text != NULL ? sl_fountain_read (text, path, error) : NULL;
}

const SlImporter sl_import_fountain = {
  .id = "fountain", .label = N_("Screenplays in Fountain"), .formats = formats,
  .options = &sl_script_options, .read = read_script, .free_content = sl_script_free_content,
  .make = sl_script_make,
};
