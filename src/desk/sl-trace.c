#include "sl-trace.h"

#include <math.h>
#include <string.h>

#include "sl-i18n.h"
#include "sl-operations.h"
#include "sl-title.h"

static const double smooth_bend[4] = { 1 / 3., 0, 2 / 3., 1 };

void
sl_trace_free (SlTrace *trace)
{
  if (trace == NULL)
    return;
  g_free (trace->shot);
  g_free (trace->target);
  g_free (trace->path);
  g_free (trace->title);
  sl_curve_unref (trace->curve);
  g_clear_pointer (&trace->keys, g_array_unref);
  g_free (trace);
}

static void
take_keys (SlTrace *trace, const SlTrack *track)
{
  for (guint k = 0; k < sl_list_n (track->keys); k++)
    {
      const SlKey *key = sl_list_at (track->keys, SlKey, k);
      const gboolean bent = key->ease == SL_EASE_BEZIER && sl_list_n (key->bend) == 4;
      SlTraceKey out = { key->frame, key->ease, { 0 }, { 0 } };
      SlCurvePoint point;

      sl_curve_evaluate (trace->curve, (double) key->frame, SL_SIDE_AFTER, point);
      memcpy (out.values, point[SL_ORDER_VALUE], sizeof out.values);
      memcpy (out.bend, bent ? sl_list_at (key->bend, double, 0) : smooth_bend, sizeof out.bend);
      g_array_append_val (trace->keys, out);
    }
}

/* The thing is named where others may be meant too. */
static char *
title_of (SlEditor *editor, const SlEntity *target, const char *label)
{
  return g_strcmp0 (sl_editor_selected (editor), target->id) == 0
         ? g_strdup (label) : g_strdup_printf ("%s · %s", sl_entity_title (target), label);
}

SlTrace *
sl_trace_new (SlEditor *editor, guint at)
{
  const SlShot *shot = sl_editor_shot (editor);
  const SlTrack *track = shot != NULL && at < sl_list_n (shot->tracks) ? sl_list_at (shot->tracks, SlTrack, at) : NULL;
  const SlEntity *target = track != NULL ? sl_plan_find (sl_editor_plan (editor), track->target) : NULL;
  g_autoptr (SlCurve) curve = target != NULL ? sl_curve_new (target->kind, track, NULL) : NULL;
  g_autofree char *label = NULL;
  SlField field;
  SlTrace *trace;

  if (curve == NULL || sl_curve_numbers (curve) == 0
      || !sl_record_resolve (&sl_kind_info (target->kind)->record, track->path, &field, NULL))
    return NULL;
  label = sl_title_of_path (target->kind, track->path);
  trace = g_new0 (SlTrace, 1);
  *trace = (SlTrace) { .shot = g_strdup (shot->entity.id), .target = g_strdup (target->id),
                       .path = g_strdup (track->path), .numbers = sl_curve_numbers (curve), .unit = field.unit,
                       .title = title_of (editor, target, label),
                       .fps = sl_rational_to_real (shot->fps), .curve = g_steal_pointer (&curve),
                       .keys = g_array_new (FALSE, FALSE, sizeof (SlTraceKey)) };
  take_keys (trace, track);
  return trace;
}

GArray *
sl_traces (SlEditor *editor)
{
  const SlShot *shot = sl_editor_shot (editor);
  const char *selected = sl_editor_selected (editor);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; shot != NULL && i < sl_list_n (shot->tracks); i++)
    {
      const SlTrack *track = sl_list_at (shot->tracks, SlTrack, i);

      if (selected == NULL || g_str_equal (selected, shot->entity.id) || g_strcmp0 (selected, track->target) == 0
          || (g_strcmp0 (selected, shot->camera) == 0 /* with what it rides */
              && sl_scene_moves_camera (sl_editor_plan (editor), shot, track)))
        g_array_append_val (out, i);
    }
  return out;
}

/* --- what it tells --- */

void
sl_trace_range (const SlTrace *trace, double *least, double *most)
{
  *least = INFINITY;
  *most = -INFINITY;
  for (guint k = 0; k < trace->keys->len; k++)
    for (guint n = 0; n < trace->numbers; n++)
      {
        double frame, value = g_array_index (trace->keys, SlTraceKey, k).values[n];

        *least = fmin (*least, value);
        *most = fmax (*most, value);
        for (guint h = 0; h < 2; h++)
          if (sl_trace_handle (trace, k, h, n, &frame, &value))
            {
              *least = fmin (*least, value);
              *most = fmax (*most, value);
            }
      }
  if (!(*most - *least > 1e-9))
    {
      *least -= .5;
      *most += .5;
    }
}

