/* Breakdowns and shot lists as tables, most of them odd. */
#include "test-scripts.h"

#include "sl-breakdown-columns.h"
#include "sl-check.h"
#include "sl-csv-breakdown.h"
#include "sl-error.h"

/* The rows as "a|b/c|d". */
static char *
flat (const GPtrArray *rows)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < ((SlCsvRow *) rows->pdata[i])->cells->len; k++)
      g_string_append_printf (out, "%s%s", k > 0 ? "|" : i > 0 ? "/" : "", sl_csv_cell (rows->pdata[i], k));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_rows (void)
{
  static const struct { const char *text, *is; } cases[] = {
    { "a,b\nc,d", "a|b/c|d" },        { "a;b,c;d\n", "a|b,c|d" },       { "a\tb, c\n", "a|b, c" },
    { "\"a,b\",c", "a,b|c" },         { "\"a \"\"b\"\"\",c", "a \"b\"|c" }, { "\"a\nb\",c\nd", "a\nb|c/d" },
    { "a,,\n,,\n\n b ,c", "a||/b|c" }, { "\"a\"x,b", "ax|b" },           { "a\"b,c", "a\"b|c" },
    { "", "" },                       { "\n\n", "" },                   { "a", "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = sl_csv_read (cases[i].text, 0, "x.csv", &error);
      g_autofree char *is = NULL;

      g_assert_no_error (error);
      is = flat (rows);
      g_assert_cmpstr (is, ==, cases[i].is);
    }
}

static void
test_bad_rows (void)
{
  g_autoptr (GString) wide = g_string_new (NULL), long_ = g_string_new (NULL), cell = g_string_new ("a,");
  const char *const cases[] = { "a,\"b\nc", "\"", NULL, NULL, NULL };

  for (guint i = 0; i < 600; i++)
    g_string_append (wide, "x,");
  for (guint i = 0; i < 60000; i++)
    g_string_append (long_, "x\n");
  for (guint i = 0; i < 70000; i++)
    g_string_append_c (cell, 'x');
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = i == 2 ? wide->str : i == 3 ? long_->str : i == 4 ? cell->str : cases[i];
      g_autoptr (GError) error = NULL;

      g_assert_null (sl_csv_read (text, 0, "x.csv", &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      g_assert_true (g_str_has_prefix (error->message, "x.csv:"));
    }
}

static void
test_columns (void)
{
  static const struct { const char *name; int column; } cases[] = {
    { "Scene", SL_COLUMN_SCENE }, { " scene No. ", SL_COLUMN_SCENE }, { "场次", SL_COLUMN_SCENE },
    { "内／外", SL_COLUMN_PLACE },
    { "INT/EXT", SL_COLUMN_PLACE }, { "景别", SL_COLUMN_SIZE }, { "镜号", SL_COLUMN_SHOT }, { "演员", SL_COLUMN_CAST },
    { "道具", SL_COLUMN_ELEMENTS + SL_CATEGORY_PROPS }, { "", SL_COLUMN_NONE }, { "Scenery", SL_COLUMN_NONE },
    { "\xff", SL_COLUMN_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sl_column_find (cases[i].name), ==, cases[i].column);
}

#define HEAD "集,场次,内外,日夜,场景,页数,分钟,演员,道具,备注\n"

static void
test_breakdown (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (SlPlan) plan = bring_in (empty, "a.csv", "Night Passage\n" HEAD
    "1,1A,内,夜,甲板,1 4/8,90,林岚、老周,船灯; 绳索,'=1+1\n"
    "1,2,EXT,,Pier,.5,soon,老周,,\n"
    ",,,,,,,,,Sum 2\n"
    "2,3,内/外,黄昏,码头,many,,,,\n", -1, told);
  const SlSceneEntity *first = scene_at (plan, 0), *second = scene_at (plan, 1), *third = scene_at (plan, 2);
  g_autoptr (GString) said = g_string_new (NULL);

  g_assert_cmpuint (sl_plan_count (plan, SL_KIND_SCENE), ==, 3);
  g_assert_cmpstr (first->number, ==, "1A");
  g_assert_cmpint (first->episode, ==, 1);
  g_assert_cmpint (first->place, ==, SL_PLACE_INT);
  g_assert_cmpint (first->light, ==, SL_HOUR_NIGHT);
  g_assert_cmpstr (first->set, ==, "甲板");
  g_assert_cmpint (first->eighths, ==, 12);
  g_assert_cmpfloat (first->minutes, ==, 90);
  g_assert_cmpuint (sl_list_n (first->cast), ==, 2);
  g_assert_cmpuint (sl_list_n (first->elements), ==, 2);
  g_assert_cmpstr (first->notes, ==, "=1+1");
  g_assert_cmpint (second->place, ==, SL_PLACE_EXT);
  g_assert_cmpint (second->light, ==, SL_HOUR_NIGHT); /* of the scene before */
  g_assert_true (second->light_taken);
  g_assert_cmpint (second->eighths, ==, 4);
  g_assert_true (isnan (second->minutes));
  g_assert_cmpint (third->place, ==, SL_PLACE_BOTH);
  g_assert_cmpint (third->light, ==, SL_HOUR_DUSK);
  for (guint i = 0; i < told->len; i++)
    g_string_append_printf (said, "%s\n", ((SlFinding *) told->pdata[i])->message);
  g_assert_nonnull (strstr (said->str, "line 4, Minutes: “soon”"));
  g_assert_nonnull (strstr (said->str, "line 5 names no scene"));
  g_assert_nonnull (strstr (said->str, "line 6, Pages: “many”"));
}

/* What is written reads as what it was. */
static void
test_round (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlPlan) plan = bring_in (empty, "a.csv", HEAD "1,1A,内,夜,甲板,1 4/8,2.5,林岚、老周,船灯; 绳索,\"a,\nb\"\n"
    "1,2,EXT,DAWN,Pier,.5,0.4,\"Smith, Jr;\",Salt/Pepper set,\"'=cmd|x\"\n1,3,EXT,DAWN,Pier,1,,,,\"''=y\"\n", -1, NULL);
  const char *production = sl_plan_at (plan, SL_KIND_PRODUCTION, 0)->id;
  g_autofree char *text = sl_csv_breakdown_text (plan, production, 0);
  g_autofree char *one = sl_csv_breakdown_text (plan, production, 7);

  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf" "Episode,Scene,INT/EXT,"));
  g_assert_nonnull (strstr (text, "\"'=cmd|x\""));
  g_assert_null (strstr (one, "1A"));
  g_autoptr (SlPlan) again = bring_in (empty, "a.csv", text, -1, NULL);
  g_autoptr (SlPlan) twice = bring_in (plan, "a.csv", text, -1, NULL);
  g_autofree char *same = sl_csv_breakdown_text (again, sl_plan_at (again, SL_KIND_PRODUCTION, 0)->id, 0);
  g_assert_cmpstr (same, ==, text);
  g_assert_cmpuint (sl_plan_count (twice, SL_KIND_SCENE), ==, 3);
  g_assert_cmpuint (sl_plan_count (twice, SL_KIND_CAST), ==, 3);
  g_assert_cmpuint (sl_plan_count (twice, SL_KIND_ELEMENT), ==, 3);
  g_assert_cmpfloat (scene_at (again, 0)->minutes, ==, 2.5);
  g_assert_cmpfloat_with_epsilon (scene_at (again, 1)->minutes, .4, 1e-9);
  g_assert_cmpstr (sl_entity_title (sl_plan_at (again, SL_KIND_CAST, 2)), ==, "Smith, Jr");
  g_assert_cmpstr (scene_at (again, 1)->notes, ==, "=cmd|x");
  g_assert_cmpstr (scene_at (again, 2)->notes, ==, "'=y");
}

static void
test_shots (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlPlan) scenes = bring_in (empty, "a.csv", "Scene,Set,Day/Night\n1,Deck,DAY\n2,Pier,DAY\n", -1, NULL);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (SlPlan) plan = bring_in (scenes, "b.csv", "Scene;Shot;Size;Lens;Action;Seconds\n"
    "1;1;WS;35mm;She waits;4.5\n"
    ";2;CU;fifty;;3\n9;1;MS;;;\n1;;;;;\n", -1, told);
  const SlShot *first = (gconstpointer) sl_plan_at (plan, SL_KIND_SHOT, 0);
  const SlShot *second = (gconstpointer) sl_plan_at (plan, SL_KIND_SHOT, 1);

  g_assert_cmpuint (sl_plan_count (plan, SL_KIND_SHOT), ==, 3);
  g_assert_cmpuint (sl_plan_count (plan, SL_KIND_SCENE), ==, 2);
  g_assert_false (scene_at (plan, 1)->omitted); /* a shot list says nothing of other scenes */
  g_assert_cmpstr (first->scene, ==, scene_at (plan, 0)->entity.id);
  g_assert_cmpstr (first->size, ==, "WS");
  g_assert_cmpstr (first->description, ==, "She waits");
  g_assert_cmpint (first->frames, ==, 108);
  g_assert_cmpstr (second->scene, ==, first->scene);
  g_assert_cmpuint (told->len, >=, 3);
  /* once more changes those that are there */
  g_autoptr (SlPlan) again = bring_in (plan, "b.csv", "Scene,Shot,Size\n1,1,MS\n", -1, NULL);
  g_assert_cmpuint (sl_plan_count (again, SL_KIND_SHOT), ==, 3);
  g_assert_cmpstr (((const SlShot *) sl_plan_at (again, SL_KIND_SHOT, 0))->size, ==, "MS");
}

/* Scenes of one number in several episodes are told apart, and shots of no scene too. */
static void
test_series (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlPlan) scenes = bring_in (empty, "a.csv", "Episode,Scene,Set\n1,1,Deck\n2,1,Pier\n", -1, NULL);
  g_autoptr (SlPlan) plan = bring_in (scenes, "b.csv", "Episode,Scene,Shot,Size\n1,1,1,WS\n2,1,1,CU\n2,1,1,MS\n", -1,
                                      NULL);
  const char *strays = "Scene,Shot,Size\n1,9,WS\n9,1,LS\n10,1,CU\n";
  g_autoptr (SlPlan) more = bring_in (plan, "c.csv", strays, -1, NULL);
  g_autoptr (SlPlan) again = bring_in (more, "c.csv", strays, -1, NULL);
  static const char *const sizes[] = { "WS", "MS", "WS", "LS", "CU" };

  g_assert_cmpuint (sl_plan_count (plan, SL_KIND_SHOT), ==, 2);
  g_assert_cmpuint (sl_plan_count (again, SL_KIND_SHOT), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      const SlShot *shot = (gconstpointer) sl_plan_at (again, SL_KIND_SHOT, i);

      g_assert_cmpstr (shot->size, ==, sizes[i]);
      g_assert_cmpstr (shot->scene, ==, i < 2 ? scene_at (plan, i)->entity.id : NULL);
    }
}

