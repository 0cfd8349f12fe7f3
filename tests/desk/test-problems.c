/* What is wrong, live: after edits, off the main thread, in its order, and mended by one step. */
#include <string.h>

#include "../sl-test.h"
#include "sl-assertions.h"
#include "sl-mend.h"
#include "sl-plan-xml.h"
#include "tests.h"

static gboolean
is_known (SlBench *bench)
{
  return sl_problems_list (bench->problems) != NULL;
}

static gboolean
is_clean (SlBench *bench)
{
  return is_known (bench) && sl_problems_list (bench->problems)->len == 0;
}

static gboolean
is_not_clean (SlBench *bench)
{
  return is_known (bench) && sl_problems_list (bench->problems)->len > 0;
}

/* Notes apart: the plan of these tests may have some. */
static guint
first_of (SlBench *bench, const char *id)
{
  const GPtrArray *list = sl_problems_list (bench->problems);

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((SlFinding *) list->pdata[i])->id, id))
      return i;
  return G_MAXUINT;
}

static gboolean
shot_is_wrong (SlBench *bench)
{
  return is_known (bench) && sl_problems_of (bench->problems, "s1") != NULL;
}

static gboolean
shot_is_right (SlBench *bench)
{
  return is_known (bench) && sl_problems_of (bench->problems, "s1") == NULL;
}

static void
test_live (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  guint runs;

  wait_until (is_known, bench);
  g_assert_null (sl_problems_of (bench->problems, "s1"));
  runs = sl_problems_runs (bench->problems);
  set (bench->editor, "s1", "camera", "");
  wait_until (shot_is_wrong, bench);
  g_assert_cmpuint (sl_problems_runs (bench->problems) - runs, ==, 1);
  g_assert_cmpint (sl_problems_of (bench->problems, "s1")->severity, ==, SL_SEVERITY_ERROR);
  g_assert_cmpint (sl_problems_workspace (bench->problems, first_of (bench, "s1")), ==, SL_WORKSPACE_SHOTS);

  g_autoptr (GPtrArray) mends = sl_problems_mends (bench->problems, first_of (bench, "s1"));
  g_assert_cmpuint (mends->len, >, 0);
  g_assert_true (sl_editor_apply (bench->editor, ((SlMend *) mends->pdata[0])->command));
  wait_until (shot_is_right, bench);
  sl_editor_undo (bench->editor); /* one step */
  wait_until (shot_is_wrong, bench);
}

/* Many edits in a row are looked at once, when they rest; the window is not held up meanwhile. */
static void
test_rests (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  guint runs;

  wait_until (is_known, bench);
  runs = sl_problems_runs (bench->problems);
  for (int i = 0; i < 50; i++)
    {
      g_autofree char *at = g_strdup_printf ("%d 2 0", i);
      set (bench->editor, "b1", "position", at);
      g_main_context_iteration (NULL, FALSE);
    }
  set (bench->editor, "s1", "camera", "");
  wait_until (shot_is_wrong, bench);
  g_assert_cmpuint (sl_problems_runs (bench->problems) - runs, <=, 2);
}

/* By workspace, then the worst first. */
static void
test_order (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Make a mess");

  ADD (BOOKING, "bk", "from", "2026-02-03", "to", "2026-02-01");
  ADD (WALL, "lost", "columns", "5", "seams", "1 2");
  sl_command_set (command, "s1", "camera", "");
  g_assert_true (sl_editor_apply (bench->editor, command));
  wait_until (is_not_clean, bench);
  const GPtrArray *list = sl_problems_list (bench->problems);
  for (guint i = 1; i < list->len; i++)
    {
      const SlFinding *a = list->pdata[i - 1], *b = list->pdata[i];
      SlWorkspace x = sl_problems_workspace (bench->problems, i - 1), y = sl_problems_workspace (bench->problems, i);

      g_assert_cmpint (x, <=, y);
      if (x == y)
        g_assert_cmpint (a->severity, >=, b->severity);
      g_assert_cmpstr (sl_problems_key (bench->problems, i - 1), !=, sl_problems_key (bench->problems, i));
    }
  g_assert_cmpint (sl_problems_workspace (bench->problems, first_of (bench, "lost")), ==, SL_WORKSPACE_STAGE);
  g_assert_cmpint (sl_problems_workspace (bench->problems, first_of (bench, "bk")), ==, SL_WORKSPACE_SCHEDULE);
}

