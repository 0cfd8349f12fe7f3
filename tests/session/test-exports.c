#include "tests.h"

#include <string.h>

#include "../sl-test-plan.h"
#include "../sl-test.h"
#include "sl-check.h"
#include "sl-error.h"
#include "sl-exports.h"

/* What a text says is what is printed, whatever the export and the option. */
static void
test_every_option_is_remembered (void)
{
  for (guint k = 0; sl_export_kind_at (k) != NULL; k++)
    {
      const SlExportKind *kind = sl_export_kind_at (k);

      g_assert_true (sl_export_kind_find (kind->id) == kind);
      for (guint i = 0; i < kind->options->n_fields; i++)
        {
          const SlField *field = &kind->options->fields[i];
          gpointer options = sl_export_options_new (kind), read = sl_export_options_new (kind);
          const char *value = field->type == SL_TYPE_BOOL ? (g_str_equal (field->def, "true") ? "no" : "yes")
                              : field->type == SL_TYPE_ENUM ? field->values[1].id
                              : field->values != NULL ? field->values[1].id : "12";
          if (field->type == SL_TYPE_LIST || field->type == SL_TYPE_DATE)
            value = "";
          else if (field->type == SL_TYPE_VECTOR)
            value = "1 2 3";
          g_autoptr (GError) error = NULL;
          g_assert_true (sl_export_options_set (kind, options, field->name, value, &error));
          g_assert_no_error (error);
          g_autofree char *text = sl_export_options_print (kind, options, FALSE);
          sl_export_options_read (kind, read, text);
          g_autofree char *again = sl_export_options_print (kind, read, FALSE);
          g_assert_cmpstr (text, ==, again);
          if (field->type != SL_TYPE_REF && field->type != SL_TYPE_TEXT && field->type != SL_TYPE_VECTOR
              && *value != '\0')
            g_assert_true (sl_record_equal (kind->options, options, read));
          g_autofree char *all = sl_export_options_print (kind, options, TRUE); /* for the same plan: all of it */
          sl_export_options_read (kind, read, all);
          g_assert_true (sl_record_equal (kind->options, options, read));
          sl_export_options_free (kind, options);
          sl_export_options_free (kind, read);
        }
    }
}

/* Names and dates of one plan are not taken to the next; what another version wrote does no harm. */
static void
test_what_is_not_remembered (void)
{
  const SlExportKind *kind = sl_export_kind_find ("ground-plan");
  gpointer options = sl_export_options_new (kind), fresh = sl_export_options_new (kind);

  g_assert_true (sl_export_options_set (kind, options, "stage", "stage-1", NULL));
  g_autofree char *text = sl_export_options_print (kind, options, FALSE);
  g_assert_cmpstr (text, ==, "");
  sl_export_options_read (kind, fresh, "paper=B5\ncolour=red\n\nscale\n=\nunit=feet\nscale=x");
  g_autofree char *read = sl_export_options_print (kind, fresh, FALSE);
  g_assert_cmpstr (read, ==, "unit=feet\n");
  sl_export_options_free (kind, options);
  sl_export_options_free (kind, fresh);
}

static void
test_notations (void)
{
  static const struct { const char *kind, *name, *text; gboolean good; } rows[] = {
    { "ground-plan", "paper", "a2", TRUE }, { "ground-plan", "paper", "A9", FALSE },
    { "ground-plan", "scale", "1:50", TRUE }, { "ground-plan", "scale", "50", TRUE },
    { "ground-plan", "scale", "1:0", FALSE }, { "ground-plan", "scale", "half", FALSE },
    { "ground-plan", "scale", "", TRUE }, { "ground-plan", "unit", "Feet", TRUE },
    { "ground-plan", "unit", "ells", FALSE }, { "ground-plan", "grid", "5 ft", TRUE },
    { "ground-plan", "grid", "-1", FALSE }, { "ground-plan", "labels", "no", TRUE },
    { "ground-plan", "labels", "some", FALSE }, { "ground-plan", "colour", "1", FALSE },
    { "clip", "samples", "Draft", TRUE }, { "clip", "samples", "0", FALSE }, { "clip", "samples", "1.5", FALSE },
    { "clip", "codec", "H264", TRUE }, { "clip", "codec", "betamax", FALSE }, { "clip", "date", "2026-13-01", FALSE },
    { "gltf", "scale", "2", FALSE }, { "bookings", "stage", "x", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlExportKind *kind = sl_export_kind_find (rows[i].kind);
      gpointer options = sl_export_options_new (kind);
      g_autoptr (GError) error = NULL;
      gboolean ok = sl_export_options_set (kind, options, rows[i].name, rows[i].text, &error);

      g_test_message ("%s %s=%s", rows[i].kind, rows[i].name, rows[i].text);
      g_assert_cmpint (ok, ==, rows[i].good);
      if (!ok)
        {
          g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
          g_assert_nonnull (strstr (error->message, rows[i].name));
        }
      sl_export_options_free (kind, options);
    }
}

/* What does not fit the plan is said of its option. */
static void
test_checks (void)
{
  static const struct { const char *kind, *words, *field; } rows[] = {
    { "clip", "range=all", NULL }, { "clip", "", "range" }, { "clip", "range=selected", "range" },
    { "clip", "shot=shot-1", NULL }, { "clip", "shot=nobody", "shot" }, { "clip", "shot=cam-a", "shot" },
    { "clip", "range=all shot=shot-1", "range" }, { "clip", "range=all frames=3-7", NULL },
    { "clip", "range=all frames=0-0", NULL }, { "clip", "range=all frames=3–7", NULL },
    { "clip", "range=all frames=7-3", "frames" }, { "clip", "range=all frames=-3-7", "frames" },
    { "clip", "range=all frames=3", "frames" }, { "clip", "range=all frames=3-7x", "frames" },
    { "clip", "range=all size=1080p", NULL }, { "clip", "range=all size=900", NULL },
    { "clip", "range=all size=1920x1080", NULL }, { "clip", "range=all size=large", "size" },
    { "clip", "range=all size=8p", "size" }, { "clip", "range=all size=0x5", "size" },
    { "clip", "range=all size=1080pp", "size" }, { "clip", "range=all order=board", "order" },
    { "clip", "range=all order=edit", NULL }, { "clip", "range=all order=edit board=wall", "board" },
    { "clip", "range=all codec=png", NULL },
    { "ground-plan", "stage=stage-1", NULL }, { "ground-plan", "stage=wall", "stage" },
    { "ground-plan", "shot=nobody", "shot" }, { "gltf", "stage=nowhere", "stage" },
    { "usd", "stage=nowhere", "stage" }, { "usd", "stage=stage-1", NULL }, { "gltf", "frustums=no", NULL },
  };
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  const SlExportSource source = { .plan = plan };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlExportKind *kind = sl_export_kind_find (rows[i].kind);
      gpointer options = sl_export_options_new (kind);
      g_auto (GStrv) words = g_strsplit (rows[i].words, " ", -1);
      g_autoptr (GError) error = NULL;
      const char *field = "";

      g_test_message ("%s %s", rows[i].kind, rows[i].words);
      for (guint w = 0; words[w] != NULL; w++)
        {
          g_auto (GStrv) pair = g_strsplit (words[w], "=", 2);
          g_assert_true (sl_export_options_set (kind, options, pair[0], pair[1], NULL));
        }
      g_assert_cmpint (sl_export_options_check (kind, &source, options, &field, &error), ==, rows[i].field == NULL);
      g_assert_cmpstr (field, ==, rows[i].field);
      g_assert_true ((error != NULL) == (rows[i].field != NULL));
      sl_export_options_free (kind, options);
    }
}

