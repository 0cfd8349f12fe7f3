#include "sl-selection.h"

#include <math.h>

struct SlSelection {
  char       *id, *shot;
  int         shot_place; /* in the edit: the one that takes it when the shot goes is shown then */
  double      frame;
  GHashTable *hidden, *locked; /* ids */
};

SlSelection *
sl_selection_new (void)
{
  SlSelection *selection = g_new0 (SlSelection, 1);

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
  g_free (selection->id);
  g_free (selection->shot);
  g_free (selection);
}

const char *
sl_selection_id (const SlSelection *selection)
{
  return selection->id;
}

gboolean
sl_selection_select (SlSelection *selection, const SlPlan *plan, const char *id)
{
  if (g_strcmp0 (id, selection->id) == 0 || (id != NULL && sl_plan_find (plan, id) == NULL))
    return FALSE;
  g_free (selection->id);
  selection->id = g_strdup (id);
  return TRUE;
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
  gboolean went = selection->id != NULL && sl_plan_find (plan, selection->id) == NULL;

  if (shot == NULL)
    {
      guint place = (guint) MAX (0, selection->shot_place);
      g_free (selection->shot);
      selection->shot = n > 0 ? g_strdup (sl_plan_at (plan, SL_KIND_SHOT, MIN (place, n - 1))->id) : NULL;
      selection->frame = 0;
      shot = sl_selection_shot (selection, plan);
    }
  selection->shot_place = sl_plan_index (plan, selection->shot);
  if (shot != NULL)
    selection->frame = CLAMP (selection->frame, 0, (double) shot->frames - 1);
  if (went)
    g_clear_pointer (&selection->id, g_free);
  return went;
}
