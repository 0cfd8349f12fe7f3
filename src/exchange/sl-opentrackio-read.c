#include "sl-opentrackio.h"

#include <string.h>

#include "sl-axes.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-json.h"

enum { MAX_TRANSFORMS = 64 };

/* NAN for what is no number that can be. */
static double
number (JsonObject *object, const char *name)
{
  const double value = sl_json_number (object, name);

  return isfinite (value) ? value : NAN;
}

static double
number_above (JsonObject *object, const char *name, double least)
{
  const double value = number (object, name);

  return value > least ? value : NAN;
}

/* `otherwise` for one that is not there. */
static double
number_or (JsonObject *object, const char *name, double otherwise)
{
  const double value = number (object, name);

  return isnan (value) ? otherwise : value;
}

/* A whole number within 0…`most`; −1 for another. */
static gint64
whole (JsonObject *object, const char *name, gint64 most)
{
  const double value = number (object, name);

  return value >= 0 && value <= (double) most && value == floor (value) ? (gint64) value : -1;
}

/* Num 0 where there is none; a denominator of nothing is no rate. */
static SlRational
ratio (JsonObject *object, const char *name)
{
  JsonObject *own = sl_json_object (object, name);
  const gint64 num = whole (own, "num", G_MAXINT32), den = whole (own, "denom", G_MAXINT32);
  g_autofree char *text = NULL;
  SlRational value;

  if (num <= 0 || den <= 0)
    return (SlRational) { 0, 1 };
  text = g_strdup_printf ("%d/%d", (int) num, (int) den);
  return sl_rational_parse (text, &value) ? value : (SlRational) { 0, 1 };
}

/* --- pose --- */

static SlVec3
vector (JsonObject *object, const char *name, double otherwise)
{
  JsonObject *own = sl_json_object (object, name);

  return sl_vec3 (number_or (own, "x", otherwise), number_or (own, "y", otherwise), number_or (own, "z", otherwise));
}

/* One of the chain; what it leaves out is 0, and 1 for a scale. */
static SlFrame
transform (JsonObject *object)
{
  const SlAxesRow *row = sl_axes_row (SL_AXES_OPENTRACKIO);
  JsonObject *turn = sl_json_object (object, "rotation");
  const SlFrame frame = sl_frame_from_pose (sl_axes_unpoint (SL_AXES_OPENTRACKIO, vector (object, "translation", 0)),
                                            row->pan_sign * number_or (turn, "pan", 0),
                                            row->tilt_sign * number_or (turn, "tilt", 0),
                                            row->roll_sign * number_or (turn, "roll", 0));

  return sl_frame_scaled (&frame, vector (object, "scale", 1));
}

/* With one link the angles stay as they are told, whole turns included; more are composed, and scales of those before
 * change places alone. */
static gboolean
read_pose (JsonObject *object, SlTrackingSample *sample)
{
  JsonArray *list = sl_json_array (object, "transforms");
  const guint n = sl_json_length (list);
  const SlAxesRow *row = sl_axes_row (SL_AXES_OPENTRACKIO);
  JsonObject *turn;
  SlFrame frame;

  if (n == 0 || n > MAX_TRANSFORMS || sl_json_item (list, 0) == NULL)
    return FALSE;
  frame = transform (sl_json_item (list, 0));
  for (guint i = 1; i < n; i++)
    {
      JsonObject *item = sl_json_item (list, i);
      SlFrame next;
      if (item == NULL)
        return FALSE;
      next = transform (item);
      frame = sl_frame_compose (&frame, &next);
    }
  sample->position = frame.o;
  frame.y = sl_vec3_normalize (frame.y);
  frame.x = sl_vec3_normalize (sl_vec3_mad (frame.x, frame.y, -sl_vec3_dot (frame.x, frame.y)));
  frame.z = sl_vec3_cross (frame.x, frame.y);
  turn = sl_json_object (sl_json_item (list, 0), "rotation");
  if (n > 1)
    sl_frame_to_pose (&frame, &sample->pan, &sample->tilt, &sample->roll);
  else
    {
      sample->pan = row->pan_sign * number_or (turn, "pan", 0);
      sample->tilt = row->tilt_sign * number_or (turn, "tilt", 0);
      sample->roll = row->roll_sign * number_or (turn, "roll", 0);
    }
  if (isfinite (sample->pupil_offset_m)) /* it stands where the sensor does */
    sample->position = sl_vec3_mad (frame.o, frame.y, sample->pupil_offset_m);
  return isfinite (sample->position.x + sample->position.y + sample->position.z + sample->pan + sample->tilt
                   + sample->roll + frame.x.x + frame.y.x);
}

/* --- lens --- */

static guint
coefficients (JsonObject *object, const char *name, double *values, guint most)
{
  JsonArray *list = sl_json_array (object, name);
  const guint n = MIN (sl_json_length (list), most);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      const GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        return 0;
      values[i] = json_node_get_double (node);
      if (!isfinite (values[i]))
        return 0;
    }
  return n;
}

/* The first one that we know: undistorting where no model is named, as the standard has it. */
static void
read_distortion (JsonObject *lens, SlTrackingDistortion *out)
{
  JsonArray *list = sl_json_array (lens, "distortion");

  for (guint i = 0; i < MIN (sl_json_length (list), 16u); i++)
    {
      JsonObject *one = sl_json_item (list, i);
      const char *model = sl_json_text (one, "model");

      if (one == NULL || (model != NULL && !g_str_has_prefix (model, "Brown-Conrady")))
        continue;
      out->n_radial = coefficients (one, "radial", out->radial, SL_TRACKING_RADIAL);
      out->n_tangential = coefficients (one, "tangential", out->tangential, SL_TRACKING_TANGENTIAL);
      out->distorts = model != NULL && g_str_has_suffix (model, "U-D");
      out->overscan = number (one, "overscan");
      if (!(out->overscan >= 1))
        out->overscan = NAN;
      if (out->n_radial > 0)
        return;
    }
}

