#include <string.h>

#include "sl-talent-private.h"

gboolean
sl_talent_is_over (const SlTalentRun *run)
{
  return sl_watch_is_cancelled (run->watch) || g_get_monotonic_time () >= run->until_us;
}

/* Pay of each actor from its first to its last scene, less the scenes themselves. */
gint64
sl_talent_waiting (const SlTalentCore *core, const guint *order, gint64 *first, gint64 *last)
{
  gint64 now = 0, waiting = 0;

  memset (first, 0xff, core->m * sizeof (gint64));
  for (guint i = 0; i < core->n; i++)
    {
      const guint64 *cast = core->cast + order[i] * core->words;
      const gint64 length = core->durations[order[i]];

      for (guint w = 0; w < core->words; w++)
        for (guint64 left = cast[w]; left != 0; left &= left - 1)
          {
            const guint a = w * 64 + (guint) __builtin_ctzll (left);
            if (first[a] < 0)
              first[a] = now;
            last[a] = now + length;
            waiting -= core->wages[a] * length;
          }
      now += length;
    }
  for (guint a = 0; a < core->m; a++)
    waiting += first[a] < 0 ? 0 : core->wages[a] * (last[a] - first[a]);
  return waiting;
}

/* Takes the block at `from` out and puts it at `to`. */
static void
shift (guint *order, guint from, guint to)
{
  const guint block = order[from];

  if (from < to)
    memmove (order + from, order + from + 1, (to - from) * sizeof (guint));
  else
    memmove (order + to + 1, order + to, (from - to) * sizeof (guint));
  order[to] = block;
}

gint64
sl_talent_improve (const SlTalentCore *core, guint *order, SlTalentRun *run)
{
  g_autofree gint64 *room = g_new0 (gint64, 2 * MAX (core->m, 1));
  gint64 best = sl_talent_waiting (core, order, room, room + core->m);
  gboolean better = core->n > 1;
  guint tried = 0;

  while (better)
    {
      better = FALSE;
      for (guint from = 0; from < core->n; from++)
        for (guint to = 0; to < core->n; to++)
          {
            gint64 waiting;

            if (++tried % 64 == 0 && sl_talent_is_over (run))
              return best;
            shift (order, from, to);
            waiting = sl_talent_waiting (core, order, room, room + core->m);
            if (waiting < best && sl_talent_keeps (core, order))
              {
                best = waiting;
                better = TRUE;
              }
            else
              shift (order, to, from);
          }
    }
  return best;
}
