#include "sl-philox.h"

#include <string.h>

enum { ROUNDS = 10 };

/* The multipliers, and by how much the key grows each round: the paper's, table 2 and section 4. */
#define M0 0xd2511f53u
#define M1 0xcd9e8d57u
#define W0 0x9e3779b9u
#define W1 0xbb67ae85u

void
sl_philox4x32 (const guint32 counter[4], const guint32 key[2], guint32 out[4])
{
  guint32 a = counter[0], b = counter[1], c = counter[2], d = counter[3], k0 = key[0], k1 = key[1];

  for (guint round = 0; round < ROUNDS; round++)
    {
      const guint64 p = (guint64) M0 * a, q = (guint64) M1 * c;

      a = (guint32) (q >> 32) ^ b ^ k0;
      b = (guint32) q;
      c = (guint32) (p >> 32) ^ d ^ k1;
      d = (guint32) p;
      k0 += W0;
      k1 += W1;
    }
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}

void
sl_philox_row (guint64 seed, guint64 stream, guint32 draw, guint32 first, guint n, guint32 *out)
{
  const guint32 key[2] = { (guint32) seed, (guint32) (seed >> 32) };
  guint32 counter[4] = { first / 4, draw, (guint32) stream, (guint32) (stream >> 32) };
  guint32 last[4];

  for (; n >= 4; n -= 4, out += 4, counter[0]++)
    sl_philox4x32 (counter, key, out);
  if (n == 0)
    return;
  sl_philox4x32 (counter, key, last);
  memcpy (out, last, n * sizeof *out);
}

guint32
sl_philox_at (guint64 seed, guint64 stream, guint32 draw, guint32 place)
{
  guint32 out[4];

  sl_philox_row (seed, stream, draw, place & ~3u, 4, out);
  return out[place & 3];
}
