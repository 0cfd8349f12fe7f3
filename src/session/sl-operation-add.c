#include "sl-operations.h"

#include <string.h>

#include "sl-curve.h"
#include "sl-catalogue.h"
#include "sl-error.h"
#include "sl-i18n.h"

static const char *
first_id (const SlPlan *plan, SlKind kind)
{
  return sl_plan_count (plan, kind) > 0 ? sl_plan_at (plan, kind, 0)->id : NULL;
}

/* The one wanted, else the first, else one that the command makes. */
static char *
need (SlCommand *command, const SlPlan *plan, SlKind kind, const char *wanted, const char *fresh)
{
  const char *have = sl_plan_get (plan, kind, wanted) != NULL ? wanted : first_id (plan, kind);

  if (have != NULL)
    return g_strdup (have);
  char *id = sl_plan_free_id (plan, fresh);
  sl_command_add (command, kind, id);
  return id;
}

/* Names the catalogue's default device; nothing where it has none. */
static void
set_device (SlCommand *command, const char *id, const char *field, const SlPlan *catalogue, SlKind kind)
{
  const SlEntity *device = catalogue != NULL ? sl_catalogue_default (catalogue, kind) : NULL;

  if (device != NULL)
    sl_command_set (command, id, field, device->id);
}

static void
fill_camera (SlCommand *command, const SlPlan *catalogue, const char *id, const char *stage)
{
  const SlBody *body = catalogue != NULL ? (const SlBody *) sl_catalogue_default (catalogue, SL_KIND_BODY) : NULL;

  sl_command_set (command, id, "stage", stage);
  sl_command_set (command, id, "position", "0 -4 1.6");
  set_device (command, id, "body", catalogue, SL_KIND_BODY);
  for (guint i = 0; body != NULL && i < sl_list_n (body->modes); i++)
    if (sl_list_at (body->modes, SlMode, i)->is_default)
      sl_command_set (command, id, "mode", sl_list_at (body->modes, SlMode, i)->name);
  set_device (command, id, "lenses", catalogue, SL_KIND_LENS_SET);
}

static void
fill_shot (SlCommand *command, const SlPlan *plan, const SlPlan *catalogue, const char *id, const char *stage,
           const char *camera)
{
  gboolean has_camera = sl_plan_count (plan, SL_KIND_CAMERA) > 0, has_setup = sl_plan_count (plan, SL_KIND_SETUP) > 0;
  g_autofree char *the_camera = need (command, plan, SL_KIND_CAMERA, camera, "camera");
  g_autofree char *setup = need (command, plan, SL_KIND_SETUP, NULL, "setup");
  g_autofree char *number = g_strdup_printf ("%u", sl_plan_count (plan, SL_KIND_SHOT) + 1);

  if (!has_camera)
    fill_camera (command, catalogue, the_camera, stage);
  if (!has_setup)
    sl_command_set (command, setup, "stage", stage);
  sl_command_set (command, id, "number", number);
  sl_command_set (command, id, "setup", setup);
  sl_command_set (command, id, "camera", the_camera);
  sl_command_set (command, id, "focus", "4");
}

/* The first; nothing where there is none. */
static void
set_production (SlCommand *command, const SlPlan *plan, const char *id)
{
  const char *production = first_id (plan, SL_KIND_PRODUCTION);

  if (production != NULL)
    sl_command_set (command, id, "production", production);
}

static void
fill (SlCommand *command, const SlPlan *plan, const SlPlan *catalogue, SlKind kind, const char *id, const char *stage,
      const char *camera)
{
  switch (kind)
    {
    case SL_KIND_STAGE:
      sl_command_set (command, id, "outline", "-10 -10 0, 10 -10 0, 10 10 0, -10 10 0");
      break;
    case SL_KIND_WALL:
      sl_command_set (command, id, "stage", stage);
      sl_command_set (command, id, "position", "0 5 0");
      set_device (command, id, "cabinet", catalogue, SL_KIND_PANEL);
      set_device (command, id, "processor", catalogue, SL_KIND_PROCESSOR);
      sl_command_set (command, id, "columns", "16");
      sl_command_set (command, id, "rows", "9");
      break;
    case SL_KIND_CAMERA:
      fill_camera (command, catalogue, id, stage);
      break;
    case SL_KIND_LIGHT:
      sl_command_set (command, id, "stage", stage);
      sl_command_set (command, id, "position", "-3 -3 4");
      sl_command_set (command, id, "tilt", "-35");
      break;
    case SL_KIND_PROP: case SL_KIND_PERSON: case SL_KIND_MARK: case SL_KIND_DIMENSION: case SL_KIND_SETUP:
      sl_command_set (command, id, "stage", stage);
      break;
    case SL_KIND_BOOKING:
      sl_command_set (command, id, "stage", stage);
      set_production (command, plan, id);
      break;
    case SL_KIND_SCENE: case SL_KIND_CAST:
      set_production (command, plan, id);
      break;
    case SL_KIND_SHOT:
      fill_shot (command, plan, catalogue, id, stage, camera);
      break;
    default:
      break;
    }
}

