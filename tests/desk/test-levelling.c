/* Levelling in the background: found, applied in one step, out of date after an edit, laid aside, refused. */
#include <string.h>

#include "tests.h"

#include "../sl-test.h"
#include "sl-plan-xml.h"

#define PLAN "<sightline version=\"1.0\"><stage id=\"s\"/><prop id=\"box\"/>" \
  "<booking id=\"a\" stage=\"s\" from=\"2026-11-02\" to=\"2026-11-05\"/>" \
  "<booking id=\"b\" stage=\"s\" from=\"2026-11-04\" to=\"%s\" rank=\"2\"/></sightline>"

static SlBench *
make_bench (const char *to)
{
  g_autofree char *text = g_strdup_printf (PLAN, to);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPlan) plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return sl_bench_new (sl_document_new_from_plan (plan, SL_OPEN_PLAIN));
}

static gboolean
is_done (SlBench *bench)
{
  return !sl_levelling_is_running (bench->levelling);
}

static void
level (SlBench *bench)
{
  sl_levelling_search (bench->levelling, 0, FALSE, 1);
  g_assert_true (sl_levelling_is_running (bench->levelling));
  wait_until (is_done, bench);
}

static char *
first_day (SlBench *bench)
{
  return sl_date_to_text (((const SlBooking *) sl_plan_find (sl_editor_plan (bench->editor), "b"))->from);
}

static void
test_apply (void)
{
  g_autoptr (SlBench) bench = make_bench ("2026-11-05");

  g_assert_null (sl_levelling_found (bench->levelling));
  g_assert_false (sl_levelling_apply (bench->levelling));
  level (bench);
  g_assert_cmpuint (sl_levelling_found (bench->levelling)->moves->len, ==, 1);
  set (bench->editor, "box", "name", "Box"); /* not what it is about */
  g_assert_true (sl_levelling_is_current (bench->levelling));
  g_assert_true (sl_levelling_apply (bench->levelling));
  g_autofree char *moved = first_day (bench);
  g_assert_cmpstr (moved, ==, "2026-11-06");
  g_assert_false (sl_levelling_is_current (bench->levelling));
  g_assert_false (sl_levelling_apply (bench->levelling));
  sl_editor_undo (bench->editor);
  g_autofree char *back = first_day (bench);
  g_assert_cmpstr (back, ==, "2026-11-04");
  g_assert_true (sl_levelling_is_current (bench->levelling));
  sl_levelling_forget (bench->levelling);
  g_assert_null (sl_levelling_found (bench->levelling));
}

static void
test_out_of_date (void)
{
  g_autoptr (SlBench) bench = make_bench ("2026-11-05");

  level (bench);
  set (bench->editor, "a", "to", "2026-11-03");
  g_assert_false (sl_levelling_apply (bench->levelling));
  sl_levelling_search (bench->levelling, 0, FALSE, 1);
  sl_levelling_forget (bench->levelling); /* while it runs */
  g_assert_false (sl_levelling_is_running (bench->levelling));
  level (bench);
  g_assert_cmpuint (sl_levelling_found (bench->levelling)->moves->len, ==, 0);
  sl_levelling_search (bench->levelling, 0, FALSE, 1);
  sl_bench_close (bench); /* while it runs */
}

static void
test_trouble (void)
{
  g_autoptr (SlBench) bench = make_bench ("2226-11-05");

  level (bench);
  g_assert_null (sl_levelling_found (bench->levelling));
  g_assert_nonnull (strstr (sl_levelling_trouble (bench->levelling), "a hundred years"));
}

void
add_levelling_tests (void)
{
  g_test_add_func ("/levelling/apply", test_apply);
  g_test_add_func ("/levelling/out-of-date", test_out_of_date);
  g_test_add_func ("/levelling/trouble", test_trouble);
}
