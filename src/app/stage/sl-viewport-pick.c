/* What lies under a place of the view, or in a box of it. */
#include "sl-viewport-private.h"

#include "sl-groups.h"
#include "sl-view-labels.h"

const char *
sl_viewport_pick_at (SlViewport *v, double x, double y)
{
  const int scale = gtk_widget_get_scale_factor (v->area);
  SlPick pick = { NULL };

  if (v->gpu == NULL || !sl_viewport_ready (v))
    return NULL;
  for (guint i = 0; i < v->names->len && pick.id == NULL; i++)
    {
      const SlViewName *name = &g_array_index (v->names, SlViewName, i);

      if (x >= name->x && x < name->x + name->w && y >= name->y && y < name->y + name->h)
        pick = sl_draw_list_picked (v->list, name->pick);
    }
  if (pick.id == NULL)
    {
      gtk_gl_area_make_current (GTK_GL_AREA (v->area));
      pick = sl_gpu_pick (v->gpu, v->list, gtk_widget_get_width (v->area) * scale,
                          gtk_widget_get_height (v->area) * scale, (int) (x * scale), (int) (y * scale));
    }
  return pick.id != NULL && !sl_editor_is_locked (v->editor, pick.id) ? pick.id : NULL;
}

const char *
sl_viewport_take_at (SlViewport *v, double x, double y)
{
  const char *id = sl_viewport_pick_at (v, x, y), *top = NULL;

  if (id != NULL)
    top = sl_group_top (sl_editor_plan (v->editor), id, sl_editor_entered (v->editor));
  return top != NULL ? top : id;
}

void
sl_viewport_leave_beside (SlViewport *v, const char *id)
{
  const char *entered = sl_editor_entered (v->editor);

  if (entered != NULL && (id == NULL || !sl_group_holds (sl_editor_plan (v->editor), entered, id)))
    sl_editor_enter (v->editor, NULL);
}

void
sl_viewport_enter_at (SlViewport *v, double x, double y)
{
  const SlPlan *plan = sl_editor_plan (v->editor);
  const char *id = sl_viewport_pick_at (v, x, y);
  const char *top = id != NULL ? sl_group_top (plan, id, sl_editor_entered (v->editor)) : NULL;

  if (top != NULL && sl_plan_get (plan, SL_KIND_WALL, top) != NULL)
    gtk_widget_activate_action (v->area, "win.tool", "s", sl_tool_id (SL_TOOL_CABINETS));
  if (top == NULL || sl_plan_get (plan, SL_KIND_GROUP, top) == NULL)
    return;
  sl_editor_enter (v->editor, top);
  sl_editor_select (v->editor, sl_group_top (plan, id, top));
}

gboolean
sl_viewport_is_thing (SlViewport *v, const char *id)
{
  const SlEntity *entity = sl_plan_find (sl_editor_plan (v->editor), id);

  return entity != NULL && entity->kind != SL_KIND_STAGE;
}

void
sl_viewport_select_box (SlViewport *v, double dx, double dy)
{
  int scale = gtk_widget_get_scale_factor (v->area);
  int width = gtk_widget_get_width (v->area) * scale, height = gtk_widget_get_height (v->area) * scale;

  if (v->gpu == NULL || hypot (dx, dy) <= SL_CLICK_PX || !sl_viewport_ready (v))
    return;
  gtk_gl_area_make_current (GTK_GL_AREA (v->area));
  int left = (int) (fmin (v->begun_x, v->begun_x + dx) * scale);
  int top = (int) (fmin (v->begun_y, v->begun_y + dy) * scale);
  g_autoptr (GPtrArray) met = sl_gpu_pick_box (v->gpu, v->list, width, height, left, top,
                                               (int) (fabs (dx) * scale) + 1, (int) (fabs (dy) * scale) + 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < sl_editor_selection (v->editor)->len; i++)
    g_ptr_array_add (ids, g_strdup (sl_editor_selection (v->editor)->pdata[i]));
  for (guint i = 0; i < met->len; i++)
    if (!sl_editor_is_locked (v->editor, met->pdata[i]) && sl_viewport_is_thing (v, met->pdata[i]))
      {
        const char *taken = sl_group_top (sl_editor_plan (v->editor), met->pdata[i], sl_editor_entered (v->editor));

        if (!sl_editor_is_selected (v->editor, taken))
          g_ptr_array_add (ids, g_strdup (taken));
      }
  sl_editor_select_set (v->editor, (const char *const *) ids->pdata, ids->len);
}
