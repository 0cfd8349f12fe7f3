#include "sl-ground-plan.h"

#include "sl-check.h"
#include "sl-error.h"
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

/* Free with g_free(). */
static char *
length_text (double metres, int decimals, gboolean feet)
{
  return feet ? sl_length_to_feet (metres) : sl_number_fixed (metres, decimals);
}

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
    sl_drawing_add_text (drawing, SL_LAYER_ZONE,
                         sl_vec3_add (*sl_list_at (zone->outline, SlVec3, 0), sl_vec3 (.3, .4, 0)), 0, zone->name);
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
    sl_drawing_add_text (drawing, SL_LAYER_STAGE, sl_frame_point (&frame, sl_vec3 (0, .6, 0)), 0, door->name);
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

/* --- walls --- */

static void
add_face (SlDrawing *drawing, const SlSceneWall *wall)
{
  const char *id = wall->entity->id;
  SlStroke *face = NULL;
  guint last = G_MAXUINT;

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      double depth = isnan (p->panel->depth_mm) ? .08 : p->panel->depth_mm / 1000;

      if (p->row + 1 != wall->rows)
        continue;
      if (face == NULL || p->column != last + 1)
        {
          face = sl_drawing_add (drawing, SL_STROKE_LINE, SL_LAYER_WALL, id);
          sl_drawing_add_point (drawing, face, p->corner);
        }
      sl_drawing_add_point (drawing, face, sl_vec3_add (p->corner, p->right));
      last = p->column;
      sl_drawing_add_line (drawing, SL_LAYER_WALL, id, p->corner,
                           sl_vec3_mad (p->corner, p->normal, -depth));
    }
}

static void
add_lying (SlDrawing *drawing, const SlSceneWall *wall)
{
  SlStroke *shape = sl_drawing_add (drawing, SL_STROKE_LINE, SL_LAYER_WALL, wall->entity->id);
  g_autoptr (GArray) outline = sl_outline_wall (wall);

  for (guint i = 0; i < outline->len; i++)
    sl_drawing_add_point (drawing, shape, g_array_index (outline, SlVec3, i));
  shape->closed = shape->dashed = TRUE;
}

