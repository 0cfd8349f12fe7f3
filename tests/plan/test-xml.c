/* The plan's file: what it keeps, refuses and costs. */
#include <string.h>
#include <time.h>

#include "../sl-test.h"
#include "sl-error.h"
#include "test-plan.h"

/* Every file that ships is canonical: reading and writing gives the same bytes. */
static void
test_round_trip (void)
{
  static const char *const files[] = { "samples/yongchuan.sightline", "samples/small-flat.sightline",
      "facilities/yongchuan.sightline", "facilities/haopu.sightline",
                                       "facilities/m-station.sightline" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (SL_SOURCE, "data", files[i], NULL), *text = NULL, *again = NULL;
      g_autoptr (SlPlan) plan = load (path, &text);
      again = sl_plan_print (plan, NULL);
      g_assert_cmpstr (again, ==, text);
    }
}

static void
test_unknown_rides_along (void)
{
  const char *text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sightline version=\"1.7\" mood=\"blue &amp; "
                     "&lt;red&gt;\" xmlns:x=\"urn:x\">\n"
                     "  <wall id=\"w\" columns=\"3\" glow=\"1 &amp; 2\" x:deep=\"yes\"><later a=\"b\">te&amp;xt"
                     "<deeper/></later></wall>\n"
                     "  <!-- of the plan -->\n  <gizmo id=\"g\"><part n=\"1\"/><!-- of a part --></gizmo>\n  <prop "
                     "id=\"p\"><!-- of the prop <&> --></prop>\n</sightline>\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = parse (text, &error), second = NULL;
  g_autofree char *once = NULL, *twice = NULL;

  g_assert_no_error (error);
  once = sl_plan_print (plan, NULL);
  second = parse (once, &error);
  g_assert_no_error (error);
  twice = sl_plan_print (second, NULL);
  g_assert_cmpstr (once, ==, twice);
  static const char *const kept[] = { "mood=\"blue &amp; &lt;red&gt;\"", "glow=\"1 &amp; 2\"", "x:deep=\"yes\"",
      "<later a=\"b\">te&amp;xt<deeper></deeper></later>",
      "<gizmo id=\"g\"><part n=\"1\"></part><!-- of a part --></gizmo>", "xmlns:x",
                                      "<!-- of the plan -->", "<!-- of the prop <&> -->\n  </prop>" };
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (strstr (once, kept[i]) == NULL)
      g_error ("%s is lost in %s", kept[i], once);
}

static void
test_bad_input (void)
{
  static const struct { const char *text, *place; } rows[] = {
    { "", "empty" }, { "   ", "" }, { "hello", "" }, { "<sightline", "" }, { HEAD, "" }, { "<plan version=\"1.0\"/>",
      ":1" }, { "<sightline/>", "version" },
    { "<sightline version=\"2.0\"/>", "newer" }, { "<sightline version=\"x\"/>", "version" },
      { "<!DOCTYPE sightline [<!ENTITY a \"b\">]><sightline version=\"1.0\"/>", "document type" },
    { HEAD "<wall/></sightline>", ":3" }, { HEAD "<wall id=\"\"/></sightline>", ":3" },
      { HEAD "<wall id=\"a b\"/></sightline>", ":3" }, { HEAD "<wall id=\"-a\"/></sightline>", ":3" },
    { HEAD "<wall id=\"a\"/>\n<prop id=\"a\"/></sightline>", ":4" },
      { HEAD "<wall id=\"a\" columns=\"x\"/></sightline>", "Columns" },
      { HEAD "<wall id=\"a\" columns=\"0\"/></sightline>", "out of range" },
    { HEAD "<wall id=\"a\" columns=\"1.5\"/></sightline>", "whole" },
      { HEAD "<wall id=\"a\" position=\"1 2\"/></sightline>", "three" },
      { HEAD "<wall id=\"a\" position=\"1 2 nan\"/></sightline>", "nan" },
    { HEAD "<wall id=\"a\" seams=\"1 two 3\"/></sightline>", "two" },
      { HEAD "<wall id=\"a\" role=\"door\"/></sightline>", "one of" },
      { HEAD "<wall id=\"a\" seams=\"91\"/></sightline>", "out of range" },
    { HEAD "<shot id=\"a\" fps=\"0\"/></sightline>", "rate" }, { HEAD "<shot id=\"a\" fps=\"24/0\"/></sightline>",
      "rate" }, { HEAD "<shot id=\"a\"><track target=\"b\"><key frame=\"z\"/></track></shot></sightline>", "Frame" },
    { HEAD "<booking id=\"a\" from=\"2026-02-30\"/></sightline>", "date" },
      { HEAD "<booking id=\"a\" from=\"26-02-01\"/></sightline>", "date" },
      { HEAD "<prop id=\"a\" colour=\"red\"/></sightline>", "colour" },
    { HEAD "<stage id=\"a\" ultra_low_latency=\"maybe\"/></sightline>", "true" },
      { HEAD "<wall id=\"a\" cabinet=\"a b\"/></sightline>", "without spaces" },
      { HEAD "<wall id=\"a\" name=\"&unknown;\"/></sightline>", "" },
    { HEAD "<wall id=\"a\"></prop></sightline>", "" },
      { "<?xml version=\"1.0\"?><?xml version=\"1.0\"?><sightline version=\"1.0\"/>", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) plan = parse (rows[i].text, &error);
      if (plan != NULL)
        g_error ("taken: %s", rows[i].text);
      if (strstr (error->message, "p.sightline") == NULL || strstr (error->message, rows[i].place) == NULL)
        g_error ("%s\ngave: %s", rows[i].text, error->message);
    }
}

