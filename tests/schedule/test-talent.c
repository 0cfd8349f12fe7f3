/* The talent solver against an evaluator and a search of all orders that share no code with it. */
#include "../sl-test.h"
#include "sl-error.h"
#include "sl-talent.h"

typedef struct {
  SlTalent       t;
  gint64         durations[1000], wages[1000];
  guint64        cast[1000 * 16];
  SlTalentPair   pairs[8];
  SlTalentWindow windows[8];
} Instance;

static Instance *
random_instance (GRand *random, guint scenes, guint actors, double chance, gint most)
{
  Instance *i = g_new0 (Instance, 1);
  const guint words = sl_talent_words (actors);

  i->t = (SlTalent) { .n_scenes = scenes, .n_actors = actors, .durations = i->durations, .wages = i->wages,
                      .cast = i->cast, .pairs = i->pairs, .windows = i->windows };
  for (guint s = 0; s < scenes; s++)
    i->durations[s] = g_rand_int_range (random, 0, most + 1);
  for (guint a = 0; a < actors; a++)
    {
      i->wages[a] = g_rand_int_range (random, 0, most + 1);
      for (guint s = 0; s < scenes; s++)
        if (g_rand_double (random) < chance)
          i->cast[s * words + a / 64] |= 1ull << a % 64;
    }
  return i;
}

/* Scene by scene, who waits: not by first and last as the solver counts. */
static gint64
waiting_of (const SlTalent *t, const guint *order)
{
  const guint words = sl_talent_words (t->n_actors);
  gint64 waiting = 0;

  for (guint p = 0; p < t->n_scenes; p++)
    for (guint a = 0; a < t->n_actors; a++)
      {
        gboolean before = FALSE, after = FALSE;
        for (guint q = 0; q < t->n_scenes; q++)
          if (t->cast[order[q] * words + a / 64] >> a % 64 & 1)
            {
              before |= q <= p;
              after |= q >= p;
            }
        if (before && after && !(t->cast[order[p] * words + a / 64] >> a % 64 & 1))
          waiting += t->durations[order[p]] * t->wages[a];
      }
  return waiting;
}

static gboolean
keeps (const SlTalent *t, const guint *order)
{
  guint place[1000];

  for (guint i = 0; i < t->n_scenes; i++)
    place[order[i]] = i;
  for (guint i = 0; i < t->n_pairs; i++)
    if (place[t->pairs[i].before] >= place[t->pairs[i].after])
      return FALSE;
  for (guint i = 0; i < t->n_windows; i++)
    if (place[t->windows[i].scene] < t->windows[i].earliest || place[t->windows[i].scene] > t->windows[i].latest)
      return FALSE;
  return TRUE;
}

/* The least over all orders that keep the rules; G_MAXINT64 when none does. */
static gint64
best_of_all (const SlTalent *t, guint *order, guint from)
{
  gint64 best = G_MAXINT64;

  if (from == t->n_scenes)
    return keeps (t, order) ? waiting_of (t, order) : best;
  for (guint i = from; i < t->n_scenes; i++)
    {
      guint swap = order[from];
      order[from] = order[i];
      order[i] = swap;
      best = MIN (best, best_of_all (t, order, from + 1));
      swap = order[from];
      order[from] = order[i];
      order[i] = swap;
    }
  return best;
}

static gint64
brute (const SlTalent *t)
{
  guint order[16];

  for (guint i = 0; i < t->n_scenes; i++)
    order[i] = i;
  return best_of_all (t, order, 0);
}

static void
assert_order (const SlTalent *t, const SlTalentResult *r)
{
  g_autofree guint8 *seen = g_new0 (guint8, t->n_scenes + 1);

  g_assert_cmpuint (r->n_scenes, ==, t->n_scenes);
  for (guint i = 0; i < t->n_scenes; i++)
    {
      g_assert_cmpuint (r->order[i], <, t->n_scenes);
      g_assert_false (seen[r->order[i]]);
      seen[r->order[i]] = TRUE;
    }
  g_assert_true (keeps (t, r->order));
  g_assert_cmpint (r->waiting, ==, waiting_of (t, r->order));
  g_assert_cmpint (r->lower_bound, <=, r->total);
  g_assert_true (r->optimal == (r->lower_bound == r->total));
}

static void
test_brute (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 600; round++)
    {
      g_autofree Instance *i = random_instance (random, (guint) g_rand_int_range (random, 0, 8),
                                                (guint) g_rand_int_range (random, 0, 8), .15 + .1 * (round % 6),
                                                round % 2 == 0 ? 3 : 100);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlTalentResult) r = sl_talent_solve (&i->t, 10, NULL, &error);
      g_assert_no_error (error);
      assert_order (&i->t, r);
      g_assert_true (r->optimal);
      g_assert_cmpint (r->waiting, ==, i->t.n_scenes == 0 ? 0 : brute (&i->t));
    }
}

