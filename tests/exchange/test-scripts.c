/* Screenplays as they come in: encodings, what counts as what, lengths, and files that are none. */
#include "test-scripts.h"

#include "sl-check.h"
#include "sl-error.h"
#include "sl-fdx.h"
#include "sl-fountain.h"

#define SCRIPT(name) SL_SOURCE "/tests/samples/scripts/" name

SlPlan *
bring_in_file (const SlPlan *plan, const char *path, GPtrArray *told)
{
  const SlImporter *importer = sl_importer_for (path);
  gpointer options = sl_import_options_new (importer), content = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_true (sl_importer_load (importer, NULL, NULL, path, NULL, &content, &error));
  const SlImportInput input = { plan, path, NULL, NULL, content, told };
  g_autoptr (SlCommand) command = importer->make (&input, options, &id, &error);
  g_assert_no_error (error);
  sl_importer_free_content (importer, content);
  sl_import_options_free (importer, options);
  SlPlan *after = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sl_plan_find (after, id));
  return after;
}

SlPlan *
bring_in (const SlPlan *plan, const char *name, const char *content, gssize length, GPtrArray *told)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, name, NULL);
  SlPlan *after;

  g_assert_true (g_file_set_contents (path, content, length, NULL));
  after = bring_in_file (plan, path, told);
  sl_test_remove_tree (folder);
  return after;
}

const SlSceneEntity *
scene_at (const SlPlan *plan, guint n)
{
  g_assert_cmpuint (n, <, sl_plan_count (plan, SL_KIND_SCENE));
  return (gconstpointer) sl_plan_at (plan, SL_KIND_SCENE, n);
}

/* --- encodings --- */

#define STORY "INT. 仓库 - NIGHT\n\n@林晚\n走。\n\nEXT. QUAY - DAY\n"

/* The same script, whatever it was saved as. */
static void
test_encodings (void)
{
  static const struct { const char *charset, *mark; gsize mark_length; const char *end; } rows[] = {
    { "UTF-8", "", 0, "\n" },            { "UTF-8", "\xef\xbb\xbf", 3, "\n" }, { "UTF-8", "", 0, "\r\n" },
    { "UTF-8", "\xef\xbb\xbf", 3, "\r" }, { "UTF-16LE", "\xff\xfe", 2, "\r\n" }, { "UTF-16BE", "\xfe\xff", 2, "\n" },
    { "GB18030", "", 0, "\r\n" },        { "GBK", "", 0, "\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) lines = g_strsplit (STORY, "\n", -1);
      g_autofree char *text = g_strjoinv (rows[i].end, lines);
      gsize length;
      g_autofree char *coded = g_convert (text, -1, rows[i].charset, "UTF-8", NULL, &length, NULL);
      g_autoptr (GString) file = g_string_new_len (rows[i].mark, (gssize) rows[i].mark_length);
      g_autoptr (SlPlan) empty = sl_plan_new ();

      g_string_append_len (file, coded, (gssize) length);
      g_autoptr (SlPlan) plan = bring_in (empty, "a.fountain", file->str, (gssize) file->len, NULL);
      g_assert_cmpuint (sl_plan_count (plan, SL_KIND_SCENE), ==, 2);
      g_assert_cmpstr (scene_at (plan, 0)->set, ==, "仓库");
      g_assert_cmpint (scene_at (plan, 0)->light, ==, SL_HOUR_NIGHT);
      g_assert_cmpuint (sl_plan_count (plan, SL_KIND_CAST), ==, 1);
      g_assert_cmpstr (sl_plan_at (plan, SL_KIND_CAST, 0)->name, ==, "林晚");
    }
}

/* --- what is none --- */

static char *
nested_levels (void)
{
  GString *text = g_string_new ("<FinalDraft>");

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "<Content>");
  return g_string_free (text, FALSE);
}

