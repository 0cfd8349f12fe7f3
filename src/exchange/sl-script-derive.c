/* What follows from all of a script: numbers of cast, lights taken over, episodes. */
#include <string.h>

#include "sl-kinds.h"
#include "sl-script.h"

static int
by_speeches (gconstpointer a, gconstpointer b, gpointer data)
{
  const SlScript *script = data;
  const guint i = *(const guint *) a, k = *(const guint *) b;
  const SlScriptCast *x = script->cast->pdata[i], *y = script->cast->pdata[k];

  if (x->speeches != y->speeches)
    return x->speeches > y->speeches ? -1 : 1;
  return i < k ? -1 : i > k;
}

void
sl_script_number_cast (SlScript *script)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) taken = g_hash_table_new (g_direct_hash, g_direct_equal);
  gint64 next = 1;

  for (guint i = 0; i < script->cast->len; i++)
    {
      const SlScriptCast *cast = script->cast->pdata[i];

      if (cast->number > 0)
        g_hash_table_add (taken, GUINT_TO_POINTER (cast->number));
      else
        g_array_append_val (order, i);
    }
  g_array_sort_with_data (order, by_speeches, script);
  for (guint i = 0; i < order->len; i++)
    {
      while (g_hash_table_contains (taken, GUINT_TO_POINTER (next)))
        next++;
      ((SlScriptCast *) script->cast->pdata[g_array_index (order, guint, i)])->number = next++;
    }
}

void
sl_script_take_light (SlScript *script)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal); /* set → place + 1 */
  int light = -1;

  for (guint i = 0; i < script->scenes->len; i++)
    {
      SlScriptScene *scene = script->scenes->pdata[i];

      if (scene->light < 0)
        {
          scene->light_taken = TRUE;
          scene->light = light >= 0 ? light : SL_HOUR_DAY;
        }
      light = scene->light;
      if (scene->set == NULL)
        continue;
      if (scene->place >= 0)
        g_hash_table_insert (places, scene->set, GINT_TO_POINTER (scene->place + 1));
    }
  for (guint i = 0; i < script->scenes->len; i++)
    {
      SlScriptScene *scene = script->scenes->pdata[i];
      const int known = scene->set != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (places, scene->set)) : 0;

      if (scene->place < 0)
        scene->place = known > 0 ? known - 1 : SL_PLACE_INT;
    }
}

/* The episode of "12-3" or "12-3A"; 0 for any other number. */
static gint64
episode_of (const char *number)
{
  char *end;
  const gint64 episode = number != NULL && g_ascii_isdigit (*number) ? g_ascii_strtoll (number, &end, 10) : 0;

  if (episode <= 0 || episode > 100000 || *end != '-' || !g_ascii_isdigit (end[1]))
    return 0;
  for (end++; g_ascii_isdigit (*end); end++)
    ;
  return strlen (end) <= 2 && strchr (end, '-') == NULL ? episode : 0;
}

void
sl_script_take_episodes (SlScript *script)
{
  guint numbered = 0, of_episodes = 0;

  for (guint i = 0; i < script->scenes->len; i++)
    {
      const SlScriptScene *scene = script->scenes->pdata[i];

      numbered += scene->number != NULL;
      of_episodes += episode_of (scene->number) > 0;
    }
  if (of_episodes == 0 || of_episodes * 5 < numbered * 4)
    return;
  for (guint i = 0; i < script->scenes->len; i++)
    {
      SlScriptScene *scene = script->scenes->pdata[i];

      if (scene->episode == 0)
        scene->episode = episode_of (scene->number);
    }
}
