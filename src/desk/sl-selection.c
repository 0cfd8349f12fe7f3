#include "sl-selection.h"

#include <math.h>

#include "sl-groups.h"

struct SlSelection {
  GPtrArray  *ids;        /* in the order they were picked: the last is the primary */
  char       *shot;
  int         shot_place; /* in the edit: the one that takes it when the shot goes is shown then */
  double      frame;
  GHashTable *hidden, *locked; /* ids */
  GHashTable *alone;           /* likewise, NULL while everything is shown */
  char       *entered;         /* a group, or NULL */
};

SlSelection *
sl_selection_new (void)
{
  SlSelection *selection = g_new0 (SlSelection, 1);

  selection->ids = g_ptr_array_new_with_free_func (g_free);
  selection->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  selection->locked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return selection;
}

void
sl_selection_free (SlSelection *selection)
{
  if (selection == NULL)
    return;
  g_hash_table_unref (selection->hidden);
  g_hash_table_unref (selection->locked);
  g_clear_pointer (&selection->alone, g_hash_table_unref);
  g_ptr_array_unref (selection->ids);
  g_free (selection->entered);
  g_free (selection->shot);
  g_free (selection);
}

const char *
sl_selection_id (const SlSelection *selection)
{
  return selection->ids->len > 0 ? selection->ids->pdata[selection->ids->len - 1] : NULL;
}

const GPtrArray *
sl_selection_ids (const SlSelection *selection)
{
  return selection->ids;
}

static gboolean
find (const GPtrArray *ids, const char *id, guint *index)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *) ids, id, g_str_equal, index);
}

gboolean
sl_selection_has (const SlSelection *selection, const char *id)
{
  return find (selection->ids, id, NULL);
}

/* The array is replaced, not changed: who walks over the old one may hold a reference on it. */
static gboolean
take (SlSelection *selection, const SlPlan *plan, GPtrArray *wanted)
{
  g_autoptr (GPtrArray) reduced = sl_groups_reduce (plan, (const char *const *) wanted->pdata, wanted->len);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < reduced->len; i++)
    g_ptr_array_add (ids, g_strdup (reduced->pdata[i]));
  g_ptr_array_unref (wanted);
  gboolean same = ids->len == selection->ids->len;

  for (guint i = 0; same && i < ids->len; i++)
    same = g_str_equal (ids->pdata[i], selection->ids->pdata[i]);
  if (same)
    {
      g_ptr_array_unref (ids);
      return FALSE;
    }
  g_ptr_array_unref (selection->ids);
  selection->ids = ids;
  return TRUE;
}

gboolean
sl_selection_select (SlSelection *selection, const SlPlan *plan, const char *id)
{
  if (id != NULL && sl_plan_find (plan, id) == NULL)
    return FALSE;
  return sl_selection_set (selection, plan, &id, id != NULL ? 1 : 0);
}

gboolean
sl_selection_set (SlSelection *selection, const SlPlan *plan, const char *const *ids, guint n)
{
  GPtrArray *fresh = g_ptr_array_new_with_free_func (g_free);
  guint at;

  for (guint i = 0; i < n; i++)
    {
      if (find (fresh, ids[i], &at))
        g_ptr_array_remove_index (fresh, at);
      if (sl_plan_find (plan, ids[i]) != NULL)
        g_ptr_array_add (fresh, g_strdup (ids[i]));
    }
  return take (selection, plan, fresh);
}

/* A copy that lacks `id`. */
static GPtrArray *
without (const SlSelection *selection, const char *id)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < selection->ids->len; i++)
    if (!g_str_equal (selection->ids->pdata[i], id))
      g_ptr_array_add (ids, g_strdup (selection->ids->pdata[i]));
  return ids;
}

gboolean
sl_selection_add (SlSelection *selection, const SlPlan *plan, const char *id)
{
  GPtrArray *ids;

  if (sl_plan_find (plan, id) == NULL)
    return FALSE;
  ids = without (selection, id);
  g_ptr_array_add (ids, g_strdup (id));
  return take (selection, plan, ids);
}

