#include "sl-steer.h"

#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operations.h"

#define REACH     10.   /* m, of what is focused farther away */
#define LEAST     .2    /* m, that one does not come nearer by dollying in one step's measure */
#define SPACE_LEAST 1. /* m/s of a 3D mouse, however near it is to what it looks at */
#define SPACE_DEG 45.  /* a second */
#define MOST_TILT 89.5  /* deg: beyond it left and right would change sides */

struct SlSteer {
  SlEditor *editor;
  char     *camera;   /* id */
  gboolean  level, over, laid;
  SlVec3    position; /* m */
  double    pan, tilt, roll; /* deg */
  SlVec3    was;
  double    was_angles[3];
  double    reach;    /* m */
};

static void
other_plan (SlSteer *s)
{
  s->over = TRUE;
}

/* The shot's camera as it is now; NULL with an error. */
static const char *
camera_of (SlEditor *editor, SlSceneCamera *camera, GError **error)
{
  const SlSceneMaker *maker = sl_editor_maker (editor);
  const SlShot *shot = sl_editor_shot (editor);

  if (shot == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("there is no shot yet; add one"));
  else if (shot->camera == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("shot %s has no camera; choose one"),
                  shot->number != NULL ? shot->number : shot->entity.id);
  else if (maker == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("the shot cannot be shown, so nothing can be moved in it"));
  else if (sl_scene_maker_camera (maker, sl_editor_frame (editor), camera, error))
    return camera->id;
  return NULL;
}

SlSteer *
sl_steer_begin (SlEditor *editor, gboolean level, GError **error)
{
  static const char *const changes[] = { "plan-changed", "time-changed", "assets-changed" };
  SlSceneCamera camera;
  SlScenePose pose; /* without the sway, which goes on while it is steered */
  const char *id = camera_of (editor, &camera, error);
  SlSteer *s;

  if (id == NULL || !sl_scene_maker_pose (sl_editor_maker (editor), id, sl_editor_frame (editor), &pose))
    return NULL;
  if (sl_editor_is_locked (editor, id))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s is locked; open its lock in the list first"), camera.title);
      return NULL;
    }
  s = g_new0 (SlSteer, 1);
  *s = (SlSteer) { .editor = g_object_ref (editor), .camera = g_strdup (id), .level = level,
                   .position = pose.position, .pan = pose.pan, .tilt = pose.tilt, .roll = pose.roll,
                   .was = pose.position, .was_angles = { pose.pan, pose.tilt, pose.roll },
                   .reach = fmin (REACH, camera.focus_m) };
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_swapped (editor, changes[i], G_CALLBACK (other_plan), s);
  return s;
}

void
sl_steer_free (SlSteer *s)
{
  if (s == NULL)
    return;
  g_signal_handlers_disconnect_by_data (s->editor, s);
  if (s->laid && !s->over)
    sl_editor_set_overlay (s->editor, NULL, 0, NULL);
  g_object_unref (s->editor);
  g_free (s->camera);
  g_free (s);
}

double
sl_steer_reach (const SlSteer *s)
{
  return s->reach;
}

/* --- moving --- */

static void
lay_over (SlSteer *s)
{
  const SlWhen when = sl_editor_when (s->editor);
  const SlVec3 at = sl_keyed_reached (sl_editor_plan (s->editor), &when, NULL, s->camera, s->position);
  const SlOverlay numbers[] = {
    { s->camera, "position.x", at.x },          { s->camera, "position.y", at.y },
    { s->camera, "position.z", at.z },          { s->camera, "pan", s->pan },
    { s->camera, "tilt", s->tilt },             { s->camera, "roll", s->roll },
  };

  if (s->over)
    return;
  s->laid = TRUE;
  sl_editor_set_overlay (s->editor, numbers, G_N_ELEMENTS (numbers), NULL);
}

static SlFrame
frame_of (const SlSteer *s)
{
  return sl_frame_from_pose (s->position, s->pan, s->tilt, s->level ? 0 : s->roll);
}

static void
turn (SlSteer *s, double pan, double tilt)
{
  s->pan += pan;
  s->tilt = CLAMP (s->tilt + tilt, -MOST_TILT, MOST_TILT);
  if (s->level)
    s->roll = 0;
}

void
sl_steer_look (SlSteer *s, double pan, double tilt)
{
  turn (s, pan, tilt);
  lay_over (s);
}

void
sl_steer_orbit (SlSteer *s, double pan, double tilt)
{
  const SlFrame before = frame_of (s);
  const SlVec3 about = sl_vec3_mad (s->position, before.y, s->reach);

  turn (s, pan, tilt);
  s->position = sl_vec3_mad (about, frame_of (s).y, -s->reach);
  lay_over (s);
}

void
sl_steer_truck (SlSteer *s, double right, double up)
{
  const SlFrame frame = frame_of (s);
  const SlVec3 upward = s->level ? sl_vec3 (0, 0, 1) : frame.z;

  s->position = sl_vec3_mad (sl_vec3_mad (s->position, frame.x, right), upward, up);
  lay_over (s);
}

