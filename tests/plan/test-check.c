/* What a plan's commands refuse and `check` finds. */
#include <string.h>
#include <time.h>

#include "../sl-test.h"
#include "sl-check.h"
#include "sl-curve.h"
#include "sl-error.h"
#include "sl-limits.h"
#include "test-plan.h"

typedef struct {
  const char *id, *field;
  guint       line;
} Expected;

static void
assert_findings (const char *text, const Expected *expected, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = parse (text, &error);

  g_assert_no_error (error);
  g_autoptr (GPtrArray) findings = sl_plan_check (plan);
  for (guint i = 0; i < findings->len && i < n; i++)
    {
      const SlFinding *f = findings->pdata[i];
      g_assert_cmpstr (f->id, ==, expected[i].id);
      g_assert_cmpstr (f->field, ==, expected[i].field);
      g_assert_cmpuint (f->line, ==, expected[i].line);
      g_assert_cmpstr (f->remedy, !=, "");
    }
  g_assert_cmpuint (findings->len, ==, n);
}

static void
test_findings (void)
{
  static const Expected expected[] = {
    { "w", "stage", 3 }, { "w", "cabinet", 3 }, { "s", "setup", 4 }, { "s", "camera", 4 }, { "s", "tracks", 4 },
    { "b", "stage", 5 }, { "b", "to", 5 },
  };

  assert_findings (HEAD "<wall id=\"w\" stage=\"gone\" cabinet=\"w\"/>\n"
                   "<shot id=\"s\"><track target=\"w\" path=\"level_nit\"><key frame=\"2\" value=\"1\"/>"
                   "<key frame=\"2\" value=\"2\"/></track></shot>\n"
                   "<booking id=\"b\" from=\"2026-02-03\" to=\"2026-02-01\"/></sightline>",
                   expected, G_N_ELEMENTS (expected));
}

/* What an error says to do is the remedy, in either script; else the caller's. */
static void
test_errors (void)
{
  static const char *const cases[][3] = {
    { "a is b; do c", "a is b", "Do c" },
    { "a is b; c; do d", "a is b; c", "Do d" },
    { "甲缺乙；请补丙", "甲缺乙", "请补丙" },
    { "a is b", "a is b", "Other" },
    { "a is b; ", "a is b; ", "Other" },
  };
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (SL_ERROR, SL_ERROR_INPUT, cases[i][0]);
      sl_findings_add_error (findings, SL_SEVERITY_ERROR, NULL, "f", "Other", error);
      g_assert_cmpstr (((SlFinding *) findings->pdata[i])->message, ==, cases[i][1]);
      g_assert_cmpstr (((SlFinding *) findings->pdata[i])->remedy, ==, cases[i][2]);
    }
}

/* Twenty thousand, merged at once, again, and one by one: each once, in a time that grows with their number. */
static void
test_merge_many (void)
{
  enum { MANY = 20000 };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (GPtrArray) once = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (GPtrArray) singly = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (SlFindingMerger) merger = sl_finding_merger_new (singly);
  const clock_t start = clock ();

  for (guint i = 0; i < MANY; i++)
    sl_findings_add (all, SL_SEVERITY_ERROR, NULL, "f", "Do", "what %u", i);
  sl_findings_merge (once, all);
  sl_findings_merge (once, all);
  sl_findings_merge (NULL, all);
  for (guint i = 0; i < 2 * MANY; i++)
    {
      gpointer one[] = { all->pdata[i % MANY] };
      GPtrArray more = { one, 1 };
      sl_finding_merger_add (merger, &more);
    }
  g_assert_cmpfloat ((double) (clock () - start) / CLOCKS_PER_SEC, <, 2); /* pair by pair it takes many times that */
  g_assert_cmpuint (once->len, ==, MANY);
  g_assert_cmpuint (singly->len, ==, MANY);
  for (guint i = 0; i < MANY; i++)
    {
      g_assert_cmpstr (((SlFinding *) once->pdata[i])->message, ==, ((SlFinding *) all->pdata[i])->message);
      g_assert_cmpstr (((SlFinding *) singly->pdata[i])->message, ==, ((SlFinding *) all->pdata[i])->message);
    }
}

#define STAGED HEAD "<stage id=\"st\"/><panel id=\"p\" source=\"s\"/><panel id=\"q\" source=\"s\" width_mm=\"600\"/>\n"

