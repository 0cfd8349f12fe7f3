/* A facility's survey: lists of points in any hand, where they lay the stage, and what is refused. */
#include "../sl-test.h"
#include "sl-check.h"
#include "sl-error.h"
#include "sl-importer.h"
#include "sl-plan-xml.h"
#include "sl-script-text.h"
#include "sl-site.h"
#include "sl-survey-export.h"
#include "sl-survey.h"

static const SlSite site = { { 354000.123, 3456000.456, 12.5 }, -147 };

/* --- numbers and tables --- */

static void
test_numbers (void)
{
  static const struct { const char *text; double number; } rows[] = {
    { "354000.123", 354000.123 }, { "354000,123", 354000.123 }, { "3,456,000.456", 3456000.456 },
    { "3.456.000,456", 3456000.456 }, { "3,456,000", 3456000 }, { "-0.5", -.5 }, { "-0,5", -.5 }, { "12", 12 },
    { "1e3", 1000 }, { "3456000456.0", 3456000456.0 }, { "", NAN }, { "K1", NAN }, { "nan", NAN }, { "inf", NAN },
    { "1e300", NAN }, { "12 m", NAN }, { "1-2", NAN }, { ",", NAN }, { ".", NAN }, { "12°", NAN }, { "0x10", NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double number;
      const gboolean read = sl_survey_number (rows[i].text, &number);

      g_assert_cmpint (read, ==, !isnan (rows[i].number));
      if (read)
        assert_within (number, rows[i].number, 0);
    }
}

/* Every one of these is K1 at 354000.123 east, 3456000.456 north, 12.5 high, and K2 behind it. */
static void
test_hands (void)
{
  static const char *const files[] = {
    "Point,Easting,Northing,Height,Code\nK1,354000.123,3456000.456,12.5,CP\nK2,354010,3456000,12.5,CP\n",
    "\xef\xbb\xbfPoint;Easting;Northing;Elev.\r\nK1;354000,123;3456000,456;12,5\r\nK2;354010;3456000;12,5\r\n",
    "# made by hand\n\n% and this too\nK1 354000.123 3456000.456 12.5 CP\nK2   354010   3456000   12.5\n",
    "K1\t354000,123\t3456000,456\t12,5\nK2\t354010\t3456000\t12,5\n",
    "K1 354000,123 3456000,456 12,5\nK2 354010,0 3456000,0 12,5\n",
    "K1,3456000.456,354000.123,12.5\nK2,3456000,354010,12.5\n",
    "No;Hochwert (m);Rechtswert (m);Höhe (m)\nK1;3456000,456;354000,123;12,5\nK2;3456000;354010;12,5\n",
    "Survey of the hall\nby hand\nname, X (N), Y (E), Z\n"
    "K1, 3456000.456, 354000.123, 12.5\nK2, 3456000, 354010, 12.5\n",
    "点号,X,Y,高程\nK1,3456000.456,354000.123,12.5\nK2,3456000,354010,12.5\n",
    "点名，北坐标，东坐标\n点名,北坐标X（米）,东坐标Y（米）,高程（米）\n"
    "K1,3456000.456,354000.123,12.5\nK2,3456000,354010,12.5\n",
    "Point,N [mm],E [mm],H [mm]\nK1,3456000456,354000123,12500\nK2,3456000000,354010000,12500\n",
    "\"Point\",\"E\",\"N\",\"Z\"\n\"K1\",\"354,000.123\",\"3,456,000.456\",\"12.5\"\n"
    "\"K2\",\"354,010.0\",\"3,456,000\",12.5\n",
    "K1,,354000.123,3456000.456,12.5\nK2,,354010,3456000,12.5\n",
    "// E N Z\nK1,kerb,354000.123,3456000.456,12.5\nK2,,354010,3456000,12.5\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = sl_script_text (files[i], strlen (files[i]), "a.csv", FALSE, &error);
      SlSurvey *survey = sl_survey_read (text, "a.csv", &error);

      g_assert_no_error (error);
      g_assert_cmpuint (survey->points->len, ==, 2);
      const SlSurveyPoint *point = &g_array_index (survey->points, SlSurveyPoint, 0);
      const SlVec3 at = sl_survey_place (point, sl_survey_guess (survey), survey->unit_m > 0 ? survey->unit_m : 1);
      g_test_message ("%u", i);
      g_assert_cmpstr (point->name, ==, "K1");
      assert_within (at.x, 354000.123, 1e-6);
      assert_within (at.y, 3456000.456, 1e-6);
      assert_within (at.z, 12.5, 1e-9);
      sl_survey_free (survey);
    }
}

/* What is small tells no grid, and Chinese names tell that X is north. */
static void
test_guess (void)
{
  static const struct { const char *text; SlSurveyOrder order; } rows[] = {
    { "P,X,Y,Z\n1,2,3,4\n", SL_SURVEY_UNSAID }, { "1,2,3,4\n", SL_SURVEY_UNSAID },
    { "点号,X,Y,Z\n1,2,3,4\n", SL_SURVEY_NORTH_FIRST }, { "点号,东,北,高\n1,2,3,4\n", SL_SURVEY_EAST_FIRST },
    { "P,N,E\n1,2,3\n", SL_SURVEY_EAST_FIRST }, { "1,354000,3456000\n2,3456000,354000\n", SL_SURVEY_UNSAID },
    { "1,38354000,3456000\n", SL_SURVEY_EAST_FIRST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlSurvey *survey = sl_survey_read (rows[i].text, "a.csv", NULL);
      g_assert_cmpint (sl_survey_guess (survey), ==, rows[i].order);
      sl_survey_free (survey);
    }
}

static void
test_bad_files (void)
{
  static const char *const files[] = {
    "", "\n\n", "# nothing\n", "Point,E,N,Z\n", "Point,E,N,Z\nK1,a,b,c\n", "one line of a letter\n", "K1\n", "K1,1\n",
    "K1;1;x\n", ",1,2,3\n", "Point,Easting,Height\nK1,1,2\n", "\"K1,1,2,3\n", "Shot,Lens,Frames\n12A,35,48\n"
    "INT. STAGE - DAY\n",
  };
  static const gboolean sure[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      SlSurvey *survey = sl_survey_read (files[i], "a.csv", &error);

      g_assert_true ((survey == NULL) == (error != NULL));
      g_assert_true (survey == NULL || survey->sure == sure[i]);
      if (error != NULL)
        g_assert_nonnull (strstr (error->message, "a.csv"));
      sl_survey_free (survey);
    }
  g_autoptr (GString) cloud = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i <= SL_SURVEY_MAX_POINTS; i++)
    g_string_append_printf (cloud, "%u 1 2 3\n", i);
  g_assert_null (sl_survey_read (cloud->str, "cloud.txt", &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
}

/* --- into a plan --- */

/* Marks A to D, a wall that bends and one that is turned. */
static SlPlan *
stage_plan (void)
{
  static const char xml[] =
    "<sightline version=\"1.0\"><stage id=\"stage\" outline=\"-8 -6 0, 8 -6 0, 8 6 0\"/>"
    "<setup id=\"s\" stage=\"stage\"/>"
    "<panel id=\"led\" width_mm=\"500\" height_mm=\"500\" pixels_w=\"176\" pixels_h=\"176\"/>"
    "<wall id=\"arc\" name=\"Main wall\" stage=\"stage\" position=\"1 5 0.1\" cabinet=\"led\" columns=\"4\" rows=\"2\" "
    "seams=\"0 10 0\"/>"
    "<wall id=\"side\" stage=\"stage\" position=\"4 0 0\" pan=\"20\" cabinet=\"led\" columns=\"2\" rows=\"2\"/>"
    "<mark id=\"a\" name=\"A\" stage=\"stage\" position=\"-3 0 0\"/><mark id=\"b\" name=\"B\" stage=\"stage\" "
    "position=\"3 0 0\"/><mark id=\"c\" name=\"标记C\" stage=\"stage\" position=\"4 6 0\"/>"
    "<mark id=\"d\" name=\"D\" stage=\"stage\" position=\"-4 6 0.02\"/></sightline>";
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (xml, strlen (xml), "stage", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static const struct { const char *name; SlVec3 at; } known[] = {
  { "A", { -3, 0, 0 } }, { "B", { 3, 0, 0 } }, { "标记C", { 4, 6, 0 } }, { "D", { -4, 6, .02 } }, { "New", { 1, 2, .5 } },
};

/* A line for each of the first `n`, shifted by so much where `odd` is. */
static char *
survey_text (guint n, const char *head, gboolean exchanged, double per_metre, guint odd, SlVec3 shift)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    {
      const SlVec3 at = i == odd ? sl_vec3_add (known[i].at, shift) : known[i].at;
      const SlVec3 q = sl_vec3_scale (sl_site_point (&site, at), per_metre);
      g_string_append_printf (text, "%s,%.6f,%.6f,%.6f,CP\n", known[i].name, exchanged ? q.y : q.x,
                              exchanged ? q.x : q.y, q.z);
    }
  return g_string_free (text, FALSE);
}

typedef struct {
  SlPlan    *plan;
  GPtrArray *findings;
  char      *id;
  GError    *error;
} Result;

static void
result_clear (Result *result)
{
  g_clear_pointer (&result->plan, sl_plan_unref);
  g_ptr_array_unref (result->findings);
  g_free (result->id);
  g_clear_error (&result->error);
}

static Result
bring_in (const SlPlan *plan, const char *text, const char *const *settings)
{
  const SlImporter *importer = sl_importer_find ("survey");
  gpointer options = sl_import_options_new (importer);
  Result result = { .findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free) };
  SlSurvey *survey = sl_survey_read (text, "a.csv", &result.error);
  const SlImportInput input = { plan, "a.csv", NULL, NULL, survey, result.findings };
  g_autoptr (SlCommand) command = NULL;

  for (; settings != NULL && *settings != NULL; settings += 2)
    g_assert_true (sl_record_set (importer->options, options, settings[0], settings[1], TRUE, NULL));
  g_assert_no_error (result.error);
  command = importer->make (&input, options, &result.id, &result.error);
  g_assert_true ((command != NULL) == (result.error == NULL));
  if (command != NULL)
    {
      result.plan = sl_plan_apply (plan, command, &result.error);
      g_assert_no_error (result.error);
    }
  sl_import_options_free (importer, options);
  sl_survey_free (survey);
  return result;
}

static gboolean
says (const Result *result, const char *words)
{
  for (guint i = 0; i < result->findings->len; i++)
    if (strstr (((SlFinding *) result->findings->pdata[i])->message, words) != NULL)
      return TRUE;
  return result->error != NULL && strstr (result->error->message, words) != NULL;
}

static guint
warnings_of (const Result *result)
{
  guint n = 0;

  for (guint i = 0; i < result->findings->len; i++)
    n += ((SlFinding *) result->findings->pdata[i])->severity == SL_SEVERITY_WARNING;
  return n;
}

static void
assert_site (const SlPlan *plan, double tolerance)
{
  const SlStage *stage = sl_plan_get (plan, SL_KIND_STAGE, "stage");

  assert_within (stage->survey_origin.x, site.origin.x, tolerance);
  assert_within (stage->survey_origin.y, site.origin.y, tolerance);
  assert_within (stage->survey_origin.z, site.origin.z, tolerance);
  assert_within (stage->survey_bearing, site.bearing_deg, tolerance * 10);
}

static SlVec3
mark_at (const SlPlan *plan, const char *id)
{
  g_autoptr (SlSceneMaker) maker = sl_scene_maker_new_stage (plan, NULL, "stage", NULL, NULL);
  g_autoptr (SlScene) scene = sl_scene_maker_at (maker, 0, NULL);

  for (guint i = 0; i < scene->marks->len; i++)
    if (g_str_equal (g_array_index (scene->marks, SlScenePlace, i).entity->id, id))
      return g_array_index (scene->marks, SlScenePlace, i).frame.o;
  g_assert_not_reached ();
}

#define HEAD "Point,Easting,Northing,Height,Code\n"

/* The stage is where it was surveyed, the point that the plan had not got is where it was measured; the same survey
 * again changes nothing. */
static void
test_lay (void)
{
  g_autoptr (SlPlan) plan = stage_plan ();
  g_autofree char *text = survey_text (5, HEAD, FALSE, 1, 9, sl_vec3 (0, 0, 0));
  Result first = bring_in (plan, text, NULL);

  assert_site (first.plan, 1e-5);
  g_assert_cmpstr (first.id, ==, "new");
  const SlMark *mark = sl_plan_get (first.plan, SL_KIND_MARK, "new");
  g_assert_cmpstr (mark->entity.name, ==, "New");
  g_assert_cmpstr (mark->notes, ==, "CP");
  const SlVec3 at = mark_at (first.plan, "new");
  assert_within (at.x, 1, 1e-4);
  assert_within (at.y, 2, 1e-4);
  assert_within (at.z, .5, 1e-4);
  g_assert_cmpuint (warnings_of (&first), ==, 0);
  g_assert_true (g_str_has_prefix (((SlFinding *) first.findings->pdata[0])->message, "5 points: 4 that"));
  Result again = bring_in (first.plan, text, NULL);
  g_assert_true (sl_plan_same (again.plan, first.plan));
  g_assert_true (says (&again, "5 points: 5 that the plan knows"));
  result_clear (&first);
  result_clear (&again);
}

/* Nothing that is wrong with a survey is taken for the stage's place. */
static void
test_refused (void)
{
  static const struct {
    guint n;
    const char *head;
    gboolean exchanged;
    double per_metre;
    const char *words;
  } rows[] = {
    { 4, HEAD, TRUE, 1, "order=pnez" }, { 4, "Point,Northing,Easting,Height,Code\n", FALSE, 1, "mirrored" },
    { 4, HEAD, FALSE, 1000, "unit=mm" }, { 2, HEAD, FALSE, 1000, "unit=mm" }, { 4, HEAD, FALSE, 100, "unit=cm" },
    { 4, HEAD, FALSE, 1 / .3048, "unit=ft" }, { 4, "P,E (mm),N (mm),Z (mm),Code\n", FALSE, 1, "unit=m" },
    { 4, HEAD, FALSE, 7, "7 times" }, { 1, HEAD, FALSE, 1, "two say where the stage is" },
  };
  g_autoptr (SlPlan) plan = stage_plan ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = survey_text (rows[i].n, rows[i].head, rows[i].exchanged, rows[i].per_metre, 9,
                                           sl_vec3 (0, 0, 0));
      Result result = bring_in (plan, text, NULL);

      g_test_message ("%u: %s", i, result.error != NULL ? result.error->message : "taken");
      g_assert_error (result.error, SL_ERROR, SL_ERROR_INPUT);
      g_assert_true (says (&result, rows[i].words));
      result_clear (&result);
    }
}

static void
test_options (void)
{
  static const struct {
    guint n;
    const char *head;
    gboolean exchanged;
    double per_metre;
    const char *settings[5];
  } rows[] = {
    { 4, HEAD, TRUE, 1, { "order", "pnez" } }, { 4, HEAD, FALSE, 1000, { "unit", "mm" } },
    { 4, HEAD, FALSE, 1 / .3048, { "unit", "ft" } }, { 4, "P,E (mm),N (mm),Z (mm),D\n", FALSE, 1000, { NULL } },
    { 4, "P,E (mm),N (mm),Z (mm),D\n", FALSE, 1, { "unit", "m" } },
    { 4, HEAD, FALSE, 1, { "without", "B, D" } }, { 4, HEAD, FALSE, 1, { "marks", "none" } },
  };
  g_autoptr (SlPlan) plan = stage_plan ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = survey_text (rows[i].n, rows[i].head, rows[i].exchanged, rows[i].per_metre, 9,
                                           sl_vec3 (0, 0, 0));
      Result result = bring_in (plan, text, rows[i].settings);

      g_assert_no_error (result.error);
      assert_site (result.plan, 1.5e-5);
      result_clear (&result);
    }
}

/* The one that is wrong is named, and what the others say of it; a file that says nothing of east; one that measured a
 * point twice; a scale. */
static void
test_warnings (void)
{
  g_autoptr (SlPlan) plan = stage_plan ();
  g_autofree char *odd = survey_text (4, HEAD, FALSE, 1, 1, sl_vec3 (.05, .03, 0));
  g_autofree char *high = survey_text (4, HEAD, FALSE, 1, 1, sl_vec3 (0, 0, .1));
  g_autofree char *unsaid = survey_text (4, "P,X,Y,Z,D\n", FALSE, 1, 9, sl_vec3 (0, 0, 0));
  g_autofree char *scaled = survey_text (4, HEAD, FALSE, 1.002, 9, sl_vec3 (0, 0, 0));
  g_autofree char *twice = g_strconcat (odd, "A,354000,3456000,12\nA,x,y,z\n", NULL);
  static const char *const own[] = { "unit", "m", NULL }, *const bad[] = { "without", "Z9", NULL };

  Result result = bring_in (plan, odd, NULL);
  g_assert_true (says (&result, "B lies 58.3 mm off; without it the others agree within 0.0 mm"));
  g_assert_cmpuint (warnings_of (&result), ==, 1);
  result_clear (&result);
  result = bring_in (plan, high, NULL);
  g_assert_true (says (&result, "heights differ by up to 75.0 mm, at B"));
  result_clear (&result);
  result = bring_in (plan, scaled, NULL);
  g_assert_true (says (&result, "a scale of 1.002000 would fit best"));
  result_clear (&result);
  result = bring_in (plan, twice, NULL);
  g_assert_true (says (&result, "A stands in the survey twice"));
  g_assert_true (says (&result, "1 row without a name"));
  result_clear (&result);
  result = bring_in (plan, unsaid, own);
  g_assert_true (says (&result, "does not say which number is east"));
  result_clear (&result);
  result = bring_in (plan, odd, bad);
  g_assert_true (says (&result, "no point “Z9”"));
  result_clear (&result);
}

/* The foot of the turned wall's left end, from which the viewer sees it: half its metre from the middle. */
static SlVec3
side_left (void)
{
  const double turn = 20 * G_PI / 180;

  return sl_site_point (&site, sl_vec3 (4 - .5 * cos (turn), -.5 * sin (turn), 0));
}

/* Where the plan knows nothing by name: pairs, walls' corners, an origin and a point upstage of it, the stage's own. */
static void
test_by_hand (void)
{
  const SlVec3 o = site.origin, up = sl_site_point (&site, sl_vec3 (0, 5, 1)), left = side_left ();
  g_autofree char *text = g_strdup_printf ("P,E,N,Z\nCP1,%.6f,%.6f,%.6f\nCP2,%.6f,%.6f,%.6f\nCP3,%.6f,%.6f,%.6f\n",
                                           o.x, o.y, o.z, up.x, up.y, up.z, left.x, left.y, left.z);
  static const char *const origin[] = { "origin", "CP1", "toward", "CP2", NULL };
  static const char *const pairs[] = { "match", "CP1 = origin; CP3 = Side bottom-left", NULL };
  static const char *const half[] = { "origin", "CP1", NULL }, *const nothing[] = { "match", "CP1 = nowhere", NULL };
  static const char *const odd[] = { "match", "CP1", NULL }, *const stranger[] = { "match", "CP9 = origin", NULL };
  static const char *const same[] = { "origin", "CP1", "toward", "CP1", NULL };
  static const char *const keep[] = { "keep", "true", NULL };
  static const char *const *const wrong[] = { half, nothing, odd, stranger, same, keep, NULL };
  g_autoptr (SlPlan) plan = stage_plan ();

  Result result = bring_in (plan, text, origin);
  assert_site (result.plan, 1e-5);
  Result kept = bring_in (result.plan, text, keep);
  assert_site (kept.plan, 0.00001);
  g_assert_cmpuint (warnings_of (&kept), ==, 0);
  result_clear (&kept);
  result_clear (&result);
  result = bring_in (plan, text, pairs);
  g_assert_no_error (result.error);
  assert_site (result.plan, 1e-5);
  result_clear (&result);
  result = bring_in (plan, text, keep);
  g_assert_true (says (&result, "no survey to keep"));
  result_clear (&result);
  for (guint i = 0; wrong[i] != NULL; i++)
    {
      result = bring_in (plan, text, wrong[i]);
      g_assert_nonnull (result.error);
      result_clear (&result);
    }
  g_autoptr (SlPlan) empty = sl_plan_new ();
  result = bring_in (empty, text, origin);
  g_assert_no_error (result.error);
  g_assert_cmpuint (sl_plan_count (result.plan, SL_KIND_MARK), ==, 3);
  result_clear (&result);
}

/* --- what is set out --- */

/* Where the wall bends and ends, by hand; what was set out is known when it comes back, also from a plan that has
 * forgotten where it is. */
static void
test_set_out (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "out.csv", NULL);
  g_autoptr (SlPlan) plan = stage_plan ();
  g_autofree char *text = survey_text (4, HEAD, FALSE, 1, 9, sl_vec3 (0, 0, 0)), *out = NULL, *again = NULL;
  g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  static const SlSurveyExport metres = { 0 }, feet = { .north_first = TRUE, .unit = 4, .columns = TRUE };
  Result laid = bring_in (plan, text, NULL);
  SlExportInput input = { .plan = laid.plan, .stage_id = "stage", .omissions = omissions };
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (sl_survey_export (&input, &metres, path, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (omissions->len, ==, 0);
  g_assert_cmpuint (n, ==, 4 + 1 + 3 + 5 + 4); /* marks, origin, floor, a bend and four corners, four corners */
  g_assert_true (g_file_get_contents (path, &out, NULL, NULL));
  const SlVec3 bend = sl_site_point (&site, sl_vec3 (1, 5, .1)), corner = side_left ();
  g_autofree char *line = g_strdup_printf ("arc.S2,%.4f,%.4f,%.4f,", bend.x, bend.y, bend.z);
  g_autofree char *end = g_strdup_printf ("side.BL,%.4f,%.4f,%.4f,", corner.x, corner.y, corner.z);
  g_test_message ("%s", out);
  g_assert_nonnull (strstr (out, end));
  g_assert_nonnull (strstr (out, line));
  input.plan = plan;
  Result back = bring_in (plan, out, NULL);
  g_assert_no_error (back.error);
  assert_site (back.plan, 1e-4);
  g_assert_cmpuint (sl_plan_count (back.plan, SL_KIND_MARK), ==, 4);
  result_clear (&back);
  input.plan = laid.plan;
  g_assert_true (sl_survey_export (&input, &feet, path, &n, &error));
  g_assert_cmpuint (n, ==, 4 + 1 + 3 + 7 + 5);
  g_assert_true (g_file_get_contents (path, &again, NULL, NULL));
  back = bring_in (plan, again, NULL);
  assert_site (back.plan, 1e-4);
  result_clear (&back);
  input.plan = plan; /* without a survey */
  g_assert_true (sl_survey_export (&input, &metres, path, &n, &error));
  g_assert_cmpuint (omissions->len, ==, 1);
  input.stage_id = "nowhere";
  g_assert_false (sl_survey_export (&input, &metres, path, &n, &error));
  result_clear (&laid);
  sl_test_remove_tree (folder);
}

/* A table of shots stays one, a table of points is a survey whatever it is called. */
static void
test_claims (void)
{
  static const struct { const char *name, *text, *id; } files[] = {
    { "a.csv", "Shot,Lens,Frames\n12A,35,48\n", "csv" }, { "b.csv", "P,E,N,Z\n1,2,3,4\n", "survey" },
    { "c.csv", "A,1,2,3\nB,3,4,5\n", "survey" }, { "d.csv", "", "csv" }, { "e.txt", "hello\n", NULL },
    { "g.txt", "Job 12\nA 1 2 3\nB 3 4 5\n", "survey" }, { "h.tsv", "Shot\tLens\n12A\t35\n", "csv" },
    { "f.tsv", "A\t1\t2\t3\n", "survey" },
  };
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
      const SlImporter *importer = sl_importer_for (path);
      g_assert_cmpstr (importer != NULL ? importer->id : NULL, ==, files[i].id);
    }
  g_assert_cmpstr (sl_importer_for ("not-there.csv")->id, ==, "csv");
  g_assert_cmpstr (sl_importer_for ("not-there.txt")->id, ==, "survey"); /* which says that it is not there */
  sl_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/survey/numbers", test_numbers);
  g_test_add_func ("/survey/hands", test_hands);
  g_test_add_func ("/survey/guess", test_guess);
  g_test_add_func ("/survey/bad-files", test_bad_files);
  g_test_add_func ("/survey/lay", test_lay);
  g_test_add_func ("/survey/refused", test_refused);
  g_test_add_func ("/survey/options", test_options);
  g_test_add_func ("/survey/warnings", test_warnings);
  g_test_add_func ("/survey/by-hand", test_by_hand);
  g_test_add_func ("/survey/set-out", test_set_out);
  g_test_add_func ("/survey/claims", test_claims);
  return g_test_run ();
}
