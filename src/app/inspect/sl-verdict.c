#include "sl-verdict.h"

#include "sl-i18n.h"

/* Its lines stay, and it is as high as it is: what stands below must not move when numbers come and go. */
typedef struct {
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *card, *number, *caption, *reason, *least, *badges, *go;
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
show_number (Verdict *v, const SlShot *shot, const SlFrameCoverage *f)
{
  g_autofree char *number = f != NULL ? g_strdup_printf ("%.1f %%", f->coverage * 100) : g_strdup ("–");
  g_autofree char *spoken = f != NULL ? g_strdup_printf (_("Coverage %.1f %%"), f->coverage * 100) : g_strdup (number);
  const char *name = shot->number != NULL ? shot->number : shot->entity.id;
  g_autofree char *caption = f != NULL ? g_strdup_printf (_("%s at frame %d: %.1f %% on LED"), name, (int) f->frame,
                                                          f->led * 100) : g_strdup (name);

  gtk_label_set_text (GTK_LABEL (v->number), number);
  sl_set_name (v->number, spoken);
  gtk_label_set_text (GTK_LABEL (v->caption), caption);
}

static void
show_reason (Verdict *v, const SlShot *shot, const SlFrameCoverage *f)
{
  g_autofree char *reason = f != NULL ? where_it_misses (f) : g_strdup (why_not (v, shot));

  gtk_label_set_text (GTK_LABEL (v->reason), reason);
  gtk_widget_set_tooltip_text (v->reason, reason);
  if (f != NULL && f->miss > 5e-4)
    gtk_widget_add_css_class (v->reason, "sl-miss");
  else
    gtk_widget_remove_css_class (v->reason, "sl-miss");
}

static void
show_whole (Verdict *v, const SlShot *shot, const SlFrameCoverage *f)
{
  const SlCoverage *whole = f != NULL ? sl_analysis_whole (v->bench->analysis, shot->entity.id) : NULL;
  gboolean less = whole != NULL && whole->min < f->coverage - 1e-4;
  g_autofree char *least = less ? g_strdup_printf (_("Least in this shot: %.1f %% at frame %d"), whole->min * 100,
                                                   (int) whole->frames[whole->worst_frame].frame) : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (v->least), least);
  sl_clear_box (v->badges);
  gtk_box_append (GTK_BOX (v->badges), sl_badges (sl_analysis_grades (v->bench->analysis, shot->entity.id)));
  gtk_widget_set_sensitive (v->go, whole != NULL && whole->min < 1);
}

static void
show (Verdict *v)
{
  const SlShot *shot = sl_editor_shot (v->editor);
  const SlFrameCoverage *f = sl_analysis_live (v->bench->analysis);

  gtk_widget_set_visible (v->card, shot != NULL);
  if (shot == NULL)
    return;
  show_number (v, shot, f);
  show_reason (v, shot, f);
  show_whole (v, shot, f);
}

static void
build (Verdict *v)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  v->number = sl_label ("", "sl-verdict");
  v->caption = sl_label ("", "sl-dim");
  v->reason = sl_label ("", "sl-reason");
  v->least = sl_label ("", "sl-dim");
  v->badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  v->go = gtk_button_new_with_label (_("Go to worst frame"));
  gtk_label_set_wrap (GTK_LABEL (v->reason), TRUE);
  gtk_label_set_lines (GTK_LABEL (v->reason), 2);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (v->go), "win.worst-frame");
  gtk_box_append (GTK_BOX (top), v->number);
  gtk_box_append (GTK_BOX (top), v->caption);
  gtk_box_append (GTK_BOX (v->card), top);
  gtk_box_append (GTK_BOX (v->card), v->reason);
  gtk_box_append (GTK_BOX (v->card), v->least);
  gtk_box_append (GTK_BOX (v->card), v->badges);
  gtk_box_append (GTK_BOX (v->card), v->go);
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
  v->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (v->card, "sl-card");
  build (v);
  g_object_set_data_full (G_OBJECT (v->card), "verdict", v, verdict_free);
  g_signal_connect_swapped (v->editor, "time-changed", G_CALLBACK (show), v);
  g_signal_connect_swapped (bench->analysis, "changed", G_CALLBACK (show), v);
  show (v);
  return v->card;
}
