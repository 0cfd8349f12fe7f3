#include "sl-error.h"
#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-operation-private.h"

/* --- small geometry --- */

SlVec3
sl_box_middle (const SlBox *box)
{
  return sl_vec3_lerp (box->min, box->max, .5);
}

double
sl_vec3_axis (SlVec3 v, int axis)
{
  return axis == 0 ? v.x : axis == 1 ? v.y : v.z;
}

SlVec3
sl_vec3_with_axis (SlVec3 v, int axis, double number)
{
  *(axis == 0 ? &v.x : axis == 1 ? &v.y : &v.z) = number;
  return v;
}

SlBox
sl_pieces_box (const GArray *pieces)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < pieces->len; i++)
    {
      const SlPiece *piece = &g_array_index (pieces, SlPiece, i);
      sl_box_add (&box, piece->box.min);
      sl_box_add (&box, piece->box.max);
    }
  return box;
}

/* --- what stands --- */

static void
add_wall (SlBox *box, const SlSceneWall *wall)
{
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *panel = &wall->panels[i];
      const SlVec3 top = sl_vec3_add (panel->corner, panel->up);

      sl_box_add (box, panel->corner);
      sl_box_add (box, sl_vec3_add (panel->corner, panel->right));
      sl_box_add (box, top);
      sl_box_add (box, sl_vec3_add (top, panel->right));
    }
}

static void
add_mesh (SlBox *box, const SlSceneMesh *mesh)
{
  const SlBox *own = &mesh->mesh->box;

  for (guint k = 0; k < 8; k++)
    sl_box_add (box, sl_frame_point (&mesh->frame, sl_vec3 (k & 1 ? own->max.x : own->min.x,
                                                            k & 2 ? own->max.y : own->min.y,
                                                            k & 4 ? own->max.z : own->min.z)));
}

/* Sets the boxes of those pieces that have a size. `at` finds a piece by its id, its index plus one. */
static void
measure (GArray *pieces, GHashTable *at, const SlScene *scene)
{
  for (guint i = 0; i < scene->walls->len + scene->meshes->len; i++)
    {
      const gboolean is_wall = i < scene->walls->len;
      gpointer thing = is_wall ? scene->walls->pdata[i] : scene->meshes->pdata[i - scene->walls->len];
      const SlEntity *entity = is_wall ? ((SlSceneWall *) thing)->entity : ((SlSceneMesh *) thing)->entity;
      const guint index = GPOINTER_TO_UINT (g_hash_table_lookup (at, entity->id));
      SlBox box = sl_box_empty ();

      if (index == 0)
        continue;
      if (is_wall)
        add_wall (&box, thing);
      else
        add_mesh (&box, thing);
      if (!sl_box_is_empty (&box))
        g_array_index (pieces, SlPiece, index - 1).box = box;
    }
}

static double
number_of (const SlEntity *entity, const char *name)
{
  const double *number = sl_record_find (&sl_kind_info (entity->kind)->record, entity, name, &(SlField) { 0 }, NULL);

  return number != NULL ? *number : 0;
}

/* `now` is the entity as it stands there. */
static SlPiece
piece_of (const SlOperationInput *input, const SlEntity *entity, const SlEntity *now)
{
  SlPiece piece = { .input = input, .entity = entity, .stage_id = sl_entity_placed (entity)->stage,
                    .position = sl_vec3 (number_of (now, "position.x"), number_of (now, "position.y"),
                                         number_of (now, "position.z")),
                    .pan = number_of (now, "pan"), .tilt = number_of (now, "tilt"), .roll = number_of (now, "roll") };

  piece.box = (SlBox) { piece.position, piece.position };
  return piece;
}

/* `maker` is of the input's shot, NULL for as built. */
static gboolean
add_piece (GArray *pieces, GHashTable *at, const SlOperationInput *input, const SlSceneMaker *maker,
           const SlEntity *entity, GError **error)
{
  g_autoptr (SlEntity) now = maker != NULL
                             ? sl_scene_maker_entity (maker, entity->id, (double) input->when.frame, NULL) : NULL;
  const SlPlaced *placed = sl_entity_placed (entity);
  const SlPiece *first = pieces->len > 0 ? &g_array_index (pieces, SlPiece, 0) : NULL;
  SlPiece piece;

  if (g_hash_table_contains (at, entity->id))
    return TRUE;
  if (placed == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” stands nowhere, so it cannot be placed; leave it out"), entity->id);
      return FALSE;
    }
  piece = piece_of (input, entity, now != NULL ? now : entity);
  if (first != NULL && g_strcmp0 (first->stage_id, piece.stage_id) != 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("“%s” and “%s” stand on different stages; take those of one stage"),
                    first->entity->id, entity->id);
      return FALSE;
    }
  g_array_append_val (pieces, piece);
  g_hash_table_insert (at, entity->id, GUINT_TO_POINTER (pieces->len));
  return TRUE;
}

