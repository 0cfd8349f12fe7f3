#include "sl-legend-lines.h"

#include "sl-i18n.h"

enum { SWATCH = 12 };

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

void
sl_legend_lines_fill (GtkWidget *box, SlShading shading, const char *why)
{
  g_autoptr (GPtrArray) legend = sl_shading_legend (shading);
  g_autofree char *name = g_strdup_printf (_("Legend: %s"), sl_shading_label (shading));

  sl_clear_box (box);
  if (!sl_shading_needs_shot (shading))
    return;
  sl_set_name (box, name);
  gtk_box_append (GTK_BOX (box), sl_label (sl_shading_label (shading), "caption-heading"));
  if (why != NULL)
    gtk_box_append (GTK_BOX (box), sl_label (why, "caption"));
  for (guint i = 0; why == NULL && i < legend->len; i++)
    gtk_box_append (GTK_BOX (box), make_entry (legend->pdata[i]));
}
