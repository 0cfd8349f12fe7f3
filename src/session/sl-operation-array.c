/* Many of the same, in order: arrays along a line, an arc and a wall; and mirrored. */
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

#define DEG (3.14159265358979323846 / 180)

/* FALSE with an error for more copies than anybody means. */
static gboolean
check_many (guint64 copies, GError **error)
{
  if (copies <= SL_OPERATION_MAX_COPIES)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("%.0f copies are more than %d at once; take fewer"), (double) copies,
                SL_OPERATION_MAX_COPIES);
  return FALSE;
}

static const SlPiece *
piece_at (const GArray *pieces, guint index)
{
  return &g_array_index (pieces, SlPiece, index);
}

/* --- along a line --- */

typedef struct {
  SlRecord record;
  gint64   count;
  SlVec3   by;
  gboolean whole;
} Line;

static const SlField line_fields[] = {
  OPTION (Line, count, N_("Count"), INTEGER, .min = 2, .max = SL_OPERATION_MAX_COPIES, .def = "3",
          .help = N_("How many there are in the end, with the first")),
  OPTION (Line, by, N_("By"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000, .def = "1 0 0",
          .help = N_("From one to the next")),
  OPTION (Line, whole, N_("Whole way"), BOOL, .def = "false", .help = N_("“by” is from the first to the last")),
};
OPTIONS (line_options, "array-line", N_("Array along a line"), Line, line_fields);

static gboolean
array_line (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Line *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);
  g_autoptr (SlCopier) copier = NULL;

  if (pieces == NULL || !check_many ((guint64) (options->count - 1) * pieces->len, error))
    return FALSE;
  copier = sl_copier_new (input->plan, command, added);
  for (gint64 k = 1; k < options->count; k++)
    for (guint i = 0; i < pieces->len; i++)
      {
        const SlPiece *piece = piece_at (pieces, i);
        const double steps = options->whole ? (double) k / (double) (options->count - 1) : (double) k;

        sl_piece_place (command, piece, sl_copier_copy (copier, piece->entity),
                        sl_vec3_mad (piece->position, options->by, steps), piece->pan, piece->tilt, piece->roll);
      }
  return TRUE;
}

const SlOperation sl_operation_array_line = {
  "array-line", N_("Array of %s"), N_("Repeats things along a line"), "THING…", 1, G_MAXUINT, &line_options,
  array_line,
};

/* --- along an arc --- */

typedef struct {
  SlRecord record;
  gint64   count;
  double   sweep;
  SlVec3   at;
  gboolean turn;
} Arc;

static const SlField arc_fields[] = {
  OPTION (Arc, count, N_("Count"), INTEGER, .min = 2, .max = SL_OPERATION_MAX_COPIES, .def = "6",
          .help = N_("How many there are in the end, with the first")),
  OPTION (Arc, sweep, N_("Sweep"), REAL, .unit = SL_UNIT_DEGREE, .min = -360, .max = 360, .def = "360",
          .help = N_("From the first to the last, + to the left; a whole turn leaves room for the first")),
  OPTION (Arc, at, N_("At"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000, .def = "0 0 0",
          .help = N_("The axis goes through this point")),
  OPTION (Arc, turn, N_("Turn"), BOOL, .def = "true", .help = N_("The copies turn with the arc")),
};
OPTIONS (arc_options, "array-arc", N_("Array along an arc"), Arc, arc_fields);

static gboolean
array_arc (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Arc *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);
  g_autoptr (SlCopier) copier = NULL;
  const gint64 steps = fabs (options->sweep) == 360 ? options->count : options->count - 1;

  if (pieces == NULL || !check_many ((guint64) (options->count - 1) * pieces->len, error))
    return FALSE;
  copier = sl_copier_new (input->plan, command, added);
  for (gint64 k = 1; k < options->count; k++)
    for (guint i = 0; i < pieces->len; i++)
      {
        const SlPiece *piece = piece_at (pieces, i);
        const double deg = options->sweep * (double) k / (double) steps, c = cos (deg * DEG), s = sin (deg * DEG);
        const SlVec3 d = sl_vec3_sub (piece->position, options->at);

        sl_piece_place (command, piece, sl_copier_copy (copier, piece->entity),
                        sl_vec3 (options->at.x + c * d.x - s * d.y, options->at.y + s * d.x + c * d.y,
                                 piece->position.z),
                        piece->pan + (options->turn ? deg : 0), piece->tilt, piece->roll);
      }
  return TRUE;
}

