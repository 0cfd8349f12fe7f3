/* Camera tracking: bytes written out by hand from the standards, what their reference program sends, hostile bytes, and
 * the way there and back. */
#include "test-tracking.h"

#include "../sl-test-plan.h"
#include "../sl-test.h"
#include "sl-axes.h"
#include "sl-check.h"
#include "sl-distortion.h"
#include "sl-edit.h"
#include "sl-error.h"
#include "sl-freed.h"
#include "sl-take.h"
#include "sl-tracking-export.h"

SlPlan *
test_tracking_plan (const char *const *settings)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;

  for (; settings[0] != NULL; settings += 3)
    sl_command_set (command, settings[0], settings[1], settings[2]);
  SlPlan *changed = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return changed;
}

/* Panned 30° right, tilted 10° up, rolled 5°, off the middle, its sensor 120 mm behind the pupil. */
const char *const test_tracking_scene[] = {
  "cam-a", "position", "2 -3 1.7", "cam-a", "pan", "-30", "cam-a", "tilt", "10", "cam-a", "roll", "5",
  "cam-a", "pupil_offset_mm", "120", NULL,
};

static void
take_sample (const SlPlan *plan, gint64 frame, SlTrackingSample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTrackingShot) shot = sl_tracking_shot_new (plan, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (sl_tracking_shot_sample (shot, frame, sample, &error));
}

/* --- FreeD --- */

/* 30°·32768 = 0x0F0000, 10° = 0x050000, 5° = 0x028000; 2 m·64000 = 0x01F400, −3 m = 0xFD1200, 1.7 m = 0x01A900;
 * 28 mm·100 = 0x000AF0, 4 m·10000 = 0x009C40. */
static const guint8 freed[SL_FREED_SIZE] = {
  0xd1, 0x01, 0x0f, 0x00, 0x00, 0x05, 0x00, 0x00, 0x02, 0x80, 0x00, 0x01, 0xf4, 0x00, 0xfd, 0x12, 0x00, 0x01, 0xa9,
  0x00, 0x00, 0x0a, 0xf0, 0x00, 0x9c, 0x40, 0x00, 0x00, 0x54,
};

static void
test_freed_bytes (void)
{
  g_autoptr (SlPlan) plan = test_tracking_plan (test_tracking_scene);
  guint8 message[SL_FREED_SIZE], sum = 0;
  SlTrackingSample sample;
  int camera;

  for (guint i = 0; i < sizeof freed; i++)
    sum = (guint8) (sum + freed[i]);
  g_assert_cmpuint (sum, ==, 0x40);
  take_sample (plan, 0, &sample);
  g_assert_cmpint (sl_freed_write (&sample, 1, message), ==, SL_FREED_FIT);
  g_assert_cmpmem (message, sizeof message, freed, sizeof freed);
  g_assert_cmpint (sl_freed_read (message, sizeof message, TRUE, &sample, &camera), ==, SL_FREED_GOOD);
  g_assert_cmpint (camera, ==, 1);
  assert_within (sample.pan, -30, 0);
  assert_within (sample.tilt, 10, 0);
  assert_within (sample.roll, 5, 0);
  assert_within (sample.position.x, 2, 0);
  assert_within (sample.position.y, -3, 0);
  assert_within (sample.position.z, 1.7, 1e-12);
  assert_within (sample.focal_mm, 28, 0);
  assert_within (sample.focus_m, 4, 0);
  g_assert_cmpint (sl_freed_read (freed, sizeof freed, FALSE, &sample, NULL), ==, SL_FREED_GOOD);
  g_assert_true (isnan (sample.focal_mm)); /* counts of who knows whom */
}

