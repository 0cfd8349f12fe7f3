#include "sl-odds-panel.h"

#include <math.h>

#include "sl-i18n.h"
#include "sl-odds-paint.h"
#include "sl-scenario-list.h"

enum { SHORT = 5, LONG = 12, CURVE_W = 260, CURVE_H = 170, SIDE_W = 190, GAP = 12 }; /* bars; px */

typedef struct {
  SlBench   *bench;
  SlEditor  *editor; /* the bench's, as chance */
  SlChance  *chance;
  GtkWidget *stack, *title, *head, *tabs, *area, *numbers, *moves, *drivers, *scenarios, *trouble;
  guint      idle;
} Panel;

/* --- which --- */

/* The production that the selected thing belongs to; NULL for none. */
static const char *
production_of (const SlEntity *e)
{
  if (e == NULL)
    return NULL;
  switch (e->kind)
    {
    case SL_KIND_PRODUCTION: return e->id;
    case SL_KIND_SCENE: return ((const SlSceneEntity *) e)->production;
    case SL_KIND_BOARD: return ((const SlBoard *) e)->production;
    case SL_KIND_BOOKING: return ((const SlBooking *) e)->production;
    case SL_KIND_UNIT: return ((const SlUnitEntity *) e)->production;
    default: return NULL;
    }
}

/* The shown one's place among the odds. */
static guint
shown_of (const Panel *p, const SlChanceOdds *odds)
{
  const char *tries = sl_chance_tries (p->chance);
  const char *selected = production_of (sl_plan_find (sl_editor_plan (p->editor), sl_editor_selected (p->editor)));
  const int place = sl_chance_find (odds, tries != NULL ? tries : selected);

  return place >= 0 ? (guint) place : 0;
}

static const SlBoardOddsOf *
of_at (const SlChanceOdds *odds, guint place)
{
  return odds->board->productions->pdata[place];
}

/* What is tried of the shown production; NULL for none. */
static const SlChanceTry *
tried_of (const Panel *p, const SlBoardOddsOf *of)
{
  return g_strcmp0 (sl_chance_tries (p->chance), of->production->entity.id) == 0 ? sl_chance_tried (p->chance) : NULL;
}

/* --- the curve --- */

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Panel *p = data;
  const SlChanceOdds *odds = sl_chance_odds (p->chance, SL_SCENARIO_PLANNED);

  if (odds == NULL)
    return;
  const guint place = shown_of (p, odds);
  const SlChanceTry *tried = tried_of (p, of_at (odds, place));
  const SlOddsView view = { odds->outcomes->pdata[place], tried != NULL ? tried->curve : NULL,
                            of_at (odds, place)->planned };
  sl_odds_paint (GTK_WIDGET (area), cr, &view, width, height);
}

static void
put (GtkWidget *grid, int column, int row, const char *text, const char *css_class)
{
  GtkWidget *label = sl_label (text, css_class);

  gtk_widget_set_hexpand (label, column == 0);
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

static void
clear_grid (GtkWidget *grid)
{
  for (GtkWidget *child; (child = gtk_widget_get_first_child (grid)) != NULL;)
    gtk_grid_remove (GTK_GRID (grid), child);
}

/* A row of dates or chances, now and after the drop. */
static void
put_row (GtkWidget *grid, int row, const char *name, const char *now, const char *after)
{
  put (grid, 0, row, name, NULL);
  put (grid, 1, row, now, "sl-number");
  if (after != NULL)
    put (grid, 2, row, after, "accent");
}

static void
put_date (GtkWidget *grid, int row, const char *name, guint32 now, const SlOddsPercentile *after)
{
  g_autofree char *is = sl_odds_date_text (now), *will = after != NULL ? sl_odds_date_text (after->date) : NULL;

  put_row (grid, row, name, is, will);
}

static void
fill_numbers (Panel *p, const SlBoardOddsOf *of, const SlOddsOutcome *o)
{
  const SlChanceTry *tried = tried_of (p, of);
  g_autofree char *planned = sl_odds_date_text (of->planned);
  g_autofree char *now = g_strdup_printf (_("%.0f %%"), 100 * sl_odds_chance (o, of->planned, NULL));
  g_autofree char *after = tried != NULL ? g_strdup_printf (_("%.0f %%"), 100 * tried->planned) : NULL;

  clear_grid (p->numbers);
  put (p->numbers, 1, 0, _("Now"), "sl-dim");
  if (tried != NULL)
    put (p->numbers, 2, 0, _("After drop"), "accent");
  put_date (p->numbers, 1, "P50", o->p50.date, tried != NULL ? &tried->p50 : NULL);
  put_date (p->numbers, 2, "P80", o->p80.date, tried != NULL ? &tried->p80 : NULL);
  put_date (p->numbers, 3, "P90", o->p90.date, tried != NULL ? &tried->p90 : NULL);
  if (of->planned != 0)
    put_row (p->numbers, 4, planned, now, after);
}

/* --- what moves it --- */

static void
add_bars (GtkWidget *box, const SlBoardOdds *board, const SlOddsOutcome *o, guint most)
{
  for (guint i = 0; i < MIN (o->tornado->len, most); i++)
    {
      const SlOddsInput *input = &g_array_index (o->tornado, SlOddsInput, i);
      const char *title = sl_board_odds_title (board, input);
      GtkWidget *bar = gtk_level_bar_new_for_interval (0, 1);
      g_autofree char *name = g_strdup_printf (_("%s, correlation with the wrap %.2f"), title, input->correlation);

      gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), MIN (1, fabs (input->correlation)));
      for (const char *const *n = (const char *const[]) { "low", "high", "full", NULL }; *n != NULL; n++)
        gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), *n);
      sl_set_name (bar, name);
      gtk_box_append (GTK_BOX (box), sl_label (title, NULL));
      gtk_box_append (GTK_BOX (box), bar);
    }
}

