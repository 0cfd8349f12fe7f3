#include "sl-opentrackio.h"

#include <string.h>

#include "sl-axes.h"
#include "sl-json.h"

enum { MAX_TEXT = 1023 }; /* bytes that the schema lets a text have */

static JsonObject *
member_object (JsonObject *object, const char *name)
{
  JsonObject *child = json_object_new ();

  json_object_set_object_member (object, name, child);
  return child;
}

/* Left out when it is not known, or not above `least`. */
static void
set_above (JsonObject *object, const char *name, double value, double least)
{
  if (isfinite (value) && value > least)
    json_object_set_double_member (object, name, value);
}

static void
set_number (JsonObject *object, const char *name, double value)
{
  set_above (object, name, value + 0.0, -INFINITY);
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  g_autofree char *cut = NULL;
  const char *end;

  if (text == NULL || text[0] == '\0')
    return;
  end = text + MIN (strlen (text), (gsize) MAX_TEXT);
  while (end > text && ((guchar) *end & 0xc0) == 0x80) /* not within a character */
    end--;
  cut = g_strndup (text, (gsize) (end - text));
  json_object_set_string_member (object, name, cut);
}

static void
set_ratio (JsonObject *object, const char *name, gint64 num, gint64 den)
{
  JsonObject *ratio;
  gint64 a = num, b = den;

  if (num <= 0 || den <= 0)
    return;
  while (b != 0)
    {
      const gint64 rest = a % b;
      a = b;
      b = rest;
    }
  ratio = member_object (object, name);
  json_object_set_int_member (ratio, "num", num / a);
  json_object_set_int_member (ratio, "denom", den / a);
}

/* Leaves out a member that nothing was put into. */
static void
drop_empty (JsonObject *object, const char *name)
{
  if (json_object_get_size (json_object_get_object_member (object, name)) == 0)
    json_object_remove_member (object, name);
}

/* --- the static block --- */

static void
add_camera (JsonObject *block, const SlTrackingStatic *fixed, SlRational rate)
{
  JsonObject *camera = member_object (block, "camera"), *size;
  const gint64 squeeze = isfinite (fixed->squeeze) ? llround (fixed->squeeze * 1000) : 0;

  set_ratio (camera, "captureFrameRate", rate.num, rate.den);
  if (fixed->sensor_w_mm > 0 && fixed->sensor_h_mm > 0)
    {
      size = member_object (camera, "activeSensorPhysicalDimensions");
      set_number (size, "height", fixed->sensor_h_mm);
      set_number (size, "width", fixed->sensor_w_mm);
    }
  if (fixed->sensor_w_px > 0 && fixed->sensor_h_px > 0)
    {
      size = member_object (camera, "activeSensorResolution");
      json_object_set_int_member (size, "height", fixed->sensor_h_px);
      json_object_set_int_member (size, "width", fixed->sensor_w_px);
    }
  set_text (camera, "make", fixed->make);
  set_text (camera, "model", fixed->model);
  set_text (camera, "label", fixed->camera);
  set_ratio (camera, "anamorphicSqueeze", squeeze, 1000);
  if (fixed->iso >= 1)
    json_object_set_int_member (camera, "isoSpeed", llround (fixed->iso));
  if (fixed->shutter_deg >= 0 && fixed->shutter_deg <= 360)
    set_number (camera, "shutterAngle", fixed->shutter_deg);
  drop_empty (block, "camera");
}

static void
add_static (JsonObject *object, const SlTrackingStatic *fixed, SlRational rate)
{
  JsonObject *block = member_object (object, "static"), *lens;

  add_camera (block, fixed, rate);
  lens = member_object (block, "lens");
  if (fixed->overscan_distort >= 1)
    set_number (lens, "distortionOverscanMax", fixed->overscan_distort);
  if (fixed->overscan_undistort >= 1)
    set_number (lens, "undistortionOverscanMax", fixed->overscan_undistort);
  set_text (lens, "make", fixed->lens_make);
  set_text (lens, "model", fixed->lens_model);
  set_above (lens, "nominalFocalLength", fixed->nominal_focal_mm, 0);
  drop_empty (block, "lens");
  drop_empty (object, "static");
}

/* --- a sample --- */

static void
add_timing (JsonObject *object, const SlTrackingSample *sample)
{
  JsonObject *timing = member_object (object, "timing"), *part;
  const gint64 base = sl_tracking_base (sample->rate), seconds = sample->frame / base;

  json_object_set_string_member (timing, "mode", "internal");
  set_ratio (timing, "sampleRate", sample->rate.num, sample->rate.den);
  if (sample->time_s >= 0)
    {
      gint64 whole = (gint64) floor (sample->time_s);
      gint64 nano = llround ((sample->time_s - (double) whole) * 1e9);

      part = member_object (timing, "sampleTimestamp");
      json_object_set_int_member (part, "seconds", whole + nano / 1000000000);
      json_object_set_int_member (part, "nanoseconds", nano % 1000000000);
    }
  if (sample->sequence >= 0)
    json_object_set_int_member (timing, "sequenceNumber", sample->sequence % ((gint64) G_MAXUINT32 + 1));
  if (sample->frame < 0 || sample->rate.num <= 0 || base > 120)
    return; /* the standard's time code ends at 120 frames a second */
  part = member_object (timing, "timecode");
  json_object_set_int_member (part, "hours", seconds / 3600 % 24);
  json_object_set_int_member (part, "minutes", seconds / 60 % 60);
  json_object_set_int_member (part, "seconds", seconds % 60);
  json_object_set_int_member (part, "frames", sample->frame % base);
  set_ratio (part, "frameRate", sample->rate.num, sample->rate.den);
}

