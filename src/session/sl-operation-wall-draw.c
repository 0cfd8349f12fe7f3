/* Walls by intention: drawn on the floor. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-wall-curve.h"

#define DEG (3.14159265358979323846 / 180)

typedef struct {
  SlRecord    record;
  const char *stage, *cabinet, *name;
  SlList     *points;
  gboolean    arc;
  double      height;
  gint64      rows;
} Draw;

static const SlField draw_fields[] = {
  OPTION (Draw, points, N_("Points"), LIST, .item = SL_TYPE_VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("On the floor along the LED face, from the viewer's left, separated by commas")),
  OPTION (Draw, arc, N_("Arc"), BOOL, .def = "false", .help = N_("Three points are an arc through them")),
  OPTION (Draw, height, N_("Height"), REAL, .unit = SL_UNIT_METRE, .min = 0.01, .max = 2000, .def = "5",
          .help = N_("In whole cabinets")),
  OPTION (Draw, rows, N_("Rows"), INTEGER, .max = 2000, .def = "0", .help = N_("0: as high as said")),
  OPTION (Draw, cabinet, N_("Cabinet"), TEXT, .help = N_("Its id; unset: the catalogue's default")),
  OPTION (Draw, stage, N_("Stage"), TEXT, .help = N_("Its id; unset: the first")),
  OPTION (Draw, name, N_("Name"), TEXT, .help = N_("Unset: “Wall” with a number")),
};
OPTIONS (draw_options, "wall-draw", N_("Draw a wall"), Draw, draw_fields);

/* What was drawn, in whole cabinets. */
typedef struct {
  gint64  columns;
  double *seams;   /* columns − 1, owned */
  double  heading; /* of the first cabinet (rad) */
} Course;

