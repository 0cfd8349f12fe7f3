/* Orders on neutral arrays against a reader and a search of all orders that share no code with them. */
#include <math.h>
#include <string.h>

#include "sl-error.h"
#include "order-oracle.h"
#include "test-order.h"

enum { MOST = ORACLE_MOST, DATES = 12 };

typedef struct {
  SlOrderProblem p;
  SlOrderStep    steps[2 * MOST + 4];
  SlOrderBlock   blocks[MOST];
  SlOrderFixed   fixed[2];
  SlOrderStage   stages[2];
  gint32         loads[3];
  guint          keys[4 * MOST];
  SlOrderPerson  people[5];
  guint64        block_people[MOST], fixed_people[2], words[8];
  guint32        dates[DATES], off[8];
  SlTalentPair   pairs[4];
  SlOrderLimit   limits[8];
} Instance;

static guint
below (GRand *random, guint n)
{
  return (guint) g_rand_int_range (random, 0, (gint) n);
}

static void
make_step (GRand *random, Instance *i, SlOrderStep *s)
{
  *s = (SlOrderStep) { .minutes = 10 * (gint32) below (random, 30), .off_by = G_MAXINT32,
                       .stage = (gint32) below (random, 3) - 1, .load = (gint32) below (random, 4) - 1,
                       .wall = (gint32) below (random, 3) - 1, .mode = (gint32) below (random, 3) - 1,
                       .wall_minutes = 30, .first_key = i->p.n_keys };
  if (below (random, 6) == 0)
    s->off_by = 10 * (gint32) below (random, 60);
  for (guint k = 0; k < 3; k++)
    if (below (random, 4) == 0)
      i->keys[i->p.n_keys++] = k;
  s->n_keys = i->p.n_keys - s->first_key;
}

static void
make_steps (GRand *random, Instance *i, guint n, guint *first, guint *count)
{
  *first = i->p.n_steps;
  *count = n;
  for (guint k = 0; k < n; k++)
    make_step (random, i, &i->steps[i->p.n_steps++]);
}

static void
make_people (GRand *random, Instance *i)
{
  for (guint k = 0; k < i->p.n_people; k++)
    {
      i->people[k] = (SlOrderPerson) { .pay = 100 * below (random, 9), .held = k != 0,
                                       .drop = below (random, 3) == 0 ? 3 : 0, .first_off = i->p.n_off };
      if (below (random, 3) == 0)
        i->off[i->p.n_off++] = 10 + below (random, 14);
      i->people[k].n_off = i->p.n_off - i->people[k].first_off;
    }
}

/* Some date is free of weekends, the fixed days are in between. */
static Instance *
instance_new (GRand *random, gboolean whole_days, guint n)
{
  Instance *i = g_new0 (Instance, 1);

  i->p = (SlOrderProblem) {
    .n_blocks = n, .n_fixed = below (random, 3), .n_stages = 2, .n_loads = 3, .n_people = 1 + below (random, 5),
    .n_dates = n + 2, .steps = i->steps, .blocks = i->blocks, .fixed = i->fixed, .stages = i->stages, .loads = i->loads,
    .keys = i->keys, .people = i->people, .block_people = i->block_people, .fixed_people = i->fixed_people,
    .dates = i->dates, .off = i->off, .pairs = i->pairs, .limits = i->limits, .n_keys_in_all = 3,
    .whole_days = whole_days, .day = 600, .rest = below (random, 2) * 720, .meal_every = 300,
    .meal = (gint32) below (random, 2) * 60, .day_pay = 1000,
  };
  for (guint k = 0; k < 2; k++)
    i->stages[k] = (SlOrderStage) { 45, 15, 20, 30, 500 };
  for (guint k = 0; k < 3; k++)
    i->loads[k] = 10 * (gint32) k;
  for (guint k = 0; k < i->p.n_dates; k++)
    i->dates[k] = 10 + k + k / 3;
  for (guint k = 0; k < n; k++)
    {
      make_steps (random, i, whole_days ? 1 + below (random, 2) : 1, &i->blocks[k].first, &i->blocks[k].n);
      i->blocks[k].call = below (random, 5) == 0 ? 900 : 480;
      i->blocks[k].light = (gint32) below (random, 4) - 2 < 0 ? -1 : (gint32) below (random, 2);
      i->block_people[k] = (guint64) g_rand_int (random) & ((1u << i->p.n_people) - 1);
    }
  for (guint k = 0; k < i->p.n_fixed; k++)
    {
      make_steps (random, i, below (random, 3), &i->fixed[k].first, &i->fixed[k].n);
      i->fixed[k].call = 480;
      i->fixed[k].date = 13 + 4 * k; /* never among the dates */
      i->fixed[k].after = below (random, 2) == 0 ? SL_ORDER_OWN : 1 + 2 * k;
      if (i->fixed[k].after != SL_ORDER_OWN)
        i->fixed[k].date = 10 + below (random, 10);
      i->fixed_people[k] = (guint64) g_rand_int (random) & ((1u << i->p.n_people) - 1);
    }
  make_people (random, i);
  return i;
}

