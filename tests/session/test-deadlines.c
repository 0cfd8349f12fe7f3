/* Which holds lapse soon, by the clocks of their stages, and when that is said. */
#include "../sl-test.h"
#include "sl-deadlines.h"
#include "sl-plan-xml.h"
#include "sl-stage-clock.h"
#include "tests.h"

#define B(id, stage, more) \
  "<booking id=\"" id "\" name=\"" id "\" stage=\"" stage "\" production=\"p\" from=\"2026-12-07\" " \
  "to=\"2026-12-08\" " more "/>"
/* At noon of 1 December: in Shanghai that is 04:00 UTC, in London 12:00 UTC. */
#define PLAN \
  "<sightline version=\"1.0\"><production id=\"p\"/><stage id=\"s\" timezone=\"Asia/Shanghai\"/>" \
  "<stage id=\"l\" timezone=\"Europe/London\"/>" \
  B ("london", "l", "expires=\"2026-12-01\" expires_time=\"12:00\"") \
  B ("noon", "s", "expires=\"2026-12-01\" expires_time=\"12:00\"") B ("day", "s", "expires=\"2026-12-01\"") \
  B ("challenged", "s", "expires=\"2026-12-02\" state=\"challenged\"") \
  B ("firm", "s", "expires=\"2026-12-01\" state=\"confirmed\"") \
  B ("released", "s", "expires=\"2026-12-01\" state=\"released\"") \
  B ("never", "s", "") "</sightline>"

static SlPlan *
plan_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  SlPlan *plan = sl_plan_parse (text, strlen (text), "x", NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static gint64
instant (const char *text)
{
  SlStageMoment moment;

  g_assert_true (sl_stage_moment_parse (text, NULL, &moment));
  return moment.at;
}

/* Their texts, "noon in 1 h, day in 13 h". */
static char *
texts_of (GArray *deadlines, gint64 now)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < deadlines->len; i++)
    {
      g_autofree char *one = sl_deadline_text (&g_array_index (deadlines, SlDeadline, i), now);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", one);
    }
  g_array_unref (deadlines);
  return g_string_free (text, FALSE);
}

static void
test_soon (void)
{
  static const struct { const char *now; int hours; const char *texts; } rows[] = {
    { "2026-12-01T03:00Z", 24, "noon in 1 h, london in 9 h, day in 13 h" },
    { "2026-12-01T03:00Z", 72, "noon in 1 h, london in 9 h, day in 13 h, challenged in 37 h" },
    { "2026-12-01T03:59Z", 1, "noon in 1 h" },
    { "2026-12-01T04:00Z", 1, "" },
    { "2026-12-01T04:00Z", 12, "london in 8 h, day in 12 h" },
    { "2026-12-01T11:59Z", 5, "london in 1 h, day in 5 h" },
    { "2026-11-27T16:00Z", 4 * 24, "noon in 3 d, london in 3 d, day in 4 d" },
    { "2026-12-03T00:00Z", 1000, "" },
  };
  g_autoptr (SlPlan) plan = plan_of (PLAN);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gint64 now = instant (rows[i].now);
      g_autofree char *texts = texts_of (sl_deadlines (plan, now, rows[i].hours * 3600), now);

      g_test_message ("%s", rows[i].now);
      g_assert_cmpstr (texts, ==, rows[i].texts);
    }
}

/* A day before and an hour before, each once; again when the moment is another one. */
static void
test_reminders (void)
{
  static const struct { const char *now, *texts; } rows[] = {
    { "2026-11-29T03:00Z", "" },
    { "2026-11-30T04:00Z", "noon in 24 h" },
    { "2026-11-30T04:01Z", "" },
    { "2026-11-30T20:00Z", "london in 16 h, day in 20 h" },
    { "2026-12-01T02:59Z", "" },
    { "2026-12-01T03:00Z", "noon in 1 h" },
    { "2026-12-01T03:30Z", "" },
    { "2026-12-01T15:30Z", "day in 1 h" }, /* asleep in between: London's hour is past */
    { "2026-12-01T16:00Z", "challenged in 24 h" },
  };
  g_autoptr (SlPlan) plan = plan_of (PLAN);
  g_autoptr (SlPlan) later = plan_of ("<sightline version=\"1.0\"><production id=\"p\"/>"
                                      "<stage id=\"s\" timezone=\"UTC\"/>"
                                      B ("challenged", "s", "expires=\"2026-12-03\"") "</sightline>");
  g_autoptr (SlReminders) reminders = sl_reminders_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gint64 now = instant (rows[i].now);
      g_autofree char *texts = texts_of (sl_reminders_due (reminders, plan, now), now);

      g_test_message ("%s", rows[i].now);
      g_assert_cmpstr (texts, ==, rows[i].texts);
    }
  const gint64 now = instant ("2026-12-03T12:00Z");
  g_autofree char *again = texts_of (sl_reminders_due (reminders, later, now), now);
  g_assert_cmpstr (again, ==, "challenged in 12 h");
}

static void
test_left (void)
{
  static const struct { int seconds; const char *text; } rows[] = {
    { -1, "over" }, { 0, "over" }, { 1, "1 h" }, { 3600, "1 h" }, { 3601, "2 h" }, { 71 * 3600, "71 h" },
    { 72 * 3600, "3 d" }, { 96 * 3600 - 1, "4 d" }, { 365 * 86400, "365 d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = sl_deadline_left (1000000 + rows[i].seconds, 1000000);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

void
add_deadline_tests (void)
{
  g_test_add_func ("/deadlines/soon", test_soon);
  g_test_add_func ("/deadlines/reminders", test_reminders);
  g_test_add_func ("/deadlines/left", test_left);
}
