#include "sl-talent-private.h"

#include "sl-error.h"

void
sl_talent_result_free (SlTalentResult *result)
{
  if (result == NULL)
    return;
  g_free (result->order);
  g_free (result);
}

void
sl_talent_cost (const SlTalent *t, const guint *order, gint64 *total, gint64 *waiting)
{
  const guint words = sl_talent_words (t->n_actors);
  gint64 work = 0;

  *total = 0;
  for (guint a = 0; a < t->n_actors; a++)
    {
      gint64 now = 0, first = -1, last = 0;

      for (guint i = 0; i < t->n_scenes; i++)
        {
          const gint64 length = t->durations[order[i]];
          if (t->cast[order[i] * words + a / 64] >> a % 64 & 1)
            {
              first = first < 0 ? now : first;
              last = now + length;
              work += t->wages[a] * length;
            }
          now += length;
        }
      *total += first < 0 ? 0 : t->wages[a] * (last - first);
    }
  *waiting = *total - work;
}

typedef struct {
  const SlTalent     *talent;
  const SlTalentCore *core;
  SlTalentRun         run;
} Solving;

/* The order of blocks as one of scenes. */
static SlTalentResult *
result_of (const Solving *solving)
{
  const SlTalentCore *core = solving->core;
  SlTalentResult *result = g_new0 (SlTalentResult, 1);

  result->n_scenes = solving->talent->n_scenes;
  result->order = g_new (guint, MAX (result->n_scenes, 1));
  for (guint i = 0, at = 0; i < core->n; i++)
    {
      const GArray *scenes = core->members->pdata[solving->run.best[i]];
      for (guint k = 0; k < scenes->len; k++)
        result->order[at++] = g_array_index (scenes, guint, k);
    }
  sl_talent_cost (solving->talent, result->order, &result->total, &result->waiting);
  result->optimal = solving->run.proved;
  result->lower_bound = result->optimal ? result->total : core->work + solving->run.bound;
  result->states = solving->run.states;
  return result;
}

static void
offer (gpointer data)
{
  Solving *solving = data;

  if (solving->run.watch != NULL)
    sl_watch_offer (solving->run.watch, result_of (solving), (GDestroyNotify) sl_talent_result_free);
}

/* Blocks in the order of their first scenes. */
static guint *
order_of_blocks (const SlTalentCore *core, const guint *scenes, guint n_scenes)
{
  g_autofree guint *block = g_new (guint, MAX (n_scenes, 1));
  g_autofree guint8 *taken = g_new0 (guint8, MAX (core->n, 1));
  guint *order = g_new (guint, MAX (core->n, 1)), n = 0;

  for (guint b = 0; b < core->n; b++)
    {
      const GArray *members = core->members->pdata[b];
      for (guint k = 0; k < members->len; k++)
        block[g_array_index (members, guint, k)] = b;
    }
  for (guint i = 0; i < n_scenes; i++)
    if (!taken[block[scenes[i]]])
      {
        taken[block[scenes[i]]] = TRUE;
        order[n++] = block[scenes[i]];
      }
  return order;
}

static void
run (Solving *solving)
{
  const SlTalentCore *core = solving->core;
  SlTalentRun *r = &solving->run;

  r->waiting = sl_talent_improve (core, r->best, r);
  offer (solving);
  if (core->n <= 64 && core->m <= 64)
    sl_talent_search_small (core, r);
  else if (core->n <= 128 && core->m <= 128)
    sl_talent_search_medium (core, r);
  else
    sl_talent_search_large (core, r);
}

SlTalentResult *
sl_talent_solve (const SlTalent *talent, double seconds, SlWatch *watch, GError **error)
{
  g_autofree guint *first = NULL, *earliest = g_new (guint, MAX (talent->n_scenes, 1));
  g_autofree guint *latest = g_new (guint, MAX (talent->n_scenes, 1));
  g_autoptr (SlTalentCore) core = NULL;
  Solving solving = { .talent = talent };
  SlTalentResult *result;

  if (!sl_talent_check (talent, error) || (first = sl_talent_first_order (talent, earliest, latest, error)) == NULL)
    return NULL;
  core = sl_talent_prepare (talent, earliest, latest);
  solving.core = core;
  solving.run = (SlTalentRun) { .watch = watch, .found = offer, .data = &solving };
  solving.run.until_us = g_get_monotonic_time () + (gint64) (CLAMP (seconds, 0, 1e6) * G_USEC_PER_SEC);
  solving.run.best = order_of_blocks (core, first, talent->n_scenes);
  run (&solving);
  result = result_of (&solving);
  g_free (solving.run.best);
  if (!sl_watch_stops (watch, error))
    return result;
  sl_watch_offer (watch, result, (GDestroyNotify) sl_talent_result_free);
  return NULL;
}