void
sl_trace_speed (const SlTrace *trace, double frame, double *speed, double *acceleration)
{
  SlCurvePoint point;
  double v = 0, a = 0;

  sl_curve_evaluate (trace->curve, frame, SL_SIDE_AFTER, point);
  for (guint n = 0; n < trace->numbers; n++)
    {
      v += point[SL_ORDER_SPEED][n] * point[SL_ORDER_SPEED][n];
      a += point[SL_ORDER_ACCELERATION][n] * point[SL_ORDER_ACCELERATION][n];
    }
  *speed = sqrt (v) * trace->fps;
  *acceleration = sqrt (a) * trace->fps * trace->fps;
}

char *
sl_trace_text (const SlTrace *trace, double frame)
{
  const char *unit = sl_unit_symbol (trace->unit);
  g_autoptr (GString) out = g_string_new (NULL);
  double speed, acceleration;
  SlCurvePoint point;

  sl_curve_evaluate (trace->curve, frame, SL_SIDE_AFTER, point);
  sl_trace_speed (trace, frame, &speed, &acceleration);
  for (guint n = 0; n < trace->numbers; n++)
    {
      g_autofree char *number = sl_number_fixed (point[SL_ORDER_VALUE][n], 2);
      g_string_append_printf (out, "%s%s", n > 0 ? "  " : "", number);
    }
  g_autofree char *fast = sl_number_fixed (speed, 2), *faster = sl_number_fixed (acceleration, 2);
  g_string_append_printf (out, " %s\n%s %s/s · %s %s/s²", unit, fast, unit, faster, unit);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* --- handles --- */

static gboolean
is_bent (const SlTrace *trace, guint key)
{
  return key + 1 < trace->keys->len
         && (g_array_index (trace->keys, SlTraceKey, key).ease == SL_EASE_SMOOTH
             || g_array_index (trace->keys, SlTraceKey, key).ease == SL_EASE_BEZIER);
}

gboolean
sl_trace_handle (const SlTrace *trace, guint key, guint handle, guint number, double *frame, double *value)
{
  if (!is_bent (trace, key))
    return FALSE;
  const SlTraceKey *from = &g_array_index (trace->keys, SlTraceKey, key), *to = from + 1;
  *frame = (double) from->frame + from->bend[2 * handle] * (double) (to->frame - from->frame);
  *value = from->values[number] + from->bend[2 * handle + 1] * (to->values[number] - from->values[number]);
  return TRUE;
}

void
sl_trace_bend (const SlTrace *trace, guint key, guint handle, guint number, double frame, double value, double bend[4])
{
  const SlTraceKey *from = &g_array_index (trace->keys, SlTraceKey, key), *to = from + 1;
  const double way = to->values[number] - from->values[number];

  memcpy (bend, from->bend, 4 * sizeof (double));
  bend[2 * handle] = CLAMP ((frame - (double) from->frame) / (double) (to->frame - from->frame), 0, 1);
  if (fabs (way) > 1e-9)
    bend[2 * handle + 1] = CLAMP ((value - from->values[number]) / way, -10, 10);
}

/* --- doing it --- */

gboolean
sl_trace_set_bend (const SlTrace *trace, SlEditor *editor, guint key, const double bend[4])
{
  const SlOperation *operation = sl_operation_find ("keys-ease");
  const char *shot = trace->shot;
  const SlOperationInput input = { .plan = sl_editor_plan (editor), .ids = &shot, .n_ids = 1 };
  g_autofree char *name = g_strdup_printf ("%s.%s@%" G_GINT64_FORMAT, trace->target, trace->path,
                                           g_array_index (trace->keys, SlTraceKey, key).frame);
  g_autoptr (GString) text = g_string_new (NULL);
  gpointer options = sl_operation_options_new (operation);
  g_autoptr (SlCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *number = sl_number_to_text (round (bend[i] * 1e3) / 1e3);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", number);
    }
  if (sl_record_set (operation->options, options, "keys", name, FALSE, &error)
      && sl_record_set (operation->options, options, "ease", "bezier", FALSE, &error)
      && sl_record_set (operation->options, options, "bend", text->str, FALSE, &error))
    command = sl_operation_run (operation, &input, options, NULL, &error);
  sl_operation_options_free (operation, options);
  if (error != NULL)
    sl_editor_message (editor, error->message);
  return command != NULL && !sl_editor_refuse_locked (editor, trace->target) && sl_editor_apply (editor, command);
}
