/* Recordings of camera tracking: a shot of the plan as it was shot. */
#include "sl-i18n.h"
#include "sl-importer.h"
#include "sl-take.h"

typedef struct {
  SlRecord    record;
  const char *shot, *id, *name;
} Options;

#define AT(member) .name = #member, .offset = offsetof (Options, member)

static const SlField fields[] = {
  { AT (shot), .label = N_("Shot"), .type = SL_TYPE_REF, .refs = "shot",
    .help = N_("Which one it is a take of; unset: the plan's first") },
  { AT (id), .label = N_("Id"), .type = SL_TYPE_TEXT, .help = N_("Of the take; unset: after the shot") },
  { AT (name), .label = N_("Name"), .type = SL_TYPE_TEXT, .help = N_("Of the take; unset: after the shot") },
};
static const SlRecordType options_type = { "take", N_("Take"), sizeof (Options), fields, G_N_ELEMENTS (fields) };

static const SlImportFormat formats[] = {
  { ".otrk", "application/x-opentrackio" }, { ".ndjson", "application/x-opentrackio+json" },
  { ".json", "application/x-opentrackio+json" }, { ".bin", "application/x-freed" }, { NULL },
};

static gpointer
read_take (const char *path, const SlWatch *watch, GError **error)
{
  return sl_take_read (path, TRUE, watch, error);
}

static void
free_take (gpointer take)
{
  sl_take_free (take);
}

static SlCommand *
make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  const Options *options = data;
  const SlTakeOptions take = { options->shot, options->id, options->name };

  return sl_take_command (input->plan, input->content, &take, input->findings, id, error);
}

const SlImporter sl_import_take = {
  .id = "take", .label = N_("Camera tracking (OpenTrackIO, FreeD)"), .formats = formats, .options = &options_type,
  .read = read_take, .free_content = free_take, .make = make,
};
