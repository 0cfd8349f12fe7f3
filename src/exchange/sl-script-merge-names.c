/* Cast and elements of a script, as a command brings them in. */
#include "sl-script-merge-private.h"

/* Whether an entity of cast or of elements is this production's. */
static gboolean
is_ours (const Merge *m, const char *production)
{
  return !m->is_new && g_strcmp0 (production, m->production) == 0;
}

/* Names of the production's cast, and the numbers that they have. */
static GHashTable *
known_cast (const Merge *m, GHashTable *numbers)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = sl_plan_count (m->plan, SL_KIND_CAST); i-- > 0;)
    {
      const SlCast *cast = (gconstpointer) sl_plan_at (m->plan, SL_KIND_CAST, i);
      g_autofree char *tidy = is_ours (m, cast->production) ? sl_script_tidy (sl_entity_title (&cast->entity)) : NULL;
      if (tidy != NULL)
        {
          g_hash_table_replace (known, g_utf8_casefold (tidy, -1), (gpointer) cast->entity.id);
          g_hash_table_add (numbers, GINT_TO_POINTER ((int) cast->number));
        }
    }
  return known;
}

static void
add_cast (Merge *m, const SlScriptCast *cast, GHashTable *numbers, gint64 *next)
{
  char *id = sl_merge_id (m, cast->name, "cast");
  gint64 number = cast->number;

  if (g_hash_table_contains (numbers, GINT_TO_POINTER ((int) number)))
    {
      while (g_hash_table_contains (numbers, GINT_TO_POINTER ((int) *next)))
        ++*next;
      number = *next;
    }
  g_hash_table_add (numbers, GINT_TO_POINTER ((int) number));
  sl_command_add (m->command, SL_KIND_CAST, id);
  sl_merge_set (m, id, "name", cast->name);
  sl_merge_set (m, id, "production", m->production);
  sl_merge_set_integer (m, id, "number", number);
  sl_merge_set (m, id, "actor", cast->actor);
  g_ptr_array_add (m->cast, id);
  m->new_cast++;
}

void
sl_merge_cast (Merge *m)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_direct_hash, g_direct_equal), known = known_cast (m, numbers);
  gint64 next = m->script->cast->len + 1;

  for (guint i = 0; i < m->script->cast->len; i++)
    {
      const SlScriptCast *cast = m->script->cast->pdata[i];
      g_autofree char *key = g_utf8_casefold (cast->name, -1);
      const char *id = g_hash_table_lookup (known, key);

      if (id != NULL)
        g_ptr_array_add (m->cast, g_strdup (id));
      else
        add_cast (m, cast, numbers, &next);
      sl_merge_origin (m, m->cast->pdata[i], cast->origin);
    }
}

static char *
element_key (int category, const char *name)
{
  g_autofree char *tidy = sl_script_tidy (name), *folded = g_utf8_casefold (tidy != NULL ? tidy : "", -1);

  return g_strdup_printf ("%d %s", category, folded);
}

void
sl_merge_elements (Merge *m)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = sl_plan_count (m->plan, SL_KIND_ELEMENT); i-- > 0;)
    {
      const SlElement *element = (gconstpointer) sl_plan_at (m->plan, SL_KIND_ELEMENT, i);
      if (element->production == NULL || is_ours (m, element->production))
        g_hash_table_replace (known, element_key (element->category, sl_entity_title (&element->entity)),
                              (gpointer) element->entity.id);
    }
  for (guint i = 0; i < m->script->elements->len; i++)
    {
      const SlScriptElement *element = m->script->elements->pdata[i];
      g_autofree char *key = element_key (element->category, element->name);
      char *id = g_strdup (g_hash_table_lookup (known, key));

      if (id == NULL)
        {
          id = sl_merge_id (m, element->name, "element");
          sl_command_add (m->command, SL_KIND_ELEMENT, id);
          sl_merge_set (m, id, "name", element->name);
          sl_merge_set (m, id, "production", m->production);
          sl_merge_set_enum (m, id, SL_KIND_ELEMENT, "category", element->category);
          m->new_elements++;
        }
      sl_merge_origin (m, id, element->origin);
      g_ptr_array_add (m->elements, id);
    }
}
