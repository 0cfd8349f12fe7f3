/* Random numbers by counting, and smooth ways made of them. */
#include "../sl-test.h"
#include "sl-random.h"
#include "tests.h"

/* What SplitMix64 gives first from the seeds 0 and 1234567, as published. */
static void
test_mix (void)
{
  g_assert_cmpuint (sl_random_mix (0), ==, 0xe220a8397b1dcdafu);
  g_assert_cmpuint (sl_random_mix (1234567), ==, 6457827717110365317u);
}

static void
test_even (void)
{
  double sum = 0, squares = 0;
  guint n = 0;

  for (gint64 i = -20000; i < 20000; i++, n++)
    {
      const double x = sl_random_signed (5, i);

      g_assert_true (x >= -1 && x < 1);
      g_assert_cmpfloat (x, ==, sl_random_signed (5, i));
      sum += x;
      squares += x * x;
    }
  assert_within (sum / n, 0, .02);
  assert_within (squares / n, 1 / 3., .01);
}

/* Bounded, without corners, and about zero the more the longer it goes. */
static void
test_wander (void)
{
  static const double rates[] = { .05, 1, 7.3 };

  for (guint seed = 0; seed < 60; seed++)
    {
      const double hz = rates[seed % G_N_ELEMENTS (rates)], step = .01 / hz;
      double before[3], now[3], sum = 0, most = 0;
      guint n = 0;

      sl_random_wander (seed, hz, -30 / hz - step, before);
      for (double t = -30 / hz; t < 30 / hz; t += step, n++)
        {
          sl_random_wander (seed, hz, t, now);
          sum += now[0];
          most = fmax (most, fabs (now[0]));
          assert_within (now[0] - before[0], (now[1] + before[1]) / 2 * step, .001);
          assert_within (now[1] - before[1], (now[2] + before[2]) / 2 * step, .01 * hz);
          memcpy (before, now, sizeof before);
        }
      g_assert_cmpfloat (most, <=, 1);
      g_assert_cmpfloat (most, >, .4);
      g_assert_cmpfloat (fabs (sum / n), <=, 3 / 8. / 60 + 1e-4);
    }
}

/* How much of it has that frequency (Hz). */
static double
power_at (double hz)
{
  double power = 0;

  for (guint seed = 0; seed < 40; seed++)
    {
      double re = 0, im = 0, way[3];

      for (double t = 0; t < 20; t += .02)
        {
          sl_random_wander (seed, 1, t, way);
          re += way[0] * cos (2 * G_PI * hz * t);
          im += way[0] * sin (2 * G_PI * hz * t);
        }
      power += re * re + im * im;
    }
  return power;
}

static void
test_band (void)
{
  const double at = power_at (1);

  g_assert_cmpfloat (power_at (.1), <, .1 * at);
  g_assert_cmpfloat (power_at (2), <, .4 * at);
  g_assert_cmpfloat (power_at (3), <, .01 * at);
  g_assert_cmpfloat (power_at (5), <, .01 * at);
}

void
add_random_tests (void)
{
  g_test_add_func ("/base/random/mix", test_mix);
  g_test_add_func ("/base/random/even", test_even);
  g_test_add_func ("/base/random/wander", test_wander);
  g_test_add_func ("/base/random/band", test_band);
}