/* A scene with what stands on the pieces' stage: by `maker`, or as that stage is built where the maker is of another.
 * NULL where there is none: without a stage nothing has a size yet, but all can be moved. */
static SlScene *
scene_of (const SlOperationInput *input, const SlSceneMaker *maker, const char *stage)
{
  g_autoptr (SlScene) scene = maker != NULL ? sl_scene_maker_at (maker, (double) input->when.frame, NULL) : NULL;
  g_autoptr (SlSceneMaker) own = NULL;

  if (scene != NULL && g_strcmp0 (scene->stage.entity->id, stage) == 0)
    return g_steal_pointer (&scene);
  if (stage == NULL)
    return NULL;
  own = sl_scene_maker_new_stage (input->plan, input->assets, stage, NULL, NULL);
  return own != NULL ? sl_scene_maker_at (own, 0, NULL) : NULL;
}

static void
piece_clear (gpointer piece)
{
  g_clear_pointer (&((SlPiece *) piece)->parts, g_array_unref);
}

/* All of a group as one; `at` finds its things in `things`. */
static SlPiece
group_of (const GArray *things, GHashTable *at, const SlEntity *group)
{
  const SlPiece *first = &g_array_index (things, SlPiece, 0);
  g_autoptr (GPtrArray) ids = sl_groups_expand (first->input->plan, (const char *const *) &group->id, 1, FALSE);
  SlPiece piece = { .input = first->input, .entity = group, .stage_id = first->stage_id,
                    .parts = g_array_new (FALSE, FALSE, sizeof (SlPiece)) };

  for (guint i = 0; i < ids->len; i++)
    {
      const guint index = GPOINTER_TO_UINT (g_hash_table_lookup (at, ids->pdata[i])) - 1;
      g_array_append_val (piece.parts, g_array_index (things, SlPiece, index));
    }
  piece.box = sl_pieces_box (piece.parts);
  if (ids->len > 0)
    piece.position = sl_vec3_with_axis (sl_box_middle (&piece.box), 2, piece.box.min.z);
  return piece;
}

/* The things, those of a group put together. */
static GArray *
put_together (const GArray *things, GHashTable *at, const SlOperationInput *input)
{
  g_autoptr (GPtrArray) ids = sl_groups_reduce (input->plan, input->ids, input->n_ids);
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (SlPiece));

  g_array_set_clear_func (pieces, piece_clear);
  for (guint i = 0; i < ids->len; i++)
    {
      const SlEntity *entity = sl_plan_find (input->plan, ids->pdata[i]);
      const guint index = GPOINTER_TO_UINT (g_hash_table_lookup (at, entity->id));
      SlPiece piece;

      if (!g_hash_table_add (met, entity->id))
        continue;
      piece = index > 0 ? g_array_index (things, SlPiece, index - 1) : group_of (things, at, entity);
      if (piece.parts == NULL || piece.parts->len > 0)
        g_array_append_val (pieces, piece);
      else
        piece_clear (&piece);
    }
  return pieces;
}

GArray *
sl_pieces_new (const SlOperationInput *input, GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (SlPiece));
  g_autoptr (GPtrArray) ids = sl_groups_expand (input->plan, input->ids, input->n_ids, FALSE);
  g_autoptr (GHashTable) at = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SlSceneMaker) own = NULL;
  g_autoptr (SlScene) scene = NULL;
  const SlSceneMaker *maker = input->maker;

  if (maker == NULL && input->when.shot != NULL)
    maker = own = sl_scene_maker_new_shot (input->plan, input->assets, input->when.shot, NULL);
  for (guint i = 0; i < ids->len; i++)
    if (!add_piece (pieces, at, input, maker, sl_plan_find (input->plan, ids->pdata[i]), error))
      return NULL;
  if (pieces->len > 0 && (scene = scene_of (input, maker, g_array_index (pieces, SlPiece, 0).stage_id)) != NULL)
    measure (pieces, at, scene);
  return pieces->len > 0 ? put_together (pieces, at, input) : g_steal_pointer (&pieces);
}

/* --- where they go --- */

void
sl_command_set_number (SlCommand *command, const char *id, const char *path, double number)
{
  g_autofree char *text = sl_number_to_text (round (number * 1e6) / 1e6);

  sl_command_set (command, id, path, text);
}

static gboolean
is_other (double was, double is)
{
  return fabs (was - is) >= .5e-6;
}

/* A copy is known to no shot yet, and what is laid over the scene stands over all. */
static gboolean
is_own (const SlPiece *piece, const char *id)
{
  return piece->input->preview || !g_str_equal (id, piece->entity->id);
}

static void
set_if_other (SlCommand *command, const SlPiece *piece, const char *id, const char *path, double was, double is)
{
  g_autofree char *text = sl_number_to_text (round (is * 1e6) / 1e6);

  if (!is_other (was, is))
    return;
  if (is_own (piece, id))
    sl_command_set (command, id, path, text);
  else
    sl_keyed_set (command, piece->input->plan, &piece->input->when, id, path, text);
}

