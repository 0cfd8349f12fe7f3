#include "sl-wall-fit.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-number.h"
#include "sl-scene.h"
#include "sl-wall-line.h"
#include "sl-wall-tell.h"

static const double STRAIGHT_DEG = .02, RING_M = 1e-3;

enum { MOST_COLUMNS = 5000, MOST_ROWS = 2000, MOST_SEAM = 90 };

static double
heading_of (const GArray *line, guint i)
{
  const SlVec3 d = sl_vec3_sub (g_array_index (line, SlVec3, i + 1), g_array_index (line, SlVec3, i));

  return atan2 (d.y, d.x) * 180 / G_PI;
}

static double
length_of (const GArray *line, guint i)
{
  return sl_vec3_length (sl_vec3_sub (g_array_index (line, SlVec3, i + 1), g_array_index (line, SlVec3, i)));
}

/* Takes out corners where it goes straight on. */
static void
straighten (GArray *line)
{
  for (guint i = 1; i + 1 < line->len;)
    if (fabs (remainder (heading_of (line, i) - heading_of (line, i - 1), 360)) < STRAIGHT_DEG)
      g_array_remove_index (line, i);
    else
      i++;
}

/* The line cut into `n` stretches alike, where its own are no whole cabinets. */
static GArray *
cut (const GArray *line, guint n, double whole)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  double passed = 0;
  guint i = 0;

  for (guint k = 0; k <= n; k++)
    {
      const double at = whole * k / n;

      while (i + 2 < line->len && passed + length_of (line, i) < at)
        passed += length_of (line, i++);
      const SlVec3 p = sl_vec3_lerp (g_array_index (line, SlVec3, i), g_array_index (line, SlVec3, i + 1),
                                     (at - passed) / length_of (line, i));
      g_array_append_val (out, p);
    }
  return out;
}

/* The headings of `*columns` cabinets, and by how much their width is not the line's. Free with g_array_unref(). */
static GArray *
lay (const GArray *line, double width, guint *columns, double *off)
{
  GArray *headings = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) even = NULL;
  double whole = 0, worst = 0;

  for (guint i = 0; i + 1 < line->len; i++)
    {
      const double length = length_of (line, i), n = fmax (1, round (length / width));
      whole += length;
      worst = fmax (worst, fabs (length - n * width));
    }
  const double n = CLAMP (round (whole / width), 1, MOST_COLUMNS);
  *off = fabs (whole - n * width);
  if (worst > width / 4)
    line = even = cut (line, (guint) n, whole);
  for (guint i = 0; i + 1 < line->len; i++)
    {
      const double heading = heading_of (line, i);
      const double wide = even != NULL ? 1 : fmax (1, round (length_of (line, i) / width));

      for (guint k = 0; k < wide && headings->len < MOST_COLUMNS; k++)
        g_array_append_val (headings, heading);
    }
  *columns = headings->len;
  return headings;
}

/* --- the wall --- */

/* Whether all are nearly whole parts of a degree, `per` of which make one: then that is what was meant. */
static gboolean
are_multiples (const double *seams, guint n, double per)
{
  for (guint i = 0; i < n; i++)
    if (fabs (seams[i] - round (seams[i] * per) / per) > 3e-4)
      return FALSE;
  return TRUE;
}

static void
append_number (GString *text, double value, double per)
{
  g_autofree char *number = sl_number_to_text (round (value * per) / per + 0.); /* no −0 */

  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", number);
}

/* In the notation of the plan: one for all that are alike, none for a flat wall. Free with g_free(); NULL with an error
 * where one is too sharp. */
static char *
seams_of (const GArray *headings, GError **error)
{
  const guint n = headings->len - 1;
  g_autofree double *seams = g_new (double, n + 1);
  g_autoptr (GString) text = g_string_new (NULL);
  double sum = 0, least = INFINITY, most = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      seams[i] = remainder (g_array_index (headings, double, i) - g_array_index (headings, double, i + 1), 360);
      sum += seams[i];
      least = fmin (least, seams[i]);
      most = fmax (most, seams[i]);
    }
  if (n > 0 && (least < -MOST_SEAM || most > MOST_SEAM))
    {
      sl_error_set (error, SL_ERROR_INPUT, _("two of its faces meet in a corner sharper than 90°; split it there"));
      return NULL;
    }
  const gboolean neat = are_multiples (seams, n, 100);
  if (n > 0 && most - least < .004)
    append_number (text, sum / n, neat ? 100 : 1e5);
  for (guint i = 0; i < n && most - least >= .004; i++)
    append_number (text, seams[i], neat ? 100 : 1e6);
  return g_strdup (g_str_equal (text->str, "0") ? "" : text->str);
}

static void
set_number (SlCommand *command, const char *id, const char *path, double value, double per)
{
  g_autofree char *text = sl_number_to_text (round (value * per) / per + 0.);

  sl_command_set (command, id, path, text);
}

