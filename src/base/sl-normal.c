#include "sl-normal.h"

#include <math.h>

/* ln 2 as a sum whose first part has few bits, so that small multiples of it are exact. */
static const double LN2_HIGH = 0x1.62e42fee00000p-1, LN2_LOW = 0x1.a39ef35793c76p-33, SQRT_HALF = 0x1.6a09e667f3bcdp-1;
static const double SQRT_2PI = 0x1.40d931ff62706p+1;

double
sl_steady_exp (double x)
{
  double sum = 1;

  if (!(x >= -700))
    return 0;
  if (x > 700)
    return INFINITY;
  const double k = floor (x / (LN2_HIGH + LN2_LOW) + .5);
  const double r = x - k * LN2_HIGH - k * LN2_LOW; /* |r| ≤ ln 2 / 2 */
  for (int n = 14; n > 0; n--)
    sum = 1 + sum * r / n;
  return ldexp (sum, (int) k);
}

double
sl_steady_log (double x)
{
  int exponent;
  double m = frexp (x, &exponent), sum = 0;

  if (m < SQRT_HALF)
    {
      m *= 2;
      exponent--;
    }
  /* log m = 2 artanh s; |s| ≤ 0.172, so that the series loses 1.5 digits a term */
  const double s = (m - 1) / (m + 1), square = s * s;
  for (int n = 23; n >= 1; n -= 2)
    sum = sum * square + 1. / n;
  return exponent * LN2_HIGH + (2 * s * sum + exponent * LN2_LOW);
}

/* Near the middle the series of G. Marsaglia, "Evaluating the normal distribution", J. Stat. Software 11(4), 2004;
 * outside Laplace's continued fraction (M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, 26.2.14). */
double
sl_normal_upper (double z)
{
  const double size = fabs (z), density = sl_steady_exp (-size * size / 2) / SQRT_2PI;
  double upper;

  if (size < 3)
    {
      double term = size, sum = size;

      for (int n = 3; term > sum * 1e-17 && n < 200; n += 2)
        sum += term *= size * size / n;
      upper = .5 - density * sum;
    }
  else
    {
      double below = size;

      for (int n = 100; n > 0; n--)
        below = size + n / below;
      upper = density / below;
    }
  return z < 0 ? 1 - upper : upper;
}

static double
ratio (const double top[8], const double bottom[8], double x)
{
  double t = 0, b = 0;

  for (int i = 7; i >= 0; i--)
    {
      t = t * x + top[i];
      b = b * x + bottom[i];
    }
  return t / b;
}

/* M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37(3), 1988,
 * pp. 477–484: the rational functions of PPND16. */
double
sl_normal_quantile (double p)
{
  static const double middle[2][8] = {
    { 3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3 },
    { 1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
      3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3 } };
  static const double outer[2][8] = {
    { 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
      1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4 },
    { 1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
      1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9 } };
  static const double far[2][8] = {
    { 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7 },
    { 1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
      1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15 } };
  const double q = p - .5;

  if (fabs (q) <= .425)
    return q * ratio (middle[0], middle[1], .180625 - q * q);
  const double r = sqrt (-sl_steady_log (q < 0 ? p : 1 - p));
  const double z = r <= 5 ? ratio (outer[0], outer[1], r - 1.6) : ratio (far[0], far[1], r - 5);
  return q < 0 ? -z : z;
}

/* --- the table --- */

/* The lower half by octaves of its distance from 0: as each halves, z grows by ever less, so that equal parts of an
 * octave are straight lines within 5e-5. The first octave is that of one number alone. */
enum { OCTAVES = 32, PART_BITS = 6, PARTS = 1 << PART_BITS };

struct SlNormalTable {
  gint32 z[OCTAVES][PARTS + 1]; /* of 2^octave·(1 + part/PARTS)/2³³ from the end */
};

SlNormalTable *
sl_normal_table_new (void)
{
  SlNormalTable *table = g_new (SlNormalTable, 1);

  for (int octave = 0; octave < OCTAVES; octave++)
    for (int part = 0; part <= PARTS; part++)
      {
        const double p = ldexp (1 + (double) part / PARTS, octave - 33);

        table->z[octave][part] = (gint32) floor (sl_normal_quantile (p) * SL_NORMAL_ONE + .5);
      }
  return table;
}

gint32
sl_normal_table_get (const SlNormalTable *table, guint32 random)
{
  const gboolean above = random >> 31;
  const guint32 odd = 2 * (above ? ~random : random) + 1; /* twice the distance from the end, which is half a step */
  const guint octave = 31 - (guint) __builtin_clz (odd);
  const guint32 rest = octave == 0 ? 0 : odd << (32 - octave); /* how far into it, in 2⁻³² */
  const gint32 *z = table->z[octave] + (rest >> (32 - PART_BITS));
  const gint64 share = (guint32) (rest << PART_BITS) >> 16;
  const gint32 value = z[0] + (gint32) (((z[1] - z[0]) * share) >> 16);

  return above ? -value : value;
}

void
sl_normal_table_map (const SlNormalTable *table, guint32 *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    numbers[i] = (guint32) sl_normal_table_get (table, numbers[i]);
}
