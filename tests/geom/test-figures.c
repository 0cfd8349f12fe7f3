/* Walls by intention: what each figure makes of the others, and what makes no wall. */
#include "tests.h"

#include "../sl-test.h"
#include "sl-wall-curve.h"
#include "sl-wall-figures.h"

typedef struct {
  SlWallFigure which;
  double       value;
} Given;

/* A wall of 40 × 10 cabinets of half a metre. */
static SlWallFigures
wall_of (SlWallShape shape)
{
  SlWallFigures f;

  sl_wall_figures_init (&f, .5, .5, NAN, 40, 10);
  sl_wall_figures_set_shape (&f, shape);
  return f;
}

static void
test_given (void)
{
  static const struct {
    SlWallShape shape;
    Given       given[3];
    double      columns, rows, seam, sweep;
  } rows[] = {
    { SL_WALL_SHAPE_FLAT, { { SL_WALL_WIDTH, 20.1 }, { SL_WALL_HEIGHT, 4.8 } }, 40, 10, NAN, NAN },
    { SL_WALL_SHAPE_FLAT, { { SL_WALL_WIDTH, .01 }, { SL_WALL_ROWS, 2.4 } }, 1, 2, NAN, NAN },
    { SL_WALL_SHAPE_ARC, { { SL_WALL_SWEEP, 60 } }, 40, 10, 1.5, 60 },
    { SL_WALL_SHAPE_ARC, { { SL_WALL_SEAM, 3 } }, 40, 10, 3, 120 },
    { SL_WALL_SHAPE_ARC, { { SL_WALL_SEAM, -3 } }, 40, 10, -3, -120 },
    { SL_WALL_SHAPE_ARC, { { SL_WALL_SWEEP, 60 }, { SL_WALL_COLUMNS, 20 } }, 20, 10, 3, 60 },    /* keeps the sweep */
    { SL_WALL_SHAPE_ARC, { { SL_WALL_SEAM, 3 }, { SL_WALL_WIDTH, 10 } }, 20, 10, 3, 60 },        /* keeps the seam */
    { SL_WALL_SHAPE_ARC, { { SL_WALL_SEAM, 3 }, { SL_WALL_SWEEP, 61 } }, 20, 10, 3.05, 61 },  /* the length follows */
    { SL_WALL_SHAPE_ARC, { { SL_WALL_SWEEP, 61 }, { SL_WALL_SEAM, 3 } }, 20, 10, 3, 60 },
    { SL_WALL_SHAPE_ARC, { { SL_WALL_SEAM, 3 }, { SL_WALL_HEIGHT, 2 }, { SL_WALL_COLUMNS, 10 } }, 10, 4, 3, 30 },
    { SL_WALL_SHAPE_J, { { SL_WALL_SEAM, 9.9 } }, 40, 10, 9, 90 }, /* no sharper than said */
    { SL_WALL_SHAPE_J, { { SL_WALL_SEAM, 10 }, { SL_WALL_SWEEP, 45 } }, 40, 10, 9, 45 },
    { SL_WALL_SHAPE_HORSESHOE, { { SL_WALL_SWEEP, -30 } }, 40, 10, -5, -30 },
    { SL_WALL_SHAPE_CORNER, { { SL_WALL_HEIGHT, 4 } }, 40, 8, 90, 90 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlWallFigures f = wall_of (rows[i].shape);

      g_test_message ("row %u", i);
      for (guint k = 0; k < G_N_ELEMENTS (rows[i].given) && rows[i].given[k].value != 0; k++)
        g_assert_true (sl_wall_figures_set (&f, rows[i].given[k].which, rows[i].given[k].value));
      g_assert_cmpfloat (f.columns, ==, rows[i].columns);
      g_assert_cmpfloat (f.rows, ==, rows[i].rows);
      g_assert_cmpint (isnan (sl_wall_figures_get (&f, SL_WALL_SEAM)), ==, isnan (rows[i].seam));
      if (isnan (rows[i].seam))
        continue;
      g_assert_cmpfloat_with_epsilon (sl_wall_figures_get (&f, SL_WALL_SEAM), rows[i].seam, 1e-9);
      g_assert_cmpfloat_with_epsilon (sl_wall_figures_get (&f, SL_WALL_SWEEP), rows[i].sweep, 1e-9);
    }
}

/* A circle of 36 cabinets of half a metre: its radius, and how deep half of it is (physics.md §9). */
static void
test_circle (void)
{
  SlWallFigures f = wall_of (SL_WALL_SHAPE_ARC);
  SlWallColumn columns[18];
  double widths[18], seams[17], deepest = 0;

  g_assert_false (sl_wall_figures_set (&f, SL_WALL_RADIUS, 2.8575131)); /* 400° */
  g_assert_true (sl_wall_figures_set (&f, SL_WALL_COLUMNS, 30));
  g_assert_true (sl_wall_figures_set (&f, SL_WALL_RADIUS, 2.8575131));
  g_assert_cmpfloat_with_epsilon (f.seam_deg, 10, 1e-6);
  g_assert_true (sl_wall_figures_set (&f, SL_WALL_SWEEP, 180));
  g_assert_cmpfloat (f.columns, ==, 18);
  g_assert_cmpfloat_with_epsilon (sl_wall_figures_get (&f, SL_WALL_RADIUS), 2.8575131, 1e-6);
  for (guint i = 0; i < 18; i++)
    {
      widths[i] = .5;
      seams[i % 17] = f.seam_deg;
    }
  sl_wall_curve_layout (columns, 18, widths, seams, 17);
  for (guint i = 0; i < 18; i++)
    deepest = fmin (deepest, columns[i].left.y);
  /* half a circle of 18 sides: as deep as its circumradius, less what its middle seam lies before the farthest */
  g_assert_cmpfloat_with_epsilon (-deepest, sl_wall_circumradius (.5, 10), 1e-6);
}

static void
test_bad (void)
{
  static const struct { SlWallShape shape; Given given; } rows[] = {
    { SL_WALL_SHAPE_FLAT, { SL_WALL_WIDTH, 0 } },        { SL_WALL_SHAPE_FLAT, { SL_WALL_WIDTH, -3 } },
    { SL_WALL_SHAPE_FLAT, { SL_WALL_HEIGHT, NAN } },     { SL_WALL_SHAPE_FLAT, { SL_WALL_ROWS, 0 } },
    { SL_WALL_SHAPE_FLAT, { SL_WALL_COLUMNS, INFINITY } }, { SL_WALL_SHAPE_FLAT, { SL_WALL_COLUMNS, 2e6 } },
    { SL_WALL_SHAPE_FLAT, { SL_WALL_RADIUS, 5 } },       { SL_WALL_SHAPE_FLAT, { SL_WALL_SEAM, 5 } },
    { SL_WALL_SHAPE_ARC, { SL_WALL_RADIUS, 0 } },        { SL_WALL_SHAPE_ARC, { SL_WALL_RADIUS, NAN } },
    { SL_WALL_SHAPE_ARC, { SL_WALL_RADIUS, INFINITY } }, { SL_WALL_SHAPE_ARC, { SL_WALL_SEAM, 0 } },
    { SL_WALL_SHAPE_ARC, { SL_WALL_SEAM, 180 } },        { SL_WALL_SHAPE_ARC, { SL_WALL_SEAM, -1e300 } },
    { SL_WALL_SHAPE_ARC, { SL_WALL_SWEEP, 0 } },         { SL_WALL_SHAPE_ARC, { SL_WALL_SWEEP, 361 } },
    { SL_WALL_SHAPE_J, { SL_WALL_SEAM, 1e-9 } },         { SL_WALL_SHAPE_ARC, { SL_WALL_SEAM, 10 } }, /* 400° */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SlWallFigures f = wall_of (rows[i].shape);
      const SlWallFigures was = f;

      g_test_message ("row %u", i);
      g_assert_false (sl_wall_figures_set (&f, rows[i].given.which, rows[i].given.value));
      for (guint k = 0; k < SL_N_WALL_FIGURES; k++)
        if (!isnan (sl_wall_figures_get (&was, k)))
          g_assert_cmpfloat (sl_wall_figures_get (&was, k), ==, sl_wall_figures_get (&f, k));
    }
}

/* Giving what one reads changes nothing; what stands is read as what it was made of; whatever is given, the columns are
 * whole and the three of an arc agree. */
static void
test_any (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      const SlWallShape shape = (SlWallShape) g_test_rand_int_range (0, SL_N_WALL_SHAPES);
      SlWallFigures f = wall_of (shape), again;
      size_t before;
      bool left;

      for (guint k = 0; k < 4; k++)
        sl_wall_figures_set (&f, (SlWallFigure) g_test_rand_int_range (0, SL_N_WALL_FIGURES),
                             g_test_rand_double_range (-5, 60));
      g_assert_cmpfloat (f.columns, ==, round (f.columns));
      g_assert_cmpfloat (f.columns, >=, 1);
      if (shape == SL_WALL_SHAPE_ARC)
        g_assert_cmpfloat_with_epsilon (sl_wall_figures_get (&f, SL_WALL_SWEEP), f.seam_deg * f.columns, 1e-9);
      for (guint k = 0; k < SL_N_WALL_FIGURES; k++)
        {
          SlWallFigures same = f;
          const double value = sl_wall_figures_get (&f, k);

          if (isnan (value))
            continue;
          g_assert_true (sl_wall_figures_set (&same, k, value));
          g_assert_cmpfloat (same.columns, ==, f.columns);
          g_assert_cmpfloat_with_epsilon (same.seam_deg, f.seam_deg, 1e-9);
        }
      const SlWallBend bend = { f.seam_deg, NAN, shape == SL_WALL_SHAPE_ARC ? NAN : f.seam_deg * f.bent };
      const size_t columns = (size_t) f.columns, half = columns / 2;
      g_autofree double *seams = g_new0 (double, columns);
      if (columns < 2 || columns > 5000 || !sl_wall_shape_seams (seams, shape, columns, .5, &bend, half, i % 2))
        continue;
      sl_wall_figures_init (&again, .5, .5, NAN, 1, f.rows);
      g_assert_true (sl_wall_figures_read (&again, seams, columns, &before, &left));
      g_autofree double *remade = g_new0 (double, columns);
      const SlWallBend read = { again.seam_deg, NAN,
                                again.shape == SL_WALL_SHAPE_ARC ? NAN : again.seam_deg * again.bent };
      g_assert_true (sl_wall_shape_seams (remade, again.shape, columns, .5, &read, before, left));
      for (size_t k = 0; k + 1 < columns; k++)
        g_assert_cmpfloat_with_epsilon (remade[k], seams[k], 2e-6);
    }
}

static void
test_bent_by_hand (void)
{
  static const double zigzag[] = { 0, 5, 0, -5, 0 }, uneven[] = { 3, 4, 5 };
  SlWallFigures f;
  size_t before;
  bool left;

  sl_wall_figures_init (&f, .5, .5, NAN, 1, 1);
  g_assert_false (sl_wall_figures_read (&f, zigzag, 6, &before, &left));
  g_assert_cmpint (f.shape, ==, SL_WALL_SHAPE_FLAT);
  g_assert_false (sl_wall_figures_read (&f, uneven, 4, &before, &left));
  g_assert_cmpfloat (f.seam_deg, ==, 0);
}

void
add_figures_tests (void)
{
  g_test_add_func ("/geom/figures/given", test_given);
  g_test_add_func ("/geom/figures/circle", test_circle);
  g_test_add_func ("/geom/figures/bad", test_bad);
  g_test_add_func ("/geom/figures/any", test_any);
  g_test_add_func ("/geom/figures/bent-by-hand", test_bent_by_hand);
}
