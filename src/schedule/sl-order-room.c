#include "sl-order-room.h"

enum { MOST_PACKED = 128 }; /* blocks between two dates: of more the minutes alone count */

/* A block on its way. */
typedef struct {
  guint  last;
  gint64 room; /* min that it takes of its day at least */
  gint32 call, light;
} Due;

/* Minutes of its day that the block takes at least. */
static gint64
room_of (const SlOrderProblem *p, guint b)
{
  gint64 minutes = 0;

  for (guint s = p->blocks[b].first; s < p->blocks[b].first + p->blocks[b].n; s++)
    minutes += p->steps[s].minutes;
  return p->whole_days ? 1 : MIN (minutes, p->day);
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const guint x = ((const Due *) a)->last, y = ((const Due *) b)->last;

  return (x > y) - (x < y);
}

/* --- packing --- */

/* Days that these take at least, by the bound L2 of S. Martello and P. Toth, "Lower bounds and reduction procedures for
 * the bin packing problem", 1990: what is longer than half a day has one alone, and what is at least `least` long must
 * lie beside it or take more. */
static guint
days_by (const GArray *sizes, gint64 day, gint64 least)
{
  gint64 small = 0, beside = 0;
  guint alone = 0, long_ones = 0;

  for (guint i = 0; i < sizes->len; i++)
    {
      const gint64 size = g_array_index (sizes, gint64, i);

      if (size > day - least)
        alone++;
      else if (2 * size > day)
        {
          long_ones++;
          beside += day - size;
        }
      else if (size >= least)
        small += size;
    }
  return alone + long_ones + (small > beside ? (guint) ((small - beside + day - 1) / day) : 0);
}

static guint
days_of (const GArray *sizes, gint64 day)
{
  guint most = sizes->len > 0 ? days_by (sizes, day, 0) : 0;

  for (guint i = 0; i < sizes->len; i++)
    if (2 * g_array_index (sizes, gint64, i) <= day)
      most = MAX (most, days_by (sizes, day, g_array_index (sizes, gint64, i)));
  return most;
}

static gboolean
is_alike (const Due *a, const Due *b, gboolean by_light)
{
  return a->call == b->call && (!by_light || a->light == b->light);
}

/* Of each call, and of each light there is, days of their own; of the light alone where `by_light`. */
static guint
days_apart (const GArray *due, guint n, gint64 day, gboolean by_light)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint days = 0;

  for (guint i = 0; i < n; i++)
    {
      const Due *one = &g_array_index (due, Due, i);
      gboolean seen = by_light && one->light < 0;

      for (guint k = 0; k < i && !seen; k++)
        seen = is_alike (&g_array_index (due, Due, k), one, by_light);
      if (seen)
        continue;
      g_array_set_size (sizes, 0);
      for (guint k = i; k < n; k++)
        if (is_alike (&g_array_index (due, Due, k), one, by_light))
          g_array_append_val (sizes, g_array_index (due, Due, k).room);
      days += days_of (sizes, day);
    }
  return days;
}

/* The first `n` have room on so many dates. */
static gboolean
is_packed (const GArray *due, guint n, gint64 day, guint dates)
{
  if (n <= dates || n > MOST_PACKED)
    return TRUE;
  return days_apart (due, n, day, FALSE) <= dates && days_apart (due, n, day, TRUE) <= dates;
}

/* --- between all dates --- */

/* Whether from the date on there is room for what must be over by each later one. */
static gboolean
has_room_from (const SlOrderProblem *p, GArray *due, guint from)
{
  const gint64 day = p->whole_days ? 1 : p->day;
  gint64 room = 0;

  g_array_sort (due, compare_due);
  for (guint k = 0; k < due->len; k++)
    {
      const Due *one = &g_array_index (due, Due, k);
      const guint dates = one->last - from + 1;

      room += one->room;
      if (room > day * dates)
        return FALSE;
      if (!p->whole_days && (k + 1 == due->len || g_array_index (due, Due, k + 1).last != one->last)
          && !is_packed (due, k + 1, day, dates))
        return FALSE;
    }
  return TRUE;
}

gboolean
sl_order_has_room (const SlOrderProblem *p, const guint *blocks, guint n, const guint *first, const guint *last)
{
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (Due));

  for (guint i = 0; i < n; i++)
    {
      const guint from = first[blocks[i]];
      gboolean seen = FALSE;

      for (guint k = 0; k < i && !seen; k++)
        seen = first[blocks[k]] == from;
      if (seen)
        continue;
      g_array_set_size (due, 0);
      for (guint k = 0; k < n; k++)
        if (first[blocks[k]] >= from)
          {
            const SlOrderBlock *block = &p->blocks[blocks[k]];
            const Due one = { last[blocks[k]], room_of (p, blocks[k]), block->call, block->light };

            g_array_append_val (due, one);
          }
      if (!has_room_from (p, due, from))
        return FALSE;
    }
  return TRUE;
}