/* A bench that goes while a look is on its way, and a plan with nothing wrong. */
static void
test_ends (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (sl_document_new_from_template ("empty", SL_OPEN_PLAIN, NULL));
  SlBench *gone = sl_bench_new (make_document ());

  for (int i = 0; i < 40; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  sl_bench_unref (gone);
  wait_until (is_clean, bench);
}

/* --- assertions --- */

/* The row of what does not hold; NULL while there is none. */
static const SlFinding *
failing (SlBench *bench, const char *id)
{
  const guint at = is_known (bench) ? first_of (bench, id) : G_MAXUINT;

  return at != G_MAXUINT ? sl_problems_list (bench->problems)->pdata[at] : NULL;
}

static gboolean
panels_fail (SlBench *bench)
{
  return failing (bench, "few") != NULL;
}

static gboolean
panels_hold (SlBench *bench)
{
  return is_known (bench) && failing (bench, "few") == NULL;
}

static gboolean
coverage_fails (SlBench *bench)
{
  return failing (bench, "all-seen") != NULL;
}

static gboolean
coverage_holds (SlBench *bench)
{
  return is_known (bench) && failing (bench, "all-seen") == NULL;
}

/* With value and limit; one over coverage as soon as that is measured, and about the shot that is seen least. */
static void
test_assertions (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autoptr (SlCommand) command = sl_command_new ("Assert");

  ADD (ASSERTION, "few", "measure", "panels", "relation", "at-most", "value", "10");
  ADD (ASSERTION, "all-seen", "measure", "coverage_min", "of", "s2", "relation", "at-least", "value", "1.5");
  ADD (ASSERTION, "light", "measure", "weight_kg", "relation", "at-most", "value", "1e9");
  g_assert_true (sl_editor_apply (bench->editor, command));
  wait_until (panels_fail, bench);
  g_assert_nonnull (strstr (failing (bench, "few")->message, "10"));
  g_assert_nonnull (strstr (failing (bench, "few")->message, "96")); /* two walls of 8 × 6 */
  g_assert_cmpstr (failing (bench, "few")->code, ==, "assertion");
  g_assert_cmpint (sl_problems_workspace (bench->problems, first_of (bench, "few")), ==, SL_WORKSPACE_STAGE);
  wait_until (coverage_fails, bench);
  g_assert_cmpstr (failing (bench, "all-seen")->about, ==, "s2");
  g_assert_cmpint (sl_problems_workspace (bench->problems, first_of (bench, "all-seen")), ==, SL_WORKSPACE_SHOTS);
  set (bench->editor, "few", "value", "100");
  wait_until (panels_hold, bench);
  set (bench->editor, "all-seen", "value", "0");
  wait_until (coverage_holds, bench);
  set (bench->editor, "few", "value", "5");
  wait_until (panels_fail, bench);
  sl_editor_undo (bench->editor);
  wait_until (panels_hold, bench);
}

/* --- all that `check` says --- */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
as_text (const GPtrArray *findings)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < findings->len; i++)
    {
      const SlFinding *f = findings->pdata[i];
      g_ptr_array_add (lines, g_strdup_printf ("%s %s.%s: %s; %s", sl_severity_id (f->severity), f->id, f->field,
                                               f->message, f->remedy));
    }
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* As `sightline-cli check` has it. */
static char *
checked (SlDocument *document)
{
  g_autoptr (GPtrArray) findings = sl_document_check (document, NULL), once = NULL;
  g_autoptr (GArray) results = sl_assertions_evaluate (document, NULL, findings);

  sl_assertions_add_failing (sl_document_plan (document), results, findings);
  once = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  sl_findings_merge (once, findings);
  return as_text (once);
}

