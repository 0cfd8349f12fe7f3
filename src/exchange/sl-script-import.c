#include "sl-script-import.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-script-merge.h"

typedef struct {
  SlRecord    record;
  const char *production;
} Options;

static const SlField fields[] = {
  { .name = "production", .offset = offsetof (Options, production), .label = N_("Production"), .type = SL_TYPE_REF,
    .refs = "production", .help = N_("Whose script it is; none: the first, or a new one named after the title page") },
};

const SlRecordType sl_script_options = {
  "script", N_("Script"), sizeof (Options), fields, G_N_ELEMENTS (fields),
};

SlCommand *
sl_script_make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  const Options *options = data;
  g_autofree char *title = sl_import_title (input->name);
  const SlScriptTarget target = { input->plan, options->production, title, input->findings };

  return sl_script_merge (&target, input->content, id, error);
}

const char *
sl_script_option_production (gconstpointer options)
{
  return ((const Options *) options)->production;
}

void
sl_script_free_content (gpointer script)
{
  sl_script_free (script);
}
