#include "sl-keyed.h"

#include <string.h>

#include "sl-keyed-private.h"
#include "sl-operation-private.h"

static const char *const pose[] = { "position", "pan", "tilt", "roll" };

static const SlShot *
shot_of (const SlPlan *plan, const SlWhen *when)
{
  return when != NULL ? sl_plan_get (plan, SL_KIND_SHOT, when->shot) : NULL;
}

static gboolean
has_keys (const SlTrack *track)
{
  return sl_list_n (track->keys) > 0; /* one without moves nothing */
}

/* Its place in the shot's list, −1 for none. */
static int
find_track (const SlShot *shot, const char *id, const char *path)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      if (g_strcmp0 (track->target, id) == 0 && g_strcmp0 (track->path, path) == 0 && has_keys (track))
        return (int) i;
    }
  return -1;
}

static int
find_value (const SlSetup *setup, const char *id, const char *path)
{
  for (guint i = 0; setup != NULL && i < sl_list_n (setup->values); i++)
    {
      const SlOverride *value = sl_list_at (setup->values, SlOverride, i);

      if (g_strcmp0 (value->target, id) == 0 && g_strcmp0 (value->path, path) == 0)
        return (int) i;
    }
  return -1;
}

static const SlSetup *
setup_of (const SlPlan *plan, const SlShot *shot)
{
  return sl_plan_get (plan, SL_KIND_SETUP, shot->setup);
}

static gboolean
is_of (const char *path, const char *field)
{
  const gsize n = strlen (field);

  return path != NULL && strncmp (path, field, n) == 0 && (path[n] == '\0' || path[n] == '.');
}

/* Whether some track of the shot moves the field or a part of it. */
static gboolean
is_moved (const SlShot *shot, const char *id, const char *field)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      if (g_strcmp0 (track->target, id) == 0 && is_of (track->path, field) && has_keys (track))
        return TRUE;
    }
  return FALSE;
}

/* Whether the shot has this part of a pose itself: in its field, or by a track. */
static gboolean
has_own (const SlShot *shot, const char *field)
{
  g_autofree char *text = sl_entity_get (&shot->entity, field, NULL);

  return (text != NULL && *text != '\0') || is_moved (shot, shot->entity.id, field);
}

/* The part of a pose that the path is of; NULL for another field. */
static const char *
part_of_pose (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (pose); i++)
    if (is_of (path, pose[i]))
      return pose[i];
  return NULL;
}

/* The shot's own pose stands for its camera's, part by part, unless it has the camera itself move. */
static const char *
owner_of (const SlShot *shot, const char *id, const char *path)
{
  const char *part = part_of_pose (path);
  const gboolean of_camera = g_strcmp0 (shot->camera, id) == 0, of_shot = g_str_equal (shot->entity.id, id);

  if (part == NULL || shot->camera == NULL || (!of_camera && !of_shot))
    return id;
  if (is_moved (shot, shot->camera, part))
    return shot->camera;
  return of_shot || has_own (shot, part) ? shot->entity.id : shot->camera;
}

static const SlKey *
key_at (const SlTrack *track, gint64 frame, guint *at)
{
  for (*at = 0; *at < sl_list_n (track->keys); (*at)++)
    if (sl_list_at (track->keys, SlKey, *at)->frame == frame)
      return sl_list_at (track->keys, SlKey, *at);
  return NULL;
}

/* --- vectors and their parts --- */

static gboolean
is_vector (const SlPlan *plan, const char *id, const char *path)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  SlField field;

  return entity != NULL && sl_record_resolve (&sl_kind_info (entity->kind)->record, path, &field, NULL)
         && field.type == SL_TYPE_VECTOR;
}

/* "size" of "size.x"; NULL where the path is no part of a vector. Free with g_free(). */
static char *
whole_of (const SlPlan *plan, const char *id, const char *path)
{
  const gsize n = strlen (path);
  g_autofree char *whole = n > 2 && path[n - 2] == '.' ? g_strndup (path, n - 2) : NULL;

  return whole != NULL && is_vector (plan, id, whole) ? g_steal_pointer (&whole) : NULL;
}

/* Whether the parts of a vector move or differ one by one. */
static gboolean
stands_in_parts (const SlPlan *plan, const SlShot *shot, const char *id, const char *path)
{
  for (const char *axis = "xyz"; is_vector (plan, id, path) && *axis != '\0'; axis++)
    {
      g_autofree char *part = g_strdup_printf ("%s.%c", path, *axis);

      if (find_track (shot, id, part) >= 0 || find_value (setup_of (plan, shot), id, part) >= 0)
        return find_track (shot, id, path) < 0;
    }
  return FALSE;
}

