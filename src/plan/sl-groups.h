/* Groups: things that are taken hold of together. Each thing that stands somewhere, and each group, names the group
 * that it lies in. A file may hold groups that lie in each other in a circle: nothing here runs forever for that. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

/* Id of the group that it names, which the plan may lack; NULL for none. Borrowed. */
const char *sl_entity_group      (const SlEntity *entity);
/* The group that it lies in, NULL for none that `plan` has. Borrowed. */
const SlGroup *sl_group_of       (const SlPlan *plan, const SlEntity *entity);
/* Whether `id` is `group` or lies in it, however deep. */
gboolean    sl_group_holds       (const SlPlan *plan, const char *group, const char *id);
/* What is taken hold of by `id` for who is inside the group `within` (NULL: in none): the outermost group in there that
 * it lies in, or it alone. Borrowed from `plan`, NULL when that has no such id. */
const char *sl_group_top         (const SlPlan *plan, const char *id, const char *within);
/* Ids of the `n` things, and of all that lies in those that are groups, each once and in that order; groups themselves
 * only `with_groups`, before what lies in them. What the plan has not got is left out. The ids are borrowed from it;
 * free with g_ptr_array_unref(). */
GPtrArray  *sl_groups_expand     (const SlPlan *plan, const char *const *ids, guint n, gboolean with_groups);
/* The same of a list of ids; NULL is an empty one. */
GPtrArray  *sl_groups_expand_list (const SlPlan *plan, const SlList *ids);
/* Id of each group that something lies in → GPtrArray of the ids (char *) that lie in it directly, in plan order; all
 * borrowed from `plan`. Free with g_hash_table_unref(). */
GHashTable *sl_groups_members    (const SlPlan *plan);
/* The same ids without those that lie in a group among them. */
GPtrArray  *sl_groups_reduce     (const SlPlan *plan, const char *const *ids, guint n);
/* Whether the group lies in itself. */
gboolean    sl_group_is_circular (const SlPlan *plan, const SlGroup *group);

G_END_DECLS