gboolean
sl_selection_toggle (SlSelection *selection, const SlPlan *plan, const char *id)
{
  return sl_selection_has (selection, id) ? take (selection, plan, without (selection, id))
                                          : sl_selection_add (selection, plan, id);
}

const SlShot *
sl_selection_shot (const SlSelection *selection, const SlPlan *plan)
{
  return sl_plan_get (plan, SL_KIND_SHOT, selection->shot);
}

gboolean
sl_selection_set_shot (SlSelection *selection, const SlPlan *plan, const char *id)
{
  if (g_strcmp0 (id, selection->shot) == 0 || sl_plan_get (plan, SL_KIND_SHOT, id) == NULL)
    return FALSE;
  g_free (selection->shot);
  selection->shot = g_strdup (id);
  selection->shot_place = sl_plan_index (plan, id);
  selection->frame = 0;
  return TRUE;
}

double
sl_selection_frame (const SlSelection *selection)
{
  return selection->frame;
}

gboolean
sl_selection_set_frame (SlSelection *selection, const SlPlan *plan, double frame)
{
  const SlShot *shot = sl_selection_shot (selection, plan);

  if (shot == NULL)
    return FALSE;
  frame = CLAMP (floor (frame), 0, (double) shot->frames - 1);
  if (frame == selection->frame)
    return FALSE;
  selection->frame = frame;
  return TRUE;
}

static void
set_member (GHashTable *ids, const char *id, gboolean in)
{
  if (in)
    g_hash_table_add (ids, g_strdup (id));
  else
    g_hash_table_remove (ids, id);
}

gboolean
sl_selection_is_hidden (const SlSelection *selection, const char *id)
{
  return g_hash_table_contains (selection->hidden, id);
}

void
sl_selection_set_hidden (SlSelection *selection, const char *id, gboolean hidden)
{
  set_member (selection->hidden, id, hidden);
}

gboolean
sl_selection_is_shown (const SlSelection *selection, const char *id)
{
  return !sl_selection_is_hidden (selection, id)
         && (selection->alone == NULL || g_hash_table_contains (selection->alone, id));
}

void
sl_selection_isolate (SlSelection *selection, const GPtrArray *ids)
{
  g_clear_pointer (&selection->alone, g_hash_table_unref);
  if (ids == NULL)
    return;
  selection->alone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (selection->alone, g_strdup (ids->pdata[i]));
}

gboolean
sl_selection_is_isolated (const SlSelection *selection)
{
  return selection->alone != NULL;
}

const char *
sl_selection_entered (const SlSelection *selection)
{
  return selection->entered;
}

gboolean
sl_selection_enter (SlSelection *selection, const SlPlan *plan, const char *group)
{
  if (g_strcmp0 (group, selection->entered) == 0
      || (group != NULL && sl_plan_get (plan, SL_KIND_GROUP, group) == NULL))
    return FALSE;
  g_free (selection->entered);
  selection->entered = g_strdup (group);
  return TRUE;
}

gboolean
sl_selection_is_locked (const SlSelection *selection, const char *id)
{
  return g_hash_table_contains (selection->locked, id);
}

void
sl_selection_set_locked (SlSelection *selection, const char *id, gboolean locked)
{
  set_member (selection->locked, id, locked);
}

gboolean
sl_selection_settle (SlSelection *selection, const SlPlan *plan)
{
  guint n = sl_plan_count (plan, SL_KIND_SHOT);
  const SlShot *shot = sl_selection_shot (selection, plan);

  if (shot == NULL)
    {
      guint place = (guint) MAX (0, selection->shot_place);
      g_free (selection->shot);
      selection->shot = n > 0 ? g_strdup (sl_plan_at (plan, SL_KIND_SHOT, MIN (place, n - 1))->id) : NULL;
      selection->frame = 0;
      shot = sl_selection_shot (selection, plan);
    }
  if (sl_plan_get (plan, SL_KIND_GROUP, selection->entered) == NULL)
    g_clear_pointer (&selection->entered, g_free);
  selection->shot_place = sl_plan_index (plan, selection->shot);
  if (shot != NULL)
    selection->frame = CLAMP (selection->frame, 0, (double) shot->frames - 1);
  return sl_selection_set (selection, plan, (const char *const *) selection->ids->pdata, selection->ids->len);
}