static void
test_walls (void)
{
  static const Expected expected[] = {
    { "set", "values", 10 }, { "two", "seams", 5 }, { "many", "seams", 6 }, { "out", "patches", 7 }, { "big", "patches",
      8 },
  };

  assert_findings (STAGED "<wall id=\"fits\" stage=\"st\" cabinet=\"p\" columns=\"4\" seams=\"1 2 3\"/>\n"
                   "<wall id=\"two\" stage=\"st\" cabinet=\"p\" columns=\"4\" seams=\"1 2\"/>\n"
                   "<wall id=\"many\" stage=\"st\" cabinet=\"p\" columns=\"4\" seams=\"1 2 3 4\"/>\n"
                   "<wall id=\"out\" stage=\"st\" cabinet=\"p\" columns=\"4\">"
                   "<patch column=\"2\" columns=\"3\"/></wall>\n"
                   "<wall id=\"big\" stage=\"st\" cabinet=\"p\"><patch cabinet=\"q\"/></wall>\n"
                   "<wall id=\"one\" stage=\"st\" cabinet=\"p\" seams=\"2\"><patch column=\"9\" row=\"4\"/></wall>\n"
                   "<setup id=\"set\" stage=\"st\">"
                   "<value target=\"fits\" path=\"columns\" value=\"5\"/></setup></sightline>",
                   expected, G_N_ELEMENTS (expected));
}

#define ONE_SHOT "<setup id=\"se\" stage=\"st\"/>" \
                 "<wall id=\"w\" stage=\"st\" cabinet=\"p\" columns=\"3\" seams=\"1 2\"/>" \
                 "<camera id=\"c\" stage=\"st\" body=\"b\"/><body id=\"b\" source=\"s\"/>\n"
#define SHOT(tracks) "<shot id=\"sh\" setup=\"se\" camera=\"c\">" tracks "</shot></sightline>"
#define TRACK(path, value) "<track target=\"w\" path=\"" path "\"><key value=\"" value "\"/></track>"

/* What shapes the wall: refused as a track by a command, found in a file, and free in a setup. */
static void
test_structural (void)
{
  static const struct { const char *path, *value; } rows[] = {
    { "columns", "9" }, { "rows", "9" }, { "cabinet", "p" }, { "seams", "5" }, { "seams[1]", "5" }, { "patches", "" },
    { "patches[0].row", "1" },
  };
  static const Expected expected[] = { { "sh", "tracks", 5 } };
  g_autoptr (SlPlan) plan = parse (STAGED ONE_SHOT SHOT (TRACK ("pan", "5")), NULL);
  g_autoptr (SlHistory) history = sl_history_new (plan);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *xml = g_strdup_printf (TRACK ("%s", "%s"), rows[i].path, rows[i].value);
      g_autoptr (SlCommand) whole = set ("sh", "tracks", xml), path = set ("sh", "tracks[w.pan].path", rows[i].path);
      g_autoptr (GError) error = NULL;

      g_assert_false (sl_history_apply (history, whole, NULL));
      g_assert_false (sl_history_apply (history, path, &error));
      g_assert_nonnull (strstr (error->message, "setup"));
      must_apply (history, set ("se", "values[+].target", "w"));
      must_apply (history, set ("se", "values[0].path", rows[i].path));
      must_apply (history, set ("se", "values", ""));
    }
  assert_findings (STAGED ONE_SHOT SHOT (TRACK ("columns", "9") TRACK ("pan", "1")), expected, 1);
}

/* A plan that was read with such tracks is rid of them one by one. */
static void
test_structural_repair (void)
{
  g_autoptr (SlPlan) plan = parse (STAGED ONE_SHOT SHOT (TRACK ("columns", "9") TRACK ("rows", "9") TRACK ("pan", "1")),
                                   NULL);
  g_autoptr (SlHistory) history = sl_history_new (plan);

  must_apply (history, set ("sh", "focus", "3"));
  must_apply (history, set ("sh", "tracks[w.columns]", ""));
  must_apply (history, set ("sh", "tracks[w.rows].path", "tilt"));
  g_autoptr (GPtrArray) findings = sl_plan_check (sl_history_plan (history));
  g_assert_cmpuint (findings->len, ==, 0);
}

