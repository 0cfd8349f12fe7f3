/* The actions "win.board-…": what menus, keys and scripts do with the board that is shown. Strips are named by the ids
 * of their rows ("scene-17", "day:3"), places are numbers of the strips that they go before. */
#include "sl-window-private.h"

#include "sl-board-card.h"
#include "sl-board-menus.h"
#include "sl-board-panel.h"
#include "sl-i18n.h"
#include "sl-schedule-page.h"

#define ACTION(name) static void name (GSimpleAction *action, GVariant *value, gpointer data)
#define DESK (((SlWindow *) data)->bench->board)

enum { GAP = 12, MARGIN = 18, COMPARE_W = 420 };

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

/* --- two drafts side by side --- */

typedef struct {
  SlBench   *bench;
  GPtrArray *ids;
  GtkWidget *left, *right, *grid;
} Compare;

static SlBoardRead *
read_board (Compare *c, GtkWidget *choice)
{
  const SlPlan *plan = sl_editor_plan (c->bench->editor);
  const guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));
  const SlBoard *board = at < c->ids->len ? sl_plan_get (plan, SL_KIND_BOARD, c->ids->pdata[at]) : NULL;
  const SlProduction *production = board != NULL ? sl_plan_get (plan, SL_KIND_PRODUCTION, board->production) : NULL;
  const SlBoardInput input = { plan, production, board, NULL, FALSE, NULL, NULL };

  return production != NULL ? sl_board_read (&input) : NULL;
}

static void
compare (Compare *c)
{
  g_autoptr (SlBoardRead) before = read_board (c, c->left), after = read_board (c, c->right);
  g_autoptr (GPtrArray) effects = before != NULL && after != NULL ? sl_board_effects (before, after) : NULL;

  sl_effects_grid_set (c->grid, effects);
}

static void
compare_free (gpointer data)
{
  Compare *c = data;

  g_ptr_array_unref (c->ids);
  sl_bench_unref (c->bench);
  g_free (c);
}

static GtkWidget *
board_choice (Compare *c, const char *name, guint selected)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; i < c->ids->len; i++)
    gtk_string_list_append (names, sl_entity_title (sl_plan_find (sl_editor_plan (c->bench->editor),
                                                                  c->ids->pdata[i])));
  choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  gtk_widget_set_hexpand (choice, TRUE);
  sl_set_name (choice, name);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (compare), c);
  return choice;
}

static GtkWidget *
compare_content (Compare *c, guint shown)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);

  c->grid = sl_effects_grid_new ();
  c->left = board_choice (c, _("Compare"), shown);
  c->right = board_choice (c, _("With"), shown == 0 ? 1 : 0);
  gtk_box_append (GTK_BOX (line), c->left);
  gtk_box_append (GTK_BOX (line), gtk_label_new ("→"));
  gtk_box_append (GTK_BOX (line), c->right);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), c->grid);
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  return box;
}

ACTION (act_compare)
{
  SlWindow *w = data;
  const SlBoardRead *read = sl_board_desk_read (DESK);
  const SlPlan *plan = sl_editor_plan (w->editor);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *window, *view, *bar;
  guint shown = 0;

  for (guint i = 0; read != NULL && i < sl_plan_count (plan, SL_KIND_BOARD); i++)
    {
      const SlBoard *board = (const SlBoard *) sl_plan_at (plan, SL_KIND_BOARD, i);

      if (g_strcmp0 (board->production, read->production->entity.id) != 0)
        continue;
      if (board == read->board)
        shown = ids->len;
      g_ptr_array_add (ids, g_strdup (board->entity.id));
    }
  if (ids->len < 2)
    {
      sl_editor_message (w->editor, _("There is one board only; make a draft, change it, then compare"));
      return;
    }
  Compare *c = g_new0 (Compare, 1);
  *c = (Compare) { .bench = sl_bench_ref (w->bench), .ids = g_steal_pointer (&ids) };
  window = adw_window_new ();
  view = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  bar = adw_header_bar_new ();
  gtk_window_set_title (GTK_WINDOW (window), _("Compare drafts"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (w));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), COMPARE_W, -1);
  gtk_box_append (GTK_BOX (view), bar);
  gtk_box_append (GTK_BOX (view), compare_content (c, shown));
  adw_window_set_content (ADW_WINDOW (window), view);
  g_object_set_data_full (G_OBJECT (window), "compare", c, compare_free);
  sl_close_on_escape (window);
  compare (c);
  gtk_window_present (GTK_WINDOW (window));
}

static const GActionEntry entries[] = {
  { "board-move", act_move, "(asi)" }, { "board-try", act_try, "(asi)" }, { "board-drop", act_drop },
  { "board-pick", act_pick, "s" }, { "board-off", act_off }, { "board-break", act_break, "s" },
  { "board-days", act_days, "s" }, { "board-sort", act_sort, "s" }, { "board-by", act_by, "s" },
  { "board-new", act_new }, { "board-copy", act_copy }, { "board-lock", act_lock }, { "board-use", act_use },
  { "board-choose", act_choose, "s" }, { "board-compare", act_compare }, { "board-filter", act_filter, "s" },
  { "board-order", act_order }, { "board-order-close", act_order_close },
  { "board-order-pick", act_order_pick, "i" }, { "board-order-apply", act_order_apply },
  { "board-add-scene", act_add_scene }, { "board-find", act_find },
  { "board-boneyard", NULL, NULL, "false", change_boneyard },
};

void
sl_window_add_board_actions (SlWindow *w)
{
  g_action_map_add_action_entries (G_ACTION_MAP (w), entries, G_N_ELEMENTS (entries), w);
}
