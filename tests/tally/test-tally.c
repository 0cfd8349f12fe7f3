#include <string.h>

#include "../sl-test.h"
#include "../sl-test-plan.h"
#include "sl-check.h"
#include "sl-edit.h"
#include "sl-tally.h"
#include "tests.h"

static void
expect (const SlPlan *plan, const char *bits, const char *fps, const char *law, const char *max_w, const char *max_h,
        gint64 ports, gint64 canvases)
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
  g_autoptr (SlTally) tally = sl_tally_new (changed, NULL);
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

static gint64
canvases_of_equals (guint columns, guint rows, gint64 w, gint64 h, gint64 max_w, gint64 max_h, gint64 max_pixels)
{
  g_autofree gint64 *widths = g_new (gint64, columns), *heights = g_new (gint64, rows);

  for (guint i = 0; i < columns; i++)
    widths[i] = w;
  for (guint i = 0; i < rows; i++)
    heights[i] = h;
  return sl_tally_canvases (widths, columns, heights, rows, max_w, max_h, max_pixels);
}

static void
test_canvases (void)
{
  g_assert_cmpint (canvases_of_equals (84, 14, 256, 256, 4096, 2160, 0), ==, 12);
  g_assert_cmpint (canvases_of_equals (84, 14, 256, 256, 0, 0, 0), ==, 1);
  g_assert_cmpint (canvases_of_equals (1, 1, 5000, 256, 4096, 2160, 0), ==, -1);
  g_assert_cmpint (canvases_of_equals (1, 1, 256, 5000, 4096, 2160, 0), ==, -1);
  g_assert_cmpint (canvases_of_equals (1, 1, 256, 256, 0, 0, 65535), ==, -1);
  g_assert_cmpint (canvases_of_equals (1, 1, 256, 256, 0, 0, 65536), ==, 1);
  g_assert_cmpint (canvases_of_equals (16, 9, 176, 176, 4096, 2160, 9000000), ==, 1);
  /* strips may be cut differently: three columns in two rectangles and one in one */
  g_assert_cmpint (canvases_of_equals (4, 2, 10, 10, 0, 0, 38), ==, -1);
  g_assert_cmpint (canvases_of_equals (4, 2, 10, 10, 0, 0, 380), ==, 3);
  /* uneven columns and rows; limits met exactly and by one pixel not */
  const gint64 widths[] = { 100, 300, 200 }, heights[] = { 50, 150 };
  g_assert_cmpint (sl_tally_canvases (widths, 3, heights, 2, 400, 200, 0), ==, 2);
  g_assert_cmpint (sl_tally_canvases (widths, 3, heights, 2, 399, 200, 0), ==, 3);
  g_assert_cmpint (sl_tally_canvases (widths, 3, heights, 2, 400, 199, 0), ==, 4);
  g_assert_cmpint (sl_tally_canvases (widths, 3, heights, 2, 600, 200, 120000), ==, 1);
  g_assert_cmpint (sl_tally_canvases (widths, 3, heights, 2, 600, 200, 119999), ==, 2);
}

static SlPlan *
changed_flat (const char *xml)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (SAMPLE ("small-flat.sightline"), &text, NULL, NULL));
  g_autofree char *whole = g_strndup (text, (gsize) (strstr (text, "</sightline>") - text));
  g_autofree char *more = g_strconcat (whole, xml, "</sightline>", NULL);
  SlPlan *plan = sl_plan_parse (more, strlen (more), "x", NULL, &error);
  g_assert_no_error (error);
  return plan;
}

static SlPlan *
with_patches (const char *xml, const char *patches)
{
  g_autoptr (SlPlan) plan = changed_flat (xml);
  g_autoptr (SlCommand) command = sl_command_new ("x");
  g_autoptr (GError) error = NULL;

  sl_command_set (command, "wall", "patches", patches);
  sl_command_set (command, "stage-1", "fps", "24");
  sl_command_set (command, "stage-1", "bits", "12");
  SlPlan *patched = sl_plan_apply (plan, command, &error);
  g_assert_no_error (error);
  return patched;
}

