/* New walls by shape, with what docks to them. */
#include "operations.h"

#include "sl-wall-styles.h"
#include "tests.h"

static void
test_added (void)
{
  static const struct { const char *line, *columns, *rows, *seams, *role; } rows[] = {
    { "wall-add", "32", "10", "", "wall" },
    { "wall-add width=20 height=5", "40", "10", "", "wall" },
    { "wall-add columns=7 rows=3 width=20", "7", "3", "", "wall" },
    { "wall-add shape=arc", "40", "10", "2.25", "wall" },
    { "wall-add shape=arc width=20 height=5 sweep=60", "40", "10", "1.5", "wall" },
    { "wall-add shape=arc sweep=180 seam=10", "18", "10", "10", "wall" },
    { "wall-add shape=j columns=5 sweep=20 seam=10", "5", "10", "0 0 10 10", "wall" },
    { "wall-add shape=horseshoe columns=7 sweep=20 seam=10", "7", "10", "10 10 0 0 10 10", "wall" },
    { "wall-add shape=corner columns=4 sweep=8 before=1", "4", "10", "8 0 0", "wall" },
    { "wall-add shape=wild", "8", "6", "", "wild" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SlPlan) plan = sample ();
      g_auto (Run) after = run (plan, rows[i].line);

      g_test_message ("%s", rows[i].line);
      g_assert_no_error (after.error);
      g_assert_cmpuint (after.added->len, ==, 1);
      const char *id = after.added->pdata[0];
      assert_value (after.plan, id, "columns", rows[i].columns);
      assert_value (after.plan, id, "rows", rows[i].rows);
      assert_value (after.plan, id, "seams", rows[i].seams);
      assert_value (after.plan, id, "role", rows[i].role);
      assert_value (after.plan, id, "stage", "stage-1");
      g_assert_cmpstr (sl_command_label (after.command), ==, "Add a wall");
    }
}

static SlBox
box_of (const SlSceneWall *wall)
{
  SlBox box = sl_box_empty ();

  for (guint i = 0; i < wall->n_panels; i++)
    {
      const SlScenePanel *p = &wall->panels[i];

      sl_box_add (&box, p->corner);
      sl_box_add (&box, sl_vec3_add (sl_vec3_add (p->corner, p->right), p->up));
    }
  return box;
}

/* A wall, a floor before it and a ceiling over it are one command; the floor lies under no cabinet of the wall and the
 * ceiling hangs over its top. */
static void
test_with_floor_and_ceiling (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_auto (Run) all = run (plan, "wall-add shape=arc width=20 height=5 sweep=90 floor=true ceiling=true at='0 3 0'");

  g_assert_no_error (all.error);
  g_assert_cmpuint (all.added->len, ==, 3);
  assert_value (all.plan, all.added->pdata[0], "position", "0 3 0");
  assert_value (all.plan, all.added->pdata[1], "role", "floor");
  assert_value (all.plan, all.added->pdata[1], "tilt", "-90");
  assert_value (all.plan, all.added->pdata[2], "role", "ceiling");
  assert_value (all.plan, all.added->pdata[2], "tilt", "90");
  g_autoptr (SlSceneWall) wall = wall_at (all.plan, all.added->pdata[0]);
  g_autoptr (SlSceneWall) floor = wall_at (all.plan, all.added->pdata[1]);
  g_autoptr (SlSceneWall) ceiling = wall_at (all.plan, all.added->pdata[2]);
  const SlBox stands = box_of (wall), lies = box_of (floor), hangs = box_of (ceiling);
  g_assert_cmpfloat_with_epsilon (lies.max.z, 0, 1e-6);
  g_assert_cmpfloat (lies.max.y, <, stands.max.y + 1e-3); /* cut to the curve by whole cabinets */
  g_assert_cmpfloat (lies.max.y, >, stands.max.y - .6);
  g_assert_cmpfloat_with_epsilon (hangs.min.z, stands.max.z + .1, 1e-6);
  g_assert_cmpfloat_with_epsilon (hangs.max.x - hangs.min.x, round ((stands.max.x - stands.min.x) / .5) * .5, 1e-6);
  for (guint i = 0; i < ceiling->n_panels; i++)
    g_assert_cmpfloat (ceiling->panels[i].normal.z, <, -.999);
  for (guint i = 0; i < floor->n_panels; i++)
    g_assert_cmpfloat (floor->panels[i].normal.z, >, .999);
}

