#include "sl-compare-page.h"

#include "sl-board-card.h"
#include "sl-drift-lines.h"
#include "sl-i18n.h"
#include "sl-side-page.h"
#include "sl-stripboard.h"

enum { GAP = 8, MARGIN = 12 };

typedef struct {
  SlBench     *bench;
  SlBoardDesk *desk;   /* the bench's */
  SlBoardDesk *beside; /* of the other board; owned */
  GPtrArray   *ids;    /* char *: the boards that can be chosen */
  char        *other;  /* as chosen; NULL for none yet, perhaps of one that has gone */
  char        *shown;  /* what the choice and the board beside show: its boards, and which */
  GtkWidget   *page, *title, *views, *line, *choice, *stack, *sum, *grid, *changes, *shot_sum, *days;
  gboolean     filling;
  guint        idle;
} Page;

/* --- the other board --- */

/* The chosen one while it is there, else the one that the board is held against, else the first other. */
static const char *
other_of (Page *p, const SlBoardRead *read)
{
  const char *wanted[] = { p->other, read->board != NULL ? read->board->baseline : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (wanted[i] != NULL && g_ptr_array_find_with_equal_func (p->ids, wanted[i], g_str_equal, NULL))
      return wanted[i];
  return p->ids->len > 0 ? p->ids->pdata[0] : NULL;
}

static void
find_boards (Page *p, const SlBoardRead *read)
{
  for (guint i = 0; i < sl_plan_count (read->plan, SL_KIND_BOARD); i++)
    {
      const SlBoard *board = (const SlBoard *) sl_plan_at (read->plan, SL_KIND_BOARD, i);

      if (board != read->board && g_strcmp0 (board->production, read->production->entity.id) == 0)
        g_ptr_array_add (p->ids, g_strdup (board->entity.id));
    }
}

/* FALSE where it is as it was. */
static gboolean
is_new (Page *p, const SlBoardRead *read, const char *other)
{
  GString *text = g_string_new (other);
  gboolean same;

  for (guint i = 0; i < p->ids->len; i++)
    g_string_append_printf (text, "|%s|%s", (const char *) p->ids->pdata[i],
                            sl_entity_title (sl_plan_find (read->plan, p->ids->pdata[i])));
  same = g_strcmp0 (p->shown, text->str) == 0;
  g_free (p->shown);
  p->shown = g_string_free (text, FALSE);
  return !same;
}

static void
fill_choice (Page *p, const SlBoardRead *read)
{
  const char *other;
  guint at = 0;

  g_ptr_array_set_size (p->ids, 0);
  if (read != NULL)
    find_boards (p, read);
  other = read != NULL ? other_of (p, read) : NULL;
  if (is_new (p, read, other))
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

      for (guint i = 0; i < p->ids->len; i++)
        {
          gtk_string_list_append (names, sl_entity_title (sl_plan_find (read->plan, p->ids->pdata[i])));
          at = g_strcmp0 (p->ids->pdata[i], other) == 0 ? i : at;
        }
      p->filling = TRUE;
      gtk_drop_down_set_model (GTK_DROP_DOWN (p->choice), G_LIST_MODEL (names));
      gtk_drop_down_set_selected (GTK_DROP_DOWN (p->choice), at);
      p->filling = FALSE;
      if (other != NULL)
        sl_board_desk_show (p->beside, other);
    }
  sl_board_desk_hold_against (p->desk, other);
}

/* --- what is shown --- */

static const char *
view_of (Page *p)
{
  return g_object_get_data (G_OBJECT (p->page), "view");
}

static void
fill_changes (Page *p)
{
  const SlBoardDrift *drift = sl_board_desk_drift (p->desk);
  const SlBoardRead *other = sl_board_desk_other (p->desk), *read = sl_board_desk_read (p->desk);
  g_autofree char *sum = drift != NULL ? sl_drift_sum (drift) : g_strdup ("");
  g_autoptr (GPtrArray) effects = drift != NULL ? sl_board_effects (other, read) : NULL;

  gtk_label_set_text (GTK_LABEL (p->sum), sum);
  sl_effects_grid_set (p->grid, effects);
  sl_compare_list_fill (p->changes);
}