SlCommand *
sl_operation_add (const SlPlan *plan, const SlPlan *catalogue, SlKind kind, const char *stage, const char *camera,
                  char **new_id)
{
  const SlRecordType *type = &sl_kind_info (kind)->record;
  g_autofree char *label = g_strdup_printf (_("Add %s"), _(type->label)), *the_stage = NULL;
  SlCommand *command = sl_command_new (label);

  *new_id = sl_plan_free_id (plan, type->name);
  if (kind != SL_KIND_STAGE)
    the_stage = need (command, plan, SL_KIND_STAGE, stage, "stage");
  sl_command_add (command, kind, *new_id);
  fill (command, plan, catalogue, kind, *new_id, the_stage, camera);
  return command;
}

/* Half a metre to the right of the original, so that both are seen. */
static void
set_beside (SlCommand *command, const SlEntity *original, const char *id)
{
  g_autofree char *text = sl_entity_get (original, "position.x", NULL);
  double x;

  if (!sl_number_parse (text, &x))
    return;
  g_autofree char *beside = sl_number_to_text (x + .5);
  sl_command_set (command, id, "position.x", beside);
}

SlCommand *
sl_operation_duplicate (const SlPlan *plan, const char *id, char **new_id)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  const SlRecordType *type;
  SlCommand *command;

  if (entity == NULL)
    return NULL;
  type = &sl_kind_info (entity->kind)->record;
  g_autofree char *label = g_strdup_printf (_("Duplicate %s"), sl_entity_title (entity));
  command = sl_command_new (label);
  *new_id = sl_plan_free_id (plan, id);
  sl_command_add (command, entity->kind, *new_id);
  if (entity->name != NULL)
    sl_command_set (command, *new_id, "name", entity->name);
  for (guint i = 0; i < type->n_fields; i++)
    if (!sl_field_is_default (&type->fields[i], SL_CONST_MEMBER (entity, &type->fields[i]))
        && !g_str_equal (type->fields[i].name, "uid"))
      {
        g_autofree char *text = sl_entity_get (entity, type->fields[i].name, NULL);
        sl_command_set (command, *new_id, type->fields[i].name, text);
      }
  if (sl_entity_placed (entity) != NULL)
    set_beside (command, entity, *new_id);
  return command;
}

/* --- items of lists --- */

/* "tracks[2].keys" and "frame" make "tracks[2].keys[at].frame". */
static void
set_item (SlCommand *command, const char *id, const char *list, guint at, const char *name, const char *text)
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
  set_item (command, owner->id, list_path, at, "target", target != NULL ? target->id : "");
  set_item (command, owner->id, list_path, at, "path", path);
  if (sl_record_field (field->record, "value") != NULL)
    set_item (command, owner->id, list_path, at, "value", value);
  else
    {
      g_autofree char *keys = g_strdup_printf ("%s[#%u].keys", list_path, at);
      g_autofree char *first = g_strdup_printf ("%s[+].frame", keys);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, frame);
      sl_command_set (command, owner->id, first, text);
      set_item (command, owner->id, keys, 0, "value", value);
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

  set_item (command, owner->id, list, at, "frame", text);
  set_item (command, owner->id, list, at, "value", value);
  set_item (command, owner->id, list, at, "ease", eases[ease]);
  if (!g_str_equal (bend, was))
    set_item (command, owner->id, list, at, "bend", bend);
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

/* A key that keeps the move as it is; keys rise in time, so later ones go up by one place. */
static void
fill_key (SlCommand *command, const SlPlan *plan, const SlEntity *owner, const char *list_path, const SlList *keys,
          gint64 frame)
{
  guint n = sl_list_n (keys), at = 0;
  g_autofree char *track_path = g_strndup (list_path, strlen (list_path) - strlen (".keys")), *value = NULL;
  SlField field;
  const SlTrack *track = sl_record_find (&sl_kind_info (owner->kind)->record, owner, track_path, &field, NULL);

  for (; at < n && sl_list_at (keys, SlKey, at)->frame <= frame; at++)
    frame = MAX (frame, sl_list_at (keys, SlKey, at)->frame + 1);
  for (guint i = n; i > at; i--)
    {
      const SlKey *key = sl_list_at (keys, SlKey, i - 1);
      g_autofree char *bend = bend_of (owner, list_path, i - 1);
      set_key (command, owner, list_path, i, key->frame, key->value, key->ease, bend);
    }
  value = track != NULL ? value_at (plan, track, frame) : NULL;
  const SlKey *near = n > 0 ? sl_list_at (keys, SlKey, at > 0 ? at - 1 : 0) : NULL;
  g_autofree char *bend = near != NULL ? bend_of (owner, list_path, at > 0 ? at - 1 : 0) : g_strdup ("");
  set_key (command, owner, list_path, at, frame, value, near != NULL ? near->ease : SL_EASE_LINEAR, bend);
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
      set_item (command, id, path, sl_list_n (list), field.record->fields[0].name, name);
    }
  return command;
}