static void
test_docked (void)
{
  g_autoptr (SlPlan) plan = sample ();
  g_auto (Run) floor = run (plan, "wall-add wall shape=floor height=2.4 columns=3");
  g_auto (Run) ceiling = run (plan, "wall-add wall shape=ceiling width=4");

  g_assert_no_error (floor.error);
  assert_value (floor.plan, floor.added->pdata[0], "columns", "3");
  assert_value (floor.plan, floor.added->pdata[0], "rows", "5");
  assert_value (ceiling.plan, ceiling.added->pdata[0], "columns", "8");
  assert_value (ceiling.plan, ceiling.added->pdata[0], "position.z", "4.1");
}

/* However many are added, none stands in another. */
static void
test_beside (void)
{
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < 4; i++)
    {
      g_auto (Run) after = run (plan, "wall-add shape=wild");
      g_assert_no_error (after.error);
      g_autoptr (SlSceneWall) own = wall_at (after.plan, after.added->pdata[0]);
      const SlBox box = box_of (own);
      for (guint k = 0; k < sl_plan_count (plan, SL_KIND_WALL); k++)
        {
          g_autoptr (SlSceneWall) other = wall_at (plan, sl_plan_at (plan, SL_KIND_WALL, k)->id);
          const SlBox theirs = box_of (other);
          g_assert_true (box.min.x >= theirs.max.x - .02 || box.max.x <= theirs.min.x + .02
                         || box.min.y >= theirs.max.y - .02 || box.max.y <= theirs.min.y + .02);
        }
      sl_plan_unref (plan);
      plan = sl_plan_ref (after.plan);
    }
}

/* The first wall of an empty plan brings its stage along; with the catalogue, its cabinet. */
static void
test_first (void)
{
  static const Row rows[] = { { "cab", "panel" }, { "cab", "width_mm", "500" }, { "cab", "height_mm", "500" },
                              { NULL } };
  g_autoptr (SlPlan) plan = plan_of (rows);
  g_auto (Run) after = run (plan, "wall-add floor=true");
  g_auto (Run) drawn = run (plan, "wall-draw 'points=0 0 0, 5 0 0'");

  g_assert_no_error (after.error);
  g_assert_cmpuint (sl_plan_count (after.plan, SL_KIND_STAGE), ==, 1);
  g_assert_cmpuint (sl_plan_count (after.plan, SL_KIND_WALL), ==, 2);
  g_assert_cmpuint (sl_plan_count (drawn.plan, SL_KIND_STAGE), ==, 1);
}

static void
test_bad (void)
{
  static const char *const lines[] = {
    "wall-add wall",                       /* stands by itself */
    "wall-add shape=floor",                /* at which wall? */
    "wall-add shape=ceiling",
    "wall-add box-a shape=floor",
    "wall-add shape=arc seam=11",          /* the cabinet's limit is 10 */
    "wall-add shape=arc radius=1",
    "wall-add shape=arc radius=0",
    "wall-add shape=arc radius=-2",        /* and −5 the other way */
    "wall-add shape=corner",               /* 90° in one seam */
    "wall-add shape=j columns=3 seam=5",
    "wall-add shape=horseshoe columns=12 seam=10",
    "wall-add shape=arc seam=0 sweep=90",
    "wall-add columns=5000 rows=2000",
    "wall-add width=4999",
    "wall-add cabinet=nobody",
    "wall-add stage=nobody",
    "wall-add wall shape=floor cabinet=nobody",
    "wall-add wall shape=floor height=1999",
    "wall-add nobody shape=floor",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (SlPlan) plan = sample ();
      g_auto (Run) after = run (plan, lines[i]);

      g_test_message ("%s", lines[i]);
      g_assert_null (after.plan);
      g_assert_nonnull (after.error);
      g_assert_nonnull (strpbrk (after.error->message, ";")); /* with its remedy */
    }
}

