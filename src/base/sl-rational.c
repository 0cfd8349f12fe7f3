#include "sl-rational.h"

#include <math.h>
#include <stdlib.h>

#include "sl-number.h"

static SlRational
reduce (gint64 num, gint64 den)
{
  gint64 a = num, b = den;

  while (b != 0)
    {
      gint64 rest = a % b;
      a = b;
      b = rest;
    }
  return (SlRational) { (gint32) (num / a), (gint32) (den / a) };
}

gboolean
sl_rational_parse (const char *text, SlRational *value)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 3);
  guint n = g_strv_length (parts);
  guint64 num, den;
  double real;

  if (n == 2)
    {
      if (!g_ascii_string_to_unsigned (parts[0], 10, 1, G_MAXINT32, &num, NULL)
          || !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXINT32, &den, NULL))
        return FALSE;
      *value = reduce ((gint64) num, (gint64) den);
      return TRUE;
    }
  if (n != 1 || !sl_number_parse (text, &real) || real <= 0 || real > 1e6)
    return FALSE;
  /* 23.976, 29.97, 59.94 and their like are k·1000/1001 */
  double whole = ceil (real);
  if (real != whole && fabs (real - whole * 1000 / 1001) < 0.006)
    *value = reduce ((gint64) whole * 1000, 1001);
  else
    *value = reduce ((gint64) llround (real * 1000), 1000);
  return value->num > 0;
}

char *
sl_rational_to_text (SlRational value)
{
  return value.den == 1 ? g_strdup_printf ("%d", value.num) : g_strdup_printf ("%d/%d", value.num, value.den);
}

double
sl_rational_to_real (SlRational value)
{
  return value.den == 0 ? 0 : (double) value.num / value.den;
}

char *
sl_rational_timecode (SlRational fps, gint64 frame)
{
  gint64 base = MAX (1, (gint64) llround (sl_rational_to_real (fps)));
  gint64 seconds = frame / base;

  return g_strdup_printf ("%02d:%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                          (int) (seconds % 60), (int) (frame % base));
}
