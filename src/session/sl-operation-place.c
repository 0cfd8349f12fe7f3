/* New things for who looks at the stage: named, where they are wanted, and inside nothing. */
#include "sl-devices.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

#define TOUCH .01 /* m: things that stand side by side or on each other are not inside each other */
#define GAP   .25 /* m, between a new thing and the next */

enum { RINGS = 24 };

/* Each box of a scene but those of `id`, whose own are put together: a cabinet each of a wall, which may go round the
 * stage. */
static GArray *
boxes_of (const SlScene *scene, const char *id, SlBox *own)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (SlBox));

  *own = sl_box_empty ();
  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];

      for (guint i = 0; i < wall->n_panels; i++)
        {
          const SlScenePanel *p = &wall->panels[i];
          const SlVec3 corners[4] = { p->corner, sl_vec3_add (p->corner, p->right), sl_vec3_add (p->corner, p->up),
                                      sl_vec3_add (sl_vec3_add (p->corner, p->right), p->up) };
          SlBox box = sl_box_empty ();

          for (guint k = 0; k < 4; k++)
            sl_box_add (g_str_equal (wall->entity->id, id) ? own : &box, corners[k]);
          if (!sl_box_is_empty (&box))
            g_array_append_val (boxes, box);
        }
    }
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      const SlBox box = sl_frame_box (&mesh->frame, &mesh->mesh->box);

      if (g_str_equal (mesh->entity->id, id))
        *own = box;
      else
        g_array_append_val (boxes, box);
    }
  return boxes;
}

static gboolean
is_inside_any (const GArray *boxes, const SlBox *own, SlVec3 by)
{
  const SlVec3 min = sl_vec3_add (own->min, by), max = sl_vec3_add (own->max, by);

  for (guint i = 0; i < boxes->len; i++)
    {
      const SlBox *b = &g_array_index (boxes, SlBox, i);

      if (min.x < b->max.x - TOUCH && b->min.x < max.x - TOUCH && min.y < b->max.y - TOUCH
          && b->min.y < max.y - TOUCH && min.z < b->max.z - TOUCH && b->min.z < max.z - TOUCH)
        return TRUE;
    }
  return FALSE;
}

/* The nearest place around that is free, ring by ring, the right first; nowhere else where all are taken. */
static SlVec3
free_way (const GArray *boxes, const SlBox *own)
{
  const double step_x = own->max.x - own->min.x + GAP, step_y = own->max.y - own->min.y + GAP;

  for (int ring = 0; ring <= RINGS; ring++)
    for (int x = ring; x >= -ring; x--)
      for (int y = -ring; y <= ring; y++)
        {
          const SlVec3 by = { x * step_x, y * step_y, 0 };

          if (MAX (ABS (x), ABS (y)) == ring && !is_inside_any (boxes, own, by))
            return by;
        }
  return sl_vec3 (0, 0, 0);
}

static SlVec3
position_of (const SlEntity *entity)
{
  SlVec3 at = { 0, 0, 0 };
  double *const numbers[3] = { &at.x, &at.y, &at.z };
  static const char *const paths[3] = { "position.x", "position.y", "position.z" };

  for (guint i = 0; i < 3; i++)
    {
      const double *number = sl_record_find (&sl_kind_info (entity->kind)->record, entity, paths[i], &(SlField) { 0 },
                                             NULL);
      *numbers[i] = number != NULL ? *number : 0;
    }
  return at;
}

static void
set_place (SlCommand *command, const char *id, SlVec3 at)
{
  sl_command_set_number (command, id, "position.x", at.x);
  sl_command_set_number (command, id, "position.y", at.y);
}

/* From where the trial has it to where nothing is. */
void
sl_operation_settle (SlCommand *command, const SlPlan *plan, const SlPlan *catalogue, SlAssets *assets, const char *id)
{
  g_autoptr (SlCommand) whole = catalogue != NULL ? sl_command_complete (command, plan, catalogue)
                                                  : sl_command_ref (command);
  g_autoptr (SlPlan) trial = sl_plan_apply (plan, whole, NULL);
  const SlEntity *entity = trial != NULL ? sl_plan_find (trial, id) : NULL;
  g_autoptr (SlSceneMaker) maker = entity == NULL ? NULL
    : sl_scene_maker_new_stage (trial, assets, sl_entity_placed (entity)->stage, NULL, NULL);
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, 0, NULL) : NULL;
  g_autoptr (GArray) boxes = NULL;
  SlBox own;

  if (scene == NULL)
    return;
  boxes = boxes_of (scene, id, &own);
  const SlVec3 by = sl_box_is_empty (&own) ? sl_vec3 (0, 0, 0) : free_way (boxes, &own);
  if (by.x != 0 || by.y != 0)
    set_place (command, id, sl_vec3_add (position_of (entity), by));
}

/* "Wall", or "Wall 2" where there is one. */
static void
set_free_name (SlCommand *command, const SlPlan *plan, SlKind kind, const char *id)
{
  const char *label = _(sl_kind_info (kind)->record.label);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *name = g_strdup (label);

  for (guint i = 0; i < sl_plan_count (plan, kind); i++)
    g_hash_table_add (names, (gpointer) sl_entity_title (sl_plan_at (plan, kind, i)));
  for (guint n = 2; g_hash_table_contains (names, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", label, n);
    }
  sl_command_set (command, id, "name", name);
}

SlCommand *
sl_operation_add_at (const SlPlan *plan, const SlPlan *catalogue, SlAssets *assets, SlKind kind, const char *stage,
                     const char *camera, const SlVec3 *wanted, char **new_id)
{
  SlCommand *command = sl_operation_add (plan, catalogue, kind, stage, camera, new_id);
  const gboolean has_place = kind == SL_KIND_WALL || kind == SL_KIND_CAMERA; /* the first of them */

  if (sl_record_field (&sl_kind_info (kind)->record, "position") == NULL || kind == SL_KIND_SHOT)
    return command;
  set_free_name (command, plan, kind, *new_id);
  if (wanted != NULL && !(has_place && sl_plan_count (plan, kind) == 0))
    set_place (command, *new_id, *wanted);
  sl_operation_settle (command, plan, catalogue, assets, *new_id);
  return command;
}