/* Angles of any size are the same place again; what does not fit is held and told. */
static void
test_freed_ranges (void)
{
  static const struct { double pan, tilt, roll; } poses[] = {
    { 0, 0, 0 }, { 179.999, 0, 0 }, { 181, 0, 0 }, { -181, 20, 0 }, { 540, -89, 190 }, { 30, 95, 0 }, { 30, 180, 10 },
    { -720.5, -120, 360 }, { 0.00001, -0.00001, 0.00002 }, { 180, 90, -180 },
  };
  static const struct { SlVec3 at; double focal, focus; guint clamped; } places[] = {
    { { 131.07, -131.07, 0 }, 50, 1677, 0 },
    { { 131.08, 0, 0 }, 50, 2, SL_FREED_POSITION },
    { { 0, 1e9, -1e9 }, 50, 2, SL_FREED_POSITION },
    { { 0, 0, 0 }, 167773, 2, SL_FREED_FOCAL },
    { { 0, 0, 0 }, 50, 1678, SL_FREED_FOCUS },
    { { 0, 0, 0 }, 50, INFINITY, 0 },
    { { 0, 0, 0 }, NAN, NAN, 0 },
  };
  guint8 message[SL_FREED_SIZE];
  SlTrackingSample sample, back;

  for (guint i = 0; i < G_N_ELEMENTS (poses); i++)
    {
      sl_tracking_sample_init (&sample);
      sample.position = sl_vec3 (-4.2, 7.5, 1.6);
      sample.pan = poses[i].pan, sample.tilt = poses[i].tilt, sample.roll = poses[i].roll;
      g_assert_cmpint (sl_freed_write (&sample, 0, message), ==, SL_FREED_FIT);
      g_assert_cmpint (sl_freed_read (message, sizeof message, FALSE, &back, NULL), ==, SL_FREED_GOOD);
      test_tracking_same (&sample, &back);
      g_assert_cmpfloat (fabs (back.pan), <=, 180);
      g_assert_cmpfloat (fabs (back.tilt), <=, 90);
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      sl_tracking_sample_init (&sample);
      sample.position = places[i].at;
      sample.pan = sample.tilt = sample.roll = 0;
      sample.focal_mm = places[i].focal, sample.focus_m = places[i].focus;
      g_assert_cmpuint (sl_freed_write (&sample, 0, message), ==, places[i].clamped);
    }
}

static void
test_freed_bad (void)
{
  SlTrackingSample sample;
  guint8 message[SL_FREED_SIZE];

  for (gsize size = 0; size < SL_FREED_SIZE; size++)
    g_assert_cmpint (sl_freed_read (freed, size, FALSE, &sample, NULL), ==, SL_FREED_SHORT);
  for (guint i = 0; i < SL_FREED_SIZE; i++)
    {
      memcpy (message, freed, sizeof message);
      message[i] ^= 0x10;
      g_assert_cmpint (sl_freed_read (message, sizeof message, FALSE, &sample, NULL), ==,
                       i == 0 ? SL_FREED_FOREIGN : SL_FREED_CHECKSUM);
    }
}

/* --- OpenTrackIO --- */

static JsonObject *
parsed (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = sl_opentrackio_decode ((const guint8 *) text, strlen (text), SL_OPENTRACKIO_JSON, &error);

  g_assert_no_error (error);
  return object;
}

