#include "sl-image.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "sl-file.h"

SlImage *
sl_image_new_take (guint8 *rgba, int width, int height)
{
  static guint64 last_stamp;
  SlImage *image = g_new0 (SlImage, 1);

  g_atomic_ref_count_init (&image->refs);
  image->stamp = __atomic_add_fetch (&last_stamp, 1, __ATOMIC_RELAXED);
  image->width = width;
  image->height = height;
  image->rgba = rgba;
  return image;
}

SlImage *
sl_image_ref (SlImage *image)
{
  g_atomic_ref_count_inc (&image->refs);
  return image;
}

void
sl_image_unref (SlImage *image)
{
  if (image == NULL || !g_atomic_ref_count_dec (&image->refs))
    return;
  g_free (image->rgba);
  g_free (image);
}

gboolean
sl_image_write_png (const char *path, const guint8 *rgba, int width, int height, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_data (rgba, GDK_COLORSPACE_RGB, TRUE, 8, width, height, width * 4,
                                                           NULL, NULL);
  g_autofree char *data = NULL;
  gsize length;

  return gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", error, "compression", "4", NULL)
         && sl_file_write (path, data, (gssize) length, error);
}
