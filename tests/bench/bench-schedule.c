/* bench-schedule order SCENES ACTORS CHANCE COUNT SECONDS: random instances of talent scheduling, each actor in each
 * scene by CHANCE (percent), wages and durations of 1…100. CPU seconds, since others may use the machine. */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "sl-talent.h"

static double
cpu_s (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static void
solve_random (guint32 seed, guint scenes, guint actors, gint chance, double seconds, double *took, guint *proved)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint64 durations[64], wages[64];
  guint64 cast[64] = { 0 };
  SlTalent talent = { .n_scenes = scenes, .n_actors = actors, .durations = durations, .wages = wages, .cast = cast };
  double before;

  for (guint s = 0; s < scenes; s++)
    durations[s] = g_rand_int_range (random, 1, 101);
  for (guint a = 0; a < actors; a++)
    {
      wages[a] = g_rand_int_range (random, 1, 101);
      for (guint s = 0; s < scenes; s++)
        if (g_rand_int_range (random, 0, 100) < chance)
          cast[s] |= 1ull << a;
    }
  before = cpu_s ();
  g_autoptr (SlTalentResult) result = sl_talent_solve (&talent, seconds, NULL, NULL);
  *took += cpu_s () - before;
  *proved += result->optimal;
}

int
main (int argc, char **argv)
{
  double took = 0;
  guint proved = 0;

  if (argc != 7 || strcmp (argv[1], "order") != 0)
    return 2;
  const guint scenes = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  const guint actors = (guint) g_ascii_strtoull (argv[3], NULL, 10);
  const guint count = (guint) g_ascii_strtoull (argv[5], NULL, 10);
  if (scenes > 64 || actors > 64 || count == 0)
    return 2;
  for (guint32 i = 0; i < count; i++)
    solve_random (i, scenes, actors, (gint) g_ascii_strtoll (argv[4], NULL, 10), g_ascii_strtod (argv[6], NULL), &took,
                  &proved);
  g_print ("mean_s %g\nproved %u\n", took / count, proved);
  return 0;
}
