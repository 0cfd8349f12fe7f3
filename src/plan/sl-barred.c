#include "sl-barred.h"

#include "sl-error.h"
#include "sl-i18n.h"

/* What scenes of a shot are made by, or counted in, cannot depend on the frame, nor on the setup that it names. */
gboolean
sl_field_may_differ (const SlField *field, SlKind kind, const char *target, const char *path, GError **error)
{
  if ((field->flags & SL_FIELD_WHOLE) == 0)
    return TRUE;
  g_autofree char *title = sl_path_title_of (&sl_kind_info (kind)->record, target, path);
  sl_error_set (error, SL_ERROR_INPUT,
                _("%s is one for the whole shot, which no track and no setup changes; set the field itself"), title);
  return FALSE;
}

/* A setup may overlay what shapes a wall, a track may not move it: who measures a shot counts in its first frame. */
gboolean
sl_field_may_move (const SlField *field, SlKind kind, const char *target, const char *path, GError **error)
{
  if (!sl_field_may_differ (field, kind, target, path, error))
    return FALSE;
  if ((field->flags & SL_FIELD_STRUCTURAL) == 0)
    return TRUE;
  g_autofree char *title = sl_path_title_of (&sl_kind_info (kind)->record, target, path);
  sl_error_set (error, SL_ERROR_INPUT,
                _("%s shapes the wall and cannot move in a shot; put it into the values of the shot's setup"), title);
  return FALSE;
}

/* Of the field that a track or a value names; 0 when the plan has it not. */
static SlFieldFlags
flags_of (const SlPlan *plan, const char *id, const char *path)
{
  const SlEntity *target = sl_plan_find (plan, id);
  SlField field;

  return target != NULL && path != NULL
         && sl_record_resolve (&sl_kind_info (target->kind)->record, path, &field, NULL) ? field.flags : 0;
}

gboolean
sl_track_is_barred (const SlPlan *plan, const SlTrack *track)
{
  return (flags_of (plan, track->target, track->path) & (SL_FIELD_STRUCTURAL | SL_FIELD_WHOLE)) != 0;
}

gboolean
sl_override_is_barred (const SlPlan *plan, const SlOverride *value)
{
  return (flags_of (plan, value->target, value->path) & SL_FIELD_WHOLE) != 0;
}

gboolean
sl_override_apply (const SlOverride *value, SlEntity *entity, GError **error)
{
  SlField field;

  if (value->path == NULL)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("a value names no field"));
      return FALSE;
    }
  if (sl_record_resolve (&sl_kind_info (entity->kind)->record, value->path, &field, NULL)
      && !sl_field_may_differ (&field, entity->kind, entity->id, value->path, error))
    return FALSE;
  return sl_entity_set (entity, value->path, value->value != NULL ? value->value : "", FALSE, error);
}
