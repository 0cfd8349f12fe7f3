/* How a list shows groups: as rows that have what lies in them below. Made of one plan, in a time that grows with
 * it. */
#pragma once

#include "sl-plan.h"

G_BEGIN_DECLS

typedef struct SlOutlineTree SlOutlineTree;

/* Keeps the plan. */
SlOutlineTree *sl_outline_tree_new  (const SlPlan *plan);
/* NULL is fine. */
void          sl_outline_tree_free  (SlOutlineTree *tree);
/* How many groups it lies in; 0 too for one whose groups lie in each other. */
guint         sl_outline_tree_depth (const SlOutlineTree *tree, const SlEntity *entity);
/* Ids (char *) of what lies in it directly, NULL for none and for a group that lies in itself. Borrowed. */
const GPtrArray *sl_outline_tree_inside (const SlOutlineTree *tree, const SlEntity *entity);
/* The kind among whose things it is shown: that of the first thing in its outermost group. */
SlKind        sl_outline_tree_home  (const SlOutlineTree *tree, const SlEntity *entity);
/* How many things lie in the group, however deep. */
guint         sl_outline_tree_count (const SlOutlineTree *tree, const char *group);
/* How many things of the kind there are; of groups, those that have nothing in them. */
guint         sl_outline_tree_section (const SlOutlineTree *tree, SlKind kind);

G_END_DECLS
