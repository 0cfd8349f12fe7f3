#include "sl-drawing.h"

#include "sl-i18n.h"

static const char *const layer_names[SL_N_LAYERS] = {
  "STAGE", "GRID", "SAFE-ZONE", "LED-WALL", "SET", "PEOPLE", "CAMERA", "FRUSTUM", "MOVE", "MARK", "DIMENSION",
};

static void
shape_free (gpointer data)
{
  SlStroke *shape = data;

  g_array_unref (shape->points);
  g_free (shape->text);
  g_free (shape->id);
  g_free (shape);
}

SlDrawing *
sl_drawing_new (void)
{
  SlDrawing *drawing = g_new0 (SlDrawing, 1);

  drawing->shapes = g_ptr_array_new_with_free_func (shape_free);
  drawing->box = sl_box_empty ();
  return drawing;
}

void
sl_drawing_free (SlDrawing *drawing)
{
  if (drawing == NULL)
    return;
  g_ptr_array_unref (drawing->shapes);
  g_free (drawing->title);
  g_free (drawing->subtitle);
  g_free (drawing);
}

const char *
sl_layer_name (SlLayer layer)
{
  return layer_names[layer];
}

char *
sl_drawing_dump (const SlDrawing *drawing)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < drawing->shapes->len; i++)
    {
      const SlStroke *shape = drawing->shapes->pdata[i];
      g_string_append_printf (out, "%s%s", layer_names[shape->layer], shape->closed ? " closed" : "");
      for (guint k = 0; k < shape->points->len; k++)
        g_string_append_printf (out, " %.3f,%.3f", g_array_index (shape->points, SlVec3, k).x, g_array_index (shape->points, SlVec3, k).y);
      if (shape->radius > 0)
        g_string_append_printf (out, " r %.3f", shape->radius);
      g_string_append_printf (out, "%s%s\n", shape->text != NULL ? " " : "", shape->text != NULL ? shape->text : "");
    }
  return g_string_free (out, FALSE);
}

/* --- adding shapes --- */

static SlStroke *
add (SlDrawing *drawing, SlStrokeKind kind, SlLayer layer, const char *id)
{
  SlStroke *shape = g_new0 (SlStroke, 1);

  shape->kind = kind;
  shape->layer = layer;
  shape->points = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  shape->id = g_strdup (id);
  g_ptr_array_add (drawing->shapes, shape);
  return shape;
}

static void
add_point (SlDrawing *drawing, SlStroke *shape, SlVec3 p)
{
  g_array_append_val (shape->points, p);
  sl_box_add (&drawing->box, p);
}

static SlStroke *
add_line (SlDrawing *drawing, SlLayer layer, const char *id, SlVec3 a, SlVec3 b)
{
  SlStroke *shape = add (drawing, SL_STROKE_LINE, layer, id);

  add_point (drawing, shape, a);
  add_point (drawing, shape, b);
  return shape;
}

static void
add_text (SlDrawing *drawing, SlLayer layer, SlVec3 at, double angle_deg, const char *text)
{
  SlStroke *shape = add (drawing, SL_STROKE_TEXT, layer, NULL);

  add_point (drawing, shape, at);
  shape->text = g_strdup (text);
  shape->angle = angle_deg;
}

static void
add_outline (SlDrawing *drawing, SlLayer layer, const char *id, const SlList *outline, gboolean dashed)
{
  SlStroke *shape;

  if (sl_list_n (outline) < 2)
    return;
  shape = add (drawing, SL_STROKE_LINE, layer, id);
  shape->closed = TRUE;
  shape->dashed = dashed;
  for (guint i = 0; i < outline->n; i++)
    add_point (drawing, shape, *sl_list_at (outline, SlVec3, i));
}

/* --- the ground plan --- */

static void
add_stage (SlDrawing *drawing, const SlStage *stage)
{
  add_outline (drawing, SL_LAYER_STAGE, stage->entity.id, stage->outline, FALSE);
  for (guint i = 0; i < sl_list_n (stage->zones); i++)
    {
      const SlZone *zone = sl_list_at (stage->zones, SlZone, i);
      add_outline (drawing, SL_LAYER_ZONE, stage->entity.id, zone->outline, TRUE);
      if (sl_list_n (zone->outline) > 0 && zone->name != NULL)
        add_text (drawing, SL_LAYER_ZONE, sl_vec3_add (*sl_list_at (zone->outline, SlVec3, 0), sl_vec3 (.3, .4, 0)), 0, zone->name);
    }
  for (guint i = 0; i < sl_list_n (stage->doors); i++)
    {
      const SlDoor *door = sl_list_at (stage->doors, SlDoor, i);
      SlFrame frame = sl_frame_from_pose (door->position, door->pan, 0, 0);
      for (int side = -1; side <= 1; side += 2) /* jambs */
        add_line (drawing, SL_LAYER_STAGE, stage->entity.id, sl_frame_point (&frame, sl_vec3 (side * door->width / 2, -.3, 0)), sl_frame_point (&frame, sl_vec3 (side * door->width / 2, .3, 0)));
      if (door->name != NULL)
        add_text (drawing, SL_LAYER_STAGE, sl_frame_point (&frame, sl_vec3 (0, .6, 0)), 0, door->name);
    }
}

