#include "sl-board-card.h"

#include "sl-i18n.h"

enum { GAP = 8, MARGIN = 12, LINES = 8, COLUMNS = 3 };

typedef struct {
  SlBench   *bench;
  GtkWidget *overlay, *card, *title, *grid;
  gboolean (*place) (GtkWidget *overlay, graphene_rect_t *place, gpointer data);
  gpointer   data;
  SlList    *asked; /* whose odds are asked for; owned, NULL for none */
} Card;

/* --- lines --- */

static GtkWidget *
cell (GtkWidget *grid, int column, int line)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, column == 0 ? "sl-dim" : "sl-number");
  gtk_widget_set_hexpand (label, column == 1);
  if (column < 2) /* where the board is narrow */
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_grid_attach (GTK_GRID (grid), label, column, line, 1, 1);
  return label;
}

GtkWidget *
sl_effects_grid_new (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "sl-effects");
  for (int line = 0; line < LINES; line++)
    for (int column = 0; column < COLUMNS; column++)
      cell (grid, column, line);
  return grid;
}

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
set_line (GtkWidget *grid, int line, const SlBoardEffect *effect)
{
  GtkWidget *values = gtk_grid_get_child_at (GTK_GRID (grid), 1, line);
  GtkWidget *change = gtk_grid_get_child_at (GTK_GRID (grid), 2, line);
  const gboolean none = effect->sense == SL_EFFECT_NONE;
  g_autofree char *text = none ? g_strdup (effect->before)
                               : g_strdup_printf ("%s  →  %s", effect->before, effect->after);

  set_text (gtk_grid_get_child_at (GTK_GRID (grid), 0, line), effect->name);
  set_text (values, text);
  set_text (change, none ? _("no change") : effect->change);
  set_class (values, "sl-dim", none);
  set_class (change, "sl-dim", none);
  set_class (change, "sl-better", effect->sense == SL_EFFECT_BETTER);
  set_class (change, "sl-worse", effect->sense == SL_EFFECT_WORSE);
}

void
sl_effects_grid_set (GtkWidget *grid, const GPtrArray *effects)
{
  for (guint i = 0; effects != NULL && i < MIN (effects->len, LINES); i++)
    set_line (grid, (int) i, effects->pdata[i]);
}

/* --- the odds of the wrap, which come later than the rest --- */

/* The outcome of the production as it is planned; NULL while it is not known. */
static const SlOddsOutcome *
planned_odds (const Card *c, const char *production)
{
  const SlChanceOdds *odds = sl_chance_odds (c->bench->chance, SL_SCENARIO_PLANNED);
  const int at = odds != NULL ? sl_chance_find (odds, production) : -1;

  return at >= 0 ? odds->outcomes->pdata[at] : NULL;
}

static void
ask_odds (Card *c, const char *production, const SlList *strips)
{
  if (c->asked == strips)
    return;
  g_clear_pointer (&c->asked, sl_list_unref);
  c->asked = strips != NULL ? sl_list_ref ((SlList *) strips) : NULL;
  sl_chance_try (c->bench->chance, production, strips);
}

/* The last line: by when it wraps with four chances in five. */
static void
show_odds (Card *c, const char *production)
{
  const SlOddsOutcome *planned = planned_odds (c, production);
  const SlChanceTry *tried = sl_chance_tried (c->bench->chance);

  for (int column = 0; column < COLUMNS; column++)
    gtk_widget_set_visible (gtk_grid_get_child_at (GTK_GRID (c->grid), column, LINES), planned != NULL);
  if (planned == NULL)
    return;
  ask_odds (c, production, sl_board_desk_tried_strips (c->bench->board));
  SlBoardEffect *effect = sl_board_effect_date (_("Wrap at P80"), planned->p80.date,
                                                tried != NULL ? tried->p80.date : planned->p80.date);
  set_line (c->grid, LINES, effect);
  if (tried == NULL)
    set_text (gtk_grid_get_child_at (GTK_GRID (c->grid), 2, LINES), "…");
  sl_board_effect_free (effect);
}

/* --- the card --- */

static void
show (Card *c)
{
  SlBoardDesk *desk = c->bench->board;
  const gboolean shows = sl_board_desk_would_change (desk);

  if (shows)
    {
      set_text (c->title, sl_board_desk_title (desk));
      sl_effects_grid_set (c->grid, sl_board_desk_effects (desk));
      show_odds (c, sl_board_desk_read (desk)->production->entity.id);
    }
  else
    ask_odds (c, NULL, NULL);
  gtk_widget_set_visible (c->card, shows);
  if (shows)
    gtk_widget_queue_allocate (c->overlay);
}

/* Below what is carried, to the right; above it where there is no room. */
static gboolean
on_position (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *at, Card *c)
{
  const int width = gtk_widget_get_width (c->overlay), height = gtk_widget_get_height (c->overlay);
  graphene_rect_t place;
  GtkRequisition size;

  gtk_widget_get_preferred_size (c->card, NULL, &size);
  *at = (GdkRectangle) { MAX (0, width - size.width - MARGIN), MAX (0, height - size.height - MARGIN),
                         MIN (size.width, width), size.height };
  if (!c->place (c->overlay, &place, c->data))
    return TRUE;
  const int below = (int) (place.origin.y + place.size.height) + GAP, above = (int) place.origin.y - GAP - size.height;
  at->y = below + size.height <= height ? MAX (0, below) : MAX (0, above);
  return TRUE;
}

static void
card_free (gpointer data)
{
  Card *c = data;

  g_signal_handlers_disconnect_by_data (c->bench->board, c);
  g_signal_handlers_disconnect_by_data (c->bench->chance, c);
  g_clear_pointer (&c->asked, sl_list_unref);
  sl_bench_unref (c->bench);
  g_free (c);
}

GtkWidget *
sl_board_card_over (SlBench *bench, GtkWidget *child,
                    gboolean (*place) (GtkWidget *overlay, graphene_rect_t *place, gpointer data), gpointer data)
{
  Card *c = g_new0 (Card, 1);

  *c = (Card) { .bench = sl_bench_ref (bench), .place = place, .data = data };
  c->overlay = gtk_overlay_new ();
  c->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  c->title = sl_label ("", "heading");
  c->grid = sl_effects_grid_new ();
  for (int column = 0; column < COLUMNS; column++)
    cell (c->grid, column, LINES);
  gtk_widget_set_overflow (c->card, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (c->card, "sl-board-card");
  gtk_widget_set_can_target (c->card, FALSE);
  gtk_widget_set_visible (c->card, FALSE);
  gtk_box_append (GTK_BOX (c->card), c->title);
  gtk_box_append (GTK_BOX (c->card), c->grid);
  gtk_overlay_set_child (GTK_OVERLAY (c->overlay), child);
  gtk_overlay_add_overlay (GTK_OVERLAY (c->overlay), c->card);
  g_signal_connect (c->overlay, "get-child-position", G_CALLBACK (on_position), c);
  g_object_set_data_full (G_OBJECT (c->overlay), "card", c, card_free);
  g_signal_connect_swapped (bench->board, "changed", G_CALLBACK (show), c);
  g_signal_connect_swapped (bench->chance, "changed", G_CALLBACK (show), c);
  return c->overlay;
}