static void
test_sample_there_and_back (void)
{
  g_autoptr (SlPlan) plan = test_tracking_plan (test_tracking_scene);
  g_autoptr (SlTrackingShot) shot = sl_tracking_shot_new (plan, "shot-1", NULL, NULL);
  const SlTrackingStatic *fixed = sl_tracking_shot_static (shot);
  SlTrackingStatic told;
  SlTrackingSample sample, back;

  take_sample (plan, 7, &sample);
  for (SlOpenTrackIOEncoding encoding = SL_OPENTRACKIO_JSON; encoding <= SL_OPENTRACKIO_CBOR; encoding++)
    {
      g_autoptr (JsonObject) object = sl_opentrackio_sample (&sample, fixed, fixed, 7), again = NULL;
      g_autoptr (GByteArray) bytes = sl_opentrackio_encode (object, encoding);
      JsonObject *at = json_object_get_object_member (json_array_get_object_element (json_object_get_array_member (
                         object, "transforms"), 0), "translation");

      /* the sensor, 120 mm behind the pupil along the axis: (sin 30° cos 10°, cos 30° cos 10°, sin 10°) */
      assert_within (json_object_get_double_member (at, "x"), 2 - .12 * .5 * cos (G_PI / 18), 1e-12);
      assert_within (json_object_get_double_member (at, "y"), -3 - .12 * cos (G_PI / 6) * cos (G_PI / 18), 1e-12);
      assert_within (json_object_get_double_member (at, "z"), 1.7 - .12 * sin (G_PI / 18), 1e-12);
      again = sl_opentrackio_decode (bytes->data, bytes->len, encoding, NULL);
      sl_tracking_static_init (&told);
      g_assert_true (sl_opentrackio_read (again, &back, &told, NULL));
      test_tracking_same (&sample, &back);
      assert_within (back.focal_mm, 28, 0);
      assert_within (back.focus_m, 4, 1e-12);
      assert_within (back.pupil_offset_m, .12, 1e-12);
      g_assert_cmpint (back.frame, ==, 7);
      g_assert_cmpint (back.source, ==, 7);
      g_assert_cmpint (back.sequence, ==, 7);
      assert_within (back.time_s, 7.0 / 24, 1e-9);
      assert_within (told.sensor_w_mm, 28, 1e-9);
      assert_within (told.sensor_h_mm, 15.7, 1e-9);
      g_assert_cmpint (told.sensor_w_px, ==, 4608);
      g_assert_cmpstr (told.make, ==, "ARRI");
      g_assert_cmpstr (told.camera, ==, "Camera A");
      sl_tracking_static_clear (&told);
    }
}