void
sl_steer_dolly (SlSteer *s, double forward)
{
  const SlFrame frame = frame_of (s);
  const SlVec3 ahead = s->level ? sl_vec3_normalize (sl_vec3 (frame.y.x, frame.y.y, 0)) : frame.y;

  s->position = sl_vec3_mad (s->position, ahead, forward);
  s->reach = fmax (LEAST, s->reach - forward); /* what it came nearer to stays where it is */
  lay_over (s);
}

void
sl_steer_roll (SlSteer *s, double roll)
{
  if (s->level)
    return;
  s->roll = remainder (s->roll + roll, 360);
  lay_over (s);
}

void
sl_steer_space (SlSteer *s, const SlSpaceMotion *motion)
{
  const SlFrame frame = frame_of (s);
  const double speed = fmax (SPACE_LEAST, s->reach / 2);
  const SlVec3 ahead = s->level ? sl_vec3_normalize (sl_vec3 (frame.y.x, frame.y.y, 0)) : frame.y;
  const SlVec3 upward = s->level ? sl_vec3 (0, 0, 1) : frame.z;

  s->position = sl_vec3_mad (s->position, frame.x, motion->right * speed);
  s->position = sl_vec3_mad (s->position, upward, motion->up * speed);
  s->position = sl_vec3_mad (s->position, ahead, motion->forward * speed);
  s->reach = fmax (LEAST, s->reach - motion->forward * speed);
  if (!s->level)
    s->roll = remainder (s->roll + motion->roll * SPACE_DEG, 360);
  turn (s, motion->pan * SPACE_DEG, motion->tilt * SPACE_DEG);
  lay_over (s);
}

/* --- doing it --- */

/* Texts by name, NULL at the end; an option whose text is NULL is left out. */
static gboolean
operate (SlEditor *editor, const char *operation_id, const char *id, const char *const *options, GError **error)
{
  const SlOperation *operation = sl_operation_find (operation_id);
  SlDocument *document = sl_editor_document (editor);
  const SlOperationInput input = { sl_editor_plan (editor), sl_document_catalogue (document),
                                   sl_document_assets (document), &id, 1, sl_editor_when (editor),
                                   sl_editor_maker (editor), FALSE };
  gpointer record = sl_operation_options_new (operation);
  g_autoptr (SlCommand) command = NULL;
  gboolean fits = TRUE;

  for (; fits && *options != NULL; options += 2)
    fits = options[1] == NULL || sl_record_set (operation->options, record, options[0], options[1], FALSE, error);
  command = fits ? sl_operation_run (operation, &input, record, NULL, error) : NULL;
  sl_operation_options_free (operation, record);
  return command != NULL && (sl_command_count (command) == 0 || sl_editor_apply (editor, command));
}

static char *
vector_text (SlVec3 v)
{
  g_autofree char *x = sl_number_to_text (round (v.x * 1e3) / 1e3), *y = sl_number_to_text (round (v.y * 1e3) / 1e3);
  g_autofree char *z = sl_number_to_text (round (v.z * 1e3) / 1e3);

  return g_strdup_printf ("%s %s %s", x, y, z);
}

/* NULL for an angle that did not change. */
static char *
angle_text (double is, double was)
{
  return is != was ? sl_number_to_text (round (is * 1e3) / 1e3) : NULL;
}

gboolean
sl_steer_finish (SlSteer *s, GError **error)
{
  const gboolean moved = sl_vec3_length (sl_vec3_sub (s->position, s->was)) > 1e-6;
  g_autofree char *position = moved ? vector_text (s->position) : NULL;
  g_autofree char *pan = angle_text (s->pan, s->was_angles[0]), *tilt = angle_text (s->tilt, s->was_angles[1]);
  g_autofree char *roll = angle_text (s->roll, s->was_angles[2]);

  if (s->over)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("the plan changed meanwhile, so nothing was moved; try again"));
      return FALSE;
    }
  s->over = TRUE; /* what follows is its own change */
  if (s->laid)
    sl_editor_set_overlay (s->editor, NULL, 0, NULL);
  return operate (s->editor, "pose", s->camera,
                  (const char *const[]) { "position", position, "pan", pan, "tilt", tilt, "roll", roll, NULL }, error);
}

/* --- without a hand --- */

static const char *
free_camera (SlEditor *editor)
{
  SlSceneCamera camera;
  g_autoptr (GError) error = NULL;
  const char *id = camera_of (editor, &camera, &error);

  if (id == NULL)
    sl_editor_message (editor, error->message);
  return id != NULL && !sl_editor_refuse_locked (editor, id) ? id : NULL;
}

static gboolean
operate_or_say (SlEditor *editor, const char *operation, const char *id, const char *const *options)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = operate (editor, operation, id, options, &error);

  if (error != NULL)
    sl_editor_message (editor, error->message);
  return done;
}

