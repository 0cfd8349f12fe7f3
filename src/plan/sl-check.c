#include "sl-check.h"

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-curve.h"

void
sl_finding_free (SlFinding *finding)
{
  g_free (finding->id);
  g_free (finding->field);
  g_free (finding->message);
  g_free (finding->remedy);
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
  SlFinding *finding = g_new0 (SlFinding, 1);
  va_list args;

  va_start (args, format);
  finding->message = g_strdup_vprintf (format, args);
  va_end (args);
  finding->severity = severity;
  finding->id = g_strdup (entity != NULL ? entity->id : "");
  finding->field = g_strdup (field != NULL ? field : "");
  finding->line = entity != NULL ? entity->line : 0;
  finding->remedy = g_strdup (remedy);
  g_ptr_array_add (findings, finding);
}

typedef struct {
  GPtrArray      *findings;
  const SlPlan   *plan;
  const SlEntity *entity;
} Context;

static char *
check_ref (const SlField *field, const char *id, gpointer data)
{
  Context *c = data;
  const SlEntity *named = sl_plan_find (c->plan, id);

  if (named == NULL)
    sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, field->name, _("Add it, or name another"),
                     _("“%s” is not in the plan"), id);
  else if (!sl_field_takes_kind (field, named->kind))
    sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, field->name, _("Name one of the right kind"),
                     _("“%s” is a %s"), id, sl_kind_info (named->kind)->record.name);
  return NULL;
}

static void
check_required (Context *c)
{
  const SlRecordType *type = &sl_kind_info (c->entity->kind)->record;

  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & SL_FIELD_REQUIRED)
        && sl_field_is_unset (&type->fields[i], SL_CONST_MEMBER (c->entity, &type->fields[i])))
      sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, type->fields[i].name, _("Fill it in"),
                       _("“%s” is empty"), _(type->fields[i].label));
}

static void
check_tracks (Context *c, const SlShot *shot)
{
  for (guint i = 0; i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);
      g_autoptr (GError) error = NULL;

      if (sl_plan_find (c->plan, track->target) != NULL && !sl_track_check (c->plan, track, &error))
        sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, "tracks", _("Correct the key, or remove the track"), "%s", error->message);
    }
}

static void
check_overrides (Context *c, const SlSetup *setup)
{
  for (guint i = 0; i < sl_list_n (setup->values); i++)
    {
      const SlOverride *value = sl_list_at (setup->values, SlOverride, i);
      const SlEntity *target = sl_plan_find (c->plan, value->target);
      g_autoptr (SlEntity) trial = target != NULL ? sl_entity_edit (target) : NULL;
      g_autoptr (GError) error = NULL;

      if (trial != NULL && (value->path == NULL || !sl_entity_set (trial, value->path, value->value != NULL ? value->value : "", FALSE, &error)))
        sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, "values", _("Correct the value, or remove it"), "%s",
                         error != NULL ? error->message : _("a value names no field"));
    }
}

static void
check_booking (Context *c, const SlBooking *booking)
{
  if (booking->from != 0 && booking->to != 0 && booking->to < booking->from)
    sl_findings_add (c->findings, SL_SEVERITY_ERROR, c->entity, "to", _("Exchange the dates"), _("The last day is before the first"));
}

GPtrArray *
sl_plan_check (const SlPlan *plan)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);

  for (guint kind = 0; kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      {
        Context c = { findings, plan, sl_plan_at (plan, kind, i) };

        check_required (&c);
        sl_record_visit_refs (&sl_kind_info (kind)->record, (gpointer) c.entity, FALSE, check_ref, &c);
        if (kind == SL_KIND_SHOT)
          check_tracks (&c, (const SlShot *) c.entity);
        else if (kind == SL_KIND_SETUP)
          check_overrides (&c, (const SlSetup *) c.entity);
        else if (kind == SL_KIND_BOOKING)
          check_booking (&c, (const SlBooking *) c.entity);
      }
  return findings;
}