/* Rules are added by chance; what cannot be kept must be refused, and the rest be as good as any. */
static void
test_rules (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  guint refused = 0;

  for (guint round = 0; round < 600; round++)
    {
      const guint n = (guint) g_rand_int_range (random, 2, 8);
      g_autofree Instance *i = random_instance (random, n, (guint) g_rand_int_range (random, 1, 8), .4, 9);
      g_autoptr (GError) error = NULL;

      i->t.n_pairs = (guint) g_rand_int_range (random, 0, 4);
      i->t.n_windows = round % 2 == 0 ? 0 : (guint) g_rand_int_range (random, 0, 4);
      for (guint k = 0; k < i->t.n_pairs; k++)
        i->pairs[k] = (SlTalentPair) { (guint) g_rand_int_range (random, 0, (gint) n),
                                       (guint) g_rand_int_range (random, 0, (gint) n) };
      for (guint k = 0; k < i->t.n_windows; k++)
        {
          const guint earliest = (guint) g_rand_int_range (random, 0, (gint) n);
          i->windows[k] = (SlTalentWindow) { (guint) g_rand_int_range (random, 0, (gint) n), earliest,
                                             earliest + (guint) g_rand_int_range (random, 0, 3) };
        }
      const gint64 best = brute (&i->t);
      g_autoptr (SlTalentResult) r = sl_talent_solve (&i->t, 10, NULL, &error);
      g_assert_true ((r == NULL) == (best == G_MAXINT64));
      if (r == NULL)
        {
          g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
          refused++;
          continue;
        }
      assert_order (&i->t, r);
      g_assert_true (r->optimal);
      g_assert_cmpint (r->waiting, ==, best);
    }
  g_assert_cmpuint (refused, >, 50);
  g_assert_cmpuint (refused, <, 550);
}

static void
assert_refused (const SlTalent *t, const char *with, const char *without)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_talent_solve (t, 1, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, with));
  if (without != NULL)
    g_assert_null (strstr (error->message, without));
}

static void
test_conflicts (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autofree Instance *i = random_instance (random, 6, 3, .5, 9);

  /* a ring of three, and a rule that has nothing to do with it */
  i->t.n_pairs = 4;
  memcpy (i->pairs, (SlTalentPair[]) { { 0, 1 }, { 3, 4 }, { 1, 2 }, { 2, 0 } }, 4 * sizeof (SlTalentPair));
  assert_refused (&i->t, "scene 1 before scene 2, scene 2 before scene 3, scene 3 before scene 1", "scene 4");
  i->pairs[0] = (SlTalentPair) { 5, 5 };
  assert_refused (&i->t, "scene 6 before scene 6", "scene 1");
  /* three scenes for two places */
  i->t.n_pairs = 0;
  i->t.n_windows = 4;
  memcpy (i->windows, (SlTalentWindow[]) { { 0, 1, 2 }, { 1, 1, 2 }, { 2, 0, 4 }, { 3, 2, 2 } },
          4 * sizeof (SlTalentWindow));
  assert_refused (&i->t, "scene 1 at place 2 to 3, scene 2 at place 2 to 3, scene 4 at place 3 to 3", "scene 3");
  i->windows[0] = (SlTalentWindow) { 0, 6, 9 };
  assert_refused (&i->t, "scene 1 at place 7 to 10", "scene 2");
}

static void
test_bad_numbers (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (10);
  g_autofree Instance *i = random_instance (random, 5, 3, .5, 9);

  i->durations[2] = -1;
  assert_refused (&i->t, "negative", NULL);
  i->durations[2] = G_MAXINT64 / 2;
  assert_refused (&i->t, "coarser", NULL);
  i->durations[2] = 1000000000000;
  i->wages[1] = 10000000;
  assert_refused (&i->t, "coarser", NULL);
  i->durations[2] = 1;
  i->t.n_pairs = 1;
  i->pairs[0] = (SlTalentPair) { 0, 5 };
  assert_refused (&i->t, "not there", NULL);
  i->t.n_pairs = 0;
  i->t.n_scenes = SL_TALENT_MOST_SCENES + 1;
  assert_refused (&i->t, "more than", NULL);
}

static void
test_large (void)
{
  static const guint sizes[][2] = { { 70, 5 }, { 20, 70 }, { 120, 100 }, { 200, 3 }, { 500, 300 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autofree Instance *i = random_instance (random, sizes[k][0], sizes[k][1], .2, 50);
      g_autoptr (GError) error = NULL;
      const gint64 start = g_get_monotonic_time ();
      g_autoptr (SlTalentResult) r = sl_talent_solve (&i->t, .5, NULL, &error);
      const gint64 took = g_get_monotonic_time () - start;

      g_assert_no_error (error);
      assert_order (&i->t, r);
      g_assert_cmpint (took, <, 5 * G_USEC_PER_SEC);
    }
}

static void
test_cancel (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autofree Instance *i = random_instance (random, 60, 40, .3, 100);
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  sl_watch_cancel (watch);
  g_assert_null (sl_talent_solve (&i->t, 100, watch, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  g_autoptr (SlTalentResult) best = sl_watch_take (watch);
  g_assert_nonnull (best);
  assert_order (&i->t, best);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/talent/brute", test_brute);
  g_test_add_func ("/talent/rules", test_rules);
  g_test_add_func ("/talent/conflicts", test_conflicts);
  g_test_add_func ("/talent/bad-numbers", test_bad_numbers);
  g_test_add_func ("/talent/large", test_large);
  g_test_add_func ("/talent/cancel", test_cancel);
  return g_test_run ();
}
