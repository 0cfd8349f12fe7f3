#include <math.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-wall-screens.h"

typedef struct {
  SlRecord    record;
  const char *id, *name, *cabinet;
  SlVec3      position;
  double      pan, scale;
  int         as, anchor, turn;
} Options;

enum { AS_PROP, AS_WALL };

enum { ANCHOR_ORIGIN, ANCHOR_BASE };
enum { TURN_NONE, TURN_STAND, TURN_LIE };

static const SlEnumValue anchors[] = {
  { "origin", N_("Its own origin") }, { "base", N_("The middle of its base") }, { NULL, NULL },
};
static const SlEnumValue ways[] = { { "prop", N_("A set piece") }, { "wall", N_("An LED wall") }, { NULL, NULL } };
static const SlEnumValue turns[] = {
  { "none", N_("As the file says") }, { "stand", N_("Stood up") }, { "lie", N_("Laid down") }, { NULL, NULL },
};

#define AT(member) .name = #member, .offset = offsetof (Options, member)

static const SlField fields[] = {
  { AT (as), .label = N_("Becomes"), .type = SL_TYPE_ENUM, .values = ways, .def = "prop",
    .help = N_("A wall is laid of whole cabinets") },
  { AT (cabinet), .label = N_("Cabinet"), .type = SL_TYPE_REF, .refs = "panel",
    .help = N_("Of a wall; unset: of the plan's first") },
  { AT (id), .label = N_("Id"), .type = SL_TYPE_TEXT, .help = N_("Of the prop; unset: after the file") },
  { AT (name), .label = N_("Name"), .type = SL_TYPE_TEXT, .help = N_("Of the prop; unset: after the file") },
  { AT (position), .label = N_("Position"), .type = SL_TYPE_VECTOR, .unit = SL_UNIT_METRE, .def = "0 0 0",
    .help = N_("Where the anchor stands") },
  { AT (pan), .label = N_("Pan"), .type = SL_TYPE_REAL, .unit = SL_UNIT_DEGREE, .def = "0",
    .help = N_("+ turns left") },
  { AT (scale), .label = N_("Scale"), .type = SL_TYPE_REAL, .min = 1e-6, .max = 1e6, .def = "1",
    .help = N_("1 for the size that the file gives") },
  { AT (anchor), .label = N_("Anchor"), .type = SL_TYPE_ENUM, .values = anchors, .def = "origin",
    .help = N_("Which point of it the position is of") },
  { AT (turn), .label = N_("Which way up"), .type = SL_TYPE_ENUM, .values = turns, .def = "none",
    .help = N_("For a file whose Y and Z are not what its format says") },
};

static const SlRecordType options_type = { "model", N_("Model"), sizeof (Options), fields, G_N_ELEMENTS (fields) };

static const SlImportFormat formats[] = {
  { ".glb", "model/gltf-binary" }, { ".gltf", "model/gltf+json" },      { ".obj", "model/obj" },
  { ".fbx", "model/x-fbx" },       { ".dae", "model/vnd.collada+xml" }, { ".3ds", "image/x-3ds" },
  { NULL },
};

char *
sl_import_need_stage (SlCommand *command, const SlImportInput *input)
{
  if (input->stage_id != NULL)
    return g_strdup (input->stage_id);
  if (sl_plan_count (input->plan, SL_KIND_STAGE) > 0)
    return g_strdup (sl_plan_at (input->plan, SL_KIND_STAGE, 0)->id);
  char *id = sl_plan_free_id (input->plan, "stage");
  sl_command_add (command, SL_KIND_STAGE, id);
  return id;
}

static double
tilt_of (const Options *options)
{
  return options->turn == TURN_STAND ? 90 : options->turn == TURN_LIE ? -90 : 0;
}

