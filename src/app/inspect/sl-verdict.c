#include "sl-verdict.h"

#include "sl-badge.h"
#include "sl-i18n.h"

/* Its lines stay, and it is as high as it is: what stands below must not move when numbers come and go. */
typedef struct {
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *card, *mark, *number, *unit, *reason, *now, *badges, *go;
} Verdict;

enum { REASON_LINES = 5 };

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
paint_reason (Verdict *v, const SlReason *reason)
{
  static const char *const classes[] = { NULL, "sl-amber", "sl-orange", "sl-red" };

  for (guint i = 1; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (v->reason, classes[i]);
  if (reason != NULL && reason->known && classes[reason->grade] != NULL)
    gtk_widget_add_css_class (v->reason, classes[reason->grade]);
}

static void
set_reason (Verdict *v, const char *text)
{
  g_autoptr (GString) shown = g_string_new (text);

  g_string_replace (shown, " %", "\u00a0%", 0); /* no line begins with it */
  gtk_label_set_text (GTK_LABEL (v->reason), shown->str);
  sl_set_tooltip (v->reason, text);
}

/* The worst grade: its mark, its figure, and why. */
static void
show_headline (Verdict *v, const SlReason *reason)
{
  g_autofree char *spoken = sl_reason_spoken (reason);
  g_autofree char *go = g_strdup_printf (_("Go to frame %d"), (int) reason->frame);
  GtkWidget *mark = sl_badge_new (reason, TRUE);

  gtk_box_append (GTK_BOX (v->mark), mark);
  gtk_label_set_text (GTK_LABEL (v->number), reason->number);
  sl_set_name (v->number, spoken);
  gtk_label_set_text (GTK_LABEL (v->unit), reason->unit);
  set_reason (v, reason->sentence);
  paint_reason (v, reason);
  gtk_button_set_label (GTK_BUTTON (v->go), go);
}

static void
show_nothing (Verdict *v, const SlShot *shot)
{
  gtk_label_set_text (GTK_LABEL (v->number), "–");
  sl_set_name (v->number, _("Not measured yet."));
  gtk_label_set_text (GTK_LABEL (v->unit), "");
  set_reason (v, why_not (v, shot));
  paint_reason (v, NULL);
  gtk_button_set_label (GTK_BUTTON (v->go), _("Go to worst frame"));
}

/* A mark that leads to its worst frame, or to the field that it lacks. */
static GtkWidget *
make_mark (const SlReason *reason)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *spoken = sl_reason_spoken (reason);

  gtk_button_set_child (GTK_BUTTON (button), sl_badge_new (reason, FALSE));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sl-mark");
  sl_set_name (button, spoken);
  if (reason->known)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", sl_subject_id (reason->subject));
  else if (reason->lacks != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", reason->lacks, reason->field);
  if (reason->known || reason->lacks != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), reason->known ? "win.worst-of" : "win.show-field");
  return button;
}

static GtkWidget *
make_mark_of (guint index, gpointer data)
{
  Verdict *v = data;
  const SlShot *shot = sl_editor_shot (v->editor);
  g_auto (SlReason) reason;

  sl_reason_init (&reason, sl_editor_plan (v->editor), sl_analysis_grades (v->bench->analysis, shot->entity.id), index,
                  sl_editor_imperial (v->editor));
  return make_mark (&reason);
}

/* Marks whose words are the same stay, so that the focus does. */
static void
show_marks (Verdict *v, const SlShot *shot, const SlCoverage *coverage)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint s = 0; s < SL_N_SUBJECTS; s++)
    {
      g_auto (SlReason) reason;

      sl_reason_init (&reason, sl_editor_plan (v->editor), coverage, s, sl_editor_imperial (v->editor));
      g_ptr_array_add (keys, sl_reason_spoken (&reason));
    }
  sl_sync_children (v->badges, keys, make_mark_of, v);
}

/* The frame that is shown. */
static void
show_now (Verdict *v, const SlShot *shot)
{
  const SlFrameCoverage *f = sl_analysis_live (v->bench->analysis);
  const char *name = shot->number != NULL ? shot->number : shot->entity.id;
  g_autofree char *text = f != NULL ? g_strdup_printf (_("Shot %s, frame %d: %.1f %% LED, %.1f %% set"), name,
                                                       (int) f->frame, f->led * 100, f->set * 100)
                                    : g_strdup_printf (_("Shot %s"), name);

  gtk_label_set_text (GTK_LABEL (v->now), text);
  sl_set_tooltip (v->now, text);
}

static void
show (Verdict *v)
{
  const SlShot *shot = sl_editor_shot (v->editor);
  const SlCoverage *coverage = shot != NULL ? sl_analysis_grades (v->bench->analysis, shot->entity.id) : NULL;

  gtk_widget_set_visible (v->card, shot != NULL);
  if (shot == NULL)
    return;
  sl_clear_box (v->mark);
  if (coverage != NULL)
    {
      g_auto (SlReason) reason;

      sl_reason_init (&reason, sl_editor_plan (v->editor), coverage, sl_reason_headline (coverage),
                      sl_editor_imperial (v->editor));
      show_headline (v, &reason);
    }
  else
    show_nothing (v, shot);
  show_now (v, shot);
  show_marks (v, shot, coverage);
  gtk_widget_set_sensitive (v->go, coverage != NULL && coverage->grade > SL_GRADE_GREEN);
}

/* As high as so many lines, whatever stands in it. */
static GtkWidget *
make_reason (Verdict *v)
{
  GtkWidget *overlay = gtk_overlay_new (), *lines = gtk_label_new ("\n\n\n\n");

  v->reason = sl_label ("", "sl-reason");
  gtk_label_set_wrap (GTK_LABEL (v->reason), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (v->reason), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (v->reason), REASON_LINES);
  gtk_label_set_yalign (GTK_LABEL (v->reason), 0);
  gtk_widget_add_css_class (lines, "sl-reason");
  gtk_widget_set_opacity (lines, 0);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), lines);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), v->reason);
  return overlay;
}

static void
build (Verdict *v)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  v->mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  v->number = sl_label ("", "sl-verdict");
  v->unit = sl_label ("", "sl-dim");
  v->now = sl_label ("", "sl-dim");
  gtk_widget_add_css_class (v->now, "caption");
  gtk_widget_add_css_class (v->unit, "caption");
  v->badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  v->go = gtk_button_new_with_label (_("Go to worst frame"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (v->go), "win.worst-frame");
  gtk_box_append (GTK_BOX (top), v->mark);
  gtk_box_append (GTK_BOX (top), v->number);
  gtk_box_append (GTK_BOX (top), v->unit);
  gtk_box_append (GTK_BOX (v->card), top);
  gtk_box_append (GTK_BOX (v->card), make_reason (v));
  gtk_box_append (GTK_BOX (v->card), v->now);
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