static void
add_wall (SlDrawing *drawing, const SlSceneWall *wall, gboolean feet)
{
  if (wall->n_panels == 0)
    return;
  gboolean lies = fabs (wall->panels[0].normal.z) > .7; /* or hangs: a ceiling */
  if (lies)
    add_lying (drawing, wall);
  else
    add_face (drawing, wall);
  g_autofree char *width = length_text (sl_scene_wall_width (wall), 2, feet);
  g_autofree char *height = length_text (sl_scene_wall_height (wall), 2, feet);
  g_autofree char *text = g_strdup_printf ("%s  %s × %s%s  %d × %d", sl_entity_title (wall->entity), width, height,
                                           feet ? "" : " m", (int) wall->columns, (int) wall->rows);
  sl_drawing_add_text (drawing, SL_LAYER_WALL, sl_vec3_mad (wall->frame.o, wall->frame.y, lies ? 0 : .6), 0, text);
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

static void
add_person (SlDrawing *drawing, const SlSceneMesh *mesh)
{
  SlStroke *head = sl_drawing_add (drawing, SL_STROKE_CIRCLE, SL_LAYER_PEOPLE, mesh->entity->id);
  SlVec3 facing = sl_vec3_normalize (mesh->frame.y);

  sl_drawing_add_point (drawing, head, mesh->frame.o);
  head->radius = .25;
  sl_drawing_add_line (drawing, SL_LAYER_PEOPLE, mesh->entity->id, mesh->frame.o,
                       sl_vec3_mad (mesh->frame.o, facing, .4));
  sl_drawing_add_text (drawing, SL_LAYER_PEOPLE, sl_vec3_add (mesh->frame.o, sl_vec3 (.4, .2, 0)), 0,
                       sl_entity_title (mesh->entity));
}

/* --- shots --- */

enum { RAYS = 12, PATH = 24 };

/* A shot's camera: at its first frame, along its path, and the lengths of its lens. */
typedef struct {
  const SlShot *shot;      /* borrowed from its maker */
  SlSceneCamera first;
  SlVec3        path[PATH + 1];
  double        shortest_mm, longest_mm;
  const SlScene *scene;    /* whose walls end the view; borrowed */
} View;

static gboolean
view_init (View *view, const SlSceneMaker *maker, GError **error)
{
  SlSceneCamera camera;

  view->shot = sl_scene_maker_shot (maker);
  if (!sl_scene_maker_camera (maker, 0, &view->first, error))
    return FALSE;
  view->shortest_mm = view->longest_mm = view->first.focal_mm;
  for (int i = 0; i <= PATH; i++)
    {
      if (!sl_scene_maker_camera (maker, (double) (view->shot->frames - 1) * i / PATH, &camera, error))
        return FALSE;
      view->path[i] = camera.frame.o;
      view->shortest_mm = fmin (view->shortest_mm, camera.focal_mm);
      view->longest_mm = fmax (view->longest_mm, camera.focal_mm);
    }
  return TRUE;
}

static void
add_camera (SlDrawing *drawing, const View *view)
{
  static const double outline[][2] = {
    { 0, 0 }, { .12, .12 }, { -.12, .12 }, { 0, 0 }, { -.15, 0 }, { -.15, -.45 }, { .15, -.45 }, { .15, 0 },
  };
  const SlShot *shot = view->shot;
  const SlFrame *frame = &view->first.frame;
  SlStroke *body = sl_drawing_add (drawing, SL_STROKE_LINE, SL_LAYER_CAMERA, view->first.id);
  SlStroke *path = sl_drawing_add (drawing, SL_STROKE_LINE, SL_LAYER_MOVE, shot->entity.id);
  g_autofree char *shortest = sl_number_brief (view->shortest_mm), *longest = sl_number_brief (view->longest_mm);
  gboolean zooms = !g_str_equal (shortest, longest);
  g_autofree char *label = g_strdup_printf ("%s  %s%s%s mm", shot->number != NULL ? shot->number : shot->entity.id,
                                            shortest, zooms ? "–" : "", zooms ? longest : "");

  body->closed = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (outline); i++)
    sl_drawing_add_point (drawing, body, sl_frame_point (frame, sl_vec3 (outline[i][0], outline[i][1], 0)));
  sl_drawing_add_text (drawing, SL_LAYER_CAMERA, sl_frame_point (frame, sl_vec3 (.3, -.4, 0)), 0, label);
  for (int i = 0; i <= PATH; i++)
    sl_drawing_add_point (drawing, path, view->path[i]);
}

/* Along one axis, how far it is from `o` to the end of min … max that `direction` goes to. */
static double
way_along (double min, double max, double o, double direction)
{
  if (direction == 0)
    return INFINITY;
  return ((direction > 0 ? max : min) - o) / direction;
}

/* How far it is from `o` to where `direction` leaves the box (m); 0 outside it. */
static double
way_out (const SlBox *box, SlVec3 o, SlVec3 direction)
{
  double x = way_along (box->min.x, box->max.x, o.x, direction.x);
  double y = way_along (box->min.y, box->max.y, o.y, direction.y);

  return fmax (0, fmin (x, y));
}

/* Where a horizontal ray from `o` meets a standing wall, at most `most` metres away. */
static double
reach (const SlScene *scene, SlVec3 o, SlVec3 direction, double most)
{
  double best = most;

  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];
      for (guint i = 0; i < wall->n_panels && wall->panels[i].row == 0; i++) /* the rows come from the top */
        {
          const SlScenePanel *p = &wall->panels[i];
          double cross = direction.x * p->right.y - direction.y * p->right.x;
          double dx = p->corner.x - o.x, dy = p->corner.y - o.y;
          if (fabs (cross) < 1e-12 || fabs (p->up.z) < 1e-9)
            continue;
          double t = (dx * p->right.y - dy * p->right.x) / cross, s = (dx * direction.y - dy * direction.x) / cross;
          if (t > 0 && s >= 0 && s <= 1)
            best = fmin (best, t);
        }
    }
  return best;
}

