/* What is refused, and in which words. */
#include "../sl-test.h"
#include "sl-error.h"
#include "sl-psplib.h"
#include "test-rcpsp.h"

/* --- files --- */

#define HEAD "****\nfile with basedata : x\nprojects : 1\njobs (incl. supersource/sink ): 3\n"
#define RESOURCES "RESOURCES\n  - renewable : 1 R\n  - nonrenewable : 0 N\n  - doubly constrained : 0 D\n"
#define ARCS "PRECEDENCE RELATIONS:\njobnr. #modes #successors successors\n 1 1 1 2\n 2 1 1 3\n 3 1 0\n"
#define NEEDS "REQUESTS/DURATIONS:\njobnr. mode duration R 1\n----\n 1 1 0 0\n 2 1 4 2\n 3 1 0 0\n"
#define HAVE "RESOURCEAVAILABILITIES:\n R 1\n 3\n****\n"

static void
test_files (void)
{
  static const struct { const char *text, *says; /* NULL: is read */
  } rows[] = {
    { HEAD RESOURCES ARCS NEEDS HAVE, NULL },
    { HEAD RESOURCES ARCS NEEDS "RESOURCEAVAILABILITIES:\r\n R 1\r\n 3", NULL },
    { "", "x.sm: “projects” does not come" },
    { "<sightline/>", "x.sm: “projects” does not come" },
    { "projects : 2\n", "x.sm:1: “2” stands where a whole number from 0 to 1 should" },
    { "projects : 0\n", "x.sm:1: the number is too small" },
    { "projects : 1\njobs (incl. supersource/sink ): 1\n", "x.sm:2: the number is too small" },
    { "projects : 1\njobs (incl. supersource/sink ): 99999999999\n", "x.sm:2: “99999999999” stands where" },
    { "projects : 1\njobs (incl. supersource/sink ): -3\n", "x.sm:2: “-3” stands where" },
    { "projects : 1\njobs (incl. supersource/sink ): 3x\n", "x.sm:2: “3x” stands where" },
    { HEAD "RESOURCES\n - renewable : 1 R\n - nonrenewable : 2 N\n", "x.sm:7: “2 N” stands where" },
    { HEAD RESOURCES "PRECEDENCE RELATIONS:\nh\n 1 1 1 2\n 3 1 0\n", "x.sm:12: job 3 stands where job 2 should" },
    { HEAD RESOURCES "PRECEDENCE RELATIONS:\nh\n 1 2 1 2\n", "x.sm:11: the job has more modes than one" },
    { HEAD RESOURCES "PRECEDENCE RELATIONS:\nh\n 1 1 1 1\n", "x.sm:11: a successor is no other job" },
    { HEAD RESOURCES "PRECEDENCE RELATIONS:\nh\n 1 1 1 0\n", "x.sm:11: a successor is no other job" },
    { HEAD RESOURCES "PRECEDENCE RELATIONS:\nh\n 1 1 1 4\n", "x.sm:11: “4” stands where a whole number from 0 to 3" },
    { HEAD RESOURCES "PRECEDENCE RELATIONS:\nh\n 1 1 2 2\n", "x.sm:11: “” stands where" },
    { HEAD RESOURCES "PRECEDENCE RELATIONS:\nh\n 1 1 1 2 3\n", "x.sm:11: there are more numbers" },
    { HEAD RESOURCES ARCS, "x.sm:13: “REQUESTS/DURATIONS:” does not come after this line" },
    { HEAD RESOURCES ARCS "REQUESTS/DURATIONS:\nh\n 1 1 0 0\n 2 1 4\n", "x.sm:17: “” stands where" },
    { HEAD RESOURCES ARCS "REQUESTS/DURATIONS:\nh\n 1 1 0 0\n 2 1 4 40000\n", "x.sm:17: “40000” stands where" },
    { HEAD RESOURCES ARCS "REQUESTS/DURATIONS:\nh\n 1 1 0 0\n 2 1 2.5 4\n", "x.sm:17: “2.5 4” stands where" },
    { HEAD RESOURCES ARCS "REQUESTS/DURATIONS:\nh\n 1 1 0 0\n", "x.sm:16: the file ends too soon" },
    { HEAD RESOURCES ARCS NEEDS, "does not come after this line" },
    { HEAD RESOURCES ARCS NEEDS "RESOURCEAVAILABILITIES:\n R 1\n", "the file ends too soon" },
    { HEAD RESOURCES ARCS NEEDS "RESOURCEAVAILABILITIES:\n R 1\n 3 4\n", "there are more numbers" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlRcpsp) p = sl_psplib_parse (rows[i].text, strlen (rows[i].text), "x.sm", &error);

      if (rows[i].says == NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (p->arcs->len, ==, 2);
          g_assert_cmpint (sl_rcpsp_activity (p, 1)->duration, ==, 4);
          g_assert_cmpint (sl_rcpsp_resource (p, 0)->capacity, ==, 3);
          continue;
        }
      g_assert_null (p);
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      if (strstr (error->message, rows[i].says) == NULL)
        g_error ("row %u: %s", i, error->message);
    }
}

