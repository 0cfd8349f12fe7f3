/* A PNG with a palette, written row by row. Of this room alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct SlPngRows SlPngRows;

/* `palette` has `n` colours 0xRRGGBB, at most 256. Sizes are 1 to 2³¹ − 1 px. NULL with an error when the file cannot
 * be written. */
SlPngRows *sl_png_rows_new    (const char *path, guint32 width, guint32 height, const guint32 *palette, guint n,
                               GError **error);
/* The next row from the top, a byte a pixel. FALSE with an error. */
gboolean   sl_png_rows_push   (SlPngRows *png, const guint8 *row, GError **error);
/* After the last row. FALSE with an error. */
gboolean   sl_png_rows_finish (SlPngRows *png, GError **error);
/* NULL is fine. */
void       sl_png_rows_free   (SlPngRows *png);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPngRows, sl_png_rows_free)

G_END_DECLS