/* Each is refused with words that name the file, and the line where there is one. */
static void
test_bad_files (void)
{
  g_autofree char *deep = g_strnfill (100000, '['), *line = g_strnfill (100000, 'x');
  g_autofree char *levels = nested_levels ();
  const struct { const char *name, *content; gssize length; const char *says; } rows[] = {
    { "a.fountain", "", 0, "no scene heading" },
    { "a.fountain", "Title: nothing else\n", -1, "no scene heading" },
    { "a.fountain", "She walks INT. the room.\n\nINTERIOR\n\n...and then\n", -1, "no scene heading" },
    { "a.fountain", "/*\n\nINT. ROOM - DAY\n\n*/\n", -1, "no scene heading" },
    { "a.fountain", "INT. A\0B", 8, "UTF-8" },
    { "a.fountain", "INT. A \xff\xff\xff\xff", -1, "UTF-8" },
    { "a.fountain", "\xff\xfe" "a", 3, "UTF-8" },
    { "a.fountain", line, -1, "a.fountain:1:" },
    { "a.fdx", "", 0, "Final Draft" },
    { "a.fdx", "INT. ROOM - DAY", -1, "Final Draft" },
    { "a.fdx", "<a/>", -1, "root is not FinalDraft" },
    { "a.fdx", "<FinalDraft><Content></FinalDraft>", -1, "a.fdx:1:" },
    { "a.fdx", "<FinalDraft/>", -1, "no scene heading" },
    { "a.fdx", "<FinalDraft><Content><Paragraph Type='Action'><Text>x</Text></Paragraph></Content></FinalDraft>", -1,
      "no scene heading" },
    { "a.fdx", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>\n<FinalDraft><Content><Paragraph "
               "Type='Scene Heading'><Text>INT. &b;</Text></Paragraph></Content></FinalDraft>", -1, "document types" },
    { "a.fdx", "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;'>]><FinalDraft>&c;</FinalDraft>", -1,
      "document types" },
    { "a.fdx", levels, -1, "too deep" },
    { "a.uss", "", 0, "a.uss" },
    { "a.uss", "{", -1, "no JSON" },
    { "a.uss", "{\"kept\":[1,-1e999]}", -1, "too large" },
    { "a.uss", "{\"kept\":[1,\"1e999\"]}", -1, "universalScheduleStandard" },
    { "a.uss", "[]", -1, "no object" },
    { "a.uss", "{\"a\": 1}", -1, "universalScheduleStandard" },
    { "a.uss", "{\n\"universalScheduleStandard\": {\n\"a\": }}", -1, "a.uss:3:" },
    { "a.uss", deep, -1, "too deep" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, rows[i].name, NULL);
      const SlImporter *importer = sl_importer_for (path);
      g_autoptr (GError) error = NULL;
      gpointer read;

      g_assert_true (g_file_set_contents (path, rows[i].content, rows[i].length, NULL));
      g_assert_false (sl_importer_load (importer, NULL, NULL, path, NULL, &read, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, rows[i].name));
      if (strstr (error->message, rows[i].says) == NULL)
        g_error ("row %u: %s", i, error->message);
      sl_test_remove_tree (folder);
    }
}

/* --- Fountain --- */

static SlScript *
read_fountain (const char *text)
{
  g_autoptr (GError) error = NULL;
  SlScript *script = sl_fountain_read (text, NULL, &error);

  g_assert_no_error (error);
  return script;
}

static const SlScriptScene *
at (const SlScript *script, guint n)
{
  g_assert_cmpuint (n, <, script->scenes->len);
  return script->scenes->pdata[n];
}

/* Names of a scene's cast, with blanks between. */
static char *
cast_of (const SlScript *script, guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < at (script, n)->cast->len; i++)
    {
      const SlScriptCast *cast = script->cast->pdata[g_array_index (at (script, n)->cast, guint, i)];
      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", cast->name);
    }
  return g_strdup (names->str);
}