static void
add_rules (GRand *random, Instance *i)
{
  i->p.n_pairs = below (random, 4);
  for (guint k = 0; k < i->p.n_pairs; k++)
    i->pairs[k] = (SlTalentPair) { below (random, i->p.n_blocks), below (random, i->p.n_blocks) };
  i->p.n_limits = below (random, 5);
  for (guint k = 0; k < i->p.n_limits; k++)
    {
      i->words[k] = (guint64) g_rand_int (random) & ((1u << i->p.n_dates) - 1);
      if (below (random, 2) == 0)
        i->words[k] &= 7;
      i->limits[k] = (SlOrderLimit) { below (random, i->p.n_blocks), &i->words[k] };
    }
}

/* --- all orders --- */

static void
assert_same (const SlOrderFigures *a, const SlOrderFigures *b)
{
  g_assert_cmpuint (a->unkept, ==, b->unkept);
  g_assert_cmpuint (a->breaches, ==, b->breaches);
  g_assert_cmpuint (a->hold, ==, b->hold);
  g_assert_cmpuint (a->loads, ==, b->loads);
  g_assert_cmpuint (a->walls, ==, b->walls);
  g_assert_cmpuint (a->moves, ==, b->moves);
  g_assert_cmpuint (a->days, ==, b->days);
  g_assert_cmpint (a->cost, ==, b->cost);
}

static void
read_too (const guint *order, const SlOrderFigures *f, gpointer data)
{
  SlOrderFigures is;

  sl_order_read (data, order, 5, NULL, &is);
  if (f->unkept == 0) /* of others only whether they are kept matters */
    assert_same (&is, f);
  else
    g_assert_cmpuint (is.unkept, >, 0);
}

static void
test_read (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 150; round++)
    {
      g_autofree Instance *i = instance_new (random, round % 2, 5);
      g_autoptr (GError) error = NULL;

      if (round % 3 == 0)
        add_rules (random, i);
      g_assert_true (sl_order_check (&i->p, &error));
      g_autoptr (SlOrderReader) reader = sl_order_reader_new (&i->p);
      all_orders (&i->p, read_too, reader);
    }
}

/* --- the front --- */

static void
is_covered (const guint *order, const SlOrderFigures *f, gpointer data)
{
  const SlOrderFront *front = data;
  gboolean covered = f->unkept > 0 || f->breaches > 1000;

  for (guint i = 0; i < front->points->len && !covered; i++)
    covered = sl_order_covers (&((SlOrderPoint *) front->points->pdata[i])->figures, f);
  g_assert_true (covered);
}

/* Of few blocks the search finds all that is worth showing, and nothing that is not there. */
static void
test_front (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint round = 0; round < 40; round++)
    {
      g_autofree Instance *i = instance_new (random, round % 2, 5 + round % 2);
      g_autoptr (SlOrderFront) front = sl_order_front_new (i->p.n_blocks);
      const SlOrderEffort effort = { .seconds = 60, .rounds = 20000, .seed = round, .breaches = 1000 };

      if (round % 3 == 0)
        add_rules (random, i);
      sl_order_search (&i->p, front, NULL, 0, &effort);
      all_orders (&i->p, is_covered, front);
      for (guint k = 0; k < front->points->len; k++)
        {
          const SlOrderPoint *point = front->points->pdata[k];
          const SlOrderFigures f = oracle (&i->p, point->order);

          g_assert_cmpuint (f.unkept, ==, 0);
          assert_same (&point->figures, &f);
          for (guint other = 0; other < front->points->len; other++)
            if (other != k)
              g_assert_false (sl_order_covers (&((SlOrderPoint *) front->points->pdata[other])->figures, &f));
        }
    }
}

/* --- what cannot be kept --- */

static void
is_kept (const guint *order, const SlOrderFigures *f, gpointer data)
{
  *(gboolean *) data |= f->unkept == 0;
}

static gboolean
can_keep (const SlOrderProblem *p, int without)
{
  SlTalentPair pairs[4];
  SlOrderLimit limits[8];
  SlOrderProblem rest = *p;
  gboolean kept = FALSE;

  rest.n_pairs = rest.n_limits = 0;
  rest.pairs = pairs;
  rest.limits = limits;
  for (guint i = 0; i < p->n_pairs; i++)
    if ((int) i != without)
      pairs[rest.n_pairs++] = p->pairs[i];
  for (guint i = 0; i < p->n_limits; i++)
    if ((int) (p->n_pairs + i) != without)
      limits[rest.n_limits++] = p->limits[i];
  all_orders (&rest, is_kept, &kept);
  return kept;
}

