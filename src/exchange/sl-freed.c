#include "sl-freed.h"

#include "sl-axes.h"

enum { TYPE = 0xd1, PAN = 2, TILT = 5, ROLL = 8, PLACE = 11, ZOOM = 20, FOCUS = 23, SUM = 28, WHOLE = 0x40 };

#define PER_DEGREE 32768.0
#define PER_METRE 64000.0
#define MOST_SIGNED 8388607
#define MOST 16777215
#define ZOOM_PER_MM 100.0
#define FOCUS_PER_M 10000.0

static void
put24 (guint8 *at, gint32 value)
{
  const guint32 bits = (guint32) value;

  at[0] = (guint8) (bits >> 16);
  at[1] = (guint8) (bits >> 8);
  at[2] = (guint8) bits;
}

static gint32
get24 (const guint8 *at)
{
  return at[0] << 16 | at[1] << 8 | at[2];
}

static gint32
get24_signed (const guint8 *at)
{
  const gint32 value = get24 (at);

  return value > MOST_SIGNED ? value - MOST - 1 : value;
}

static guint8
sum_of (const guint8 *message)
{
  guint8 sum = WHOLE;

  for (guint i = 0; i < SUM; i++)
    sum = (guint8) (sum - message[i]);
  return sum;
}

/* Within −180…180. */
static double
wrapped (double degrees)
{
  return degrees >= -180 && degrees <= 180 ? degrees : remainder (degrees, 360);
}

/* Rounded; FALSE in `fits` where it had to be brought into the range. */
static gint32
counts (double value, double per, gint32 least, gint32 most, gboolean *fits)
{
  const double scaled = round (value * per);

  if (isnan (scaled))
    return 0;
  *fits = scaled >= least && scaled <= most;
  return (gint32) CLAMP (scaled, (double) least, (double) most);
}

static void
put_angles (const SlTrackingSample *sample, guint8 *message)
{
  const SlAxesRow *row = sl_axes_row (SL_AXES_FREED);
  double pan = sample->pan, tilt = sample->tilt, roll = sample->roll;
  gboolean fits;

  if (fabs (tilt) > 90) /* over the top is the same as turned around */
    {
      const SlFrame frame = sl_frame_from_pose (sample->position, pan, tilt, roll);
      sl_frame_to_pose (&frame, &pan, &tilt, &roll);
    }
  put24 (message + PAN, counts (row->pan_sign * wrapped (pan), PER_DEGREE, -MOST_SIGNED, MOST_SIGNED, &fits));
  put24 (message + TILT, counts (row->tilt_sign * tilt, PER_DEGREE, -MOST_SIGNED, MOST_SIGNED, &fits));
  put24 (message + ROLL, counts (row->roll_sign * wrapped (roll), PER_DEGREE, -MOST_SIGNED, MOST_SIGNED, &fits));
}

SlFreeDClamped
sl_freed_write (const SlTrackingSample *sample, int camera, guint8 message[SL_FREED_SIZE])
{
  const SlVec3 at = sl_axes_point (SL_AXES_FREED, sample->position);
  const double place[] = { at.x, at.y, at.z };
  SlFreeDClamped clamped = SL_FREED_FIT;
  gboolean fits;

  message[0] = TYPE;
  message[1] = (guint8) camera;
  put_angles (sample, message);
  for (guint i = 0; i < G_N_ELEMENTS (place); i++)
    {
      fits = TRUE;
      put24 (message + PLACE + 3 * i, counts (place[i], PER_METRE, -MOST_SIGNED - 1, MOST_SIGNED, &fits));
      clamped |= fits ? 0 : SL_FREED_POSITION;
    }
  fits = TRUE;
  put24 (message + ZOOM, counts (sample->focal_mm, ZOOM_PER_MM, 0, MOST, &fits));
  clamped |= fits ? 0 : SL_FREED_FOCAL;
  fits = TRUE;
  put24 (message + FOCUS, counts (sample->focus_m, FOCUS_PER_M, 0, MOST, &fits));
  clamped |= fits || isinf (sample->focus_m) ? 0 : SL_FREED_FOCUS;
  message[26] = message[27] = 0;
  message[SUM] = sum_of (message);
  return clamped;
}

SlFreeDState
sl_freed_read (const guint8 *message, gsize size, gboolean lens, SlTrackingSample *sample, int *camera)
{
  const SlAxesRow *row = sl_axes_row (SL_AXES_FREED);
  gint32 zoom, focus;

  sl_tracking_sample_init (sample);
  if (size < SL_FREED_SIZE)
    return SL_FREED_SHORT;
  if (message[0] != TYPE)
    return SL_FREED_FOREIGN;
  if (message[SUM] != sum_of (message))
    return SL_FREED_CHECKSUM;
  if (camera != NULL)
    *camera = message[1];
  sample->source = message[1];
  sample->pan = row->pan_sign * get24_signed (message + PAN) / PER_DEGREE;
  sample->tilt = row->tilt_sign * get24_signed (message + TILT) / PER_DEGREE;
  sample->roll = row->roll_sign * get24_signed (message + ROLL) / PER_DEGREE;
  sample->position = sl_axes_unpoint (SL_AXES_FREED, sl_vec3 (get24_signed (message + PLACE) / PER_METRE,
                                                              get24_signed (message + PLACE + 3) / PER_METRE,
                                                              get24_signed (message + PLACE + 6) / PER_METRE));
  zoom = get24 (message + ZOOM);
  focus = get24 (message + FOCUS);
  if (lens && zoom > 0)
    sample->focal_mm = zoom / ZOOM_PER_MM;
  if (lens && focus > 0)
    sample->focus_m = focus == MOST ? INFINITY : focus / FOCUS_PER_M;
  return SL_FREED_GOOD;
}