static void
test_fountain (void)
{
  g_autofree char *text = NULL, *first = NULL, *second = NULL;
  g_autoptr (SlScript) script = NULL;

  g_assert_true (g_file_get_contents (SL_SOURCE "/tests/fuzz/script.fountain", &text, NULL, NULL));
  script = read_fountain (text);
  g_assert_cmpstr (script->title, ==, "Ferry Part One");
  g_assert_cmpuint (script->scenes->len, ==, 6);
  g_assert_cmpstr (at (script, 0)->number, ==, "12-3A");
  g_assert_cmpint (at (script, 0)->episode, ==, 12);
  g_assert_cmpstr (at (script, 0)->set, ==, "THE QUAY");
  g_assert_true (at (script, 0)->light_taken);
  g_assert_cmpstr (at (script, 0)->synopsis, ==, "Rain, and nobody comes.");
  g_assert_cmpstr (at (script, 0)->notes, ==, "ask for a wet-down");
  first = cast_of (script, 0);
  g_assert_cmpstr (first, ==, "SARA|NOAH|de la Cruz");
  second = cast_of (script, 1);
  g_assert_cmpstr (second, ==, "林晚|周舟");
  g_assert_cmpint (at (script, 1)->place, ==, SL_PLACE_BOTH);
  g_assert_cmpint (at (script, 1)->light, ==, SL_HOUR_NIGHT);
  g_assert_cmpstr (at (script, 3)->number, ==, "1.");
  g_assert_cmpint (at (script, 3)->light, ==, SL_HOUR_NIGHT);
  g_assert_true (at (script, 4)->omitted);
  g_assert_cmpstr (at (script, 5)->number, ==, "I-1-A");
  g_assert_cmpuint (at (script, 5)->cast->len, ==, 0); /* "!SARA" is action */
}

/* Scenes take the light of those before; who speaks more has the lower number. */
static void
test_derived (void)
{
  g_autoptr (SlScript) script = read_fountain (
    "INT. A\n\nB\nx\n\nINT. A - DUSK\n\nC\nx\n\nC\nx\n\nEXT. D - CONTINUOUS\n\nINT. E - MOMENTS LATER\n\n"
    ".F\n\nINT. G - SAME\n\nINT. H - DAY\n");
  static const struct { int light; gboolean taken; } rows[] = {
    { SL_HOUR_DAY, TRUE },  { SL_HOUR_DUSK, FALSE }, { SL_HOUR_DUSK, TRUE }, { SL_HOUR_DUSK, TRUE },
    { SL_HOUR_DUSK, TRUE }, { SL_HOUR_DUSK, TRUE },  { SL_HOUR_DAY, FALSE },
  };

  g_assert_cmpuint (script->scenes->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (at (script, i)->light, ==, rows[i].light);
      g_assert_cmpint (at (script, i)->light_taken, ==, rows[i].taken);
    }
  g_assert_cmpint (((SlScriptCast *) script->cast->pdata[0])->number, ==, 2);
  g_assert_cmpint (((SlScriptCast *) script->cast->pdata[1])->number, ==, 1);
}