/* --- where it goes --- */

/* Of the path itself, as it is written. */
static SlGoes
goes_exactly (const SlPlan *plan, const SlShot *shot, const SlWhen *when, const char *owner, const char *path)
{
  const int track = find_track (shot, owner, path);
  guint at;

  if (track >= 0)
    return key_at (sl_list_at (shot->tracks, SlTrack, track), when->frame, &at) != NULL ? SL_GOES_KEY : SL_GOES_NEW_KEY;
  if (when->auto_key)
    return SL_GOES_TRACK;
  return find_value (setup_of (plan, shot), owner, path) >= 0 ? SL_GOES_SETUP : SL_GOES_OWN;
}

/* What moves or differs in the shot tells, not what has its own value there. */
static gboolean
is_held (SlGoes goes)
{
  return goes == SL_GOES_KEY || goes == SL_GOES_NEW_KEY || goes == SL_GOES_SETUP;
}

SlGoes
sl_keyed_goes (const SlPlan *plan, const SlWhen *when, const char *id, const char *path, const char **owner)
{
  const SlShot *shot = shot_of (plan, when);
  const SlRig *rig = sl_ride_of (plan, shot, id, path);
  SlGoes goes;

  if (rig != NULL)
    return sl_keyed_goes (plan, when, rig->entity.id, sl_rig_holds ((SlRigForm) rig->form)[0], owner);
  *owner = id;
  if (shot == NULL)
    return SL_GOES_OWN;
  *owner = owner_of (shot, id, path);
  goes = goes_exactly (plan, shot, when, *owner, path);
  g_autofree char *whole = whole_of (plan, *owner, path);
  if (whole != NULL && !is_held (goes))
    return goes_exactly (plan, shot, when, *owner, whole);
  for (const char *axis = "xyz"; stands_in_parts (plan, shot, *owner, path) && *axis != '\0'; axis++)
    {
      g_autofree char *part = g_strdup_printf ("%s.%c", path, *axis);
      const SlGoes of_part = goes_exactly (plan, shot, when, *owner, part);

      if (is_held (of_part) && (!is_held (goes) || of_part == SL_GOES_NEW_KEY))
        goes = of_part;
    }
  return goes;
}

/* --- values at an instant --- */

char *
sl_keyed_text (const SlSceneMaker *maker, const char *id, const char *path, double frame, GError **error)
{
  g_autoptr (SlEntity) now = sl_scene_maker_entity (maker, id, frame, error);
  g_autoptr (SlEntity) camera = NULL;
  const SlShot *shot = sl_scene_maker_shot (maker);
  const gboolean of_camera = now != NULL && shot != NULL && g_str_equal (shot->entity.id, id)
                             && part_of_pose (path) != NULL && shot->camera != NULL;

  if (now == NULL)
    return NULL;
  if (of_camera && (camera = sl_scene_maker_entity (maker, shot->camera, frame, NULL)) != NULL)
    return sl_entity_get (camera, path, error);
  return sl_entity_get (now, path, error);
}

/* The whole vector at that frame with its part at `path` as `text`; NULL when it does not fit. */
static char *
whole_with_part (const SlPlan *plan, const SlWhen *when, const char *owner, const char *whole, const char *path,
                 const char *text)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (plan, NULL, when->shot, NULL);
  const SlEntity *entity = sl_plan_find (plan, owner);
  g_autofree char *now = maker != NULL ? sl_keyed_text (maker, owner, whole, (double) when->frame, NULL)
                                       : sl_entity_get (entity, whole, NULL);
  g_autoptr (SlEntity) trial = sl_entity_edit (entity);

  return now != NULL && sl_entity_set (trial, whole, now, FALSE, NULL) && sl_entity_set (trial, path, text, FALSE, NULL)
         ? sl_entity_get (trial, whole, NULL) : NULL;
}

/* --- writing it --- */

static void
set_at (SlCommand *command, const char *id, const char *list, guint at, const char *name, const char *text)
{
  g_autofree char *path = g_strdup_printf ("%s[#%u].%s", list, at, name);

  sl_command_set (command, id, path, text);
}