/* What stands, row by row: the wall's own, none, or another. */
static void
assert_grid (const SlPlan *plan, const char *expected)
{
  g_autoptr (SlSceneWall) wall = wall_at (plan, "wall");
  g_autofree char *grid = g_strnfill ((gsize) wall->columns * wall->rows, '-');

  for (guint i = 0; i < wall->n_panels; i++)
    grid[wall->panels[i].row * wall->columns + wall->panels[i].column] =
        g_str_equal (wall->panels[i].panel->entity.id, "cab") ? 'o' : 'x';
  g_assert_cmpstr (grid, ==, expected);
}

static void
test_cabinets (void)
{
  static const struct { const char *line, *grid; guint patches; } rows[] = { /* of 4 × 3, one after the other */
    { "cabinets-out wall places=2.1", "o-oooooooooo", 1 },
    { "cabinets-out wall places='3.1 2.2-3.2'", "o--oo--ooooo", 1 },
    { "cabinets-in wall places=1.1-4.1 cabinet=tall", "xxxxo--ooooo", 2 },
    { "cabinets-out wall places=4.3-1.3", "xxxxo--o----", 4 },
    { "cabinets-in wall places=2.2,4.3 cabinet=cab", "xxxxoo-o---o", 3 },
    { "cabinets-in wall places=1.1-4.3", "oooooooooooo", 0 },
  };
  static const Row others[] = { { "tall", "panel" }, { "tall", "width_mm", "500" }, { "tall", "height_mm", "500" },
                                { "wall", "columns", "4" }, { "wall", "rows", "3" } };
  g_autoptr (SlPlan) first = sample (), plan = NULL;
  g_autoptr (SlCommand) command = sl_command_new ("Make");

  sl_command_add (command, SL_KIND_PANEL, "tall");
  for (guint i = 1; i < G_N_ELEMENTS (others); i++)
    sl_command_set (command, others[i].id, others[i].path, others[i].value);
  plan = sl_plan_apply (first, command, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Run) after = run (plan, rows[i].line);

      g_test_message ("%s", rows[i].line);
      g_assert_no_error (after.error);
      assert_grid (after.plan, rows[i].grid);
      g_autofree char *past = g_strdup_printf ("patches[#%u].row", rows[i].patches);
      g_assert_null (sl_entity_get (sl_plan_find (after.plan, "wall"), past, NULL));
      sl_plan_unref (plan);
      plan = sl_plan_ref (after.plan);
    }
}

/* Whatever is left out and put in, what stands is what was last said of each place. */
static void
test_any_cabinets (void)
{
  static const char kinds[] = "-ox", *const lines[] = { "cabinets-out wall places=%u.%u-%u.%u",
                                                        "cabinets-in wall places=%u.%u-%u.%u",
                                                        "cabinets-in wall places=%u.%u-%u.%u cabinet=other" };
  static const Row rows[] = {
    { "stage-1", "stage" }, { "cab", "panel" }, { "cab", "width_mm", "500" }, { "cab", "height_mm", "500" },
    { "other", "panel" }, { "other", "width_mm", "500" }, { "other", "height_mm", "500" },
    { "wall", "wall" }, { "wall", "stage", "stage-1" }, { "wall", "cabinet", "cab" }, { "wall", "columns", "6" },
    { "wall", "rows", "5" }, { NULL },
  };
  g_autoptr (SlPlan) plan = plan_of (rows);
  char grid[31] = "oooooooooooooooooooooooooooooo";

  for (guint i = 0; i < 200; i++)
    {
      const guint what = (guint) g_test_rand_int_range (0, 3);
      guint c[2], r[2];

      for (guint k = 0; k < 2; k++)
        {
          c[k] = (guint) g_test_rand_int_range (1, 7);
          r[k] = (guint) g_test_rand_int_range (1, 6);
        }
      g_autofree char *line = g_strdup_printf (lines[what], c[0], r[0], c[1], r[1]);
      g_auto (Run) after = run (plan, line);
      if (after.error != NULL) /* nothing would be left */
        continue;
      for (guint row = MIN (r[0], r[1]); row <= MAX (r[0], r[1]); row++)
        for (guint column = MIN (c[0], c[1]); column <= MAX (c[0], c[1]); column++)
          grid[(row - 1) * 6 + column - 1] = kinds[what];
      assert_grid (after.plan, grid);
      sl_plan_unref (plan);
      plan = sl_plan_ref (after.plan);
    }
}