const SlOperation sl_operation_array_arc = {
  "array-arc", N_("Array of %s"), N_("Repeats things around an upright axis"), "THING…", 1, G_MAXUINT, &arc_options,
  array_arc,
};

/* --- along a wall --- */

typedef struct {
  SlRecord    record;
  const char *wall;
  gint64      count;
  double      gap;
  gboolean    turn;
} Along;

static const SlField along_fields[] = {
  OPTION (Along, wall, N_("Wall"), TEXT, .help = N_("The wall's id; unset: the stage's first")),
  OPTION (Along, count, N_("Count"), INTEGER, .min = 2, .max = SL_OPERATION_MAX_COPIES, .def = "4",
          .help = N_("How many there are in the end, with the first, which goes to the viewer's left")),
  OPTION (Along, gap, N_("Gap"), REAL, .unit = SL_UNIT_METRE, .min = -100, .max = 1000, .def = "1",
          .help = N_("From the LED face to the thing's origin")),
  OPTION (Along, turn, N_("Turn"), BOOL, .def = "true", .help = N_("So that its back is to the wall")),
};
OPTIONS (along_options, "array-wall", N_("Array along a wall"), Along, along_fields);

static SlSceneWall *
wall_of (const SlPlan *plan, const char *id, const char *stage, GError **error)
{
  for (guint i = 0; id == NULL && i < sl_plan_count (plan, SL_KIND_WALL); i++)
    if (g_strcmp0 (sl_entity_placed (sl_plan_at (plan, SL_KIND_WALL, i))->stage, stage) == 0)
      id = sl_plan_at (plan, SL_KIND_WALL, i)->id;
  return sl_operation_wall (plan, id, error);
}

/* The face at a developed length (m), and how far (0…1) in. */
static const SlWallFace *
face_at (const GArray *faces, double length, double *in)
{
  guint i = 0;

  while (i + 1 < faces->len && g_array_index (faces, SlWallFace, i + 1).from <= length)
    i++;
  const SlWallFace *face = &g_array_index (faces, SlWallFace, i);
  *in = (length - face->from) / sl_vec3_length (sl_vec3_sub (face->right, face->left));
  return face;
}

/* Place `k` of `n`, each in the middle of its share of the wall. */
static void
stand_along (SlCommand *command, const SlPiece *piece, const char *id, const GArray *faces, const Along *options,
             gint64 k)
{
  const SlWallFace *last = &g_array_index (faces, SlWallFace, faces->len - 1);
  const double length = last->from + sl_vec3_length (sl_vec3_sub (last->right, last->left));
  double in;
  const SlWallFace *face = face_at (faces, length * ((double) k + .5) / (double) options->count, &in);
  const SlVec3 out = sl_vec3_normalize (sl_vec3 (face->normal.x, face->normal.y, 0));
  SlVec3 at = sl_vec3_mad (sl_vec3_lerp (face->left, face->right, in), out, options->gap);

  at.z = piece->position.z;
  sl_piece_place (command, piece, id, at, options->turn ? atan2 (out.x, -out.y) / DEG : piece->pan, piece->tilt,
                  piece->roll);
}

static gboolean
array_wall (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Along *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error), faces = NULL;
  g_autoptr (SlCopier) copier = NULL;
  g_autoptr (SlSceneWall) wall = NULL;

  if (pieces == NULL
      || (wall = wall_of (input->plan, options->wall, piece_at (pieces, 0)->stage_id, error)) == NULL)
    return FALSE;
  faces = sl_wall_faces (wall);
  if (faces->len == 0 || fabs (g_array_index (faces, SlWallFace, 0).normal.z) > .7)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” does not stand upright; name a wall that does"), wall->entity->id);
      return FALSE;
    }
  copier = sl_copier_new (input->plan, command, added);
  for (gint64 k = 0; k < options->count; k++)
    stand_along (command, piece_at (pieces, 0),
                 k == 0 ? piece_at (pieces, 0)->entity->id : sl_copier_copy (copier, piece_at (pieces, 0)->entity),
                 faces, options, k);
  return TRUE;
}

