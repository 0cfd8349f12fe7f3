/* Runs given out to threads. Which thread does which says nothing about what comes out. */
#include "sl-odds-private.h"

#include "sl-error.h"
#include "sl-i18n.h"

gboolean
sl_odds_check_runs (guint runs, guint productions, GError **error)
{
  const guint most = MIN (SL_ODDS_RUNS, 4u * SL_ODDS_RUNS / (productions + 1));

  if (runs >= 1 && runs <= most)
    return TRUE;
  sl_error_set (error, SL_ERROR_INPUT, _("%u runs cannot be made; choose from 1 to %u"), runs, most);
  return FALSE;
}

guint
sl_odds_n_threads (guint wanted, guint runs)
{
  enum { MOST = 256 };

  return CLAMP (wanted, 1, MIN (MOST, runs));
}

typedef struct {
  guint      runs, block;
  int        next;      /* block to be given out; atomic */
  int        done;      /* blocks; atomic */
  SlOddsWork work;
  SlWatch   *watch;     /* borrowed */
} Share;

typedef struct {
  Share   *share;
  gpointer worker;
  gboolean tells;       /* the progress, being the caller's thread */
} Hand;

static guint
n_blocks (const Share *share)
{
  return (share->runs + share->block - 1) / share->block;
}

static gpointer
help (gpointer data)
{
  const Hand *hand = data;
  Share *share = hand->share;
  const guint blocks = n_blocks (share);
  guint block;

  while (!sl_watch_is_cancelled (share->watch) && (block = (guint) g_atomic_int_add (&share->next, 1)) < blocks)
    {
      const guint first = block * share->block;

      share->work (hand->worker, first, MIN (share->block, share->runs - first));
      g_atomic_int_inc (&share->done);
      if (hand->tells)
        sl_watch_tell (share->watch, (double) g_atomic_int_get (&share->done) / blocks);
    }
  return NULL;
}

gboolean
sl_odds_share_out (guint runs, guint block, gpointer *workers, guint n_workers, SlOddsWork work, SlWatch *watch,
                   GError **error)
{
  Share share = { runs, block, 0, 0, work, watch };
  g_autofree Hand *hands = g_new (Hand, n_workers);
  g_autofree GThread **threads = g_new (GThread *, n_workers);

  for (guint i = 0; i < n_workers; i++)
    hands[i] = (Hand) { &share, workers[i], i == 0 };
  for (guint i = 1; i < n_workers; i++)
    threads[i] = g_thread_new ("odds", help, &hands[i]);
  help (&hands[0]);
  for (guint i = 1; i < n_workers; i++)
    g_thread_join (threads[i]);
  return !sl_watch_stops (watch, error);
}
