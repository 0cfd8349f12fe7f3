#include "sl-legend.h"

#include "sl-i18n.h"
#include "sl-shading.h"

enum { SWATCH = 12, MARGIN = 12, ABOVE = 40 /* px: what stands at the foot of the view */ };

typedef struct {
  SlBench   *bench;
  SlEditor  *editor; /* the bench’s */
  GtkWidget *box;
} Legend;

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  guint32 colour = GPOINTER_TO_UINT (data);

  cairo_set_source_rgb (cr, (colour >> 16 & 255) / 255., (colour >> 8 & 255) / 255., (colour & 255) / 255.);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
}

static GtkWidget *
make_entry (const SlLegendEntry *entry)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *swatch = gtk_drawing_area_new ();

  gtk_widget_set_size_request (swatch, SWATCH, SWATCH);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, GUINT_TO_POINTER (entry->colour), NULL);
  gtk_box_append (GTK_BOX (line), swatch);
  gtk_box_append (GTK_BOX (line), sl_label (entry->text, "caption"));
  return line;
}

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
  g_autoptr (GPtrArray) legend = sl_shading_legend (shading);
  g_autofree char *name = g_strdup_printf (_("Legend: %s"), sl_shading_label (shading));

  gtk_widget_set_visible (l->box, sl_shading_needs_shot (shading));
  sl_clear_box (l->box);
  if (!sl_shading_needs_shot (shading))
    return;
  sl_set_name (l->box, name);
  gtk_box_append (GTK_BOX (l->box), sl_label (sl_shading_label (shading), "caption-heading"));
  if (why != NULL)
    gtk_box_append (GTK_BOX (l->box), sl_label (why, "caption"));
  for (guint i = 0; why == NULL && i < legend->len; i++)
    gtk_box_append (GTK_BOX (l->box), make_entry (legend->pdata[i]));
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
