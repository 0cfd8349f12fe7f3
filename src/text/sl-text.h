/* A string into a glyph picture, for burn-ins. Any script that the system's fonts hold. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  int     width, height; /* px */
  guint8 *alpha;         /* one byte a pixel, top row first */
} SlTextPicture;

/* `height_px` is the height of a line. Free with sl_text_picture_free(). Thread-safe. */
SlTextPicture *sl_text_picture_new  (const char *text, int height_px, gboolean bold);
/* NULL is fine. */
void           sl_text_picture_free (SlTextPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTextPicture, sl_text_picture_free)

/* Puts the picture in white onto RGBA of `width` × `height` px with its top left corner at x, y; cut at the edges. */
void           sl_text_picture_put  (const SlTextPicture *picture, guint8 *rgba, int width, int height, int x, int y);

G_END_DECLS