static void
add_wall (SlDrawing *drawing, const SlSceneWall *wall)
{
  const SlWall *entity = (const SlWall *) wall->entity;
  gboolean flat_above = entity->role == SL_WALL_CEILING || entity->role == SL_WALL_FLOOR;
  SlStroke *face = NULL;
  guint last = G_MAXUINT;

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *panel = &wall->panels[i];
      SlVec3 right = sl_vec3_add (panel->corner, panel->right);

      if (flat_above)
        continue;
      if (panel->row + 1 != entity->rows)
        continue;
      if (face == NULL || panel->column != last + 1)
        {
          face = add (drawing, SL_STROKE_LINE, SL_LAYER_WALL, entity->entity.id);
          add_point (drawing, face, panel->corner);
        }
      add_point (drawing, face, right);
      last = panel->column;
      double depth = isnan (panel->panel->depth_mm) ? .08 : panel->panel->depth_mm / 1000;
      add_line (drawing, SL_LAYER_WALL, entity->entity.id, panel->corner, sl_vec3_mad (panel->corner, panel->normal, -depth));
    }
  if (flat_above) /* hangs or lies: its outline */
    {
      SlStroke *outline = add (drawing, SL_STROKE_LINE, SL_LAYER_WALL, entity->entity.id);
      double half = sl_scene_wall_width (wall) / 2, height = sl_scene_wall_height (wall);
      const SlVec3 corners[] = { { -half, 0, 0 }, { half, 0, 0 }, { half, 0, height }, { -half, 0, height } };
      for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
        add_point (drawing, outline, sl_frame_point (&wall->frame, corners[i]));
      outline->closed = outline->dashed = TRUE;
    }
  if (wall->n_panels > 0)
    {
      g_autofree char *text = g_strdup_printf ("%s  %.2f × %.2f m  %d × %d", sl_entity_title (wall->entity), sl_scene_wall_width (wall), sl_scene_wall_height (wall),
                                               (int) entity->columns, (int) entity->rows);
      add_text (drawing, SL_LAYER_WALL, sl_vec3_mad (wall->frame.o, wall->frame.y, flat_above ? 0 : .6), 0, text);
    }
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const SlVec3 *p = a, *q = b;
  return p->x != q->x ? (p->x < q->x ? -1 : 1) : (p->y > q->y) - (p->y < q->y);
}

/* The outline of a mesh from above: its convex hull (Andrew's monotone chain). */
static void
add_hull (SlDrawing *drawing, const SlSceneMesh *mesh)
{
  guint n = mesh->mesh->n_vertices, step = MAX (1, n / 5000), used = 0, kept = 0;
  g_autofree SlVec3 *points = g_new (SlVec3, n + 1), *hull = g_new (SlVec3, 2 * (gsize) n + 2);
  SlStroke *shape;

  for (guint i = 0; i < n; i += step)
    {
      const float *p = mesh->mesh->positions + 3 * (gsize) i;
      points[used++] = sl_frame_point (&mesh->frame, sl_vec3 ((double) p[0], (double) p[1], (double) p[2]));
    }
  qsort (points, used, sizeof *points, compare_points);
#define TURN(o, a, b) (((a).x - (o).x) * ((b).y - (o).y) - ((a).y - (o).y) * ((b).x - (o).x))
  for (guint i = 0; i < used; i++)
    {
      while (kept >= 2 && TURN (hull[kept - 2], hull[kept - 1], points[i]) <= 0)
        kept--;
      hull[kept++] = points[i];
    }
  guint lower = kept + 1;
  for (guint i = used - 1; i-- > 0;)
    {
      while (kept >= lower && TURN (hull[kept - 2], hull[kept - 1], points[i]) <= 0)
        kept--;
      hull[kept++] = points[i];
    }
#undef TURN
  if (kept < 4)
    return;
  shape = add (drawing, SL_STROKE_LINE, mesh->role == SL_ROLE_TALENT ? SL_LAYER_PEOPLE : SL_LAYER_SET, mesh->entity->id);
  shape->closed = TRUE;
  shape->filled = TRUE;
  for (guint i = 0; i + 1 < kept; i++)
    add_point (drawing, shape, hull[i]);
}

