#include "sl-ground-plan.h"

#include <string.h>

#include "sl-check.h"
#include "sl-error.h"
#include "sl-ground-private.h"
#include "sl-i18n.h"
#include "sl-outline.h"

/* What is drawn, and from what. */
typedef struct {
  SlDrawing          *drawing;
  const SlPlan       *plan;
  const SlScene      *scene;
  GPtrArray          *omissions;
  SlFindingMerger    *left_out;  /* into the omissions */
  gboolean            feet;
} Ground;

/* --- the stage --- */

static void
add_outline (SlDrawing *drawing, SlLayer layer, const char *id, const SlList *outline, gboolean dashed)
{
  SlStroke *shape;

  if (sl_list_n (outline) < 2)
    return;
  shape = sl_drawing_add (drawing, SL_STROKE_LINE, layer, id);
  shape->closed = TRUE;
  shape->dashed = dashed;
  for (guint i = 0; i < outline->n; i++)
    sl_drawing_add_point (drawing, shape, *sl_list_at (outline, SlVec3, i));
}

static void
add_zone (SlDrawing *drawing, const SlSceneStage *stage, const SlZone *zone)
{
  add_outline (drawing, SL_LAYER_ZONE, stage->entity->id, zone->outline, TRUE);
  if (sl_list_n (zone->outline) > 0 && zone->name != NULL)
    sl_drawing_add_label (drawing, SL_LAYER_ZONE, *sl_list_at (zone->outline, SlVec3, 0), zone->name);
}

static void
add_door (SlDrawing *drawing, const SlSceneStage *stage, const SlDoor *door)
{
  SlFrame frame = sl_frame_from_pose (door->position, door->pan, 0, 0);

  for (int side = -1; side <= 1; side += 2) /* jambs */
    sl_drawing_add_line (drawing, SL_LAYER_STAGE, stage->entity->id,
                         sl_frame_point (&frame, sl_vec3 (side * door->width / 2, -.3, 0)),
                         sl_frame_point (&frame, sl_vec3 (side * door->width / 2, .3, 0)));
  if (door->name != NULL)
    sl_drawing_add_label (drawing, SL_LAYER_STAGE, frame.o, door->name);
}

static void
add_stage (SlDrawing *drawing, const SlSceneStage *stage)
{
  add_outline (drawing, SL_LAYER_STAGE, stage->entity->id, stage->outline, FALSE);
  for (guint i = 0; i < sl_list_n (stage->zones); i++)
    add_zone (drawing, stage, sl_list_at (stage->zones, SlZone, i));
  for (guint i = 0; i < sl_list_n (stage->doors); i++)
    add_door (drawing, stage, sl_list_at (stage->doors, SlDoor, i));
}

/* --- set and people --- */

static void
add_set (SlDrawing *drawing, const SlSceneMesh *mesh)
{
  g_autoptr (GArray) outline = sl_outline_mesh (mesh);
  SlLayer layer = mesh->role == SL_ROLE_TALENT ? SL_LAYER_PEOPLE : SL_LAYER_SET;
  SlStroke *shape;

  if (outline->len < 2)
    return;
  shape = sl_drawing_add (drawing, SL_STROKE_LINE, layer, mesh->entity->id);
  shape->closed = shape->filled = outline->len > 2; /* a flat that stands is a line */
  for (guint i = 0; i < outline->len; i++)
    sl_drawing_add_point (drawing, shape, g_array_index (outline, SlVec3, i));
}

/* Where an outline's middle is. */
static SlVec3
middle_of (const SlSceneMesh *mesh)
{
  g_autoptr (GArray) outline = sl_outline_mesh (mesh);
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < outline->len; i++)
    sl_box_add (&box, g_array_index (outline, SlVec3, i));
  return outline->len > 0 ? sl_vec3_lerp (box.min, box.max, .5) : mesh->frame.o;
}

/* "Crate" of "Crate 12". */
static char *
stem_of (const char *title)
{
  gsize n = strlen (title);

  while (n > 0 && g_ascii_isdigit (title[n - 1]))
    n--;
  while (n > 0 && title[n - 1] == ' ')
    n--;
  return g_strndup (title, n > 0 ? n : strlen (title));
}

/* Props that are called alike have one name for all, at the middle one. */
static void
add_prop_names (const Ground *g)
{
  g_autoptr (GHashTable) alike = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) stems = g_ptr_array_new ();

  for (guint i = 0; i < g->scene->meshes->len; i++)
    {
      SlSceneMesh *mesh = g->scene->meshes->pdata[i];
      g_autofree char *stem = stem_of (sl_entity_title (mesh->entity));
      GPtrArray *group = g_hash_table_lookup (alike, stem);

      if (mesh->entity->kind == SL_KIND_PERSON)
        continue;
      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_ptr_array_add (stems, stem);
          g_hash_table_insert (alike, g_steal_pointer (&stem), group);
        }
      g_ptr_array_add (group, mesh);
    }
  for (guint i = 0; i < stems->len; i++)
    {
      const GPtrArray *group = g_hash_table_lookup (alike, stems->pdata[i]);
      const SlSceneMesh *mesh = group->pdata[group->len / 2];
      g_autofree char *all = g_strdup_printf ("%s × %u", (char *) stems->pdata[i], group->len);

      sl_drawing_add_label (g->drawing, SL_LAYER_SET, middle_of (mesh),
                            group->len > 1 ? all : sl_entity_title (mesh->entity));
    }
}

