/* What the middle of the schedule shows: the facility, a scene's breakdown, two boards against each other, or the lists
 * of what has no strip and no bar. */
#include "sl-window-private.h"

#include "sl-schedule-page.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)

static GtkWidget *
page_of (SlWindow *w)
{
  return adw_view_stack_get_child_by_name (ADW_VIEW_STACK (w->stack), "schedule");
}

static void
show (SlWindow *w, const char *view)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (w->stack), "schedule");
  g_action_group_change_action_state (G_ACTION_GROUP (w), "schedule-view", g_variant_new_string (view));
}

static void
change_view (GSimpleAction *action, GVariant *value, gpointer data)
{
  if (sl_schedule_page_show (page_of (data), g_variant_get_string (value, NULL)))
    g_simple_action_set_state (action, value);
}

/* Of the selected scene; the focus goes into its fields. */
ACTION (act_breakdown)
{
  show (data, "breakdown");
  sl_schedule_page_focus (page_of (data));
}

/* The next scene of the board, or the one before; where strips are looked for, of those. */
ACTION (act_breakdown_by)
{
  sl_board_desk_find_next (((SlWindow *) data)->bench->board, g_variant_get_int32 (value) < 0);
}

ACTION (act_compare) { show (data, "compare"); }

ACTION (act_compare_view)
{
  show (data, "compare");
  sl_schedule_page_set (page_of (data), g_variant_get_string (value, NULL));
}

/* A kind ("calendar"), or "" for the one that was last. */
ACTION (act_places)
{
  show (data, "places");
  sl_schedule_page_set (page_of (data), g_variant_get_string (value, NULL));
  sl_schedule_page_focus (page_of (data));
}

void
sl_window_add_schedule_actions (SlWindow *w)
{
  static const GActionEntry entries[] = {
    { "schedule-view", NULL, "s", "'facility'", change_view }, { "breakdown", act_breakdown },
    { "breakdown-by", act_breakdown_by, "i" }, { "board-compare", act_compare },
    { "compare-view", act_compare_view, "s" }, { "places", act_places, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
}
