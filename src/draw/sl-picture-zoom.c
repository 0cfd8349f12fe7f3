#include "sl-picture-zoom.h"

#include "sl-i18n.h"

#define LEAST .5
#define MOST  32.
#define NONE  .005 /* so near to the whole picture is the whole */

SlPictureZoom
sl_picture_zoom_none (void)
{
  return (SlPictureZoom) { 1, 0, 0 };
}

/* No farther to a side than the picture goes. */
static double
keep_in (double at, double factor)
{
  const double most = fmax (0, 1 - 1 / factor);

  return isfinite (at) ? fmax (-most, fmin (most, at)) : 0;
}

static void
settle (SlPictureZoom *zoom)
{
  zoom->x = keep_in (zoom->x, zoom->factor);
  zoom->y = keep_in (zoom->y, zoom->factor);
}

void
sl_picture_zoom_by (SlPictureZoom *zoom, double factor, double x, double y)
{
  const double old = zoom->factor;

  if (!isfinite (factor) || factor <= 0)
    return;
  zoom->factor = fmax (LEAST, fmin (MOST, old * factor));
  if (fabs (zoom->factor - 1) < NONE)
    zoom->factor = 1;
  zoom->x += x / old - x / zoom->factor;
  zoom->y += y / old - y / zoom->factor;
  settle (zoom);
}

void
sl_picture_zoom_slide (SlPictureZoom *zoom, double dx, double dy)
{
  zoom->x -= 2 * dx / zoom->factor;
  zoom->y += 2 * dy / zoom->factor;
  settle (zoom);
}

void
sl_picture_zoom_camera (const SlPictureZoom *zoom, SlDrawCamera *camera)
{
  camera->shift_h += zoom->x * camera->tan_h;
  camera->shift_v += zoom->y * camera->tan_v;
  camera->tan_h /= zoom->factor;
  camera->tan_v /= zoom->factor;
}

char *
sl_picture_zoom_text (const SlPictureZoom *zoom)
{
  return zoom->factor != 1 ? g_strdup_printf (_("%.0f %%"), zoom->factor * 100) : NULL;
}