static void
add_distortion (JsonObject *lens, const SlTrackingDistortion *distortion)
{
  JsonArray *list;
  JsonObject *one;

  if (distortion->n_radial == 0)
    return;
  list = json_array_new ();
  one = json_object_new ();
  json_object_set_string_member (one, "model", sl_tracking_distortion_model (distortion->distorts));
  json_object_set_array_member (one, "radial", sl_json_numbers (distortion->radial, distortion->n_radial));
  if (distortion->n_tangential > 0)
    json_object_set_array_member (one, "tangential",
                                  sl_json_numbers (distortion->tangential, distortion->n_tangential));
  if (distortion->overscan >= 1)
    set_number (one, "overscan", distortion->overscan);
  json_array_add_object_element (list, one);
  json_object_set_array_member (lens, "distortion", list);
}

static void
add_lens (JsonObject *object, const SlTrackingSample *sample)
{
  JsonObject *lens = member_object (object, "lens"), *offset;

  add_distortion (lens, &sample->distortion);
  set_number (lens, "entrancePupilOffset", sample->pupil_offset_m);
  set_above (lens, "fStop", sample->f_stop, 0);
  set_above (lens, "pinholeFocalLength", sample->focal_mm, 0);
  set_above (lens, "focusDistance", sample->focus_m, 0); /* infinity is left out: JSON has no such number */
  if (isfinite (sample->projection_x_mm) && isfinite (sample->projection_y_mm))
    {
      offset = member_object (lens, "projectionOffset");
      set_number (offset, "x", sample->projection_x_mm);
      set_number (offset, "y", sample->projection_y_mm);
    }
  set_above (lens, "tStop", sample->t_stop, 0);
  drop_empty (object, "lens");
}

/* The sensor's place, which lies behind the pupil. */
static void
add_transform (JsonObject *object, const SlTrackingSample *sample, const char *id)
{
  const SlAxesRow *row = sl_axes_row (SL_AXES_OPENTRACKIO);
  const SlFrame pupil = sl_frame_from_pose (sample->position, sample->pan, sample->tilt, sample->roll);
  const double back = isfinite (sample->pupil_offset_m) ? sample->pupil_offset_m : 0;
  const SlVec3 at = sl_axes_point (SL_AXES_OPENTRACKIO, sl_vec3_mad (pupil.o, pupil.y, -back));
  JsonArray *list = json_array_new ();
  JsonObject *one = json_object_new (), *part = member_object (one, "translation");

  set_number (part, "x", at.x);
  set_number (part, "y", at.y);
  set_number (part, "z", at.z);
  part = member_object (one, "rotation");
  set_number (part, "pan", row->pan_sign * sample->pan);
  set_number (part, "tilt", row->tilt_sign * sample->tilt);
  set_number (part, "roll", row->roll_sign * sample->roll);
  set_text (one, "id", id != NULL ? id : "Camera");
  json_array_add_object_element (list, one);
  json_object_set_array_member (object, "transforms", list);
}

static void
add_names (JsonObject *object, const SlTrackingSample *sample, const SlTrackingStatic *names, int source)
{
  g_autofree char *name = g_strdup_printf ("%s/%" G_GINT64_FORMAT, names != NULL ? names->sample_seed : "",
                                           sample->sequence);
  g_autofree char *id = sl_tracking_urn (name), *source_id = sl_tracking_urn (names != NULL ? names->source_id : "");
  JsonObject *protocol = member_object (object, "protocol");
  JsonArray *version = json_array_new ();

  json_object_set_string_member (protocol, "name", "OpenTrackIO");
  json_array_add_int_element (version, 1);
  json_array_add_int_element (version, 0);
  json_array_add_int_element (version, 1);
  json_object_set_array_member (protocol, "version", version);
  json_object_set_string_member (object, "sampleId", id);
  json_object_set_string_member (object, "sourceId", source_id);
  json_object_set_int_member (object, "sourceNumber", source);
}

/* Ours, in the place that is free for all. */
static void
add_custom (JsonObject *object, const SlTrackingStatic *fixed)
{
  JsonObject *ours = member_object (member_object (object, "custom"), "sightline");

  set_text (ours, "id", fixed->camera_id);
  json_object_set_string_member (ours, "kind", "camera");
  set_text (ours, "shot", fixed->shot_id);
}

JsonObject *
sl_opentrackio_sample (const SlTrackingSample *sample, const SlTrackingStatic *names, const SlTrackingStatic *fixed,
                       int source)
{
  JsonObject *object = json_object_new (), *tracker;

  if (fixed != NULL)
    add_static (object, fixed, sample->rate);
  tracker = member_object (object, "tracker");
  json_object_set_boolean_member (tracker, "recording", FALSE);
  if (names != NULL)
    set_text (tracker, "slate", names->slate);
  add_timing (object, sample);
  add_lens (object, sample);
  add_names (object, sample, names, source);
  add_transform (object, sample, names != NULL ? names->camera_id : NULL);
  if (fixed != NULL && fixed->camera_id != NULL)
    add_custom (object, fixed);
  return object;
}

/* --- bytes --- */

char *
sl_opentrackio_print (JsonObject *sample, gboolean pretty)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), sample);

  return json_to_string (node, pretty);
}

GByteArray *
sl_opentrackio_encode (JsonObject *sample, SlOpenTrackIOEncoding encoding)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (encoding == SL_OPENTRACKIO_JSON)
    {
      text = sl_opentrackio_print (sample, FALSE);
      g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
      return bytes;
    }
  node = json_node_init_object (json_node_alloc (), sample);
  sl_cbor_append (bytes, node);
  return bytes;
}
