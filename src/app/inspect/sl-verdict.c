#include "sl-verdict.h"

#include "sl-i18n.h"

typedef struct {
  SlBench  *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *card;
} Verdict;

static char *
where_it_misses (const SlFrameCoverage *f)
{
  static const char *const edges[] = { N_("left"), N_("right"), N_("top"), N_("bottom") };
  guint worst = 0;

  if (f->miss <= 5e-4)
    return g_strdup (_("The whole picture lands on LED or set."));
  for (guint i = 1; i < SL_N_EDGES; i++)
    if (f->miss_edge[i] > f->miss_edge[worst])
      worst = i;
  return g_strdup_printf (_("%.1f %% misses, most of it at the %s."), f->miss * 100, _(edges[worst]));
}

/* Why there are no numbers of the shot. */
static const char *
why_not (Verdict *v, const SlShot *shot)
{
  const char *trouble = sl_analysis_trouble (v->bench->analysis, shot->entity.id);

  if (trouble != NULL)
    return trouble;
  if (sl_plan_count (sl_editor_plan (v->editor), SL_KIND_WALL) == 0)
    return _("Add an LED wall to see what the camera covers.");
  return _("Measuring…");
}

static void
show (Verdict *v)
{
  const SlShot *shot = sl_editor_shot (v->editor);
  const SlFrameCoverage *f = sl_analysis_live (v->bench->analysis);
  GtkWidget *top;

  sl_clear_box (v->card);
  gtk_widget_set_visible (v->card, shot != NULL);
  if (shot == NULL)
    return;
  if (f == NULL)
    {
      GtkWidget *why = sl_label (why_not (v, shot), NULL);
      gtk_label_set_ellipsize (GTK_LABEL (why), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_wrap (GTK_LABEL (why), TRUE);
      gtk_box_append (GTK_BOX (v->card), why);
      return;
    }
  const SlCoverage *whole = sl_analysis_whole (v->bench->analysis, shot->entity.id);
  g_autofree char *number = g_strdup_printf ("%.1f %%", f->coverage * 100), *why = where_it_misses (f);
  g_autofree char *caption = g_strdup_printf (_("%s at frame %d: %.1f %% on LED"),
                                              shot->number != NULL ? shot->number : shot->entity.id, (int) f->frame,
                                              f->led * 100);
  g_autofree char *spoken = g_strdup_printf (_("Coverage %.1f %%"), f->coverage * 100);
  GtkWidget *verdict = sl_label (number, "sl-verdict");
  top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  sl_set_name (verdict, spoken);
  gtk_box_append (GTK_BOX (top), verdict);
  gtk_box_append (GTK_BOX (top), sl_label (caption, "sl-dim"));
  gtk_box_append (GTK_BOX (v->card), top);
  GtkWidget *reason = sl_label (why, f->miss > 5e-4 ? "sl-miss" : NULL);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_box_append (GTK_BOX (v->card), reason);
  if (whole != NULL && whole->min < f->coverage - 1e-4)
    {
      g_autofree char *least = g_strdup_printf (_("Least in this shot: %.1f %% at frame %d"), whole->min * 100,
                                                (int) whole->frames[whole->worst_frame].frame);
      gtk_box_append (GTK_BOX (v->card), sl_label (least, "sl-dim"));
    }
  gtk_box_append (GTK_BOX (v->card), sl_badges (sl_analysis_grades (v->bench->analysis, shot->entity.id)));
  if (whole != NULL && whole->min < 1)
    {
      GtkWidget *go = gtk_button_new_with_label (_("Go to worst frame"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (go), "win.worst-frame");
      gtk_box_append (GTK_BOX (v->card), go);
    }
}

static void
verdict_free (gpointer data)
{
  Verdict *v = data;

  g_signal_handlers_disconnect_by_data (v->editor, v);
  g_signal_handlers_disconnect_by_data (v->bench->analysis, v);
  sl_bench_unref (v->bench);
  g_free (v);
}

GtkWidget *
sl_verdict_new (SlBench *bench)
{
  Verdict *v = g_new0 (Verdict, 1);

  v->bench = sl_bench_ref (bench);
  v->editor = bench->editor;
  v->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (v->card, "sl-card");
  g_object_set_data_full (G_OBJECT (v->card), "verdict", v, verdict_free);
  g_signal_connect_swapped (v->editor, "time-changed", G_CALLBACK (show), v);
  g_signal_connect_swapped (bench->analysis, "changed", G_CALLBACK (show), v);
  show (v);
  return v->card;
}
