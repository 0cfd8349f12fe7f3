#include "sl-breakdown.h"

#include "sl-i18n.h"
#include "sl-operate.h"

static const SlEnumValue *
categories (void)
{
  return sl_record_field (&sl_kind_info (SL_KIND_ELEMENT)->record, "category")->values;
}

int
sl_breakdown_end (void)
{
  int end = 0;

  while (categories ()[end].id != NULL)
    end++;
  return end;
}

const char *
sl_breakdown_title (int group)
{
  return group == SL_BREAKDOWN_CAST ? _(sl_kind_info (SL_KIND_CAST)->plural) : _(categories ()[group].label);
}

void
sl_breakdown_item_free (SlBreakdownItem *item)
{
  g_free (item->id);
  g_free (item->name);
  g_free (item->facts);
  g_free (item);
}

/* --- what is needed --- */

static SlBreakdownItem *
item_of_cast (const char *id, const SlCast *cast)
{
  SlBreakdownItem *item = g_new0 (SlBreakdownItem, 1);

  item->id = g_strdup (id);
  if (cast == NULL)
    item->name = g_strdup (id);
  else if (cast->number > 0)
    item->name = g_strdup_printf ("%d  %s", (int) cast->number, sl_entity_title (&cast->entity));
  else
    item->name = g_strdup (sl_entity_title (&cast->entity));
  item->facts = g_strdup (cast != NULL && cast->actor != NULL ? cast->actor : "");
  return item;
}

static SlBreakdownItem *
item_of_element (const char *id, const SlElement *element)
{
  SlBreakdownItem *item = g_new0 (SlBreakdownItem, 1);

  item->id = g_strdup (id);
  item->name = g_strdup (element != NULL ? sl_entity_title (&element->entity) : id);
  item->facts = element != NULL && element->count > 1 ? g_strdup_printf (_("%d of them"), (int) element->count)
                                                      : g_strdup ("");
  return item;
}

GPtrArray *
sl_breakdown_items (const SlPlan *plan, const SlSceneEntity *scene, int group)
{
  const SlList *ids = group == SL_BREAKDOWN_CAST ? scene->cast : scene->elements;
  const int last = sl_breakdown_end () - 1;
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_breakdown_item_free);

  for (guint i = 0; i < sl_list_n (ids); i++)
    {
      const char *id = *sl_list_at (ids, char *, i);
      const SlElement *element = sl_plan_get (plan, SL_KIND_ELEMENT, id);

      if (group == SL_BREAKDOWN_CAST)
        g_ptr_array_add (items, item_of_cast (id, sl_plan_get (plan, SL_KIND_CAST, id)));
      else if (element != NULL ? element->category == group : group == last)
        g_ptr_array_add (items, item_of_element (id, element));
    }
  return items;
}

static gboolean
has (const SlList *ids, const char *id)
{
  for (guint i = 0; i < sl_list_n (ids); i++)
    if (g_str_equal (*sl_list_at (ids, char *, i), id))
      return TRUE;
  return FALSE;
}

GPtrArray *
sl_breakdown_others (const SlPlan *plan, const SlSceneEntity *scene, int group)
{
  const SlKind kind = group == SL_BREAKDOWN_CAST ? SL_KIND_CAST : SL_KIND_ELEMENT;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sl_plan_count (plan, kind); i++)
    {
      const SlEntity *entity = sl_plan_at (plan, kind, i);
      const SlElement *element = kind == SL_KIND_ELEMENT ? (const SlElement *) entity : NULL;
      const char *production = element != NULL ? element->production : ((const SlCast *) entity)->production;
      const gboolean ours = g_strcmp0 (production, scene->production) == 0 || (element != NULL && production == NULL);

      if (ours && (element == NULL || element->category == group)
          && !has (element != NULL ? scene->elements : scene->cast, entity->id))
        g_ptr_array_add (names, g_strdup (sl_entity_title (entity)));
    }
  return names;
}

/* --- edits --- */

gboolean
sl_breakdown_add (SlEditor *editor, const char *scene, int group, const char *name)
{
  if (sl_editor_refuse_locked (editor, scene))
    return FALSE;
  if (group == SL_BREAKDOWN_CAST)
    return sl_operate (editor, "scene-cast", &scene, 1, NULL, "name", name, NULL);
  return sl_operate (editor, "scene-element", &scene, 1, NULL, "name", name, "category", categories ()[group].id, NULL);
}

gboolean
sl_breakdown_remove (SlEditor *editor, const char *scene, const char *id)
{
  return !sl_editor_refuse_locked (editor, scene)
         && sl_operate (editor, "scene-without", &scene, 1, NULL, "of", id, NULL);
}
