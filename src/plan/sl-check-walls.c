#include "sl-check-walls.h"

#include "sl-i18n.h"

#define UPRIGHT .99 /* of a wall's own Z */

/* The last finding is of the item at `index` of a list of the wall's own. */
static void
code_own (GPtrArray *findings, const SlWall *wall, const SlEntity *owner, const char *code, guint index)
{
  g_autofree char *about = g_strdup_printf ("%u", index);

  if (owner == &wall->entity)
    sl_findings_code (findings, code, about);
}

void
sl_check_seams (GPtrArray *findings, const SlPlan *plan, const SlWall *wall, const SlEntity *owner, const char *field)
{
  guint n = sl_list_n (wall->seams), joints = (guint) wall->columns - 1;

  if (n <= 1 || n == joints)
    return;
  sl_findings_add (findings, SL_SEVERITY_WARNING, owner, field, _("Give one angle for all joints, or one for each"),
                   _("%s: %u seam angles for %u joints; joints without one stay straight"),
                   wall->entity.id, n, joints);
  code_own (findings, wall, owner, "seams", joints);
}

void
sl_check_patches (GPtrArray *findings, const SlPlan *plan, const SlWall *wall, const SlEntity *owner,
                  const char *field)
{
  const SlPanel *usual = sl_plan_get (plan, SL_KIND_PANEL, wall->cabinet);

  for (guint i = 0; i < sl_list_n (wall->patches); i++)
    {
      const SlPatch *patch = sl_list_at (wall->patches, SlPatch, i);
      const SlPanel *panel = sl_plan_get (plan, SL_KIND_PANEL, patch->cabinet);

      if (patch->column + patch->columns > wall->columns || patch->row + patch->rows > wall->rows)
        {
          sl_findings_add (findings, SL_SEVERITY_WARNING, owner, field, _("Move or shorten the patch"),
                           _("%s: patch %u reaches beyond the wall of %d × %d cabinets"), wall->entity.id, i + 1,
                           (int) wall->columns, (int) wall->rows);
          code_own (findings, wall, owner, "patch", i);
        }
      if (panel != NULL && usual != NULL
          && (panel->width_mm != usual->width_mm || panel->height_mm != usual->height_mm))
        sl_findings_add (findings, SL_SEVERITY_WARNING, owner, field, _("Choose cabinets of the same size"),
                         _("%s: the cabinets of patch %u measure %g × %g mm, the wall's %g × %g mm; they do not fit "
                           "its grid"),
                         wall->entity.id, i + 1, panel->width_mm, panel->height_mm, usual->width_mm,
                         usual->height_mm);
    }
}

/* --- what docks --- */

/* Whether it docks to itself, by way of others. */
static gboolean
is_circular (const SlPlan *plan, const SlWall *wall)
{
  const SlWall *at = wall;

  for (guint i = 0; i <= sl_plan_count (plan, SL_KIND_WALL); i++)
    if ((at = sl_plan_get (plan, SL_KIND_WALL, at->docks)) == NULL)
      return FALSE;
    else if (at == wall)
      return TRUE;
  return FALSE;
}

/* Why it goes with no wall, translated; NULL where it does, or where that is said otherwise. */
static const char *
dock_trouble (const SlPlan *plan, const SlWall *wall, const SlWall *to, const char **remedy)
{
  *remedy = _("Dock it to a wall that stands, or to none");
  if (is_circular (plan, wall))
    return _("It docks to itself, by way of “%s”");
  if (wall->role != SL_WALL_FLOOR && wall->role != SL_WALL_CEILING)
    {
      *remedy = _("Give it the role of a floor or a ceiling, or dock it to none");
      return _("Only floors and ceilings dock; this goes not with “%s”");
    }
  if (to->role == SL_WALL_FLOOR || to->role == SL_WALL_CEILING)
    return _("“%s” is a floor or a ceiling itself, so nothing docks to it");
  if (fabs (sl_frame_from_pose (to->placed.position, to->placed.pan, to->placed.tilt, to->placed.roll).z.z) < UPRIGHT)
    return _("“%s” does not stand upright, so nothing docks to it");
  if (g_strcmp0 (wall->placed.stage, to->placed.stage) != 0)
    return _("“%s” stands on another stage, so this does not go with it");
  return NULL;
}

void
sl_check_dock (GPtrArray *findings, const SlPlan *plan, const SlWall *wall)
{
  const SlWall *to = sl_plan_get (plan, SL_KIND_WALL, wall->docks);
  const char *remedy, *trouble = to != NULL ? dock_trouble (plan, wall, to, &remedy) : NULL;

  if (trouble == NULL)
    return;
  g_autofree char *text = g_strdup_printf (trouble, sl_entity_title (&to->entity));
  sl_findings_add (findings, SL_SEVERITY_WARNING, &wall->entity, "docks", remedy, "%s", text);
  sl_findings_code (findings, "circle", to->entity.id);
}

static gboolean
says_otherwise (const SlSetup *setup, const char *id)
{
  for (guint i = 0; i < sl_list_n (setup->values); i++)
    if (g_strcmp0 (sl_list_at (setup->values, SlOverride, i)->target, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_elsewhere (const SlEntity *a, const SlEntity *b)
{
  static const char *const names[] = { "position", "pan", "tilt", "roll", "columns", "rows", "seams", "cabinet" };
  const SlRecordType *type = &sl_kind_info (SL_KIND_WALL)->record;
  gboolean other = FALSE;

  for (guint i = 0; !other && i < G_N_ELEMENTS (names); i++)
    {
      const SlField *field = sl_record_field (type, names[i]);
      other = !sl_field_equal (field, SL_CONST_MEMBER (a, field), SL_CONST_MEMBER (b, field));
    }
  return other;
}

void
sl_check_dock_in_setup (GPtrArray *findings, const SlPlan *plan, const SlSetup *setup, const SlWall *there)
{
  const SlEntity *built = sl_plan_get (plan, SL_KIND_WALL, there->entity.id);

  for (guint i = 0; is_elsewhere (built, &there->entity) && i < sl_plan_count (plan, SL_KIND_WALL); i++)
    {
      const SlEntity *docked = sl_plan_at (plan, SL_KIND_WALL, i);

      if (g_strcmp0 (((const SlWall *) docked)->docks, built->id) == 0 && !says_otherwise (setup, docked->id))
        sl_findings_add (findings, SL_SEVERITY_NOTE, &setup->entity, "values",
                         _("Give what is docked a value of its own in this setup"),
                         _("%s stands otherwise here; %s, which docks to it, lies as it is built"),
                         sl_entity_title (built), sl_entity_title (docked));
    }
}
