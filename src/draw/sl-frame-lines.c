#include "sl-frame-lines.h"

#include <math.h>

#include "sl-number.h"

static const SlFrameRatio ratios[] = {
  { "2.39:1", "2.39 : 1", 2.39 }, { "2:1", "2 : 1", 2 },       { "1.85:1", "1.85 : 1", 1.85 },
  { "16:9", "16 : 9", 16. / 9 },  { "4:3", "4 : 3", 4. / 3 },  { "1:1", "1 : 1", 1 },
  { "4:5", "4 : 5", 4. / 5 },     { "9:16", "9 : 16", 9. / 16 },
};

SlFrameBox
sl_frame_box_within (SlFrameBox outer, double ratio)
{
  SlFrameBox box = outer;

  if (!isfinite (ratio) || ratio <= 0 || outer.width <= 0 || outer.height <= 0)
    return outer;
  box.width = fmin (outer.width, outer.height * ratio);
  box.height = fmin (outer.height, outer.width / ratio);
  box.x += (outer.width - box.width) / 2;
  box.y += (outer.height - box.height) / 2;
  return box;
}

SlFrameBox
sl_frame_box_share (SlFrameBox outer, double share)
{
  return (SlFrameBox) { outer.x + outer.width * (1 - share) / 2, outer.y + outer.height * (1 - share) / 2,
                        outer.width * share, outer.height * share };
}

const SlFrameRatio *
sl_frame_ratio_at (guint index)
{
  return index < G_N_ELEMENTS (ratios) ? &ratios[index] : NULL;
}

const SlFrameRatio *
sl_frame_ratio_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    if (g_str_equal (ratios[i].id, id))
      return &ratios[i];
  return NULL;
}

char *
sl_frame_ratio_text (double ratio)
{
  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    if (fabs (ratio / ratios[i].ratio - 1) < .005)
      return g_strdup (ratios[i].label);
  g_autofree char *number = sl_number_fixed (ratio, 2);
  return g_strdup_printf ("%s : 1", number);
}
