#include "sl-rcpsp-energy.h"

/* Of an activity with length d, need r, first start e and latest start l at least r·max (0, min (d, e + d − t1, t2 −
 * l, t2 − t1)) lies in t1…t2. For one t1 that is flat as t2 grows, rises with slope r from max (l, t1) on, and is
 * flat again when min (d, e + d − t1) is reached; so one sweep over these corners sees every t2. */
typedef struct { int at, slope; } Corner;

typedef struct {
  const SlCore *core; /* borrowed */
  int          *first, *latest; /* starts, by activity */
  int          *begins;         /* the stretches that are looked at begin there */
  int           n_begins;
  Corner       *corners, *spare;
} Sweep;

/* Corners by time; both rows have room for n. */
static void
sort_corners (Corner *corners, Corner *spare, int n)
{
  const int half = n / 2;

  if (n < 12)
    {
      for (int i = 1; i < n; i++)
        for (int k = i; k > 0 && corners[k - 1].at > corners[k].at; k--)
          {
            const Corner swap = corners[k];
            corners[k] = corners[k - 1];
            corners[k - 1] = swap;
          }
      return;
    }
  sort_corners (corners, spare, half);
  sort_corners (corners + half, spare + half, n - half);
  for (int i = 0; i < half; i++)
    spare[i] = corners[i];
  for (int i = 0, k = half, out = 0; i < half; out++)
    corners[out] = k < n && corners[k].at < spare[i].at ? corners[k++] : spare[i++];
}

/* Whether a stretch of the resource from `begin` on needs more than there is. */
static gboolean
is_over (Sweep *s, int resource, int begin)
{
  const SlCore *c = s->core;
  gint64 slope = -c->capacity[resource], balance = 0;
  int n = 0, at = begin;

  for (int i = c->users.first[resource]; i < c->users.first[resource + 1]; i++)
    {
      const SlCoreUse user = c->users.items[i];
      const int from = MAX (s->latest[user.other], begin);
      const int most = MIN (c->duration[user.other], s->first[user.other] + c->duration[user.other] - begin);

      if (most <= 0)
        continue;
      s->corners[n++] = (Corner) { from, user.amount };
      s->corners[n++] = (Corner) { from + most, -user.amount };
    }
  sort_corners (s->corners, s->spare, n);
  for (int i = 0; i < n; i++)
    {
      balance += slope * (s->corners[i].at - at);
      if (balance > 0)
        return TRUE;
      at = s->corners[i].at;
      slope += s->corners[i].slope;
    }
  return FALSE;
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  const int x = *(const int *) a, y = *(const int *) b;
  return (x > y) - (x < y);
}

/* The first starts, the latest starts and the first ends, each once. */
static void
find_begins (Sweep *s)
{
  const SlCore *c = s->core;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (int));

  for (int a = 0; a < c->n; a++)
    {
      const int end = s->first[a] + c->duration[a];
      g_array_append_val (all, s->first[a]);
      g_array_append_val (all, s->latest[a]);
      g_array_append_val (all, end);
    }
  g_array_sort (all, compare_ints);
  s->begins = g_new (int, all->len);
  for (guint i = 0; i < all->len; i++)
    if (i == 0 || g_array_index (all, int, i) != g_array_index (all, int, i - 1))
      s->begins[s->n_begins++] = g_array_index (all, int, i);
}

static gboolean
sweep (Sweep *s, gboolean (*stop) (gpointer data), gpointer data)
{
  find_begins (s);
  for (int b = 0; b < s->n_begins; b++)
    {
      if (stop != NULL && stop (data))
        return FALSE;
      for (int r = 0; r < s->core->m; r++)
        if (is_over (s, r, s->begins[b]))
          return TRUE;
    }
  return FALSE;
}

gboolean
sl_energy_refutes (const SlCore *core, int end, gboolean (*stop) (gpointer data), gpointer data)
{
  Sweep s = { .core = core, .first = core->release, .latest = g_new (int, core->n) };
  const int corners = 2 * core->users.first[core->m];
  gboolean refuted = FALSE;

  s.corners = g_new (Corner, corners);
  s.spare = g_new (Corner, corners);
  sl_core_push_left (core, end, s.latest);
  for (int a = 0; a < core->n; a++)
    {
      s.latest[a] = sl_core_last_start (core, a, s.latest[a]);
      refuted |= s.latest[a] < s.first[a];
    }
  refuted = refuted || sweep (&s, stop, data);
  g_free (s.latest);
  g_free (s.begins);
  g_free (s.corners);
  g_free (s.spare);
  return refuted;
}

int
sl_energy_bound (const SlCore *core, int low, int high, gboolean (*stop) (gpointer data), gpointer data)
{
  while (low < high)
    {
      const int middle = (low + high) / 2;
      if (sl_energy_refutes (core, middle, stop, data))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
