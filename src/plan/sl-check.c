#include "sl-check.h"

#include <string.h>

#include "sl-barred.h"
#include "sl-error.h"
#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-refs.h"
#include "sl-curve.h"

void
sl_finding_free (SlFinding *finding)
{
  g_free (finding->id);
  g_free (finding->field);
  g_free (finding->message);
  g_free (finding->remedy);
  g_free (finding->about);
  g_free (finding);
}

const char *
sl_severity_id (SlSeverity severity)
{
  static const char *const ids[] = { "note", "warning", "error" };
  return ids[severity];
}

void
sl_findings_add (GPtrArray *findings, SlSeverity severity, const SlEntity *entity, const char *field,
                 const char *remedy, const char *format, ...)
{
  SlFinding *finding;
  va_list args;

  if (findings == NULL)
    return;
  finding = g_new0 (SlFinding, 1);
  va_start (args, format);
  finding->message = g_strdup_vprintf (format, args);
  va_end (args);
  finding->severity = severity;
  finding->id = g_strdup (entity != NULL ? entity->id : "");
  finding->field = g_strdup (field != NULL ? field : "");
  finding->line = entity != NULL ? entity->line : 0;
  finding->remedy = g_strdup (remedy);
  finding->code = "";
  finding->about = g_strdup ("");
  g_ptr_array_add (findings, finding);
}

void
sl_findings_code (GPtrArray *findings, const char *code, const char *about)
{
  SlFinding *last = findings != NULL && findings->len > 0 ? findings->pdata[findings->len - 1] : NULL;

  if (last == NULL)
    return;
  last->code = code;
  g_free (last->about);
  last->about = g_strdup (about != NULL ? about : "");
}

/* Behind the last semicolon of the text, in the script of either language; NULL when there is none. `end` receives
 * where what is wrong ends. */
static const char *
remedy_of (const char *text, const char **end)
{
  static const char *const semicolons[] = { "; ", "；" };
  const char *remedy = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (semicolons); i++)
    {
      const char *last = g_strrstr (text, semicolons[i]);
      const char *behind = last != NULL ? last + strlen (semicolons[i]) : NULL;

      if (behind != NULL && *behind != '\0' && (remedy == NULL || behind > remedy))
        {
          remedy = behind;
          *end = last;
        }
    }
  return remedy;
}

void
sl_findings_add_error (GPtrArray *findings, SlSeverity severity, const SlEntity *entity, const char *field,
                       const char *remedy, const GError *error)
{
  const char *end = NULL, *own = remedy_of (error->message, &end);
  g_autofree char *wrong = NULL, *todo = NULL;

  if (own == NULL)
    {
      sl_findings_add (findings, severity, entity, field, remedy, "%s", error->message);
      return;
    }
  wrong = g_strndup (error->message, (gsize) (end - error->message));
  todo = g_strdup (own);
  *todo = g_ascii_toupper (*todo); /* it stands alone now; other scripts have no capitals here */
  sl_findings_add (findings, severity, entity, field, todo, "%s", wrong);
}

static guint
finding_hash (gconstpointer key)
{
  const SlFinding *f = key;

  return (g_str_hash (f->id) * 31 + g_str_hash (f->field)) * 31 + g_str_hash (f->message);
}

static gboolean
is_same_finding (gconstpointer first, gconstpointer second)
{
  const SlFinding *a = first, *b = second;

  return g_str_equal (a->id, b->id) && g_str_equal (a->field, b->field) && g_str_equal (a->message, b->message);
}

static SlFinding *
finding_copy (const SlFinding *from)
{
  SlFinding *copy = g_memdup2 (from, sizeof *from);

  copy->id = g_strdup (from->id);
  copy->field = g_strdup (from->field);
  copy->message = g_strdup (from->message);
  copy->remedy = g_strdup (from->remedy);
  copy->about = g_strdup (from->about);
  return copy;
}

struct SlFindingMerger {
  GPtrArray  *findings; /* borrowed, may be NULL */
  GHashTable *known;    /* SlFinding of the array, borrowed from it */
};

SlFindingMerger *
sl_finding_merger_new (GPtrArray *findings)
{
  SlFindingMerger *merger = g_new (SlFindingMerger, 1);

  *merger = (SlFindingMerger) { findings, g_hash_table_new (finding_hash, is_same_finding) };
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    g_hash_table_add (merger->known, findings->pdata[i]);
  return merger;
}

