#include "sl-keyed.h"

#include <string.h>

#include "sl-operation-private.h"

static const SlShot *
shot_of (const SlPlan *plan, const SlWhen *when)
{
  return when != NULL ? sl_plan_get (plan, SL_KIND_SHOT, when->shot) : NULL;
}

/* Its place in the shot's list, −1 for none. A track without keys moves nothing. */
static int
find_track (const SlShot *shot, const char *id, const char *path)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      if (g_strcmp0 (track->target, id) == 0 && g_strcmp0 (track->path, path) == 0 && sl_list_n (track->keys) > 0)
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

      if (g_strcmp0 (track->target, id) == 0 && is_of (track->path, field) && sl_list_n (track->keys) > 0)
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

/* The shot's own pose stands for its camera's, part by part, unless it has the camera itself move. */
static const char *
owner_of (const SlShot *shot, const char *id, const char *path)
{
  static const char *const parts[] = { "position", "pan", "tilt", "roll" };

  for (guint i = 0; g_strcmp0 (shot->camera, id) == 0 && i < G_N_ELEMENTS (parts); i++)
    if (is_of (path, parts[i]) && !is_moved (shot, id, parts[i]) && has_own (shot, parts[i]))
      return shot->entity.id;
  return id;
}

static const SlKey *
key_at (const SlTrack *track, gint64 frame, guint *at)
{
  for (*at = 0; *at < sl_list_n (track->keys); (*at)++)
    if (sl_list_at (track->keys, SlKey, *at)->frame == frame)
      return sl_list_at (track->keys, SlKey, *at);
  return NULL;
}

SlGoes
sl_keyed_goes (const SlPlan *plan, const SlWhen *when, const char *id, const char *path, const char **owner)
{
  const SlShot *shot = shot_of (plan, when);
  guint at;

  *owner = id;
  if (shot == NULL)
    return SL_GOES_OWN;
  *owner = owner_of (shot, id, path);
  const int track = find_track (shot, *owner, path);
  if (track >= 0)
    return key_at (sl_list_at (shot->tracks, SlTrack, track), when->frame, &at) != NULL ? SL_GOES_KEY : SL_GOES_NEW_KEY;
  if (when->auto_key)
    return SL_GOES_TRACK;
  return find_value (sl_plan_get (plan, SL_KIND_SETUP, shot->setup), *owner, path) >= 0 ? SL_GOES_SETUP : SL_GOES_OWN;
}

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

static void
add_track (SlCommand *command, const SlShot *shot, const SlWhen *when, const char *id, const char *path,
           const char *text)
{
  const guint at = sl_list_n (shot->tracks) + added_tracks (command, shot->entity.id);
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

SlGoes
sl_keyed_set (SlCommand *command, const SlPlan *plan, const SlWhen *when, const char *id, const char *path,
              const char *text)
{
  const char *owner;
  const SlGoes goes = sl_keyed_goes (plan, when, id, path, &owner);
  const SlShot *shot = shot_of (plan, when);

  switch (goes)
    {
    case SL_GOES_KEY: case SL_GOES_NEW_KEY:
      set_key (command, shot, when, find_track (shot, owner, path), text);
      break;
    case SL_GOES_TRACK:
      add_track (command, shot, when, owner, path, text);
      break;
    case SL_GOES_SETUP:
      set_at (command, shot->setup, "values",
              (guint) find_value (sl_plan_get (plan, SL_KIND_SETUP, shot->setup), owner, path), "value", text);
      break;
    case SL_GOES_OWN:
      sl_command_set (command, owner, path, text);
      break;
    }
  return goes;
}
