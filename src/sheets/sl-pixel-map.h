/* A wall's pixel map: its picture, pixel for pixel, with each cabinet's border, number and place, and the canvases that
 * the picture is cut into. Put on the wall, it shows at a glance what is plugged into the wrong place. */
#pragma once

#include "sl-feeds.h"
#include "sl-watch.h"

G_BEGIN_DECLS

/* The most that is drawn (px). */
#define SL_PIXEL_MAP_MOST ((gint64) 2000000000)

/* As a PNG of the size of the wall's picture, row by row, so that its memory is a few rows. Writes into `path` itself,
 * which somebody else puts in its place. FALSE with an error when it cannot be written, is larger than the most, or the
 * work is cancelled; `watch` may be NULL. */
gboolean sl_pixel_map_write (const SlFeeds *feeds, guint wall, const char *path, SlWatch *watch, GError **error);

G_END_DECLS
