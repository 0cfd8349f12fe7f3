#include "sl-legend.h"

#include "sl-i18n.h"
#include "sl-legend-lines.h"

enum { MARGIN = 12, ABOVE = 40 /* px: what stands at the foot of the view */ };

typedef struct {
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *box;
} Legend;

/* Why nothing is tinted; NULL when something is. */
static const char *
why_not (Legend *l)
{
  const SlScene *scene = sl_editor_scene (l->editor, NULL);

  if (sl_editor_shot (l->editor) == NULL)
    return _("This is of a shot: add one to see it.");
  if (scene == NULL || !scene->has_camera)
    return _("The shot has no camera: choose one to see it.");
  return NULL;
}

static void
show (Legend *l)
{
  SlShading shading = sl_editor_shading (l->editor);
  const char *why = sl_shading_needs_shot (shading) ? why_not (l) : NULL;

  gtk_widget_set_visible (l->box, sl_shading_needs_shot (shading));
  sl_legend_lines_fill (l->box, shading, why);
}

static void
legend_free (gpointer data)
{
  Legend *l = data;

  g_signal_handlers_disconnect_by_data (l->editor, l);
  sl_bench_unref (l->bench);
  g_free (l);
}

GtkWidget *
sl_legend_over (GtkWidget *view, SlBench *bench)
{
  Legend *l = g_new0 (Legend, 1);
  GtkWidget *overlay = gtk_overlay_new ();

  l->bench = sl_bench_ref (bench);
  l->editor = bench->editor;
  l->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (l->box, "sl-legend");
  gtk_widget_set_halign (l->box, GTK_ALIGN_START);
  gtk_widget_set_valign (l->box, GTK_ALIGN_END);
  gtk_widget_set_margin_start (l->box, MARGIN);
  gtk_widget_set_margin_bottom (l->box, ABOVE);
  gtk_widget_set_can_target (l->box, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), l->box);
  g_object_set_data_full (G_OBJECT (overlay), "legend", l, legend_free);
  g_signal_connect_swapped (l->editor, "view-changed", G_CALLBACK (show), l);
  g_signal_connect_swapped (l->editor, "plan-changed", G_CALLBACK (show), l);
  show (l);
  return overlay;
}
