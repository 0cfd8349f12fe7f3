#include "sl-wall-dock.h"

#include "sl-operation-private.h"

#define UPRIGHT .99  /* of a wall's own Z */
#define NEAR    1e-5 /* m, and of a unit vector's numbers: files round to less */
#define LEAST   3.   /* m, of a floor before a flat wall */

/* The wall from above, in its own frame: x to the viewer's right, y upstage. */
typedef struct {
  SlBox     box;
  GArray   *faces; /* SlWallFace in that frame, owned */
} Plot;

static void
plot_clear (Plot *plot)
{
  g_array_unref (plot->faces);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plot, plot_clear)

static void
plot_wall (const SlSceneWall *wall, Plot *plot)
{
  plot->faces = sl_wall_faces (wall);
  plot->box = sl_box_empty ();
  for (guint i = 0; i < plot->faces->len; i++)
    {
      SlWallFace *face = &g_array_index (plot->faces, SlWallFace, i);

      face->left = sl_frame_unpoint (&wall->frame, face->left);
      face->right = sl_frame_unpoint (&wall->frame, face->right);
      sl_box_add (&plot->box, face->left);
      sl_box_add (&plot->box, face->right);
    }
}

/* How far upstage (m) the wall lets one go at `x`; nothing holds one beside it. */
static double
reach_at (const Plot *plot, double x)
{
  double reach = INFINITY;

  for (guint i = 0; i < plot->faces->len; i++)
    {
      const SlWallFace *face = &g_array_index (plot->faces, SlWallFace, i);
      const double low = fmin (face->left.x, face->right.x), high = fmax (face->left.x, face->right.x);

      if (x < low - 1e-9 || x > high + 1e-9 || high - low < 1e-9)
        continue;
      reach = fmin (reach, face->left.y + (face->right.y - face->left.y) * (x - face->left.x)
                                              / (face->right.x - face->left.x));
    }
  return reach;
}

/* The least of it between two x: at the ends and where cabinets meet. */
static double
reach_between (const Plot *plot, double x0, double x1)
{
  double reach = fmin (reach_at (plot, x0), reach_at (plot, x1));

  for (guint i = 0; i < plot->faces->len; i++)
    {
      const SlVec3 points[] = { g_array_index (plot->faces, SlWallFace, i).left,
                                g_array_index (plot->faces, SlWallFace, i).right };
      for (guint k = 0; k < 2; k++)
        if (points[k].x > x0 && points[k].x < x1)
          reach = fmin (reach, points[k].y);
    }
  return reach;
}

static double
middle_of (const Plot *plot)
{
  return (plot->box.min.x + plot->box.max.x) / 2;
}

/* Leaves out the cabinets of a floor that would stand in the wall. Its rows count from the wall, at `back` (m). */
static void
cut_to_wall (SlWallGrid *cut, const Plot *plot, double back, const SlPanel *cabinet)
{
  const double w = cabinet->width_mm / 1000, h = cabinet->height_mm / 1000;
  const double left = middle_of (plot) - w * cut->columns / 2;

  for (guint column = 0; column < cut->columns; column++)
    {
      const double x = left + w * column;
      /* a hair of the cabinet's edge may lie in the seam */
      const double over = back - reach_between (plot, x + 1e-6, x + w - 1e-6) - 1e-3;
      const guint out = over > 0 ? (guint) fmin (cut->rows, ceil (over / h)) : 0;

      for (guint row = 0; row < out; row++)
        cut->ids[(gsize) row * cut->columns + column] = "";
    }
}

gboolean
sl_wall_can_dock (const SlSceneWall *wall)
{
  return wall->n_panels > 0 && fabs (wall->frame.z.z) >= UPRIGHT;
}