/* 55 lines are a page; a heading takes two. */
static void
test_lengths (void)
{
  static const struct { guint lines; gint64 eighths; } rows[] = {
    { 0, 1 }, { 1, 1 }, { 4, 1 }, { 5, 2 }, { 53, 8 }, { 54, 9 }, { 108, 16 }, { 109, 17 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new ("INT. A - DAY\n\n");
      for (guint k = 0; k < rows[i].lines; k++)
        g_string_append (text, "x.\n");
      g_autoptr (SlScript) script = read_fountain (text->str);
      /* the blank line of the file is one of the scene */
      g_assert_cmpint (at (script, 0)->eighths, ==, rows[i].eighths);
    }
}

/* --- Final Draft --- */

static void
test_fdx (void)
{
  g_autofree char *bytes = NULL, *cast = NULL;
  gsize length;
  g_autoptr (SlScript) script = NULL;

  g_assert_true (g_file_get_contents (SL_SOURCE "/tests/fuzz/script.fdx", &bytes, &length, NULL));
  script = sl_fdx_read (bytes, length, NULL, NULL);
  g_assert_cmpuint (script->scenes->len, ==, 3);
  g_assert_cmpstr (script->title, ==, "FERRY");
  g_assert_cmpstr (at (script, 0)->heading, ==, "INT. QUAY - NIGHT");
  g_assert_cmpint (at (script, 0)->eighths, ==, 12);
  g_assert_cmpstr (at (script, 0)->synopsis, ==, "They meet.");
  cast = cast_of (script, 0);
  g_assert_cmpstr (cast, ==, "SARA|NOAH");
  g_assert_true (at (script, 1)->omitted);
  g_assert_cmpstr (at (script, 1)->number, ==, "2");
  g_assert_cmpstr (at (script, 1)->heading, ==, "EXT. PARK - DAY");
  g_assert_cmpuint (at (script, 1)->cast->len, ==, 0);
  g_assert_false (at (script, 2)->omitted);
  g_assert_true (at (script, 2)->light_taken);
  g_assert_cmpint (at (script, 2)->light, ==, SL_HOUR_DAY);
}

/* The same script as two programs save it. */
static void
test_fdx_samples (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlPlan) one = bring_in_file (empty, SCRIPT ("screenplay-tools_TestFDX-FD.fdx"), NULL);
  g_autoptr (SlPlan) two = bring_in_file (empty, SCRIPT ("screenplay-tools_TestFDX-FI.fdx"), NULL);

  g_assert_cmpuint (sl_plan_count (one, SL_KIND_SCENE), ==, 2);
  g_assert_true (sl_plan_same_kind (one, two, SL_KIND_SCENE) || sl_plan_count (two, SL_KIND_SCENE) == 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (scene_at (one, i)->script, ==, scene_at (two, i)->script);
  g_assert_cmpint (scene_at (one, 0)->eighths, ==, 3);
  g_assert_cmpuint (sl_plan_count (one, SL_KIND_CAST), ==, 4);
}

static void
test_samples (void)
{
  g_autoptr (SlPlan) empty = sl_plan_new ();
  g_autoptr (SlPlan) cat = bring_in_file (empty, SL_SOURCE "/tests/samples/scripts/As_I_Am_a_Cat_I_Eat_Mice.fountain",
                                          NULL);
  g_autoptr (SlPlan) headings = bring_in_file (empty, SL_SOURCE "/tests/samples/scripts/screenplay-tools_SceneHeading"
                                                                ".fountain", NULL);

  g_assert_cmpstr (sl_plan_at (cat, SL_KIND_PRODUCTION, 0)->name, ==, "\"YARGO & FALB\" \"MAISWITH\"");
  g_assert_cmpuint (sl_plan_count (cat, SL_KIND_SCENE), ==, 2);
  g_assert_cmpstr (scene_at (cat, 0)->set, ==, "YARGO'S FRONT YARD");
  g_assert_cmpuint (sl_plan_count (headings, SL_KIND_SCENE), ==, 5);
  g_assert_cmpstr (scene_at (headings, 4)->number, ==, "A3-1");
}

/* Time grows with length, whatever stands in the file. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "[[", "/*", "/* */", "[[]]", "#", "INT. A\n\n", "@\n", "A\nB\n\n", "(", "第",
                                        "人物：、、\n", "- - ", "场景1\n", "=\n" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new ("INT. A - DAY\n\n");
      while (text->len < 400000)
        {
          g_string_append (text, pieces[i]);
          if (text->len % 1000 < strlen (pieces[i]))
            g_string_append_c (text, '\n');
        }
      g_autoptr (SlScript) script = sl_fountain_read (text->str, NULL, NULL);
      g_assert_true (script == NULL || script->scenes->len <= SL_SCRIPT_MAX_SCENES);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scripts/encodings", test_encodings);
  g_test_add_func ("/scripts/bad-files", test_bad_files);
  g_test_add_func ("/scripts/fountain", test_fountain);
  g_test_add_func ("/scripts/derived", test_derived);
  g_test_add_func ("/scripts/lengths", test_lengths);
  g_test_add_func ("/scripts/fdx", test_fdx);
  g_test_add_func ("/scripts/fdx-samples", test_fdx_samples);
  g_test_add_func ("/scripts/samples", test_samples);
  g_test_add_func ("/scripts/hostile", test_hostile);
  add_csv_tests ();
  add_heading_tests ();
  add_merge_tests ();
  add_uss_tests ();
  return g_test_run ();
}
