#include "sl-tally.h"

static gint64
sum (const gint64 *lengths, guint n)
{
  gint64 total = 0;

  for (guint i = 0; i < n; i++)
    total += lengths[i];
  return total;
}

/* Into how many runs of at most `limit` the lengths are cut, in order; each must fit alone. */
static gint64
runs (const gint64 *lengths, guint n, gint64 limit)
{
  gint64 count = 1, run = 0;

  for (guint i = 0; i < n; i++)
    {
      run += lengths[i];
      if (run > limit)
        {
          count++;
          run = lengths[i];
        }
    }
  return count;
}

static gint64
longest (const gint64 *lengths, guint n)
{
  gint64 most = 0;

  for (guint i = 0; i < n; i++)
    most = MAX (most, lengths[i]);
  return most;
}

/* The shortest limit at which the lengths are cut into at most `count` runs. */
static gint64
shortest (const gint64 *lengths, guint n, gint64 count)
{
  gint64 low = longest (lengths, n), high = sum (lengths, n);

  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;
      if (runs (lengths, n, middle) <= count)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* One way to cut a strip of columns: into `cuts` rectangles, which leaves it `most` px of width. While the columns are
 * gone through, `run` px from the column `first` on fit. */
typedef struct {
  gint64 cuts, most, run;
  guint  first;
} Strip;

/* Strips of more rectangles are only of use while they may be wider. */
static GArray *
ways_to_cut (gint64 width, const gint64 *heights, guint rows, gint64 most_w, gint64 max_h, gint64 max_pixels)
{
  GArray *strips = g_array_new (FALSE, FALSE, sizeof (Strip));
  gint64 most = 0;

  for (gint64 cuts = max_h > 0 ? runs (heights, rows, max_h) : 1; cuts <= rows && most < MIN (width, most_w); cuts++)
    {
      gint64 high = shortest (heights, rows, cuts), now = max_pixels > 0 ? MIN (most_w, max_pixels / high) : most_w;
      Strip strip = { cuts, now, 0, 0 };
      if (now > most)
        g_array_append_val (strips, strip);
      most = now;
    }
  return strips;
}

/* The fewest for the first columns, one more column at a time: the wider the last strip, the fewer stand before it. */
gint64
sl_tally_canvases (const gint64 *widths, guint columns, const gint64 *heights, guint rows, gint64 max_w, gint64 max_h,
                   gint64 max_pixels)
{
  gint64 width = sum (widths, columns);
  g_autofree gint64 *least = g_new0 (gint64, columns + 1);
  g_autoptr (GArray) strips = NULL;

  if (max_h > 0 && longest (heights, rows) > max_h)
    return -1;
  strips = ways_to_cut (width, heights, rows, max_w > 0 ? max_w : width, max_h, max_pixels);
  for (guint j = 1; j <= columns; j++)
    {
      least[j] = -1;
      for (guint i = 0; i < strips->len; i++)
        {
          Strip *strip = &g_array_index (strips, Strip, i);
          strip->run += widths[j - 1];
          while (strip->run > strip->most)
            strip->run -= widths[strip->first++];
          if (strip->first < j && (least[j] < 0 || least[strip->first] + strip->cuts < least[j]))
            least[j] = least[strip->first] + strip->cuts;
        }
      if (least[j] < 0) /* this column is too wide for every strip */
        return -1;
    }
  return least[columns];
}