/* The problem with no other rules than those of the conflict. */
static SlOrderProblem
only (const SlOrderProblem *p, const GArray *conflict, SlTalentPair *pairs, SlOrderLimit *limits)
{
  SlOrderProblem rest = *p;

  rest.n_pairs = rest.n_limits = 0;
  rest.pairs = pairs;
  rest.limits = limits;
  for (guint i = 0; i < conflict->len; i++)
    {
      const guint at = g_array_index (conflict, guint, i);

      if (at < p->n_pairs)
        pairs[rest.n_pairs++] = p->pairs[at];
      else
        limits[rest.n_limits++] = p->limits[at - p->n_pairs];
    }
  return rest;
}

static void
test_conflicts (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  guint impossible = 0;

  for (guint round = 0; round < 300; round++)
    {
      g_autofree Instance *i = instance_new (random, round % 2, 5);
      g_autoptr (GArray) conflict = g_array_new (FALSE, FALSE, sizeof (guint));
      SlTalentPair pairs[4];
      SlOrderLimit limits[8];
      guint order[MOST];

      add_rules (random, i);
      if (round % 4 == 0)
        i->p.n_dates = 3; /* room is short */
      for (guint k = 0; k < i->p.n_limits; k++)
        i->words[k] &= (1u << i->p.n_dates) - 1;
      const SlOrderCan can = sl_order_can (&i->p, order, conflict);
      g_assert_cmpint (can, ==, can_keep (&i->p, -1) ? SL_ORDER_POSSIBLE : SL_ORDER_IMPOSSIBLE);
      if (can == SL_ORDER_POSSIBLE)
        {
          g_assert_cmpuint (oracle (&i->p, order).unkept, ==, 0);
          continue;
        }
      impossible++;
      const SlOrderProblem rest = only (&i->p, conflict, pairs, limits);
      g_assert_false (can_keep (&rest, -1));
      for (guint k = 0; k < conflict->len; k++)
        g_assert_true (can_keep (&rest, (int) k));
    }
  g_assert_cmpuint (impossible, >, 60);
  g_assert_cmpuint (impossible, <, 240);
}

/* --- bad input, and being told to stop --- */

static void
test_bad (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  static const struct { gsize at; guint value; } wrong[] = {
    { offsetof (Instance, blocks[1].first), 99 }, { offsetof (Instance, blocks[1].n), 2 },
    { offsetof (Instance, steps[0].stage), 2 }, { offsetof (Instance, steps[0].load), 3 },
    { offsetof (Instance, steps[0].minutes), (guint) -1 }, { offsetof (Instance, steps[0].n_keys), 99 },
    { offsetof (Instance, pairs[0].after), 5 }, { offsetof (Instance, limits[0].block), 5 },
    { offsetof (Instance, people[0].n_off), 99 }, { offsetof (Instance, dates[2]), 1 },
    { offsetof (Instance, p.n_dates), 0 }, { offsetof (Instance, p.n_blocks), SL_ORDER_MOST_BLOCKS + 1 },
    { offsetof (Instance, block_people[0]), 1u << 31 },
  };

  for (guint k = 0; k < G_N_ELEMENTS (wrong); k++)
    {
      g_autofree Instance *i = instance_new (random, FALSE, 5);
      g_autoptr (GError) error = NULL;

      i->p.n_pairs = i->p.n_limits = 1;
      i->limits[0].dates = i->words;
      g_assert_true (sl_order_check (&i->p, NULL));
      memcpy ((char *) i + wrong[k].at, &wrong[k].value, sizeof (guint));
      g_assert_false (sl_order_check (&i->p, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_INPUT);
    }
}

static void
count (const SlOrderFront *front, gpointer data)
{
  g_assert_cmpuint (front->points->len, >, 0);
  ++*(guint *) data;
}

static void
test_stop (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree Instance *i = instance_new (random, FALSE, 6);
  g_autoptr (SlOrderFront) front = sl_order_front_new (6);
  g_autoptr (SlWatch) watch = sl_watch_new (NULL, NULL);
  const gint64 begun = g_get_monotonic_time ();
  guint told = 0;
  const SlOrderEffort effort = { .seconds = 1000, .watch = watch, .breaches = 1000, .better = count, .data = &told };

  sl_watch_cancel (watch);
  sl_order_search (&i->p, front, NULL, 0, &effort);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, G_USEC_PER_SEC);
  g_assert_cmpuint (told, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order/read", test_read);
  g_test_add_func ("/order/front", test_front);
  g_test_add_func ("/order/conflicts", test_conflicts);
  g_test_add_func ("/order/bad", test_bad);
  g_test_add_func ("/order/stop", test_stop);
  add_order_board_tests ();
  return g_test_run ();
}