void
sl_finding_merger_add (SlFindingMerger *merger, const GPtrArray *more)
{
  for (guint i = 0; merger->findings != NULL && i < more->len; i++)
    if (!g_hash_table_contains (merger->known, more->pdata[i]))
      {
        SlFinding *copy = finding_copy (more->pdata[i]);
        g_hash_table_add (merger->known, copy);
        g_ptr_array_add (merger->findings, copy);
      }
}

void
sl_finding_merger_free (SlFindingMerger *merger)
{
  if (merger == NULL)
    return;
  g_hash_table_unref (merger->known);
  g_free (merger);
}

void
sl_findings_merge (GPtrArray *findings, const GPtrArray *more)
{
  g_autoptr (SlFindingMerger) merger = findings != NULL && more->len > 0 ? sl_finding_merger_new (findings) : NULL;

  if (merger != NULL)
    sl_finding_merger_add (merger, more);
}

typedef struct {
  GPtrArray      *findings;
  const SlPlan   *plan;
  const SlEntity *entity;
  const SlField  *field; /* of the entity, that is looked at */
} Context;

/* The last finding is of the item at `index` of a list. */
static void
code_item (Context *c, const char *code, guint index)
{
  g_autofree char *about = g_strdup_printf ("%u", index);

  sl_findings_code (c->findings, code, about);
}

static char *
check_ref (const SlField *field, const char *id, gpointer data)
{
  Context *c = data;
  const SlEntity *named = sl_plan_find (c->plan, id);

  if (named == NULL)
    {
      sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, c->field->name, _("Add it, or name another"),
                       _("“%s” is not in the plan"), id);
      sl_findings_code (c->findings, "dangling", id);
    }
  else if (!sl_field_takes_kind (field, named->kind))
    {
      sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, c->field->name, _("Name one of the right kind"),
                       _("“%s” is of the kind “%s”"), id, _(sl_kind_info (named->kind)->record.label));
      sl_findings_code (c->findings, "wrong-kind", id);
    }
  return NULL;
}

static void
check_required (Context *c)
{
  const SlRecordType *type = &sl_kind_info (c->entity->kind)->record;

  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & SL_FIELD_REQUIRED)
        && sl_field_is_unset (&type->fields[i], SL_CONST_MEMBER (c->entity, &type->fields[i])))
      {
        sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, type->fields[i].name, _("Fill it in"),
                         _("“%s” is empty"), _(type->fields[i].label));
        sl_findings_code (c->findings, "empty", NULL);
      }
}

static void
check_tracks (Context *c, const SlShot *shot)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);
      g_autoptr (GError) error = NULL;

      if (sl_plan_find (c->plan, track->target) == NULL || sl_track_check (c->plan, track, &error))
        continue;
      const char *remedy = sl_track_is_barred (c->plan, track) ? _("Remove the track")
                                                               : _("Correct the key, or remove the track");
      sl_findings_add_error (c->findings, SL_SEVERITY_ERROR, c->entity, "tracks", remedy, error);
      code_item (c, "track", i);
    }
}

/* The angles of a wall's seams, and what stands in its grid. `c->entity` is the wall, or the setup that changes it. */
static void
check_seams (Context *c, const SlWall *wall, const char *field)
{
  guint n = sl_list_n (wall->seams), joints = (guint) wall->columns - 1;

  if (n <= 1 || n == joints)
    return;
  sl_findings_add (c->findings, SL_SEVERITY_WARNING, c->entity, field,
                   _("Give one angle for all joints, or one for each"),
                   _("%s: %u seam angles for %u joints; joints without one stay straight"),
                   wall->entity.id, n, joints);
  if (c->entity == &wall->entity)
    code_item (c, "seams", joints);
}

