/* Which scene of a plan each scene of a script is. */
#include <string.h>

#include "sl-script-merge.h"


typedef char *(*KeyOf) (const char *number, const char *heading, const char *mark);

static char *
by_number (const char *number, const char *heading, const char *mark)
{
  return number != NULL ? g_utf8_casefold (number, -1) : NULL;
}

static char *
by_both (const char *number, const char *heading, const char *mark)
{
  return heading != NULL && mark != NULL ? g_strconcat (mark, " ", heading, NULL) : NULL;
}

static char *
by_heading (const char *number, const char *heading, const char *mark)
{
  return g_strdup (heading);
}

static char *
by_mark (const char *number, const char *heading, const char *mark)
{
  return g_strcmp0 (mark, SL_SCRIPT_NO_TEXT) != 0 ? g_strdup (mark) : NULL;
}

/* Scenes that say nothing by which they could be told are taken as they come. */
static char *
by_nothing (const char *number, const char *heading, const char *mark)
{
  return number == NULL && heading == NULL && mark == NULL ? g_strdup ("") : NULL;
}

static GHashTable *
make_lists (const GPtrArray *scenes, KeyOf key_of)
{
  GHashTable *lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);

  for (guint i = 0; i < scenes->len; i++)
    {
      const SlSceneEntity *scene = scenes->pdata[i];
      char *key = key_of (scene->number, scene->heading, scene->script);
      GQueue *list = key != NULL ? g_hash_table_lookup (lists, key) : NULL;

      if (key != NULL && list == NULL)
        g_hash_table_insert (lists, g_strdup (key), list = g_queue_new ());
      if (list != NULL)
        g_queue_push_tail (list, (gpointer) scene);
      g_free (key);
    }
  return lists;
}

/* The first of those that the key names and that nothing has taken. With numbers on both sides that differ, it is
 * another scene. */
static const SlSceneEntity *
take (GHashTable *lists, GHashTable *taken, const char *key, const char *number)
{
  GQueue *list = key != NULL ? g_hash_table_lookup (lists, key) : NULL;

  while (list != NULL && !g_queue_is_empty (list))
    {
      const SlSceneEntity *scene = g_queue_peek_head (list);
      if (!g_hash_table_contains (taken, scene))
        {
          if (number != NULL && scene->number != NULL && g_ascii_strcasecmp (number, scene->number) != 0)
            return NULL;
          g_queue_pop_head (list);
          g_hash_table_add (taken, (gpointer) scene);
          return scene;
        }
      g_queue_pop_head (list);
    }
  return NULL;
}

/* One pass over the scenes that have no counterpart yet. */
static void
match_by (const GPtrArray *scenes, const SlScript *script, KeyOf key_of, GHashTable *taken, SlScriptMatch *match)
{
  g_autoptr (GHashTable) lists = make_lists (scenes, key_of);

  for (guint i = 0; i < script->scenes->len; i++)
    if (match->was[i] == NULL)
      {
        const SlScriptScene *scene = script->scenes->pdata[i];
        g_autofree char *key = key_of (scene->number, scene->heading, scene->mark);
        match->was[i] = take (lists, taken, key, scene->number);
      }
}

/* Marks those outside the longest run that stands in the same order in both; patience sorting. */
static void
find_moved (const SlPlan *plan, guint n, SlScriptMatch *match)
{
  g_autofree gint *at = g_new (gint, n + 1), *before = g_new (gint, n + 1), *tails = g_new (gint, n + 1);
  gint length = 0;

  for (guint i = 0; i < n; i++)
    {
      gint low = 0, high = length;
      if (match->was[i] == NULL)
        continue;
      at[i] = sl_plan_index (plan, match->was[i]->entity.id);
      while (low < high)
        {
          const gint middle = (low + high) / 2;
          if (at[tails[middle]] < at[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : -1;
      tails[low] = (gint) i;
      length = MAX (length, low + 1);
      match->moved[i] = TRUE;
    }
  for (gint i = length > 0 ? tails[length - 1] : -1; i >= 0; i = before[i])
    match->moved[i] = FALSE;
}

void
sl_script_match (const SlPlan *plan, const char *production, const SlScript *script, SlScriptMatch *match)
{
  static const KeyOf passes[] = { by_number, by_both, by_heading, by_mark, by_nothing };
  g_autoptr (GPtrArray) scenes = g_ptr_array_new ();
  g_autoptr (GHashTable) taken = g_hash_table_new (g_direct_hash, g_direct_equal);
  const guint n = script->scenes->len;

  *match = (SlScriptMatch) { g_new0 (const SlSceneEntity *, n + 1), g_new0 (gboolean, n + 1), g_ptr_array_new () };
  for (guint i = 0; i < sl_plan_count (plan, SL_KIND_SCENE); i++)
    {
      const SlSceneEntity *scene = (gconstpointer) sl_plan_at (plan, SL_KIND_SCENE, i);
      if (production != NULL && g_strcmp0 (scene->production, production) == 0)
        g_ptr_array_add (scenes, (gpointer) scene);
    }
  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    match_by (scenes, script, passes[i], taken, match);
  for (guint i = 0; i < scenes->len; i++)
    if (!g_hash_table_contains (taken, scenes->pdata[i]))
      g_ptr_array_add (match->gone, scenes->pdata[i]);
  find_moved (plan, n, match);
}

void
sl_script_match_clear (SlScriptMatch *match)
{
  g_clear_pointer (&match->was, g_free);
  g_clear_pointer (&match->moved, g_free);
  g_clear_pointer (&match->gone, g_ptr_array_unref);
}