static void
add_person (SlDrawing *drawing, const SlSceneMesh *mesh)
{
  SlStroke *head = add (drawing, SL_STROKE_CIRCLE, SL_LAYER_PEOPLE, mesh->entity->id);
  SlVec3 facing = sl_vec3_normalize (mesh->frame.y);

  add_point (drawing, head, mesh->frame.o);
  head->radius = .25;
  add_line (drawing, SL_LAYER_PEOPLE, mesh->entity->id, mesh->frame.o, sl_vec3_mad (mesh->frame.o, facing, .4));
  add_text (drawing, SL_LAYER_PEOPLE, sl_vec3_add (mesh->frame.o, sl_vec3 (.4, .2, 0)), 0, sl_entity_title (mesh->entity));
}

/* Where a horizontal ray from `o` meets a standing wall, at most `most` metres away. */
static double
reach (const SlScene *scene, SlVec3 o, SlVec3 direction, double most)
{
  double best = most;

  for (guint w = 0; w < scene->walls->len; w++)
    {
      const SlSceneWall *wall = scene->walls->pdata[w];
      for (guint i = 0; i < wall->n_panels; i++)
        {
          const SlScenePanel *p = &wall->panels[i];
          double cross = direction.x * p->right.y - direction.y * p->right.x, dx = p->corner.x - o.x, dy = p->corner.y - o.y;
          if (p->row != 0 || fabs (cross) < 1e-12 || fabs (p->up.z) < 1e-9)
            continue;
          double t = (dx * p->right.y - dy * p->right.x) / cross, s = (dx * direction.y - dy * direction.x) / cross;
          if (t > 0 && s >= 0 && s <= 1)
            best = fmin (best, t);
        }
    }
  return best;
}

static void
add_view (SlDrawing *drawing, const SlScene *stage, const SlSceneCamera *camera, const SlShot *shot)
{
  SlStroke *wedge = add (drawing, SL_STROKE_LINE, SL_LAYER_FRUSTUM, shot->entity.id);
  SlStroke *body = add (drawing, SL_STROKE_LINE, SL_LAYER_CAMERA, camera->id);
  g_autofree char *label = g_strdup_printf ("%s  %g mm", shot->number != NULL ? shot->number : shot->entity.id,
                                            camera->focal_mm);
  static const double outline[][2] = { { 0, 0 }, { .12, .12 }, { -.12, .12 }, { 0, 0 }, { -.15, 0 }, { -.15, -.45 }, { .15, -.45 }, { .15, 0 } };

  wedge->filled = TRUE;
  wedge->closed = TRUE;
  add_point (drawing, wedge, camera->frame.o);
  for (int i = 0; i <= 12; i++)
    {
      SlVec3 direction = sl_frame_direction (&camera->frame, sl_vec3 (camera->tan_h * (i / 6. - 1), 1, 0));
      direction.z = 0;
      direction = sl_vec3_normalize (direction);
      add_point (drawing, wedge, sl_vec3_mad (camera->frame.o, direction, reach (stage, camera->frame.o, direction, 40)));
    }
  body->closed = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (outline); i++)
    add_point (drawing, body, sl_frame_point (&camera->frame, sl_vec3 (outline[i][0], outline[i][1], 0)));
  add_text (drawing, SL_LAYER_CAMERA, sl_frame_point (&camera->frame, sl_vec3 (.3, -.4, 0)), 0, label);
}

static gboolean
add_shot (SlDrawing *drawing, const SlScene *stage, const SlSetup *setup, const char *shot_id, GError **error)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_shot (stage->plan, NULL, shot_id, error);
  g_autoptr (SlScene) own = NULL; /* where other walls end the view than those of the stage as built */
  const SlShot *shot = maker != NULL ? sl_scene_maker_shot (maker) : NULL;
  SlSceneCamera camera;
  SlStroke *path;

  if (maker == NULL || !sl_scene_maker_camera (maker, 0, &camera, error))
    return FALSE;
  if (sl_list_n (setup->absent) + sl_list_n (setup->values) > 0 || !sl_scene_maker_is_still (maker))
    own = sl_scene_maker_at (maker, 0, NULL);
  add_view (drawing, own != NULL ? own : stage, &camera, shot);
  path = add (drawing, SL_STROKE_LINE, SL_LAYER_MOVE, shot->entity.id);
  for (int i = 0; i <= 24; i++)
    {
      if (!sl_scene_maker_camera (maker, (double) (shot->frames - 1) * i / 24, &camera, error))
        return FALSE;
      add_point (drawing, path, camera.frame.o);
    }
  return TRUE;
}

