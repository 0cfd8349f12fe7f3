#include "sl-operations.h"

#include "sl-i18n.h"

/* Catalogue ids that a plan starts from; each can be exchanged in the inspector. */
#define FIRST_PANEL  "roe-bp2v2"
#define FIRST_BODY   "arri-alexa-35"
#define FIRST_LENSES "arri-signature-prime"

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

static void
fill_camera (SlCommand *command, const char *id, const char *stage)
{
  sl_command_set (command, id, "stage", stage);
  sl_command_set (command, id, "position", "0 -4 1.6");
  sl_command_set (command, id, "body", FIRST_BODY);
  sl_command_set (command, id, "mode", "4.6K 16:9");
  sl_command_set (command, id, "lenses", FIRST_LENSES);
}

static void
fill_shot (SlCommand *command, const SlPlan *plan, const char *id, const char *stage, const char *camera)
{
  gboolean has_camera = sl_plan_count (plan, SL_KIND_CAMERA) > 0, has_setup = sl_plan_count (plan, SL_KIND_SETUP) > 0;
  g_autofree char *the_camera = need (command, plan, SL_KIND_CAMERA, camera, "camera"), *setup = need (command, plan, SL_KIND_SETUP, NULL, "setup");
  g_autofree char *number = g_strdup_printf ("%u", sl_plan_count (plan, SL_KIND_SHOT) + 1);

  if (!has_camera)
    fill_camera (command, the_camera, stage);
  if (!has_setup)
    sl_command_set (command, setup, "stage", stage);
  sl_command_set (command, id, "number", number);
  sl_command_set (command, id, "setup", setup);
  sl_command_set (command, id, "camera", the_camera);
  sl_command_set (command, id, "focus", "4");
}

static void
fill (SlCommand *command, const SlPlan *plan, SlKind kind, const char *id, const char *stage, const char *camera)
{
  switch (kind)
    {
    case SL_KIND_STAGE:
      sl_command_set (command, id, "outline", "-10 -10 0, 10 -10 0, 10 10 0, -10 10 0");
      break;
    case SL_KIND_WALL:
      sl_command_set (command, id, "stage", stage);
      sl_command_set (command, id, "position", "0 5 0");
      sl_command_set (command, id, "cabinet", FIRST_PANEL);
      sl_command_set (command, id, "columns", "16");
      sl_command_set (command, id, "rows", "9");
      break;
    case SL_KIND_CAMERA:
      fill_camera (command, id, stage);
      break;
    case SL_KIND_LIGHT:
      sl_command_set (command, id, "stage", stage);
      sl_command_set (command, id, "position", "-3 -3 4");
      sl_command_set (command, id, "tilt", "-35");
      break;
    case SL_KIND_PROP: case SL_KIND_PERSON: case SL_KIND_MARK: case SL_KIND_DIMENSION: case SL_KIND_SETUP: case SL_KIND_BOOKING:
      sl_command_set (command, id, "stage", stage);
      break;
    case SL_KIND_SHOT:
      fill_shot (command, plan, id, stage, camera);
      break;
    default:
      break;
    }
}

SlCommand *
sl_operation_add (const SlPlan *plan, SlKind kind, const char *stage, const char *camera, char **new_id)
{
  const SlRecordType *type = &sl_kind_info (kind)->record;
  g_autofree char *label = g_strdup_printf (_("Add %s"), _(type->label)), *the_stage = NULL;
  SlCommand *command = sl_command_new (label);

  *new_id = sl_plan_free_id (plan, type->name);
  if (kind != SL_KIND_STAGE)
    the_stage = need (command, plan, SL_KIND_STAGE, stage, "stage");
  sl_command_add (command, kind, *new_id);
  fill (command, plan, kind, *new_id, the_stage, camera);
  return command;
}

SlCommand *
sl_operation_duplicate (const SlPlan *plan, const char *id, char **new_id)
{
  const SlEntity *entity = sl_plan_find (plan, id);
  const SlPlaced *placed;
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
    if (!sl_field_is_default (&type->fields[i], SL_CONST_MEMBER (entity, &type->fields[i])))
      {
        g_autofree char *text = sl_entity_get (entity, type->fields[i].name, NULL);
        sl_command_set (command, *new_id, type->fields[i].name, text);
      }
  if ((placed = sl_entity_placed (entity)) != NULL)
    {
      g_autofree char *x = sl_number_to_text (placed->position.x + .5);
      sl_command_set (command, *new_id, "position.x", x);
    }
  return command;
}