static void
add_person (SlDrawing *drawing, const SlSceneMesh *mesh)
{
  SlStroke *head = sl_drawing_add (drawing, SL_STROKE_CIRCLE, SL_LAYER_PEOPLE, mesh->entity->id);
  SlVec3 facing = sl_vec3_normalize (mesh->frame.y);

  sl_drawing_add_point (drawing, head, mesh->frame.o);
  head->radius = .25;
  sl_drawing_add_line (drawing, SL_LAYER_PEOPLE, mesh->entity->id, mesh->frame.o,
                       sl_vec3_mad (mesh->frame.o, facing, .4));
  sl_drawing_add_label (drawing, SL_LAYER_PEOPLE, mesh->frame.o, sl_entity_title (mesh->entity));
}

/* --- marks and dimensions --- */

static void
add_dimension (SlDrawing *drawing, const SlSceneDimension *d, gboolean feet)
{
  SlVec3 along = sl_vec3_sub (d->to, d->from), side = sl_vec3_normalize (sl_vec3 (-along.y, along.x, 0));
  SlVec3 a = sl_vec3_mad (d->from, side, d->offset), b = sl_vec3_mad (d->to, side, d->offset);
  SlVec3 middle = sl_vec3_mad (sl_vec3_lerp (a, b, .5), side, .12);
  double angle = atan2 (along.y, along.x) * 180 / G_PI;
  g_autofree char *length = sl_ground_length (sl_vec3_length (along), 3, feet);
  g_autofree char *text = g_strconcat (length, feet ? "" : " m", NULL);

  sl_drawing_add_line (drawing, SL_LAYER_DIMENSION, d->entity->id, d->from, a);
  sl_drawing_add_line (drawing, SL_LAYER_DIMENSION, d->entity->id, d->to, b);
  sl_drawing_add_line (drawing, SL_LAYER_DIMENSION, d->entity->id, a, b);
  for (int end = 0; end < 2; end++) /* ticks at 45° */
    {
      SlVec3 p = end == 0 ? a : b, tick = sl_vec3_normalize (sl_vec3_add (sl_vec3_normalize (along), side));
      sl_drawing_add_line (drawing, SL_LAYER_DIMENSION, d->entity->id, sl_vec3_mad (p, tick, -.12),
                           sl_vec3_mad (p, tick, .12));
    }
  sl_drawing_add_text (drawing, SL_LAYER_DIMENSION, middle, angle > 90 || angle <= -90 ? angle + 180 : angle, text);
}

static void
add_mark (SlDrawing *drawing, const SlScenePlace *mark)
{
  SlVec3 p = mark->frame.o;

  sl_drawing_add_line (drawing, SL_LAYER_MARK, mark->entity->id, sl_vec3_add (p, sl_vec3 (-.2, 0, 0)),
                       sl_vec3_add (p, sl_vec3 (.2, 0, 0)));
  sl_drawing_add_line (drawing, SL_LAYER_MARK, mark->entity->id, sl_vec3_add (p, sl_vec3 (0, -.2, 0)),
                       sl_vec3_add (p, sl_vec3 (0, .2, 0)));
  sl_drawing_add_label (drawing, SL_LAYER_MARK, p, sl_entity_title (mark->entity));
}

static void
add_annotations (const Ground *g)
{
  for (guint i = 0; i < g->scene->marks->len; i++)
    add_mark (g->drawing, &g_array_index (g->scene->marks, SlScenePlace, i));
  for (guint i = 0; i < g->scene->dimensions->len; i++)
    add_dimension (g->drawing, &g_array_index (g->scene->dimensions, SlSceneDimension, i), g->feet);
}

/* --- shots --- */

static gboolean
is_on_stage (const Ground *g, const SlShot *shot, const char *only_shot)
{
  const SlSetup *setup = sl_plan_get (g->plan, SL_KIND_SETUP, shot->setup);

  if (only_shot != NULL)
    return g_str_equal (only_shot, shot->entity.id);
  return setup != NULL && g_strcmp0 (setup->stage, g->scene->stage.entity->id) == 0;
}

static void
omit_shot (const Ground *g, const SlEntity *shot, const GError *error)
{
  sl_findings_add_error (g->omissions, SL_SEVERITY_WARNING, shot, NULL, _("Complete the shot"), error);
}

