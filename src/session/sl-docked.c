#include "sl-docked.h"

#include "sl-i18n.h"
#include "sl-operation-private.h"
#include "sl-wall-dock.h"

/* One floor or ceiling and its wall, after the command. */
typedef struct {
  const SlPlan   *before, *after;
  SlCommand      *command; /* that is extended */
  GPtrArray      *said;    /* may be NULL */
  const SlEntity *entity, *target;
  SlSceneWall    *own, *wall; /* owned; NULL where they cannot be laid out */
} Follow;

static void
follow_clear (Follow *f)
{
  sl_scene_wall_unref (f->own);
  sl_scene_wall_unref (f->wall);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Follow, follow_clear)

static const SlWall *
wall_of (const SlEntity *entity)
{
  return (const SlWall *) entity;
}

static void G_GNUC_PRINTF (2, 3)
say (GPtrArray *said, const char *format, ...)
{
  va_list args;

  if (said == NULL)
    return;
  va_start (args, format);
  g_ptr_array_add (said, g_strdup_vprintf (format, args));
  va_end (args);
}

/* --- what changed --- */

#define PLACE_FIELDS "stage", "position", "pan", "tilt", "roll"
#define SHAPE_FIELDS "cabinet", "columns", "rows", "seams", "patches"
#define DOCK_FIELDS  "role", "docks", "dock_gap", "dock_fits_width", "dock_fits_depth"

static gboolean
differs (const SlEntity *a, const SlEntity *b, const char *name)
{
  const SlField *field = sl_record_field (&sl_kind_info (SL_KIND_WALL)->record, name);

  return !sl_field_equal (field, SL_CONST_MEMBER (a, field), SL_CONST_MEMBER (b, field));
}

/* How a wall stands is another, or its cabinets are. */
static gboolean
is_changed (const Follow *f, const SlEntity *now)
{
  static const char *const names[] = { PLACE_FIELDS, SHAPE_FIELDS, DOCK_FIELDS };
  const SlEntity *was = sl_plan_get (f->before, SL_KIND_WALL, now->id);
  gboolean changed = was == NULL;

  if (was != now)
    for (guint i = 0; !changed && i < G_N_ELEMENTS (names); i++)
      changed = differs (was, now, names[i]);
  for (guint i = 0; !changed && i < sl_plan_count (f->after, SL_KIND_PANEL); i++)
    {
      const SlEntity *panel = sl_plan_at (f->after, SL_KIND_PANEL, i), *old = sl_plan_find (f->before, panel->id);
      changed = old != NULL && old != panel; /* its size may be another */
    }
  return changed;
}

/* Whether the command says something of walls or cabinets, and something docks: most say nothing of them. */
static gboolean
concerns_docks (const SlCommand *command, const SlPlan *plan)
{
  gboolean walls = FALSE, docks = FALSE;

  for (guint i = 0; i < sl_command_count (command); i++)
    {
      const SlEdit *edit = sl_command_edit (command, i);
      const SlEntity *entity = sl_plan_find (plan, edit->id);

      walls = walls || edit->type == SL_EDIT_ADD
              || (entity != NULL && (entity->kind == SL_KIND_WALL || entity->kind == SL_KIND_PANEL));
      docks = docks || (edit->type == SL_EDIT_SET && g_str_equal (edit->what, "docks"));
    }
  for (guint i = 0; walls && !docks && i < sl_plan_count (plan, SL_KIND_WALL); i++)
    docks = wall_of (sl_plan_at (plan, SL_KIND_WALL, i))->docks != NULL;
  return walls && docks;
}

/* --- letting go --- */

static gboolean
removes (const SlCommand *command, const char *id)
{
  for (guint i = 0; i < sl_command_count (command); i++)
    if (sl_command_edit (command, i)->type == SL_EDIT_REMOVE && g_str_equal (sl_command_edit (command, i)->id, id))
      return TRUE;
  return FALSE;
}

