/* What walls take, in words: lines with limits, sums, what an edit changed, and what nobody can check. */
#include <string.h>

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-edit.h"
#include "sl-needs.h"
#include "tests.h"

/* The flat sample wall with edits: "id path=value". */
static SlPlan *
flat_with (const char *const *edits)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;
  SlPlan *changed;

  for (; *edits != NULL; edits++)
    {
      g_auto (GStrv) words = g_strsplit (*edits, " ", 2), sides = g_strsplit (words[1], "=", 2);
      sl_command_set (command, words[0], sides[0], sides[1]);
    }
  changed = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return changed;
}

static const SlNeed *
need_of (const GPtrArray *needs, const char *label)
{
  for (guint i = 0; i < needs->len; i++)
    if (g_str_equal (((SlNeed *) needs->pdata[i])->label, label))
      return needs->pdata[i];
  return NULL;
}

static void
test_lines (void)
{
  static const struct {
    const char  *edits[4];
    const char  *label, *text; /* NULL: no such line */
    SlLimitState state;
  } cases[] = {
    { { NULL }, "Width × height", "8.00 m × 4.50 m", SL_LIMIT_UNKNOWN },
    { { "wall columns=120" }, "Cabinets", "1,080 (120 × 9)", SL_LIMIT_UNKNOWN },
    { { NULL }, "Picture", "2816 × 1584, 4.46 Mpx", SL_LIMIT_UNKNOWN },
    { { NULL }, "Bend", "flat", SL_LIMIT_UNKNOWN },
    { { "wall seams=4" }, "Bend", "radius 7.16 m, sweep 64.0°", SL_LIMIT_UNKNOWN },
    { { "wall seams=-4" }, "Bend", "radius 7.16 m, sweep -64.0°", SL_LIMIT_UNKNOWN },
    { { "wall columns=3", "wall seams=4 0" }, "Bend", "radius from 7.16 m, sweep 4.0°", SL_LIMIT_UNKNOWN },
    { { NULL }, "Weight", "1,346 kg", SL_LIMIT_UNKNOWN },
    { { "roe-bp2v2 weight_kg=" }, "Weight", "enter the cabinet’s weight", SL_LIMIT_UNKNOWN },
    { { NULL }, "Power", "27.4 kW at most, 13.7 kW usually", SL_LIMIT_UNKNOWN },
    { { "roe-bp2v2 power_avg_w=" }, "Power", "27.4 kW at most", SL_LIMIT_UNKNOWN },
    { { "roe-bp2v2 power_max_w=" }, "Heat", NULL, SL_LIMIT_UNKNOWN },
    { { "wall processor=" }, "Ports", "choose a processor", SL_LIMIT_UNKNOWN },
    { { "wall processor=" }, "Processors", NULL, SL_LIMIT_UNKNOWN },
    { { NULL }, "Rows stacked", "9, 12 at most", SL_LIMIT_FAR },
    { { "wall rows=11" }, "Rows stacked", "11, 12 at most", SL_LIMIT_NEAR },
    { { "wall rows=13" }, "Rows stacked", "13, but 12 at most", SL_LIMIT_OVER },
    { { "wall rows=13", "wall position=0 4 1" }, "Rows stacked", NULL, SL_LIMIT_UNKNOWN },
    { { "wall rows=13", "wall position=0 4 1" }, "Rows hung", "13, 20 at most", SL_LIMIT_FAR },
    { { NULL }, "Top edge", "4.50 m, 6.00 m at most", SL_LIMIT_FAR },
    { { "wall rows=13" }, "Top edge", "6.50 m, but 6.00 m at most", SL_LIMIT_OVER },
    { { "roe-bp2v2 seam_max=5", "wall seams=4.8" }, "Largest seam", "4.8°, 5° at most", SL_LIMIT_NEAR },
    { { "roe-bp2v2 seam_min=-5", "wall seams=-6" }, "Largest seam", "6°, but 5° at most", SL_LIMIT_OVER },
    { { "wall seams=6" }, "Largest seam", NULL, SL_LIMIT_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlPlan) plan = flat_with (cases[i].edits);
      g_autoptr (SlTally) tally = sl_tally_new (plan, NULL);
      g_autoptr (GPtrArray) needs = sl_needs_of_wall (plan, tally, sl_needs_wall (tally, "wall"), FALSE);
      const SlNeed *need = need_of (needs, cases[i].label);

      g_test_message ("%u %s: %s", i, cases[i].label, need != NULL ? need->text : "–");
      g_assert_cmpstr (need != NULL ? need->text : NULL, ==, cases[i].text);
      if (need != NULL)
        g_assert_cmpint (need->state, ==, cases[i].state);
    }
}