/* 875,000 pixels a port: of the wall's own cabinets of 176 × 176 px 28 a port, of the finer ones of 400 × 400 px 5. */
#define FINE                                                                                                           \
  "<panel id=\"fine\" pitch_mm=\"1.25\" width_mm=\"500\" height_mm=\"500\" pixels_w=\"400\" pixels_h=\"400\"/>"        \
  "<processor id=\"small\" law=\"brompton\" pixels=\"9000000\" ports=\"4\" max_w=\"4096\" max_h=\"2160\"/>"

static void
test_mixed_pixels (void)
{
  static const struct { const char *patches; gint64 pixels, w, h, ports, canvases; } rows[] = {
    { "<patch column=\"0\" row=\"0\" columns=\"16\" rows=\"9\" cabinet=\"fine\"/>", 144 * 160000, 6400, 3600, 29, 4 },
    { "<patch column=\"0\" row=\"0\" columns=\"2\" rows=\"9\" cabinet=\"fine\"/>", 18 * 160000 + 126 * 30976,
      2 * 400 + 14 * 176, 3600, 4 + 5, 2 },
    { "<patch column=\"3\" row=\"2\" columns=\"1\" rows=\"1\" cabinet=\"fine\"/>", 160000 + 143 * 30976,
      400 + 15 * 176, 400 + 8 * 176, 1 + 6, 1 },
    /* what is left out keeps its place in the picture */
    { "<patch column=\"0\" row=\"0\" columns=\"1\" rows=\"9\"/>", 135 * 30976, 16 * 176, 9 * 176, 5, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = with_patches (FINE, rows[i].patches);
      g_autoptr (SlCommand) command = sl_command_new ("x");
      sl_command_set (command, "wall", "processor", "small");
      g_autoptr (SlPlan) driven = sl_plan_apply (plan, command, NULL);
      g_autoptr (SlTally) tally = sl_tally_new (driven, NULL);
      const SlWallTally *t = &g_array_index (tally->walls, SlWallTally, 0);
      g_assert_cmpint (t->pixels, ==, rows[i].pixels);
      g_assert_cmpint (t->pixels_w, ==, rows[i].w);
      g_assert_cmpint (t->pixels_h, ==, rows[i].h);
      g_assert_cmpint (t->pixels_w * t->pixels_h, >=, t->pixels);
      g_assert_cmpint (t->ports, ==, rows[i].ports);
      g_assert_cmpint (t->canvases, ==, rows[i].canvases);
      g_assert_cmpint (t->processors, ==, MAX (rows[i].canvases, (rows[i].ports + 3) / 4));
    }
}

/* Cabinets of half the height in the top row, of three fifths of the width in the first column: each is drawn and
 * counted with its own size, nothing overlaps, and the wall is as large as its columns and rows. */
static void
test_mixed_sizes (void)
{
  g_autoptr (SlPlan) plan = with_patches (
    "<panel id=\"low\" pitch_mm=\"5\" width_mm=\"500\" height_mm=\"250\" pixels_w=\"100\" pixels_h=\"50\"/>"
    "<panel id=\"slim\" pitch_mm=\"5\" width_mm=\"300\" height_mm=\"500\" pixels_w=\"60\" pixels_h=\"100\"/>",
    "<patch column=\"0\" row=\"1\" columns=\"1\" rows=\"8\" cabinet=\"slim\"/>"
    "<patch column=\"0\" row=\"0\" columns=\"16\" rows=\"1\" cabinet=\"low\"/>"
    "<patch column=\"0\" row=\"0\" columns=\"1\" rows=\"1\" cabinet=\"slim\"/>");
  g_autoptr (SlTally) tally = sl_tally_new (plan, NULL);
  const SlWallTally *t = &g_array_index (tally->walls, SlWallTally, 0);
  g_autoptr (SlSceneWall) wall = sl_scene_wall_new (plan, sl_plan_find (plan, "wall"), NULL);

  assert_within (t->width_m, 15 * .5 + .3, 1e-9);
  assert_within (t->height_m, 9 * .5, 1e-9); /* the slim cabinet keeps the top row as high as it is */
  assert_within (t->area_m2, 9 * .3 * .5 + 15 * .5 * .25 + 8 * 15 * .25, 1e-9);
  assert_within (sl_scene_wall_width (wall), t->width_m, 1e-9);
  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];
      assert_within (sl_vec3_length (p->right), p->panel->width_mm / 1000, 1e-9);
      assert_within (sl_vec3_length (p->up), p->panel->height_mm / 1000, 1e-9);
      if (p->column > 0 && p->row == 3)
        assert_within (p->corner.x, -t->width_m / 2 + .3 + (p->column - 1) * .5, 1e-9);
      g_assert_cmpint (p->stretch == 0, ==, p->column > 0 && p->row > 0);
    }
}