SlBox
sl_import_model_box (const SlMesh *mesh, gconstpointer data)
{
  const Options *options = data;
  const SlFrame pose = sl_frame_from_pose (sl_vec3 (0, 0, 0), options->pan, tilt_of (options), 0);
  const SlFrame frame = sl_frame_scaled (&pose, sl_vec3 (options->scale, options->scale, options->scale));
  const SlVec3 ends[] = { mesh->box.min, mesh->box.max };
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < 8; i++)
    sl_box_add (&box, sl_frame_point (&frame, sl_vec3 (ends[i & 1].x, ends[i >> 1 & 1].y, ends[i >> 2].z)));
  return box;
}

/* The position of its origin, which is what a prop has. */
static SlVec3
place_of (const SlImportInput *input, const Options *options)
{
  g_autoptr (SlMesh) mesh = input->assets != NULL ? sl_assets_mesh (input->assets, input->name) : NULL;

  if (options->anchor == ANCHOR_ORIGIN || mesh == NULL)
    return options->position;
  const SlBox box = sl_import_model_box (mesh, options);
  const SlVec3 base = sl_vec3 ((box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2, box.min.z);
  const SlVec3 place = sl_vec3_sub (options->position, base);
  return sl_vec3 (round (place.x * 1000) / 1000, round (place.y * 1000) / 1000, round (place.z * 1000) / 1000);
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

/* Those that are not a prop's own anyway. */
static void
set_pose (SlCommand *command, const SlImportInput *input, const char *id, const Options *options)
{
  const SlVec3 place = place_of (input, options);
  const struct { const char *path; double value, usual; } poses[] = {
    { "position.x", place.x, 0 }, { "position.y", place.y, 0 }, { "position.z", place.z, 0 },
    { "pan", options->pan, 0 }, { "tilt", tilt_of (options), 0 }, { "scale", options->scale, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (poses); i++)
    if (poses[i].value != poses[i].usual)
      {
        g_autofree char *text = sl_number_to_text (poses[i].value);
        sl_command_set (command, id, poses[i].path, text);
      }
}

/* A screen that media servers know as a mesh: its UV says where its pixels are, which here the cabinets say. */
static SlCommand *
make_wall (const SlImportInput *input, const Options *options, char **id, GError **error)
{
  g_autoptr (SlMesh) mesh = input->assets != NULL ? sl_assets_mesh (input->assets, input->name) : NULL;
  const SlFrame pose = sl_frame_from_pose (place_of (input, options), options->pan, tilt_of (options), 0);
  const SlFrame frame = sl_frame_scaled (&pose, sl_vec3 (options->scale, options->scale, options->scale));
  g_autofree char *title = options->name != NULL ? g_strdup (options->name)
                                                 : sl_import_free_title (input->plan, SL_KIND_WALL, input->name);
  SlWallScreens *screens = sl_wall_screens_new ();
  const SlWallScreenOptions wall = { .cabinet = options->cabinet };
  SlImportInput own = *input;
  SlCommand *command;

  if (mesh != NULL)
    sl_wall_screens_add_mesh (screens, title, &frame, mesh);
  own.content = screens;
  command = sl_wall_screens_make (&own, &wall, id, error);
  sl_wall_screens_free (screens);
  return command;
}

static SlCommand *
make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  const Options *options = data;
  g_autofree char *title = options->name != NULL ? g_strdup (options->name)
                                                 : sl_import_free_title (input->plan, SL_KIND_PROP, input->name);
  g_autofree char *label = g_strdup_printf (_("Import %s"), title), *stage = NULL;
  SlCommand *command;

  if (options->as == AS_WALL)
    return make_wall (input, options, id, error);
  command = sl_command_new (label);
  *id = options->id != NULL ? g_strdup (options->id) : sl_import_id (input->plan, input->name, "prop");
  stage = sl_import_need_stage (command, input);
  sl_command_add (command, SL_KIND_PROP, *id);
  sl_command_set (command, *id, "name", title);
  sl_command_set (command, *id, "stage", stage);
  sl_command_set (command, *id, "shape", "model");
  sl_command_set (command, *id, "model", input->name);
  set_pose (command, input, *id, options);
  set_size (command, input, *id);
  return command;
}

const SlImporter sl_import_model = {
  .id = "model", .label = N_("Models"), .formats = formats, .options = &options_type,
  .load = sl_assets_load_mesh, .make = make,
};