/* Columns that nothing takes are told, and so is what the plan does not have. */
static void
test_more_columns (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("stage");
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (GString) said = g_string_new (NULL);

  sl_command_add (command, SL_KIND_STAGE, "stage-1");
  sl_command_set (command, "stage-1", "name", "一号棚");
  g_autoptr (SlPlan) staged = sl_plan_apply (empty, command, NULL);
  g_autoptr (SlPlan) plan = bring_in (staged, "a.csv", "Scene,Set,Set-ups,Stage,Environment,Move\n"
                                      "1,Deck,12,一号棚,Fog,dolly\n2,\"Pier; A; B; C; D; E; F\",x,stage-1,,\n", -1, told);
  g_assert_cmpint (scene_at (plan, 0)->setups, ==, 12);
  g_assert_cmpstr (scene_at (plan, 0)->stage, ==, "stage-1");
  g_assert_cmpstr (scene_at (plan, 1)->stage, ==, "stage-1");
  g_assert_null (scene_at (plan, 0)->environment);
  for (guint i = 0; i < told->len; i++)
    g_string_append_printf (said, "%s\n", ((SlFinding *) told->pdata[i])->message);
  g_assert_nonnull (strstr (said->str, "none called “Fog”"));
  g_assert_nonnull (strstr (said->str, "nothing takes the column “Move”"));
  g_assert_nonnull (strstr (said->str, "how many pages"));
  g_assert_nonnull (strstr (said->str, "line 3, Set-ups: “x”"));
  /* marks in cells do not hide those between them */
  g_autoptr (SlPlan) marked = bring_in (empty, "b.csv", "Scene,Set,Pages\n1,A; B; C; D; E,1\n2,x; y; z,2\n", -1, NULL);
  g_assert_cmpuint (sl_plan_count (marked, SL_KIND_SCENE), ==, 2);
}

static void
test_refused (void)
{
  static const char *const cases[] = { "", "a,b\nc,d\n", "Scene\n1\n", "Scene,\"Set\n1" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (sl_csv_breakdown_read (cases[i], "x.csv", &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
    }
}

void
add_csv_tests (void)
{
  g_test_add_func ("/scripts/csv-rows", test_rows);
  g_test_add_func ("/scripts/csv-bad-rows", test_bad_rows);
  g_test_add_func ("/scripts/csv-columns", test_columns);
  g_test_add_func ("/scripts/csv-breakdown", test_breakdown);
  g_test_add_func ("/scripts/csv-round", test_round);
  g_test_add_func ("/scripts/csv-shots", test_shots);
  g_test_add_func ("/scripts/csv-series", test_series);
  g_test_add_func ("/scripts/csv-more-columns", test_more_columns);
  g_test_add_func ("/scripts/csv-refused", test_refused);
}