/* It ends at the edge of all else that is drawn, so that it does not move the stage off the paper. */
static void
add_wedge (SlDrawing *drawing, const View *view)
{
  const SlFrame *frame = &view->first.frame;
  const SlBox box = drawing->box;
  SlStroke *wedge = sl_drawing_add (drawing, SL_STROKE_LINE, SL_LAYER_FRUSTUM, view->shot->entity.id);

  wedge->filled = wedge->closed = TRUE;
  sl_drawing_add_point (drawing, wedge, frame->o);
  for (int i = 0; i <= RAYS; i++)
    {
      SlVec3 direction = sl_frame_direction (frame, sl_vec3 (view->first.tan_h * (2. * i / RAYS - 1), 1, 0));
      direction.z = 0;
      direction = sl_vec3_normalize (direction);
      double length = reach (view->scene, frame->o, direction, way_out (&box, frame->o, direction));
      sl_drawing_add_point (drawing, wedge, sl_vec3_mad (frame->o, direction, length));
    }
}

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
  View view = { .scene = g->scene };

  if (maker == NULL)
    {
      omit_shot (g, entity, error);
      return;
    }
  g_ptr_array_add (makers, maker);
  sl_finding_merger_add (g->left_out, sl_scene_maker_findings_of_values (maker));
  if (!view_init (&view, maker, &error))
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
  add_camera (g->drawing, &view);
  g_array_append_val (views, view);
}

/* --- marks and dimensions --- */

static void
add_dimension (SlDrawing *drawing, const SlSceneDimension *d, gboolean feet)
{
  SlVec3 along = sl_vec3_sub (d->to, d->from), side = sl_vec3_normalize (sl_vec3 (-along.y, along.x, 0));
  SlVec3 a = sl_vec3_mad (d->from, side, d->offset), b = sl_vec3_mad (d->to, side, d->offset);
  SlVec3 middle = sl_vec3_mad (sl_vec3_lerp (a, b, .5), side, .12);
  double angle = atan2 (along.y, along.x) * 180 / G_PI;
  g_autofree char *length = length_text (sl_vec3_length (along), 3, feet);
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
  sl_drawing_add_text (drawing, SL_LAYER_MARK, sl_vec3_add (p, sl_vec3 (-.35, -.35, 0)), 0,
                       sl_entity_title (mark->entity));
}

static void
add_annotations (const Ground *g)
{
  for (guint i = 0; i < g->scene->marks->len; i++)
    add_mark (g->drawing, &g_array_index (g->scene->marks, SlScenePlace, i));
  for (guint i = 0; i < g->scene->dimensions->len; i++)
    add_dimension (g->drawing, &g_array_index (g->scene->dimensions, SlSceneDimension, i), g->feet);
}

/* --- all of it --- */

static void
draw_shots (Ground *g, const char *only_shot)
{
  g_autoptr (GPtrArray) makers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_maker_free);
  g_autoptr (GPtrArray) scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_scene_free);
  g_autoptr (GArray) views = g_array_new (FALSE, FALSE, sizeof (View));

  for (guint i = 0; i < sl_plan_count (g->plan, SL_KIND_SHOT); i++)
    {
      const SlEntity *shot = sl_plan_at (g->plan, SL_KIND_SHOT, i);
      if (is_on_stage (g, (const SlShot *) shot, only_shot))
        add_shot (g, shot, views, makers, scenes);
    }
  for (guint i = 0; i < views->len; i++)
    add_wedge (g->drawing, &g_array_index (views, View, i));
}

static void
draw (Ground *g, const char *only_shot)
{
  const SlScene *scene = g->scene;

  add_stage (g->drawing, &scene->stage);
  for (guint i = 0; i < scene->walls->len; i++)
    add_wall (g->drawing, scene->walls->pdata[i], g->feet);
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      if (mesh->entity->kind == SL_KIND_PERSON)
        add_person (g->drawing, mesh);
      else
        add_set (g->drawing, mesh);
    }
  add_annotations (g);
  draw_shots (g, only_shot);
}

static void
set_titles (const Ground *g)
{
  const SlEntity *production = NULL;

  if (sl_plan_count (g->plan, SL_KIND_PRODUCTION) > 0)
    production = sl_plan_at (g->plan, SL_KIND_PRODUCTION, 0);
  g->drawing->title = g_strdup_printf ("%s – %s", production != NULL ? sl_entity_title (production) : _("Plan"),
                                       _("Ground plan"));
  g->drawing->subtitle = g_strdup (sl_entity_title (g->scene->stage.entity));
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
