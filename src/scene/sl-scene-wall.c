#include "sl-scene-private.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-limits.h"
#include "sl-wall-curve.h"

/* Which cabinet stands at a place: the wall's, another, or NULL for none. */
static const SlPanel *
panel_at (const SlPlan *plan, const SlWall *wall, const SlPanel *usual, guint column, guint row)
{
  for (guint i = sl_list_n (wall->patches); i-- > 0;)
    {
      const SlPatch *patch = sl_list_at (wall->patches, SlPatch, i);
      if (column >= patch->column && column < patch->column + patch->columns && row >= patch->row
          && row < patch->row + patch->rows)
        return sl_plan_get (plan, SL_KIND_PANEL, patch->cabinet);
    }
  return usual;
}

/* Numbers the stretches of columns that stand in one plane. Free with g_free(). */
static guint32 *
stretches (const SlWallColumn *columns, guint n)
{
  guint32 *numbers = g_new0 (guint32, n);

  for (guint i = 1; i < n; i++)
    numbers[i] = numbers[i - 1] + (fabs (columns[i].heading_rad - columns[i - 1].heading_rad) > 1e-9);
  return numbers;
}

SlSceneWall *
sl_scene_wall_new (const SlPlan *plan, const SlEntity *entity, GError **error)
{
  const SlWall *wall = (const SlWall *) entity;
  const SlPanel *usual = sl_plan_get (plan, SL_KIND_PANEL, wall->cabinet);
  g_autofree SlWallColumn *columns = NULL;
  g_autofree guint32 *stretch = NULL;
  SlSceneWall *result;

  if (usual == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE,
                    _("%s: the cabinet “%s” is not in the plan; choose one from the catalogue"), entity->id,
                    wall->cabinet != NULL ? wall->cabinet : "");
      return NULL;
    }
  if (wall->columns * wall->rows > SL_PLAN_MAX_CABINETS)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s: %d × %d cabinets are more than %d; reduce columns or rows"),
                    entity->id, (int) wall->columns, (int) wall->rows, SL_PLAN_MAX_CABINETS);
      return NULL;
    }
  double width = usual->width_mm / 1000, height = usual->height_mm / 1000;
  columns = g_new (SlWallColumn, wall->columns);
  sl_wall_curve_layout (columns, (size_t) wall->columns, width,
                        wall->seams != NULL ? sl_list_at (wall->seams, double, 0) : NULL, sl_list_n (wall->seams));
  stretch = stretches (columns, (guint) wall->columns);
  result = g_new0 (SlSceneWall, 1);
  g_atomic_ref_count_init (&result->refs);
  result->entity = sl_entity_ref (entity);
  result->role = (SlWallRole) wall->role;
  result->columns = (guint) wall->columns;
  result->rows = (guint) wall->rows;
  result->level_nit = wall->level_nit;
  result->usual = usual;
  result->frame = sl_frame_from_pose (wall->placed.position, wall->placed.pan, wall->placed.tilt, wall->placed.roll);
  result->panels = g_new (SlScenePanel, wall->columns * wall->rows);
  for (guint row = 0; row < wall->rows; row++)
    for (guint column = 0; column < wall->columns; column++)
      {
        const SlPanel *panel = panel_at (plan, wall, usual, column, row);
        double turn = columns[column].heading_rad;
        SlVec3 corner = columns[column].left;

        if (panel == NULL)
          continue;
        corner.z = (double) (wall->rows - 1 - row) * height;
        result->panels[result->n_panels++] = (SlScenePanel) {
          .corner = sl_frame_point (&result->frame, corner),
          .right = sl_frame_direction (&result->frame, sl_vec3 (cos (turn) * width, sin (turn) * width, 0)),
          .up = sl_frame_direction (&result->frame, sl_vec3 (0, 0, height)),
          .normal = sl_frame_direction (&result->frame, sl_vec3 (sin (turn), -cos (turn), 0)),
          .column = column,
          .row = row,
          .stretch = stretch[column],
          .panel = panel,
        };
      }
  return result;
}

SlSceneWall *
sl_scene_wall_ref (SlSceneWall *wall)
{
  g_atomic_ref_count_inc (&wall->refs);
  return wall;
}

void
sl_scene_wall_unref (SlSceneWall *wall)
{
  if (wall == NULL || !g_atomic_ref_count_dec (&wall->refs))
    return;
  sl_entity_unref (wall->entity);
  g_free (wall->panels);
  g_free (wall);
}

double
sl_scene_wall_width (const SlSceneWall *wall)
{
  return wall->n_panels > 0 ? sl_vec3_length (wall->panels[0].right) * wall->columns : 0;
}

double
sl_scene_wall_height (const SlSceneWall *wall)
{
  return wall->n_panels > 0 ? sl_vec3_length (wall->panels[0].up) * wall->rows : 0;
}
