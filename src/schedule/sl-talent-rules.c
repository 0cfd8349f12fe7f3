/* Whether pairs and windows can all be kept, and if not, a least set that cannot.
 *
 * Scenes take one place each, so that this is a machine with jobs of length one, releases, deadlines and precedence:
 * once windows agree with the pairs, earliest deadline first finds an order whenever there is one (Lageweg, Lenstra &
 * Rinnooy Kan, Statistica Neerlandica 30, 1976). */
#include <string.h>

#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-talent-private.h"

/* Rules are numbered, pairs first; those that are `off` do not count. */
typedef struct {
  const SlTalent *t;
  const guint8   *off;
  guint          *earliest, *latest; /* borrowed */
  GArray        **after;             /* of each scene: guint */
} Rules;

static guint
n_rules (const SlTalent *t)
{
  return t->n_pairs + t->n_windows;
}

static void
set_windows (const Rules *r)
{
  const SlTalent *t = r->t;

  for (guint s = 0; s < t->n_scenes; s++)
    {
      r->earliest[s] = 0;
      r->latest[s] = t->n_scenes - 1;
    }
  for (guint i = 0; i < t->n_windows; i++)
    {
      const SlTalentWindow *w = &t->windows[i];

      if (r->off[t->n_pairs + i])
        continue;
      r->earliest[w->scene] = MAX (r->earliest[w->scene], w->earliest);
      r->latest[w->scene] = MIN (r->latest[w->scene], w->latest);
    }
}

/* Scenes such that those of pairs stand in order; FALSE for a cycle. */
static gboolean
sort_by_pairs (const Rules *r, guint *sorted)
{
  const SlTalent *t = r->t;
  g_autofree guint *waits_for = g_new0 (guint, t->n_scenes);
  guint n = 0;

  for (guint i = 0; i < t->n_pairs; i++)
    if (!r->off[i])
      {
        g_array_append_val (r->after[t->pairs[i].before], t->pairs[i].after);
        waits_for[t->pairs[i].after]++;
      }
  for (guint s = 0; s < t->n_scenes; s++)
    if (waits_for[s] == 0)
      sorted[n++] = s;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < r->after[sorted[i]]->len; k++)
      {
        const guint next = g_array_index (r->after[sorted[i]], guint, k);
        if (--waits_for[next] == 0)
          sorted[n++] = next;
      }
  return n == t->n_scenes;
}

static void
narrow_windows (const Rules *r, const guint *sorted)
{
  const guint n = r->t->n_scenes;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < r->after[sorted[i]]->len; k++)
      {
        const guint next = g_array_index (r->after[sorted[i]], guint, k);
        r->earliest[next] = MAX (r->earliest[next], r->earliest[sorted[i]] + 1);
      }
  for (guint i = n; i-- > 0;)
    for (guint k = 0; k < r->after[sorted[i]]->len; k++)
      {
        const guint next = r->latest[g_array_index (r->after[sorted[i]], guint, k)];
        r->latest[sorted[i]] = MIN (r->latest[sorted[i]], next > 0 ? next - 1 : 0);
      }
}

/* Earliest deadline first, ties as in `sorted`; FALSE when a place stays free or comes too late. */
static gboolean
fill_places (const Rules *r, const guint *sorted, guint *order)
{
  const guint n = r->t->n_scenes;
  g_autofree guint8 *placed = g_new0 (guint8, n);

  for (guint place = 0; place < n; place++)
    {
      guint best = n;

      for (guint i = 0; i < n; i++)
        {
          const guint s = sorted[i];
          if (!placed[s] && r->earliest[s] <= place && (best == n || r->latest[s] < r->latest[best]))
            best = s;
        }
      if (best == n || r->latest[best] < place)
        return FALSE;
      placed[best] = TRUE;
      order[place] = best;
    }
  return TRUE;
}

/* Whether what is not off can be kept; then `order` does so. */
static gboolean
can_keep (const SlTalent *t, const guint8 *off, guint *earliest, guint *latest, guint *order)
{
  Rules r = { t, off, earliest, latest, g_new (GArray *, MAX (t->n_scenes, 1)) };
  g_autofree guint *sorted = g_new (guint, MAX (t->n_scenes, 1));
  gboolean kept;

  for (guint s = 0; s < t->n_scenes; s++)
    r.after[s] = g_array_new (FALSE, FALSE, sizeof (guint));
  set_windows (&r);
  kept = sort_by_pairs (&r, sorted);
  if (kept)
    {
      narrow_windows (&r, sorted);
      kept = fill_places (&r, sorted, order);
    }
  for (guint s = 0; s < t->n_scenes; s++)
    g_array_unref (r.after[s]);
  g_free (r.after);
  return kept;
}

/* Turns rules off as long as the rest is still in conflict: large groups first, then one by one. */
static void
reduce_conflict (const SlTalent *t, guint8 *off, guint *earliest, guint *latest, guint *order)
{
  const guint n = n_rules (t);
  g_autofree guint *on = g_new (guint, n);
  guint group = n;

  do
    {
      guint count = 0;

      group = MAX (group / 2, 1);
      for (guint i = 0; i < n; i++)
        if (!off[i])
          on[count++] = i;
      for (guint from = 0; from < count; from += group)
        {
          const guint to = MIN (from + group, count);

          for (guint i = from; i < to; i++)
            off[on[i]] = TRUE;
          if (can_keep (t, off, earliest, latest, order))
            for (guint i = from; i < to; i++)
              off[on[i]] = FALSE;
        }
    }
  while (group > 1);
}

static char *
describe (const SlTalent *t, const guint8 *off)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_rules (t); i++)
    {
      if (off[i])
        continue;
      if (text->len > 0)
        g_string_append (text, _ (", "));
      if (i < t->n_pairs)
        g_string_append_printf (text, _ ("scene %u before scene %u"), t->pairs[i].before + 1, t->pairs[i].after + 1);
      else
        {
          const SlTalentWindow *w = &t->windows[i - t->n_pairs];
          g_string_append_printf (text, _ ("scene %u at place %u to %u"), w->scene + 1, w->earliest + 1, w->latest + 1);
        }
    }
  return g_string_free (text, FALSE);
}

guint *
sl_talent_first_order (const SlTalent *t, guint *earliest, guint *latest, GError **error)
{
  g_autofree guint8 *off = g_new0 (guint8, n_rules (t) + 1);
  g_autofree guint *order = g_new (guint, MAX (t->n_scenes, 1));
  g_autofree char *rules = NULL;

  if (can_keep (t, off, earliest, latest, order))
    return g_steal_pointer (&order);
  reduce_conflict (t, off, earliest, latest, order);
  rules = describe (t, off);
  sl_error_set (error, SL_ERROR_INPUT, _ ("no order keeps all of these rules: %s; give one of them up"), rules);
  return NULL;
}

gboolean
sl_talent_keeps (const SlTalentCore *core, const guint *order)
{
  guint place[SL_TALENT_MOST_SCENES];

  if (core->pairs->len == 0 && !core->windows)
    return TRUE;
  for (guint i = 0; i < core->n; i++)
    place[order[i]] = i;
  for (guint i = 0; i < core->pairs->len; i++)
    {
      const SlTalentPair *pair = &g_array_index (core->pairs, SlTalentPair, i);
      if (place[pair->before] >= place[pair->after])
        return FALSE;
    }
  for (guint s = 0; core->windows && s < core->n; s++)
    if (place[s] < core->earliest[s] || place[s] > core->latest[s])
      return FALSE;
  return TRUE;
}