static gboolean
choose_size (const Plot *plot, const SlWallDocking *docking, gint64 *columns, gint64 *rows, GError **error)
{
  const double width = isnan (docking->width) ? plot->box.max.x - plot->box.min.x : docking->width;
  const double depth = isnan (docking->depth) ? fmax (LEAST, plot->box.max.y - plot->box.min.y) : docking->depth;

  *columns = docking->columns;
  *rows = docking->rows;
  return (*columns > 0 || sl_wall_whole (width, docking->cabinet->width_mm, "columns", columns, error))
         && (*rows > 0 || sl_wall_whole (depth, docking->cabinet->height_mm, "rows", rows, error))
         && sl_wall_check_size (*columns, *rows, error);
}

/* Of its frame, which has its origin at its bottom middle, in the wall's. */
static SlVec3
foot_of (const SlSceneWall *wall, const Plot *plot, const SlWallDocking *docking, double gap, gint64 rows)
{
  const double back = plot->box.max.y;

  if (docking->is_floor) /* its top row is at the wall, so its bottom edge lies toward the viewer */
    return sl_vec3 (middle_of (plot), back - gap - (double) rows * docking->cabinet->height_mm / 1000, 0);
  return sl_vec3 (middle_of (plot), back, wall->height_m + gap); /* its bottom edge is over the wall's deepest point */
}

gboolean
sl_wall_dock_lay (const SlSceneWall *wall, const SlWallDocking *docking, SlWallLying *lying, GError **error)
{
  const double usual = docking->is_floor ? 0 : SL_WALL_CEILING_GAP;
  const double gap = isnan (docking->gap) ? usual : docking->gap;
  g_auto (Plot) plot = { 0 };
  gint64 columns, rows;
  double tilt, roll;

  plot_wall (wall, &plot);
  if (!choose_size (&plot, docking, &columns, &rows, error))
    return FALSE;
  sl_frame_to_pose (&wall->frame, &lying->pan, &tilt, &roll);
  lying->tilt = docking->is_floor ? -90 : 90;
  lying->position = sl_frame_point (&wall->frame, foot_of (wall, &plot, docking, gap, rows));
  sl_wall_grid_init (&lying->cut, (guint) columns, (guint) rows);
  if (docking->is_floor)
    cut_to_wall (&lying->cut, &plot, plot.box.max.y - gap, docking->cabinet);
  return TRUE;
}

double
sl_wall_dock_gap (const SlSceneWall *wall, const SlWallDocking *docking, const SlFrame *frame)
{
  g_auto (SlWallLying) lying = { 0 };
  SlWallDocking close = *docking;

  close.gap = 0;
  if (!sl_wall_dock_lay (wall, &close, &lying, NULL))
    return NAN;
  SlFrame at = sl_frame_from_pose (lying.position, lying.pan, lying.tilt, 0);
  const SlVec3 way = sl_vec3_sub (sl_frame_unpoint (&wall->frame, frame->o), sl_frame_unpoint (&wall->frame, at.o));
  const double gap = docking->is_floor ? -way.y : way.z;
  at.o = sl_vec3_add (at.o, sl_frame_direction (&wall->frame, docking->is_floor ? sl_vec3 (0, -gap, 0)
                                                                                : sl_vec3 (0, 0, gap)));
  return sl_frames_alike (&at, frame) ? gap : NAN;
}

double
sl_wall_dock_clear (const SlSceneWall *wall, double width_m)
{
  g_auto (Plot) plot = { 0 };

  plot_wall (wall, &plot);
  const double middle = middle_of (&plot), half = width_m / 2;
  const double reach = reach_between (&plot, middle - half + 1e-6, middle + half - 1e-6);
  return isfinite (reach) ? plot.box.max.y - reach : 0;
}

gboolean
sl_frames_alike (const SlFrame *a, const SlFrame *b)
{
  return sl_vec3_length (sl_vec3_sub (a->o, b->o)) < NEAR && sl_vec3_length (sl_vec3_sub (a->x, b->x)) < NEAR
         && sl_vec3_length (sl_vec3_sub (a->y, b->y)) < NEAR && sl_vec3_length (sl_vec3_sub (a->z, b->z)) < NEAR;
}

void
sl_wall_lying_clear (SlWallLying *lying)
{
  sl_wall_grid_clear (&lying->cut);
}
