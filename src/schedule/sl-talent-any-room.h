/* What a search needs of memory, made and freed. */
#pragma once

#include "sl-talent-any-node.h"

static Search *
search_new (const SlTalentCore *core, SlTalentRun *run)
{
  Search *s = g_new0 (Search, 1);
  const gsize n = MAX (core->n, 1), m = MAX (core->m, 1);
  gint64 pay = 1, time = 1;

  *s = (Search) { .core = core, .run = run, .n = core->n, .m = core->m, .ends = !core->windows,
                  .mirrored = !core->windows && core->pairs->len == 0 };
  s->slow = n * m > 1024;
  s->cast = g_new0 (Set, n);
  s->before = g_new0 (Set, n);
  s->after = g_new0 (Set, n);
  s->layers = g_new0 (Layer, n + 1);
  s->groups = g_new0 (Group, n);
  s->at_front = g_new0 (guint, n);
  s->at_back = g_new0 (guint, n);
  s->meets = g_new0 (Set, m);
  s->flow = g_new0 (gint64, n);
  s->spare = g_new0 (gint64, n * m);
  s->spare_child = g_new0 (gint64, n * m);
  s->rows = g_new0 (gint64 *, n);
  s->matrix = g_new0 (gint64, m * m);
  for (guint b = 0; b < core->n; b++)
    {
      memcpy (s->cast[b].w, core->cast + b * core->words, MIN (core->words, WORDS) * sizeof (guint64));
      time += core->durations[b];
    }
  for (guint a = 0; a < core->m; a++)
    pay += core->wages[a];
  for (guint i = 0; i < core->pairs->len; i++)
    {
      const SlTalentPair *pair = &g_array_index (core->pairs, SlTalentPair, i);
      set_add (&s->before[pair->after], pair->before);
      set_add (&s->after[pair->before], pair->after);
    }
  while (s->bits < 16 && pay * time < G_MAXINT64 >> (s->bits + 2))
    s->bits++;
  return s;
}

static void
search_free (Search *s)
{
  for (guint q = 0; q <= s->n; q++)
    layer_free (&s->layers[q]);
  g_free (s->cast);
  g_free (s->before);
  g_free (s->after);
  g_free (s->layers);
  g_free (s->groups);
  g_free (s->at_front);
  g_free (s->at_back);
  g_free (s->meets);
  g_free (s->flow);
  g_free (s->spare);
  g_free (s->spare_child);
  g_free (s->rows);
  g_free (s->matrix);
  g_free (s);
}
