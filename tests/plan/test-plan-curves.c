/* Tracks as numeric curves: values, derivatives, corners and jumps, kinds of value, what is refused. */
#include <string.h>

#include "../sl-test.h"
#include "sl-curve.h"

/* A track of keys written "FRAME|VALUE[|EASE[|BEND]]", one a line. */
static SlEntity *
shot_with (const char *path, const char *keys)
{
  SlEntity *shot = sl_entity_new (SL_KIND_SHOT, "s");
  g_auto (GStrv) lines = g_strsplit (keys, "\n", -1);

  sl_entity_set (shot, "tracks[+]", "", FALSE, NULL);
  sl_entity_set (shot, "tracks[0].target", "t", FALSE, NULL);
  sl_entity_set (shot, "tracks[0].path", path, FALSE, NULL);
  for (guint i = 0; lines[i] != NULL && *keys != '\0'; i++)
    {
      static const char *const fields[] = { "frame", "value", "ease", "bend" };
      g_auto (GStrv) parts = g_strsplit (lines[i], "|", 4);

      g_assert_true (sl_entity_set (shot, "tracks[0].keys[+]", "", FALSE, NULL));
      for (guint k = 0; parts[k] != NULL; k++)
        {
          g_autofree char *at = g_strdup_printf ("tracks[0].keys[%u].%s", i, fields[k]);
          g_assert_true (sl_entity_set (shot, at, parts[k], FALSE, NULL));
        }
    }
  return shot;
}

static SlCurve *
curve_of (SlKind kind, const char *path, const char *keys, GError **error)
{
  g_autoptr (SlEntity) shot = shot_with (path, keys);

  return sl_curve_new (kind, sl_list_at (((SlShot *) shot)->tracks, SlTrack, 0), error);
}

