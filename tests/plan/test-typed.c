/* What people type for days and pages; files hold neither. */
#include "../sl-test.h"
#include "test-plan.h"

static void
test_dates (void)
{
  static const struct { const char *text, *near, *date; } rows[] = {
    { "28 Nov", "2026-11-21", "2026-11-28" },
    { "28 november", "2026-11-21", "2026-11-28" },
    { " Nov 28 ", "2026-11-21", "2026-11-28" },
    { "28th Nov", "2026-11-21", "2026-11-28" },
    { "28Nov", "2026-11-21", "2026-11-28" },
    { "Nov. 28, 2031", "2026-11-21", "2031-11-28" },
    { "28/11", "2026-11-21", "2026-11-28" },
    { "28.11.", "2026-11-21", "2026-11-28" },
    { "28/11/27", "2026-11-21", "2027-11-28" },
    { "28-11-2027", "2026-11-21", "2027-11-28" },
    { "2026/11/28", "2030-01-01", "2026-11-28" },
    { "2026-1-2", "2030-01-01", "2026-01-02" },
    { "11月28日", "2026-11-21", "2026-11-28" },
    { "2027年1月2日", "2026-11-21", "2027-01-02" },
    { "11 月 28 号", "2026-11-21", "2026-11-28" },
    { "2 Jan", "2026-11-21", "2027-01-02" }, /* of the nearest year */
    { "30 Dec", "2027-01-03", "2026-12-30" },
    { "29 Feb", "2027-01-03", "2028-02-29" }, /* which is a year that has it */
    { "29 Feb", "2026-01-03", "2024-02-29" },
    { "28", "2026-11-21", NULL },
    { "Nov", "2026-11-21", NULL },
    { "28 No", "2026-11-21", NULL },
    { "28 Nox", "2026-11-21", NULL },
    { "28 Novembers", "2026-11-21", NULL },
    { "11/28", "2026-11-21", NULL }, /* no month 28 */
    { "32/11", "2026-11-21", NULL },
    { "31/11", "2026-11-21", NULL },
    { "0/11", "2026-11-21", NULL },
    { "29/2/2027", "2026-11-21", NULL },
    { "28/11/3000", "2026-11-21", NULL },
    { "28/11/1", "2026-11-21", NULL },
    { "28/11.2027", "2026-11-21", NULL },
    { "28//11", "2026-11-21", NULL },
    { "-28/11", "2026-11-21", NULL },
    { "28/11 x", "2026-11-21", NULL },
    { "13月1日", "2026-11-21", NULL },
    { "月日", "2026-11-21", NULL },
    { "2026-11-28T08", "2026-11-21", NULL },
    { "\xff/11", "2026-11-21", NULL },
    { "999999999999/11", "2026-11-21", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint32 near = 0, julian = 7;

      g_assert_true (sl_date_parse (rows[i].near, &near));
      const gboolean ok = sl_date_typed (rows[i].text, near, &julian);
      g_autofree char *date = ok ? sl_date_to_text (julian) : NULL;
      if (g_strcmp0 (date, rows[i].date) != 0)
        g_error ("“%s” is %s", rows[i].text, date);
      g_assert_true (ok || julian == 7);
    }
}

/* Commands take both; what is kept is plain. A field that has a day takes the year that is nearest to it. */
static void
test_fields (void)
{
  static const struct { const char *id, *path, *text, *kept; } rows[] = {
    { "s", "eighths", "1 4/8", "12" }, { "s", "eighths", "3/8", "3" },       { "s", "eighths", "12/8", "12" },
    { "s", "eighths", "2 1/2", "20" }, { "s", "eighths", " 1  3/4 ", "14" }, { "s", "eighths", "20", "20" },
    { "s", "eighths", "2*8", "16" },   { "s", "eighths", "42/2", "21" },     { "s", "eighths", "1 9/8", NULL },
    { "s", "eighths", "1 4/7", NULL }, { "s", "eighths", "1 4", NULL },      { "s", "eighths", "0/8", NULL },
    { "s", "eighths", "1.5", NULL },   { "s", "eighths", "/8", NULL },       { "s", "eighths", "1 4/8 pages", NULL },
    { "s", "eighths", "-1 4/8", NULL }, { "s", "eighths", "9999 7/8", NULL },
    { "s", "number", "1 4/8", "1 4/8" },
    { "b", "from", "28 Nov", "2031-11-28" }, { "b", "from", "2 Jan", "2032-01-02" }, { "b", "from", "32/1", NULL },
    { "b", "rank", "4/8", NULL },
  };
  g_autoptr (SlPlan) plan = sl_plan_new ();
  g_autoptr (SlCommand) command = sl_command_new ("add");

  sl_command_add (command, SL_KIND_SCENE, "s");
  sl_command_add (command, SL_KIND_BOOKING, "b");
  sl_command_set (command, "b", "from", "2031-11-21");
  g_autoptr (SlPlan) made = sl_plan_apply (plan, command, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlCommand) edit = set (rows[i].id, rows[i].path, rows[i].text);
      g_autoptr (SlPlan) after = sl_plan_apply (made, edit, NULL);
      g_autofree char *kept = after != NULL ? sl_entity_get (sl_plan_find (after, rows[i].id), rows[i].path, NULL)
                                            : NULL;
      if (g_strcmp0 (kept, rows[i].kept) != 0)
        g_error ("%s “%s” is %s", rows[i].path, rows[i].text, kept);
    }
}

/* A file holds the plain forms alone. */
static void
test_files_stay_plain (void)
{
  static const char *const bad[] = {
    "<scene id=\"s\" eighths=\"1 4/8\"/>",
    "<booking id=\"b\" from=\"28 Nov\"/>",
    "<booking id=\"b\" from=\"28/11/2026\"/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strconcat (HEAD, bad[i], "</sightline>\n", NULL);
      g_autoptr (SlPlan) plan = parse (text, NULL);
      g_assert_null (plan);
    }
}

void
add_typed_tests (void)
{
  g_test_add_func ("/plan/typed/dates", test_dates);
  g_test_add_func ("/plan/typed/fields", test_fields);
  g_test_add_func ("/plan/typed/files", test_files_stay_plain);
}