static int
later_first (gconstpointer a, gconstpointer b)
{
  const SlOddsOutcome *one = *(SlOddsOutcome *const *) a, *other = *(SlOddsOutcome *const *) b;

  return (one->p80.date < other->p80.date) - (one->p80.date > other->p80.date);
}

/* The bars of `units` of the production's units, those that wrap latest first: each has a wrap of its own. */
static void
fill_bars (GtkWidget *box, const SlChanceOdds *odds, const SlBoardOddsOf *of, guint units, guint most)
{
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new ();

  for (guint i = 0; i < of->units->len; i++)
    g_ptr_array_add (outcomes, (gpointer) sl_odds_get (odds->odds, g_array_index (of->units, guint64, i)));
  g_ptr_array_sort (outcomes, later_first);
  sl_clear_box (box);
  for (guint i = 0; i < MIN (outcomes->len, units); i++)
    {
      const SlOddsOutcome *o = outcomes->pdata[i];
      const SlOddsProduction *unit = sl_odds_problem_get_production (odds->board->problem, o->key);

      if (of->units->len > 1)
        gtk_box_append (GTK_BOX (box), sl_label (unit->name, "heading"));
      add_bars (box, odds->board, o, most);
    }
}

/* --- keeping up --- */

static char *
spoken_of (const SlBoardOddsOf *of, const SlOddsOutcome *o)
{
  g_autofree char *p50 = sl_odds_date_text (o->p50.date), *p80 = sl_odds_date_text (o->p80.date);
  g_autofree char *p90 = sl_odds_date_text (o->p90.date), *planned = sl_odds_date_text (of->planned);

  return g_strdup_printf (_("Odds of the wrap of %s: P50 %s, P80 %s, P90 %s; planned %s, %.0f %%"),
                          sl_entity_title (&of->production->entity), p50, p80, p90, planned,
                          100 * sl_odds_chance (o, of->planned, NULL));
}

static void
fill_known (Panel *p, const SlChanceOdds *odds)
{
  const guint place = shown_of (p, odds);
  const SlBoardOddsOf *of = of_at (odds, place);
  const SlOddsOutcome *o = odds->outcomes->pdata[place];
  g_autofree char *spoken = spoken_of (of, o);
  g_autofree char *head = g_strdup_printf (_("%s · %u runs · seed %d · ± %.1f %%"),
                                           sl_entity_title (&of->production->entity), odds->odds->runs, SL_CHANCE_SEED,
                                           100 * .5 / sqrt (odds->odds->runs));

  gtk_label_set_text (GTK_LABEL (p->head), head);
  sl_set_tooltip (p->head, head);
  fill_numbers (p, of, o);
  fill_bars (p->moves, odds, of, 1, SHORT);
  fill_bars (p->drivers, odds, of, G_MAXUINT, LONG);
  sl_scenario_list_fill (p->scenarios, of->production->entity.id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (p->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  gtk_widget_queue_draw (p->area);
}

static gboolean
fill (gpointer data)
{
  Panel *p = data;
  const SlChanceOdds *odds;

  p->idle = 0;
  if (!gtk_widget_get_mapped (p->title))
    return G_SOURCE_REMOVE;
  sl_chance_need (p->chance);
  odds = sl_chance_odds (p->chance, SL_SCENARIO_PLANNED);
  if (odds != NULL)
    fill_known (p, odds);
  else
    gtk_label_set_text (GTK_LABEL (p->head), "");
  const char *trouble = sl_chance_trouble (p->chance);
  const gboolean any = sl_plan_count (sl_editor_plan (p->editor), SL_KIND_BOARD) > 0;
  const char *why = trouble != NULL ? trouble : _("Finding out the odds…");

  gtk_label_set_text (GTK_LABEL (p->trouble), any ? why : _("Put scenes on a board to see the odds of its wrap."));
  if (odds == NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (p->stack), "none");
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (p->stack)), "none") == 0)
    gtk_stack_set_visible_child_name (GTK_STACK (p->stack), "curve");
  gtk_widget_set_sensitive (p->tabs, odds != NULL);
  return G_SOURCE_REMOVE;
}

