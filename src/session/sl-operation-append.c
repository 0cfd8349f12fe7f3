/* One more item in a list of records, filled so that it stands; and keys among other keys. */
#include <string.h>

#include "sl-curve.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

void
sl_command_set_item (SlCommand *command, const char *id, const char *list, guint at, const char *name,
                     const char *text)
{
  g_autofree char *path = g_strdup_printf ("%s[#%u].%s", list, at, name);
  sl_command_set (command, id, path, text != NULL ? text : "");
}

static gboolean
is_taken (const SlList *list, const SlRecordType *type, const char *target, const char *path)
{
  const SlField *target_field = sl_record_field (type, "target"), *path_field = sl_record_field (type, "path");

  for (guint i = 0; i < sl_list_n (list); i++)
    {
      gconstpointer record = list->data + i * list->item_size;
      if (g_strcmp0 (*(const char *const *) SL_CONST_MEMBER (record, target_field), target) == 0
          && g_strcmp0 (*(const char *const *) SL_CONST_MEMBER (record, path_field), path) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What a new track or value speaks of: the shot's camera, else the first thing that stands somewhere. */
static const SlEntity *
likely_target (const SlPlan *plan, const SlEntity *owner)
{
  const SlEntity *camera = owner->kind == SL_KIND_SHOT ? sl_plan_find (plan, ((const SlShot *) owner)->camera) : NULL;

  if (camera != NULL)
    return camera;
  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      if (sl_entity_placed (sl_plan_at (plan, kind, i)) != NULL)
        return sl_plan_at (plan, kind, i);
  return NULL;
}

/* A record that says {target, path, …}: the first number of the pose that is not spoken of yet. */
static void
fill_target (SlCommand *command, const SlPlan *plan, const SlEntity *owner, const char *list_path, const SlField *field,
             const SlList *list, gint64 frame)
{
  static const char *const paths[] = { "position", "pan", "tilt", "roll" };
  const SlEntity *target = likely_target (plan, owner);
  const char *path = paths[0];
  guint at = sl_list_n (list);

  for (guint i = 0; target != NULL && i < G_N_ELEMENTS (paths); i++)
    if (!is_taken (list, field->record, target->id, paths[i]))
      {
        path = paths[i];
        break;
      }
  g_autofree char *value = target != NULL ? sl_entity_get (target, path, NULL) : NULL;
  sl_command_set_item (command, owner->id, list_path, at, "target", target != NULL ? target->id : "");
  sl_command_set_item (command, owner->id, list_path, at, "path", path);
  if (sl_record_field (field->record, "value") != NULL)
    sl_command_set_item (command, owner->id, list_path, at, "value", value);
  else
    {
      g_autofree char *keys = g_strdup_printf ("%s[#%u].keys", list_path, at);
      g_autofree char *first = g_strdup_printf ("%s[+].frame", keys);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, frame);
      sl_command_set (command, owner->id, first, text);
      sl_command_set_item (command, owner->id, keys, 0, "value", value);
    }
}

/* The handles of a key; empty where there are none, or no such key. */
static char *
bend_of (const SlEntity *owner, const char *list, guint at)
{
  g_autofree char *path = g_strdup_printf ("%s[#%u].bend", list, at), *text = sl_entity_get (owner, path, NULL);

  return g_strdup (text != NULL ? text : "");
}

/* What the key at `at` of the owner's list becomes. */
static void
set_key (SlCommand *command, const SlEntity *owner, const char *list, guint at, gint64 frame, const char *value,
         int ease, const char *bend)
{
  static const char *const eases[] = { "linear", "smooth", "hold", "bezier" };
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, frame), *was = bend_of (owner, list, at);

  sl_command_set_item (command, owner->id, list, at, "frame", text);
  sl_command_set_item (command, owner->id, list, at, "value", value);
  sl_command_set_item (command, owner->id, list, at, "ease", eases[ease]);
  if (!g_str_equal (bend, was))
    sl_command_set_item (command, owner->id, list, at, "bend", bend);
}

/* Keys rise in time, so later ones go up by one place. */
void
sl_key_insert (SlCommand *command, const SlEntity *owner, const char *list_path, const SlList *keys, gint64 frame,
               const char *value)
{
  guint n = sl_list_n (keys), at = 0;

  while (at < n && sl_list_at (keys, SlKey, at)->frame < frame)
    at++;
  for (guint i = n; i > at; i--)
    {
      const SlKey *key = sl_list_at (keys, SlKey, i - 1);
      g_autofree char *bend = bend_of (owner, list_path, i - 1);
      set_key (command, owner, list_path, i, key->frame, key->value, key->ease, bend);
    }
  const SlKey *near = n > 0 ? sl_list_at (keys, SlKey, at > 0 ? at - 1 : 0) : NULL;
  g_autofree char *bend = near != NULL ? bend_of (owner, list_path, at > 0 ? at - 1 : 0) : g_strdup ("");
  set_key (command, owner, list_path, at, frame, value, near != NULL ? near->ease : SL_EASE_LINEAR, bend);
}

/* What a track makes of its field at a frame; NULL when that cannot be said. */
static char *
value_at (const SlPlan *plan, const SlTrack *track, gint64 frame)
{
  const SlEntity *target = sl_plan_find (plan, track->target);
  g_autoptr (SlCurve) curve = target != NULL ? sl_curve_new (target->kind, track, NULL) : NULL;
  g_autoptr (SlEntity) moved = curve != NULL ? sl_entity_edit (target) : NULL;

  if (target != NULL && track->path != NULL && sl_list_n (track->keys) == 0)
    return sl_entity_get (target, track->path, NULL);
  return moved != NULL && sl_curve_apply (curve, (double) frame, moved, NULL) ? sl_entity_get (moved, track->path, NULL)
                                                                              : NULL;
}

/* A key that keeps the move as it is, at the frame or the next that has none. */
static void
fill_key (SlCommand *command, const SlPlan *plan, const SlEntity *owner, const char *list_path, const SlList *keys,
          gint64 frame)
{
  g_autofree char *track_path = g_strndup (list_path, strlen (list_path) - strlen (".keys")), *value = NULL;
  SlField field;
  const SlTrack *track = sl_record_find (&sl_kind_info (owner->kind)->record, owner, track_path, &field, NULL);

  for (guint at = 0; at < sl_list_n (keys) && sl_list_at (keys, SlKey, at)->frame <= frame; at++)
    frame = MAX (frame, sl_list_at (keys, SlKey, at)->frame + 1);
  value = track != NULL ? value_at (plan, track, frame) : NULL;
  sl_key_insert (command, owner, list_path, keys, frame, value);
}

/* The list that `path` names, NULL when it is empty; `field->type` is SL_N_TYPES when there is none. */
static const SlList *
find_list (const SlEntity *entity, const char *path, SlField *field, GError **error)
{
  gconstpointer value = sl_record_find (&sl_kind_info (entity->kind)->record, entity, path, field, error);

  if (value != NULL && field->type == SL_TYPE_RECORDS)
    return *(SlList *const *) value;
  field->type = SL_N_TYPES;
  if (value == NULL)
    return NULL;
  g_autofree char *title = sl_path_title_of (&sl_kind_info (entity->kind)->record, entity->id, path);
  sl_error_set (error, SL_ERROR_INPUT, _("“%s” is no list that can grow"), title);
  return NULL;
}

SlCommand *
sl_operation_append (const SlPlan *plan, const char *id, const char *path, gint64 frame, GError **error)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  SlField field;
  const SlList *list = entity != NULL ? find_list (entity, path, &field, error) : NULL;

  if (entity == NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no “%s”; “show” lists what it has"), id);
  if (entity == NULL || field.type == SL_N_TYPES)
    return NULL;
  g_autofree char *label = g_strdup_printf (_("Add %s to %s"), _(field.record->label), sl_entity_title (entity));
  g_autofree char *item = g_strdup_printf ("%s[+]", path);
  SlCommand *command = sl_command_new (label);
  sl_command_set (command, id, item, "");
  if (sl_record_field (field.record, "target") != NULL)
    fill_target (command, plan, entity, path, &field, list, frame);
  else if (g_str_has_suffix (path, ".keys"))
    fill_key (command, plan, entity, path, list, frame);
  else if (field.record->fields[0].type == SL_TYPE_TEXT && (field.record->fields[0].flags & SL_FIELD_KEY) != 0)
    {
      g_autofree char *name = g_strdup_printf ("%s-%u", field.record->name, sl_list_n (list) + 1);
      sl_command_set_item (command, id, path, sl_list_n (list), field.record->fields[0].name, name);
    }
  return command;
}
