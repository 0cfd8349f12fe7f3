/* A thing stood where a view, a hand or a tracker has it. */
#include <math.h>

#include "sl-i18n.h"
#include "sl-operation-private.h"

typedef struct {
  SlRecord record;
  SlVec3   position;
  double   pan, tilt, roll;
} Pose;

#define ANGLE(id, text, limit, words) \
  OPTION (Pose, id, text, REAL, .unit = SL_UNIT_DEGREE, .min = -(limit), .max = limit, .help = words)

static const SlField pose_fields[] = {
  OPTION (Pose, position, N_("Position"), VECTOR, .unit = SL_UNIT_METRE, .min = -10000, .max = 10000,
          .help = N_("Where it stands; unset: where it is")),
  ANGLE (pan, N_("Pan"), 3600, N_("Turn about the vertical, + to the left; unset: as it is")),
  ANGLE (tilt, N_("Tilt"), 360, N_("Up or down, + up; unset: as it is")),
  ANGLE (roll, N_("Roll"), 360, N_("About the line of sight, + clockwise from behind; unset: as it is")),
};
OPTIONS (pose_options, "pose", N_("Place"), Pose, pose_fields);

static double
given_or (double given, double is)
{
  return isnan (given) ? is : given;
}

static gboolean
pose (const SlOperationInput *input, gconstpointer data, SlCommand *command, GPtrArray *added, GError **error)
{
  const Pose *options = data;
  g_autoptr (GArray) pieces = sl_pieces_new (input, error);

  if (pieces == NULL)
    return FALSE;
  const SlPiece *piece = &g_array_index (pieces, SlPiece, 0);
  sl_piece_place (command, piece, piece->entity->id, isnan (options->position.x) ? piece->position : options->position,
                  given_or (options->pan, piece->pan), given_or (options->tilt, piece->tilt),
                  given_or (options->roll, piece->roll));
  return TRUE;
}

const SlOperation sl_operation_pose = {
  "pose", N_("Place %s"), N_("Stands one thing somewhere, turned as wanted; in a shot where it shows there"), "THING",
  1, 1, &pose_options, pose,
};