static void
fill_later (Panel *p)
{
  if (p->idle == 0)
    p->idle = sl_before_redraw (fill, p);
}

/* --- building --- */

static void
panel_free (gpointer data)
{
  Panel *p = data;

  g_clear_handle_id (&p->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (p->editor, p);
  g_signal_handlers_disconnect_by_data (p->chance, p);
  sl_bench_unref (p->bench);
  g_free (p);
}

static GtkWidget *
scrolled (GtkWidget *child)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), child);
  gtk_widget_set_margin_start (child, GAP);
  gtk_widget_set_margin_end (child, GAP);
  return scroll;
}

static GtkWidget *
grid_new (const char *name)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), GAP);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  sl_set_name (grid, name);
  return grid;
}

static GtkWidget *
build_curve (Panel *p)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  p->area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "focusable", TRUE,
                          "hexpand", TRUE, "vexpand", TRUE, NULL);
  sl_set_name (p->area, _("Curve of the odds"));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (p->area), draw, p, NULL);
  gtk_widget_set_size_request (p->area, CURVE_W, CURVE_H);
  p->numbers = grid_new (_("Numbers of the odds"));
  p->moves = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (side), p->numbers);
  gtk_box_append (GTK_BOX (side), sl_label (_("What moves it most"), "sl-dim"));
  gtk_box_append (GTK_BOX (side), p->moves);
  GtkWidget *scroll = scrolled (side);
  gtk_widget_set_size_request (scroll, (int) (SIDE_W * sl_text_scale ()), -1);
  gtk_box_append (GTK_BOX (box), p->area);
  gtk_box_append (GTK_BOX (box), scroll);
  return box;
}

static void
on_tab (GtkToggleButton *button, Panel *p)
{
  if (gtk_toggle_button_get_active (button))
    gtk_stack_set_visible_child_name (GTK_STACK (p->stack), g_object_get_data (G_OBJECT (button), "page"));
}

static GtkWidget *
build_tabs (Panel *p)
{
  static const struct { const char *page, *title; } tabs[] = { { "curve", N_("Curve") }, { "drivers", N_("Drivers") },
                                                               { "scenarios", N_("Scenarios") } };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_(tabs[i].title));

      g_object_set_data (G_OBJECT (button), "page", (gpointer) tabs[i].page);
      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      else
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first = button), TRUE);
      g_signal_connect (button, "toggled", G_CALLBACK (on_tab), p);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkWidget *
build_head (Panel *p)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);

  p->title = sl_label (_("Odds of the wrap"), "heading");
  p->head = sl_label ("", "sl-dim");
  p->tabs = build_tabs (p);
  gtk_widget_set_hexpand (p->head, TRUE);
  gtk_box_append (GTK_BOX (bar), p->title);
  gtk_box_append (GTK_BOX (bar), p->head);
  gtk_box_append (GTK_BOX (bar), p->tabs);
  gtk_widget_add_css_class (bar, "sl-toolbar");
  return bar;
}

GtkWidget *
sl_odds_panel_new (SlBench *bench)
{
  Panel *p = g_new0 (Panel, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  p->bench = sl_bench_ref (bench);
  p->editor = bench->editor;
  p->chance = bench->chance;
  p->stack = gtk_stack_new ();
  p->drivers = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  sl_set_name (p->drivers, _("Drivers of the odds"));
  p->scenarios = sl_scenario_list_new (bench);
  p->trouble = sl_label ("", "sl-dim");
  gtk_label_set_wrap (GTK_LABEL (p->trouble), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (p->trouble), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_justify (GTK_LABEL (p->trouble), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (p->trouble), .5); /* a label that is centred itself is as wide as a word */
  gtk_widget_set_vexpand (p->stack, TRUE);
  gtk_box_append (GTK_BOX (box), build_head (p));
  gtk_stack_add_named (GTK_STACK (p->stack), p->trouble, "none");
  gtk_stack_add_named (GTK_STACK (p->stack), build_curve (p), "curve");
  gtk_stack_add_named (GTK_STACK (p->stack), scrolled (p->drivers), "drivers");
  gtk_stack_add_named (GTK_STACK (p->stack), scrolled (p->scenarios), "scenarios");
  gtk_box_append (GTK_BOX (box), p->stack);
  g_object_set_data_full (G_OBJECT (box), "panel", p, panel_free);
  g_signal_connect_swapped (p->chance, "changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->editor, "plan-changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (p->editor, "selection-changed", G_CALLBACK (fill_later), p);
  g_signal_connect_swapped (box, "map", G_CALLBACK (fill_later), p);
  return box;
}