static void
test_sums (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("yongchuan.sightline"));
  g_autoptr (SlTally) tally = sl_tally_new (plan, NULL);
  g_autofree char *sums = sl_needs_sums (tally);

  g_assert_cmpstr (sums, ==, "1,464\u00a0cabinets\u00a0· 83.04\u00a0Mpx\u00a0· 80\u00a0ports\u00a0· "
                             "255\u00a0kW\u00a0max\u00a0· 11,513\u00a0kg\u00a0· CNY\u00a01,786,000");

  /* one wall without a processor takes nothing from the others */
  g_autoptr (SlCommand) command = sl_command_new ("x");
  sl_command_set (command, "ceiling-a", "processor", "");
  g_autoptr (SlPlan) less = sl_plan_apply (plan, command, NULL);
  g_assert_nonnull (less);
  g_autoptr (SlTally) lacking = sl_tally_new (less, NULL);
  g_autofree char *some = sl_needs_sums (lacking);
  g_assert_nonnull (strstr (some, "78\u00a0ports\u00a0· 1\u00a0wall\u00a0without\u00a0processor"));

  g_autoptr (SlPlan) nothing = sl_plan_new ();
  g_autoptr (SlTally) none = sl_tally_new (nothing, NULL);
  g_autofree char *empty = sl_needs_sums (none);
  g_assert_cmpstr (empty, ==, "");
}

static gboolean
is_summed (SlBench *bench)
{
  return sl_figures_tally (bench->figures) != NULL;
}

static gboolean
is_changed (SlBench *bench)
{
  return sl_figures_before (bench->figures) != NULL;
}

static char *
change_of (SlBench *bench)
{
  const SlTally *before = sl_figures_before (bench->figures);

  return before != NULL ? sl_needs_change (before, sl_figures_tally (bench->figures)) : NULL;
}

static gboolean
is_unchanged (SlBench *bench)
{
  g_autofree char *change = change_of (bench);

  return change == NULL;
}

static gboolean
has_change (SlBench *bench)
{
  return !is_unchanged (bench);
}

/* Of the last step, a drag being one; an edit that changes nothing of it has nothing to tell. */
static void
test_change (void)
{
  g_autoptr (SlBench) bench = sl_bench_new (make_document ());
  g_autofree char *first = NULL, *dragged = NULL;
  guint64 before;

  wait_until (is_summed, bench);
  g_assert_null (sl_figures_before (bench->figures));
  before = (guint64) sl_figures_tally (bench->figures)->totals.panels;
  set (bench->editor, "wall-b", "columns", "20");
  wait_until (is_changed, bench);
  first = change_of (bench);
  g_assert_nonnull (strstr (first, "kW"));
  set (bench->editor, "b1", "position", "3 1.5 0");
  wait_until (is_unchanged, bench);
  set (bench->editor, "light-a", "kelvin", "3200");
  wait_until (is_unchanged, bench);
  for (int i = 1; i <= 5; i++)
    {
      g_autofree char *columns = g_strdup_printf ("%d", 20 + i);
      g_autoptr (GError) error = NULL;

      g_assert_true (sl_editor_set_field (bench->editor, "wall-b", "columns", columns, "drag", &error));
      for (int k = 0; k < 20; k++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (2000);
        }
    }
  wait_until (has_change, bench);
  sl_queue_wait (bench->queue);
  dragged = change_of (bench);
  g_assert_cmpuint ((guint64) sl_figures_before (bench->figures)->totals.panels, !=, before);
  g_assert_cmpint (sl_figures_tally (bench->figures)->totals.panels - sl_figures_before (bench->figures)->totals.panels,
                   ==, 5 * sl_needs_wall (sl_figures_tally (bench->figures), "wall-b")->rows);
}

static void
test_doubts (void)
{
  g_autoptr (SlPlan) plan = flat_with ((const char *const[]) { NULL });
  g_autoptr (SlTally) tally = sl_tally_new (plan, NULL);
  g_autoptr (GPtrArray) doubts = sl_needs_doubts (plan, tally->totals.doubts);

  g_assert_cmpuint (doubts->len, ==, 3); /* two viewing angles of the panel, the processor's pixels */
  const SlNeed *first = doubts->pdata[0];
  g_assert_cmpstr (first->label, ==, "Viewing angle across · ROE Visual Black Pearl BP2V2");
  g_assert_cmpstr (first->text, ==, "140 °");
  g_assert_nonnull (strstr (first->help, "Ledwall-Designer"));
  g_assert_cmpstr (first->id, ==, "roe-bp2v2");
  g_assert_cmpstr (first->field, ==, "view_h");
}

void
add_needs_tests (void)
{
  g_test_add_func ("/desk/needs/lines", test_lines);
  g_test_add_func ("/desk/needs/sums", test_sums);
  g_test_add_func ("/desk/needs/change", test_change);
  g_test_add_func ("/desk/needs/doubts", test_doubts);
}
