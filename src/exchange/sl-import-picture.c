#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-importer.h"

typedef struct {
  SlRecord    record;
  const char *id, *name, *setup;
} Options;

#define AT(member) .name = #member, .offset = offsetof (Options, member)

static const SlField fields[] = {
  { AT (id), .label = N_("Id"), .type = SL_TYPE_TEXT, .help = N_("Of the environment; unset: after the file") },
  { AT (name), .label = N_("Name"), .type = SL_TYPE_TEXT, .help = N_("Of the environment; unset: after the file") },
  { AT (setup), .label = N_("Setup"), .type = SL_TYPE_REF, .refs = "setup", .help = N_("Which is to show it") },
};

static const SlRecordType options_type = { "picture", N_("Picture"), sizeof (Options), fields, G_N_ELEMENTS (fields) };

static const SlImportFormat formats[] = {
  { ".png", "image/png" }, { ".jpg", "image/jpeg" }, { ".jpeg", "image/jpeg" }, { NULL },
};

static SlCommand *
make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  const Options *options = data;
  g_autofree char *title = options->name != NULL ? g_strdup (options->name)
                                               : sl_import_free_title (input->plan, SL_KIND_ENVIRONMENT, input->name);
  g_autofree char *label = g_strdup_printf (_("Import %s"), title);
  SlCommand *command;

  if (options->setup != NULL && sl_plan_get (input->plan, SL_KIND_SETUP, options->setup) == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no setup “%s”; “show” lists what it has"),
                    options->setup);
      return NULL;
    }
  command = sl_command_new (label);
  *id = options->id != NULL ? g_strdup (options->id) : sl_import_id (input->plan, input->name, "environment");
  sl_command_add (command, SL_KIND_ENVIRONMENT, *id);
  sl_command_set (command, *id, "name", title);
  sl_command_set (command, *id, "content", "picture");
  sl_command_set (command, *id, "picture", input->name);
  if (options->setup != NULL)
    sl_command_set (command, options->setup, "environment", *id);
  return command;
}

const SlImporter sl_import_picture = {
  .id = "picture", .label = N_("Pictures"), .formats = formats, .options = &options_type,
  .load = sl_assets_load_image, .make = make,
};