void
sl_piece_set_number (SlCommand *command, const SlPiece *piece, const char *path, double number)
{
  set_if_other (command, piece, piece->entity->id, path, INFINITY, number);
}

/* All three where a key or a setup's value holds them together, else those that differ. */
static void
set_position (SlCommand *command, const SlPiece *piece, const char *id, SlVec3 p)
{
  const SlOperationInput *input = piece->input;
  const SlVec3 was = piece->position;
  const char *owner = id;
  const SlGoes goes = is_own (piece, id) ? SL_GOES_OWN
                      : sl_keyed_goes (piece->input->plan, &piece->input->when, id, "position", &owner);

  if (!is_other (was.x, p.x) && !is_other (was.y, p.y) && !is_other (was.z, p.z))
    return;
  if (input->preview && piece->entity->kind == SL_KIND_CAMERA)
    p = sl_keyed_reached (input->plan, &input->when, NULL, id, p);
  if (goes != SL_GOES_OWN || (owner != id && sl_plan_get (input->plan, SL_KIND_RIG, owner) != NULL))
    {
      g_autofree char *x = sl_number_to_text (round (p.x * 1e6) / 1e6);
      g_autofree char *y = sl_number_to_text (round (p.y * 1e6) / 1e6);
      g_autofree char *z = sl_number_to_text (round (p.z * 1e6) / 1e6), *text = g_strdup_printf ("%s %s %s", x, y, z);

      sl_keyed_set (command, piece->input->plan, &piece->input->when, id, "position", text);
      return;
    }
  set_if_other (command, piece, id, "position.x", was.x, p.x);
  set_if_other (command, piece, id, "position.y", was.y, p.y);
  set_if_other (command, piece, id, "position.z", was.z, p.z);
}

/* The same direction within a turn of 180° to either side. */
static double
angle (double deg)
{
  return fabs (deg) <= 180 ? deg : remainder (deg, 360);
}

void
sl_piece_place (SlCommand *command, const SlPiece *piece, const char *id, SlVec3 position, double pan, double tilt,
                double roll)
{
  set_position (command, piece, id, position);
  set_if_other (command, piece, id, "pan", piece->pan, pan == piece->pan ? pan : angle (pan));
  set_if_other (command, piece, id, "tilt", piece->tilt, tilt == piece->tilt ? tilt : angle (tilt));
  set_if_other (command, piece, id, "roll", piece->roll, roll == piece->roll ? roll : angle (roll));
}

void
sl_piece_move (SlCommand *command, const SlPiece *piece, SlVec3 position)
{
  if (piece->parts != NULL)
    {
      const SlVec3 by = sl_vec3_sub (position, piece->position);

      for (guint i = 0; i < piece->parts->len; i++)
        {
          const SlPiece *part = &g_array_index (piece->parts, SlPiece, i);
          sl_piece_move (command, part, sl_vec3_add (part->position, by));
        }
      return;
    }
  sl_piece_place (command, piece, piece->entity->id, position, piece->pan, piece->tilt, piece->roll);
}

/* --- walls --- */

SlSceneWall *
sl_operation_wall (const SlPlan *plan, const char *id, GError **error)
{
  const SlEntity *entity = sl_plan_get (plan, SL_KIND_WALL, id);

  if (entity != NULL)
    return sl_scene_wall_new (plan, entity, error);
  sl_error_set (error, SL_ERROR_REFERENCE, _("the plan has no wall “%s”; “show” lists what it has"),
                id != NULL ? id : "");
  return NULL;
}

/* One face a column, of its lowest cabinet. */
static void
put_column (const SlSceneWall *wall, const SlScenePanel *panel, SlWallFace *face)
{
  const SlVec3 local = sl_frame_unpoint (&wall->frame, panel->corner);
  const SlVec3 drop = sl_frame_direction (&wall->frame, sl_vec3 (0, 0, local.z));

  face->left = sl_vec3_sub (panel->corner, drop);
  face->right = sl_vec3_add (face->left, panel->right);
  face->normal = panel->normal;
}

GArray *
sl_wall_faces (const SlSceneWall *wall)
{
  g_autofree const SlScenePanel **lowest = g_new0 (const SlScenePanel *, wall->columns);
  GArray *faces = g_array_new (FALSE, TRUE, sizeof (SlWallFace));
  double from = 0;

  for (guint i = 0; i < wall->n_panels; i++)
    lowest[wall->panels[i].column] = &wall->panels[i]; /* rows come from the top */
  for (guint i = 0; i < wall->columns; i++)
    if (lowest[i] != NULL)
      {
        SlWallFace face = { .from = from };

        put_column (wall, lowest[i], &face);
        g_array_append_val (faces, face);
        from += sl_vec3_length (lowest[i]->right);
      }
  return faces;
}
