#include "sl-random.h"

#include <math.h>

/* The step and the finishing function of SplitMix64, which is in the public domain: Sebastiano Vigna,
 * https://prng.di.unimi.it/splitmix64.c, after Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014. */
#define STEP 0x9e3779b97f4a7c15u

guint64
sl_random_mix (guint64 x)
{
  x += STEP;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

double
sl_random_signed (guint64 seed, gint64 counter)
{
  const guint64 bits = sl_random_mix (sl_random_mix (seed) + (guint64) counter * STEP);

  return ldexp ((double) (bits >> 11), -52) - 1;
}

/* --- wandering --- */

/* A cubic B-spline over random steps, so many of them a period. A step is the difference of two neighbours in the row:
 * their sum goes nowhere, so the way has no drift, and what the differences let through of the spline's band is
 * strongest at a quarter of their rate. */
#define STEPS_A_PERIOD 4

/* What each of four steps counts at the share `f` of the way between the middle two, with the derivatives. */
static void
weigh (double f, double weights[3][4])
{
  const double r = 1 - f;
  const double w[3][4] = {
    { r * r * r / 6, (3 * f * f * f - 6 * f * f + 4) / 6, (3 * r * r * r - 6 * r * r + 4) / 6, f * f * f / 6 },
    { -r * r / 2, (3 * f - 4) * f / 2, (4 - 3 * r) * r / 2, f * f / 2 },
    { r, 3 * f - 2, 3 * r - 2, f },
  };

  for (int order = 0; order < 3; order++)
    for (int i = 0; i < 4; i++)
      weights[order][i] = w[order][i];
}

void
sl_random_wander (guint64 seed, double hz, double seconds, double out[3])
{
  const double rate = STEPS_A_PERIOD * hz, at = seconds * rate, from = floor (at);
  const double per[3] = { 1, rate, rate * rate };
  double weights[3][4], before = sl_random_signed (seed, (gint64) from - 2);

  weigh (at - from, weights);
  out[0] = out[1] = out[2] = 0;
  for (int i = 0; i < 4; i++)
    {
      const double now = sl_random_signed (seed, (gint64) from - 1 + i);

      for (int order = 0; order < 3; order++)
        out[order] += .75 * weights[order][i] * (now - before) * per[order]; /* no weight is above 2/3: 1 at most */
      before = now;
    }
}