/* What docks to a wall that goes stays where it is. */
static void
let_go_of_removed (SlCommand *extended, const SlCommand *command, const SlPlan *plan, GPtrArray *said)
{
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      const SlEntity *entity = sl_plan_at (plan, SL_KIND_WALL, i);
      const SlEntity *target = sl_plan_find (plan, wall_of (entity)->docks);

      if (target == NULL || !removes (command, target->id) || removes (command, entity->id))
        continue;
      sl_command_set (extended, entity->id, "docks", "");
      say (said, _("%s is docked no more, as %s is gone; it stays where it is"), sl_entity_title (entity),
           sl_entity_title (target));
    }
}

static void
let_go (const Follow *f, const char *format)
{
  sl_command_set (f->command, f->entity->id, "docks", "");
  if (sl_plan_find (f->before, f->entity->id) != NULL) /* a copy was never held */
    say (f->said, format, sl_entity_title (f->entity), sl_entity_title (f->target));
}

/* --- laying anew --- */

static SlWallDocking
docking_of (const SlSceneWall *own, gboolean whole)
{
  const SlWall *wall = wall_of (own->entity);

  return (SlWallDocking) { own->role == SL_WALL_FLOOR, own->usual, NAN, NAN,
                           whole && wall->dock_fits_width ? 0 : own->columns,
                           whole && wall->dock_fits_depth ? 0 : own->rows, wall->dock_gap };
}

/* Whether the command itself says where it is. */
static gboolean
is_placed (const Follow *f)
{
  static const char *const names[] = { "position", "pan", "tilt", "roll" };

  for (guint i = 0; i < sl_command_count (f->command); i++)
    {
      const SlEdit *edit = sl_command_edit (f->command, i);

      for (guint k = 0; edit->type == SL_EDIT_SET && g_str_equal (edit->id, f->entity->id)
                        && k < G_N_ELEMENTS (names); k++)
        if (g_str_has_prefix (edit->what, names[k]))
          return TRUE;
    }
  return FALSE;
}

/* What stands in the world as the wall sees it, which stands unscaled. */
static SlFrame
seen_from (const SlFrame *wall, const SlFrame *frame)
{
  const SlVec3 axes[3] = { frame->x, frame->y, frame->z };
  SlVec3 turned[3];

  for (guint i = 0; i < 3; i++)
    turned[i] = sl_vec3 (sl_vec3_dot (axes[i], wall->x), sl_vec3_dot (axes[i], wall->y),
                         sl_vec3_dot (axes[i], wall->z));
  return (SlFrame) { turned[0], turned[1], turned[2], sl_frame_unpoint (wall, frame->o) };
}

/* It stands to its wall as before: both went together. */
static gboolean
went_along (const Follow *f, const SlSceneWall *was)
{
  const SlEntity *target = sl_plan_get (f->before, SL_KIND_WALL, f->target->id);
  g_autoptr (SlSceneWall) wall = target != NULL ? sl_scene_wall_new (f->before, target, NULL) : NULL;

  if (wall == NULL)
    return FALSE;
  const SlFrame before = seen_from (&wall->frame, &was->frame), after = seen_from (&f->wall->frame, &f->own->frame);
  return sl_frames_alike (&before, &after);
}

static SlFrame
frame_of (const SlWallLying *lying)
{
  return sl_frame_from_pose (lying->position, lying->pan, lying->tilt, 0);
}

