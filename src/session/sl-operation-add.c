#include "sl-operations.h"

#include <string.h>

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
    case SL_KIND_RIG:
      sl_command_set (command, id, "stage", stage);
      sl_command_set (command, id, "reach", "6");
      break;
    case SL_KIND_PROP: case SL_KIND_PERSON: case SL_KIND_MARK: case SL_KIND_DIMENSION: case SL_KIND_SETUP:
      sl_command_set (command, id, "stage", stage);
      break;
    case SL_KIND_BOOKING:
      sl_command_set (command, id, "stage", stage);
      set_production (command, plan, id);
      break;
    case SL_KIND_SCENE: case SL_KIND_CAST: case SL_KIND_ELEMENT: case SL_KIND_CREW: case SL_KIND_BOARD:
    case SL_KIND_UNIT: case SL_KIND_RISK:
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
