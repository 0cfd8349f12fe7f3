#include "sl-i18n.h"
#include "sl-importer.h"

typedef struct {
  SlRecord    record;
  const char *id, *name;
  SlVec3      position;
  double      pan, scale;
} Options;

#define AT(member) .name = #member, .offset = offsetof (Options, member)

static const SlField fields[] = {
  { AT (id), .label = N_("Id"), .type = SL_TYPE_TEXT, .help = N_("Of the prop; unset: after the file") },
  { AT (name), .label = N_("Name"), .type = SL_TYPE_TEXT, .help = N_("Of the prop; unset: after the file") },
  { AT (position), .label = N_("Position"), .type = SL_TYPE_VECTOR, .unit = SL_UNIT_METRE, .def = "0 0 0",
    .help = N_("Where the model's own origin stands") },
  { AT (pan), .label = N_("Pan"), .type = SL_TYPE_REAL, .unit = SL_UNIT_DEGREE, .def = "0",
    .help = N_("+ turns left") },
  { AT (scale), .label = N_("Scale"), .type = SL_TYPE_REAL, .min = 1e-6, .max = 1e6, .def = "1",
    .help = N_("1 for the size that the file gives") },
};

static const SlRecordType options_type = { "model", N_("Model"), sizeof (Options), fields, G_N_ELEMENTS (fields) };

static const SlImportFormat formats[] = {
  { ".glb", "model/gltf-binary" }, { ".gltf", "model/gltf+json" },      { ".obj", "model/obj" },
  { ".fbx", "model/x-fbx" },       { ".dae", "model/vnd.collada+xml" }, { ".3ds", "image/x-3ds" },
  { NULL },
};

/* The stage that it goes to; the command makes one where the plan has none. */
static char *
need_stage (SlCommand *command, const SlImportInput *input)
{
  if (input->stage_id != NULL)
    return g_strdup (input->stage_id);
  if (sl_plan_count (input->plan, SL_KIND_STAGE) > 0)
    return g_strdup (sl_plan_at (input->plan, SL_KIND_STAGE, 0)->id);
  char *id = sl_plan_free_id (input->plan, "stage");
  sl_command_add (command, SL_KIND_STAGE, id);
  return id;
}

/* What it takes as a box, for whoever exchanges it for a stand-in. */
static void
set_size (SlCommand *command, const SlImportInput *input, const char *id)
{
  g_autoptr (SlMesh) mesh = input->assets != NULL ? sl_assets_mesh (input->assets, input->name) : NULL;
  static const char *const parts[] = { "size.x", "size.y", "size.z" };

  if (mesh == NULL)
    return;
  const SlVec3 size = sl_vec3_sub (mesh->box.max, mesh->box.min);
  const double sides[] = { size.x, size.y, size.z };
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      /* to the millimetre, which is also the least that a primitive has */
      g_autofree char *text = sl_number_to_text (CLAMP (round (sides[i] * 1000) / 1000, .001, 1000));
      sl_command_set (command, id, parts[i], text);
    }
}

static SlCommand *
make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  static const char *const poses[] = { "position", "pan", "scale" };
  const Options *options = data;
  g_autofree char *title = options->name != NULL ? g_strdup (options->name) : sl_import_title (input->name);
  g_autofree char *label = g_strdup_printf (_("Import %s"), title), *stage = NULL;
  SlCommand *command = sl_command_new (label);

  *id = options->id != NULL ? g_strdup (options->id) : sl_import_id (input->plan, input->name, "prop");
  stage = need_stage (command, input);
  sl_command_add (command, SL_KIND_PROP, *id);
  sl_command_set (command, *id, "name", title);
  sl_command_set (command, *id, "stage", stage);
  sl_command_set (command, *id, "shape", "model");
  sl_command_set (command, *id, "model", input->name);
  for (guint i = 0; i < G_N_ELEMENTS (poses); i++)
    if (!sl_field_is_default (sl_record_field (&options_type, poses[i]),
                              SL_CONST_MEMBER (options, sl_record_field (&options_type, poses[i]))))
      {
        g_autofree char *text = sl_record_get (&options_type, options, poses[i], NULL);
        sl_command_set (command, *id, poses[i], text);
      }
  set_size (command, input, *id);
  return command;
}

const SlImporter sl_import_model = { "model", N_("Models"), formats, &options_type, sl_assets_load_mesh, make };