static void
test_line_numbers (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 70000; i++)
    g_string_append_printf (text, "<mark id=\"m%u\"/>\n", i);
  g_string_append (text, "<wall id=\"w\" columns=\"many\"/>\n</sightline>\n");
  g_assert_null (parse (text->str, &error));
  if (strstr (error->message, "p.sightline:70003:") == NULL)
    g_error ("%s", error->message);
}

static void
test_nesting (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "<a>");
  g_assert_null (parse (text->str, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
}

/* What a program does not know is kept whole and once: written, read and written again, the bytes are the same. */
static void
test_what_is_kept (void)
{
  static const struct { const char *text, *kept; } rows[] = {
    { HEAD "<wall id=\"w\" xmlns:x=\"urn:x\" x:a=\"1\"/></sightline>", "<wall id=\"w\" xmlns:x=\"urn:x\" x:a=\"1\"/>" },
    { HEAD "<wall id=\"w\" xmlns:x=\"urn:x\"><x:a/></wall></sightline>",
      "<wall id=\"w\" xmlns:x=\"urn:x\">\n    <x:a></x:a>\n" },
    { HEAD "<wall id=\"w\" xmlns:x=\"u\"><patch x:a=\"1\"/></wall></sightline>", "<patch xmlns:x=\"u\" x:a=\"1\"/>" },
    { HEAD "<wall id=\"w\" xmlns:x=\"u\"><patch><b x:a=\"1\"/></patch></wall></sightline>",
      "<b xmlns:x=\"u\" x:a=\"1\"></b>" },
    { HEAD "<wall id=\"w\" xmlns=\"urn:other\"/></sightline>", "  <wall xmlns=\"urn:other\" id=\"w\"></wall>\n" },
    { "<sightline version=\"1.0\" xmlns=\"urn:s\"><wall id=\"w\" columns=\"3\"/></sightline>",
      "<sightline version=\"1.0\" xmlns=\"urn:s\">\n  <wall id=\"w\" columns=\"3\"/>" },
    { HEAD "<prop id=\"p\" version=\"4\" xml:lang=\"zh\"/></sightline>",
      "<prop id=\"p\" version=\"4\" xml:lang=\"zh\"/>" },
    { HEAD "<prop id=\"p\" name=\"a\r\nb\" notes=\"a&#13;&#10;b&#13;c\"/></sightline>",
      "name=\"a b\" notes=\"a&#10;b&#10;c\"" },
    { "<?xml version=\"1.0\"?>\n<!-- one -->\r\n<?two 2?><sightline version=\"1.0\"/><!-- three --><?four?>\n",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- one -->\n<?two 2?>\n<sightline version=\"1.0\">\n</sightline>\n"
      "<!-- three -->\n<?four?>\n" },
    { HEAD "<prop id=\"p\"><?keep this?></prop><?that?></sightline>", "    <?keep this?>\n  </prop>\n  <?that?>\n" },
    { "\xef\xbb\xbf<sightline version=\"1.0\"><prop id=\"p\"/></sightline>", "<prop id=\"p\"/>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) plan = parse (rows[i].text, &error), again = NULL;

      g_assert_no_error (error);
      g_autofree char *once = sl_plan_print_checked (plan, NULL, &error), *twice = NULL;
      g_assert_no_error (error);
      if (strstr (once, rows[i].kept) == NULL)
        g_error ("%s\nis lost in %s", rows[i].kept, once);
      again = parse (once, &error);
      g_assert_no_error (error);
      g_assert_true (sl_plan_equal (plan, again));
      twice = sl_plan_print (again, NULL);
      g_assert_cmpstr (once, ==, twice);
    }
}

/* A list of records is also written alone, for the log and for copies; its namespaces go with it. */
static void
test_records_alone (void)
{
  g_autoptr (SlPlan) plan = parse ("<sightline version=\"1.0\" xmlns:r=\"urn:r\"><wall id=\"w\" xmlns:e=\"urn:e\">"
                                   "<patch r:a=\"1\"><e:in r:b=\"2\"/></patch></wall><wall id=\"v\"/></sightline>",
                                   NULL);
  g_autoptr (SlHistory) history = sl_history_new (plan);
  g_autofree char *patches = sl_entity_get (sl_plan_find (plan, "w"), "patches", NULL);

  must_apply (history, set ("v", "patches", patches));
  assert_field (history, "v", "patches", patches);
  g_autofree char *text = sl_plan_print_checked (sl_history_plan (history), NULL, NULL);
  g_assert_nonnull (text);
}

/* XML 1.0 has no place for some characters: they are refused where they are typed; line ends become what XML has. */
static void
test_characters (void)
{
  static const char *const bad[] = { "a\001b", "\x0b", "\xef\xbf\xbe", "a \xef\xbf\xbf", "\x1f", "\xff",
      "\xed\xa0\x80" };
  static const struct { const char *text, *kept; } good[] = {
    { "one\r\ntwo\rthree\n", "one\ntwo\nthree\n" }, { "\r", "\n" }, { "\r\r\n", "\n\n" },
    { "\t\xc2\x85\xe2\x80\xa8\xf4\x8f\xbf\xbf", "\t\xc2\x85\xe2\x80\xa8\xf4\x8f\xbf\xbf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (SlEntity) prop = sl_entity_new (SL_KIND_PROP, "p");
      if (sl_entity_set (prop, "notes", bad[i], FALSE, NULL) || sl_entity_set (prop, "name", bad[i], FALSE, NULL))
        g_error ("row %u was taken", i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (SlEntity) prop = sl_entity_new (SL_KIND_PROP, "p");
      g_assert_true (sl_entity_set (prop, "notes", good[i].text, FALSE, NULL));
      g_autofree char *kept = sl_entity_get (prop, "notes", NULL);
      g_assert_cmpstr (kept, ==, good[i].kept);
    }
}

static void
assert_not_saved (const char *notes)
{
  g_autoptr (SlPlan) plan = sl_plan_new ();
  g_autoptr (GError) error = NULL;
  SlEntity *prop = sl_entity_new (SL_KIND_PROP, "p");

  ((SlProp *) prop)->notes = g_ref_string_new (notes);
  sl_plan_put (plan, prop);
  g_assert_null (sl_plan_print_checked (plan, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
}

/* Whatever slips past the commands: what does not open again as the same plan is not given out to be saved. */
static void
test_checked_print (void)
{
  assert_not_saved ("\xef\xbf\xbe");
  assert_not_saved ("a\r\nb"); /* opens, but as other text */
}

/* --- what hostile text costs --- */

static double
cpu_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

/* HEAD, `open`, `item` so often that it fills `bytes`, `close`. */
static GString *
filled (const char *open, const char *item, gsize bytes, const char *close)
{
  GString *text = g_string_new (HEAD);

  g_string_append (text, open);
  while (text->len < bytes)
    g_string_append (text, item);
  g_string_append (text, close);
  return text;
}

static void
test_hostile (void)
{
  static const struct { const char *open, *item; gsize bytes; const char *close, *says; } rows[] = {
    { "<prop id=\"p\" notes=\"", "&amp;", 2 << 20, "\"/></sightline>", NULL },
    { "<prop id=\"p\" x=\"", "&#38;", 2 << 20, "\"/></sightline>", NULL },
    { "<prop id=\"p\" notes=\"", "aaaaaaaaaaaaaaaa", 9 << 20, "\"/></sightline>", "MB" },
    { "<prop id=\"p\" notes=\"", "a>\n-b", 9 << 20, "\"/></sightline>", "MB" },
    { "<stage id=\"s\" outline=\"", "1 1 1,", 7 << 20, "\"/></sightline>", "million" },
    { "<setup id=\"s\" absent=\"", "a ", 7 << 20, "\"/></sightline>", "million" },
    { "<prop id=\"p\" ", "aaaaaaaaaaaaaaa", 1 << 20, "=\"1\"/></sightline>", "names" },
    { "<shot id=\"s\"><track>", "<key/>", 12 << 20, "</track></shot></sightline>", "memory" },
    { "", "<a/>", 8 << 20, "</sightline>", NULL },
    { "<!--", "-a>\n", 4 << 20, "--></sightline>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = filled (rows[i].open, rows[i].item, rows[i].bytes, rows[i].close);
      g_autoptr (GError) error = NULL;
      double start = cpu_seconds ();
      g_autoptr (SlPlan) plan = sl_plan_parse (text->str, text->len, "p.sightline", NULL, &error);

      if ((plan == NULL) != (rows[i].says != NULL) || (plan == NULL && strstr (error->message, rows[i].says) == NULL))
        g_error ("row %u: %s", i, error != NULL ? error->message : "taken");
      if (cpu_seconds () - start > 5)
        g_error ("row %u took %g s", i, cpu_seconds () - start);
    }
}

static void
test_many_attributes (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "<prop id=\"p\"\n"), spaces = g_string_new (HEAD);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 160000; i++)
    g_string_append_printf (text, " a%u='>'", i);
  g_string_append (text, "/></sightline>");
  double start = cpu_seconds ();
  g_assert_null (parse (text->str, &error));
  g_assert_nonnull (strstr (error->message, "p.sightline:4: an element has more than"));
  g_assert_cmpfloat (cpu_seconds () - start, <, 2);

  for (guint depth = 0; depth < 40; depth++)
    {
      g_string_append (spaces, "<a");
      for (guint i = 0; i < 10; i++)
        g_string_append_printf (spaces, " xmlns:a%u-%u='u'", depth, i);
      g_string_append_c (spaces, '>');
    }
  g_clear_error (&error);
  g_assert_null (parse (spaces->str, &error));
  g_assert_nonnull (strstr (error->message, "namespaces"));
}

static void
test_not_utf8 (void)
{
  static const char *const rows[] = { "\xfe\xff\0<", HEAD "<prop id=\"p\" name=\"\xe9\"/></sightline>",
      "<a>\xed\xbf\xbf</a>" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (sl_plan_parse (rows[i], MAX (strlen (rows[i]), 4), "p", NULL, &error));
      g_assert_nonnull (strstr (error->message, "UTF-8"));
    }
}

/* A long reading stops when it is told to. */
static void
test_cancel (void)
{
  g_autoptr (GString) text = filled ("", "<mark id='a'/>", 8 << 20, "</sightline>");
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  sl_watch_cancel (watch);
  g_assert_null (sl_plan_parse (text->str, text->len, "p", watch, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
}

void
add_xml_tests (void)
{
  g_test_add_func ("/plan/xml/round-trip", test_round_trip);
  g_test_add_func ("/plan/xml/unknown", test_unknown_rides_along);
  g_test_add_func ("/plan/xml/kept", test_what_is_kept);
  g_test_add_func ("/plan/xml/records-alone", test_records_alone);
  g_test_add_func ("/plan/xml/characters", test_characters);
  g_test_add_func ("/plan/xml/checked-print", test_checked_print);
  g_test_add_func ("/plan/xml/bad-input", test_bad_input);
  g_test_add_func ("/plan/xml/line-numbers", test_line_numbers);
  g_test_add_func ("/plan/xml/nesting", test_nesting);
  g_test_add_func ("/plan/xml/hostile", test_hostile);
  g_test_add_func ("/plan/xml/many-attributes", test_many_attributes);
  g_test_add_func ("/plan/xml/not-utf8", test_not_utf8);
  g_test_add_func ("/plan/xml/cancel", test_cancel);
}