/* How many tracks the command has added to the shot until now. */
static guint
added_tracks (const SlCommand *command, const char *shot_id)
{
  guint n = 0;

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);

      n += edit->type == SL_EDIT_SET && g_str_equal (edit->id, shot_id) && g_str_equal (edit->what, "tracks[+]");
    }
  return n;
}

/* `added` tracks come before it that the shot has not got yet. */
static void
add_track (SlCommand *command, const SlShot *shot, guint added, const SlWhen *when, const char *id, const char *path,
           const char *text)
{
  const guint at = sl_list_n (shot->tracks) + added;
  g_autofree char *keys = g_strdup_printf ("tracks[#%u].keys", at), *first = g_strdup_printf ("%s[+].frame", keys);
  g_autofree char *frame = g_strdup_printf ("%" G_GINT64_FORMAT, when->frame);

  sl_command_set (command, shot->entity.id, "tracks[+]", "");
  set_at (command, shot->entity.id, "tracks", at, "target", id);
  set_at (command, shot->entity.id, "tracks", at, "path", path);
  sl_command_set (command, shot->entity.id, first, frame);
  set_at (command, shot->entity.id, keys, 0, "value", text);
}

static void
set_key (SlCommand *command, const SlShot *shot, const SlWhen *when, int index, const char *text)
{
  const SlTrack *track = sl_list_at (shot->tracks, SlTrack, index);
  g_autofree char *keys = g_strdup_printf ("tracks[#%d].keys", index), *more = g_strconcat (keys, "[+]", NULL);
  guint at;

  if (key_at (track, when->frame, &at) != NULL)
    set_at (command, shot->entity.id, keys, at, "value", text);
  else
    {
      sl_command_set (command, shot->entity.id, more, "");
      sl_key_insert (command, &shot->entity, keys, track->keys, when->frame, text);
    }
}

/* A part goes into the whole where that is what moves, differs or gets a track, unless a track of the part is wanted;
 * a shot without a pose of its own has none of which one part could be set. */
static gboolean
goes_into_whole (const SlPlan *plan, const SlShot *shot, const SlWhen *when, const char *owner, const char *path,
                 const char *whole, gboolean wants_part)
{
  const SlGoes part = goes_exactly (plan, shot, when, owner, path), all = goes_exactly (plan, shot, when, owner, whole);

  if (wants_part)
    return all == SL_GOES_KEY || all == SL_GOES_NEW_KEY;
  if (is_held (part) || stands_in_parts (plan, shot, owner, whole))
    return FALSE;
  return all != SL_GOES_OWN || (g_str_equal (owner, shot->entity.id) && !has_own (shot, whole));
}

/* As `plan` is, of which the command has added so many tracks already. */
static void
set_exactly (SlCommand *command, const SlPlan *plan, guint added, const SlWhen *when, const char *owner,
             const char *path, const char *text)
{
  const SlShot *shot = shot_of (plan, when);
  const SlSetup *setup = setup_of (plan, shot);

  switch (goes_exactly (plan, shot, when, owner, path))
    {
    case SL_GOES_KEY: case SL_GOES_NEW_KEY:
      set_key (command, shot, when, find_track (shot, owner, path), text);
      break;
    case SL_GOES_TRACK:
      add_track (command, shot, added, when, owner, path, text);
      break;
    case SL_GOES_SETUP:
      set_at (command, shot->setup, "values", (guint) find_value (setup, owner, path), "value", text);
      break;
    case SL_GOES_OWN:
      sl_command_set (command, owner, path, text);
      break;
    }
}

/* The command's own edits count: the next part goes into the same key. */
static void
set_part (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *owner, const char *whole,
          const char *path, const char *text)
{
  g_autoptr (SlPlan) after = sl_command_count (command) > 0 ? sl_plan_apply (plan, command, NULL) : NULL;
  const SlPlan *trial = after != NULL ? after : plan;
  g_autofree char *all = whole_with_part (trial, when, owner, whole, path, text);

  if (all != NULL)
    set_exactly (command, trial, 0, when, owner, whole, all);
  else
    sl_command_set (command, owner, path, text); /* says what is wrong with it */
}

/* Each part by itself. */
static void
set_parts (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *owner, const char *path,
           const char *text)
{
  g_autoptr (SlEntity) trial = sl_entity_edit (sl_plan_find (plan, owner));

  if (!sl_entity_set (trial, path, text, FALSE, NULL))
    sl_command_set (command, owner, path, text); /* says what is wrong with it */
  else
    for (const char *axis = "xyz"; *axis != '\0'; axis++)
      {
        g_autofree char *part = g_strdup_printf ("%s.%c", path, *axis), *number = sl_entity_get (trial, part, NULL);

        set_exactly (command, plan, added_tracks (command, when->shot), when, owner, part, number);
      }
}

