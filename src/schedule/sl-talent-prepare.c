/* The fixpoint of two reductions that keep the optimum (Garcia de la Banda, Stuckey & Chu, INFORMS Journal on Computing
 * 23, 2011, section 3): an actor with one scene never waits; scenes of the same cast stand side by side in some best
 * order. */
#include <string.h>

#include "sl-talent-private.h"

void
sl_talent_core_free (SlTalentCore *core)
{
  if (core == NULL)
    return;
  g_free (core->durations);
  g_free (core->wages);
  g_free (core->cast);
  g_free (core->earliest);
  g_free (core->latest);
  g_free (core->ruled);
  g_ptr_array_unref (core->members);
  g_array_unref (core->pairs);
  g_free (core);
}

static gboolean
has (const guint64 *cast, guint actor)
{
  return cast[actor / 64] >> actor % 64 & 1;
}

static void
mark_ruled (SlTalentCore *core, const SlTalent *t)
{
  g_array_append_vals (core->pairs, t->pairs, t->n_pairs);
  for (guint i = 0; i < t->n_pairs; i++)
    core->ruled[t->pairs[i].before] = core->ruled[t->pairs[i].after] = TRUE;
  for (guint i = 0; i < t->n_windows; i++)
    core->ruled[t->windows[i].scene] = core->windows = TRUE;
}

/* Never NULL, so that nothing copied from it or compared with it is. */
static gpointer
copy_of (gconstpointer from, gsize size)
{
  gpointer to = g_malloc0 (MAX (size, 1));

  if (size > 0)
    memcpy (to, from, size);
  return to;
}

/* The problem as it is, every scene a block of its own. */
static SlTalentCore *
core_new (const SlTalent *t, const guint *earliest, const guint *latest)
{
  SlTalentCore *core = g_new0 (SlTalentCore, 1);

  core->n = t->n_scenes;
  core->m = t->n_actors;
  core->words = sl_talent_words (t->n_actors);
  core->durations = copy_of (t->durations, t->n_scenes * sizeof (gint64));
  core->wages = copy_of (t->wages, t->n_actors * sizeof (gint64));
  core->cast = copy_of (t->cast, (gsize) t->n_scenes * core->words * sizeof (guint64));
  core->ruled = g_new0 (guint8, t->n_scenes);
  core->earliest = copy_of (earliest, t->n_scenes * sizeof (guint));
  core->latest = copy_of (latest, t->n_scenes * sizeof (guint));
  core->pairs = g_array_new (FALSE, FALSE, sizeof (SlTalentPair));
  core->members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint s = 0; s < t->n_scenes; s++)
    {
      GArray *one = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (one, s);
      g_ptr_array_add (core->members, one);
      for (guint a = 0; a < t->n_actors; a++)
        core->work += has (core->cast + s * core->words, a) ? t->durations[s] * t->wages[a] : 0;
    }
  mark_ruled (core, t);
  return core;
}

/* Moves block `from` to the place `to`. */
static void
move_block (SlTalentCore *core, guint from, guint to)
{
  if (from == to)
    return;
  core->durations[to] = core->durations[from];
  core->ruled[to] = core->ruled[from];
  core->earliest[to] = core->earliest[from];
  core->latest[to] = core->latest[from];
  memcpy (core->cast + to * core->words, core->cast + from * core->words, core->words * sizeof (guint64));
  core->members->pdata[to] = core->members->pdata[from];
}

static void
join (SlTalentCore *core, guint into, guint from)
{
  GArray *more = core->members->pdata[from];

  core->durations[into] += core->durations[from];
  g_array_append_vals (core->members->pdata[into], more->data, more->len);
  g_array_unref (more);
}

static void
renumber (GArray *pairs, const guint *now)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      SlTalentPair *pair = &g_array_index (pairs, SlTalentPair, i);
      *pair = (SlTalentPair) { now[pair->before], now[pair->after] };
    }
}

/* Merges blocks of one cast; TRUE when there were any. */
static gboolean
merge_blocks (SlTalentCore *core)
{
  g_autofree guint *now = g_new0 (guint, core->n);
  const gsize size = core->words * sizeof (guint64);
  guint kept = 0;

  for (guint s = 0; s < core->n; s++)
    {
      guint k = core->ruled[s] ? kept : 0;
      const guint64 *cast = core->cast + s * core->words;

      while (k < kept && (core->ruled[k] || memcmp (core->cast + k * core->words, cast, size) != 0))
        k++;
      now[s] = k;
      if (k < kept)
        join (core, k, s);
      else
        move_block (core, s, kept++);
    }
  renumber (core->pairs, now);
  if (kept == core->n)
    return FALSE;
  for (guint s = kept; s < core->n; s++)
    core->members->pdata[s] = NULL;
  g_ptr_array_set_free_func (core->members, NULL); /* those behind have moved */
  g_ptr_array_set_size (core->members, (gint) kept);
  g_ptr_array_set_free_func (core->members, (GDestroyNotify) g_array_unref);
  core->n = kept;
  return TRUE;
}

/* Drops actors of at most one block, and those without pay; TRUE when there were any. */
static gboolean
drop_actors (SlTalentCore *core)
{
  guint kept = 0;

  for (guint a = 0; a < core->m; a++)
    {
      guint blocks = 0;

      for (guint s = 0; s < core->n; s++)
        blocks += has (core->cast + s * core->words, a);
      if (blocks <= 1 || core->wages[a] == 0)
        continue;
      for (guint s = 0; s < core->n; s++)
        {
          guint64 *cast = core->cast + s * core->words;
          const guint64 bit = has (cast, a);
          cast[kept / 64] = (cast[kept / 64] & ~(1ull << kept % 64)) | bit << kept % 64;
        }
      core->wages[kept++] = core->wages[a];
    }
  if (kept == core->m)
    return FALSE;
  for (guint s = 0; s < core->n; s++)
    for (guint a = kept; a < core->m; a++)
      core->cast[s * core->words + a / 64] &= ~(1ull << a % 64);
  core->m = kept;
  return TRUE;
}

SlTalentCore *
sl_talent_prepare (const SlTalent *t, const guint *earliest, const guint *latest)
{
  SlTalentCore *core = core_new (t, earliest, latest);
  gboolean changed = TRUE;

  while (changed)
    {
      changed = drop_actors (core);
      changed |= !core->windows && merge_blocks (core);
    }
  return core;
}
