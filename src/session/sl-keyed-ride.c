/* A camera on a rig is moved by what the rig does. */
#include "sl-keyed-private.h"

#include <math.h>
#include <string.h>

const SlRig *
sl_ride_of (const SlPlan *plan, const SlShot *shot, const char *id, const char *path)
{
  const gboolean of_position = g_str_has_prefix (path, "position") && (path[8] == '\0' || path[8] == '.');
  const gboolean of_shot = shot != NULL && g_str_equal (shot->entity.id, id);

  return of_position ? sl_scene_ridden (plan, shot, of_shot ? shot->camera : id) : NULL;
}

gboolean
sl_ride_holds (const SlRig *rig, const SlTrack *track)
{
  if (g_strcmp0 (track->target, rig->entity.id) != 0 || track->path == NULL)
    return FALSE;
  for (const char *const *name = sl_rig_holds ((SlRigForm) rig->form); *name != NULL; name++)
    if (g_str_has_prefix (track->path, *name) && strchr (".", track->path[strlen (*name)]) != NULL)
      return TRUE;
  return FALSE;
}

/* Of the shot, or of the stage as it is built. */
static SlSceneMaker *
maker_of (const SlPlan *plan, const SlWhen *when, const SlRig *rig)
{
  if (when != NULL && when->shot != NULL)
    return sl_scene_maker_new_shot (plan, NULL, when->shot, NULL);
  return sl_scene_maker_new_stage (plan, NULL, sl_entity_placed (&rig->entity)->stage, NULL, NULL);
}

/* The camera's place with its part at `path` as `text`; FALSE when it does not fit. */
static gboolean
wanted_place (const SlSceneMaker *maker, const char *camera, double frame, const char *path, const char *text,
              SlVec3 *wanted)
{
  g_autoptr (SlEntity) now = sl_scene_maker_entity (maker, camera, frame, NULL);
  g_autoptr (SlEntity) trial = now != NULL ? sl_entity_edit (now) : NULL;
  double numbers[3];

  if (trial == NULL || !sl_entity_set (trial, path, text, FALSE, NULL))
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      const char part[] = { 'p', 'o', 's', 'i', 't', 'i', 'o', 'n', '.', (char) ('x' + i), '\0' };
      g_autofree char *number = sl_entity_get (trial, part, NULL);

      if (number == NULL || !sl_number_parse (number, &numbers[i]))
        return FALSE;
    }
  *wanted = sl_vec3 (numbers[0], numbers[1], numbers[2]);
  return TRUE;
}

static char *
rounded (double number)
{
  return sl_number_to_text (round (number * 1e6) / 1e6);
}

/* Of a field by which a rig holds its camera, in file notation. */
static char *
hold_text (const SlRigHold *hold, const char *name)
{
  g_autofree char *x = rounded (hold->position.x), *y = rounded (hold->position.y), *z = rounded (hold->position.z);

  if (g_str_equal (name, "position"))
    return g_strdup_printf ("%s %s %s", x, y, z);
  return rounded (g_str_equal (name, "along") ? hold->along : g_str_equal (name, "height") ? hold->height
                  : g_str_equal (name, "swing") ? hold->swing : g_str_equal (name, "boom") ? hold->boom
                                                                                           : hold->extension);
}

void
sl_ride_set (SlCommand *command, const SlPlan *plan, const SlWhen *when, const SlRig *rig, const char *id,
             const char *path, const char *text, gboolean key)
{
  const SlShot *shot = when != NULL ? sl_plan_get (plan, SL_KIND_SHOT, when->shot) : NULL;
  const char *camera = shot != NULL && g_str_equal (shot->entity.id, id) ? shot->camera : id;
  const double frame = when != NULL ? (double) when->frame : 0;
  g_autoptr (SlSceneMaker) maker = maker_of (plan, when, rig);
  SlRigHold hold;
  SlVec3 wanted;

  if (maker == NULL || !wanted_place (maker, camera, frame, path, text, &wanted)
      || !sl_scene_maker_rig_for (maker, rig->entity.id, frame, wanted, &hold))
    {
      sl_command_set (command, id, path, text); /* says what is wrong with it */
      return;
    }
  for (const char *const *name = sl_rig_holds ((SlRigForm) rig->form); *name != NULL; name++)
    {
      g_autofree char *was = sl_keyed_text (maker, rig->entity.id, *name, frame, NULL);
      g_autofree char *is = hold_text (&hold, *name);

      if (key)
        sl_keyed_key (command, plan, when, rig->entity.id, *name, is);
      else if (g_strcmp0 (was, is) != 0)
        sl_keyed_set (command, plan, when, rig->entity.id, *name, is);
    }
}

SlVec3
sl_keyed_reached (const SlPlan *plan, const SlWhen *when, const SlSceneMaker *maker, const char *id, SlVec3 wanted)
{
  const SlShot *shot = when != NULL ? sl_plan_get (plan, SL_KIND_SHOT, when->shot) : NULL;
  const SlRig *rig = sl_ride_of (plan, shot, id, "position");
  g_autoptr (SlSceneMaker) own = rig != NULL && maker == NULL ? maker_of (plan, when, rig) : NULL;
  const SlSceneMaker *of = maker != NULL ? maker : own;
  SlRigHold hold;

  if (rig == NULL || of == NULL
      || !sl_scene_maker_rig_for (of, rig->entity.id, when != NULL ? (double) when->frame : 0, wanted, &hold))
    return wanted;
  return hold.head;
}