/* What scenes of a shot are made by: neither tracks nor a setup's values change it, and an overlay does not either. */
static void
test_whole (void)
{
  static const struct { const char *target, *path, *value; } rows[] = {
    { "sh", "frames", "9" }, { "sh", "fps", "25" }, { "sh", "camera", "c" }, { "sh", "setup", "se" },
    { "sh", "scene", "" }, { "sh", "with", "" }, { "sh", "tracks", "" }, { "sh", "tracks[w.pan].path", "tilt" },
    { "se", "stage", "st" }, { "se", "environment", "" }, { "se", "absent", "w" }, { "se", "values", "" },
  };
  static const Expected expected[] = { { "se", "values", 4 }, { "se", "values", 4 }, { "sh", "tracks", 5 } };
  g_autoptr (SlPlan) plan = parse (STAGED ONE_SHOT SHOT (TRACK ("pan", "5")), NULL);
  g_autoptr (SlHistory) history = sl_history_new (plan);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *track = g_strdup_printf ("<track target=\"%s\" path=\"%s\"><key value=\"%s\"/></track>",
                                                rows[i].target, rows[i].path, rows[i].value);
      g_autofree char *value = g_strdup_printf ("<value target=\"%s\" path=\"%s\" value=\"%s\"/>", rows[i].target,
                                                rows[i].path, rows[i].value);
      g_autoptr (SlCommand) moved = set ("sh", "tracks", track), changed = set ("se", "values", value);
      g_autoptr (GError) error = NULL;

      g_assert_false (sl_history_apply (history, moved, NULL));
      g_assert_false (sl_history_apply (history, changed, &error));
      g_assert_nonnull (strstr (error->message, "whole shot"));
    }
  must_apply (history, set ("se", "values", "<value target=\"sh\" path=\"focal_mm\" value=\"50\"/>"));
  assert_findings (STAGED "<setup id=\"se\" stage=\"st\"><value target=\"sh\" path=\"fps\" value=\"25\"/>"
                   "<value target=\"sh\" path=\"stop\" value=\"4\"/><value target=\"sh\" path=\"camera\" value=\"c\"/>"
                   "</setup>\n<camera id=\"c\" stage=\"st\" body=\"b\"/><body id=\"b\" source=\"s\"/>"
                   SHOT ("<track target=\"sh\" path=\"frames\"><key value=\"9\"/></track>"),
                   expected, G_N_ELEMENTS (expected));
}

/* A kilobyte of file must not ask for gigabytes of wall. */
static void
test_too_many_cabinets (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "<stage id=\"st\"/>\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = NULL;

  for (guint i = 0; i < 4; i++)
    g_string_append_printf (text, "<wall id=\"w%u\" columns=\"1000\" rows=\"500\"/>\n", i);
  g_autofree char *fits = g_strconcat (text->str, "<setup id=\"s\"/></sightline>", NULL);
  g_autofree char *over = g_strconcat (text->str, "<wall id=\"w4\" columns=\"1\" rows=\"1\"/></sightline>", NULL);
  g_autofree char *overlaid = g_strconcat (text->str,
                                           "<setup id=\"s\"><value target=\"w2\" path=\"rows\" value=\"501\"/></setup>"
                                           "</sightline>", NULL);
  g_assert_null (parse (over, &error));
  g_assert_nonnull (strstr (error->message, "p.sightline:8: with “w4”"));
  g_assert_null (parse (overlaid, NULL));
  plan = parse (fits, NULL);
  g_autoptr (SlHistory) history = sl_history_new (plan);
  g_autoptr (SlCommand) wider = set ("w1", "columns", "1001");
  g_autoptr (SlCommand) value = set ("s", "values", "<value target=\"w1\" path=\"columns\" value=\"2000\"/>");
  g_assert_false (sl_history_apply (history, wider, NULL));
  g_assert_false (sl_history_apply (history, value, NULL));
  must_apply (history, set ("w1", "columns", "999"));
}

static void
test_dates (void)
{
  static const char *const good[] = { "1900-01-01", "2999-12-31", "2024-02-29" };
  static const char *const bad[] = { "1899-12-31", "3000-01-01", "0026-11-21", "9999-01-01", "2023-02-29", "2026-13-01",
      "2026-1-1",
                                     "2026-11-211", " 026-11-21", "" };
  guint32 julian = 7;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (sl_date_parse (bad[i], &julian) || julian != 7)
      g_error ("taken for a date: %s", bad[i]);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (sl_date_parse (good[i], &julian));
      g_autofree char *text = sl_date_to_text (julian);
      g_assert_cmpstr (text, ==, good[i]);
    }
}