/* physics §7's smooth pan, a straight leg, a jump: each with its derivatives from either side. */
static void
test_derivatives (void)
{
  g_autoptr (SlCurve) curve = curve_of (SL_KIND_CAMERA, "pan", "0|0|smooth\n48|40|linear\n58|60|hold\n68|10", NULL);
  static const struct { double frame; SlSide side; double value, speed, acceleration; } rows[] = {
    { -1, SL_SIDE_AFTER, 0, 0, 0 },
    { 0, SL_SIDE_BEFORE, 0, 0, 0 },
    { 0, SL_SIDE_AFTER, 0, 0, 40 * 6 / 2304. },
    { 12, SL_SIDE_AFTER, 6.25, .9375, 40 * 3 / 2304. },
    { 24, SL_SIDE_BEFORE, 20, 1.25, 0 },
    { 48, SL_SIDE_BEFORE, 40, 0, -40 * 6 / 2304. },
    { 48, SL_SIDE_AFTER, 40, 2, 0 },
    { 53, SL_SIDE_AFTER, 50, 2, 0 },
    { 58, SL_SIDE_BEFORE, 60, 2, 0 },
    { 58, SL_SIDE_AFTER, 60, 0, 0 },
    { 67.9, SL_SIDE_AFTER, 60, 0, 0 },
    { 68, SL_SIDE_BEFORE, 60, 0, 0 },
    { 68, SL_SIDE_AFTER, 10, 0, 0 },
    { 1e6, SL_SIDE_BEFORE, 10, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlCurvePoint point;

      sl_curve_evaluate (curve, rows[i].frame, rows[i].side, point);
      g_assert_cmpfloat_with_epsilon (point[SL_ORDER_VALUE][0], rows[i].value, 1e-12);
      g_assert_cmpfloat_with_epsilon (point[SL_ORDER_SPEED][0], rows[i].speed, 1e-12);
      g_assert_cmpfloat_with_epsilon (point[SL_ORDER_ACCELERATION][0], rows[i].acceleration, 1e-12);
    }
}

/* A Bézier without handles is smooth; with handles it goes through its own points, never runs back in time, swings no
 * further than the field takes, and its derivatives are those of its values. */
static void
test_bezier (void)
{
  g_autoptr (SlCurve) smooth = curve_of (SL_KIND_CAMERA, "pan", "0|0|smooth\n48|40", NULL);
  g_autoptr (SlCurve) plain = curve_of (SL_KIND_CAMERA, "pan", "0|0|bezier\n48|40", NULL);
  g_autoptr (SlCurve) bent = curve_of (SL_KIND_CAMERA, "pan", "0|0|bezier|0.9 0.1 0.4 -0.6\n48|40", NULL);
  g_autoptr (SlCurve) wild = curve_of (SL_KIND_SHOT, "focal_mm", "0|10|bezier|0.2 -9 0.8 9\n48|20", NULL);
  SlCurvePoint a, b, before, after;
  const double step = 1e-4;

  for (double frame = 0; frame <= 48; frame += 1.5)
    {
      sl_curve_evaluate (smooth, frame, SL_SIDE_AFTER, a);
      sl_curve_evaluate (plain, frame, SL_SIDE_AFTER, b);
      for (SlOrder order = 0; order < SL_N_ORDERS; order++)
        g_assert_cmpfloat_with_epsilon (a[order][0], b[order][0], 1e-9);
    }
  for (double frame = 1; frame < 48; frame += 1.3)
    {
      sl_curve_evaluate (bent, frame, SL_SIDE_AFTER, a);
      sl_curve_evaluate (bent, frame - step, SL_SIDE_AFTER, before);
      sl_curve_evaluate (bent, frame + step, SL_SIDE_AFTER, after);
      g_assert_cmpfloat_with_epsilon (a[SL_ORDER_SPEED][0], (after[0][0] - before[0][0]) / (2 * step), 1e-4);
      g_assert_cmpfloat_with_epsilon (a[SL_ORDER_ACCELERATION][0], (after[1][0] - before[1][0]) / (2 * step), 1e-3);
      sl_curve_evaluate (wild, frame, SL_SIDE_AFTER, a);
      g_assert_cmpfloat (a[SL_ORDER_VALUE][0], >=, 1); /* the shortest lens there is */
    }
  /* the middle of its parameter */
  sl_curve_evaluate (bent, 48 * (3 * .9 / 8 + 3 * .4 / 8 + 1 / 8.), SL_SIDE_AFTER, a);
  g_assert_cmpfloat_with_epsilon (a[SL_ORDER_VALUE][0], 40 * (3 * .1 / 8 - 3 * .6 / 8 + 1 / 8.), 1e-9);
}

/* Every kind of value: between keys, and into an entity that others share parts of. */
static void
test_kinds (void)
{
  static const struct {
    SlKind      kind;
    const char *path, *keys;
    double      frame;
    const char *value;
    guint       numbers;
  } rows[] = {
    { SL_KIND_CAMERA, "position", "0|0 0 0\n10|1 2 4", 2.5, "0.25 0.5 1", 3 },
    { SL_KIND_CAMERA, "position.z", "0|1\n10|2", 5, "1.5", 1 },
    { SL_KIND_PROP, "colour", "0|#000000\n10|#ff8001", 5, "#804001", 3 },
    { SL_KIND_CAST, "number", "0|1\n10|4", 5, "3", 1 },
    { SL_KIND_STAGE, "ultra_low_latency", "0|false\n10|true", 9.9, "false", 0 },
    { SL_KIND_STAGE, "ultra_low_latency", "0|false\n10|true", 10, "true", 0 },
    { SL_KIND_LIGHT, "form", "0|spot\n10|soft", 5, "spot", 0 },
    { SL_KIND_CAMERA, "notes", "0|one\n10|two\n20|three", 12, "two", 0 },
    { SL_KIND_STAGE, "fps", "0|24\n10|24000/1001", 12, "24000/1001", 0 },
    { SL_KIND_MARK, "of", "0|cam-a\n10|cam-b", 12, "cam-b", 0 },
    { SL_KIND_STAGE, "latency[0].frames", "0|1\n10|2", 5, "1.5", 1 },
    { SL_KIND_STAGE, "zones[wet].outline[1]", "0|1 0 0\n10|2 4 0", 5, "1.5 2 0", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlEntity) first = sl_entity_new (rows[i].kind, "t");
      g_autoptr (SlCurve) curve = curve_of (rows[i].kind, rows[i].path, rows[i].keys, &error);
      g_autofree char *text = NULL, *before = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (sl_curve_numbers (curve), ==, rows[i].numbers);
      if (rows[i].kind == SL_KIND_STAGE)
        {
          sl_entity_set (first, "latency[+].frames", "7", FALSE, NULL);
          sl_entity_set (first, "zones[+].name", "wet", FALSE, NULL);
          sl_entity_set (first, "zones[0].outline", "0 0 0, 7 0 0", FALSE, NULL);
        }
      before = sl_entity_get (first, rows[i].path, NULL);
      g_autoptr (SlEntity) now = sl_entity_edit (first);
      g_assert_true (sl_curve_apply (curve, rows[i].frame, now, &error));
      text = sl_entity_get (now, rows[i].path, NULL);
      g_assert_cmpstr (text, ==, rows[i].value);
      g_free (text);
      text = sl_entity_get (first, rows[i].path, NULL); /* the shared version is untouched */
      g_assert_cmpstr (text, ==, before);
    }
}

/* From unset to a number there is no way: unset until the number, and no speed. */
static void
test_unset (void)
{
  g_autoptr (SlCurve) curve = curve_of (SL_KIND_SHOT, "focus", "0|\n10|4", NULL);
  SlCurvePoint point;

  sl_curve_evaluate (curve, 5, SL_SIDE_AFTER, point);
  g_assert_true (isnan (point[SL_ORDER_VALUE][0]));
  g_assert_cmpfloat (point[SL_ORDER_SPEED][0], ==, 0);
  sl_curve_evaluate (curve, 10, SL_SIDE_AFTER, point);
  g_assert_cmpfloat (point[SL_ORDER_VALUE][0], ==, 4);
}

static void
test_refused (void)
{
  static const struct { const char *path, *keys, *says; } rows[] = {
    { "pan", "", "no key" },
    { "nothing", "0|1", "nothing" },
    { "pan", "0|left", "frame 0" },
    { "pan", "0|1\n10|4000", "frame 10" },
    { "pan", "0|", "frame 0" },
    { "pan", "5|1\n5|2", "do not rise" },
    { "pan", "5|1\n4|2", "do not rise" },
    { "position", "0|1 2", "three numbers" },
    { "position.w", "0|1", "position.w" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlCurve) curve = curve_of (SL_KIND_CAMERA, rows[i].path, rows[i].keys, &error);

      g_assert_null (curve);
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, rows[i].says));
    }
}

