#include "sl-board-panel.h"

#include "sl-board-card.h"
#include "sl-board-menus.h"
#include "sl-board-shots.h"
#include "sl-i18n.h"
#include "sl-stripboard.h"
#include "sl-unbooked-bar.h"

enum { BONES_LEAST = 70, BONES_MOST = 200 };

typedef struct {
  SlBench      *bench;
  SlBoardDesk  *desk;  /* the bench’s */
  GtkWidget    *panel, *stack, *boards, *name, *filter, *what, *find, *board, *bones, *bone_box, *toggle, *sums, *shots;
  GtkWidget    *count, *unbooked;
  guint         idle;
} Panel;

static Panel *
panel_of (GtkWidget *panel)
{
  return g_object_get_data (G_OBJECT (panel), "board-panel");
}

/* --- keeping up --- */

static void
show_name (Panel *p, const SlBoardRead *read)
{
  const char *board = read != NULL && read->board != NULL ? sl_entity_title (&read->board->entity) : NULL;
  const char *production = read != NULL ? sl_entity_title (&read->production->entity) : "";
  const char *text = board != NULL ? board : production;
  g_autofree char *whole = board != NULL ? g_strdup_printf ("%s · %s", board, production) : g_strdup (production);
  g_autofree char *name = g_strdup_printf (_("Which board: %s"), whole);

  gtk_label_set_text (GTK_LABEL (p->name), text);
  sl_set_tooltip (p->boards, name);
  sl_set_name (p->boards, name);
}

/* Grades come from the analysis, a while after the board. */
static void
show_shots (Panel *p, const SlBoardRead *read)
{
  g_autoptr (SlBoardShots) shots = sl_board_shots_new (read, p->bench->analysis);
  g_autofree char *text = sl_board_shots_text (shots), *more = sl_board_shots_more (shots);

  gtk_label_set_text (GTK_LABEL (p->shots), text);
  sl_set_tooltip (p->shots, *more != '\0' ? more : text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (p->shots), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, more, -1);
}

static void
show_sums (Panel *p, const SlBoardRead *read)
{
  const SlBoardSum *sum = &read->sum;
  g_autofree char *pages = sl_pages_text (sum->eighths), *bones = NULL;
  g_autofree char *days = g_strdup_printf (ngettext ("%u day", "%u days", sum->days), sum->days);
  g_autofree char *strips = g_strdup_printf (ngettext ("%u strip", "%u strips", sum->strips), sum->strips);
  g_autoptr (GString) text = g_string_new (NULL);
  const SlBoardFilter *filter = sl_board_desk_filter (p->desk);

  g_string_printf (text, _("%s · %s · %s pages"), days, strips, pages);
  if (filter->find != NULL && *filter->find != '\0')
    g_string_append_printf (text, _("  ·  %u found"), sl_board_desk_found (p->desk));
  gtk_label_set_text (GTK_LABEL (p->sums), text->str);
  show_shots (p, read);
  bones = g_strdup_printf (_("Boneyard  %u"), read->boneyard->len);
  gtk_label_set_text (GTK_LABEL (p->count), bones);
  sl_set_name (p->toggle, bones);
}

static gboolean
fill (gpointer data)
{
  Panel *p = data;
  const SlPlan *plan = sl_editor_plan (p->bench->editor);
  const SlBoardRead *read = sl_board_desk_seen (p->desk);
  g_autofree char *what = sl_board_filter_text (plan, sl_board_desk_filter (p->desk));
  g_autofree char *shown = g_strdup_printf (_("Which strips are shown: %s"), what);
  const gboolean any = read != NULL && (sl_list_n (read->strips) > 0 || read->boneyard->len > 0 || read->board != NULL);

  p->idle = 0;
  if (!gtk_widget_get_mapped (p->panel))
    return G_SOURCE_REMOVE;
  gtk_stack_set_visible_child_name (GTK_STACK (p->stack), any ? "strips" : "none");
  show_name (p, read);
  gtk_label_set_text (GTK_LABEL (p->what), what);
  sl_set_name (p->filter, shown);
  sl_set_tooltip (p->filter, shown);
  if (read != NULL)
    show_sums (p, read);
  sl_unbooked_bar_show (p->unbooked, read);
  return G_SOURCE_REMOVE;
}

static void
fill_later (Panel *p)
{
  if (p->idle == 0)
    p->idle = sl_before_redraw (fill, p);
}

/* --- the search --- */

static void
on_find (Panel *p)
{
  SlBoardFilter filter = *sl_board_desk_filter (p->desk);
  const SlBoardRow *row;

  filter.find = (char *) gtk_editable_get_text (GTK_EDITABLE (p->find));
  sl_board_desk_set_filter (p->desk, &filter); /* which copies it */
  row = sl_board_desk_row (p->desk, sl_board_desk_cursor (p->desk));
  if (*filter.find != '\0' && (row == NULL || row->scene == NULL || !row->found))
    sl_board_desk_find_next (p->desk, FALSE);
}

