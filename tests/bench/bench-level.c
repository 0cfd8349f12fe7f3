/* bench-level SECONDS FILE...: levels each file of PSPLIB within so many seconds of this thread's own time and
 * prints its name without folder and suffix, makespan, lower bound, seconds taken and schedules tried. */
#include <string.h>
#include <time.h>

#include "sl-psplib.h"

static double
thread_s (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static void
level (const char *path, double seconds)
{
  const SlRcpspLimits limits = { .seconds = seconds, .cpu_time = TRUE, .seed = 1 };
  g_autofree char *text = NULL, *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlRcpsp) problem = NULL;
  g_autoptr (SlRcpspResult) result = NULL;
  gsize length;
  double begun;

  if (!g_file_get_contents (path, &text, &length, &error)
      || (problem = sl_psplib_parse (text, length, path, &error)) == NULL)
    g_error ("%s", error->message);
  begun = thread_s ();
  if ((result = sl_rcpsp_solve (problem, &limits, NULL, &error)) == NULL)
    g_error ("%s", error->message);
  name[strcspn (name, ".")] = '\0';
  g_print ("%s %d %d %.3f %" G_GUINT64_FORMAT "\n", name, result->makespan, result->lower_bound, thread_s () - begun,
           result->schedules);
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    g_error ("bench-level SECONDS FILE...");
  for (int i = 2; i < argc; i++)
    level (argv[i], g_ascii_strtod (argv[1], NULL));
  return 0;
}
