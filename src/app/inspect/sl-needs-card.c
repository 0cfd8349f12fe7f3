#include "sl-needs-card.h"

#include "sl-doubts.h"
#include "sl-i18n.h"
#include "sl-section.h"

typedef struct {
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *card, *lines, *doubts;
} Card;

GtkWidget *
sl_needs_line_new (const SlNeed *need)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = sl_label (need->label, "sl-dim");
  GtkWidget *text = sl_label (need->text, "sl-number");
  g_autofree char *spoken = g_strdup_printf ("%s: %s", need->label, need->text);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 1);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_RIGHT);
  if (need->state >= SL_LIMIT_NEAR)
    gtk_widget_add_css_class (text, need->state == SL_LIMIT_OVER ? "error" : "warning");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), text);
  sl_set_tooltip (line, need->help);
  sl_set_name (text, spoken);
  return line;
}

/* The one wall that is selected, as it is counted; NULL for none. */
static const SlWallTally *
wall_of (Card *c)
{
  const GPtrArray *ids = sl_editor_selection (c->editor);

  return ids->len == 1 ? sl_needs_wall (sl_figures_tally (c->bench->figures), ids->pdata[0]) : NULL;
}

static void
show (Card *c)
{
  const SlWallTally *wall = wall_of (c);
  g_autoptr (GPtrArray) needs = NULL;

  gtk_widget_set_visible (c->card, wall != NULL);
  if (wall == NULL)
    return;
  needs = sl_needs_of_wall (sl_editor_plan (c->editor), sl_figures_tally (c->bench->figures), wall,
                            sl_editor_imperial (c->editor));
  sl_clear_box (c->lines);
  for (guint i = 0; i < needs->len; i++)
    gtk_box_append (GTK_BOX (c->lines), sl_needs_line_new (needs->pdata[i]));
  sl_doubts_button_show (c->doubts, sl_editor_plan (c->editor), wall->doubts);
}

static void
card_free (gpointer data)
{
  Card *c = data;

  g_signal_handlers_disconnect_by_data (c->editor, c);
  g_signal_handlers_disconnect_by_data (c->bench->figures, c);
  sl_bench_unref (c->bench);
  g_free (c);
}

GtkWidget *
sl_needs_card_new (SlBench *bench, GSettings *settings)
{
  Card *c = g_new0 (Card, 1);
  GtkWidget *shape;

  c->bench = sl_bench_ref (bench);
  c->editor = bench->editor;
  c->card = sl_section_new (_("What it takes"), "wall/needs", settings);
  c->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  c->doubts = sl_doubts_button_new ();
  shape = gtk_button_new_with_label (_("Shape and size…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (shape), "win.shape-wall");
  sl_set_tooltip (shape, _("Width and height, radius and sweep, in whole cabinets"));
  gtk_box_append (GTK_BOX (sl_section_content (c->card)), c->lines);
  gtk_box_append (GTK_BOX (sl_section_content (c->card)), shape);
  gtk_box_append (GTK_BOX (sl_section_content (c->card)), c->doubts);
  gtk_widget_add_css_class (c->card, "sl-needs");
  g_object_set_data_full (G_OBJECT (c->card), "needs", c, card_free);
  g_signal_connect_swapped (bench->figures, "changed", G_CALLBACK (show), c);
  g_signal_connect_swapped (c->editor, "selection-changed", G_CALLBACK (show), c);
  g_signal_connect_swapped (c->editor, "plan-changed", G_CALLBACK (show), c);
  show (c);
  return c->card;
}
