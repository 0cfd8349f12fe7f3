#include <math.h>

#include "sl-error.h"
#include "sl-file.h"
#include "sl-i18n.h"
#include "sl-rational.h"
#include "sl-tracking-export.h"

enum { DECIMALS = 6 };

static const char *const columns[] = {
  "frame", "timecode", "x_m", "y_m", "z_m", "pan_deg", "tilt_deg", "roll_deg", "focal_length_mm", "focus_m", "t_stop",
};

/* Nothing for what is not known; "inf" for infinity. */
static void
add_number (GString *out, double value)
{
  g_autofree char *text = isfinite (value) ? sl_number_fixed (value, DECIMALS) : NULL;

  g_string_append_c (out, ',');
  g_string_append (out, text != NULL ? text : isinf (value) ? "inf" : "");
}

/* `angle` with the whole turns that bring it nearest to `before`, NAN for none. */
static double
without_jump (double angle, double before)
{
  return isnan (before) ? angle : angle + 360 * round ((before - angle) / 360);
}

static void
add_row (GString *out, const SlTrackingSample *s, gint64 frame, double pan, double roll)
{
  const double all[] = { s->position.x, s->position.y, s->position.z, pan, s->tilt, roll, s->focal_mm, s->focus_m,
                         s->t_stop };
  g_autofree char *timecode = sl_rational_timecode (s->rate, frame);

  g_string_append_printf (out, "%" G_GINT64_FORMAT ",%s", frame, timecode);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    add_number (out, all[i]);
  g_string_append (out, "\r\n");
}

static gboolean
add_rows (GString *out, const SlExportInput *input, const SlTrackingShot *shot, GError **error)
{
  const gint64 n = sl_tracking_shot_frames (shot);
  double pan = NAN, roll = NAN;

  for (gint64 frame = 0; frame < n; frame++)
    {
      SlTrackingSample sample;

      if (sl_watch_stops (input->watch, error) || !sl_tracking_shot_sample (shot, frame, &sample, error))
        return FALSE;
      pan = without_jump (sample.pan, pan);
      roll = without_jump (sample.roll, roll);
      add_row (out, &sample, frame, pan, roll);
      sl_watch_tell (input->watch, (double) frame / (double) n);
    }
  return TRUE;
}

gboolean
sl_camera_table_export (const SlExportInput *input, const char *shot_id, const char *path, gint64 *frames,
                        GError **error)
{
  g_autoptr (SlTrackingShot) shot = sl_tracking_shot_new (input->plan, shot_id, input->omissions, error);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", columns[i]);
  g_string_append (out, "\r\n");
  if (shot == NULL || !add_rows (out, input, shot, error))
    return FALSE;
  if (frames != NULL)
    *frames = sl_tracking_shot_frames (shot);
  return sl_file_write (path, out->str, (gssize) out->len, error);
}
