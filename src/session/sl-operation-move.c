/* Things go elsewhere, as they are: move, rotate, scale, drop, stand against a wall, aim. */
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

#define DEG (3.14159265358979323846 / 180)

/* --- move --- */

typedef struct {
  SlRecord record;
  SlVec3   by, to;
  gboolean own;
} Move;

static const SlField move_fields[] = {
  OPTION (Move, by, N_("By"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000, .def = "0 0 0",
          .help = N_("Right, upstage and up")),
  OPTION (Move, to, N_("To"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("Where the first thing's origin goes; the others keep their distance")),
  OPTION (Move, own, N_("Own axes"), BOOL, .def = "false", .help = N_("“by” counts along each thing's own axes")),
};
OPTIONS (move_options, "move", N_("Move"), Move, move_fields);

static gboolean
move (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Move *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);
  SlVec3 by = options->by;

  if (pieces == NULL)
    return FALSE;
  if (!isnan (options->to.x))
    by = sl_vec3_sub (options->to, g_array_index (pieces, SlPiece, 0).position);
  for (guint i = 0; i < pieces->len; i++)
    {
      const SlPiece *piece = &g_array_index (pieces, SlPiece, i);
      const SlFrame frame = sl_frame_from_pose (piece->position, piece->pan, piece->tilt, piece->roll);
      const SlVec3 step = options->own && isnan (options->to.x) ? sl_frame_direction (&frame, by) : by;

      sl_piece_move (command, piece, sl_vec3_add (piece->position, step));
    }
  return TRUE;
}

const SlOperation sl_operation_move = {
  "move", N_("Move %s"), N_("Moves things by a distance, or to a point"), "THING…", 1, G_MAXUINT, &move_options, move,
};

/* --- about what things turn and grow --- */

enum { ABOUT_MIDDLE, ABOUT_OWN, ABOUT_FIRST };

static const SlEnumValue abouts[] = {
  { "middle", N_("Middle of all") }, { "own", N_("Own origin") }, { "first", N_("Origin of the first") }, { NULL },
};
static const SlEnumValue axes[] = { { "x", "X" }, { "y", "Y" }, { "z", "Z" }, { NULL } };

/* `box` is around all. */
static SlVec3
pivot (const GArray *pieces, const SlBox *box, guint index, int about, SlVec3 at)
{
  if (!isnan (at.x))
    return at;
  if (about == ABOUT_MIDDLE)
    return sl_box_middle (box);
  return g_array_index (pieces, SlPiece, about == ABOUT_OWN ? index : 0).position;
}

/* --- rotate --- */

typedef struct {
  SlRecord record;
  double   angle;
  int      axis, about;
  gboolean own;
  SlVec3   at;
} Rotate;

static const SlField rotate_fields[] = {
  OPTION (Rotate, angle, N_("Angle"), REAL, .unit = SL_UNIT_DEGREE, .min = -3600, .max = 3600, .def = "90",
          .help = N_("Counter-clockwise seen against the axis: about Z, + to the left")),
  OPTION (Rotate, axis, N_("Axis"), ENUM, .values = axes, .def = "z", .help = N_("Of the stage")),
  OPTION (Rotate, own, N_("Own axes"), BOOL, .def = "false", .help = N_("The axis is the first thing's own")),
  OPTION (Rotate, about, N_("About"), ENUM, .values = abouts, .def = "middle", .help = N_("What stays where it is")),
  OPTION (Rotate, at, N_("At"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("A point that stays where it is, instead")),
};
OPTIONS (rotate_options, "rotate", N_("Rotate"), Rotate, rotate_fields);

/* About a unit axis (Rodrigues). */
static SlFrame
turn_about (SlVec3 axis, double deg)
{
  const double c = cos (deg * DEG), s = sin (deg * DEG);
  const SlVec3 units[3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
  SlVec3 turned[3];

  for (guint i = 0; i < 3; i++)
    {
      const SlVec3 across = sl_vec3_scale (sl_vec3_cross (axis, units[i]), s);
      turned[i] = sl_vec3_mad (sl_vec3_add (sl_vec3_scale (units[i], c), across), axis,
                               sl_vec3_dot (axis, units[i]) * (1 - c));
    }
  return (SlFrame) { turned[0], turned[1], turned[2], { 0, 0, 0 } };
}

/* The pose of something after a turn about a unit axis through `pivot`. */
static void
rotate_piece (SlCommand *command, const SlPiece *piece, double angle, SlVec3 axis, SlVec3 pivot)
{
  const SlFrame turn = turn_about (axis, angle);
  const SlFrame was = sl_frame_from_pose (piece->position, piece->pan, piece->tilt, piece->roll);
  const SlFrame is = sl_frame_compose (&turn, &was);
  const SlVec3 position = sl_vec3_add (pivot, sl_frame_direction (&turn, sl_vec3_sub (piece->position, pivot)));
  double pan, tilt, roll;

  sl_frame_to_pose (&is, &pan, &tilt, &roll);
  if (axis.z == 1) /* pan is the outermost turn, so the others stay exactly as they are */
    sl_piece_place (command, piece, piece->entity->id, position, piece->pan + angle, piece->tilt, piece->roll);
  else
    sl_piece_place (command, piece, piece->entity->id, position, pan, tilt, roll);
}

static SlVec3
rotation_axis (const Rotate *options, const SlPiece *first)
{
  const SlFrame own = sl_frame_from_pose (first->position, first->pan, first->tilt, first->roll);
  const SlVec3 of_stage[3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }, of_first[3] = { own.x, own.y, own.z };

  return options->own ? of_first[options->axis] : of_stage[options->axis];
}

static gboolean
rotate (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Rotate *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);

  if (pieces == NULL)
    return FALSE;
  const SlBox box = sl_pieces_box (pieces);
  const SlVec3 axis = rotation_axis (options, &g_array_index (pieces, SlPiece, 0)); /* there is one at least */
  for (guint i = 0; i < pieces->len; i++)
    rotate_piece (command, &g_array_index (pieces, SlPiece, i), options->angle, axis,
                  pivot (pieces, &box, i, options->about, options->at));
  return TRUE;
}

const SlOperation sl_operation_rotate = {
  "rotate", N_("Rotate %s"), N_("Turns things about an axis of the stage"), "THING…", 1, G_MAXUINT, &rotate_options,
  rotate,
};

/* --- scale --- */

typedef struct {
  SlRecord record;
  double   factor;
  int      along, about;
  SlVec3   at;
} Scale;

enum { ALONG_ALL, ALONG_X, ALONG_Y, ALONG_Z };

static const SlEnumValue alongs[] = {
  { "all", N_("All") }, { "x", N_("Width") }, { "y", N_("Depth") }, { "z", N_("Height") }, { NULL },
};

static const SlField scale_fields[] = {
  OPTION (Scale, factor, N_("Factor"), REAL, .min = 1e-3, .max = 1e3, .def = "1", .help = N_("2 is twice as large")),
  OPTION (Scale, along, N_("Along"), ENUM, .values = alongs, .def = "all",
          .help = N_("One of the thing's own axes, for what has a size of three numbers")),
  OPTION (Scale, about, N_("About"), ENUM, .values = abouts, .def = "own", .help = N_("What stays where it is")),
  OPTION (Scale, at, N_("At"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("A point that stays where it is, instead")),
};
OPTIONS (scale_options, "scale", N_("Scale"), Scale, scale_fields);

/* The numbers of each kind that make it larger; a wall grows by cabinets, and a light or a camera has its size. */
static const char *const sizes[SL_N_KINDS][5] = {
  [SL_KIND_PROP] = { "size.x", "size.y", "size.z", "scale" },
  [SL_KIND_PERSON] = { "height" },
};

/* FALSE with an error for what has no size of its own along one axis. */
static gboolean
check_along (const SlEntity *entity, int along, GError **error)
{
  g_autofree char *shape = entity->kind == SL_KIND_PROP ? sl_entity_get (entity, "shape", NULL) : NULL;

  if (entity->kind == SL_KIND_WALL)
    sl_error_set (error, SL_ERROR_INPUT,
                  _("“%s” is built of cabinets, which have their size; change its columns and rows"), entity->id);
  else if (along != ALONG_ALL && (shape == NULL || g_str_equal (shape, "model")))
    sl_error_set (error, SL_ERROR_INPUT, _("“%s” is scaled as a whole; leave “along” out"), entity->id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
scale_piece (SlCommand *command, const SlPiece *piece, const Scale *options, SlVec3 pivot, GError **error)
{
  const SlEntity *entity = piece->entity;
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;
  const SlFrame own = sl_frame_from_pose (piece->position, piece->pan, piece->tilt, piece->roll);
  const SlVec3 own_axes[3] = { own.x, own.y, own.z }, from = sl_vec3_sub (piece->position, pivot);

  if (!check_along (entity, options->along, error))
    return FALSE;
  for (guint i = 0; sizes[entity->kind][i] != NULL; i++)
    {
      const char *path = sizes[entity->kind][i];
      SlField field;
      const double *number = sl_record_find (type, entity, path, &field, NULL);

      if (number != NULL && (options->along == ALONG_ALL || (int) i == options->along - ALONG_X))
        sl_piece_set_number (command, piece, path, *number * options->factor);
    }
  if (options->along == ALONG_ALL)
    sl_piece_move (command, piece, sl_vec3_mad (pivot, from, options->factor));
  else
    sl_piece_move (command, piece,
                   sl_vec3_mad (piece->position, own_axes[options->along - ALONG_X],
                                sl_vec3_dot (from, own_axes[options->along - ALONG_X]) * (options->factor - 1)));
  return TRUE;
}

static gboolean
scale (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Scale *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);

  if (pieces == NULL)
    return FALSE;
  const SlBox box = sl_pieces_box (pieces);
  for (guint i = 0; i < pieces->len; i++)
    if (!scale_piece (command, &g_array_index (pieces, SlPiece, i), options,
                      pivot (pieces, &box, i, options->about, options->at), error))
      return FALSE;
  return TRUE;
}

const SlOperation sl_operation_scale = {
  "scale", N_("Scale %s"), N_("Makes props and persons larger or smaller"), "THING…", 1, G_MAXUINT, &scale_options,
  scale,
};

/* --- drop --- */

typedef struct {
  SlRecord record;
  double   onto;
} Drop;

static const SlField drop_fields[] = {
  OPTION (Drop, onto, N_("Onto"), REAL, .unit = SL_UNIT_METRE, .min = -1000, .max = 1000, .def = "0",
          .help = N_("How high the lowest point stands; 0 is the stage floor")),
};
OPTIONS (drop_options, "drop", N_("Drop"), Drop, drop_fields);

static gboolean
drop (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Drop *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);

  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    {
      const SlPiece *piece = &g_array_index (pieces, SlPiece, i);
      const double z = piece->position.z + options->onto - piece->box.min.z;

      sl_piece_move (command, piece, sl_vec3_with_axis (piece->position, 2, z));
    }
  return pieces != NULL;
}

const SlOperation sl_operation_drop = {
  "drop", N_("Drop %s to the floor"), N_("Lets things down, or lifts them, until they stand on the floor"), "THING…",
  1, G_MAXUINT, &drop_options, drop, TRUE,
};

/* --- against a wall --- */

typedef struct {
  SlRecord    record;
  const char *wall;
  double      gap;
  gboolean    turn;
} Against;

static const SlField against_fields[] = {
  OPTION (Against, wall, N_("Wall"), TEXT, .help = N_("The wall's id; unset: the nearest of the stage")),
  OPTION (Against, gap, N_("Gap"), REAL, .unit = SL_UNIT_METRE, .min = -100, .max = 1000, .def = "0",
          .help = N_("From the LED face to the thing")),
  OPTION (Against, turn, N_("Turn"), BOOL, .def = "false", .help = N_("So that its back is to the wall")),
};
OPTIONS (against_options, "against", N_("Against a wall"), Against, against_fields);

static double
distance_to (const SlWallFace *face, SlVec3 point)
{
  const SlVec3 along = sl_vec3_sub (face->right, face->left), d = sl_vec3_sub (point, face->left);
  const double t = CLAMP ((d.x * along.x + d.y * along.y) / (along.x * along.x + along.y * along.y), 0, 1);

  return hypot (d.x - along.x * t, d.y - along.y * t);
}

/* The nearest upright column to `point`, seen from above; `best` is the nearest until now. */
static void
find_nearest (const SlSceneWall *wall, SlVec3 point, SlWallFace *nearest, double *best)
{
  g_autoptr (GArray) faces = sl_wall_faces (wall);

  for (guint i = 0; i < faces->len; i++)
    {
      const SlWallFace *face = &g_array_index (faces, SlWallFace, i);
      const double distance = fabs (face->normal.z) < .7 ? distance_to (face, point) : INFINITY;

      if (distance < *best)
        {
          *best = distance;
          *nearest = *face;
        }
    }
}

/* FALSE with an error where there is none. */
static gboolean
nearest_face (const SlPlan *plan, const char *wall_id, const SlPiece *piece, SlWallFace *face, GError **error)
{
  const SlVec3 point = sl_box_middle (&piece->box);
  double best = INFINITY;

  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      const SlEntity *entity = sl_plan_at (plan, SL_KIND_WALL, i);
      const gboolean wanted = wall_id != NULL ? g_str_equal (entity->id, wall_id)
                                              : g_strcmp0 (sl_entity_placed (entity)->stage, piece->stage_id) == 0;
      g_autoptr (SlSceneWall) wall = NULL;

      if (wanted && entity != piece->entity && (wall = sl_scene_wall_new (plan, entity, NULL)) != NULL)
        find_nearest (wall, point, face, &best);
    }
  if (best < INFINITY)
    return TRUE;
  if (wall_id != NULL)
    sl_error_set (error, SL_ERROR_REFERENCE, _("“%s” is no wall that one can stand against; name one that stands"),
                  wall_id);
  else
    sl_error_set (error, SL_ERROR_REFERENCE, _("no wall stands on the stage of “%s”; add one first"),
                  piece->entity->id);
  return FALSE;
}

/* The lowest number of the box's corners along a level direction. */
static double
box_reach (const SlBox *box, SlVec3 direction)
{
  return (direction.x > 0 ? box->min.x : box->max.x) * direction.x
         + (direction.y > 0 ? box->min.y : box->max.y) * direction.y;
}

static gboolean
against (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Against *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);

  if (pieces == NULL)
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    {
      const SlPiece *piece = &g_array_index (pieces, SlPiece, i);
      SlWallFace face = { 0 };

      if (!nearest_face (input->plan, options->wall, piece, &face, error))
        return FALSE;
      const SlVec3 out = sl_vec3_normalize (sl_vec3 (face.normal.x, face.normal.y, 0));
      const double has = box_reach (&piece->box, out) - (face.left.x * out.x + face.left.y * out.y);
      /* at pan 0 a thing's back is upstage, and the face of a wall looks downstage */
      const double pan = options->turn ? atan2 (out.x, -out.y) / DEG : piece->pan;
      sl_piece_place (command, piece, piece->entity->id,
                      sl_vec3_mad (piece->position, out, options->gap - has), pan, piece->tilt, piece->roll);
    }
  return TRUE;
}

const SlOperation sl_operation_against = {
  "against", N_("Stand %s against the wall"), N_("Stands things in front of a wall's LED face"), "THING…", 1,
  G_MAXUINT, &against_options, against,
};

/* --- aim --- */

typedef struct {
  SlRecord    record;
  const char *target;
  SlVec3      at;
  gboolean    focus;
} Aim;

static const SlField aim_fields[] = {
  OPTION (Aim, target, N_("Target"), TEXT, .help = N_("What it looks at: the middle of that thing")),
  OPTION (Aim, at, N_("At"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("A point that it looks at, instead")),
  OPTION (Aim, focus, N_("Focus"), BOOL, .def = "false",
          .help = N_("The shot that is taken by it is focused there too: name it with --shot and --frame")),
};
OPTIONS (aim_options, "aim", N_("Aim"), Aim, aim_fields);

static gboolean
find_target (const SlOperationInput *input, const Aim *options, SlVec3 *at, GError **error)
{
  const char *ids[] = { options->target };
  SlOperationInput of = { input->plan, input->catalogue, input->assets, ids, 1, input->when, input->maker };
  g_autoptr (GArray) target = NULL;

  *at = options->at;
  if (!isnan (at->x))
    return TRUE;
  if (options->target == NULL || sl_plan_find (input->plan, options->target) == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT,
                    _("there is nothing to aim at; name a “target” of the plan, or a point “at”"));
      return FALSE;
    }
  if ((target = sl_pieces_new (&of, error)) == NULL)
    return FALSE;
  const SlBox box = sl_pieces_box (target);
  *at = sl_box_middle (&box);
  return TRUE;
}

/* From the sensor, which lies behind the pupil that stands there. */
static void
focus_at (const SlOperationInput *input, SlCommand *command, const SlPiece *piece, double distance)
{
  const SlShot *shot = sl_plan_get (input->plan, SL_KIND_SHOT, input->when.shot);
  g_autofree char *text = NULL;

  if (shot == NULL || piece->entity->kind != SL_KIND_CAMERA || g_strcmp0 (shot->camera, piece->entity->id) != 0)
    return;
  g_autofree char *offset = sl_entity_get (piece->entity, "pupil_offset_mm", NULL);
  distance += offset != NULL ? g_ascii_strtod (offset, NULL) / 1000 : 0;
  text = sl_number_to_text (round (distance * 1e3) / 1e3);
  sl_keyed_set (command, input->plan, &input->when, shot->entity.id, "focus", text);
}

static gboolean
aim (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Aim *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);
  SlVec3 at;

  if (pieces == NULL || !find_target (input, options, &at, error))
    return FALSE;
  for (guint i = 0; i < pieces->len; i++)
    {
      const SlPiece *piece = &g_array_index (pieces, SlPiece, i);
      const SlVec3 d = sl_vec3_sub (at, piece->position);

      if (sl_vec3_length (d) < 1e-6)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("“%s” stands where it should look; move one of the two"),
                        piece->entity->id);
          return FALSE;
        }
      const double level = hypot (d.x, d.y);
      sl_piece_place (command, piece, piece->entity->id, piece->position,
                      level < 1e-9 ? piece->pan : atan2 (-d.x, d.y) / DEG, atan2 (d.z, level) / DEG, piece->roll);
      if (options->focus)
        focus_at (input, command, piece, sl_vec3_length (d));
    }
  return TRUE;
}

const SlOperation sl_operation_aim = {
  "aim", N_("Aim %s"), N_("Turns cameras, lights and persons to what they look at"), "THING…", 1, G_MAXUINT,
  &aim_options, aim,
};