static void
test_bad_cabinets (void)
{
  static const char *const lines[] = {
    "cabinets-out wall", "cabinets-out wall places=", "cabinets-out wall places=3", "cabinets-out wall places=0.1",
    "cabinets-out wall places=1.0", "cabinets-out wall places=21.1", "cabinets-out wall places=1.9",
    "cabinets-out wall places=1.1-", "cabinets-out wall places=1.1-2", "cabinets-out wall places=a.b",
    "cabinets-out wall places=-1.1", "cabinets-out wall places=99999999999999999999.1",
    "cabinets-out wall places=1.1-20.8", /* nothing would be left */
    "cabinets-out box-a places=1.1", "cabinets-in wall places=1.1 cabinet=nobody",
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (Run) after = run (plan, lines[i]);

      g_test_message ("%s", lines[i]);
      g_assert_null (after.plan);
      g_assert_nonnull (strchr (after.error->message, ';'));
    }
}

/* One after the other: what is said changes, the rest stays. */
static void
test_numbers (void)
{
  static const struct { const char *line, *path, *value; } rows[] = {
    { "cabinets-number wall start=bottom-left run=columns", "number_from", "bottom-left" },
    { "cabinets-number wall first=0", "number_run", "columns" },
    { "cabinets-number wall way=serpentine left-out=count", "number_first", "0" },
    { "cabinets-number wall from=20.1", "number_from", "top-right" },
    { "cabinets-number wall from=20.8 way=straight", "number_from", "bottom-right" },
    { "cabinets-number wall left-out=skip", "number_serpentine", "false" },
    { "cabinets-number wall run=rows", "number_left_out", "false" },
  };
  static const char *const bad[] = {
    "cabinets-number box-a", "cabinets-number wall from=2.1", "cabinets-number wall from=21.1",
    "cabinets-number wall from=1.1-1.8", "cabinets-number wall from=here", "cabinets-number nobody",
  };
  g_autoptr (SlPlan) plan = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Run) after = run (plan, rows[i].line);

      g_assert_no_error (after.error);
      assert_value (after.plan, "wall", rows[i].path, rows[i].value);
      g_assert_cmpstr (sl_command_label (after.command), ==, "Number cabinets of Main");
      sl_plan_unref (plan);
      plan = sl_plan_ref (after.plan);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (Run) after = run (plan, bad[i]);
      g_assert_nonnull (after.error);
      g_assert_nonnull (strchr (after.error->message, ';'));
    }
}

static void
test_styles (void)
{
  for (guint i = 0; sl_wall_style_at (i) != NULL; i++)
    {
      g_assert_cmpstr (sl_wall_style_at (i)->id, ==, sl_wall_style_names[i].id);
      g_assert_null (sl_wall_style_names[i + 1].id == NULL ? sl_wall_style_at (i + 1) : NULL);
    }
}

void
add_wall_tests (void)
{
  g_test_add_func ("/session/walls/added", test_added);
  g_test_add_func ("/session/walls/with-floor-and-ceiling", test_with_floor_and_ceiling);
  g_test_add_func ("/session/walls/docked", test_docked);
  g_test_add_func ("/session/walls/beside", test_beside);
  g_test_add_func ("/session/walls/first", test_first);
  g_test_add_func ("/session/walls/bad", test_bad);
  g_test_add_func ("/session/walls/cabinets", test_cabinets);
  g_test_add_func ("/session/walls/any-cabinets", test_any_cabinets);
  g_test_add_func ("/session/walls/bad-cabinets", test_bad_cabinets);
  g_test_add_func ("/session/walls/numbers", test_numbers);
  g_test_add_func ("/session/walls/styles", test_styles);
}
