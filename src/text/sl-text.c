#include "sl-text.h"

#include <pango/pangocairo.h>
#include <string.h>

SlTextPicture *
sl_text_picture_new (const char *text, int height_px, gboolean bold)
{
  SlTextPicture *picture = g_new0 (SlTextPicture, 1);
  PangoFontMap *map = pango_cairo_font_map_get_default (); /* one a thread */
  PangoContext *context = pango_font_map_create_context (map);
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (bold ? "Inter, Noto Sans CJK SC, Sans Bold"
                                                                        : "Inter, Noto Sans CJK SC, Sans");

  pango_font_description_set_absolute_size (font, height_px * .74 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &picture->width, &picture->height);
  picture->width = CLAMP (picture->width, 1, 16384);
  picture->height = CLAMP (picture->height, 1, 16384);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, picture->width, picture->height);
  cairo_t *cr = cairo_create (surface);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  picture->alpha = g_malloc ((gsize) picture->width * (gsize) picture->height);
  const guint8 *rows = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < picture->height; y++)
    memcpy (picture->alpha + (gsize) y * (gsize) picture->width, rows + y * stride, (gsize) picture->width);
  cairo_surface_destroy (surface);
  pango_font_description_free (font);
  g_object_unref (layout);
  g_object_unref (context);
  return picture;
}

void
sl_text_picture_free (SlTextPicture *picture)
{
  if (picture == NULL)
    return;
  g_free (picture->alpha);
  g_free (picture);
}

void
sl_text_picture_put (const SlTextPicture *picture, guint8 *rgba, int width, int height, int left, int top)
{
  for (int y = MAX (0, -top); y < picture->height && top + y < height; y++)
    for (int x = MAX (0, -left); x < picture->width && left + x < width; x++)
      {
        guint8 *pixel = rgba + ((gsize) (top + y) * (gsize) width + (gsize) (left + x)) * 4;
        int alpha = picture->alpha[(gsize) y * (gsize) picture->width + (gsize) x];
        for (int c = 0; c < 3; c++)
          pixel[c] = (guint8) ((pixel[c] * (255 - alpha) + 255 * alpha) / 255);
      }
}