static void
test_hostile_files (void)
{
  g_autofree char *large = g_malloc0 (SL_PSPLIB_MAX_BYTES + 1);
  g_autoptr (GString) wide = g_string_new (HEAD RESOURCES "PRECEDENCE RELATIONS:\nh\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_psplib_parse (large, SL_PSPLIB_MAX_BYTES + 1, "x.sm", &error));
  g_assert_nonnull (strstr (error->message, "larger than"));
  g_clear_error (&error);
  for (guint i = 0; i < 70000; i++)
    g_string_append_c (wide, ' ');
  g_assert_null (sl_psplib_parse (wide->str, wide->len, "x.sm", &error));
  g_assert_nonnull (strstr (error->message, "x.sm:11: the line is too long"));
  g_clear_error (&error);
  g_assert_null (sl_psplib_parse ("projects\0: 1", 12, "x.sm", &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  g_assert_false (sl_psplib_is ("", 0));
  g_assert_false (sl_psplib_is ("****\nfile with base", 19));
  g_assert_true (sl_psplib_is ("****\nfile with basedata", 23));
  g_assert_false (sl_psplib_is ("<sightline/>", 12));
}

/* --- problems --- */

/* Three shoots of 2, 3 and 1 on one stage, the last after the second; a calendar that is closed in 5…7. */
static SlRcpsp *
plain (void)
{
  SlRcpsp *p = sl_rcpsp_new ();

  sl_rcpsp_add_resource (p, "stage", 1);
  sl_rcpsp_add_calendar (p, "weekdays");
  sl_rcpsp_close (p, 0, 5, 8);
  sl_rcpsp_add_activity (p, "arrival", 2);
  sl_rcpsp_add_activity (p, "chase", 3);
  sl_rcpsp_add_activity (p, "coda", 1);
  for (int a = 0; a < 3; a++)
    sl_rcpsp_need (p, a, 0, 1);
  sl_rcpsp_precede (p, 1, 2, 0);
  return p;
}

static void cycle (SlRcpsp *p)     { sl_rcpsp_precede (p, 2, 0, 1); sl_rcpsp_precede (p, 0, 1, 0); }
static void itself (SlRcpsp *p)    { sl_rcpsp_precede (p, 0, 0, 0); }
static void negative (SlRcpsp *p)  { sl_rcpsp_activity (p, 1)->duration = -3; }
static void endless (SlRcpsp *p)   { sl_rcpsp_activity (p, 1)->duration = SL_RCPSP_MAX_TIME + 1; }
static void early (SlRcpsp *p)     { sl_rcpsp_activity (p, 1)->release = -1; }
static void no_calendar (SlRcpsp *p) { sl_rcpsp_activity (p, 1)->calendar = 1; }
static void no_one (SlRcpsp *p)    { sl_rcpsp_need (p, 3, 0, 1); }
static void greedy (SlRcpsp *p)    { sl_rcpsp_need (p, 1, 0, 1); }
static void lack (SlRcpsp *p)      { sl_rcpsp_need (p, 1, 0, -1); }
static void no_arc (SlRcpsp *p)    { sl_rcpsp_precede (p, 0, 7, 0); }
static void back (SlRcpsp *p)      { sl_rcpsp_precede (p, 0, 1, -1); }
static void reversed (SlRcpsp *p)  { sl_rcpsp_close (p, 0, 9, 8); }
static void capacity (SlRcpsp *p)  { sl_rcpsp_resource (p, 0)->capacity = 40000; }
static void late (SlRcpsp *p)      { sl_rcpsp_activity (p, 1)->release = 4; sl_rcpsp_activity (p, 2)->deadline = 7; }

static void
long_ones (SlRcpsp *p)
{
  for (int a = 0; a < 3; a++)
    sl_rcpsp_activity (p, a)->duration = SL_RCPSP_MAX_TIME - 9;
  g_array_set_size (p->arcs, 0);
}

static void
wide (SlRcpsp *p)
{
  for (int r = 0; r < 500; r++)
    sl_rcpsp_add_resource (p, "crew", 1);
  sl_rcpsp_activity (p, 0)->duration = SL_RCPSP_MAX_TIME / 2;
}

static void
closed (SlRcpsp *p)
{
  sl_rcpsp_close (p, 0, 0, SL_RCPSP_MAX_TIME);
  sl_rcpsp_activity (p, 0)->calendar = 0;
}

static void
stage_closed (SlRcpsp *p)
{
  sl_rcpsp_resource (p, 0)->calendar = 0;
  sl_rcpsp_activity (p, 1)->release = 3;
  sl_rcpsp_activity (p, 1)->deadline = 8;
}

static void
crowded (SlRcpsp *p)
{
  for (int a = 0; a < 3; a++)
    sl_rcpsp_activity (p, a)->deadline = 5;
  sl_rcpsp_activity (p, 0)->deadline = 9;
  sl_rcpsp_activity (p, 0)->release = 2;
  p->horizon = 5;
}

static void
test_problems (void)
{
  static const struct { void (*spoil) (SlRcpsp *p); const char *says;
  } rows[] = {
    { cycle, "each of these must be over before the next: arrival → chase → coda → arrival" },
    { itself, "each of these must be over before the next: arrival → arrival" },
    { negative, "chase: the duration is negative" }, { endless, "chase: the duration" },
    { early, "chase: the release" }, { no_calendar, "chase: its calendar is missing" },
    { no_one, "demand: the activity or resource that it names is missing" },
    { greedy, "chase needs 2 of stage, which has 1" }, { lack, "chase: its demand is negative" },
    { no_arc, "link: the activity that it names is missing" }, { back, "arrival: the lag after it is negative" },
    { reversed, "weekdays: a closed stretch ends before it begins" }, { capacity, "stage: the capacity is" },
    { closed, "these cannot hold together: arrival works by the calendar weekdays; change" },
    { late, "these cannot hold together: coda starts 0 or more after the end of chase, chase starts at 4 or later, "
            "coda is over by 7; change any one" },
    { stage_closed, "these cannot hold together: chase starts at 3 or later, chase is over by 8, stage works by the "
                    "calendar weekdays; change any one" },
    { long_ones, "one after the other it takes 3145701 units of time" },
    { wide, "one after the other it takes 524292 units of time" },
    { crowded, "these cannot hold together: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SlRcpspLimits limits = { .seconds = 5 };
      g_autoptr (SlRcpsp) p = plain ();
      g_autoptr (GError) error = NULL;

      rows[i].spoil (p);
      g_assert_null (sl_rcpsp_solve (p, &limits, NULL, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
      if (!g_str_has_prefix (error->message, rows[i].says))
        g_error ("row %u: %s", i, error->message);
    }
}

static void
test_crowded (void)
{
  g_autoptr (SlRcpsp) p = plain ();
  g_autoptr (GString) text = g_string_new (NULL);

  crowded (p);
  g_assert_true (sl_rcpsp_check (p, NULL)); /* each alone could be */
  g_autoptr (SlRcpspConflict) conflict = sl_rcpsp_find_conflict (p, 0, NULL, NULL);
  g_assert_true (conflict->minimal);
  for (guint i = 0; i < conflict->rules->len; i++)
    {
      g_autofree char *rule = sl_rcpsp_rule_text (p, g_array_index (conflict->rules, SlRcpspRuleRef, i));
      g_string_append_printf (text, "%s\n", rule);
    }
  /* six units of work by five: the release and the order have no part in it */
  g_assert_cmpstr (text->str, ==, "there is 1 of stage\nall is over by 5\n");
}

void
test_rcpsp_add_bad (void)
{
  g_test_add_func ("/schedule/psplib/files", test_files);
  g_test_add_func ("/schedule/psplib/hostile-files", test_hostile_files);
  g_test_add_func ("/schedule/rcpsp/problems", test_problems);
  g_test_add_func ("/schedule/rcpsp/crowded", test_crowded);
}