gboolean
sl_camera_pose (SlEditor *editor, SlVec3 position, double pan, double tilt)
{
  const char *id = free_camera (editor);
  g_autofree char *at = vector_text (position), *left = sl_number_to_text (round (pan * 1e3) / 1e3);
  g_autofree char *up = sl_number_to_text (round (tilt * 1e3) / 1e3);

  return id != NULL && operate_or_say (editor, "pose", id,
                                       (const char *const[]) { "position", at, "pan", left, "tilt", up, "roll", "0",
                                                               NULL });
}

/* What was picked last beside the camera; NULL, with a message, when nothing was. */
static const char *
what_to_look_at (SlEditor *editor, const char *camera)
{
  const GPtrArray *ids = sl_editor_selection (editor);
  const char *target = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      const SlEntity *entity = sl_plan_find (sl_editor_plan (editor), ids->pdata[i]);

      if (entity != NULL && sl_entity_placed (entity) != NULL && !g_str_equal (entity->id, camera))
        target = entity->id;
    }
  if (target == NULL)
    sl_editor_message (editor, _("Select what the camera is to look at first"));
  return target;
}

gboolean
sl_camera_aim (SlEditor *editor)
{
  const char *id = free_camera (editor), *target = id != NULL ? what_to_look_at (editor, id) : NULL;

  return target != NULL
         && operate_or_say (editor, "aim", id, (const char *const[]) { "target", target, "focus", "true", NULL });
}

gboolean
sl_camera_follow (SlEditor *editor)
{
  const char *id = free_camera (editor), *target = id != NULL ? what_to_look_at (editor, id) : NULL;

  return target != NULL && operate_or_say (editor, "follow", id, (const char *const[]) { "target", target, NULL });
}

static gboolean
is_struck (const SlSetup *setup, const char *id)
{
  for (guint i = 0; i < sl_list_n (setup->absent); i++)
    if (g_strcmp0 (*sl_list_at (setup->absent, char *, i), id) == 0)
      return TRUE;
  return FALSE;
}

/* One that stands on the shot's stage in its setup; else "" for a new one. */
static const char *
camera_for (SlEditor *editor, const SlShot *shot)
{
  const SlPlan *plan = sl_editor_plan (editor);
  const SlSetup *setup = sl_plan_get (plan, SL_KIND_SETUP, shot->setup);

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_CAMERA); i++)
    {
      const SlEntity *camera = sl_plan_at (plan, SL_KIND_CAMERA, i);

      if (setup != NULL && g_strcmp0 (sl_entity_placed (camera)->stage, setup->stage) == 0
          && g_strcmp0 (camera->id, shot->camera) != 0 && !is_struck (setup, camera->id))
        return camera->id;
    }
  return "";
}

char *
sl_camera_lacks (SlEditor *editor, const char **offer)
{
  const SlPlan *plan = sl_editor_plan (editor);
  const SlShot *shot = sl_editor_shot (editor);
  SlSceneCamera camera;
  g_autoptr (GError) error = NULL;

  *offer = NULL;
  if (camera_of (editor, &camera, &error) != NULL)
    return NULL;
  if (shot == NULL)
    *offer = "";
  else if (shot->camera == NULL || sl_plan_get (plan, SL_KIND_CAMERA, shot->camera) == NULL)
    *offer = camera_for (editor, shot);
  return g_strdup (error->message);
}

/* A shot with all that it needs, or a camera for the shot that is there. */
static SlCommand *
new_camera (SlEditor *editor, const SlShot *shot, char **new_id)
{
  const SlPlan *plan = sl_editor_plan (editor);
  SlDocument *document = sl_editor_document (editor);
  const SlSetup *setup = shot != NULL ? sl_plan_get (plan, SL_KIND_SETUP, shot->setup) : NULL;
  SlCommand *command = sl_operation_add_at (plan, sl_document_catalogue (document), sl_document_assets (document),
                                            shot != NULL ? SL_KIND_CAMERA : SL_KIND_SHOT,
                                            setup != NULL ? setup->stage : NULL, NULL, NULL, new_id);

  if (shot != NULL)
    sl_command_set (command, shot->entity.id, "camera", *new_id);
  return command;
}

void
sl_camera_give (SlEditor *editor)
{
  const SlShot *shot = sl_editor_shot (editor);
  const char *offer;
  g_autofree char *lacks = sl_camera_lacks (editor, &offer), *new_id = NULL;
  g_autoptr (SlCommand) command = NULL;

  if (lacks == NULL || offer == NULL)
    return;
  if (*offer != '\0')
    {
      g_autofree char *label = g_strdup_printf (_("Take %s with %s"), sl_entity_title (&shot->entity),
                                                sl_entity_title (sl_plan_find (sl_editor_plan (editor), offer)));

      command = sl_command_new (label);
      sl_command_set (command, shot->entity.id, "camera", offer);
    }
  else
    command = new_camera (editor, shot, &new_id);
  if (sl_editor_apply (editor, command) && new_id != NULL)
    sl_editor_select (editor, new_id);
}