static void
test_constants (void)
{
  static const struct { const char *path; double number; gboolean taken; } rows[] = {
    { "pan", 90, TRUE },     { "position.y", -2.5, TRUE }, { "pan", 3601, FALSE },  { "pan", NAN, FALSE },
    { "position", 1, FALSE }, { "body", 1, FALSE },        { "colour", 1, FALSE }, { "", 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlCurve) curve = sl_curve_new_constant (SL_KIND_CAMERA, rows[i].path, rows[i].number, &error);
      SlCurvePoint point;

      g_assert_true ((curve != NULL) == rows[i].taken);
      g_assert_true ((error == NULL) == rows[i].taken);
      if (curve == NULL)
        continue;
      sl_curve_evaluate (curve, 1e3, SL_SIDE_BEFORE, point);
      g_assert_cmpfloat (point[SL_ORDER_VALUE][0], ==, rows[i].number);
      g_assert_cmpfloat (point[SL_ORDER_SPEED][0], ==, 0);
    }
}

/* Plain copies take texts, which references are too, without owning them. */
static void
test_written_copies (void)
{
  g_autoptr (SlEntity) shot = sl_entity_new (SL_KIND_SHOT, "s");
  g_autoptr (SlCurve) which = curve_of (SL_KIND_SHOT, "size", "0|wide\n10|close", NULL);
  g_autoptr (SlCurve) pan = curve_of (SL_KIND_SHOT, "pan", "0|0\n10|20", NULL);
  SlShot now = *(SlShot *) shot, speed = { 0 };

  sl_curve_write (which, 10, SL_SIDE_BEFORE, SL_ORDER_VALUE, &now);
  g_assert_cmpstr (now.size, ==, "wide");
  sl_curve_write (which, 10, SL_SIDE_AFTER, SL_ORDER_VALUE, &now);
  g_assert_cmpstr (now.size, ==, "close");
  sl_curve_write (which, 10, SL_SIDE_AFTER, SL_ORDER_SPEED, &speed);
  sl_curve_write (pan, 10, SL_SIDE_BEFORE, SL_ORDER_SPEED, &speed);
  g_assert_null (speed.size);
  g_assert_cmpfloat (speed.pan, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/curves/derivatives", test_derivatives);
  g_test_add_func ("/plan/curves/bezier", test_bezier);
  g_test_add_func ("/plan/curves/kinds", test_kinds);
  g_test_add_func ("/plan/curves/unset", test_unset);
  g_test_add_func ("/plan/curves/refused", test_refused);
  g_test_add_func ("/plan/curves/constants", test_constants);
  g_test_add_func ("/plan/curves/written-copies", test_written_copies);
  return g_test_run ();
}
