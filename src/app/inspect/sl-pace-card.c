#include "sl-pace-card.h"

#include "sl-i18n.h"
#include "sl-pace-lines.h"
#include "sl-section.h"

typedef struct {
  GtkWidget *title, *now, *most, *mark, *limit;
} Row;

typedef struct {
  SlBench     *bench;
  SlEditor    *editor; /* the bench’s */
  SlPaceLines *lines;
  GtkWidget   *card;
  Row          rows[SL_N_PACES];
} Card;

static void
set_over (GtkWidget *widget, gboolean over)
{
  if (over)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

/* In place: the focus stays on a button while frames go by. */
static void
show_row (const Row *row, const SlPaceLine *line)
{
  g_autofree char *title = g_strdup_printf ("%s  %s", line->title, line->unit);
  g_autofree char *most = g_strdup_printf (_("%s · f %d"), line->most, (int) line->frame);

  gtk_label_set_text (GTK_LABEL (row->title), title);
  gtk_label_set_text (GTK_LABEL (row->now), line->now);
  sl_set_name (row->now, line->spoken_now);
  set_over (row->now, line->over_now);
  gtk_button_set_label (GTK_BUTTON (row->most), line->stands ? line->most : most);
  gtk_widget_set_sensitive (row->most, !line->stands);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->most), "i", (int) line->frame);
  sl_set_name (row->most, line->spoken_most);
  sl_set_tooltip (row->most, line->spoken_most);
  set_over (row->most, line->over);
  gtk_widget_set_visible (row->mark, line->over);
  gtk_label_set_text (GTK_LABEL (row->limit), line->limit != NULL ? line->limit : "");
  set_over (row->limit, line->over);
}

static void
show (Card *c)
{
  g_autoptr (GPtrArray) lines = sl_pace_lines_now (c->lines);

  gtk_widget_set_visible (c->card, lines != NULL);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    show_row (&c->rows[i], lines->pdata[i]);
}

static GtkWidget *
number (void)
{
  GtkWidget *label = sl_label ("", "sl-number");

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  return label;
}

static void
add_row (Card *c, GtkGrid *grid, guint i)
{
  Row *row = &c->rows[i];

  *row = (Row) { sl_label ("", "sl-dim"), number (), gtk_button_new_with_label (""),
                 gtk_image_new_from_icon_name ("dialog-warning-symbolic"), number () };
  gtk_widget_set_hexpand (row->title, TRUE);
  gtk_widget_set_hexpand (row->now, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row->most), "win.frame");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->most), "i", 0);
  gtk_widget_add_css_class (row->most, "flat");
  gtk_widget_add_css_class (row->most, "sl-number");
  gtk_widget_add_css_class (row->most, "sl-pace-most");
  gtk_widget_add_css_class (row->mark, "error");
  gtk_grid_attach (grid, row->title, 0, (int) i, 1, 1);
  gtk_grid_attach (grid, row->now, 1, (int) i, 1, 1);
  gtk_grid_attach (grid, row->most, 2, (int) i, 1, 1);
  gtk_grid_attach (grid, row->mark, 3, (int) i, 1, 1);
  gtk_grid_attach (grid, row->limit, 4, (int) i, 1, 1);
}

static void
card_free (gpointer data)
{
  Card *c = data;

  g_signal_handlers_disconnect_by_data (c->editor, c);
  sl_pace_lines_free (c->lines);
  sl_bench_unref (c->bench);
  g_free (c);
}

GtkWidget *
sl_pace_card_new (SlBench *bench, GSettings *settings)
{
  static const char *const changes[] = { "plan-changed", "time-changed", "selection-changed" };
  Card *c = g_new0 (Card, 1);
  GtkWidget *grid = gtk_grid_new ();

  *c = (Card) { .bench = sl_bench_ref (bench), .editor = bench->editor, .lines = sl_pace_lines_new (bench->editor),
                .card = sl_section_new (_("How it moves"), "shot/pace", settings) };
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < SL_N_PACES; i++)
    add_row (c, GTK_GRID (grid), i);
  gtk_box_append (GTK_BOX (sl_section_content (c->card)), grid);
  g_object_set_data_full (G_OBJECT (c->card), "pace", c, card_free);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_swapped (c->editor, changes[i], G_CALLBACK (show), c);
  show (c);
  return c->card;
}