static void
check_patches (Context *c, const SlWall *wall, const char *field)
{
  const SlPanel *usual = sl_plan_get (c->plan, SL_KIND_PANEL, wall->cabinet);

  for (guint i = 0; i < sl_list_n (wall->patches); i++)
    {
      const SlPatch *patch = sl_list_at (wall->patches, SlPatch, i);
      const SlPanel *panel = sl_plan_get (c->plan, SL_KIND_PANEL, patch->cabinet);

      if (patch->column + patch->columns > wall->columns || patch->row + patch->rows > wall->rows)
        {
          sl_findings_add (c->findings, SL_SEVERITY_WARNING, c->entity, field, _("Move or shorten the patch"),
                           _("%s: patch %u reaches beyond the wall of %d × %d cabinets"), wall->entity.id, i + 1,
                           (int) wall->columns, (int) wall->rows);
          if (c->entity == &wall->entity)
            code_item (c, "patch", i);
        }
      if (panel != NULL && usual != NULL
          && (panel->width_mm != usual->width_mm || panel->height_mm != usual->height_mm))
        sl_findings_add (c->findings, SL_SEVERITY_WARNING, c->entity, field, _("Choose cabinets of the same size"),
                         _("%s: the cabinets of patch %u measure %g × %g mm, the wall's %g × %g mm; they do not fit "
                           "its grid"),
                         wall->entity.id, i + 1, panel->width_mm, panel->height_mm, usual->width_mm, usual->height_mm);
    }
}

/* The target with the setup's values up to this one, which it is tried on; NULL when the value cannot be set. */
static SlEntity *
try_value (const SlOverride *value, const SlEntity *before, GError **error)
{
  g_autoptr (SlEntity) trial = sl_entity_edit (before);

  return sl_override_apply (value, trial, error) ? g_steal_pointer (&trial) : NULL;
}

static void
check_overrides (Context *c, const SlSetup *setup)
{
  g_autoptr (GHashTable) walls = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_entity_unref);
  GHashTableIter iter;
  gpointer wall;

  for (guint i = 0; i < sl_list_n (setup->values); i++)
    {
      const SlOverride *value = sl_list_at (setup->values, SlOverride, i);
      const SlEntity *target = sl_plan_find (c->plan, value->target), *before;
      g_autoptr (GError) error = NULL;
      SlEntity *trial;

      if (target == NULL)
        continue;
      before = g_hash_table_lookup (walls, target->id);
      trial = try_value (value, before != NULL ? before : target, &error);
      if (trial == NULL)
        {
          sl_findings_add_error (c->findings, SL_SEVERITY_ERROR, c->entity, "values",
                                 _("Correct the value, or remove it"), error);
          code_item (c, "value", i);
          continue;
        }
      g_ptr_array_add (owned, trial);
      if (target->kind == SL_KIND_WALL)
        g_hash_table_replace (walls, trial->id, trial);
    }
  g_hash_table_iter_init (&iter, walls);
  while (g_hash_table_iter_next (&iter, NULL, &wall))
    {
      check_seams (c, wall, "values");
      check_patches (c, wall, "values");
    }
}

static void
check_booking (Context *c, const SlBooking *booking)
{
  if (booking->from == 0 || booking->to == 0 || booking->to >= booking->from)
    return;
  sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, "to", _("Exchange the dates"),
                   _("The last day is before the first"));
  sl_findings_code (c->findings, "dates", NULL);
}

static void
check_group (Context *c, const SlGroup *group)
{
  if (!sl_group_is_circular (c->plan, group))
    return;
  sl_findings_add (c->findings, SL_SEVERITY_WARNING, c->entity, "group", _("Take it out of the group"),
                   _("The group lies in itself, by way of “%s”"), group->group);
  sl_findings_code (c->findings, "circle", group->group);
}

static void
check_entity (Context *c)
{
  const SlRecordType *type = &sl_kind_info (c->entity->kind)->record;

  check_required (c);
  for (guint i = 0; i < type->n_fields; i++)
    {
      c->field = &type->fields[i];
      sl_entity_visit_field_refs (c->plan, (SlEntity *) c->entity, c->field, FALSE, check_ref, c);
    }
  switch (c->entity->kind)
    {
    case SL_KIND_SHOT:
      check_tracks (c, (const SlShot *) c->entity);
      break;
    case SL_KIND_SETUP:
      check_overrides (c, (const SlSetup *) c->entity);
      break;
    case SL_KIND_BOOKING:
      check_booking (c, (const SlBooking *) c->entity);
      break;
    case SL_KIND_GROUP:
      check_group (c, (const SlGroup *) c->entity);
      break;
    case SL_KIND_WALL:
      check_seams (c, (const SlWall *) c->entity, "seams");
      check_patches (c, (const SlWall *) c->entity, "patches");
      break;
    default:
      break;
    }
}

GPtrArray *
sl_plan_check (const SlPlan *plan)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);

  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        Context c = { findings, plan, sl_plan_at (plan, kind, i) };

        check_entity (&c);
      }
  return findings;
}
