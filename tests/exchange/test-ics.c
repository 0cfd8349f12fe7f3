/* Lines of iCalendar: folds, escapes, zones; and plans whose texts are made to break them. */
#include "test-ics.h"

#include <string.h>

#include "../sl-test-plan.h"
#include "../sl-test.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-error.h"
#include "sl-ics-export.h"
#include "sl-ics-text.h"

static void
test_texts (void)
{
  static const struct { const char *text, *is; } cases[] = {
    { NULL, "" }, { "", "" }, { "\x01\x1b\x7f", "" },
    { "a", "N:a\r\n" }, { "a,b;c\\d", "N:a\\,b\\;c\\\\d\r\n" }, { "a:\"b\"", "N:a:\"b\"\r\n" },
    { "a\nb", "N:a\\nb\r\n" }, { "a\rb", "N:a\\nb\r\n" }, { "a\r\nb", "N:a\\nb\r\n" }, { "a\r\rb", "N:a\\n\\nb\r\n" },
    { "a\r", "N:a\\n\r\n" }, { "a\n\r\nb", "N:a\\n\\nb\r\n" }, { "a\xe2\x80\xa8" "b\xc2\x85" "c", "N:a\\nb\\nc\r\n" },
    { "a\tb", "N:a\tb\r\n" }, { "\\n", "N:\\\\n\r\n" }, { "a\x1b[2Jb", "N:a[2Jb\r\n" }, { "永川", "N:永川\r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      g_test_message ("%u", i);
      sl_ics_text (out, "N", cases[i].text);
      g_assert_cmpstr (out->str, ==, cases[i].is);
    }
}

/* Any length of characters of any size: no piece above 75 octets, none cut within a character, nothing lost. */
static void
test_folds (void)
{
  static const char *const characters[] = { "x", "é", "永", "😀", "," };

  for (guint c = 0; c < G_N_ELEMENTS (characters); c++)
    for (guint n = 1; n < 240; n++)
      {
        g_autoptr (GString) text = g_string_new (NULL), out = g_string_new (NULL), whole = g_string_new (NULL);
        g_autoptr (GString) meant = g_string_new ("N:");

        for (guint i = 0; i < n; i++)
          {
            g_string_append (text, characters[c]);
            g_string_append_printf (meant, "%s%s", g_str_equal (characters[c], ",") ? "\\" : "", characters[c]);
          }
        sl_ics_text (out, "N", text->str);
        g_assert_true (g_str_has_suffix (out->str, "\r\n"));
        g_string_truncate (out, out->len - 2);
        g_auto (GStrv) lines = g_strsplit (out->str, "\r\n", -1);
        for (guint i = 0; lines[i] != NULL; i++)
          {
            g_assert_cmpuint (strlen (lines[i]), <=, 75);
            g_assert_true (g_utf8_validate (lines[i], -1, NULL));
            g_assert_true (i == 0 || lines[i][0] == ' ');
            g_assert_true (lines[i + 1] == NULL || strlen (lines[i]) > 75 - 4); /* no sooner than it must */
            g_string_append (whole, lines[i] + (i > 0));
          }
        g_assert_cmpstr (whole->str, ==, meant->str);
      }
}

static void
test_zones (void)
{
  static const struct { const char *name; gboolean known; } names[] = {
    { "Asia/Shanghai", TRUE }, { "America/Argentina/Buenos_Aires", TRUE }, { "Etc/GMT+8", TRUE }, { "UTC", TRUE },
    { NULL, FALSE }, { "", FALSE }, { "x", FALSE }, { "Asia/", FALSE }, { "../../etc/passwd", FALSE },
    { "/etc/localtime", FALSE }, { "+08:00", FALSE }, { "Asia/Shanghai\n", FALSE }, { "亚洲/上海", FALSE },
  };
  /* 2026-03-08 02:00 and 2026-11-01 02:00: facts of the tz database */
  static const char *const of_new_york[] = {
    "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\n", "DTSTART:20260308T020000\r\n",
    "DTSTART:20261101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\n",
  };
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GTimeZone) zone = sl_ics_zone_find (names[i].name);

      g_test_message ("%s", names[i].name);
      g_assert_true ((zone != NULL) == names[i].known);
    }
  g_autoptr (GTimeZone) new_york = sl_ics_zone_find ("America/New_York");
  sl_ics_zone (out, "America/New_York", new_york, 1767225600, 1798761600); /* 2026 */
  for (guint i = 0; i < G_N_ELEMENTS (of_new_york); i++)
    g_assert_nonnull (strstr (out->str, of_new_york[i]));
  g_assert_null (strstr (out->str, "DTSTART:2027"));
}

/* A plan that is made worse with every edit is written or refused with a reason. */
static void
test_plans (void)
{
  static const struct { const char *id, *field, *value; } edits[] = {
    { "book-prep", "name", "a\nb,c;d\\e\r😀" }, { "book-prep", "from", "1900-01-01" },
    { "book-prep", "to", "2199-12-31" },
    { "book-shoot", "to", "2026-11-01" }, { "stage-1", "timezone", "x\ny" }, { "stage-1", "timezone", "" },
    { "night-a", "start", "" }, { "night-passage", "start", "" }, { "night-a", "strips", "" },
    { "fog-stage-2", "production", "" },
  };
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("yongchuan.sightline"));

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (SlCommand) command = sl_command_new ("x");
      g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
      g_autoptr (GError) error = NULL;
      SlIcsExport export = { .day = 2460000, .omissions = omissions };

      g_test_message ("%s.%s", edits[i].id, edits[i].field);
      sl_command_set (command, edits[i].id, edits[i].field, edits[i].value);
      SlPlan *changed = sl_plan_apply (plan, command, &error);
      g_assert_no_error (error);
      sl_plan_unref (plan);
      export.plan = plan = changed;
      g_autofree char *text = sl_ics_export_text (&export, &error), *again = sl_ics_export_text (&export, NULL);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, again);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_true ((strstr (text, "UID:book-shoot") == NULL) == (i >= 3));
      g_assert_true (i < 3 || omissions->len >= 2); /* each text was made once */
    }
}

void
add_ics_tests (void)
{
  g_test_add_func ("/exchange/ics/texts", test_texts);
  g_test_add_func ("/exchange/ics/folds", test_folds);
  g_test_add_func ("/exchange/ics/zones", test_zones);
  g_test_add_func ("/exchange/ics/plans", test_plans);
}
