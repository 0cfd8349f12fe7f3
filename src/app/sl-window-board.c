/* The actions "win.board-…": what menus, keys and scripts do with the board that is shown. Strips are named by the ids
 * of their rows ("scene-17", "day:3"), places are numbers of the strips that they go before. */
#include "sl-window-private.h"

#include "sl-board-menus.h"
#include "sl-board-panel.h"
#include "sl-i18n.h"
#include "sl-schedule-page.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)
#define DESK (((SlWindow *) data)->bench->board)

/* Places that are no strip's: behind the last, off the board, and nothing tried any more. */
enum { AT_END = -1, AT_OFF = -2, AT_NONE = -3 };

/* These rows; none of them: those that are chosen. */
static void
choose (SlBoardDesk *desk, const char *const *ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    if (i == 0 || !sl_board_desk_is_chosen (desk, ids[i]))
      sl_board_desk_choose (desk, ids[i], i == 0 ? SL_CHOOSE_ONE : SL_CHOOSE_TOGGLE);
}

static guint
place_of (int at)
{
  return at == AT_OFF ? SL_BOARD_OFF : at == AT_NONE ? SL_BOARD_STAYS : at < 0 ? SL_BOARD_STAYS - 1 : (guint) at;
}

static int
take (GVariant *value, SlBoardDesk *desk)
{
  g_autofree const char **ids = NULL;
  int at;

  g_variant_get (value, "(^a&si)", &ids, &at);
  choose (desk, ids);
  return at;
}

ACTION (act_move)
{
  const int at = take (value, DESK);

  sl_board_desk_move (DESK, place_of (at));
}

ACTION (act_try)
{
  const int at = take (value, DESK);

  sl_board_desk_try (DESK, place_of (at));
}

ACTION (act_drop) { sl_board_desk_drop (DESK); }
ACTION (act_pick) { sl_board_desk_choose (DESK, g_variant_get_string (value, NULL), SL_CHOOSE_ONE); }
ACTION (act_off) { sl_board_desk_move (DESK, SL_BOARD_OFF); }
ACTION (act_new) { sl_board_desk_add (DESK, FALSE); }
ACTION (act_copy) { sl_board_desk_add (DESK, TRUE); }
ACTION (act_choose) { sl_board_desk_show (DESK, g_variant_get_string (value, NULL)); }
ACTION (act_use) { sl_board_desk_use (DESK); }
ACTION (act_sort) { sl_board_desk_sort (DESK, g_variant_get_string (value, NULL)); }
ACTION (act_add_scene) { sl_board_desk_add_scene (DESK); }

ACTION (act_by)
{
  const char *way = g_variant_get_string (value, NULL);

  if (g_str_has_prefix (way, "day-"))
    sl_board_desk_move_days (DESK, g_str_equal (way, "day-up") ? -1 : 1);
  else
    sl_board_desk_move_by (DESK, g_str_equal (way, "up") ? -1 : 1);
}

/* "day", "week" or "banner". */
ACTION (act_break)
{
  const char *what = g_variant_get_string (value, NULL);
  const SlStripForm form = g_str_equal (what, "week") ? SL_STRIP_WEEK
                           : g_str_equal (what, "banner") ? SL_STRIP_BANNER : SL_STRIP_DAY;

  sl_board_desk_insert (DESK, form, form == SL_STRIP_BANNER ? _("Banner") : NULL, NAN);
}

/* "10h", "5p" (pages), or "" for days as long as the unit's. */
ACTION (act_days)
{
  const char *text = g_variant_get_string (value, NULL);
  const gint64 n = CLAMP (g_ascii_strtoll (text, NULL, 10), 0, 1000);

  sl_board_desk_break (DESK, g_str_has_suffix (text, "h") ? (gint32) n * 60 : 0,
                       g_str_has_suffix (text, "p") ? n * 8 : 0);
}

ACTION (act_lock)
{
  const SlBoardRead *read = sl_board_desk_read (DESK);

  sl_board_desk_lock (DESK, read == NULL || read->board == NULL || read->board->locked == 0);
}

ACTION (act_filter)
{
  SlBoardFilter filter = *sl_board_desk_filter (DESK);

  filter.find = g_strdup (filter.find);
  filter.stage = g_strdup (filter.stage);
  if (sl_board_filter_take (&filter, g_variant_get_string (value, NULL)))
    sl_board_desk_set_filter (DESK, &filter);
  sl_board_filter_clear (&filter);
}

static GtkWidget *
panel_of (SlWindow *w)
{
  GtkWidget *page = adw_view_stack_get_child_by_name (ADW_VIEW_STACK (w->stack), "schedule");

  return sl_schedule_page_board (page);
}

static void
change_boneyard (GSimpleAction *action, GVariant *value, gpointer data)
{
  g_simple_action_set_state (action, value);
  sl_board_panel_boneyard (panel_of (data), g_variant_get_boolean (value));
}

ACTION (act_find)
{
  SlWindow *w = data;

  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (w->stack), "schedule");
  sl_board_panel_focus (panel_of (w), TRUE);
}

/* --- other orders --- */

static void
show_order (SlWindow *w, gboolean shown)
{
  if (shown)
    adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (w->stack), "schedule");
  sl_schedule_page_show_order (adw_view_stack_get_child_by_name (ADW_VIEW_STACK (w->stack), "schedule"), shown);
}

ACTION (act_order) { show_order (data, TRUE); }
ACTION (act_order_close) { show_order (data, FALSE); }
ACTION (act_order_pick) { sl_orders_choose (((SlWindow *) data)->bench->orders, (guint) g_variant_get_int32 (value)); }
ACTION (act_order_apply) { sl_orders_apply (((SlWindow *) data)->bench->orders); }

ACTION (act_focus) { sl_board_panel_focus (panel_of (data), FALSE); }


static const GActionEntry entries[] = {
  { "board-move", act_move, "(asi)" }, { "board-try", act_try, "(asi)" }, { "board-drop", act_drop },
  { "board-pick", act_pick, "s" }, { "board-off", act_off }, { "board-break", act_break, "s" },
  { "board-days", act_days, "s" }, { "board-sort", act_sort, "s" }, { "board-by", act_by, "s" },
  { "board-new", act_new }, { "board-copy", act_copy }, { "board-lock", act_lock }, { "board-use", act_use },
  { "board-choose", act_choose, "s" }, { "board-filter", act_filter, "s" },
  { "board-order", act_order }, { "board-order-close", act_order_close },
  { "board-order-pick", act_order_pick, "i" }, { "board-order-apply", act_order_apply },
  { "board-add-scene", act_add_scene }, { "board-find", act_find },
  { "board-focus", act_focus },
  { "board-boneyard", NULL, NULL, "false", change_boneyard },
};

void
sl_window_add_board_actions (SlWindow *w)
{
  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
}
