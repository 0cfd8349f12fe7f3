#include "sl-strip-paint-private.h"

#include <math.h>

/* px, at the usual size of letters */
enum { NUMBER = 50, PLACE = 40, LIGHT = 24, CAST = 66, ENVIRONMENT = 108, PAGES = 54, MINUTES = 46, MARK = 22,
       SET_LEAST = 90 };

const GdkRGBA sl_strip_ink = { .082f, .090f, .102f, 1 }, sl_strip_pale = { .93f, .93f, .93f, 1 };
const GdkRGBA sl_strip_amber = { .898f, .722f, .227f, 1 }, sl_strip_orange = { .941f, .541f, .235f, 1 };

/* --- places --- */

/* What there is no room for is left out: the environment first, then the cast. */
/* What is shown where there is room for it: the first goes last. */
enum { OF_PAGES, OF_LIGHT, OF_MINUTES, OF_PLACE, OF_CAST, OF_ENVIRONMENT, N_OPTIONAL };
static const int widths[N_OPTIONAL] = { PAGES, LIGHT, MINUTES, PLACE, CAST, ENVIRONMENT };

SlStripColumns
sl_strip_columns (const SlStripPainter *p)
{
  const double s = p->scale;
  SlStripColumns c = { .number = SL_STRIP_EDGE * s + 4, .end = p->width - SL_STRIP_SIDE };
  double width[N_OPTIONAL] = { 0 }, room = c.end - c.number - (NUMBER + MARK + SET_LEAST) * s;

  for (guint i = 0; i < N_OPTIONAL && room >= widths[i] * s; i++)
    room -= width[i] = widths[i] * s;
  c.place = c.number + NUMBER * s;
  c.light = c.place + width[OF_PLACE];
  c.light_width = width[OF_LIGHT];
  c.set = c.light + c.light_width;
  c.mark = c.end - MARK * s;
  c.minutes = c.mark - width[OF_MINUTES];
  c.pages = c.minutes - width[OF_PAGES];
  c.cast_width = width[OF_CAST];
  c.environment_width = width[OF_ENVIRONMENT];
  c.cast = c.pages - c.cast_width;
  c.environment = c.cast - c.environment_width;
  c.set_width = c.environment - c.set - 6;
  return c;
}

/* --- words --- */

PangoLayout *
sl_strip_layout (SlStripPainter *p, const char *text, const SlStripStyle *style)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (p->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (style->size > 0 ? style->size : .86));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (style->bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (style->struck)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

double
sl_strip_put (SlStripPainter *p, GtkSnapshot *snapshot, const char *text, double x, double width,
              const SlStripStyle *style)
{
  int w, h;

  if (width < 1 || text == NULL || *text == '\0')
    return 0;
  g_autoptr (PangoLayout) layout = sl_strip_layout (p, text, style);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_get_pixel_size (layout, &w, &h);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (style->right ? x + width - w : x),
                                                          (float) round ((SL_STRIP_H * p->scale - h) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &style->colour);
  gtk_snapshot_restore (snapshot);
  return w;
}

GdkRGBA
sl_strip_faded (GdkRGBA colour, float alpha)
{
  colour.alpha *= alpha;
  return colour;
}

/* --- boxes --- */

graphene_rect_t
sl_strip_box (const SlStripPainter *p)
{
  return GRAPHENE_RECT_INIT (SL_STRIP_SIDE, 0, (float) p->width - 2 * SL_STRIP_SIDE,
                             (float) round (SL_STRIP_H * p->scale));
}

void
sl_strip_fill (GtkSnapshot *snapshot, const graphene_rect_t *box, float radius, const GdkRGBA *colour)
{
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, box, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, colour, box);
  gtk_snapshot_pop (snapshot);
}

void
sl_strip_outline (GtkSnapshot *snapshot, const graphene_rect_t *box, float width, const GdkRGBA *colour)
{
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, box, SL_STRIP_RADIUS);
  gtk_snapshot_append_border (snapshot, &round, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { *colour, *colour, *colour, *colour });
}