/* What was moved by hand keeps to its wall where another gap does it. FALSE when it was let go. */
static gboolean
settle_moved (const Follow *f, const SlSceneWall *was, SlWallDocking *docking)
{
  g_auto (SlWallLying) lying = { 0 };
  const gboolean moved = was != NULL ? !sl_frames_alike (&was->frame, &f->own->frame) : is_placed (f);
  const gboolean docked = was != NULL && g_strcmp0 (wall_of (was->entity)->docks, f->target->id) == 0;
  SlWallDocking as_is = docking_of (f->own, FALSE);

  if (!moved || (was != NULL && !docked) || (docked && went_along (f, was)))
    return TRUE;
  if (!sl_wall_dock_lay (f->wall, docking, &lying, NULL))
    return TRUE;
  const SlFrame wanted = frame_of (&lying);
  if (sl_frames_alike (&wanted, &f->own->frame))
    return TRUE;
  const double gap = docked ? sl_wall_dock_gap (f->wall, &as_is, &f->own->frame) : NAN;
  const SlField *field = sl_record_field (&sl_kind_info (SL_KIND_WALL)->record, "dock_gap");
  if (isnan (gap) || gap < field->min || gap > field->max)
    {
      let_go (f, _("%s was moved by itself, so it is docked to %s no more; set “Docked to” to dock it again"));
      return FALSE;
    }
  sl_command_set_number (f->command, f->entity->id, "dock_gap", gap);
  docking->gap = gap;
  return TRUE;
}

/* A size that was given by hand stays. */
static void
settle_size (const Follow *f, const SlSceneWall *was, SlWallDocking *docking)
{
  const SlWall *now = wall_of (f->entity), *then = was != NULL ? wall_of (was->entity) : NULL;

  if (then == NULL)
    return;
  if (now->dock_fits_width && then->dock_fits_width && f->own->columns != was->columns)
    {
      sl_command_set (f->command, f->entity->id, "dock_fits_width", "false");
      docking->columns = f->own->columns;
    }
  if (now->dock_fits_depth && then->dock_fits_depth && f->own->rows != was->rows)
    {
      sl_command_set (f->command, f->entity->id, "dock_fits_depth", "false");
      docking->rows = f->own->rows;
    }
}

static void
place (const Follow *f, const SlWallLying *lying)
{
  const SlFrame wanted = frame_of (lying);

  if (sl_frames_alike (&wanted, &f->own->frame))
    return;
  sl_wall_set_place (f->command, f->entity->id, lying->position, lying->pan, lying->tilt);
  sl_command_set (f->command, f->entity->id, "roll", "0");
}

/* What gave way to the wall before; FALSE when it lay by none. */
static gboolean
cut_before (const Follow *f, const SlSceneWall *was, SlWallLying *lying)
{
  const SlEntity *target = was != NULL ? sl_plan_get (f->before, SL_KIND_WALL, wall_of (was->entity)->docks) : NULL;
  g_autoptr (SlSceneWall) wall = target != NULL ? sl_scene_wall_new (f->before, target, NULL) : NULL;
  const SlWallDocking docking = was != NULL ? docking_of (was, FALSE) : (SlWallDocking) { 0 };

  return wall != NULL && sl_wall_can_dock (wall) && sl_wall_dock_lay (wall, &docking, lying, NULL);
}

static gboolean
same_grid (const SlWallGrid *a, const SlWallGrid *b)
{
  gboolean same = a->columns == b->columns && a->rows == b->rows;

  for (gsize i = 0; same && i < (gsize) a->columns * a->rows; i++)
    same = g_strcmp0 (a->ids[i], b->ids[i]) == 0;
  return same;
}

/* What stands in the wall gives way; what a person left out or put in stays so, as far from the middle as it was. */
static void
cut (const Follow *f, const SlSceneWall *was, const SlWallLying *lying)
{
  g_auto (SlWallLying) old = { 0 };
  g_auto (SlWallGrid) now = { 0 }, wanted = { 0 };
  const gboolean lay = cut_before (f, was, &old);

  sl_wall_grid_read (&now, f->entity);
  if (lay && same_grid (&old.cut, &lying->cut) && now.columns == old.cut.columns && now.rows == old.cut.rows)
    return;
  const int shift = ((int) lying->cut.columns - (int) now.columns) / 2;
  sl_wall_grid_init (&wanted, lying->cut.columns, lying->cut.rows);
  wanted.n_patches = now.n_patches;
  for (guint row = 0; row < wanted.rows; row++)
    for (guint column = 0; column < wanted.columns; column++)
      {
        const gsize at = (gsize) row * wanted.columns + column;
        const int from = (int) column - shift;
        const char *own = from >= 0 && from < (int) now.columns && row < now.rows
                          ? now.ids[(gsize) row * now.columns + (guint) from] : NULL;
        const gboolean by_wall = own != NULL && *own == '\0' && lay && from < (int) old.cut.columns
                                 && row < old.cut.rows && old.cut.ids[(gsize) row * old.cut.columns + (guint) from];
        wanted.ids[at] = lying->cut.ids[at] != NULL ? "" : by_wall ? NULL : own;
      }
  if (!same_grid (&now, &wanted))
    sl_wall_grid_write (&wanted, f->command, f->entity->id);
}

