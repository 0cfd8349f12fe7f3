#include "import-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>
#include <unistd.h>

#include "import-limits.h"
#include "import-picture-head.h"
#include "sl-error.h"
#include "sl-i18n.h"
#include "sl-picture-stream.h"

void
import_picture_clear (ImportPicture *picture)
{
  g_clear_pointer (&picture->rgba, g_free);
}

/* A picture as it is stored, read as it is to be shown. EXIF 5…8 lie on their side. */
typedef struct {
  GdkPixbuf    *pixbuf;
  const guint8 *pixels;
  int           stored_width, stored_height, stride, channels;
  guint         orientation;
} Shown;

static int
shown_width (const Shown *s)
{
  return s->orientation >= 5 ? s->stored_height : s->stored_width;
}

static int
shown_height (const Shown *s)
{
  return s->orientation >= 5 ? s->stored_width : s->stored_height;
}

/* Where the pixel that is shown at x, y is stored. EXIF 2.3, table 6: which corner of what is shown row 0, column 0
 * are. */
static const guint8 *
pixel_at (const Shown *s, int x, int y)
{
  const int right = s->stored_width - 1, bottom = s->stored_height - 1;
  int column = x, row = y;

  switch (s->orientation)
    {
    case 2: column = right - x; break;
    case 3: column = right - x; row = bottom - y; break;
    case 4: row = bottom - y; break;
    case 5: column = y; row = x; break;
    case 6: column = y; row = bottom - x; break;
    case 7: column = right - y; row = bottom - x; break;
    case 8: column = right - y; row = x; break;
    default: break;
    }
  return s->pixels + (gsize) row * (gsize) s->stride + (gsize) column * (gsize) s->channels;
}

static void
copy_row (const Shown *s, int y, guint8 *rgba)
{
  for (int x = 0; x < shown_width (s); x++)
    {
      const guint8 *from = pixel_at (s, x, y);

      memcpy (rgba + 4 * (gsize) x, from, 3);
      rgba[4 * (gsize) x + 3] = s->channels == 4 ? from[3] : 255;
    }
}

/* --- decoding --- */

static gboolean
check_head (GBytes *bytes, ImportPictureHead *head, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (!import_picture_head (data, length, head))
    sl_error_set (error, SL_ERROR_INPUT, _("this is no PNG or JPEG picture; save it as one of these"));
  else if (!head->whole)
    sl_error_set (error, SL_ERROR_INPUT, _("the picture is cut short; copy it again"));
  else if (head->width == 0 || head->height == 0)
    sl_error_set (error, SL_ERROR_INPUT, _("the picture does not say how large it is; save it again"));
  else if ((guint64) head->width * head->height > SL_PICTURE_MOST_PX)
    sl_error_set (error, SL_ERROR_INPUT,
                  _("the picture has %.0f megapixels, and at most %.0f are shown; make it smaller"),
                  (double) head->width * head->height / 1e6, (double) SL_PICTURE_MOST_PX / 1e6);
  else
    return TRUE;
  return FALSE;
}

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  const int most = (int) GPOINTER_TO_UINT (data);

  if (most > 0 && (width > most || height > most))
    gdk_pixbuf_loader_set_size (loader, MIN (width, most), MIN (height, most));
}

/* A new reference, or NULL. What the file says of its size was checked before. */
static GdkPixbuf *
load (GBytes *bytes, const char *type, guint side_most, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, error);
  g_autoptr (GError) inner = NULL;
  GdkPixbuf *pixbuf;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), GUINT_TO_POINTER (side_most));
  gboolean ok = gdk_pixbuf_loader_write_bytes (loader, bytes, &inner);
  ok = gdk_pixbuf_loader_close (loader, inner == NULL ? &inner : NULL) && ok;
  pixbuf = ok ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf != NULL)
    return g_object_ref (pixbuf);
  sl_error_set (error, SL_ERROR_INPUT, _("the picture cannot be read (%s); save it again as PNG or JPEG"),
                inner != NULL ? inner->message : "?");
  return NULL;
}

static gboolean
decode (GBytes *bytes, guint side_most, gboolean turn, Shown *shown, GError **error)
{
  ImportPictureHead head;
  GdkPixbuf *pixbuf;

  if (!check_head (bytes, &head, error))
    return FALSE;
  import_limits_grow ((guint64) head.width * head.height / 4); /* they are held once, four bytes each */
  if ((pixbuf = load (bytes, head.type, side_most, error)) == NULL)
    return FALSE;
  *shown = (Shown) {
    .pixbuf = pixbuf,
    .pixels = gdk_pixbuf_read_pixels (pixbuf),
    .stored_width = gdk_pixbuf_get_width (pixbuf),
    .stored_height = gdk_pixbuf_get_height (pixbuf),
    .stride = gdk_pixbuf_get_rowstride (pixbuf),
    .channels = gdk_pixbuf_get_n_channels (pixbuf),
    .orientation = turn ? head.orientation : 1,
  };
  return TRUE;
}

gboolean
import_picture_decode (GBytes *bytes, guint side_most, gboolean turn, ImportPicture *picture, GError **error)
{
  Shown shown;

  if (!decode (bytes, side_most, turn, &shown, error))
    return FALSE;
  picture->width = shown_width (&shown);
  picture->height = shown_height (&shown);
  picture->rgba = g_malloc_n ((gsize) picture->height, (gsize) picture->width * 4);
  for (int y = 0; y < picture->height; y++)
    copy_row (&shown, y, picture->rgba + (gsize) y * (gsize) picture->width * 4);
  g_object_unref (shown.pixbuf);
  return TRUE;
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      const gssize n = write (fd, data, length);
      if (n < 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
import_picture_send (GBytes *bytes, int fd, GError **error)
{
  SlPictureHeader header = { .magic = SL_PICTURE_MAGIC };
  Shown shown;

  if (!decode (bytes, 0, TRUE, &shown, error))
    return FALSE;
  header.width = (guint32) shown_width (&shown);
  header.height = (guint32) shown_height (&shown);
  g_autofree guint8 *row = g_malloc_n (header.width, 4);
  gboolean ok = write_all (fd, (const guint8 *) &header, sizeof header);
  for (guint32 y = 0; ok && y < header.height; y++)
    {
      copy_row (&shown, (int) y, row);
      ok = write_all (fd, row, (gsize) header.width * 4);
    }
  g_object_unref (shown.pixbuf);
  if (!ok)
    sl_error_set (error, SL_ERROR_IO, _("the picture could not be handed on; try again"));
  return ok;
}