static void
on_next (Panel *p)
{
  sl_board_desk_find_next (p->desk, FALSE);
}

static void
on_previous (Panel *p)
{
  sl_board_desk_find_next (p->desk, TRUE);
}

static void
on_stop (Panel *p)
{
  gtk_editable_set_text (GTK_EDITABLE (p->find), "");
  gtk_widget_grab_focus (p->board);
}

/* Down goes from the words to the strips. */
static gboolean
on_find_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Panel *p)
{
  if (key != GDK_KEY_Down)
    return FALSE;
  gtk_widget_grab_focus (p->board);
  return TRUE;
}

/* --- the bar --- */

static void
make_boards (GtkMenuButton *button, gpointer data)
{
  Panel *p = data;
  g_autoptr (GMenuModel) menu = sl_board_menu_boards (p->desk, sl_editor_plan (p->bench->editor));

  gtk_menu_button_set_menu_model (button, menu);
}

static void
make_filter (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = sl_board_menu_filter (sl_editor_plan (((Panel *) data)->bench->editor));

  gtk_menu_button_set_menu_model (button, menu);
}

/* A drop-down: what is chosen, and a menu that is made when it opens. */
static GtkWidget *
chooser (GtkWidget **label, const char *icon, GtkMenuButtonCreatePopupFunc make, Panel *p)
{
  GtkWidget *button = gtk_menu_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  *label = sl_label ("", NULL);
  gtk_widget_set_hexpand (*label, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (*label), 6);
  gtk_label_set_max_width_chars (GTK_LABEL (*label), 14);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), *label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make, p, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
menu_button (const char *icon, const char *name, GMenuModel *menu)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  sl_set_name (button, name);
  sl_set_tooltip (button, name);
  g_object_unref (menu);
  return button;
}

/* With large letters it is scrolled rather than wider than the board. */
static GtkWidget *
sideways (GtkWidget *bar)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), bar);
  return scroll;
}

static GtkWidget *
build_bar (Panel *p)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *bones = sl_button ("view-dual-symbolic", _("Show the boneyard"), "win.board-boneyard");
  GtkEventController *keys = gtk_event_controller_key_new ();

  p->boards = chooser (&p->name, "view-list-symbolic", make_boards, p);
  p->find = gtk_search_entry_new ();
  g_object_set (p->find, "placeholder-text", _("Find a strip"), NULL);
  sl_set_name (p->find, _("Find a strip"));
  gtk_editable_set_width_chars (GTK_EDITABLE (p->find), 7);
  gtk_widget_set_hexpand (p->find, TRUE);
  gtk_widget_set_valign (p->find, GTK_ALIGN_CENTER);
  p->filter = chooser (&p->what, NULL, make_filter, p);
  gtk_widget_add_css_class (p->filter, "flat");
  g_signal_connect_swapped (p->find, "search-changed", G_CALLBACK (on_find), p);
  g_signal_connect_swapped (p->find, "activate", G_CALLBACK (on_next), p);
  g_signal_connect_swapped (p->find, "next-match", G_CALLBACK (on_next), p);
  g_signal_connect_swapped (p->find, "previous-match", G_CALLBACK (on_previous), p);
  g_signal_connect_swapped (p->find, "stop-search", G_CALLBACK (on_stop), p);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_find_key), p);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (p->find, keys);
  gtk_box_append (GTK_BOX (bar), p->boards);
  gtk_box_append (GTK_BOX (bar), bones);
  gtk_box_append (GTK_BOX (bar), p->find);
  gtk_box_append (GTK_BOX (bar), p->filter);
  gtk_box_append (GTK_BOX (bar), menu_button ("view-sort-descending-symbolic", _("Days and order"),
                                              sl_board_menu_order ()));
  gtk_box_append (GTK_BOX (bar), menu_button ("list-add-symbolic", _("Add to the schedule"), sl_board_menu_add ()));
  gtk_box_append (GTK_BOX (bar), menu_button ("view-more-symbolic", _("What to do with strips"),
                                              sl_board_menu_more ()));
  gtk_widget_add_css_class (bar, "sl-toolbar");
  return sideways (bar);
}

/* --- the panel --- */

static gboolean
place_of (GtkWidget *overlay, graphene_rect_t *place, gpointer data)
{
  return sl_stripboard_place (SL_STRIPBOARD (((Panel *) data)->board), overlay, place);
}