static void
read_lens (JsonObject *lens, SlTrackingSample *sample)
{
  JsonObject *offset = sl_json_object (lens, "projectionOffset");

  sample->focal_mm = number_above (lens, "pinholeFocalLength", 0);
  sample->focus_m = number_above (lens, "focusDistance", 0);
  sample->t_stop = number_above (lens, "tStop", 0);
  sample->f_stop = number_above (lens, "fStop", 0);
  sample->pupil_offset_m = number (lens, "entrancePupilOffset");
  sample->projection_x_mm = number (offset, "x");
  sample->projection_y_mm = number (offset, "y");
  read_distortion (lens, &sample->distortion);
}

/* --- time --- */

static void
read_timing (JsonObject *timing, SlTrackingSample *sample)
{
  JsonObject *code = sl_json_object (timing, "timecode"), *stamp = sl_json_object (timing, "sampleTimestamp");
  const gint64 hours = whole (code, "hours", 23), minutes = whole (code, "minutes", 59);
  const gint64 seconds = whole (code, "seconds", 59), frames = whole (code, "frames", 119);
  const gint64 stamp_s = whole (stamp, "seconds", (gint64) 1 << 48), nano = whole (stamp, "nanoseconds", 999999999);
  SlRational rate = ratio (code, "frameRate");

  sample->rate = ratio (timing, "sampleRate");
  if (sample->rate.num == 0)
    sample->rate = rate;
  rate = rate.num == 0 ? sample->rate : rate;
  if (hours >= 0 && minutes >= 0 && seconds >= 0 && frames >= 0 && rate.num > 0)
    sample->frame = ((hours * 60 + minutes) * 60 + seconds) * sl_tracking_base (rate) + frames;
  if (stamp_s >= 0 && nano >= 0)
    sample->time_s = (double) stamp_s + (double) nano / 1e9;
  sample->sequence = whole (timing, "sequenceNumber", G_MAXUINT32);
}

/* --- static block --- */

static void
take_text (char **to, JsonObject *object, const char *name)
{
  const char *text = sl_json_text (object, name);

  if (text == NULL || text[0] == '\0')
    return;
  g_free (*to);
  *to = g_strdup (text);
}

static void
read_static (JsonObject *block, SlTrackingStatic *fixed)
{
  JsonObject *camera = sl_json_object (block, "camera"), *lens = sl_json_object (block, "lens");
  JsonObject *mm = sl_json_object (camera, "activeSensorPhysicalDimensions");
  JsonObject *px = sl_json_object (camera, "activeSensorResolution");
  const SlRational squeeze = ratio (camera, "anamorphicSqueeze");

  take_text (&fixed->make, camera, "make");
  take_text (&fixed->model, camera, "model");
  take_text (&fixed->camera, camera, "label");
  take_text (&fixed->lens_make, lens, "make");
  take_text (&fixed->lens_model, lens, "model");
  fixed->sensor_w_mm = number_above (mm, "width", 0);
  fixed->sensor_h_mm = number_above (mm, "height", 0);
  fixed->sensor_w_px = MAX (0, whole (px, "width", G_MAXINT32));
  fixed->sensor_h_px = MAX (0, whole (px, "height", G_MAXINT32));
  fixed->squeeze = squeeze.num > 0 ? sl_rational_to_real (squeeze) : NAN;
  fixed->iso = number_above (camera, "isoSpeed", 0);
  fixed->shutter_deg = number_above (camera, "shutterAngle", 0);
  fixed->nominal_focal_mm = number_above (lens, "nominalFocalLength", 0);
  fixed->overscan_distort = number_above (lens, "distortionOverscanMax", 1 - 1e-12);
  fixed->overscan_undistort = number_above (lens, "undistortionOverscanMax", 1 - 1e-12);
}

/* --- all of it --- */

gboolean
sl_opentrackio_read (JsonObject *object, SlTrackingSample *sample, SlTrackingStatic *fixed, GError **error)
{
  const char *protocol = sl_json_text (sl_json_object (object, "protocol"), "name");

  sl_tracking_sample_init (sample);
  if (protocol != NULL && g_ascii_strcasecmp (protocol, "OpenTrackIO") != 0)
    {
      sl_error_set (error, SL_ERROR_INPUT, _("this sample is of the protocol “%s”; send OpenTrackIO"), protocol);
      return FALSE;
    }
  read_lens (sl_json_object (object, "lens"), sample);
  read_timing (sl_json_object (object, "timing"), sample);
  sample->source = (int) MAX (0, whole (object, "sourceNumber", SL_OPENTRACKIO_MAX_SOURCE));
  if (fixed != NULL && sl_json_object (object, "static") != NULL)
    read_static (sl_json_object (object, "static"), fixed);
  if (read_pose (object, sample))
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("this sample has no place of a camera; have the tracker send its transforms"));
  return FALSE;
}

JsonObject *
sl_opentrackio_decode (const guint8 *data, gsize size, SlOpenTrackIOEncoding encoding, GError **error)
{
  g_autofree char *text = NULL;

  if (encoding == SL_OPENTRACKIO_CBOR)
    return sl_cbor_parse (data, size, error);
  text = g_strndup ((const char *) data, size);
  return sl_json_parse (text, NULL, error);
}
