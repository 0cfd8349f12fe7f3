/* Cameras of another program's scene, in glTF: each with a shot as it sees. */
#include <math.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-gltf-cameras.h"
#include "sl-i18n.h"
#include "sl-importer.h"
#include "sl-scene.h"

typedef struct {
  SlRecord    record;
  const char *stage, *setup, *body;
  gboolean    shots;
} Options;

#define AT(member) .name = #member, .offset = offsetof (Options, member)

static const SlField fields[] = {
  { AT (stage), .label = N_("Stage"), .type = SL_TYPE_REF, .refs = "stage",
    .help = N_("Whose origin is the file's; unset: the one that is shown") },
  { AT (body), .label = N_("Body"), .type = SL_TYPE_REF, .refs = "body",
    .help = N_("Of the cameras; the focal length follows from its sensor") },
  { AT (shots), .label = N_("With shots"), .type = SL_TYPE_BOOL, .def = "true",
    .help = N_("One a camera, as it sees") },
  { AT (setup), .label = N_("Setup"), .type = SL_TYPE_REF, .refs = "setup",
    .help = N_("Of the shots; unset: the stage's first") },
};
static const SlRecordType options_type = { "cameras", N_("Cameras"), sizeof (Options), fields, G_N_ELEMENTS (fields) };

static const SlImportFormat formats[] = {
  { ".glb", "model/gltf-binary" }, { ".gltf", "model/gltf+json" }, { NULL },
};

typedef struct {
  GArray *cameras; /* SlGltfCamera */
  SlGltfOthers others;
} Content;

static void
content_free (gpointer data)
{
  Content *content = data;

  g_array_unref (content->cameras);
  g_free (content);
}

static gpointer
read_cameras (const char *path, const SlWatch *watch, GError **error)
{
  SlGltfOthers others;
  GArray *cameras = sl_gltf_cameras_read (path, &others, error);
  Content *content;

  if (cameras == NULL)
    return NULL;
  content = g_new (Content, 1);
  *content = (Content) { cameras, others };
  return content;
}

static gboolean
finds_cameras (const char *path)
{
  SlGltfOthers others;
  g_autoptr (GArray) cameras = sl_gltf_cameras_read (path, &others, NULL);

  return cameras != NULL && cameras->len > 0;
}

/* --- what it adds --- */

static const char *
first_setup (const SlPlan *plan, const char *stage)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SETUP); i++)
    {
      const SlSetup *setup = (const SlSetup *) sl_plan_at (plan, SL_KIND_SETUP, i);

      if (g_strcmp0 (setup->stage, stage) == 0)
        return setup->entity.id;
    }
  return NULL;
}

static void
set_number (SlCommand *command, const char *id, const char *path, double value)
{
  g_autofree char *text = sl_number_to_text (value);

  sl_command_set (command, id, path, text);
}

/* The focal length that sees the angle on as much of the sensor as the picture has; NAN without a sensor. */
static double
focal_of (const SlMode *mode, const SlGltfCamera *camera)
{
  double height;

  if (mode == NULL || !(mode->sensor_w_mm > 0) || !(mode->sensor_h_mm > 0))
    return NAN;
  height = isnan (camera->aspect) ? mode->sensor_h_mm : fmin (mode->sensor_h_mm, mode->sensor_w_mm / camera->aspect);
  return height / (2 * tan (camera->yfov / 2));
}

static void
add_camera (SlCommand *command, const char *id, const char *stage, const char *body, const SlGltfCamera *camera)
{
  g_autofree char *x = sl_number_to_text (camera->frame.o.x), *y = sl_number_to_text (camera->frame.o.y);
  g_autofree char *z = sl_number_to_text (camera->frame.o.z), *at = g_strdup_printf ("%s %s %s", x, y, z);
  double pan, tilt, roll;

  sl_frame_to_pose (&camera->frame, &pan, &tilt, &roll);
  sl_command_add (command, SL_KIND_CAMERA, id);
  if (camera->name != NULL)
    sl_command_set (command, id, "name", camera->name);
  sl_command_set (command, id, "stage", stage);
  sl_command_set (command, id, "position", at);
  set_number (command, id, "pan", pan);
  set_number (command, id, "tilt", tilt);
  set_number (command, id, "roll", roll);
  if (body != NULL)
    sl_command_set (command, id, "body", body);
}

static void
add_shot (SlCommand *command, const char *id, const char *camera_id, const char *setup, const SlGltfCamera *camera,
          double focal_mm)
{
  sl_command_add (command, SL_KIND_SHOT, id);
  sl_command_set (command, id, "camera", camera_id);
  sl_command_set (command, id, "setup", setup);
  if (!isnan (focal_mm))
    set_number (command, id, "focal_mm", focal_mm);
  if (!isnan (camera->aspect))
    set_number (command, id, "ratio", camera->aspect);
}