static GtkWidget *
build_bones (Panel *p)
{
  GtkWidget *scroll;

  p->bones = sl_stripboard_new (p->bench, TRUE);
  scroll = sl_stripboard_scrolled (SL_STRIPBOARD (p->bones));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), BONES_LEAST);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), BONES_MOST);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_widget_set_vexpand (scroll, FALSE);
  p->bone_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (p->bone_box, "sl-boneyard");
  gtk_box_append (GTK_BOX (p->bone_box), sl_label (_("Boneyard"), "sl-heading"));
  gtk_box_append (GTK_BOX (p->bone_box), scroll);
  gtk_widget_set_visible (p->bone_box, FALSE);
  return p->bone_box;
}

static GtkWidget *
build_foot (Panel *p)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  p->sums = sl_label ("", "sl-number");
  p->shots = sl_label ("", "sl-number");
  gtk_widget_add_css_class (p->shots, "sl-dim");
  gtk_widget_set_hexpand (p->shots, TRUE);
  p->count = gtk_label_new ("");
  gtk_widget_add_css_class (p->count, "sl-number");
  p->toggle = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (p->toggle), p->count);
  gtk_widget_add_css_class (p->toggle, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (p->toggle), "win.board-boneyard");
  sl_set_tooltip (p->toggle, _("Scenes that are not on the board; strips may be dropped here"));
  gtk_box_append (GTK_BOX (foot), p->sums);
  gtk_box_append (GTK_BOX (foot), p->shots);
  gtk_box_append (GTK_BOX (foot), p->toggle);
  gtk_widget_add_css_class (foot, "sl-board-foot");
  return foot;
}

static GtkWidget *
build_strips (Panel *p)
{
  GtkWidget *strips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *lists = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *foot = build_foot (p);

  p->board = sl_stripboard_new (p->bench, FALSE);
  sl_stripboard_search_in (SL_STRIPBOARD (p->board), p->find);
  gtk_box_append (GTK_BOX (lists), sl_stripboard_scrolled (SL_STRIPBOARD (p->board)));
  gtk_box_append (GTK_BOX (lists), build_bones (p));
  sl_stripboard_put_on (SL_STRIPBOARD (p->bones), SL_STRIPBOARD (p->board));
  sl_stripboard_add_off (SL_STRIPBOARD (p->board), p->bone_box);
  sl_stripboard_add_off (SL_STRIPBOARD (p->board), p->toggle); /* no more: who scrolls by hand comes below the rows */
  sl_stripboard_add_off (SL_STRIPBOARD (p->bones), p->bone_box);
  gtk_box_append (GTK_BOX (strips), sl_stripboard_heading ());
  GtkWidget *over = sl_board_card_over (p->bench, lists, place_of, p);
  gtk_widget_set_vexpand (over, TRUE);
  gtk_box_append (GTK_BOX (strips), over);
  gtk_box_append (GTK_BOX (strips), p->unbooked = sl_unbooked_bar_new ());
  gtk_box_append (GTK_BOX (strips), foot);
  return strips;
}

static GtkWidget *
build_none (void)
{
  GtkWidget *page = adw_status_page_new (), *add = gtk_button_new_with_label (_("Add a scene"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "accessories-text-editor-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No scenes yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("A scene is a strip of the board: its pages, its place and its time."));
  gtk_widget_set_halign (add, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (add, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.board-add-scene");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), add);
  return page;
}

static void
panel_free (gpointer data)
{
  Panel *p = data;

  g_clear_handle_id (&p->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (p->desk, p);
  g_signal_handlers_disconnect_by_data (p->bench->analysis, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

GtkWidget *
sl_board_panel_new (SlBench *bench)
{
  Panel *p = g_new0 (Panel, 1);

  p->bench = sl_bench_ref (bench);
  p->desk = bench->board;
  p->panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  p->stack = gtk_stack_new ();
  gtk_box_append (GTK_BOX (p->panel), build_bar (p));
  gtk_stack_add_named (GTK_STACK (p->stack), build_strips (p), "strips");
  gtk_stack_add_named (GTK_STACK (p->stack), build_none (), "none");
  gtk_stack_set_hhomogeneous (GTK_STACK (p->stack), FALSE);
  gtk_widget_set_vexpand (p->stack, TRUE);
  gtk_box_append (GTK_BOX (p->panel), p->stack);
  g_object_set_data (G_OBJECT (p->panel), "first", p->board); /* the keyboard comes in at the strips */
  g_object_set_data_full (G_OBJECT (p->panel), "board-panel", p, panel_free);
  g_signal_connect_swapped (p->desk, "changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->bench->analysis, "changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->bench->analysis, "others-changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->panel, "map", G_CALLBACK (fill_later), p);
  return p->panel;
}

void
sl_board_panel_boneyard (GtkWidget *panel, gboolean shown)
{
  gtk_widget_set_visible (panel_of (panel)->bone_box, shown);
}

void
sl_board_panel_focus (GtkWidget *panel, gboolean search)
{
  gtk_widget_grab_focus (search ? panel_of (panel)->find : panel_of (panel)->board);
}