/* Lengths, weights and times that cannot be. */
static void
test_ranges (void)
{
  static const struct { SlKind kind; const char *field, *bad, *good; } rows[] = {
    { SL_KIND_SHOT, "focus", "0", "0.3" }, { SL_KIND_SHOT, "focus", "-2", "" }, { SL_KIND_ENVIRONMENT, "depth", "0",
      "50" },
    { SL_KIND_PANEL, "weight_kg", "-1", "8" }, { SL_KIND_PANEL, "nits", "-1", "1500" }, { SL_KIND_LENS_SET, "lenses",
      "<lens t_stop=\"0\"/>", "" },
    { SL_KIND_SCENE, "minutes", "-5", "30" }, { SL_KIND_WALL, "level_nit", "-1", "800" }, { SL_KIND_PROP, "price", "-1",
      "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlEntity) entity = sl_entity_new (rows[i].kind, "x");
      if (sl_entity_set (entity, rows[i].field, rows[i].bad, TRUE, NULL))
        g_error ("%s took %s", rows[i].field, rows[i].bad);
      g_assert_true (sl_entity_set (entity, rows[i].field, rows[i].good, TRUE, NULL));
    }
}

/* --- paths --- */

#define LENSES "<lens focal_mm=\"18\" t_stop=\"1.8\"/><lens focal_mm=\"12\" t_stop=\"2\"/>" \
               "<lens focal_mm=\"1\" t_stop=\"3\"/>"

/* In brackets the key goes before the position; "#" takes the position whatever the keys are. */
static void
test_keys_before_positions (void)
{
  static const struct { const char *path, *value; } rows[] = {
    { "lenses[12].t_stop", "2" }, { "lenses[18].t_stop", "1.8" }, { "lenses[1].t_stop", "3" }, { "lenses[#1].t_stop",
      "2" },
    { "lenses[0].t_stop", "1.8" }, { "lenses[2].t_stop", "3" }, { "lenses[#0].focal_mm", "18" },
  };
  static const char *const bad[] = { "lenses[3].t_stop", "lenses[#3].t_stop", "lenses[#].t_stop", "lenses[#12].t_stop",
      "lenses[##1].t_stop",
                                     "lenses[-1].t_stop", "lenses[12", "lenses[]", "lenses]", "lenses[12]].t_stop" };
  g_autoptr (SlEntity) set_of = sl_entity_new (SL_KIND_LENS_SET, "set");

  g_assert_true (sl_entity_set (set_of, "lenses", LENSES, FALSE, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = sl_entity_get (set_of, rows[i].path, NULL);
      g_assert_cmpstr (value, ==, rows[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (sl_entity_set (set_of, bad[i], "4", FALSE, NULL))
      g_error ("taken: %s", bad[i]);
  g_assert_true (sl_entity_set (set_of, "lenses[12].t_stop", "2.1", FALSE, NULL));
  g_autofree char *changed = sl_entity_get (set_of, "lenses[#1].t_stop", NULL);
  g_assert_cmpstr (changed, ==, "2.1");

  SlField field;
  const SlList *lenses = ((const SlLensSet *) set_of)->lenses;
  g_assert_true (sl_record_resolve (&sl_kind_info (SL_KIND_LENS_SET)->record, "lenses", &field, NULL));
  g_autofree char *plain = sl_record_item_path ("lenses", &field, lenses, 2), *marked = sl_record_item_path ("lenses",
      &field, lenses, 1);
  g_assert_cmpstr (plain, ==, "lenses[2]");
  g_assert_cmpstr (marked, ==, "lenses[#1]");
}

static void
test_brackets_in_keys (void)
{
  g_autoptr (SlEntity) shot = sl_entity_new (SL_KIND_SHOT, "s");

  g_assert_true (sl_entity_set (shot, "tracks",
      "<track target=\"lens\" path=\"lenses[12].t_stop\"><key value=\"2\"/></track>", FALSE, NULL));
  g_assert_true (sl_entity_set (shot, "tracks[lens.lenses[12].t_stop].keys[0].value", "4", FALSE, NULL));
  g_autofree char *value = sl_entity_get (shot, "tracks[0].keys[0].value", NULL);
  g_assert_cmpstr (value, ==, "4");
  g_assert_false (sl_entity_set (shot, "tracks[lens.lenses[12.t_stop].keys[0].value", "4", FALSE, NULL));
}

void
add_check_tests (void)
{
  g_test_add_func ("/plan/check/errors", test_errors);
  g_test_add_func ("/plan/check/merge-many", test_merge_many);
  g_test_add_func ("/plan/check/findings", test_findings);
  g_test_add_func ("/plan/check/walls", test_walls);
  g_test_add_func ("/plan/check/structural", test_structural);
  g_test_add_func ("/plan/check/structural-repair", test_structural_repair);
  g_test_add_func ("/plan/check/whole", test_whole);
  g_test_add_func ("/plan/check/too-many-cabinets", test_too_many_cabinets);
  g_test_add_func ("/plan/values/dates", test_dates);
  g_test_add_func ("/plan/values/ranges", test_ranges);
  g_test_add_func ("/plan/paths/keys-before-positions", test_keys_before_positions);
  g_test_add_func ("/plan/paths/brackets-in-keys", test_brackets_in_keys);
}