/* Free in the plan and in the command alike. */
static char *
free_id (GHashTable *taken, const SlPlan *plan, const char *name, const char *otherwise)
{
  g_autofree char *stem = sl_import_id_stem (name != NULL ? name : "", otherwise);
  char *id = g_strdup (stem);

  for (guint n = 2; sl_plan_find (plan, id) != NULL || g_hash_table_contains (taken, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, n);
    }
  g_hash_table_add (taken, g_strdup (id));
  return id;
}

/* The mode that a camera of that body has by itself; NULL for none. */
static const SlMode *
mode_of (const SlPlan *plan, const char *body)
{
  const SlCamera camera = { .body = (char *) body };

  return body != NULL ? sl_camera_mode (plan, &camera, NULL) : NULL;
}

static void
tell_left_out (const SlImportInput *input, const Content *content)
{
  const SlGltfOthers *others = &content->others;
  guint moves = 0;

  for (guint i = 0; i < content->cameras->len; i++)
    moves += g_array_index (content->cameras, SlGltfCamera, i).moves;
  if (moves > 0)
    sl_findings_add (input->findings, SL_SEVERITY_WARNING, NULL, NULL,
                     _("Import the move as a take (OpenTrackIO), or key it in the shot"),
                     ngettext ("%u camera moves in the file; it came as it stands at first, without its move",
                               "%u cameras move in the file; they came as they stand at first, without their moves",
                               moves), moves);
  if (others->cameras > 0)
    sl_findings_add (input->findings, SL_SEVERITY_WARNING, NULL, NULL, _("Give them a perspective and a place"),
                     ngettext ("%u camera was left out", "%u cameras were left out", others->cameras),
                     others->cameras);
  if (others->meshes > 0)
    sl_findings_add (input->findings, SL_SEVERITY_NOTE, NULL, NULL, _("Import the file as a model too"),
                     ngettext ("%u mesh was left out: only cameras came in",
                               "%u meshes were left out: only cameras came in", others->meshes), others->meshes);
  if (others->lights > 0)
    sl_findings_add (input->findings, SL_SEVERITY_NOTE, NULL, NULL, _("Add them as lights"),
                     ngettext ("%u light was left out: only cameras came in",
                               "%u lights were left out: only cameras came in", others->lights), others->lights);
}

static SlCommand *
make (const SlImportInput *input, gconstpointer data, char **id, GError **error)
{
  const Options *options = data;
  const Content *content = input->content;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const SlMode *mode = mode_of (input->plan, options->body);
  g_autofree char *stage = NULL;
  g_autoptr (SlCommand) command = NULL;
  SlImportInput own = *input;
  const char *setup;

  if (content->cameras->len == 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s has no camera with a perspective; export the scene with its cameras"),
                    input->name);
      return NULL;
    }
  command = sl_command_new (_("Import cameras"));
  own.stage_id = options->stage != NULL ? options->stage : input->stage_id;
  stage = sl_import_need_stage (command, &own);
  setup = options->setup != NULL ? options->setup : first_setup (input->plan, stage);
  for (guint i = 0; i < content->cameras->len; i++)
    {
      const SlGltfCamera *camera = &g_array_index (content->cameras, SlGltfCamera, i);
      g_autofree char *camera_id = free_id (taken, input->plan, camera->name, "camera");

      add_camera (command, camera_id, stage, options->body, camera);
      if (options->shots && setup != NULL)
        {
          g_autofree char *shot_id = free_id (taken, input->plan, NULL, "shot");
          add_shot (command, shot_id, camera_id, setup, camera, focal_of (mode, camera));
        }
      if (i == 0)
        *id = g_strdup (camera_id);
    }
  if (options->shots && setup == NULL)
    sl_findings_add (input->findings, SL_SEVERITY_NOTE, NULL, NULL, _("Add a setup, then a shot with each camera"),
                     _("the stage has no setup: the cameras came without shots"));
  else if (options->shots && mode == NULL)
    sl_findings_add (input->findings, SL_SEVERITY_NOTE, NULL, NULL, _("Import them with a body"),
                     _("the focal lengths are not those of the file: an angle of view needs a sensor"));
  tell_left_out (input, content);
  return g_steal_pointer (&command);
}

const SlImporter sl_import_cameras = {
  .id = "cameras", .label = N_("Cameras of a glTF scene"), .formats = formats, .options = &options_type,
  .read = read_cameras, .finds = finds_cameras, .free_content = content_free, .make = make,
};
