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

/* The wall while it is laid out. */
typedef struct {
  const SlWall   *wall;
  const SlPanel  *usual;
  const SlPanel **cabinets;     /* row by row from the top, NULL where none stands */
  double         *widths, *heights; /* of columns and rows (m) */
  gint64         *columns_px, *rows_px;
  SlWallColumn   *columns;
  guint32        *stretches;    /* by column */
} Layout;

static void
layout_clear (Layout *l)
{
  g_free (l->cabinets);
  g_free (l->widths);
  g_free (l->heights);
  g_free (l->columns_px);
  g_free (l->rows_px);
  g_free (l->columns);
  g_free (l->stretches);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

/* A column is as wide as its widest cabinet, a row as high as its highest, in metres as in pixels; a place left out
 * needs the usual. */
static void
measure (Layout *l, const SlPlan *plan)
{
  const guint n = (guint) l->wall->columns, rows = (guint) l->wall->rows;

  l->cabinets = g_new (const SlPanel *, (gsize) n * rows);
  l->widths = g_new0 (double, n);
  l->heights = g_new0 (double, rows);
  l->columns_px = g_new0 (gint64, n);
  l->rows_px = g_new0 (gint64, rows);
  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < n; column++)
      {
        const SlPanel *panel = panel_at (plan, l->wall, l->usual, column, row);
        const SlPanel *size = panel != NULL ? panel : l->usual;

        l->cabinets[(gsize) row * n + column] = panel;
        l->widths[column] = fmax (l->widths[column], size->width_mm / 1000);
        l->heights[row] = fmax (l->heights[row], size->height_mm / 1000);
        l->columns_px[column] = MAX (l->columns_px[column], size->pixels_w);
        l->rows_px[row] = MAX (l->rows_px[row], size->pixels_h);
      }
}

/* Columns on the wall's curve; the stretches that stand in one plane are numbered. */
static void
lay_out (Layout *l)
{
  const guint n = (guint) l->wall->columns;
  const SlList *seams = l->wall->seams;

  l->columns = g_new (SlWallColumn, n);
  sl_wall_curve_layout (l->columns, n, l->widths, seams != NULL ? sl_list_at (seams, double, 0) : NULL,
                        sl_list_n (seams));
  l->stretches = g_new0 (guint32, n);
  for (guint i = 1; i < n; i++)
    l->stretches[i] = l->stretches[i - 1]
                      + (fabs (l->columns[i].heading_rad - l->columns[i - 1].heading_rad) > 1e-9);
}

/* Whether it has the usual size and pixels and its place has no more: then it joins its neighbours. */
static gboolean
is_usual (const Layout *l, const SlPanel *panel, guint column, guint row)
{
  return panel->width_mm == l->usual->width_mm && panel->height_mm == l->usual->height_mm
         && l->widths[column] == panel->width_mm / 1000 && l->heights[row] == panel->height_mm / 1000
         && l->columns_px[column] == l->usual->pixels_w && l->rows_px[row] == l->usual->pixels_h;
}

static gint64
sum_px (const gint64 *lengths, guint n)
{
  gint64 total = 0;

  for (guint i = 0; i < n; i++)
    total += lengths[i];
  return total;
}

/* A wall's picture has the pixels of its columns and rows; a cabinet that does not fill its place, which it stands in
 * at the lower left, has its share of that place's. */
static void
place_in_picture (SlScenePanel *panel, const Layout *l, gint64 left_px, gint64 bottom_px, gint64 width_px,
                  gint64 height_px)
{
  const double share_x = panel->panel->width_mm / 1000 / l->widths[panel->column];
  const double share_y = panel->panel->height_mm / 1000 / l->heights[panel->row];
  const double right = (double) left_px + (double) l->columns_px[panel->column] * share_x;
  const double top = (double) bottom_px - (double) l->rows_px[panel->row] * share_y;

  panel->left_u = (float) ((double) left_px / (double) width_px);
  panel->right_u = (float) (right / (double) width_px);
  panel->top_v = (float) (top / (double) height_px);
  panel->bottom_v = (float) ((double) bottom_px / (double) height_px);
}