/* The board that was agreed, where that is not the one that is shown; NULL otherwise. */
static SlBoardRead *
read_agreed (const SlBoardRead *read)
{
  const SlBoard *board = read->board != NULL && read->board->locked == 0
                         ? sl_plan_get (read->plan, SL_KIND_BOARD, read->board->baseline) : NULL;
  const SlBoardInput input = { read->plan, read->production, board, NULL, FALSE, NULL, NULL };

  return board != NULL ? sl_board_read (&input) : NULL;
}

static void
fill_shot (Page *p, const SlBoardRead *read)
{
  g_autoptr (SlBoardRead) agreed = read_agreed (read);
  const SlBoardRead *planned = agreed != NULL ? agreed : read;
  const guint32 last = sl_board_last_shot (planned), until = MAX (last, sl_date_today () - 1);
  const char *name = planned->board != NULL ? sl_entity_title (&planned->board->entity)
                                            : sl_entity_title (&planned->production->entity);
  g_autofree char *sum = sl_shot_sum (planned, until);
  g_autofree char *text = last == 0
    ? g_strdup_printf (_("Nothing of %s is shot yet. In a scene’s breakdown sheet, “What was shot” says on which day "
                         "it was, what it took and how far it came."), sl_entity_title (&planned->production->entity))
    : g_strdup_printf (_("Planned as in %s.\n%s."), name, sum);

  gtk_label_set_text (GTK_LABEL (p->shot_sum), text);
  sl_shot_list_days_fill (p->days, planned, until);
}

static void
show_title (Page *p, const SlBoardRead *read)
{
  const char *name = read == NULL ? "" : read->board != NULL ? sl_entity_title (&read->board->entity)
                                                             : sl_entity_title (&read->production->entity);
  g_autofree char *text = g_strdup_printf (g_str_equal (view_of (p), "shot") ? _("%s against what was shot")
                                                                             : _("%s against"), name);

  gtk_label_set_text (GTK_LABEL (p->title), text);
}

static gboolean
fill (gpointer data)
{
  Page *p = data;
  const gboolean shot = g_str_equal (view_of (p), "shot");
  const SlBoardRead *read;

  p->idle = 0;
  if (!gtk_widget_get_mapped (p->page) || sl_board_desk_is_trying (p->desk)) /* the strips alone follow a hand */
    return G_SOURCE_REMOVE;
  fill_choice (p, sl_board_desk_read (p->desk));
  read = sl_board_desk_read (p->desk);
  show_title (p, read);
  gtk_widget_set_visible (p->choice, !shot && p->ids->len > 0);
  if (shot && read != NULL)
    fill_shot (p, read);
  else if (p->ids->len > 0)
    fill_changes (p);
  gtk_stack_set_visible_child_name (GTK_STACK (p->stack), p->ids->len == 0 && !shot ? "none" : view_of (p));
  return G_SOURCE_REMOVE;
}

static void
fill_later (Page *p)
{
  if (p->idle == 0 && gtk_widget_get_mapped (p->page))
    p->idle = sl_before_redraw (fill, p);
}

static void
on_map (Page *p)
{
  fill_later (p);
}

static void
on_unmap (Page *p)
{
  sl_board_desk_hold_against (p->desk, NULL);
}

static void
on_choice (GtkDropDown *choice, GParamSpec *spec, Page *p)
{
  const guint at = gtk_drop_down_get_selected (choice);

  if (p->filling || at >= p->ids->len)
    return;
  g_free (p->other);
  p->other = g_strdup (p->ids->pdata[at]);
  fill_later (p);
}

/* --- building --- */

static void
on_view (GtkToggleButton *button, Page *p)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  g_object_set_data (G_OBJECT (p->page), "view", g_object_get_data (G_OBJECT (button), "name"));
  fill_later (p);
}

static GtkWidget *
view_buttons (Page *p)
{
  const struct { const char *name, *label; } views[] = {
    { "changes", _("Changes") }, { "beside", _("Side by side") }, { "shot", _("What was shot") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  g_object_set (box, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      GtkWidget *button = gtk_toggle_button_new (), *label = sl_label (views[i].label, NULL); /* cut where need be */

      gtk_label_set_xalign (GTK_LABEL (label), .5f);
      gtk_button_set_child (GTK_BUTTON (button), label);
      sl_set_name (button, views[i].label);

      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      else
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first = button), TRUE);
      g_object_set_data (G_OBJECT (button), "name", (gpointer) views[i].name);
      g_signal_connect (button, "toggled", G_CALLBACK (on_view), p);
      gtk_box_append (GTK_BOX (box), button);
    }
  return p->views = box;
}

