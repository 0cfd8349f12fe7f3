#include "import-limits.h"

#include <math.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>

/* A byte of a dense format becomes some ten bytes of vertices, held up to three times while they are put in order. */
static const guint64 MEMORY_MOST = (guint64) 4 << 30, MEMORY_LEAST = (guint64) 288 << 20, MEMORY_A_BYTE = 24;
/* Text is parsed at 10 MB a second or more; making coarser forms takes about as long again. */
static const double SECONDS_MOST = 120, SECONDS_LEAST = 2.2, SECONDS_A_BYTE = 0.3e-6;
/* The clock on the wall is for a disk or share that does not answer, on a machine that does much else. */
static const double WALL_FACTOR = 4;

#if defined(__SANITIZE_ADDRESS__)
static const double SLOWER = 10; /* and the sanitizer maps terabytes */
#else
static const double SLOWER = 1;
#endif

static guint64 bytes_read;
static gint64  started_us;

static void
set_soft (int resource, guint64 soft)
{
  struct rlimit limit;

  if (getrlimit (resource, &limit) != 0)
    return;
  limit.rlim_cur = MIN ((rlim_t) soft, limit.rlim_max);
  setrlimit (resource, &limit);
}

static void
set_hard (int resource, guint64 hard)
{
  const struct rlimit limit = { (rlim_t) hard, (rlim_t) hard };

  setrlimit (resource, &limit);
}

static void
apply (void)
{
  const double seconds = MIN (SECONDS_LEAST + SECONDS_A_BYTE * (double) bytes_read, SECONDS_MOST) * SLOWER;
  const double passed = (double) (g_get_monotonic_time () - started_us) / G_USEC_PER_SEC;
  const struct itimerval wall = { .it_value.tv_sec = (time_t) MAX (seconds * WALL_FACTOR - passed, 1) };

  if (SLOWER == 1)
    set_soft (RLIMIT_AS, MIN (MEMORY_LEAST + MEMORY_A_BYTE * MIN (bytes_read, MEMORY_MOST), MEMORY_MOST));
  set_soft (RLIMIT_CPU, (guint64) ceil (seconds));
  setitimer (ITIMER_REAL, &wall, NULL); /* SIGALRM ends the process */
}

void
import_limits_begin (void)
{
  started_us = g_get_monotonic_time ();
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  signal (SIGALRM, SIG_DFL);
  signal (SIGXCPU, SIG_DFL);
  set_hard (RLIMIT_CORE, 0);
  set_hard (RLIMIT_FSIZE, MEMORY_MOST);
  if (SLOWER == 1)
    set_hard (RLIMIT_AS, MEMORY_MOST);
  set_hard (RLIMIT_CPU, (guint64) (SECONDS_MOST * SLOWER) + 2);
  apply ();
}

void
import_limits_grow (guint64 bytes)
{
  if (started_us == 0)
    return;
  bytes_read += MIN (bytes, MEMORY_MOST);
  apply ();
}