const SlOperation sl_operation_array_wall = {
  "array-wall", N_("Array of %s"), N_("Repeats one thing along a wall's LED face"), "THING", 1, 1, &along_options,
  array_wall,
};

/* --- mirror --- */

enum { MIRROR_X, MIRROR_Y };

typedef struct {
  SlRecord record;
  int      axis;
  double   at;
  gboolean copy;
} Mirror;

static const SlEnumValue mirror_axes[] = {
  { "x", N_("Left and right") }, { "y", N_("Upstage and downstage") }, { NULL },
};
static const SlField mirror_fields[] = {
  OPTION (Mirror, axis, N_("Axis"), ENUM, .values = mirror_axes, .def = "x", .help = N_("What changes sides")),
  OPTION (Mirror, at, N_("At"), REAL, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("Where on that axis the mirror stands; unset: in the middle of all")),
  OPTION (Mirror, copy, N_("Copy"), BOOL, .def = "false", .help = N_("The originals stay too")),
};
OPTIONS (mirror_options, "mirror", N_("Mirror"), Mirror, mirror_fields);

/* A list of numbers the other way round, in file notation. */
static void
turn_list (SlCommand *command, const char *id, const char *path, const SlList *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = sl_list_n (list); i-- > 0;)
    {
      sl_number_print (text, *sl_list_at (list, double, i));
      if (i > 0)
        g_string_append_c (text, ' ');
    }
  sl_command_set (command, id, path, text->str);
}

/* A wall seen in a mirror has its columns the other way round. */
static void
mirror_wall (SlCommand *command, const SlEntity *wall, const char *id)
{
  const SlRecordType *type = &sl_kind_info (SL_KIND_WALL)->record;
  SlField field;
  const SlList *const *seams = sl_record_find (type, wall, "seams", &field, NULL);
  const SlList *const *patches = sl_record_find (type, wall, "patches", &field, NULL);
  const gint64 *columns = sl_record_find (type, wall, "columns", &field, NULL);

  if (sl_list_n (*seams) > 1)
    turn_list (command, id, "seams", *seams);
  for (guint i = 0; i < sl_list_n (*patches); i++)
    {
      const SlPatch *patch = sl_list_at (*patches, SlPatch, i);
      g_autofree char *path = g_strdup_printf ("patches[#%u].column", i);

      sl_command_set_number (command, id, path, (double) MAX (0, *columns - patch->column - patch->columns));
    }
}

static gboolean
mirror (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Mirror *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);
  g_autoptr (SlCopier) copier = NULL;
  double at = options->at;

  if (pieces == NULL || !check_many (options->copy ? pieces->len : 0, error))
    return FALSE;
  const SlBox all = sl_pieces_box (pieces);
  if (isnan (at))
    at = sl_vec3_axis (sl_box_middle (&all), options->axis);
  if (options->copy)
    copier = sl_copier_new (input->plan, command, added);
  for (guint i = 0; i < pieces->len; i++)
    {
      const SlPiece *piece = piece_at (pieces, i);
      const char *id = copier != NULL ? sl_copier_copy (copier, piece->entity) : piece->entity->id;
      const SlVec3 to = sl_vec3_with_axis (piece->position, options->axis,
                                           2 * at - sl_vec3_axis (piece->position, options->axis));

      /* what looked to the left looks to the right; and what looked upstage looks downstage */
      sl_piece_place (command, piece, id, to, options->axis == MIRROR_X ? -piece->pan : 180 - piece->pan, piece->tilt,
                      -piece->roll);
      if (piece->entity->kind == SL_KIND_WALL)
        mirror_wall (command, piece->entity, id);
    }
  return TRUE;
}

const SlOperation sl_operation_mirror = {
  "mirror", N_("Mirror %s"), N_("Puts things on the other side, as in a mirror; models keep their own shape"), "THING…",
  1, G_MAXUINT, &mirror_options, mirror,
};