static GtkWidget *
wrapped (const char *css_class)
{
  GtkWidget *label = sl_label ("", css_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  g_object_set (label, "margin-start", MARGIN, "margin-end", MARGIN, "margin-top", GAP, "margin-bottom", GAP, NULL);
  return label;
}

static GtkWidget *
scrolled (GtkWidget *child)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), child);
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

static GtkWidget *
make_changes (Page *p)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  p->sum = wrapped ("heading");
  p->grid = sl_effects_grid_new ();
  p->changes = sl_compare_list_new (p->bench);
  g_object_set (p->grid, "margin-start", MARGIN, "margin-end", MARGIN, "margin-bottom", GAP, NULL);
  gtk_box_append (GTK_BOX (box), p->sum);
  gtk_box_append (GTK_BOX (box), p->grid);
  gtk_box_append (GTK_BOX (box), scrolled (p->changes));
  return box;
}

static GtkWidget *
make_beside (Page *p)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), sl_stripboard_heading ());
  gtk_box_append (GTK_BOX (box),
                  sl_stripboard_scrolled (SL_STRIPBOARD (sl_stripboard_new_beside (p->bench, p->beside))));
  return box;
}

static GtkWidget *
make_shot (Page *p)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  p->shot_sum = wrapped (NULL);
  p->days = sl_shot_list_days_new ();
  gtk_box_append (GTK_BOX (box), p->shot_sum);
  gtk_box_append (GTK_BOX (box), scrolled (p->days));
  return box;
}

static void
page_free (gpointer data)
{
  Page *p = data;

  g_clear_handle_id (&p->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (p->desk, p);
  g_object_unref (p->beside);
  g_ptr_array_unref (p->ids);
  g_free (p->other);
  g_free (p->shown);
  sl_bench_unref (p->bench);
  g_free (p);
}

GtkWidget *
sl_compare_page_new (SlBench *bench)
{
  Page *p = g_new0 (Page, 1);
  GtkWidget *bar;

  *p = (Page) { .bench = sl_bench_ref (bench), .desk = bench->board,
                .beside = sl_board_desk_new (bench->editor, bench->analysis),
                .ids = g_ptr_array_new_with_free_func (g_free) };
  p->page = sl_side_page_new ("", &p->title, &bar);
  g_object_set_data (G_OBJECT (p->page), "view", "changes");
  p->choice = gtk_drop_down_new (NULL, NULL);
  sl_set_name (p->choice, _("Against which board"));
  g_signal_connect (p->choice, "notify::selected", G_CALLBACK (on_choice), p);
  gtk_box_append (GTK_BOX (bar), p->choice);
  gtk_box_append (GTK_BOX (p->page), view_buttons (p));
  p->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (p->stack), make_changes (p), "changes");
  gtk_stack_add_named (GTK_STACK (p->stack), make_beside (p), "beside");
  gtk_stack_add_named (GTK_STACK (p->stack), make_shot (p), "shot");
  gtk_stack_add_named (GTK_STACK (p->stack),
                       sl_side_page_none ("view-dual-symbolic", _("One board only"),
                                          _("Make a draft, change it, and see here what is different."),
                                          _("New draft of this board"), "win.board-copy"), "none");
  gtk_box_append (GTK_BOX (p->page), p->stack);
  g_object_set_data_full (G_OBJECT (p->page), "compare", p, page_free);
  g_signal_connect_swapped (p->desk, "changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->page, "map", G_CALLBACK (on_map), p);
  g_signal_connect_swapped (p->page, "unmap", G_CALLBACK (on_unmap), p);
  return p->page;
}

void
sl_compare_page_set (GtkWidget *page, const char *view)
{
  Page *p = g_object_get_data (G_OBJECT (page), "compare");

  for (GtkWidget *b = gtk_widget_get_first_child (p->views); b != NULL; b = gtk_widget_get_next_sibling (b))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (b), "name"), view) == 0)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (b), TRUE);
}
