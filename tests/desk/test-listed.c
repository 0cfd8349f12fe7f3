/* Which shots a list shows for what is typed, and in what order. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-edit.h"
#include "sl-listed.h"

static SlPlan *
sample (void)
{
  static const char *const edits[][3] = {
    { "sc-9", "scene", NULL },  { "sc-9", "number", "9" },  { "sc-9", "name", "Quay" },
    { "sc-10", "scene", NULL }, { "sc-10", "number", "10" },
    { "cam", "camera", NULL },  { "cam", "name", "Camera B" },
    { "a", "shot", NULL }, { "a", "number", "12A" }, { "a", "name", "Two at the rail" }, { "a", "size", "WS" },
    { "a", "focal_mm", "29" }, { "a", "scene", "sc-10" }, { "a", "frames", "48" },
    { "b", "shot", NULL }, { "b", "number", "9" }, { "b", "name", "CAPTAIN, close 船长" }, { "b", "size", "CU" },
    { "b", "focal_mm", "58" }, { "b", "scene", "sc-9" }, { "b", "frames", "240" }, { "b", "camera", "cam" },
    { "c", "shot", NULL }, { "c", "number", "12" }, { "c", "focal_mm", "29" }, { "c", "frames", "24" },
    { "c", "fps", "12" }, { "c", "notes", "Hold the lamp; 100 % sure" },
    { "d", "shot", NULL }, { "d", "name", "Élan" }, { "d", "focal_mm", "18" }, { "d", "scene", "sc-9" },
  };
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("Make");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    if (edits[i][2] == NULL)
      sl_command_add (command, sl_kind_from_name (edits[i][1]), edits[i][0]);
    else
      sl_command_set (command, edits[i][0], edits[i][1], edits[i][2]);
  SlPlan *plan = sl_plan_apply (empty, command, &error);
  g_assert_no_error (error);
  return plan;
}

/* a is red, c green, the others are not known. */
static const SlCoverage *
known (const char *id, gpointer data)
{
  static const SlCoverage red = { .grade = SL_GRADE_RED }, green = { .grade = SL_GRADE_GREEN };

  return g_str_equal (id, "a") ? &red : g_str_equal (id, "c") ? &green : NULL;
}

static void
assert_listed (const SlPlan *plan, const char *filter, SlShotSort sort, const char *expected)
{
  g_autoptr (GPtrArray) ids = sl_shots_listed (plan, filter, sort, known, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) ids->pdata[i]);
  g_test_message ("“%s” %s", filter, sl_shot_sort_id (sort));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_filter (void)
{
  static const struct { const char *filter, *ids; } rows[] = {
    { "", "a b c d" },       { NULL, "a b c d" },   { "   ", "a b c d" },  { "12", "a c" },
    { "12a", "a" },          { "RAIL", "a" },       { "captain", "b" },    { "船长", "b" },
    { "29 mm", "a c" },      { "mm 29", "a c" },    { "29mm", "" },        { "ws two", "a" },
    { "ws close", "" },      { "quay", "b d" },     { "camera b", "b" },   { "red", "a" },
    { "green", "c" },        { "amber", "" },       { "élan", "d" },       { "E\u0301LAN", "d" },
    { "%", "c" },            { "%s", "" },          { "lamp\tsure", "c" }, { "\xff\xfe", "a b c d" },
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_listed (plan, rows[i].filter, SL_SHOT_SORT_EDIT, rows[i].ids);
}

static void
test_sort (void)
{
  static const struct { SlShotSort sort; const char *ids; } rows[] = {
    { SL_SHOT_SORT_EDIT, "a b c d" },   { SL_SHOT_SORT_NUMBER, "b c a d" }, { SL_SHOT_SORT_SCENE, "c b d a" },
    { SL_SHOT_SORT_LENS, "d a c b" },   { SL_SHOT_SORT_LENGTH, "a c d b" }, { SL_SHOT_SORT_GRADE, "a c b d" },
  };
  g_autoptr (SlPlan) plan = sample (), empty = sl_plan_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_listed (plan, "", rows[i].sort, rows[i].ids);
      assert_listed (empty, "x", rows[i].sort, "");
      g_assert_cmpint (sl_shot_sort_find (sl_shot_sort_id (rows[i].sort)), ==, rows[i].sort);
    }
  g_assert_cmpint (sl_shot_sort_find ("by-colour"), ==, SL_SHOT_SORT_EDIT);
}

static void
test_sums (void)
{
  g_autoptr (SlPlan) plan = sample (), empty = sl_plan_new ();
  g_autofree char *sum = sl_shots_sum (plan), *none = sl_shots_sum (empty);
  g_autofree char *length = sl_shot_length (sl_plan_get (plan, SL_KIND_SHOT, "b"));

  g_assert_cmpstr (sum, ==, "4 shots · 00:19"); /* 2 + 10 + 2 + 5 s */
  g_assert_cmpstr (none, ==, "0 shots · 00:00");
  g_assert_cmpstr (length, ==, "00:10:00");
  g_assert_cmpstr (sl_shot_title (sl_plan_get (plan, SL_KIND_SHOT, "d")), ==, "d");
}

void
add_listed_tests (void)
{
  g_test_add_func ("/desk/listed/filter", test_filter);
  g_test_add_func ("/desk/listed/sort", test_sort);
  g_test_add_func ("/desk/listed/sums", test_sums);
}