/* Where each cabinet lies in the wall's picture: on as many pixels as it has, and where grids of LEDs mix, pixels count
 * and not metres; a cabinet that does not fill its place shows its share of that. */
static void
test_places_in_the_picture (void)
{
  static const struct { const char *patches; guint column, row; double left, right, top, bottom; } rows[] = {
    { "", 3, 2, 3 * 176, 4 * 176, 2 * 176, 3 * 176 },
    { "<patch column=\"3\" row=\"2\" cabinet=\"fine\"/>", 3, 2, 528, 928, 352, 752 },
    { "<patch column=\"3\" row=\"2\" cabinet=\"fine\"/>", 3, 0, 528, 928, 0, 176 },
    { "<patch column=\"3\" row=\"2\" cabinet=\"fine\"/>", 4, 2, 928, 1104, 352, 752 },
    { "<patch column=\"3\" row=\"2\" cabinet=\"fine\"/>", 15, 8, 2864, 3040, 1632, 1808 },
    { "<patch column=\"1\" row=\"0\" cabinet=\"large\"/>", 1, 0, 176, 528, 0, 352 },
    { "<patch column=\"1\" row=\"0\" cabinet=\"large\"/>", 1, 1, 176, 352, 352, 528 },
    { "<patch column=\"1\" row=\"0\" cabinet=\"large\"/>", 0, 0, 0, 176, 176, 352 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = with_patches (FINE "<panel id=\"large\" pitch_mm=\"2.84\" width_mm=\"1000\" "
                                              "height_mm=\"1000\" pixels_w=\"352\" pixels_h=\"352\"/>",
                                              rows[i].patches);
      g_autoptr (SlSceneWall) wall = sl_scene_wall_new (plan, sl_plan_find (plan, "wall"), NULL);
      const SlScenePanel *p = &wall->panels[rows[i].row * 16 + rows[i].column];
      double w = 0, h = 0;

      for (guint k = 0; k < wall->columns; k++)
        w += (double) wall->columns_px[k];
      for (guint k = 0; k < wall->rows; k++)
        h += (double) wall->rows_px[k];
      assert_within (p->left_u * w, rows[i].left, .01);
      assert_within (p->right_u * w, rows[i].right, .01);
      assert_within (p->top_v * h, rows[i].top, .01);
      assert_within (p->bottom_v * h, rows[i].bottom, .01);
    }
}

/* --- cost --- */

#define DAYS(id, stage, production, from, to, more)                                                                    \
  "<booking id=\"" id "\" stage=\"" stage "\" production=\"" production "\" from=\"2026-11-" from                      \
  "\" to=\"2026-11-" to "\" " more "/>"

/* Two stages and two productions: 4 days on the first, of which a second hold overlaps 2, and 5 on the other. */
#define BOOKED "<production id=\"p\"/><production id=\"q\"/><unit id=\"u\" production=\"q\" day_hours=\"12\"/>" \
  "<stage id=\"stage-2\"/><wall id=\"wall-2\" stage=\"stage-2\" cabinet=\"roe-bp2v2\" columns=\"4\" rows=\"2\"/>" \
  DAYS ("b1", "stage-1", "p", "02", "05", "state=\"confirmed\"") DAYS ("b2", "stage-1", "p", "03", "04", "rank=\"2\"") \
  DAYS ("b3", "stage-2", "q", "02", "06", "") DAYS ("b4", "stage-2", "q", "02", "09", "state=\"released\"") \
  DAYS ("b5", "stage-1", "", "20", "22", "phase=\"closed\"")

static void
test_rates (void)
{
  static const struct { const char *rate; double quantity;
  } rows[] = {
    { "", 4 + 5 },
    { "of=\"stage-1\"", 4 },
    { "of=\"stage-2\"", 5 },
    { "of=\"wall-2\"", 5 },
    { "of=\"q\"", 5 },
    { "of=\"cam-a\"", 4 },
    { "per=\"hour\"", 4 * 10 + 5 * 12 },
    { "per=\"hour\" of=\"wall-2\"", 5 * 12 },
    { "per=\"square-metre-day\"", 36 * 4 + 2 * 5 },
    { "per=\"square-metre-day\" of=\"wall\"", 36 * 4 },
    { "per=\"square-metre-day\" of=\"wall-2\"", 2 * 5 },
    { "per=\"square-metre-day\" of=\"stage-1\"", 36 * 4 },
    { "per=\"square-metre-day\" of=\"stage-2\"", 2 * 5 },
    { "per=\"square-metre-day\" of=\"q\"", 2 * 5 },
    { "per=\"square-metre-day\" of=\"roe-bp2v2\"", 36 * 4 + 2 * 5 },
    { "per=\"piece\" of=\"wall\"", 144 },
    { "per=\"piece\" of=\"wall-2\"", 8 },
    { "per=\"piece\" of=\"stage-1\"", 1 },
    { "per=\"piece\" of=\"roe-bp2v2\"", 152 },
    { "per=\"piece\" of=\"cam-a\"", 1 },
    { "per=\"piece\"", 1 },
    { "per=\"once\" of=\"wall\"", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *xml = g_strdup_printf (BOOKED "<rate id=\"r\" amount=\"7\" %s/>", rows[i].rate);
      g_autoptr (SlPlan) plan = changed_flat (xml);
      g_autoptr (SlTally) tally = sl_tally_new (plan, NULL);
      assert_within (tally->cost, 7 * rows[i].quantity, 1e-9);
    }
}

static void
test_stage_day_rate (void)
{
  g_autoptr (SlPlan) plan = changed_flat (
      BOOKED "<stage id=\"dear\" day_rate=\"100\"/>" DAYS ("d1", "dear", "p", "02", "05", "")
          DAYS ("d2", "dear", "p", "04", "07", "rank=\"2\"") DAYS ("d3", "dear", "q", "07", "08", "rank=\"3\""));
  g_autoptr (SlTally) tally = sl_tally_new (plan, NULL);

  assert_within (tally->cost, 100 * (6 + 2), 1e-9); /* each production its own days, each once */
}

static void
test_unfinished_is_left_out_and_said (void)
{
  g_autoptr (SlPlan) plan = changed_flat (
      BOOKED "<wall id=\"bare\" stage=\"stage-1\"/><rate id=\"a\" amount=\"5\" of=\"stage-1\"/>"
             "<rate id=\"b\" amount=\"9\" per=\"piece\" of=\"bare\"/><rate id=\"c\" amount=\"9\" of=\"gone\"/>");
  g_autoptr (GPtrArray) omissions = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_finding_free);
  g_autoptr (SlTally) tally = sl_tally_new (plan, omissions);
  static const char *const want[] = { "bare", "b", "c" };

  g_assert_cmpint (tally->totals.panels, ==, 144 + 8);
  assert_within (tally->cost, 20, 1e-9);
  g_assert_cmpuint (omissions->len, ==, G_N_ELEMENTS (want));
  for (guint i = 0; i < omissions->len; i++)
    g_assert_cmpstr (((SlFinding *) omissions->pdata[i])->id, ==, want[i]);
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
  g_autoptr (SlTally) tally = sl_tally_new (holed, NULL);
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

/* A rate by the hour counts the hours of the booking production's day: 12 for the first and the third, 10 for the
 * second. */
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
        days[g_strcmp0 (b->production, "fog-letters") == 0] += b->to - b->from + 1;
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
  g_test_add_func ("/tally/mixed-pixels", test_mixed_pixels);
  g_test_add_func ("/tally/mixed-sizes", test_mixed_sizes);
  g_test_add_func ("/tally/places-in-the-picture", test_places_in_the_picture);
  g_test_add_func ("/tally/rates", test_rates);
  g_test_add_func ("/tally/stage-day-rate", test_stage_day_rate);
  g_test_add_func ("/tally/unfinished", test_unfinished_is_left_out_and_said);
  g_test_add_func ("/tally/hours", test_hours);
  g_test_add_func ("/tally/unknown", test_unknown_stays_unknown);
  add_number_tests ();
  add_feed_tests ();
  return g_test_run ();
}
