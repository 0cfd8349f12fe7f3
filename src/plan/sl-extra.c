#include "sl-field.h"

struct SlExtra {
  gatomicrefcount refs;
  char           *parts[SL_EXTRA_N]; /* NULL for nothing */
};

SlExtra *
sl_extra_new (const char *const parts[SL_EXTRA_N])
{
  SlExtra *extra = NULL;

  for (guint i = 0; i < SL_EXTRA_N; i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      {
        if (extra == NULL)
          {
            extra = g_new0 (SlExtra, 1);
            g_atomic_ref_count_init (&extra->refs);
          }
        extra->parts[i] = g_strdup (parts[i]);
      }
  return extra;
}

SlExtra *
sl_extra_ref (SlExtra *extra)
{
  if (extra != NULL)
    g_atomic_ref_count_inc (&extra->refs);
  return extra;
}

void
sl_extra_unref (SlExtra *extra)
{
  if (extra == NULL || !g_atomic_ref_count_dec (&extra->refs))
    return;
  for (guint i = 0; i < SL_EXTRA_N; i++)
    g_free (extra->parts[i]);
  g_free (extra);
}

const char *
sl_extra_part (const SlExtra *extra, SlExtraPart part)
{
  return extra != NULL && extra->parts[part] != NULL ? extra->parts[part] : "";
}

gboolean
sl_extra_equal (const SlExtra *a, const SlExtra *b)
{
  for (guint i = 0; a != b && i < SL_EXTRA_N; i++)
    if (!g_str_equal (sl_extra_part (a, i), sl_extra_part (b, i)))
      return FALSE;
  return TRUE;
}