static const char *expected; /* of the plan that is looked at */

static gboolean
says_it_all (SlBench *bench)
{
  g_autofree char *said = is_known (bench) ? as_text (sl_problems_list (bench->problems)) : NULL;

  return g_strcmp0 (said, expected) == 0;
}

#define BEGIN "<?xml version=\"1.0\"?><sightline version=\"1.0\"><production id=\"pr\"/><stage id=\"st\"/>" \
              "<setup id=\"su\" stage=\"st\"/><panel id=\"p\" source=\"s\"/>"

/* Of plans with something wrong of every kind, the list says what `check` says, no less and no more. */
static void
test_says_all_that_check_says (void)
{
  static const char *const plans[] = {
    "",
    "<wall id='w' stage='st' cabinet='nobody' processor='p'/><wall id='v'/><shot id='s' setup='su' camera='w'/>",
    "<wall id='w' stage='st' cabinet='p' columns='4' rows='2' seams='1 2' docks='w'><patch column='9'/></wall>",
    "<wall id='w' stage='st' cabinet='p'/><wall id='f' role='floor' stage='st' cabinet='p' docks='w'/>"
    "<setup id='other' stage='st'><value target='w' path='position' value='0 9 0'/></setup>",
    "<shot id='s' setup='su'><track target='pr' path='name'><key frame='0' value='x'/></track></shot>",
    "<setup id='odd' stage='st' absent='ghost'><value target='st' path='grid' value='wide'/></setup>",
    "<prop id='b' stage='st' shape='model' model='nowhere.glb'/>"
    "<environment id='e' content='picture' picture='no.png'/>",
    "<booking id='b1' stage='st' from='2026-03-05' to='2026-03-01'/>"
    "<booking id='b2' stage='st' from='2026-04-01' to='2026-04-03' state='confirmed'/>"
    "<booking id='b3' stage='st' from='2026-04-02' to='2026-04-04' state='confirmed'/>",
    "<group id='g' group='h'/><group id='h' group='g'/>",
    "<assertion id='a1' measure='luck' value='1'/><assertion id='a2' measure='panels' value='-1'/>"
    "<assertion id='a3' measure='power_max_w' of='ghost' value='1'/>"
    "<wall id='w' stage='st' cabinet='p'/><assertion id='a4' measure='weight_kg' value='1'/>",
    "<shot id='s' setup='su' camera='c'/><camera id='c' stage='st'/>"
    "<assertion id='a' measure='coverage_min' of='s' relation='at-least' value='1'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *text = g_strconcat (BEGIN, plans[i], "</sightline>", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPlan) plan = sl_plan_parse (text, strlen (text), "test", NULL, &error);
      g_assert_no_error (error);
      g_autoptr (SlBench) bench = sl_bench_new (sl_document_new_from_plan (plan, SL_OPEN_PLAIN));
      g_autofree char *all = checked (sl_editor_document (bench->editor));

      g_test_message ("%s\n%s", plans[i], all);
      g_assert_cmpint (*all != '\0', ==, *plans[i] != '\0');
      expected = all;
      wait_until (says_it_all, bench);
    }
}

void
add_problem_tests (void)
{
  g_test_add_func ("/desk/problems/live", test_live);
  g_test_add_func ("/desk/problems/rests", test_rests);
  g_test_add_func ("/desk/problems/order", test_order);
  g_test_add_func ("/desk/problems/ends", test_ends);
  g_test_add_func ("/desk/problems/assertions", test_assertions);
  g_test_add_func ("/desk/problems/says-all-that-check-says", test_says_all_that_check_says);
}
