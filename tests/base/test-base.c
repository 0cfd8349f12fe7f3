#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "../sl-test.h"
#include "tests.h"
#include "sl-error.h"
#include "sl-file.h"
#include "sl-number.h"
#include "sl-rational.h"
#include "sl-watch.h"

static void
test_grouped (void)
{
  static const struct { double value; const char *text; } rows[] = { { 0, "0" }, { -.2, "0" }, { 999.4, "999" },
      { 999.5, "1,000" }, { -1000, "-1,000" }, { -123456, "-123,456" }, { 1786000, "1,786,000" }, { 1e12,
      "1,000,000,000,000" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = sl_number_grouped (rows[i].value);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_numbers_read_back (void)
{
  const double values[] = { 0, 1, -1, .1, 1. / 3, 2.84, 1e-9, 123456789.123456, 1e300, -0.0, G_PI, 29.97002997 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text = sl_number_to_text (values[i]);
      double back;
      g_assert_true (sl_number_parse (text, &back));
      g_assert_true (back == values[i]);
    }
  g_autofree char *short_text = sl_number_to_text (.1), *zero = sl_number_to_text (-0.0);
  g_assert_cmpstr (short_text, ==, "0.1");
  g_assert_cmpstr (zero, ==, "0");
}

static void
test_strict_numbers (void)
{
  static const char *const bad[] = { "", " ", "1 ", " 1", "1,5", "0x10", "inf", "nan", "1e999", "--1", "1-", "e5",
      "1.2.3", "٣", "+-2", "." };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (sl_number_parse (bad[i], &value))
      g_error ("“%s” was taken for %g", bad[i], value);
  g_assert_true (sl_number_parse ("-1.5e3", &value) && value == -1500);
}

static void
test_formulas (void)
{
  static const struct { const char *text; SlUnit unit; double value; } good[] = {
    { "2.5m", SL_UNIT_METRE, 2.5 }, { "42/2", SL_UNIT_METRE, 21 }, { "8'2\"", SL_UNIT_METRE, 2.4892 }, { "250 cm",
      SL_UNIT_METRE, 2.5 },
    { "3 + 4*2", SL_UNIT_NONE, 11 }, { "(3+4)*2", SL_UNIT_NONE, 14 }, { "-5 cm", SL_UNIT_METRE, -.05 }, { "1/3",
      SL_UNIT_NONE, 1. / 3 },
    { "35", SL_UNIT_MILLIMETRE, 35 }, { "1 in", SL_UNIT_MILLIMETRE, 25.4 }, { "90°", SL_UNIT_DEGREE, 90 }, { "\u22122",
      SL_UNIT_NONE, -2 },
    { "1.5 h", SL_UNIT_MINUTE, 90 }, { "6ft", SL_UNIT_METRE, 1.8288 }, { "12 kW", SL_UNIT_WATT, 12000 }, { "3米",
      SL_UNIT_METRE, 3 },
    { "30min", SL_UNIT_MINUTE, 30 }, { "30 min", SL_UNIT_SECOND, 1800 }, { "5ms", SL_UNIT_SECOND, .005 }, { "1h 30min",
      SL_UNIT_MINUTE, 90 },
    { "8'2", SL_UNIT_METRE, 2.4892 }, { "8' 2", SL_UNIT_METRE, 2.4892 }, { "8ft 2", SL_UNIT_MILLIMETRE, 2489.2 },
      { "8′2″", SL_UNIT_METRE, 2.4892 },
    { "8'2.5", SL_UNIT_METRE, 2.5019 }, { "8'", SL_UNIT_METRE, 2.4384 }, { "1m 20cm", SL_UNIT_METRE, 1.2 }, { "2 kHz",
      SL_UNIT_HERTZ, 2000 },
    { "8'2 + 1", SL_UNIT_METRE, 3.4892 },
  };
  static const char *const bad[] = { "", "m", "2 kg", "2..3", "1/0", "(1", "1)", "2 parsec", "++", "0x1f", "2m3kg",
      "1e", "2m 3", "2 3", "2 3m", "8'2 3", "8'2\"3", "1cm 5", "8'2' 3 4", "5min", "'", "sin(1)", "1;2", "NaN" };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      sl_number_parse_formula (good[i].text, good[i].unit, &value, &error);
      g_assert_no_error (error);
      assert_within (value, good[i].value, 1e-12);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (sl_number_parse_formula (bad[i], SL_UNIT_METRE, &value, NULL))
      g_error ("“%s” was taken for %g", bad[i], value);
}

static void
test_deep_formula (void)
{
  g_autofree char *deep = g_strnfill (100000, '('), *signs = g_strnfill (100000, '-');
  double value;

  g_assert_false (sl_number_parse_formula (deep, SL_UNIT_NONE, &value, NULL));
  g_assert_false (sl_number_parse_formula (signs, SL_UNIT_NONE, &value, NULL));
}

static void
test_rates (void)
{
  static const struct { const char *text; int num, den; } good[] = {
    { "24", 24, 1 }, { "24000/1001", 24000, 1001 }, { "23.976", 24000, 1001 }, { "29.97", 30000, 1001 }, { "59.94",
      60000, 1001 },
    { "25", 25, 1 }, { "48/2", 24, 1 }, { "12.5", 25, 2 },
  };
  static const char *const bad[] = { "", "0", "-24", "24/0", "0/1", "a", "24/1/1", "1e99", "24 fps", "/", "24/" };
  SlRational rate;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (sl_rational_parse (good[i].text, &rate));
      g_assert_cmpint (rate.num, ==, good[i].num);
      g_assert_cmpint (rate.den, ==, good[i].den);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (sl_rational_parse (bad[i], &rate))
      g_error ("“%s” was taken for %d/%d", bad[i], rate.num, rate.den);
  g_autofree char *code = sl_rational_timecode ((SlRational) { 24, 1 }, 24 * 3661 + 5),
      *slow = sl_rational_timecode ((SlRational) { 24000, 1001 }, 24);
  g_assert_cmpstr (code, ==, "01:01:01:05");
  g_assert_cmpstr (slow, ==, "00:00:01:00");
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "名.txt", NULL),
      *data = NULL;
  gsize length;

  g_assert_true (sl_file_write (path, "hello", -1, NULL));
  g_assert_true (sl_file_read (path, 5, &data, &length, NULL) && length == 5);
  g_clear_pointer (&data, g_free);
  g_assert_false (sl_file_read (path, 4, &data, &length, NULL)); /* over the limit */
  g_assert_false (sl_file_read (folder, 100, &data, &length, NULL)); /* a folder */
  g_assert_false (sl_file_read ("/dev/zero", 100, &data, &length, NULL)); /* endless */
  g_assert_false (sl_file_write (folder, "x", -1, NULL));
  char *temporary = sl_file_begin (path, NULL);
  g_assert_true (g_file_set_contents (temporary, "second", -1, NULL));
  g_assert_true (sl_file_commit (temporary, path, NULL));
  g_assert_true (g_file_get_contents (path, &data, NULL, NULL) && g_str_equal (data, "second"));
  temporary = sl_file_begin (path, NULL);
  g_assert_true (g_file_set_contents (temporary, "third", -1, NULL));
  g_autofree char *name = g_strdup (temporary);
  sl_file_discard (temporary);
  g_assert_false (g_file_test (name, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);
}

/* Feet and inches read back as the same length to a hundredth of an inch. */
static void
test_feet (void)
{
  static const struct { double metres; const char *text; } cases[] = {
    { 0, "0\"" }, { .3048, "1'" }, { 2.4892, "8'2\"" }, { -.6096, "-2'" }, { .0254 * 11.999, "1'" }, { 42,
      "137'9.54\"" }, { -1e-9, "0\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sl_length_to_feet (cases[i].metres);
      double back;
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (sl_number_parse_formula (text, SL_UNIT_METRE, &back, NULL));
      g_assert_cmpfloat_with_epsilon (back, cases[i].metres, .00013);
      g_autofree char *bare = g_strdup_printf ("(%d/2)*1'", (int) i);
      g_assert_true (sl_number_parse_formula (bare, SL_UNIT_METRE, &back, NULL));
      g_assert_cmpfloat_with_epsilon (back, i / 2. * .3048, 1e-12);
    }
}

static void
note_fraction (double fraction, gpointer data)
{
  g_array_append_val ((GArray *) data, fraction);
}

/* Parts tell their stretch of the whole, nothing goes back, one cancel stops all, and the best so far has one owner. */
static void
test_watch (void)
{
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (SlWatch) watch = sl_watch_new (note_fraction, told);
  g_autoptr (SlWatch) part = sl_watch_new_part (watch, .5, .75);
  g_autoptr (SlWatch) nobody = sl_watch_new_part (NULL, 0, 1);
  g_autoptr (GError) error = NULL;
  static const double wanted[] = { .25, .5, .625, .75, 1 };

  sl_watch_tell (watch, .25);
  sl_watch_tell (part, 0); /* not further than a part that has not begun */
  sl_watch_tell (watch, .5);
  sl_watch_tell (part, .5);
  sl_watch_tell (part, .25);
  sl_watch_tell (part, 7);
  sl_watch_tell (watch, 1);
  g_assert_cmpuint (told->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < told->len; i++)
    g_assert_cmpfloat (g_array_index (told, double, i), ==, wanted[i]);
  g_assert_cmpfloat (sl_watch_fraction (watch), ==, 1);

  sl_watch_offer (watch, g_strdup ("first"), g_free);
  sl_watch_offer (watch, g_strdup ("better"), g_free);
  g_autofree char *best = sl_watch_take (watch);
  g_assert_cmpstr (best, ==, "better");
  g_assert_null (sl_watch_take (watch));
  sl_watch_offer (watch, g_strdup ("left"), g_free);

  g_assert_false (sl_watch_stops (part, &error));
  sl_watch_cancel (watch);
  g_assert_true (sl_watch_stops (part, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  g_assert_false (sl_watch_is_cancelled (nobody));

  g_assert_true (isnan (sl_watch_remaining_s (nobody)));
  g_assert_false (sl_watch_stops (NULL, NULL));
  sl_watch_tell (NULL, 1);
  sl_watch_offer (NULL, g_strdup ("nobody's"), g_free);
}

/* A file is named without detours, but never as another than it is. */
static void
test_places (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *inner = g_build_filename (folder, "a/b", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL), *behind = g_strconcat (link, "/../x", NULL);
  g_autofree char *along = g_strconcat (inner, "/.././x", NULL), *short_way = g_build_filename (folder, "a/x", NULL);
  const struct { const char *path, *named; } rows[] = {
    { "samples/../models/x", "models/x" }, { "a/b/../../x", "x" },    { "./a//b/./x", "a/b/x" }, { "../x", "../x" },
    { "a/../../x", "../x" },               { "../../a/../x", "../../x" }, { "/../x", "/x" },     { "/a/..", "/a/.." },
    { "a/..", "a/.." },                    { ".", "." },              { "/", "/" },              { "", "" },
    { "a..b/..c/x", "a..b/..c/x" },        { "x", "x" },              { along, short_way },      { behind, behind },
  };

  g_assert_cmpint (g_mkdir_with_parents (inner, 0777), ==, 0);
  g_assert_cmpint (symlink ("a/b", link), ==, 0); /* link/../x is a/x */
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *expected = g_strconcat (rows[i].named, ":3: wrong", NULL);
      g_autoptr (GError) error = NULL;

      sl_error_set_at (&error, SL_ERROR_INPUT, rows[i].path, 3, "wrong");
      g_assert_cmpstr (error->message, ==, expected);
    }
  sl_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/grouped", test_grouped);
  g_test_add_func ("/base/feet", test_feet);
  g_test_add_func ("/base/numbers/read-back", test_numbers_read_back);
  g_test_add_func ("/base/numbers/strict", test_strict_numbers);
  g_test_add_func ("/base/numbers/formulas", test_formulas);
  g_test_add_func ("/base/numbers/deep", test_deep_formula);
  g_test_add_func ("/base/rates", test_rates);
  g_test_add_func ("/base/files", test_files);
  g_test_add_func ("/base/places", test_places);
  g_test_add_func ("/base/watch", test_watch);
  add_file_tests ();
  add_tree_tests ();
  add_random_tests ();
  add_philox_tests ();
  return g_test_run ();
}
