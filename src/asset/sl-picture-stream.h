/* How the import helper sends a picture: this header, then RGBA8 sRGB rows, top first, in this machine's byte order. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SL_PICTURE_MAGIC "SLPICT01"

/* The most pixels that either side takes: 8192 × 8192. */
#define SL_PICTURE_MOST_PX ((guint64) 8192 * 8192)

typedef struct {
  char    magic[8];
  guint32 width, height; /* px, at least 1 */
} SlPictureHeader;

G_END_DECLS