static void
resize (const Follow *f, const SlWallLying *lying)
{
  if (lying->cut.columns != f->own->columns)
    sl_command_set_count (f->command, f->entity->id, "columns", lying->cut.columns);
  if (lying->cut.rows != f->own->rows)
    sl_command_set_count (f->command, f->entity->id, "rows", lying->cut.rows);
}

/* Whether it may dock there; `check` says why not. */
static gboolean
can_follow (const Follow *f)
{
  return f->own != NULL && f->wall != NULL && f->target != f->entity && sl_wall_can_dock (f->wall)
         && g_strcmp0 (sl_entity_placed (f->entity)->stage, sl_entity_placed (f->target)->stage) == 0;
}

static void
follow (const Follow *f)
{
  const SlEntity *entity = sl_plan_get (f->before, SL_KIND_WALL, f->entity->id);
  g_autoptr (SlSceneWall) was = entity != NULL ? sl_scene_wall_new (f->before, entity, NULL) : NULL;
  g_auto (SlWallLying) lying = { 0 };
  g_autoptr (GError) error = NULL;
  SlWallDocking docking;

  if (!can_follow (f))
    {
      if (f->wall != NULL && !sl_wall_can_dock (f->wall))
        say (f->said, _("%s does not stand upright, so %s stays where it is"), sl_entity_title (f->target),
             sl_entity_title (f->entity));
      return;
    }
  if (f->own->role != SL_WALL_FLOOR && f->own->role != SL_WALL_CEILING)
    {
      let_go (f, _("%s is neither floor nor ceiling now, so it is docked to %s no more"));
      return;
    }
  docking = docking_of (f->own, TRUE);
  settle_size (f, was, &docking);
  if (!settle_moved (f, was, &docking))
    return;
  if (!sl_wall_dock_lay (f->wall, &docking, &lying, &error))
    {
      say (f->said, _("%s stays as it is: %s"), sl_entity_title (f->entity), error->message);
      return;
    }
  place (f, &lying);
  cut (f, was, &lying);
  resize (f, &lying);
}

SlCommand *
sl_command_dock (const SlCommand *command, const SlPlan *plan, GPtrArray *said)
{
  g_autoptr (SlCommand) extended = NULL;
  g_autoptr (SlPlan) after = NULL;

  if (!concerns_docks (command, plan))
    return sl_command_ref ((SlCommand *) command);
  extended = sl_command_new (sl_command_label (command));
  sl_command_set_fold (extended, sl_command_fold (command));
  let_go_of_removed (extended, command, plan, said);
  for (guint i = 0; i < sl_command_count (command); i++)
    sl_command_append (extended, sl_command_edit (command, i));
  if ((after = sl_plan_apply (plan, extended, NULL)) == NULL) /* whoever applies it hears why */
    return g_steal_pointer (&extended);
  for (guint i = 0; i < sl_plan_count (after, SL_KIND_WALL); i++)
    {
      const SlEntity *entity = sl_plan_at (after, SL_KIND_WALL, i);
      g_auto (Follow) f = { plan, after, extended, said, entity,
                            sl_plan_get (after, SL_KIND_WALL, wall_of (entity)->docks) };

      if (f.target == NULL || (!is_changed (&f, entity) && !is_changed (&f, f.target)))
        continue;
      f.own = sl_scene_wall_new (after, entity, NULL);
      f.wall = sl_scene_wall_new (after, f.target, NULL);
      follow (&f);
    }
  return g_steal_pointer (&extended);
}
