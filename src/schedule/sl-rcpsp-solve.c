#include <string.h>
#include <time.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-rcpsp-energy.h"
#include "sl-rcpsp-evolve.h"
#include "sl-rcpsp-learn.h"
#include "sl-rcpsp-rules.h"

/* A round: so many children, and then so many dead ends. What can be proved soon is proved in the first rounds, so
 * later ones have more children. */
#define CHILDREN      500
#define MORE_CHILDREN 100
#define MORE_ROUNDS   20
#define CONFLICTS     100
#define CONFLICT_SHARE 2 /* of the seconds, at most, to find what an impossible problem contradicts itself in */

typedef struct {
  const SlRcpspLimits *limits;
  SlWatch  *watch;
  const SlCore *core;
  SlSgs    *sgs;
  SlEvolve *evolve;
  SlLearn  *learn;      /* made when it is first needed */
  double    begun;      /* s, by the clock that counts */
  guint     asked;      /* how often the clock might have been looked at */
  gboolean  over;
  int       least;      /* lower bound */
  gint64    offered;    /* the cost of the last answer that was offered */
  gboolean  impossible;
} Search;

/* --- when to stop --- */

static double
now_s (const Search *s)
{
  struct timespec t;

  if (!s->limits->cpu_time)
    return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

/* Looks at the clock one time in 16. */
static gboolean
must_stop (gpointer data)
{
  Search *s = data;

  if (!s->over && s->limits->seconds > 0 && s->asked++ % 16 == 0)
    {
      const double gone = (now_s (s) - s->begun) / s->limits->seconds;
      s->over = gone >= 1;
      sl_watch_tell (s->watch, MIN (gone, 1));
    }
  return s->over || sl_watch_is_cancelled (s->watch);
}

/* --- answers --- */

static gboolean
is_proved (const Search *s)
{
  return sl_evolve_cost (s->evolve) <= s->least;
}

static SlRcpspResult *
answer (const Search *s)
{
  SlRcpspResult *r = g_new0 (SlRcpspResult, 1);

  r->n = (guint) s->core->n;
  r->start = g_memdup2 (sl_evolve_best (s->evolve), r->n * sizeof (int));
  r->makespan = (int) sl_evolve_cost (s->evolve);
  r->lower_bound = s->least;
  r->optimal = r->makespan == r->lower_bound;
  r->schedules = sl_sgs_count (s->sgs);
  r->conflicts = s->learn != NULL ? sl_learn_conflicts (s->learn) : 0;
  return r;
}

static void
offer (Search *s)
{
  if (s->watch == NULL || sl_evolve_cost (s->evolve) >= SL_SGS_LATE || sl_evolve_cost (s->evolve) >= s->offered)
    return;
  s->offered = sl_evolve_cost (s->evolve);
  sl_watch_offer (s->watch, answer (s), (GDestroyNotify) sl_rcpsp_result_free);
}

/* --- the search --- */

static void
evolve (Search *s, guint children)
{
  for (guint i = 0; i < children && !is_proved (s) && !must_stop (s); i++)
    if (sl_evolve_step (s->evolve))
      offer (s);
}

/* From below: the least end that is not ruled out yet is tried, so that what is found there is the best. Before
 * there is a schedule that keeps all deadlines, any end will do. */
static void
learn (Search *s)
{
  const gboolean kept = sl_evolve_cost (s->evolve) < SL_SGS_LATE;
  const guint64 until = CONFLICTS + (s->learn != NULL ? sl_learn_conflicts (s->learn) : 0);

  if (s->learn == NULL)
    s->learn = sl_learn_new (s->core);
  while (!is_proved (s) && !s->impossible && sl_learn_conflicts (s->learn) < until && !must_stop (s))
    {
      const int end = kept ? s->least : s->core->horizon;
      const guint64 left = until - sl_learn_conflicts (s->learn);

      switch (sl_learn_search (s->learn, end, left, must_stop, s))
        {
        case SL_LEARN_FOUND:
          sl_evolve_take (s->evolve, sl_learn_start (s->learn));
          offer (s);
          return;
        case SL_LEARN_IMPOSSIBLE:
          s->impossible = !kept;
          s->least = MAX (s->least, kept ? end + 1 : 0);
          break;
        default: return;
        }
    }
}

static void
search (Search *s)
{
  g_autofree int *first = g_memdup2 (s->core->release, (gsize) s->core->n * sizeof (int));

  s->least = sl_core_push_right (s->core, first);
  sl_evolve_step (s->evolve);
  offer (s);
  if (sl_evolve_cost (s->evolve) >= SL_SGS_LATE)
    s->impossible = sl_energy_refutes (s->core, s->core->horizon, must_stop, s);
  if (!is_proved (s))
    {
      const int most = (int) MIN (sl_evolve_cost (s->evolve), s->core->horizon);
      s->least = sl_energy_bound (s->core, s->least, most, must_stop, s);
    }
  for (guint round = 0; !is_proved (s) && !s->impossible && !must_stop (s); round++)
    {
      if (s->limits->rounds > 0 && round >= s->limits->rounds)
        break;
      evolve (s, CHILDREN + MORE_CHILDREN * MIN (round, MORE_ROUNDS));
      learn (s);
    }
}

static SlRcpspResult *
conclude (Search *s, const SlRcpsp *problem, GError **error)
{
  g_autoptr (SlRcpspConflict) conflict = NULL;

  if (sl_watch_stops (s->watch, error))
    return NULL;
  if (sl_evolve_cost (s->evolve) < SL_SGS_LATE)
    return answer (s);
  if (!s->impossible)
    {
      sl_error_set (error, SL_ERROR_CANCELLED,
                    _("no schedule that keeps all deadlines was found in time; give more seconds or later deadlines"));
      return NULL;
    }
  conflict = sl_rcpsp_find_conflict (problem, CONFLICT_SHARE * MAX (1, s->limits->seconds), s->watch, error);
  if (conflict != NULL)
    sl_rcpsp_set_conflict_error (problem, conflict, error);
  else if (error != NULL && *error == NULL)
    sl_error_set (error, SL_ERROR_INPUT, _("no schedule keeps all deadlines; move some of them"));
  return NULL;
}

SlRcpspResult *
sl_rcpsp_solve (const SlRcpsp *problem, const SlRcpspLimits *limits, SlWatch *watch, GError **error)
{
  g_autoptr (SlCore) core = NULL;
  g_autoptr (SlSgs) sgs = NULL;
  g_autoptr (SlEvolve) evolve = NULL;
  Search s = { .limits = limits, .watch = watch, .offered = G_MAXINT64 };
  SlRcpspResult *result;

  if (!sl_rcpsp_check (problem, error))
    return NULL;
  if (problem->activities->len == 0)
    {
      result = g_new0 (SlRcpspResult, 1);
      result->optimal = TRUE;
      return result;
    }
  s.begun = now_s (&s);
  s.core = core = sl_core_new (problem, NULL);
  s.sgs = sgs = sl_sgs_new (core);
  s.evolve = evolve = sl_evolve_new (core, sgs, limits->seed);
  search (&s);
  result = conclude (&s, problem, error);
  sl_learn_free (s.learn);
  return result;
}
