#include "sl-check.h"

#include "sl-barred.h"
#include "sl-check-walls.h"
#include "sl-error.h"
#include "sl-groups.h"
#include "sl-i18n.h"
#include "sl-refs.h"
#include "sl-curve.h"

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
      sl_check_seams (c->findings, c->plan, wall, c->entity, "values");
      sl_check_patches (c->findings, c->plan, wall, c->entity, "values");
      sl_check_dock_in_setup (c->findings, c->plan, setup, wall);
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
      sl_check_seams (c->findings, c->plan, (const SlWall *) c->entity, c->entity, "seams");
      sl_check_patches (c->findings, c->plan, (const SlWall *) c->entity, c->entity, "patches");
      sl_check_dock (c->findings, c->plan, (const SlWall *) c->entity);
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
