/* bench-odds RUNS: how many runs a second the odds make of 171 correlated scenes, as plain sums and under all rules;
 * how much less two threads have to do each; what a preview costs. By CPU time.
 * Prints "name value" lines for tests/bench/run. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "sl-odds.h"

enum { SCENES = 171, STRIPS = 500, LOADS = 12, WALLS = 3, STAGES = 2, DEPARTMENTS = 4 };

static double
seconds (clockid_t clock)
{
  struct timespec t;

  clock_gettime (clock, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static guint64
key (const char *kind, guint i)
{
  g_autofree char *id = g_strdup_printf ("%s-%u", kind, i);

  return sl_odds_key (id);
}

static void
add_changes (GArray *changes, const char *kind, guint n, SlEstimate minutes)
{
  for (guint i = 0; i < n; i++)
    {
      const SlOddsChange change = { key (kind, i), NULL, minutes };
      g_array_append_val (changes, change);
    }
}

static void
add_risk (SlOddsProblem *problem, const char *id, SlRiskScope scope, double probability)
{
  const SlOddsRisk risk = { sl_odds_key (id), NULL, scope, 0, NULL, probability, { 30, 60, 240, SL_SHAPE_TRIANGULAR } };

  g_array_append_val (problem->risks, risk);
}

static SlOddsProblem *
make_problem (guint scenes)
{
  SlOddsProblem *problem = sl_odds_problem_new ();
  SlOddsProduction *p = sl_odds_problem_add_production (problem, sl_odds_key ("film"), "film");

  problem->grade_factors[SL_GRADE_RED] = 1.5;
  add_changes (problem->loads, "load", LOADS, (SlEstimate) { 5, 12, 30, SL_SHAPE_PERT });
  add_changes (problem->walls, "wall", WALLS, (SlEstimate) { 60, 90, 240, SL_SHAPE_PERT });
  add_changes (problem->stages, "stage", STAGES, (SlEstimate) { 30, 45, 90, SL_SHAPE_PERT });
  for (guint i = 0; i <= DEPARTMENTS; i++)
    {
      const SlOddsFactor factor = { key ("factor", i), NULL };
      g_array_append_val (problem->factors, factor);
    }
  for (guint i = 0; i < scenes; i++)
    {
      const gint32 likely = 20 * (1 + (gint32) (i * 7 % 12));
      const SlOddsActivity scene = {
        .key = key ("scene", i), .work = { likely * 4 / 5, likely, likely * 2 },
        .setups = 1 + i % 3, .setup = SL_ESTIMATE_FIXED (8), .grade = i % SL_N_GRADES,
        .load = key ("load", i / 6 % LOADS), .wall = key ("wall", i / 30 % WALLS),
        .stage = key ("stage", i / 50 % STAGES),
        .loadings = { { key ("factor", 0), .5 }, { key ("factor", 1 + i % DEPARTMENTS), .33 } },
      };
      g_array_append_val (p->activities, scene);
    }
  for (guint32 date = 740000; p->dates->len < 60; date++)
    if (date % 7 != 0)
      g_array_append_val (p->dates, date);
  p->weekdays = 63;
  p->overtime = 120;
  p->turnaround = 11 * 60;
  p->warm_up = 30;
  add_risk (problem, "illness", SL_RISK_ONCE, .1);
  add_risk (problem, "wall-fault", SL_RISK_DAYS, .05);
  problem->ranked = 0;
  return problem;
}

static double
sums (const SlOddsProblem *problem, guint runs)
{
  const double start = seconds (CLOCK_THREAD_CPUTIME_ID);
  g_autofree gint32 *minutes = g_new (gint32, runs);

  if (!sl_odds_sums (problem, sl_odds_key ("film"), runs, 1, 1, NULL, minutes, NULL))
    abort ();
  return seconds (CLOCK_THREAD_CPUTIME_ID) - start;
}

/* CPU seconds of the busiest of up to two threads. */
static double
rules (const SlOddsProblem *problem, guint runs, guint threads)
{
  const double start = seconds (CLOCK_THREAD_CPUTIME_ID), all = seconds (CLOCK_PROCESS_CPUTIME_ID);
  g_autoptr (SlOdds) odds = sl_odds_run (problem, runs, 1, threads, NULL, NULL);
  const double own = seconds (CLOCK_THREAD_CPUTIME_ID) - start, rest = seconds (CLOCK_PROCESS_CPUTIME_ID) - all - own;

  if (odds == NULL || odds->last->unfinished > 0)
    abort ();
  return MAX (own, rest);
}

int
main (int argc, char **argv)
{
  const guint runs = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 100000;
  g_autoptr (SlOddsProblem) problem = make_problem (SCENES), board = make_problem (STRIPS);
  double one, two = G_MAXDOUBLE;

  printf ("sums_a_second %g\n", runs / sums (problem, runs));
  one = rules (problem, runs, 1);
  printf ("runs_a_second %g\n", runs / one);
  for (guint i = 0; i < 3; i++) /* whoever else works here makes one of them wait, and the other take its blocks */
    two = MIN (two, rules (problem, runs, 2));
  printf ("one_over_two_threads %g\n", one / two);
  printf ("preview_ms %g\n", 1000 * rules (board, 1000, 1));
  problem->ranked = 2000;
  printf ("tornado_ms %g\n", 1000 * rules (problem, 2000, 1));
  return 0;
}