static void
set_value (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *owner, const char *path,
           const char *text, gboolean wants_part)
{
  const SlShot *shot = shot_of (plan, when);
  g_autofree char *whole = shot != NULL ? whole_of (plan, owner, path) : NULL;

  if (shot == NULL)
    sl_command_set (command, owner, path, text);
  else if (whole != NULL && goes_into_whole (plan, shot, when, owner, path, whole, wants_part))
    set_part (command, plan, when, owner, whole, path, text);
  else if (stands_in_parts (plan, shot, owner, path))
    set_parts (command, plan, when, owner, path, text);
  else
    set_exactly (command, plan, added_tracks (command, shot->entity.id), when, owner, path, text);
}

SlGoes
sl_keyed_set (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *id, const char *path,
              const char *text)
{
  const SlRig *rig = sl_ride_of (plan, shot_of (plan, when), id, path);
  const char *owner;
  const SlGoes goes = sl_keyed_goes (plan, when, id, path, &owner);

  if (rig != NULL)
    sl_ride_set (command, plan, when, rig, id, path, text, FALSE);
  else
    set_value (command, plan, when, owner, path, text, FALSE);
  return goes;
}

void
sl_keyed_key (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *id, const char *path,
              const char *text)
{
  const SlWhen always = { when->shot, when->frame, TRUE };
  const SlRig *rig = sl_ride_of (plan, shot_of (plan, when), id, path);
  const char *owner;

  if (rig != NULL)
    {
      sl_ride_set (command, plan, when, rig, id, path, text, TRUE);
      return;
    }
  sl_keyed_goes (plan, &always, id, path, &owner);
  set_value (command, plan, &always, owner, path, text, TRUE);
}

/* --- keys --- */

/* Whether a track moves the field at `path` of `id`, a part of it, or what it is a part of. */
static gboolean
moves (const SlPlan *plan, const SlShot *shot, const SlTrack *track, const char *id, const char *path)
{
  const char *owner = owner_of (shot, id, path);
  const SlRig *rig = sl_ride_of (plan, shot, id, path);

  if (rig != NULL)
    return has_keys (track) && sl_ride_holds (rig, track);
  if (g_strcmp0 (track->target, owner) != 0 || !has_keys (track))
    return FALSE;
  g_autofree char *whole = whole_of (plan, owner, path);
  return is_of (track->path, path) || (whole != NULL && g_strcmp0 (track->path, whole) == 0);
}

SlKeys
sl_keyed_keys (const SlPlan *plan, const SlWhen *when, const char *id, const char *path)
{
  const SlShot *shot = shot_of (plan, when);
  SlKeys keys = SL_KEYS_NONE;
  guint at;

  for (guint i = 0; shot != NULL && i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      if (!moves (plan, shot, track, id, path))
        continue;
      if (key_at (track, when->frame, &at) != NULL)
        return SL_KEYS_HERE;
      keys = SL_KEYS_ELSEWHERE;
    }
  return keys;
}

static gboolean
is_meant (const SlPlan *plan, const SlShot *shot, const SlTrack *track, const char *const *ids, guint n,
          const char *const *paths)
{
  for (guint i = 0; i < n; i++)
    for (const char *const *path = paths; *path != NULL; path++)
      if (**path != '\0' && moves (plan, shot, track, ids[i], *path))
        return TRUE;
  return FALSE;
}

guint
sl_keyed_remove (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *const *ids, guint n,
                 const char *const *paths)
{
  const SlShot *shot = shot_of (plan, when);
  guint taken = 0, at;

  for (guint i = shot != NULL ? sl_list_n (shot->tracks) : 0; i-- > 0;) /* from the last: places before stay */
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      if (key_at (track, when->frame, &at) == NULL || !is_meant (plan, shot, track, ids, n, paths))
        continue;
      g_autofree char *path = sl_list_n (track->keys) > 1 ? g_strdup_printf ("tracks[#%u].keys[#%u]", i, at)
                                                          : g_strdup_printf ("tracks[#%u]", i);
      sl_command_set (command, shot->entity.id, path, "");
      taken++;
    }
  return taken;
}