/* The shot that is looked at, or those that are selected. */
static void
test_what_is_looked_at (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  const char *const walls[] = { "wall", NULL }, *const both[] = { "wall", "shot-1", NULL };
  const SlExportKind *kind = sl_export_kind_find ("clip");
  gpointer options = sl_export_options_new (kind);

  g_assert_true (sl_export_options_check (kind, &(SlExportSource) { .plan = plan, .shot = "shot-1" }, options, NULL,
                                          NULL));
  sl_export_options_set (kind, options, "range", "selected", NULL);
  g_assert_false (sl_export_options_check (kind, &(SlExportSource) { .plan = plan, .shot = "shot-1",
                                                                     .selected = walls }, options, NULL, NULL));
  g_assert_true (sl_export_options_check (kind, &(SlExportSource) { .plan = plan, .selected = both }, options, NULL,
                                          NULL));
  sl_export_options_free (kind, options);
}

static char *
sheet_with (const char *words)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autofree char *folder = g_dir_make_tmp ("sl-XXXXXX", NULL), *path = g_build_filename (folder, "s.svg", NULL);
  const SlExportKind *kind = sl_export_kind_find ("ground-plan");
  gpointer options = sl_export_options_new (kind);
  g_auto (GStrv) all = g_strsplit (words, " ", -1);
  SlExportResult result = { 0 };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  for (guint w = 0; all[w] != NULL && *all[w] != '\0'; w++)
    {
      g_auto (GStrv) pair = g_strsplit (all[w], "=", 2);
      g_assert_true (sl_export_options_set (kind, options, pair[0], pair[1], NULL));
    }
  g_assert_true (sl_export_write (kind, &(SlExportSource) { .plan = plan }, options, path, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (result.scale, >=, 1);
  sl_export_result_clear (&result);
  sl_export_options_free (kind, options);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  sl_test_remove_tree (folder);
  return text;
}

/* A layer that is off is not drawn; a paper lies as it is asked to. */
static void
test_options_of_the_ground_plan (void)
{
  g_autofree char *all = sheet_with ("grid=0"), *no_views = sheet_with ("grid=0 views=no");
  g_autofree char *no_names = sheet_with ("grid=0 labels=no"), *upright = sheet_with ("paper=A4 orientation=portrait");
  g_autofree char *ansi = sheet_with ("paper=ansi-d orientation=landscape");

  g_assert_cmpuint (strlen (no_views), <, strlen (all));
  g_assert_cmpuint (strlen (no_names), <, strlen (all));
  g_assert_nonnull (strstr (upright, "width=\"210mm\" height=\"297mm\""));
  g_assert_nonnull (strstr (ansi, "width=\"863.6mm\" height=\"558.8mm\""));
}

void
add_export_tests (void)
{
  g_test_add_func ("/session/exports/every-option-is-remembered", test_every_option_is_remembered);
  g_test_add_func ("/session/exports/what-is-not-remembered", test_what_is_not_remembered);
  g_test_add_func ("/session/exports/notations", test_notations);
  g_test_add_func ("/session/exports/checks", test_checks);
  g_test_add_func ("/session/exports/what-is-looked-at", test_what_is_looked_at);
  g_test_add_func ("/session/exports/ground-plan", test_options_of_the_ground_plan);
}