static void
place_panels (SlSceneWall *result, const Layout *l)
{
  const gint64 width_px = sum_px (l->columns_px, result->columns), height_px = sum_px (l->rows_px, result->rows);
  double z = result->height_m;
  gint64 bottom_px = 0;

  for (guint row = 0; row < result->rows; row++)
    {
      gint64 left_px = 0;

      z -= l->heights[row];
      bottom_px += l->rows_px[row];
      for (guint column = 0; column < result->columns; left_px += l->columns_px[column++])
        {
          const SlPanel *panel = l->cabinets[(gsize) row * result->columns + column];
          double turn = l->columns[column].heading_rad;
          SlVec3 corner = l->columns[column].left;

          if (panel == NULL)
            continue;
          double width = panel->width_mm / 1000, height = panel->height_mm / 1000;
          guint32 own = result->columns + result->n_panels;
          corner.z = z;
          result->panels[result->n_panels++] = (SlScenePanel) {
            .corner = sl_frame_point (&result->frame, corner),
            .right = sl_frame_direction (&result->frame, sl_vec3 (cos (turn) * width, sin (turn) * width, 0)),
            .up = sl_frame_direction (&result->frame, sl_vec3 (0, 0, height)),
            .normal = sl_frame_direction (&result->frame, sl_vec3 (sin (turn), -cos (turn), 0)),
            .column = column,
            .row = row,
            .stretch = is_usual (l, panel, column, row) ? l->stretches[column] : own,
            .panel = panel,
          };
          place_in_picture (&result->panels[result->n_panels - 1], l, left_px, bottom_px, width_px, height_px);
        }
    }
}

static double
sum (const double *lengths, guint n)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    total += lengths[i];
  return total;
}

SlSceneWall *
sl_scene_wall_new (const SlPlan *plan, const SlEntity *entity, GError **error)
{
  const SlWall *wall = (const SlWall *) entity;
  g_auto (Layout) l = { wall, sl_plan_get (plan, SL_KIND_PANEL, wall->cabinet) };
  SlSceneWall *result;

  if (wall->cabinet == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s has no cabinet; choose one from the catalogue"), entity->id);
      return NULL;
    }
  if (l.usual == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE,
                    _("%s: the cabinet “%s” is not in the plan; choose one from the catalogue"), entity->id,
                    wall->cabinet);
      return NULL;
    }
  if (wall->columns * wall->rows > SL_PLAN_MAX_CABINETS)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("%s: %d × %d cabinets are more than %d; reduce columns or rows"),
                    entity->id, (int) wall->columns, (int) wall->rows, SL_PLAN_MAX_CABINETS);
      return NULL;
    }
  measure (&l, plan);
  lay_out (&l);
  result = g_new0 (SlSceneWall, 1);
  g_atomic_ref_count_init (&result->refs);
  result->entity = sl_entity_ref (entity);
  result->role = (SlWallRole) wall->role;
  result->columns = (guint) wall->columns;
  result->rows = (guint) wall->rows;
  result->width_m = sum (l.widths, result->columns);
  result->height_m = sum (l.heights, result->rows);
  result->level_nit = wall->level_nit;
  result->usual = l.usual;
  result->frame = sl_frame_from_pose (wall->placed.position, wall->placed.pan, wall->placed.tilt, wall->placed.roll);
  result->panels = g_new (SlScenePanel, wall->columns * wall->rows);
  place_panels (result, &l);
  result->columns_px = g_steal_pointer (&l.columns_px);
  result->rows_px = g_steal_pointer (&l.rows_px);
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
  g_free (wall->columns_px);
  g_free (wall->rows_px);
  g_free (wall->panels);
  g_free (wall);
}

double
sl_scene_wall_width (const SlSceneWall *wall)
{
  return wall->n_panels > 0 ? wall->width_m : 0;
}

double
sl_scene_wall_height (const SlSceneWall *wall)
{
  return wall->n_panels > 0 ? wall->height_m : 0;
}
