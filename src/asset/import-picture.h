/* Pictures: PNG and JPEG, by what they hold and not by their names, within limits on their pixels. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RGBA8 sRGB rows, top first. */
typedef struct {
  int     width, height; /* px, at least 1 */
  guint8 *rgba;          /* owned */
} ImportPicture;

void     import_picture_clear  (ImportPicture *picture); /* frees its pixels */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportPicture, import_picture_clear)

/* Decodes a whole picture into `picture`, scaled down to at most `side_most` px a side (0: as it is). `turn`: as its
 * EXIF orientation says that it is to be shown, which pictures have and textures do not. FALSE with an error
 * (SL_ERROR_INPUT) that says what is wrong, for a file cut short too. */
gboolean import_picture_decode (GBytes *bytes, guint side_most, gboolean turn, ImportPicture *picture, GError **error);

/* The same, written row by row to a file descriptor behind an SlPictureHeader, so that a large picture is held once. */
gboolean import_picture_send   (GBytes *bytes, int fd, GError **error);

G_END_DECLS