/* Draws its camera; its view comes when everything else is drawn. */
static void
add_shot (Ground *g, const SlEntity *entity, GArray *views, GPtrArray *makers, GPtrArray *scenes)
{
  g_autoptr (GError) error = NULL;
  SlSceneMaker *maker = sl_scene_maker_new_shot (g->plan, NULL, entity->id, &error);
  const SlSetup *setup;
  SlScene *own = NULL; /* where other walls end the view than those that are drawn */
  SlGroundView view = { .scene = g->scene };

  if (maker == NULL)
    {
      omit_shot (g, entity, error);
      return;
    }
  g_ptr_array_add (makers, maker);
  sl_finding_merger_add (g->left_out, sl_scene_maker_findings_of_values (maker));
  if (!sl_ground_view_init (&view, maker, &error))
    {
      omit_shot (g, entity, error);
      return;
    }
  setup = sl_plan_get (g->plan, SL_KIND_SETUP, view.shot->setup);
  if (sl_list_n (setup->absent) + sl_list_n (setup->values) > 0 || !sl_scene_maker_is_still (maker))
    own = sl_scene_maker_at (maker, 0, NULL);
  if (own != NULL)
    {
      sl_finding_merger_add (g->left_out, sl_scene_maker_findings (maker));
      g_ptr_array_add (scenes, own);
      view.scene = own;
    }
  sl_ground_add_camera (g->drawing, &view);
  g_array_append_val (views, view);
}

/* --- all of it --- */

static void
draw_shots (Ground *g, const char *only_shot)
{
  g_autoptr (GPtrArray) makers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_maker_free);
  g_autoptr (GPtrArray) scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_free);
  g_autoptr (GArray) views = g_array_new (FALSE, FALSE, sizeof (SlGroundView));

  for (guint i = 0; i < sl_plan_count (g->plan, SL_KIND_SHOT); i++)
    {
      const SlEntity *shot = sl_plan_at (g->plan, SL_KIND_SHOT, i);
      if (is_on_stage (g, (const SlShot *) shot, only_shot))
        add_shot (g, shot, views, makers, scenes);
    }
  for (guint i = 0; i < views->len; i++)
    sl_ground_add_wedge (g->drawing, &g_array_index (views, SlGroundView, i));
}

static void
draw (Ground *g, const char *only_shot)
{
  const SlScene *scene = g->scene;

  add_stage (g->drawing, &scene->stage);
  for (guint i = 0; i < scene->walls->len; i++)
    sl_ground_add_wall (g->drawing, scene->walls->pdata[i], g->feet);
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      if (mesh->entity->kind == SL_KIND_PERSON)
        add_person (g->drawing, mesh);
      else
        add_set (g->drawing, mesh);
    }
  add_prop_names (g);
  add_annotations (g);
  draw_shots (g, only_shot);
}

static void
set_titles (const Ground *g)
{
  const gboolean any = sl_plan_count (g->plan, SL_KIND_PRODUCTION) > 0;

  g->drawing->title = g_strdup (any ? sl_entity_title (sl_plan_at (g->plan, SL_KIND_PRODUCTION, 0)) : _("Plan"));
  g->drawing->subtitle = g_strdup (sl_entity_title (g->scene->stage.entity));
  g->drawing->name = g_strdup (_("Ground plan"));
}

SlDrawing *
sl_draw_ground_plan (const SlPlan *plan, SlAssets *assets, const SlGroundPlanOptions *options, GPtrArray *omissions,
                     GError **error)
{
  const char *only_shot = options->only_shot;
  g_autoptr (SlDrawing) drawing = sl_drawing_new ();
  g_autoptr (SlSceneMaker) maker = NULL;
  g_autoptr (SlScene) scene = NULL;

  if (only_shot != NULL && sl_plan_get (plan, SL_KIND_SHOT, only_shot) == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no shot “%s”; “show” lists them"), only_shot);
      return NULL;
    }
  if (only_shot != NULL && (maker = sl_scene_maker_new_shot (plan, assets, only_shot, NULL)) != NULL)
    scene = sl_scene_maker_at (maker, 0, NULL);
  if (scene == NULL)
    {
      g_clear_pointer (&maker, sl_scene_maker_free);
      maker = sl_scene_maker_new_stage (plan, assets, options->stage_id, NULL, error);
      scene = maker != NULL ? sl_scene_maker_at (maker, 0, error) : NULL;
    }
  if (scene == NULL)
    return NULL;
  g_autoptr (SlFindingMerger) left_out = sl_finding_merger_new (omissions);
  Ground ground = { drawing, plan, scene, omissions, left_out, options->feet };
  sl_finding_merger_add (left_out, sl_scene_maker_findings (maker));
  set_titles (&ground);
  draw (&ground, only_shot);
  return g_steal_pointer (&drawing);
}
