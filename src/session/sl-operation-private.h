/* What the operations share. Of this room's sl-operation-*.c alone. */
#pragma once

#include "sl-operations.h"
#include "sl-wall-shape.h"

G_BEGIN_DECLS

/* One field of an operation's options, a record struct. */
#define OPTION(Struct, id, text, t, ...) \
  { .name = #id, .label = text, .type = SL_TYPE_##t, .offset = offsetof (Struct, id), __VA_ARGS__ }
#define OPTIONS(var, id, text, Struct, table) \
  static const SlRecordType var = { id, text, sizeof (Struct), table, G_N_ELEMENTS (table) }

/* In the order of the table. */
extern const SlOperation sl_operation_move, sl_operation_rotate, sl_operation_scale, sl_operation_drop,
  sl_operation_against, sl_operation_aim, sl_operation_align, sl_operation_distribute, sl_operation_copies,
  sl_operation_array_line, sl_operation_array_arc, sl_operation_array_wall, sl_operation_mirror,
  sl_operation_cabinets_in, sl_operation_cabinets_out, sl_operation_cabinets_number,
  sl_operation_wall_add, sl_operation_wall_draw, sl_operation_wall_shape, sl_operation_wall_floor,
  sl_operation_wall_ceiling, sl_operation_shot_insert, sl_operation_shot_number, sl_operation_shot_order,
  sl_operation_shot_trim, sl_operation_shot_remark;
extern const SlOperation sl_operation_board_new, sl_operation_board_copy, sl_operation_board_lock,
  sl_operation_board_use, sl_operation_board_days, sl_operation_board_sort, sl_operation_board_move,
  sl_operation_board_cut, sl_operation_board_off, sl_operation_board_place, sl_operation_board_break,
  sl_operation_board_unlock, sl_operation_board_strip;
extern const SlOperation sl_operation_scene_cast, sl_operation_scene_element, sl_operation_scene_without,
  sl_operation_scene_new;
extern const SlOperation sl_operation_booking_hold, sl_operation_booking_move, sl_operation_booking_days,
  sl_operation_booking_state, sl_operation_booking_rank, sl_operation_book_days;
extern const SlOperation sl_operation_group, sl_operation_ungroup, sl_operation_absent, sl_operation_present;
extern const SlOperation sl_operation_key, sl_operation_unkey, sl_operation_keys_move, sl_operation_keys_scale,
  sl_operation_keys_copy, sl_operation_keys_paste, sl_operation_keys_ease, sl_operation_keys_remove,
  sl_operation_pose, sl_operation_follow;

/* --- sl-operation-pieces.c: what stands, and where --- */

/* Something that stands on a stage, as it does where the input says: as built, or at a frame of a shot. */
typedef struct {
  const SlOperationInput *input; /* borrowed */
  const SlEntity *entity;   /* borrowed from the plan */
  const char     *stage_id; /* borrowed likewise */
  SlVec3          position; /* m */
  double          pan, tilt, roll; /* deg */
  SlBox           box;      /* all of it in the world (m); a point for what has no size */
  GArray         *parts;    /* SlPiece elements of what lies in it, NULL for what is no group */
} SlPiece;

/* SlPiece elements for the input's ids, in their order, each once; a group is one, with the box of all that lies in it
 * and, as its position, the middle of that box's bottom. NULL with an error when one stands nowhere, or when they stand
 * on several stages. Free with g_array_unref(). */
GArray *sl_pieces_new        (const SlOperationInput *input, GError **error);
/* The box around all of them (m, world). */
SlBox   sl_pieces_box        (const GArray *pieces);
/* The middle of a box (m). */
SlVec3  sl_box_middle        (const SlBox *box);
/* The number of axis 0…2 (x, y, z). */
double  sl_vec3_axis         (SlVec3 v, int axis);
/* With that number changed. */
SlVec3  sl_vec3_with_axis    (SlVec3 v, int axis, double number);
/* Edits the numbers of the pose that differ from the piece's, rounded to a micrometre and a millionth of a degree; for
 * the piece's own id, where they show at the input's frame (sl-keyed.h). */
void    sl_piece_place       (SlCommand *command, const SlPiece *piece, const char *id, SlVec3 position, double pan,
                              double tilt, double roll);
/* The same with its angles as they are; a group with all that lies in it. */
void    sl_piece_move        (SlCommand *command, const SlPiece *piece, SlVec3 position);
/* Edits one number of the piece, where it shows, rounded likewise. */
void    sl_piece_set_number  (SlCommand *command, const SlPiece *piece, const char *path, double number);
/* Edits one number, rounded likewise. */
void    sl_command_set_number (SlCommand *command, const char *id, const char *path, double number);
/* The wall `id` as it stands; NULL with an error when it is none or has no cabinet. The caller's. */
SlSceneWall *sl_operation_wall (const SlPlan *plan, const char *id, GError **error);

/* A column of a wall where it meets the foot of the wall's own frame. */
typedef struct {
  SlVec3 left, right; /* m, world */
  SlVec3 normal;      /* unit, toward the viewer */
  double from;        /* developed length up to its left edge (m) */
} SlWallFace;

/* SlWallFace elements of the columns that have a cabinet, from the viewer's left. Free with g_array_unref(). */
GArray *sl_wall_faces (const SlSceneWall *wall);

/* --- sl-operation-copy.c: more of the same --- */

/* Makes copies of entities in one command; ids and names are free in the plan and among themselves. */
typedef struct SlCopier SlCopier;

/* Borrows all three; the ids of what it adds go into `added`. */
SlCopier   *sl_copier_new  (const SlPlan *plan, SlCommand *command, GPtrArray *added);
/* NULL is fine. */
void        sl_copier_free (SlCopier *copier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCopier, sl_copier_free)
/* A new entity, not yet with values, named `title` with the next free number ("Wall 2") when that is taken; the id,
 * made of `wanted`, is borrowed. */
const char *sl_copier_add  (SlCopier *copier, SlKind kind, const char *wanted, const char *title);
/* A copy; its id is borrowed. */
const char *sl_copier_copy (SlCopier *copier, const SlEntity *entity);

/* --- sl-operation-booking.c: bookings --- */

/* The booking that the input's id `at` names; NULL with an error where it is none. Borrowed from the plan. */
const SlBooking *sl_operation_booking (const SlOperationInput *input, guint at, GError **error);

/* --- sl-operation-append.c: items of lists --- */

/* Edits a value of the item `at`: "tracks[2].keys" and "frame" make "tracks[2].keys[#at].frame". NULL clears it. */
void sl_command_set_item (SlCommand *command, const char *id, const char *list, guint at, const char *name,
                          const char *text);

/* A key at `frame`, at which the list at `list_path` of `owner` has none, eased as the one before it. */
void sl_key_insert (SlCommand *command, const SlEntity *owner, const char *list_path, const SlList *keys, gint64 frame,
                    const char *value);

/* How many a person may ask for at once. */
#define SL_OPERATION_MAX_COPIES 10000

/* --- sl-operation-cabinets.c: what walls are built of --- */

/* The cabinet `wanted`, of the plan or the catalogue; for NULL the catalogue's default, or the plan's first. Borrowed;
 * NULL with an error. */
const SlPanel *sl_wall_find_cabinet (const SlOperationInput *input, const char *wanted, GError **error);
/* A length (m) in whole cabinets of `cabinet_mm`, one at least, into `n`. FALSE with an error when there are more than
 * the wall's `field` may hold. */
gboolean sl_wall_whole        (double length_m, double cabinet_mm, const char *field, gint64 *n, GError **error);
/* Rounds `n` seams to a ten-thousandth of a degree; the text that files have: nothing for none, one number when all are
 * equal. Free with g_free(). */
char    *sl_wall_seams_text   (double *seams_deg, gsize n);
/* FALSE with an error where a seam is more than the cabinet or any wall allows. */
gboolean sl_wall_check_seams  (const double *seams_deg, gsize n, const SlPanel *cabinet, GError **error);
/* FALSE with an error for more cabinets than a plan may have. */
gboolean sl_wall_check_size   (gint64 columns, gint64 rows, GError **error);
/* Edits a whole number. */
void     sl_command_set_count (SlCommand *command, const char *id, const char *path, gint64 n);
/* A new wall on a stage (NULL for none yet) with its cabinet and the catalogue's processor; its id is borrowed from the
 * copier. */
const char *sl_wall_new       (SlCopier *copier, SlCommand *command, const SlOperationInput *input,
                               const char *stage, const char *name, const SlPanel *cabinet, gint64 columns,
                               gint64 rows);
/* Where a new wall stands (m, deg). */
void     sl_wall_set_place    (SlCommand *command, const char *id, SlVec3 position, double pan, double tilt);
/* The stage for something new: `wanted`, the first that the plan has, or, when it has none, a new one. Borrowed; NULL
 * with an error when there is no such one. */
const char *sl_operation_stage (SlCopier *copier, SlCommand *command, const SlOperationInput *input,
                                const char *wanted, GError **error);

/* --- sl-operation-wall.c: shape and size in whole cabinets --- */

/* What is asked for; NAN and 0 where nothing is said. */
typedef struct {
  SlWallShape shape;
  double      width, height;       /* m */
  gint64      columns, rows;
  double      radius, sweep, seam; /* m, deg, deg: as SlWallBend has them */
  gint64      before;              /* columns at the viewer's left of a corner */
  gboolean    left;                /* a J's bend */
} SlWallAsked;

/* The options for a bend, of a struct that has the fields. */
#define SL_BEND_OPTIONS(Struct) \
  OPTION (Struct, radius, N_("Radius"), REAL, .unit = SL_UNIT_METRE, .min = -100000, .max = 100000, \
          .help = N_("From the axis to the middle of the LED faces; + opens toward the viewer")), \
  OPTION (Struct, sweep, N_("Sweep"), REAL, .unit = SL_UNIT_DEGREE, .min = -360, .max = 360, \
          .help = N_("How far the bend turns")), \
  OPTION (Struct, seam, N_("Seam angle"), REAL, .unit = SL_UNIT_DEGREE, .min = -90, .max = 90, \
          .help = N_("Between two cabinets of the bend")), \
  OPTION (Struct, before, N_("Before the corner"), INTEGER, .max = 5000, .def = "0", \
          .help = N_("Columns at the viewer's left of a corner; 0: half of them")), \
  OPTION (Struct, left, N_("At the left"), BOOL, .def = "false", .help = N_("A J bends at the viewer's left end"))

/* Columns and rows, which hold what is taken where nothing is said, and the seams as files have them (g_free()). FALSE
 * with an error where the cabinet, a wall or a plan allows no such thing. */
gboolean sl_wall_course       (const SlWallAsked *asked, const SlPanel *cabinet, gint64 *columns, gint64 *rows,
                               char **seams, GError **error);

/* --- sl-operation-wall-lay.c: what docks to a wall --- */

typedef struct {
  const char *cabinet, *name; /* NULL: the wall's own; after the wall */
  double      width, depth;   /* m; NAN: from end to end; up to its ends */
  double      gap;            /* m */
} SlWallLaid;

/* Lays an LED floor before the wall `id`, or hangs a ceiling over it. FALSE with an error. */
gboolean sl_wall_lay          (const SlOperationInput *input, const char *id, const SlWallLaid *laid,
                               gboolean is_floor, SlCommand *command, GPtrArray *added, GError **error);

G_END_DECLS
