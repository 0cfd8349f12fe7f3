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

/* How the last strip of the first columns is cut. */
typedef struct {
  guint  first;
  gint64 cuts;
} Last;

/* The fewest for the first columns, one more column at a time: the wider the last strip, the fewer stand before it.
 * Fills `columns` + 1 of both; FALSE when one cabinet alone is too large. */
static gboolean
solve (gint64 *least, Last *last, const gint64 *widths, guint columns, const gint64 *heights, guint rows, gint64 max_w,
       gint64 max_h, gint64 max_pixels)
{
  gint64 width = sum (widths, columns);
  g_autoptr (GArray) strips = NULL;

  if (max_h > 0 && longest (heights, rows) > max_h)
    return FALSE;
  strips = ways_to_cut (width, heights, rows, max_w > 0 ? max_w : width, max_h, max_pixels);
  least[0] = 0;
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
            {
              least[j] = least[strip->first] + strip->cuts;
              last[j] = (Last) { strip->first, strip->cuts };
            }
        }
      if (least[j] < 0) /* this column is too wide for every strip */
        return FALSE;
    }
  return TRUE;
}

gint64
sl_tally_canvases (const gint64 *widths, guint columns, const gint64 *heights, guint rows, gint64 max_w, gint64 max_h,
                   gint64 max_pixels)
{
  g_autofree gint64 *least = g_new (gint64, columns + 1);
  g_autofree Last *last = g_new (Last, columns + 1);

  return solve (least, last, widths, columns, heights, rows, max_w, max_h, max_pixels) ? least[columns] : -1;
}

/* A strip's rectangles, from the top. */
static void
cut_strip (GArray *cuts, guint column, guint columns, const gint64 *heights, guint rows, gint64 count)
{
  const gint64 limit = shortest (heights, rows, count);
  guint row = 0;

  while (row < rows)
    {
      SlCanvasCut cut = { column, row, columns, 0 };
      gint64 run = heights[row++];

      while (row < rows && run + heights[row] <= limit)
        run += heights[row++];
      cut.rows = row - cut.row;
      g_array_append_val (cuts, cut);
    }
}

GArray *
sl_tally_cut (const gint64 *widths, guint columns, const gint64 *heights, guint rows, gint64 max_w, gint64 max_h,
              gint64 max_pixels)
{
  g_autofree gint64 *least = g_new (gint64, columns + 1);
  g_autofree Last *last = g_new (Last, columns + 1);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint)); /* of the strips, from the right */
  GArray *cuts;

  if (!solve (least, last, widths, columns, heights, rows, max_w, max_h, max_pixels))
    return NULL;
  for (guint j = columns; j > 0; j = last[j].first)
    g_array_append_val (ends, j);
  cuts = g_array_new (FALSE, FALSE, sizeof (SlCanvasCut));
  for (guint i = ends->len; i-- > 0;)
    {
      const guint end = g_array_index (ends, guint, i);
      cut_strip (cuts, last[end].first, end - last[end].first, heights, rows, last[end].cuts);
    }
  return cuts;
}
