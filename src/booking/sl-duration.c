#include "sl-duration.h"

#include <stdio.h>
#include <string.h>

gboolean
sl_duration_parse (const char *value, gint64 *days, gint64 *seconds)
{
  const char *p = value;
  const int sign = *p == '-' ? -1 : 1;
  gboolean in_time = FALSE, any = FALSE;

  *days = *seconds = 0;
  p += *p == '-' || *p == '+';
  if (*p++ != 'P')
    return FALSE;
  while (*p != '\0')
    {
      int n, used = 0;
      if (!in_time && *p == 'T' && p[1] != '\0')
        {
          in_time = TRUE;
          p++;
          continue;
        }
      if (!g_ascii_isdigit (*p) || sscanf (p, "%7d%n", &n, &used) != 1)
        return FALSE;
      const char unit = p[used];
      const char *units = in_time ? "HMS" : "WD";
      if (unit == '\0' || strchr (units, unit) == NULL)
        return FALSE;
      *days += unit == 'W' ? 7 * n : unit == 'D' ? n : 0;
      *seconds += !in_time ? 0 : unit == 'H' ? (gint64) n * 3600 : unit == 'M' ? (gint64) n * 60 : n;
      p += used + 1;
      any = TRUE;
    }
  *days *= sign;
  *seconds *= sign;
  return any;
}
