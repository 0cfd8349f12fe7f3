#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-edit.h"
#include "sl-tally.h"

static void
expect (const SlPlan *plan, const char *bits, const char *fps, const char *law, const char *max_w, const char *max_h, gint64 ports, gint64 canvases)
{
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, "stage-1", "bits", bits);
  sl_command_set (command, "stage-1", "fps", fps);
  sl_command_set (command, "brompton-tessera-sx40", "law", law);
  sl_command_set (command, "brompton-tessera-sx40", "max_w", max_w);
  sl_command_set (command, "brompton-tessera-sx40", "max_h", max_h);
  g_autoptr (SlPlan) changed = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  g_autoptr (SlTally) tally = sl_tally_new (changed, &error);
  g_assert_no_error (error);
  const SlWallTally *t = &g_array_index (tally->walls, SlWallTally, 0);
  g_assert_cmpint (t->ports, ==, ports);
  g_assert_cmpint (t->canvases, ==, canvases);
}

/* The golden of docs/PHYSICS.md §10. */
static void
test_yongchuan (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("yongchuan.sightline"));
  g_autoptr (SlTally) tally = sl_tally_new (plan, NULL);
  const SlWallTally *t = &g_array_index (tally->walls, SlWallTally, 0);

  g_assert_cmpint (t->panels, ==, 1176);
  g_assert_cmpint (t->columns, ==, 84);
  g_assert_cmpint (t->rows, ==, 14);
  g_assert_cmpint (t->pixels_w, ==, 21504);
  g_assert_cmpint (t->pixels_h, ==, 3584);
  assert_near ((double) t->pixels / 1e6, 77.07);
  assert_near (t->width_m, 42);
  assert_near (t->height_m, 7);
  g_assert_true (t->unverified); /* its cabinet is not public */
  expect (plan, "12", "60", "brompton", "4096", "2160", 236, 12);
  expect (plan, "10", "24", "brompton", "4096", "2160", 74, 12);
  expect (plan, "8", "60", "novastar", "4096", "2160", 118, 12);
}

static void
test_canvases (void)
{
  g_assert_cmpint (sl_tally_canvases (84, 14, 256, 256, 4096, 2160, 0), ==, 12);
  g_assert_cmpint (sl_tally_canvases (84, 14, 256, 256, 0, 0, 0), ==, 1);
  g_assert_cmpint (sl_tally_canvases (1, 1, 5000, 256, 4096, 2160, 0), ==, -1);
  g_assert_cmpint (sl_tally_canvases (16, 9, 176, 176, 4096, 2160, 9000000), ==, 1);
}

/* Cabinets left out are not counted; others count as what they are. */
static void
test_patches (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, "wall", "patches", "<patch column=\"2\" row=\"1\" columns=\"3\" rows=\"2\"/>");
  g_autoptr (SlPlan) holed = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  g_autoptr (SlTally) tally = sl_tally_new (holed, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tally->totals.panels, ==, 16 * 9 - 6);
  assert_near (tally->totals.weight_kg, (16 * 9 - 6) * 9.35);
  assert_near (tally->totals.power_max_w, (16 * 9 - 6) * 190);
}

static void
test_unknown_stays_unknown (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("small-flat.sightline"));
  g_autoptr (SlCommand) command = sl_command_new ("x");

  sl_command_set (command, "roe-bp2v2", "weight_kg", "");
  sl_command_set (command, "wall", "processor", "");
  g_autoptr (SlPlan) changed = sl_plan_apply (plan, command, NULL);
  g_autoptr (SlTally) tally = sl_tally_new (changed, NULL);
  g_assert_true (isnan (tally->totals.weight_kg));
  g_assert_cmpint (tally->totals.ports, ==, -1);
  g_assert_true (isnan (tally->cost));
}

/* A rate by the hour counts the hours of the booking production's day: 12 for the first, the default of 10 for the other. */
static void
test_hours (void)
{
  g_autoptr (SlPlan) plan = sl_test_plan (SAMPLE ("yongchuan.sightline"));
  g_autoptr (SlTally) before = sl_tally_new (plan, NULL);
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;
  double days[2] = { 0 };

  sl_command_add (command, SL_KIND_RATE, "per-hour");
  sl_command_set (command, "per-hour", "amount", "7");
  sl_command_set (command, "per-hour", "per", "hour");
  g_autoptr (SlPlan) priced = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  g_autoptr (SlTally) after = sl_tally_new (priced, NULL);
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_BOOKING); i++)
    {
      const SlBooking *b = (const SlBooking *) sl_plan_at (plan, SL_KIND_BOOKING, i);
      if (b->state < SL_BOOKING_RELEASED && b->phase != SL_PHASE_CLOSED)
        days[g_strcmp0 (b->production, "night-passage") != 0] += b->to - b->from + 1;
    }
  g_assert_cmpfloat (days[0], >, 0);
  g_assert_cmpfloat (days[1], >, 0);
  assert_within (after->cost - before->cost, 7 * (12 * days[0] + 10 * days[1]), 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tally/yongchuan", test_yongchuan);
  g_test_add_func ("/tally/canvases", test_canvases);
  g_test_add_func ("/tally/patches", test_patches);
  g_test_add_func ("/tally/hours", test_hours);
  g_test_add_func ("/tally/unknown", test_unknown_stays_unknown);
  return g_test_run ();
}
