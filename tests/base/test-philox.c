/* Random numbers for simulations, and the normal distribution that they go through. */
#include "../sl-test.h"
#include "sl-normal.h"
#include "sl-philox.h"
#include "tests.h"

/* The known answers of the authors' own library, Random123 (kat_vectors). */
static void
test_known_answers (void)
{
  static const struct { guint32 counter[4], key[2], out[4]; } rows[] = {
    { { 0, 0, 0, 0 }, { 0, 0 }, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
    { { ~0u, ~0u, ~0u, ~0u }, { ~0u, ~0u }, { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
    { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 }, { 0xa4093822, 0x299f31d0 },
      { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint32 out[4];

      sl_philox4x32 (rows[i].counter, rows[i].key, out);
      for (guint k = 0; k < 4; k++)
        g_assert_cmphex (out[k], ==, rows[i].out[k]);
    }
  /* C++26, [rand.predef]: the 10,000th number of philox4x32 from its default seed */
  g_assert_cmpuint (sl_philox_at (20111115, 0, 0, 9999), ==, 1955073260);
}

/* A row is one number after the other, from wherever it is begun. */
static void
test_rows (void)
{
  guint32 row[41], part[41];

  sl_philox_row (7, 0x123456789abcdef0, 3, 0, 41, row);
  for (guint first = 0; first < 41; first += 4)
    {
      sl_philox_row (7, 0x123456789abcdef0, 3, first, 41 - first, part);
      g_assert_cmpmem (part, (41 - first) * sizeof *part, row + first, (41 - first) * sizeof *row);
    }
  for (guint i = 0; i < 41; i++)
    {
      g_assert_cmpuint (sl_philox_at (7, 0x123456789abcdef0, 3, i), ==, row[i]);
      g_assert_cmpuint (sl_philox_at (7, 0x123456789abcdef0, 4, i), !=, row[i]);
      g_assert_cmpuint (sl_philox_at (7, 0x123456789abcdef1, 3, i), !=, row[i]);
      g_assert_cmpuint (sl_philox_at (7, 0x123456799abcdef0, 3, i), !=, row[i]);
      g_assert_cmpuint (sl_philox_at (8, 0x123456789abcdef0, 3, i), !=, row[i]);
      g_assert_cmpuint (sl_philox_at (7 | (guint64) 1 << 40, 0x123456789abcdef0, 3, i), !=, row[i]);
    }
}

static void
test_steady (void)
{
  for (double x = -690; x < 690; x += .37)
    assert_within (sl_steady_exp (x) / exp (x), 1, 1e-14); /* the C library's own, which is near enough */
  for (double x = -700; x < 700; x += .41)
    assert_within (sl_steady_log (exp (x)), log (exp (x)), 1e-15 * fmax (1, fabs (x)));
  g_assert_cmpfloat (sl_steady_exp (0), ==, 1);
  g_assert_cmpfloat (sl_steady_log (1), ==, 0);
  g_assert_cmpfloat (sl_steady_exp (-1e9), ==, 0);
  g_assert_cmpfloat (sl_steady_exp (1e9), ==, INFINITY);
}

static void
test_normal (void)
{
  for (double z = -8; z < 30; z += .0137)
    assert_within (sl_normal_upper (z) / (erfc (z / sqrt (2)) / 2), 1, 1e-12);
  for (double z = -30; z < 8; z += .0137)
    assert_within (sl_normal_quantile (sl_normal_upper (-z)), z, z < 0 ? 1e-12 : 1e-15 * exp (z * z / 2) + 1e-12);
  assert_within (sl_normal_quantile (.9), 1.2815515655446004, 1e-14); /* as any book of tables has it */
  assert_within (sl_normal_quantile (.975), 1.9599639845400545, 1e-14);
  g_assert_cmpfloat (sl_normal_quantile (.5), ==, 0);
}

/* Near the exact one from end to end, growing, and the same on both sides. */
static void
test_normal_table (void)
{
  g_autofree SlNormalTable *table = sl_normal_table_new ();
  double worst = 0;
  gint32 before = G_MININT32;

  for (guint64 i = 0; i < 0x100000000; i += i < 5000 || i > 0xffff0000 ? 1 : 9973)
    {
      const guint32 random = (guint32) i;
      const gint32 z = sl_normal_table_get (table, random);

      g_assert_cmpint (z, >=, before);
      g_assert_cmpint (z, ==, -sl_normal_table_get (table, ~random));
      worst = fmax (worst, fabs ((double) z / SL_NORMAL_ONE - sl_normal_quantile (ldexp (random + .5, -32))));
      before = z;
    }
  g_assert_cmpfloat (worst, <=, 5e-5);
  g_assert_cmpfloat (worst, >, 1e-6); /* it is the table that is looked at */
}

void
add_philox_tests (void)
{
  g_test_add_func ("/base/philox/known-answers", test_known_answers);
  g_test_add_func ("/base/philox/rows", test_rows);
  g_test_add_func ("/base/normal/steady", test_steady);
  g_test_add_func ("/base/normal/distribution", test_normal);
  g_test_add_func ("/base/normal/table", test_normal_table);
}
