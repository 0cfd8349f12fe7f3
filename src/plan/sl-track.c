#include "sl-track.h"

#include "sl-error.h"
#include "sl-i18n.h"

static double
ease (int curve, double t)
{
  switch (curve)
    {
    case SL_EASE_HOLD: return t < 1 ? 0 : 1;
    case SL_EASE_SMOOTH: return t * t * (3 - 2 * t);
    default: return t;
    }
}

/* The last key at or before `frame`; n when all come later. */
static guint
key_before (const SlList *keys, double frame)
{
  guint low = 0, high = sl_list_n (keys);

  while (low < high)
    {
      guint middle = (low + high) / 2;
      if ((double) sl_list_at (keys, SlKey, middle)->frame <= frame)
        low = middle + 1;
      else
        high = middle;
    }
  return low == 0 ? sl_list_n (keys) : low - 1;
}

static const char *
key_text (const SlKey *key)
{
  return key->value != NULL ? key->value : "";
}

gboolean
sl_track_apply (const SlTrack *track, double frame, SlEntity *entity, GError **error)
{
  guint n = sl_list_n (track->keys), at = key_before (track->keys, frame);
  const SlRecordType *type = &sl_kind_info (entity->kind)->record;
  guint8 a[SL_VALUE_MAX] __attribute__ ((aligned (16))) = { 0 }, b[SL_VALUE_MAX] __attribute__ ((aligned (16))) = { 0 };
  guint8 between[SL_VALUE_MAX] __attribute__ ((aligned (16))) = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  SlField field;
  gboolean ok;

  if (n == 0 || track->path == NULL)
    return TRUE;
  if (at == n || at == n - 1) /* before the first, or after the last */
    return sl_entity_set (entity, track->path, key_text (sl_list_at (track->keys, SlKey, at == n ? 0 : at)), FALSE, error);
  const SlKey *from = sl_list_at (track->keys, SlKey, at), *to = from + 1;
  if (!sl_record_resolve (type, track->path, &field, error))
    return FALSE;
  ok = sl_field_parse (&field, key_text (from), FALSE, a, error) && sl_field_parse (&field, key_text (to), FALSE, b, error);
  if (ok)
    {
      sl_field_interpolate (&field, a, b, ease (from->ease, (frame - (double) from->frame) / (double) (to->frame - from->frame)), between);
      sl_field_print (&field, between, text);
      sl_field_clear (&field, between);
    }
  sl_field_clear (&field, a);
  sl_field_clear (&field, b);
  return ok && sl_entity_set (entity, track->path, text->str, FALSE, error);
}

gboolean
sl_track_check (const SlPlan *plan, const SlTrack *track, GError **error)
{
  const SlEntity *target = sl_plan_find (plan, track->target);
  g_autoptr (SlEntity) trial = NULL;

  if (target == NULL || track->path == NULL)
    {
      sl_error_set (error, SL_ERROR_REFERENCE, _("a track names no target or no field"));
      return FALSE;
    }
  trial = sl_entity_edit (target);
  for (guint i = 0; i < sl_list_n (track->keys); i++)
    {
      const SlKey *key = sl_list_at (track->keys, SlKey, i);

      if (i > 0 && key->frame <= key[-1].frame)
        {
          sl_error_set (error, SL_ERROR_INPUT, _("the keys of %s.%s do not rise: frame %d follows frame %d"), track->target,
                        track->path, (int) key->frame, (int) key[-1].frame);
          return FALSE;
        }
      if (!sl_entity_set (trial, track->path, key_text (key), FALSE, error))
        {
          g_prefix_error (error, _("%s.%s, key at frame %d: "), track->target, track->path, (int) key->frame);
          return FALSE;
        }
    }
  return TRUE;
}
