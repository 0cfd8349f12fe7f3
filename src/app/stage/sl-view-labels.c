#include "sl-view-labels.h"

enum { LABEL_MARGIN = 6, LABEL_TRIES = 5 };

typedef SlViewName Pill;

static gboolean
overlaps (const Pill *pill, const GArray *placed)
{
  for (guint i = 0; i < placed->len; i++)
    {
      const Pill *p = &g_array_index (placed, Pill, i);
      if (pill->x < p->x + p->w && p->x < pill->x + pill->w && pill->y < p->y + p->h && p->y < pill->y + pill->h)
        return TRUE;
    }
  return FALSE;
}

/* Beside its point, inside the view, clear of those that were placed before: one above the other where they crowd. */
static gboolean
place (Pill *pill, const GArray *placed, double width)
{
  double start = pill->y;

  pill->x = CLAMP (pill->x, LABEL_MARGIN, MAX (LABEL_MARGIN, width - pill->w - LABEL_MARGIN));
  for (int i = 0; i < 2 * LABEL_TRIES; i++)
    {
      pill->y = start + (i % 2 == 0 ? -1 : 1) * ((i + 1) / 2) * (pill->h + 2);
      if (!overlaps (pill, placed))
        return TRUE;
    }
  return FALSE;
}

static void
draw_pill (cairo_t *cr, const Pill *pill, PangoLayout *layout, gboolean strong)
{
  double r = pill->h / 2;

  cairo_new_path (cr);
  cairo_arc (cr, pill->x + r, pill->y + r, r, G_PI / 2, 3 * G_PI / 2);
  cairo_arc (cr, pill->x + pill->w - r, pill->y + r, r, -G_PI / 2, G_PI / 2);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, .05, .055, .06, strong ? .88 : .62);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, strong ? 1 : .8);
  cairo_move_to (cr, pill->x + r - 2, pill->y + 3);
  pango_cairo_show_layout (cr, layout);
}

/* Whether nothing has its name yet; what is kept clear is of nothing. */
static gboolean
is_first (const GArray *placed)
{
  for (guint i = 0; i < placed->len; i++)
    if (g_array_index (placed, Pill, i).pick != 0)
      return FALSE;
  return TRUE;
}

static void
draw_label (GtkWidget *widget, cairo_t *cr, const SlDrawCamera *camera, const SlDrawLabel *label, double width,
            double height, GArray *placed)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoAttrList *attributes;
  Pill pill;
  double x, y;
  int w, h;

  const double *cut = camera->cut;

  if (cut[0] * label->at.x + cut[1] * label->at.y + cut[2] * label->at.z + cut[3] < 0
      || !sl_draw_camera_project (camera, label->at, &x, &y) || x < -.1 || x > 1.1 || y < -.1 || y > 1.1)
    return;
  layout = gtk_widget_create_pango_layout (widget, label->text);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (.9));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &w, &h);
  pill = (Pill) { x * width - w / 2. - h / 2. - 1, y * height - h / 2. - 3, w + h + 2, h + 6, label->pick };
  if (!place (&pill, placed, width)
      && !(label->strong && is_first (placed))) /* one of many that are selected will do */
    return;
  g_array_append_val (placed, pill);
  draw_pill (cr, &pill, layout, label->strong);
}

void
sl_view_draw_labels (GtkWidget *widget, cairo_t *cr, const SlDrawList *list, double width, double height, GArray *names)
{
  for (int strong = 1; strong >= 0; strong--) /* what is selected finds its place first */
    for (guint i = 0; i < list->labels->len; i++)
      {
        const SlDrawLabel *label = &g_array_index (list->labels, SlDrawLabel, i);
        if (label->strong == strong)
          draw_label (widget, cr, &list->camera, label, width, height, names);
      }
}

void
sl_view_keep_clear (GArray *names, double x, double y, double w, double h)
{
  const Pill pill = { x, y, w, h, 0 };

  g_array_append_val (names, pill);
}

void
sl_view_draw_pill (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y, double width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  Pill pill;
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  pill = (Pill) { CLAMP (x, LABEL_MARGIN, MAX (LABEL_MARGIN, width - w - h - LABEL_MARGIN)), y - h / 2. - 3, w + h + 2,
                  h + 6, 0 };
  draw_pill (cr, &pill, layout, TRUE);
}
