#include "sl-outline-foot.h"

#include "sl-doubts.h"
#include "sl-i18n.h"

enum { SUM_LINES = 3 };

typedef struct {
  SlBench   *bench;
  GtkWidget *sums, *change, *doubts;
} Foot;

static void
show_sums (Foot *f)
{
  const SlTally *tally = sl_figures_tally (f->bench->figures), *before = sl_figures_before (f->bench->figures);
  g_autofree char *sums = tally != NULL ? sl_needs_sums (tally) : g_strdup ("");
  g_autofree char *change = tally != NULL && before != NULL ? sl_needs_change (before, tally) : NULL;

  gtk_label_set_text (GTK_LABEL (f->sums), sums);
  sl_set_tooltip (f->sums, sums);
  gtk_label_set_text (GTK_LABEL (f->change), change != NULL ? change : "");
  gtk_widget_set_visible (f->change, change != NULL);
  sl_doubts_button_show (f->doubts, sl_editor_plan (f->bench->editor), tally != NULL ? tally->totals.doubts : NULL);
}

static void
foot_free (gpointer data)
{
  Foot *f = data;

  g_signal_handlers_disconnect_by_data (f->bench->figures, f);
  g_signal_handlers_disconnect_by_data (f->bench->editor, f);
  sl_bench_unref (f->bench);
  g_free (f);
}

GtkWidget *
sl_outline_foot_new (SlBench *bench)
{
  Foot *f = g_new0 (Foot, 1);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  f->bench = sl_bench_ref (bench);
  f->sums = sl_label ("", "sl-facts");
  gtk_label_set_wrap (GTK_LABEL (f->sums), TRUE);
  gtk_label_set_lines (GTK_LABEL (f->sums), SUM_LINES);
  gtk_label_set_max_width_chars (GTK_LABEL (f->sums), 26);
  f->change = sl_label ("", "sl-chip");
  gtk_widget_set_halign (f->change, GTK_ALIGN_START);
  sl_set_tooltip (f->change, _("What the last step changed"));
  f->doubts = sl_doubts_button_new ();
  gtk_box_append (GTK_BOX (foot), f->sums);
  gtk_box_append (GTK_BOX (foot), f->change);
  gtk_box_append (GTK_BOX (foot), f->doubts);
  gtk_widget_set_margin_start (foot, 12);
  gtk_widget_set_margin_top (foot, 8);
  gtk_widget_set_margin_bottom (foot, 8);
  g_object_set_data_full (G_OBJECT (foot), "foot", f, foot_free);
  g_signal_connect_swapped (bench->figures, "changed", G_CALLBACK (show_sums), f);
  g_signal_connect_swapped (bench->editor, "plan-changed", G_CALLBACK (show_sums), f);
  g_signal_connect_swapped (bench->editor, "view-changed", G_CALLBACK (show_sums), f); /* feet */
  show_sums (f);
  return foot;
}
