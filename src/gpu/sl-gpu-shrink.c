#include "sl-gpu-private.h"

void
sl_gpu_shrunk_size (guint32 *width, guint32 *height, guint32 most)
{
  guint32 longer = MAX (*width, *height);

  if (longer <= most)
    return;
  *width = MAX (1, (guint32) ((guint64) *width * most / longer));
  *height = MAX (1, (guint32) ((guint64) *height * most / longer));
}

/* The average of the source's texels x0…x1 by y0…y1. */
static void
average (const guint8 *rgba, guint32 width, guint32 x0, guint32 x1, guint32 y0, guint32 y1, guint8 out[4])
{
  guint64 sum[4] = { 0 }, n = (guint64) (x1 - x0) * (y1 - y0);

  for (guint32 y = y0; y < y1; y++)
    for (guint32 x = x0; x < x1; x++)
      for (guint c = 0; c < 4; c++)
        sum[c] += rgba[((gsize) y * width + x) * 4 + c];
  for (guint c = 0; c < 4; c++)
    out[c] = (guint8) ((sum[c] + n / 2) / n);
}

guint8 *
sl_gpu_shrink (const guint8 *rgba, guint32 width, guint32 height, guint32 to_w, guint32 to_h)
{
  guint8 *out = g_malloc ((gsize) to_w * to_h * 4);

  for (guint32 y = 0; y < to_h; y++)
    for (guint32 x = 0; x < to_w; x++)
      average (rgba, width, (guint32) ((guint64) x * width / to_w), (guint32) ((guint64) (x + 1) * width / to_w),
               (guint32) ((guint64) y * height / to_h), (guint32) ((guint64) (y + 1) * height / to_h),
               out + ((gsize) y * to_w + x) * 4);
  return out;
}