static void
add_dimension (SlDrawing *drawing, const SlDimension *d)
{
  SlVec3 along = sl_vec3_sub (d->to, d->from), side = sl_vec3_normalize (sl_vec3 (-along.y, along.x, 0));
  SlVec3 a = sl_vec3_mad (d->from, side, d->offset), b = sl_vec3_mad (d->to, side, d->offset);
  double angle = atan2 (along.y, along.x) * 180 / G_PI;
  g_autofree char *text = g_strdup_printf ("%.3f m", sl_vec3_length (along));

  add_line (drawing, SL_LAYER_DIMENSION, d->entity.id, d->from, a);
  add_line (drawing, SL_LAYER_DIMENSION, d->entity.id, d->to, b);
  add_line (drawing, SL_LAYER_DIMENSION, d->entity.id, a, b);
  for (int end = 0; end < 2; end++) /* ticks at 45° */
    {
      SlVec3 p = end == 0 ? a : b, tick = sl_vec3_scale (sl_vec3_normalize (sl_vec3_add (sl_vec3_normalize (along), side)), .12);
      add_line (drawing, SL_LAYER_DIMENSION, d->entity.id, sl_vec3_sub (p, tick), sl_vec3_add (p, tick));
    }
  add_text (drawing, SL_LAYER_DIMENSION, sl_vec3_mad (sl_vec3_scale (sl_vec3_add (a, b), .5), side, .12), angle > 90 || angle <= -90 ? angle + 180 : angle, text);
}

static void
add_annotations (SlDrawing *drawing, const SlPlan *plan, const char *stage_id)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_MARK); i++)
    {
      const SlMark *mark = (const SlMark *) sl_plan_at (plan, SL_KIND_MARK, i);
      SlVec3 p = mark->placed.position;
      if (g_strcmp0 (mark->placed.stage, stage_id) != 0)
        continue;
      add_line (drawing, SL_LAYER_MARK, mark->entity.id, sl_vec3_add (p, sl_vec3 (-.2, 0, 0)), sl_vec3_add (p, sl_vec3 (.2, 0, 0)));
      add_line (drawing, SL_LAYER_MARK, mark->entity.id, sl_vec3_add (p, sl_vec3 (0, -.2, 0)), sl_vec3_add (p, sl_vec3 (0, .2, 0)));
      add_text (drawing, SL_LAYER_MARK, sl_vec3_add (p, sl_vec3 (-.35, -.35, 0)), 0, sl_entity_title (&mark->entity));
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_DIMENSION); i++)
    {
      const SlDimension *dimension = (const SlDimension *) sl_plan_at (plan, SL_KIND_DIMENSION, i);
      if (g_strcmp0 (dimension->stage, stage_id) == 0)
        add_dimension (drawing, dimension);
    }
}

SlDrawing *
sl_draw_ground_plan (const SlPlan *plan, SlAssets *assets, const char *stage_id, const char *only_shot, GError **error)
{
  g_autoptr (SlDrawing) drawing = sl_drawing_new ();
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (plan, assets, stage_id, NULL, error);
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, 0, error) : NULL;
  const SlEntity *production = sl_plan_count (plan, SL_KIND_PRODUCTION) > 0 ? sl_plan_at (plan, SL_KIND_PRODUCTION, 0) : NULL;

  if (scene == NULL)
    return NULL;
  drawing->title = g_strdup_printf ("%s – %s", production != NULL ? sl_entity_title (production) : _("Plan"), _("Ground plan"));
  drawing->subtitle = g_strdup (sl_entity_title (&scene->stage->entity));
  add_stage (drawing, scene->stage);
  for (guint i = 0; i < scene->walls->len; i++)
    add_wall (drawing, scene->walls->pdata[i]);
  for (guint i = 0; i < scene->meshes->len; i++)
    {
      const SlSceneMesh *mesh = scene->meshes->pdata[i];
      if (mesh->entity->kind == SL_KIND_PERSON)
        add_person (drawing, mesh);
      else
        add_hull (drawing, mesh);
    }
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SHOT); i++)
    {
      const SlShot *shot = (const SlShot *) sl_plan_at (plan, SL_KIND_SHOT, i);
      const SlSetup *setup = sl_plan_get (plan, SL_KIND_SETUP, shot->setup);
      if (setup == NULL || g_strcmp0 (setup->stage, stage_id) != 0 || (only_shot != NULL && !g_str_equal (only_shot, shot->entity.id)))
        continue;
      if (!add_shot (drawing, scene, setup, shot->entity.id, error))
        return NULL;
    }
  add_annotations (drawing, plan, stage_id);
  return g_steal_pointer (&drawing);
}
