#include "sl-outline-tree.h"

#include "sl-groups.h"

/* What is known of a group. */
typedef struct {
  SlKind home; /* of the first thing in it; SL_KIND_GROUP for none */
  guint  count, depth;
  const char *top; /* the outermost around it, or it alone */
  gboolean circular;
} Node;

struct SlOutlineTree {
  SlPlan       *plan;
  GHashTable   *members; /* sl_groups_members() */
  GHashTable   *nodes;   /* id → Node */
  guint         empty;   /* groups with nothing in them */
};

static Node *
node_of (const SlOutlineTree *tree, const char *id)
{
  return id != NULL ? g_hash_table_lookup (tree->nodes, id) : NULL;
}

static void
add_node (SlOutlineTree *tree, const SlGroup *group)
{
  Node *node = g_new0 (Node, 1);

  node->home = SL_KIND_GROUP;
  node->top = group->entity.id;
  node->circular = sl_group_is_circular (tree->plan, group);
  g_hash_table_insert (tree->nodes, group->entity.id, node);
}

/* The group that it is shown in: what lies in a circle is shown by itself. */
static const SlGroup *
around (const SlOutlineTree *tree, const SlEntity *entity)
{
  const SlGroup *group = sl_group_of (tree->plan, entity);

  return group != NULL && node_of (tree, group->entity.id)->circular ? NULL : group;
}

static void
measure (SlOutlineTree *tree, const SlEntity *entity)
{
  Node *own = node_of (tree, entity->id);

  for (const SlGroup *g = around (tree, entity); g != NULL; g = around (tree, &g->entity))
    {
      Node *node = node_of (tree, g->entity.id);

      if (own != NULL)
        {
          own->depth++;
          own->top = g->entity.id;
          continue;
        }
      node->home = node->count == 0 ? entity->kind : node->home;
      node->count++;
    }
}

SlOutlineTree *
sl_outline_tree_new (const SlPlan *plan)
{
  SlOutlineTree *tree = g_new0 (SlOutlineTree, 1);
  const guint n = sl_plan_count (plan, SL_KIND_GROUP);

  tree->plan = sl_plan_ref (plan);
  tree->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  tree->members = n > 0 ? sl_groups_members (plan) : g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n; i++)
    add_node (tree, (const SlGroup *) sl_plan_at (plan, SL_KIND_GROUP, i));
  for (SlKind kind = 0; n > 0 && kind < SL_N_KINDS; kind++)
    for (guint i = 0; i < sl_plan_count (plan, kind); i++)
      measure (tree, sl_plan_at (plan, kind, i));
  for (guint i = 0; i < n; i++)
    tree->empty += node_of (tree, sl_plan_at (plan, SL_KIND_GROUP, i)->id)->count == 0;
  return tree;
}

void
sl_outline_tree_free (SlOutlineTree *tree)
{
  if (tree == NULL)
    return;
  g_hash_table_unref (tree->nodes);
  g_hash_table_unref (tree->members);
  sl_plan_unref (tree->plan);
  g_free (tree);
}

guint
sl_outline_tree_depth (const SlOutlineTree *tree, const SlEntity *entity)
{
  const Node *own = node_of (tree, entity->id);
  const SlGroup *group = own == NULL ? around (tree, entity) : NULL;

  return own != NULL ? own->depth : group != NULL ? node_of (tree, group->entity.id)->depth + 1 : 0;
}

const GPtrArray *
sl_outline_tree_inside (const SlOutlineTree *tree, const SlEntity *entity)
{
  const Node *own = node_of (tree, entity->id);

  return own != NULL && !own->circular ? g_hash_table_lookup (tree->members, entity->id) : NULL;
}

SlKind
sl_outline_tree_home (const SlOutlineTree *tree, const SlEntity *entity)
{
  const Node *own = node_of (tree, entity->id);
  const SlGroup *group = own == NULL ? around (tree, entity) : NULL;

  if (group != NULL)
    own = node_of (tree, group->entity.id);
  return own != NULL ? node_of (tree, own->top)->home : entity->kind;
}

guint
sl_outline_tree_count (const SlOutlineTree *tree, const char *group)
{
  const Node *node = node_of (tree, group);

  return node != NULL ? node->count : 0;
}

guint
sl_outline_tree_section (const SlOutlineTree *tree, SlKind kind)
{
  return kind == SL_KIND_GROUP ? tree->empty : sl_plan_count (tree->plan, kind);
}
