#include "sl-results.h"

#include <string.h>

struct SlResults {
  GHashTable *shots;        /* id → SlResult */
  gsize       bytes, keeps; /* of all of them, and the most of that */
  guint64     clock;        /* counts what is asked for */
};

/* --- one --- */

static gsize
bytes_of (const SlCoverage *c)
{
  gsize bytes = c->n_frames * sizeof *c->frames;

  for (guint i = 0; i < c->n_walls; i++)
    bytes += sizeof c->walls[i] + c->walls[i].panels * sizeof *c->walls[i].frames_seen;
  return bytes;
}

SlResult *
sl_result_new (const char *shot, gint64 frame, guint64 key, SlCoverage *coverage, const GError *error)
{
  SlResult *result = g_new0 (SlResult, 1);

  result->key = key;
  result->coverage = coverage;
  result->trouble = error != NULL ? g_strdup (error->message) : NULL;
  result->shot = g_strdup (shot);
  result->frame = frame;
  result->bytes = coverage != NULL ? bytes_of (coverage) : 0;
  return result;
}

void
sl_result_free (SlResult *result)
{
  if (result == NULL)
    return;
  sl_coverage_free (result->coverage);
  g_free (result->trouble);
  g_free (result->shot);
  g_free (result);
}

/* Leaves what tells how good the shot is. */
static void
drop_frames (SlResult *result)
{
  g_autoptr (SlCoverage) whole = g_steal_pointer (&result->coverage);
  SlCoverage *grades = g_new0 (SlCoverage, 1);

  grades->shot_id = g_strdup (whole->shot_id);
  grades->samples_w = whole->samples_w;
  grades->samples_h = whole->samples_h;
  grades->min = whole->min;
  grades->mean = whole->mean;
  grades->first_spill = -1;
  grades->first_spill_frame = whole->first_spill_frame;
  grades->grade = whole->grade;
  memcpy (grades->grades, whole->grades, sizeof grades->grades);
  memcpy (grades->graded, whole->graded, sizeof grades->graded);
  memcpy (grades->worst, whole->worst, sizeof grades->worst);
  result->coverage = grades;
  result->bytes = 0;
}

/* --- all of them --- */

SlResults *
sl_results_new (gsize keeps)
{
  SlResults *results = g_new0 (SlResults, 1);

  results->shots = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sl_result_free);
  results->keeps = keeps;
  return results;
}

void
sl_results_free (SlResults *results)
{
  if (results == NULL)
    return;
  g_hash_table_unref (results->shots);
  g_free (results);
}

const SlResult *
sl_results_get (SlResults *results, const char *shot)
{
  return shot != NULL ? g_hash_table_lookup (results->shots, shot) : NULL;
}

const SlCoverage *
sl_results_frames (SlResults *results, const char *shot)
{
  SlResult *result = (SlResult *) sl_results_get (results, shot);

  if (result == NULL || result->bytes == 0)
    return NULL;
  result->used = ++results->clock;
  return result->coverage;
}

static SlResult *
oldest_but (SlResults *results, const SlResult *fresh, const SlResult *shown)
{
  SlResult *result, *oldest = NULL;
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, results->shots);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &result))
    if (result->bytes > 0 && result != fresh && result != shown && (oldest == NULL || result->used < oldest->used))
      oldest = result;
  return oldest;
}

/* The frames of those that were not asked for the longest go first. */
static void
keep_within_bounds (SlResults *results, const SlResult *fresh, const char *shown)
{
  const SlResult *spared = sl_results_get (results, shown);

  while (results->bytes > results->keeps)
    {
      SlResult *oldest = oldest_but (results, fresh, spared);

      if (oldest == NULL)
        return;
      results->bytes -= oldest->bytes;
      drop_frames (oldest);
    }
}

static void
forget (SlResults *results, const char *shot)
{
  const SlResult *old = sl_results_get (results, shot);

  results->bytes -= old != NULL ? old->bytes : 0;
  g_hash_table_remove (results->shots, shot);
}

void
sl_results_keep (SlResults *results, SlResult *result, const char *shown)
{
  forget (results, result->shot);
  result->used = ++results->clock;
  results->bytes += result->bytes;
  g_hash_table_insert (results->shots, result->shot, result);
  keep_within_bounds (results, result, shown);
}

void
sl_results_set_keeps (SlResults *results, gsize keeps, const char *shown)
{
  results->keeps = keeps;
  keep_within_bounds (results, NULL, shown);
}

void
sl_results_forget_gone (SlResults *results, const SlPlan *plan)
{
  g_autoptr (GList) shots = g_hash_table_get_keys (results->shots);

  for (GList *l = shots; l != NULL; l = l->next)
    if (sl_plan_get (plan, SL_KIND_SHOT, l->data) == NULL)
      forget (results, l->data);
}