static double
level_distance (SlVec3 a, SlVec3 b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

static double
heading_of (SlVec3 a, SlVec3 b)
{
  return atan2 (b.y - a.y, b.x - a.x);
}

/* Straight pieces in whole cabinets, and a seam at each bend. */
static gboolean
course_of_lines (const SlList *points, const SlPanel *cabinet, Course *course, GError **error)
{
  const SlVec3 *p = sl_list_at (points, SlVec3, 0);
  const guint n = sl_list_n (points);
  g_autofree gint64 *columns = g_new0 (gint64, n);
  gint64 at = 0;

  for (guint i = 0; i + 1 < n; i++)
    {
      if (!sl_wall_whole (level_distance (p[i], p[i + 1]), cabinet->width_mm, "columns", &columns[i], error))
        return FALSE;
      course->columns += columns[i];
    }
  course->heading = heading_of (p[0], p[1]);
  course->seams = g_new0 (double, course->columns);
  for (guint i = 0; i + 2 < n; i++)
    {
      at += columns[i];
      course->seams[at - 1] = remainder ((heading_of (p[i], p[i + 1]) - heading_of (p[i + 1], p[i + 2])) / DEG, 360);
    }
  return TRUE;
}

/* The circle through three points. */
static gboolean
course_of_arc (const SlList *points, const SlPanel *cabinet, Course *course, GError **error)
{
  const SlVec3 *p = sl_list_at (points, SlVec3, 0);
  const double first = heading_of (p[0], p[1]), second = heading_of (p[1], p[2]);
  /* the tangent turns twice as far as the chords do, to the viewer's side when it turns right */
  const double half = remainder (first - second, 2 * G_PI), sweep = 2 * half;
  const double radius = fabs (half) > 1e-6 ? level_distance (p[0], p[2]) / (2 * sin (half)) : INFINITY;

  if (!isfinite (radius))
    {
      if (!sl_wall_whole (level_distance (p[0], p[2]), cabinet->width_mm, "columns", &course->columns, error))
        return FALSE;
      course->seams = g_new0 (double, course->columns);
      course->heading = heading_of (p[0], p[2]);
      return TRUE;
    }
  if (!sl_wall_whole (fabs (radius * sweep), cabinet->width_mm, "columns", &course->columns, error))
    return FALSE;
  /* rounded as files have it, so that the wall stands as straight before its chord as it was drawn */
  const double seam = round (sweep / DEG / (double) course->columns * 1e4) / 1e4;
  course->seams = g_new0 (double, course->columns);
  for (gint64 i = 0; i + 1 < course->columns; i++)
    course->seams[i] = seam;
  course->heading = heading_of (p[0], p[2]) + seam * DEG * (double) (course->columns - 1) / 2;
  return TRUE;
}

/* Where a wall of that course stands so that its ends are, in the mean, where they were drawn. */
static void
place_course (SlCommand *command, const char *id, const Course *course, const SlPanel *cabinet, const SlList *points)
{
  const gsize n = (gsize) course->columns;
  const SlVec3 from = *sl_list_at (points, SlVec3, 0), to = *sl_list_at (points, SlVec3, sl_list_n (points) - 1);
  g_autofree SlWallColumn *columns = g_new0 (SlWallColumn, n);
  g_autofree double *widths = g_new0 (double, n);

  for (gsize i = 0; i < n; i++)
    widths[i] = cabinet->width_mm / 1000;
  sl_wall_curve_layout (columns, n, widths, course->seams, n - 1);
  const double pan = course->heading - columns[0].heading_rad, last = columns[n - 1].heading_rad;
  const SlVec3 end = sl_vec3_add (columns[n - 1].left, sl_vec3 (cos (last) * widths[0], sin (last) * widths[0], 0));
  const SlVec3 own = sl_vec3_lerp (columns[0].left, end, .5), drawn = sl_vec3_lerp (from, to, .5);
  const SlVec3 turned = sl_vec3 (cos (pan) * own.x - sin (pan) * own.y, sin (pan) * own.x + cos (pan) * own.y, 0);

  sl_wall_set_place (command, id, sl_vec3 (drawn.x - turned.x, drawn.y - turned.y, from.z), pan / DEG, 0);
}

static gboolean
check_points (const Draw *options, GError **error)
{
  const guint n = sl_list_n (options->points);

  if (options->arc ? n != 3 : n < 2)
    {
      sl_error_set (error, SL_ERROR_INPUT, options->arc ? _("an arc goes through three points; give three")
                                                        : _("a wall goes from point to point; give two or more"));
      return FALSE;
    }
  for (guint i = 0; i + 1 < n; i++)
    if (level_distance (*sl_list_at (options->points, SlVec3, i), *sl_list_at (options->points, SlVec3, i + 1)) < 1e-3)
      {
        sl_error_set (error, SL_ERROR_INPUT, _("points %u and %u are the same; a wall needs a length"), i + 1, i + 2);
        return FALSE;
      }
  return TRUE;
}

static gboolean
draw (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Draw *options = data;
  g_autoptr (SlCopier) copier = sl_copier_new (input->plan, command, added);
  g_autofree double *seams = NULL;
  g_autofree char *text = NULL;
  Course course = { 0 };
  gint64 rows = options->rows;
  const SlPanel *cabinet;
  const char *stage, *id;

  if (!check_points (options, error)
      || (stage = sl_operation_stage (copier, command, input, options->stage, error)) == NULL
      || (cabinet = sl_wall_find_cabinet (input, options->cabinet, error)) == NULL
      || (rows == 0 && !sl_wall_whole (options->height, cabinet->height_mm, "rows", &rows, error))
      || !(options->arc ? course_of_arc : course_of_lines) (options->points, cabinet, &course, error))
    return FALSE;
  seams = course.seams;
  text = sl_wall_seams_text (seams, (gsize) course.columns - 1); /* rounds them too */
  if (!sl_wall_check_size (course.columns, rows, error)
      || !sl_wall_check_seams (seams, (gsize) course.columns - 1, cabinet, error))
    return FALSE;
  id = sl_wall_new (copier, command, input, stage, options->name != NULL ? options->name : _("Wall"), cabinet,
                 course.columns, rows);
  sl_command_set (command, id, "seams", text);
  place_course (command, id, &course, cabinet, options->points);
  return TRUE;
}

const SlOperation sl_operation_wall_draw = {
  "wall-draw", N_("Draw a wall"), N_("A new wall along points on the floor"), "", 0, 0, &draw_options, draw,
};