/* Each of the rates; the time code counts whole frames and starts again after a day. */
static void
test_rates (void)
{
  static const struct { SlRational rate; gint64 base; } rates[] = {
    { { 24000, 1001 }, 24 }, { { 24, 1 }, 24 }, { { 25, 1 }, 25 }, { { 30000, 1001 }, 30 }, { { 30, 1 }, 30 },
    { { 48, 1 }, 48 }, { { 48000, 1001 }, 48 }, { { 50, 1 }, 50 }, { { 60000, 1001 }, 60 }, { { 60, 1 }, 60 },
    { { 72, 1 }, 72 }, { { 96, 1 }, 96 }, { { 100, 1 }, 100 }, { { 120000, 1001 }, 120 }, { { 120, 1 }, 120 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (guint k = 0; k < 3; k++)
      {
        const gint64 day = 24 * 3600 * rates[i].base, frame = k == 0 ? 0 : k == 1 ? 3723 * rates[i].base + 1 : day + 5;
        g_autoptr (JsonObject) object = NULL;
        SlTrackingSample sample, back;

        sl_tracking_sample_init (&sample);
        sample.position = sl_vec3 (0, 0, 0);
        sample.pan = sample.tilt = sample.roll = 0;
        sample.rate = rates[i].rate;
        sample.frame = sample.sequence = frame;
        object = sl_opentrackio_sample (&sample, NULL, NULL, 1);
        g_assert_true (sl_opentrackio_read (object, &back, NULL, NULL));
        g_assert_cmpint (back.frame, ==, frame % day);
        g_assert_cmpint (back.rate.num, ==, rates[i].rate.num);
        g_assert_cmpint (back.rate.den, ==, rates[i].rate.den);
        g_assert_true (sl_tracking_static_due (sample.rate, 0));
        g_assert_true (sl_tracking_static_due (sample.rate, 2 * rates[i].base));
        g_assert_false (sl_tracking_static_due (sample.rate, rates[i].base));
      }
}

/* The same names for the same frame of the same plan, and others for others. */
static void
test_names (void)
{
  g_autofree char *a = sl_tracking_urn ("www.example.org"), *b = sl_tracking_urn ("x"), *again = sl_tracking_urn ("x");

  g_assert_cmpstr (b, ==, again);
  g_assert_cmpstr (a, !=, b);
  g_assert_true (g_regex_match_simple ("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}"
                                       "-[0-9a-f]{12}$", a, 0, 0));
  /* what the namespace of names of hosts would make of it; ours is that of addresses */
  g_assert_cmpstr (a, !=, "urn:uuid:74738ff5-5367-5958-9aee-98fffdcd1876");
}

#define POSE "\"transforms\":[{\"translation\":{\"x\":1,\"y\":2,\"z\":3}," \
             "\"rotation\":{\"pan\":4,\"tilt\":5,\"roll\":6}}]"

/* What is no number, of the wrong kind or beyond all bounds is as if it were not there; without a pose there is
 * none. */
static void
test_tolerance (void)
{
  static const struct { const char *text; gboolean read; } cases[] = {
    { "{}", FALSE },
    { "{\"transforms\":[]}", FALSE },
    { "{\"transforms\":[3]}", FALSE },
    { "{\"transforms\":{\"x\":1}}", FALSE },
    { "{\"transforms\":[{}]}", TRUE },
    { "{" POSE "}", TRUE },
    { "{" POSE ",\"protocol\":{\"name\":\"OpenTrackIO\",\"version\":[0,9,3]}}", TRUE },
    { "{" POSE ",\"protocol\":{\"name\":\"Other\"}}", FALSE },
    { "{" POSE ",\"lens\":5,\"timing\":[],\"static\":\"\"}", TRUE },
    { "{" POSE ",\"lens\":{\"pinholeFocalLength\":-3,\"focusDistance\":0,\"tStop\":\"4\"}}", TRUE },
    { "{" POSE ",\"timing\":{\"timecode\":{\"hours\":25,\"minutes\":0,\"seconds\":0,\"frames\":0}}}", TRUE },
    { "{" POSE ",\"timing\":{\"sampleRate\":{\"num\":24,\"denom\":0}}}", TRUE },
    { "{" POSE ",\"timing\":{\"sampleRate\":{\"num\":-24,\"denom\":1}}}", TRUE },
    { "{" POSE ",\"sourceNumber\":1e300}", TRUE },
    { "{" POSE ",\"lens\":{\"distortion\":[{\"radial\":[1,\"x\"]}]}}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = parsed (cases[i].text);
      g_autoptr (GError) error = NULL;
      SlTrackingStatic fixed;
      SlTrackingSample sample;

      sl_tracking_static_init (&fixed);
      g_assert_true (sl_opentrackio_read (object, &sample, &fixed, &error) == cases[i].read);
      g_assert_true ((error == NULL) == cases[i].read);
      if (cases[i].read)
        {
          g_assert_true (isnan (sample.focal_mm) && isnan (sample.focus_m) && isnan (sample.t_stop));
          g_assert_cmpint (sample.frame, ==, -1);
          g_assert_cmpint (sample.rate.num, ==, 0);
          g_assert_cmpuint (sample.distortion.n_radial, ==, 0);
        }
      sl_tracking_static_clear (&fixed);
    }
}

/* Of two equal keys the last one counts, in both encodings. */
static void
test_equal_keys (void)
{
  static const guint8 cbor[] = { 0xa2, 0x61, 'a', 1, 0x61, 'a', 2 };
  g_autoptr (JsonObject) json = parsed ("{\"a\":1,\"a\":2}");
  g_autoptr (JsonObject) object = sl_cbor_parse (cbor, sizeof cbor, NULL);

  g_assert_cmpint (json_object_get_int_member (json, "a"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (object, "a"), ==, 2);
}

/* A chain: a dolly that is turned left by 90° carries a camera a metre ahead of it, which looks 10° up. */
static void
test_chain (void)
{
  g_autoptr (JsonObject) object = parsed (
    "{\"transforms\":[{\"translation\":{\"x\":1,\"y\":2,\"z\":0},\"rotation\":{\"pan\":90,\"tilt\":0,\"roll\":0}},"
    "{\"translation\":{\"x\":0,\"y\":1,\"z\":1.5},\"rotation\":{\"pan\":0,\"tilt\":10,\"roll\":0},"
    "\"scale\":{\"x\":2,\"y\":2,\"z\":2}}],\"lens\":{\"entrancePupilOffset\":0.5}}");
  SlTrackingSample sample;

  g_assert_true (sl_opentrackio_read (object, &sample, NULL, NULL));
  assert_within (sample.pan, 90, 1e-9);
  assert_within (sample.tilt, 10, 1e-9);
  assert_within (sample.roll, 0, 1e-9);
  /* left is −X; the pupil is half a metre ahead */
  assert_within (sample.position.x, 1 - 1 - .5 * cos (G_PI / 18), 1e-9);
  assert_within (sample.position.y, 2, 1e-9);
  assert_within (sample.position.z, 1.5 + .5 * sin (G_PI / 18), 1e-9);
}

/* Which overscan counts: the sample's, else the sender's most for that direction, else what the coefficients make. */
static void
test_overscan (void)
{
  SlTrackingSample sample;
  SlTrackingStatic fixed;

  sl_tracking_sample_init (&sample);
  sl_tracking_static_init (&fixed);
  assert_within (sl_tracking_overscan (&sample, &fixed), 1, 0);
  sample.distortion.n_radial = 1;
  sample.distortion.radial[0] = 1e-4;
  g_assert_true (isnan (sl_tracking_overscan (&sample, NULL)));
  fixed.sensor_w_mm = 36, fixed.sensor_h_mm = 24, sample.focal_mm = 50;
  /* the corner, where r² = 18² + 12² = 468 mm² */
  assert_within (sl_tracking_overscan (&sample, &fixed), 1.0468, 1e-9);
  fixed.overscan_undistort = 1.2, fixed.overscan_distort = 1.3;
  assert_within (sl_tracking_overscan (&sample, &fixed), 1.2, 0);
  sample.distortion.distorts = TRUE;
  assert_within (sl_tracking_overscan (&sample, &fixed), 1.3, 0);
  sample.distortion.overscan = 1.1;
  assert_within (sl_tracking_overscan (&sample, &fixed), 1.1, 0);
}

/* A model that nobody named undistorts; the first that is known counts; an overscan below 1 is none. */
static void
test_distortion (void)
{
  static const struct { const char *list; guint n; gboolean distorts; double k1, overscan; } cases[] = {
    { "{\"radial\":[1,2,3]}", 3, FALSE, 1, NAN },
    { "{\"model\":\"Brown-Conrady U-D\",\"radial\":[1],\"overscan\":1.5}", 1, TRUE, 1, 1.5 },
    { "{\"model\":\"Brown-Conrady D-U\",\"radial\":[1,2,3,4,5,6,7,8],\"overscan\":0.5}", 6, FALSE, 1, NAN },
    { "{\"model\":\"Fisheye\",\"radial\":[9]},{\"radial\":[2]}", 1, FALSE, 2, NAN },
    { "{\"model\":\"Fisheye\",\"radial\":[9]}", 0, FALSE, 0, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{" POSE ",\"lens\":{\"distortion\":[%s]}}", cases[i].list);
      g_autoptr (JsonObject) object = parsed (text);
      SlTrackingSample sample;

      g_assert_true (sl_opentrackio_read (object, &sample, NULL, NULL));
      g_assert_cmpuint (sample.distortion.n_radial, ==, cases[i].n);
      g_assert_true (sample.distortion.distorts == cases[i].distorts);
      assert_within (sample.distortion.radial[0], cases[i].k1, 0);
      g_assert_true (isnan (cases[i].overscan) ? isnan (sample.distortion.overscan)
                                               : sample.distortion.overscan == cases[i].overscan);
    }
}

static SlPlan *
with_lenses (const SlPlan *plan, const char *const *settings)
{
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;
  SlPlan *changed;

  if (sl_plan_find (plan, "lenses") == NULL)
    sl_command_add (command, SL_KIND_LENS_SET, "lenses");
  for (; settings[0] != NULL; settings += 3)
    sl_command_set (command, settings[0], settings[1], settings[2]);
  changed = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return changed;
}

/* A pan that is 0 from either side does not move: it is one key, however long the take. */
static void
test_still (void)
{
  g_autoptr (SlPlan) plan = test_tracking_plan (test_tracking_scene), after = NULL;
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (SlTrackingSample));
  const SlTake take = { .samples = samples };
  const SlTakeOptions options = { .id = "still" };
  g_autofree char *id = NULL, *tracks = NULL;
  SlTrackingSample sample;

  take_sample (plan, 0, &sample);
  for (guint i = 0; i < 6; i++)
    {
      sample.frame = i;
      sample.pan = i % 2 == 0 ? 0. : -0.;
      sample.tilt = i % 2 == 0 ? 1e-9 : -1e-9;
      g_array_append_val (samples, sample);
    }
  g_autoptr (SlCommand) command = sl_take_command (plan, &take, &options, NULL, &id, NULL);
  after = sl_plan_apply (plan, command, NULL);
  tracks = sl_entity_get (sl_plan_find (after, "still"), "tracks", NULL);
  g_assert_null (strstr (tracks, "frame="));
  g_assert_nonnull (strstr (tracks, "path=\"pan\""));
}

/* How many findings of a take of that one sample are about distortion. */
static guint
distortions_told (const SlPlan *plan, const SlTrackingSample *sample)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (SlTrackingSample));
  const SlTake take = { .samples = samples };
  const SlTakeOptions options = { 0 };
  g_autofree char *id = NULL;
  guint n = 0;

  g_array_append_vals (samples, sample, 1);
  g_autoptr (SlCommand) command = sl_take_command (plan, &take, &options, findings, &id, NULL);
  g_assert_nonnull (command);
  for (guint i = 0; i < findings->len; i++)
    n += strstr (((SlFinding *) findings->pdata[i])->message, "Brown-Conrady D-U, radial=0.0001 2e-05; tang") != NULL;
  return n;
}

/* What the plan's lens has goes out with every sample and comes back, and the recording of it tells nothing new: to
 * another plan it does. The corner of the sensor is that of test_overscan. */
static void
test_lens (void)
{
  static const char *const scene[] = {
    "lenses", "lenses", "<lens focal_mm=\"28\" radial=\"0.0001 0.00002\" tangential=\"0.003 -0.002\"/>", "cam-a",
    "lenses", "lenses", NULL,
  };
  static const char *const bends[] = { "lenses", "lenses[0].bends", "distort", "lenses", "lenses[0].overscan", "1.25",
                                       NULL };
  g_autoptr (SlPlan) plain = test_tracking_plan (test_tracking_scene);
  g_autoptr (SlPlan) plan = with_lenses (plain, scene), other = with_lenses (plan, bends);
  const SlDistortion lens = { { 1e-4, 2e-5 }, { .003, -.002 }, false };
  g_autoptr (SlTrackingShot) shot = sl_tracking_shot_new (plan, NULL, NULL, NULL);
  const SlTrackingStatic *fixed = sl_tracking_shot_static (shot);
  SlTrackingSample sample, back;
  SlTrackingStatic fixed_back;
  double length, angle;

  take_sample (plan, 0, &sample);
  g_assert_true (sl_distortion_overscan (&lens, fixed->sensor_w_mm, fixed->sensor_h_mm, 28, &length, &angle));
  assert_within (sample.distortion.overscan, fmax (length, angle), 1e-12);
  assert_within (fixed->overscan_undistort, sample.distortion.overscan, 0);
  g_assert_true (isnan (fixed->overscan_distort));
  g_autoptr (JsonObject) object = sl_opentrackio_sample (&sample, fixed, fixed, 1);
  sl_tracking_static_init (&fixed_back);
  g_assert_true (sl_opentrackio_read (object, &back, &fixed_back, NULL));
  g_assert_cmpuint (back.distortion.n_radial, ==, 2);
  g_assert_cmpuint (back.distortion.n_tangential, ==, 2);
  g_assert_cmpmem (back.distortion.radial, 2 * sizeof (double), lens.k, 2 * sizeof (double));
  g_assert_cmpmem (back.distortion.tangential, 2 * sizeof (double), lens.p, 2 * sizeof (double));
  g_assert_false (back.distortion.distorts);
  assert_within (fixed_back.overscan_undistort, sample.distortion.overscan, 0);
  g_assert_cmpuint (distortions_told (plan, &back), ==, 0);
  g_assert_cmpuint (distortions_told (plain, &back), ==, 1);
  sl_tracking_static_clear (&fixed_back);
  take_sample (other, 0, &sample);
  g_assert_true (sample.distortion.distorts);
  assert_within (sample.distortion.overscan, 1.25, 0);
  static const char *const many[] = { "lenses", "lenses[0].radial", "1 2 3 4 5 6 7", NULL };
  static const char *const zoom[] = { "lenses", "lenses[0].focal_max_mm", "90", NULL };
  static const char *const alone[] = { "lenses", "lenses[0].radial", "", NULL };
  g_autoptr (SlPlan) long_list = with_lenses (plan, many), half = with_lenses (plan, alone);
  g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  sl_tracking_shot_free (sl_tracking_shot_new (plan, NULL, omissions, NULL));
  g_assert_cmpuint (omissions->len, ==, 0);
  sl_tracking_shot_free (sl_tracking_shot_new (long_list, NULL, omissions, NULL));
  g_assert_cmpuint (omissions->len, ==, 1);
  g_autoptr (SlPlan) zooms = with_lenses (plan, zoom);
  sl_tracking_shot_free (sl_tracking_shot_new (zooms, NULL, omissions, NULL));
  g_assert_nonnull (strstr (((SlFinding *) omissions->pdata[1])->message, "is a zoom"));
  g_ptr_array_remove_index (omissions, 1);
  sl_tracking_shot_free (sl_tracking_shot_new (half, NULL, omissions, NULL));
  g_assert_cmpuint (omissions->len, ==, 2);
  take_sample (plain, 0, &sample);
  g_assert_cmpuint (sample.distortion.n_radial, ==, 0);
  g_assert_true (isnan (sample.distortion.overscan));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/freed/bytes", test_freed_bytes);
  g_test_add_func ("/freed/ranges", test_freed_ranges);
  g_test_add_func ("/freed/bad", test_freed_bad);
  g_test_add_func ("/opentrackio/there-and-back", test_sample_there_and_back);
  g_test_add_func ("/opentrackio/rates", test_rates);
  g_test_add_func ("/opentrackio/names", test_names);
  g_test_add_func ("/opentrackio/tolerance", test_tolerance);
  g_test_add_func ("/opentrackio/equal-keys", test_equal_keys);
  g_test_add_func ("/opentrackio/chain", test_chain);
  g_test_add_func ("/opentrackio/overscan", test_overscan);
  g_test_add_func ("/opentrackio/distortion", test_distortion);
  g_test_add_func ("/opentrackio/still-take", test_still);
  g_test_add_func ("/opentrackio/lens", test_lens);
  test_tracking_add_packets ();
  test_tracking_add_network ();
  return g_test_run ();
}