/* The built wall's ground line (SlVec3) from the viewer's left, in its own frame; NULL when it cannot be built. */
static GArray *
ground_of (const SlPlan *plan, const SlCommand *command, const char *id, GError **error)
{
  g_autoptr (SlPlan) with = sl_plan_apply (plan, command, error);
  const SlEntity *entity = with != NULL ? sl_plan_find (with, id) : NULL;
  g_autoptr (SlSceneWall) wall = entity != NULL ? sl_scene_wall_new (with, entity, error) : NULL;
  GArray *ground;

  if (wall == NULL || wall->n_panels < wall->columns)
    return NULL;
  const SlScenePanel *bottom = wall->panels + wall->n_panels - wall->columns;
  ground = g_array_new (FALSE, FALSE, sizeof (SlVec3));
  for (guint i = 0; i < wall->columns; i++)
    g_array_append_val (ground, bottom[i].corner);
  const SlVec3 end = sl_vec3_add (bottom[wall->columns - 1].corner, bottom[wall->columns - 1].right);
  g_array_append_val (ground, end);
  return ground;
}

/* Where the wall must stand in the line's frame so that its ends lie as the line's do; a ring, so that it begins
 * alike. */
static SlFrame
place_of (const GArray *line, double low, const GArray *ground)
{
  const SlVec3 from = g_array_index (line, SlVec3, 0), end = g_array_index (line, SlVec3, line->len - 1);
  const gboolean ring = sl_vec3_length (sl_vec3_sub (end, from)) < RING_M;
  const SlVec3 to = ring ? g_array_index (line, SlVec3, 1) : end, left = g_array_index (ground, SlVec3, 0);
  const SlVec3 right = g_array_index (ground, SlVec3, ring ? 1 : ground->len - 1);
  const SlVec3 wanted = sl_vec3_sub (to, from), has = sl_vec3_sub (right, left);
  const double turn = (atan2 (wanted.y, wanted.x) - atan2 (has.y, has.x)) * 180 / G_PI, share = ring ? 0 : .5;
  SlFrame local = sl_frame_from_pose (sl_vec3 (0, 0, 0), turn, 0, 0);
  const SlVec3 middle = sl_frame_point (&local, sl_vec3_lerp (left, right, share));

  local.o = sl_vec3_sub (sl_vec3_lerp (from, to, share), middle);
  local.o.z = low;
  return local;
}

static void
set_place (SlCommand *command, const char *id, const SlFrame *frame)
{
  double pan, tilt, roll;

  sl_frame_to_pose (frame, &pan, &tilt, &roll);
  set_number (command, id, "position.x", frame->o.x, 1e5);
  set_number (command, id, "position.y", frame->o.y, 1e5);
  set_number (command, id, "position.z", frame->o.z, 1e5);
  set_number (command, id, "pan", pan, 1e4);
  set_number (command, id, "tilt", tilt, 1e4);
  set_number (command, id, "roll", roll, 1e4);
}

/* The wall at the stage's origin. */
static SlCommand *
wall_of (const char *id, const char *name, const char *stage, const SlPanel *cabinet, guint columns, guint rows,
         const char *seams)
{
  SlCommand *command = sl_command_new ("");

  sl_command_add (command, SL_KIND_WALL, id);
  sl_command_set (command, id, "name", name);
  sl_command_set (command, id, "stage", stage);
  sl_command_set (command, id, "cabinet", cabinet->entity.id);
  set_number (command, id, "columns", columns, 1);
  set_number (command, id, "rows", rows, 1);
  if (*seams != '\0')
    sl_command_set (command, id, "seams", seams);
  return command;
}

gboolean
sl_wall_fit (const SlPlan *plan, SlCommand *command, const SlWallFace *face, const char *id, const char *name,
             const char *stage, const SlPanel *cabinet, GPtrArray *findings, GError **error)
{
  const double width = cabinet->width_mm / 1000, height = cabinet->height_mm / 1000;
  g_autoptr (SlPlan) before = sl_plan_apply (plan, command, error);
  g_autoptr (GArray) headings = NULL, line = NULL, ground = NULL;
  g_autoptr (SlCommand) wall = NULL;
  g_autofree char *seams = NULL;
  double low, high, off;
  SlFrame frame;
  guint columns;

  if (before == NULL || (line = sl_wall_line (face, &frame, &low, &high, error)) == NULL)
    return FALSE;
  straighten (line);
  headings = lay (line, width, &columns, &off);
  const double rows = CLAMP (round ((high - low) / height), 1, MOST_ROWS);
  off = fmax (off, fabs (high - low - rows * height));
  if ((seams = seams_of (headings, error)) == NULL)
    return FALSE;
  wall = wall_of (id, name, stage, cabinet, columns, (guint) rows, seams);
  if ((ground = ground_of (before, wall, id, error)) == NULL)
    return FALSE;
  const SlFrame local = place_of (line, low, ground), place = sl_frame_compose (&frame, &local);
  set_place (wall, id, &place);
  for (guint i = 0; i < sl_command_count (wall); i++)
    sl_command_append (command, sl_command_edit (wall, i));
  for (guint i = 0; i < ground->len; i++)
    g_array_index (ground, SlVec3, i) = sl_frame_point (&local, g_array_index (ground, SlVec3, i));
  sl_wall_tell (&(SlWallFitted) { face, &frame, line, ground, low, high, off }, name, findings);
  return TRUE;
}
